//! A folder of this machine, held by its descriptor.
//!
//! Links that stand in the path when the folder is opened are followed once. From then on nothing is: whoever exchanges
//! the folder or a file in it for a link leads this program nowhere. This module must not know what is written.

use super::disk::{Entry, Folder, Hold};
use rustix::fs::{
    AtFlags, Dir, FileType, FlockOperation, Mode, OFlags, RenameFlags, Stat, flock, fstat, linkat, open,
    openat, renameat, renameat_with, statat, syncfs, unlinkat,
};
use rustix::io::Errno;
use rustix::path::Arg;
use std::ffi::OsStr;
use std::fs::{self, DirBuilder, File, Permissions};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

/// How often a lock file is opened anew if another program deletes it between our opening and locking it.
const TRIES: usize = 100;

/// A folder of this machine that is held open. Clones are the same one.
#[derive(Clone, Debug)]
pub struct RealFolder {
    held: Arc<OwnedFd>,
    /// The path by which it was opened.
    path: PathBuf,
    /// The same path without a link in it.
    true_path: PathBuf,
}

/// A file, or a folder, that is locked for as long as it is open.
#[derive(Debug)]
pub struct Locked(File);

impl RealFolder {
    /// Opens a folder.
    ///
    /// # Errors
    /// Also if it is no folder.
    pub fn open(path: &Path) -> io::Result<Self> {
        let true_path = fs::canonicalize(path)?;
        let held = Arc::new(open_without_links(&true_path)?);
        Ok(Self { held, path: path.to_owned(), true_path })
    }

    /// Opens the folder of a file, and returns the name of the file in it.
    ///
    /// # Errors
    /// Also if the path has no name of a file.
    pub(super) fn around(file: &Path) -> io::Result<(Self, &OsStr)> {
        let name = file.file_name().ok_or(ErrorKind::InvalidInput)?;
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
        Ok((Self::open(folder.unwrap_or(Path::new(".")))?, name))
    }

    /// Deletes a file.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn delete(&self, name: impl Arg) -> io::Result<()> {
        Ok(unlinkat(&self.held, name, AtFlags::empty())?)
    }

    /// Reads a file, but not more than one byte over `most`.
    ///
    /// # Errors
    /// Also if it is no file.
    pub(super) fn read_bytes(&self, name: impl Arg, most: usize) -> io::Result<Vec<u8>> {
        let file = regular(self.open_file(name, OFlags::RDONLY)?)?;
        let mut bytes = Vec::new();
        file.take(u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1)).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Opens a folder. If it is not there, it is made, for its owner alone whatever the umask; the one above it has to be
    /// there.
    ///
    /// # Errors
    /// What the system says.
    pub fn open_or_make(path: &Path) -> io::Result<Self> {
        match DirBuilder::new().mode(0o700).create(path) {
            Ok(()) => {
                let made = Self::open(path)?;
                // The umask may have removed rights of the owner too.
                File::from(made.held.try_clone()?).set_permissions(Permissions::from_mode(0o700))?;
                if let Some(above) = path.parent().filter(|above| !above.as_os_str().is_empty()) {
                    File::open(above)?.sync_all()?;
                }
                Ok(made)
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Self::open(path),
            // On a read-only disk existing records can still be read.
            Err(error) => Self::open(path).map_err(|_| error),
        }
    }

    /// Returns what is known of a name; `None` if nothing has it. A link is looked at itself, or with `follow` what it
    /// leads to.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn look(&self, name: impl Arg, follow: bool) -> io::Result<Option<Stat>> {
        let flags = if follow { AtFlags::empty() } else { AtFlags::SYMLINK_NOFOLLOW };
        match statat(&self.held, name, flags) {
            Ok(found) => Ok(Some(found)),
            Err(Errno::NOENT) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Creates a file with these rights, whatever the umask.
    ///
    /// # Errors
    /// Also if there is something under this name.
    pub(super) fn create_with(&self, name: impl Arg + Copy, mode: u32) -> io::Result<File> {
        let file = self.open_file(name, OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL)?;
        // The rights are set before a byte is written, and through the open file, so that nobody can exchange the file.
        if let Err(error) = file.set_permissions(Permissions::from_mode(mode)) {
            let _ = self.delete(name);
            return Err(error);
        }
        Ok(file)
    }

    /// Renames a file in one step, and replaces what has the new name.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn replace(&self, from: impl Arg, to: impl Arg) -> io::Result<()> {
        Ok(renameat(&self.held, from, &self.held, to)?)
    }

    /// Renames a file in one step, unless something has the new name.
    ///
    /// # Errors
    /// Also if something has it.
    pub(super) fn rename_new<T: Arg + Copy>(&self, from: T, to: T) -> io::Result<()> {
        match renameat_with(&self.held, from, &self.held, to, RenameFlags::NOREPLACE) {
            // Not every file system can do that. A second name is never given in the place of another file.
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {
                linkat(&self.held, from, &self.held, to, AtFlags::empty())?;
                self.delete(from)
            }
            renamed => Ok(renamed?),
        }
    }

    /// Waits until the disk has everything that was written on the file system of this folder.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn sync_disk(&self) -> io::Result<()> {
        Ok(syncfs(&self.held)?)
    }

    /// Opens a file without following a symbolic link, and without blocking on a pipe.
    fn open_file(&self, name: impl Arg, flags: OFlags) -> io::Result<File> {
        let always = OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
        match openat(&self.held, name, flags | always, Mode::from_raw_mode(0o600)) {
            Ok(file) => Ok(file.into()),
            // The system says so if the name is a symbolic link.
            Err(Errno::LOOP) => Err(ErrorKind::InvalidInput.into()),
            Err(error) => Err(error.into()),
        }
    }

    /// Opens the folder a second time: locks belong to what was opened, and would be shared with the first.
    fn reopen(&self) -> io::Result<File> {
        Ok(openat(&self.held, ".", FOLDER, Mode::empty())?.into())
    }
}

/// How a folder is opened to be read, locked and synced.
const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC).union(OFlags::NOFOLLOW);

/// Opens a folder step by step from the root, so that a link anywhere in its path is an error.
fn open_without_links(path: &Path) -> io::Result<OwnedFd> {
    let step = OFlags::PATH | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let mut at = open("/", step, Mode::empty())?;
    for part in path.components() {
        if let Component::Normal(name) = part {
            at = openat(&at, name, step, Mode::empty())?;
        }
    }
    Ok(openat(&at, ".", FOLDER, Mode::empty())?)
}

impl Folder for RealFolder {
    type File = File;
    type Lock = Locked;

    fn path(&self) -> &Path {
        &self.path
    }

    fn mode(&self) -> io::Result<u32> {
        Ok(fstat(&self.held)?.st_mode & 0o777)
    }

    fn successor(&self) -> io::Result<Option<Self>> {
        let (ours, found) = (fstat(&self.held)?, open_without_links(&self.true_path)?);
        let theirs = fstat(&found)?;
        if is_same(&ours, &theirs) {
            return Ok(None);
        }
        if ours.st_uid != theirs.st_uid {
            return Err(ErrorKind::PermissionDenied.into());
        }
        Ok(Some(Self { held: Arc::new(found), ..self.clone() }))
    }

    fn create(&self, name: &str) -> io::Result<File> {
        self.create_with(name, 0o600)
    }

    fn overwrite(&self, name: &str) -> io::Result<File> {
        regular(self.open_file(name, OFlags::WRONLY)?)
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    fn date(&self, file: &File, changed: i64) -> io::Result<()> {
        let seconds = Duration::from_secs(u64::try_from(changed).unwrap_or_default());
        file.set_modified(UNIX_EPOCH + seconds)
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        self.replace(from, to)
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        self.delete(name)
    }

    fn sync_names(&self) -> io::Result<()> {
        Ok(rustix::fs::fsync(&self.held)?)
    }

    fn list(&self) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for entry in Dir::read_from(&self.held)? {
            let entry = entry?;
            if matches!(entry.file_name().to_bytes(), b"." | b"..") {
                continue;
            }
            // Another program may delete a file between listing and looking at it; such a file is left out.
            let Ok(Some(found)) = self.look(entry.file_name(), false) else { continue };
            entries.push(Entry {
                name: entry.file_name().to_string_lossy().into_owned(),
                bytes: u64::try_from(found.st_size).unwrap_or_default(),
                changed: found.st_mtime,
                is_file: FileType::from_raw_mode(found.st_mode) == FileType::RegularFile,
            });
        }
        Ok(entries)
    }

    fn read(&self, name: &str, most: usize) -> io::Result<Vec<u8>> {
        self.read_bytes(name, most)
    }

    fn lock(&self, name: &str, hold: Hold, make: bool) -> io::Result<Option<Locked>> {
        let flags = if make { OFlags::RDWR | OFlags::CREATE } else { OFlags::RDONLY };
        for _ in 0..TRIES {
            let Some(taken) = locked(regular(self.open_file(name, flags)?)?, hold)? else { return Ok(None) };
            if make {
                taken.0.set_permissions(Permissions::from_mode(0o600))?;
            }
            // The last holder may have deleted the file after we opened it. Then our lock is on a file without a name,
            // and another program could lock the new one.
            if self.is_still(name, &taken)? {
                return Ok(Some(taken));
            }
        }
        Err(Errno::AGAIN.into())
    }

    fn lock_whole(&self, hold: Hold) -> io::Result<Option<Locked>> {
        locked(self.reopen()?, hold)
    }

    fn is_still(&self, name: &str, lock: &Locked) -> io::Result<bool> {
        let ours = fstat(&lock.0)?;
        Ok(self.look(name, false)?.is_some_and(|named| is_same(&named, &ours)))
    }

    fn sign(&self, lock: &mut Locked, text: &str) -> io::Result<()> {
        lock.0.set_len(0)?;
        lock.0.rewind()?;
        lock.0.write_all(text.as_bytes())
    }
}

/// Locks what is open; `None` if another program holds the lock.
fn locked(open: File, hold: Hold) -> io::Result<Option<Locked>> {
    let operation = match hold {
        Hold::Alone => FlockOperation::NonBlockingLockExclusive,
        Hold::Together => FlockOperation::LockShared,
    };
    loop {
        match flock(open.as_fd(), operation) {
            Ok(()) => return Ok(Some(Locked(open))),
            Err(Errno::WOULDBLOCK) => return Ok(None),
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

fn is_same(one: &Stat, other: &Stat) -> bool {
    (one.st_dev, one.st_ino) == (other.st_dev, other.st_ino)
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
    use std::os::unix::fs::{MetadataExt, symlink};

    fn place() -> (tempfile::TempDir, RealFolder) {
        let place = tempfile::tempdir().unwrap();
        let folder = RealFolder::open(place.path()).unwrap();
        (place, folder)
    }

    #[test]
    fn a_lock_is_held_by_one_until_it_is_dropped() {
        let (place, folder) = place();
        let path = place.path().join(".a.lock");
        let mut held = folder.lock(".a.lock", Hold::Alone, true).unwrap().unwrap();
        folder.sign(&mut held, "longer than this").unwrap();
        folder.sign(&mut held, "me").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "me");
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o600);
        assert!(folder.lock(".a.lock", Hold::Alone, true).unwrap().is_none());
        assert!(folder.is_still(".a.lock", &held).unwrap());
        fs::remove_file(&path).unwrap();
        assert!(!folder.is_still(".a.lock", &held).unwrap());
        // A new file is another lock, and the old one says so.
        let other = folder.lock(".a.lock", Hold::Alone, true).unwrap().unwrap();
        assert!(!folder.is_still(".a.lock", &held).unwrap() && folder.is_still(".a.lock", &other).unwrap());
        drop(other);
        assert!(folder.lock(".a.lock", Hold::Alone, false).unwrap().is_some());
        let missing = folder.lock(".b.lock", Hold::Alone, false).unwrap_err();
        assert_eq!(missing.kind(), ErrorKind::NotFound);
    }

    #[test]
    fn many_hold_a_folder_together_and_nobody_alone_meanwhile_and_nothing_lies_in_it() {
        let (place, folder) = place();
        let together = [(); 2].map(|()| folder.lock_whole(Hold::Together).unwrap().unwrap());
        let other = RealFolder::open(place.path()).unwrap();
        assert!(folder.lock_whole(Hold::Alone).unwrap().is_none());
        assert!(other.lock_whole(Hold::Alone).unwrap().is_none());
        assert!(folder.lock(".a.lock", Hold::Alone, true).unwrap().is_some(), "its files are free");
        fs::remove_file(place.path().join(".a.lock")).unwrap();
        drop(together);
        assert!(other.lock_whole(Hold::Alone).unwrap().is_some());
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
    }

    #[test]
    fn links_folders_and_pipes_are_not_files() {
        let (place, folder) = place();
        let at = |name: &str| place.path().join(name);
        fs::write(at("file"), "precious").unwrap();
        symlink(at("file"), at("link")).unwrap();
        fs::create_dir(at("folder")).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(at("pipe")).status().unwrap().success());
        for name in ["link", "folder", "pipe"] {
            assert!(folder.read(name, 10).is_err(), "{name}");
            assert!(folder.create(name).is_err(), "{name}");
            assert!(folder.overwrite(name).is_err(), "{name}");
            assert!(folder.lock(name, Hold::Alone, true).is_err(), "{name}");
        }
        assert_eq!(fs::read_to_string(at("file")).unwrap(), "precious");
        assert_eq!(
            folder.read("file", 3).unwrap(),
            b"prec",
            "one byte more than asked shows that there is more"
        );
        let files = folder.list().unwrap().into_iter().filter(|entry| entry.is_file);
        assert_eq!(files.map(|entry| entry.name).collect::<Vec<_>>(), ["file"]);
        assert_eq!(folder.list().unwrap().len(), 4, "the others are listed as what they are");
        assert!(RealFolder::open(&at("file")).is_err());
    }

    #[test]
    fn what_takes_the_place_of_a_folder_is_told_apart_and_no_link_is_followed() {
        let above = tempfile::tempdir().unwrap();
        let at = |name: &str| above.path().join(name);
        fs::create_dir_all(at("a/records")).unwrap();
        fs::create_dir_all(at("trap/records")).unwrap();
        symlink(at("a"), at("door")).unwrap();
        // A link that is there from the beginning is the owner's own.
        let folder = RealFolder::open(&at("door/records")).unwrap();
        assert!(folder.successor().unwrap().is_none());
        fs::remove_file(at("door")).unwrap();
        symlink(at("trap"), at("door")).unwrap();
        assert!(folder.successor().unwrap().is_none(), "it is still where it was");
        for swapped in ["a", "a/records"] {
            fs::rename(at(swapped), at("kept")).unwrap();
            assert_eq!(folder.successor().unwrap_err().kind(), ErrorKind::NotFound, "{swapped}");
            symlink(at(if swapped == "a" { "trap" } else { "trap/records" }), at(swapped)).unwrap();
            assert_eq!(folder.successor().unwrap_err().kind(), ErrorKind::NotADirectory, "{swapped}");
            folder.create("mine").unwrap();
            assert!(!at("trap/records/mine").exists(), "{swapped}");
            folder.remove("mine").unwrap();
            fs::remove_file(at(swapped)).unwrap();
            fs::rename(at("kept"), at(swapped)).unwrap();
        }
        fs::rename(at("a/records"), at("kept")).unwrap();
        fs::create_dir(at("a/records")).unwrap();
        assert!(folder.successor().unwrap().is_some(), "another folder of the same owner");
    }

    #[test]
    fn a_name_that_is_taken_is_not_taken_again() {
        let (place, folder) = place();
        for name in ["one", "two"] {
            fs::write(place.path().join(name), name).unwrap();
        }
        assert_eq!(folder.rename_new("one", "two").unwrap_err().kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(place.path().join("two")).unwrap(), "two");
        folder.rename_new("one", "three").unwrap();
        assert_eq!(fs::read_to_string(place.path().join("three")).unwrap(), "one");
    }
}
