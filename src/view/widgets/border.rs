//! A frame around what lies on top, or is to be touched.

use super::put::put;
use crate::app::sheet::lines::Role;
use crate::view::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws a frame along the inner edge of an area; nothing if there is no room for one.
pub fn border(area: Rect, theme: &Theme, buf: &mut Buffer) {
    if area.width < 2 || area.height < 2 {
        return;
    }
    let style = theme.style(Role::Muted);
    let inner = usize::from(area.width - 2);
    let row =
        |left: &str, middle: &str, right: &str| theme.text(&format!("{left}{}{right}", middle.repeat(inner)));
    put(buf, area.x, area.y, &row("┌", "─", "┐"), area.width, style);
    put(buf, area.x, area.bottom() - 1, &row("└", "─", "┘"), area.width, style);
    for y in area.y + 1..area.bottom() - 1 {
        put(buf, area.x, y, &theme.text("│"), 1, style);
        put(buf, area.right() - 1, y, &theme.text("│"), 1, style);
    }
}
