//! Draws the whole of a state. It decides nothing: words come from the sheet, places from the layout.

use super::theme::Theme;
use super::widgets::body::Body;
use super::widgets::border::border;
use super::widgets::hints::Hints;
use super::widgets::put::put;
use super::widgets::rule::Rule;
use crate::app::layout::single::{Layout, Picture};
use crate::app::layout::split::SplitLayout;
use crate::app::sheet::lines::{Role, Span};
use crate::app::sheet::wrap::{columns, shortened};
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::{Color, Style};

/// Draws both sides, as far as they are in sight; `frame` may be any part of the window that holds the spread's area.
pub fn split(split: &SplitLayout, theme: &Theme, frame: &mut Frame<'_>) {
    let area = frame.area();
    frame.buffer_mut().set_style(area, theme.ground());
    for (_, layout) in &split.layouts {
        view(layout, theme, frame);
    }
    if let Some(divider) = split.divider {
        for y in divider.y..divider.bottom() {
            put(frame.buffer_mut(), divider.x, y, &theme.text("│"), 1, theme.style(Role::Muted));
        }
    }
}

/// Draws a layout; `frame` may be any part of the window that holds the layout's area.
pub fn view(layout: &Layout, theme: &Theme, frame: &mut Frame<'_>) {
    let area = frame.area();
    frame.buffer_mut().set_style(layout.area.intersection(area), theme.ground());
    header(layout, theme, frame.buffer_mut());
    if let Some(edge) = layout.frame {
        border(edge.intersection(area), theme, frame.buffer_mut());
    }
    if let Some(picture) = &layout.picture {
        code(picture, frame.buffer_mut());
    }
    frame.render_widget(&Body { layout, theme }, layout.text.intersection(area));
    frame.render_widget(&Hints { hints: &layout.hints, theme }, area);
    if let Some(caret) = caret(layout) {
        frame.set_cursor_position(caret);
    }
}

/// Returns where the text cursor stands, if a text is being edited.
fn caret(layout: &Layout) -> Option<Position> {
    let (y, line) = layout.visible().find(|(_, line)| line.caret.is_some())?;
    let x = layout.text.x.saturating_add(line.caret?).min(layout.text.right());
    Some(Position { x, y })
}

/// Draws a code for a phone: black on white in every theme, for readers look for that.
fn code(picture: &Picture, buf: &mut Buffer) {
    let light = Style::new().fg(Color::Black).bg(Color::White);
    let dark = Style::new().fg(Color::White).bg(Color::Black);
    for (y, row) in (picture.area.y..).zip(&picture.rows) {
        for (x, cell) in (picture.area.x..).zip(row) {
            let style = if cell.on_dark() { dark } else { light };
            put(buf, x, y, cell.glyph().encode_utf8(&mut [0; 4]), 1, style);
        }
    }
}

fn header(layout: &Layout, theme: &Theme, buf: &mut Buffer) {
    let sheet = &layout.sheet;
    if sheet.title.is_empty() || layout.header.is_empty() {
        return;
    }
    let room = layout.title_room();
    let title = theme.text(&shortened(&sheet.title, room));
    put(buf, layout.header.x, layout.header.y, &title, room, theme.style(sheet.title_role));
    if let Some(Span::Words(words, role)) = &sheet.aside {
        let width = columns(words).min(layout.header.width);
        let x = layout.header.right().saturating_sub(width);
        put(buf, x, layout.header.y, &theme.text(words), width, theme.style(*role));
    }
    if !layout.rule.is_empty() {
        ratatui::widgets::Widget::render(&Rule { progress: sheet.progress, theme }, layout.rule, buf);
    }
}
