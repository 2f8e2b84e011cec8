//! The rows of a sheet in the text column, the pointer in the margin, and the signs of more above and below.

use crate::app::layout::Layout;
use crate::app::prose::columns;
use crate::app::sheet::{Line, Role, SIGN_COLUMNS, Span};
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
        if line.focused && row.x >= 2 {
            buf.set_string(row.x - 2, row.y, self.theme.text("›"), self.theme.style(Role::Accent));
        } else if line.focused {
            buf.set_string(0, row.y, self.theme.text("›"), self.theme.style(Role::Accent));
        }
        let mut x = row.x.saturating_add(line.indent);
        for span in &line.spans {
            x = self.span(span, x, row, buf);
        }
        if let Some(right) = &line.right {
            let wide = match right {
                Span::Words(words, _) => columns(words),
                Span::Sign(..) => SIGN_COLUMNS,
            };
            self.span(right, row.right().saturating_sub(wide), row, buf);
        }
    }

    fn span(&self, span: &Span, x: u16, row: Rect, buf: &mut Buffer) -> u16 {
        let room = usize::from(row.right().saturating_sub(x));
        if room == 0 {
            return x;
        }
        match span {
            Span::Words(words, role) => {
                buf.set_stringn(x, row.y, self.theme.text(words), room, self.theme.style(*role)).0
            }
            Span::Sign(glyph, role) => {
                buf.set_stringn(x, row.y, self.theme.sign(*glyph), room, self.theme.style(*role)).0
            }
        }
    }

    /// Marks in the margin that there is more text above or below.
    fn beyond(&self, area: Rect, buf: &mut Buffer) {
        let (above, below) = self.layout.beyond();
        let x = area.right().min(buf.area.right().saturating_sub(1));
        if area.height == 0 || x < buf.area.x {
            return;
        }
        let style = self.theme.style(Role::Accent);
        if above {
            buf.set_string(x, area.y, self.theme.text("↑"), style);
        }
        if below {
            buf.set_string(x, area.bottom() - 1, self.theme.text("↓"), style);
        }
    }
}
