//! The clocks of the world, and an alarm that goes off although nobody does anything.
//!
//! Time since the machine was started counts sleep as well (CLOCK_BOOTTIME): a lid that was closed for an hour is an
//! hour in which nobody was there. It decides nothing.

use crate::app::state::message::ClockReading;
use crate::domain::timestamp::Timestamp;
use jiff::ZonedDateTime;
use rustix::time::{
    ClockId, Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags, Timespec, clock_gettime,
    timerfd_create, timerfd_settime,
};
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::time::Duration;

/// Returns what the clocks say.
#[must_use]
pub fn now() -> ClockReading {
    let up = clock_gettime(ClockId::Boottime);
    let local = ZonedDateTime::now();
    let figure = |number: i8| u8::try_from(number).unwrap_or_default();
    ClockReading {
        up: duration(up),
        wall: Timestamp(local.timestamp().as_second()),
        local: (figure(local.hour()), figure(local.minute())),
    }
}

fn duration(time: Timespec) -> Duration {
    let seconds = u64::try_from(time.tv_sec).unwrap_or_default();
    Duration::new(seconds, u32::try_from(time.tv_nsec).unwrap_or_default())
}

/// An alarm on the clock that counts sleep. It is readable, for `poll`, once it has gone off.
pub struct Alarm {
    timer: OwnedFd,
    set: Option<Duration>,
}

impl Alarm {
    /// Makes an alarm that is turned off.
    ///
    /// # Errors
    /// When the timer cannot be made.
    pub fn new() -> io::Result<Self> {
        let flags = TimerfdFlags::CLOEXEC | TimerfdFlags::NONBLOCK;
        Ok(Self { timer: timerfd_create(TimerfdClockId::Boottime, flags)?, set: None })
    }

    /// Sets the alarm to a moment since the machine was started, or turns it off.
    ///
    /// # Errors
    /// What the system says.
    pub fn set(&mut self, at: Option<Duration>) -> io::Result<()> {
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

    /// Says whether it has gone off since that was asked last, so that it can be set to the same moment again.
    pub fn has_gone_off(&mut self) -> bool {
        // What is read is how often. One that was set anew meanwhile has nothing to say.
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
