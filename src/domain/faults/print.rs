//! Why a page was not printed.
//!
//! The shell finds the reason, and a visitor or the staff are told. It must not hold anything of the page.

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
    /// Something else, in the words of the system, cleaned.
    Other(String),
}
