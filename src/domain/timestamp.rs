//! Timestamps as RFC 3339 writes them, in UTC and whole seconds.
//!
//! It must not read a clock, and it knows no time zone. A test goes through every day of ten thousand years.
//!
//! ```
//! use stillpoint::domain::timestamp::Timestamp;
//!
//! let written = "2026-11-25T23:00:00Z";
//! let read = Timestamp::parse(written).unwrap();
//! assert_eq!(read.rfc3339(), written);
//! assert_eq!(read.shown(), "2026-11-25 23:00 UTC");
//! assert_eq!(Timestamp::parse("2026-02-29T00:00:00Z"), None);
//! ```

use super::questionnaire::draft::Date;

/// A point in time: whole seconds since the beginning of 1970 in UTC, negative before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Timestamp(pub i64);

/// Seconds of a day.
const DAY: i64 = 86_400;
/// The first second of the year 0 and the last of 9999. RFC 3339 writes a year with four figures and reaches no further.
const FIRST: i64 = -62_167_219_200;
const LAST: i64 = 253_402_300_799;

impl Timestamp {
    /// Writes the timestamp as `2026-11-25T23:00:00Z`. One outside of the years 0 to 9999 is written as the nearest inside.
    #[must_use]
    pub fn rfc3339(self) -> String {
        let seconds = self.0.clamp(FIRST, LAST);
        let (year, month, day) = civil(seconds.div_euclid(DAY));
        let second = seconds.rem_euclid(DAY);
        let (hour, minute) = (second / 3600, second / 60 % 60);
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{:02}Z", second % 60)
    }

    /// Writes the timestamp for people, without seconds: `2026-11-25 23:00 UTC`.
    #[must_use]
    pub fn shown(self) -> String {
        let whole = self.rfc3339();
        let (day, time) = whole.split_once('T').unwrap_or_default();
        format!("{day} {} UTC", time.get(..5).unwrap_or_default())
    }

    /// Reads what [`rfc3339`](Self::rfc3339) writes; `None` for any other form, and for days and times that do not exist.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (day, time) = text.strip_suffix('Z')?.split_once('T')?;
        let [year, month, day] = numbers(day, '-', [4, 2, 2])?;
        let [hour, minute, second] = numbers(time, ':', [2, 2, 2])?;
        let moment = Self(days(year, month, day) * DAY + hour * 3600 + minute * 60 + second);
        // The sum also accepts days and hours that do not exist, such as 30 February. Written again, they come out
        // as another day or hour.
        (moment.rfc3339() == text).then_some(moment)
    }

    /// Returns the day, in UTC.
    #[must_use]
    pub fn day(self) -> Date {
        let (year, month, day) = civil(self.0.clamp(FIRST, LAST).div_euclid(DAY));
        Date {
            year: u16::try_from(year).unwrap_or_default(),
            month: u8::try_from(month).unwrap_or_default(),
            day: u8::try_from(day).unwrap_or_default(),
        }
    }

    /// Returns the timestamp this many days earlier.
    #[must_use]
    pub fn days_before(self, days: u32) -> Self {
        Self(self.0.saturating_sub(i64::from(days) * DAY))
    }
}

/// Reads three numbers with a separator between them. Each has exactly as many figures as `wide` says.
fn numbers(text: &str, parted: char, wide: [usize; 3]) -> Option<[i64; 3]> {
    let mut parts = text.split(parted);
    let mut read = [0; 3];
    for (number, wide) in read.iter_mut().zip(wide) {
        let part = parts.next()?;
        if part.len() != wide || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(read)
}

/// Turns days since the beginning of 1970 into year, month and day of the Gregorian calendar.
///
/// Years are counted from March here, so that the leap day is the last day of its year. 719,468 days lie between 1 March
/// of the year 0 and 1970. An era is 400 years, which are always 146,097 days. The divisions by 1,460 (four years less
/// one day), 36,524 (a century) and 146,096 (an era less one day) take out the leap days, so that 365 divides the rest.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march + 2) / 5 + 1;
    let month = if march < 10 { march + 3 } else { march - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

/// Turns a day of the calendar into days since the beginning of 1970.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::{DAY, FIRST, LAST, Timestamp, civil, days};

    #[test]
    fn every_day_of_ten_thousand_years_follows_the_one_before() {
        let (mut year, mut month, mut day) = (0, 1, 1);
        for number in FIRST / DAY..=LAST / DAY {
            assert_eq!(civil(number), (year, month, day));
            assert_eq!(days(year, month, day), number);
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
            (LAST, "9999-12-31T23:59:59Z"),
        ] {
            assert_eq!(Timestamp(seconds).rfc3339(), text);
            assert_eq!(Timestamp::parse(text), Some(Timestamp(seconds)));
        }
        assert_eq!(Timestamp(i64::MAX).rfc3339(), "9999-12-31T23:59:59Z");
        assert_eq!(Timestamp(i64::MIN).rfc3339(), "0000-01-01T00:00:00Z");
        assert_eq!(Timestamp(1_795_647_659).shown(), "2026-11-25 23:00 UTC");
        assert_eq!(Timestamp(3 * DAY).days_before(4), Timestamp(-DAY));
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
        ] {
            assert_eq!(Timestamp::parse(text), None, "{text}");
        }
    }
}
