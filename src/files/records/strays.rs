//! Finds what lies in a folder of records and is no record, and what looks like a copy of one.
//!
//! Programs that synchronise a folder and file managers name copies in ways of their own. So this module does not know
//! those programs: a file whose name begins with that of a record, and goes on with something else than a letter or a
//! figure, may be a copy of it. Whether it is one, nobody can tell without a key; this module must not open it.

use super::folder::{RecordStore, fault};
use super::name::{FORMER_LOCK, LOCK, REMOVED, RecordName, folded};
use crate::domain::faults::save::RecordFault;
use crate::domain::timestamp::Timestamp;
use crate::files::disk::{Entry, Folder};

/// What file managers and other programs put before the name of a file that they copy.
const BEFORE: [&str; 8] = [
    "copy of ",
    "copia de ",
    "copie de ",
    "kopie von ",
    ".syncthing.",
    "~syncthing~",
    "~lock.",
    "backup of ",
];

/// What stands in the name of a copy, in English, Spanish, French and German.
const WORDS: [&str; 8] = ["copy", "copia", "copie", "kopie", "conflict", "konflikt", "conflicto", "conflit"];

/// A name in the folder that is no record of this program, or looks like a copy of one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stray {
    /// The name in the folder.
    pub name: String,
    /// When it was changed last.
    pub changed: Timestamp,
    /// How long it is, in bytes.
    pub bytes: u64,
    /// Whether it is a file, and not a folder, a link or the like.
    pub is_file: bool,
    /// The record that this program would open under this name, if it would.
    pub record: Option<RecordName>,
    /// The record that it may be a copy of, as it is written.
    pub copy_of: Option<String>,
}

impl Stray {
    /// Says whether a record may be in it, by its name.
    #[must_use]
    pub fn may_hold_record(&self) -> bool {
        self.is_file && (self.copy_of.is_some() || self.name.to_lowercase().contains(".age"))
    }
}

impl<F: Folder> RecordStore<F> {
    /// Lists what is no record, and what looks like a copy of one, by name. What lies in a folder in the folder is not
    /// looked at. The caller checks first whether a walkthrough runs.
    ///
    /// # Errors
    /// What the disk says.
    pub fn strays(&self) -> Result<Vec<Stray>, RecordFault> {
        let entries = self.folder.list().map_err(|error| fault(&error))?;
        let records: Vec<RecordName> = entries.iter().filter_map(record).collect();
        let mut strays: Vec<Stray> = entries.iter().filter_map(|entry| stray(entry, &records)).collect();
        strays.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(strays)
    }

    /// Lists what may be a copy of this record, whether it is there itself or not. A record that is told from it by a
    /// figure at its end is among them: some programs name copies so.
    ///
    /// # Errors
    /// What the disk says.
    pub fn copies_of(&self, name: &RecordName) -> Result<Vec<Stray>, RecordFault> {
        let entries = self.folder.list().map_err(|error| fault(&error))?;
        let is_copy = |entry: &&Entry| {
            !is_own(&entry.name)
                && record(entry).is_none_or(|record| record.stem() != name.stem())
                && rest_after(name.stem(), &entry.name).is_some_and(|rest| {
                    record(entry).is_none() || looks_copied(&entry.name) || is_number(&rest)
                })
        };
        let mut copies: Vec<Stray> =
            entries.iter().filter(is_copy).map(|entry| of(entry, Some(name))).collect();
        copies.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(copies)
    }
}

/// Returns the record whose file this is, if it is one.
fn record(entry: &Entry) -> Option<RecordName> {
    RecordName::of_file(&entry.name).filter(|_| entry.is_file)
}

fn stray(entry: &Entry, records: &[RecordName]) -> Option<Stray> {
    if is_own(&entry.name) || (record(entry).is_some() && !looks_copied(&entry.name)) {
        return None;
    }
    let begins = |record: &&RecordName| rest_after(record.stem(), &entry.name).is_some();
    let nearest = records.iter().filter(begins).filter(|record| record.file() != entry.name);
    Some(of(entry, nearest.max_by_key(|record| record.stem().len())))
}

fn of(entry: &Entry, copied: Option<&RecordName>) -> Stray {
    Stray {
        name: entry.name.clone(),
        changed: Timestamp(entry.changed),
        bytes: entry.bytes,
        is_file: entry.is_file,
        record: record(entry),
        copy_of: copied.map(|record| record.typed().to_owned()),
    }
}

/// Says whether this program put a file of this name there itself.
fn is_own(name: &str) -> bool {
    let beside = |ending: &str| {
        let stem = name.strip_prefix('.').and_then(|name| name.strip_suffix(ending));
        stem.is_some_and(|stem| RecordName::parse(stem).is_ok_and(|record| record.stem() == stem))
    };
    name == FORMER_LOCK || name.starts_with(REMOVED) || beside(LOCK) || beside(".age.new")
}

/// Says whether a name is made as names of copies are.
fn looks_copied(name: &str) -> bool {
    let name = folded(name);
    BEFORE.iter().any(|before| name.starts_with(before))
        || name.split(|c: char| !c.is_alphanumeric()).skip(1).any(|word| {
            let word = word.trim_end_matches(|c: char| c.is_ascii_digit());
            WORDS.contains(&word) || word == "conflicted" || word == "sfconflict"
        })
}

/// Returns what follows the name of a record in the name of a file that may be a copy of it, without the ending.
fn rest_after(stem: &str, name: &str) -> Option<String> {
    let name = folded(name);
    let bare = BEFORE.iter().find_map(|before| name.strip_prefix(before)).unwrap_or(&name);
    let bare = bare.trim_start_matches(|c: char| !c.is_alphanumeric());
    let rest = bare.strip_prefix(stem)?;
    let bounded = !rest.starts_with(char::is_alphanumeric);
    bounded.then(|| rest.strip_suffix(".age").unwrap_or(rest).to_owned())
}

/// Says whether what follows a name is a number, as in "oak 2" and "oak (1)".
fn is_number(rest: &str) -> bool {
    let figures = rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '_' | '(' | ')' | '.'));
    !figures.is_empty() && figures.len() <= 2 && figures.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str) -> Entry {
        Entry { name: name.to_owned(), bytes: 1, changed: 0, is_file: true }
    }

    fn found(name: &str) -> Option<Option<String>> {
        let records = ["oak", "Oak tree", "anna"].map(|name| RecordName::parse(name).unwrap());
        stray(&entry(name), &records).map(|stray| stray.copy_of)
    }

    #[test]
    fn a_copy_is_known_by_the_name_of_the_record_whoever_made_it() {
        for name in [
            "oak (conflicted copy 2026-11-27).age",
            "oak (Anna's conflicted copy 2026-11-27).age",
            "oak (1).age",
            "oak.sync-conflict-20261127-101010-ABCDEFG.age",
            "Copy of oak.age",
            "Copia de oak.age",
            "oak copy.age",
            "oak - Copy.age",
            "oak - Copy (2).age",
            "oak (copy 2).age",
            "oak (SFConflict me@example.org 2026-11-27-10-10-10).age",
            "oak.age~",
            "oak.age.~1~",
            "oak.age.bak",
            "#oak.age#",
            ".oak.age.swp",
            ".syncthing.oak.age.tmp",
            "~syncthing~oak.age.tmp",
            "oak.AGE",
            "OAK [Conflict].age",
        ] {
            assert_eq!(found(name), Some(Some("oak".to_owned())), "{name}");
        }
        assert_eq!(found("Oak Tree (1).age"), Some(Some("Oak tree".to_owned())), "the longest name is meant");
        for name in ["oaks (1).age", "notes.txt", "desktop.ini", ".stfolder", "(1).age"] {
            assert_eq!(found(name), Some(None), "{name}");
        }
    }

    #[test]
    fn records_and_what_this_program_puts_beside_them_are_no_strays() {
        for name in [
            "oak.age",
            "maple 7.age",
            "Copy.age",
            "Kopieva.age",
            ".oak.lock",
            ".oak.age.new",
            ".removed-12",
            ".session",
        ] {
            assert_eq!(found(name), None, "{name}");
        }
        assert!(found(".oak (1).lock").is_some() && found(".Oak.age.new").is_some());
    }
}
