//! Checks that a folder, or the program at the other end of a socket, belongs to the user of this program.
//!
//! It creates the one folder for sockets and must not change anything else. It must not know what goes over a socket.

use super::paths::typed;
use crate::domain::faults::display::DisplayFault;
use crate::domain::sanitize::sanitize;
use rustix::process::geteuid;
use std::fs::{self, DirBuilder, Metadata, Permissions};
use std::io::{self, ErrorKind};
use std::os::fd::BorrowedFd;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// The bits of a mode by which others can read, write or enter.
const OTHERS: u32 = 0o077;
/// The bits of a mode by which others can write.
const OTHERS_WRITE: u32 = 0o022;

/// The bits of a mode that a place for everybody has: they can write there, or each can remove only their own.
const EVERYBODYS: u32 = 0o1002;

/// The program's folder in a runtime folder.
const FOLDER: &str = "stillpoint";

/// Asks for the number of the user at the other end of a socket.
pub(crate) type PeerOf = fn(BorrowedFd<'_>) -> io::Result<u32>;

/// Returns the number of the user at the other end of a socket, as the kernel noted it when the two were connected.
///
/// # Errors
/// If it is no connected socket.
pub fn peer(socket: BorrowedFd<'_>) -> io::Result<u32> {
    Ok(rustix::net::sockopt::socket_peercred(socket)?.uid.as_raw())
}

/// Returns the number of the user of this program.
#[must_use]
pub fn own() -> u32 {
    geteuid().as_raw()
}

/// Says whether a path is a folder of this user.
#[must_use]
pub(crate) fn is_own_folder(folder: &Path) -> bool {
    fs::metadata(folder).is_ok_and(|found| found.is_dir() && found.uid() == own())
}

/// Says whether a folder is this user's and no place that everybody may use, such as the one for temporary files.
#[must_use]
pub(crate) fn is_kept_by_own_user(folder: &Path) -> bool {
    let found = fs::metadata(folder).map(|found| mode(&found));
    is_own_folder(folder) && found.is_ok_and(|mode| mode & EVERYBODYS == 0)
}

/// Returns where the socket of a walkthrough lies, unless another one was there first.
#[must_use]
pub fn usual_socket(runtime: &Path) -> PathBuf {
    runtime.join(FOLDER).join("display.sock")
}

/// Makes the program's folder in the user's runtime folder, unless it is there; both have to be private.
///
/// # Errors
/// If one of them is not, or it cannot be made.
pub(crate) fn folder_in(runtime: &Path) -> Result<PathBuf, DisplayFault> {
    verify(runtime, OTHERS_WRITE)?;
    let folder = runtime.join(FOLDER);
    match DirBuilder::new().mode(0o700).create(&folder) {
        // Made just now, in a folder in which nobody else can put anything in its place: the umask has no say.
        Ok(()) => {
            fs::set_permissions(&folder, Permissions::from_mode(0o700)).map_err(|e| unusable(&folder, &e))?
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        Err(error) => return Err(unusable(&folder, &error)),
    }
    verify(&folder, OTHERS)?;
    Ok(folder)
}

/// Verifies that a socket lies in a folder that nobody but this user can enter.
///
/// # Errors
/// If it does not, or that cannot be said. A folder that is not there is none of these: nobody can be in it.
pub(crate) fn verify_folder_of(socket: &Path) -> Result<(), DisplayFault> {
    let folder = socket.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match fs::metadata(folder) {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(()),
        _ => verify(folder, OTHERS),
    }
}

/// Verifies that a folder is this user's and that nobody else has any of these rights on it.
fn verify(folder: &Path, rights: u32) -> Result<(), DisplayFault> {
    let found = fs::metadata(folder).map_err(|error| unusable(folder, &error))?;
    if !found.is_dir() {
        return Err(DisplayFault::NoFolder(named(folder)));
    }
    if found.uid() != own() {
        return Err(DisplayFault::OfAnotherUser(named(folder)));
    }
    match (mode(&found), typed(folder).filter(|_| is_program_folder(folder))) {
        (closed, _) if closed & rights == 0 => Ok(()),
        (mode, Some(folder)) => Err(DisplayFault::OpenToOthers { folder, mode }),
        (_, None) => Err(DisplayFault::Shared(named(folder))),
    }
}

/// Says whether a folder has the name of the one that this program makes. Only that one can be closed without harm to
/// anybody: root's folder for temporary files is root's too, and has to stay open.
fn is_program_folder(folder: &Path) -> bool {
    folder.file_name().is_some_and(|name| name == FOLDER)
}

fn mode(found: &Metadata) -> u32 {
    found.mode() & 0o7777
}

/// Turns an error of the system about a folder or a socket into a fault.
pub(in crate::shell) fn unusable(path: &Path, error: &io::Error) -> DisplayFault {
    DisplayFault::System { path: named(path), detail: sanitize(&error.to_string()).into_owned() }
}

/// Returns a path as it can be shown.
fn named(path: &Path) -> String {
    sanitize(&path.display().to_string()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::fd::AsFd;
    use std::os::unix::net::UnixStream;

    fn with_mode(folder: &Path, mode: u32) -> PathBuf {
        fs::set_permissions(folder, Permissions::from_mode(mode)).unwrap();
        folder.to_owned()
    }

    #[test]
    fn the_folder_is_made_private_and_one_that_is_not_is_refused() {
        let runtime = tempfile::tempdir().unwrap();
        let folder = folder_in(runtime.path()).unwrap();
        assert_eq!(fs::metadata(&folder).unwrap().mode() & 0o7777, 0o700);
        assert_eq!(folder_in(runtime.path()), Ok(folder.clone()), "it is there already");
        for open in [0o701, 0o710, 0o755, 0o770] {
            with_mode(&folder, open);
            let refused = folder_in(runtime.path()).unwrap_err();
            let here = folder.display().to_string();
            assert_eq!(refused, DisplayFault::OpenToOthers { folder: here, mode: open });
            assert!(verify_folder_of(&folder.join("a.sock")).is_err());
        }
        with_mode(&folder, 0o700);
        with_mode(runtime.path(), 0o720);
        let refused = folder_in(runtime.path()).unwrap_err();
        let shared = DisplayFault::Shared(runtime.path().display().to_string());
        assert_eq!(refused, shared, "somebody else could exchange what is in it");
        with_mode(runtime.path(), 0o755);
        assert!(folder_in(runtime.path()).is_ok());
    }

    #[test]
    fn a_file_or_a_link_into_the_open_is_no_private_folder() {
        let runtime = tempfile::tempdir().unwrap();
        fs::write(runtime.path().join("stillpoint"), "").unwrap();
        assert!(folder_in(runtime.path()).is_err_and(|fault| matches!(fault, DisplayFault::NoFolder(_))));
        fs::remove_file(runtime.path().join("stillpoint")).unwrap();
        std::os::unix::fs::symlink("/", runtime.path().join("stillpoint")).unwrap();
        assert!(folder_in(runtime.path()).is_err());
        assert!(verify_folder_of(&runtime.path().join("not/there.sock")).is_ok());
    }

    #[test]
    fn the_other_end_is_known_by_its_user() {
        let (one, _other) = UnixStream::pair().unwrap();
        assert_eq!(peer(one.as_fd()).unwrap(), own());
    }
}
