//! What is said when a record cannot be opened, written or removed, and how to make a place for records.
//!
//! Nothing here holds what is in a record, and no name but the one that was asked for.

use crate::domain::faults::save::{Holder, RecordFault, SaveFault};
use crate::domain::site::Site;
use crate::files::records::name::RecordName;
use crate::shell::world::error::Failure;
use std::path::Path;

/// Where records would be told of, and what is needed for that.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// What the site has set.
    pub site: &'a Site,
    /// The file in which that stands, or could be written.
    pub file: &'a Path,
    /// The person's own folder.
    pub home: Option<&'a Path>,
}

/// Says what a fault means for the person.
pub(in crate::shell) fn failure(fault: &RecordFault, folder: &Path, name: Option<&RecordName>) -> Failure {
    let place = folder.display();
    let record =
        name.map_or_else(|| "The record".to_owned(), |name| format!("The record \"{}\"", name.typed()));
    match fault {
        RecordFault::Disk(fault) => of_disk(fault, folder),
        RecordFault::OpenToOthers => Failure::failed(
            format!(
                "{place}: Others may look into this folder, and no record is kept where others may look."
            ),
            format!(
                "Name a folder for records alone in the settings; if this is one, run: chmod 700 {}",
                quoted(folder)
            ),
        ),
        RecordFault::LockedRecord(holder) => Failure::failed(
            format!("{record} is open in another program{}.", holder.as_ref().map_or_else(String::new, by)),
            "End it there first. The lock of a program that is gone is gone with it.",
        ),
        RecordFault::Changed => Failure::failed(
            format!(
                "{record} was changed by another program while it was open here. It was not overwritten."
            ),
            "Look at it with: stillpoint records show NAME",
        ),
        RecordFault::TooLarge => Failure::failed(
            format!("{record} is larger than 64 MiB, and no record is."),
            "Shorten its notes.",
        ),
        RecordFault::NotSealed => {
            Failure::failed(format!("{record} could not be encrypted, and was not written."), "Try it again.")
        }
    }
}

fn by(Holder { pid, host, since }: &Holder) -> String {
    format!(": process {pid} on {host}, since {}", since.shown())
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
            "Something stands in this folder that is no file of this program and has the name of one.",
            "Move it out of the folder.",
        ),
        SaveFault::Unconfirmed => (
            "The disk did not confirm that what was changed here will stay.",
            "Look at it before you rely on it.",
        ),
        SaveFault::Other(_) => ("", "Try it again, or choose another folder."),
    };
    let said = if let SaveFault::Other(detail) = fault { format!("{detail}.") } else { what.to_owned() };
    Failure::failed(format!("{}: {said}", folder.display()), hint)
}

/// Says that records cannot be kept as settings are, and how to make that possible in two commands.
pub(super) fn no_place(setting: Setting<'_>, missing: &str) -> Failure {
    let home = setting.home.unwrap_or(Path::new("/home/me"));
    let (key, folder) = (home.join("stillpoint-key.txt"), home.join("stillpoint-records"));
    let typed = quoted(&key);
    let counselor = &setting.site.counselor;
    let folder = counselor.records_folder.as_deref().unwrap_or(&folder).display();
    Failure::failed(
        format!("{missing} No record is kept."),
        format!(
            "Make a key, and let its public half be shown:\n  age-keygen -o {typed}\n  age-keygen -y {typed}\n\
             Then write into {}, with what the second command printed:\n  [counselor]\n  records_folder = \"{folder}\"\n  \
             recipients = [\"age1…\"]\n  identity = \"{}\"",
            setting.file.display(),
            key.display()
        ),
    )
}

/// Returns a path as a shell takes it for one word.
fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '+' | ',' | '@');
    if path.chars().all(plain) { path } else { format!("'{}'", path.replace('\'', "'\\''")) }
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
            RecordFault::TooLarge,
            RecordFault::NotSealed,
        ];
        for fault in disk.into_iter().map(RecordFault::Disk).chain(others) {
            let told = failure(&fault, Path::new("/srv/records"), Some(&name));
            let (what, told) = (told.what(), told.told());
            assert!(what.ends_with('.') && told.len() > what.len(), "{told}");
        }
        let held = failure(&RecordFault::LockedRecord(Some(holder)), Path::new("/r"), Some(&name)).what();
        assert_eq!(
            held,
            "The record \"Anna\" is open in another program: process 12 on desk, since 1970-01-01 00:00 UTC."
        );
    }

    #[test]
    fn a_path_is_one_word_for_a_shell() {
        assert_eq!(quoted(Path::new("/home/me/key.txt")), "/home/me/key.txt");
        assert_eq!(quoted(Path::new("/home/a b/o'k")), "'/home/a b/o'\\''k'");
    }
}
