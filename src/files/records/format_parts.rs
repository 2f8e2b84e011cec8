//! The types of a record's JSON, which derive serde: their fields are the keys of the file, in the order in which they
//! are written.
//!
//! These types check each value by itself; `format.rs` checks what has to fit across keys. An error names a place and
//! must not show a value, because it may be somebody's notes.

use crate::domain::timestamp::Timestamp;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::marker::PhantomData;

/// The version of the format that is written, and the last one that is read.
pub(super) const FORMAT_VERSION: u64 = 2;

/// The first version. It had one round, and did not keep the words of the questions.
pub(super) const FIRST_VERSION: u64 = 1;

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

impl std::error::Error for NoRecord {}

impl fmt::Display for NoRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign => {
                f.write_str("It can be opened, but what is in it is not a record of this program.")
            }
            Self::Later(version) => write!(
                f,
                "It was written by a later version of this program, in version {version} of the format; this one reads \
                 versions up to {FORMAT_VERSION}."
            ),
            Self::Broken(part) => {
                write!(
                    f,
                    "It can be opened, but it is not a whole record: \"{part}\" is missing or not as it has to be."
                )
            }
            Self::TooLarge => f.write_str("It is larger than 64 MiB. A record is never so large."),
        }
    }
}

/// The whole file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecordFile {
    pub(super) format: String,
    pub(super) format_version: u64,
    pub(super) name: String,
    /// The oldest first; there is at least one.
    pub(super) rounds: Vec<RoundFile>,
}

/// One time through the checklist.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoundFile {
    pub(super) begun: When,
    pub(super) changed: When,
    pub(super) questionnaire: String,
    pub(super) version: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) carried: bool,
    /// The answers for somebody who reads the file without this program. It follows from `words` and `state`, so it is not
    /// read back.
    pub(super) answers_in_words: Vec<AnswerInWords>,
    #[serde(deserialize_with = "ids")]
    pub(super) items: Vec<String>,
    pub(super) words: Vec<WordsFile>,
    pub(super) state: StateFile,
    pub(super) consents: Vec<ConsentFile>,
    pub(super) history: Vec<ChangeFile>,
}

/// A question and the answer to it, as they were read.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AnswerInWords {
    pub(super) question: String,
    pub(super) answer: String,
}

/// The words of all items in one language, under the keys of a questionnaire's file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordsFile {
    pub(super) language: String,
    pub(super) items: Vec<ItemFile>,
}

/// The words of an item.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ItemFile {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) text: String,
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub(super) help: Option<String>,
    pub(super) options: Vec<OptionFile>,
}

/// The words of an option.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OptionFile {
    pub(super) id: String,
    pub(super) text: String,
}

/// The state of a walkthrough.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StateFile {
    pub(super) language: String,
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub(super) at: Option<String>,
    /// The chosen option by item, or the word for "prefer not to say".
    #[serde(deserialize_with = "by_item")]
    pub(super) answers: BTreeMap<String, String>,
    #[serde(deserialize_with = "ids")]
    pub(super) withheld: Vec<String>,
    /// Records that were written before there was this key have none.
    #[serde(default, deserialize_with = "ids", skip_serializing_if = "Vec::is_empty")]
    pub(super) skipped: Vec<String>,
    #[serde(deserialize_with = "ids")]
    pub(super) not_asked: Vec<String>,
    #[serde(deserialize_with = "by_item")]
    pub(super) notes: BTreeMap<String, String>,
    pub(super) session_notes: String,
    #[serde(deserialize_with = "ids")]
    pub(super) flags: Vec<String>,
    #[serde(deserialize_with = "by_item")]
    pub(super) seconds: BTreeMap<String, u64>,
    pub(super) session_seconds: u64,
    pub(super) words: String,
    /// Records that were written before there was this key have none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) since: String,
    pub(super) next_step: String,
}

/// A consent of the client.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConsentFile {
    pub(super) when: When,
    pub(super) language: String,
    pub(super) wording: String,
}

/// A change.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangeFile {
    pub(super) when: When,
    pub(super) what: ChangeKind,
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub(super) item: Option<String>,
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub(super) from: Option<String>,
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub(super) to: Option<String>,
}

/// What was changed; the first three belong to an item.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ChangeKind {
    Answer,
    Note,
    Flag,
    SessionNotes,
    Words,
    Since,
    NextStep,
    Language,
    Consent,
    Questionnaire,
}

/// A time as RFC 3339 writes it.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(super) struct When(pub(super) Timestamp);

impl From<When> for String {
    fn from(when: When) -> Self {
        when.0.rfc3339()
    }
}

impl TryFrom<String> for When {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Timestamp::parse(&text).map(Self).ok_or("no moment")
    }
}

/// Reads a text that may be missing, and may not be `null`.
fn given<'de, D: Deserializer<'de>>(value: D) -> Result<Option<String>, D::Error> {
    String::deserialize(value).map(Some)
}

/// Reads a list of ids, none of them twice.
fn ids<'de, D: Deserializer<'de>>(value: D) -> Result<Vec<String>, D::Error> {
    let ids = Vec::<String>::deserialize(value)?;
    let once = ids.iter().collect::<BTreeSet<_>>().len() == ids.len();
    if once { Ok(ids) } else { Err(D::Error::custom("an id is there twice")) }
}

/// Reads an object whose keys are ids of items, none of them twice.
fn by_item<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    value: D,
) -> Result<BTreeMap<String, T>, D::Error> {
    value.deserialize_map(ByItem(PhantomData))
}

/// Reads an object as a map and refuses a duplicate key. serde's own reading would let the last one win.
struct ByItem<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ByItem<T> {
    type Value = BTreeMap<String, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object by item")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut read = BTreeMap::new();
        while let Some((item, value)) = entries.next_entry()? {
            if read.insert(item, value).is_some() {
                return Err(A::Error::custom("an item is there twice"));
            }
        }
        Ok(read)
    }
}
