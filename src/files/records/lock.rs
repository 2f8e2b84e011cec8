//! A record that is held: a write leaves the old state or the new one, whatever happens, and replaces nothing that
//! something else wrote.
//!
//! It keeps sealed bytes and opens none. A record is written beside its place, synced, and then given its name.

use super::encryption::most_sealed;
use super::folder::{RecordStore, Running, fault, gone};
use super::format;
use super::name::{LOCK, RecordName};
use crate::domain::faults::save::{Holder, RecordFault, SaveFault};
use crate::files::disk::{Disk, Hold, RealDisk};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

/// A record that nobody else can open for as long as this is kept.
pub struct LockedRecord<D: Disk = RealDisk> {
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
    /// Holds a record, whether there is one of this name already or not, so that nobody else can open it.
    ///
    /// # Errors
    /// Another program has it open, or what the disk says.
    pub fn hold(&self, name: &RecordName, holder: Holder) -> Result<LockedRecord<D>, RecordFault> {
        let lock = self.lock(name, &holder)?;
        let (store, name) = (self.clone(), name.clone());
        Ok(LockedRecord { store, name, holder, lock: Some(lock), running: None, known: None, tried: None })
    }
}

impl<D: Disk> LockedRecord<D> {
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
        if sealed.len() > most_sealed(format::LARGEST) {
            return Err(RecordFault::TooLarge);
        }
        self.make_sure()?;
        self.make_sure_of_file()?;
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

    /// Makes sure that nobody else can have the record, and that it can be seen that a walkthrough runs: the folder may
    /// have been gone, and come back with another.
    pub(super) fn make_sure(&mut self) -> Result<(), RecordFault> {
        let path = self.store.at(&self.name.lock_file());
        let is_still = self.lock.as_ref().map(|lock| self.store.disk.is_still(&path, lock));
        if !is_still.transpose().map_err(|error| fault(&error))?.unwrap_or(false) {
            self.lock_again(&path)?;
        }
        if self.running.as_ref().is_some_and(|running| !self.store.is_told(running)) {
            self.running = Some(self.store.running()?);
        }
        Ok(())
    }

    fn lock_again(&mut self, path: &Path) -> Result<(), RecordFault> {
        self.store.is_private()?;
        let lock = self.store.lock(&self.name, &self.holder)?;
        if let Err(changed) = self.make_sure_of_file() {
            self.store.let_go(path, lock);
            return Err(changed);
        }
        self.lock = Some(lock);
        Ok(())
    }

    /// Makes sure that the record on the disk is the one that was read or written last: not everybody asks for the lock.
    /// Where there is none any more it is written anew; what somebody else put there is not replaced.
    fn make_sure_of_file(&self) -> Result<(), RecordFault> {
        let found = match self.store.sealed(&self.name) {
            Err(RecordFault::TooLarge) => return Err(RecordFault::Changed),
            found => found?.as_deref().map(print_of),
        };
        if found.is_none() || found == self.known || found == self.tried {
            Ok(())
        } else {
            Err(RecordFault::Changed)
        }
    }
}

impl<D: Disk> Drop for LockedRecord<D> {
    fn drop(&mut self) {
        if let Some(lock) = self.lock.take() {
            self.store.let_go(&self.store.at(&self.name.lock_file()), lock);
        }
    }
}

impl<D: Disk> RecordStore<D> {
    /// Takes away the locks that nobody holds: programs that were killed left them, with the names of records that may
    /// never have been begun. What cannot be taken away stays.
    pub fn sweep_locks(&self) {
        for entry in self.disk.list(&self.folder).unwrap_or_default() {
            if entry.name.starts_with('.') && entry.name.ends_with(LOCK) {
                let path = self.at(&entry.name);
                if let Ok(Some(lock)) = self.disk.lock(&path, Hold::Alone, false) {
                    self.let_go(&path, lock);
                }
            }
        }
    }

    /// Gives a lock back; its file goes first, while nobody else can have it. Whoever opened it meanwhile sees that it is
    /// gone, and opens a new one.
    pub(super) fn let_go(&self, path: &Path, lock: D::Lock) {
        if self.disk.is_still(path, &lock).unwrap_or(false) {
            let _ = self.disk.remove(path);
        }
        drop(lock);
    }
}

/// Returns a number by which the bytes of a file are known again. Each write is encrypted anew, so that no two are alike.
fn print_of(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}
