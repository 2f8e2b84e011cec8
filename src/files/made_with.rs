//! Checks that answers were made with the questionnaire in use, and says with which one they were made if not.
//!
//! Whatever differs is one fault, because one thing is to be done about it. This module must not read an answer.

use super::answer_faults::wrong_kind;
use super::answer_keys::{misspelt, unknown_key};
use super::content::prepared;
use super::json::{Json, JsonText};
use super::toml::diagnostic::quote;
use super::toml::faults::{Faults, did_you_mean};
use crate::domain::questionnaire::definition::Questionnaire;
use std::collections::HashSet;

/// What `--questions` calls the questionnaire that is built in, where the settings name another.
pub(crate) const BUILT_IN: &str = "built-in";

/// What to do with answers that were made with another questionnaire.
const NAME_IT: &str = "If you have the questionnaire that they were made with, name it: --questions FILE. Without that file, this program \
                                  cannot go on with them. You can still read them in a text editor.";

/// What to do with what was made with the questionnaire that is built in, while the settings name another.
const USE_BUILT_IN: &str =
    "The first of these two is built into the program. To use it: --questions built-in.";

/// Says what to do with answers that were made with another questionnaire; `is_it` says whether they were made with this
/// one.
pub(super) fn name_it(is_it: impl Fn(&Questionnaire) -> bool) -> &'static str {
    use_built_in(is_it).unwrap_or(NAME_IT)
}

/// Says how the built-in questionnaire is used, if it is the one.
pub(crate) fn use_built_in(is_it: impl Fn(&Questionnaire) -> bool) -> Option<&'static str> {
    prepared::questionnaire().is_ok_and(|built_in| is_it(&built_in)).then_some(USE_BUILT_IN)
}

/// So many unknown ids are slips, each with its own fault. More belong to other questions, and are one fault.
const SLIPS: usize = 3;

/// Says that answers were made with one questionnaire while another is in use.
pub(super) fn made_with(then: &str, now: &str) -> String {
    format!("These answers were made with {then}. The questionnaire in use is {now}. Nothing was changed.")
}

/// Returns a questionnaire and its version in words.
pub(super) fn version_of(id: &str, version: &str) -> String {
    format!("{}, version {}", quote(id), quote(version))
}

/// Checks that a file of answers names the questionnaire in use, and its version.
pub(super) fn belongs(entries: &[(JsonText, Json)], questionnaire: &Questionnaire, faults: &mut Faults) {
    let parts = questionnaire.parts();
    let before = faults.count();
    let id = named(entries, "questionnaire", &parts.id, faults);
    let version = named(entries, "version", &parts.version, faults);
    if faults.count() > before {
        return;
    }
    let then = match (id, version) {
        (Some(id), Some(version)) => format!("the questionnaire {}", version_of(&id.text, &version.text)),
        (Some(id), None) => {
            format!("the questionnaire {}, in a version that the file does not name", quote(&id.text))
        }
        (None, Some(version)) => {
            format!("version {} of a questionnaire that the file does not name", quote(&version.text))
        }
        (None, None) => String::new(),
    };
    let pairs = [(id, &parts.id), (version, &parts.version)];
    let other = pairs.into_iter().find_map(|(found, expected)| found.filter(|found| found.text != *expected));
    if let Some(other) = other {
        let advice = name_it(|built_in| {
            let is_of = |found: Option<&JsonText>, text: &str| found.is_none_or(|found| found.text == text);
            id.is_some() && is_of(id, &built_in.parts().id) && is_of(version, &built_in.parts().version)
        });
        faults.report(other.span(), made_with(&then, &version_of(&parts.id, &parts.version)), advice);
    } else if id.is_none() || version.is_none() {
        unnamed(id.is_none(), version.is_none(), questionnaire, faults);
    }
}

/// Returns what the file names under a key; reports what is no text, and a key that was meant for this one.
fn named<'a>(
    entries: &'a [(JsonText, Json)],
    key: &str,
    expected: &str,
    faults: &mut Faults,
) -> Option<&'a JsonText> {
    match entries.iter().rfind(|(name, _)| name.text == key) {
        Some((_, Json::Text(found))) => return Some(found),
        Some((name, other)) => {
            let advice = format!("Write \"{key}\": {}.", quote(expected));
            wrong_kind(faults, name, &format!("\"{key}\""), other, "a text", advice);
        }
        None => {
            if let Some(slip) = misspelt(entries, key) {
                unknown_key(slip, faults);
            }
        }
    }
    None
}

/// Reports what the file does not name.
fn unnamed(id: bool, version: bool, questionnaire: &Questionnaire, faults: &mut Faults) {
    let parts = questionnaire.parts();
    let keys = [(id, "questionnaire", &parts.id), (version, "version", &parts.version)];
    let missing = || keys.iter().filter(|(is_missing, ..)| *is_missing);
    let what: Vec<String> = missing().map(|(_, key, _)| format!("which {key}")).collect();
    let add: Vec<String> = missing().map(|(_, key, value)| format!("\"{key}\": {}", quote(value))).collect();
    let message = format!("The file does not say with {} it was made.", what.join(" and "));
    faults.report(None, message, format!("If that is the one in use, add {}.", add.join(", ")));
}

/// Reports the ids that no item of the questionnaire has.
pub(super) fn unknown_items<'a>(
    ids: impl IntoIterator<Item = &'a JsonText>,
    questionnaire: &Questionnaire,
    faults: &mut Faults,
) {
    let mut seen = HashSet::new();
    let is_known = |id: &str| questionnaire.item(&id.into()).is_some();
    let unknown: Vec<&JsonText> =
        ids.into_iter().filter(|id| !is_known(&id.text) && seen.insert(id.text.as_str())).collect();
    let (first, more) = unknown.split_at(unknown.len().min(SLIPS));
    if more.is_empty() {
        return first.iter().for_each(|id| unknown_item(id, questionnaire, faults));
    }
    let named: Vec<String> = first.iter().map(|id| quote(&id.text)).collect();
    let message = format!(
        "The file names items that the questionnaire in use does not have: {} and {} more. Nothing was changed.",
        named.join(", "),
        more.len()
    );
    faults.report(
        first.first().and_then(|id| id.span()),
        message,
        format!("These answers were made with other questions. {NAME_IT}"),
    );
}

fn unknown_item(id: &JsonText, questionnaire: &Questionnaire, faults: &mut Faults) {
    let ids: Vec<&str> = questionnaire.items().map(|item| item.id.as_str()).collect();
    let hint = match did_you_mean(&id.text, &ids) {
        none if none.is_empty() => {
            "If these answers were made with another questionnaire, name it: --questions FILE. ".to_owned()
        }
        hint => hint,
    };
    let message = format!("There is no item with the id {}.", quote(&id.text));
    faults.report(id.span(), message, format!("{hint}stillpoint questionnaire --format json shows the ids."));
}
