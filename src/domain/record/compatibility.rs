//! Says whether a record belongs to a questionnaire, and begins a round with what fits another one.
//!
//! An answer fits if its item is asked in the same words: an answer is never shown under other words than those it was
//! given to. What does not fit stays in its round, so that nothing is lost. This module must not decide whether a record
//! goes on: the counselor does.

use super::asked_words::{AskedItem, AskedWords};
use super::contents::{Record, RecordState, Round};
use crate::domain::answers::response::{Answer, QuestionnaireResponse};
use crate::domain::id::LinkId;
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::draft::Item;
use crate::domain::silent::silent;
use crate::domain::timestamp::Timestamp;
use std::collections::BTreeSet;

/// How a record fits a questionnaire.
#[derive(Clone, PartialEq, Eq)]
pub struct Compatibility {
    /// Whether its last round was held with the questionnaire of this id.
    pub same_questionnaire: bool,
    /// Whether it was held with this version.
    pub same_version: bool,
    /// Whether it is known in which words its items were asked. If not, no answer fits another version.
    pub words_known: bool,
    /// Items that have something in the record (an answer, a note, a flag) and are not in the questionnaire.
    pub gone_items: Vec<LinkId>,
    /// Items of both that are asked in other words now, or whose words of then are not known.
    pub other_words: Vec<LinkId>,
    /// Items of the questionnaire that were not there when the round was begun.
    pub new_items: Vec<LinkId>,
    /// Items that have something in the record and are asked in the same words.
    pub fitting: Vec<LinkId>,
}

impl Compatibility {
    /// Says whether the session can continue with the record as it is.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.same_questionnaire
            && self.same_version
            && self.gone_items.is_empty()
            && self.other_words.is_empty()
            && self.new_items.is_empty()
    }
}

silent!(Compatibility);

impl Record {
    /// Compares the last round with a questionnaire, which should be in the language of the round.
    #[must_use]
    pub fn compatibility_with(&self, questionnaire: &Questionnaire) -> Compatibility {
        self.round.compatibility_with(questionnaire)
    }

    /// Begins a round that goes on with what fits the questionnaire. What does not fit stays in the round before.
    pub fn carry_over(&mut self, questionnaire: &Questionnaire, now: Timestamp) {
        let fitting = self.compatibility_with(questionnaire).fitting;
        let state = self.round.state.only(&fitting.into_iter().collect());
        self.begin_round(questionnaire, now);
        let language = std::mem::take(&mut self.round.state.language);
        self.round.state = RecordState { language, ..state };
        self.round.carried = true;
    }
}

impl Round {
    /// Says whether the questions of this round are those of a questionnaire, in the same words.
    #[must_use]
    pub fn fits(&self, questionnaire: &Questionnaire) -> bool {
        self.compatibility_with(questionnaire).is_whole()
    }

    fn compatibility_with(&self, questionnaire: &Questionnaire) -> Compatibility {
        let parts = questionnaire.parts();
        let known: BTreeSet<&LinkId> = self.items.iter().collect();
        let there = |id: &LinkId| questionnaire.item(id);
        let same = |item: &Item| self.asks_the_same(questionnaire, item);
        let (here, gone): (Vec<&LinkId>, Vec<&LinkId>) =
            touched(&self.state).partition(|id| there(id).is_some());
        let (old, new): (Vec<&Item>, Vec<&Item>) =
            questionnaire.items().partition(|item| known.contains(&item.id) || here.contains(&&item.id));
        Compatibility {
            same_questionnaire: self.questionnaire == parts.id,
            same_version: self.version == parts.version,
            words_known: self.words_for(questionnaire).is_some() || self.is_of(questionnaire),
            gone_items: gone.into_iter().cloned().collect(),
            other_words: ids(old.into_iter().filter(|item| !same(item))),
            new_items: ids(new),
            fitting: here.into_iter().filter(|id| there(id).is_some_and(same)).cloned().collect(),
        }
    }

    /// Returns the words of this round in the language of a questionnaire.
    fn words_for(&self, questionnaire: &Questionnaire) -> Option<&AskedWords> {
        let language = &questionnaire.parts().language;
        self.words.iter().find(|words| words.language == *language)
    }

    /// Says whether the item was asked in the words of the questionnaire. Where the words cannot be compared, the same
    /// version is taken to have the same words, as long as it has the option that was chosen.
    fn asks_the_same(&self, questionnaire: &Questionnaire, item: &Item) -> bool {
        if let Some(words) = self.words_for(questionnaire) {
            let now = AskedItem::of(questionnaire, item);
            return words.item(&item.id).is_some_and(|then| then.asks_as(&now));
        }
        let has_option = match self.state.answers.answer(&item.id) {
            Some(Answer::Chosen(option)) => questionnaire.option(item, option).is_some(),
            Some(Answer::Declined) | None => true,
        };
        self.is_of(questionnaire) && has_option
    }
}

impl RecordState {
    /// Returns what it holds on these items and on the whole. The time belongs to the round in which it was spent.
    fn only(&self, items: &BTreeSet<LinkId>) -> Self {
        let fits = |item: &LinkId| items.contains(item);
        let mut answers = QuestionnaireResponse::default();
        for item in self.answers.skipped().filter(|item| fits(item)) {
            answers.skip(item);
        }
        for (item, answer) in self.answers.answers().filter(|(item, _)| fits(item)) {
            answers.set(item, Some(answer.clone()));
        }
        for item in self.answers.withheld().filter(|item| fits(item)) {
            answers.withhold(item);
        }
        let notes = self.notes.iter().filter(|(item, _)| fits(item));
        Self {
            language: self.language.clone(),
            at: self.at.clone().filter(fits),
            answers,
            notes: notes.map(|(item, note)| (item.clone(), note.clone())).collect(),
            session_notes: self.session_notes.clone(),
            flags: self.flags.iter().filter(|item| fits(item)).cloned().collect(),
            own: self.own.clone(),
            ..Self::default()
        }
    }
}

fn ids<'i>(items: impl IntoIterator<Item = &'i Item>) -> Vec<LinkId> {
    items.into_iter().map(|item| item.id.clone()).collect()
}

/// Returns the items that have something in a state, each once.
fn touched(state: &RecordState) -> impl Iterator<Item = &LinkId> {
    let answered = state.answers.answers().map(|(item, _)| item).chain(state.answers.withheld());
    let all: BTreeSet<&LinkId> = answered.chain(state.notes.keys()).chain(&state.flags).collect();
    all.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::questionnaire::draft::{AnswerOption, Draft, Group, Guidance, Item, OptionSet};
    use crate::domain::questionnaire::rules::Rule;

    const NOW: Timestamp = Timestamp(7);

    fn item(id: &&str) -> Item {
        Item {
            id: (*id).into(),
            label: id.to_uppercase(),
            text: format!("I notice {id}."),
            help: None,
            caution: None,
            options: "set".into(),
            facts: Vec::new(),
            sensitive: false,
            prompt: None,
            listen_for: None,
            follow_ups: Vec::new(),
            guard: None,
        }
    }

    fn questionnaire(version: &str, items: &[&str], options: &[&str]) -> Questionnaire {
        let option = |id: &&str| AnswerOption { id: (*id).into(), text: id.to_uppercase() };
        Questionnaire::new(Draft {
            id: "small".into(),
            version: version.into(),
            language: "en".into(),
            option_sets: vec![OptionSet {
                id: "set".into(),
                ordered: true,
                options: options.iter().map(option).collect(),
            }],
            groups: vec![Group {
                id: "group".into(),
                title: "Group".into(),
                tallied: true,
                items: items.iter().map(|id| (*id).into()).collect(),
                note: None,
            }],
            items: items.iter().map(item).collect(),
            guidance: vec![Guidance {
                id: "always".into(),
                title: "t".into(),
                text: "t".into(),
                next_step: "t".into(),
                ask: Vec::new(),
                ask_first: None,
                not_alone: None,
                facts: Vec::new(),
                show: Rule::Always,
            }],
            ..Draft::default()
        })
        .unwrap()
    }

    /// The record as it was read from a file that did not keep words.
    fn without_words(mut record: Record) -> Record {
        record.round.words.clear();
        record
    }

    fn record() -> Record {
        let mut record =
            Record::new("Anna", &questionnaire("1", &["a", "b", "c"], &["no", "yes"]), "en", NOW);
        let mut state = record.round.state.clone();
        state.answers = QuestionnaireResponse::without(["c".into()]);
        state.answers.set(&"a".into(), Some(Answer::Chosen("yes".into())));
        state.answers.withhold(&"b".into());
        state.notes.insert("b".into(), "a long note".into());
        state.flags.insert("b".into());
        state.flags.insert("a".into());
        state.seconds.insert("b".into(), 9);
        state.session_seconds = 12;
        state.at = Some("b".into());
        record.apply(state, NOW);
        record.keep_words(&questionnaire("1", &["a", "b", "c"], &["no", "yes"]));
        record
    }

    #[test]
    fn a_record_fits_the_questionnaire_it_was_begun_with() {
        let same = questionnaire("1", &["a", "b", "c"], &["no", "yes"]);
        assert!(record().compatibility_with(&same).is_whole());
        assert!(without_words(record()).compatibility_with(&same).is_whole());
    }

    #[test]
    fn what_is_gone_new_or_asked_otherwise_is_named() {
        let compatibility =
            record().compatibility_with(&questionnaire("2", &["a", "c", "d"], &["no", "yes"]));
        assert!(!compatibility.is_whole() && compatibility.same_questionnaire && !compatibility.same_version);
        assert!(compatibility.gone_items == ["b".into()] && compatibility.new_items == ["d".into()]);
        assert!(compatibility.other_words.is_empty() && compatibility.fitting == ["a".into()]);
        // The same version, changed in silence, is found by what is in it.
        for (items, options) in
            [(&["a", "b", "c", "d"][..], &["no", "yes"]), (&["a", "b", "c"], &["no", "maybe"])]
        {
            assert!(!record().compatibility_with(&questionnaire("1", items, options)).is_whole());
        }
    }

    #[test]
    fn one_other_word_in_a_question_or_an_option_and_its_answer_does_not_fit() {
        let mut draft = questionnaire("2", &["a", "b", "c"], &["no", "yes"]).parts().clone();
        draft.items[0].text = "I never notice a.".into();
        let compatibility = record().compatibility_with(&Questionnaire::new(draft).unwrap());
        assert!(compatibility.other_words == ["a".into()] && compatibility.fitting == ["b".into()]);
        let compatibility =
            record().compatibility_with(&questionnaire("2", &["a", "b", "c"], &["never", "yes"]));
        assert!(compatibility.other_words.len() == 3 && compatibility.fitting.is_empty());
    }

    #[test]
    fn of_a_record_whose_words_were_not_kept_nothing_fits_another_version() {
        let record = without_words(record());
        let compatibility = record.compatibility_with(&questionnaire("2", &["a", "b", "c"], &["no", "yes"]));
        assert!(!compatibility.words_known && compatibility.fitting.is_empty());
        let gone = record.compatibility_with(&questionnaire("1", &["a", "b", "c"], &["no", "maybe"]));
        assert!(gone.other_words == ["a".into()] && gone.fitting == ["b".into()]);
    }

    #[test]
    fn what_does_not_fit_stays_in_its_round_and_nothing_is_lost() {
        let mut record = record();
        let before = record.round.clone();
        let other = questionnaire("2", &["a", "c", "d"], &["no", "yes"]);
        record.carry_over(&other, Timestamp(9));
        assert!(record.compatibility_with(&other).is_whole() && record.earlier == [before]);
        let (round, state) = (&record.round, &record.round.state);
        assert!(round.carried && round.begun == Timestamp(9) && round.history.is_empty());
        assert!(state.answers.answer(&"a".into()) == Some(&Answer::Chosen("yes".into())));
        assert!(state.answers.withheld().next().is_none() && state.answers.not_asked().next().is_none());
        assert!(state.notes.is_empty() && state.flags == BTreeSet::from(["a".into()]));
        assert!(state.seconds.is_empty() && state.session_seconds == 0 && state.at.is_none());
    }

    #[test]
    fn debug_never_prints_what_does_not_fit() {
        let compatibility = record().compatibility_with(&questionnaire("2", &["a"], &["no", "maybe"]));
        assert_eq!(format!("{compatibility:?}"), "Compatibility(..)");
    }
}
