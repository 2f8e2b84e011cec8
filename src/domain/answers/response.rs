//! What a person answered, and nothing about what it may mean.
//!
//! Five states never collapse into one another: answered, withheld, declined, unanswered, not asked. None of them is
//! a zero. A withheld answer is not in here: only that there is one.
//! No `Debug` of this module prints an answer, so that none can reach a log or an error message.

use crate::domain::id::{LinkId, OptionCode};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// One answer that was given.
#[derive(Clone, PartialEq, Eq)]
pub enum Answer {
    /// An option of the item's set was chosen.
    Chosen(OptionCode),
    /// The person preferred not to say.
    Declined,
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Answer(..)")
    }
}

/// How one item stands in a response; borrowed from it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ItemState<'a> {
    /// This option was chosen.
    Answered(&'a OptionCode),
    /// The person preferred not to say.
    Declined,
    /// It was answered privately, and the person has not agreed to show it. What was answered is not known here.
    Withheld,
    /// It was asked, or would have been, and was left open.
    Unanswered,
    /// It was never put to the person in this session.
    NotAsked,
}

impl fmt::Debug for ItemState<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ItemState(..)")
    }
}

/// Whether a response is still under way (FHIR: `QuestionnaireResponse.status`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    /// Something that was asked is still open.
    InProgress,
    /// Each item that was asked has an answer or was declined.
    Completed,
}

impl Status {
    /// Returns the FHIR code.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InProgress => "in-progress",
            Self::Completed => "completed",
        }
    }
}

/// The answers to one questionnaire (FHIR: `QuestionnaireResponse`).
#[derive(Clone, PartialEq, Eq, Default)]
pub struct QuestionnaireResponse {
    answers: BTreeMap<LinkId, Answer>,
    not_asked: BTreeSet<LinkId>,
    withheld: BTreeSet<LinkId>,
}

impl fmt::Debug for QuestionnaireResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("QuestionnaireResponse(..)")
    }
}

impl QuestionnaireResponse {
    /// Makes a response in which these items are not asked and all others are unanswered.
    #[must_use]
    pub fn without(not_asked: impl IntoIterator<Item = LinkId>) -> Self {
        Self { not_asked: not_asked.into_iter().collect(), ..Self::default() }
    }

    /// Returns how an item stands.
    #[must_use]
    pub fn state(&self, item: &LinkId) -> ItemState<'_> {
        if self.not_asked.contains(item) {
            return ItemState::NotAsked;
        }
        match self.answers.get(item) {
            Some(Answer::Chosen(option)) => ItemState::Answered(option),
            Some(Answer::Declined) => ItemState::Declined,
            None if self.withheld.contains(item) => ItemState::Withheld,
            None => ItemState::Unanswered,
        }
    }

    /// Notes that an item was answered privately; an answer that stood there goes. Returns what was there before.
    pub fn withhold(&mut self, item: &LinkId) -> Option<Answer> {
        self.withheld.insert(item.clone());
        self.answers.remove(item)
    }

    /// Returns the items that were answered privately, sorted by id.
    pub fn withheld(&self) -> impl Iterator<Item = &LinkId> {
        self.withheld.iter()
    }

    /// Returns the answer to an item, if one was given.
    #[must_use]
    pub fn answer(&self, item: &LinkId) -> Option<&Answer> {
        self.answers.get(item)
    }

    /// Returns every answer that was given, sorted by the id of its item.
    pub fn answers(&self) -> impl Iterator<Item = (&LinkId, &Answer)> {
        self.answers.iter()
    }

    /// Puts an answer in place, or takes it away with `None`; returns what was there before. The item is withheld no
    /// more.
    pub fn set(&mut self, item: &LinkId, answer: Option<Answer>) -> Option<Answer> {
        self.withheld.remove(item);
        match answer {
            Some(answer) => self.answers.insert(item.clone(), answer),
            None => self.answers.remove(item),
        }
    }
    /// Returns the items that were not asked, sorted by id.
    pub fn not_asked(&self) -> impl Iterator<Item = &LinkId> {
        self.not_asked.iter()
    }

    /// Returns a copy that holds only the answers to the items for which `keep` is true.
    #[must_use]
    pub fn only(&self, keep: impl Fn(&LinkId) -> bool) -> Self {
        let kept = self.answers.iter().filter(|(item, _)| keep(item));
        Self {
            answers: kept.map(|(i, a)| (i.clone(), a.clone())).collect(),
            not_asked: self.not_asked.clone(),
            withheld: self.withheld.iter().filter(|item| keep(item)).cloned().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_never_prints_an_answer() {
        let item = LinkId::from("sharing");
        let mut response = QuestionnaireResponse::default();
        response.set(&item, Some(Answer::Chosen("often".into())));
        let printed = format!("{response:?} {:?} {:?}", response.answer(&item), response.state(&item));
        assert!(!printed.contains("often"), "{printed}");
    }

    #[test]
    fn the_five_states_stay_apart() {
        let [a, b, c, d, e] = ["a", "b", "c", "d", "e"].map(LinkId::from);
        let mut response = QuestionnaireResponse::without([d.clone()]);
        response.set(&a, Some(Answer::Chosen("often".into())));
        response.set(&b, Some(Answer::Declined));
        assert!(response.state(&a) == ItemState::Answered(&"often".into()));
        assert!(response.state(&b) == ItemState::Declined);
        assert!(response.state(&c) == ItemState::Unanswered);
        assert!(response.state(&d) == ItemState::NotAsked);
        response.withhold(&e);
        assert!(response.state(&e) == ItemState::Withheld && response.answer(&e).is_none());
        response.set(&e, Some(Answer::Declined));
        assert!(response.state(&e) == ItemState::Declined && response.withheld().next().is_none());
    }
}
