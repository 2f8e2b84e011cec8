//! The question what becomes of answers in a part that is skipped.

use super::question::question;
use crate::app::screens::component::Component;
use crate::app::sheet::lines::{Room, Sheet};
use crate::app::state::context::Context;
use crate::app::state::message::Effects;
use crate::app::state::model::Model;
use crate::app::state::screen::{SkipPartOverlay, Spot};
use crate::engine::policy::Keeps;

/// The row that keeps the answers.
const KEEP: usize = 0;

/// The row that takes the answers away.
const FORGET: usize = 1;

impl Component<Model> for SkipPartOverlay {
    fn context(&self, _: &Model, _: Spot) -> Context {
        Context::Choice
    }

    fn sheet(&self, model: &Model, at: Spot, room: Room) -> Sheet {
        let words = &model.wording().note;
        // The history of a record keeps every answer that was written to it.
        let (text, forget) = match model.keeps {
            Keeps::Nothing => (words.answered.clone(), &words.forget),
            Keeps::Record => (format!("{} {}", words.answered, words.history), &words.take_back),
        };
        question(&words.skip_heading, &text, &[&words.keep, forget, &words.stay], at, room)
    }

    fn choose(&self, model: &mut Model, row: usize) -> Effects {
        if row == KEEP || row == FORGET {
            let after = model.session.skip_part(self.position, row == FORGET);
            model.copy_changed();
            model.go_to_item(after, false);
        }
        vec![]
    }
}
