//! Draws the visible rows of a sheet, the pointer in the margin, and marks if there are more rows above or below.

use crate::app::layout::single::Layout;
use crate::app::sheet::lines::{Line, Role, Span};
use crate::app::sheet::signs::{ARROWS, POINTER};
use crate::view::display_list::DisplayList;
use crate::view::theme::Theme;
use ratatui::layout::Rect;

/// The visible rows of a layout.
#[derive(Debug)]
pub(crate) struct Body<'l> {
    /// The layout whose rows are drawn.
    pub layout: &'l Layout,
    /// Colors and signs.
    pub theme: &'l Theme,
}

impl Body<'_> {
    /// Draws the rows that are in sight.
    pub(crate) fn draw(&self, area: Rect, list: &mut DisplayList) {
        for (y, line) in self.layout.visible() {
            let row = Rect { x: area.x, y, width: area.width, height: 1 };
            self.row(line, row, list);
        }
        self.beyond(area, list);
    }

    fn row(&self, line: &Line, row: Rect, list: &mut DisplayList) {
        if line.focused {
            list.text(
                row.x.saturating_sub(2),
                row.y,
                &self.theme.text(POINTER),
                1,
                self.theme.style(Role::Accent),
            );
        }
        let mut x = row.x.saturating_add(line.indent);
        for span in &line.spans {
            x = self.span(span, x, row, list);
        }
        if let Some(right) = &line.right {
            self.span(right, row.right().saturating_sub(right.columns()), row, list);
        }
    }

    fn span(&self, span: &Span, x: u16, row: Rect, list: &mut DisplayList) -> u16 {
        let room = row.right().saturating_sub(x);
        match span {
            Span::Words(words, role) => {
                list.text(x, row.y, &self.theme.text(words), room, self.theme.style(*role))
            }
            Span::Sign(glyph, role) => {
                list.text(x, row.y, self.theme.sign(*glyph), room, self.theme.style(*role))
            }
        }
    }

    /// Marks in the margin that there is more text above or below.
    fn beyond(&self, area: Rect, list: &mut DisplayList) {
        let (above, below) = self.layout.beyond();
        let [up, down, ..] = ARROWS;
        // A frame stands around the text, and is not broken.
        let edge = self.layout.frame.map_or(list.area().right(), |frame| frame.right().saturating_sub(1));
        let x = area.right().saturating_add(1).min(edge.saturating_sub(1));
        let style = self.theme.style(Role::Accent);
        if above {
            list.text(x, area.y, &self.theme.text(up), 1, style);
        }
        if below {
            list.text(x, area.bottom().saturating_sub(1), &self.theme.text(down), 1, style);
        }
    }
}
