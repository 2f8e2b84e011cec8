//! What a session is started with: languages, policy, region, and what a site has set.
//!
//! The shell makes it from arguments, files and environment. Nothing here may change during a session.

use super::qr_form::QrForm;
use crate::domain::language::languages::Languages;
use crate::domain::language::site_text::SiteText;
use crate::engine::policy::Policy;

/// What a session is started with. It does not change while the program runs.
#[derive(Debug)]
pub struct Setup {
    /// The languages that can be chosen, in the order in which they are offered.
    pub languages: Languages,
    /// The position of the language at the start.
    pub language: usize,
    /// What the mode allows.
    pub policy: Policy,
    /// The region whose support lines are shown first.
    pub region: String,
    /// The name of the clinic, if the site has set it.
    pub clinic: Option<SiteText>,
    /// The folder of the suggested path of a copy, with its separator at the end. It is empty for the current folder.
    pub folder: String,
    /// The machine that the program runs on, if the person sits at another one.
    pub remote_host: Option<String>,
    /// The settings of a kiosk; `None` if this is none.
    pub public: Option<Public>,
}

/// The settings of a kiosk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Public {
    /// One sentence that tells visitors where to find the desk.
    pub desk: Option<SiteText>,
    /// Seconds without a touch until it asks whether anybody is there.
    pub idle_seconds: u32,
    /// Whether there is a printer.
    pub prints: bool,
    /// How a QR code is drawn on this terminal.
    pub form: QrForm,
}
