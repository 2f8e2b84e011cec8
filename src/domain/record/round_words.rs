//! The words in which a round is told: those that it was held in, as far as they are known.
//!
//! An answer must not be told in other words than those it was given to. Where the words are not known, items and options
//! are called by their ids.

use super::asked_words::{AskedItem, AskedWords};
use super::contents::{RecordState, Round};
use crate::domain::answers::sentences::state_in_words;
use crate::domain::id::{LinkId, OptionCode};
use crate::domain::language::wording::Wording;
use crate::domain::questionnaire::definition::Questionnaire;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Where the words of a round come from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WordsSource {
    /// The record kept them.
    Kept,
    /// The record did not keep them, and the questionnaire in use is the same version.
    InUse,
    /// The record did not keep them, and the questionnaire in use is another one.
    Unknown,
}

/// The words of a round.
#[derive(Debug)]
pub struct RoundWords<'r> {
    round: &'r Round,
    words: Option<Cow<'r, AskedWords>>,
    /// Where the words come from.
    pub source: WordsSource,
}

impl<'r> RoundWords<'r> {
    /// Finds the words of a round: in the language of the questionnaire in use, if the round was held in that one too, else
    /// in the language that it was held in last.
    #[must_use]
    pub fn of(round: &'r Round, in_use: &Questionnaire) -> Self {
        let language = &in_use.parts().language;
        let kept =
            round.words.iter().find(|words| words.language == *language).or_else(|| round.last_words());
        let same_items = || in_use.items().map(|item| &item.id).eq(&round.items);
        match kept {
            Some(words) => Self { round, words: Some(Cow::Borrowed(words)), source: WordsSource::Kept },
            None if round.is_of(in_use) && same_items() => {
                let words = Some(Cow::Owned(AskedWords::of(in_use)));
                Self { round, words, source: WordsSource::InUse }
            }
            None => Self { round, words: None, source: WordsSource::Unknown },
        }
    }

    /// Returns the words of an item, if they are known.
    #[must_use]
    pub fn item(&self, id: &LinkId) -> Option<&AskedItem> {
        self.words.as_ref()?.item(id)
    }

    /// Returns the short name of an item, or its id.
    #[must_use]
    pub fn label<'s>(&'s self, id: &'s LinkId) -> &'s str {
        self.item(id).map_or(id.as_str(), |item| &item.label)
    }

    /// Returns the words of an option, or its id.
    #[must_use]
    pub fn option<'s>(&'s self, id: &LinkId, code: &'s OptionCode) -> &'s str {
        self.item(id).and_then(|item| item.option(code)).unwrap_or_else(|| code.as_str())
    }

    /// Returns how an item stands in a state of the round, in words.
    #[must_use]
    pub fn standing(&self, wording: &Wording, state: &RecordState, id: &LinkId) -> String {
        state_in_words(&wording.state, state.answers.state(id), |code| self.option(id, code)).to_owned()
    }

    /// Returns the items of the round in their order, and then others that its state has something on. No item is among
    /// them that was not there.
    #[must_use]
    pub fn items(&self) -> Vec<LinkId> {
        let asked: BTreeSet<&LinkId> = self.round.items.iter().collect();
        let others: BTreeSet<&LinkId> = self.in_state().filter(|item| !asked.contains(item)).collect();
        self.round.items.iter().chain(others).cloned().collect()
    }

    /// Says whether an item was there: whether the round asked it, or its state has something on it.
    #[must_use]
    pub fn has(&self, id: &LinkId) -> bool {
        self.round.items.contains(id) || self.in_state().any(|item| item == id)
    }

    /// Returns the items that the state of the round has something on. Some of them can come more than once.
    fn in_state(&self) -> impl Iterator<Item = &LinkId> {
        let state = &self.round.state;
        let answered = state.answers.answers().map(|(item, _)| item).chain(state.answers.withheld());
        answered.chain(state.notes.keys()).chain(&state.flags).chain(state.seconds.keys())
    }
}
