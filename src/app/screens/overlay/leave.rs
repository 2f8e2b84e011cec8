//! The question whether to end. It says what happens to the answers.

use super::question::{YES, question};
use crate::app::screens::component::Component;
use crate::app::screens::parts::kept;
use crate::app::sheet::lines::{Room, Sheet};
use crate::app::state::context::Context;
use crate::app::state::message::{Effect, Effects};
use crate::app::state::model::Model;
use crate::app::state::screen::Spot;
use crate::engine::policy::Keeps;

/// The question whether to end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Leave;

impl Component<Model> for Leave {
    fn context(&self, _: &Model, _: Spot) -> Context {
        Context::Choice
    }

    fn sheet(&self, model: &Model, at: Spot, room: Room) -> Sheet {
        let words = &model.wording().leave;
        question(&words.heading, &what_stays(model), &[&words.stay, &words.end], at, room)
    }

    fn choose(&self, _: &mut Model, row: usize) -> Effects {
        if row == YES { vec![Effect::Quit] } else { vec![] }
    }
}

/// Returns what becomes of the answers when the session ends now.
pub(crate) fn what_stays(model: &Model) -> String {
    let words = &model.wording().leave;
    let nothing = match (model.keeps, model.is_accompanied()) {
        (Keeps::Record, _) => &model.wording().two.leave_record,
        (Keeps::Nothing, true) => &model.wording().two.leave_nothing,
        (Keeps::Nothing, false) => &words.not_kept,
    };
    kept(model, &words.kept, nothing)
}
