//! The arguments of `kiosk`.
//!
//! Only the shape of the arguments is here. This module must not read, run or look up anything.

use super::values::{SettingsArgs, ThemeArgs, language};
use crate::domain::language::tag::LanguageTag;
use clap::{Args, ValueEnum};

/// What `kiosk --help` says besides the arguments.
const KIOSK: &str = "\
Examples:
  stillpoint kiosk                       waits for visitors, with the settings in the usual place
  stillpoint kiosk --settings site.toml  the same, with these
  stillpoint kiosk --set-pin             asks twice for a PIN and prints its hash
  stillpoint kiosk --set-pin > hash.txt  the same; the hash goes to the file

Staff come in by Ctrl-K Ctrl-T Ctrl-K Ctrl-T and the PIN; SIGTERM ends it in order.
docs/kiosk.md says what a kiosk needs around it. --set-pin writes nothing but the hash
to standard output. Put it into the settings, as pin_hash under [kiosk].";

/// Arguments of `kiosk`.
#[derive(Args, Clone, PartialEq, Eq, Debug)]
#[command(after_help = KIOSK)]
pub struct KioskArgs {
    /// Ask for the staff's PIN and print its hash, for the settings
    #[arg(long, exclusive = true)]
    pub set_pin: bool,
    /// How it looks.
    #[command(flatten)]
    pub theme: ThemeArgs,
    /// Language to begin in, such as es
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub lang: Option<LanguageTag>,
    /// The part that a process plays which the kiosk itself starts
    #[arg(long, value_enum, hide = true)]
    pub child: Option<Part>,
    /// The words of the command that the process of a printer keeps
    #[arg(last = true, hide = true, requires = "child")]
    pub print: Vec<String>,
    /// What the site has set.
    #[command(flatten)]
    pub settings: SettingsArgs,
}

/// The parts of the kiosk that run in a process of their own.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// A visitor's session.
    Visitor,
    /// What staff see.
    Staff,
    /// A command that prints, which is kept until it has ended.
    Printer,
}
