//! What is looked at on the counselor's side, and which side has the keys.
//!
//! Nothing of what is answered, noted or kept changes here.

use super::client;
use super::notes::open_notes;
use crate::app::layout::split::Spread;
use crate::app::state::app::{Sides, Sight};
use crate::app::state::counselor::{Pane, Side};
use crate::app::state::screen::{Overlay, Pointer, Screen};

/// Shows the words to begin with, after what there is to decide before them.
pub(super) fn words_to_begin_with(sides: &mut Sides) {
    let undecided = sides.desk.as_ref().is_some_and(|desk| desk.misfit.is_some());
    show(sides, if undecided { Pane::START } else { Pane::OPENING });
}

/// Looks at something on the counselor's side. What was being written on the client's is left.
pub(super) fn show(sides: &mut Sides, pane: Pane) {
    leave_field(sides);
    if let Some(desk) = sides.desk.as_mut() {
        desk.side = Side::Desk;
        desk.pane = pane;
    }
}

fn leave_field(sides: &mut Sides) {
    match &mut sides.client.screen {
        Screen::Bring { editing, .. } | Screen::Save { editing, .. } => *editing = false,
        _ => {}
    }
}

pub(super) fn to_client(sides: &mut Sides) {
    if let Some(desk) = sides.desk.as_mut() {
        desk.side = Side::Client;
    }
}

/// Turns to the other side: to the notes where they are in sight already, else to what there is on the item.
pub(super) fn turn(sides: &mut Sides) {
    let both = sides.sight() == Sight::Both;
    let Some(desk) = sides.desk.as_mut() else { return };
    match (desk.side, &desk.pane) {
        (Side::Desk, _) => desk.side = Side::Client,
        (Side::Client, Pane::Guide { .. }) if both => notes(sides),
        (Side::Client, _) => {
            desk.side = Side::Desk;
            leave_field(sides);
        }
    }
}

pub(super) fn notes(sides: &mut Sides) {
    leave_field(sides);
    open_notes(sides);
}

pub(super) fn done(sides: &mut Sides) {
    let both = sides.sight() == Sight::Both;
    let Some(desk) = sides.desk.as_mut() else { return };
    match desk.pane.clone() {
        Pane::Protocol { over, from, .. } | Pane::Help { over, from, .. } => {
            (desk.pane, desk.side) = (*over, from)
        }
        Pane::Guide { writing: true, .. } if !both => desk.pane = Pane::GUIDE,
        Pane::SessionNotes if !both => desk.pane = Pane::GUIDE,
        Pane::Start { .. } => {
            sides.client.overlay = Some(Overlay::Leave { cursor: Pointer::default() });
            to_client(sides);
        }
        _ => sides.to_session(),
    }
}

pub(super) fn protocol(sides: &mut Sides) {
    over(sides, |over, from| Pane::Protocol { scroll: 0, over, from });
}

pub(super) fn help(sides: &mut Sides) {
    over(sides, |over, from| Pane::Help { scroll: 0, over, from });
}

/// Shows something over what is looked at, to go back there from it; if it is shown already, goes back.
fn over(sides: &mut Sides, pane: impl FnOnce(Box<Pane>, Side) -> Pane) {
    let Some(desk) = sides.desk.as_ref() else { return };
    let new = pane(Box::new(desk.pane.clone()), desk.side);
    let same = std::mem::discriminant(&new) == std::mem::discriminant(&desk.pane);
    match (same, desk.side, desk.pane.clone()) {
        (true, Side::Desk, _) => done(sides),
        // It is there already, and the other side is looked at.
        (true, Side::Client, there) => show(sides, there),
        (false, ..) => show(sides, new),
    }
}

/// Returns the row of the session's item among all items that are asked.
pub(super) fn item_row(sides: &Sides) -> usize {
    let at = sides.desk.as_ref().and_then(|desk| desk.last_item.as_ref());
    let asked =
        sides.client.questionnaire().items().filter(|item| sides.client.session.stop_of(&item.id).is_some());
    at.and_then(|at| asked.map(|item| &item.id).position(|item| item == at)).unwrap_or(0)
}

/// Returns the row that is pointed at, to be chosen; one that is out of sight is shown first.
pub(super) fn chosen(sides: &mut Sides) -> Option<usize> {
    let spread = Spread::of(sides);
    let in_sight = spread.side(Side::Desk)?.is_pointer_in_sight();
    let pointer = sides.desk.as_mut()?.pane.pointer_mut()?;
    if !in_sight {
        *pointer = Pointer::at(pointer.row);
    }
    in_sight.then_some(pointer.row)
}

/// Moves the pointer of a list or the text of a page by rows; stays within it.
pub(super) fn step(sides: &mut Sides, rows: i32) {
    let spread = Spread::of(sides);
    let Some(layout) = spread.side(Side::Desk) else { return };
    let Some(desk) = sides.desk.as_mut() else { return };
    if let Some(pointer) = desk.pane.pointer_mut() {
        *pointer = client::pointer_after(layout, *pointer, rows);
    } else if let Some(scroll) = desk.pane.scroll_mut() {
        *scroll = client::scroll_after(layout, *scroll, rows);
    }
}

pub(super) fn page_rows(sides: &Sides) -> i32 {
    let spread = Spread::of(sides);
    spread.side(Side::Desk).map_or(1, |layout| i32::from(layout.text.height.saturating_sub(1).max(1)))
}
