//! `completions`: prints the script of a shell, or the words that such a script asks for.
//!
//! It must not complain where a script asks: what it would say would stand in the middle of the line that is typed.

use crate::shell::cli::reference::{CompletionsArgs, ShellName};
use crate::shell::reference::values::FittingWord;
use crate::shell::reference::words::fitting;
use crate::shell::world::error::Failure;
use crate::shell::world::output::write;
use std::io::Write;

/// Prints what was asked for.
///
/// # Errors
/// If it cannot be written.
pub(super) fn run(args: &CompletionsArgs, out: &mut impl Write) -> Result<(), Failure> {
    match (&args.word, args.shell) {
        (Some(word), _) => {
            let line = |(word, told): FittingWord| match told {
                Some(told) => format!("{word}\t{told}\n"),
                None => format!("{word}\n"),
            };
            write(out, &fitting(&args.before, word).into_iter().map(line).collect::<String>())
        }
        (None, shell) => write(out, shell.map(script).unwrap_or_default()),
    }
}

/// Returns the script that a shell loads.
fn script(shell: ShellName) -> &'static str {
    match shell {
        ShellName::Bash => include_str!("../reference/scripts/stillpoint.bash"),
        ShellName::Zsh => include_str!("../reference/scripts/stillpoint.zsh"),
        ShellName::Fish => include_str!("../reference/scripts/stillpoint.fish"),
        ShellName::Elvish => include_str!("../reference/scripts/stillpoint.elv"),
        ShellName::PowerShell => include_str!("../reference/scripts/stillpoint.ps1"),
    }
}
