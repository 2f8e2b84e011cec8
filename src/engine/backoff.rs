//! How long a kiosk waits before it starts a process again that failed: twice not at all, then from one second to a minute.
//!
//! It is told how long the process lived, and must not read a clock.
//!
//! ```
//! use std::time::Duration;
//! use stillpoint::engine::backoff::Backoff;
//!
//! let mut backoff = Backoff::default();
//! let at_once = Duration::ZERO;
//! let waits = [(); 4].map(|()| backoff.ended(false, at_once).map(|wait| wait.as_secs()));
//! assert_eq!(waits, [None, None, Some(1), Some(2)]);
//! ```

use std::time::Duration;

/// A process that lived this long can start, so a failure after that begins the count anew.
const HEALTHY: Duration = Duration::from_secs(10);

/// Failures in a row after which there is a wait, and the screen says that it is out of order.
const TRIES: u32 = 3;

/// The longest wait.
const LONGEST: Duration = Duration::from_secs(60);

/// Counts failures in a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Backoff {
    failures: u32,
}

impl Backoff {
    /// Records that a process ended, and how long it lived; returns how long to wait before the next one, `None` for not
    /// at all.
    pub fn ended(&mut self, in_order: bool, lived: Duration) -> Option<Duration> {
        if in_order || lived >= HEALTHY {
            self.failures = 0;
            return None;
        }
        self.failures = self.failures.saturating_add(1);
        let doubled = self.failures.checked_sub(TRIES)?;
        // 2 to the power of 16 seconds is long past the longest wait, so larger shifts are not needed.
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
