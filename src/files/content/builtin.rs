//! The texts of the files that are built into the program: questionnaire, translations and languages.
//!
//! This module must not read the disk, or parse a file as a whole: `prepared.rs` has their content ready.

use crate::domain::language::tag::LanguageTag;

/// The shipped questionnaire, `questions.toml`.
pub const QUESTIONS: &str = include_str!("../../../questions.toml");

/// The program's own sentences in English, `languages/en.toml`.
pub const ENGLISH: &str = include_str!("../../../languages/en.toml");

/// The program's own sentences in every shipped language, by tag.
pub const LANGUAGES: &[(&str, &str)] = &[("en", ENGLISH), ("es", include_str!("../../../languages/es.toml"))];

/// The translations of the shipped questionnaire, by tag.
pub const TRANSLATIONS: &[(&str, &str)] = &[("es", include_str!("../../../translations/es.toml"))];

/// Returns the built-in sentences that are spoken in a language, with their tag: its own, or those of a shorter tag.
#[must_use]
pub(crate) fn sentences(tag: &LanguageTag) -> Option<(&'static str, &'static str)> {
    tag.fallbacks().find_map(|tag| LANGUAGES.iter().find(|(known, _)| *known == tag.as_str()).copied())
}

/// Returns the name of a built-in language in that language. It takes the one line of the file that has it, so that a
/// menu of languages costs no parsing.
#[must_use]
pub fn name(tag: &str) -> Option<&'static str> {
    let (_, text) = LANGUAGES.iter().find(|(known, _)| *known == tag)?;
    text.lines().find_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'))
}
