//! The files of the languages that stand beside a questionnaire, in `translations/` and `languages/`.
//!
//! A file is called after its language. Where several questionnaires share a folder, a translation is also called after
//! the questionnaire, `NAME.TAG.toml` for `NAME.toml`, and the others pass it over. This module must not look at what a
//! file says.

use crate::domain::language::tag::LanguageTag;
use crate::files::content::late_faults::named_after;
use crate::files::text_file;
use crate::files::toml::diagnostic::{Diagnostic, Diagnostics};
use std::borrow::Cow;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// A file of the content, built in or on the disk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ContentFile {
    /// What it is called in messages.
    pub name: String,
    /// What is in it.
    pub text: Cow<'static, str>,
}

/// Files by the tags of their languages.
pub(crate) type Tagged = Vec<(LanguageTag, ContentFile)>;

/// The files of the languages of one questionnaire, each kind by name.
#[derive(Default)]
pub(super) struct LanguageFiles {
    translations: Vec<PathBuf>,
    sentences: Vec<PathBuf>,
}

/// Returns the files of the languages that stand beside a questionnaire: translations, then sentences, each by name.
///
/// # Errors
/// If a folder is there and cannot be read, or a file is called after a questionnaire that is not there.
pub(in crate::shell) fn beside(questionnaire: &Path) -> Result<Vec<PathBuf>, Diagnostics> {
    let LanguageFiles { translations, sentences } = LanguageFiles::of(questionnaire)?;
    Ok([translations, sentences].concat())
}

impl LanguageFiles {
    /// Finds the files. What comes from a pipe has nothing beside it.
    ///
    /// # Errors
    /// If a folder is there and cannot be read, or a file is called after a questionnaire that is not there.
    pub(super) fn of(questionnaire: &Path) -> Result<Self, Diagnostics> {
        let Some(folder) = text_file::folder_of(questionnaire) else { return Ok(Self::default()) };
        let name = questionnaire.file_stem().unwrap_or_default().to_string_lossy();
        Ok(Self {
            translations: those_for(&name, folder, paths(&folder.join("translations"))?)?,
            sentences: paths(&folder.join("languages"))?,
        })
    }

    /// Reads the files: translations, then sentences.
    ///
    /// # Errors
    /// The first one that cannot be read, or that is not called after a language.
    pub(super) fn read(&self) -> Result<(Tagged, Tagged), Diagnostics> {
        let translation = |path: &PathBuf| read_tagged(path, named_after(path).1);
        // All questionnaires of the folder share the sentences of the program.
        let own =
            |path: &PathBuf| read_tagged(path, named_after(path).1.filter(|_| named_after(path).0.is_none()));
        let translations = self.translations.iter().map(translation).collect::<Result<_, _>>()?;
        Ok((translations, self.sentences.iter().map(own).collect::<Result<_, _>>()?))
    }
}

/// Leaves out what is called after another questionnaire of the folder. Of two files for a language, the one that is
/// called after this questionnaire is kept.
fn those_for(questionnaire: &str, folder: &Path, all: Vec<PathBuf>) -> Result<Vec<PathBuf>, Diagnostics> {
    let is_there = |owner: &str| folder.join(format!("{owner}.toml")).is_file();
    let is_lost = |path: &&PathBuf| match named_after(path) {
        (Some(owner), Some(_)) => owner != questionnaire && !is_there(&owner),
        _ => false,
    };
    if let Some(lost) = all.iter().find(is_lost) {
        let message = "This translation is called after a questionnaire that is not in the folder above it.";
        let advice = format!(
            "Call it after the questionnaire and the language, such as {questionnaire}.es.toml, or move it elsewhere."
        );
        return Err(Diagnostic::of_file(&lost.display().to_string(), message, advice).into());
    }
    let own = |path: &PathBuf| named_after(path).0.is_some_and(|owner| owner == questionnaire);
    let tags: Vec<_> = all.iter().filter(|path| own(path)).map(|path| named_after(path).1).collect();
    let is_for_it = |path: &PathBuf| match named_after(path) {
        (Some(owner), Some(_)) => owner == questionnaire,
        (_, tag) => !tags.contains(&tag),
    };
    Ok(all.into_iter().filter(is_for_it).collect())
}

fn paths(folder: &Path) -> Result<Vec<PathBuf>, Diagnostics> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => {
            let message = format!("This folder of languages cannot be read: {error}.");
            let advice = "Ask for the permission to read it, or put the questionnaire into another folder.";
            return Err(Diagnostic::of_file(&folder.display().to_string(), message, advice).into());
        }
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    Ok(paths)
}

fn read_tagged(path: &Path, tag: Option<LanguageTag>) -> Result<(LanguageTag, ContentFile), Diagnostics> {
    let name = path.display().to_string();
    let Some(tag) = tag else {
        let message = "This file stands among languages, but its name is not a language tag.";
        let advice = "Name it after its language, such as es.toml, or move it elsewhere.";
        return Err(Diagnostic::of_file(&name, message, advice).into());
    };
    Ok((tag, ContentFile { text: text_file::read(path)?.into(), name }))
}
