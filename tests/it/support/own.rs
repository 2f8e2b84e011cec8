//! The questionnaire of the tests' own. Tests of behavior run on it, so that the shipped one can change without them.

use stillpoint::domain::questionnaire::definition::Questionnaire;
use stillpoint::files::content::questions;

/// Its file, for the real program; its Spanish translation lies where the program looks for it.
pub(crate) const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/content/own/questions.toml");

/// The text of its file.
pub(crate) const TEXT: &str = include_str!("../../content/own/questions.toml");

/// The text of its Spanish translation.
pub(crate) const SPANISH: &str = include_str!("../../content/own/translations/es.toml");

/// The questionnaire.
pub(crate) fn own() -> Questionnaire {
    questions::parse(FILE, TEXT).unwrap_or_else(|problems| panic!("{problems}"))
}
