//! What is found of a translation by holding it against its questionnaire: what is missing, what nobody will see, and
//! what the lints of texts find in the other language.
//!
//! The lints run over the translated questionnaire, and each finding is moved to where the translation says the text. A
//! waiver of the questionnaire holds for the translated text as well; a translation has none of its own. Whether a
//! translation says the same as its source is not looked at.

use super::finding::{Finding, FindingPlace};
use super::texts::texts_of;
use super::{text_lints, waivers};
use crate::domain::language::languages::Translated;
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::draft::Draft;
use crate::domain::questionnaire::problem::KeyPath;
use crate::domain::questionnaire::texts::{TextKey, visit};
use crate::files::content::translation::TranslationFile;
use crate::files::toml::lint::Lint;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Returns what is found of a translation, in no order; `misfits` finds what a screen would cut.
pub(in crate::files) fn find(
    file: &TranslationFile,
    questionnaire: &Questionnaire,
    overflows: impl FnOnce(&Arc<Questionnaire>) -> Vec<Finding>,
) -> Vec<Finding> {
    let Translated { questionnaire: translated, missing, superfluous } =
        file.translation.apply(questionnaire);
    let translated = Arc::new(translated);
    let draft = translated.parts();
    let mut found = text_lints::find(&texts_of(draft), &draft.language, &draft.avoided);
    found.extend(overflows(&translated));
    let mut found = moved(waivers::applied(draft, found, |_| false), draft, file);
    found.extend(missing_texts(file, &missing, &questionnaire.parts().language));
    found.extend(superfluous.iter().map(|key| superfluous_text(file, key)));
    found.extend(draft.support.iter().filter(|line| line.id.is_none()).map(|line| without_id(&line.name)));
    found.extend(stale(file, &questionnaire.parts().version));
    found.extend(not_reviewed(file));
    found
}

/// Moves findings from the places of the questionnaire to those of the translation; what is not translated is not the
/// translation's.
fn moved(found: Vec<Finding>, draft: &Draft, file: &TranslationFile) -> Vec<Finding> {
    let keys = keys_of(draft);
    let to = |finding: Finding| {
        let FindingPlace::At(path) = &finding.at else { return None };
        let key = keys.range(path.clone()..).next().filter(|(at, _)| at.0.starts_with(&path.0));
        let at = file.places.get(key?.1)?.clone();
        Some(Finding { at: FindingPlace::At(at), ..finding })
    };
    found.into_iter().filter_map(to).collect()
}

/// Returns the keys of all texts by their paths in the questionnaire.
fn keys_of(draft: &Draft) -> BTreeMap<KeyPath, TextKey> {
    let mut keys = BTreeMap::new();
    visit(&mut draft.clone(), |key, at, _| drop(keys.insert(at, key)));
    keys
}

/// Says which texts are missing, once for each entry, at the entry if there is one.
fn missing_texts(file: &TranslationFile, missing: &[TextKey], language: &str) -> Vec<Finding> {
    let mut entries: Vec<(&TextKey, BTreeSet<String>)> = Vec::new();
    for key in missing {
        let name = key.part.clone().unwrap_or_else(|| key.key.to_owned());
        match entries.last_mut() {
            Some((entry, names)) if (entry.table, &entry.id) == (key.table, &key.id) => {
                _ = names.insert(name)
            }
            _ => entries.push((key, BTreeSet::from([name]))),
        }
    }
    entries.into_iter().map(|(key, names)| missing_text(file, key, &names, language)).collect()
}

fn missing_text(file: &TranslationFile, key: &TextKey, names: &BTreeSet<String>, language: &str) -> Finding {
    let names = names.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
    let entry = file.entries.get(&(key.table, key.id.clone())).cloned();
    let (what, advice) = match (key.table, &entry) {
        ("", _) => (String::new(), format!("Write {names} above all tables.")),
        (table, _) if key.id.is_empty() => {
            (format!(" in \"{table}\""), format!("Write in [{table}]: {names}."))
        }
        (table, None) => (
            format!(" of \"{}\" in \"{table}\"", key.id),
            format!("Add [[{table}]] with id = \"{}\" and: {names}.", key.id),
        ),
        (table, Some(_)) => (format!(" of \"{}\" in \"{table}\"", key.id), format!("Add here: {names}.")),
    };
    let message = format!("Not translated{what}: {names}.");
    let advice = format!("{advice} Until then it is shown in \"{language}\".");
    let finding = Finding::at(Lint::MissingTranslation, entry.clone().unwrap_or_default(), message, advice);
    Finding { at: entry.map_or(FindingPlace::File, FindingPlace::At), ..finding }
}

fn superfluous_text(file: &TranslationFile, key: &TextKey) -> Finding {
    let at = file.places.get(key).cloned().unwrap_or_default();
    let message = format!("The questionnaire has no text \"{key}\".");
    Finding::at(
        Lint::SuperfluousTranslation,
        at,
        message,
        "Ids stay as they are in the questionnaire. Correct this one, or remove the text.",
    )
}

fn without_id(name: &str) -> Finding {
    let message = format!("The support line \"{name}\" has no id, so that no translation can find it.");
    let advice = "Give it an id in the questionnaire, and write the line here under the same id.";
    Finding {
        at: FindingPlace::File,
        ..Finding::at(Lint::MissingTranslation, KeyPath::default(), message, advice)
    }
}

fn stale(file: &TranslationFile, version: &str) -> Option<Finding> {
    let message =
        format!("Version {} was translated, and the questionnaire is version {version}.", file.version);
    let advice = format!("Look through what has changed; then write version = \"{version}\".");
    let at = KeyPath::default().key("version");
    (file.version != version).then(|| Finding::at(Lint::StaleTranslation, at, message, advice))
}

fn not_reviewed(file: &TranslationFile) -> Option<Finding> {
    let message = "No native speaker has reviewed this translation.";
    let advice = "Once somebody has read every text of it, add their name to \"reviewed_by\"; never before.";
    let at = KeyPath::default().key("reviewed_by");
    file.translation.reviewed_by.is_empty().then(|| Finding::at(Lint::NotReviewed, at, message, advice))
}
