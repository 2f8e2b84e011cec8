//! What a counselor keeps of a client: the rounds of the checklist, each with its words and the history of its changes.
//!
//! A record holds shared answers only. Of an answer that a client gave privately and did not release it knows that there
//! is one. These types must not hold more of it, and `Debug` must not print what they hold. They know no file and no
//! clock.

use super::asked_words::AskedWords;
use crate::domain::answers::own_words::{OwnText, OwnWords};
use crate::domain::answers::response::QuestionnaireResponse;
use crate::domain::id::LinkId;
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::silent::silent;
use crate::domain::timestamp::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// The word that stands for an answer that was given privately and not released.
pub const WITHHELD: &str = "withheld";

/// The word that stands for an item that was skipped.
pub const SKIPPED: &str = "skipped";

/// The word that stands for an item that was not asked, because its part was skipped.
pub const NOT_ASKED: &str = "not-asked";

/// The word that stands for a flag in the history.
pub const FLAGGED: &str = "flagged";

/// What is kept of one client: the same checklist, once or several times.
#[derive(Clone, PartialEq, Eq)]
pub struct Record {
    /// What the counselor called it, as typed.
    pub name: String,
    /// The rounds before this one, the oldest first. None of them changes any more.
    pub earlier: Vec<Round>,
    /// The round that is under way, or was the last.
    pub round: Round,
    /// The text that is being changed at the moment. It is not written to the file.
    pub visit: Visit,
}

/// One time through the checklist.
#[derive(Clone, PartialEq, Eq)]
pub struct Round {
    /// Identifier of the questionnaire it belongs to.
    pub questionnaire: String,
    /// Version of that questionnaire.
    pub version: String,
    /// The items of that questionnaire, in its order. By them the items that another version adds can be found.
    pub items: Vec<LinkId>,
    /// The words in which these items were asked, in each language of the round. There are none in a record that was made
    /// before the program kept them.
    pub words: Vec<AskedWords>,
    /// Whether it goes on with those answers of the round before whose questions had the same words.
    pub carried: bool,
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
    /// What the client wrote.
    pub own: OwnWords,
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
    /// The answer to an item; `from` and `to` are ids of options, [`DECLINED`](crate::domain::questionnaire::draft::DECLINED),
    /// [`WITHHELD`], [`SKIPPED`] or [`NOT_ASKED`].
    Answer(LinkId),
    /// The note on an item; `from` and `to` are the part that differs, in whole words.
    Note(LinkId),
    /// The notes on the whole, in the same way.
    SessionNotes,
    /// The flag of an item; [`FLAGGED`] or nothing.
    Flag(LinkId),
    /// A text of the client, in the same way.
    Own(OwnText),
    /// The language of the session.
    Language,
    /// Consent; `to` is the language of its wording.
    Consent,
    /// The questionnaire, as "ID VERSION", when a record was taken over to another one.
    Questionnaire,
}

impl Round {
    /// Begins a round in which nothing is answered or noted. Its words are kept as soon as it is known in which language it
    /// is held, see [`Record::keep_words`].
    #[must_use]
    pub fn new(questionnaire: &Questionnaire, language: &str, now: Timestamp) -> Self {
        let parts = questionnaire.parts();
        Self {
            questionnaire: parts.id.clone(),
            version: parts.version.clone(),
            items: questionnaire.items().map(|item| item.id.clone()).collect(),
            words: Vec::new(),
            carried: false,
            begun: now,
            changed: now,
            state: RecordState { language: language.to_owned(), ..RecordState::default() },
            consents: Vec::new(),
            history: Vec::new(),
        }
    }

    /// Returns the words in which it was held last; those of another language if there are none in that one.
    #[must_use]
    pub fn last_words(&self) -> Option<&AskedWords> {
        let spoken = self.words.iter().find(|words| words.language == self.state.language);
        spoken.or_else(|| self.words.last())
    }

    /// Returns whether it was held with this questionnaire, in this version.
    #[must_use]
    pub fn is_of(&self, questionnaire: &Questionnaire) -> bool {
        let parts = questionnaire.parts();
        self.questionnaire == parts.id && self.version == parts.version
    }
}

impl Record {
    /// Begins a record in which nothing is answered or noted.
    #[must_use]
    pub fn new(name: &str, questionnaire: &Questionnaire, language: &str, now: Timestamp) -> Self {
        let round = Round::new(questionnaire, language, now);
        Self { name: name.to_owned(), earlier: Vec::new(), round, visit: Visit::default() }
    }

    /// Returns all rounds, the oldest first.
    pub fn rounds(&self) -> impl DoubleEndedIterator<Item = &Round> {
        self.earlier.iter().chain([&self.round])
    }

    /// Returns whether there was a session before this one: consent was given in it.
    #[must_use]
    pub fn is_resumed(&self) -> bool {
        !self.earlier.is_empty() || !self.round.consents.is_empty()
    }

    /// Begins a new round. The one before stays as it is, and is not changed any more.
    pub fn begin_round(&mut self, questionnaire: &Questionnaire, now: Timestamp) {
        let language = &questionnaire.parts().language;
        let new = Round::new(questionnaire, language, now);
        self.earlier.push(std::mem::replace(&mut self.round, new));
        self.visit = Visit::default();
    }

    /// Keeps the words of the questionnaire in its language, if the round does not have them yet.
    pub fn keep_words(&mut self, questionnaire: &Questionnaire) {
        let language = &questionnaire.parts().language;
        let known = self.round.words.iter().any(|words| words.language == *language);
        if !known && self.round.is_of(questionnaire) {
            self.round.words.push(AskedWords::of(questionnaire));
        }
    }

    /// Records that the client consented, and to which words.
    pub fn consent(&mut self, language: &str, wording: &str, now: Timestamp) {
        let (language, wording) = (language.to_owned(), wording.to_owned());
        if self.round.consents.is_empty() {
            self.round.state.language.clone_from(&language);
        }
        let to = Some(language.clone());
        self.round.consents.push(Consent { when: now, language, wording });
        self.round.history.push(Change { when: now, what: Changed::Consent, from: None, to });
        self.round.changed = now;
    }
}

silent!(Record, Round, RecordState, Consent, Change, Changed, Visit);
