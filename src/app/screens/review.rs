//! The review: all answers in a list. A row opens its item to change the answer. The first row goes on.

use super::component::{ClientScreen, Component, HintWord};
use super::parts::{self, entry, paragraph, to_touch};
use crate::app::sheet::lines::{Line, Progress, Role, Room, Scroll, Sheet, Span};
use crate::app::sheet::wrap::wrap;
use crate::app::state::context::Context;
use crate::app::state::message::{Command, Effects};
use crate::app::state::model::Model;
use crate::app::state::screen::{Page, Pointer, Screen, Spot};
use crate::domain::answers::response::ItemState;
use crate::domain::answers::sentences::state;
use crate::domain::questionnaire::draft::Item;

/// How far an answer that stands under its label is further in.
const GAP: u16 = 2;

/// The list of all answers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Review;

impl Component<Model> for Review {
    fn context(&self, _: &Model, _: Spot) -> Context {
        Context::Review
    }

    fn sheet(&self, model: &Model, at: Spot, room: Room) -> Sheet {
        sheet(model, room, at.pointer)
    }

    /// Opens an item to change its answer. The first row goes on.
    fn choose(&self, model: &mut Model, row: usize) -> Effects {
        match row.checked_sub(1).and_then(|n| model.session.nth_question(n)) {
            Some(position) => model.go_to_item(position, true),
            None => self.next(model),
        }
        vec![]
    }

    fn enter_word(&self, _: &Model, at: Spot) -> Option<HintWord> {
        const ON: HintWord = |words| &words.on;
        (at.pointer.row == Some(0)).then_some(ON)
    }
}

impl ClientScreen for Review {
    fn next(&self, model: &mut Model) {
        model.go_to_page(Page::Tally);
    }

    fn back(&self, model: &mut Model) {
        match model.session.last_reached() {
            Some(last) => model.go_to_item(last, false),
            None if model.is_public() => {}
            None => model.go(Screen::Welcome),
        }
    }
}

fn sheet(model: &Model, room: Room, cursor: Pointer) -> Sheet {
    let words = &model.wording().review;
    let mut body = if room.roomy { paragraph(&words.lead, room, Role::Muted) } else { Vec::new() };
    body.extend(entry(0, &words.go_on, cursor, room));
    let mut row = 1;
    for group in model.questionnaire().groups() {
        let items = model.session.asked(group);
        if items.is_empty() {
            continue;
        }
        body.push(Line::blank());
        body.extend(wrap(&group.title, room.width, Role::Muted));
        for item in items {
            body.extend(answer_row(model, room, item, row, cursor));
            row += 1;
        }
    }
    let of = model.session.items().len();
    let title = words.heading.clone();
    let progress = Some(Progress { done: of, of });
    Sheet::new(title, progress, body, Scroll::ToFocus(cursor.beyond))
}

/// Returns the row of an item. The answer is at the right of the label, or under it if it does not fit there.
fn answer_row(model: &Model, room: Room, item: &Item, row: usize, cursor: Pointer) -> Vec<Line> {
    let item_state = model.session.state(&item.id);
    let answer =
        model.wording().about.lower_first(&state(model.wording(), model.questionnaire(), item, item_state));
    let role = if matches!(item_state, ItemState::Answered(_)) { Role::Text } else { Role::Muted };
    let mut lines = parts::row(row, &item.label, cursor, room);
    let answer = Span::new(answer, role);
    match lines.as_mut_slice() {
        [line] if line.has_room_for(&answer, room.width) => line.right = Some(answer),
        _ => lines.push(Line::of(vec![answer]).indented(GAP).clicked(Command::Choose(row))),
    }
    to_touch(lines, room)
}
