//! The list of all items with answers, flags and notes. A row opens its item.

use super::parts::{alarm, labelled, of_counselor, standing};
use crate::app::screens::component::{Component, CounselorPane};
use crate::app::screens::parts::entry;
use crate::app::sheet::lines::{Line, Role, Room, Scroll, Sheet, Span};
use crate::app::sheet::wrap::wrap;
use crate::app::state::app::AppState;
use crate::app::state::context::Context;
use crate::app::state::counselor::CounselorState;
use crate::app::state::message::{Command, Effects};
use crate::app::state::screen::{Pointer, Spot};
use crate::domain::answers::sentences::counts;
use crate::domain::questionnaire::draft::Item;

/// The list of all items.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Items;

impl Component<AppState> for Items {
    fn context(&self, _: &AppState, _: Spot) -> Context {
        Context::CounselorList
    }

    fn sheet(&self, app: &AppState, at: Spot, room: Room) -> Sheet {
        of_counselor(app, |counselor| sheet(app, counselor, room, at))
    }

    fn choose(&self, app: &mut AppState, row: usize) -> Effects {
        if let Some(position) = app.client.session.nth_question(row) {
            app.client.overlay = None;
            app.client.go_to_item(position, false);
            app.go_to_session();
        }
        vec![]
    }
}

impl CounselorPane for Items {
    fn done(&self, app: &mut AppState) {
        app.go_to_session();
    }
}

/// Composes the list. Above it stands how often each answer was given.
fn sheet(app: &AppState, counselor: &CounselorState, room: Room, at: Spot) -> Sheet {
    let cursor = at.pointer;
    let model = &app.client;
    let mut body = alarm(app, room);
    let results = model.session.results();
    for tally in &results.tallies {
        let said = counts(model.wording(), model.questionnaire(), tally, &model.wording().desk.counted);
        body.extend(labelled(&tally.group.title, &said, room));
    }
    let mut row = 0;
    for group in model.questionnaire().groups() {
        body.push(Line::blank());
        body.extend(wrap(&group.title, room.width, Role::Muted));
        for item in model.session.asked(group) {
            body.extend(item_row(app, counselor, item, row, room, cursor));
            row += 1;
        }
    }
    let words = &model.wording().desk;
    let title = if at.is_unclear { &words.which_item } else { &words.items };
    Sheet::new(title.clone(), None, body, Scroll::ToFocus(cursor.beyond))
}

/// Returns the row of an item. Its state is at the right of the label, or under it if it does not fit there.
fn item_row(
    app: &AppState,
    counselor: &CounselorState,
    item: &Item,
    row: usize,
    room: Room,
    cursor: Pointer,
) -> Vec<Line> {
    let said = Span::new(standing(app, counselor, item), Role::Muted);
    let mut lines = entry(row, &item.label, cursor, room);
    match lines.as_mut_slice() {
        [line] if line.has_room_for(&said, room.width) => line.right = Some(said),
        _ => lines.push(Line::of(vec![said]).indented(2).clicked(Command::Choose(row))),
    }
    lines
}
