//! Which sheet the counselor's side shows.

use super::lists::{closing, items, opening, protocol, start};
use super::parts::alarm;
use super::{guide, summary};
use crate::app::keys::bindings::bindings;
use crate::app::screens::overlay::binding_rows;
use crate::app::sheet::lines::{Room, Scroll, Sheet};
use crate::app::state::app::Sides;
use crate::app::state::counselor::{Desk, Pane};

/// Composes what is looked at on the counselor's side.
#[must_use]
pub fn sheet(sides: &Sides, desk: &Desk, room: Room) -> Sheet {
    let words = &sides.client.wording().desk;
    match &desk.pane {
        Pane::Start { cursor, names } => start(sides, desk, room, *cursor, *names),
        Pane::Opening { cursor } => opening(sides, desk, room, *cursor),
        Pane::Guide { scroll, writing } => guide::sheet(sides, desk, room, *scroll, *writing),
        Pane::SessionNotes => guide::session_notes(sides, desk, room),
        Pane::Items { cursor } => items(sides, desk, room, *cursor),
        Pane::Closing { cursor } => closing(sides, room, *cursor),
        Pane::Summary { scroll } => summary::sheet(sides, desk, room, *scroll),
        Pane::Protocol { scroll, .. } => {
            let mut body = alarm(sides, room);
            body.extend(protocol(sides, desk, room));
            Sheet::new(words.title.clone(), None, body, Scroll::By(*scroll))
        }
        Pane::Help { scroll, over, .. } => {
            let policy = sides.client.policy();
            let body = binding_rows(sides.client.wording(), bindings(over.context(), &policy), room);
            Sheet::new(words.help.clone(), None, body, Scroll::By(*scroll))
        }
    }
}
