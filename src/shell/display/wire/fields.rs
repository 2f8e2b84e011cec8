//! The forms of single values in JSON that comes over a socket, and what is said of one that cannot be used.
//!
//! It believes nothing: every text that is shown is cleaned, every number bounded. It knows no frame and quotes nothing of
//! what came.

use crate::domain::sanitize::sanitize;
use crate::files::from_json;
use crate::files::json::Json;
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use std::fmt;

/// The largest number of a row, a position or a step: more than the largest questionnaire has of anything.
const MOST: usize = 1 << 24;

/// Why what came over the socket is not believed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum WireError {
    /// A frame is longer than any of its kind.
    TooLong,
    /// A frame is not JSON.
    NotJson,
    /// A value is missing, or another one than can stand there; the key, or the name of the frame.
    Malformed(String),
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

impl WireError {
    /// Says that something cannot be used, by its key or the name of its frame.
    #[must_use]
    pub(crate) fn malformed(what: &str) -> Self {
        Self::Malformed(what.to_owned())
    }
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

/// Reads a frame, or a part of one that is called `what`.
///
/// A value that cannot be used is named by the key of the frame that it stands under; below that, keys are the other
/// side's words.
pub(super) fn read<T: DeserializeOwned>(json: &Json, what: &str) -> Result<T, WireError> {
    from_json::read(json).map_err(|misfit| WireError::malformed(misfit.key().unwrap_or(what)))
}

/// Returns a tree in which every text is cleaned, and no number is larger than any that belongs here: what is larger
/// becomes a number that nothing can be read from.
pub(super) fn believable(json: Json) -> Json {
    match json {
        Json::Table(table) => {
            Json::Table(table.into_iter().map(|(key, value)| (key, believable(value))).collect())
        }
        Json::List(list) => Json::List(list.into_iter().map(believable).collect()),
        Json::Text(mut text) => {
            text.text = cleaned(&text.text);
            Json::Text(text)
        }
        Json::Number(number) if usize::try_from(number).map_or(true, |number| number > MOST) => {
            Json::Fraction
        }
        Json::Number(_) | Json::Negative(_) | Json::Flag(_) | Json::Null | Json::Fraction => json,
    }
}

/// Reads a text that is shown, cleaned.
pub(super) fn text<'de, D: Deserializer<'de>>(value: D) -> Result<String, D::Error> {
    String::deserialize(value).map(|text| cleaned(&text))
}

/// Reads a text that is shown, cleaned; it may be missing.
pub(super) fn maybe_text<'de, D: Deserializer<'de>>(value: D) -> Result<Option<String>, D::Error> {
    Option::<String>::deserialize(value).map(|text| text.as_deref().map(cleaned))
}

fn cleaned(text: &str) -> String {
    sanitize(text).into_owned()
}

/// Reads a number of rows, a position or a step.
pub(in crate::shell) fn count<'de, D: Deserializer<'de>>(value: D) -> Result<usize, D::Error> {
    let number = usize::deserialize(value)?;
    if number <= MOST { Ok(number) } else { Err(D::Error::custom("more than there is of anything")) }
}
