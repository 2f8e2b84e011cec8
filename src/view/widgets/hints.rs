//! The hints: keys in the calm colour, words after them.

use super::put::put;
use crate::app::hints::PlacedHint;
use crate::app::prose::columns;
use crate::app::sheet::Role;
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

impl Widget for &Hints<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        for hint in self.hints {
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
