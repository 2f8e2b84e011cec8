//! Reads entries of the lists that lints use: words and patterns, each fault at its own place in the file.
//!
//! It does not know what the words are for.

use super::normalize::Normalized;
use super::pattern::{Pattern, PatternFault, Patterns, Sets, Words, instead_of};
use crate::domain::questionnaire::problem::known_here;
use crate::files::toml::faults::did_you_mean;
use crate::files::toml::raw_position::Written;
use crate::files::toml::tree::Table;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

/// A table of a list file, and the text of the whole file, in which a part of a value can be found.
pub(super) struct Entries<'e, 't, 'a, 'f> {
    /// The text of the file.
    pub(super) file: &'e str,
    /// The table.
    pub(super) table: &'t mut Table<'a, 'f>,
}

impl Entries<'_, '_, '_, '_> {
    /// Reads a text in which line breaks are only white space.
    pub(super) fn prose(&mut self, key: &'static str) -> String {
        self.table.prose(key).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Reads words with blanks between them, written as texts are compared.
    pub(super) fn words(&mut self, key: &'static str) -> HashSet<String> {
        self.list(key, |word| match instead_of(word) {
            Some(advice) => Err((format!("\"{word}\" is not written as texts are compared."), advice)),
            None => Ok(word.to_owned()),
        })
    }

    /// Reads words or parts of words with blanks between them, in small letters and as they are spelled.
    pub(super) fn spellings(&mut self, key: &'static str) -> HashSet<String> {
        self.list(key, |word| {
            let small = word.to_lowercase();
            let message = || (format!("\"{word}\" has a capital letter."), format!("Write \"{small}\"."));
            if small == word { Ok(small) } else { Err(message()) }
        })
    }

    /// Reads the words of a set that patterns can use.
    pub(super) fn set(&mut self, key: &'static str) -> Words {
        let mut set = Words::default();
        self.list(key, |word| {
            // A set in a set could hold itself.
            set.add(word, &Sets::new())
                .map(|()| word.to_owned())
                .map_err(|fault| (fault.message, fault.advice))
        });
        set
    }

    /// Reads patterns that must be there.
    pub(super) fn patterns(&mut self, key: &'static str, sets: &Sets) -> Patterns {
        let mut patterns = Vec::new();
        let written = self.table.lines(key);
        for (index, one) in written.iter().enumerate().filter(|(_, one)| !one.is_empty()) {
            match Pattern::parse(one, sets) {
                Ok(pattern) => patterns.push(pattern),
                Err(PatternFault { part, message, advice }) => {
                    let whole = self.table.span_in(key, index);
                    self.report(whole, one, &part, message, advice);
                }
            }
        }
        self.report_twice(key, &written);
        Patterns::new(patterns)
    }

    /// Reads phrases that must be there, written as texts are compared.
    pub(super) fn phrases(&mut self, key: &'static str) -> Vec<String> {
        let phrases = self.table.lines(key);
        for (index, phrase) in phrases.iter().enumerate() {
            let normalized = Normalized::of(phrase);
            if normalized.text() != phrase {
                let message = format!("\"{phrase}\" is not written as texts are compared.");
                let advice = format!("Write \"{}\".", normalized.text());
                self.table.faults.report(self.table.span_in(key, index), message, advice);
            }
        }
        self.report_twice(key, &phrases);
        phrases
    }

    /// Reads the name of something that stands elsewhere in the file.
    pub(super) fn named<T: ?Sized>(
        &mut self,
        key: &'static str,
        what: &str,
        all: &BTreeMap<String, Arc<T>>,
    ) -> Option<Arc<T>> {
        let name = self.table.line(key);
        let found = all.get(&name).cloned();
        if found.is_none() && !name.is_empty() {
            let known: Vec<&str> = all.keys().map(String::as_str).collect();
            let near = did_you_mean(&name, &known);
            let advice = format!("{near}{}", known_here(&known));
            let message = format!("There is no {what} \"{name}\".");
            self.table.faults.report(self.table.span_of(key), message, advice);
        }
        found
    }

    /// Reads words with blanks between them, each by itself, and reports those that stand there twice.
    fn list(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&str) -> Result<String, (String, String)>,
    ) -> HashSet<String> {
        let text = self.table.prose(key);
        let whole = self.table.span_of(key);
        let mut words = HashSet::new();
        let mut at = 0;
        for piece in text.split_inclusive(char::is_whitespace) {
            let word = piece.trim_end();
            let part = at..at + word.len();
            at += piece.len();
            if word.is_empty() {
                continue;
            }
            match read(word) {
                Ok(word) if words.contains(&word) => {
                    let message = format!("\"{word}\" stands in \"{key}\" already.");
                    self.report(whole.clone(), &text, &part, message, "Remove one of the two.".to_owned());
                }
                Ok(word) => _ = words.insert(word),
                Err((message, advice)) => self.report(whole.clone(), &text, &part, message, advice),
            }
        }
        words
    }

    fn report_twice(&mut self, key: &'static str, entries: &[String]) {
        let mut seen = HashSet::new();
        for (index, entry) in entries.iter().enumerate() {
            if !seen.insert(entry) {
                let message = format!("\"{entry}\" stands in \"{key}\" already.");
                self.table.faults.report(self.table.span_in(key, index), message, "Remove one of the two.");
            }
        }
    }

    /// Reports a fault at a part of a text.
    fn report(
        &mut self,
        whole: Option<Range<usize>>,
        text: &str,
        part: &Range<usize>,
        message: String,
        advice: String,
    ) {
        let narrowed = whole.clone().and_then(|whole| Written::of(self.file, &whole, text)?.part(part));
        self.table.faults.report(narrowed.or(whole), message, advice);
    }
}
