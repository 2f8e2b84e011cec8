//! Why a copy or a record was not saved.
//!
//! `files` finds the reason on the disk, and screens say it in the language of the session. It must not hold anything
//! of what was to be saved.

use crate::domain::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// Why a file was not saved. With [`Unconfirmed`](Self::Unconfirmed) it may have been.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum SaveFault {
    /// Something has this name already, even if it is a link that leads nowhere, and it may not be replaced.
    Exists,
    /// The place may not be written to.
    NoPermission,
    /// The disk is full, or the quota of this account is.
    DiskFull,
    /// The name is that of a folder.
    IsFolder,
    /// The file system cannot be written to by anybody.
    ReadOnly,
    /// The folder that it should be in does not exist.
    NoFolder,
    /// The name is empty or too long, or it is that of a device, a pipe or a socket.
    BadName,
    /// The file is there under its name, but the disk has not confirmed that it will stay.
    Unconfirmed,
    /// Something else, in the words of the system, cleaned.
    Other(String),
}

/// Why a record could not be opened, written or removed; it holds nothing of what is in the record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RecordFault {
    /// The disk or the folder did not let it happen.
    Disk(SaveFault),
    /// The folder lets others in: its mode is not 0700.
    OpenToOthers,
    /// Another program has the record open, and says who it is if it can.
    LockedRecord(Option<Holder>),
    /// Another program has written the file since it was read or written here. It was not overwritten.
    Changed,
    /// The record is larger than one may be.
    TooLarge,
    /// Two files have its name, and differ in capitals or in how letters are composed.
    Twice,
    /// It could not be encrypted.
    NotSealed,
}

/// Who has a record open.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Holder {
    /// The number of its process.
    pub pid: u32,
    /// The machine it runs on.
    pub host: String,
    /// Since when.
    pub since: Timestamp,
}
