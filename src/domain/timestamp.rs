//! Timestamps as RFC 3339 writes them, in UTC and whole seconds.
//!
//! It must not read a clock, or ask the system for its time zone. A test goes through every day of ten thousand years.
//!
//! ```
//! use stillpoint::domain::timestamp::{Timestamp, Zone};
//!
//! let written = "2026-11-25T23:00:00Z";
//! let read = Timestamp::parse(written).unwrap();
//! assert_eq!(read.rfc3339(), written);
//! assert_eq!(read.shown(&Zone::UTC), "2026-11-25 23:00");
//! assert_eq!(Timestamp::parse("2026-02-29T00:00:00Z"), None);
//! ```

use super::questionnaire::draft::Date;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ZonedDateTime};

/// A point in time: whole seconds since the beginning of 1970 in UTC, negative before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Timestamp(pub i64);

/// A time zone, with its rules.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Zone(TimeZone);

impl Zone {
    /// Universal time.
    pub const UTC: Self = Self(TimeZone::UTC);

    /// Takes a zone that the system, or a test, has found.
    #[must_use]
    pub fn new(zone: TimeZone) -> Self {
        Self(zone)
    }
}

/// Seconds of a day.
const DAY: i64 = 86_400;
/// The moment from which seconds are counted.
const EPOCH: DateTime = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
/// The first second of the year 0 and the last of 9999: what four figures of a year can say.
const FIRST: i64 = -62_167_219_200;
const LAST: i64 = 253_402_300_799;

impl Timestamp {
    /// Writes the timestamp as `2026-11-25T23:00:00Z`. One outside of the years 0 to 9999 is written as the nearest inside.
    #[must_use]
    pub fn rfc3339(self) -> String {
        format!("{}Z", self.civil())
    }

    /// Writes the timestamp for people of this zone, without seconds: `2026-11-25 23:00`.
    #[must_use]
    pub fn shown(self, zone: &Zone) -> String {
        let at = self.in_zone(zone);
        format!("{} {:02}:{:02}", at.date(), at.hour(), at.minute())
    }

    /// Writes the timestamp as [`shown`](Self::shown) does, and how far it is from UTC: `2026-11-25 23:00 +01:00`.
    #[must_use]
    pub fn shown_with_zone(self, zone: &Zone) -> String {
        let minutes = self.in_zone(zone).offset().seconds() / 60;
        let (sign, far) = (if minutes < 0 { '-' } else { '+' }, minutes.abs());
        format!("{} {sign}{:02}:{:02}", self.shown(zone), far / 60, far % 60)
    }

    /// Returns day and time in a zone. A moment for which four figures of a year are not enough everywhere is taken for
    /// the nearest for which they are.
    fn in_zone(self, Zone(zone): &Zone) -> ZonedDateTime {
        let nearest = jiff::Timestamp::from_second(self.0.clamp(FIRST + 2 * DAY, LAST - 2 * DAY));
        nearest.unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_zoned_datetime(zone.clone())
    }

    /// Reads what [`rfc3339`](Self::rfc3339) writes; `None` for any other form, and for days and times that do not exist.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let at: DateTime = text.strip_suffix('Z')?.parse().ok()?;
        let timestamp = Self(at.duration_since(EPOCH).as_secs());
        // jiff reads other ways of writing it as well, and takes a leap second for the one before.
        (timestamp.rfc3339() == text).then_some(timestamp)
    }

    /// Returns the day, in UTC.
    #[must_use]
    pub fn day(self) -> Date {
        let at = self.civil();
        let figure = |number: i8| u8::try_from(number).unwrap_or_default();
        Date {
            year: u16::try_from(at.year()).unwrap_or_default(),
            month: figure(at.month()),
            day: figure(at.day()),
        }
    }

    /// Returns the timestamp this many days earlier.
    #[must_use]
    pub(crate) fn days_before(self, days: u32) -> Self {
        Self(self.0.saturating_sub(i64::from(days) * DAY))
    }

    /// Returns day and time in UTC. `jiff::Timestamp` would end a day before the last: it leaves room for time zones.
    fn civil(self) -> DateTime {
        EPOCH.saturating_add(SignedDuration::from_secs(self.0.clamp(FIRST, LAST)))
    }
}

#[cfg(test)]
mod tests {
    use super::{DAY, Date, FIRST, LAST, Timestamp, Zone};
    use jiff::tz::TimeZone;

    #[test]
    fn every_day_of_ten_thousand_years_follows_the_one_before() {
        let (mut year, mut month, mut day) = (0, 1, 1);
        for number in FIRST / DAY..=LAST / DAY {
            assert_eq!(Timestamp(number * DAY).day(), Date { year, month, day });
            let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            let last = match month {
                2 if leap => 29,
                2 => 28,
                4 | 6 | 9 | 11 => 30,
                _ => 31,
            };
            day += 1;
            if day > last {
                (day, month) = (1, month + 1);
            }
            if month > 12 {
                (month, year) = (1, year + 1);
            }
        }
        assert_eq!(year, 10_000);
    }

    #[test]
    fn moments_are_written_and_read() {
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_795_647_600, "2026-11-25T23:00:00Z"),
            (FIRST, "0000-01-01T00:00:00Z"),
            (LAST - DAY, "9999-12-30T23:59:59Z"),
            (LAST, "9999-12-31T23:59:59Z"),
        ] {
            assert_eq!(Timestamp(seconds).rfc3339(), text);
            assert_eq!(Timestamp::parse(text), Some(Timestamp(seconds)));
        }
        assert_eq!(Timestamp(i64::MAX).rfc3339(), "9999-12-31T23:59:59Z");
        assert_eq!(Timestamp(i64::MIN).rfc3339(), "0000-01-01T00:00:00Z");
        assert_eq!(Timestamp(3 * DAY).days_before(4), Timestamp(-DAY));
    }

    #[test]
    fn people_are_shown_their_own_time_in_summer_and_in_winter() {
        let here = Zone::new(TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap());
        let far = Zone::new(TimeZone::posix("<-0330>3:30").unwrap());
        let (winter, summer) = (Timestamp(1_795_647_659), Timestamp(1_782_864_000));
        assert_eq!(winter.shown(&Zone::UTC), "2026-11-25 23:00");
        assert_eq!(winter.shown_with_zone(&Zone::UTC), "2026-11-25 23:00 +00:00");
        assert_eq!(winter.shown_with_zone(&here), "2026-11-26 00:00 +01:00");
        assert_eq!(summer.shown_with_zone(&here), "2026-07-01 02:00 +02:00");
        assert_eq!(winter.shown_with_zone(&far), "2026-11-25 19:30 -03:30");
        for beyond in [i64::MIN, FIRST, LAST, i64::MAX] {
            assert_eq!(Timestamp(beyond).shown(&here).len(), Timestamp(beyond).shown(&far).len());
        }
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for text in [
            "",
            "Z",
            "2026-11-25",
            "2026-11-25T23:00:00",
            "2026-11-25T23:00:00+00:00",
            "2026-11-25T23:00:00.5Z",
            "2026-11-25t23:00:00z",
            "2026-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-00-10T00:00:00Z",
            "2026-01-00T00:00:00Z",
            "2026-01-01T24:00:00Z",
            "2026-01-01T00:60:00Z",
            "2016-12-31T23:59:60Z",
            "+026-01-01T00:00:00Z",
            "2026-01-01-01T00:00:00Z",
            "12026-01-01T00:00:00Z",
            "-000001-01-01T00:00:00Z",
            "2026-11-25 23:00:00Z",
            "20261125T230000Z",
            "2026-11-25T23:00Z",
            "2026-11-25Z",
            "2026-11-25T23:00:00ZZ",
            "2026-11-25T23:00:00[UTC]Z",
        ] {
            assert_eq!(Timestamp::parse(text), None, "{text}");
        }
    }
}
