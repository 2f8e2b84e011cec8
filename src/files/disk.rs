//! The operations on a disk that records need, as a trait, and the real disk.
//!
//! Each method is one step of the system, so that a test can implement the trait, cut the power after any step and let
//! any step fail. This module must not know what is written, or in which order the steps make a write safe. It follows
//! no symbolic link below the folder.

use rustix::fs::{AtFlags, CWD, FlockOperation, Mode, OFlags, flock, fstat, openat, statat};
use rustix::io::Errno;
use std::fs::{self, File, Permissions};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::Path;

/// How often a lock file is opened anew if another program deletes it between our opening and locking it.
const TRIES: usize = 100;

/// A file in a folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The name.
    pub name: String,
    /// How long it is, in bytes.
    pub bytes: u64,
    /// When it was changed, in seconds since the beginning of 1970.
    pub changed: i64,
}

/// How a lock is held.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hold {
    /// Exclusively. If another program holds the lock, the call returns at once.
    Alone,
    /// Shared. If another program holds the lock exclusively, the call waits: that lasts only a moment.
    Together,
}

/// A disk. Its errors are those of the system; the caller decides what they mean.
pub trait Disk: Clone + Send + 'static {
    /// A file that is open to be written.
    type File: Send;
    /// A lock; it is given back when it is dropped, and by the system when the program ends in any way.
    type Lock: Send;

    /// Returns the rights of a folder, as in 0o700.
    ///
    /// # Errors
    /// Also if it is no folder.
    fn mode_of_folder(&self, folder: &Path) -> io::Result<u32>;
    /// Creates a folder that only its owner can enter, whatever the umask. Its parent has to exist.
    ///
    /// # Errors
    /// What the system says.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;
    /// Creates a file that only its owner can read, whatever the umask.
    ///
    /// # Errors
    /// Also if there is something under this name.
    fn create(&self, path: &Path) -> io::Result<Self::File>;
    /// Opens an existing file to overwrite it from its beginning.
    ///
    /// # Errors
    /// Also if it is no file.
    fn overwrite(&self, path: &Path) -> io::Result<Self::File>;
    /// Appends bytes.
    ///
    /// # Errors
    /// What the system says; some of it may be written then.
    fn write(&self, file: &mut Self::File, bytes: &[u8]) -> io::Result<()>;
    /// Syncs a file: when this returns, its bytes survive a power cut.
    ///
    /// # Errors
    /// What the system says; it is not known what will stay then.
    fn sync(&self, file: &Self::File) -> io::Result<()>;
    /// Renames a file in one step, and replaces a file that has the new name.
    ///
    /// # Errors
    /// What the system says.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Deletes a file.
    ///
    /// # Errors
    /// What the system says.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Syncs a folder: when this returns, the names in it survive a power cut.
    ///
    /// # Errors
    /// What the system says; it is not known what will stay then.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// Lists the files in a folder, in no order; names that are not Unicode are left out.
    ///
    /// # Errors
    /// What the system says.
    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>>;
    /// Reads a file, but not more than one byte over `most`.
    ///
    /// # Errors
    /// Also if it is no file.
    fn read(&self, path: &Path, most: usize) -> io::Result<Vec<u8>>;
    /// Locks a file, and with `make` creates it first; `None` if another program holds the lock.
    ///
    /// # Errors
    /// What the system says.
    fn lock(&self, path: &Path, hold: Hold, make: bool) -> io::Result<Option<Self::Lock>>;
    /// Says whether the file that a lock was taken on still has this name.
    ///
    /// # Errors
    /// What the system says, but for a missing file.
    fn is_still(&self, path: &Path, lock: &Self::Lock) -> io::Result<bool>;
    /// Replaces the content of a lock file.
    ///
    /// # Errors
    /// What the system says.
    fn sign(&self, lock: &mut Self::Lock, text: &str) -> io::Result<()>;
}

/// The disk of this machine.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct RealDisk;

/// A file that is locked for as long as it is open.
#[derive(Debug)]
pub struct Locked(File);

impl Disk for RealDisk {
    type File = File;
    type Lock = Locked;

    fn mode_of_folder(&self, folder: &Path) -> io::Result<u32> {
        let found = fs::metadata(folder)?;
        if found.is_dir() { Ok(found.mode() & 0o777) } else { Err(ErrorKind::NotADirectory.into()) }
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        fs::DirBuilder::new().mode(0o700).create(folder)?;
        // The umask may have removed rights of the owner too.
        fs::set_permissions(folder, Permissions::from_mode(0o700))
    }

    fn create(&self, path: &Path) -> io::Result<File> {
        let file = open(path, OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL)?;
        file.set_permissions(Permissions::from_mode(0o600))?;
        Ok(file)
    }

    fn overwrite(&self, path: &Path) -> io::Result<File> {
        regular(open(path, OFlags::WRONLY)?)
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        File::open(folder)?.sync_all()
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            // Another program may delete a file between listing and looking at it; such a file is left out.
            let Ok(found) = entry.metadata() else { continue };
            let Ok(name) = entry.file_name().into_string() else { continue };
            if found.is_file() {
                entries.push(Entry { name, bytes: found.len(), changed: found.mtime() });
            }
        }
        Ok(entries)
    }

    fn read(&self, path: &Path, most: usize) -> io::Result<Vec<u8>> {
        let file = regular(open(path, OFlags::RDONLY)?)?;
        let mut bytes = Vec::new();
        file.take(u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1)).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn lock(&self, path: &Path, hold: Hold, make: bool) -> io::Result<Option<Locked>> {
        let flags = if make { OFlags::RDWR | OFlags::CREATE } else { OFlags::RDONLY };
        let operation = match hold {
            Hold::Alone => FlockOperation::NonBlockingLockExclusive,
            Hold::Together => FlockOperation::LockShared,
        };
        for _ in 0..TRIES {
            let locked = Locked(regular(open(path, flags)?)?);
            match flock(&locked.0, operation) {
                Ok(()) => {}
                Err(Errno::WOULDBLOCK) => return Ok(None),
                Err(Errno::INTR) => continue,
                Err(error) => return Err(error.into()),
            }
            if make {
                locked.0.set_permissions(Permissions::from_mode(0o600))?;
            }
            // The last holder may have deleted the file after we opened it. Then our lock is on a file without a name,
            // and another program could lock the new one.
            if self.is_still(path, &locked)? {
                return Ok(Some(locked));
            }
        }
        Err(Errno::AGAIN.into())
    }

    fn is_still(&self, path: &Path, lock: &Locked) -> io::Result<bool> {
        let ours = fstat(&lock.0)?;
        match statat(CWD, path, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(named) => Ok((named.st_dev, named.st_ino) == (ours.st_dev, ours.st_ino)),
            Err(Errno::NOENT) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    fn sign(&self, lock: &mut Locked, text: &str) -> io::Result<()> {
        lock.0.set_len(0)?;
        lock.0.rewind()?;
        lock.0.write_all(text.as_bytes())
    }
}

/// Opens a file without following a symbolic link, and without blocking on a pipe.
fn open(path: &Path, flags: OFlags) -> io::Result<File> {
    let always = OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
    match openat(CWD, path, flags | always, Mode::from_raw_mode(0o600)) {
        Ok(file) => Ok(file.into()),
        // The system says so if the name is a symbolic link.
        Err(Errno::LOOP) => Err(ErrorKind::InvalidInput.into()),
        Err(error) => Err(error.into()),
    }
}

/// Lets only regular files pass.
fn regular(file: File) -> io::Result<File> {
    match file.metadata()? {
        found if found.is_file() => Ok(file),
        found if found.is_dir() => Err(ErrorKind::IsADirectory.into()),
        _ => Err(ErrorKind::InvalidInput.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn a_lock_is_held_by_one_until_it_is_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".a.lock");
        let disk = RealDisk;
        let mut held = disk.lock(&path, Hold::Alone, true).unwrap().unwrap();
        disk.sign(&mut held, "longer than this").unwrap();
        disk.sign(&mut held, "me").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "me");
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o600);
        assert!(disk.lock(&path, Hold::Alone, true).unwrap().is_none());
        assert!(disk.is_still(&path, &held).unwrap());
        fs::remove_file(&path).unwrap();
        assert!(!disk.is_still(&path, &held).unwrap());
        // A new file is another lock, and the old one says so.
        let other = disk.lock(&path, Hold::Alone, true).unwrap().unwrap();
        assert!(!disk.is_still(&path, &held).unwrap() && disk.is_still(&path, &other).unwrap());
        drop(other);
        assert!(disk.lock(&path, Hold::Alone, false).unwrap().is_some());
    }

    #[test]
    fn many_hold_together_and_nobody_alone_meanwhile() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".session");
        let disk = RealDisk;
        assert_eq!(disk.lock(&path, Hold::Alone, false).unwrap_err().kind(), ErrorKind::NotFound);
        let together = [(); 2].map(|()| disk.lock(&path, Hold::Together, true).unwrap().unwrap());
        assert!(disk.lock(&path, Hold::Alone, false).unwrap().is_none());
        drop(together);
        assert!(disk.lock(&path, Hold::Alone, false).unwrap().is_some());
    }

    #[test]
    fn links_folders_and_pipes_are_not_files() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("file"), "precious").unwrap();
        symlink(at("file"), at("link")).unwrap();
        fs::create_dir(at("folder")).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(at("pipe")).status().unwrap().success());
        let disk = RealDisk;
        for name in ["link", "folder", "pipe"] {
            assert!(disk.read(&at(name), 10).is_err(), "{name}");
            assert!(disk.create(&at(name)).is_err(), "{name}");
            assert!(disk.overwrite(&at(name)).is_err(), "{name}");
            assert!(disk.lock(&at(name), Hold::Alone, true).is_err(), "{name}");
        }
        assert_eq!(fs::read_to_string(at("file")).unwrap(), "precious");
        assert_eq!(
            disk.read(&at("file"), 3).unwrap(),
            b"prec",
            "one byte more than asked shows that there is more"
        );
        let names: Vec<String> =
            disk.list(folder.path()).unwrap().into_iter().map(|entry| entry.name).collect();
        assert_eq!(names, ["file"]);
        assert!(disk.mode_of_folder(&at("file")).is_err());
    }
}
