//! Faults that a file of answers and a FHIR response share. It must not name an answer.

use super::json::{Json, JsonText};
use super::toml::diagnostic::quote;
use super::toml::faults::{Faults, did_you_mean};
use crate::domain::questionnaire::definition::Questionnaire;

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

/// Reports the id of an item that the questionnaire does not have.
pub(super) fn unknown_item(id: &JsonText, questionnaire: &Questionnaire, faults: &mut Faults) {
    if faults.overflows() {
        return;
    }
    let ids: Vec<&str> = questionnaire.items().map(|item| item.id.as_str()).collect();
    let near = did_you_mean(&id.text, &ids);
    let message = format!("There is no item with the id {}.", quote(&id.text));
    let list = "stillpoint questionnaire --format json shows the ids.";
    faults.report(id.span(), message, format!("{near}{list}"));
}
