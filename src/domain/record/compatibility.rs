//! Says whether a record belongs to a questionnaire, and takes it over to another version of it.
//!
//! What does not fit the other version leaves the state and stays in the history, whole, so that nothing is lost. This
//! module must not decide whether a record is taken over: the counselor does.

use super::contents::{Change, Changed, FLAGGED, Record, RecordState, Visit};
use super::update::word;
use crate::domain::answers::response::{Answer, QuestionnaireResponse};
use crate::domain::id::{LinkId, OptionCode};
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::silent::silent;
use crate::domain::timestamp::Timestamp;
use std::collections::BTreeSet;

/// How a record fits a questionnaire.
#[derive(Clone, PartialEq, Eq)]
pub struct Compatibility {
    /// Whether it was begun with the questionnaire of this id.
    pub same_questionnaire: bool,
    /// Whether it was begun with this version.
    pub same_version: bool,
    /// Items that have something in the record (an answer, a note, a flag) and are not in the questionnaire.
    pub gone_items: Vec<LinkId>,
    /// Answers whose option the item no longer has.
    pub gone_options: Vec<(LinkId, OptionCode)>,
    /// Items of the questionnaire that were not there when the record was begun.
    pub new_items: Vec<LinkId>,
}

impl Compatibility {
    /// Says whether the session can continue with the record as it is.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.same_questionnaire
            && self.same_version
            && self.gone_items.is_empty()
            && self.gone_options.is_empty()
            && self.new_items.is_empty()
    }
}

silent!(Compatibility);

impl Record {
    /// Compares the record with a questionnaire.
    #[must_use]
    pub fn compatibility_with(&self, questionnaire: &Questionnaire) -> Compatibility {
        let parts = questionnaire.parts();
        let known: BTreeSet<&LinkId> = self.items.iter().collect();
        let ids = questionnaire.items().map(|item| &item.id);
        Compatibility {
            same_questionnaire: self.questionnaire == parts.id,
            same_version: self.version == parts.version,
            gone_items: touched(&self.state)
                .filter(|item| questionnaire.item(item).is_none())
                .cloned()
                .collect(),
            gone_options: gone_options(&self.state.answers, questionnaire),
            new_items: ids.filter(|id| !known.contains(id)).cloned().collect(),
        }
    }

    /// Takes the record over to a questionnaire. Answers, notes and flags that do not fit move from the state to the history.
    pub(crate) fn keep_what_fits(&mut self, questionnaire: &Questionnaire, now: Timestamp) {
        let compatibility = self.compatibility_with(questionnaire);
        if compatibility.is_whole() {
            return;
        }
        let parts = questionnaire.parts();
        let named = |id: &str, version: &str| Some(format!("{id} {version}"));
        let from = named(&self.questionnaire, &self.version);
        let to = named(&parts.id, &parts.version);
        self.history.push(Change { when: now, what: Changed::Questionnaire, from, to });
        let gone = |item: &LinkId| compatibility.gone_items.contains(item);
        let answer_gone =
            |item: &LinkId| gone(item) || compatibility.gone_options.iter().any(|(other, _)| other == item);
        let items: Vec<LinkId> = touched(&self.state).cloned().collect();
        for item in items.iter().filter(|item| answer_gone(item)) {
            self.state.leave_answer(item, now, &mut self.history);
            if gone(item) {
                self.state.leave_rest(item, now, &mut self.history);
            }
        }
        self.state.keep_known(questionnaire);
        self.questionnaire.clone_from(&parts.id);
        self.version.clone_from(&parts.version);
        self.items = questionnaire.items().map(|item| item.id.clone()).collect();
        // What is typed next gets an entry of its own, after the ones just made.
        self.visit = Visit::default();
        self.changed = now;
    }
}

impl RecordState {
    /// Moves an answer into the history.
    fn leave_answer(&mut self, item: &LinkId, now: Timestamp, history: &mut Vec<Change>) {
        if let Some(from) = word(&self.answers, item) {
            self.answers.set(item, None);
            history.push(left(Changed::Answer(item.clone()), from, now));
        }
    }

    /// Moves note and flag of an item into the history.
    fn leave_rest(&mut self, item: &LinkId, now: Timestamp, history: &mut Vec<Change>) {
        if let Some(note) = self.notes.remove(item) {
            history.push(left(Changed::Note(item.clone()), note, now));
        }
        if self.flags.remove(item) {
            history.push(left(Changed::Flag(item.clone()), FLAGGED.to_owned(), now));
        }
    }

    /// Drops what the history has no entry for: that an item that is gone was not asked, its time, and that it was open.
    fn keep_known(&mut self, questionnaire: &Questionnaire) {
        let known = |item: &LinkId| questionnaire.item(item).is_some();
        let mut answers =
            QuestionnaireResponse::without(self.answers.not_asked().filter(|item| known(item)).cloned());
        for (item, answer) in self.answers.answers() {
            answers.set(item, Some(answer.clone()));
        }
        for item in self.answers.withheld() {
            answers.withhold(item);
        }
        self.answers = answers;
        self.seconds.retain(|item, _| known(item));
        self.at = self.at.take().filter(known);
    }
}

/// Makes the history's entry for something that left the state.
fn left(what: Changed, from: String, when: Timestamp) -> Change {
    Change { when, what, from: Some(from), to: None }
}

/// Returns the items that have something in a state, each once.
fn touched(state: &RecordState) -> impl Iterator<Item = &LinkId> {
    let answered = state.answers.answers().map(|(item, _)| item).chain(state.answers.withheld());
    let all: BTreeSet<&LinkId> = answered.chain(state.notes.keys()).chain(&state.flags).collect();
    all.into_iter()
}

/// Returns the answers whose item is there and no longer has the option.
fn gone_options(answers: &QuestionnaireResponse, questionnaire: &Questionnaire) -> Vec<(LinkId, OptionCode)> {
    let gone = |(id, answer): (&LinkId, &Answer)| {
        let (item, Answer::Chosen(option)) = (questionnaire.item(id)?, answer) else { return None };
        questionnaire.option(item, option).is_none().then(|| (id.clone(), option.clone()))
    };
    answers.answers().filter_map(gone).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::questionnaire::draft::{AnswerOption, Draft, Group, Guidance, Item, OptionSet};
    use crate::domain::questionnaire::rules::Rule;
    use crate::domain::record::contents::FLAGGED;

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
                facts: Vec::new(),
                show: Rule::Always,
            }],
            ..Draft::default()
        })
        .unwrap()
    }

    fn record() -> Record {
        let mut record =
            Record::new("Anna", &questionnaire("1", &["a", "b", "c"], &["no", "yes"]), "en", NOW);
        let mut state = record.state.clone();
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
        record
    }

    #[test]
    fn a_record_fits_the_questionnaire_it_was_begun_with() {
        let mut record = record();
        let same = questionnaire("1", &["a", "b", "c"], &["no", "yes"]);
        assert!(record.compatibility_with(&same).is_whole());
        let before = record.clone();
        record.keep_what_fits(&same, Timestamp(9));
        assert!(record == before);
    }

    #[test]
    fn what_is_gone_and_what_is_new_is_named() {
        let compatibility =
            record().compatibility_with(&questionnaire("2", &["a", "c", "d"], &["no", "maybe"]));
        assert!(!compatibility.is_whole() && compatibility.same_questionnaire && !compatibility.same_version);
        assert!(compatibility.gone_items == ["b".into()] && compatibility.new_items == ["d".into()]);
        assert!(compatibility.gone_options == [("a".into(), "yes".into())]);
        // The same version, changed in silence, is found by what is in it.
        assert!(
            !record()
                .compatibility_with(&questionnaire("1", &["a", "b", "c", "d"], &["no", "yes"]))
                .is_whole()
        );
    }

    #[test]
    fn what_does_not_fit_is_in_the_history_and_nothing_is_lost() {
        let mut record = record();
        let other = questionnaire("2", &["a", "c", "d"], &["no", "maybe"]);
        let entries = record.history.len();
        record.keep_what_fits(&other, Timestamp(9));
        assert!(record.compatibility_with(&other).is_whole());
        let state = &record.state;
        assert!(state.answers.answers().next().is_none() && state.answers.withheld().next().is_none());
        assert!(state.answers.not_asked().eq([&LinkId::from("c")]));
        assert!(state.notes.is_empty() && state.flags == BTreeSet::from(["a".into()]));
        assert!(state.seconds.is_empty() && state.session_seconds == 12 && state.at.is_none());
        let new: Vec<(&Changed, Option<&str>)> =
            record.history[entries..].iter().map(|change| (&change.what, change.from.as_deref())).collect();
        assert!(
            new == [
                (&Changed::Questionnaire, Some("small 1")),
                (&Changed::Answer("a".into()), Some("yes")),
                (&Changed::Answer("b".into()), Some("withheld")),
                (&Changed::Note("b".into()), Some("a long note")),
                (&Changed::Flag("b".into()), Some(FLAGGED)),
            ]
        );
        assert!(record.history[entries].to.as_deref() == Some("small 2"));
    }

    #[test]
    fn debug_never_prints_which_answers_are_gone() {
        let compatibility = record().compatibility_with(&questionnaire("2", &["a"], &["no", "maybe"]));
        assert!(!format!("{compatibility:?}").contains("yes"));
    }
}
