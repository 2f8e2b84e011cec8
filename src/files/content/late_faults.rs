//! Faults of one value of a file that was read already: what is wrong shows only beside another file, or beside its name.

use crate::domain::language::tag::LanguageTag;
use crate::domain::questionnaire::problem::KeyPath;
use crate::files::toml::diagnostic::Diagnostics;
use crate::files::toml::faults::Faults;
use crate::files::toml::values::span_at;
use std::path::Path;
use toml::de::DeTable;

/// Verifies that a file in the folder of its kind has the name of its language, which stands in the table at `at`.
pub(super) fn named_for_its_language(
    (name, text): (&str, &str),
    folder: &str,
    language: &LanguageTag,
    at: &KeyPath,
) -> Result<(), Diagnostics> {
    let path = Path::new(name);
    let (questionnaire, tag) = named_after(path);
    let questionnaire = questionnaire.filter(|_| folder == "translations");
    let found_by_name = path.parent().is_some_and(|parent| parent.ends_with(folder));
    if !found_by_name || tag.as_ref() == Some(language) {
        return Ok(());
    }
    let message = format!("This file has texts in \"{language}\", but another name.");
    let before = questionnaire.map(|it| format!("{it}.")).unwrap_or_default();
    let advice = match tag {
        Some(tag) => format!(
            "If its texts are in \"{tag}\", write language = \"{tag}\". Else call it {before}{language}.toml."
        ),
        None => format!("Call it {before}{language}.toml."),
    };
    Err(refused(name, text, &at.key("language"), &message, &advice))
}

/// Returns what a translation is called after: its questionnaire, if it has the name `NAME.TAG.toml`, and its language.
#[must_use]
pub(crate) fn named_after(path: &Path) -> (Option<String>, Option<LanguageTag>) {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    match stem.rsplit_once('.') {
        Some((questionnaire, tag)) => (Some(questionnaire.to_owned()), LanguageTag::parse(tag)),
        None => (None, LanguageTag::parse(&stem)),
    }
}

/// Makes the diagnostics for a fault of one value.
pub(in crate::files) fn refused(
    name: &str,
    text: &str,
    at: &KeyPath,
    message: &str,
    advice: &str,
) -> Diagnostics {
    let (root, _) = DeTable::parse_recoverable(text);
    let mut faults = Faults::default();
    faults.report(span_at(root.get_ref(), at), message, advice);
    faults.into_diagnostics(name, text)
}
