//! What a person answered.
//!
//! An item is in one of seven states: answered, withheld, declined, skipped, not reached, its part skipped, not asked. The program
//! never treats one as another, and none of them counts as a zero. For a withheld item the response knows that there is an answer, and not
//! which. This module must not interpret an answer, and `Debug` must not print one, so that none reaches a log.
//!
//! ```
//! use stillpoint::domain::answers::response::{Answer, ItemState, QuestionnaireResponse};
//!
//! let mut response = QuestionnaireResponse::without(["abuse".into()]);
//! response.set(&"sleep".into(), Some(Answer::Declined));
//! assert!(response.state(&"sleep".into()) == ItemState::Declined);
//! assert!(response.state(&"dreams".into()) == ItemState::NotReached);
//! assert!(response.state(&"abuse".into()) == ItemState::NotAsked);
//! ```

use super::own_words::OwnWords;
use crate::domain::id::{LinkId, OptionCode};
use crate::domain::questionnaire::draft::Date;
use crate::domain::silent::silent;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One answer that was given.
#[derive(Clone, PartialEq, Eq)]
pub enum Answer {
    /// An option of the item's set was chosen.
    Chosen(OptionCode),
    /// The person preferred not to say.
    Declined,
}

silent!(Answer);

/// The state of one item in a response.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ItemState<'a> {
    /// This option was chosen.
    Answered(&'a OptionCode),
    /// The person preferred not to say.
    Declined,
    /// It was answered privately, and the person has not agreed to show the answer, which is not in this type.
    Withheld,
    /// It was shown to the person, who went past it without an answer.
    Skipped,
    /// It is one of the items that are asked, and the person has not come to it.
    NotReached,
    /// The person chose to skip the part to which it belongs, so it was not put to them. Files count it as not asked.
    PartSkipped,
    /// It was never put to the person, who had no say in it: the policy leaves it out.
    NotAsked,
}

impl ItemState<'_> {
    /// Says whether the item was not put to the person, whoever chose that.
    #[must_use]
    pub fn is_left_out(self) -> bool {
        matches!(self, Self::PartSkipped | Self::NotAsked)
    }

    /// Says whether the item is asked and has no answer: it was skipped, or not reached.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Skipped | Self::NotReached)
    }
}

silent!(ItemState<'_>);

/// Whether a response is still under way (FHIR: `QuestionnaireResponse.status`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ResponseStatus {
    /// Something that was asked is still open.
    InProgress,
    /// Each item that was asked has an answer or was declined.
    Completed,
}

impl ResponseStatus {
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
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "ResponseParts", into = "ResponseParts")]
pub struct QuestionnaireResponse {
    answers: BTreeMap<LinkId, Answer>,
    not_asked: BTreeSet<LinkId>,
    part_skipped: BTreeSet<LinkId>,
    skipped: BTreeSet<LinkId>,
    withheld: BTreeSet<LinkId>,
}

/// What a file of answers holds.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct SavedAnswers {
    /// The answers.
    pub response: QuestionnaireResponse,
    /// What the person wrote.
    pub own: OwnWords,
    /// The day on which the answers were saved, if the file tells it.
    pub day: Option<Date>,
    /// The file they were read from, which stays; `None` if they came through a pipe.
    pub path: Option<String>,
}

silent!(SavedAnswers);

/// A response as serde writes it: an item without an option was declined.
#[derive(Serialize, Deserialize)]
struct ResponseParts {
    answers: BTreeMap<LinkId, Option<OptionCode>>,
    withheld: Vec<LinkId>,
    skipped: Vec<LinkId>,
    part_skipped: Vec<LinkId>,
    not_asked: Vec<LinkId>,
}

impl From<QuestionnaireResponse> for ResponseParts {
    fn from(response: QuestionnaireResponse) -> Self {
        let option = |answer| match answer {
            Answer::Chosen(option) => Some(option),
            Answer::Declined => None,
        };
        Self {
            answers: response.answers.into_iter().map(|(item, answer)| (item, option(answer))).collect(),
            withheld: response.withheld.into_iter().collect(),
            skipped: response.skipped.into_iter().collect(),
            part_skipped: response.part_skipped.into_iter().collect(),
            not_asked: response.not_asked.into_iter().collect(),
        }
    }
}

/// Puts a response together again, so that no item is in two states whatever was read.
impl From<ResponseParts> for QuestionnaireResponse {
    fn from(parts: ResponseParts) -> Self {
        let mut response = Self::without(parts.not_asked);
        for item in parts.part_skipped {
            response.skip_with_part(&item);
        }
        for item in parts.skipped {
            response.skip(&item);
        }
        for (item, option) in parts.answers {
            response.set(&item, Some(option.map_or(Answer::Declined, Answer::Chosen)));
        }
        for item in parts.withheld {
            response.withhold(&item);
        }
        response
    }
}

silent!(QuestionnaireResponse);

impl QuestionnaireResponse {
    /// Makes a response in which these items are not asked and no other is reached yet.
    #[must_use]
    pub fn without(not_asked: impl IntoIterator<Item = LinkId>) -> Self {
        Self { not_asked: not_asked.into_iter().collect(), ..Self::default() }
    }

    /// Returns how an item stands.
    #[must_use]
    pub fn state(&self, item: &LinkId) -> ItemState<'_> {
        match self.answers.get(item) {
            Some(Answer::Chosen(option)) => ItemState::Answered(option),
            Some(Answer::Declined) => ItemState::Declined,
            None if self.withheld.contains(item) => ItemState::Withheld,
            None if self.not_asked.contains(item) => ItemState::NotAsked,
            None if self.part_skipped.contains(item) => ItemState::PartSkipped,
            None if self.skipped.contains(item) => ItemState::Skipped,
            None => ItemState::NotReached,
        }
    }

    /// Marks an item as answered privately and removes its answer, which is returned.
    pub fn withhold(&mut self, item: &LinkId) -> Option<Answer> {
        let before = self.set(item, None);
        self.withheld.insert(item.clone());
        before
    }

    /// Marks an item as skipped and removes its answer, which is returned.
    pub fn skip(&mut self, item: &LinkId) -> Option<Answer> {
        let before = self.set(item, None);
        self.skipped.insert(item.clone());
        before
    }

    /// Marks an item as one whose part the person skipped and removes its answer, which is returned.
    pub fn skip_with_part(&mut self, item: &LinkId) -> Option<Answer> {
        let before = self.set(item, None);
        self.part_skipped.insert(item.clone());
        before
    }

    /// Marks an item as not asked and removes its answer, which is returned.
    pub fn leave_out(&mut self, item: &LinkId) -> Option<Answer> {
        let before = self.set(item, None);
        self.not_asked.insert(item.clone());
        before
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

    /// Sets the answer to an item, or removes it with `None` as if the item had not been reached; returns the answer before.
    pub fn set(&mut self, item: &LinkId, answer: Option<Answer>) -> Option<Answer> {
        for marked in [&mut self.withheld, &mut self.skipped, &mut self.part_skipped, &mut self.not_asked] {
            marked.remove(item);
        }
        match answer {
            Some(answer) => self.answers.insert(item.clone(), answer),
            None => self.answers.remove(item),
        }
    }

    /// Returns the items that were skipped, sorted by id.
    pub fn skipped(&self) -> impl Iterator<Item = &LinkId> {
        self.skipped.iter()
    }

    /// Returns the items whose part the person skipped, sorted by id.
    pub fn part_skipped(&self) -> impl Iterator<Item = &LinkId> {
        self.part_skipped.iter()
    }

    /// Returns the items that were not asked, sorted by id.
    pub fn not_asked(&self) -> impl Iterator<Item = &LinkId> {
        self.not_asked.iter()
    }

    /// Returns a copy with the answers to only those items for which `keep` is true.
    #[must_use]
    pub fn only(&self, keep: impl Fn(&LinkId) -> bool) -> Self {
        let kept = self.answers.iter().filter(|(item, _)| keep(item));
        Self {
            answers: kept.map(|(i, a)| (i.clone(), a.clone())).collect(),
            not_asked: self.not_asked.clone(),
            part_skipped: self.part_skipped.clone(),
            skipped: self.skipped.iter().filter(|item| keep(item)).cloned().collect(),
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
    fn the_six_states_stay_apart() {
        let [a, b, c, d, e, f] = ["a", "b", "c", "d", "e", "f"].map(LinkId::from);
        let mut response = QuestionnaireResponse::without([d.clone()]);
        response.set(&a, Some(Answer::Chosen("often".into())));
        response.set(&b, Some(Answer::Declined));
        assert!(response.state(&a) == ItemState::Answered(&"often".into()));
        assert!(response.state(&b) == ItemState::Declined);
        assert!(response.state(&c) == ItemState::NotReached);
        response.skip(&f);
        assert!(response.state(&f) == ItemState::Skipped && response.answer(&f).is_none());
        assert!(response.state(&d) == ItemState::NotAsked);
        response.withhold(&e);
        assert!(response.state(&e) == ItemState::Withheld && response.answer(&e).is_none());
        response.set(&e, Some(Answer::Declined));
        assert!(response.state(&e) == ItemState::Declined && response.withheld().next().is_none());
        response.leave_out(&e);
        assert!(response.state(&e) == ItemState::NotAsked && response.answer(&e).is_none());
        response.skip(&e);
        assert!(response.state(&e) == ItemState::Skipped);
    }
}
