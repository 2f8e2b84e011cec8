//! Verifies one file: the faults that make it unusable, the proofs that fail, and the findings of the lints.
//!
//! This module decides which checks a kind of file gets, and words the verdict. It must not read a file or know a screen:
//! the caller passes the text, and in [`Surroundings`] what lies outside it, such as the texts that a screen would cut.

use super::content::late_faults::refused;
use super::content::translation;
use super::content::{language, proofs, questions};
use super::lint::finding::{Finding, placed};
use super::lint::run;
use super::lint::translated;
use super::settings::reader;
use super::toml::diagnostic::{Diagnostic, Diagnostics, quote};
use super::toml::lint::{Level, Lint};
use crate::domain::language::tag::LanguageTag;
use crate::domain::language::wording::Wording;
use crate::domain::proof::prove::Proof;
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::draft::Date;
use crate::domain::questionnaire::problem::KeyPath;
use crate::domain::sanitize::sanitize;
use crate::domain::site::Site;
use std::path::Path;
use std::sync::Arc;
use toml::de::DeTable;

/// What a file is verified as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FileKind {
    /// Questions, texts and rules.
    Questionnaire,
    /// The program's own sentences.
    Language,
    /// The texts of a questionnaire in another language.
    Translation,
    /// What a site has set.
    Settings,
}

impl FileKind {
    /// Returns the kind of a file by its text. A language has a table `about` or stands in a folder `languages`, a
    /// translation names a questionnaire, settings have the keys of settings (or no keys and the name of a settings file).
    /// Any other file is a questionnaire.
    #[must_use]
    pub fn of(name: &str, text: &str) -> Self {
        let among_languages = Path::new(name).parent().is_some_and(|folder| folder.ends_with("languages"));
        if among_languages || text.lines().any(|line| line.trim() == "[about]") {
            return Self::Language;
        }
        let (root, _) = DeTable::parse_recoverable(text);
        match root.get_ref() {
            root if translation::is_this(root) => Self::Translation,
            root if reader::are_these(name, root) => Self::Settings,
            _ => Self::Questionnaire,
        }
    }

    /// Returns the kind's word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Questionnaire => "questionnaire",
            Self::Language => "language",
            Self::Translation => "translation",
            Self::Settings => "settings",
        }
    }
}

/// The result of verifying one file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checked {
    /// The file, as the person named it.
    pub name: String,
    /// The kind of file it was verified as; `None` if the file could not be read.
    pub kind: Option<FileKind>,
    /// The proof of its rules, if it is a questionnaire.
    pub proof: Option<Proof>,
    /// A summary in a few words, if it is settings.
    pub set: Option<String>,
    /// Whether it has support lines: then the person is told if their age was not looked at.
    pub has_lines: bool,
    /// All faults and findings, in the order of the lines.
    pub found: Diagnostics,
}

/// What the checks need beside the text of the file. The shell implements this, because it can read files and lay out
/// screens.
pub trait Surroundings {
    /// The day; without it, the age of support lines is not looked at.
    fn today(&self) -> Option<Date>;

    /// Finds the texts of a questionnaire that a screen would cut.
    fn overflows(&self, questionnaire: &Arc<Questionnaire>) -> Vec<Finding>;

    /// Finds the questionnaire that these settings are used with, and the languages it exists in.
    ///
    /// # Errors
    /// The faults because of which it cannot be read.
    fn used_with(&self, name: &str, site: &Site) -> Result<Used, Diagnostics>;

    /// Says what is not as it should be with the records that these settings name, if that can be found out: counts, and
    /// no name.
    fn records(&self, name: &str, site: &Site) -> Option<String>;

    /// Finds the questionnaire with this id, to compare a translation with.
    fn translated(&self, id: &str) -> Option<Arc<Questionnaire>>;

    /// Says whether one of the files is a questionnaire with a fault: it may be the one that a translation is of.
    fn has_faulty_questionnaire(&self) -> bool;

    /// Says whether the program has sentences in a language for whoever uses this questionnaire, or this translation.
    fn speaks(&self, name: &str, language: &str) -> bool;

    /// Returns the sentences that replace those which a language file leaves out.
    fn base(&self, language: &str) -> Option<Wording>;
}

/// A questionnaire and the languages it exists in.
pub type Used = (Arc<Questionnaire>, Vec<LanguageTag>);

/// Verifies a text as a file of this kind.
#[must_use]
pub fn check(name: &str, text: &str, kind: FileKind, around: &impl Surroundings) -> Checked {
    let mut checked =
        Checked { kind: Some(kind), ..Checked::unread(name.to_owned(), Diagnostics(Vec::new())) };
    let found = match kind {
        FileKind::Language => of_language(name, text, around),
        FileKind::Translation => of_translation(name, text, around),
        FileKind::Settings => of_settings(&mut checked, text, around),
        FileKind::Questionnaire => of_questionnaire(&mut checked, text, around),
    };
    Checked { found: found.unwrap_or_else(|refused| refused), ..checked }
}

/// Verifies a language file.
fn of_language(name: &str, text: &str, around: &impl Surroundings) -> Result<Diagnostics, Diagnostics> {
    language::is_named_for_its_language(name, text)?;
    let (missing, instead) = match around.base(&language::tag(text)) {
        Some(base) => (language::parse_over(name, text, &base)?.1, base.about.language),
        None => language::parse(name, text).map(|_| (Vec::new(), String::new()))?,
    };
    Ok(placed(name, text, run::language(text, &missing, &instead)))
}

/// Verifies a questionnaire and keeps its proof in `checked`.
fn of_questionnaire(
    checked: &mut Checked,
    text: &str,
    around: &impl Surroundings,
) -> Result<Diagnostics, Diagnostics> {
    let name = &checked.name;
    let questionnaire = Arc::new(questions::parse(name, text)?);
    let (proof, failed) = proofs::of(name, text, &questionnaire);
    let outside = around.overflows(&questionnaire).into_iter();
    let outside = outside.chain(unspoken(name, &questionnaire.parts().language, around)).collect();
    let found = run::questionnaire(&questionnaire, around.today(), outside);
    let found = placed(name, text, found).merged(failed.into_iter().flat_map(|failed| failed.0));
    (checked.proof, checked.has_lines) = (Some(proof), true);
    Ok(found)
}

/// Verifies a translation against its questionnaire.
fn of_translation(name: &str, text: &str, around: &impl Surroundings) -> Result<Diagnostics, Diagnostics> {
    let file = translation::parse(name, text)?;
    file.is_named_for_its_language(name, text)?;
    let Some(questionnaire) = around.translated(&file.questionnaire) else {
        if around.has_faulty_questionnaire() {
            let message = "Its questionnaire has a fault, so the two were not held against each other.";
            let note = Diagnostic::of_file(name, message, "Mend the questionnaire, and check again.");
            return Ok(Diagnostic { level: Level::Note, ..note }.into());
        }
        let at = KeyPath::default().key("questionnaire");
        let message =
            format!("There is no questionnaire {} here to hold this against.", quote(&file.questionnaire));
        let advice = "Correct the id, or name the questionnaire's file as well: stillpoint check QUESTIONS TRANSLATION";
        return Err(refused(name, text, &at, &message, advice));
    };
    let mut found = translated::find(&file, &questionnaire, |translated| around.overflows(translated));
    found.extend(unspoken(name, file.translation.language.as_str(), around));
    Ok(placed(name, text, found))
}

/// Says that the program has no sentences in the language of a file.
fn unspoken(name: &str, language: &str, around: &impl Surroundings) -> Option<Finding> {
    let at = KeyPath::default().key("language");
    let message = format!("The program's own sentences are missing in {}.", quote(language));
    let advice = format!(
        "They are said in English until they stand in languages/{language}.toml beside the questionnaire; \
         stillpoint sentences prints those to begin with."
    );
    (!around.speaks(name, language)).then(|| Finding::at(Lint::MissingTranslation, at, message, advice))
}

/// Verifies settings and keeps their summary in `checked`.
fn of_settings(
    checked: &mut Checked,
    text: &str,
    around: &impl Surroundings,
) -> Result<Diagnostics, Diagnostics> {
    let name = &checked.name;
    let site = reader::parse(name, text)?;
    let used_with = around.used_with(name, &site);
    let questionnaire = used_with.as_ref().ok().map(|(questionnaire, _)| &**questionnaire);
    let records = around.records(name, &site);
    let found = reader::advice(name, text, &site, (questionnaire, records), around.today());
    let refused = match used_with {
        Ok((_, languages)) => reader::missing_languages(name, text, &site, &languages)
            .merged(reader::advice_on_languages(name, text, &site, &languages).0),
        Err(why) => reader::unusable_questions(name, text, &why),
    };
    let found = found.merged(refused.0);
    (checked.set, checked.has_lines) = (Some(reader::summary(&site)), !site.support.is_empty());
    Ok(found)
}

impl Checked {
    /// Makes the result for a file that cannot be read.
    #[must_use]
    pub fn unread(name: String, why: Diagnostics) -> Self {
        Self { name, kind: None, proof: None, set: None, has_lines: false, found: why }
    }

    /// Says whether the file fails, with `strict` for a warning as well.
    #[must_use]
    pub fn fails(&self, strict: bool) -> bool {
        self.found.count(Level::Error) > 0 || (strict && self.found.count(Level::Warning) > 0)
    }

    /// Returns errors and warnings, but not notes: an author has to mend the former, and may have to mend the latter.
    pub(crate) fn to_mend(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.0.iter().filter(|diagnostic| diagnostic.level != Level::Note)
    }

    /// Words the verdict for standard output: a summary and the notes; with `witnesses` also a set of answers that shows
    /// each text. Errors and warnings are printed elsewhere.
    #[must_use]
    pub fn told(&self, witnesses: bool) -> String {
        let name = sanitize(&self.name).replace('\n', "");
        let listed = self.proof.as_ref().filter(|_| witnesses).map(proofs::witnesses).unwrap_or_default();
        if self.found.count(Level::Error) > 0 {
            let any = !listed.is_empty();
            return if any { format!("{name}: not everything is proved.\n{listed}") } else { listed };
        }
        let verdict = match self.found.count(Level::Warning) {
            0 => "no problems".to_owned(),
            1 => "1 warning".to_owned(),
            n => format!("{n} warnings"),
        };
        let proved = self.proof.as_ref().map(proofs::summary).or_else(|| self.set.clone());
        let proved = proved.map(|summary| format!("; {summary}"));
        let notes = self.found.0.iter().filter(|diagnostic| diagnostic.level == Level::Note);
        let notes: String = notes.map(|note| format!("{note}\n")).collect();
        format!("{name}: {verdict}{}.\n{listed}{notes}", proved.unwrap_or_default())
    }
}
