//! Turns the name that a counselor types for a record into the name of a file.
//!
//! The same name in capitals, or with letters composed otherwise, is the same record. This module must not look
//! anything up, or put anything of a record into the name of its file.
//!
//! ```
//! use stillpoint::files::records::name::{NameFault, RecordName};
//!
//! let name = RecordName::parse(" Ana  Núñez ").unwrap();
//! assert_eq!((name.typed(), name.stem()), ("Ana  Núñez", "ana núñez"));
//! assert_eq!(RecordName::parse(""), Err(NameFault::Empty));
//! ```

pub use crate::domain::faults::begin::NameFault;
use crate::domain::silent::silent;
use crate::files::toml::diagnostic::quote;
use std::fmt;
use std::ops::RangeInclusive;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The ending of the file of a record.
const ENDING: &str = ".age";

/// The ending of the lock file of a record.
pub(super) const LOCK: &str = ".lock";

/// The beginning of the name that a record's file gets while it is being removed.
pub(super) const REMOVED: &str = ".removed-";

/// The file on which an earlier version held a lock while a walkthrough ran. It stayed in the folder, empty.
pub(super) const FORMER_LOCK: &str = ".session";

/// The longest name, in bytes: with what is put around it, every file system has room for it.
const LONGEST: usize = 120;

/// What a name may have besides letters, figures and marks on letters.
const SIGNS: [char; 7] = ['-', '_', '.', ' ', '\'', '’', '·'];

/// Invisible characters: joiners, fillers, variation selectors. They are removed, because two names that look alike
/// have to be the same record.
const UNSEEN: [RangeInclusive<char>; 9] = [
    '\u{34f}'..='\u{34f}',
    '\u{115f}'..='\u{1160}',
    '\u{17b4}'..='\u{17b5}',
    '\u{180b}'..='\u{180f}',
    '\u{200c}'..='\u{200d}',
    '\u{3164}'..='\u{3164}',
    '\u{fe00}'..='\u{fe0f}',
    '\u{ffa0}'..='\u{ffa0}',
    '\u{e0100}'..='\u{e01ef}',
];

/// The name of a record: as it was typed, and normalized for its file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RecordName {
    stem: String,
    typed: String,
}

silent!(RecordName);

impl std::error::Error for NameFault {}

impl fmt::Display for NameFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("The name of the record is empty."),
            Self::Start => f.write_str("The name of a record begins with a letter or a figure."),
            Self::Sign(sign) => {
                let code = u32::from(*sign);
                write!(
                    f,
                    "The name of a record cannot have {} (U+{code:04X}) in it.",
                    quote(&sign.to_string())
                )
            }
            Self::FileEnding => {
                f.write_str("The name of a new record cannot end with .age: that is the ending of its file.")
            }
            Self::TooLong => {
                write!(f, "The name of the record is too long: there is room for {LONGEST} bytes.")
            }
        }
    }
}

impl RecordName {
    /// Reads a name as it was typed.
    ///
    /// # Errors
    /// See [`NameFault`].
    pub fn parse(typed: &str) -> Result<Self, NameFault> {
        let typed = typed.trim();
        // The length is checked first, because normalizing can make a text 18 times as long.
        if typed.len() > 4 * LONGEST {
            return Err(NameFault::TooLong);
        }
        let stem = folded(typed);
        let first = stem.chars().next().ok_or(NameFault::Empty)?;
        let fits = |c: char| c.is_alphanumeric() || is_combining_mark(c) || SIGNS.contains(&c);
        if let Some(sign) = stem.chars().find(|c| !fits(*c)) {
            // Normalizing may have changed the sign. The message names the one that was typed.
            let from = typed.chars().find(|c| folded(c.encode_utf8(&mut [0; 4])).contains(sign));
            return Err(NameFault::Sign(from.unwrap_or(sign)));
        }
        if !first.is_alphanumeric() {
            return Err(NameFault::Start);
        }
        if stem.len() > LONGEST || filed(typed).len() > LONGEST {
            return Err(NameFault::TooLong);
        }
        Ok(Self { stem, typed: typed.to_owned() })
    }

    /// Returns the name as it was typed.
    #[must_use]
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Returns the normalized name. Two names with the same normalized name are the same record.
    #[must_use]
    pub fn stem(&self) -> &str {
        &self.stem
    }

    /// Returns the name that the record's file gets: with capitals as they were typed. A file that is there already may
    /// be written otherwise.
    #[must_use]
    pub fn file(&self) -> String {
        format!("{}{ENDING}", filed(&self.typed))
    }

    /// Returns the name of the file in which a new state of the record is written.
    pub(super) fn new_file(&self) -> String {
        format!(".{}{ENDING}.new", self.stem)
    }

    /// Returns the name of the file that says who has the record open.
    pub(super) fn lock_file(&self) -> String {
        format!(".{}{LOCK}", self.stem)
    }

    /// Returns the name without the ending of a record's file, if it has that: somebody typed the name of a file. An
    /// earlier version let a record be called so, therefore such a name is one.
    #[must_use]
    pub(crate) fn without_ending(&self) -> Option<Self> {
        let (name, ending) = self.typed.split_at_checked(self.typed.len().checked_sub(ENDING.len())?)?;
        Self::parse(name).ok().filter(|_| ending.eq_ignore_ascii_case(ENDING))
    }

    /// Returns the name of the record to whose file a path leads, if what was typed is such a path.
    #[must_use]
    pub(crate) fn of_path(typed: &str) -> Option<Self> {
        let (_, file) = typed.trim().rsplit_once('/')?;
        let name = Self::parse(file).ok()?;
        Some(name.without_ending().unwrap_or(name))
    }

    /// Verifies that a record can begin under this name.
    ///
    /// # Errors
    /// [`NameFault::FileEnding`]: it would be taken for the file of another record.
    pub(crate) fn verify_new(&self) -> Result<(), NameFault> {
        self.without_ending().map_or(Ok(()), |_| Err(NameFault::FileEnding))
    }

    /// Returns the name of the record whose file has this name, if it is one.
    #[must_use]
    pub(crate) fn of_file(name: &str) -> Option<Self> {
        let stem = name.strip_suffix(ENDING)?;
        // A file system may compose letters in its own way. This program writes no blank that is not needed.
        let composed: String = stem.nfc().collect();
        Self::parse(&composed).ok().filter(|record| filed(&record.typed) == composed)
    }
}

/// Returns a name as it was typed, composed, its blanks single, and without invisible characters.
fn filed(typed: &str) -> String {
    let seen: String = typed.nfc().filter(|c| !is_unseen(*c)).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect()
}

fn is_unseen(c: char) -> bool {
    UNSEEN.iter().any(|range| range.contains(&c))
}

/// Returns a name in small letters and composed, its blanks single.
///
/// Lower case may have letters to compose, and composing may make letters with a lower case, so it repeats both until
/// nothing changes.
pub(super) fn folded(typed: &str) -> String {
    let mut name = filed(typed);
    for _ in 0..4 {
        let composed: String = name.nfkc().collect();
        let small: String = composed.chars().filter(|c| !is_unseen(*c)).flat_map(small).collect();
        let next: String = small.nfkc().collect();
        if next == name {
            break;
        }
        name = next;
    }
    name.trim().to_owned()
}

/// Returns a letter in small. By way of the capital, so that letters with one capital are the same: ß and ss, ς and σ.
fn small(letter: char) -> impl Iterator<Item = char> {
    // The dotless i shares its capital with the letter i.
    let dotless = (letter == 'ı').then_some(letter);
    let others = letter.to_uppercase().filter(move |_| dotless.is_none()).flat_map(char::to_lowercase);
    dotless.into_iter().chain(others)
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, NameFault, RecordName};
    use proptest::prelude::*;

    fn stem(typed: &str) -> Result<String, NameFault> {
        RecordName::parse(typed).map(|name| name.stem().to_owned())
    }

    #[test]
    fn a_name_is_the_same_however_it_is_typed() {
        for (typed, filed) in [
            ("anna", "anna"),
            ("  ANNA  ", "anna"),
            ("Zoë", "zoë"),
            ("Zoe\u{308}", "zoë"),
            ("ZOE\u{308}", "zoë"),
            ("Müller  2026-11", "müller 2026-11"),
            ("Straße", "strasse"),
            ("STRASSE", "strasse"),
            ("ΟΔΟΣ", "οδοσ"),
            ("οδος", "οδοσ"),
            ("ﬁle", "file"),
            ("Ａ１", "a1"),
            ("日本 太郎", "日本 太郎"),
            ("ｶﾞ", "ガ"),
            ("क्षितिज", "क्षितिज"),
            ("o’Brien", "o’brien"),
            ("a.b", "a.b"),
            ("İ", "i\u{307}"),
            ("ı", "ı"),
            ("علی\u{200c}رضا", "علیرضا"),
            ("anna\u{fe0f}", "anna"),
            ("an\u{34f}na\u{3164}", "anna"),
            ("葛\u{e0100}城", "葛城"),
        ] {
            assert_eq!(stem(typed).as_deref(), Ok(filed), "{typed}");
        }
        let name = RecordName::parse(" Anna ").unwrap();
        assert_eq!((name.typed(), name.file().as_str()), ("Anna", "Anna.age"));
        assert_eq!((name.new_file().as_str(), name.lock_file().as_str()), (".anna.age.new", ".anna.lock"));
        assert!(!format!("{name:?}").to_lowercase().contains("anna"));
    }

    #[test]
    fn no_name_leads_out_of_the_folder_or_hides() {
        for typed in [
            "..",
            ".",
            "../a",
            "a/b",
            "/etc/passwd",
            "a\\b",
            ".hidden",
            "-rf",
            "_a",
            "a\0b",
            "a\u{1b}[2J",
            "a\u{202e}b",
            "a\u{200b}b",
            "\u{301}a",
            "a:b",
            "a*b",
            "a|b",
            "～a",
            "．．",
            "／a",
            "a／b",
            "‥",
            "…a",
            "\u{feff}a",
        ] {
            assert!(RecordName::parse(typed).is_err(), "{typed:?}");
        }
        assert_eq!(stem(""), Err(NameFault::Empty));
        assert_eq!(stem(" \u{3000} "), Err(NameFault::Empty));
        assert_eq!(stem(".a"), Err(NameFault::Start));
        assert_eq!(stem("a/b"), Err(NameFault::Sign('/')));
        assert_eq!(stem("a½"), Err(NameFault::Sign('½')), "it is named as it was typed");
    }

    #[test]
    fn a_name_has_its_bounds() {
        assert!(stem(&"n".repeat(LONGEST)).is_ok());
        assert_eq!(stem(&"n".repeat(LONGEST + 1)), Err(NameFault::TooLong));
        assert_eq!(stem(&"日".repeat(LONGEST / 3 + 1)), Err(NameFault::TooLong));
        assert_eq!(stem(&"n".repeat(10_000_000)), Err(NameFault::TooLong));
        // One letter that is eighteen when it is composed anew.
        assert!(stem(&"ﷺ".repeat(9)).is_err());
    }

    #[test]
    fn the_name_or_the_path_of_a_file_tells_which_record_was_meant() {
        let without = |typed: &str| RecordName::parse(typed).unwrap().without_ending();
        assert_eq!(without("Maple 7.age").unwrap().typed(), "Maple 7");
        assert_eq!(without("anna.AGE").unwrap().typed(), "anna");
        assert_eq!(without("anna.age.age").unwrap().typed(), "anna.age");
        for typed in ["anna", "age", "a.aged", "日本"] {
            assert_eq!(without(typed), None, "{typed}");
            assert_eq!(RecordName::parse(typed).unwrap().verify_new(), Ok(()));
        }
        assert_eq!(RecordName::parse("Maple 7.age").unwrap().verify_new(), Err(NameFault::FileEnding));
        let of = |typed: &str| RecordName::of_path(typed).map(|name| name.typed().to_owned());
        assert_eq!(of("records/Maple 7.age").as_deref(), Some("Maple 7"));
        assert_eq!(of("/srv/records/anna").as_deref(), Some("anna"));
        assert_eq!((of("anna.age"), of("records/"), of("../.anna.lock")), (None, None, None));
    }

    #[test]
    fn only_files_of_records_are_taken_for_such() {
        let of = |name: &str| RecordName::of_file(name).map(|name| name.stem().to_owned());
        assert_eq!(of("anna.age").as_deref(), Some("anna"));
        assert_eq!(of("zoe\u{308}.age").as_deref(), Some("zoë"));
        assert_eq!(of("Maple 7.age").as_deref(), Some("maple 7"));
        for name in [
            "anna",
            " anna.age",
            "an\u{200d}na.age",
            ".anna.age",
            ".age",
            "anna.age.new",
            ".anna.lock",
            "anna.AGE",
            "a  b.age",
        ] {
            assert_eq!(of(name), None, "{name}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_refused_or_a_safe_name_that_stays(typed in "\\PC{0,30}|[a-zA-Zßıİﬁ\u{301}./ -]{0,12}") {
            let Ok(name) = RecordName::parse(&typed) else { return Ok(()) };
            let file = name.file();
            let safe = |c: char| !c.is_control() && !matches!(c, '/' | '\\' | '\0');
            prop_assert!(file.chars().all(safe) && !file.starts_with(['.', '-', ' ']), "{file:?}");
            prop_assert!(name.lock_file().len() < 140 && name.new_file().len() < 140);
            let again = RecordName::parse(name.stem()).unwrap();
            prop_assert_eq!(again.stem(), name.stem());
            let found = RecordName::of_file(&file).unwrap();
            prop_assert_eq!(found.stem(), name.stem());
            prop_assert!(std::path::Path::new(&file).components().count() == 1);
        }
    }
}
