//! The arguments of `kiosk`.
//!
//! Only the shape of the arguments stands here; nothing is read, run or looked up.

use super::cli_values::{GlyphSet, SettingsArgs, ThemeName, language};
use crate::domain::tag::LanguageTag;
use clap::Args;

/// What `kiosk --help` says besides the arguments.
const KIOSK: &str = "\
Examples:
  stillpoint kiosk --set-pin             asks twice for a PIN and prints its hash
  stillpoint kiosk --set-pin > hash.txt  the same; the hash goes to the file

Only the hash goes to standard output. It belongs into the settings, as pin_hash
under [kiosk]: see SETTINGS.md.";

/// Arguments of `kiosk`.
#[derive(Args, Clone, PartialEq, Eq, Debug)]
#[command(after_help = KIOSK)]
pub struct KioskArgs {
    /// Ask for the staff's PIN and print its hash, for the settings
    #[arg(long, exclusive = true)]
    pub set_pin: bool,
    /// Colors to use; without it, NO_COLOR is obeyed
    #[arg(long, value_enum, value_name = "NAME")]
    pub theme: Option<ThemeName>,
    /// Signs to draw with
    #[arg(long, value_enum, value_name = "SET")]
    pub glyphs: Option<GlyphSet>,
    /// Language to begin in, such as es
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub lang: Option<LanguageTag>,
    /// What the site has set.
    #[command(flatten)]
    pub settings: SettingsArgs,
}
