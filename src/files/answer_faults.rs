//! Faults that a file of answers and a FHIR response share. It must not name an answer.

use super::json::{Json, JsonText};
use super::toml::diagnostic::quote;
use super::toml::faults::Faults;

/// Reports a value of the wrong JSON type.
pub(super) fn wrong_kind(
    faults: &mut Faults,
    key: &JsonText,
    what: &str,
    found: &Json,
    wanted: &str,
    advice: impl Into<String>,
) {
    faults.report(key.span(), format!("{what} is {}, but {wanted} belongs here.", found.kind()), advice);
}

/// Reports a name that occurs twice.
pub(super) fn twice(faults: &mut Faults, name: &JsonText, how: &str) {
    faults.report(name.span(), format!("{} is {how} twice.", quote(&name.text)), "Remove one of the two.");
}
