//! Runs every lint over a questionnaire or a language file, and takes out what is waived.
//!
//! Only what a file can tell by itself is looked for here. What a screen would cut is handed in by whoever can lay out
//! screens, and what day it is by whoever has a clock.

use super::finding::Finding;
use super::texts::{LintedText, TextKind, texts_of};
use super::{built_in_lists, facts, own_sentences, support, terms, text_lints, waivers};
use crate::domain::language::wording::Wording;
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::draft::{Date, Draft, SupportLine};
use crate::domain::questionnaire::problem::KeyPath;
use crate::files::content::builtin;
use crate::files::toml::lint::Lint;
use toml::de::{DeTable, DeValue};

/// Returns what is found of a questionnaire, in no order. Without a day, the age of support lines is not looked at.
pub(in crate::files) fn questionnaire(
    questionnaire: &Questionnaire,
    today: Option<Date>,
    overflows: Vec<Finding>,
) -> Vec<Finding> {
    let draft = questionnaire.parts();
    let texts = texts_of(draft);
    let mut found = overflows;
    found.extend(facts::find(draft));
    found.extend(support::find(draft, today));
    found.extend(terms::find(draft, &texts, &built_in_lists::common().term_endings));
    found.extend(text_lints::find(&texts, &draft.language, &draft.avoided));
    found.extend(not_reviewed(draft));
    waivers::applied(draft, found, |lint| lint != Lint::StaleLine || today.is_some())
}

/// Returns what is found of the sentences of a language file that was read, in no order; `missing` are the sentences
/// that it does not have, as `table.key`, and `instead` is the language in which they are said.
pub(in crate::files) fn language(text: &str, missing: &[String], instead: &str) -> Vec<Finding> {
    let Ok(root) = DeTable::parse(text) else { return Vec::new() };
    let sentence = |table: &str, key: &str| match root.get_ref().get(table)?.get_ref() {
        DeValue::Table(sentences) => sentences.get(key)?.get_ref().as_str(),
        _ => None,
    };
    let tag = sentence("about", "language").unwrap_or_default();
    let keys = Wording::KEYS.iter().flat_map(|(table, keys)| keys.iter().map(move |key| (*table, *key)));
    let texts: Vec<LintedText<'_>> = keys
        .filter_map(|(table, key)| {
            let at = KeyPath::default().key(table).key(key);
            Some(LintedText { at, text: sentence(table, key)?.into(), kind: TextKind::Reader })
        })
        .collect();
    let mut found = text_lints::find(&texts, tag, &[]);
    found.extend(own_sentences::missing(missing, instead));
    found.extend(own_sentences::untranslated(tag, sentence));
    found.extend(unread(root.get_ref(), tag));
    found.extend(built_in(text, tag));
    found
}

/// Says that a file changes nothing, if its language is built in with other sentences.
fn built_in(text: &str, tag: &str) -> Option<Finding> {
    let other = |(known, sentences): &&(&str, &str)| *known == tag && *sentences != text;
    builtin::LANGUAGES.iter().find(other)?;
    let message = format!("The sentences in \"{tag}\" are built in; at a site, this file changes nothing.");
    let advice = "Remove the file, or build the program anew with it.";
    Some(Finding::at(Lint::BuiltInLanguage, KeyPath::default().key("about").key("language"), message, advice))
}

/// Says that no native speaker has read the sentences, if they are a translation.
fn unread(root: &DeTable<'_>, tag: &str) -> Option<Finding> {
    let names = root.get("reviewed_by").map(|names| names.get_ref().as_array());
    let message = "No native speaker has reviewed these sentences.";
    let at = KeyPath::default().key("reviewed_by");
    match names {
        None if own_sentences::are_english(tag) => None,
        None => {
            let advice = "Write reviewed_by = [] above all tables. Once somebody has read every sentence, add their \
                          name there; never before.";
            Some(Finding::at(Lint::NotReviewed, KeyPath::default().key("about"), message, advice))
        }
        Some(names) => {
            let advice =
                "Once somebody has read every one of them, add their name to \"reviewed_by\"; never before.";
            names?.is_empty().then(|| Finding::at(Lint::NotReviewed, at, message, advice))
        }
    }
}

/// Returns what is found of a site's own support lines, in no order.
pub(in crate::files) fn own_lines(lines: &[SupportLine], today: Option<Date>) -> Vec<Finding> {
    today.map(|today| support::aged_lines(lines, today)).unwrap_or_default()
}

fn not_reviewed(draft: &Draft) -> Option<Finding> {
    let message = "No clinician has reviewed this version.";
    let advice = "Once somebody has read every text of it, add their name to \"reviewed_by\"; never before.";
    let at = KeyPath::default().key("reviewed_by");
    draft.reviewed_by.is_empty().then(|| Finding::at(Lint::NotReviewed, at, message, advice))
}
