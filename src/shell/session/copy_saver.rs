//! Saves a person's copy in a thread, so that the session never waits for the disk.
//!
//! One copy is saved at a time. This module must not know what is in the copy, or what the outcome means to the person.

use crate::domain::faults::save::SaveFault;
use crate::shell::terminal::mailbox::{Mailbox, Waker};
use std::thread;
use std::time::Duration;

/// Where a copy was saved, or why it was not.
pub(super) type CopyOutcome = Result<String, SaveFault>;

/// The thread that saves a copy, while there is one, and what came of it.
pub(super) struct CopySaver {
    outcome: Mailbox<CopyOutcome>,
    is_saving: bool,
}

impl CopySaver {
    /// Makes one that saves nothing yet. The loop of this waker is woken up by each outcome.
    pub(super) fn new(waker: Waker) -> Self {
        Self { outcome: Mailbox::new(waker), is_saving: false }
    }

    /// Says whether a copy is being saved, or nobody has taken what came of it.
    pub(super) fn is_saving(&self) -> bool {
        self.is_saving
    }

    /// Begins to save and returns at once. While a copy is being saved, no other one is begun.
    pub(super) fn start(&mut self, save: impl FnOnce() -> CopyOutcome + Send + 'static) {
        if std::mem::replace(&mut self.is_saving, true) {
            return;
        }
        let outcome = self.outcome.clone();
        let started = thread::Builder::new().name("copy".into()).spawn(move || outcome.put(save()));
        if let Err(error) = started {
            self.outcome.put(Err(SaveFault::Other(error.to_string())));
        }
    }

    /// Takes what came of saving, if it has come and was not taken.
    pub(super) fn take(&mut self) -> Option<CopyOutcome> {
        let outcome = self.outcome.take()?;
        self.is_saving = false;
        Some(outcome)
    }

    /// Waits at most so long for a copy that is being saved; says whether nothing is under way any more.
    #[must_use]
    pub(super) fn finish(self, wait: Duration) -> bool {
        !self.is_saving || self.outcome.take_within(wait).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::{Sender, channel};

    /// Longer than any disk of a test takes.
    const LONG: Duration = Duration::from_secs(60);

    /// A disk that confirms what is written once it is told to.
    fn slow_disk(path: &'static str) -> (Sender<()>, impl FnOnce() -> CopyOutcome + Send + 'static) {
        let (confirm, confirmed) = channel();
        (confirm, move || {
            confirmed.recv().unwrap();
            Ok(path.to_owned())
        })
    }

    fn wait(saver: &mut CopySaver, waker: &Waker) -> CopyOutcome {
        use rustix::event::{PollFd, PollFlags, poll};
        poll(&mut [PollFd::new(waker, PollFlags::IN)], None).unwrap();
        saver.take().unwrap()
    }

    #[test]
    fn a_slow_disk_holds_nobody_up_and_its_answer_wakes_the_loop() {
        let waker = Waker::new().unwrap();
        let mut saver = CopySaver::new(waker.clone());
        let (confirm, disk) = slow_disk("/home/me/copy.txt");
        saver.start(disk);
        assert!(saver.take().is_none() && !waker.has_rung());
        saver.start(|| panic!("a copy is being saved"));
        confirm.send(()).unwrap();
        assert_eq!(wait(&mut saver, &waker), Ok("/home/me/copy.txt".to_owned()));
        assert!(waker.has_rung());
        saver.start(|| Err(SaveFault::DiskFull));
        assert_eq!(wait(&mut saver, &waker), Err(SaveFault::DiskFull));
        assert!(saver.finish(Duration::ZERO), "nothing is under way");
    }

    #[test]
    fn the_end_waits_for_a_copy_but_not_for_ever() {
        let mut saver = CopySaver::new(Waker::new().unwrap());
        let (confirm, disk) = slow_disk("/home/me/copy.txt");
        saver.start(disk);
        confirm.send(()).unwrap();
        assert!(saver.finish(LONG));
        let mut saver = CopySaver::new(Waker::new().unwrap());
        let (_confirm, disk) = slow_disk("/home/me/copy.txt");
        saver.start(disk);
        assert!(!saver.finish(Duration::ZERO));
    }
}
