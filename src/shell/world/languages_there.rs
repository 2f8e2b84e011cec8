//! Words which languages there are, where another one was asked for.
//!
//! It must not decide whether a language is there.

use super::error::Failure;
use crate::domain::language::tag::LanguageTag;
use crate::files::toml::common_codes::language_meant;
use crate::files::toml::faults::meant;

/// Says that the settings offer a language into which there is no translation.
pub(super) fn no_translation(missing: &LanguageTag, there: &[LanguageTag]) -> Failure {
    Failure::new(format!(
        "The settings offer the language \"{missing}\", but there is no translation into it."
    ))
    .hint(format!("{}{}", near(missing, there), there_is(there)))
}

/// Asks whether the language was meant for which a tag is another word, if that one is there.
pub(super) fn near(missing: &LanguageTag, there: &[LanguageTag]) -> String {
    let tag = language_meant(missing.as_str()).filter(|tag| there.iter().any(|known| known.as_str() == *tag));
    tag.map(meant).unwrap_or_default()
}

/// Lists the languages that there are.
pub(super) fn there_is(tags: &[LanguageTag]) -> String {
    format!("There is: {}.", tags.iter().map(LanguageTag::as_str).collect::<Vec<_>>().join(", "))
}
