//! Reads the small markup of the content: paragraphs, lists and `*emphasis*`.
//!
//! It must not decide how any of these looks; screens and exports do.
//!
//! ```
//! use stillpoint::domain::questionnaire::markup::{Block, blocks, emphasis};
//!
//! let read = blocks("Some people\nsleep little.\n\n- Some read.");
//! assert_eq!(read[0], Block::Paragraph("Some people sleep little.".into()));
//! assert_eq!(read[1], Block::Entry("Some read.".into()));
//! assert_eq!(emphasis("so *it* is"), [(false, "so "), (true, "it"), (false, " is")]);
//! ```

use crate::domain::sanitize::sanitize;

/// A piece of a text that begins on a line of its own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Block {
    /// A paragraph, its lines joined by blanks.
    Paragraph(String),
    /// An entry of a list, without its mark.
    Entry(String),
}

/// Splits a text of the content into blocks, cleaned.
///
/// A blank line ends a block. `- ` or `* ` begins an entry, and a number (`1. `) begins a paragraph. Any other line continues
/// the block before it.
#[must_use]
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for line in sanitize(text).lines().map(str::trim) {
        let entry = line.strip_prefix("- ").or_else(|| line.strip_prefix("* "));
        let words = entry.map_or(line, str::trim);
        let begins = entry.is_some() || is_numbered(line);
        match blocks.last_mut() {
            Some(Block::Paragraph(before) | Block::Entry(before)) if open && !begins && !words.is_empty() => {
                before.push(' ');
                before.push_str(words);
            }
            _ if entry.is_some() => blocks.push(Block::Entry(words.to_owned())),
            _ if !words.is_empty() => blocks.push(Block::Paragraph(words.to_owned())),
            _ => {}
        }
        open = !line.is_empty();
    }
    blocks
}

/// Says whether a line begins with the number of a step, of one or two figures: `1. `, `2) `.
fn is_numbered(line: &str) -> bool {
    let rest = line.trim_start_matches(|character: char| character.is_ascii_digit());
    (1..3).contains(&(line.len() - rest.len())) && (rest.starts_with(". ") || rest.starts_with(") "))
}

/// Splits a text into spans, each with whether it is emphasized. A star that opens or closes nothing stays a star.
#[must_use]
pub fn emphasis(text: &str) -> Vec<(bool, &str)> {
    let mut spans = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('*') {
        spans.push((false, before));
        match after.split_once('*') {
            Some((inner, tail)) if !inner.is_empty() && inner.trim() == inner => {
                spans.push((true, inner));
                rest = tail;
            }
            _ => {
                spans.push((false, "*"));
                rest = after;
            }
        }
    }
    spans.push((false, rest));
    spans
}

/// Returns a text without the marks of its emphasis.
#[must_use]
pub(crate) fn without_marks(text: &str) -> String {
    emphasis(text).into_iter().map(|(_, span)| span).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn paragraphs_run_on_and_entries_stand_alone() {
        let read = blocks("One\ntwo.\n\n- a\n  b\n- c\nd\n\nLast.");
        let (entry, paragraph) = (|s: &str| Block::Entry(s.into()), |s: &str| Block::Paragraph(s.into()));
        assert_eq!(read, [paragraph("One two."), entry("a b"), entry("c d"), paragraph("Last.")]);
    }

    #[test]
    fn a_list_with_stars_and_steps_with_numbers_do_not_run_together() {
        let read = blocks("Then:\n1. Stay\n   there.\n2) Call 4410.\n* a\n* b\n\nIn\n1998. And 1.5 of 2.");
        let (entry, paragraph) = (|s: &str| Block::Entry(s.into()), |s: &str| Block::Paragraph(s.into()));
        let steps = [paragraph("Then:"), paragraph("1. Stay there."), paragraph("2) Call 4410.")];
        assert_eq!(read[..3], steps);
        assert_eq!(read[3..], [entry("a"), entry("b"), paragraph("In 1998. And 1.5 of 2.")]);
    }

    #[test]
    fn emphasis_is_read_and_a_lone_star_stays() {
        assert_eq!(emphasis("a *b c* d"), [(false, "a "), (true, "b c"), (false, " d")]);
        let lone: String = emphasis("2 * 3 * 4 ** 5*")
            .into_iter()
            .map(|(strong, text)| {
                assert!(!strong, "{text}");
                text
            })
            .collect();
        assert_eq!(lone, "2 * 3 * 4 ** 5*");
    }

    proptest! {
        #[test]
        fn no_emphasis_loses_a_letter(text in "[a *]{0,20}") {
            let joined: String = emphasis(&text).into_iter().map(|(_, span)| span).collect();
            prop_assert_eq!(joined.replace('*', ""), text.replace('*', ""));
        }
    }
}
