//! What is kept of a walkthrough, when it has to be written, and whether that was done.
//!
//! Nothing is written before the client has agreed to it. "Saved" is said of a state that is on the disk, and of no
//! other. It knows no file: the shell writes, and says how it went.

use super::message::{ClockReading, Effect};
use crate::domain::faults::save::{RecordFault, SaveFault};
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::record::contents::{Record, RecordState};
use crate::domain::timestamp::Timestamp;
use std::time::Duration;

/// How long what is typed may wait to be written. The disk has the rest of the two seconds that are promised.
const TYPING: Duration = Duration::from_millis(1200);

/// After how long a failed write is tried again.
const AGAIN: Duration = Duration::from_secs(5);

/// How long a disk may take before what is being written is not said to be on its way any more.
const SLOW: Duration = Duration::from_secs(10);

/// How far the record on the disk is behind.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SaveStatus {
    /// No record is kept.
    None,
    /// A record could be kept, but the client has not been asked, or did not agree.
    NoConsent,
    /// Everything is on the disk since this hour and minute.
    Saved(u8, u8),
    /// Something is not on the disk yet.
    Pending,
    /// The last attempt failed, and is made again.
    Failed(RecordFault),
}

/// What has changed, as far as writing is concerned.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Marks {
    /// Changes that are written at once: answers, flags, consent, the language.
    pub changes: u64,
    /// Changes that come many at a time: letters that are typed, and moves from item to item.
    pub strokes: u64,
}

/// A record, and whether it is on the disk.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Autosave {
    record: Option<Record>,
    consented: bool,
    /// What the record on its way to the disk has taken in.
    taken: Marks,
    /// Since when something typed has been waiting.
    waiting_since: Option<Duration>,
    generation: u64,
    written: Option<(u64, (u8, u8))>,
    fault: Option<RecordFault>,
    again_at: Option<Duration>,
    /// Since when what was asked for last has not come back.
    asked_at: Option<Duration>,
}

impl Autosave {
    /// Keeps a record, if there is one, once the client agrees.
    #[must_use]
    pub fn of(record: Option<Record>) -> Self {
        Self { record, ..Self::default() }
    }

    /// Returns the record, if one is to be kept.
    #[must_use]
    pub fn record(&self) -> Option<&Record> {
        self.record.as_ref()
    }

    /// Takes the record over to another questionnaire; what does not fit there stays in its history.
    pub(crate) fn take_over(&mut self, questionnaire: &Questionnaire, now: Timestamp) {
        if let Some(record) = self.record.as_mut() {
            record.keep_what_fits(questionnaire, now);
        }
    }

    /// Says whether the record is being kept: there is one, and the client has agreed.
    #[must_use]
    pub(crate) fn is_on(&self) -> bool {
        self.record.is_some() && self.consented
    }

    /// Notes that the client agreed, and to which wording.
    pub fn agree(&mut self, language: &str, wording: &str, now: ClockReading) {
        if let Some(record) = self.record.as_mut() {
            record.consent(language, wording, now.wall);
            self.consented = true;
        }
    }

    /// Goes on without a record; one that is on the disk stays as it is.
    pub(crate) fn give_up(&mut self) {
        *self = Self::default();
    }

    /// Takes in what has changed, and asks for it to be written if it is time; `state` is asked for only then.
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

    /// Asks for what has changed to be written, however short it has waited, and the time that was spent since. What
    /// could not be written before waits for its time.
    pub(crate) fn hurry(
        &mut self,
        marks: Marks,
        now: ClockReading,
        current: impl FnOnce() -> RecordState,
    ) -> Option<Effect> {
        if !self.is_on() {
            return None;
        }
        let state = current();
        if marks == self.taken && self.holds(&state) {
            return self.look(marks, now, || state);
        }
        Some(self.write(marks, now, state))
    }

    /// Says whether the record has taken in a state as it is, with the time that was spent.
    fn holds(&self, state: &RecordState) -> bool {
        self.record.as_ref().is_some_and(|record| record.state == *state)
    }

    /// Asks for everything to be written that is not, as before an end, and the time that was spent since.
    pub(crate) fn flush(
        &mut self,
        marks: Marks,
        now: ClockReading,
        current: impl FnOnce() -> RecordState,
    ) -> Option<Effect> {
        if !self.is_on() {
            return None;
        }
        let state = current();
        let all_taken = marks == self.taken && self.fault.is_none() && self.generation > 0;
        (!all_taken || !self.holds(&state)).then(|| self.write(marks, now, state))
    }

    fn write(&mut self, marks: Marks, now: ClockReading, state: RecordState) -> Effect {
        if let Some(record) = self.record.as_mut() {
            record.take(state, now.wall);
        }
        (self.taken, self.waiting_since, self.again_at) = (marks, None, None);
        self.asked_at.get_or_insert(now.up);
        self.generation += 1;
        Effect::Record { generation: self.generation }
    }

    /// Hears how writing a state went.
    pub fn written(&mut self, generation: u64, outcome: Result<(), RecordFault>, now: ClockReading) {
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

    /// Returns the moment at which something has to be written, or has not come back for too long.
    #[must_use]
    pub fn deadline(&self, now: Duration) -> Option<Duration> {
        let waiting = self.waiting_since.map(|since| since.saturating_add(TYPING));
        let slow = self.asked_at.map(|asked| asked.saturating_add(SLOW)).filter(|slow| *slow > now);
        [waiting, self.again_at, slow].into_iter().flatten().min().filter(|_| self.is_on())
    }

    /// Says how far the record on the disk is behind what these marks stand for.
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
