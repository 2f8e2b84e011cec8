//! A file that one kiosk holds, so that another one of the same machine does not write over what it keeps.
//!
//! The system lets go of it when the program ends, however it ends. It must not hold anything but its name.

use rustix::fs::{FlockOperation, Mode, OFlags, fchmod, flock, open};
use rustix::io::Errno;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

/// What came of it.
pub(super) enum HoldOutcome {
    /// It is held until this is dropped.
    Ours(OwnedFd),
    /// Another program holds it.
    OfAnother,
    /// It cannot be held here, such as in a folder that is missing.
    Impossible,
}

/// Holds what stands at a path, by a hidden file beside it. It does not wait.
pub(super) fn hold(path: &Path) -> HoldOutcome {
    let flags = OFlags::RDONLY | OFlags::CREATE | OFlags::CLOEXEC | OFlags::NOFOLLOW;
    let Some(lock) = beside(path) else { return HoldOutcome::Impossible };
    // Another user's kiosk can hold it as well, and needs no more than to read it.
    let readable = Mode::RUSR | Mode::WUSR | Mode::RGRP | Mode::ROTH;
    let Ok(file) = open(lock, flags, readable) else { return HoldOutcome::Impossible };
    // The mask of the kiosk's unit takes that right away. Only who made the file may give it back.
    let _ = fchmod(&file, readable);
    match flock(&file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => HoldOutcome::Ours(file),
        Err(Errno::WOULDBLOCK) => HoldOutcome::OfAnother,
        Err(_) => HoldOutcome::Impossible,
    }
}

/// Returns the hidden file beside a path.
fn beside(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_str()?;
    Some(path.with_file_name(format!(".{name}.lock")))
}
