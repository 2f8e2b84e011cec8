//! All answers in one list, each to be changed, with the way on at the top.

use super::parts::{self, entry, paragraph, to_touch};
use crate::app::sheet::lines::{Line, Progress, Role, Room, Scroll, Sheet, Span};
use crate::app::sheet::wrap::{columns, wrap};
use crate::app::state::message::Command;
use crate::app::state::model::Model;
use crate::app::state::screen::Pointer;
use crate::domain::answers::response::ItemState;
use crate::domain::answers::sentences::{lower_first, state};
use crate::domain::id::LinkId;
use crate::domain::questionnaire::draft::Item;
use crate::engine::session::{Session, SessionItem};

/// Columns kept free between a label and its answer.
const GAP: u16 = 2;

/// Composes the review.
#[must_use]
pub fn sheet(model: &Model, room: Room, cursor: Pointer) -> Sheet {
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

/// Returns the item in a row of the list; row 0 is the way on.
#[must_use]
pub fn item_in_row(session: &Session, row: usize) -> Option<&LinkId> {
    let items = session.items().iter().filter_map(|stop| match stop {
        SessionItem::Question(id) => Some(id),
        SessionItem::Note(_) => None,
    });
    items.into_iter().nth(row.checked_sub(1)?)
}

/// Returns the row in which an item stands.
#[must_use]
pub fn row_of(session: &Session, item: &LinkId) -> usize {
    let before = session.items().iter().take_while(|stop| **stop != SessionItem::Question(item.clone()));
    before.filter(|stop| matches!(stop, SessionItem::Question(_))).count() + 1
}

fn answer_row(model: &Model, room: Room, item: &Item, row: usize, cursor: Pointer) -> Vec<Line> {
    let item_state = model.session.state(&item.id);
    let answer = lower_first(&state(model.wording(), model.questionnaire(), item, item_state));
    let role = if matches!(item_state, ItemState::Answered(_)) { Role::Text } else { Role::Muted };
    let fits = columns(&item.label) + GAP + columns(&answer) <= room.width;
    let mut lines = parts::row(row, &item.label, cursor, room);
    let answer = Span::new(answer, role);
    match lines.last_mut() {
        Some(line) if fits => line.right = Some(answer),
        _ => lines.push(Line::of(vec![answer]).indented(GAP).clicked(Command::Choose(row))),
    }
    to_touch(lines, room)
}
