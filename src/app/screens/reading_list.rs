//! The reading list: every section, and the glossary. It must not depend on the answers.

use super::component::{ClientScreen, Component};
use super::parts::{entry, paragraph};
use crate::app::sheet::lines::{Role, Room, Scroll, Sheet};
use crate::app::state::context::Context;
use crate::app::state::message::Effects;
use crate::app::state::model::Model;
use crate::app::state::screen::{ArticleScreen, Pointer, ReadingListScreen, Screen, Spot};

impl Component<Model> for ReadingListScreen {
    fn context(&self, _: &Model, _: Spot) -> Context {
        Context::Choice
    }

    fn sheet(&self, model: &Model, at: Spot, room: Room) -> Sheet {
        sheet(model, room, at.pointer)
    }

    fn choose(&self, model: &mut Model, row: usize) -> Effects {
        model.go(Screen::Article(ArticleScreen { index: row, from: self.from.clone() }));
        vec![]
    }
}

impl ClientScreen for ReadingListScreen {
    fn next(&self, _: &mut Model) {}

    fn back(&self, model: &mut Model) {
        model.screen = *self.from.clone();
    }
}

fn sheet(model: &Model, room: Room, cursor: Pointer) -> Sheet {
    let words = &model.wording().more;
    let mut body = if room.roomy { paragraph(&words.lead, room, Role::Muted) } else { Vec::new() };
    let titles = model.questionnaire().sections().iter().map(|section| &section.title);
    let glossary = (!model.questionnaire().parts().terms.is_empty()).then_some(&words.glossary);
    for (index, title) in titles.chain(glossary).enumerate() {
        body.extend(entry(index, title, cursor, room));
    }
    Sheet::after_all(words.heading.clone(), body, Scroll::ToFocus(cursor.beyond))
}
