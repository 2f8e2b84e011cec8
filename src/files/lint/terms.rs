//! Glossary terms that no text uses.
//!
//! A term is used where its words stand one after another in a text, in any case, the last of them perhaps with an
//! ending that the lists name, such as -s. Its own entry is no use; another entry of the glossary is. Nothing
//! else is known of a language: a plural that is made otherwise is not found.

use super::finding::Finding;
use super::texts::LintedText;
use crate::domain::questionnaire::draft::Draft;
use crate::domain::questionnaire::problem::{KeyPath, PathStep};
use crate::files::toml::lint::Lint;
use std::collections::{HashMap, HashSet};

/// So many words of a term are compared at the most.
const WORDS: usize = 8;

/// Looks for every term in all texts.
pub(super) fn find(draft: &Draft, texts: &[LintedText<'_>], endings: &HashSet<String>) -> Vec<Finding> {
    let mut wanted: HashMap<Vec<String>, Vec<usize>> = HashMap::new();
    for (index, term) in draft.terms.iter().enumerate() {
        for form in forms(&term.term, endings) {
            wanted.entry(form).or_default().push(index);
        }
    }
    let lengths: HashSet<usize> = wanted.keys().map(Vec::len).collect();
    let mut used: HashSet<usize> = HashSet::new();
    for text in texts {
        let words = small_words(&text.text);
        let own = own_entry(&text.at);
        for length in lengths.iter().filter(|length| **length > 0) {
            let found = words.windows(*length).filter_map(|words| wanted.get(words)).flatten();
            used.extend(found.copied().filter(|index| Some(*index) != own));
        }
    }
    let unused = draft.terms.iter().enumerate().filter(|(index, _)| !used.contains(index));
    let finding = |(index, term): (usize, &crate::domain::questionnaire::draft::Term)| {
        let message = format!("No text uses the term \"{}\".", term.term);
        let advice = "Remove the entry, or write the term as the texts do.";
        Finding::at(Lint::UnusedTerm, KeyPath::entry("terms", index).key("term"), message, advice)
    };
    unused.map(finding).collect()
}

/// Returns the words of a term as they may stand in a text: as they are, and the last with an ending.
fn forms(term: &str, endings: &HashSet<String>) -> Vec<Vec<String>> {
    let mut own = small_words(term);
    own.truncate(WORDS);
    let with = |ending: &str| {
        let mut form = own.clone();
        if let Some(last) = form.last_mut() {
            last.push_str(ending);
        }
        form
    };
    endings.iter().map(String::as_str).chain([""]).map(with).collect()
}

/// Returns the words of a text in small letters.
fn small_words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Returns which entry of the glossary a text belongs to.
fn own_entry(at: &KeyPath) -> Option<usize> {
    match at.0.as_slice() {
        [PathStep::Key("terms"), PathStep::At(index), ..] => Some(*index),
        _ => None,
    }
}
