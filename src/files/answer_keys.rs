//! The keys of a file of answers, and the faults of a key. It must not look at values.

use super::json::{Json, JsonText};
use super::toml::diagnostic::quote;
use super::toml::faults::{Faults, did_you_mean, nearest};
use crate::domain::questionnaire::problem::known_here;

/// The keys of an answers file.
pub(super) const KEYS: [&str; 10] = [
    "questionnaire",
    "version",
    "day",
    "answers",
    "skipped",
    "not_asked",
    "part_skipped",
    "words",
    "since",
    "next_step",
];

/// The other keys of a JSON report, and of a copy. They are files of answers too; these keys follow from the answers, or tell
/// of an earlier round, so they are skipped.
const REPORT_KEYS: [&str; 11] = [
    "language",
    "status",
    "not_reached",
    "tally",
    "sections",
    "guidance",
    "visit",
    "support",
    "ask_instead",
    "sources",
    "then_and_now",
];

/// Reports each key that is not known.
pub(super) fn other_keys(entries: &[(JsonText, Json)], faults: &mut Faults) {
    for (key, _) in entries {
        let name = key.text.as_str();
        if !is_known(name) {
            unknown_key(key, faults);
        }
    }
}

fn is_known(key: &str) -> bool {
    KEYS.contains(&key) || REPORT_KEYS.contains(&key)
}

/// Returns a key that is not known, and with which this one was most likely meant.
pub(super) fn misspelt<'a>(entries: &'a [(JsonText, Json)], key: &str) -> Option<&'a JsonText> {
    let meant = |name: &str| !is_known(name) && nearest(name, &KEYS) == Some(key);
    entries.iter().map(|(name, _)| name).find(|name| meant(&name.text))
}

/// Reports a key that is not known.
pub(super) fn unknown_key(key: &JsonText, faults: &mut Faults) {
    let message = format!("A file of answers has no key {}.", quote(&key.text));
    let hint = match did_you_mean(&key.text, &KEYS) {
        none if none.is_empty() => "Remove it. ".to_owned(),
        hint => hint,
    };
    faults.report(key.span(), message, format!("{hint}{}", known_here(&KEYS)));
}
