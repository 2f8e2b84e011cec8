//! How notes are written: which are under the cursor, and in how many columns and rows they stand.

use crate::app::layout::single::Layout;
use crate::app::layout::split::SplitLayout;
use crate::app::sheet::lines::Line;
use crate::app::state::app::AppState;
use crate::app::state::counselor::{CounselorState, Pane, Side};
use crate::app::state::message::{Command, Context, CounselorCommand};
use crate::app::text::area::TextArea;
use crate::domain::id::LinkId;

/// Begins to write the notes on the item, or on the session where no item is asked.
pub(super) fn open_notes(app: &mut AppState) {
    let at = app.at().cloned();
    if let (Some(item), Some(counselor)) = (&at, app.counselor.as_mut()) {
        counselor.notes.entry(item.clone()).or_default();
    }
    if let Some(counselor) = app.counselor.as_mut() {
        counselor.side = Side::Counselor;
        counselor.pane = at.map_or(Pane::SessionNotes, |_| Pane::Guide { scroll: 0, writing: true });
    }
}

/// Changes the notes that are written; they are told in how many columns and rows they stand.
pub(super) fn write(app: &mut AppState, change: impl FnOnce(&mut TextArea, (u16, u16))) {
    let room = SplitLayout::of(app).side(Side::Counselor).map_or((1, 1), note_room);
    let at = app.at().cloned();
    if let Some(area) = app.counselor.as_mut().and_then(|counselor| area(counselor, at.as_ref())) {
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

fn area<'d>(counselor: &'d mut CounselorState, at: Option<&LinkId>) -> Option<&'d mut TextArea> {
    match counselor.pane {
        Pane::SessionNotes => Some(&mut counselor.session_notes),
        Pane::Guide { .. } => Some(counselor.notes.entry(at?.clone()).or_default()),
        _ => None,
    }
}

/// Puts the cursor of the notes to where a click was, and begins to write them if nobody does.
pub(super) fn caret(app: &mut AppState, row: usize, column: u16) {
    if app.context() != Context::Notes {
        open_notes(app);
    }
    write(app, |area, (width, _)| area.click(width, row, column));
}
