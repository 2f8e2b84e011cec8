//! Why a record could not be begun while a walkthrough runs.
//!
//! `shell` finds the reason, and the counselor's side says it in the language of the session. It must not hold the name
//! that was typed.

use super::save::RecordFault;

/// The fault of a text that cannot be the name of a record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NameFault {
    /// There is nothing.
    Empty,
    /// It begins with a sign.
    Start,
    /// It has this character in it.
    Sign(char),
    /// It ends as the name of a record's file does.
    FileEnding,
    /// It is too long.
    TooLong,
}

/// Why a record could not be begun.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum BeginFault {
    /// The settings name no folder for records.
    NoFolder,
    /// The settings name nobody who could open a record.
    NoRecipients,
    /// What was typed is no name of a record.
    Name(NameFault),
    /// There is a record of this name.
    Taken,
    /// The counselor's own key could not open it again.
    OwnKey,
    /// The disk, the folder or another program did not let it happen.
    Record(RecordFault),
}
