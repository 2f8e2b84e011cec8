//! Returns the local day, and the time until the next one begins.
//!
//! This module must not wait.

use super::clock::local_now;
use crate::domain::questionnaire::draft::Date;
use jiff::ZonedDateTime;
use std::time::Duration;

/// Returns the local day.
#[must_use]
pub fn today() -> Date {
    date(&local_now())
}

/// Returns how long it is until the next day begins, 24 hours at most; a little longer, never shorter.
///
/// The clock can be set meanwhile: whoever has waited asks [`today`] again. Where the day cannot be computed, which is
/// so at the end of all dates, it is an hour.
#[must_use]
pub(crate) fn until_next_day() -> Duration {
    until(&local_now()).unwrap_or(Duration::from_secs(3600))
}

fn until(now: &ZonedDateTime) -> Option<Duration> {
    let next = now.tomorrow().ok()?.start_of_day().ok()?;
    let seconds = u64::try_from(now.duration_until(&next).as_secs()).ok()?;
    // The time was cut to whole seconds, so one more is added. On a day of 25 hours the caller asks twice.
    Some(Duration::from_secs(seconds + 1).min(Duration::from_secs(86_400)))
}

fn date(now: &ZonedDateTime) -> Date {
    let date = now.date();
    let figure = |number: i8| u8::try_from(number).unwrap_or_default();
    Date {
        year: u16::try_from(date.year()).unwrap_or_default(),
        month: figure(date.month()),
        day: figure(date.day()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> ZonedDateTime {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_begins_where_the_machine_stands() {
        let evening = at("2026-11-25T23:59:30+13:00[Pacific/Auckland]");
        assert_eq!(date(&evening), Date { year: 2026, month: 11, day: 25 });
        assert_eq!(until(&evening), Some(Duration::from_secs(31)));
    }

    #[test]
    fn days_without_a_midnight_and_of_25_hours_are_waited_for_as_well() {
        // In Beirut the clocks go forward at midnight: the day begins at one.
        let before = at("2026-03-28T23:30:00+02:00[Asia/Beirut]");
        assert_eq!(until(&before), Some(Duration::from_secs(1801)));
        let long = at("2026-10-25T00:00:00+02:00[Europe/Berlin]");
        assert_eq!(until(&long), Some(Duration::from_secs(86_400)));
    }

    #[test]
    fn now_is_a_day_of_the_calendar() {
        assert!(today() >= Date { year: 2026, month: 1, day: 1 });
        assert!(until_next_day() <= Duration::from_secs(86_400));
    }
}
