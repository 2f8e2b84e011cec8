//! Deserializes a [`Json`] tree into types that derive serde's `Deserialize`, strictly, and says where a value does not
//! fit.
//!
//! It refuses two things that serde_json accepts: a list in the place of an object, and a key that occurs twice. It
//! must not put a value of the file into an error, because the file may be somebody's notes: an error holds only names
//! that stand in the program, and a path.

use super::json::Json;
use serde::Deserializer;
use serde::de::value::{MapAccessDeserializer, MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeOwned, Error, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use serde_path_to_error::{Path, Segment};
use std::fmt;

/// What is wrong with a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Wrong {
    /// This key of an object is missing.
    Missing(&'static str),
    /// An object has a key that it may not have; it is the last step of the path.
    Unknown,
    /// The value has the wrong type, or is not one of those that are allowed.
    Value,
}

/// A value that does not fit, and where it stands.
#[derive(Debug)]
pub(crate) struct Mismatch {
    /// The keys and indices that lead to it. Below a map the keys come from the file.
    pub(crate) path: Path,
    /// What is wrong.
    pub(crate) wrong: Wrong,
}

impl Mismatch {
    /// Returns the key that is missing, or the key in the outermost object under which something does not fit.
    ///
    /// It is a key that the type has, and never one out of the file.
    pub(crate) fn key(&self) -> Option<&str> {
        match (self.path.iter().next(), self.wrong) {
            (Some(Segment::Map { key }), Wrong::Value) => Some(key),
            (_, Wrong::Missing(key)) => Some(key),
            _ => None,
        }
    }
}

/// Reads a value.
///
/// # Errors
/// The first that does not fit.
pub(crate) fn read<T: DeserializeOwned>(json: &Json) -> Result<T, Mismatch> {
    serde_path_to_error::deserialize(json)
        .map_err(|error| Mismatch { path: error.path().clone(), wrong: error.into_inner() })
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value does not fit")
    }
}

impl std::error::Error for Wrong {}

impl Error for Wrong {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::Value
    }

    fn missing_field(field: &'static str) -> Self {
        Self::Missing(field)
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self::Unknown
    }
}

impl<'de> IntoDeserializer<'de, Wrong> for &'de Json {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// The entries of an object, as serde takes them.
fn entries<'de>(
    table: &'de [(super::json::JsonText, Json)],
) -> MapDeserializer<'de, impl Iterator<Item = (&'de str, &'de Json)>, Wrong> {
    MapDeserializer::new(table.iter().map(|(key, value)| (key.text.as_str(), value)))
}

impl<'de> Deserializer<'de> for &'de Json {
    type Error = Wrong;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self {
            Json::Table(table) => visitor.visit_map(entries(table)),
            Json::List(list) => {
                let mut entries = SeqDeserializer::new(list.iter());
                let read = visitor.visit_seq(&mut entries)?;
                // A tuple has a fixed length, so one element too many is a fault.
                entries.end()?;
                Ok(read)
            }
            Json::Text(text) => visitor.visit_borrowed_str(&text.text),
            Json::Number(number) => visitor.visit_u64(*number),
            Json::Negative(number) => visitor.visit_i64(*number),
            Json::Flag(flag) => visitor.visit_bool(*flag),
            Json::Null => visitor.visit_unit(),
            Json::Fraction => Err(Wrong::Value),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        if matches!(self, Json::Null) { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        // Derived code would also accept a list, and take its elements for the fields in order.
        if matches!(self, Json::Table(_)) { self.deserialize_any(visitor) } else { Err(Wrong::Value) }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        match self {
            Json::Table(table) => visitor.visit_enum(MapAccessDeserializer::new(entries(table))),
            Json::Text(text) => visitor.visit_enum(text.text.as_str().into_deserializer()),
            _ => Err(Wrong::Value),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier
    }
}

#[cfg(test)]
mod tests {
    use super::{Wrong, read};
    use crate::files::json::tree;
    use serde::Deserialize;

    #[derive(Deserialize, PartialEq, Debug)]
    #[serde(deny_unknown_fields)]
    struct Walk {
        miles: u8,
        way: (u8, u8),
        dog: Option<Dog>,
    }

    #[derive(Deserialize, PartialEq, Debug)]
    struct Dog {
        name: String,
    }

    fn walk(text: &str) -> Result<Walk, (String, Wrong)> {
        read(&tree(text).unwrap()).map_err(|misfit| (misfit.path.to_string(), misfit.wrong))
    }

    #[test]
    fn what_fits_is_read() {
        let walked = Walk { miles: 3, way: (1, 2), dog: Some(Dog { name: "Ada".into() }) };
        assert_eq!(walk(r#"{"miles": 3, "way": [1, 2], "dog": {"name": "Ada", "age": 9.5}}"#), Ok(walked));
        assert_eq!(walk(r#"{"miles": 3, "way": [1, 2]}"#), Ok(Walk { miles: 3, way: (1, 2), dog: None }));
    }

    #[test]
    fn what_does_not_fit_is_found_where_it_stands() {
        for (text, path, wrong) in [
            (r#"{"way": [1, 2]}"#, ".", Wrong::Missing("miles")),
            (r#"{"miles": 3, "way": [1, 2], "dog": {}}"#, "dog", Wrong::Missing("name")),
            (r#"{"miles": 3, "way": [1, 2], "cat": 1}"#, "cat", Wrong::Unknown),
            (r#"{"miles": -3, "way": [1, 2]}"#, "miles", Wrong::Value),
            (r#"{"miles": 256, "way": [1, 2]}"#, "miles", Wrong::Value),
            (r#"{"miles": 3.0, "way": [1, 2]}"#, "miles", Wrong::Value),
            (r#"{"miles": null, "way": [1, 2]}"#, "miles", Wrong::Value),
            (r#"{"miles": 3, "miles": 3, "way": [1, 2]}"#, ".", Wrong::Value),
            (r#"{"miles": 3, "way": [1, true]}"#, "way[1]", Wrong::Value),
            (r#"{"miles": 3, "way": [1, 2, 3]}"#, "way", Wrong::Value),
            (r#"{"miles": 3, "way": [1, 2], "dog": ["Ada"]}"#, "dog", Wrong::Value),
            (r#"[3, [1, 2], null]"#, ".", Wrong::Value),
        ] {
            assert_eq!(walk(text), Err((path.to_owned(), wrong)), "{text}");
        }
    }
}
