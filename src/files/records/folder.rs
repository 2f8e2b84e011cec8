//! A folder of records: it lists them, and finds out who has one open.
//!
//! A lock is held on a file of its own, because each write replaces the file of the record, and a lock would stay on
//! the old one. This module must not decrypt a record.

use super::encryption::most_sealed;
use super::format;
use super::name::{FORMER_LOCK, LOCK, REMOVED, RecordName};
use crate::domain::faults::save::{Holder, RecordFault, SaveFault};
use crate::domain::sanitize::sanitize;
use crate::domain::timestamp::Timestamp;
use crate::files::disk::{Entry, Folder, Hold};
use crate::files::real_folder::RealFolder;
use crate::files::save;
use std::fs::{self, DirEntry};
use std::io::{self, ErrorKind};
use std::path::Path;

/// How often a lock is tried before another program is taken to hold it.
const LOOKS: usize = 10;
/// The most bytes that are read of a lock file, which says who holds the record.
const MOST_OF_HOLDER: usize = 1024;

/// A folder of records.
#[derive(Clone, Debug)]
pub struct RecordStore<F = RealFolder> {
    pub(super) folder: F,
}

/// A record in a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listed {
    /// What it is called.
    pub name: RecordName,
    /// When its file was changed last.
    pub changed: Timestamp,
    /// How long its file is, in bytes.
    pub bytes: u64,
}

/// Holds the shared lock that says that a walkthrough runs. Dropping it gives the lock back.
pub struct Running<F: Folder>(F::Lock);

/// Says whether a folder has nothing in it but what a folder of records has.
#[must_use]
pub fn has_records_alone(folder: &Path) -> bool {
    let is_ours = |entry: io::Result<DirEntry>| {
        let Ok(entry) = entry else { return false };
        let name = entry.file_name();
        let name = name.to_string_lossy();
        entry.file_type().is_ok_and(|kind| kind.is_file()) && is_name_in_store(&name)
    };
    fs::read_dir(folder).is_ok_and(|mut entries| entries.all(is_ours))
}

/// Says whether a file of this name may stand in a folder of records: a record, or what this program puts beside it.
fn is_name_in_store(name: &str) -> bool {
    let hidden = name.starts_with('.') && (name.ends_with(LOCK) || name.ends_with(".age.new"));
    name.ends_with(".age") || name == FORMER_LOCK || name.starts_with(REMOVED) || hidden
}

impl RecordStore {
    /// Opens a folder of records.
    ///
    /// # Errors
    /// It is not there, is no folder, or lets others in.
    pub fn open(folder: &Path) -> Result<Self, RecordFault> {
        Self::of(RealFolder::open(folder).map_err(|error| fault(&error))?)
    }

    /// Opens a folder of records, which is made if the one above it is there.
    ///
    /// # Errors
    /// It cannot be made, is no folder, or lets others in.
    pub fn open_or_make(folder: &Path) -> Result<Self, RecordFault> {
        Self::of(RealFolder::open_or_make(folder).map_err(|error| fault(&error))?)
    }
}

impl<F: Folder> RecordStore<F> {
    /// Takes a folder for one of records.
    ///
    /// # Errors
    /// It lets others in.
    pub fn of(folder: F) -> Result<Self, RecordFault> {
        let mode = folder.mode().map_err(|error| fault(&error))?;
        if mode & 0o077 == 0 { Ok(Self { folder }) } else { Err(RecordFault::OpenToOthers) }
    }

    /// Returns the path of the folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Announces that a walkthrough runs here, until the value is dropped.
    ///
    /// # Errors
    /// What the disk says.
    pub fn running(&self) -> Result<Running<F>, RecordFault> {
        let lock = self.folder.lock_whole(Hold::Together).map_err(|error| fault(&error))?;
        lock.map(Running).ok_or(RecordFault::LockedRecord(None))
    }

    /// Says whether a walkthrough runs here. Then a client may see the screen, so it must not show the name of another
    /// record.
    ///
    /// # Errors
    /// What the disk says.
    pub fn is_running(&self) -> Result<bool, RecordFault> {
        is_held(|| self.folder.lock_whole(Hold::Alone))
    }

    /// Lists the records by name. The caller checks first whether a walkthrough runs.
    ///
    /// # Errors
    /// What the disk says.
    pub fn list(&self) -> Result<Vec<Listed>, RecordFault> {
        let entries = self.folder.list().map_err(|error| fault(&error))?;
        let listed = |entry: Entry| {
            let name = RecordName::of_file(&entry.name).filter(|_| entry.is_file)?;
            Some(Listed { name, changed: Timestamp(entry.changed), bytes: entry.bytes })
        };
        let mut records: Vec<Listed> = entries.into_iter().filter_map(listed).collect();
        records.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(records)
    }

    /// Lists the records that were not changed for so many days, by name.
    ///
    /// # Errors
    /// What the disk says.
    pub fn older_than(&self, days: u32, now: Timestamp) -> Result<Vec<Listed>, RecordFault> {
        let before = now.days_before(days);
        Ok(self.list()?.into_iter().filter(|record| record.changed < before).collect())
    }

    /// Reads a record that nobody has open, without locking it; `None` if there is none.
    ///
    /// # Errors
    /// Somebody has it open, or what the disk says.
    pub fn read(&self, name: &RecordName) -> Result<Option<Vec<u8>>, RecordFault> {
        if is_held(|| self.folder.lock(&name.lock_file(), Hold::Alone, false))? {
            return Err(self.held_by(name));
        }
        self.sealed(&self.file_of(name)?)
    }

    /// Returns the name of a record's file: of the one that is there, however its name is written, or else the name
    /// that it would get.
    ///
    /// # Errors
    /// There are two, or what the disk says.
    pub fn file_of(&self, name: &RecordName) -> Result<String, RecordFault> {
        let entries = self.folder.list().map_err(|error| fault(&error))?;
        let is_it = |entry: &Entry| {
            entry.name == name.file()
                || RecordName::of_file(&entry.name).is_some_and(|own| own.stem() == name.stem())
        };
        let mut files: Vec<String> = entries.into_iter().filter(is_it).map(|entry| entry.name).collect();
        let file = files.pop().unwrap_or_else(|| name.file());
        if files.is_empty() { Ok(file) } else { Err(RecordFault::Twice) }
    }

    pub(super) fn sealed(&self, file: &str) -> Result<Option<Vec<u8>>, RecordFault> {
        let most = most_sealed(format::LARGEST);
        match self.folder.read(file, most) {
            Ok(bytes) if bytes.len() > most => Err(RecordFault::TooLarge),
            Ok(bytes) => Ok(Some(bytes)),
            // The folder may be missing, and not the record.
            Err(error) if error.kind() == ErrorKind::NotFound => match self.folder.successor() {
                Ok(None) => Ok(None),
                Ok(Some(_)) => Err(RecordFault::Disk(SaveFault::NoFolder)),
                Err(error) => Err(fault(&error)),
            },
            Err(error) => Err(fault(&error)),
        }
    }

    pub(super) fn lock(&self, name: &RecordName, holder: &Holder) -> Result<F::Lock, RecordFault> {
        let taken = self.folder.lock(&name.lock_file(), Hold::Alone, true);
        let Some(mut lock) = taken.map_err(|error| fault(&error))? else { return Err(self.held_by(name)) };
        let Holder { pid, host, since } = holder;
        let text =
            format!("pid {pid}\nhost {}\nsince {}\n", sanitize(host).replace('\n', " "), since.rfc3339());
        // The note of who holds the record only helps people. A full disk must not prevent removing a record.
        let _ = self.folder.sign(&mut lock, &text);
        Ok(lock)
    }

    /// Returns who holds a record, if that can be read.
    fn held_by(&self, name: &RecordName) -> RecordFault {
        let read = self.folder.read(&name.lock_file(), MOST_OF_HOLDER);
        RecordFault::LockedRecord(read.ok().and_then(|bytes| holder(str::from_utf8(&bytes).ok()?)))
    }
}

/// Says whether another program holds a lock that would be taken. A missing file has no lock.
fn is_held<L>(take: impl Fn() -> io::Result<Option<L>>) -> Result<bool, RecordFault> {
    for _ in 0..LOOKS {
        match take() {
            Ok(Some(_)) => return Ok(false),
            // Another program may be testing the lock as we do, and hold it for a moment.
            Ok(None) => std::thread::yield_now(),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(fault(&error)),
        }
    }
    Ok(true)
}

/// Reads who holds a record.
fn holder(text: &str) -> Option<Holder> {
    let value = |key: &str| text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(' '));
    Some(Holder {
        pid: value("pid")?.parse().ok()?,
        host: sanitize(value("host")?).into_owned(),
        since: Timestamp::parse(value("since")?)?,
    })
}

/// Treats a missing file as removed.
pub(super) fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

pub(super) fn fault(error: &io::Error) -> RecordFault {
    RecordFault::Disk(save::why(error))
}
