//! Maps and sets of words that a list holds and the words of a text are looked up in.
//!
//! The hash of the standard library keeps whoever chooses the words of a map from making it slow. Here they stand in the
//! lists of this program, and a text only asks for them, so a shorter one will do. It must not be used for words that come
//! out of a text.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map from the words of a list.
pub(super) type WordMap<T> = HashMap<String, T, BuildHasherDefault<WordHasher>>;

/// The words of a list.
pub(super) type WordSet = HashSet<String, BuildHasherDefault<WordHasher>>;

/// The hash of Fowler, Noll and Vo (FNV-1a).
#[derive(Debug)]
pub(super) struct WordHasher(u64);

impl Default for WordHasher {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
