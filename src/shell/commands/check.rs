//! `check`: verifies files. It prints summaries and notes on standard output, and errors and warnings on standard
//! error; or everything as JSON on standard output.
//!
//! The checks themselves are in [`crate::files::check`]. This module gives them what needs files or screens: the
//! questionnaire of a translation, and the texts that a screen would cut.

use crate::app::layout::concerned::screen_of;
use crate::app::layout::overflow::{Overflow, overflows};
use crate::app::layout::single::Layout;
use crate::domain::language::tag::LanguageTag;
use crate::domain::language::wording::Wording;
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::draft::Date;
use crate::domain::site::Site;
use crate::files::check::{Checked, FileKind, Surroundings, Used, check};
use crate::files::content::{builtin, language, prepared, questions, translation};
use crate::files::export::findings::findings;
use crate::files::lint::finding::Finding;
use crate::files::text_file;
use crate::files::toml::diagnostic::{Diagnostic, Diagnostics};
use crate::files::toml::entry_at::{EntryName, entry_at};
use crate::files::toml::lint::{Level, Lint};
use crate::shell::cli::args::CheckArgs;
use crate::shell::cli::formats::CheckFormat;
use crate::shell::records::sentences::Setting;
use crate::shell::records::session::unlike_recipients;
use crate::shell::terminal::passphrase::Signals;
use crate::shell::terminal::progress::WorkProgress;
use crate::shell::world::beside::beside;
use crate::shell::world::environment::Environment;
use crate::shell::world::error::Failure;
use crate::shell::world::library::Library;
use crate::shell::world::output::write;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The remark if the day is unknown.
const AGE: &str = "How old the support lines are was not looked at; for that, add --today YYYY-MM-DD.\n";

/// Verifies the named files, or the built-in ones.
///
/// # Errors
/// If a file has an error; with `--strict`, also if one has a warning.
pub(super) fn run(args: &CheckArgs, out: &mut impl Write, err: &mut impl Write) -> Result<(), Failure> {
    let files = all(args)?;
    let fails = files.iter().any(|file| file.fails(args.strict));
    if args.format == CheckFormat::Json {
        write(out, &findings(&files, args.today, args.strict))?;
        return if fails { Err(Failure::silent()) } else { Ok(()) };
    }
    let told: String = files.iter().map(|file| file.told(args.witnesses)).collect();
    let aged = |file: &Checked| file.has_lines && file.found.count(Level::Error) == 0;
    let age = if args.today.is_none() && files.iter().any(aged) { AGE } else { "" };
    write(out, &format!("{told}{age}"))?;
    let to_mend = Diagnostics(files.iter().flat_map(Checked::to_mend).cloned().collect());
    if fails {
        let only_strict = to_mend.count(Level::Error) == 0;
        let hint = if only_strict { "\nWith --strict, warnings fail." } else { "" };
        Err(Failure::new(to_mend).hint(hint))
    } else if to_mend.0.is_empty() {
        Ok(())
    } else {
        write(err, &format!("{to_mend}\n"))
    }
}

/// Verifies every file that is asked for.
fn all(args: &CheckArgs) -> Result<Vec<Checked>, Failure> {
    let files = if args.files.is_empty() { built_in() } else { named(&args.files)? };
    let around = Around { today: args.today, wordings: wordings(&files), files: &files };
    each(&files, |file| around.checked(file))
}

/// Checks one file after another, and shows how far that is.
///
/// # Errors
/// If a signal ends it. Then nothing is said of the files, for the verdict is on all of them.
fn each(files: &[CheckedFile], check: impl Fn(&CheckedFile) -> Checked) -> Result<Vec<Checked>, Failure> {
    let mut progress = WorkProgress::begin(files.len(), "files", &Environment::read());
    // Where there is no bar to remove, a signal ends the program by itself.
    let signals = progress.is_bar().then(Signals::watch).and_then(Result::ok);
    let mut all = Vec::new();
    for (at, file) in files.iter().enumerate() {
        progress.show(at);
        if let Some(number) = signals.as_ref().and_then(|signals| signals.ending(|| progress.hide())) {
            return Err(Failure::signalled(number));
        }
        all.push(check(file));
    }
    Ok(all)
}

/// A verified file, with the screen that each of its errors and warnings is about, where there is one.
pub(super) struct OnScreen {
    pub(super) checked: Checked,
    pub(super) screens: Vec<Option<Layout>>,
}

/// Verifies every file that is named, and lays out the screens that the messages are about.
///
/// # Errors
/// If the folders beside a questionnaire cannot be read.
pub(super) fn with_screens(args: &CheckArgs) -> Result<Vec<OnScreen>, Failure> {
    let files = named(&args.files)?;
    let around = Around { today: args.today, wordings: wordings(&files), files: &files };
    let shown = |file: &CheckedFile| {
        let checked = around.checked(file);
        let screens = around.screens(file, &checked);
        OnScreen { checked, screens }
    };
    Ok(files.iter().map(shown).collect())
}

/// A file to verify.
struct CheckedFile {
    /// Its name in messages.
    name: String,
    /// Its kind and its text, or the reason why it cannot be read.
    read: Result<(FileKind, String), Diagnostics>,
}

impl CheckedFile {
    fn of(name: String, text: Result<String, Diagnostics>) -> Self {
        let read = text.map(|text| (FileKind::of(&name, &text), text));
        Self { name, read }
    }

    /// Returns the text, if the file is of this kind.
    fn text(&self, wanted: FileKind) -> Option<&str> {
        self.read.as_ref().ok().filter(|(kind, _)| *kind == wanted).map(|(_, text)| text.as_str())
    }
}

fn built_in() -> Vec<CheckedFile> {
    let file = |name: String, text: &str| CheckedFile::of(name, Ok(text.to_owned()));
    let languages = builtin::LANGUAGES.iter().map(|(tag, text)| file(format!("languages/{tag}.toml"), text));
    let translations =
        builtin::TRANSLATIONS.iter().map(|(tag, text)| file(format!("translations/{tag}.toml"), text));
    let questions = file("questions.toml".to_owned(), builtin::QUESTIONS);
    std::iter::once(questions).chain(translations).chain(languages).collect()
}

/// Returns the named files; after a questionnaire, also the translations and languages beside it.
fn named(paths: &[PathBuf]) -> Result<Vec<CheckedFile>, Failure> {
    let file = |path: &Path| CheckedFile::of(text_file::name_of(path), text_file::read_named(path));
    let mut files = Vec::new();
    for path in paths {
        let named = file(path);
        let outside = named.text(FileKind::Questionnaire).map(|text| strays(path, text));
        files.push(named);
        if let Some(outside) = outside {
            let is_new = |path: &&PathBuf| !paths.contains(path);
            files.extend(beside(path)?.iter().filter(is_new).map(|path| file(path)));
            files.extend(outside.iter().filter(is_new).map(|path| stray(path)));
        }
    }
    Ok(files)
}

/// Finds translations of a questionnaire that stand beside it and not in the folder for them, so that nobody finds them.
fn strays(questionnaire: &Path, text: &str) -> Vec<PathBuf> {
    let (Some(id), Some(folder)) = (questions::id_of(text), text_file::folder_of(questionnaire)) else {
        return Vec::new();
    };
    let is_of_it = |path: &PathBuf| {
        // Most files beside a questionnaire are no translation of it, and need no closer look.
        let read = text_file::read(path).ok().filter(|text| text.contains(&*id));
        let read = read.filter(|text| FileKind::of("", text) == FileKind::Translation);
        read.and_then(|text| translation::parse("", &text).ok()).is_some_and(|file| file.questionnaire == id)
    };
    toml_files(folder).into_iter().filter(is_of_it).collect()
}

/// Returns the files of a folder whose names end in .toml, by name; none if it cannot be read.
fn toml_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    let paths = entries.into_iter().flatten().filter_map(|entry| Some(folder.join(entry.ok()?.file_name())));
    let is_one = |path: &PathBuf| path.is_file() && path.extension().is_some_and(|ending| ending == "toml");
    let mut found: Vec<PathBuf> = paths.filter(is_one).collect();
    found.sort();
    found
}

/// Finds the questionnaire with this id above the folder of a translation that is named alone.
fn above(translation: &Path, id: &str) -> Option<Questionnaire> {
    let folder = translation.parent().filter(|folder| folder.ends_with("translations"))?.parent()?;
    let texts = toml_files(folder).into_iter().filter_map(|path| text_file::read(&path).ok());
    let of_questionnaires = texts.filter(|text| FileKind::of("", text) == FileKind::Questionnaire);
    of_questionnaires.filter_map(|text| questions::parse("", &text).ok()).find(|read| read.parts().id == id)
}

/// Warns of a translation that stands in the wrong folder.
fn stray(path: &Path) -> CheckedFile {
    let name = text_file::name_of(path);
    let message = "This translation stands beside its questionnaire, where it is not looked for.";
    let warning = Diagnostic::of_file(&name, message, "Move it into the folder translations there.");
    let lint = Some(Lint::MissingTranslation);
    CheckedFile { name, read: Err(Diagnostic { level: Level::Warning, lint, ..warning }.into()) }
}

/// Returns the sentences for laying out screens, by language. Those of the named files come before the built-in ones.
fn wordings(files: &[CheckedFile]) -> Vec<(LanguageTag, Wording)> {
    let among = files.iter().filter_map(|file| Some((file.name.as_str(), file.text(FileKind::Language)?)));
    let among = among.filter_map(|(name, text)| language::parse(name, text).ok());
    let built_in = builtin::LANGUAGES.iter().filter_map(|(tag, _)| prepared::wording(tag).ok());
    among
        .chain(built_in)
        .filter_map(|wording| Some((LanguageTag::parse(&wording.about.language)?, wording)))
        .collect()
}

/// What the checks need beside the text of a file.
struct Around<'f> {
    today: Option<Date>,
    wordings: Vec<(LanguageTag, Wording)>,
    files: &'f [CheckedFile],
}

impl Around<'_> {
    fn checked(&self, file: &CheckedFile) -> Checked {
        match &file.read {
            Ok((kind, text)) => check(&file.name, text, *kind, self),
            Err(why) => Checked::unread(file.name.clone(), why.clone()),
        }
    }

    /// Returns the screen that each message on a file is about; none for a file of which no screen can be made.
    fn screens(&self, file: &CheckedFile, checked: &Checked) -> Vec<Option<Layout>> {
        let Ok((kind, text)) = &file.read else { return Vec::new() };
        let questionnaire = match kind {
            FileKind::Questionnaire => questions::parse("", text).ok().map(Arc::new),
            FileKind::Translation => translation::parse("", text).ok().and_then(|read| {
                let questionnaire = self.translated(&read.questionnaire)?;
                Some(Arc::new(read.translation.apply(&questionnaire).questionnaire))
            }),
            FileKind::Language | FileKind::Settings => None,
        };
        let screen = |message: &Diagnostic| {
            let questionnaire = questionnaire.as_ref()?;
            let EntryName { table, id } = entry_at(text, message.place.as_ref()?.line);
            screen_of(questionnaire, self.wording(&questionnaire.parts().language)?, (&table, &id))
        };
        checked.to_mend().map(screen).collect()
    }

    /// Returns the sentences in a language, else in English.
    fn wording(&self, language: &str) -> Option<&Wording> {
        let tags: Vec<LanguageTag> = self.wordings.iter().map(|(tag, _)| tag.clone()).collect();
        let wanted = LanguageTag::parse(language).and_then(|tag| tag.among(&tags));
        let english = || tags.iter().position(|tag| tag.as_str() == "en");
        self.wordings.get(wanted.or_else(english)?).map(|(_, wording)| wording)
    }
}

impl Surroundings for Around<'_> {
    fn today(&self) -> Option<Date> {
        self.today
    }

    fn overflows(&self, questionnaire: &Arc<Questionnaire>) -> Vec<Finding> {
        let wording = self.wording(&questionnaire.parts().language);
        let found = wording.map(|wording| overflows(questionnaire, wording)).unwrap_or_default();
        found
            .into_iter()
            .map(|Overflow { at, message, advice }| Finding::at(Lint::DoesNotFit, at, message, advice))
            .collect()
    }

    fn used_with(&self, name: &str, site: &Site) -> Result<Used, Diagnostics> {
        let site = site.clone().beside(text_file::folder_of(Path::new(name)).unwrap_or(Path::new("")));
        let library = Library::open(site.questions.as_deref())?;
        Ok((Arc::clone(&library.questionnaire), library.tags()))
    }

    fn records(&self, name: &str, site: &Site) -> Option<String> {
        let site = site.clone().beside(text_file::folder_of(Path::new(name)).unwrap_or(Path::new("")));
        let setting = Setting { site: &site, file: Path::new(name), home: None };
        unlike_recipients(setting)
    }

    fn translated(&self, id: &str) -> Option<Arc<Questionnaire>> {
        let among = self.files.iter().filter_map(|file| file.text(FileKind::Questionnaire));
        let all = among.chain([builtin::QUESTIONS]).filter_map(|text| questions::parse("", text).ok());
        let found = all.into_iter().find(|questionnaire| questionnaire.parts().id == id);
        let translations = self.files.iter().filter(|file| file.text(FileKind::Translation).is_some());
        let in_folder = || translations.map(|file| Path::new(&file.name)).find_map(|path| above(path, id));
        found.or_else(in_folder).map(Arc::new)
    }

    fn has_faulty_questionnaire(&self) -> bool {
        let mut questionnaires = self.files.iter().filter_map(|file| file.text(FileKind::Questionnaire));
        questionnaires.any(|text| questions::parse("", text).is_err())
    }

    fn speaks(&self, name: &str, language: &str) -> bool {
        let Some(tag) = LanguageTag::parse(language) else { return true };
        let file = std::path::absolute(name).unwrap_or_default();
        let folder = file.parent().unwrap_or(Path::new(""));
        // A translation stands one folder below its questionnaire.
        let folder = folder.parent().filter(|_| folder.ends_with("translations")).unwrap_or(folder);
        builtin::sentences(&tag).is_some() || folder.join(format!("languages/{tag}.toml")).exists()
    }

    fn base(&self, language: &str) -> Option<Wording> {
        self.wording(language).cloned()
    }
}
