//! The arguments of what tells about the command line itself: completions and the manual.
//!
//! Only the shape of the arguments is here. This module must not read, run or look up anything.

use super::help;
use clap::{Args, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;

/// Arguments of `completions`.
#[derive(Args, Clone, PartialEq, Eq, Debug)]
#[command(after_long_help = help::COMPLETIONS)]
pub struct CompletionsArgs {
    /// Shell that completes command lines
    #[arg(value_enum, value_name = "SHELL", required_unless_present = "word")]
    pub shell: Option<ShellName>,
    /// The word to complete, as a script of these asks for it
    #[arg(long, hide = true, require_equals = true, conflicts_with = "shell")]
    pub word: Option<OsString>,
    /// The words before it, without the program's name
    #[arg(last = true, hide = true, requires = "word")]
    pub before: Vec<OsString>,
}

/// Arguments of `man`.
#[derive(Args, Clone, PartialEq, Eq, Debug)]
#[command(after_long_help = help::MAN)]
pub struct ManArgs {
    /// A command, questions.toml or settings.toml; without it, the program
    #[arg(value_name = "PAGE", conflicts_with = "out")]
    pub page: Vec<String>,
    /// Write all pages as files into this folder
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
}

/// The shells with a script.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum ShellName {
    /// GNU Bash, from 4.0 on
    Bash,
    /// Z shell
    Zsh,
    /// fish
    Fish,
    /// Elvish
    Elvish,
    /// PowerShell
    #[value(name = "powershell")]
    PowerShell,
}
