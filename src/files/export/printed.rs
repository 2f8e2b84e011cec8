//! Breaks the text that a kiosk prints into rows that fit its paper, so that no printer has to cut them.
//!
//! It must not leave anything out or add a word: the outline and the handout decide what is said.

use super::prose::words;
use crate::domain::sanitize::sanitize;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The columns by which the rows after the first one of a paragraph stand further in.
const HANGING: usize = 2;

/// The signs after which a word may be broken that no row can hold, such as an address of a page.
const BREAKS: [char; 8] = ['/', '.', '-', '@', '_', '=', '&', '?'];

/// Returns the text in rows of at most `width` columns, with a newline at the end.
#[must_use]
pub fn page(text: &str, width: usize) -> String {
    let broken = text.trim_end().lines().flat_map(|line| rows(line, width));
    broken.map(|row| row + "\n").collect::<String>()
}

/// Breaks a line. What was indented stays so, as far as there is room.
fn rows(line: &str, width: usize) -> Vec<String> {
    let text = line.trim_start_matches(' ');
    if let Some(underline) = rule(text) {
        return vec![underline.chars().take(width).collect()];
    }
    let indent = (line.len() - text.len()).min(width / 4);
    let hanging = (indent + HANGING).min(width / 4);
    // A word as wide as the paper stands at its edge.
    let begun = |indent: usize, word: &str| " ".repeat(indent.min(width.saturating_sub(word.width()))) + word;
    let mut rows: Vec<String> = Vec::new();
    for word in words(&sanitize(text), width).iter().flat_map(|word| pieces(word, width)) {
        match rows.last_mut() {
            Some(row) if row.width() + 1 + word.width() <= width => {
                row.push(' ');
                row.push_str(&word);
            }
            Some(_) => rows.push(begun(hanging, &word)),
            None => rows.push(begun(indent, &word)),
        }
    }
    if rows.is_empty() { vec![String::new()] } else { rows }
}

/// Returns a line that only underlines what stands above it.
fn rule(text: &str) -> Option<&str> {
    let first = text.chars().next().filter(|first| matches!(first, '=' | '-'))?;
    text.chars().all(|c| c == first).then_some(text)
}

/// Breaks a word that is wider than a row, after a sign if it has one there; any other word stays whole.
fn pieces(word: &str, width: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    if word.width() <= width {
        return vec![word.to_owned()];
    }
    for part in word.split_inclusive(BREAKS) {
        let fits = pieces.last().is_some_and(|last| last.width() + part.width() <= width);
        if !fits {
            pieces.push(String::new());
        }
        for c in part.chars() {
            let is_full = pieces.last().is_some_and(|last| last.width() + c.width().unwrap_or(0) > width);
            if is_full {
                pieces.push(String::new());
            }
            if let Some(last) = pieces.last_mut() {
                last.push(c);
            }
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_is_broken_between_words_and_goes_on_further_in() {
        assert_eq!(
            page("Helpline: Call 0808 801 0331; 24 hours", 25),
            "Helpline: Call\n  0808 801 0331; 24 hours\n"
        );
        assert_eq!(page("- sleep, for months\n\nend\n\n", 14), "- sleep, for\n  months\n\nend\n");
        assert_eq!(page("Heading\n==================", 10), "Heading\n==========\n");
    }

    #[test]
    fn what_no_row_can_hold_is_broken_after_a_sign() {
        assert_eq!(page("see https://example.org/help/now", 20), "see\nhttps://example.org/\n  help/now\n");
    }

    proptest! {
        #[test]
        fn no_row_is_wider_than_the_paper_and_nothing_is_lost(text in "[ -~\n\u{e1}\u{65e5}]{0,300}", width in 20usize..70) {
            let printed = page(&text, width);
            for row in printed.lines() {
                prop_assert!(row.width() <= width, "{row:?}");
            }
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            // A line that underlines may be cut.
            if !text.lines().any(|line| rule(line.trim()).is_some()) {
                prop_assert_eq!(letters(&printed), letters(&text));
            }
            prop_assert!(printed.is_empty() || printed.ends_with('\n'));
        }

        #[test]
        fn a_word_that_a_row_can_hold_is_never_broken(text in "([a-z]{1,14} ){1,40}", width in 20usize..70) {
            let printed = page(&text, width);
            let words: Vec<&str> = printed.split_whitespace().collect();
            prop_assert_eq!(words, text.split_whitespace().collect::<Vec<_>>());
        }
    }
}
