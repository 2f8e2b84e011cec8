//! `check`: verifies files, and says what was found of them: what is well and notes on standard output, errors and
//! warnings on standard error, or all of it as JSON on standard output.
//!
//! What is looked for stands in [`crate::files::checked`]; only here can screens be laid out for it.

use super::cli::{CheckArgs, CheckFormat};
use super::error::Failure;
use super::library::{self, Library};
use super::output::write;
use crate::app::fit::{Misfit, misfits};
use crate::domain::draft::Date;
use crate::domain::questionnaire::Questionnaire;
use crate::domain::site::Site;
use crate::domain::tag::LanguageTag;
use crate::domain::wording::Wording;
use crate::files::checked::{Checked, Kind, Surroundings, Used, check};
use crate::files::diagnostic::Diagnostics;
use crate::files::export::findings::findings;
use crate::files::lint::finding::Finding;
use crate::files::lint::lints::{Level, Lint};
use crate::files::{builtin, language, questions, source};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is said if nobody told the day.
const AGE: &str = "How old the support lines are was not looked at; for that, add --today YYYY-MM-DD.\n";

/// Verifies the named files, or the built-in ones.
///
/// # Errors
/// A failure that says every error; with `--strict`, every warning too.
pub(super) fn run(args: &CheckArgs, out: &mut impl Write, err: &mut impl Write) -> Result<(), Failure> {
    let files = all(args)?;
    let fails = files.iter().any(|file| file.fails(args.strict));
    if args.format == CheckFormat::Json {
        write(out, &findings(&files, args.today, args.strict))?;
        return if fails { Err(Failure::failed("", "")) } else { Ok(()) };
    }
    let told: String = files.iter().map(|file| file.told(args.witnesses)).collect();
    let aged = |file: &Checked| file.has_lines && file.found.count(Level::Error) == 0;
    let age = if args.today.is_none() && files.iter().any(aged) { AGE } else { "" };
    write(out, &format!("{told}{age}"))?;
    let to_mend = Diagnostics(files.iter().flat_map(Checked::to_mend).cloned().collect());
    if fails {
        let only_strict = to_mend.count(Level::Error) == 0;
        let hint = if only_strict { "\nWith --strict, warnings fail." } else { "" };
        Err(Failure::failed(to_mend.to_string(), hint))
    } else if to_mend.0.is_empty() {
        Ok(())
    } else {
        write(err, &format!("{to_mend}\n"))
    }
}

/// Verifies every file that is asked for.
fn all(args: &CheckArgs) -> Result<Vec<Checked>, Failure> {
    let files = if args.files.is_empty() { built_in() } else { named(&args.files)? };
    let around = Around::of(args.today, &files);
    let checked = |(name, text): &(String, Result<String, Diagnostics>)| match text {
        Ok(text) => check(name, text, &around),
        Err(why) => Checked::unread(name.clone(), why.clone()),
    };
    Ok(files.iter().map(checked).collect())
}

/// Files with their texts, or with what keeps them from being read.
type Files = Vec<(String, Result<String, Diagnostics>)>;

fn built_in() -> Files {
    let named = |folder: &'static str| {
        move |(tag, text): &(&str, &str)| (format!("{folder}/{tag}.toml"), Ok((*text).to_owned()))
    };
    let questions = ("questions.toml".to_owned(), Ok(builtin::QUESTIONS.to_owned()));
    let languages = builtin::LANGUAGES.iter().map(named("languages"));
    let translations = builtin::TRANSLATIONS.iter().map(named("translations"));
    std::iter::once(questions).chain(translations).chain(languages).collect()
}

/// Returns the named files, and after a questionnaire those of its languages that stand beside it.
fn named(paths: &[PathBuf]) -> Result<Files, Failure> {
    let mut files = Files::new();
    for path in paths {
        let (name, text) = (path.display().to_string(), source::read(path));
        let is_questionnaire = text.as_ref().is_ok_and(|text| Kind::of(&name, text) == Kind::Questionnaire);
        files.push((name, text));
        let beside = if is_questionnaire { library::beside(path)? } else { Vec::new() };
        for file in beside.into_iter().filter(|path| !paths.contains(path)) {
            files.push((file.display().to_string(), source::read(&file)));
        }
    }
    Ok(files)
}

/// What the files are verified with.
struct Around {
    today: Option<Date>,
    /// The sentences with which screens are laid out, by language.
    wordings: Vec<(LanguageTag, Wording)>,
    /// The questionnaires among the files, and the built-in one.
    questionnaires: Vec<Arc<Questionnaire>>,
}

impl Around {
    fn of(today: Option<Date>, files: &Files) -> Self {
        let texts = || files.iter().filter_map(|(name, text)| Some((name, text.as_ref().ok()?)));
        let questionnaires = texts().filter_map(|(name, text)| match Kind::of(name, text) {
            Kind::Questionnaire => questions::parse(name, text).ok(),
            _ => None,
        });
        let built_in = questions::parse("questions.toml", builtin::QUESTIONS).ok();
        let languages = texts().filter(|(name, text)| Kind::of(name, text) == Kind::Language);
        let named = languages.filter_map(|(name, text)| {
            let wording = language::parse(name, text).ok()?;
            LanguageTag::parse(&wording.about.language).map(|tag| (tag, wording))
        });
        let shipped = builtin::LANGUAGES
            .iter()
            .filter_map(|(tag, text)| Some((LanguageTag::parse(tag)?, language::parse(tag, text).ok()?)));
        Self {
            today,
            wordings: named.chain(shipped).collect(),
            questionnaires: questionnaires.chain(built_in).map(Arc::new).collect(),
        }
    }

    /// Returns the sentences in a language, else in English.
    fn wording(&self, language: &str) -> Option<&Wording> {
        let tags: Vec<LanguageTag> = self.wordings.iter().map(|(tag, _)| tag.clone()).collect();
        let wanted = LanguageTag::parse(language).and_then(|tag| tag.among(&tags));
        let english = || tags.iter().position(|tag| tag.as_str() == "en");
        self.wordings.get(wanted.or_else(english)?).map(|(_, wording)| wording)
    }
}

impl Surroundings for Around {
    fn today(&self) -> Option<Date> {
        self.today
    }

    fn misfits(&self, questionnaire: &Arc<Questionnaire>) -> Vec<Finding> {
        let wording = self.wording(&questionnaire.parts().language);
        let found = wording.map(|wording| misfits(questionnaire, wording)).unwrap_or_default();
        found
            .into_iter()
            .map(|Misfit { at, message, advice }| Finding::at(Lint::DoesNotFit, at, message, advice))
            .collect()
    }

    fn used_with(&self, name: &str, site: &Site) -> Result<Used, Diagnostics> {
        let site = site.clone().beside(Path::new(name).parent().unwrap_or(Path::new("")));
        let library = Library::open(site.questions.as_deref())?;
        Ok((Arc::clone(&library.questionnaire), library.tags()))
    }

    fn translated(&self, id: &str) -> Option<Arc<Questionnaire>> {
        self.questionnaires.iter().find(|questionnaire| questionnaire.parts().id == id).cloned()
    }

    fn base(&self, language: &str) -> Option<Wording> {
        self.wording(language).cloned()
    }
}
