//! A folder of records: who has one open, and a write that leaves the old state or the new one, whatever happens.
//!
//! It keeps sealed bytes and opens none. A record is written beside its place, synced, and then given its name; the lock
//! is on a file of its own, for the record's file is another one after each write.

use super::disk::{Disk, Entry, Hold, RealDisk};
use super::record;
use super::record_name::RecordName;
use super::save;
use super::vault::most_sealed;
use crate::domain::clean::clean;
use crate::domain::record::Timestamp;
use crate::domain::save_fault::{Holder, RecordFault, SaveFault};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// The file that every walkthrough holds a lock on together with the others.
const SESSION: &str = ".session";
/// How often it is looked before somebody is taken to hold a lock.
const LOOKS: usize = 10;
/// The most that is read of who holds a record.
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

/// A walkthrough that says that it runs, for as long as this is kept.
pub struct Running<D: Disk>(D::Lock);

/// A record that nobody else can open for as long as this is kept.
pub struct Held<D: Disk = RealDisk> {
    pub(super) store: RecordStore<D>,
    pub(super) name: RecordName,
    pub(super) holder: Holder,
    pub(super) lock: Option<D::Lock>,
    running: Option<Running<D>>,
    /// What the file held when it was read or written last; `None` if there was none.
    known: Option<u64>,
    /// What it may hold since a write of which it is not known whether it was done.
    tried: Option<u64>,
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
            // On a disk that cannot be written to, what is there can still be read.
            Err(error) => return Self::open(disk, folder).map_err(|_| fault(&error)),
        }
        Self::open(disk, folder)
    }

    /// Returns the folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn is_private(&self) -> Result<(), RecordFault> {
        let mode = self.disk.mode_of_folder(&self.folder).map_err(|error| fault(&error))?;
        if mode & 0o077 == 0 { Ok(()) } else { Err(RecordFault::OpenToOthers) }
    }

    pub(super) fn at(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Says for as long as what it returns is kept that a walkthrough runs here.
    ///
    /// # Errors
    /// What the disk says.
    pub fn running(&self) -> Result<Running<D>, RecordFault> {
        let lock = self.disk.lock(&self.at(SESSION), Hold::Together, true).map_err(|error| fault(&error))?;
        lock.map(Running).ok_or(RecordFault::Held(None))
    }

    /// Says whether a walkthrough runs here: then no other record may be named on a screen.
    ///
    /// # Errors
    /// What the disk says.
    pub fn is_running(&self) -> Result<bool, RecordFault> {
        self.is_held(SESSION)
    }

    /// Says whether somebody holds a lock on a file; not, if it is not there.
    fn is_held(&self, name: &str) -> Result<bool, RecordFault> {
        for _ in 0..LOOKS {
            match self.disk.lock(&self.at(name), Hold::Alone, false) {
                Ok(Some(_)) => return Ok(false),
                // It may be another program that only looks, and holds it for that moment.
                Ok(None) => std::thread::yield_now(),
                Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
                Err(error) => return Err(fault(&error)),
            }
        }
        Ok(true)
    }

    /// Lists the records, by name. It does not look whether a walkthrough runs.
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

    /// Reads a record that nobody has open, without holding it; `None` if there is none.
    ///
    /// # Errors
    /// Somebody has it open, or what the disk says.
    pub fn read(&self, name: &RecordName) -> Result<Option<Vec<u8>>, RecordFault> {
        if self.is_held(&name.lock_file())? {
            return Err(self.held_by(name));
        }
        self.sealed(name)
    }

    fn sealed(&self, name: &RecordName) -> Result<Option<Vec<u8>>, RecordFault> {
        let most = most_sealed(record::LARGEST);
        match self.disk.read(&self.at(&name.file()), most) {
            Ok(bytes) if bytes.len() > most => Err(RecordFault::TooLarge),
            Ok(bytes) => Ok(Some(bytes)),
            // The folder may be missing, and not the record.
            Err(error) if error.kind() == ErrorKind::NotFound => self.is_private().map(|()| None),
            Err(error) => Err(fault(&error)),
        }
    }

    /// Holds a record, whether there is one of this name already or not, so that nobody else can open it.
    ///
    /// # Errors
    /// Another program has it open, or what the disk says.
    pub fn hold(&self, name: &RecordName, holder: Holder) -> Result<Held<D>, RecordFault> {
        let lock = self.lock(name, &holder)?;
        let (store, name) = (self.clone(), name.clone());
        Ok(Held { store, name, holder, lock: Some(lock), running: None, known: None, tried: None })
    }

    fn lock(&self, name: &RecordName, holder: &Holder) -> Result<D::Lock, RecordFault> {
        let taken = self.disk.lock(&self.at(&name.lock_file()), Hold::Alone, true);
        let Some(mut lock) = taken.map_err(|error| fault(&error))? else { return Err(self.held_by(name)) };
        let Holder { pid, host, since } = holder;
        let text = format!("pid {pid}\nhost {}\nsince {}\n", clean(host).replace('\n', " "), since.rfc3339());
        self.disk.sign(&mut lock, &text).map_err(|error| fault(&error))?;
        Ok(lock)
    }

    /// Says who holds a record, as far as that can be read.
    fn held_by(&self, name: &RecordName) -> RecordFault {
        let read = self.disk.read(&self.at(&name.lock_file()), MOST_OF_HOLDER);
        RecordFault::Held(read.ok().and_then(|bytes| holder(str::from_utf8(&bytes).ok()?)))
    }
}

/// Reads who holds a record.
fn holder(text: &str) -> Option<Holder> {
    let value = |key: &str| text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(' '));
    Some(Holder {
        pid: value("pid")?.parse().ok()?,
        host: clean(value("host")?).into_owned(),
        since: Timestamp::parse(value("since")?)?,
    })
}

impl<D: Disk> Held<D> {
    /// Returns the record's name.
    #[must_use]
    pub fn name(&self) -> &RecordName {
        &self.name
    }

    /// Returns the path of the record's file.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.store.at(&self.name.file())
    }

    /// Says from now on that a walkthrough runs here.
    ///
    /// # Errors
    /// What the disk says.
    pub fn run(&mut self) -> Result<(), RecordFault> {
        self.running = Some(self.store.running()?);
        Ok(())
    }

    /// Reads the record as it lies on the disk; `None` if there is none yet.
    ///
    /// # Errors
    /// What the disk says.
    pub fn read(&mut self) -> Result<Option<Vec<u8>>, RecordFault> {
        let sealed = self.store.sealed(&self.name)?;
        (self.known, self.tried) = (sealed.as_deref().map(print_of), None);
        Ok(sealed)
    }

    /// Writes a new state of the record. When this returns `Ok`, it stays, whatever happens; when it fails, the one
    /// before is there, or, of [`SaveFault::Unconfirmed`], one of the two.
    ///
    /// # Errors
    /// See [`RecordFault`]; it can be tried again.
    pub fn write(&mut self, sealed: &[u8]) -> Result<(), RecordFault> {
        if sealed.len() > most_sealed(record::LARGEST) {
            return Err(RecordFault::TooLarge);
        }
        self.make_sure()?;
        let (new, path) = (self.store.at(&self.name.new_file()), self.path());
        if let Err(error) = self.written(&new, sealed) {
            let _ = self.store.disk.remove(&new);
            return Err(fault(&error));
        }
        self.tried = Some(print_of(sealed));
        self.store.disk.rename(&new, &path).map_err(|error| {
            let _ = self.store.disk.remove(&new);
            fault(&error)
        })?;
        (self.known, self.tried) = (self.tried, None);
        let stays = self.store.disk.sync_folder(&self.store.folder);
        stays.map_err(|_| RecordFault::Disk(SaveFault::Unconfirmed))
    }

    fn written(&self, new: &Path, sealed: &[u8]) -> io::Result<()> {
        let disk = &self.store.disk;
        // What a program that ended in the middle left: nobody else writes here, for we hold the lock.
        gone(disk.remove(new))?;
        let mut file = disk.create(new)?;
        disk.write(&mut file, sealed)?;
        disk.sync(&file)
    }

    /// Makes sure that nobody else can have the record: the folder may have been gone, and come back with another.
    pub(super) fn make_sure(&mut self) -> Result<(), RecordFault> {
        let path = self.store.at(&self.name.lock_file());
        if let Some(lock) = &self.lock {
            let is_still = self.store.disk.is_still(&path, lock);
            if is_still.map_err(|error| fault(&error))? {
                return Ok(());
            }
        }
        self.store.is_private()?;
        let lock = self.store.lock(&self.name, &self.holder)?;
        if self.running.take().is_some() {
            self.running = Some(self.store.running()?);
        }
        let found = self.store.sealed(&self.name)?.as_deref().map(print_of);
        // A folder that came back empty takes the whole record anew; what somebody else wrote is not replaced.
        if found.is_some() && found != self.known && found != self.tried {
            self.store.let_go(&path, lock);
            return Err(RecordFault::Changed);
        }
        self.lock = Some(lock);
        Ok(())
    }
}

impl<D: Disk> Drop for Held<D> {
    fn drop(&mut self) {
        if let Some(lock) = self.lock.take() {
            self.store.let_go(&self.store.at(&self.name.lock_file()), lock);
        }
    }
}

impl<D: Disk> RecordStore<D> {
    /// Gives a lock back; its file goes first, while nobody else can have it. Whoever opened it meanwhile sees that it is
    /// gone, and opens a new one.
    pub(super) fn let_go(&self, path: &Path, lock: D::Lock) {
        if self.disk.is_still(path, &lock).unwrap_or(false) {
            let _ = self.disk.remove(path);
        }
        drop(lock);
    }
}

/// Takes a file that is not there for one that was removed.
pub(super) fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// Returns a number by which the bytes of a file are known again. Each write is encrypted anew, so that no two are alike.
fn print_of(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

pub(super) fn fault(error: &io::Error) -> RecordFault {
    RecordFault::Disk(save::why(error))
}
