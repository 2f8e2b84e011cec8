//! Writes text into a buffer and never past it: a row or column that is not there is nothing to fall over.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;

/// Writes at most `room` columns of a text at a place; returns the column after it.
pub fn put(buf: &mut Buffer, x: u16, y: u16, text: &str, room: u16, style: Style) -> u16 {
    if room == 0 || !buf.area.contains(Position { x, y }) {
        return x;
    }
    buf.set_stringn(x, y, text, usize::from(room), style).0
}
