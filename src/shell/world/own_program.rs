//! Starts this very program another time, for what needs a process of its own.

use super::error::Failure;
use std::os::unix::process::CommandExt;
use std::path::Path;
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

/// Makes sure that it can be started another time: a root folder without `/proc` has no name for it.
///
/// # Errors
/// When the kernel's name for it is not there.
pub(in crate::shell) fn is_within_reach(what: &str) -> Result<(), Failure> {
    if Path::new(OURSELVES).exists() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "{what} runs in several processes and starts them as {OURSELVES}, and that is not there."
    ))
    .hint("Mount /proc in the root folder that it runs in: mount -t proc proc /proc"))
}
