//! The rows of a text of several lines: while it is written, with the cursor, and when it is read.
//!
//! It must not know whose text it is.

use super::parts::{row, to_touch};
use crate::app::sheet::lines::{Line, Role, Room, Span};
use crate::app::state::screen::Pointer;
use crate::app::text::area::TextArea;

/// Returns the rows of a text. With a window of so many rows, only the rows around the cursor, which is shown.
pub(super) fn rows(
    area: &TextArea,
    width: u16,
    window: Option<usize>,
) -> impl Iterator<Item = (usize, Line)> {
    let (caret_row, caret_column) = area.caret(width);
    let first = window.map_or(0, |height| first_row(caret_row, height));
    let count = window.map_or(u16::MAX, |height| u16::try_from(height).unwrap_or(u16::MAX));
    let line = move |(offset, text): (usize, String)| {
        let number = first + offset;
        let caret = (window.is_some() && number == caret_row).then_some(caret_column);
        (number, Line { caret, ..Line::of(vec![Span::new(text, Role::Text)]) })
    };
    area.rows(width, first, count).into_iter().enumerate().map(line)
}

/// Returns a text as a row to choose, as many lines as it has.
pub(super) fn lines_to_choose(index: usize, text: &str, cursor: Pointer, room: Room) -> Vec<Line> {
    let lines = text.trim().lines().map(|line| row(index, line, cursor, room));
    let mut rows: Vec<Line> = lines.flatten().collect();
    // The pointer stands at the first row of a choice.
    rows.iter_mut().skip(1).for_each(|line| line.focused = false);
    to_touch(rows, room)
}

/// Returns the first row of a window with the cursor in sight. The window moves by half its height, so that the text
/// does not move with each key.
fn first_row(caret: usize, height: usize) -> usize {
    if height < 2 {
        return caret;
    }
    let half = height / 2;
    (caret / half).saturating_sub(1) * half
}

#[cfg(test)]
mod tests {
    use super::first_row;

    #[test]
    fn the_cursor_is_in_sight_in_a_window_of_any_height() {
        for height in 1..30 {
            for caret in 0..200 {
                let first = first_row(caret, height);
                assert!(first <= caret && caret < first + height, "{caret} in {height} rows from {first}");
            }
        }
    }
}
