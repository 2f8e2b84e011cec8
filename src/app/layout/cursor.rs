//! The place of the terminal's cursor: in a text that is edited, else hidden on the row where the person is.
//!
//! Braille displays and screen readers follow the hidden cursor too. It must not depend on what a screen says.

use super::areas::MARGIN;
use super::single::Layout;
use crate::app::sheet::lines::{Line, Role, Span};
use ratatui::layout::Position;

/// The terminal's cursor.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Cursor {
    /// It is hidden, wherever it is.
    #[default]
    Anywhere,
    /// It is hidden, at a place.
    Hidden(Position),
    /// It is shown at a place, because a text is edited there.
    Shown(Position),
}

impl Cursor {
    /// Returns where it stands, if it has a place.
    #[must_use]
    pub fn place(self) -> Option<Position> {
        match self {
            Self::Anywhere => None,
            Self::Hidden(at) | Self::Shown(at) => Some(at),
        }
    }

    /// Returns whether it is shown.
    #[must_use]
    pub fn is_shown(self) -> bool {
        matches!(self, Self::Shown(_))
    }

    /// Returns where a layout wants it: in a text that is edited, else at the pointer, else at the heading. On a page that
    /// is scrolled it is the first row in sight, which is where the person reads on.
    #[must_use]
    pub fn of(layout: &Layout) -> Self {
        if let Some((y, line)) = layout.visible().find(|(_, line)| line.caret.is_some()) {
            let x = layout.text.x.saturating_add(line.caret.unwrap_or_default()).min(layout.text.right());
            return Self::Shown(Position { x, y });
        }
        let pointer = layout.visible().find(|(_, line)| line.focused);
        let at = pointer.map(|(y, _)| Position { x: layout.text.x.saturating_sub(MARGIN), y });
        at.or_else(|| heading(layout)).map_or(Self::Anywhere, Self::Hidden)
    }
}

/// Returns where a page begins: at its heading or its title, or at the first row in sight.
fn heading(layout: &Layout) -> Option<Position> {
    let first = layout.visible().find(|(_, line)| !line.spans.is_empty());
    let row = first.map(|(y, _)| Position { x: layout.text.x, y });
    let has_title = !layout.sheet.title.is_empty() && !layout.header.is_empty();
    let title = has_title.then_some(layout.header.as_position());
    let is_text = layout.first > 0 || first.is_some_and(|(_, line)| is_heading(line));
    if is_text { row.or(title) } else { title.or(row) }
}

fn is_heading(line: &Line) -> bool {
    matches!(line.spans.first(), Some(Span::Words(_, Role::Strong)))
}
