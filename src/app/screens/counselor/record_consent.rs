//! The question whether the client agrees to a record that is begun while the walkthrough runs.
//!
//! Nothing is kept before the client has agreed here, and the words say that earlier answers would be in it too.

use super::parts::of_counselor;
use super::spoken::{Moment, own_words};
use crate::app::screens::component::{Component, CounselorPane};
use crate::app::screens::parts::{choice, paragraph};
use crate::app::sheet::lines::{Role, Room, Scroll, Sheet};
use crate::app::sheet::wrap::wrap;
use crate::app::state::app::AppState;
use crate::app::state::context::Context;
use crate::app::state::counselor::{CounselorState, NewRecord, Pane};
use crate::app::state::message::Effects;
use crate::app::state::screen::{Open, Pointer, Spot};
use crate::domain::language::wording::fill;
use crate::domain::record::contents::Record;
use crate::engine::policy::Keeps;

/// The question whether the client agrees.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RecordConsent;

/// What a row does.
#[derive(Clone, Copy)]
enum ConsentRow {
    /// The client agrees: the record is kept from now on.
    Agree,
    /// The session goes on without a record.
    GoOnWithout,
    /// Asks for another name. A record of an earlier session has the name that it has.
    OtherName,
}

impl ConsentRow {
    /// Returns the rows from the top.
    fn rows(counselor: &CounselorState) -> Vec<Self> {
        let is_new = counselor.autosave.held().is_some_and(|record| !Record::is_resumed(record));
        let rows = [Some(Self::Agree), Some(Self::GoOnWithout), is_new.then_some(Self::OtherName)];
        rows.into_iter().flatten().collect()
    }
}

impl Component<AppState> for RecordConsent {
    fn context(&self, _: &AppState, _: Spot) -> Context {
        Context::CounselorList
    }

    fn sheet(&self, app: &AppState, at: Spot, room: Room) -> Sheet {
        of_counselor(app, |counselor| sheet(app, counselor, room, at.pointer))
    }

    fn choose(&self, app: &mut AppState, row: usize) -> Effects {
        let Some(counselor) = app.counselor.as_ref() else { return vec![] };
        match ConsentRow::rows(counselor).get(row) {
            Some(ConsentRow::Agree) => agree(app),
            Some(ConsentRow::GoOnWithout) => app.go_to_session(),
            Some(ConsentRow::OtherName) => app.show(Open::new(Pane::RecordName)),
            None => {}
        }
        vec![]
    }
}

impl CounselorPane for RecordConsent {
    fn done(&self, app: &mut AppState) {
        app.go_to_session();
    }
}

/// Keeps the record from now on, with the words to which the client agreed.
fn agree(app: &mut AppState) {
    let Some(counselor) = app.counselor.as_ref() else { return };
    let wording = consent_wording(app, counselor).join("\n\n");
    let language = app.client.questionnaire().parts().language.clone();
    if let Some(counselor) = app.counselor.as_mut() {
        counselor.autosave.agree_late(&language, &wording, counselor.now);
        counselor.new_record = NewRecord::default();
        app.client.keeps = Keeps::Record;
        app.marks.changes += 1;
    }
    app.go_to_session();
}

/// Returns the paragraphs to which the client is asked to agree: what the record holds, the site's own words for consent
/// if it has any, and the question.
fn consent_wording(app: &AppState, counselor: &CounselorState) -> Vec<String> {
    let words = &app.client.wording().new_record;
    let folder = counselor.setup.folder.as_deref().unwrap_or_default();
    let own = own_words(app, Moment::Consent);
    std::iter::once(fill(&words.record, &[("folder", folder)]))
        .chain(own)
        .chain([words.ask.clone()])
        .collect()
}

fn sheet(app: &AppState, counselor: &CounselorState, room: Room, cursor: Pointer) -> Sheet {
    let wording = app.client.wording();
    let words = &wording.new_record;
    let mut body = wrap(&wording.opening.lead, room.width, Role::Muted);
    for said in consent_wording(app, counselor) {
        body.extend(paragraph(&said, room, Role::Text));
    }
    for (index, row) in ConsentRow::rows(counselor).into_iter().enumerate() {
        let text = match row {
            ConsentRow::Agree => {
                let name = counselor.autosave.held().map(|record| record.name.as_str()).unwrap_or_default();
                fill(&words.agree, &[("name", name)])
            }
            ConsentRow::GoOnWithout => words.go_on_without.clone(),
            ConsentRow::OtherName => words.other_name.clone(),
        };
        body.extend(choice(index, &text, cursor, room));
    }
    Sheet::new(words.heading.clone(), None, body, Scroll::ToFocus(cursor.beyond))
}
