//! What is found of the sentences of the program in a site's own language: those that are missing, and those that are
//! still the English ones. Each table gets one finding, because a file that was just begun lacks hundreds.
//!
//! It must not judge a sentence in the language itself.

use super::finding::Finding;
use crate::domain::language::wording::{CountWords, Wording};
use crate::domain::questionnaire::problem::KeyPath;
use crate::files::content::builtin;
use crate::files::toml::lint::Lint;
use std::collections::BTreeSet;
use toml::de::DeTable;

/// The most keys of a table that are named.
const NAMED: usize = 10;

/// From how many words on a sentence that is the English one was hardly translated so. Short ones may be alike, such as
/// "OK" or "HTML".
const WORDS: usize = 4;

/// Up to how many sentences of a table may be alike by chance.
const FEW: usize = 5;

/// Says whether a language is English or a kind of it.
pub(super) fn are_english(tag: &str) -> bool {
    tag.split('-').next() == Some("en")
}

/// Returns what is found of the sentences that are missing, as `table.key`; they are said in the language `instead`.
pub(super) fn missing(missing: &[String], instead: &str) -> Vec<Finding> {
    by_table(|table, key| missing.iter().any(|sentence| sentence.split_once('.') == Some((table, key))))
        .map(|(table, all, keys)| {
            let message = match keys.as_slice() {
                [only] => format!("The sentence \"{table}.{only}\" is missing."),
                _ if keys.len() == all => format!("All sentences of [{table}] are missing."),
                _ => format!("{} sentences of [{table}] are missing: {}.", keys.len(), listed(&keys)),
            };
            let advice = match keys.as_slice() {
                [only] => format!("Add it in [{table}]: {only} = \"…\". Until then it is said in \"{instead}\"."),
                _ => format!(
                    "Add them in [{table}]; stillpoint sentences prints the English ones. Until then they are said in \"{instead}\"."
                ),
            };
            Finding::at(Lint::MissingTranslation, KeyPath::default().key(table), message, advice)
        })
        .collect()
}

/// Returns what is found of the sentences that say the same as in English, word for word.
pub(super) fn untranslated<'s>(tag: &str, sentence: impl Fn(&str, &str) -> Option<&'s str>) -> Vec<Finding> {
    let (false, Ok(english)) = (are_english(tag), DeTable::parse(builtin::ENGLISH)) else {
        return Vec::new();
    };
    let in_english =
        |table: &str, key: &str| english.get_ref().get(table)?.get_ref().get(key)?.get_ref().as_str();
    let is_long = |own: &str| own.split_whitespace().count() >= WORDS;
    let same =
        |table: &str, key: &str| sentence(table, key).filter(|own| Some(*own) == in_english(table, key));
    // In a table of short sentences all are alike only if nobody has begun with it.
    let untouched: BTreeSet<&str> = Wording::KEYS
        .iter()
        .filter(|(table, keys)| keys.len() > FEW && keys.iter().all(|key| same(table, key).is_some()))
        .map(|(table, _)| *table)
        .collect();
    by_table(|table, key| {
        table != "about" && same(table, key).is_some_and(|own| is_long(own) || untouched.contains(table))
    })
    .map(|(table, all, keys)| {
        let message = if keys.len() == all {
            format!("All sentences of [{table}] are still in English.")
        } else {
            format!("Still in English in [{table}]: {}.", listed(&keys))
        };
        let advice = format!("Translate them into \"{tag}\".");
        Finding::at(Lint::MissingTranslation, KeyPath::default().key(table), message, advice)
    })
    .collect()
}

/// Returns each table in which some keys are of a kind, with the number of all its keys and those.
fn by_table(
    is_so: impl Fn(&'static str, &'static str) -> bool,
) -> impl Iterator<Item = (&'static str, usize, Vec<&'static str>)> {
    let tables = Wording::KEYS.iter().copied().chain([("count", CountWords::KEYS)]);
    tables.filter_map(move |(table, all)| {
        let keys: Vec<_> = all.iter().copied().filter(|key| is_so(table, key)).collect();
        (!keys.is_empty()).then_some((table, all.len(), keys))
    })
}

/// Lists the first keys, and how many more there are.
fn listed(keys: &[&str]) -> String {
    let named = keys.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    match keys.len().saturating_sub(NAMED) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}
