//! Reads single values out of JSON that came over a socket, and says what could not be read.
//!
//! It believes nothing: every text is cleaned, every number bounded. It knows no frame and quotes nothing of what came.

use crate::domain::sanitize::clean;
use serde_json::{Map, Value};
use std::fmt;

/// The largest number of a row, a position or a step: more than the largest questionnaire has of anything.
const MOST: u64 = 1 << 24;

/// Why what came over the socket is not believed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum WireError {
    /// A frame is longer than any of its kind.
    TooLong,
    /// A frame is not JSON.
    NotJson,
    /// A value is missing, or another one than can stand there; the key, or the name of the frame.
    Malformed(&'static str),
    /// The other side speaks another protocol: its number, and the version of its program.
    Protocol {
        /// The number of the protocol.
        number: u64,
        /// The version of the program, cleaned and cut.
        version: String,
    },
    /// The connection failed.
    Io(std::io::ErrorKind),
}

impl fmt::Display for WireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => write!(f, "What was sent is longer than anything that belongs here."),
            Self::NotJson => write!(f, "What was sent is not JSON."),
            Self::Malformed(what) => write!(f, "What was sent has no \"{what}\" that can be used."),
            Self::Protocol { number, version } => {
                write!(f, "The other side speaks protocol {number}; it is stillpoint {version}.")
            }
            Self::Io(kind) => write!(f, "The connection failed: {kind}."),
        }
    }
}

impl std::error::Error for WireError {}

/// The entries of an object.
#[derive(Clone, Copy)]
pub(in crate::shell) struct Fields<'v>(&'v Map<String, Value>);

impl<'v> Fields<'v> {
    /// Opens a value that has to be an object; `what` is its key.
    pub(in crate::shell) fn of(value: &'v Value, what: &'static str) -> Result<Self, WireError> {
        value.as_object().map(Self).ok_or(WireError::Malformed(what))
    }

    /// Returns a value that may be missing; `null` counts as missing.
    pub(super) fn maybe(self, key: &'static str) -> Option<&'v Value> {
        self.0.get(key).filter(|value| !value.is_null())
    }

    /// Returns a value.
    pub(in crate::shell) fn get(self, key: &'static str) -> Result<&'v Value, WireError> {
        self.0.get(key).ok_or(WireError::Malformed(key))
    }

    /// Opens an object.
    pub(in crate::shell) fn fields(self, key: &'static str) -> Result<Self, WireError> {
        Self::of(self.get(key)?, key)
    }

    /// Reads a text as it stands, for what is compared and never shown: ids, and texts of files.
    pub(in crate::shell) fn raw(self, key: &'static str) -> Result<&'v str, WireError> {
        self.get(key)?.as_str().ok_or(WireError::Malformed(key))
    }

    /// Reads a text, cleaned.
    pub(super) fn text(self, key: &'static str) -> Result<String, WireError> {
        self.raw(key).map(|text| clean(text).into_owned())
    }

    /// Reads a text that may be missing, cleaned.
    pub(super) fn maybe_text(self, key: &'static str) -> Result<Option<String>, WireError> {
        self.maybe(key).map(|_| self.text(key)).transpose()
    }

    /// Reads whether something is so.
    pub(super) fn flag(self, key: &'static str) -> Result<bool, WireError> {
        self.get(key)?.as_bool().ok_or(WireError::Malformed(key))
    }

    /// Reads a number of rows, a position or a step.
    pub(in crate::shell) fn count(self, key: &'static str) -> Result<usize, WireError> {
        let number = self.get(key)?.as_u64().filter(|number| *number <= MOST);
        number.and_then(|number| usize::try_from(number).ok()).ok_or(WireError::Malformed(key))
    }

    /// Reads a whole number.
    pub(super) fn number<N: TryFrom<i64>>(self, key: &'static str) -> Result<N, WireError> {
        let number = self.get(key)?.as_i64().and_then(|number| N::try_from(number).ok());
        number.ok_or(WireError::Malformed(key))
    }

    /// Reads a list, each entry by `read`.
    pub(in crate::shell) fn list<T, L: FromIterator<T>>(
        self,
        key: &'static str,
        read: impl FnMut(&'v Value) -> Result<T, WireError>,
    ) -> Result<L, WireError> {
        self.get(key)?.as_array().ok_or(WireError::Malformed(key))?.iter().map(read).collect()
    }

    /// Reads a list of ids.
    pub(super) fn ids<I: for<'a> From<&'a str>, L: FromIterator<I>>(
        self,
        key: &'static str,
    ) -> Result<L, WireError> {
        self.list(key, |id| id.as_str().map(I::from).ok_or(WireError::Malformed(key)))
    }

    /// Reads a list of texts, each cleaned.
    pub(super) fn texts<L: FromIterator<String>>(self, key: &'static str) -> Result<L, WireError> {
        self.list(key, |text| {
            text.as_str().map(|text| clean(text).into_owned()).ok_or(WireError::Malformed(key))
        })
    }

    /// Reads one of a few words.
    pub(super) fn word<T: Copy>(self, key: &'static str, words: &[(&str, T)]) -> Result<T, WireError> {
        let said = self.raw(key)?;
        let known = words.iter().find(|(word, _)| *word == said);
        known.map(|(_, meant)| *meant).ok_or(WireError::Malformed(key))
    }
}

/// Returns the word for one of a few things.
pub(super) fn word_for<T: PartialEq>(words: &[(&'static str, T)], meant: &T) -> &'static str {
    words.iter().find(|(_, known)| known == meant).map_or("", |(word, _)| word)
}
