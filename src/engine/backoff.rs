//! How long to wait before a process that failed is started again: not at all at first, then longer and longer.
//!
//! It is told the time and never reads a clock.

use std::time::Duration;

/// A process that lived so long was not broken from the start.
const HEALTHY: Duration = Duration::from_secs(10);

/// Failures in a row after which the screen is out of order.
const TRIES: u32 = 3;

/// The longest wait.
const LONGEST: Duration = Duration::from_secs(60);

/// Failures in a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Backoff {
    failures: u32,
}

impl Backoff {
    /// Notes that a process ended after it lived so long; says how long to wait before the next, or `None` for no time.
    pub fn ended(&mut self, in_order: bool, lived: Duration) -> Option<Duration> {
        if in_order || lived >= HEALTHY {
            self.failures = 0;
            return None;
        }
        self.failures = self.failures.saturating_add(1);
        let doubled = self.failures.checked_sub(TRIES)?;
        let seconds = 1_u64.checked_shl(doubled.min(16)).unwrap_or(u64::MAX);
        Some(Duration::from_secs(seconds).min(LONGEST))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_in_a_row_are_waited_for_longer_and_longer_up_to_a_minute() {
        let mut backoff = Backoff::default();
        let waits: Vec<u64> =
            (0..12).map(|_| backoff.ended(false, Duration::ZERO).unwrap_or_default().as_secs()).collect();
        assert_eq!(waits, [0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]);
        assert_eq!(backoff.ended(false, HEALTHY), None, "a fault after a while is no spin");
        assert_eq!(backoff.ended(false, Duration::ZERO), None, "and the count begins anew");
        assert_eq!(backoff.ended(true, Duration::ZERO), None);
    }
}
