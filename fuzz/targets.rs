//! What every loader promises about any bytes: it ends, without a fault, with a questionnaire, a language, a
//! translation or answers, or with messages that cannot act on a terminal.
//!
//! Plain functions: `cargo fuzz` feeds them on a nightly tool chain, and a test feeds them on any other.

use std::fmt::Display;
use std::sync::LazyLock;
use stillpoint::domain::clean::acts;
use stillpoint::domain::draft::Date;
use stillpoint::domain::questionnaire::Questionnaire;
use stillpoint::domain::wording::Wording;
use stillpoint::files::{answers, builtin, checked, language, questions, settings, source, translation};

static SHIPPED: LazyLock<Questionnaire> =
    LazyLock::new(|| questions::parse("questions.toml", builtin::QUESTIONS).expect("the shipped file loads"));

static ENGLISH: LazyLock<Wording> =
    LazyLock::new(|| language::parse("en.toml", builtin::ENGLISH).expect("the shipped language is whole"));

/// Loads bytes as a questionnaire, and looks for everything that `check` does but the room on screens.
pub(crate) fn questionnaire(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let read = questions::parse("fuzzed.toml", &text);
    if read.is_ok() {
        let today = Some(Date { year: 2026, month: 11, day: 23 });
        checked::check("fuzzed.toml", &text, today, |_| Vec::new(), |_| Ok(SHIPPED.clone()))
            .found
            .0
            .iter()
            .for_each(harmless);
    }
    settled(read);
}

/// Loads bytes as a language.
pub(crate) fn wording(bytes: &[u8]) {
    if let Some(text) = text(bytes) {
        settled(language::parse("fuzzed.toml", &text));
        settled(language::parse_over("fuzzed.toml", &text, &ENGLISH));
    }
}

/// Loads bytes as settings, and says what could be better about them.
pub(crate) fn settings(bytes: &[u8]) {
    if let Some(text) = text(bytes) {
        let _ = settings::are_these("fuzzed.toml", &text);
        match settings::parse("fuzzed.toml", &text) {
            Ok(site) => {
                settings::advice("fuzzed.toml", &text, &site, Some(&SHIPPED), None)
                    .0
                    .iter()
                    .for_each(harmless);
            }
            Err(diagnostics) => harmless(&diagnostics),
        }
    }
}

/// Loads bytes as a translation of the shipped questionnaire.
pub(crate) fn translation(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let read = translation::parse("fuzzed.toml", &text);
    settled(read.and_then(|read| read.apply("fuzzed.toml", &SHIPPED)));
}

/// Loads bytes as answers to the shipped questionnaire.
pub(crate) fn response(bytes: &[u8]) {
    if let Some(text) = text(bytes) {
        settled(answers::parse("fuzzed.json", &text, &SHIPPED));
    }
}

fn text(bytes: &[u8]) -> Option<String> {
    match source::text_of("fuzzed", bytes.to_vec()) {
        Ok(text) => Some(text),
        Err(diagnostics) => {
            harmless(&diagnostics);
            None
        }
    }
}

fn settled<T, E: Display>(outcome: Result<T, E>) {
    if let Err(diagnostics) = outcome {
        harmless(&diagnostics);
    }
}

fn harmless(diagnostics: &impl Display) {
    let told = diagnostics.to_string();
    assert!(!told.is_empty(), "a refusal says why");
    assert!(!told.chars().any(acts), "it cannot act on a terminal: {told:?}");
}
