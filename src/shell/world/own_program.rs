//! Starts this very program another time, for what needs a process of its own.

use std::os::unix::process::CommandExt;
use std::process::Command;

/// The kernel's name for the program that runs: it stays the same program if a package replaces its file.
const OURSELVES: &str = "/proc/self/exe";

/// Returns a command that starts this program with no arguments and no environment.
#[must_use]
pub(in crate::shell) fn again() -> Command {
    let mut command = Command::new(OURSELVES);
    command.env_clear();
    command.arg0("stillpoint");
    command
}
