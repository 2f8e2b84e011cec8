//! What is looked at on the counselor's side, and which side has the keys.
//!
//! Nothing of what is answered, noted or kept changes here.

use super::client;
use super::notes::open_notes;
use crate::app::layout::split::SplitLayout;
use crate::app::state::app::{AppState, Sight};
use crate::app::state::counselor::{Pane, Side};
use crate::app::state::screen::{Overlay, Pointer, Screen};

/// Shows the words to begin with, after what there is to decide before them.
pub(super) fn words_to_begin_with(app: &mut AppState) {
    let undecided = app.counselor.as_ref().is_some_and(|counselor| counselor.misfit.is_some());
    show(app, if undecided { Pane::START } else { Pane::OPENING });
}

/// Looks at something on the counselor's side. What was being written on the client's is left.
pub(super) fn show(app: &mut AppState, pane: Pane) {
    leave_field(app);
    if let Some(counselor) = app.counselor.as_mut() {
        counselor.side = Side::Counselor;
        counselor.pane = pane;
    }
}

fn leave_field(app: &mut AppState) {
    match &mut app.client.screen {
        Screen::TalkingPoints { editing, .. } | Screen::Save { editing, .. } => *editing = false,
        _ => {}
    }
}

pub(super) fn to_client(app: &mut AppState) {
    if let Some(counselor) = app.counselor.as_mut() {
        counselor.side = Side::Client;
    }
}

/// Turns to the other side: to the notes where they are in sight already, else to what there is on the item.
pub(super) fn turn(app: &mut AppState) {
    let both = app.sight() == Sight::Both;
    let Some(counselor) = app.counselor.as_mut() else { return };
    match (counselor.side, &counselor.pane) {
        (Side::Counselor, _) => counselor.side = Side::Client,
        (Side::Client, Pane::Guide { .. }) if both => notes(app),
        (Side::Client, _) => {
            counselor.side = Side::Counselor;
            leave_field(app);
        }
    }
}

pub(super) fn notes(app: &mut AppState) {
    leave_field(app);
    open_notes(app);
}

pub(super) fn done(app: &mut AppState) {
    let both = app.sight() == Sight::Both;
    let Some(counselor) = app.counselor.as_mut() else { return };
    match counselor.pane.clone() {
        Pane::Protocol { over, from, .. } | Pane::Help { over, from, .. } => {
            (counselor.pane, counselor.side) = (*over, from)
        }
        Pane::Guide { writing: true, .. } if !both => counselor.pane = Pane::GUIDE,
        Pane::SessionNotes if !both => counselor.pane = Pane::GUIDE,
        Pane::Start { .. } => {
            app.client.overlay = Some(Overlay::Leave { cursor: Pointer::default() });
            to_client(app);
        }
        _ => app.to_session(),
    }
}

pub(super) fn protocol(app: &mut AppState) {
    over(app, |over, from| Pane::Protocol { scroll: 0, over, from });
}

pub(super) fn help(app: &mut AppState) {
    over(app, |over, from| Pane::Help { scroll: 0, over, from });
}

/// Shows something over what is looked at, to go back there from it; if it is shown already, goes back.
fn over(app: &mut AppState, pane: impl FnOnce(Box<Pane>, Side) -> Pane) {
    let Some(counselor) = app.counselor.as_ref() else { return };
    let new = pane(Box::new(counselor.pane.clone()), counselor.side);
    let same = std::mem::discriminant(&new) == std::mem::discriminant(&counselor.pane);
    match (same, counselor.side, counselor.pane.clone()) {
        (true, Side::Counselor, _) => done(app),
        // It is there already, and the other side is looked at.
        (true, Side::Client, there) => show(app, there),
        (false, ..) => show(app, new),
    }
}

/// Returns the row of the session's item among all items that are asked.
pub(super) fn item_row(app: &AppState) -> usize {
    let at = app.counselor.as_ref().and_then(|counselor| counselor.last_item.as_ref());
    let asked =
        app.client.questionnaire().items().filter(|item| app.client.session.position_of(&item.id).is_some());
    at.and_then(|at| asked.map(|item| &item.id).position(|item| item == at)).unwrap_or(0)
}

/// Returns the row that is pointed at, to be chosen; one that is out of sight is shown first.
pub(super) fn chosen(app: &mut AppState) -> Option<usize> {
    let split = SplitLayout::of(app);
    let in_sight = split.side(Side::Counselor)?.is_pointer_in_sight();
    let pointer = app.counselor.as_mut()?.pane.pointer_mut()?;
    if !in_sight {
        *pointer = Pointer::at(pointer.row);
    }
    in_sight.then_some(pointer.row)
}

/// Moves the pointer of a list or the text of a page by rows; stays within it.
pub(super) fn step(app: &mut AppState, rows: i32) {
    let split = SplitLayout::of(app);
    let Some(layout) = split.side(Side::Counselor) else { return };
    let Some(counselor) = app.counselor.as_mut() else { return };
    if let Some(pointer) = counselor.pane.pointer_mut() {
        *pointer = client::pointer_after(layout, *pointer, rows);
    } else if let Some(scroll) = counselor.pane.scroll_mut() {
        *scroll = client::scroll_after(layout, *scroll, rows);
    }
}

pub(super) fn page_rows(app: &AppState) -> i32 {
    let split = SplitLayout::of(app);
    split.side(Side::Counselor).map_or(1, |layout| i32::from(layout.text.height.saturating_sub(1).max(1)))
}
