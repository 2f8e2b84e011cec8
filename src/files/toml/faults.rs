//! Collects the faults of a file while its tree is read, and turns them into diagnostics in the order of the lines.
//!
//! It also remembers which values could not be read, so that no fault is reported that only follows from one. It must
//! not look at values itself.

use super::diagnostic::{Diagnostic, Diagnostics, Place, is_unsafe};
use super::lint::{Level, Lint};
use super::locator::Locator;
use crate::domain::questionnaire::problem::{KeyPath, PathStep};
use crate::domain::sanitize::is_plain;
use std::collections::BTreeSet;
use std::ops::Range;
use strsim::osa_distance;

/// The most faults of one file that are shown. Of any more only the number is shown.
const SHOWN: usize = 1000;

/// The most faults that are kept, so that a file full of faults cannot fill the memory.
const KEPT: usize = 5_000;

/// One fault, with its place in bytes.
struct Fault {
    level: Level,
    lint: Option<Lint>,
    span: Option<Range<usize>>,
    message: String,
    advice: String,
}

/// The faults of one file.
#[derive(Default)]
pub(in crate::files) struct Faults {
    list: Vec<Fault>,
    beyond: usize,
    unread: BTreeSet<KeyPath>,
}

/// Which keys of which tables could not be read in some entry; a key of `None` means a whole entry or table.
pub(in crate::files) struct Gaps(BTreeSet<(&'static str, Option<&'static str>)>);

impl Gaps {
    /// Says whether this key of some entry, or some entry as a whole, could not be read.
    pub(in crate::files) fn has(&self, table: &'static str, key: &'static str) -> bool {
        self.0.contains(&(table, None)) || self.0.contains(&(table, Some(key)))
    }
}

impl Faults {
    /// Says whether there is no room for another fault, and counts it if so.
    ///
    /// Callers that may find hundreds of thousands of faults ask this before they make a sentence.
    pub(in crate::files) fn overflows(&mut self) -> bool {
        let full = self.is_full();
        self.beyond += usize::from(full);
        full
    }

    /// Returns how many faults are kept.
    pub(in crate::files) fn count(&self) -> usize {
        self.list.len()
    }

    /// Says whether the most faults that are kept have been found.
    pub(in crate::files) fn is_full(&self) -> bool {
        self.list.len() >= KEPT
    }

    /// Adds a fault; a span of `None` is about the whole file.
    pub(in crate::files) fn report(
        &mut self,
        span: Option<Range<usize>>,
        message: impl Into<String>,
        advice: impl Into<String>,
    ) {
        self.add(Level::Error, None, span, (message.into(), advice.into()));
    }

    /// Adds the finding of a lint.
    pub(in crate::files) fn find(
        &mut self,
        lint: Lint,
        span: Option<Range<usize>>,
        message: String,
        advice: String,
    ) {
        self.add(lint.level(), Some(lint), span, (message, advice));
    }

    fn add(
        &mut self,
        level: Level,
        lint: Option<Lint>,
        span: Option<Range<usize>>,
        (message, advice): (String, String),
    ) {
        if !self.overflows() {
            self.list.push(Fault { level, lint, span, message, advice });
        }
    }

    /// Reports characters in comments that could act on a terminal. It does so only for a file without other faults,
    /// which report such characters in values.
    pub(in crate::files) fn report_strays(&mut self, text: &str) {
        if !self.is_empty() {
            return;
        }
        let stray = |c: char| is_unsafe(c) && !matches!(c, '\n' | '\r' | '\t' | '\u{FEFF}');
        let mut begins = 0;
        for line in text.split_inclusive('\n') {
            // Nearly all lines are plain, and one test of a whole line is much faster than one of each character.
            let asked = if is_plain(line) { "" } else { line };
            for (at, c) in asked.char_indices().filter(|(_, c)| stray(*c)) {
                let message = format!("The character U+{:04X} stands in a remark.", u32::from(c));
                let advice = "Remove it; it could act on a terminal or change how the file reads.";
                self.report(Some(begins + at..begins + at + c.len_utf8()), message, advice);
            }
            begins += line.len();
        }
    }

    /// Says whether no fault was found.
    pub(in crate::files) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Remembers that the value at a path could not be read.
    pub(in crate::files) fn unread(&mut self, at: KeyPath) {
        self.unread.insert(at);
    }

    /// Says whether the value at a path, or one that it stands in, could not be read.
    pub(in crate::files) fn is_unread(&self, at: &KeyPath) -> bool {
        !self.unread.is_empty()
            && (0..=at.0.len())
                .filter_map(|len| at.0.get(..len))
                .any(|steps| self.unread.contains(&KeyPath(steps.to_vec())))
    }

    /// Returns which keys of which tables have gaps.
    pub(in crate::files) fn gaps(&self) -> Gaps {
        let gap = |path: &KeyPath| match path.0.as_slice() {
            [PathStep::Key(table), PathStep::At(_), PathStep::Key(key), ..] => Some((*table, Some(*key))),
            [PathStep::Key(table), ..] => Some((*table, None)),
            _ => None,
        };
        Gaps(self.unread.iter().filter_map(gap).collect())
    }

    /// Returns the diagnostics with the lines they are about, sorted by place.
    pub(in crate::files) fn into_diagnostics(self, file: &str, text: &str) -> Diagnostics {
        let mut locator = Locator::new(text);
        self.placed(file, |span| locator.place(span))
    }

    /// Returns the diagnostics, sorted by place, without excerpts, for a file of answers.
    pub(in crate::files) fn into_bare_diagnostics(self, file: &str, text: &str) -> Diagnostics {
        let mut locator = Locator::new(text);
        self.placed(file, |span| locator.bare_place(span.start))
    }

    fn placed(mut self, file: &str, mut locate: impl FnMut(&Range<usize>) -> Place) -> Diagnostics {
        self.list.sort_by_key(|fault| fault.span.as_ref().map(|span| (span.start, span.end)));
        let more = self.beyond + self.list.len().saturating_sub(SHOWN);
        let diagnose = |Fault { level, lint, span, message, advice }| {
            let place = span.map(|span| locate(&span));
            Diagnostic { level, lint, file: file.to_owned(), place, message, advice }
        };
        let mut list: Vec<Diagnostic> = self.list.into_iter().take(SHOWN).map(diagnose).collect();
        if more > 0 {
            let message = format!("There are {more} more problems in this file.");
            list.push(Diagnostic::of_file(file, message, "Mend those above first."));
        }
        Diagnostics(list)
    }
}

/// Asks whether the known name was meant that is most similar to a wrong one; empty if none is similar enough. A list of
/// the known names, or another sentence, can follow.
pub(crate) fn did_you_mean(word: &str, names: &[&str]) -> String {
    nearest(word, names).map(meant).unwrap_or_default()
}

/// Asks whether this name was meant.
pub(crate) fn meant(name: &str) -> String {
    format!("Did you mean \"{name}\"? ")
}

/// Lists the names that there are.
pub(crate) fn there_are<T: AsRef<str>>(names: &[T]) -> String {
    let verb = if names.len() == 1 { "is" } else { "are" };
    format!("There {verb}: {}.", names.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", "))
}

/// Returns the known name that is most similar to a wrong one, if one is similar enough.
///
/// Capitals count as small letters. It counts the letters to add, drop, change or swap with their neighbour (the distance of optimal string alignment).
pub(crate) fn nearest<'a>(word: &str, names: &[&'a str]) -> Option<&'a str> {
    let room = if word.len() < 5 { 1 } else { 2 };
    let small = word.to_lowercase();
    // The distance is at least the difference of the lengths, so most names need no counting.
    let alike = names.iter().filter(|name| name.len().abs_diff(small.len()) <= room);
    let counted = alike.map(|name| (osa_distance(&small, &name.to_lowercase()), *name));
    counted
        .filter(|(distance, _)| *distance <= room)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        let names = ["id", "label", "text", "options", "at_least"];
        assert_eq!(nearest("lable", &names), Some("label"));
        assert_eq!(nearest("optoins", &names), Some("options"));
        assert_eq!(nearest("at-least", &names), Some("at_least"));
        assert_eq!(nearest("OPTIONS", &names), Some("options"));
        assert_eq!(nearest("colour", &names), None);
        assert_eq!(nearest("", &names), None);
    }

    #[test]
    fn what_stands_in_an_unread_part_is_unread_too() {
        let mut faults = Faults::default();
        faults.unread(KeyPath::entry("items", 2).key("id"));
        assert!(faults.is_unread(&KeyPath::entry("items", 2).key("id")));
        assert!(!faults.is_unread(&KeyPath::entry("items", 2)));
        assert!(faults.gaps().has("items", "id") && !faults.gaps().has("items", "label"));
        faults.unread(KeyPath::entry("items", 3));
        assert!(faults.is_unread(&KeyPath::entry("items", 3).key("facts").at(1)));
        assert!(faults.gaps().has("items", "label"));
    }
}
