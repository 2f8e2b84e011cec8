//! The questionnaires on other topics that are in examples/, each with its Spanish.

use stillpoint::domain::questionnaire::definition::Questionnaire;
use stillpoint::files::content::questions;

/// Their files, their texts, and the texts of their translations.
pub(crate) const EXAMPLES: [(&str, &str, &str); 2] = [
    (
        concat!(env!("CARGO_MANIFEST_DIR"), "/examples/sleep-habits.toml"),
        include_str!("../../../examples/sleep-habits.toml"),
        include_str!("../../../examples/translations/sleep-habits.es.toml"),
    ),
    (
        concat!(env!("CARGO_MANIFEST_DIR"), "/examples/pain-diary.toml"),
        include_str!("../../../examples/pain-diary.toml"),
        include_str!("../../../examples/translations/pain-diary.es.toml"),
    ),
];

/// Reads one of them.
pub(crate) fn example(file: &str, text: &str) -> Questionnaire {
    questions::parse(file, text).unwrap_or_else(|problems| panic!("{problems}"))
}
