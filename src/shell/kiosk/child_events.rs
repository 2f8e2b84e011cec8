//! The reports of a process to the supervisor: one short line each.
//!
//! A report must not hold anything that a visitor entered. The reader skips everything that is not a report, such as
//! the last message of a process that failed, because that could hold an answer.

use crate::app::kiosk::visitor::ChildEvent;
use crate::shell::cli::kiosk::Part;
use std::io::Write;
use std::time::Duration;

/// The longest line that means anything, in bytes.
const LONGEST: usize = 64;

/// Gives each report without a number its word, for writing and for reading. The `match` is exhaustive, so a new report
/// does not compile before it stands in the list, and then it is read as well.
macro_rules! words {
    ($($report:ident = $word:literal,)+) => {
        const WORDS: &[(&str, ChildEvent)] = &[$(($word, ChildEvent::$report)),+];

        fn line(report: ChildEvent) -> String {
            let word = match report {
                ChildEvent::Touched(reading) => return format!("touched {}\n", reading.as_secs()),
                $(ChildEvent::$report => $word,)+
            };
            format!("{word}\n")
        }
    };
}

words! {
    Leave = "leave",
    Reload = "reload",
    Begun = "begun",
    Finished = "finished",
    TookAlong = "took along",
    Idle = "idle",
    Staff = "staff",
    Done = "done",
    Lost = "lost",
}

/// Writes a report. If the socket is full the report is lost, because a visitor must not wait.
pub(crate) fn say(out: &mut impl Write, report: ChildEvent) {
    let _ = out.write(line(report).as_bytes());
}

fn meaning(line: &str) -> Option<ChildEvent> {
    if let Some(seconds) = line.strip_prefix("touched ") {
        return seconds.parse().ok().map(|seconds| ChildEvent::Touched(Duration::from_secs(seconds)));
    }
    WORDS.iter().find(|(word, _)| *word == line).map(|(_, report)| *report)
}

/// Says whether a part may report this. Only staff may end the kiosk or have its settings read again, and only a
/// visitor may call staff. So a visitor who has taken over their process cannot end the kiosk.
#[must_use]
pub(crate) fn is_believed(report: ChildEvent, part: Part) -> bool {
    match report {
        ChildEvent::Leave | ChildEvent::Reload => part == Part::Staff,
        ChildEvent::Staff
        | ChildEvent::Begun
        | ChildEvent::Finished
        | ChildEvent::TookAlong
        | ChildEvent::Idle => part == Part::Visitor,
        ChildEvent::Touched(_) | ChildEvent::Done | ChildEvent::Lost => true,
    }
}

/// Finds reports in the bytes from the socket. It keeps no more bytes than the longest report has.
#[derive(Default)]
pub(crate) struct Reports {
    line: Vec<u8>,
}

impl Reports {
    /// Takes bytes and returns the reports whose lines they complete, in order.
    pub(crate) fn feed(&mut self, bytes: &[u8]) -> Vec<ChildEvent> {
        let mut found = Vec::new();
        for byte in bytes {
            if *byte == b'\n' {
                found.extend(std::str::from_utf8(&self.line).ok().and_then(meaning));
                self.line.clear();
            } else if self.line.len() < LONGEST {
                // The rest of a line that is too long is dropped. What is kept of it is no report.
                self.line.push(*byte);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(bytes: &[u8]) -> Vec<ChildEvent> {
        let whole = Reports::default().feed(bytes);
        let mut reports = Reports::default();
        let by_byte: Vec<ChildEvent> = bytes.iter().flat_map(|byte| reports.feed(&[*byte])).collect();
        assert_eq!(whole, by_byte, "however it comes");
        whole
    }

    /// Every report there is: what has no word, and all that have one.
    fn all() -> impl Iterator<Item = ChildEvent> {
        let touched = ChildEvent::Touched(Duration::from_secs(45));
        WORDS.iter().map(|(_, report)| *report).chain([touched])
    }

    #[test]
    fn every_report_is_one_line_and_is_understood() {
        for report in all() {
            let mut bytes = Vec::new();
            say(&mut bytes, report);
            assert_eq!(bytes.iter().position(|byte| *byte == b'\n'), Some(bytes.len() - 1), "{report:?}");
            assert!(bytes.len() <= LONGEST, "{report:?}");
            assert_eq!(heard(&bytes), [report]);
        }
        assert_eq!(heard(b"touched 45\ntook along\n"), [all().last().unwrap(), ChildEvent::TookAlong]);
    }

    #[test]
    fn no_visitor_is_believed_who_says_that_the_kiosk_is_to_end() {
        let of_staff: Vec<ChildEvent> = all().filter(|report| !is_believed(*report, Part::Visitor)).collect();
        assert_eq!(of_staff, [ChildEvent::Leave, ChildEvent::Reload]);
        assert!(of_staff.into_iter().all(|report| is_believed(report, Part::Staff)));
        assert!(!is_believed(ChildEvent::Staff, Part::Staff));
    }

    #[test]
    fn nothing_else_is_taken_for_a_report_however_long() {
        let long = "x".repeat(10_000);
        let noise = format!(
            "\u{0}{long}\nThe program had a fault.\ntouched -1\ntouched 1e9\n{long}staff\ndone\nstaff"
        );
        assert_eq!(heard(noise.as_bytes()), [ChildEvent::Done]);
        assert_eq!(heard(&[0xff; 5000]), []);
    }
}
