//! The opening words, and the client's consent.
//!
//! A record must not be kept before the client has agreed here.

use super::parts::of_counselor;
use super::spoken::{Moment, own_words};
use crate::app::screens::component::{Component, CounselorPane};
use crate::app::screens::parts::{choice, paragraph};
use crate::app::sheet::lines::{Line, Role, Room, Scroll, Sheet};
use crate::app::sheet::wrap::wrap;
use crate::app::state::app::AppState;
use crate::app::state::context::Context;
use crate::app::state::counselor::CounselorState;
use crate::app::state::message::{Effect, Effects};
use crate::app::state::screen::{Pointer, Screen, Spot};
use crate::domain::language::wording::fill;
use crate::domain::record::contents::Record;
use crate::engine::policy::Keeps;

/// The opening words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Opening;

/// What a row does.
#[derive(Clone, Copy)]
enum OpeningRow {
    /// The client agrees. If there is a record, it is kept from now on.
    Agree,
    /// Begins without a record.
    WithoutRecord,
    /// The client does not agree.
    Stop,
    /// Goes on, after the words were opened a second time.
    GoOn,
}

impl OpeningRow {
    /// Returns the rows from the top.
    fn rows(counselor: &CounselorState) -> Vec<Self> {
        if counselor.begun {
            return vec![Self::GoOn, Self::Stop];
        }
        let without = counselor.autosave.record().map(|_| Self::WithoutRecord);
        [Some(Self::Agree), without, Some(Self::Stop)].into_iter().flatten().collect()
    }
}

impl Component<AppState> for Opening {
    fn context(&self, _: &AppState, _: Spot) -> Context {
        Context::CounselorList
    }

    fn sheet(&self, app: &AppState, at: Spot, room: Room) -> Sheet {
        of_counselor(app, |counselor| sheet(app, counselor, room, at.pointer))
    }

    fn choose(&self, app: &mut AppState, row: usize) -> Effects {
        let Some(counselor) = app.counselor.as_ref() else { return vec![] };
        match OpeningRow::rows(counselor).get(row) {
            Some(OpeningRow::Agree) => agree(app),
            Some(OpeningRow::WithoutRecord) => without_record(app),
            Some(OpeningRow::Stop) if !counselor.begun => return vec![Effect::Quit],
            Some(OpeningRow::Stop) => {
                // The session has begun, so there is something to lose.
                app.ask_to_leave();
                app.go_to_session();
            }
            Some(OpeningRow::GoOn) => app.go_to_session(),
            None => {}
        }
        vec![]
    }
}

impl CounselorPane for Opening {
    fn done(&self, app: &mut AppState) {
        app.go_to_session();
    }
}

/// Records to which words the client agreed, and begins.
fn agree(app: &mut AppState) {
    let Some(counselor) = app.counselor.as_ref() else { return };
    let wording = consent_wording(app, counselor).join("\n\n");
    let language = app.client.questionnaire().parts().language.clone();
    if let Some(counselor) = app.counselor.as_mut() {
        counselor.autosave.agree(&language, &wording, counselor.now);
    }
    begin(app);
}

/// Drops the record, and begins.
fn without_record(app: &mut AppState) {
    if let Some(counselor) = app.counselor.as_mut() {
        counselor.autosave.give_up();
    }
    begin(app);
}

/// Begins with the item where the record ended, or with the first item.
fn begin(app: &mut AppState) {
    let Some(counselor) = app.counselor.as_mut() else { return };
    let first = !std::mem::replace(&mut counselor.begun, true);
    app.marks.changes += 1;
    app.client.keeps = if counselor.autosave.is_on() { Keeps::Record } else { Keeps::Nothing };
    let session = &app.client.session;
    let left = counselor.last_item.as_ref().and_then(|item| session.position_of(item));
    if first && app.client.screen.what == Screen::Welcome {
        app.client.go_to_item(left.unwrap_or(0), false);
    }
    app.go_to_session();
}

/// Returns the paragraphs to which the client is asked to agree.
///
/// What the program promises, and what is kept, stands there whatever the site or the questionnaire says.
fn consent_wording(app: &AppState, counselor: &CounselorState) -> Vec<String> {
    let words = &app.client.wording().opening;
    let kept = match (counselor.autosave.record(), &counselor.setup.folder) {
        (Some(_), Some(folder)) => fill(&words.record, &[("folder", folder)]),
        _ => words.nothing.clone(),
    };
    let promise = format!("{} {}", words.not_a_test, words.skip);
    let mut said = own_words(app, Moment::Opening);
    if said.is_empty() {
        // What the questions are about is said by the questionnaire. All is one paragraph, so that the choices fit at
        // 80x24.
        let about = app.client.questionnaire().parts().description.as_deref();
        let parts = [about, Some(&*words.what), Some(&promise)];
        said.push(parts.into_iter().flatten().collect::<Vec<_>>().join(" "));
    } else {
        said.push(promise);
    }
    said.push(kept);
    let asked = own_words(app, Moment::Consent);
    said.extend(if asked.is_empty() { vec![words.ask.clone()] } else { asked });
    said
}

fn sheet(app: &AppState, counselor: &CounselorState, room: Room, cursor: Pointer) -> Sheet {
    let words = &app.client.wording().opening;
    let record = counselor.autosave.record();
    let mut body = spoken_words(app, counselor, room);
    for (index, row) in OpeningRow::rows(counselor).into_iter().enumerate() {
        let text = match row {
            OpeningRow::Agree if record.is_some() => &words.agree_record,
            OpeningRow::Agree => &words.agree,
            OpeningRow::WithoutRecord if record.is_some_and(Record::is_resumed) => &words.leave_record,
            OpeningRow::WithoutRecord => &words.without_record,
            OpeningRow::Stop => &words.stop,
            OpeningRow::GoOn => &words.go_on,
        };
        body.extend(choice(index, text, cursor, room));
    }
    Sheet::new(words.heading.clone(), None, body, Scroll::ToFocus(cursor.beyond))
}

/// Returns the words that the counselor reads to the client, and when the client agreed last.
fn spoken_words(app: &AppState, counselor: &CounselorState, room: Room) -> Vec<Line> {
    let words = &app.client.wording().opening;
    // With an empty row after it, the last choice would not fit at 80x24 in Spanish.
    let mut lines = wrap(&words.lead, room.width, Role::Muted);
    let consents = counselor
        .autosave
        .record()
        .and_then(|record| record.rounds().flat_map(|round| &round.consents).last());
    let earlier = consents.map(|consent| {
        let date = app.client.wording().about.day(consent.when.day());
        fill(&words.earlier, &[("date", &date)])
    });
    let mut said = consent_wording(app, counselor);
    if let (Some(last), Some(earlier)) = (said.last_mut(), earlier) {
        *last = format!("{last} {earlier}");
    }
    lines.extend(said.iter().flat_map(|text| paragraph(text, room, Role::Text)));
    lines
}
