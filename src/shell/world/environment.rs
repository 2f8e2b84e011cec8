//! Reads environment variables, and finds out from them what the terminal can show, the language, and folders.
//!
//! Other files must not read environment variables. The conclusions are pure functions, so that tests can make up an
//! environment.

use super::ownership;
use crate::domain::faults::display::DisplayFault;
use crate::domain::language::tag::LanguageTag;
use crate::domain::questionnaire::region::{WORLD, page};
use crate::view::theme::{Depth, GlyphSet, ThemeName};
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;
use std::time::Duration;

/// Words in TERM of terminals that have the 256 colors.
const INDEXED: [&str; 7] = ["256color", "direct", "kitty", "foot", "alacritty", "ghostty", "wezterm"];

/// The environment variables that the program uses. An empty one counts as unset.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Environment {
    /// NO_COLOR is set.
    pub no_color: bool,
    /// What ACCESSIBLE asks for: plain mode, or with `0` or `false` not; `None` if it is not set.
    pub accessible: Option<bool>,
    /// TERM.
    pub term: String,
    /// COLORTERM.
    pub colorterm: String,
    /// COLORFGBG, as some terminals tell their colors: `text;ground`.
    pub colorfgbg: String,
    /// The locale of characters: LC_ALL, else LC_CTYPE, else LANG.
    pub characters: String,
    /// The locale of messages: LC_ALL, else LC_MESSAGES, else LANG.
    pub messages: String,
    /// HOME.
    pub home: Option<PathBuf>,
    /// Where settings of this person lie: XDG_CONFIG_HOME, else `.config` in HOME; neither if it is relative.
    pub config_home: Option<PathBuf>,
    /// Where sockets of this user lie: XDG_RUNTIME_DIR; not if it is relative.
    pub runtime: Option<PathBuf>,
    /// Where state is kept: the first of STATE_DIRECTORY, as systemd makes it, else `stillpoint` in XDG_STATE_HOME,
    /// else in `.local/state` in HOME; none of them if it is relative.
    pub state: Option<PathBuf>,
    /// How often the service manager wants a notification of a kiosk: WATCHDOG_USEC, in microseconds.
    pub watchdog: Option<Duration>,
    /// Whether the person sits at another machine (SSH_CONNECTION or SSH_TTY).
    pub remote: bool,
}

impl Environment {
    /// Reads the environment of the process.
    #[must_use]
    pub fn read() -> Self {
        let first = |names: &[&str]| {
            names.iter().map(|name| variable(name)).find(|v| !v.is_empty()).unwrap_or_default()
        };
        // The name of a folder may hold any bytes.
        let path = |name: &str| raw(name).filter(|path| !path.is_empty()).map(PathBuf::from);
        Self {
            no_color: !variable("NO_COLOR").is_empty(),
            accessible: accessible(&variable("ACCESSIBLE")),
            term: variable("TERM"),
            colorterm: variable("COLORTERM"),
            colorfgbg: variable("COLORFGBG"),
            characters: first(&["LC_ALL", "LC_CTYPE", "LANG"]),
            messages: first(&["LC_ALL", "LC_MESSAGES", "LANG"]),
            config_home: config_home(path("XDG_CONFIG_HOME"), path("HOME")),
            state: state(path("STATE_DIRECTORY"), path("XDG_STATE_HOME"), path("HOME")),
            home: path("HOME"),
            runtime: path("XDG_RUNTIME_DIR").filter(|path| path.is_absolute()),
            watchdog: watchdog(&variable("WATCHDOG_USEC")),
            remote: !first(&["SSH_CONNECTION", "SSH_TTY"]).is_empty(),
        }
    }

    /// Says whether the terminal can move the cursor, without which there is no full screen.
    #[must_use]
    pub(crate) fn can_place_text(&self) -> bool {
        !self.term.is_empty() && self.term != "dumb"
    }

    /// Returns the theme for this terminal if the person asked for none.
    #[must_use]
    pub fn theme(&self) -> ThemeName {
        let ground = self.colorfgbg.rsplit(';').next().and_then(|ground| ground.parse::<u8>().ok());
        match ground {
            _ if self.no_color => ThemeName::Monochrome,
            Some(7 | 15) => ThemeName::Light,
            _ => ThemeName::Dark,
        }
    }

    /// Returns how many colors the terminal has.
    #[must_use]
    pub fn depth(&self) -> Depth {
        let indexed = !self.colorterm.is_empty() || INDEXED.iter().any(|word| self.term.contains(word));
        if indexed && self.term != "linux" { Depth::Indexed } else { Depth::Sixteen }
    }

    /// Returns the signs that the terminal can show.
    #[must_use]
    pub fn glyphs(&self) -> GlyphSet {
        if self.is_unicode() && self.term != "linux" { GlyphSet::Unicode } else { GlyphSet::Ascii }
    }

    /// Says whether characters are written in UTF-8.
    #[must_use]
    pub(crate) fn is_unicode(&self) -> bool {
        let locale = self.characters.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    }

    /// Returns the language of messages, if the locale names one.
    #[must_use]
    pub fn language(&self) -> Option<LanguageTag> {
        LanguageTag::of_locale(&self.messages)
    }

    /// Returns the folder for sockets of this user: XDG_RUNTIME_DIR, else the one where systemd would make it.
    ///
    /// # Errors
    /// If there is none.
    pub(crate) fn runtime_folder(&self) -> Result<PathBuf, DisplayFault> {
        let usual = || PathBuf::from(format!("/run/user/{}", ownership::own()));
        let there = |folder: &PathBuf| ownership::is_own_folder(folder);
        self.runtime.clone().or_else(|| Some(usual()).filter(there)).ok_or(DisplayFault::NoRuntimeFolder)
    }

    /// Returns the region whose support lines come first: the territory that the language asked for names, else that of the
    /// locale, if there are lines for it.
    #[must_use]
    pub fn region(&self, known: &[&str], asked: Option<&LanguageTag>) -> String {
        let locale = self.language();
        let tags = [asked, locale.as_ref()].into_iter().flatten();
        let pages = tags.filter_map(LanguageTag::territory).filter_map(|territory| page(known, territory));
        pages.into_iter().next().unwrap_or(WORLD).to_owned()
    }
}

/// Returns what ACCESSIBLE asks for.
fn accessible(value: &str) -> Option<bool> {
    let value = value.trim().to_ascii_lowercase();
    if value.is_empty() { None } else { Some(value != "0" && value != "false") }
}

/// Returns a time in microseconds; none, if it is no number or none at all.
fn watchdog(microseconds: &str) -> Option<Duration> {
    microseconds.parse().ok().filter(|time| *time > 0).map(Duration::from_micros)
}

/// Returns these variables as they are, for a program that is started.
#[must_use]
pub(crate) fn handed_on(names: &[&'static str]) -> Vec<(&'static str, OsString)> {
    let value = |name: &&'static str| std::env::var_os(name).map(|value| (*name, value));
    names.iter().filter_map(value).collect()
}

/// Returns the folder of a person's settings. A relative path would mean another place in every folder: it counts as
/// unset, as the XDG Base Directory Specification says.
fn config_home(xdg: Option<PathBuf>, home: Option<PathBuf>) -> Option<PathBuf> {
    let below_home = || home.filter(|home| home.is_absolute()).map(|home| home.join(".config"));
    xdg.filter(|path| path.is_absolute()).or_else(below_home)
}

/// Returns the folder for state. systemd names several with colons between them; the first is ours.
fn state(systemd: Option<PathBuf>, xdg: Option<PathBuf>, home: Option<PathBuf>) -> Option<PathBuf> {
    let absolute = |path: Option<PathBuf>| path.filter(|path| path.is_absolute());
    let first = |folders: PathBuf| {
        let all = folders.as_os_str().as_bytes();
        all.split(|byte| *byte == b':').next().map(|folder| PathBuf::from(OsStr::from_bytes(folder)))
    };
    let of_user = absolute(xdg).or_else(|| absolute(home).map(|home| home.join(".local/state")));
    absolute(systemd.and_then(first)).or_else(|| of_user.map(|folder| folder.join("stillpoint")))
}

/// Returns a variable, or nothing if it is unset or not Unicode.
fn variable(name: &str) -> String {
    raw(name).and_then(|value| value.into_string().ok()).unwrap_or_default()
}

/// Returns a variable as it is.
fn raw(name: &str) -> Option<OsString> {
    std::env::var_os(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(change: impl Fn(&mut Environment)) -> Environment {
        let mut environment = Environment {
            term: "xterm-256color".into(),
            characters: "en_US.UTF-8".into(),
            messages: "en_US.UTF-8".into(),
            ..Environment::default()
        };
        change(&mut environment);
        environment
    }

    #[test]
    fn the_linux_console_gets_sixteen_colors_and_ascii() {
        let console = with(|e| e.term = "linux".into());
        assert_eq!((console.depth(), console.glyphs()), (Depth::Sixteen, GlyphSet::Ascii));
        let usual = with(|_| {});
        assert_eq!((usual.depth(), usual.glyphs()), (Depth::Indexed, GlyphSet::Unicode));
        assert_eq!(with(|e| e.characters = "C".into()).glyphs(), GlyphSet::Ascii);
    }

    #[test]
    fn no_color_and_a_light_ground_are_heard() {
        assert_eq!(with(|_| {}).theme(), ThemeName::Dark);
        assert_eq!(with(|e| e.colorfgbg = "0;15".into()).theme(), ThemeName::Light);
        assert_eq!(with(|e| e.no_color = true).theme(), ThemeName::Monochrome);
    }

    #[test]
    fn settings_lie_below_an_absolute_folder_or_nowhere() {
        let at = |xdg: &str, home: &str| {
            let path = |text: &str| Some(PathBuf::from(text)).filter(|path| !path.as_os_str().is_empty());
            config_home(path(xdg), path(home))
        };
        assert_eq!(at("/x", "/home/a"), Some("/x".into()));
        assert_eq!(at("x", "/home/a"), Some("/home/a/.config".into()));
        assert_eq!(at("", "/home/a"), Some("/home/a/.config".into()));
        assert_eq!((at("x", "a"), at("", "")), (None, None));
    }

    #[test]
    fn state_lies_where_systemd_says_else_in_the_folder_of_the_user() {
        let at = |systemd: &str, xdg: &str, home: &str| {
            let path = |text: &str| Some(PathBuf::from(text)).filter(|path| !path.as_os_str().is_empty());
            state(path(systemd), path(xdg), path(home))
        };
        assert_eq!(at("/var/lib/kiosk", "/x", "/home/a"), Some("/var/lib/kiosk".into()));
        assert_eq!(at("/var/lib/one:/var/lib/two", "", ""), Some("/var/lib/one".into()));
        assert_eq!(at("", "/x", "/home/a"), Some("/x/stillpoint".into()));
        assert_eq!(at("kiosk", "x", "/home/a"), Some("/home/a/.local/state/stillpoint".into()));
        assert_eq!((at("", "x", "a"), at("", "", "")), (None, None));
    }

    #[test]
    fn the_service_managers_watchdog_is_heard_whichever_process_it_names() {
        assert_eq!(watchdog("30000000"), Some(Duration::from_secs(30)));
        assert_eq!(["", "0", "-1", "soon"].map(watchdog), [None; 4]);
    }

    #[test]
    fn the_locale_names_the_region() {
        let known = ["US", "GB", "EU", "001"];
        let region = |locale: &str| with(|e| e.messages = locale.into()).region(&known, None);
        assert_eq!(region("en_GB.UTF-8"), "GB");
        assert_eq!(region("de_DE@euro"), "EU");
        assert_eq!(region("pt_BR.UTF-8"), "001");
        assert_eq!(region("C.UTF-8"), "001");
        assert_eq!(region(""), "001");
        assert_eq!(region("es_US.UTF-8"), "US");
    }

    #[test]
    fn a_language_with_a_territory_goes_before_the_locale() {
        let known = ["US", "MX", "001"];
        let asked = |tag: &str| with(|_| {}).region(&known, LanguageTag::parse(tag).as_ref());
        assert_eq!(asked("es-MX"), "MX");
        assert_eq!(asked("es"), "US", "the locale is en_US");
        assert_eq!(asked("es-VE"), "US", "there are no lines for it");
    }
}
