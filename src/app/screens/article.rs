//! A text of the reading list: a section, or the glossary, which comes after the last section.

use super::component::{ClientScreen, Component};
use super::parts::{paragraph, reading, source};
use crate::app::sheet::lines::{Line, Role, Room, Scroll, Sheet};
use crate::app::sheet::wrap::wrap;
use crate::app::state::context::Context;
use crate::app::state::model::Model;
use crate::app::state::screen::{ArticleScreen, Open, ReadingListScreen, Screen, Spot};
use crate::domain::id::FactId;

impl Component<Model> for ArticleScreen {
    fn context(&self, _: &Model, _: Spot) -> Context {
        Context::Article
    }

    fn sheet(&self, model: &Model, at: Spot, room: Room) -> Sheet {
        sheet(model, room, self.index, at.scroll)
    }

    fn cited(&self, model: &Model) -> Option<Vec<FactId>> {
        model.questionnaire().sections().get(self.index).map(|section| section.facts.clone())
    }
}

impl ClientScreen for ArticleScreen {
    fn next(&self, model: &mut Model) {
        let sections = model.questionnaire().sections().len();
        let glossary = usize::from(!model.questionnaire().parts().terms.is_empty());
        let index = self.index + 1;
        if index < sections + glossary {
            model.go(Screen::Article(Self { index, from: self.from.clone() }));
        } else {
            self.back(model);
        }
    }

    fn back(&self, model: &mut Model) {
        let list = Screen::ReadingList(ReadingListScreen { from: self.from.clone() });
        model.screen = Open::at_row(list, self.index);
    }
}

fn sheet(model: &Model, room: Room, index: usize, scroll: u16) -> Sheet {
    let body = match model.questionnaire().sections().get(index) {
        Some(section) => {
            let mut body = paragraph(&section.title, room, Role::Strong);
            body.extend(reading(&section.text, room));
            body.extend(source(model.wording(), room));
            body
        }
        None => glossary(model, room),
    };
    Sheet::after_all(model.wording().more.heading.clone(), body, Scroll::By(scroll))
}

/// Returns every term of the questionnaire with its meaning.
fn glossary(model: &Model, room: Room) -> Vec<Line> {
    let mut body = paragraph(&model.wording().more.glossary, room, Role::Strong);
    for term in &model.questionnaire().parts().terms {
        body.extend(wrap(&term.term, room.width, Role::Strong));
        body.extend(paragraph(&term.meaning, room, Role::Text));
    }
    body
}
