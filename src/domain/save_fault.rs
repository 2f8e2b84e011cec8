//! Why a copy was not saved, as whoever saves it finds out and whoever asked for it is told.
//!
//! It knows no disk and no screen.

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
