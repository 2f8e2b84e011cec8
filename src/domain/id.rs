//! A type for each kind of identifier in a questionnaire, so that the compiler refuses one kind in the place of another.
//!
//! An identifier is a name from a file. This module must not check it, or look up what it points at.

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::sync::Arc;

/// Reads a text into a shared string.
struct SharedText;

impl Visitor<'_> for SharedText {
    type Value = Arc<str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an identifier")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Arc<str>, E> {
        Ok(text.into())
    }
}

/// Declares newtypes over a shared string, one for each kind of identifier.
macro_rules! identifiers {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Returns the identifier as it stands in the file.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.into())
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(&self.0)
            }
        }

        // Not derived: serde would copy the text once more on its way into the shared string.
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                from.deserialize_str(SharedText).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

identifiers! {
    /// Names an item (FHIR: `Questionnaire.item.linkId`).
    LinkId,
    /// Names an option within its option set (FHIR: the code of an `answerOption`).
    OptionCode,
    /// Names a set of options that items share (FHIR: an answer value set).
    OptionSetId,
    /// Names a group of items (FHIR: an item of type `group`).
    GroupId,
    /// Names a section of explanatory text.
    SectionId,
    /// Names a situation of guidance.
    GuidanceId,
    /// Names a support line.
    SupportId,
    /// Names an entry of the glossary.
    TermId,
    /// Names a fact of the source that a text stands on.
    FactId,
}
