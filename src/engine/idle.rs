//! Measures how long nobody has done anything in a walkthrough, and says when that is too long.
//!
//! All times are durations since the machine was started, sleep included. It is told the time, and must not read a clock.

use std::time::Duration;

/// A limit on how long a screen stays open with nobody there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Idle {
    limit: Duration,
    last: Duration,
}

impl Idle {
    /// Begins to measure now.
    #[must_use]
    pub fn new(limit: Duration, now: Duration) -> Self {
        Self { limit, last: now }
    }

    /// Records that somebody did something. A time before the last one changes nothing.
    pub fn active(&mut self, now: Duration) {
        self.last = self.last.max(now);
    }

    /// Returns the time at which the limit is reached.
    #[must_use]
    pub fn deadline(&self) -> Duration {
        self.last.saturating_add(self.limit)
    }

    /// Says whether the limit is reached.
    #[must_use]
    pub fn is_over(&self, now: Duration) -> bool {
        now >= self.deadline()
    }
}

#[cfg(test)]
mod tests {
    use super::Idle;
    use std::time::Duration;

    #[test]
    fn whoever_does_something_has_the_whole_time_again() {
        let minutes = |n: u64| Duration::from_secs(n * 60);
        let mut idle = Idle::new(minutes(10), minutes(1));
        assert!(!idle.is_over(minutes(10)) && idle.is_over(minutes(11)));
        idle.active(minutes(9));
        assert!(!idle.is_over(minutes(18)) && idle.is_over(minutes(19)));
        idle.active(minutes(2));
        assert_eq!(idle.deadline(), minutes(19), "an older moment takes nothing away");
    }
}
