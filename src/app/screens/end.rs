//! The last screen. It says what happens to the answers, and lists what can still be done.

use super::component::{ClientScreen, Component};
use super::handout::title;
use super::parts::{choice, kept, paragraph};
use crate::app::sheet::lines::{Line, Role, Room, Scroll, Sheet};
use crate::app::state::context::Context;
use crate::app::state::message::{Effect, Effects};
use crate::app::state::model::Model;
use crate::app::state::screen::{Overlay, Page, Pointer, Screen, Spot};
use crate::engine::policy::Keeps;

/// The last screen.
#[derive(Clone, Copy, Debug)]
pub(crate) struct End;

/// What a row does.
#[derive(Clone, Copy)]
enum EndRow {
    /// Saves a copy.
    Save,
    /// Goes back to the results.
    Results,
    /// Begins again.
    Restart,
    /// Leaves.
    Leave,
}

impl EndRow {
    /// Returns the rows from the top.
    ///
    /// A walkthrough has no row to begin again, because its record would lose its content. A kiosk has no row that
    /// clears everything, because somebody could touch it by mistake: a button at the top does that.
    fn rows(model: &Model) -> Vec<Self> {
        if model.is_public() {
            return vec![Self::Save, Self::Results];
        }
        let restart = (!model.is_accompanied()).then_some(Self::Restart);
        [Some(Self::Save), Some(Self::Results), restart, Some(Self::Leave)].into_iter().flatten().collect()
    }
}

impl Component<Model> for End {
    fn context(&self, _: &Model, _: Spot) -> Context {
        Context::Choice
    }

    fn sheet(&self, model: &Model, at: Spot, room: Room) -> Sheet {
        sheet(model, room, at.pointer)
    }

    fn choose(&self, model: &mut Model, row: usize) -> Effects {
        match EndRow::rows(model).get(row) {
            Some(EndRow::Save) => {
                model.go(if model.is_public() { Screen::Handout } else { Screen::Save });
                return vec![Effect::Day];
            }
            Some(EndRow::Results) => model.go_to_page(Page::Tally),
            Some(EndRow::Restart) => model.open(Overlay::Restart),
            Some(EndRow::Leave) => model.open(Overlay::Leave),
            None => {}
        }
        vec![]
    }
}

impl ClientScreen for End {
    fn next(&self, _: &mut Model) {}

    fn back(&self, model: &mut Model) {
        model.go_to_page(Page::Support);
    }
}

fn sheet(model: &Model, room: Room, cursor: Pointer) -> Sheet {
    let words = &model.wording().end;
    let mut body = if room.roomy { vec![Line::blank()] } else { Vec::new() };
    body.extend(paragraph(&words.thanks, room, Role::Strong));
    let nothing = match (model.keeps, model.is_accompanied()) {
        _ if model.is_public() => &model.wording().kiosk.end_kept,
        (Keeps::Record, _) => &model.wording().two.record_kept,
        (Keeps::Nothing, true) => &model.wording().two.nothing_kept,
        (Keeps::Nothing, false) => &words.nothing_kept,
    };
    body.extend(paragraph(&kept(model, &words.copy_kept, nothing), room, Role::Text));
    for (index, row) in EndRow::rows(model).into_iter().enumerate() {
        let text = match row {
            EndRow::Save if model.is_public() => title(model),
            EndRow::Save => &words.save,
            EndRow::Results => &words.results,
            EndRow::Restart => &words.restart,
            EndRow::Leave => &words.leave,
        };
        body.extend(choice(index, text, cursor, room));
    }
    Sheet::after_all(words.heading.clone(), body, Scroll::ToFocus(cursor.beyond))
}
