//! The counselor's summary: all items with answers and notes, the flagged ones first, then all texts.

use super::parts::{alarm, minutes, of_counselor, standing, written};
use crate::app::screens::component::{Component, CounselorPane};
use crate::app::sheet::lines::{Line, Role, Room, Scroll, Sheet};
use crate::app::sheet::signs::DOT;
use crate::app::sheet::wrap::wrap;
use crate::app::state::app::AppState;
use crate::app::state::context::Context;
use crate::app::state::counselor::CounselorState;
use crate::app::state::screen::Spot;
use crate::domain::answers::own_words::OwnText;
use crate::domain::answers::sentences::answered;
use crate::domain::language::wording::fill;
use crate::domain::questionnaire::draft::Item;

/// The counselor's summary.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Summary;

impl Component<AppState> for Summary {
    fn context(&self, _: &AppState, _: Spot) -> Context {
        Context::CounselorRead
    }

    fn sheet(&self, app: &AppState, at: Spot, room: Room) -> Sheet {
        of_counselor(app, |counselor| sheet(app, counselor, room, at.scroll))
    }
}

impl CounselorPane for Summary {
    fn done(&self, app: &mut AppState) {
        app.go_to_session();
    }
}

fn sheet(app: &AppState, counselor: &CounselorState, room: Room, scroll: u16) -> Sheet {
    let (model, words) = (&app.client, &app.client.wording().desk);
    let asked = |item: &&Item| model.session.position_of(&item.id).is_some();
    let (flagged, rest): (Vec<&Item>, Vec<&Item>) =
        model.questionnaire().items().filter(asked).partition(|item| counselor.flags.contains(&item.id));
    let mut body = alarm(app, room);
    let total = fill(&words.time_session, &[("session", &minutes(counselor.watch.total()))]);
    body.extend(wrap(&total, room.width, Role::Muted));
    // Without flagged items, "the rest" would be a strange heading for all of them.
    let rest_heading = if flagged.is_empty() { &words.items } else { &words.the_rest };
    for (heading, items) in [(&words.flagged_first, flagged), (rest_heading, rest)] {
        if !items.is_empty() {
            body.push(Line::blank());
            body.extend(wrap(heading, room.width, Role::Strong));
            body.extend(items.into_iter().flat_map(|item| item_rows(app, counselor, item, room)));
        }
    }
    body.extend(texts(app, counselor, room));
    Sheet::new(words.summary.clone(), None, body, Scroll::By(scroll))
}

/// Returns what the client wrote and the notes on the session, as far as they were written.
fn texts(app: &AppState, counselor: &CounselorState, room: Room) -> Vec<Line> {
    let (copy, words) = (&app.client.copy, &app.client.wording().desk);
    let headings = words.own();
    let own = OwnText::ALL.map(|text| (*headings.get(text), copy.own.get(text)));
    let notes = (&*words.session_notes, &counselor.session_notes);
    let mut lines = Vec::new();
    for (heading, area) in own.into_iter().chain([notes]).filter(|(_, area)| !area.text().is_empty()) {
        lines.push(Line::blank());
        lines.extend(wrap(heading, room.width, Role::Strong));
        lines.extend(written(area.text(), 0, room));
    }
    lines
}

/// Returns the rows of an item: its state, the minutes spent on it, and its note.
fn item_rows(app: &AppState, counselor: &CounselorState, item: &Item, room: Room) -> Vec<Line> {
    let spent = counselor.watch.on(&item.id);
    let words = &app.client.wording().desk.minutes;
    let time = (spent >= 60).then(|| fill(words, &[("n", &minutes(spent))]));
    let said: Vec<String> = std::iter::once(standing(app, counselor, item)).chain(time).collect();
    let head = answered(&item.label, &said.join(&format!(" {DOT} ")));
    let mut lines = wrap(&head, room.width, Role::Text);
    if let Some(note) = counselor.notes.get(&item.id) {
        lines.extend(written(note.text(), 2, room));
    }
    lines
}
