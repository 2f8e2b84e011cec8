//! The files that are built into the program.
//!
//! Nothing is read from the disk here, and nothing is parsed.

/// The shipped questionnaire, `questions.toml`.
pub const QUESTIONS: &str = include_str!("../../questions.toml");

/// The program's own sentences in English, `languages/en.toml`.
pub const ENGLISH: &str = include_str!("../../languages/en.toml");

/// The program's own sentences in every shipped language, by tag.
pub const LANGUAGES: &[(&str, &str)] = &[("en", ENGLISH), ("es", include_str!("../../languages/es.toml"))];

/// The translations of the shipped questionnaire, by tag.
pub const TRANSLATIONS: &[(&str, &str)] = &[("es", include_str!("../../translations/es.toml"))];
