//! The notes on the session. The pane is only for writing: while it is open, letters are text.

use super::notes::{notes, time};
use super::parts::{alarm, of_counselor};
use crate::app::screens::component::{Component, CounselorPane};
use crate::app::screens::parts::full;
use crate::app::sheet::lines::{Room, Scroll, Sheet};
use crate::app::state::app::AppState;
use crate::app::state::context::Context;
use crate::app::state::counselor::CounselorState;
use crate::app::state::screen::Spot;
use crate::app::text::area::TextArea;

/// The notes on the session.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SessionNotes;

impl Component<AppState> for SessionNotes {
    fn context(&self, _: &AppState, _: Spot) -> Context {
        Context::Notes
    }

    fn sheet(&self, app: &AppState, _: Spot, room: Room) -> Sheet {
        of_counselor(app, |counselor| sheet(app, counselor, room))
    }

    fn field<'s>(&self, app: &'s mut AppState, _: usize) -> Option<&'s mut TextArea> {
        app.counselor.as_mut().map(|counselor| &mut counselor.session_notes)
    }
}

impl CounselorPane for SessionNotes {
    fn done(&self, app: &mut AppState) {
        app.end_notes();
    }
}

fn sheet(app: &AppState, counselor: &CounselorState, room: Room) -> Sheet {
    let words = &app.client.wording().desk;
    let mut body = alarm(app, room);
    body.extend(time(app, counselor, room));
    body.extend(full(app.client.wording(), &counselor.session_notes, room));
    notes(&mut body, &words.session_notes, Some(&counselor.session_notes), "", room, true);
    Sheet::new(words.title.clone(), None, body, Scroll::By(0))
}
