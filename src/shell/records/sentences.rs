//! Words the failures of opening, writing and removing a record, and how to make a folder for records.
//!
//! A message must not hold anything of a record, or the name of another record than the one that was asked for.

use crate::domain::faults::save::{Holder, RecordFault, SaveFault};
use crate::domain::site::Site;
use crate::files::records::encryption::{Keys, OpenFault};
use crate::files::records::folder::has_records_alone;
use crate::files::records::format::NoRecord;
use crate::files::records::identity::KeyFault;
use crate::files::records::name::{NameFault, RecordName};
use crate::files::text_file;
use crate::files::toml::faults::meant as did_you_mean;
use crate::shell::world::clock;
use crate::shell::world::error::{AnyError, Failure};
use crate::shell::world::ownership;
use crate::shell::world::paths::{shown, typed};
use std::io;
use std::path::Path;

/// The settings for records, and the paths that a message about them names.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// What the site has set.
    pub site: &'a Site,
    /// The file in which that stands, or could be written.
    pub file: &'a Path,
    /// The person's own folder.
    pub home: Option<&'a Path>,
}

/// Words a fault for the person at the terminal.
pub(in crate::shell) fn failure(fault: &RecordFault, folder: &Path, name: Option<&RecordName>) -> Failure {
    let record =
        name.map_or_else(|| "The record".to_owned(), |name| format!("The record \"{}\"", name.typed()));
    match fault {
        RecordFault::Disk(fault) => of_disk(fault, folder),
        RecordFault::OpenToOthers => open_to_others(folder),
        RecordFault::LockedRecord(holder) => locked(&record, holder.as_ref()),
        RecordFault::Changed => Failure::new(format!(
            "{record} was changed by another program while it was open here. It was not overwritten."
        ))
        .hint("Look at it with: stillpoint records show NAME"),
        RecordFault::Twice => Failure::new(format!(
            "Two files in {} have the name of this record: they differ in capitals, or in how letters are composed.",
            folder.display()
        ))
        .hint("Look into both with age -d -i KEY FILE, and give one of them another name."),
        RecordFault::TooLarge => Failure::new(format!("{record} is larger than 64 MiB. A record is never so large."))
            .hint("Shorten its notes."),
        RecordFault::NotSealed => {
            Failure::new(format!("{record} could not be encrypted, and was not written."))
                .hint("Try it again.")
        }
    }
}

fn open_to_others(folder: &Path) -> Failure {
    let place = folder.display();
    let failure =
        Failure::new(format!("{place}: Others may look into this folder, so no record is kept in it."));
    if let Some(folder) = typed(folder).filter(|_| is_for_records_alone(folder)) {
        return failure.hint(format!(
            "Name a folder for records alone in the settings; if this is one, run: chmod 700 {folder}"
        ));
    }
    failure.hint(
        "Name a folder of your own, for records alone, in the settings: records_folder under [counselor].",
    )
}

/// Says whether a folder is this user's and has nothing in it but records. Closing any other could lock others out of
/// what is theirs.
fn is_for_records_alone(folder: &Path) -> bool {
    ownership::is_kept_by_own_user(folder) && has_records_alone(folder)
}

fn locked(record: &str, holder: Option<&Holder>) -> Failure {
    let by = holder.map_or_else(String::new, |Holder { pid, host, since }| {
        format!(": process {pid} on {host}, since {}", since.shown_with_zone(&clock::zone()))
    });
    Failure::locked(format!("{record} is open in another program{by}."))
        .hint("End it there first. If that program is not running any more, try again: its lock is gone too.")
}

fn of_disk(fault: &SaveFault, folder: &Path) -> Failure {
    let (what, hint) = match fault {
        SaveFault::NoPermission => {
            ("There is no permission to do this here.", "Ask for it, or choose another folder.")
        }
        SaveFault::DiskFull => ("There is no room left on this disk.", "Make room, and try it again."),
        SaveFault::ReadOnly => ("Nothing can be written on this disk.", "Choose another folder."),
        SaveFault::NoFolder => (
            "There is no such folder, or something else has its name.",
            "It is made by itself when a record is begun, if the folder above it is there. Make that one, or mend \
             records_folder in the settings.",
        ),
        SaveFault::IsFolder | SaveFault::Exists | SaveFault::BadName => (
            "Something in this folder has the name of a file of this program, but is not one.",
            if ownership::is_own_folder(folder) {
                "If it is yours, move it out of the folder. If not, name another folder for records in the settings."
            } else {
                "Name a folder of your own, for records alone, in the settings."
            },
        ),
        SaveFault::Unconfirmed => (
            "The disk did not confirm that what was changed here will stay.",
            "Look at it before you rely on it.",
        ),
        SaveFault::Other(detail) => (detail.as_str(), "Try it again, or choose another folder."),
    };
    of_file(folder, what).hint(hint)
}

/// Says what is wrong with a file or a folder.
fn of_file(path: &Path, fault: impl Into<AnyError>) -> Failure {
    Failure::new(text_file::name_of(path)).caused_by(fault)
}

/// Says why a file of keys cannot be used.
pub(super) fn of_key(fault: KeyFault, path: &Path) -> Failure {
    match fault {
        KeyFault::Unreadable(why) => why.into(),
        fault => {
            let hint = fault.hint();
            of_file(path, fault).hint(hint)
        }
    }
}

/// Says that a key is needed and none is named.
pub(super) fn no_key() -> Failure {
    Failure::new("A key is needed to open a record, and none is named.").hint(
        "Name the file that age-keygen wrote: --identity FILE, or identity = \"FILE\" under [counselor] in the \
         settings.",
    )
}

/// Says that the key in a file could not open again what it would be used for.
pub(in crate::shell) fn key_not_among_recipients(path: &Path, keys: &Keys) -> Failure {
    Failure::new(format!(
        "The key in {} could not open this record again: its public half is not among the recipients.",
        text_file::name_of(path)
    ))
    .hint(format!("Add this to the recipients in the settings: \"{}\"", keys.public_halves().join("\", \"")))
}

/// Says why a file of a record cannot be opened.
pub(in crate::shell) fn unopened(fault: OpenFault, path: &Path) -> Failure {
    of_file(path, fault).hint(fault.hint())
}

/// Says why what was in a file is no record.
pub(in crate::shell) fn no_record(fault: NoRecord, path: &Path) -> Failure {
    let hint = match fault {
        NoRecord::Later(_) => "Open it with that version.",
        _ => "Nothing of it was changed. Put back a copy of this file, if you have one.",
    };
    of_file(path, fault).hint(hint)
}

/// Says that a file holds another record than its name says.
pub(super) fn another_name(path: &Path) -> Failure {
    of_file(path, "The record in this file has another name than the file.")
        .hint("It may be that of another client. See what it is: stillpoint records show NAME")
}

/// Says that a record is asked for by its name.
pub(super) fn by_file(meant: &RecordName) -> Failure {
    Failure::new("A record is called by its name, not by its file; the settings say in which folder it is.")
        .hint(did_you_mean(meant.typed()))
}

/// Asks whether the record was meant whose file has the name that was typed; empty if it is not that of a file.
pub(in crate::shell) fn meant_without_ending(name: &RecordName) -> String {
    name.without_ending().map(|meant| did_you_mean(meant.typed())).unwrap_or_default()
}

/// Says why something is no name of a record.
pub(super) fn no_name(fault: NameFault) -> Failure {
    if fault == NameFault::FileEnding {
        return Failure::new(fault);
    }
    Failure::new(fault).hint(
        "Letters and figures of any script can stand in it, and blanks, hyphens and full stops between them.",
    )
}

/// Says that the thread that saves could not be made.
pub(super) fn no_recorder(error: io::Error) -> Failure {
    Failure::new("Nothing can be recorded").caused_by(error).hint("Close other programs, and try it again.")
}

/// Says that there is no record of this name; `near` asks for the one that was meant, or is empty.
pub(in crate::shell) fn missing(name: &RecordName, folder: &Path, near: &str) -> Failure {
    Failure::new(format!("There is no record \"{}\" in {}.", name.typed(), folder.display()))
        .hint(format!("{near}Run this to see which there are: stillpoint records list"))
}

/// Words that the settings allow no records, and how to change that with two commands.
pub(super) fn no_place(setting: Setting<'_>, missing: &str) -> Failure {
    // What cannot be shown as it is cannot be typed either.
    let home = setting.home.filter(|home| shown(home).is_some()).unwrap_or(Path::new("/home/me"));
    let (key, folder) = (home.join("stillpoint-key.txt"), home.join("stillpoint-records"));
    let word = typed(&key).unwrap_or_default();
    let counselor = &setting.site.counselor;
    let folder = counselor.records_folder.as_deref().unwrap_or(&folder).display();
    Failure::new(format!("{missing} No record is kept.")).hint(format!(
        "Make a key, and let its public half be shown:\n  age-keygen -o {word}\n  age-keygen -y {word}\n\
         Then write into {}, with what the second command printed:\n  [counselor]\n  records_folder = \"{folder}\"\n  \
         recipients = [\"age1…\"]\n  identity = \"{}\"",
        setting.file.display(),
        key.display()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::timestamp::Timestamp;

    #[test]
    fn every_fault_is_told_in_sentences_with_what_to_do() {
        let name = RecordName::parse("Anna").unwrap();
        let holder = Holder { pid: 12, host: "desk".into(), since: Timestamp(0) };
        let disk = [
            SaveFault::NoPermission,
            SaveFault::DiskFull,
            SaveFault::ReadOnly,
            SaveFault::NoFolder,
            SaveFault::IsFolder,
            SaveFault::Unconfirmed,
            SaveFault::Other("No locks available".into()),
        ];
        let others = [
            RecordFault::OpenToOthers,
            RecordFault::LockedRecord(None),
            RecordFault::LockedRecord(Some(holder.clone())),
            RecordFault::Changed,
            RecordFault::Twice,
            RecordFault::TooLarge,
            RecordFault::NotSealed,
        ];
        for fault in disk.into_iter().map(RecordFault::Disk).chain(others) {
            let told = failure(&fault, Path::new("/srv/records"), Some(&name));
            let (what, told) = (told.what(), told.told());
            assert!(what.ends_with('.') && told.len() > what.len(), "{told}");
        }
        let held = failure(&RecordFault::LockedRecord(Some(holder)), Path::new("/r"), Some(&name)).what();
        let since = Timestamp(0).shown_with_zone(&clock::zone());
        assert_eq!(
            held,
            format!("The record \"Anna\" is open in another program: process 12 on desk, since {since}.")
        );
    }

    #[test]
    fn only_a_folder_of_records_is_to_be_closed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("records");
        std::fs::create_dir(&path).unwrap();
        let advice = || failure(&RecordFault::OpenToOthers, &path, None).told();
        for ours in ["anna.age", ".session", ".anna.lock"] {
            std::fs::write(path.join(ours), "").unwrap();
            assert!(
                advice().ends_with(&format!("run: chmod 700 {}", path.display())),
                "{ours}: {}",
                advice()
            );
        }
        for others in [".bashrc", "letters"] {
            std::fs::write(path.join(others), "").unwrap();
            assert!(
                advice().contains("Name a folder of your own") && !advice().contains("chmod"),
                "{others}"
            );
            std::fs::remove_file(path.join(others)).unwrap();
        }
        std::fs::create_dir(path.join("more")).unwrap();
        assert!(!advice().contains("chmod"), "a folder in it may be anybody's");
        let shared = failure(&RecordFault::OpenToOthers, Path::new("/tmp/not-there"), None).told();
        assert!(!shared.contains("chmod"), "{shared}");
    }
}
