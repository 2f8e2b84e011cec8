//! The settings of a site: its name, its own support lines, and how a kiosk or a walkthrough behaves there.
//!
//! Every default is here and nowhere else. This is plain data: `files/settings` reads and checks it. `Debug` must not
//! print the hash of the staff's PIN.

use super::language::site_text::SiteText;
use super::language::tag::LanguageTag;
use super::questionnaire::draft::{Date, SupportKind, SupportLine};
use super::questionnaire::region::WORLD;
use std::fmt;
use std::path::{Path, PathBuf};

/// What a support line of a site is for, if the site does not say.
pub(crate) const LINE_KIND: SupportKind = SupportKind::Local;

/// The region of a site's support line, if the site does not say: every one.
pub(crate) const LINE_REGION: &str = WORLD;

/// Everything a site can set.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Site {
    /// The name of the clinic, at most 200 columns.
    pub clinic: Option<SiteText>,
    /// One sentence, shown where a visitor is pointed to the desk.
    pub desk: Option<SiteText>,
    /// The region whose support lines come first, in capitals; without it, that of the locale.
    pub region: Option<String>,
    /// The languages that are offered (BCP 47), the one to begin in first; without any, all there are.
    pub languages: Vec<LanguageTag>,
    /// Whether the checklist and the walkthrough are shown line by line.
    pub plain: PlainMode,
    /// The theme; without it, the one that fits the terminal.
    pub theme: Option<ThemeName>,
    /// Whether a session leaves the mouse to the terminal, which marks and copies with it. A kiosk never does.
    pub leaves_mouse: bool,
    /// The site's own questionnaire; without it, the built-in one.
    pub questions: Option<PathBuf>,
    /// Where the addresses of its FHIR resources begin; without it, at a place that nobody can own.
    pub canonical_base: Option<String>,
    /// The site's own support lines, shown first. One whose region is `001` is shown in every region.
    pub support: Vec<SiteLine>,
    /// What the site's counselors do where somebody may be at risk; paragraphs and lists, at most 20,000 bytes.
    pub risk_protocol: Option<SiteText>,
    /// The waiting-room kiosk.
    pub kiosk: Kiosk,
    /// The walkthrough with a counselor.
    pub counselor: Counselor,
}

/// A support line of a site, in the languages that the site has written it in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SiteLine {
    /// The region it is shown in; `001` is every region.
    pub region: String,
    /// What it is for.
    pub kind: SupportKind,
    /// What it is called.
    pub name: SiteText,
    /// Who may turn to it; `None` if everybody may.
    pub for_whom: Option<SiteText>,
    /// Ways to reach it.
    pub ways: Vec<SiteText>,
    /// When it answers.
    pub hours: SiteText,
    /// The day on which the site checked it.
    pub checked: Date,
}

impl SiteLine {
    /// Returns the line in a language.
    #[must_use]
    pub fn spoken(&self, language: &LanguageTag) -> SupportLine {
        let spoken = |text: &SiteText| text.of(language).to_owned();
        SupportLine {
            id: None,
            region: self.region.clone(),
            also: Vec::new(),
            kind: self.kind,
            name: spoken(&self.name),
            for_whom: self.for_whom.as_ref().map(spoken),
            ways: self.ways.iter().map(spoken).collect(),
            hours: spoken(&self.hours),
            checked: self.checked,
            checked_at: String::new(),
        }
    }
}

/// How a site's kiosk behaves.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kiosk {
    /// Seconds without a touch before it asks whether anybody is there.
    pub idle_seconds: u32,
    /// Seconds it then waits before it clears everything.
    pub warning_seconds: u32,
    /// What the staff's PIN is verified with; without it, only the system can end the kiosk.
    pub pin_hash: Option<PinHash>,
    /// Whether items on hard experiences are asked.
    pub sensitive_items: bool,
    /// The command that prints what it reads, word by word, no shell in between; empty if nothing prints.
    pub print_command: Vec<String>,
    /// How many columns wide the paper is that it prints on.
    pub print_columns: u32,
    /// The file for the anonymous totals of a day; without it, nothing is counted.
    pub counters_file: Option<PathBuf>,
}

impl Default for Kiosk {
    fn default() -> Self {
        Self {
            idle_seconds: 60,
            warning_seconds: 20,
            pin_hash: None,
            sensitive_items: false,
            print_command: Vec::new(),
            print_columns: 66,
            counters_file: None,
        }
    }
}

impl Kiosk {
    /// Returns how wide a row of a printed page may be, in columns.
    #[must_use]
    pub(crate) fn print_width(&self) -> usize {
        usize::try_from(self.print_columns).unwrap_or(usize::MAX)
    }
}

/// How a site's counselors work.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Counselor {
    /// The folder of the records; without it, no record can be kept.
    pub records_folder: Option<PathBuf>,
    /// The age recipients (`age1…`) that can open records.
    pub recipients: Vec<String>,
    /// The file with the counselor's own key, which opens records; without it, it is named at each command.
    pub identity: Option<PathBuf>,
    /// Days after which a record is listed for removal; without it, none is.
    pub retention_days: Option<u32>,
    /// Minutes without a key before the neutral screen hides everything.
    pub neutral_after_minutes: u32,
    /// What counselors say to the client in the site's own words.
    pub words: SiteWords,
}

/// What a site's counselors say to the client. It goes before the words of the questionnaire; without either, the program
/// has words of its own.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SiteWords {
    /// What the two are going to do; paragraphs and lists, at most 20,000 bytes, as the next two.
    pub opening: Option<SiteText>,
    /// What the client is asked to agree to.
    pub consent: Option<SiteText>,
    /// What the client is asked at the end.
    pub closing: Option<SiteText>,
}

impl Default for Counselor {
    fn default() -> Self {
        Self {
            records_folder: None,
            recipients: Vec::new(),
            identity: None,
            retention_days: None,
            neutral_after_minutes: 10,
            words: SiteWords::default(),
        }
    }
}

/// Whether a session is shown line by line, and how it is answered then.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum PlainMode {
    /// It is shown on the full screen.
    #[default]
    Off,
    /// It is shown line by line, and answered by lines.
    Lines,
    /// It is shown line by line, and a single key answers, without Enter.
    Keys,
}

impl PlainMode {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Off, Self::Lines, Self::Keys];

    /// Returns its word in the settings and on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Lines => "lines",
            Self::Keys => "keys",
        }
    }
}

/// The themes that a person or a site can choose from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ThemeName {
    /// Light text on a dark ground.
    Dark,
    /// Dark text on a light ground.
    Light,
    /// White on black, with strong marks: the strongest contrast there is.
    HighContrast,
    /// The terminal's own colors, with bold, underline and reverse alone.
    Monochrome,
}

impl ThemeName {
    /// Every theme.
    pub const ALL: [Self; 4] = [Self::Dark, Self::Light, Self::HighContrast, Self::Monochrome];

    /// Returns the theme's word in the settings and on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::HighContrast => "high-contrast",
            Self::Monochrome => "monochrome",
        }
    }
}

/// The argon2id hash of the staff's PIN, as a PHC string.
#[derive(Clone, PartialEq, Eq)]
pub struct PinHash(String);

impl PinHash {
    /// Takes a PHC string whose form was checked by the reader of the settings.
    #[must_use]
    pub fn new(phc: String) -> Self {
        Self(phc)
    }

    /// Returns the PHC string. The caller must not show it to anybody.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PinHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PinHash(…)")
    }
}

impl Site {
    /// Returns the settings with every relative path resolved against this folder, which is that of the settings file.
    #[must_use]
    pub fn beside(mut self, folder: &Path) -> Self {
        let counselor = &mut self.counselor;
        let of_records = [&mut counselor.records_folder, &mut counselor.identity];
        for path in
            [&mut self.questions, &mut self.kiosk.counters_file].into_iter().chain(of_records).flatten()
        {
            *path = folder.join(&*path);
            // Only an argument can name standard input.
            if *path == Path::new("-") {
                *path = Path::new("./-").to_owned();
            }
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::{PinHash, Site};
    use std::path::Path;

    #[test]
    fn paths_are_taken_from_the_folder_of_the_file() {
        let mut site = Site { questions: Some("mine.toml".into()), ..Site::default() };
        site.counselor.records_folder = Some("/srv/records".into());
        site.counselor.identity = Some("key.txt".into());
        let here = Site { questions: Some("-".into()), ..Site::default() }.beside(Path::new(""));
        assert_eq!(here.questions.as_deref(), Some(Path::new("./-")), "a file of this name");
        let site = site.beside(Path::new("/etc/stillpoint"));
        assert_eq!(site.questions.as_deref(), Some(Path::new("/etc/stillpoint/mine.toml")));
        assert_eq!(site.counselor.records_folder.as_deref(), Some(Path::new("/srv/records")));
        assert_eq!(site.counselor.identity.as_deref(), Some(Path::new("/etc/stillpoint/key.txt")));
    }

    #[test]
    fn debug_never_prints_the_hash_of_the_pin() {
        let mut site = Site::default();
        site.kiosk.pin_hash = Some(PinHash::new("$argon2id$secret".into()));
        assert!(!format!("{site:?} {site:#?}").contains("secret"));
    }
}
