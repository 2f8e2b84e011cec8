//! The rows of a sheet in the text column, the pointer in the margin, and the signs of more above and below.

use super::put::put;
use crate::app::layout::single::Layout;
use crate::app::sheet::lines::{Line, Role, Span};
use crate::view::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

/// The visible rows of a layout.
#[derive(Debug)]
pub struct Body<'l> {
    /// What stands where.
    pub layout: &'l Layout,
    /// How it looks.
    pub theme: &'l Theme,
}

impl Widget for &Body<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        for (y, line) in self.layout.visible() {
            let row = Rect { x: area.x, y, width: area.width, height: 1 };
            self.row(line, row, buf);
        }
        self.beyond(area, buf);
    }
}

impl Body<'_> {
    fn row(&self, line: &Line, row: Rect, buf: &mut Buffer) {
        if line.focused {
            put(
                buf,
                row.x.saturating_sub(2),
                row.y,
                &self.theme.text("›"),
                1,
                self.theme.style(Role::Accent),
            );
        }
        let mut x = row.x.saturating_add(line.indent);
        for span in &line.spans {
            x = self.span(span, x, row, buf);
        }
        if let Some(right) = &line.right {
            self.span(right, row.right().saturating_sub(right.columns()), row, buf);
        }
    }

    fn span(&self, span: &Span, x: u16, row: Rect, buf: &mut Buffer) -> u16 {
        let room = row.right().saturating_sub(x);
        match span {
            Span::Words(words, role) => {
                put(buf, x, row.y, &self.theme.text(words), room, self.theme.style(*role))
            }
            Span::Sign(glyph, role) => {
                put(buf, x, row.y, self.theme.sign(*glyph), room, self.theme.style(*role))
            }
        }
    }

    /// Marks in the margin that there is more text above or below.
    fn beyond(&self, area: Rect, buf: &mut Buffer) {
        let (above, below) = self.layout.beyond();
        let x = (area.right() + 1).min(buf.area.right().saturating_sub(1));
        let style = self.theme.style(Role::Accent);
        if above {
            put(buf, x, area.y, &self.theme.text("↑"), 1, style);
        }
        if below {
            put(buf, x, area.bottom().saturating_sub(1), &self.theme.text("↓"), 1, style);
        }
    }
}
