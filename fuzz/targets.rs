//! What every loader promises about any bytes: it ends, without a fault, with a questionnaire, a language, a
//! translation, settings or answers, or with messages that cannot act on a terminal.
//!
//! Plain functions: `cargo fuzz` feeds them on a nightly tool chain, and a test feeds them on any other.

use std::fmt::Display;
use std::sync::{Arc, LazyLock};
use stillpoint::domain::language::wording::Wording;
use stillpoint::domain::questionnaire::definition::Questionnaire;
use stillpoint::domain::questionnaire::draft::Date;
use stillpoint::domain::sanitize::acts;
use stillpoint::domain::site::Site;
use stillpoint::files::check::{self, FileKind, Surroundings, Used};
use stillpoint::files::content::{builtin, language, questions, translation};
use stillpoint::files::lint::finding::Finding;
use stillpoint::files::settings::reader;
use stillpoint::files::toml::diagnostic::Diagnostics;
use stillpoint::files::{answers, text_file};

static SHIPPED: LazyLock<Arc<Questionnaire>> = LazyLock::new(|| {
    Arc::new(questions::parse("questions.toml", builtin::QUESTIONS).expect("the shipped file loads"))
});

static ENGLISH: LazyLock<Wording> =
    LazyLock::new(|| language::parse("en.toml", builtin::ENGLISH).expect("the shipped language is whole"));

/// What files are held against: the shipped ones, on one day, and screens on which everything fits.
struct Shipped;

impl Surroundings for Shipped {
    fn records(&self, _: &str, _: &Site) -> Option<String> {
        None
    }

    fn today(&self) -> Option<Date> {
        Some(Date { year: 2026, month: 11, day: 23 })
    }

    fn overflows(&self, _: &Arc<Questionnaire>) -> Vec<Finding> {
        Vec::new()
    }

    fn used_with(&self, _: &str, _: &Site) -> Result<Used, Diagnostics> {
        Ok((Arc::clone(&SHIPPED), Vec::new()))
    }

    fn translated(&self, _: &str) -> Option<Arc<Questionnaire>> {
        Some(Arc::clone(&SHIPPED))
    }

    fn has_faulty_questionnaire(&self) -> bool {
        false
    }

    fn speaks(&self, _: &str, language: &str) -> bool {
        language == "en"
    }

    fn base(&self, _: &str) -> Option<Wording> {
        Some(ENGLISH.clone())
    }
}

/// Loads bytes as a questionnaire.
pub(crate) fn questionnaire(bytes: &[u8]) {
    looked_through(bytes, |text| settled(questions::parse("fuzzed.toml", text)));
}

/// Loads bytes as a language.
pub(crate) fn wording(bytes: &[u8]) {
    looked_through(bytes, |text| settled(language::parse("fuzzed.toml", text)));
}

/// Loads bytes as settings.
pub(crate) fn settings(bytes: &[u8]) {
    looked_through(bytes, |text| settled(reader::parse("settings.toml", text)));
}

/// Loads bytes as a translation of the shipped questionnaire.
pub(crate) fn translation(bytes: &[u8]) {
    looked_through(bytes, |text| settled(translation::parse("fuzzed.toml", text)));
}

/// Loads bytes in one way, and looks for everything that `check` does but the room on screens.
fn looked_through(bytes: &[u8], load: impl FnOnce(&str)) {
    let Some(text) = text(bytes) else { return };
    load(&text);
    let kind = FileKind::of("settings.toml", &text);
    check::check("settings.toml", &text, kind, &Shipped).found.0.iter().for_each(harmless);
}

/// Loads bytes as answers to the shipped questionnaire.
pub(crate) fn response(bytes: &[u8]) {
    if let Some(text) = text(bytes) {
        settled(answers::parse("fuzzed.json", &text, &SHIPPED));
    }
}

fn text(bytes: &[u8]) -> Option<String> {
    match text_file::text_of("fuzzed", bytes.to_vec()) {
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
