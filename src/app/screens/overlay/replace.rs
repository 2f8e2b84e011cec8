//! The question whether to replace a file.

use super::question::{YES, question};
use crate::app::screens::component::Component;
use crate::app::sheet::lines::{Room, Sheet};
use crate::app::state::context::Context;
use crate::app::state::message::Effects;
use crate::app::state::model::Model;
use crate::app::state::screen::Spot;
use crate::domain::language::wording::fill;

/// The question whether to replace a file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Replace;

impl Component<Model> for Replace {
    fn context(&self, _: &Model, _: Spot) -> Context {
        Context::Choice
    }

    fn sheet(&self, model: &Model, at: Spot, room: Room) -> Sheet {
        let words = &model.wording().save;
        let text = fill(&words.exists, &[("path", model.copy.path.text())]);
        question(&words.exists_heading, &text, &[&words.keep, &words.replace], at, room)
    }

    fn choose(&self, model: &mut Model, row: usize) -> Effects {
        if row == YES { vec![model.saving(true)] } else { vec![] }
    }
}
