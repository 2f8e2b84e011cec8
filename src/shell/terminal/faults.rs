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

/// Says why the terminal could not be taken over.
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
            Self::Background => {
                write!(f, "The program was started in the background. Start it again without the `&`.")
            }
            Self::Modes(_) => write!(
                f,
                "The terminal's modes could not be changed. Try another terminal window, or run: stillpoint report ANSWERS."
            ),
            Self::Output(_) => {
                write!(
                    f,
                    "The terminal takes no output. Try another terminal window, or run: stillpoint report ANSWERS."
                )
            }
            Self::Suspend(_) => write!(f, "The program could not be suspended. It goes on."),
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

/// Says that the terminal cannot be used.
pub(in crate::shell) fn unusable(error: io::Error) -> Failure {
    Failure::new("The terminal cannot be used").caused_by(error).hint(
        "Nothing is kept but what you saved. Try another terminal window, or run: stillpoint report ANSWERS",
    )
}

/// Says that the terminal is gone.
pub(in crate::shell) fn lost() -> Failure {
    Failure::failed("The terminal was closed.", "Nothing is kept but what you saved.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::error::Error;

    #[test]
    fn errors_are_full_sentences_with_their_cause() {
        let errors = [
            TerminalError::NotATerminal(Stream::Input),
            TerminalError::NotATerminal(Stream::Output),
            TerminalError::Background,
            TerminalError::Modes(io::ErrorKind::Other.into()),
            TerminalError::Output(io::ErrorKind::Other.into()),
            TerminalError::Suspend(io::ErrorKind::Other.into()),
        ];
        for error in errors {
            assert!(error.to_string().ends_with('.'), "{error}");
            let has_cause = !matches!(error, TerminalError::NotATerminal(_) | TerminalError::Background);
            assert_eq!(error.source().is_some(), has_cause, "{error}");
        }
    }
}
