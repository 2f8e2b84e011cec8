//! What a counselor keeps of a walkthrough, and the history of its changes.
//!
//! A record holds shared answers only. Of an answer that a client gave privately and did not release it knows that there
//! is one. These types must not hold more of it, and `Debug` must not print what they hold. They know no file and no
//! clock.

use crate::domain::answers::response::QuestionnaireResponse;
use crate::domain::id::LinkId;
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::silent::silent;
use crate::domain::timestamp::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// The word that stands for an answer that was given privately and not released.
pub const WITHHELD: &str = "withheld";

/// The word that stands for a flag in the history.
pub const FLAGGED: &str = "flagged";

/// One walkthrough, as it is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Record {
    /// What the counselor called it, as typed.
    pub name: String,
    /// Identifier of the questionnaire it belongs to.
    pub questionnaire: String,
    /// Version of that questionnaire.
    pub version: String,
    /// The items of that questionnaire, in its order. By them the items that another version adds can be found.
    pub items: Vec<LinkId>,
    /// When it was begun.
    pub begun: Timestamp,
    /// When it was changed last.
    pub changed: Timestamp,
    /// The state after the last change.
    pub state: RecordState,
    /// When consent was given, and to which wording; the latest last.
    pub consents: Vec<Consent>,
    /// Every change, the latest last.
    pub history: Vec<Change>,
    /// The text that is being changed at the moment. It is not written to the file.
    pub visit: Visit,
}

/// A text that is being changed, and how it was before. While the same text is changed, its history has one entry.
///
/// All visits are equal, so that two records with the same contents are equal.
#[derive(Clone, Default)]
pub struct Visit(pub(super) Option<Visited>);

/// What is known of a visit to a text.
#[derive(Clone)]
pub(super) struct Visited {
    /// How the text stood before the visit.
    pub(super) before: String,
    /// How long the history was with the visit's entry as its last.
    pub(super) entries: usize,
}

impl PartialEq for Visit {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Visit {}

/// The state of a walkthrough, as far as a record keeps it.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct RecordState {
    /// Language of the session, a BCP 47 tag.
    pub language: String,
    /// The item that was open last, where the session continues.
    pub at: Option<LinkId>,
    /// The shared answers; an item answered privately is withheld.
    pub answers: QuestionnaireResponse,
    /// The counselor's notes on items. None is empty.
    pub notes: BTreeMap<LinkId, String>,
    /// The counselor's notes on the whole session.
    pub session_notes: String,
    /// Items to come back to.
    pub flags: BTreeSet<LinkId>,
    /// Seconds spent on each item.
    pub seconds: BTreeMap<LinkId, u64>,
    /// Seconds spent on the whole session.
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
    pub what: Changed,
    /// What stood there before; `None` if nothing did.
    pub from: Option<String>,
    /// What stands there now; `None` if nothing does.
    pub to: Option<String>,
}

/// What a change was made to.
#[derive(Clone, PartialEq, Eq)]
pub enum Changed {
    /// The answer to an item; `from` and `to` are ids of options, [`DECLINED`](crate::domain::questionnaire::draft::DECLINED)
    /// or [`WITHHELD`].
    Answer(LinkId),
    /// The note on an item; `from` and `to` are the part that differs, in whole words.
    Note(LinkId),
    /// The notes on the whole, in the same way.
    SessionNotes,
    /// The flag of an item; [`FLAGGED`] or nothing.
    Flag(LinkId),
    /// The client's own words, in the same way.
    Words,
    /// The client's next step, in the same way.
    NextStep,
    /// The language of the session.
    Language,
    /// Consent; `to` is the language of its wording.
    Consent,
    /// The questionnaire, as "ID VERSION", when a record was taken over to another one.
    Questionnaire,
}

impl Record {
    /// Begins a record in which nothing is answered or noted.
    #[must_use]
    pub fn new(name: &str, questionnaire: &Questionnaire, language: &str, now: Timestamp) -> Self {
        let parts = questionnaire.parts();
        Self {
            name: name.to_owned(),
            questionnaire: parts.id.clone(),
            version: parts.version.clone(),
            items: questionnaire.items().map(|item| item.id.clone()).collect(),
            begun: now,
            changed: now,
            state: RecordState { language: language.to_owned(), ..RecordState::default() },
            consents: Vec::new(),
            history: Vec::new(),
            visit: Visit::default(),
        }
    }

    /// Records that the client consented, and to which words.
    pub fn consent(&mut self, language: &str, wording: &str, now: Timestamp) {
        let (language, wording) = (language.to_owned(), wording.to_owned());
        let to = Some(language.clone());
        self.consents.push(Consent { when: now, language, wording });
        self.history.push(Change { when: now, what: Changed::Consent, from: None, to });
        self.changed = now;
    }
}

silent!(Record, RecordState, Consent, Change, Changed, Visit);
