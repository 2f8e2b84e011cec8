//! Shows on standard error how far a long work has come, while somebody waits for it at a terminal.
//!
//! Work that is done within [`PATIENCE`] shows nothing, and so does work whose messages go into a file or a pipe. On a
//! terminal that places text it is one row with a bar, which is gone at the end. Without that, and where `ACCESSIBLE` is
//! set, it is a plain line now and then. This module must not be told the name of anything: only numbers are shown.

use super::guard::is_background;
use crate::shell::world::clock::up;
use crate::shell::world::environment::Environment;
use rustix::termios::{isatty, tcgetwinsize};
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::time::Duration;

/// How long a work may take before anything is shown of it.
const PATIENCE: Duration = Duration::from_millis(500);
/// How long a bar stands before it is drawn anew.
const BETWEEN_BARS: Duration = Duration::from_millis(100);
/// How much time lies between two plain lines.
const BETWEEN_LINES: Duration = Duration::from_secs(10);
/// The widest bar, in columns, with its brackets.
const WIDEST: usize = 32;
/// The narrowest bar that shows something.
const NARROWEST: usize = 10;
/// Goes to the beginning of the row and removes what stands in it.
const CLEAR: &str = "\r\x1b[K";

/// How far a work has come, on standard error. What was shown is removed when this is dropped.
pub(crate) struct WorkProgress {
    began: Duration,
    row: ProgressRow,
}

impl WorkProgress {
    /// Begins with a work of so many steps. `noun` says in the plural what is worked on.
    pub(crate) fn begin(total: usize, noun: &'static str, environment: &Environment) -> Self {
        let shown_as = match isatty(io::stderr()) {
            false => ShownAs::Nothing,
            true if environment.accessible == Some(true) || !environment.can_place_text() => ShownAs::Lines,
            true => ShownAs::Bar,
        };
        Self { began: up(), row: ProgressRow::new(shown_as, total, noun) }
    }

    /// Says whether a bar is shown, which has to be removed before the program ends.
    pub(crate) fn is_bar(&self) -> bool {
        self.row.shown_as == ShownAs::Bar
    }

    /// Shows that so many steps are done, if it is time for that.
    pub(crate) fn show(&mut self, done: usize) {
        let now = up().saturating_sub(self.began);
        if self.row.is_due(now) && !is_background(io::stderr().as_fd()) {
            let width = tcgetwinsize(io::stderr()).map_or(0, |size| usize::from(size.ws_col));
            say(&self.row.next(now, done, width));
        }
    }

    /// Removes what is shown, before something else is written; the next [`show`](Self::show) brings it back.
    pub(crate) fn hide(&mut self) {
        say(self.row.removed());
    }
}

impl Drop for WorkProgress {
    fn drop(&mut self) {
        self.hide();
    }
}

/// Writes to the terminal. What is lost there is not missed.
fn say(text: &str) {
    if !text.is_empty() {
        let _ = io::stderr().write_all(text.as_bytes());
    }
}

/// What a terminal can show of a work.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ShownAs {
    /// Nothing: there is no terminal.
    Nothing,
    /// A line now and then.
    Lines,
    /// A row that is drawn anew.
    Bar,
}

/// What is shown, without a clock and a terminal.
struct ProgressRow {
    shown_as: ShownAs,
    total: usize,
    noun: &'static str,
    /// When something is shown next, after the beginning.
    due: Duration,
    /// What stands in the row; empty if nothing does.
    shown: String,
}

impl ProgressRow {
    fn new(shown_as: ShownAs, total: usize, noun: &'static str) -> Self {
        Self { shown_as, total, noun, due: PATIENCE, shown: String::new() }
    }

    fn is_due(&self, now: Duration) -> bool {
        self.shown_as != ShownAs::Nothing && now >= self.due
    }

    /// Returns what is to be written now, in a window of this width.
    fn next(&mut self, now: Duration, done: usize, width: usize) -> String {
        if self.shown_as == ShownAs::Lines {
            self.due = now + BETWEEN_LINES;
            return format!("{}\n", self.counted(done));
        }
        self.due = now + BETWEEN_BARS;
        let row = self.fitting(done, width);
        if row == self.shown {
            return String::new();
        }
        self.shown = row;
        format!("\r{}\x1b[K", self.shown)
    }

    fn removed(&mut self) -> &'static str {
        if std::mem::take(&mut self.shown).is_empty() { "" } else { CLEAR }
    }

    fn counted(&self, done: usize) -> String {
        format!("{} {}", self.numbers(done), self.noun)
    }

    fn numbers(&self, done: usize) -> String {
        format!("{} of {}", grouped(done), grouped(self.total))
    }

    /// Returns as much as a window has room for; its last column stays empty, because some terminals begin a new row there.
    fn fitting(&self, done: usize, width: usize) -> String {
        let room = width.saturating_sub(1);
        let counted = self.counted(done);
        let beside = room.saturating_sub(counted.len() + 1).min(WIDEST);
        if beside >= NARROWEST {
            return format!("{} {counted}", self.bar(done, beside - 2));
        }
        let percent = || format!("{} %", done.saturating_mul(100) / self.total.max(1));
        let all = [counted, self.numbers(done), percent()];
        all.into_iter().find(|text| text.len() <= room).unwrap_or_default()
    }

    fn bar(&self, done: usize, columns: usize) -> String {
        let full = (done.saturating_mul(columns) / self.total.max(1)).min(columns);
        format!("[{}{}]", "#".repeat(full), "-".repeat(columns - full))
    }
}

/// Writes a number with a comma before each three figures.
pub(crate) fn grouped(number: usize) -> String {
    let figures = number.to_string();
    let mut written = String::new();
    for (at, figure) in figures.chars().enumerate() {
        if at > 0 && (figures.len() - at).is_multiple_of(3) {
            written.push(',');
        }
        written.push(figure);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(milliseconds: u64) -> Duration {
        Duration::from_millis(milliseconds)
    }

    #[test]
    fn nothing_is_shown_of_short_work_or_without_a_terminal() {
        let bar = ProgressRow::new(ShownAs::Bar, 9, "reports");
        assert!(!bar.is_due(after(499)) && bar.is_due(after(500)));
        assert!(!ProgressRow::new(ShownAs::Nothing, 9, "reports").is_due(after(60_000)));
    }

    #[test]
    fn a_bar_is_drawn_over_itself_only_where_it_changes_and_leaves_nothing() {
        let mut bar = ProgressRow::new(ShownAs::Bar, 9000, "reports");
        let drawn = bar.next(after(500), 4500, 80);
        let row = "[###############---------------] 4,500 of 9,000 reports";
        assert_eq!(drawn, format!("\r{row}\x1b[K"));
        assert!(!bar.is_due(after(599)), "it stands for a moment");
        assert_eq!(bar.next(after(600), 4500, 80), "", "nothing flickers");
        assert_eq!(bar.removed(), CLEAR);
        assert_eq!(bar.removed(), "", "there is nothing more to remove");
    }

    #[test]
    fn a_window_gets_what_it_has_room_for_and_never_a_second_row() {
        let bar = ProgressRow::new(ShownAs::Bar, 9000, "reports");
        for (width, row) in [
            (40, "[####----------] 3,000 of 9,000 reports"),
            (30, "3,000 of 9,000 reports"),
            (20, "3,000 of 9,000"),
            (14, "33 %"),
            (4, ""),
            (0, ""),
        ] {
            let fitting = bar.fitting(3000, width);
            assert!(fitting.len() < width.max(1), "{width}: {fitting}");
            assert_eq!(fitting, row, "{width}");
        }
    }

    #[test]
    fn where_text_cannot_be_placed_there_is_a_plain_line_now_and_then() {
        let mut lines = ProgressRow::new(ShownAs::Lines, 9000, "records");
        assert_eq!(lines.next(after(500), 412, 0), "412 of 9,000 records\n");
        assert!(!lines.is_due(after(10_499)) && lines.is_due(after(10_500)));
        assert_eq!(lines.removed(), "", "what was said stays");
    }

    #[test]
    fn numbers_are_written_in_groups() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
