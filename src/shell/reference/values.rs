//! What a value on the command line can be: a language, a region, the name of a record.
//!
//! A Tab reads files and writes none. It must not wait for a pipe, say anything of a fault, or list names of records:
//! somebody else may see the screen.

use super::pages::names;
use crate::domain::answers::sentences::region_title;
use crate::domain::sanitize::sanitize;
use crate::domain::site::Site;
use crate::files::content::{builtin, prepared};
use crate::files::made_with::BUILT_IN;
use crate::files::records::folder::RecordStore;
use crate::files::records::name::RecordName;
use crate::shell::cli::values::SettingsArgs;
use crate::shell::world::environment::Environment;
use crate::shell::world::library::Library;
use crate::shell::world::site;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// How many letters of a record's name have to be there before it is completed. Fewer are struck by chance, and the name
/// of somebody else would stand on the screen.
const LETTERS: usize = 3;

/// A word that fits, and what it is.
pub(crate) type FittingWord = (String, Option<String>);

/// What the words before the cursor say about where values are found.
pub(crate) struct Values {
    settings: SettingsArgs,
    questions: Option<PathBuf>,
    environment: Environment,
}

impl Values {
    /// Reads the words before the cursor.
    pub(crate) fn of(before: &[OsString]) -> Self {
        let environment = Environment::read();
        let named = |option: &str| behind(before, option, environment.home.as_deref());
        let settings = SettingsArgs {
            settings: named("--settings"),
            no_settings: before.iter().any(|word| word == "--no-settings"),
        };
        let questions = named("--questions");
        Self { settings, questions, environment }
    }

    /// Returns the languages of the questionnaire in use that begin so.
    pub(crate) fn languages(&self, typed: &str) -> Vec<FittingWord> {
        let tags = self.library().map(|library| library.tags()).unwrap_or_default();
        tags.iter().map(|tag| language(tag.as_str())).filter(|(tag, _)| begins(tag, typed)).collect()
    }

    /// Returns the languages of the program's own sentences that begin so.
    pub(crate) fn built_in_languages(typed: &str) -> Vec<FittingWord> {
        builtin::LANGUAGES
            .iter()
            .map(|(tag, _)| language(tag))
            .filter(|(tag, _)| begins(tag, typed))
            .collect()
    }

    /// Returns the pages of the manual that begin so.
    pub(crate) fn pages(typed: &str) -> Vec<FittingWord> {
        names().into_iter().filter(|name| begins(name, typed)).map(|name| (name, None)).collect()
    }

    /// Returns the regions with support lines that begin so.
    pub(crate) fn regions(&self, typed: &str) -> Vec<FittingWord> {
        let (Some(library), Ok(wording)) = (self.library(), prepared::wording("en")) else {
            return Vec::new();
        };
        let regions = library.questionnaire.regions();
        let fitting = regions.into_iter().filter(|region| begins(region, typed));
        let told = |region| Some(region_title(&wording.support, region)).filter(|title| title != region);
        fitting.map(|region| (sanitize(region).into_owned(), told(region))).collect()
    }

    /// Returns the name of the one record that begins with three letters or more; nothing while a walkthrough runs.
    pub(crate) fn records(&self, typed: &str) -> Vec<FittingWord> {
        self.record(typed).map(|name| (name, None)).into_iter().collect()
    }

    fn record(&self, typed: &str) -> Option<String> {
        let begun = RecordName::parse(typed).ok().filter(|begun| begun.stem().chars().count() >= LETTERS)?;
        let site = self.site();
        let store = RecordStore::open(site.counselor.records_folder.as_deref()?).ok()?;
        if store.is_running().ok()? {
            return None;
        }
        let mut fitting =
            store.list().ok()?.into_iter().filter(|one| one.name.stem().starts_with(begun.stem()));
        let only = fitting.next().filter(|_| fitting.next().is_none())?;
        Some(only.name.typed().to_owned())
    }

    fn site(&self) -> Site {
        let is_told = self.settings.settings.as_deref().is_none_or(Path::is_file);
        let site = is_told.then(|| site::of(&self.settings, &self.environment).ok()).flatten();
        site.unwrap_or_default()
    }

    /// Returns the content that the command would use; that of the program where it cannot be read.
    fn library(&self) -> Option<Library> {
        let site = self.site();
        let is_there = |path: &Path| path == Path::new(BUILT_IN) || path.is_file();
        let asked = self.questions.as_deref().filter(|path| is_there(path));
        let named = asked.or(site.questions.as_deref()).is_none_or(is_there);
        let used = named.then(|| Library::in_use(asked, &site).ok()).flatten();
        used.or_else(|| Library::in_use(Some(Path::new(BUILT_IN)), &site).ok())
    }
}

/// Returns the file behind an option, with the home folder that a shell puts in the place of `~`.
fn behind(before: &[OsString], option: &str, home: Option<&Path>) -> Option<PathBuf> {
    let joined = format!("{option}=");
    let at = before.iter().position(|word| word == option).and_then(|at| before.get(at + 1));
    let one = before.iter().find_map(|word| word.to_str()?.strip_prefix(&joined));
    let file = PathBuf::from(at.cloned().or(one.map(OsString::from))?);
    Some(match (file.strip_prefix("~"), home) {
        (Ok(below), Some(home)) => home.join(below),
        _ => file,
    })
}

fn language(tag: &str) -> FittingWord {
    (tag.to_owned(), builtin::name(tag).map(str::to_owned))
}

fn begins(value: &str, typed: &str) -> bool {
    value.get(..typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(typed))
}
