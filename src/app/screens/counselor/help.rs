//! The help of the counselor's side: its keys, and what they do.

use crate::app::keys::bindings::bindings;
use crate::app::screens::component::{Component, CounselorPane};
use crate::app::screens::parts::{binding_rows, paragraph};
use crate::app::sheet::lines::{Line, Role, Room, Scroll, Sheet};
use crate::app::state::app::AppState;
use crate::app::state::context::Context;
use crate::app::state::counselor::HelpPane;
use crate::app::state::message::Command;
use crate::app::state::screen::Spot;

impl Component<AppState> for HelpPane {
    fn context(&self, _: &AppState, _: Spot) -> Context {
        Context::CounselorRead
    }

    fn sheet(&self, app: &AppState, at: Spot, room: Room) -> Sheet {
        let wording = app.client.wording();
        let mut body = binding_rows(
            wording,
            bindings(self.context, &app.client.policy()),
            |command| self.names(command),
            room,
        );
        body.push(Line::blank());
        body.extend(paragraph(&wording.help.letters, room, Role::Muted));
        Sheet::new(wording.desk.help.clone(), None, body, Scroll::By(at.scroll))
    }
}

impl CounselorPane for HelpPane {
    fn done(&self, app: &mut AppState) {
        app.return_to((*self.over).clone());
    }
}

impl HelpPane {
    /// Returns whether the help names the keys of a command: those that do something on the pane below.
    #[must_use]
    pub fn names(&self, command: Command) -> bool {
        !self.idle.contains(&command)
    }
}
