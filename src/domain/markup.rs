//! The small markup of the content: paragraphs, lists, `*emphasis*`.
//!
//! Reads it and no more; how it looks is for whoever shows it.

use super::clean::clean;

/// A piece of a text that stands for itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Block {
    /// Lines that run on.
    Paragraph(String),
    /// An entry of a list.
    Entry(String),
}

/// Reads a text of the content: blank lines part paragraphs, `- ` begins an entry, other lines run on.
#[must_use]
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for line in clean(text).lines().map(str::trim) {
        let (entry, words) = line.strip_prefix("- ").map_or((false, line), |words| (true, words.trim()));
        match blocks.last_mut() {
            Some(Block::Paragraph(before) | Block::Entry(before)) if open && !entry && !words.is_empty() => {
                before.push(' ');
                before.push_str(words);
            }
            _ if entry => blocks.push(Block::Entry(words.to_owned())),
            _ if !words.is_empty() => blocks.push(Block::Paragraph(words.to_owned())),
            _ => {}
        }
        open = !line.is_empty();
    }
    blocks
}

/// Splits a text at its `*emphasis*`; a star that opens or closes nothing is a star.
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
