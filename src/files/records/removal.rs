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
use crate::files::disk::Disk;
use std::io::{self, ErrorKind};
use std::path::Path;

/// How many bytes are overwritten at once.
static BLANK: [u8; 64 * 1024] = [0; 64 * 1024];

impl<D: Disk> LockedRecord<D> {
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
        let meaningless = store.at(&format!("{REMOVED}{}", self.holder.pid));
        let mut there = false;
        for (name, is_record) in [(self.name.new_file(), false), (self.name.file(), true)] {
            match store.disk.rename(&store.at(&name), &meaningless) {
                Ok(()) => {
                    there |= is_record;
                    gone(store.erase(&meaningless)).map_err(|error| fault(&error))?;
                }
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(fault(&error)),
            }
        }
        if let Some(lock) = self.lock.take() {
            store.let_go(&store.at(&self.name.lock_file()), lock);
        }
        let stays = store.disk.sync_folder(&store.folder);
        stays.map(|()| there).map_err(|error| fault(&error))
    }
}

impl<D: Disk> RecordStore<D> {
    /// Overwrites a file that has got a meaningless name, and deletes it.
    fn erase(&self, path: &Path) -> io::Result<()> {
        // The old name has to be gone for good before its bytes are: after a power cut there must be no blank record.
        self.disk.sync_folder(&self.folder)?;
        let bytes = self.disk.read(path, most_sealed(format::LARGEST))?.len();
        let mut file = self.disk.overwrite(path)?;
        let mut left = bytes;
        while left > 0 {
            let blank = BLANK.get(..left).unwrap_or(&BLANK);
            self.disk.write(&mut file, blank)?;
            left -= blank.len();
        }
        self.disk.sync(&file)?;
        gone(self.disk.remove(path))?;
        self.disk.sync_folder(&self.folder)
    }

    /// Finishes removals that were interrupted.
    fn sweep(&self) -> io::Result<()> {
        let entries = self.disk.list(&self.folder)?;
        for entry in entries.iter().filter(|entry| entry.name.starts_with(REMOVED)) {
            gone(self.erase(&self.at(&entry.name)))?;
        }
        Ok(())
    }
}
