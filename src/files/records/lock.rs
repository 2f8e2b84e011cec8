//! A record that this program has locked: it can be written, and nobody else can open it.
//!
//! A write leaves the old state or the new one, even if the power fails: the bytes go to a new file, are synced, and
//! then get the name. It must not replace a file that another program wrote, and must not decrypt a record.

use super::encryption::most_sealed;
use super::folder::{RecordStore, Running, fault, gone};
use super::format;
use super::name::{LOCK, RecordName};
use crate::domain::faults::save::{Holder, RecordFault, SaveFault};
use crate::files::disk::{Disk, Hold, RealDisk};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

/// A record that nobody else can open until this is dropped.
pub struct LockedRecord<D: Disk = RealDisk> {
    pub(super) store: RecordStore<D>,
    pub(super) name: RecordName,
    pub(super) holder: Holder,
    pub(super) lock: Option<D::Lock>,
    running: Option<Running<D>>,
    /// A hash of the file as it was read or written last; `None` if there was no file.
    known: Option<u64>,
    /// A hash of the file as a failed write may have left it.
    tried: Option<u64>,
}

impl<D: Disk> RecordStore<D> {
    /// Locks a record, whether it exists already or not.
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

    /// Announces from now on that a walkthrough runs here.
    ///
    /// # Errors
    /// What the disk says.
    pub fn run(&mut self) -> Result<(), RecordFault> {
        self.running = Some(self.store.running()?);
        Ok(())
    }

    /// Reads the encrypted record; `None` if there is none yet.
    ///
    /// # Errors
    /// What the disk says.
    pub fn read(&mut self) -> Result<Option<Vec<u8>>, RecordFault> {
        let sealed = self.store.sealed(&self.name)?;
        (self.known, self.tried) = (sealed.as_deref().map(print_of), None);
        Ok(sealed)
    }

    /// Writes a new state of the record. If this returns `Ok`, the new state survives a power cut. If it fails, the old
    /// state is there; after [`SaveFault::Unconfirmed`], one of the two is.
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
        // A program that ended during a write may have left this file. We hold the lock, so nobody is writing it now.
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

    /// Checks that the record on the disk is the one that was read or written last, because other programs, such as a
    /// backup, do not ask for the lock. A deleted record is written anew; a changed one is an error.
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
    /// Deletes lock files that nobody holds. Killed programs left them, and they show names of clients. Files that
    /// cannot be deleted stay.
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

    /// Gives a lock back. It deletes the file first, while it still holds the lock: a program that has opened the file
    /// meanwhile sees that it has no name any more, and opens a new one.
    pub(super) fn let_go(&self, path: &Path, lock: D::Lock) {
        if self.disk.is_still(path, &lock).unwrap_or(false) {
            let _ = self.disk.remove(path);
        }
        drop(lock);
    }
}

/// Returns a hash of a file's bytes. Encryption makes every write different, even of the same state, so equal hashes
/// mean the same write.
fn print_of(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}
