//! The few things that keeping records asks of a disk, each one step.
//!
//! A trait, so that a test can cut the power after every step, or let any of them fail. Nothing here knows what is
//! written, or in which order the steps make a write safe. No link is followed but on the way to the folder.

use rustix::fs::{AtFlags, CWD, FlockOperation, Mode, OFlags, flock, fstat, openat, statat};
use rustix::io::Errno;
use std::fs::{self, File, Permissions};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::Path;

/// How often a lock file that is taken away under our hands is opened anew.
const TRIES: usize = 100;

/// What stands in a folder under a name.
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
    /// By one alone; it is not waited for.
    Alone,
    /// By any number together; whoever holds it alone is waited for, which is for a moment only.
    Together,
}

/// A disk. Errors are those of the system; what they mean is not decided here.
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
    /// Makes a folder for its owner alone, whatever the umask. The one above has to be there.
    ///
    /// # Errors
    /// What the system says.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;
    /// Makes a new file for its owner alone, whatever the umask.
    ///
    /// # Errors
    /// Also if there is something under this name.
    fn create(&self, path: &Path) -> io::Result<Self::File>;
    /// Opens a file that is there, to write over it from its beginning.
    ///
    /// # Errors
    /// Also if it is no file.
    fn overwrite(&self, path: &Path) -> io::Result<Self::File>;
    /// Writes on.
    ///
    /// # Errors
    /// What the system says; some of it may be written then.
    fn write(&self, file: &mut Self::File, bytes: &[u8]) -> io::Result<()>;
    /// Waits until what was written to a file will stay.
    ///
    /// # Errors
    /// What the system says; it is not known what will stay then.
    fn sync(&self, file: &Self::File) -> io::Result<()>;
    /// Gives a file another name, in one step; what had that name gives way.
    ///
    /// # Errors
    /// What the system says.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Takes a file away.
    ///
    /// # Errors
    /// What the system says.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Waits until the names in a folder will stay as they are.
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
    /// Takes a lock on a file, which is made if `make` says so; `None` if another program has it.
    ///
    /// # Errors
    /// What the system says.
    fn lock(&self, path: &Path, hold: Hold, make: bool) -> io::Result<Option<Self::Lock>>;
    /// Says whether the file that a lock was taken on still has this name.
    ///
    /// # Errors
    /// What the system says, but for a missing file.
    fn is_still(&self, path: &Path, lock: &Self::Lock) -> io::Result<bool>;
    /// Replaces what stands in the file of a lock.
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
        // The umask may have taken rights of its owner away.
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
            // One that is removed at this moment is not there.
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
            // Whoever held it may have taken the file away in between: then this lock is on nothing.
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

/// Opens a file itself, never what a link leads to, and without waiting for anybody.
fn open(path: &Path, flags: OFlags) -> io::Result<File> {
    let always = OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
    match openat(CWD, path, flags | always, Mode::from_raw_mode(0o600)) {
        Ok(file) => Ok(file.into()),
        // A link stands there.
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
