//! Takes a new state into a record and adds what changed to its history.
//!
//! Time that passes and the item that is open are not changes. Typing makes one entry for each visit to a text, however
//! often the state is taken meanwhile. This module must not forget a change, or read a clock.

use super::contents::{
    Change, Changed, FLAGGED, NOT_ASKED, Record, RecordState, SKIPPED, Visit, Visited, WITHHELD,
};
use super::text_change::differing;
use crate::domain::answers::own_words::OwnText;
use crate::domain::answers::response::{ItemState, QuestionnaireResponse};
use crate::domain::id::LinkId;
use crate::domain::questionnaire::draft::DECLINED;
use crate::domain::timestamp::Timestamp;
use std::collections::BTreeSet;

/// A text of a state, how it was and how it is.
type ChangedText<'s> = (Changed, &'s str, &'s str);

impl Record {
    /// Applies a new state; returns whether anything but time and the open item changed.
    ///
    /// Every change gets an entry in the history. While the same text is changed and nothing else, its entry is replaced by
    /// one that says what the whole visit changed.
    pub fn apply(&mut self, mut state: RecordState, now: Timestamp) -> bool {
        state.notes.retain(|_, note| !note.is_empty());
        let texts = changed_texts(&self.round.state, &state);
        let others = other_changes(&self.round.state, &state, now);
        let changed = !others.is_empty() || !texts.is_empty();
        match texts.as_slice() {
            // The visit goes on: its entry is made anew, from how the text was before the visit.
            [(what, _, after)] if others.is_empty() && self.goes_on(what) => {
                let before = self.visit.0.take().map(|visited| visited.before).unwrap_or_default();
                self.round.history.pop();
                self.round.history.extend(self.visit.begin(
                    self.round.history.len(),
                    (what.clone(), &before, after),
                    now,
                ));
            }
            _ => {
                self.round.history.extend(others);
                for text in texts {
                    self.round.history.extend(self.visit.begin(self.round.history.len(), text, now));
                }
            }
        }
        self.round.state = state;
        if changed {
            self.round.changed = now;
        }
        changed
    }

    /// Says whether the last entry of the history belongs to the current visit to this text.
    fn goes_on(&self, what: &Changed) -> bool {
        let same = self.round.history.last().is_some_and(|last| last.what == *what);
        same && self.visit.0.as_ref().is_some_and(|visited| visited.entries == self.round.history.len())
    }
}

impl Visit {
    /// Begins a visit to a text and returns its entry, which comes after `entries` others; `None` if the text did not change.
    fn begin(
        &mut self,
        entries: usize,
        (what, before, after): ChangedText<'_>,
        now: Timestamp,
    ) -> Option<Change> {
        if before == after {
            return None;
        }
        self.0 = Some(Visited { before: before.to_owned(), entries: entries + 1 });
        let (from, to) = differing(before, after);
        Some(Change { when: now, what, from: some(from), to: some(to) })
    }
}

/// Returns the texts that differ between two states.
fn changed_texts<'s>(old: &'s RecordState, new: &'s RecordState) -> Vec<ChangedText<'s>> {
    let noted: BTreeSet<&LinkId> = old.notes.keys().chain(new.notes.keys()).collect();
    let note = |state: &'s RecordState, item| state.notes.get(item).map_or("", String::as_str);
    let notes = noted.into_iter().map(|item| (Changed::Note(item.clone()), note(old, item), note(new, item)));
    let whole = [(Changed::SessionNotes, &*old.session_notes, &*new.session_notes)];
    let own = OwnText::ALL.map(|text| (Changed::Own(text), &**old.own.get(text), &**new.own.get(text)));
    notes.chain(whole).chain(own).filter(|(_, before, after)| before != after).collect()
}

/// Returns the changes between two states other than those of texts.
fn other_changes(old: &RecordState, new: &RecordState, now: Timestamp) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut say = |what: Changed, from: Option<String>, to: Option<String>| {
        if from != to {
            changes.push(Change { when: now, what, from, to });
        }
    };
    say(Changed::Language, some(&old.language), some(&new.language));
    let items: BTreeSet<&LinkId> = given(&old.answers).chain(given(&new.answers)).collect();
    for item in items {
        say(Changed::Answer(item.clone()), word(&old.answers, item), word(&new.answers, item));
    }
    for item in old.flags.union(&new.flags) {
        let flag = |state: &RecordState| state.flags.contains(item).then(|| FLAGGED.to_owned());
        say(Changed::Flag(item.clone()), flag(old), flag(new));
    }
    changes
}

/// Returns the items that have a state, which are all but those that were not reached.
fn given(answers: &QuestionnaireResponse) -> impl Iterator<Item = &LinkId> {
    let answered = answers.answers().map(|(item, _)| item);
    answered
        .chain(answers.withheld())
        .chain(answers.skipped())
        .chain(answers.part_skipped())
        .chain(answers.not_asked())
}

/// Returns the word by which the history names the state of an item; `None` if it was not reached.
pub(super) fn word(answers: &QuestionnaireResponse, item: &LinkId) -> Option<String> {
    let word = match answers.state(item) {
        ItemState::Answered(option) => option.as_str(),
        ItemState::Declined => DECLINED,
        ItemState::Withheld => WITHHELD,
        ItemState::Skipped => SKIPPED,
        ItemState::PartSkipped | ItemState::NotAsked => NOT_ASKED,
        ItemState::NotReached => return None,
    };
    Some(word.to_owned())
}

/// Returns the text, unless it is empty.
fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answers::own_words::OwnText;
    use crate::domain::answers::response::Answer;
    use crate::domain::record::contents::Round;

    const FIRST: Timestamp = Timestamp(100);

    fn record() -> Record {
        let round = Round {
            questionnaire: "small".into(),
            version: "1".into(),
            items: Vec::new(),
            words: Vec::new(),
            carried: false,
            begun: FIRST,
            changed: FIRST,
            state: RecordState { language: "en".into(), ..RecordState::default() },
            consents: Vec::new(),
            history: Vec::new(),
        };
        Record { name: "Anna".into(), earlier: Vec::new(), round, visit: Visit::default() }
    }

    /// Takes the record's own state with a change, so many seconds after the beginning.
    fn change(record: &mut Record, after: i64, change: impl FnOnce(&mut RecordState)) -> bool {
        let mut state = record.round.state.clone();
        change(&mut state);
        record.apply(state, Timestamp(FIRST.0 + after))
    }

    fn told(record: &Record) -> Vec<String> {
        let told = |change: &Change| {
            let what = match &change.what {
                Changed::Answer(item) => format!("answer {item}"),
                Changed::Note(item) => format!("note {item}"),
                Changed::Flag(item) => format!("flag {item}"),
                Changed::SessionNotes => "notes".into(),
                Changed::Own(OwnText::Words) => "words".into(),
                Changed::Own(OwnText::Since) => "since".into(),
                Changed::Own(OwnText::NextStep) => "step".into(),
                Changed::Language => "language".into(),
                Changed::Consent => "consent".into(),
                Changed::Questionnaire => "questionnaire".into(),
            };
            let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "-".into());
            format!("{} {what}: {} > {}", change.when.0 - FIRST.0, side(&change.from), side(&change.to))
        };
        record.round.history.iter().map(told).collect()
    }

    #[test]
    fn every_change_is_in_the_history() {
        let mut record = record();
        let item = LinkId::from("sleep");
        let often = || Some(Answer::Chosen("often".into()));
        assert!(change(&mut record, 1, |state| drop(state.answers.set(&item, often()))));
        assert!(change(&mut record, 2, |state| drop(state.answers.set(&item, Some(Answer::Declined)))));
        assert!(change(&mut record, 3, |state| drop(state.answers.withhold(&item))));
        assert!(change(&mut record, 4, |state| drop(state.answers.set(&item, None))));
        assert!(change(&mut record, 5, |state| state.flags.extend([item.clone()])));
        assert!(change(&mut record, 6, |state| state.flags.clear()));
        assert!(change(&mut record, 7, |state| state.language = "es".into()));
        assert!(change(&mut record, 8, |state| state.own.next_step = "call".into()));
        assert!(change(&mut record, 9, |state| state.session_notes = "tired".into()));
        record.consent("es", "wording", Timestamp(110));
        assert_eq!(
            told(&record),
            [
                "1 answer sleep: - > often",
                "2 answer sleep: often > declined",
                "3 answer sleep: declined > withheld",
                "4 answer sleep: withheld > -",
                "5 flag sleep: - > flagged",
                "6 flag sleep: flagged > -",
                "7 language: en > es",
                "8 step: - > call",
                "9 notes: - > tired",
                "10 consent: - > es",
            ]
        );
        assert_eq!(record.round.changed, Timestamp(110));
        assert!(record.round.consents.len() == 1 && record.round.consents[0].wording == "wording");
    }

    #[test]
    fn time_and_the_open_item_change_the_state_and_nothing_else() {
        let mut record = record();
        let taken = change(&mut record, 5, |state| {
            state.at = Some("sleep".into());
            state.session_seconds = 5;
            state.seconds.insert("sleep".into(), 5);
            // An empty note is none.
            state.notes.insert("sleep".into(), String::new());
        });
        assert!(!taken && record.round.history.is_empty() && record.round.changed == FIRST);
        assert!(record.round.state.session_seconds == 5 && record.round.state.notes.is_empty());
    }

    #[test]
    fn typing_is_one_entry_a_visit() {
        let mut record = record();
        let type_note = |record: &mut Record, after, text: &str| {
            change(record, after, |state| drop(state.notes.insert("sleep".into(), text.to_owned())));
        };
        for (after, text) in [(1, "t"), (2, "tired"), (3, "tired today")] {
            type_note(&mut record, after, text);
        }
        assert_eq!(told(&record), ["3 note sleep: - > tired today"]);
        change(&mut record, 4, |state| state.flags.extend(["sleep".into()]));
        for (after, text) in [(5, "tired"), (6, "tired yester"), (7, "tired yesterday")] {
            type_note(&mut record, after, text);
        }
        assert_eq!(
            told(&record),
            ["3 note sleep: - > tired today", "4 flag sleep: - > flagged", "7 note sleep: today > yesterday"]
        );
        // Back to how it was: nothing happened. And what is typed then begins there.
        type_note(&mut record, 8, "tired today");
        assert_eq!(record.round.history.len(), 2);
        type_note(&mut record, 9, "tired");
        assert_eq!(told(&record)[2], "9 note sleep:  today > -");
    }

    #[test]
    fn another_text_another_run_or_consent_ends_a_visit() {
        let mut record = record();
        change(&mut record, 1, |state| state.own.words = "a".into());
        change(&mut record, 2, |state| state.session_notes = "b".into());
        change(&mut record, 3, |state| state.own.words = "a c".into());
        assert_eq!(
            told(&record),
            ["1 words: - > a", "2 notes: - > b", "3 words:  > c".replace("  > c", " - >  c").as_str()]
        );
        record.consent("en", "yes", Timestamp(104));
        change(&mut record, 5, |state| state.own.words = "a c d".into());
        assert_eq!(record.round.history.len(), 5);
        record.visit = Visit::default();
        change(&mut record, 6, |state| state.own.words = "a c d e".into());
        assert_eq!(
            record.round.history.len(),
            6,
            "what was read from a file goes on with an entry of its own"
        );
    }

    #[test]
    fn debug_never_prints_what_a_record_holds() {
        let mut record = record();
        record.name = "planted".into();
        change(&mut record, 1, |state| {
            state.own.words = "planted".into();
            state.notes.insert("planted".into(), "planted".into());
            state.flags.insert("planted".into());
            state.answers.set(&"planted".into(), Some(Answer::Chosen("planted".into())));
        });
        record.consent("planted", "planted", FIRST);
        let (change, consent) = (&record.round.history[0], &record.round.consents[0]);
        let printed = format!(
            "{record:?} {:?} {change:?} {consent:?} {:?} {:?}",
            record.round.state, change.what, record.visit
        );
        assert!(!printed.contains("planted"), "{printed}");
    }
}
