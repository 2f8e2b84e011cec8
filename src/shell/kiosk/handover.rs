//! The data that the supervisor hands to each process that it starts: the content and the settings. Of built-in content
//! it says only that it is in use, because each process is the same program.
//!
//! A process must not read these files itself: a file that breaks between two visitors would break the kiosk. The data
//! must not hold anything that a visitor entered.

use crate::app::state::model::{Public, Setup};
use crate::app::state::qr_form::QrForm;
use crate::domain::site::Site;
use crate::domain::totals::LastDay;
use crate::engine::policy::{Policy, SensitiveItems};
use crate::files::settings::reader;
use crate::files::text_file;
use crate::shell::display::wire::content::{Content, Hello};
use crate::shell::display::wire::fields::count;
use crate::shell::world::error::Failure;
use serde::{Deserialize, Serialize};
use std::io::{self, Read};
use std::path::Path;

/// The most bytes that are handed over.
const MOST: u64 = 64 << 20;

/// The settings as the supervisor read them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SettingsText {
    /// The file they stand in.
    pub path: String,
    /// What stands there.
    pub text: String,
}

/// The data for a process.
#[derive(Serialize, Deserialize)]
pub(crate) struct Handover {
    /// The content and the name of the site.
    pub hello: Hello,
    /// The settings; `None` for the defaults.
    pub settings: Option<SettingsText>,
    /// The position of the language to begin in.
    #[serde(deserialize_with = "count")]
    pub language: usize,
    /// What staff are told of the visitors.
    pub last_day: LastDay,
}

impl Handover {
    /// Returns the whole as bytes.
    #[must_use]
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        // Serialization fails only for maps whose keys are no texts, and there are none.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Reads the data to its end.
    ///
    /// # Errors
    /// If it cannot be read, or is none.
    pub(crate) fn read(from: impl Read) -> io::Result<Self> {
        let mut bytes = Vec::new();
        from.take(MOST).read_to_end(&mut bytes)?;
        serde_json::from_slice(&bytes).map_err(|_| io::ErrorKind::InvalidData.into())
    }

    /// Returns the settings, with their paths taken from the folder of their file.
    ///
    /// # Errors
    /// Every problem of the settings.
    pub(crate) fn site(&self) -> Result<Site, Failure> {
        let Some(SettingsText { path, text }) = &self.settings else { return Ok(Site::default()) };
        let folder = text_file::folder_of(Path::new(path)).unwrap_or(Path::new(""));
        Ok(reader::parse(path, text)?.beside(folder))
    }

    /// Returns the setup of a visitor's session.
    ///
    /// # Errors
    /// Every problem of the content.
    pub(crate) fn setup(self, site: &Site, form: QrForm) -> Result<Setup, Failure> {
        let language = self.language;
        let setup = self.hello.setup()?;
        Ok(Setup { language, policy: policy(site), public: Some(public(site, form)), ..setup })
    }
}

/// Returns the policy of a public screen with the settings of the site.
#[must_use]
pub fn policy(site: &Site) -> Policy {
    Policy::kiosk(if site.kiosk.sensitive_items { SensitiveItems::Asked } else { SensitiveItems::NotAsked })
}

fn public(site: &Site, form: QrForm) -> Public {
    Public {
        desk: site.desk.clone(),
        idle_seconds: site.kiosk.idle_seconds,
        prints: !site.kiosk.print_command.is_empty(),
        form,
    }
}

/// Returns what is said of a site and the content in use.
#[must_use]
pub fn hello(content: Content, site: &Site, region: String) -> Hello {
    Hello {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        content,
        clinic: site.clinic.clone(),
        region,
        remote_host: None,
    }
}
