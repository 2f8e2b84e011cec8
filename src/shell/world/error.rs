//! Why a command ended without having done its work, as a person reads it.
//!
//! A failure is of a kind, says what happened, keeps the error that caused it as its source, and gives hints on what to do
//! now. It holds no answer, and whatever it quotes is cleaned as it is printed. It decides nothing and ends nothing.
//!
//! ```
//! use stillpoint::shell::world::error::Failure;
//!
//! let full = std::io::Error::other("no space left");
//! let failure = Failure::new("The output could not be written").caused_by(full).hint("Make room, and try again.");
//! assert_eq!(failure.told(), "The output could not be written: no space left.\nMake room, and try again.");
//! ```

use crate::domain::sanitize::sanitize;
use crate::files::toml::diagnostic::Diagnostics;
use std::error::Error;
use std::fmt;
use std::io::{self, Write};
use std::iter::successors;

/// An error of any type, or a sentence that stands for one.
pub(crate) type AnyError = Box<dyn Error + Send + Sync>;

/// A command that ended without having done its work.
#[derive(Debug)]
pub struct Failure {
    kind: FailureKind,
    /// What happened; several if one came on top of the other, none if there is nothing to tell.
    errors: Vec<AnyError>,
    hints: Vec<String>,
}

/// The kinds of failure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FailureKind {
    /// It could not be done.
    Failed,
    /// Another program has what is needed open; once that has ended, it can be done.
    Locked,
    /// It was not asked for in a way that the program understands.
    Usage,
    /// A signal of this number ended it; there is nothing to tell anybody.
    Signalled(i32),
}

impl Failure {
    /// Makes a failure of what happened: a full sentence, or an error that prints as one. If
    /// [`caused_by`](Self::caused_by) follows, the sentence has no full stop.
    #[must_use]
    pub fn new(what: impl Into<AnyError>) -> Self {
        Self { kind: FailureKind::Failed, errors: vec![what.into()], hints: Vec::new() }
    }

    /// Makes a failure of something that another program has open.
    #[must_use]
    pub fn locked(what: impl Into<AnyError>) -> Self {
        Self { kind: FailureKind::Locked, ..Self::new(what) }
    }

    /// Makes a failure of arguments that are not understood.
    #[must_use]
    pub fn usage(what: impl Into<AnyError>) -> Self {
        Self { kind: FailureKind::Usage, ..Self::new(what) }
    }

    /// Makes a failure of a signal that ended the program.
    #[must_use]
    pub(crate) fn signalled(number: i32) -> Self {
        Self { kind: FailureKind::Signalled(number), ..Self::silent() }
    }

    /// Makes a failure of which everything was told already.
    #[must_use]
    pub fn silent() -> Self {
        Self { kind: FailureKind::Failed, errors: Vec::new(), hints: Vec::new() }
    }

    /// Adds the error that made it happen.
    #[must_use]
    pub fn caused_by(mut self, cause: impl Into<AnyError>) -> Self {
        let source = cause.into();
        self.errors = match self.errors.pop() {
            Some(error) => {
                let what = error.to_string();
                self.errors.into_iter().chain([Caused { what, source }.into()]).collect()
            }
            None => vec![source],
        };
        self
    }

    /// Adds what to do now, in full sentences; nothing, if there is no advice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.extend(Some(hint.into()).filter(|hint| !hint.is_empty()));
        self
    }

    /// Returns this failure with what another says after it; its kind stays as it is.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.errors.extend(other.errors);
        self.hints.extend(other.hints);
        self
    }

    /// Returns what kind of failure it is.
    #[must_use]
    pub fn kind(&self) -> FailureKind {
        self.kind
    }

    /// Returns the exit status: 1 if it failed, 2 for wrong usage, 128 and its number for a signal.
    #[must_use]
    pub fn status(&self) -> u8 {
        match self.kind {
            FailureKind::Failed | FailureKind::Locked => 1,
            FailureKind::Usage => 2,
            FailureKind::Signalled(number) => u8::try_from(number).unwrap_or(0).saturating_add(128),
        }
    }

    /// Returns what happened, each with its causes after it, a line each, without the hints.
    #[must_use]
    pub fn what(&self) -> String {
        self.errors.iter().map(|error| with_causes(error.as_ref())).collect::<Vec<_>>().join("\n")
    }

    /// Returns all there is to tell: what happened with its causes, then the hints, each on a line of its own.
    #[must_use]
    pub fn told(&self) -> String {
        let what = Some(self.what()).filter(|what| !what.is_empty());
        what.into_iter().chain(self.hints.iter().cloned()).collect::<Vec<_>>().join("\n")
    }

    /// Writes what is [`told`](Self::told), cleaned; nothing, if there is nothing to tell.
    ///
    /// # Errors
    /// What the writer says; there may be nobody left to tell.
    pub fn print(&self, out: &mut impl Write) -> io::Result<()> {
        let told = self.told();
        if told.is_empty() {
            return Ok(());
        }
        out.write_all(sanitize(told.trim_end()).as_bytes())?;
        out.write_all(b"\n")?;
        out.flush()
    }
}

/// Returns what an error says and, after a colon each, what it was caused by, as one sentence.
fn with_causes(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    if error.source().is_none() {
        return text;
    }
    for cause in successors(error.source(), |cause| (*cause).source()) {
        text = format!("{text}: {cause}");
    }
    if text.ends_with('.') { text } else { text + "." }
}

impl From<Diagnostics> for Failure {
    fn from(diagnostics: Diagnostics) -> Self {
        Self::new(diagnostics)
    }
}

/// Says what happened, without its causes and hints.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.errors.iter().enumerate() {
            let gap = if index == 0 { "" } else { "\n" };
            write!(f, "{gap}{error}")?;
        }
        Ok(())
    }
}

impl Error for Failure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.errors.first().and_then(|error| error.source())
    }
}

/// What happened, and the error that made it happen.
#[derive(Debug)]
struct Caused {
    what: String,
    source: AnyError,
}

impl fmt::Display for Caused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl Error for Caused {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(self.source.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(failure: &Failure) -> String {
        let mut printed = Vec::new();
        failure.print(&mut printed).unwrap();
        String::from_utf8(printed).unwrap()
    }

    #[test]
    fn a_failure_is_printed_with_its_causes_and_then_a_line_for_each_hint() {
        let key = Failure::new("Line 2 is no key").caused_by("it has a slip in it");
        let failure =
            Failure::new("The record cannot be opened").caused_by(key).hint("Mend it.").hint("Or not.");
        let told = "The record cannot be opened: Line 2 is no key: it has a slip in it.\nMend it.\nOr not.\n";
        assert_eq!(printed(&failure), told);
        assert_eq!(failure.to_string(), "The record cannot be opened", "whoever has it asks for its source");
        let place = Failure::new("/srv/anna.age").caused_by("The file is empty.").hint("");
        assert_eq!(printed(&place), "/srv/anna.age: The file is empty.\n");
    }

    #[test]
    fn the_error_that_caused_it_can_be_looked_at() {
        let failure = Failure::new("It could not be read").caused_by(io::Error::from_raw_os_error(5));
        let source = failure.source().and_then(|source| source.downcast_ref::<io::Error>());
        assert_eq!(source.and_then(io::Error::raw_os_error), Some(5));
        assert!(Failure::new("It could not be read.").source().is_none());
    }

    #[test]
    fn what_could_act_on_a_terminal_is_printed_nowhere() {
        let failure = Failure::new("No \u{1b}[2Jfile").caused_by("\u{9b}it\u{202e}").hint("Name\u{7} one.");
        assert_eq!(printed(&failure), "No [2Jfile: it.\nName one.\n");
        assert_eq!(printed(&Failure::usage("error: what?\n\n")), "error: what?\n");
    }

    #[test]
    fn of_two_failures_both_are_told_and_the_first_has_the_exit_status() {
        let unsaved = || Failure::new("It was not saved.").hint("Make room.");
        let lost = Failure::new("The terminal is gone").caused_by("hung up").hint("Nothing is kept.");
        let both = "The terminal is gone: hung up.\nIt was not saved.\nNothing is kept.\nMake room.\n";
        assert_eq!(printed(&lost.and(unsaved())), both);
        let ended = Failure::signalled(15).and(unsaved());
        assert_eq!((printed(&ended).as_str(), ended.status()), ("It was not saved.\nMake room.\n", 143));
    }

    #[test]
    fn each_kind_has_its_exit_status_and_what_needs_no_telling_prints_nothing() {
        for (failure, status) in
            [(Failure::new("No."), 1), (Failure::locked("Not now."), 1), (Failure::usage("What?"), 2)]
        {
            assert_eq!(failure.status(), status, "{failure}");
        }
        for (quiet, status) in
            [(Failure::silent(), 1), (Failure::signalled(2), 130), (Failure::signalled(-1), 128)]
        {
            assert_eq!((printed(&quiet).as_str(), quiet.status()), ("", status));
        }
    }
}
