//! Counts the visits of a kiosk's day. The counts stay in memory until the day is over and are then written once, if
//! the site has set a file for them.
//!
//! This module must not keep when something happened, or to whom. The domain decides which numbers may be shown.

use super::journal::Journal;
use crate::app::kiosk::visitor::ChildEvent;
use crate::domain::totals::{Day, LastDay, Totals, VisitEvent};
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

    /// Returns what staff are told: the numbers of the last day that is over.
    pub(super) fn last_day(&self) -> LastDay {
        match (&self.file, self.closed) {
            (None, _) => LastDay::NotCounted,
            (Some(_), None) => LastDay::NotOver,
            (Some(_), Some(totals)) => LastDay::Closed(totals),
        }
    }
}
