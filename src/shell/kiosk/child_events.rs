//! The events that a process reports to the supervisor: one short line each.
//!
//! An event must not hold anything that a visitor entered. The reader skips everything that is not an event, such as
//! the last message of a process that failed, because that could hold an answer.

use crate::app::kiosk::visitor::ChildEvent;
use crate::shell::cli::kiosk::Part;
use std::io::Write;
use std::time::Duration;

/// The longest line that means anything, in bytes.
const LONGEST: usize = 64;

/// Gives each event without a number its word, for writing and for reading. The `match` is exhaustive, so a new event
/// does not compile before it stands in the list, and then it is read as well.
macro_rules! words {
    ($($event:ident = $word:literal,)+) => {
        const WORDS: &[(&str, ChildEvent)] = &[$(($word, ChildEvent::$event)),+];

        fn line(event: ChildEvent) -> String {
            let word = match event {
                ChildEvent::Touched(reading) => return format!("touched {}\n", reading.as_secs()),
                $(ChildEvent::$event => $word,)+
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

/// Writes an event. If the socket is full the event is lost, because a visitor must not wait.
pub(crate) fn say(out: &mut impl Write, event: ChildEvent) {
    let _ = out.write(line(event).as_bytes());
}

fn meaning(line: &str) -> Option<ChildEvent> {
    if let Some(seconds) = line.strip_prefix("touched ") {
        return seconds.parse().ok().map(|seconds| ChildEvent::Touched(Duration::from_secs(seconds)));
    }
    WORDS.iter().find(|(word, _)| *word == line).map(|(_, event)| *event)
}

/// Says whether a part may report this. Only staff may end the kiosk or have its settings read again, and only a
/// visitor may call staff. So a visitor who has taken over their process cannot end the kiosk.
#[must_use]
pub(crate) fn is_believed(event: ChildEvent, part: Part) -> bool {
    match event {
        ChildEvent::Leave | ChildEvent::Reload => part == Part::Staff,
        ChildEvent::Staff
        | ChildEvent::Begun
        | ChildEvent::Finished
        | ChildEvent::TookAlong
        | ChildEvent::Idle => part == Part::Visitor,
        ChildEvent::Touched(_) | ChildEvent::Done | ChildEvent::Lost => true,
    }
}

/// Finds events in the bytes from the socket. It keeps no more bytes than the longest event has.
#[derive(Default)]
pub(crate) struct ChildEventReader {
    line: Vec<u8>,
}

impl ChildEventReader {
    /// Takes bytes and returns the events whose lines they complete, in order.
    pub(crate) fn feed(&mut self, bytes: &[u8]) -> Vec<ChildEvent> {
        let mut found = Vec::new();
        for byte in bytes {
            if *byte == b'\n' {
                found.extend(std::str::from_utf8(&self.line).ok().and_then(meaning));
                self.line.clear();
            } else if self.line.len() < LONGEST {
                // The rest of a line that is too long is dropped. What is kept of it is no event.
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
        let whole = ChildEventReader::default().feed(bytes);
        let mut reader = ChildEventReader::default();
        let by_byte: Vec<ChildEvent> = bytes.iter().flat_map(|byte| reader.feed(&[*byte])).collect();
        assert_eq!(whole, by_byte, "however it comes");
        whole
    }

    /// Every event there is: what has no word, and all that have one.
    fn all() -> impl Iterator<Item = ChildEvent> {
        let touched = ChildEvent::Touched(Duration::from_secs(45));
        WORDS.iter().map(|(_, event)| *event).chain([touched])
    }

    #[test]
    fn every_event_is_one_line_and_is_understood() {
        for event in all() {
            let mut bytes = Vec::new();
            say(&mut bytes, event);
            assert_eq!(bytes.iter().position(|byte| *byte == b'\n'), Some(bytes.len() - 1), "{event:?}");
            assert!(bytes.len() <= LONGEST, "{event:?}");
            assert_eq!(heard(&bytes), [event]);
        }
        assert_eq!(heard(b"touched 45\ntook along\n"), [all().last().unwrap(), ChildEvent::TookAlong]);
    }

    #[test]
    fn no_visitor_is_believed_who_says_that_the_kiosk_is_to_end() {
        let of_staff: Vec<ChildEvent> = all().filter(|event| !is_believed(*event, Part::Visitor)).collect();
        assert_eq!(of_staff, [ChildEvent::Leave, ChildEvent::Reload]);
        assert!(of_staff.into_iter().all(|event| is_believed(event, Part::Staff)));
        assert!(!is_believed(ChildEvent::Staff, Part::Staff));
    }

    #[test]
    fn nothing_else_is_taken_for_an_event_however_long() {
        let long = "x".repeat(10_000);
        let noise = format!(
            "\u{0}{long}\nThe program had a fault.\ntouched -1\ntouched 1e9\n{long}staff\ndone\nstaff"
        );
        assert_eq!(heard(noise.as_bytes()), [ChildEvent::Done]);
        assert_eq!(heard(&[0xff; 5000]), []);
    }
}
