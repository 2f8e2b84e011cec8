//! The support lines. They must not depend on the answers.

use crate::app::screens::component::Component;
use crate::app::screens::parts::support;
use crate::app::sheet::lines::{Room, Scroll, Sheet};
use crate::app::state::context::Context;
use crate::app::state::model::Model;
use crate::app::state::screen::Spot;

/// The support lines.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Support;

impl Component<Model> for Support {
    fn context(&self, _: &Model, _: Spot) -> Context {
        Context::SupportOverlay
    }

    fn sheet(&self, model: &Model, at: Spot, room: Room) -> Sheet {
        let title = model.wording().support.heading.clone();
        Sheet::new(title, None, support(model, room), Scroll::By(at.scroll))
    }
}
