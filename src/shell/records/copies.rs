//! Words what lies in a folder of records beside them: copies that other programs made, and what is no record.
//!
//! Like a list of records it can name clients, so nothing of it may be said while a walkthrough runs. It must not remove
//! anything.

use crate::domain::sanitize::sanitize;
use crate::files::records::strays::Stray;
use crate::shell::world::clock;
use crate::shell::world::paths::{quoted, typed};
use std::path::Path;

/// Says what else is in the folder; empty if there is nothing.
#[must_use]
pub(in crate::shell) fn beside_records(strays: &[Stray], folder: &Path) -> String {
    if strays.is_empty() {
        return String::new();
    }
    let lines: String = strays.iter().map(line).collect();
    format!(
        "Also in this folder, and not made by this program:\n{lines}\
         A copy can be opened by whoever can open the record. It is not removed with the record, and not written anew \
         by rekey.\n{}",
        removing(strays, folder)
    )
}

/// Says what may be a copy of a record that was just removed, or was not found; empty if there is nothing.
#[must_use]
pub(in crate::shell) fn left_behind(copies: &[Stray], folder: &Path) -> String {
    if copies.is_empty() {
        return String::new();
    }
    let lines: String = copies.iter().map(line).collect();
    format!(
        "These files are still there. By their names they may be copies of it:\n{lines}To be sure, open them.\n{}",
        removing(copies, folder)
    )
}

/// Returns the line of a list: the time of its last change, its size, its name, and what it may be.
#[must_use]
pub(in crate::shell) fn line(stray: &Stray) -> String {
    let kib = stray.bytes.div_ceil(1024);
    let kind = match (&stray.copy_of, stray.is_file) {
        (_, false) => " - no file; what is in it was not looked at".to_owned(),
        (Some(record), true) => format!(" - may be a copy of \"{}\"", sanitize(record)),
        (None, true) => String::new(),
    };
    let changed = stray.changed.shown(&clock::zone());
    format!("{changed}  {kib:>6} KiB  {}{kind}\n", sanitize(&stray.name))
}

/// Returns the commands by which what may hold a record is looked into and removed.
fn removing(strays: &[Stray], folder: &Path) -> String {
    let commands: String =
        strays.iter().filter(|stray| stray.may_hold_record()).map(|stray| command(stray, folder)).collect();
    if commands.is_empty() {
        return String::new();
    }
    format!("To look into one: age -d -i KEY FILE. To remove them:\n{commands}")
}

fn command(stray: &Stray, folder: &Path) -> String {
    let word = typed(&folder.join(&stray.name));
    match (&stray.record, word) {
        (Some(record), _) => format!("  stillpoint records remove {}\n", quoted(record.typed())),
        (None, Some(word)) => format!("  rm -- {word}\n"),
        // What cannot be shown as it is cannot be typed either.
        (None, None) => format!(
            "  {}: with a file manager, for its name or its folder cannot be shown as it is\n",
            sanitize(&stray.name)
        ),
    }
}
