//! Runs the program in a folder, without an environment.

use std::path::Path;
use std::process::Command;

/// Returns the exit status, standard output and standard error.
pub(crate) fn run_in(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stillpoint"));
    let output = command.args(arguments).env_clear().current_dir(folder).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}
