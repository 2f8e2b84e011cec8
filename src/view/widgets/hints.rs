//! Draws the hints: the keys in the accent color, each with its words. On a touch screen each hint is a button.

use super::border::border;
use crate::app::layout::hints::{BUTTON_ROWS, PlacedHint};
use crate::app::sheet::lines::Role;
use crate::app::sheet::wrap::columns;
use crate::view::display_list::DisplayList;
use crate::view::theme::Theme;
use ratatui::layout::Rect;

/// The hints of a layout, each at its own place.
#[derive(Debug)]
pub(crate) struct Hints<'h> {
    /// The hints.
    pub hints: &'h [PlacedHint],
    /// Colors and signs.
    pub theme: &'h Theme,
}

impl Hints<'_> {
    /// Draws each hint, no further than to the right end of an area.
    pub(crate) fn draw(&self, area: Rect, list: &mut DisplayList) {
        for hint in self.hints {
            if hint.area.height == BUTTON_ROWS {
                self.button(hint, list);
                continue;
            }
            let keys = (self.theme.text(&hint.keys), Role::Accent);
            let word = (self.theme.text(&hint.word), Role::Muted);
            let [first, second] = if hint.word_first { [word, keys] } else { [keys, word] };
            let mut x = hint.area.x;
            for (text, role) in [first, second] {
                let room = area.right().saturating_sub(x);
                list.text(x, hint.area.y, &text, room, self.theme.style(role));
                x = x.saturating_add(columns(&text) + 1);
            }
        }
    }

    /// Draws a button: a frame with the key and the words in its middle.
    fn button(&self, hint: &PlacedHint, list: &mut DisplayList) {
        border(hint.area, self.theme, list);
        let parts = [hint.keys.as_str(), hint.word.as_str()];
        let text: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let text = text.join(" ");
        let text = self.theme.text(&text);
        let inner = hint.area.width.saturating_sub(2);
        let x = hint.area.x + 1 + inner.saturating_sub(columns(&text)) / 2;
        list.text(x, hint.area.y + 1, &text, inner, self.theme.style(Role::Accent));
    }
}
