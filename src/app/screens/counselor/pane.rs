//! Which sheet the counselor's side shows.

use super::lists::{closing, items, opening, protocol, start};
use super::parts::alarm;
use super::{guide, summary};
use crate::app::keys::bindings::bindings;
use crate::app::screens::overlay::binding_rows;
use crate::app::sheet::lines::{Room, Scroll, Sheet};
use crate::app::state::app::AppState;
use crate::app::state::counselor::{CounselorState, Pane};

/// Composes what is looked at on the counselor's side.
#[must_use]
pub fn sheet(app: &AppState, counselor: &CounselorState, room: Room) -> Sheet {
    let words = &app.client.wording().desk;
    match &counselor.pane {
        Pane::Start { cursor, names } => start(app, counselor, room, *cursor, *names),
        Pane::Opening { cursor } => opening(app, counselor, room, *cursor),
        Pane::Guide { scroll, writing } => guide::sheet(app, counselor, room, *scroll, *writing),
        Pane::SessionNotes => guide::session_notes(app, counselor, room),
        Pane::Items { cursor } => items(app, counselor, room, *cursor),
        Pane::Closing { cursor } => closing(app, room, *cursor),
        Pane::Summary { scroll } => summary::sheet(app, counselor, room, *scroll),
        Pane::Protocol { scroll, .. } => {
            let mut body = alarm(app, room);
            body.extend(protocol(app, counselor, room));
            Sheet::new(words.title.clone(), None, body, Scroll::By(*scroll))
        }
        Pane::Help { scroll, over, .. } => {
            let policy = app.client.policy();
            let body = binding_rows(app.client.wording(), bindings(over.context(), &policy), room);
            Sheet::new(words.help.clone(), None, body, Scroll::By(*scroll))
        }
    }
}
