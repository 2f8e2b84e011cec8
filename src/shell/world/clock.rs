//! The clocks of the world, and an alarm that goes off although nobody does anything.
//!
//! Time since the machine was started includes sleep (CLOCK_BOOTTIME), because nobody was at a screen whose lid was
//! closed for an hour. This module must not decide anything about times.

use crate::app::state::message::ClockReading;
use crate::domain::timestamp::{Timestamp, Zone};
use jiff::ZonedDateTime;
use jiff::tz::TimeZone;
use rustix::time::{
    ClockId, Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags, Timespec, clock_gettime,
    timerfd_create, timerfd_settime,
};
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::time::Duration;

/// Reads the clocks.
#[must_use]
pub fn now() -> ClockReading {
    reading_at(clock_gettime(ClockId::Boottime), clock_gettime(ClockId::Realtime).tv_sec)
}

/// Returns the time since the machine was started, and spares the calendar for whoever wants no more.
#[must_use]
pub fn up() -> Duration {
    duration(clock_gettime(ClockId::Boottime))
}

/// Returns the time zone of this machine, or of the variable TZ.
pub(in crate::shell) fn zone() -> Zone {
    Zone::new(TimeZone::system())
}

/// Returns the local day and time.
pub(super) fn local_now() -> ZonedDateTime {
    local_time(clock_gettime(ClockId::Realtime).tv_sec)
}

fn reading_at(up: Timespec, wall: i64) -> ClockReading {
    let local = local_time(wall);
    let figure = |number: i8| u8::try_from(number).unwrap_or_default();
    ClockReading {
        up: duration(up),
        wall: Timestamp(wall),
        local: (figure(local.hour()), figure(local.minute())),
    }
}

/// Returns the local day and time at so many seconds since the beginning of 1970.
///
/// A clock that is set before or after all dates counts as the first or the last date. jiff's own `now` would panic then.
fn local_time(wall: i64) -> ZonedDateTime {
    let (first, last) = (jiff::Timestamp::MIN, jiff::Timestamp::MAX);
    let nearest = jiff::Timestamp::from_second(wall).unwrap_or(if wall < 0 { first } else { last });
    nearest.to_zoned_datetime(TimeZone::system())
}

fn duration(time: Timespec) -> Duration {
    let seconds = u64::try_from(time.tv_sec).unwrap_or_default();
    Duration::new(seconds, u32::try_from(time.tv_nsec).unwrap_or_default())
}

/// An alarm on the clock that counts sleep. It is readable, for `poll`, once it has gone off.
pub(crate) struct Alarm {
    timer: OwnedFd,
    set: Option<Duration>,
}

impl Alarm {
    /// Makes an alarm that is turned off.
    ///
    /// # Errors
    /// When the timer cannot be made.
    pub(crate) fn new() -> io::Result<Self> {
        let flags = TimerfdFlags::CLOEXEC | TimerfdFlags::NONBLOCK;
        Ok(Self { timer: timerfd_create(TimerfdClockId::Boottime, flags)?, set: None })
    }

    /// Sets the alarm to a moment since the machine was started, or turns it off.
    ///
    /// # Errors
    /// What the system says.
    pub(crate) fn set(&mut self, at: Option<Duration>) -> io::Result<()> {
        if at == self.set {
            return Ok(());
        }
        // A moment of zero would turn it off; one that has passed goes off at once.
        let at_least = at.map(|at| at.max(Duration::from_nanos(1))).unwrap_or_default();
        let value = Timespec::try_from(at_least).map_err(|_| io::Error::from(io::ErrorKind::InvalidInput))?;
        let once = Itimerspec { it_interval: Timespec::default(), it_value: value };
        timerfd_settime(&self.timer, TimerfdTimerFlags::ABSTIME, &once)?;
        self.set = at;
        Ok(())
    }

    /// Says whether it has gone off since the last call. Reading it also lets it be set to the same time again.
    pub(crate) fn has_gone_off(&mut self) -> bool {
        // The timer returns how often it has gone off. If it was set anew meanwhile, there is nothing to read.
        let gone_off = rustix::io::read(&self.timer, &mut [0; 8]).is_ok();
        if gone_off {
            self.set = None;
        }
        gone_off
    }
}

impl AsFd for Alarm {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.timer.as_fd()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustix::event::{PollFd, PollFlags, poll};

    /// Waits until the alarm goes off, at most so long; says whether it did.
    fn goes_off(alarm: &Alarm, within: Duration) -> bool {
        let within = Timespec::try_from(within).unwrap();
        poll(&mut [PollFd::new(alarm, PollFlags::IN)], Some(&within)).unwrap() == 1
    }

    #[test]
    fn a_clock_that_is_set_to_anything_at_all_is_read() {
        let up = clock_gettime(ClockId::Boottime);
        let end = jiff::Timestamp::MAX.as_second();
        for wall in [i64::MIN, -400_000_000_000, -1, 0, end, end + 1, 253_402_300_800, i64::MAX] {
            let reading = reading_at(up, wall);
            assert_eq!(reading.wall, Timestamp(wall));
            assert!(reading.local.0 < 24 && reading.local.1 < 60, "{:?}", reading.local);
            assert_eq!(reading.wall.rfc3339().len(), "2026-11-25T23:00:00Z".len());
        }
    }

    #[test]
    fn the_alarm_goes_off_at_its_moment_and_not_when_it_was_turned_off() {
        let (mut alarm, hour) = (Alarm::new().unwrap(), Duration::from_secs(3600));
        alarm.set(Some(now().up + hour)).unwrap();
        let at = now().up + Duration::from_millis(20);
        alarm.set(Some(at)).unwrap();
        assert!(goes_off(&alarm, Duration::from_secs(10)));
        assert!(now().up >= at);
        assert!(alarm.has_gone_off());
        assert!(!alarm.has_gone_off(), "it goes off once");
        alarm.set(Some(Duration::ZERO)).unwrap();
        assert!(goes_off(&alarm, Duration::from_secs(10)), "a moment that has passed goes off at once");
        alarm.set(Some(now().up + hour)).unwrap();
        alarm.set(None).unwrap();
        assert!(!goes_off(&alarm, Duration::ZERO));
    }
}
