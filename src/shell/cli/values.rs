//! Arguments that several commands share: settings, day, language, theme and signs.
//!
//! This module parses the words of the command line. It must not look anything up.

use crate::domain::language::tag::LanguageTag;
use crate::domain::questionnaire::draft::Date;
use crate::domain::questionnaire::region::is_place;
use crate::domain::site::PlainMode;
use crate::files::toml::common_codes::{language_meant, region_meant};
use crate::view::theme::{GlyphSet, ThemeName};
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Which settings are used.
#[derive(Args, Clone, PartialEq, Eq, Debug)]
pub struct SettingsArgs {
    /// Use these settings instead of those in the usual places
    #[arg(long, value_name = "FILE", conflicts_with = "no_settings")]
    pub settings: Option<PathBuf>,
    /// Use no settings
    #[arg(long)]
    pub no_settings: bool,
}

/// With which colors and signs the screen is drawn; what is not said is left to the program.
#[derive(Args, Clone, Copy, PartialEq, Eq, Debug)]
pub struct ThemeArgs {
    /// Colors to use; without it, NO_COLOR is obeyed
    #[arg(long, value_enum, value_name = "NAME")]
    pub theme: Option<ThemeName>,
    /// Signs to draw with
    #[arg(long, value_enum, value_name = "SET")]
    pub glyphs: Option<GlyphSet>,
}

impl ValueEnum for PlainMode {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            Self::Off => "The full screen, whatever ACCESSIBLE and the settings say",
            Self::Lines => "Line by line; each answer ends with Enter",
            Self::Keys => "Line by line; a single key answers, without Enter",
        };
        Some(PossibleValue::new(self.as_str()).help(help))
    }
}

// Derived, this would stand on the floors of the two types, which know no command line.
impl ValueEnum for ThemeName {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            Self::Dark => "Light text on a dark background",
            Self::Light => "Dark text on a light background",
            Self::HighContrast => "The strongest contrast there is",
            Self::Monochrome => "No color at all",
        };
        Some(PossibleValue::new(self.as_str()).help(help))
    }
}

impl ValueEnum for GlyphSet {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (word, help) = match self {
            Self::Unicode => ("unicode", "Signs of Unicode"),
            Self::Ascii => ("ascii", "Signs that every terminal has"),
        };
        Some(PossibleValue::new(word).help(help))
    }
}

/// Reads the code of a region: a country, a part of one, or the three figures of a larger part of the world.
pub(super) fn region(typed: &str) -> Result<String, String> {
    let figures = typed.len() == 3 && typed.chars().all(|c| c.is_ascii_digit());
    let code = typed.to_ascii_uppercase();
    if let Some(meant) = region_meant(typed) {
        return Err(format!("did you mean {meant}?"));
    }
    if is_place(&code) || figures {
        Ok(code)
    } else {
        Err("a country has a code of two letters, such as US or GB, a part of it one such as GB-SCT; EU and 001 \
             (the world) work too"
            .to_owned())
    }
}

/// Reads a day of the calendar.
pub(super) fn day(typed: &str) -> Result<Date, String> {
    let form = typed.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).eq("0000-00-00".chars());
    let wrong = if form { "there is no such day" } else { "a day is written as 2026-11-23" };
    Date::parse(typed).ok_or_else(|| wrong.to_owned())
}

/// Reads a language tag.
pub(super) fn language(typed: &str) -> Result<LanguageTag, String> {
    LanguageTag::parse(typed).ok_or_else(|| {
        let near = language_meant(typed).map(|tag| format!("did you mean {tag}? ")).unwrap_or_default();
        format!("{near}a language has a tag such as en, es or es-MX")
    })
}

#[cfg(test)]
mod tests {
    use super::{day, language, region};

    #[test]
    fn another_word_for_a_country_or_a_language_gets_its_code() {
        for (typed, hint) in [("uk", "GB"), ("UK", "GB"), ("usa", "US"), ("el", "GR"), ("España", "ES")] {
            assert_eq!(region(typed), Err(format!("did you mean {hint}?")));
        }
        assert!(language("Spanish").is_err_and(|told| told.starts_with("did you mean es? ")));
    }

    #[test]
    fn a_region_is_a_code() {
        assert_eq!(region("us").as_deref(), Ok("US"));
        assert_eq!(region("001").as_deref(), Ok("001"));
        assert_eq!(region("gb-sct").as_deref(), Ok("GB-SCT"));
        for wrong in ["", "u", "usa", "1", "ü", "u\u{1b}", "00a", "gb-", "gb-scot", "gb sct"] {
            assert!(region(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_day_is_one_of_the_calendar() {
        for right in ["2026-11-23", "2024-02-29", "2000-02-29", "0001-01-01"] {
            assert_eq!(day(right).map(|day| day.to_string()).as_deref(), Ok(right));
        }
        for wrong in [
            "",
            "today",
            "2026-11",
            "2026-11-31",
            "2025-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-01-00",
            "26-11-23",
            "2026-1-1",
            "+026-11-23",
            "2026-11-23T00:00",
            "0000-01-01",
        ] {
            assert!(day(wrong).is_err(), "{wrong:?}");
        }
    }
}
