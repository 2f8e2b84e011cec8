//! The note that belongs to an item. It can be read before the item is answered.

use crate::app::screens::component::Component;
use crate::app::screens::parts::{paragraph, reading, source};
use crate::app::sheet::lines::{Line, Role, Room, Scroll, Sheet};
use crate::app::state::context::Context;
use crate::app::state::model::Model;
use crate::app::state::screen::{GuardOverlay, Spot};
use crate::domain::id::{FactId, SectionId};

impl Component<Model> for GuardOverlay {
    fn context(&self, _: &Model, _: Spot) -> Context {
        Context::Guard
    }

    fn sheet(&self, model: &Model, at: Spot, room: Room) -> Sheet {
        let title = model.wording().more.note_heading.clone();
        Sheet::new(title, None, note(model, &self.section, room), Scroll::By(at.scroll))
    }

    fn cited(&self, model: &Model) -> Option<Vec<FactId>> {
        model.questionnaire().section(&self.section).map(|section| section.facts.clone())
    }
}

fn note(model: &Model, section: &SectionId, room: Room) -> Vec<Line> {
    let Some(section) = model.questionnaire().section(section) else { return Vec::new() };
    let mut body = paragraph(&section.title, room, Role::Strong);
    body.extend(reading(&section.text, room));
    body.extend(source(model.wording(), room));
    body
}
