//! The arguments of `kiosk`.
//!
//! Only the shape of the arguments is here. This module must not read, run or look up anything.

use super::help;
use super::values::{SettingsArgs, ThemeArgs, language};
use crate::domain::language::tag::LanguageTag;
use clap::{Args, ValueEnum};

/// Arguments of `kiosk`.
#[derive(Args, Clone, PartialEq, Eq, Debug)]
#[command(after_long_help = help::KIOSK)]
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
