//! A disk whose power can be cut after every step, and whose every step can fail.
//!
//! What was not synced may be absent, torn or whole after a cut; each name that was given or taken and not synced may or
//! may not be there, whatever came of the others. It has one folder. This must not know what a record is.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as MapEntry;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use stillpoint::files::disk::{Entry, Folder, Hold};

/// The pieces in which a disk writes.
const SECTOR: usize = 512;

/// The number of the folder itself, for locks.
const ITSELF: u64 = u64::MAX;

/// What a file holds now, and what it is sure to hold after a cut.
#[derive(Clone, Default)]
struct Inode {
    synced: Arc<Vec<u8>>,
    bytes: Arc<Vec<u8>>,
}

/// A change of names: the file that gets a name, and the one that loses it.
#[derive(Clone)]
struct NameStep {
    gets: Option<(String, u64)>,
    loses: Option<String>,
}

/// Everything on the disk.
#[derive(Clone, Default)]
struct State {
    inodes: BTreeMap<u64, Inode>,
    names: BTreeMap<String, u64>,
    /// The names that are sure to be there after a cut, and what was done since.
    synced_names: BTreeMap<String, u64>,
    steps: Vec<NameStep>,
    /// The first inode that is free.
    next: u64,
}

/// A step that is to fail.
#[derive(Clone, Copy)]
pub(crate) struct Failing {
    /// Which one, from 0.
    pub(crate) step: usize,
    /// The error of the system.
    pub(crate) error: i32,
    /// Whether it is done nevertheless.
    pub(crate) done: bool,
}

#[derive(Default)]
struct Inner {
    state: State,
    held: BTreeMap<u64, (Hold, usize)>,
    /// The state after each step, and what the test noted by then.
    log: Vec<(State, usize)>,
    note: usize,
    steps: usize,
    failing: Option<Failing>,
    /// Whether whoever syncs a file has to wait.
    held_key: bool,
}

/// The disk; clones are the same one.
#[derive(Clone, Default)]
pub(crate) struct SimDisk(Arc<(Mutex<Inner>, Condvar)>);

/// A lock, given back as it is dropped.
pub(crate) struct SimLock {
    disk: SimDisk,
    inode: u64,
}

/// A file that is being written, and how far.
pub(crate) struct SimFile {
    inode: u64,
    at: usize,
}

impl Drop for SimLock {
    fn drop(&mut self) {
        let mut inner = self.disk.lock_inner();
        let left = inner.held.get_mut(&self.inode).map(|(_, count)| {
            *count -= 1;
            *count
        });
        if left == Some(0) {
            inner.held.remove(&self.inode);
        }
    }
}

impl SimDisk {
    fn lock_inner(&self) -> MutexGuard<'_, Inner> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets a step fail.
    pub(crate) fn fail(&self, failing: Failing) {
        let mut inner = self.lock_inner();
        (inner.steps, inner.failing) = (0, Some(failing));
    }

    /// Says whether the step that was to fail has.
    pub(crate) fn has_failed(&self) -> bool {
        self.lock_inner().failing.is_none()
    }

    /// Notes a number with every step from now on.
    pub(crate) fn note(&self, number: usize) {
        self.lock_inner().note = number;
    }

    /// Lets whoever syncs a file wait, or wait no more.
    pub(crate) fn stick(&self, held_key: bool) {
        self.lock_inner().held_key = held_key;
        self.0.1.notify_all();
    }

    /// Returns how many steps there were.
    pub(crate) fn steps(&self) -> usize {
        self.lock_inner().log.len()
    }

    /// Cuts the power after a step: returns what may be there then, chosen by `seed`, and what was noted.
    pub(crate) fn cut(&self, step: usize, seed: u64) -> (Self, usize) {
        let (state, note) = self.lock_inner().log[step].clone();
        let state = state.survives(&mut Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1), seed);
        (Self(Arc::new((Mutex::new(Inner { state, ..Inner::default() }), Condvar::new()))), note)
    }

    /// Returns the names in the folder.
    pub(crate) fn names(&self) -> Vec<String> {
        self.lock_inner().state.names.keys().cloned().collect()
    }

    /// Takes a step: what it does, and whether it fails.
    fn step<T>(&self, act: impl FnOnce(&mut State) -> io::Result<T>) -> io::Result<T> {
        let mut inner = self.lock_inner();
        let number = inner.steps;
        inner.steps += 1;
        if let Some(failing) = inner.failing.filter(|failing| failing.step == number) {
            inner.failing = None;
            if failing.done {
                let _ = act(&mut inner.state);
            }
            return Err(io::Error::from_raw_os_error(failing.error));
        }
        let acted = act(&mut inner.state)?;
        let logged = (inner.state.clone(), inner.note);
        inner.log.push(logged);
        Ok(acted)
    }
}

impl SimDisk {
    fn locked(&self, inode: u64, hold: Hold) -> Option<SimLock> {
        match self.lock_inner().held.entry(inode) {
            MapEntry::Vacant(free) => drop(free.insert((hold, 1))),
            MapEntry::Occupied(mut held) => match held.get_mut() {
                (Hold::Together, count) if hold == Hold::Together => *count += 1,
                _ => return None,
            },
        }
        Some(SimLock { disk: self.clone(), inode })
    }
}

/// Numbers that look like chance, the same for the same seed (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(bound.max(1)).unwrap()).unwrap()
    }
}

impl State {
    fn inode(&self, name: &str) -> io::Result<u64> {
        self.names.get(name).copied().ok_or(ErrorKind::NotFound.into())
    }

    fn rebind(&mut self, step: NameStep) {
        step.apply(&mut self.names);
        self.steps.push(step);
    }

    /// Returns what is there after a cut. The first seeds are the extremes: nothing unsynced, and everything.
    fn survives(&self, chance: &mut Chance, seed: u64) -> Self {
        let mut names = self.synced_names.clone();
        for step in &self.steps {
            let kept = [Some(false), Some(true)].get(usize::try_from(seed).unwrap()).copied().flatten();
            if kept.unwrap_or_else(|| chance.below(2) == 0) {
                step.apply(&mut names);
            }
        }
        let survives = |(number, inode): (&u64, &Inode)| {
            let bytes = Arc::new(inode.survives(chance));
            (*number, Inode { synced: Arc::clone(&bytes), bytes })
        };
        let inodes = self.inodes.iter().map(survives).collect();
        Self { inodes, synced_names: names.clone(), names, steps: Vec::new(), next: self.next }
    }
}

impl NameStep {
    fn apply(&self, names: &mut BTreeMap<String, u64>) {
        if let Some(name) = &self.loses {
            names.remove(name);
        }
        if let Some((name, inode)) = &self.gets {
            names.insert(name.clone(), *inode);
        }
    }
}

impl Inode {
    fn survives(&self, chance: &mut Chance) -> Vec<u8> {
        if self.synced == self.bytes {
            return self.bytes.to_vec();
        }
        match chance.below(4) {
            0 => self.synced.to_vec(),
            1 => self.bytes.to_vec(),
            2 => self.bytes[..chance.below(self.bytes.len() + 1)].to_vec(),
            _ => {
                // As long as it is to be, and some pieces of it old or blank.
                let mut bytes = self.bytes.to_vec();
                for start in (0..bytes.len()).step_by(SECTOR).filter(|_| chance.below(2) == 0) {
                    for at in start..(start + SECTOR).min(self.bytes.len()) {
                        bytes[at] = self.synced.get(at).copied().unwrap_or_default();
                    }
                }
                bytes
            }
        }
    }
}

impl Folder for SimDisk {
    type File = SimFile;
    type Lock = SimLock;

    fn path(&self) -> &Path {
        Path::new("/records")
    }

    fn mode(&self) -> io::Result<u32> {
        Ok(0o700)
    }

    fn successor(&self) -> io::Result<Option<Self>> {
        Ok(None)
    }

    fn create(&self, name: &str) -> io::Result<SimFile> {
        self.step(|state| {
            if state.inode(name).is_ok() {
                return Err(ErrorKind::AlreadyExists.into());
            }
            let inode = state.next;
            state.next += 1;
            state.inodes.insert(inode, Inode::default());
            state.rebind(NameStep { gets: Some((name.to_owned(), inode)), loses: None });
            Ok(SimFile { inode, at: 0 })
        })
    }

    fn overwrite(&self, name: &str) -> io::Result<SimFile> {
        let inode = self.lock_inner().state.inode(name)?;
        Ok(SimFile { inode, at: 0 })
    }

    fn write(&self, file: &mut SimFile, bytes: &[u8]) -> io::Result<()> {
        let at = file.at;
        self.step(|state| {
            let inode = state.inodes.get_mut(&file.inode).unwrap();
            let old = Arc::make_mut(&mut inode.bytes);
            old.resize(old.len().max(at + bytes.len()), 0);
            old[at..at + bytes.len()].copy_from_slice(bytes);
            Ok(())
        })?;
        file.at += bytes.len();
        Ok(())
    }

    fn sync(&self, file: &SimFile) -> io::Result<()> {
        drop(
            self.0
                .1
                .wait_while(self.lock_inner(), |inner| inner.held_key)
                .unwrap_or_else(PoisonError::into_inner),
        );
        self.step(|state| {
            let inode = state.inodes.get_mut(&file.inode).unwrap();
            inode.synced = Arc::clone(&inode.bytes);
            Ok(())
        })
    }

    fn date(&self, _: &SimFile, _: i64) -> io::Result<()> {
        self.step(|_| Ok(()))
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        let inode = self.lock_inner().state.inode(from)?;
        self.step(|state| {
            state.rebind(NameStep { gets: Some((to.to_owned(), inode)), loses: Some(from.to_owned()) });
            Ok(())
        })
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        self.lock_inner().state.inode(name)?;
        self.step(|state| {
            state.rebind(NameStep { gets: None, loses: Some(name.to_owned()) });
            Ok(())
        })
    }

    fn sync_names(&self) -> io::Result<()> {
        self.step(|state| {
            state.synced_names = state.names.clone();
            state.steps.clear();
            Ok(())
        })
    }

    fn list(&self) -> io::Result<Vec<Entry>> {
        let inner = self.lock_inner();
        let entry = |(name, inode): (&String, &u64)| {
            let bytes = u64::try_from(inner.state.inodes[inode].bytes.len()).unwrap();
            Entry { name: name.clone(), bytes, changed: 0, is_file: true }
        };
        Ok(inner.state.names.iter().map(entry).collect())
    }

    fn read(&self, name: &str, _: usize) -> io::Result<Vec<u8>> {
        let inner = self.lock_inner();
        let inode = inner.state.inode(name)?;
        Ok(inner.state.inodes[&inode].bytes.to_vec())
    }

    fn lock(&self, name: &str, hold: Hold, make: bool) -> io::Result<Option<SimLock>> {
        if make && self.lock_inner().state.inode(name).is_err() {
            self.create(name)?;
        }
        let inode = self.lock_inner().state.inode(name)?;
        Ok(self.locked(inode, hold))
    }

    fn lock_whole(&self, hold: Hold) -> io::Result<Option<SimLock>> {
        Ok(self.locked(ITSELF, hold))
    }

    fn is_still(&self, name: &str, lock: &SimLock) -> io::Result<bool> {
        Ok(self.lock_inner().state.inode(name).is_ok_and(|inode| inode == lock.inode))
    }

    fn sign(&self, lock: &mut SimLock, text: &str) -> io::Result<()> {
        self.step(|state| {
            state.inodes.get_mut(&lock.inode).unwrap().bytes = Arc::new(text.into());
            Ok(())
        })
    }
}
