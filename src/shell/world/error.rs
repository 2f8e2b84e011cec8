//! Why a command ended without having done its work, as a person reads it.
//!
//! A failure says what happened and what to do now, in full sentences. It holds no answer, and whatever it quotes
//! is cleaned as it is printed. It decides nothing and ends nothing.

use crate::domain::sanitize::clean;
use crate::files::toml::diagnostic::Diagnostics;
use std::fmt;
use std::io::{self, Write};

/// A command that ended without having done its work.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// Whose doing it is, and with it the exit status.
    pub kind: FailureKind,
    /// What happened and where, in full sentences.
    pub what: String,
    /// What to do now, in full sentences; may be empty.
    pub hint: String,
}

/// The kinds of failure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FailureKind {
    /// It could not be done.
    Failed,
    /// It was not asked for in a way that the program understands.
    Usage,
    /// A signal of this number ended it; there is nothing to tell anybody.
    Signalled(i32),
}

impl Failure {
    /// Makes a failure of something that could not be done.
    #[must_use]
    pub fn failed(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { kind: FailureKind::Failed, what: what.into(), hint: hint.into() }
    }

    /// Makes a failure of arguments that are not understood.
    #[must_use]
    pub fn usage(what: impl Into<String>) -> Self {
        Self { kind: FailureKind::Usage, what: what.into(), hint: String::new() }
    }

    /// Makes a failure of a signal that ended the program.
    #[must_use]
    pub fn signalled(number: i32) -> Self {
        Self { kind: FailureKind::Signalled(number), what: String::new(), hint: String::new() }
    }

    /// Returns this failure with what another says after it; whose doing it is stays as it is.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        let with =
            |one: &str, two: &str| if one.is_empty() { two.to_owned() } else { format!("{one}\n{two}") };
        (self.what, self.hint) = (with(&self.what, &other.what), with(&self.hint, &other.hint));
        self
    }

    /// Returns what happened, without the hints.
    #[must_use]
    pub fn what(&self) -> String {
        self.what.clone()
    }

    /// Returns the exit status: 1 if it failed, 2 for wrong usage, 128 and its number for a signal.
    #[must_use]
    pub fn status(&self) -> u8 {
        match self.kind {
            FailureKind::Failed => 1,
            FailureKind::Usage => 2,
            FailureKind::Signalled(number) => u8::try_from(number).unwrap_or(0).saturating_add(128),
        }
    }

    /// Writes the failure, cleaned, its hint on a line of its own; nothing, if there is nothing to tell.
    ///
    /// # Errors
    /// What the writer says; there may be nobody left to tell.
    pub fn print(&self, out: &mut impl Write) -> io::Result<()> {
        let told = self.to_string();
        if told.is_empty() {
            return Ok(());
        }
        out.write_all(clean(told.trim_end()).as_bytes())?;
        out.write_all(b"\n")?;
        out.flush()
    }
}

impl From<Diagnostics> for Failure {
    fn from(diagnostics: Diagnostics) -> Self {
        Self::failed(diagnostics.to_string(), "")
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        if self.hint.is_empty() { Ok(()) } else { write!(f, "\n{}", self.hint) }
    }
}

impl std::error::Error for Failure {}

#[cfg(test)]
mod tests {
    use super::Failure;

    #[test]
    fn a_failure_is_printed_clean_with_its_hint_below() {
        let mut printed = Vec::new();
        Failure::failed("No \u{1b}[2Jfile.", "Name one.").print(&mut printed).unwrap();
        assert_eq!(printed, b"No [2Jfile.\nName one.\n");
        let wrong = Failure::usage("error: what?\n\n");
        let mut printed = Vec::new();
        wrong.print(&mut printed).unwrap();
        assert_eq!((printed.as_slice(), wrong.status()), (&b"error: what?\n"[..], 2));
    }
}
