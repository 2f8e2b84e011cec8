//! The question whether to show a private answer to the counselor.

use super::question::{YES, question};
use crate::app::screens::component::Component;
use crate::app::sheet::lines::{Room, Sheet};
use crate::app::state::context::Context;
use crate::app::state::message::Effects;
use crate::app::state::model::Model;
use crate::app::state::screen::Spot;

/// The question whether to show an answer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ShowAnswer;

impl Component<Model> for ShowAnswer {
    fn context(&self, _: &Model, _: Spot) -> Context {
        Context::Choice
    }

    fn sheet(&self, model: &Model, at: Spot, room: Room) -> Sheet {
        let words = &model.wording().turned;
        question(&words.show_heading, &words.show_text, &[&words.keep, &words.show], at, room)
    }

    fn choose(&self, model: &mut Model, row: usize) -> Effects {
        let item = model.item().map(|item| item.id.clone());
        if let Some(item) = item.filter(|_| row == YES) {
            model.session.release(&item);
            model.copy_changed();
        }
        vec![]
    }
}
