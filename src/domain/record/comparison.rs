//! Puts two rounds side by side: item by item, what was answered then and what is answered now.
//!
//! Both answers are told in their own words. This module must not count, rank or judge: there is no more and no less, no
//! better and no worse.

use super::contents::RecordState;
use super::round_words::RoundWords;
use crate::domain::answers::own_words::OwnText;
use crate::domain::answers::response::ItemState;
use crate::domain::answers::then_and_now::{Difference, DiffersIn};
use crate::domain::id::LinkId;
use crate::domain::language::wording::{Wording, fill};
use crate::domain::silent::silent;

/// A round, and the state of it that is compared.
#[derive(Clone, Copy)]
pub struct Compared<'r> {
    /// Its words.
    pub words: &'r RoundWords<'r>,
    /// Its state.
    pub state: &'r RecordState,
}

/// Two rounds side by side.
#[derive(Clone, PartialEq, Eq)]
pub struct SideBySide {
    /// What differs, in the order of the items; then what the client wrote.
    pub different: Vec<Difference>,
    /// The short names of the items that have the same answer in both.
    pub same: Vec<String>,
}

silent!(Compared<'_>, SideBySide);

impl SideBySide {
    /// Compares two rounds.
    #[must_use]
    pub fn of(then: Compared<'_>, now: Compared<'_>, wording: &Wording) -> Self {
        let mut compared = Self { different: Vec::new(), same: Vec::new() };
        let (before, after) = (then.words.items(), now.words.items());
        let gone = before.iter().filter(|id| !after.contains(id));
        for id in after.iter().chain(gone) {
            compared.item(id, then, now, wording);
        }
        let words = &wording.record;
        let said = |text: &String| if text.is_empty() { words.nothing.clone() } else { text.clone() };
        let (before, after) = (&then.state.own, &now.state.own);
        let different = OwnText::ALL.into_iter().filter(|text| before.get(*text) != after.get(*text));
        compared.different.extend(different.map(|text| Difference {
            of: DiffersIn::Own(text),
            heading: (*words.own().get(text)).to_owned(),
            then: said(before.get(text)),
            now: said(after.get(text)),
        }));
        compared
    }

    /// Compares one item.
    fn item(&mut self, id: &LinkId, then: Compared<'_>, now: Compared<'_>, wording: &Wording) {
        let (before, after) = (then.words.item(id), now.words.item(id));
        let same_words = match (before, after) {
            (Some(before), Some(after)) => before.asks_as(after),
            (None, None) => true,
            _ => false,
        };
        let answers = (then.state.answers.state(id), now.state.answers.state(id));
        match answers {
            // What was answered privately is known to nobody, so it cannot be called the same.
            (ItemState::Withheld, _) | (_, ItemState::Withheld) => {}
            (before, after) if same_words && before == after => {
                if matches!(after, ItemState::Answered(_) | ItemState::Declined) {
                    self.same.push(now.words.label(id).to_owned());
                }
                return;
            }
            _ => {}
        }
        let heading = match (after, before) {
            (Some(item), _) | (None, Some(item)) => item.text.clone(),
            (None, None) => fill(&wording.record.unknown_item, &[("item", id.as_str())]),
        };
        let (then, now) = (then.told(id, &heading, wording), now.told(id, &heading, wording));
        self.different.push(Difference { of: DiffersIn::Answer(id.clone()), heading, then, now });
    }
}

impl Compared<'_> {
    /// Returns how an item stood, with its question where that is not the heading.
    fn told(self, id: &LinkId, heading: &str, wording: &Wording) -> String {
        if !self.words.has(id) {
            return wording.record.not_there.clone();
        }
        let answer = self.words.standing(wording, self.state, id);
        match self.words.item(id).filter(|item| item.text != heading) {
            Some(item) => {
                fill(&wording.record.with_question, &[("answer", &answer), ("question", &item.text)])
            }
            None => answer,
        }
    }
}
