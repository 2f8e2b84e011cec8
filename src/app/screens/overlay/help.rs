//! The help: the keys of the screen below, and what the key that hides everything does.

use crate::app::keys::bindings::bindings;
use crate::app::screens::component::Component;
use crate::app::screens::parts::{binding_rows, paragraph};
use crate::app::sheet::lines::{Line, Role, Room, Scroll, Sheet};
use crate::app::state::context::Context;
use crate::app::state::message::Command;
use crate::app::state::model::Model;
use crate::app::state::screen::{HelpOverlay, Spot};

impl Component<Model> for HelpOverlay {
    fn context(&self, _: &Model, _: Spot) -> Context {
        Context::Overlay
    }

    fn sheet(&self, model: &Model, at: Spot, room: Room) -> Sheet {
        let body = keys(model, self, room);
        Sheet::new(model.wording().help.heading.clone(), None, body, Scroll::By(at.scroll))
    }
}

impl HelpOverlay {
    /// Returns whether the help names the keys of a command: those that do something on the screen below.
    #[must_use]
    pub fn names(&self, command: Command) -> bool {
        !self.idle.contains(&command)
    }
}

fn keys(model: &Model, help: &HelpOverlay, room: Room) -> Vec<Line> {
    let words = &model.wording().help;
    let privacy = match (model.is_public(), model.is_accompanied()) {
        (true, _) => &model.wording().kiosk.help,
        (_, true) => &model.wording().two.help,
        (false, false) => &words.privacy,
    };
    let mut body = paragraph(privacy, room, Role::Text);
    body.extend(paragraph(&words.keys, room, Role::Muted));
    let policy = model.policy();
    let keys = bindings(help.context, &policy);
    body.extend(binding_rows(model.wording(), keys, |command| help.names(command), room));
    body.push(Line::blank());
    body.extend(paragraph(&words.letters, room, Role::Muted));
    let mouse: &[&String] = match (model.leaves_mouse, model.is_public()) {
        (true, _) => &[&words.copying],
        (false, true) => &[&words.mouse],
        (false, false) => &[&words.mouse, &words.copy],
    };
    body.extend(mouse.iter().flat_map(|text| paragraph(text, room, Role::Muted)));
    body
}
