//! The list of sections, or of guidance, that match the answers. A row opens its text.
//!
//! The first of them stand alone, so that many answers do not bring a wall of titles. One more row opens the whole list.

use super::component::{ClientScreen, Component};
use super::parts::{entry, page_title, paragraph};
use crate::app::sheet::lines::{Role, Room, Scroll, Sheet};
use crate::app::state::context::Context;
use crate::app::state::message::Effects;
use crate::app::state::model::Model;
use crate::app::state::screen::{IndexScreen, Open, Page, Pointer, ResultsScreen, Screen, Spot};
use crate::domain::language::wording::fill;

/// The most texts that stand first.
const FIRST_DOORS: usize = 5;

/// Returns how many of the texts have a door of their own. A row with more opens two texts at least.
pub(super) fn doors(texts: usize, whole: bool) -> usize {
    if whole || texts <= FIRST_DOORS + 1 { texts } else { FIRST_DOORS }
}

impl Component<Model> for IndexScreen {
    fn context(&self, _: &Model, _: Spot) -> Context {
        Context::Index
    }

    fn sheet(&self, model: &Model, at: Spot, room: Room) -> Sheet {
        sheet(model, room, *self, at.pointer)
    }

    fn choose(&self, model: &mut Model, row: usize) -> Effects {
        let Self { page, whole } = *self;
        if row == doors(model.titles(page).len(), whole) {
            // The pointer stays where it is: the first text that was not listed stands there.
            model.screen = Open::at_row(Screen::Index(Self { page, whole: true }), row);
        } else {
            model.go(Screen::Results(ResultsScreen { page, part: row, whole }));
        }
        vec![]
    }
}

impl ClientScreen for IndexScreen {
    fn next(&self, model: &mut Model) {
        model.go_past_page(self.page);
    }

    fn back(&self, model: &mut Model) {
        if self.whole {
            model.screen = Open::at_row(Screen::Index(Self { whole: false, ..*self }), FIRST_DOORS);
        } else {
            model.go_before_page(self.page);
        }
    }
}

fn sheet(model: &Model, room: Room, at: IndexScreen, cursor: Pointer) -> Sheet {
    let words = &model.wording().results;
    let mut titles = model.titles(at.page);
    let lead = match (at.page, titles.is_empty()) {
        (_, true) => &words.none_matched,
        (Page::Guidance, false) if model.is_public() => &model.wording().kiosk.guidance_lead,
        (Page::Guidance, false) => &words.guidance_lead,
        (_, false) => &words.sections_lead,
    };
    let more = titles.len().saturating_sub(doors(titles.len(), at.whole));
    let more_row = fill(&words.more_texts, &[("n", &more.to_string())]);
    if more > 0 {
        titles.truncate(FIRST_DOORS);
        titles.push(&more_row);
    }
    let mut body = paragraph(lead, room, Role::Text);
    body.extend(titles.iter().enumerate().flat_map(|(row, title)| entry(row, title, cursor, room)));
    Sheet::after_all(page_title(model, at.page), body, Scroll::ToFocus(cursor.beyond))
}
