//! How a thread that works beside a loop hands it something, and wakes it up.
//!
//! A mailbox has room for one thing: what nobody has taken gives way to what comes after it, so that nothing piles up
//! however long the loop is busy. The loop never waits for it; only the end of a program may, for a while.

use rustix::event::{EventfdFlags, eventfd};
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Wakes a loop up from another thread. It is readable, for `poll`, from then until [`has_rung`](Self::has_rung).
#[derive(Clone)]
pub struct Waker(Arc<OwnedFd>);

impl Waker {
    /// Makes one that nobody has used.
    ///
    /// # Errors
    /// When no more files may be opened.
    pub fn new() -> io::Result<Self> {
        Ok(Self(Arc::new(eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK)?)))
    }

    /// Wakes the loop up, now or when it next looks.
    pub fn wake(&self) {
        // The only error there is, that it was done too often without anybody looking, changes nothing.
        let _ = rustix::io::write(&self.0, &1_u64.to_ne_bytes());
    }

    /// Says whether it was used since that was asked last.
    #[must_use]
    pub fn has_rung(&self) -> bool {
        rustix::io::read(&self.0, &mut [0; 8]).is_ok()
    }
}

impl AsFd for Waker {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}

/// A place for the latest of what a thread has to say.
pub struct Mailbox<T> {
    slot: Arc<(Mutex<Option<T>>, Condvar)>,
    waker: Waker,
}

impl<T> Clone for Mailbox<T> {
    fn clone(&self) -> Self {
        Self { slot: Arc::clone(&self.slot), waker: self.waker.clone() }
    }
}

impl<T> Mailbox<T> {
    /// Makes an empty one; whatever is put into it wakes up the loop of this waker.
    #[must_use]
    pub fn new(waker: Waker) -> Self {
        Self { slot: Arc::new((Mutex::new(None), Condvar::new())), waker }
    }

    /// Puts something in the place of what nobody has taken.
    pub fn put(&self, news: T) {
        let (slot, arrived) = &*self.slot;
        *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(news);
        arrived.notify_all();
        self.waker.wake();
    }

    /// Takes out what was put in last, if nobody has.
    #[must_use]
    pub fn take(&self) -> Option<T> {
        self.slot.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Waits at most so long until something is there, and leaves it there; says whether it is.
    #[must_use]
    pub fn wait(&self, wait: Duration) -> bool {
        let (slot, arrived) = &*self.slot;
        let held = slot.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = arrived.wait_timeout_while(held, wait, |news| news.is_none());
        waited.unwrap_or_else(PoisonError::into_inner).0.is_some()
    }

    /// Takes out what was put in last; waits for it at most so long.
    #[must_use]
    pub fn take_within(&self, wait: Duration) -> Option<T> {
        let (slot, arrived) = &*self.slot;
        let held = slot.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = arrived.wait_timeout_while(held, wait, |news| news.is_none());
        waited.unwrap_or_else(PoisonError::into_inner).0.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_is_kept_and_the_loop_is_woken_up_once_for_all_of_it() {
        let waker = Waker::new().unwrap();
        let mailbox = Mailbox::new(waker.clone());
        assert!(!waker.has_rung() && mailbox.take().is_none());
        let theirs = mailbox.clone();
        std::thread::spawn(move || (0..1000).for_each(|number| theirs.put(number))).join().unwrap();
        assert!(waker.has_rung() && !waker.has_rung());
        assert_eq!((mailbox.take(), mailbox.take()), (Some(999), None));
    }

    #[test]
    fn what_comes_is_waited_for_and_what_does_not_come_only_so_long() {
        let mailbox = Mailbox::new(Waker::new().unwrap());
        assert_eq!(mailbox.take_within(Duration::ZERO), None);
        let theirs = mailbox.clone();
        let thread = std::thread::spawn(move || theirs.put(7));
        assert_eq!(mailbox.take_within(Duration::from_secs(60)), Some(7));
        thread.join().unwrap();
    }
}
