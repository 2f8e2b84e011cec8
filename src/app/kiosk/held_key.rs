//! Detects a key that is stuck, or that an object lies on: the same event repeats for long, faster than by hand.
//!
//! Such a key must not keep a session of a kiosk open. This module decides only whether a person caused an event; it
//! must not decide what the event does. It receives the time as an argument.

use std::time::Duration;

/// Two equal events within this time may come from one key that is held.
const GAP: Duration = Duration::from_millis(100);

/// A key that is held longer than this is not held by a person.
const LONGEST: Duration = Duration::from_secs(10);

/// The last event, and since when it repeats.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct HeldKey<T> {
    run: Option<KeyRun<T>>,
}

#[derive(Clone, PartialEq, Debug)]
struct KeyRun<T> {
    heard: T,
    since: Duration,
    last: Duration,
}

impl<T> Default for HeldKey<T> {
    fn default() -> Self {
        Self { run: None }
    }
}

impl<T: PartialEq + Clone> HeldKey<T> {
    /// Takes an event into account, and returns whether it shows that a person is there.
    pub(crate) fn is_somebody(&mut self, heard: &T, now: Duration) -> bool {
        match &mut self.run {
            Some(run) if run.heard == *heard && now.saturating_sub(run.last) <= GAP => {
                run.last = now;
                now.saturating_sub(run.since) <= LONGEST
            }
            _ => {
                self.run = Some(KeyRun { heard: heard.clone(), since: now, last: now });
                true
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn millis(n: u64) -> Duration {
        Duration::from_millis(n)
    }

    #[test]
    fn a_key_that_is_held_counts_for_ten_seconds_and_another_one_at_once() {
        let mut held_key = HeldKey::default();
        let counted: Vec<u64> =
            (0..600).map(|n| n * 33).filter(|at| held_key.is_somebody(&'a', millis(*at))).collect();
        assert_eq!((counted.first(), counted.last()), (Some(&0), Some(&9999)));
        assert!(held_key.is_somebody(&'b', millis(20_000)));
        assert!(held_key.is_somebody(&'a', millis(20_010)));
    }

    #[test]
    fn whoever_strikes_one_key_again_and_again_is_there() {
        let mut held_key = HeldKey::default();
        assert!((0..1000).all(|n| held_key.is_somebody(&'a', millis(n * 101))));
    }
}
