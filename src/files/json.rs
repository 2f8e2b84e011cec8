//! Reads JSON into a small tree that keeps duplicate keys and the places of texts; `serde_json::Value` keeps neither.
//!
//! Messages about a file of answers need both. Records and frames need the first: a duplicate key is refused there, where
//! `serde_json` would let the last one win. This module must not know a key, or show anything that it reads.

use super::toml::diagnostic::{Diagnostic, Diagnostics};
use super::toml::locator::Locator;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::ops::Range;

/// A name or a text.
#[derive(Clone)]
pub(crate) struct JsonText {
    /// The text, its escapes resolved.
    pub(crate) text: String,
    /// The byte at which its opening quotation mark stands; unknown if the text is written with escapes.
    at: Option<usize>,
}

impl JsonText {
    /// Makes a name that does not stand in the file.
    pub(crate) fn unplaced(text: &str) -> Self {
        Self { text: text.to_owned(), at: None }
    }

    /// Returns the place of the text as a span.
    pub(crate) fn span(&self) -> Option<Range<usize>> {
        self.at.map(|at| at..at + 1)
    }
}

/// A value.
pub(crate) enum Json {
    /// `{ … }`, in the order of the file, duplicate keys too.
    Table(Vec<(JsonText, Json)>),
    /// `[ … ]`
    List(Vec<Json>),
    /// `"…"`
    Text(JsonText),
    /// A whole number, 0 or more.
    Number(u64),
    /// A whole number below 0.
    Negative(i64),
    /// `true` or `false`
    Flag(bool),
    /// `null`
    Null,
    /// A number that is not whole, or too large.
    Fraction,
}

impl Json {
    /// Names the type, with its article.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Table(_) => "an object",
            Self::List(_) => "a list",
            Self::Text(_) => "a text",
            Self::Number(_) | Self::Negative(_) | Self::Fraction => "a number",
            Self::Flag(_) => "true or false",
            Self::Null => "null",
        }
    }
}

impl Json {
    /// Returns what an object has under a key, at its first place.
    pub(crate) fn get(&self, key: &str) -> Option<&Json> {
        let Self::Table(entries) = self else { return None };
        entries.iter().find(|(name, _)| name.text == key).map(|(_, value)| value)
    }

    /// Returns the entries of a list; none of anything else.
    pub(crate) fn list(&self) -> &[Json] {
        if let Self::List(values) = self { values } else { &[] }
    }

    /// Returns a text.
    pub(crate) fn text(&self) -> Option<&JsonText> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }
}

/// Reads a text as JSON.
///
/// # Errors
/// One diagnostic, with the line and the column where it ceases to be JSON.
pub(crate) fn parse(name: &str, text: &str) -> Result<Json, Diagnostics> {
    let mut json = tree(text).map_err(|error| not_json(name, text, &error))?;
    place(&mut json, text.as_ptr() as usize);
    Ok(json)
}

/// Parses JSON if no places are needed.
///
/// # Errors
/// The error of serde_json.
pub(crate) fn tree(text: &str) -> serde_json::Result<Json> {
    serde_json::from_str(text)
}

/// Finds the offset of a text in the file by its address in memory.
///
/// serde_json passes a text without escapes as a slice of the input. So the distance between the two addresses is the
/// place of the text in the file.
fn place(json: &mut Json, start: usize) {
    let relative = |text: &mut JsonText| text.at = text.at.and_then(|at| at.checked_sub(start + 1));
    match json {
        Json::Table(entries) => {
            for (key, value) in entries {
                relative(key);
                place(value, start);
            }
        }
        Json::List(values) => values.iter_mut().for_each(|value| place(value, start)),
        Json::Text(text) => relative(text),
        _ => {}
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonReader)
    }
}

impl<'de> Deserialize<'de> for JsonText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match deserializer.deserialize_str(JsonReader)? {
            Json::Text(text) => Ok(text),
            _ => Err(D::Error::custom("key must be a string")),
        }
    }
}

/// Builds a [`Json`] of any value.
struct JsonReader;

impl<'de> Visitor<'de> for JsonReader {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Json, E> {
        Ok(Json::Text(JsonText { text: text.to_owned(), at: Some(text.as_ptr() as usize) }))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(JsonText { text: text.to_owned(), at: None }))
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Json, E> {
        Ok(Json::Flag(flag))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Json, E> {
        Ok(Json::Negative(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Json, E> {
        Ok(Json::Number(number))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Json, E> {
        Ok(Json::Fraction)
    }

    fn visit_unit<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(entry) = entries.next_element()? {
            list.push(entry);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut table = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            table.push(entry);
        }
        Ok(Json::Table(table))
    }
}

/// How a message of serde_json begins, our sentence in its place, and the advice. Its own words are for programmers.
const SENTENCES: &[(&str, &str, &str)] = &[
    (
        "recursion limit",
        "Lists and objects are nested too deeply here.",
        "Check that this is the file you mean.",
    ),
    (
        "EOF",
        "The file ends too early: something is not closed.",
        "Check that the file was copied as a whole.",
    ),
    ("trailing comma", "There is one comma too many.", "Remove it."),
    (
        "trailing characters",
        "Something stands after the end of the answers.",
        "Remove what follows the last brace.",
    ),
    ("key must be a string", "A key needs quotation marks.", "Write \"key\": value."),
    ("expected `:`", "A colon is missing after the key.", "Write \"key\": value."),
    ("expected `,`", "A comma is missing here.", "Put a comma between two entries."),
    ("control character", "A text has a control character or a line break in it.", "Remove it."),
    ("invalid escape", "The sign after this backslash has no meaning.", "Write a backslash itself as \\\\."),
    ("invalid unicode", "There is no character with this number.", "Write the character itself."),
    ("lone", "There is no character with this number.", "Write the character itself."),
    ("unexpected end of hex", "There is no character with this number.", "Write the character itself."),
    ("number out of range", "This cannot be read as a number.", "No value of an answers file is a number."),
    ("invalid number", "This cannot be read as a number.", "No value of an answers file is a number."),
    ("", "This is not JSON.", "See docs/report.md for how a file of answers is written."),
];

/// Translates an error of serde_json into a sentence. Its syntax errors quote no value of the file.
fn not_json(name: &str, text: &str, error: &serde_json::Error) -> Diagnostics {
    let terse = error.to_string();
    // A text that is cut off takes the line break at the end of the file for its own.
    let is_last = text.get(offset(text, error)..).is_some_and(|rest| rest.trim().is_empty());
    let terse = if is_last && terse.starts_with("control character") { "EOF" } else { &*terse };
    let known = SENTENCES.iter().find(|(start, _, _)| terse.starts_with(start));
    let (message, advice) = known.map_or_else(Default::default, |(_, message, advice)| (*message, *advice));
    let place = Some(Locator::new(text).bare_place(offset(text, error)));
    Diagnostic::placed(name, place, message, advice).into()
}

/// Turns the line and the column, in bytes, of serde_json into an offset.
fn offset(text: &str, error: &serde_json::Error) -> usize {
    let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    let start: usize = lines.map(str::len).sum();
    (start + error.column().saturating_sub(1)).min(text.len())
}
