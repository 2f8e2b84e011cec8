//! Decides when the record of a walkthrough is saved, and whether it is saved.
//!
//! An answer is saved at once. Typed text waits up to `TYPING`, so that a sentence does not cause a hundred writes. A
//! failed write is repeated after `AGAIN`. This module returns an [`Effect::Record`], the shell writes the file, and
//! [`written`](Autosave::written) receives the outcome.
//!
//! It must not save anything before the client has agreed, and it must not report "saved" before the disk has confirmed
//! it. It touches no file itself.

use super::message::{ClockReading, Effect};
use crate::domain::faults::save::{RecordFault, SaveFault};
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::record::contents::{Record, RecordState};
use crate::domain::timestamp::Timestamp;
use std::time::Duration;

/// How long typed text may wait. Two seconds are promised in all; the disk has the rest of them.
const TYPING: Duration = Duration::from_millis(1200);

/// How long to wait after a failed write before the next attempt.
const AGAIN: Duration = Duration::from_secs(5);

/// How long a write may take before it is reported as failed.
const SLOW: Duration = Duration::from_secs(10);

/// How the record on the disk stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SaveStatus {
    /// No record is kept.
    None,
    /// There is a record, but the client has not been asked yet, or did not agree.
    NoConsent,
    /// Everything is on the disk, since this hour and minute.
    Saved(u8, u8),
    /// A change is not on the disk yet.
    Pending,
    /// The last attempt failed. It will be repeated.
    Failed(RecordFault),
}

/// Counts of changes. If they differ from the counts at the last write, there is something to save.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Marks {
    /// Changes that are saved at once: answers, flags, consent, the language.
    pub changes: u64,
    /// Changes that come many at a time, and may wait: typed letters, and moves from item to item.
    pub strokes: u64,
}

/// A record, and how far it is saved.
///
/// Each write has a number, its generation. An outcome belongs to the write with the same number, so that an old
/// outcome never makes newer changes look saved.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Autosave {
    record: Option<Record>,
    /// A record that is not kept, until the client agrees to it later.
    held: Option<Record>,
    consented: bool,
    /// The counts of changes at the last write.
    taken: Marks,
    /// Since when typed text has been waiting.
    waiting_since: Option<Duration>,
    /// The number of the last write that was asked for.
    generation: u64,
    /// The last write that succeeded, and the hour and minute of it.
    written: Option<(u64, (u8, u8))>,
    fault: Option<RecordFault>,
    /// When to repeat a failed write.
    again_at: Option<Duration>,
    /// When the write was asked for whose outcome is still missing.
    asked_at: Option<Duration>,
}

impl Autosave {
    /// Makes an autosave for a record, if there is one. It saves nothing until the client agrees.
    #[must_use]
    pub fn of(record: Option<Record>) -> Self {
        Self { record, ..Self::default() }
    }

    /// Returns the record, if there is one.
    #[must_use]
    pub fn record(&self) -> Option<&Record> {
        self.record.as_ref()
    }

    /// Begins a round of the record with those answers that fit the questionnaire.
    pub(crate) fn carry_over(&mut self, questionnaire: &Questionnaire, now: Timestamp) {
        if let Some(record) = self.record.as_mut() {
            record.carry_over(questionnaire, now);
        }
    }

    /// Begins a round of the record in which nothing is answered.
    pub(crate) fn begin_round(&mut self, questionnaire: &Questionnaire, now: Timestamp) {
        if let Some(record) = self.record.as_mut() {
            record.begin_round(questionnaire, now);
        }
    }

    /// Keeps the words of the questionnaire in the record.
    pub(crate) fn keep_words(&mut self, questionnaire: &Questionnaire) {
        if let Some(record) = self.record.as_mut().filter(|_| self.consented) {
            record.keep_words(questionnaire);
        }
    }

    /// Returns whether a record is kept: there is one, and the client has agreed.
    #[must_use]
    pub(crate) fn is_on(&self) -> bool {
        self.record.is_some() && self.consented
    }

    /// Records that the client agreed, and to which words.
    pub fn agree(&mut self, language: &str, wording: &str, now: ClockReading) {
        if let Some(record) = self.record.as_mut() {
            record.consent(language, wording, now.wall);
            self.consented = true;
        }
    }

    /// Continues without a record, until the client agrees to it later. A file that is on the disk already stays unchanged.
    pub(crate) fn give_up(&mut self) {
        *self = Self { held: self.record.take().or(self.held.take()), ..Self::default() };
    }

    /// Returns the record to which the client can still agree.
    #[must_use]
    pub(crate) fn held(&self) -> Option<&Record> {
        self.held.as_ref()
    }

    /// Holds a record until the client agrees to it; `None` holds none any more.
    pub(crate) fn hold(&mut self, record: Option<Record>) {
        self.held = record;
    }

    /// Keeps the record that is held from now on, because the client agreed to these words.
    pub(crate) fn agree_late(&mut self, language: &str, wording: &str, now: ClockReading) {
        if let Some(record) = self.held.take() {
            *self = Self::of(Some(record));
            self.agree(language, wording, now);
        }
    }

    /// Asks for a write if it is time for one. `state` is called only then, because it copies everything.
    pub fn look(
        &mut self,
        marks: Marks,
        now: ClockReading,
        state: impl FnOnce() -> RecordState,
    ) -> Option<Effect> {
        if !self.is_on() {
            return None;
        }
        if marks.strokes != self.taken.strokes {
            self.waiting_since.get_or_insert(now.up);
        }
        let due = |since: Option<Duration>| since.is_some_and(|since| now.up >= since);
        let is_time = marks.changes != self.taken.changes
            || self.generation == 0
            || due(self.waiting_since.map(|since| since.saturating_add(TYPING)))
            || due(self.again_at);
        is_time.then(|| self.write(marks, now, state()))
    }

    /// Asks for a write of every change at once, for the moment when the neutral screen hides everything. A write that
    /// failed is repeated only when it is time.
    pub(crate) fn hurry(
        &mut self,
        marks: Marks,
        now: ClockReading,
        state: impl FnOnce() -> RecordState,
    ) -> Option<Effect> {
        let repeats = self.again_at.is_some_and(|again| now.up >= again);
        self.write_changes(marks, now, repeats, state)
    }

    /// Asks for a write of everything that is not on the disk, before the program ends or is suspended. Unlike
    /// [`hurry`](Self::hurry), it repeats a failed write at once.
    pub(crate) fn flush(
        &mut self,
        marks: Marks,
        now: ClockReading,
        state: impl FnOnce() -> RecordState,
    ) -> Option<Effect> {
        self.write_changes(marks, now, self.fault.is_some(), state)
    }

    /// Asks for a write if anything has changed, if nothing was written yet, or if a write is to be repeated. The time
    /// spent since the last write is not counted in the marks, so the whole state is compared.
    fn write_changes(
        &mut self,
        marks: Marks,
        now: ClockReading,
        repeats: bool,
        current: impl FnOnce() -> RecordState,
    ) -> Option<Effect> {
        if !self.is_on() {
            return None;
        }
        let state = current();
        let holds_all = self.record.as_ref().is_some_and(|record| record.round.state == state);
        let is_written = marks == self.taken && holds_all && self.generation > 0;
        (!is_written || repeats).then(|| self.write(marks, now, state))
    }

    /// Takes the state into the record, and asks the shell to write it.
    fn write(&mut self, marks: Marks, now: ClockReading, state: RecordState) -> Effect {
        if let Some(record) = self.record.as_mut() {
            record.apply(state, now.wall);
        }
        (self.taken, self.waiting_since, self.again_at) = (marks, None, None);
        self.asked_at.get_or_insert(now.up);
        self.generation += 1;
        Effect::Record { generation: self.generation }
    }

    /// Receives the outcome of a write.
    pub fn written(&mut self, generation: u64, outcome: Result<(), RecordFault>, now: ClockReading) {
        // If a newer write was asked for meanwhile, the disk begins with it only now.
        self.asked_at = (generation != self.generation).then_some(now.up);
        match outcome {
            Ok(()) => {
                self.written = Some((generation, now.local));
                if generation == self.generation {
                    (self.fault, self.again_at) = (None, None);
                }
            }
            Err(fault) => {
                self.fault = Some(fault);
                self.again_at = Some(now.up.saturating_add(AGAIN));
            }
        }
    }

    /// Returns the next moment at which a write is due, or at which a write has taken too long.
    #[must_use]
    pub fn deadline(&self, now: Duration) -> Option<Duration> {
        let waiting = self.waiting_since.map(|since| since.saturating_add(TYPING));
        let slow = self.asked_at.map(|asked| asked.saturating_add(SLOW)).filter(|slow| *slow > now);
        [waiting, self.again_at, slow].into_iter().flatten().min().filter(|_| self.is_on())
    }

    /// Returns how the record on the disk stands, compared with these counts of changes.
    #[must_use]
    pub fn status(&self, marks: Marks, now: Duration) -> SaveStatus {
        if self.asked_at.is_some_and(|asked| now >= asked.saturating_add(SLOW)) {
            return SaveStatus::Failed(RecordFault::Disk(SaveFault::Unconfirmed));
        }
        match (&self.record, self.consented, &self.fault, self.written) {
            (None, ..) => SaveStatus::None,
            (_, false, ..) => SaveStatus::NoConsent,
            (_, _, Some(fault), _) => SaveStatus::Failed(fault.clone()),
            (_, _, None, Some((generation, (hour, minute))))
                if generation == self.generation && marks == self.taken =>
            {
                SaveStatus::Saved(hour, minute)
            }
            _ => SaveStatus::Pending,
        }
    }
}
