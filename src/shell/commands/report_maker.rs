//! Makes reports on files of answers. What is the same for all of them (the questionnaire, the language, the region) is
//! read once.
//!
//! This module must not write a report anywhere.

use super::response::ReadAnswers;
use super::{region, response};
use crate::domain::answers::copy::ClientCopy;
use crate::domain::answers::response::SavedAnswers;
use crate::domain::language::languages::Language;
use crate::domain::questionnaire::definition::Questionnaire;
use crate::files::export::copy;
use crate::files::export::json_report::JsonReports;
use crate::files::fhir;
use crate::shell::cli::formats::ReportFormat;
use crate::shell::cli::report::ReportArgs;
use crate::shell::world::environment::Environment;
use crate::shell::world::error::Failure;
use crate::shell::world::library::Library;
use crate::shell::world::site;
use std::io::Write;
use std::path::Path;
use std::sync::OnceLock;

/// What all reports of a command share.
pub(super) struct ReportMaker {
    library: Library,
    language: Language,
    region: String,
    base: Option<String>,
    format: ReportFormat,
    talking_points: bool,
    /// What reports as JSON share; rendered when the first is made.
    json: OnceLock<JsonReports>,
}

impl ReportMaker {
    /// Reads what all reports share. A remark about the region goes to `err`.
    ///
    /// # Errors
    /// What is wrong with the settings, the questionnaire or its languages.
    pub(super) fn begin(
        args: &ReportArgs,
        environment: &Environment,
        err: &mut impl Write,
    ) -> Result<Self, Failure> {
        let site = site::of(&args.settings, environment)?;
        let library = Library::in_use(args.questions.as_deref(), &site)?;
        library.verify_named(args.lang.as_ref())?;
        let locale = environment.language();
        let language = library.spoken(&[args.lang.as_ref(), locale.as_ref(), site.languages.first()])?;
        let asked = (args.region.as_deref(), args.lang.as_ref());
        let region = region::chosen(&language.questionnaire, asked, &site);
        region::remark(&language.questionnaire, &region, "The report gives", err);
        let (format, talking_points, base) = (args.format, args.talking_points, site.canonical_base);
        Ok(Self { library, language, region, base, format, talking_points, json: OnceLock::new() })
    }

    /// Makes the report on a file, with a remark about the file if there is one to make.
    ///
    /// # Errors
    /// Why its answers cannot be read.
    pub(super) fn report(&self, path: &Path) -> Result<(String, Option<String>), Failure> {
        let (saved, remark): ReadAnswers = response::read(path, &self.library, self.base.as_deref())?;
        Ok((self.rendered(&saved), remark))
    }

    /// Returns the ending of a file with such a report, without the dot.
    pub(super) fn ending(&self) -> &'static str {
        match self.format {
            ReportFormat::Copy(format) => format.ending(),
            ReportFormat::Json | ReportFormat::Fhir => "json",
        }
    }

    fn json(&self, questionnaire: &Questionnaire) -> &JsonReports {
        self.json.get_or_init(|| JsonReports::on(questionnaire, &self.region))
    }

    fn rendered(&self, saved: &SavedAnswers) -> String {
        let Language { questionnaire, wording, .. } = &self.language;
        match self.format {
            ReportFormat::Copy(format) => {
                let whole = ClientCopy::whole(questionnaire, &saved.response, &self.region).on(saved.day);
                let whole = whole.with_own(&saved.own);
                let chosen = if self.talking_points { whole.talking_points() } else { whole };
                copy::render(questionnaire, wording, &chosen, format)
            }
            ReportFormat::Json => self.json(questionnaire).report(questionnaire, &saved.response, &saved.own),
            ReportFormat::Fhir => {
                let day = saved.day.map(|day| day.to_string());
                let answers = (&saved.response, &saved.own);
                fhir::response::render(&self.language, answers, self.base.as_deref(), day.as_deref())
            }
        }
    }
}
