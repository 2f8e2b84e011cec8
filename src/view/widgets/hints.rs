//! The hints: keys in the calm colour, words after them.

use super::border::border;
use super::put::put;
use crate::app::layout::hints::{BUTTON_ROWS, PlacedHint};
use crate::app::sheet::lines::Role;
use crate::app::sheet::wrap::columns;
use crate::view::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

/// The hints of a layout, each at its own place.
#[derive(Debug)]
pub struct Hints<'h> {
    /// The hints.
    pub hints: &'h [PlacedHint],
    /// How they look.
    pub theme: &'h Theme,
}

impl Hints<'_> {
    /// Draws what is to be touched: a frame, and in its middle the key and the word.
    fn button(&self, hint: &PlacedHint, buf: &mut Buffer) {
        border(hint.area, self.theme, buf);
        let parts = [hint.keys.as_str(), hint.word.as_str()];
        let text: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let text = self.theme.text(&text.join(" "));
        let inner = hint.area.width.saturating_sub(2);
        let x = hint.area.x + 1 + inner.saturating_sub(columns(&text)) / 2;
        put(buf, x, hint.area.y + 1, &text, inner, self.theme.style(Role::Accent));
    }
}

impl Widget for &Hints<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        for hint in self.hints {
            if hint.area.height == BUTTON_ROWS {
                self.button(hint, buf);
                continue;
            }
            let keys = (self.theme.text(&hint.keys), Role::Accent);
            let word = (self.theme.text(&hint.word), Role::Muted);
            let [first, second] = if hint.word_first { [word, keys] } else { [keys, word] };
            let mut x = hint.area.x;
            for (text, role) in [first, second] {
                let room = area.right().saturating_sub(x);
                put(buf, x, hint.area.y, &text, room, self.theme.style(role));
                x = x.saturating_add(columns(&text) + 1);
            }
        }
    }
}
