//! What records need of a folder, as a trait.
//!
//! Each method is one step of the system, so that a test can implement the trait, cut the power after any step and let
//! any step fail. This module must not know what is written, or in which order the steps make a write safe.

use std::io;
use std::path::Path;

/// Something in a folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The name; what is not Unicode in it is replaced.
    pub name: String,
    /// How long it is, in bytes.
    pub bytes: u64,
    /// When it was changed, in seconds since the beginning of 1970.
    pub changed: i64,
    /// Whether it is a file, and not a folder, a link or the like.
    pub is_file: bool,
}

/// How a lock is held.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hold {
    /// Exclusively. If another program holds the lock, the call returns at once.
    Alone,
    /// Shared. If another program holds the lock exclusively, the call waits: that lasts only a moment.
    Together,
}

/// A folder that is held open: its files are reached through it, whatever its path leads to by then. No symbolic link in
/// it is followed.
///
/// Its errors are those of the system; the caller decides what they mean.
pub trait Folder: Clone + Send + 'static {
    /// A file that is open to be written.
    type File: Send;
    /// A lock; it is given back when it is dropped, and by the system when the program ends in any way.
    type Lock: Send;

    /// Returns the path by which it was opened.
    fn path(&self) -> &Path;
    /// Returns its rights, as in 0o700.
    ///
    /// # Errors
    /// What the system says.
    fn mode(&self) -> io::Result<u32>;
    /// Opens the folder that has its path now; `None` if that is still the same one.
    ///
    /// # Errors
    /// Also if no folder has this path, or a symbolic link stands in it that did not stand there before, or the folder
    /// belongs to another user.
    fn successor(&self) -> io::Result<Option<Self>>;
    /// Creates a file that only its owner can read, whatever the umask.
    ///
    /// # Errors
    /// Also if there is something under this name.
    fn create(&self, name: &str) -> io::Result<Self::File>;
    /// Opens an existing file to overwrite it from its beginning.
    ///
    /// # Errors
    /// Also if it is no file.
    fn overwrite(&self, name: &str) -> io::Result<Self::File>;
    /// Appends bytes.
    ///
    /// # Errors
    /// What the system says; some of it may be written then.
    fn write(&self, file: &mut Self::File, bytes: &[u8]) -> io::Result<()>;
    /// Syncs a file: when this returns, its bytes survive a power cut.
    ///
    /// # Errors
    /// What the system says; it is not known what will stay then.
    fn sync(&self, file: &Self::File) -> io::Result<()>;
    /// Sets when a file was changed last, in seconds since the beginning of 1970.
    ///
    /// # Errors
    /// What the system says.
    fn date(&self, file: &Self::File, changed: i64) -> io::Result<()>;
    /// Renames a file in one step, and replaces a file that has the new name.
    ///
    /// # Errors
    /// What the system says.
    fn rename(&self, from: &str, to: &str) -> io::Result<()>;
    /// Deletes a file.
    ///
    /// # Errors
    /// What the system says.
    fn remove(&self, name: &str) -> io::Result<()>;
    /// Syncs the folder: when this returns, the names in it survive a power cut.
    ///
    /// # Errors
    /// What the system says; it is not known what will stay then.
    fn sync_names(&self) -> io::Result<()>;
    /// Lists what is in it, in no order.
    ///
    /// # Errors
    /// What the system says.
    fn list(&self) -> io::Result<Vec<Entry>>;
    /// Reads a file, but not more than one byte over `most`.
    ///
    /// # Errors
    /// Also if it is no file.
    fn read(&self, name: &str, most: usize) -> io::Result<Vec<u8>>;
    /// Locks a file, and with `make` creates it first; `None` if another program holds the lock.
    ///
    /// # Errors
    /// What the system says.
    fn lock(&self, name: &str, hold: Hold, make: bool) -> io::Result<Option<Self::Lock>>;
    /// Locks the folder itself; `None` if another program holds the lock. The files in it can still be locked.
    ///
    /// # Errors
    /// What the system says.
    fn lock_whole(&self, hold: Hold) -> io::Result<Option<Self::Lock>>;
    /// Says whether the file that a lock was taken on still has this name.
    ///
    /// # Errors
    /// What the system says, but for a missing file.
    fn is_still(&self, name: &str, lock: &Self::Lock) -> io::Result<bool>;
    /// Replaces the content of a lock file.
    ///
    /// # Errors
    /// What the system says.
    fn sign(&self, lock: &mut Self::Lock, text: &str) -> io::Result<()>;
}
