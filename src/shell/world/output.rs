//! Writes the result of a command, and the messages beside it.
//!
//! This module must not clean the text: whoever made it did that.

use super::error::Failure;
use crate::files::export::prose::wrap;
use rustix::termios::tcgetwinsize;
use std::borrow::Cow;
use std::io::{self, ErrorKind, Stderr, Write};

/// The narrowest terminal that is folded for; on a narrower one hardly a word would have a row.
const NARROWEST: usize = 20;

/// Standard error. On a terminal, lines that are longer than it is wide are folded between words; a file or a pipe gets
/// every byte as it is.
pub struct MessageOutput {
    stderr: Stderr,
    width: Option<usize>,
}

impl MessageOutput {
    /// Finds out whether standard error is a terminal, and how wide.
    #[must_use]
    pub fn new() -> Self {
        let stderr = io::stderr();
        let width = tcgetwinsize(&stderr).ok().map(|size| usize::from(size.ws_col));
        Self { stderr, width: width.filter(|width| *width >= NARROWEST) }
    }
}

impl Default for MessageOutput {
    fn default() -> Self {
        Self::new()
    }
}

impl Write for MessageOutput {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match (self.width, std::str::from_utf8(bytes)) {
            (Some(width), Ok(text)) => {
                self.stderr.write_all(folded(text, width).as_bytes()).map(|()| bytes.len())
            }
            _ => self.stderr.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stderr.flush()
    }
}

/// Folds the lines of a text that are longer than a width.
pub(in crate::shell) fn folded(text: &str, width: usize) -> String {
    text.split_inclusive('\n').map(|line| folded_line(line, width)).collect()
}

/// Folds a line, each row under the beginning of the first. What is to be copied as it stands is not folded: commands
/// and settings, which have two blanks before them, and lines of a file with their numbers. Of what has two blanks,
/// only what the reader of the command line adds is folded: a tip, or a list of values.
fn folded_line(line: &str, width: usize) -> Cow<'_, str> {
    let words = line.trim();
    let indent = line.len() - line.trim_start_matches(' ').len();
    let (before, _) = words.split_once('|').unwrap_or(("x", ""));
    let is_excerpt = before.chars().all(|c| c.is_ascii_digit() || c == ' ');
    let is_command = indent == 2 && !["tip: ", "["].iter().any(|start| words.starts_with(start));
    let rows = wrap(words, width.saturating_sub(indent));
    if is_command || is_excerpt || rows.len() < 2 {
        return Cow::Borrowed(line);
    }
    let blanks = " ".repeat(indent);
    let end = line.get(line.trim_end().len()..).unwrap_or_default();
    Cow::Owned(format!("{blanks}{}{end}", rows.join(&format!("\n{blanks}"))))
}

/// Writes a text. If the reader closes the pipe early (`| head`), that is no failure.
///
/// # Errors
/// A failure that says why it could not be written.
pub(in crate::shell) fn write(out: &mut impl Write, text: &str) -> Result<(), Failure> {
    written(out, text)
        .map_err(|error| unwritten(error).hint("Make room or send the output elsewhere, and try again."))
}

/// Writes what came of something that is done and cannot be done again.
///
/// # Errors
/// A failure that says in `done` what was done all the same, and why the text could not be written.
pub(in crate::shell) fn write_done(out: &mut impl Write, done: &str, text: &str) -> Result<(), Failure> {
    written(out, text).map_err(|error| Failure::new(done).and(unwritten(error)))
}

fn written(out: &mut impl Write, text: &str) -> io::Result<()> {
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

fn unwritten(error: io::Error) -> Failure {
    Failure::new("The output could not be written").caused_by(error)
}

#[cfg(test)]
mod tests {
    use super::{folded, write};
    use std::io;

    /// A place that refuses everything with an error of the system.
    struct Refuses(i32);

    impl io::Write for Refuses {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::Error::from_raw_os_error(self.0))
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn long_lines_are_folded_between_words_and_what_is_to_be_copied_is_not() {
        let text = "a.toml:1:6: \"id\" is a whole number.\n    1 | id = 3 and more that is long\n      |      ^\n   \
                    Put the text in quotation marks: ";
        let rows = "a.toml:1:6: \"id\" is\na whole number.\n    1 | id = 3 and more that is long\n      |      ^\n   \
                    Put the text in\n   quotation marks: ";
        assert_eq!(folded(text, 20), rows);
        assert_eq!(folded(text, 80), text);
        let command = "  age-keygen -o /home/me/stillpoint-key.txt\n";
        assert_eq!(folded(command, 20), command);
        let tip = "  tip: a similar value exists: 'dark'\n";
        assert_eq!(folded(tip, 20), "  tip: a similar\n  value exists:\n  'dark'\n");
    }

    #[test]
    fn a_full_disk_is_told_of_and_a_reader_that_has_had_enough_is_not() {
        let told = write(&mut Refuses(28), "text").unwrap_err().told();
        let expected = "The output could not be written: No space left on device (os error 28).\n\
                        Make room or send the output elsewhere, and try again.";
        assert_eq!(told, expected);
        assert!(write(&mut Refuses(32), "text").is_ok());
    }
}
