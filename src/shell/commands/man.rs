//! `man`: shows a page of the manual, prints its source, or writes all pages as files.
//!
//! A page is shown by the program `man`, which is started only where a person looks at a terminal.

use crate::domain::sanitize::sanitize;
use crate::files::toml::faults::{did_you_mean, there_are};
use crate::shell::cli::reference::ManArgs;
use crate::shell::reference::pages::{ManualPage, all_pages};
use crate::shell::world::error::Failure;
use crate::shell::world::output::write;
use std::fs;
use std::io::{IsTerminal, Write, stdout};
use std::path::Path;
use std::process::{Command, Stdio};

/// Shows, prints or writes what was asked for.
///
/// # Errors
/// There is no such page, `man` is not here, or a file cannot be written.
pub(super) fn run(args: &ManArgs, out: &mut impl Write) -> Result<(), Failure> {
    if let Some(folder) = &args.out {
        return write_all(folder, out);
    }
    let source = source_of(&args.page.join("-"))?;
    if stdout().is_terminal() { show(&source) } else { write(out, &source) }
}

/// Returns the source of a page, by any of its names: `report`, `stillpoint-report`, `settings` for `settings.toml`.
fn source_of(asked: &str) -> Result<String, Failure> {
    let wanted = match asked {
        "" | "stillpoint" => "stillpoint",
        asked => asked.strip_prefix("stillpoint-").unwrap_or(asked),
    };
    let is_it = |page: &ManualPage| page.name == wanted || page.name.strip_suffix(".toml") == Some(wanted);
    let pages = all_pages();
    let names: Vec<&str> = pages.iter().map(|page| page.name.as_str()).collect();
    match pages.iter().find(|page| is_it(page)) {
        Some(page) => Ok(page.source.clone()),
        None => Err(Failure::usage(format!("The manual has no page \"{}\".", sanitize(asked)))
            .hint(format!("{}{}", did_you_mean(wanted, &names), there_are(&names)))),
    }
}

/// Shows a page on the terminal, and waits until it has been read.
fn show(source: &str) -> Result<(), Failure> {
    let hint =
        "Debian has it in the package man-db. Without it: stillpoint --help, or the same of a command.";
    let failed = |error| {
        Failure::new("The program man, which shows the page, cannot be started").caused_by(error).hint(hint)
    };
    let mut man = Command::new("man").args(["-l", "-"]).stdin(Stdio::piped()).spawn().map_err(failed)?;
    if let Some(mut to) = man.stdin.take() {
        // Whoever has read enough closes the page before its end.
        let _ = to.write_all(source.as_bytes());
    }
    let ended = man.wait().map_err(failed)?;
    if ended.success() {
        return Ok(());
    }
    Err(Failure::new("The program man could not show the page.").hint(hint))
}

fn write_all(folder: &Path, out: &mut impl Write) -> Result<(), Failure> {
    let shown = |path: &Path| sanitize(&path.display().to_string()).into_owned();
    let unwritten = |path: &Path, error| {
        Failure::new(format!("{} cannot be written", shown(path)))
            .caused_by(error)
            .hint("Name a folder that you may write into. It is made if it is not there, but not the one around it.")
    };
    if !folder.is_dir() {
        fs::create_dir(folder).map_err(|error| unwritten(folder, error))?;
    }
    let pages = all_pages();
    for page in &pages {
        let path = folder.join(&page.file);
        fs::write(&path, &page.source).map_err(|error| unwritten(&path, error))?;
    }
    write(out, &format!("{} pages were written to {}.\n", pages.len(), shown(folder)))
}
