//! Saves a text to a file as a whole or not at all. Only the owner can read the file, unless the caller publishes it.
//!
//! The text goes to a temporary file in the same folder, is synced, and then gets its name. The folder is held meanwhile, so
//! that nobody can exchange it for another. This module must not
//! replace an existing file without being told to, leave a file behind when it fails, or look at the text.

use crate::domain::faults::save::SaveFault;
use crate::domain::sanitize::sanitize;
use crate::files::disk::Folder;
use crate::files::real_folder::RealFolder;
use rustix::fs::{FileType, Stat};
use rustix::rand::{GetRandomFlags, getrandom};
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// What to do with an existing file of the same name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Existing {
    /// Keep it, and save nothing.
    Keep,
    /// Replace it: the person agreed to that.
    Replace,
}

/// A file that is on the disk and synced.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Saved {
    /// Where it is, from the root.
    pub path: PathBuf,
}

/// Saves a text under a name: mode 0600 whatever the umask, synced before the name appears.
///
/// A link is never followed: with [`Existing::Keep`] it counts as something that exists, and with
/// [`Existing::Replace`] the link itself gives way and what it points to stays as it is, unless that is a
/// folder. For a link that somebody else laid could lead to a file that must not be touched, or to a place
/// where others can read.
///
/// # Errors
/// See [`SaveFault`]; none leaves a temporary file behind.
pub fn save(path: &Path, text: &str, existing: Existing) -> Result<Saved, SaveFault> {
    put(path, text, existing, 0o600)
}

/// Saves a text that everybody on the machine may read, whatever the umask, in the place of what was there; otherwise as
/// [`save`] does.
///
/// # Errors
/// See [`SaveFault`]; none leaves a temporary file behind.
pub(crate) fn publish(path: &Path, text: &str) -> Result<Saved, SaveFault> {
    put(path, text, Existing::Replace, 0o644)
}

fn put(path: &Path, text: &str, existing: Existing, mode: u32) -> Result<Saved, SaveFault> {
    let (folder, name) = place_of(path)?;
    if let Some(found) = folder.look(name, false).map_err(|error| why(&error))? {
        may_replace(&folder, name, &found, existing)?;
    }
    let write = |file: &mut File| file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    let file = written(&folder, mode, write).map_err(|error| why(&error))?;
    file.named(name, existing).map_err(|error| why(&error))?;
    folder.sync_names().map_err(|_| SaveFault::Unconfirmed)?;
    Ok(Saved { path: std::path::absolute(path).unwrap_or_else(|_| path.to_owned()) })
}

/// Tests whether a file could be created in the folder of this path. It leaves no file behind.
///
/// # Errors
/// Why it could not.
pub(super) fn writable(path: &Path) -> Result<(), SaveFault> {
    let (folder, _) = place_of(path)?;
    written(&folder, 0o600, |_| Ok(())).map(drop).map_err(|error| why(&error))
}

/// Puts the home folder in the place of a `~` that stands alone or before a `/` at the start of a typed path.
///
/// Without a home folder, and for `~somebody`, the path stays as it is typed, but for blanks around it: they come
/// with what is pasted, and nobody would find the file again.
#[must_use]
pub(crate) fn expand(path: &str, home: Option<&Path>) -> PathBuf {
    let path = path.trim();
    let beyond = path.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with('/'));
    match (beyond, home) {
        (Some(rest), Some(home)) => match rest.trim_start_matches('/') {
            "" => home.to_owned(),
            rest => home.join(rest),
        },
        _ => PathBuf::from(path),
    }
}

/// A folder into which many files are saved, each for its owner alone and whole under its name.
///
/// They are not synced one by one, which would take longer than all the rest: [`confirm`](Self::confirm) does it for all.
#[derive(Debug)]
pub(crate) struct ManyFiles(RealFolder);

impl ManyFiles {
    /// Opens the folder. If it is not there, it is made, for its owner alone; the one above it has to be there.
    ///
    /// # Errors
    /// See [`SaveFault`].
    pub(crate) fn open(folder: &Path) -> Result<Self, SaveFault> {
        RealFolder::open_or_make(folder).map(Self).map_err(|error| why(&error))
    }

    /// Saves a text under a name in the folder. As with [`save`], no link is followed, and only a file gives way.
    ///
    /// # Errors
    /// See [`SaveFault`]; none leaves a temporary file behind.
    pub(crate) fn put(&self, name: &OsStr, text: &str, existing: Existing) -> Result<(), SaveFault> {
        if let Some(found) = self.0.look(name, false).map_err(|error| why(&error))? {
            may_replace(&self.0, name, &found, existing)?;
        }
        let file = written(&self.0, 0o600, |file| file.write_all(text.as_bytes()));
        file.and_then(|file| file.named(name, existing)).map_err(|error| why(&error))
    }

    /// Waits until the disk has all that was saved.
    ///
    /// # Errors
    /// [`SaveFault::Unconfirmed`], if it does not say so.
    pub(crate) fn confirm(&self) -> Result<(), SaveFault> {
        self.0.sync_disk().map_err(|_| SaveFault::Unconfirmed)
    }
}

/// Opens the folder that the file is to be in, and returns the name that it is to have there.
fn place_of(path: &Path) -> Result<(RealFolder, &OsStr), SaveFault> {
    let bytes = path.as_os_str().as_encoded_bytes();
    if bytes.is_empty() {
        return Err(SaveFault::BadName);
    }
    // A path that ends in a slash or in `/.` means a folder. `file_name` ignores both endings.
    if bytes.ends_with(b"/") || bytes.ends_with(b"/.") || path.file_name().is_none() {
        return Err(if path.is_dir() { SaveFault::IsFolder } else { SaveFault::NoFolder });
    }
    RealFolder::around(path).map_err(|error| why(&error))
}

/// Says whether the file of this name may be replaced.
fn may_replace(folder: &RealFolder, name: &OsStr, found: &Stat, existing: Existing) -> Result<(), SaveFault> {
    let kind = |found: &Stat| FileType::from_raw_mode(found.st_mode);
    let target = folder.look(name, true).ok().flatten().map(|target| kind(&target));
    if target == Some(FileType::Directory) {
        return Err(SaveFault::IsFolder);
    }
    // A link to a device is as little a place for a copy as the device; to give way, the link would be taken away.
    let is_file = target.is_none_or(|target| target == FileType::RegularFile);
    if !is_file || !matches!(kind(found), FileType::RegularFile | FileType::Symlink) {
        return Err(SaveFault::BadName);
    }
    if existing == Existing::Keep { Err(SaveFault::Exists) } else { Ok(()) }
}

/// A file without its name yet; it is deleted when this is dropped, unless it has got one.
struct Unnamed<'f> {
    folder: &'f RealFolder,
    /// The name under which it is written; empty once it has its own.
    temporary: String,
}

impl Unnamed<'_> {
    /// Gives the file its name.
    fn named(mut self, name: &OsStr, existing: Existing) -> io::Result<()> {
        let temporary = OsStr::new(&self.temporary);
        match existing {
            Existing::Keep => self.folder.rename_new(temporary, name),
            Existing::Replace => self.folder.replace(temporary, name),
        }?;
        self.temporary.clear();
        Ok(())
    }
}

impl Drop for Unnamed<'_> {
    fn drop(&mut self) {
        if !self.temporary.is_empty() {
            let _ = self.folder.delete(&*self.temporary);
        }
    }
}

/// Writes a temporary file in the folder.
fn written(
    folder: &RealFolder,
    mode: u32,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<Unnamed<'_>> {
    let temporary = format!(".stillpoint-{:016x}", drawn()?);
    let mut file = folder.create_with(&*temporary, mode).map_err(|error| match error.kind() {
        // Some file systems of the kernel answer "not found" if a file may not be created in a folder that exists.
        ErrorKind::NotFound => ErrorKind::PermissionDenied.into(),
        _ => error,
    })?;
    let unnamed = Unnamed { folder, temporary };
    write(&mut file)?;
    Ok(unnamed)
}

/// Draws a number that nobody can guess, so that nobody can have taken the name that is made of it.
fn drawn() -> io::Result<u64> {
    let mut bytes = [0; 8];
    getrandom(&mut bytes, GetRandomFlags::empty())?;
    Ok(u64::from_ne_bytes(bytes))
}

/// Translates an error of the system into a fault that a person understands.
pub(super) fn why(error: &io::Error) -> SaveFault {
    match error.kind() {
        ErrorKind::AlreadyExists => SaveFault::Exists,
        ErrorKind::PermissionDenied => SaveFault::NoPermission,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => SaveFault::DiskFull,
        ErrorKind::IsADirectory | ErrorKind::DirectoryNotEmpty => SaveFault::IsFolder,
        ErrorKind::ReadOnlyFilesystem => SaveFault::ReadOnly,
        ErrorKind::NotFound | ErrorKind::NotADirectory => SaveFault::NoFolder,
        ErrorKind::InvalidInput | ErrorKind::InvalidFilename => SaveFault::BadName,
        _ => SaveFault::Other(sanitize(&error.to_string()).into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;
    use std::process::Command;

    /// A folder that must hold nothing but what a test expects.
    struct Drawer(tempfile::TempDir);

    impl Drawer {
        fn new() -> Self {
            Self(tempfile::tempdir().unwrap())
        }

        fn at(&self, name: &str) -> PathBuf {
            self.0.path().join(name)
        }

        fn holds(&self) -> Vec<String> {
            let names = fs::read_dir(self.0.path()).unwrap();
            let mut names: Vec<String> =
                names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
            names.sort();
            names
        }
    }

    #[test]
    fn a_copy_is_there_whole_and_for_its_owner_alone() {
        let folder = Drawer::new();
        let saved = save(&folder.at("copy.txt"), "mine\n", Existing::Keep).unwrap();
        assert_eq!(saved.path, folder.at("copy.txt"));
        assert_eq!(fs::read_to_string(&saved.path).unwrap(), "mine\n");
        assert_eq!(fs::metadata(&saved.path).unwrap().mode() & 0o7777, 0o600);
        assert_eq!(folder.holds(), ["copy.txt"]);
    }

    #[test]
    fn a_link_to_a_device_is_neither_followed_nor_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("out.txt");
        std::os::unix::fs::symlink("/dev/null", &link).unwrap();
        for existing in [Existing::Keep, Existing::Replace] {
            assert_eq!(save(&link, "text", existing).unwrap_err(), SaveFault::BadName);
        }
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }

    #[test]
    fn an_existing_file_is_replaced_only_when_told() {
        let folder = Drawer::new();
        let path = folder.at("copy.txt");
        fs::write(&path, "older").unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o644)).unwrap();
        assert_eq!(save(&path, "newer", Existing::Keep), Err(SaveFault::Exists));
        assert_eq!(fs::read_to_string(&path).unwrap(), "older");
        save(&path, "newer", Existing::Replace).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "newer");
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o7777, 0o600);
        assert_eq!(folder.holds(), ["copy.txt"]);
    }

    #[test]
    fn a_link_is_replaced_itself_and_never_followed() {
        let folder = Drawer::new();
        fs::write(folder.at("precious"), "stays").unwrap();
        for (name, target) in [("link", "precious"), ("nowhere", "missing"), ("loop", "loop")] {
            symlink(folder.at(target), folder.at(name)).unwrap();
            assert_eq!(save(&folder.at(name), "mine", Existing::Keep), Err(SaveFault::Exists), "{name}");
            save(&folder.at(name), "mine", Existing::Replace).unwrap();
            assert!(fs::symlink_metadata(folder.at(name)).unwrap().is_file(), "{name}");
        }
        assert_eq!(fs::read_to_string(folder.at("precious")).unwrap(), "stays");
        assert_eq!(folder.holds(), ["link", "loop", "nowhere", "precious"]);
    }

    #[test]
    fn what_is_no_file_is_never_replaced() {
        let folder = Drawer::new();
        fs::create_dir(folder.at("folder")).unwrap();
        symlink(folder.at("folder"), folder.at("to-folder")).unwrap();
        let _listener = UnixListener::bind(folder.at("socket")).unwrap();
        for existing in [Existing::Keep, Existing::Replace] {
            for name in ["folder", "folder/", "folder/.", "folder/..", "to-folder"] {
                assert_eq!(save(&folder.at(name), "x", existing), Err(SaveFault::IsFolder), "{name}");
            }
            assert_eq!(save(&folder.at("socket"), "x", existing), Err(SaveFault::BadName));
            assert_eq!(save(Path::new("/dev/null"), "x", existing), Err(SaveFault::BadName));
        }
        assert_eq!(folder.holds(), ["folder", "socket", "to-folder"]);
    }

    #[test]
    fn a_folder_that_is_exchanged_meanwhile_is_still_the_one_that_is_written_to() {
        let above = Drawer::new();
        for name in ["mine", "trap"] {
            fs::create_dir(above.at(name)).unwrap();
        }
        let held = RealFolder::open(&above.at("mine")).unwrap();
        let swap = |file: &mut File| {
            fs::rename(above.at("mine"), above.at("kept"))?;
            symlink(above.at("trap"), above.at("mine"))?;
            file.write_all(b"words")
        };
        written(&held, 0o600, swap).unwrap().named(OsStr::new("copy.txt"), Existing::Keep).unwrap();
        assert_eq!(fs::read_to_string(above.at("kept/copy.txt")).unwrap(), "words");
        assert_eq!(fs::read_dir(above.at("kept")).unwrap().count(), 1, "the temporary file is gone");
        assert_eq!(fs::read_dir(above.at("trap")).unwrap().count(), 0);
    }

    #[test]
    fn names_and_folders_that_cannot_be_are_named_for_what_they_are() {
        let folder = Drawer::new();
        fs::write(folder.at("file"), "").unwrap();
        for (name, error) in [
            ("missing/copy.txt", SaveFault::NoFolder),
            ("missing/", SaveFault::NoFolder),
            ("file/copy.txt", SaveFault::NoFolder),
            (&"n".repeat(300), SaveFault::BadName),
            ("nul\0byte", SaveFault::BadName),
        ] {
            assert_eq!(save(&folder.at(name), "x", Existing::Keep), Err(error), "{name}");
        }
        assert_eq!(save(Path::new(""), "x", Existing::Keep), Err(SaveFault::BadName));
        assert_eq!(save(Path::new("/"), "x", Existing::Replace), Err(SaveFault::IsFolder));
        assert_eq!(folder.holds(), ["file"]);
    }

    #[test]
    fn a_place_that_nobody_may_write_to_is_refused() {
        let refused = save(Path::new("/sys/stillpoint.txt"), "x", Existing::Keep);
        assert!(matches!(refused, Err(SaveFault::NoPermission | SaveFault::ReadOnly)), "{refused:?}");
    }

    #[test]
    fn a_write_that_fails_leaves_nothing_behind() {
        let folder = Drawer::new();
        let full = |file: &mut File| {
            file.write_all(b"half of it")?;
            Err(io::Error::from_raw_os_error(28))
        };
        let held = RealFolder::open(folder.0.path()).unwrap();
        let error = written(&held, 0o600, full).err().unwrap();
        assert_eq!(why(&error), SaveFault::DiskFull);
        assert_eq!(folder.holds(), [""; 0]);
    }

    #[test]
    fn every_error_of_the_system_has_its_meaning() {
        let other = |code| matches!(why(&io::Error::from_raw_os_error(code)), SaveFault::Other(_));
        for (codes, meaning) in [
            (&[1, 13][..], SaveFault::NoPermission),
            (&[27, 28, 122], SaveFault::DiskFull),
            (&[21], SaveFault::IsFolder),
            (&[30], SaveFault::ReadOnly),
            (&[2, 20], SaveFault::NoFolder),
            (&[36], SaveFault::BadName),
            (&[17], SaveFault::Exists),
        ] {
            for code in codes {
                assert_eq!(why(&io::Error::from_raw_os_error(*code)), meaning, "{code}");
            }
        }
        assert!(other(5));
    }

    #[test]
    fn a_disk_that_is_truly_full_or_read_only_is_told_apart() {
        let folder = Drawer::new();
        let mount = |options: &str| {
            let path = folder.0.path();
            let tried = Command::new("mount").args(["-t", "tmpfs", "-o", options, "none"]).arg(path).output();
            tried.is_ok_and(|output| output.status.success())
        };
        let unmount = || assert!(Command::new("umount").arg(folder.0.path()).status().unwrap().success());
        // Only root may mount; the mapping above is tested for everybody.
        if mount("size=4k") {
            let full = save(&folder.at("copy.txt"), &"x".repeat(100_000), Existing::Keep);
            let left = folder.holds();
            unmount();
            assert_eq!((full, left), (Err(SaveFault::DiskFull), Vec::new()));
        }
        if mount("ro") {
            let refused = save(&folder.at("copy.txt"), "x", Existing::Keep);
            unmount();
            assert_eq!(refused, Err(SaveFault::ReadOnly));
        }
    }

    #[test]
    fn a_tilde_is_the_home_folder_only_where_it_stands_for_it() {
        let home = Path::new("/home/me");
        for (typed, path) in [
            ("~/copy.txt", "/home/me/copy.txt"),
            ("~//copy.txt", "/home/me/copy.txt"),
            ("~", "/home/me"),
            ("~/", "/home/me"),
            ("~you/copy.txt", "~you/copy.txt"),
            ("a/~/b", "a/~/b"),
            ("", ""),
            ("   ", ""),
            (" ~/copy.txt ", "/home/me/copy.txt"),
            ("/a b/copy.txt  ", "/a b/copy.txt"),
        ] {
            assert_eq!(expand(typed, Some(home)), Path::new(path), "{typed}");
        }
        assert_eq!(expand("~/copy.txt", None), Path::new("~/copy.txt"));
    }
}
