//! The text of a window that is too small: it asks for a larger one.
//!
//! A session, the screens of staff and a second screen all use it.

use super::component::Component;
use crate::app::sheet::lines::{Role, Room, Sheet};
use crate::app::sheet::wrap::wrap;
use crate::app::state::context::Context;
use crate::app::state::message::Command;
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
}

/// Composes the text, the longest of the three that has room. A click on it draws the screen again.
#[must_use]
pub(crate) fn too_small(wording: &Wording, room: Room) -> Sheet {
    let words = &wording.small;
    let wrapped = |text: &String| wrap(text, room.width, Role::Text);
    let fitting = [&words.need, &words.need_in_short].into_iter().map(wrapped);
    let fitting = fitting.into_iter().find(|lines| lines.len() <= usize::from(room.height));
    let lines = fitting.unwrap_or_else(|| wrapped(&words.least));
    Sheet::bare(lines.into_iter().map(|line| line.clicked(Command::Redraw)).collect())
}
