//! The compact form of the built-in content: what the build of the program writes, and what a start reads.
//!
//! `build.rs` compiles this file and the readers of TOML as parts of itself, reads the files of the content as
//! [`questions`](super::questions), [`translation`](super::translation) and [`language`](super::language) read any file, and
//! writes this form. So a fault in a file fails the build with its line, and a start parses and checks nothing. There is no
//! second copy of the content that somebody keeps: this form is made anew whenever a file or a reader changes. It is read
//! by the program that was built with it and by no other, so it has no version.
//!
//! Each part is encoded by itself, so that a start decodes the language that is spoken and no other. Why serde and
//! `postcard` and not constants in Rust: the types own their texts, so a start would copy them all the same, and as many
//! lines of Rust would have to be compiled. To decode the questionnaire and one language takes 0.8 million instructions.

use crate::domain::questionnaire::prechecked::Prechecked;
use serde::{Deserialize, Serialize};

/// All of the content, each part by itself.
#[derive(Serialize, Deserialize)]
pub(crate) struct PreparedContent<'a> {
    /// A [`Prechecked`]: the questionnaire in its own language.
    #[serde(borrow)]
    pub(crate) questionnaire: &'a [u8],
    /// A [`PreparedTranslation`] for the tag of each translation.
    pub(crate) translations: Vec<(&'a str, &'a [u8])>,
    /// A [`Wording`](crate::domain::language::wording::Wording) for the tag of each language.
    pub(crate) wordings: Vec<(&'a str, &'a [u8])>,
}

/// The questionnaire in another language.
#[derive(Serialize, Deserialize)]
pub(crate) struct PreparedTranslation {
    /// The questionnaire, all texts that are translated in their places.
    pub(crate) questionnaire: Prechecked,
    /// Native speakers who have read the translation.
    pub(crate) reviewed_by: Vec<String>,
}

/// Decodes one part.
///
/// # Errors
/// If the bytes are not such a part as the build encodes it.
pub(crate) fn decode<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> postcard::Result<T> {
    postcard::from_bytes(bytes)
}
