//! Counts the visitors of a kiosk on a day, and decides which of these numbers may be shown.
//!
//! A number from 1 to 4 would tell about single people. So would two numbers whose difference is from 1 to 4. Such
//! numbers are not shown. This module must not know a visitor, a time of the day, or a file.
//!
//! ```
//! use stillpoint::domain::questionnaire::draft::Date;
//! use stillpoint::domain::totals::{Day, VisitEvent, Total};
//!
//! let mut day = Day::new(Date { year: 2026, month: 11, day: 30 });
//! (0..10).for_each(|_| day.count(VisitEvent::Begun));
//! (0..8).for_each(|_| day.count(VisitEvent::Finished));
//! // Ten began. That eight finished is not shown, because it would tell that two did not.
//! assert_eq!(day.totals().begun, Total::Number(10));
//! assert_eq!(day.totals().finished, Total::Withheld);
//! ```

use super::questionnaire::draft::Date;
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// The numbers that tell about single people.
const FEW: RangeInclusive<u32> = 1..=4;

/// What is counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VisitEvent {
    /// A session was begun.
    Begun,
    /// A session was gone through to its results.
    Finished,
    /// A session was cleared because nobody was there any more.
    EndedByIdle,
    /// A page was taken away, printed or by its code; a visitor can do so more than once.
    TakeAway,
}

/// A number as it may be shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Total {
    /// It may be shown: 0, or 5 and more.
    Number(u32),
    /// It is fewer than five, and that is all that may be said.
    FewerThanFive,
    /// It is five or more, but its difference from a number that is shown is from 1 to 4.
    Withheld,
}

/// The numbers of a day as they may be shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Totals {
    /// The day.
    pub date: Date,
    /// Sessions begun.
    pub begun: Total,
    /// Sessions gone through to their results.
    pub finished: Total,
    /// Sessions cleared because nobody was there any more.
    pub ended_by_idle: Total,
    /// Pages taken away.
    pub take_aways: Total,
}

/// What staff are told of the visitors: the numbers of the last day that is over, if there is one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum LastDay {
    /// Nothing is counted.
    NotCounted,
    /// No day is over yet.
    NotOver,
    /// The numbers of the day.
    Closed(Totals),
}

/// The counts of the current day. They are kept in memory alone and can be read only as [`Totals`].
#[derive(Clone, PartialEq, Eq)]
pub struct Day {
    date: Date,
    begun: u32,
    finished: u32,
    ended_by_idle: u32,
    take_aways: u32,
}

impl Day {
    /// Begins a day without visitors.
    #[must_use]
    pub fn new(date: Date) -> Self {
        Self { date, begun: 0, finished: 0, ended_by_idle: 0, take_aways: 0 }
    }

    /// Counts something that happened.
    pub fn count(&mut self, event: VisitEvent) {
        let count = match event {
            VisitEvent::Begun => &mut self.begun,
            VisitEvent::Finished => &mut self.finished,
            VisitEvent::EndedByIdle => &mut self.ended_by_idle,
            VisitEvent::TakeAway => &mut self.take_aways,
        };
        *count = count.saturating_add(1);
    }

    /// Tells the day which date it is. On a later date it closes: it returns its numbers and starts to count anew. A
    /// session that goes on over midnight counts as begun on the first day and as finished on the second.
    ///
    /// On an earlier date it returns nothing and takes that date: the clock was set back, so the date before was wrong.
    #[must_use]
    pub fn turn(&mut self, today: Date) -> Option<Totals> {
        if today <= self.date {
            self.date = today;
            return None;
        }
        let closed = self.totals();
        *self = Self::new(today);
        Some(closed)
    }

    /// Returns the numbers so far, as they may be shown.
    ///
    /// Do not show these while the day goes on: whoever looks twice sees which number has changed, and so what one
    /// visitor did. Show those of the last closed day.
    #[must_use]
    pub fn totals(&self) -> Totals {
        let mut shown = ShownTotals { known: Vec::new(), nothing: is_few(self.begun) };
        let begun = shown.total(self.begun);
        let finished = shown.total(self.finished);
        if let (Total::Number(begun), Total::Number(finished)) = (begun, finished) {
            // From these two anybody can work out how many did not finish, so later numbers are compared with that too.
            shown.known.push(begun.saturating_sub(finished));
        }
        let ended_by_idle = shown.total(self.ended_by_idle);
        let take_aways = shown.total(self.take_aways);
        Totals { date: self.date, begun, finished, ended_by_idle, take_aways }
    }
}

/// The numbers that anybody can know from what is shown so far.
struct ShownTotals {
    known: Vec<u32>,
    /// Whether fewer than five people were there. Then no number is shown: even a 0 would tell about each of them.
    nothing: bool,
}

impl ShownTotals {
    /// Shows a number, unless it is from 1 to 4 or differs by 1 to 4 from one that is known.
    fn total(&mut self, count: u32) -> Total {
        let small = count <= *FEW.end();
        if is_few(count) || self.nothing || self.known.iter().any(|known| is_few(known.abs_diff(count))) {
            return if small { Total::FewerThanFive } else { Total::Withheld };
        }
        self.known.push(count);
        Total::Number(count)
    }
}

fn is_few(count: u32) -> bool {
    FEW.contains(&count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Total::{FewerThanFive, Number, Withheld};

    const MONDAY: Date = Date { year: 2026, month: 11, day: 30 };
    const TUESDAY: Date = Date { year: 2026, month: 12, day: 1 };

    fn day(begun: u32, finished: u32, ended_by_idle: u32, take_aways: u32) -> Day {
        Day { date: MONDAY, begun, finished, ended_by_idle, take_aways }
    }

    fn shown(counts: [u32; 4]) -> [Total; 4] {
        let [begun, finished, idle, taken] = counts;
        let Totals { begun, finished, ended_by_idle, take_aways, .. } =
            day(begun, finished, idle, taken).totals();
        [begun, finished, ended_by_idle, take_aways]
    }

    #[test]
    fn a_day_counts_what_happened_and_ends_when_another_day_comes() {
        let mut monday = Day::new(MONDAY);
        for _ in 0..20 {
            monday.count(VisitEvent::Begun);
        }
        for _ in 0..10 {
            monday.count(VisitEvent::Finished);
            monday.count(VisitEvent::EndedByIdle);
        }
        assert_eq!(monday.turn(MONDAY), None);
        let closed = monday.turn(TUESDAY).unwrap();
        assert_eq!((closed.date, closed.begun), (MONDAY, Number(20)));
        assert_eq!(
            (closed.finished, closed.ended_by_idle, closed.take_aways),
            (Number(10), Number(10), Number(0))
        );
        assert!(monday == Day::new(TUESDAY), "nothing of Monday is left");
    }

    #[test]
    fn a_date_that_was_wrong_is_put_right_and_nothing_is_lost() {
        let mut day = Day { date: Date { year: 2036, month: 1, day: 1 }, ..day(20, 10, 10, 0) };
        assert_eq!(day.turn(MONDAY), None);
        let closed = day.turn(TUESDAY).unwrap();
        assert_eq!((closed.date, closed.begun), (MONDAY, Number(20)));
    }

    #[test]
    fn small_numbers_are_left_out_and_so_is_what_would_tell_them() {
        for (counts, expected) in [
            ([0, 0, 0, 0], [Number(0); 4]),
            ([20, 10, 0, 5], [Number(20), Number(10), Number(0), Number(5)]),
            // Eight of ten finished: two did not.
            ([10, 8, 0, 0], [Number(10), Withheld, Number(0), Number(0)]),
            ([10, 10, 0, 0], [Number(10), Number(10), Number(0), Number(0)]),
            ([10, 2, 8, 0], [Number(10), FewerThanFive, Withheld, Number(0)]),
            // Three of twenty did something else.
            ([20, 10, 7, 0], [Number(20), Number(10), Withheld, Number(0)]),
            ([20, 10, 5, 0], [Number(20), Number(10), Number(5), Number(0)]),
            ([20, 10, 0, 9], [Number(20), Number(10), Number(0), Withheld]),
            // Of so few people even a 0 would say what each of them did.
            ([3, 0, 0, 0], [FewerThanFive; 4]),
            ([4, 4, 0, 7], [FewerThanFive, FewerThanFive, FewerThanFive, Withheld]),
            ([5, 0, 5, 0], [Number(5), Number(0), Number(5), Number(0)]),
        ] {
            assert_eq!(shown(counts), expected, "{counts:?}");
        }
    }

    #[test]
    fn no_number_from_1_to_4_is_shown_or_is_a_difference_of_two_that_are() {
        for begun in 0..16 {
            for finished in 0..=begun {
                for idle in 0..=begun - finished {
                    for taken in 0..16 {
                        let shown = shown([begun, finished, idle, taken]);
                        let numbers: Vec<u32> = shown
                            .iter()
                            .filter_map(|total| if let Number(count) = total { Some(*count) } else { None })
                            .collect();
                        assert!(numbers.iter().all(|count| !is_few(*count)));
                        for (a, b) in numbers.iter().flat_map(|a| numbers.iter().map(move |b| (a, b))) {
                            assert!(!is_few(a.abs_diff(*b)), "{shown:?}");
                        }
                        if let [Number(begun), Number(finished), Number(idle), _] = shown {
                            assert!(!is_few(begun - finished - idle), "{shown:?}");
                        }
                    }
                }
            }
        }
    }
}
