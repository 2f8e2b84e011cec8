//! What the checklist of a kiosk is and is not: all that the first screen of a person alone says.
//!
//! It must not depend on what was answered.

use crate::app::screens::component::Component;
use crate::app::screens::welcome::about;
use crate::app::sheet::lines::{Room, Scroll, Sheet};
use crate::app::state::context::Context;
use crate::app::state::model::Model;
use crate::app::state::screen::Spot;

/// What the checklist is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct About;

impl Component<Model> for About {
    fn context(&self, _: &Model, _: Spot) -> Context {
        Context::Overlay
    }

    fn sheet(&self, model: &Model, at: Spot, room: Room) -> Sheet {
        let [what, rest] = about(model, room);
        let body = what.into_iter().chain(rest).collect();
        Sheet::new(model.wording().kiosk.about.clone(), None, body, Scroll::By(at.scroll))
    }
}
