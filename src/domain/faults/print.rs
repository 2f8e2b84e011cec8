//! Why a page was not printed, as whoever prints it finds out and whoever asked for it is told.
//!
//! It knows no printer, and holds nothing of the page.

/// Why a page was not printed, or may not have been.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PrintFault {
    /// The settings have no command that prints.
    NoCommand,
    /// There is no program of this name.
    NotFound,
    /// The program may not be run.
    NoPermission,
    /// The command ended with this status, which is not 0.
    Ended(i32),
    /// A signal of this number ended the command.
    Killed(i32),
    /// The command ended well, and had not read all of the page.
    NotRead,
    /// The command took longer than it may, and was ended.
    TookTooLong,
    /// Something else; what the system says of it, cleaned.
    Other(String),
}
