//! The parts of a record's JSON: objects with exactly the keys they may have, and values of one type.
//!
//! It knows no key. What is wrong is named by its place, and nothing of it is shown: it may be anybody's notes.

use crate::domain::id::LinkId;
use crate::domain::timestamp::Timestamp;
use crate::files::json::Json;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The version of the format that is written, and the only one that is read.
pub(super) const FORMAT_VERSION: u64 = 1;

/// Why something is not a record that can be read. It holds nothing of what was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NoRecord {
    /// It is not a record of this program at all.
    Foreign,
    /// It was written by a later version of the program, in this version of the format.
    Later(u64),
    /// It says that it is a record, and this part of it is not as it has to be.
    Broken(String),
    /// It is larger than any record.
    TooLarge,
}

impl fmt::Display for NoRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign => {
                f.write_str("It can be opened, but what is in it is not a record of this program.")
            }
            Self::Later(version) => write!(
                f,
                "It was written by a later version of this program, in version {version} of the format; this one reads \
                 version {FORMAT_VERSION}."
            ),
            Self::Broken(part) => {
                write!(
                    f,
                    "It can be opened, but it is not a whole record: \"{part}\" is missing or not as it has to be."
                )
            }
            Self::TooLarge => f.write_str("It is larger than 64 MiB, and no record is."),
        }
    }
}

/// An object of the file, and where in the file it is.
pub(super) struct Part<'j> {
    path: String,
    entries: Vec<(&'static str, &'j Json)>,
}

impl<'j> Part<'j> {
    /// Opens an object that has some of these keys, none twice, and no others.
    pub(super) fn open(json: &'j Json, path: &str, keys: &'static [&'static str]) -> Result<Self, NoRecord> {
        let broken = || NoRecord::Broken(path.to_owned());
        let Json::Table(found) = json else { return Err(broken()) };
        let mut entries: Vec<(&'static str, &Json)> = Vec::new();
        for (name, value) in found {
            let key = keys.iter().find(|key| **key == name.text).ok_or_else(broken)?;
            if entries.iter().any(|(known, _)| known == key) {
                return Err(broken());
            }
            entries.push((key, value));
        }
        Ok(Self { path: path.to_owned(), entries })
    }

    /// Names a key of this part that is not as it has to be.
    pub(super) fn broken(&self, key: &str) -> NoRecord {
        NoRecord::Broken(format!("{key} in {}", self.path))
    }

    fn maybe(&self, key: &str) -> Option<&'j Json> {
        self.entries.iter().find(|(known, _)| *known == key).map(|(_, value)| *value)
    }

    pub(super) fn get(&self, key: &str) -> Result<&'j Json, NoRecord> {
        self.maybe(key).ok_or_else(|| self.broken(key))
    }

    pub(super) fn text(&self, key: &str) -> Result<String, NoRecord> {
        text(self.get(key)?).ok_or_else(|| self.broken(key))
    }

    pub(super) fn maybe_text(&self, key: &str) -> Result<Option<String>, NoRecord> {
        self.maybe(key).map(|value| text(value).ok_or_else(|| self.broken(key))).transpose()
    }

    pub(super) fn moment(&self, key: &str) -> Result<Timestamp, NoRecord> {
        Timestamp::parse(&self.text(key)?).ok_or_else(|| self.broken(key))
    }

    /// Reads a list of ids, none of them twice.
    pub(super) fn ids(&self, key: &str) -> Result<Vec<LinkId>, NoRecord> {
        let Json::List(values) = self.get(key)? else { return Err(self.broken(key)) };
        let ids: Option<Vec<LinkId>> =
            values.iter().map(|value| text(value).map(|id| id.as_str().into())).collect();
        let ids = ids.ok_or_else(|| self.broken(key))?;
        let once = ids.iter().collect::<BTreeSet<_>>().len() == ids.len();
        if once { Ok(ids) } else { Err(self.broken(key)) }
    }

    /// Reads an object whose keys are ids of items, none of them twice.
    pub(super) fn by_item<T>(
        &self,
        key: &str,
        read: impl Fn(&Json) -> Option<T>,
    ) -> Result<BTreeMap<LinkId, T>, NoRecord> {
        let Json::Table(found) = self.get(key)? else { return Err(self.broken(key)) };
        let mut entries = BTreeMap::new();
        for (item, value) in found {
            let value = read(value).ok_or_else(|| self.broken(key))?;
            if entries.insert(item.text.as_str().into(), value).is_some() {
                return Err(self.broken(key));
            }
        }
        Ok(entries)
    }

    /// Reads a list of objects.
    pub(super) fn each<T>(
        &self,
        key: &str,
        keys: &'static [&'static str],
        read: impl Fn(&Part<'_>) -> Result<T, NoRecord>,
    ) -> Result<Vec<T>, NoRecord> {
        let Json::List(values) = self.get(key)? else { return Err(self.broken(key)) };
        let open = |(index, value)| Part::open(value, &format!("{key}, entry {index}"), keys);
        (1..).zip(values).map(|numbered| read(&open(numbered)?)).collect()
    }
}

pub(super) fn text(json: &Json) -> Option<String> {
    if let Json::Text(text) = json { Some(text.text.clone()) } else { None }
}

pub(super) fn number(json: &Json) -> Option<u64> {
    if let Json::Number(number) = json { Some(*number) } else { None }
}
