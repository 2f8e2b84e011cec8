//! What a counselor keeps of a walkthrough, and the history of its changes.
//!
//! A record holds shared answers only: what a client answered privately and did not release is not in these types,
//! but for the fact that it was answered. No type here prints itself with `Debug`. It knows no file and no clock.

use super::id::LinkId;
use super::response::QuestionnaireResponse;
use std::collections::{BTreeMap, BTreeSet};

/// A moment, in whole seconds since the beginning of 1970 in UTC.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Timestamp(pub i64);

/// One walkthrough, as it is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Record {
    /// What the counselor called it, as typed.
    pub name: String,
    /// Identifier of the questionnaire it belongs to.
    pub questionnaire: String,
    /// Version of that questionnaire.
    pub version: String,
    /// When it was begun.
    pub begun: Timestamp,
    /// When it was changed last.
    pub changed: Timestamp,
    /// How everything stands.
    pub state: RecordState,
    /// When consent was given, and to which wording; the latest last.
    pub consents: Vec<Consent>,
    /// Every change, the latest last.
    pub history: Vec<Change>,
}

/// How everything stands that a record keeps.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct RecordState {
    /// Language of the session, a BCP 47 tag.
    pub language: String,
    /// The item that was open last, to go on there.
    pub at: Option<LinkId>,
    /// The shared answers; an item answered privately is withheld.
    pub answers: QuestionnaireResponse,
    /// The counselor's notes on items; none of them is empty.
    pub notes: BTreeMap<LinkId, String>,
    /// The counselor's notes on the whole.
    pub session_notes: String,
    /// Items to come back to.
    pub flags: BTreeSet<LinkId>,
    /// Seconds spent on each item.
    pub seconds: BTreeMap<LinkId, u64>,
    /// Seconds spent on the whole.
    pub session_seconds: u64,
    /// The summary in the client's own words.
    pub words: String,
    /// The next step that the client chose.
    pub next_step: String,
}

/// Consent that a client gave.
#[derive(Clone, PartialEq, Eq)]
pub struct Consent {
    /// When.
    pub when: Timestamp,
    /// Language of the wording.
    pub language: String,
    /// The very words that were read to the client.
    pub wording: String,
}

/// One change of a record.
#[derive(Clone, PartialEq, Eq)]
pub struct Change {
    /// When.
    pub when: Timestamp,
    /// What was changed.
    pub what: What,
    /// What stood there before; `None` if nothing did.
    pub from: Option<String>,
    /// What stands there now; `None` if nothing does.
    pub to: Option<String>,
}

/// What a change was made to.
#[derive(Clone, PartialEq, Eq)]
pub enum What {
    /// The answer to an item; `from` and `to` are ids of options, "declined" or "withheld".
    Answer(LinkId),
    /// The note on an item; `from` and `to` are the part that differs, at whole words.
    Note(LinkId),
    /// The notes on the whole, in the same way.
    SessionNotes,
    /// The flag of an item; "flagged" or nothing.
    Flag(LinkId),
    /// The client's own words.
    Words,
    /// The client's next step.
    NextStep,
    /// The language of the session.
    Language,
    /// Consent; `to` is the language of its wording.
    Consent,
    /// The questionnaire, as "ID VERSION", when a record was taken over to another one.
    Questionnaire,
}
/// temp
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Fit {
    /** t */
    pub other_questionnaire: Option<(String, String)>,
    /** t */
    pub other_version: Option<(String, String)>,
    /** t */
    pub gone_items: Vec<LinkId>,
    /** t */
    pub new_items: Vec<LinkId>,
}
impl Fit {
    /// t
    pub fn gone(&self) -> impl Iterator<Item = &LinkId> {
        self.gone_items.iter()
    }
}
impl Record {
    /// t
    pub fn consent(&mut self, language: &str, wording: &str, now: Timestamp) {
        self.consents.push(Consent { when: now, language: language.into(), wording: wording.into() })
    }
    /// t
    pub fn take(&mut self, state: RecordState, _now: Timestamp) -> bool {
        self.state = state;
        true
    }
    /// t
    pub fn keep_what_fits(&mut self, _q: &super::questionnaire::Questionnaire, _now: Timestamp) {}
}
impl Timestamp {
    /// t
    pub fn day(self) -> super::draft::Date {
        super::draft::Date { year: 2026, month: 1, day: 1 }
    }
}
