//! How notes are written: which are under the cursor, and in how many columns and rows they stand.

use crate::app::layout::single::Layout;
use crate::app::layout::split::SplitLayout;
use crate::app::screens::registry::{context_of_keys, pane};
use crate::app::sheet::lines::Line;
use crate::app::state::app::AppState;
use crate::app::state::context::Context;
use crate::app::state::counselor::Side;
use crate::app::state::message::{Command, CounselorCommand};
use crate::app::text::area::TextArea;
use crate::app::text::edit::Edit;

/// Writes what was typed or pasted.
pub(super) fn insert(app: &mut AppState, text: &str) {
    write(app, |area, _| area.insert(text));
}

/// Carries out an edit.
pub(super) fn edit(app: &mut AppState, edit: Edit) {
    write(app, |area, (width, height)| area.edit(edit, width, height));
}

/// Puts the cursor of the notes to where a click was, and begins to write them if nobody does.
pub(super) fn caret(app: &mut AppState, row: usize, column: u16) {
    if context_of_keys(app) != Context::Notes {
        app.write_notes();
    }
    write(app, |area, (width, _)| area.click(width, row, column));
}

/// Changes the notes that are written; they are told in how many columns and rows they stand.
fn write(app: &mut AppState, change: impl FnOnce(&mut TextArea, (u16, u16))) {
    let room = SplitLayout::of(app).side(Side::Counselor).map_or((1, 1), note_room);
    let Some(open) = app.counselor.as_ref().map(|counselor| counselor.pane.clone()) else { return };
    if let Some(area) = pane(&open.what).field(app, open.at.pointer.row.unwrap_or_default()) {
        change(area, room);
        app.marks.strokes += 1;
    }
}

/// Returns the columns and rows in which notes stand.
fn note_room(layout: &Layout) -> (u16, u16) {
    let of_notes =
        |line: &&Line| matches!(line.click, Some(Command::Counselor(CounselorCommand::Caret { .. })));
    let rows = layout.sheet.body.iter().filter(of_notes).count();
    (layout.text.width, u16::try_from(rows).unwrap_or(u16::MAX).max(1))
}
