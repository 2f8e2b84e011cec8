//! The content and the settings of a kiosk. They are read once, and handed to each process until staff ask to read them
//! again.
//!
//! So a file that changes or breaks while the kiosk runs cannot change what a visitor sees. This module must not watch
//! files.

use super::handover::{Handover, SettingsText, hello};
use crate::app::layout::message_page::message_page;
use crate::domain::answers::copy::support_region;
use crate::domain::language::languages::Language;
use crate::domain::site::Site;
use crate::domain::totals::LastDay;
use crate::shell::cli::kiosk::KioskArgs;
use crate::shell::display::wire::content::Content;
use crate::shell::terminal::guard::PATIENCE;
use crate::shell::terminal::output::Output;
use crate::shell::terminal::stage;
use crate::shell::terminal::surface::Surface;
use crate::shell::terminal::theme_choice;
use crate::shell::world::environment::Environment;
use crate::shell::world::error::Failure;
use crate::shell::world::library::Library;
use crate::shell::world::site::{self, FoundSettings};
use crate::view::frame::view;
use std::io;

/// The content and the settings as they were read.
pub(super) struct KioskConfig {
    /// What the site has set.
    pub(super) site: Site,
    settings: Option<SettingsText>,
    content: Content,
    region: String,
    language: usize,
    own: Language,
}

impl KioskConfig {
    /// Reads the settings and the content.
    ///
    /// # Errors
    /// Every problem of them.
    pub(super) fn read(args: &KioskArgs, environment: &Environment) -> Result<Self, Failure> {
        let found = site::found_of(&args.settings, environment)?;
        let (settings, site) = match found {
            Some(FoundSettings { path, text, site }) => {
                (Some(SettingsText { path: path.display().to_string(), text }), site)
            }
            None => (None, Site::default()),
        };
        let library = Library::open(site.questions.as_deref())?.with_own_support(site.support.clone());
        library.verify_named(args.lang.as_ref())?;
        let locale = environment.language();
        let (languages, language) =
            library.languages(&site.languages, args.lang.as_ref(), locale.as_ref())?;
        let offered = library.offered(&site.languages, args.lang.as_ref())?;
        let questionnaire = &library.questionnaire;
        let region = match &site.region {
            Some(region) => support_region(questionnaire, region),
            None => environment.region(&questionnaire.regions(), args.lang.as_ref()),
        };
        let content = Content::within(&library, &site.support, offered);
        let own = languages.at(language).clone();
        Ok(Self { site, settings, content, region, language, own })
    }

    /// Returns the handover for a process; for staff, with the totals of the last day.
    pub(super) fn handed(&self, last_day: LastDay) -> Vec<u8> {
        Handover {
            hello: hello(self.content.clone(), &self.site, self.region.clone()),
            settings: self.settings.clone(),
            language: self.language,
            last_day,
        }
        .to_bytes()
    }

    /// Draws the page that the kiosk is out of order. It does not wait for a terminal that takes no output.
    ///
    /// # Errors
    /// If the terminal refuses, or is gone.
    pub(super) fn out_of_order(&self, args: &KioskArgs, environment: &Environment) -> io::Result<()> {
        let theme = theme_choice::theme(args.theme, self.site.theme, environment);
        let (window, words) = (stage::window(), &self.own.wording.kiosk);
        let spoken = self.own.tag();
        let desk = self.site.desk.as_ref().map_or(words.ask.as_str(), |desk| desk.of(&spoken));
        let layout = message_page(&[words.out_of_order.as_str(), desk], window);
        let mut surface = Surface::new(Output::stdout()?.within(PATIENCE), theme.ground());
        match surface.draw(window, layout.area, |list| view(&layout, &theme, list)) {
            Err(error) if error.kind() == io::ErrorKind::TimedOut => Ok(()),
            drawn => drawn,
        }
    }
}
