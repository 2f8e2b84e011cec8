//! How a pointer and a text move, on either side: within what there is, and no further.

use crate::app::layout::hints::BUTTON_ROWS;
use crate::app::layout::single::Layout;
use crate::app::sheet::lines::Scroll;
use crate::app::state::message::Motion;
use crate::app::state::screen::{Pointer, Spot};

/// Returns where a person is after a motion: the pointer of a list moves, or the lines of a text.
pub(in crate::app) fn moved(layout: &Layout, at: Spot, motion: Motion) -> Spot {
    let rows = match motion {
        Motion::Up => -1,
        Motion::Down => 1,
        Motion::PageUp => -page_rows(layout),
        Motion::PageDown => page_rows(layout),
        Motion::Top => i32::MIN,
        Motion::Bottom => i32::MAX,
    };
    match layout.sheet.scroll {
        Scroll::ToFocus(_) => {
            Spot { pointer: pointer_after(layout, at.pointer, rows), is_unclear: false, ..at }
        }
        Scroll::By(_) => Spot { scroll: scroll_after(layout, at.scroll, rows), ..at },
    }
}

/// Returns the row that is pointed at, to be chosen; `None` if it is out of sight, or nothing is listed.
pub(in crate::app) fn chosen(layout: &Layout, at: Spot) -> Option<usize> {
    let is_list = matches!(layout.sheet.scroll, Scroll::ToFocus(_));
    at.pointer.row.filter(|_| is_list && layout.is_pointer_in_sight())
}

/// Returns where a pointer stands after it is moved by rows. If the text was moved so far that it is out of sight, it
/// stays, and on the way back to it the text is moved.
///
/// Past the first and the last row of a list the text moves on, so that what stands above and below can be read.
fn pointer_after(layout: &Layout, pointer: Pointer, rows: i32) -> Pointer {
    let back = pointer.beyond.signum() * rows.signum() < 0;
    if back && !layout.is_pointer_in_sight() {
        return Pointer { beyond: layout.beyond_after(rows), ..pointer };
    }
    let last = layout.choices().saturating_sub(1);
    let Some(from) = pointer.row.or(pointer.left) else {
        // Nothing is pointed at yet: down and to the top lead to the first row, up and to the end to the last.
        let row = if rows == i32::MAX || (rows < 0 && rows != i32::MIN) { last } else { 0 };
        return Pointer::at(row);
    };
    let row = shifted(from, rows, last);
    let beyond = if row == from { layout.beyond_after(rows) } else { 0 };
    Pointer { beyond, ..Pointer::at(row) }
}

/// Returns how far a text is scrolled after it is moved by rows.
fn scroll_after(layout: &Layout, scroll: u16, rows: i32) -> u16 {
    let end = layout.max_scroll();
    let to = shifted(usize::from(scroll.min(end)), rows, usize::from(end));
    u16::try_from(to).unwrap_or(end)
}

fn shifted(from: usize, by: i32, end: usize) -> usize {
    let distance = usize::try_from(by.unsigned_abs()).unwrap_or(usize::MAX);
    let to = if by < 0 { from.saturating_sub(distance) } else { from.saturating_add(distance) };
    to.min(end)
}

/// Returns how many rows a screenful moves: one less than is in sight.
fn page_rows(layout: &Layout) -> i32 {
    let rows = layout.text.height.saturating_sub(1);
    // What can be touched in a list is taller than a row.
    let listed = layout.touch && layout.choices() > 0;
    let tall = if listed { BUTTON_ROWS } else { 1 };
    i32::from((rows / tall).max(1))
}
