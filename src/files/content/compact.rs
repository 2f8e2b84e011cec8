//! The compact form of the built-in content: what the build of the program writes, and what a start reads.
//!
//! `build.rs` compiles this file and the readers of TOML as parts of itself, reads the files of the content with them,
//! and writes this form. So a fault in a file fails the build and names its line, and a start parses and checks
//! nothing. Cargo makes this form anew whenever a file or a reader changes, so nobody maintains a second copy. Only the
//! program that was built with it reads it, so it has no version.
//!
//! Each part is encoded by itself, so that a start decodes only the language it speaks. It is `postcard` and not
//! constants in Rust, because the types own their texts: a start would copy constants too, and they would be many lines
//! to compile. Decoding the questionnaire and one language takes 0.8 million instructions.

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
