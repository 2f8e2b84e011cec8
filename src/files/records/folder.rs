//! A folder of records: it lists them, and finds out who has one open.
//!
//! A lock is held on a file of its own, because each write replaces the file of the record, and a lock would stay on
//! the old one. This module must not decrypt a record.

use super::encryption::most_sealed;
use super::format;
use super::name::{LOCK, REMOVED, RecordName};
use crate::domain::faults::save::{Holder, RecordFault};
use crate::domain::sanitize::sanitize;
use crate::domain::timestamp::Timestamp;
use crate::files::disk::{Disk, Entry, Hold, RealDisk};
use crate::files::save;
use std::fs::{self, DirEntry};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// The file on which every walkthrough holds a shared lock.
const SESSION: &str = ".session";
/// How often a lock is tried before another program is taken to hold it.
const LOOKS: usize = 10;
/// The most bytes that are read of a lock file, which says who holds the record.
const MOST_OF_HOLDER: usize = 1024;

/// A folder of records.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordStore<D = RealDisk> {
    pub(super) disk: D,
    pub(super) folder: PathBuf,
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
pub struct Running<D: Disk>(D::Lock);

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
    name.ends_with(".age") || name == SESSION || name.starts_with(REMOVED) || hidden
}

impl<D: Disk> RecordStore<D> {
    /// Opens a folder of records.
    ///
    /// # Errors
    /// It is not there, is no folder, or lets others in.
    pub fn open(disk: D, folder: &Path) -> Result<Self, RecordFault> {
        let store = Self { disk, folder: folder.to_owned() };
        store.is_private()?;
        Ok(store)
    }

    /// Opens a folder of records, which is made if the one above it is there.
    ///
    /// # Errors
    /// It cannot be made, is no folder, or lets others in.
    pub fn open_or_make(disk: D, folder: &Path) -> Result<Self, RecordFault> {
        match disk.make_folder(folder) {
            Ok(()) => {
                if let Some(above) = folder.parent().filter(|above| !above.as_os_str().is_empty()) {
                    disk.sync_folder(above).map_err(|error| fault(&error))?;
                }
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            // On a read-only disk existing records can still be read.
            Err(error) => return Self::open(disk, folder).map_err(|_| fault(&error)),
        }
        Self::open(disk, folder)
    }

    /// Returns the folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn is_private(&self) -> Result<(), RecordFault> {
        let mode = self.disk.mode_of_folder(&self.folder).map_err(|error| fault(&error))?;
        if mode & 0o077 == 0 { Ok(()) } else { Err(RecordFault::OpenToOthers) }
    }

    pub(super) fn at(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Announces that a walkthrough runs here, until the value is dropped.
    ///
    /// # Errors
    /// What the disk says.
    pub fn running(&self) -> Result<Running<D>, RecordFault> {
        let lock = self.disk.lock(&self.at(SESSION), Hold::Together, true).map_err(|error| fault(&error))?;
        lock.map(Running).ok_or(RecordFault::LockedRecord(None))
    }

    /// Says whether other programs can still see that a walkthrough runs. They cannot if somebody deleted the lock file.
    pub(super) fn is_told(&self, running: &Running<D>) -> bool {
        self.disk.is_still(&self.at(SESSION), &running.0).unwrap_or(true)
    }

    /// Says whether a walkthrough runs here. Then a client may see the screen, so it must not show the name of another
    /// record.
    ///
    /// # Errors
    /// What the disk says.
    pub fn is_running(&self) -> Result<bool, RecordFault> {
        self.is_locked(SESSION)
    }

    /// Says whether another program holds a lock on a file. A missing file has no lock.
    fn is_locked(&self, name: &str) -> Result<bool, RecordFault> {
        for _ in 0..LOOKS {
            match self.disk.lock(&self.at(name), Hold::Alone, false) {
                Ok(Some(_)) => return Ok(false),
                // Another program may be testing the lock as we do, and hold it for a moment.
                Ok(None) => std::thread::yield_now(),
                Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
                Err(error) => return Err(fault(&error)),
            }
        }
        Ok(true)
    }

    /// Lists the records by name. The caller checks first whether a walkthrough runs.
    ///
    /// # Errors
    /// What the disk says.
    pub fn list(&self) -> Result<Vec<Listed>, RecordFault> {
        let entries = self.disk.list(&self.folder).map_err(|error| fault(&error))?;
        let listed = |entry: Entry| {
            let name = RecordName::of_file(&entry.name)?;
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
        if self.is_locked(&name.lock_file())? {
            return Err(self.held_by(name));
        }
        self.sealed(name)
    }

    pub(super) fn sealed(&self, name: &RecordName) -> Result<Option<Vec<u8>>, RecordFault> {
        let most = most_sealed(format::LARGEST);
        match self.disk.read(&self.at(&name.file()), most) {
            Ok(bytes) if bytes.len() > most => Err(RecordFault::TooLarge),
            Ok(bytes) => Ok(Some(bytes)),
            // The folder may be missing, and not the record.
            Err(error) if error.kind() == ErrorKind::NotFound => self.is_private().map(|()| None),
            Err(error) => Err(fault(&error)),
        }
    }

    pub(super) fn lock(&self, name: &RecordName, holder: &Holder) -> Result<D::Lock, RecordFault> {
        let taken = self.disk.lock(&self.at(&name.lock_file()), Hold::Alone, true);
        let Some(mut lock) = taken.map_err(|error| fault(&error))? else { return Err(self.held_by(name)) };
        let Holder { pid, host, since } = holder;
        let text =
            format!("pid {pid}\nhost {}\nsince {}\n", sanitize(host).replace('\n', " "), since.rfc3339());
        // The note of who holds the record only helps people. A full disk must not prevent removing a record.
        let _ = self.disk.sign(&mut lock, &text);
        Ok(lock)
    }

    /// Returns who holds a record, if that can be read.
    fn held_by(&self, name: &RecordName) -> RecordFault {
        let read = self.disk.read(&self.at(&name.lock_file()), MOST_OF_HOLDER);
        RecordFault::LockedRecord(read.ok().and_then(|bytes| holder(str::from_utf8(&bytes).ok()?)))
    }
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
