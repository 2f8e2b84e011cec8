//! Pieces of the sentences that came out of the source damaged, in any language of the text.
//!
//! Each piece is as short as can be told apart, and its advice says what is wrong with it and how it is read here; they stand
//! in the lists. Nothing but these pieces is compared: a damaged sentence in other words is not found. A piece inside a
//! longer word is, too. An English piece that was left standing in a translation is a fault as well, so that the language of
//! a text does not matter.

use super::normalize::Normalized;
use super::text_finding::{TextFinding, quoted};
use std::ops::Range;

/// How far a broken word is looked around at, in characters: enough for any indent, and a bound on the work.
const AROUND: usize = 16;

/// Pieces that are damaged in the same way.
#[derive(Debug)]
pub(super) struct DamagedPhrases {
    /// The pieces, normalized.
    pub(super) phrases: Vec<String>,
    /// What is wrong, and what to write.
    pub(super) advice: String,
}

/// A word that came out with a full stop after it or with a capital.
#[derive(Debug)]
pub(super) struct BrokenWord {
    /// How it may be written, each with its full stop: in small letters, with a capital, in capitals.
    written: [String; 3],
    advice: String,
}

impl BrokenWord {
    /// Makes a broken word of a whole one in small letters.
    pub(super) fn new(word: &str, advice: String) -> Self {
        let mut letters = word.chars();
        let capital: String =
            letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
        Self {
            written: [format!("{word}."), format!("{capital}."), format!("{}.", word.to_uppercase())],
            advice,
        }
    }

    /// Finds the word with a full stop after which the sentence goes on, or with a capital inside a sentence.
    fn find(&self, text: &str) -> Vec<Range<usize>> {
        let [_, capital, _] = &self.written;
        let found = self.written.iter().flat_map(|word| text.match_indices(word.as_str()));
        let broken = found.filter(|(at, word)| {
            goes_on_after(text, at + word.len()) || (word == capital && is_inside_sentence(text, *at))
        });
        broken.map(|(at, word)| at..at + word.len()).collect()
    }
}

/// Finds damaged pieces, whatever their quotes, dashes, case, blanks and hidden characters.
pub(super) fn find(text: &str, damaged: &[DamagedPhrases], broken: &[BrokenWord]) -> Vec<TextFinding> {
    let normalized = Normalized::of(text);
    let mut found = Vec::new();
    for DamagedPhrases { phrases, advice } in damaged {
        for phrase in phrases {
            let places = normalized.text().match_indices(phrase.as_str());
            let ranges = places.filter_map(|(at, _)| normalized.original(at..at + phrase.len()));
            found.extend(ranges.map(|range| make_finding(text, range, advice)));
        }
    }
    for word in broken {
        found.extend(word.find(text).into_iter().map(|range| make_finding(text, range, &word.advice)));
    }
    found.sort_by_key(|finding| (finding.range.start, std::cmp::Reverse(finding.range.end)));
    found.dedup_by(|later, first| later.range.start < first.range.end);
    found
}

fn make_finding(text: &str, range: Range<usize>, advice: &str) -> TextFinding {
    let message = format!("{} is a piece of a sentence that is known to be damaged.", quoted(text, &range));
    TextFinding { range, message, advice: advice.to_owned() }
}

/// Says whether a sentence has begun before this place, on the same line.
fn is_inside_sentence(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default().chars().rev();
    let last = before.take(AROUND).take_while(|c| *c != '\n').find(|c| !c.is_whitespace());
    last.is_some_and(|last| last.is_alphanumeric() || last == ',')
}

/// Says whether a sentence goes on after this place, in the same paragraph.
fn goes_on_after(text: &str, end: usize) -> bool {
    let after: String = text.get(end..).unwrap_or_default().chars().take(AROUND).collect();
    let paragraph = after.split("\n\n").next().unwrap_or_default();
    let next = paragraph.chars().find(|c| !c.is_whitespace());
    // Three full stops are an ellipsis, after which anything may come.
    next.is_some_and(|next| next.is_lowercase() || ",.;".contains(next)) && !after.starts_with("..")
}
