//! The question whether to give the screen back to the counselor.

use super::question::{YES, question};
use crate::app::screens::component::Component;
use crate::app::sheet::lines::{Room, Sheet};
use crate::app::state::context::Context;
use crate::app::state::message::Effects;
use crate::app::state::model::{Model, Seat};
use crate::app::state::screen::{GiveBackOverlay, Spot};

impl Component<Model> for GiveBackOverlay {
    fn context(&self, _: &Model, _: Spot) -> Context {
        Context::Choice
    }

    fn sheet(&self, model: &Model, at: Spot, room: Room) -> Sheet {
        let words = &model.wording().turned;
        question(&words.heading, &words.text, &[&words.stay, &words.back], at, room)
    }

    fn choose(&self, model: &mut Model, row: usize) -> Effects {
        if row == YES {
            model.seat = Seat::Counselor;
        }
        vec![]
    }
}
