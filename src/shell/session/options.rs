//! What a session is started with: the languages, what was asked for on the command line, and what the site has set.

use super::walkthrough::Walkthrough;
use crate::app::state::model::Setup;
use crate::domain::answers::copy::support_region;
use crate::domain::answers::response::SavedAnswers;
use crate::domain::language::languages::Languages;
use crate::domain::language::tag::LanguageTag;
use crate::domain::site::Site;
use crate::engine::policy::Policy;
use crate::shell::cli::values::ThemeArgs;
use crate::shell::world::copy_file;
use crate::shell::world::environment::Environment;

/// The arguments of the checklist.
pub(crate) struct RunOptions {
    /// The languages that can be chosen.
    pub languages: Languages,
    /// The position of the one to begin in.
    pub language: usize,
    /// The language that was asked for on the command line; it may name a region.
    pub asked: Option<LanguageTag>,
    /// The theme and the signs that were asked for.
    pub theme: ThemeArgs,
    /// The region that was asked for, in capitals.
    pub region: Option<String>,
    /// What the site has set.
    pub site: Site,
    /// The policy of the mode.
    pub policy: Policy,
    /// The walkthrough, for a counselor.
    pub walkthrough: Option<Walkthrough>,
    /// Answers that were saved, to go on with.
    pub saved: Option<SavedAnswers>,
}

/// Returns what does not change while the session runs.
pub(super) fn setup(options: RunOptions, environment: &Environment) -> Setup {
    let questionnaire = &options.languages.at(0).questionnaire;
    let region = match options.region.as_ref().or(options.site.region.as_ref()) {
        Some(region) => support_region(questionnaire, region),
        None => environment.region(&questionnaire.regions(), options.asked.as_ref()),
    };
    Setup {
        region,
        clinic: options.site.clinic,
        languages: options.languages,
        language: options.language,
        policy: options.policy,
        folder: copy_file::suggested_folder(environment.home.as_deref()),
        remote_host: environment.remote.then(copy_file::host),
        public: None,
    }
}
