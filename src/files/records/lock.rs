//! A record that this program has locked: it can be written, and nobody else can open it.
//!
//! A write leaves the old state or the new one, even if the power fails: the bytes go to a new file, are synced, and
//! then get the name. It must not replace a file that another program wrote, and must not decrypt a record.

use super::encryption::{Recipients, most_sealed};
use super::folder::{RecordStore, Running, fault, gone};
use super::format;
use super::name::{FORMER_LOCK, LOCK, RecordName};
use crate::domain::faults::save::{Holder, RecordFault, SaveFault};
use crate::domain::timestamp::Timestamp;
use crate::files::disk::{Folder, Hold};
use crate::files::real_folder::RealFolder;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, ErrorKind};
use std::path::PathBuf;

/// A record that nobody else can open until this is dropped.
pub struct LockedRecord<F: Folder = RealFolder> {
    pub(super) store: RecordStore<F>,
    pub(super) name: RecordName,
    /// The name of its file, which may be written otherwise than that of the record.
    pub(super) file: String,
    pub(super) holder: Holder,
    pub(super) lock: Option<F::Lock>,
    running: Option<Running<F>>,
    /// A hash of the file as it was read or written last; `None` if there was no file.
    known: Option<u64>,
    /// A hash of the file as a failed write may have left it.
    tried: Option<u64>,
}

impl<F: Folder> RecordStore<F> {
    /// Locks a record, whether it exists already or not.
    ///
    /// # Errors
    /// Another program has it open, or what the disk says.
    pub fn hold(&self, name: &RecordName, holder: Holder) -> Result<LockedRecord<F>, RecordFault> {
        let lock = self.lock(name, &holder)?;
        let (store, name) = (self.clone(), name.clone());
        let (file, lock) = (name.file(), Some(lock));
        let mut held =
            LockedRecord { store, name, file, holder, lock, running: None, known: None, tried: None };
        // It is looked for only now, so that nobody else can begin it meanwhile in another spelling.
        held.file = held.store.file_of(&held.name)?;
        Ok(held)
    }
}

impl<F: Folder> LockedRecord<F> {
    /// Returns the record's name.
    #[must_use]
    pub fn name(&self) -> &RecordName {
        &self.name
    }

    /// Returns the path of the record's file.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.store.path().join(&self.file)
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
        let sealed = self.store.sealed(&self.file)?;
        (self.known, self.tried) = (sealed.as_deref().map(print_of), None);
        Ok(sealed)
    }

    /// Writes a new state of the record. If this returns `Ok`, the new state survives a power cut. If it fails, the old
    /// state is there; after [`SaveFault::Unconfirmed`], one of the two is.
    ///
    /// # Errors
    /// See [`RecordFault`]; it can be tried again.
    pub fn write(&mut self, sealed: &[u8]) -> Result<(), RecordFault> {
        self.put(sealed, |_, _, _| Ok(()))
    }

    /// Writes the same record anew for these recipients, in the place of what was read last. It keeps the time of its
    /// last change. What takes its place is read back from the disk first, and has to pass `opens`.
    ///
    /// # Errors
    /// As for [`write`](Self::write).
    pub fn rewrite(
        &mut self,
        recipients: &Recipients,
        plain: &[u8],
        changed: Timestamp,
        opens: impl FnOnce(&[u8]) -> bool,
    ) -> Result<(), RecordFault> {
        let sealed = recipients.seal(plain).ok_or(RecordFault::NotSealed)?;
        let mut is_sound = true;
        let written = self.put(&sealed, |folder, file, new| {
            folder.date(file, changed.0)?;
            is_sound = opens(&folder.read(new, most_sealed(format::LARGEST))?);
            if is_sound { Ok(()) } else { Err(ErrorKind::InvalidData.into()) }
        });
        if is_sound { written } else { Err(RecordFault::NotSealed) }
    }

    /// Writes a state to a new file, looks at it with `check`, and gives it the name of the record.
    fn put(
        &mut self,
        sealed: &[u8],
        check: impl FnOnce(&F, &F::File, &str) -> io::Result<()>,
    ) -> Result<(), RecordFault> {
        if sealed.len() > most_sealed(format::LARGEST) {
            return Err(RecordFault::TooLarge);
        }
        self.make_sure()?;
        self.make_sure_of_file()?;
        let (new, folder) = (self.name.new_file(), &self.store.folder);
        if let Err(error) = self.written(&new, sealed, check) {
            let _ = folder.remove(&new);
            return Err(fault(&error));
        }
        self.tried = Some(print_of(sealed));
        folder.rename(&new, &self.file).map_err(|error| {
            let _ = folder.remove(&new);
            fault(&error)
        })?;
        (self.known, self.tried) = (self.tried, None);
        folder.sync_names().map_err(|_| RecordFault::Disk(SaveFault::Unconfirmed))
    }

    fn written(
        &self,
        new: &str,
        sealed: &[u8],
        check: impl FnOnce(&F, &F::File, &str) -> io::Result<()>,
    ) -> io::Result<()> {
        let folder = &self.store.folder;
        // A program that ended during a write may have left this file. We hold the lock, so nobody is writing it now.
        gone(folder.remove(new))?;
        let mut file = folder.create(new)?;
        folder.write(&mut file, sealed)?;
        check(folder, &file, new)?;
        folder.sync(&file)
    }

    /// Makes sure that nobody else can have the record, and that it can be seen that a walkthrough runs: the folder may
    /// have been gone, and come back with another.
    pub(super) fn make_sure(&mut self) -> Result<(), RecordFault> {
        if let Some(folder) = self.store.folder.successor().map_err(|error| fault(&error))? {
            return self.lock_in(RecordStore::of(folder)?);
        }
        let is_still =
            self.lock.as_ref().map(|lock| self.store.folder.is_still(&self.name.lock_file(), lock));
        if is_still.transpose().map_err(|error| fault(&error))?.unwrap_or(false) {
            return Ok(());
        }
        self.lock_in(RecordStore::of(self.store.folder.clone())?)
    }

    /// Locks the record anew, in the folder that it is in now.
    fn lock_in(&mut self, store: RecordStore<F>) -> Result<(), RecordFault> {
        let running = self.running.as_ref().map(|_| store.running()).transpose()?;
        let lock = store.lock(&self.name, &self.holder)?;
        let before = std::mem::replace(&mut self.store, store);
        if let Err(changed) = self.make_sure_of_file() {
            let store = std::mem::replace(&mut self.store, before);
            store.let_go(&self.name, lock);
            return Err(changed);
        }
        if let Some(lock) = self.lock.replace(lock) {
            before.let_go(&self.name, lock);
        }
        self.running = running;
        Ok(())
    }

    /// Checks that the record on the disk is the one that was read or written last, because other programs, such as a
    /// backup, do not ask for the lock. A deleted record is written anew; a changed one is an error.
    fn make_sure_of_file(&self) -> Result<(), RecordFault> {
        let found = match self.store.sealed(&self.file) {
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

impl<F: Folder> Drop for LockedRecord<F> {
    fn drop(&mut self) {
        if let Some(lock) = self.lock.take() {
            self.store.let_go(&self.name, lock);
        }
    }
}

impl<F: Folder> RecordStore<F> {
    /// Deletes lock files that nobody holds. Killed programs left them, and they show names of clients. Files that
    /// cannot be deleted stay.
    pub fn sweep_locks(&self) {
        for entry in self.folder.list().unwrap_or_default() {
            let is_lock = entry.name.starts_with('.') && entry.name.ends_with(LOCK);
            if is_lock || entry.name == FORMER_LOCK {
                self.sweep_lock(&entry.name);
            }
        }
    }

    fn sweep_lock(&self, name: &str) {
        if let Ok(Some(lock)) = self.folder.lock(name, Hold::Alone, false) {
            self.let_go_of(name, lock);
        }
    }

    pub(super) fn let_go(&self, name: &RecordName, lock: F::Lock) {
        self.let_go_of(&name.lock_file(), lock);
    }

    /// Gives a lock back. It deletes the file first, while it still holds the lock: a program that has opened the file
    /// meanwhile sees that it has no name any more, and opens a new one.
    fn let_go_of(&self, name: &str, lock: F::Lock) {
        if self.folder.is_still(name, &lock).unwrap_or(false) {
            let _ = self.folder.remove(name);
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
