//! Words which languages there are, where another one was asked for, and how one is added.
//!
//! It must not decide whether a language is there.

use super::error::Failure;
use crate::domain::language::tag::LanguageTag;
use crate::files::content::builtin;
use crate::files::text_file;
use crate::files::toml::common_codes::language_meant;
use crate::files::toml::faults::{meant, there_are};
use crate::shell::world::paths::{quoted, typed};
use std::path::Path;

/// Says that the settings offer a language into which there is no translation.
pub(super) fn no_translation(missing: &LanguageTag, there: &[LanguageTag]) -> Failure {
    Failure::new(format!(
        "The settings offer the language \"{missing}\", but there is no translation into it."
    ))
    .hint(format!("{}{}", near(missing, there), there_is(there)))
}

/// Says how a translation is made of this questionnaire, of the built-in one if none is named.
pub(super) fn to_translate(tag: &LanguageTag, questionnaire: Option<&Path>) -> String {
    let print = "stillpoint questionnaire";
    let make = match questionnaire {
        None => Some(format!(
            "  {print} > questions.toml\n  mkdir translations\n  {print} --format frame --lang {tag} > translations/{tag}.toml"
        )),
        Some(path) => typed(path).filter(|_| path.is_file()).map(|name| {
            let folder = text_file::folder_of(path).unwrap_or(Path::new("."));
            let folder = quoted(&folder.join("translations").display().to_string());
            format!(
                "  mkdir -p {folder}\n  {print} --questions {name} --format frame --lang {tag} > {folder}/{tag}.toml"
            )
        }),
    };
    match make {
        Some(make) => {
            format!("To begin a translation, and then as stillpoint man questions.toml says:\n{make}")
        }
        None => "How a translation is made: stillpoint man questions.toml".to_owned(),
    }
}

/// Says how the program's own sentences get into a language, if they are not built in; `folder` is that of the
/// questionnaire.
pub(in crate::shell) fn sentences_to_write(tag: &LanguageTag, folder: &Path) -> Option<String> {
    if builtin::sentences(tag).is_some() {
        return None;
    }
    let commands = typed(&folder.join("languages")).map(|languages| {
        format!("To begin it:\n  mkdir -p {languages}\n  stillpoint sentences > {languages}/{tag}.toml\n")
    });
    Some(format!(
        "The program has no sentences of its own in \"{tag}\". They belong into languages/{tag}.toml beside the \
         questionnaire; what is not there is said in English. {}There, write reviewed_by = [] \
         above all tables, language = \"{tag}\" and its name in [about], and translate the rest.",
        commands.unwrap_or_default()
    ))
}

/// Says that no sentences are built in in a language.
pub(in crate::shell) fn no_sentences(missing: &LanguageTag) -> Failure {
    let there: Vec<LanguageTag> =
        builtin::LANGUAGES.iter().filter_map(|(tag, _)| LanguageTag::parse(tag)).collect();
    Failure::usage(format!("The program has no sentences of its own in \"{missing}\".")).hint(format!(
        "{}{} To write them, begin with the English ones:\n  stillpoint sentences > {missing}.toml",
        near(missing, &there),
        there_is(&there)
    ))
}

/// Asks whether the language was meant for which a tag is another word, if that one is there.
pub(super) fn near(missing: &LanguageTag, there: &[LanguageTag]) -> String {
    let tag = language_meant(missing.as_str()).filter(|tag| there.contains(tag));
    tag.map(|tag| meant(tag.as_str())).unwrap_or_default()
}

/// Lists the languages that there are.
pub(super) fn there_is(tags: &[LanguageTag]) -> String {
    there_are(&tags.iter().map(LanguageTag::as_str).collect::<Vec<_>>())
}
