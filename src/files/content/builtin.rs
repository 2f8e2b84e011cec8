//! The files that are built into the program.
//!
//! Nothing is read from the disk here, and no file is read as a whole.

/// The shipped questionnaire, `questions.toml`.
pub const QUESTIONS: &str = include_str!("../../../questions.toml");

/// The program's own sentences in English, `languages/en.toml`.
pub const ENGLISH: &str = include_str!("../../../languages/en.toml");

/// The program's own sentences in every shipped language, by tag.
pub const LANGUAGES: &[(&str, &str)] = &[("en", ENGLISH), ("es", include_str!("../../../languages/es.toml"))];

/// The translations of the shipped questionnaire, by tag.
pub const TRANSLATIONS: &[(&str, &str)] = &[("es", include_str!("../../../translations/es.toml"))];

/// Returns what a built-in language is called in itself: its file says so on a line of its own, and to offer the language
/// nothing else of it is needed.
#[must_use]
pub fn name(tag: &str) -> Option<&'static str> {
    let (_, text) = LANGUAGES.iter().find(|(known, _)| *known == tag)?;
    text.lines().find_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'))
}
