//! What a lint of a text found: where in the text, and two sentences about it.
//!
//! A text finding knows no file, no line and no level, so that a lint of texts can be tried on any string.
//! `text_lints.rs` makes a [`Finding`](super::finding::Finding) of it.

use crate::domain::sanitize::sanitize;
use std::ops::Range;

/// Something that a lint found in one text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct TextFinding {
    /// The bytes of the text handed in; both ends lie between two characters.
    pub(super) range: Range<usize>,
    /// What was found, as a full sentence.
    pub(super) message: String,
    /// Why it matters, and what to write instead.
    pub(super) advice: String,
}

/// The longest piece of a text that a sentence repeats, in characters.
const LONGEST_QUOTE: usize = 60;

/// Returns a piece of a text in quotation marks, on one line, shortened, and without what could act on a terminal.
pub(super) fn quoted(text: &str, range: &Range<usize>) -> String {
    let piece = text.get(range.clone()).unwrap_or_default();
    let one_line = sanitize(piece).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short: String = one_line.chars().take(LONGEST_QUOTE).collect();
    if short.len() < one_line.len() {
        short.push('…');
    }
    format!("\"{short}\"")
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_quote_stays_short_and_on_one_line_and_acts_on_nothing() {
        assert_eq!(quoted("ab\n  cd\u{1b}[31m!", &(0..10)), "\"ab cd[3\"");
        assert_eq!(quoted(&"x".repeat(99), &(0..99)), format!("\"{}…\"", "x".repeat(60)));
        assert_eq!(quoted("é", &(1..2)), "\"\"");
    }
}
