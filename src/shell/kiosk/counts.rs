//! Counts the visits of a kiosk's day. The counts stay in memory until the day is over and are then written once, if
//! the site has set a file for them.
//!
//! This module must not keep when something happened, or to whom. The domain decides which numbers may be shown.

use super::journal::Journal;
use crate::app::kiosk::visitor::ChildEvent;
use crate::domain::language::wording::{Wording, fill};
use crate::domain::totals::{Day, Total, Totals, VisitEvent};
use crate::files::kiosk::counters::CountersFile;
use crate::shell::world::midnight::{today, until_next_day};
use std::path::PathBuf;
use std::time::Duration;

/// The counts of the day under way, and the numbers of the last one that was closed.
pub(super) struct Counts {
    file: Option<CountersFile>,
    day: Day,
    closed: Option<Totals>,
    /// When the day is over, since the machine was started.
    over: Duration,
}

impl Counts {
    /// Begins to count. Without a file it counts nothing.
    pub(super) fn new(file: Option<PathBuf>, now: Duration) -> Self {
        let file = file.map(CountersFile::take);
        Self { file, day: Day::new(today()), closed: None, over: now.saturating_add(until_next_day()) }
    }

    /// Changes the file from now on; without one it stops counting.
    pub(super) fn write_to(&mut self, file: Option<PathBuf>) {
        if file.is_none() {
            (self.day, self.closed) = (Day::new(today()), None);
        }
        if self.file.as_ref().map(|held| &held.named) != file.as_ref() {
            self.file = file.map(CountersFile::take);
        }
    }

    /// Returns what the technician has to know: that another kiosk has the file of the settings, if one has.
    pub(super) fn notice(&self) -> Option<String> {
        let file = self.file.as_ref().filter(|file| file.path != file.named)?;
        let (named, path) = (file.named.display(), file.path.display());
        Some(format!("Another kiosk writes its totals to {named}, so this one writes them to {path}."))
    }

    /// Counts what a visitor's process reported.
    pub(super) fn count(&mut self, report: ChildEvent) {
        let event = match report {
            ChildEvent::Begun => VisitEvent::Begun,
            ChildEvent::Finished => VisitEvent::Finished,
            ChildEvent::Idle => VisitEvent::EndedByIdle,
            ChildEvent::TookAlong => VisitEvent::TakeAway,
            _ => return,
        };
        if self.file.is_some() {
            self.day.count(event);
        }
    }

    /// Closes the day if it is over.
    pub(super) fn look(&mut self, now: Duration, journal: &Journal) {
        if now < self.over {
            return;
        }
        self.over = now.saturating_add(until_next_day());
        let Some(totals) = self.day.turn(today()) else { return };
        self.closed = Some(totals);
        if let Some(Err(_)) = self.file.as_ref().map(|file| file.write(&totals)) {
            journal.says("The totals of the day could not be written: see counters_file in the settings.");
        }
    }

    /// Returns when the day is over, if anything is counted.
    pub(super) fn next(&self) -> Option<Duration> {
        self.file.as_ref().map(|_| self.over)
    }

    /// Returns the lines for staff: the numbers of the last day that is over.
    pub(super) fn told(&self, wording: &Wording) -> Vec<String> {
        let words = &wording.staff;
        if self.file.is_none() {
            return Vec::new();
        }
        let Some(totals) = &self.closed else { return vec![words.no_day_closed.clone()] };
        let number = |total: Total| match total {
            Total::Number(number) => number.to_string(),
            Total::FewerThanFive => words.fewer_than_five.clone(),
            Total::Withheld => words.not_shown.clone(),
        };
        let line = |sentence: &str, total: Total| fill(sentence, &[("number", &number(total))]);
        vec![
            wording.about.day(totals.date),
            line(&words.begun, totals.begun),
            line(&words.finished, totals.finished),
            line(&words.ended_by_idle, totals.ended_by_idle),
            line(&words.take_aways, totals.take_aways),
        ]
    }
}
