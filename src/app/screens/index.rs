//! The list of sections, or of guidance, that match the answers. A row opens its text.

use super::component::{ClientScreen, Component};
use super::parts::{entry, page_title, paragraph};
use crate::app::sheet::lines::{Role, Room, Scroll, Sheet};
use crate::app::state::context::Context;
use crate::app::state::message::Effects;
use crate::app::state::model::Model;
use crate::app::state::screen::{IndexScreen, Page, Pointer, ResultsScreen, Screen, Spot};

impl Component<Model> for IndexScreen {
    fn context(&self, _: &Model, _: Spot) -> Context {
        Context::Index
    }

    fn sheet(&self, model: &Model, at: Spot, room: Room) -> Sheet {
        sheet(model, room, self.page, at.pointer)
    }

    fn choose(&self, model: &mut Model, row: usize) -> Effects {
        model.go(Screen::Results(ResultsScreen { page: self.page, part: row }));
        vec![]
    }
}

impl ClientScreen for IndexScreen {
    fn next(&self, model: &mut Model) {
        model.go_past_page(self.page);
    }

    fn back(&self, model: &mut Model) {
        model.go_before_page(self.page);
    }
}

fn sheet(model: &Model, room: Room, page: Page, cursor: Pointer) -> Sheet {
    let words = &model.wording().results;
    let titles = model.titles(page);
    let lead = match (page, titles.is_empty()) {
        (_, true) => &words.none_matched,
        (Page::Guidance, false) => &words.guidance_lead,
        (_, false) => &words.sections_lead,
    };
    let mut body = paragraph(lead, room, Role::Text);
    body.extend(titles.iter().enumerate().flat_map(|(row, title)| entry(row, title, cursor, room)));
    Sheet::after_all(page_title(model, page), body, Scroll::ToFocus(cursor.beyond))
}
