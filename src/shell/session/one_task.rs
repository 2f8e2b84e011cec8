//! Does one thing at a time in a thread, so that the session never waits for the disk: a copy that is saved, a record
//! that is begun.
//!
//! This module must not know what is done, or what the outcome means to the person.

use crate::shell::terminal::mailbox::{Mailbox, Waker};
use std::io;
use std::thread;
use std::time::Duration;

/// The thread that does something, while there is one, and what came of it.
pub(super) struct OneTask<T> {
    outcome: Mailbox<T>,
    is_busy: bool,
}

impl<T: Send + 'static> OneTask<T> {
    /// Makes one that does nothing yet. The loop of this waker is woken up by each outcome.
    pub(super) fn new(waker: Waker) -> Self {
        Self { outcome: Mailbox::new(waker), is_busy: false }
    }

    /// Says whether something is being done, or nobody has taken what came of it.
    pub(super) fn is_busy(&self) -> bool {
        self.is_busy
    }

    /// Begins a task in a thread of this name and returns at once. While one is done, no other is begun. `failed` words the
    /// outcome if no thread can be made.
    pub(super) fn start(
        &mut self,
        name: &str,
        task: impl FnOnce() -> T + Send + 'static,
        failed: impl FnOnce(io::Error) -> T,
    ) {
        if std::mem::replace(&mut self.is_busy, true) {
            return;
        }
        let outcome = self.outcome.clone();
        let started = thread::Builder::new().name(name.to_owned()).spawn(move || outcome.put(task()));
        if let Err(error) = started {
            self.outcome.put(failed(error));
        }
    }

    /// Takes what came of it, if it has come and was not taken.
    pub(super) fn take(&mut self) -> Option<T> {
        let outcome = self.outcome.take()?;
        self.is_busy = false;
        Some(outcome)
    }

    /// Waits at most so long for what is being done, which is taken later; says whether something was being done.
    pub(super) fn wait(&self, wait: Duration) -> bool {
        self.is_busy && self.outcome.wait(wait)
    }

    /// Waits at most so long for what is being done; says whether nothing is under way any more.
    #[must_use]
    pub(super) fn finish(self, wait: Duration) -> bool {
        !self.is_busy || self.outcome.take_within(wait).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::faults::save::SaveFault;
    use std::sync::mpsc::{Sender, channel};

    type Outcome = Result<String, SaveFault>;

    /// Longer than any disk of a test takes.
    const LONG: Duration = Duration::from_secs(60);

    /// A disk that confirms what is written once it is told to.
    fn slow_disk(path: &'static str) -> (Sender<()>, impl FnOnce() -> Outcome + Send + 'static) {
        let (confirm, confirmed) = channel();
        (confirm, move || {
            confirmed.recv().unwrap();
            Ok(path.to_owned())
        })
    }

    #[expect(clippy::needless_pass_by_value, reason = "a task that did not start hands its error over")]
    fn unstarted(error: io::Error) -> Outcome {
        panic!("{error}")
    }

    fn wait(saver: &mut OneTask<Outcome>, waker: &Waker) -> Outcome {
        use rustix::event::{PollFd, PollFlags, poll};
        poll(&mut [PollFd::new(waker, PollFlags::IN)], None).unwrap();
        saver.take().unwrap()
    }

    #[test]
    fn a_slow_disk_holds_nobody_up_and_its_answer_wakes_the_loop() {
        let waker = Waker::new().unwrap();
        let mut saver = OneTask::new(waker.clone());
        let (confirm, disk) = slow_disk("/home/me/copy.txt");
        saver.start("disk", disk, unstarted);
        assert!(saver.take().is_none() && !waker.has_rung());
        saver.start("second", || panic!("a copy is being saved"), unstarted);
        confirm.send(()).unwrap();
        assert_eq!(wait(&mut saver, &waker), Ok("/home/me/copy.txt".to_owned()));
        assert!(waker.has_rung());
        saver.start("full", || Err(SaveFault::DiskFull), unstarted);
        assert_eq!(wait(&mut saver, &waker), Err(SaveFault::DiskFull));
        assert!(saver.finish(Duration::ZERO), "nothing is under way");
    }

    #[test]
    fn the_end_waits_for_a_copy_but_not_for_ever() {
        let mut saver = OneTask::new(Waker::new().unwrap());
        let (confirm, disk) = slow_disk("/home/me/copy.txt");
        saver.start("disk", disk, unstarted);
        confirm.send(()).unwrap();
        assert!(saver.finish(LONG));
        let mut saver = OneTask::new(Waker::new().unwrap());
        let (_confirm, disk) = slow_disk("/home/me/copy.txt");
        saver.start("disk", disk, unstarted);
        assert!(!saver.finish(Duration::ZERO));
    }
}
