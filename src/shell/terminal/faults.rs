//! What can be wrong with a terminal, and what is said of it.

use crate::shell::world::error::Failure;
use std::fmt;
use std::io;

/// Names one of the two streams that have to be a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Standard input.
    Input,
    /// Standard output.
    Output,
}

/// Says why the terminal could not be taken over. What has a source is printed without a full stop, for the source
/// follows it.
#[derive(Debug)]
pub enum TerminalError {
    /// The stream is a file, a pipe or closed.
    NotATerminal(Stream),
    /// The program was started in the background, where the terminal is not its own.
    Background,
    /// The modes could not be read or set.
    Modes(io::Error),
    /// The terminal took no output.
    Output(io::Error),
    /// The program could not be suspended.
    Suspend(io::Error),
}

impl fmt::Display for TerminalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotATerminal(Stream::Input) => write!(f, "Standard input is not a terminal."),
            Self::NotATerminal(Stream::Output) => write!(f, "Standard output is not a terminal."),
            Self::Background => write!(f, "The program was started in the background."),
            Self::Modes(_) => write!(f, "The terminal's modes could not be changed"),
            Self::Output(_) => write!(f, "The terminal takes no output"),
            Self::Suspend(_) => write!(f, "The program could not be suspended"),
        }
    }
}

impl std::error::Error for TerminalError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::NotATerminal(_) | Self::Background => None,
            Self::Modes(error) | Self::Output(error) | Self::Suspend(error) => Some(error),
        }
    }
}

impl From<TerminalError> for Failure {
    fn from(error: TerminalError) -> Self {
        let hint = match &error {
            TerminalError::NotATerminal(_) | TerminalError::Suspend(_) => "",
            TerminalError::Background => "Start it again without the `&`.",
            TerminalError::Modes(_) | TerminalError::Output(_) => {
                "Try another terminal window, or run: stillpoint report ANSWERS"
            }
        };
        Self::new(error).hint(hint)
    }
}

/// Says that something cannot be run without a terminal, and what to do instead.
pub(super) fn no_terminal(what: &str, instead: &str) -> Failure {
    Failure::new(format!("{what} needs a terminal for its input and its output, and there is none here."))
        .hint(instead)
}

/// Says that text cannot be placed on the terminal, and what to do instead.
pub(super) fn no_placing(instead: &str) -> Failure {
    Failure::new("This terminal cannot place text on the screen (TERM is empty or \"dumb\").").hint(instead)
}

/// Says that the program had a fault of its own, and no more than that.
pub(super) fn own_fault() -> Failure {
    Failure::new("stillpoint had a fault and ended. Nothing is kept but what you saved.").hint(
        "Starting it again is safe. If it happens again, please report what you did, not what you answered.",
    )
}

/// Says that the terminal cannot be used.
pub(in crate::shell) fn unusable(error: io::Error) -> Failure {
    Failure::new("The terminal cannot be used").caused_by(error).hint(
        "Nothing is kept but what you saved. Try another terminal window, or run: stillpoint report ANSWERS",
    )
}

/// Says that the terminal is gone.
pub(in crate::shell) fn lost() -> Failure {
    Failure::new("The terminal was closed.").hint("Nothing is kept but what you saved.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::error::Error;

    #[test]
    fn errors_are_told_in_full_sentences_with_their_cause() {
        let errors = [
            TerminalError::NotATerminal(Stream::Input),
            TerminalError::NotATerminal(Stream::Output),
            TerminalError::Background,
            TerminalError::Modes(io::Error::from_raw_os_error(5)),
            TerminalError::Output(io::Error::from_raw_os_error(5)),
            TerminalError::Suspend(io::Error::from_raw_os_error(5)),
        ];
        for error in errors {
            let has_cause = !matches!(error, TerminalError::NotATerminal(_) | TerminalError::Background);
            let told = Failure::from(error);
            assert!(told.what().ends_with('.'), "{told}");
            assert_eq!(told.source().is_some_and(|cause| cause.is::<io::Error>()), has_cause, "{told}");
            assert_eq!(told.what().contains(": Input/output error (os error 5)."), has_cause, "{told}");
        }
    }
}
