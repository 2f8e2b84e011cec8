//! Why a copy or a record was not saved, as whoever saves it finds out and whoever asked for it is told.
//!
//! It knows no disk and no screen.

use crate::domain::timestamp::Timestamp;

/// Why nothing was saved, but for [`Unconfirmed`](Self::Unconfirmed).
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SaveFault {
    /// Something has this name already (a link that leads nowhere, too), and it was to be kept.
    Exists,
    /// The place may not be written to.
    NoPermission,
    /// There is no room left, or no more than one person's share.
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
    /// Something else; what the system says of it, cleaned.
    Other(String),
}

/// Why a record could not be opened, written or removed; it holds nothing of what is in the record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RecordFault {
    /// The disk or the folder did not let it happen.
    Disk(SaveFault),
    /// The folder lets others in: its mode is not 0700.
    OpenToOthers,
    /// Another program has the record open; who, if it says so.
    LockedRecord(Option<Holder>),
    /// Something else has written its file since it was read or written here. It was not overwritten.
    Changed,
    /// The record is larger than one may be.
    TooLarge,
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
