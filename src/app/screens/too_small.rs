//! What a window says that is too small for anything else: that it is to be made larger.
//!
//! It is the same for a session, for staff and for a second screen.

use super::component::Component;
use crate::app::sheet::lines::{Role, Room, Sheet};
use crate::app::sheet::wrap::wrap;
use crate::app::state::context::Context;
use crate::app::state::message::{Command, Effects};
use crate::app::state::model::Model;
use crate::app::state::screen::Spot;
use crate::domain::language::wording::Wording;

/// A window that is too small.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TooSmall;

impl Component<Model> for TooSmall {
    fn context(&self, _: &Model, _: Spot) -> Context {
        Context::Small
    }

    fn sheet(&self, model: &Model, _: Spot, room: Room) -> Sheet {
        too_small(model.wording(), room)
    }

    fn choose(&self, _: &mut Model, _: usize) -> Effects {
        vec![]
    }
}

/// Composes the wish for a larger window; a click on it draws everything anew.
#[must_use]
pub(crate) fn too_small(wording: &Wording, room: Room) -> Sheet {
    let lines = wrap(&wording.small.need, room.width, Role::Text);
    Sheet::bare(lines.into_iter().map(|line| line.clicked(Command::Redraw)).collect())
}
