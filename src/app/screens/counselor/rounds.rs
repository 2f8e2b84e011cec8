//! The rounds of the record side by side: what was answered then and now, and what was noted then.
//!
//! Earlier rounds are only read here. This pane must not count or judge what differs.

use super::parts::{alarm, of_counselor, written};
use crate::app::screens::component::{Component, CounselorPane};
use crate::app::screens::parts::paragraph;
use crate::app::sheet::lines::{Line, Role, Room, Scroll, Sheet};
use crate::app::sheet::wrap::wrap;
use crate::app::state::app::AppState;
use crate::app::state::context::Context;
use crate::app::state::counselor::CounselorState;
use crate::app::state::screen::Spot;
use crate::domain::answers::then_and_now::Difference;
use crate::domain::language::wording::fill;
use crate::domain::record::comparison::{Compared, SideBySide};
use crate::domain::record::contents::{RecordState, Round};
use crate::domain::record::round_words::RoundWords;

/// The rounds side by side.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RoundsPane;

impl Component<AppState> for RoundsPane {
    fn context(&self, _: &AppState, _: Spot) -> Context {
        Context::CounselorRead
    }

    fn sheet(&self, app: &AppState, at: Spot, room: Room) -> Sheet {
        of_counselor(app, |counselor| sheet(app, counselor, room, at.scroll))
    }
}

impl CounselorPane for RoundsPane {
    fn done(&self, app: &mut AppState) {
        app.go_to_session();
    }
}

fn sheet(app: &AppState, counselor: &CounselorState, room: Room, scroll: u16) -> Sheet {
    let words = &app.client.wording().desk;
    let mut body = alarm(app, room);
    let rounds: Vec<&Round> = counselor.autosave.record().iter().flat_map(|record| record.rounds()).collect();
    if rounds.len() < 2 {
        body.extend(paragraph(&words.no_rounds, room, Role::Text));
    }
    let live = app.record_state();
    for (before, pair) in rounds.windows(2).enumerate().rev() {
        let [then, now] = pair else { continue };
        let state = if before + 2 == rounds.len() { &live } else { &now.state };
        body.extend(compared(app, then, (now, state), before + 1, room));
        body.extend(noted(app, then, before + 1, room));
    }
    Sheet::new(words.rounds.clone(), None, body, Scroll::By(scroll))
}

/// Returns a round and the next one, of which the state is given, side by side.
fn compared(
    app: &AppState,
    then: &Round,
    (now, state): (&Round, &RecordState),
    number: usize,
    room: Room,
) -> Vec<Line> {
    let (wording, in_use) = (app.client.wording(), app.client.questionnaire());
    let (before, after) = (RoundWords::of(then, in_use), RoundWords::of(now, in_use));
    let before = Compared { words: &before, state: &then.state };
    let found = SideBySide::of(before, Compared { words: &after, state }, wording);
    let words = &wording.record;
    let numbers = [("then", &*number.to_string()), ("now", &*(number + 1).to_string())];
    let day = |round: &Round| wording.about.day(round.begun.day());
    let dates = [("then", &*day(then)), ("now", &*day(now))];
    let mut lines = wrap(&fill(&words.compared, &numbers), room.width, Role::Strong);
    lines.extend(paragraph(&fill(&words.compared_dates, &dates), room, Role::Muted));
    if now.carried {
        lines.extend(paragraph(&words.carried, room, Role::Muted));
    }
    lines.extend(found.different.iter().flat_map(|difference| both(app, difference, room)));
    if found.different.is_empty() {
        lines.extend(paragraph(&words.nothing_other, room, Role::Text));
    }
    if !found.same.is_empty() {
        let same = fill(&words.same, &[("items", &wording.about.list(&found.same))]);
        lines.extend(paragraph(&same, room, Role::Text));
    }
    lines
}

/// Returns a question, and under it what was answered then and what is answered now.
fn both(app: &AppState, difference: &Difference, room: Room) -> Vec<Line> {
    let words = &app.client.wording().record;
    let mut lines = wrap(&difference.heading, room.width, Role::Text);
    for (label, said) in [(&words.then, &difference.then), (&words.now, &difference.now)] {
        lines.extend(written(&format!("{label}: {said}"), 2, room));
    }
    lines.push(Line::blank());
    lines
}

/// Returns what the counselor noted in an earlier round.
fn noted(app: &AppState, round: &Round, number: usize, room: Room) -> Vec<Line> {
    let (wording, in_use) = (app.client.wording(), app.client.questionnaire());
    let (told, state) = (RoundWords::of(round, in_use), &round.state);
    let of_items = told.items().into_iter().filter_map(|item| {
        let note = state.notes.get(&item)?;
        Some(format!("{}: {note}", told.label(&item)))
    });
    let of_session = Some(&state.session_notes).filter(|notes| !notes.is_empty());
    let of_session = of_session.map(|notes| format!("{}: {notes}", wording.desk.session_notes));
    let notes: Vec<String> = of_items.chain(of_session).collect();
    if notes.is_empty() {
        return Vec::new();
    }
    let heading = fill(&wording.desk.notes_then, &[("n", &number.to_string())]);
    let mut lines = wrap(&heading, room.width, Role::Strong);
    lines.extend(notes.iter().flat_map(|note| written(note, 0, room)));
    lines.push(Line::blank());
    lines
}
