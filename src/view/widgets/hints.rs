//! The hints: keys in the calm colour, words after them.

use crate::app::layout::PlacedHint;
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
            let room = usize::from(area.right().saturating_sub(hint.area.x));
            let keys = self.theme.text(&hint.keys);
            buf.set_stringn(hint.area.x, hint.area.y, &keys, room, self.theme.style(Role::Accent));
            let used = columns(&keys) + 1;
            let room = room.saturating_sub(usize::from(used));
            let x = hint.area.x.saturating_add(used);
            if room > 0 {
                buf.set_stringn(
                    x,
                    hint.area.y,
                    self.theme.text(&hint.word),
                    room,
                    self.theme.style(Role::Muted),
                );
            }
        }
    }
}
