//! Deletes a record, and overwrites its file once before that.
//!
//! It cannot reach backups, snapshots of a file system, or blocks that a disk keeps for itself. The command that
//! removes a record tells people so; this module must not promise more.

use super::encryption::most_sealed;
use super::folder::{RecordStore, fault, gone};
use super::format;
use super::lock::LockedRecord;
use super::name::REMOVED;
use crate::domain::faults::save::RecordFault;
use crate::files::disk::Folder;
use std::io::{self, ErrorKind};

/// How many bytes are overwritten at once.
static BLANK: [u8; 64 * 1024] = [0; 64 * 1024];

impl<F: Folder> LockedRecord<F> {
    /// Removes the record: its file gets a name without meaning, is written over once, and is taken away.
    ///
    /// Returns whether there was one.
    ///
    /// # Errors
    /// What the disk says; it may be half done, and can be asked for again.
    pub fn remove(mut self) -> Result<bool, RecordFault> {
        self.make_sure()?;
        let store = &self.store;
        store.sweep().map_err(|error| fault(&error))?;
        let meaningless = format!("{REMOVED}{}", self.holder.pid);
        let mut there = false;
        for (name, is_record) in [(self.name.new_file(), false), (self.file.clone(), true)] {
            match store.folder.rename(&name, &meaningless) {
                Ok(()) => {
                    there |= is_record;
                    gone(store.erase(&meaningless)).map_err(|error| fault(&error))?;
                }
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(fault(&error)),
            }
        }
        if let Some(lock) = self.lock.take() {
            store.let_go(&self.name, lock);
        }
        store.folder.sync_names().map(|()| there).map_err(|error| fault(&error))
    }
}

impl<F: Folder> RecordStore<F> {
    /// Overwrites a file that has got a meaningless name, and deletes it.
    fn erase(&self, name: &str) -> io::Result<()> {
        // The old name has to be gone for good before its bytes are: after a power cut there must be no blank record.
        self.folder.sync_names()?;
        let bytes = self.folder.read(name, most_sealed(format::LARGEST))?.len();
        let mut file = self.folder.overwrite(name)?;
        let mut left = bytes;
        while left > 0 {
            let blank = BLANK.get(..left).unwrap_or(&BLANK);
            self.folder.write(&mut file, blank)?;
            left -= blank.len();
        }
        self.folder.sync(&file)?;
        gone(self.folder.remove(name))?;
        self.folder.sync_names()
    }

    /// Finishes removals that were interrupted.
    fn sweep(&self) -> io::Result<()> {
        let entries = self.folder.list()?;
        for entry in entries.iter().filter(|entry| entry.is_file && entry.name.starts_with(REMOVED)) {
            gone(self.erase(&entry.name))?;
        }
        Ok(())
    }
}
