//! The neutral screen, which hides everything. It must not contain a word: only its keys are named, in the hints.

use super::component::Component;
use crate::app::sheet::lines::{Room, Sheet};
use crate::app::state::context::Context;
use crate::app::state::model::Model;
use crate::app::state::screen::Spot;

/// The neutral screen.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Neutral;

impl Component<Model> for Neutral {
    fn context(&self, _: &Model, _: Spot) -> Context {
        Context::Hidden
    }

    fn sheet(&self, _: &Model, _: Spot, _: Room) -> Sheet {
        Sheet::bare(Vec::new())
    }
}
