//! The arguments of what tells about the command line itself: completions and the manual.
//!
//! Only the shape of the arguments is here. This module must not read, run or look up anything.

use clap::{Args, ValueEnum};
use std::ffi::OsString;

/// What `completions --help` says besides the arguments.
const COMPLETIONS: &str = "\
Examples:
  stillpoint completions bash > stillpoint.bash
  stillpoint completions zsh > _stillpoint
  stillpoint completions fish > stillpoint.fish

To have it in every bash, write it to
~/.local/share/bash-completion/completions/stillpoint; for fish, to
~/.config/fish/completions/stillpoint.fish; for zsh, as _stillpoint into a
folder of fpath. For elvish and PowerShell add it to the file that the shell
reads at its start. A record's name is completed, and never listed: from three
letters on, if only one record begins with them.";

/// Arguments of `completions`.
#[derive(Args, Clone, PartialEq, Eq, Debug)]
#[command(after_help = COMPLETIONS)]
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
