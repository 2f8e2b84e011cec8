//! The site's risk protocol, opened over another pane.

use super::parts::{alarm, of_counselor, protocol};
use crate::app::screens::component::{Component, CounselorPane};
use crate::app::sheet::lines::{Room, Scroll, Sheet};
use crate::app::state::app::AppState;
use crate::app::state::context::Context;
use crate::app::state::counselor::{CounselorState, ProtocolPane};
use crate::app::state::screen::Spot;

impl Component<AppState> for ProtocolPane {
    fn context(&self, _: &AppState, _: Spot) -> Context {
        Context::CounselorRead
    }

    fn sheet(&self, app: &AppState, at: Spot, room: Room) -> Sheet {
        of_counselor(app, |counselor| sheet(app, counselor, room, at.scroll))
    }
}

impl CounselorPane for ProtocolPane {
    fn done(&self, app: &mut AppState) {
        app.return_to((*self.over).clone());
    }
}

fn sheet(app: &AppState, counselor: &CounselorState, room: Room, scroll: u16) -> Sheet {
    let mut body = alarm(app, room);
    body.extend(protocol(app, counselor, room));
    Sheet::new(app.client.wording().desk.title.clone(), None, body, Scroll::By(scroll))
}
