//! Saves a record in a thread, so that the session never waits for the disk. The thread reports each result.
//!
//! It saves only the latest state: a state that still waits when the next one comes is dropped. It must not report a
//! state as saved before the disk has confirmed it, and does not repeat a failed save by itself.

use crate::domain::faults::save::RecordFault;
use crate::domain::record::contents::Record;
use crate::domain::silent::silent;
use crate::domain::timestamp::Timestamp;
use crate::files::disk::Folder;
use crate::files::records::encryption::Recipients;
use crate::files::records::format;
use crate::files::records::lock::LockedRecord;
use crate::shell::world::clock;
use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// The result of saving a state.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SaveOutcome {
    /// It is on the disk and survives a power cut.
    Saved {
        /// Which state, by the number it was handed in with.
        generation: u64,
        /// When.
        at: Timestamp,
    },
    /// It is not on the disk; the state that was saved before still is.
    NotSaved {
        /// Which state.
        generation: u64,
        /// Why.
        fault: RecordFault,
    },
}

impl SaveOutcome {
    /// Returns which state it is about, and why it is not on the disk, if it is not.
    pub fn told(self) -> (u64, Result<(), RecordFault>) {
        match self {
            Self::Saved { generation, .. } => (generation, Ok(())),
            Self::NotSaved { generation, fault } => (generation, Err(fault)),
        }
    }
}

/// The thread that saves. When this is dropped, the thread still saves the waiting state, but nobody waits for that.
pub struct Recorder(Arc<RecorderShared>);

silent!(Recorder);

#[derive(Default)]
struct RecorderShared {
    state: Mutex<RecorderState>,
    changed: Condvar,
}

#[derive(Default)]
struct RecorderState {
    waiting: Option<(u64, Record)>,
    closing: bool,
    ended: bool,
    /// Whether the state that was handed in last is saved, or none was.
    is_saved: bool,
}

impl RecorderShared {
    fn lock(&self) -> MutexGuard<'_, RecorderState> {
        // No code panics while it holds this lock, so a poisoned lock would still guard a whole state.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change<T>(&self, change: impl FnOnce(&mut RecorderState) -> T) -> T {
        let changed = change(&mut self.lock());
        self.changed.notify_all();
        changed
    }
}

impl Recorder {
    /// Starts the thread `recorder`, which keeps the record for as long as it runs.
    ///
    /// # Errors
    /// When the thread cannot be made; the record is let go of then.
    pub fn start<F: Folder>(
        held: LockedRecord<F>,
        recipients: Recipients,
        on_outcome: impl FnMut(SaveOutcome) + Send + 'static,
    ) -> io::Result<Self> {
        let shared = Arc::new(RecorderShared {
            state: Mutex::new(RecorderState { is_saved: true, ..RecorderState::default() }),
            ..RecorderShared::default()
        });
        let theirs = Arc::clone(&shared);
        let main = move || {
            // The end is announced even if `on_outcome` panics: otherwise `finish` would wait in vain.
            let _ended = Ended(&theirs);
            work(held, &recipients, &theirs, on_outcome);
        };
        thread::Builder::new().name("recorder".into()).spawn(main)?;
        Ok(Self(shared))
    }

    /// Hands in a state and returns at once. It replaces a state that still waits.
    pub fn save(&self, generation: u64, record: Record) {
        self.0.change(|state| {
            state.waiting = Some((generation, record));
            state.is_saved = false;
        });
    }

    /// Waits until what was handed in is written and the record let go of, at most so long.
    ///
    /// Returns whether the last state is saved. When it returns `false` in time, it could not be written; the thread has
    /// said why. One that hangs on a disk is left to itself.
    #[must_use]
    pub fn finish(self, wait: Duration) -> bool {
        self.0.change(|state| state.closing = true);
        let ended = self.0.changed.wait_timeout_while(self.0.lock(), wait, |state| !state.ended);
        let (state, _) = ended.unwrap_or_else(PoisonError::into_inner);
        state.is_saved
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        self.0.change(|state| state.closing = true);
    }
}

/// Announces the end of the thread when it is dropped.
struct Ended<'s>(&'s RecorderShared);

impl Drop for Ended<'_> {
    fn drop(&mut self) {
        self.0.change(|state| state.ended = true);
    }
}

/// Saves whatever waits until nobody hands anything in any more.
fn work<F: Folder>(
    mut held: LockedRecord<F>,
    recipients: &Recipients,
    shared: &RecorderShared,
    mut on_outcome: impl FnMut(SaveOutcome),
) {
    while let Some((generation, record)) = next(shared) {
        let written = sealed(recipients, &record).and_then(|sealed| held.write(&sealed));
        shared.change(|state| state.is_saved = written.is_ok() && state.waiting.is_none());
        on_outcome(match written {
            Ok(()) => SaveOutcome::Saved { generation, at: clock::now().wall },
            Err(fault) => SaveOutcome::NotSaved { generation, fault },
        });
    }
}

/// Waits for the next state; `None` when there will be none.
fn next(shared: &RecorderShared) -> Option<(u64, Record)> {
    let idle = |state: &mut RecorderState| state.waiting.is_none() && !state.closing;
    let waited = shared.changed.wait_while(shared.lock(), idle);
    waited.unwrap_or_else(PoisonError::into_inner).waiting.take()
}

fn sealed(recipients: &Recipients, record: &Record) -> Result<Vec<u8>, RecordFault> {
    let json = format::write(record);
    if json.len() > format::LARGEST {
        return Err(RecordFault::TooLarge);
    }
    recipients.seal(json.as_bytes()).ok_or(RecordFault::NotSealed)
}
