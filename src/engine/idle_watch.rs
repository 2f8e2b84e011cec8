//! Measures how long nobody has done anything at a screen. It says when a public screen asks whether anybody is there and
//! when it clears everything, and when a walkthrough hides itself.
//!
//! All times are durations since the machine was started, sleep included. The caller passes the time and decides what counts
//! as a touch; this file must not read a clock. In a kiosk the supervisor and the visitor's process pass the same touches,
//! so both come to the same time.
//!
//! ```
//! use std::time::Duration;
//! use stillpoint::engine::idle_watch::{IdleWatch, Watch};
//!
//! let second = Duration::from_secs;
//! let mut watch = IdleWatch::new(second(60), second(20));
//! watch.touched(second(100), Duration::ZERO);
//! assert_eq!(watch.at(second(159)), Watch::Quiet);
//! assert_eq!(watch.at(second(160)), Watch::Warning(20));
//! assert_eq!(watch.at(second(180)), Watch::Over);
//! ```

use std::time::Duration;

/// How much longer a page with much to read can make the wait, at most.
const MOST_READING: Duration = Duration::from_secs(300);

/// Watches a screen that anybody may walk away from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct IdleWatch {
    idle: Duration,
    warning: Duration,
    reading: Duration,
    last: Option<Duration>,
}

/// The state of a watched screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Watch {
    /// Somebody is there, or nobody has come yet.
    Quiet,
    /// Nobody has touched it for a while. Everything is cleared in this many seconds, at least 1.
    Warning(u32),
    /// Nobody answered the question; everything has to be cleared now.
    Over,
}

impl IdleWatch {
    /// Begins to watch a screen that nobody has touched yet. After a touch it asks after `idle`, and clears everything
    /// `warning` later.
    #[must_use]
    pub fn new(idle: Duration, warning: Duration) -> Self {
        Self { idle, warning, reading: Duration::ZERO, last: None }
    }

    /// Begins to watch a screen at which somebody sits since `now`. It never asks: without a touch it is over after
    /// `limit`.
    #[must_use]
    pub(crate) fn without_warning(limit: Duration, now: Duration) -> Self {
        Self { last: Some(now), ..Self::new(limit, Duration::ZERO) }
    }

    /// Records a touch on a page that takes `reading` to read. A time before the last one changes nothing.
    pub fn touched(&mut self, now: Duration, reading: Duration) {
        self.last = Some(self.last.map_or(now, |last| last.max(now)));
        self.reading = reading.min(MOST_READING);
    }

    /// Returns the state of the screen at a time.
    #[must_use]
    pub fn at(&self, now: Duration) -> Watch {
        match (self.asks(), self.clears()) {
            (Some(asks), Some(clears)) if now < clears => {
                if now < asks {
                    Watch::Quiet
                } else {
                    Watch::Warning(seconds(clears.saturating_sub(now)))
                }
            }
            (Some(_), Some(_)) => Watch::Over,
            _ => Watch::Quiet,
        }
    }

    /// Returns the time at which everything is cleared; `None` before the first touch.
    #[must_use]
    pub fn clears(&self) -> Option<Duration> {
        self.asks().map(|asks| asks.saturating_add(self.warning))
    }

    /// Returns the next time at which [`at`](Self::at) returns something else; `None` before the first touch.
    #[must_use]
    pub fn next(&self, now: Duration) -> Option<Duration> {
        match self.at(now) {
            Watch::Quiet => self.asks(),
            // The number of seconds is rounded up, so it changes when one second less than it is left.
            Watch::Warning(left) => {
                self.clears().map(|clears| clears.saturating_sub(Duration::from_secs(u64::from(left) - 1)))
            }
            Watch::Over => self.clears(),
        }
    }

    fn asks(&self) -> Option<Duration> {
        self.last.map(|last| last.saturating_add(self.idle).saturating_add(self.reading))
    }
}

/// Returns a time in whole seconds, rounded up.
fn seconds(time: Duration) -> u32 {
    let whole = time.as_secs() + u64::from(time.subsec_nanos() > 0);
    u32::try_from(whole).unwrap_or(u32::MAX).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: f64) -> Duration {
        Duration::from_secs_f64(seconds)
    }

    fn idle_watch() -> IdleWatch {
        IdleWatch::new(at(60.0), at(20.0))
    }

    #[test]
    fn nobody_is_asked_where_nobody_has_come() {
        let idle_watch = idle_watch();
        assert_eq!(
            (idle_watch.at(at(1e6)), idle_watch.next(at(1e6)), idle_watch.clears()),
            (Watch::Quiet, None, None)
        );
    }

    #[test]
    fn it_asks_counts_down_second_by_second_and_clears() {
        let mut idle_watch = idle_watch();
        idle_watch.touched(at(100.0), Duration::ZERO);
        assert_eq!((idle_watch.at(at(159.9)), idle_watch.next(at(101.0))), (Watch::Quiet, Some(at(160.0))));
        let (mut now, mut shown) = (at(160.0), Vec::new());
        while let Watch::Warning(left) = idle_watch.at(now) {
            shown.push(left);
            now = idle_watch.next(now).unwrap();
        }
        assert_eq!(shown, (1..=20).rev().collect::<Vec<_>>());
        assert_eq!((now, idle_watch.at(now)), (at(180.0), Watch::Over));
    }

    #[test]
    fn a_touch_ends_the_question_as_often_as_one_likes() {
        let mut idle_watch = idle_watch();
        let mut now = at(1.0);
        for _ in 0..100 {
            idle_watch.touched(now, Duration::ZERO);
            now += at(79.5);
            assert_eq!(idle_watch.at(now), Watch::Warning(1));
        }
        idle_watch.touched(at(5.0), Duration::ZERO);
        assert_eq!(idle_watch.at(now), Watch::Warning(1), "an older moment takes nothing away");
    }

    #[test]
    fn a_walkthrough_is_over_without_a_question_and_a_touch_gives_the_whole_time_again() {
        let mut idle_watch = IdleWatch::without_warning(at(600.0), at(60.0));
        assert_eq!((idle_watch.at(at(659.9)), idle_watch.at(at(660.0))), (Watch::Quiet, Watch::Over));
        idle_watch.touched(at(540.0), Duration::ZERO);
        assert_eq!((idle_watch.at(at(1139.9)), idle_watch.at(at(1140.0))), (Watch::Quiet, Watch::Over));
        idle_watch.touched(at(120.0), Duration::ZERO);
        assert_eq!(idle_watch.clears(), Some(at(1140.0)), "an older time takes nothing away");
        assert_eq!(idle_watch.next(at(541.0)), Some(at(1140.0)));
    }

    #[test]
    fn a_page_to_read_gives_more_time_and_never_without_end() {
        let mut idle_watch = idle_watch();
        idle_watch.touched(at(0.0), at(45.0));
        assert_eq!((idle_watch.at(at(104.0)), idle_watch.at(at(105.0))), (Watch::Quiet, Watch::Warning(20)));
        idle_watch.touched(at(0.0), Duration::MAX);
        assert_eq!(idle_watch.clears(), Some(at(380.0)));
    }
}
