//! Cuts a text into normalized words and the ends of its sentences.
//!
//! Lints compare words in a row, and no row may reach from one sentence into the next: "You have. Depression is a word."
//! gives nobody a depression. Every word knows the bytes of the text that it came from.
//!
//! ```
//! use stillpoint::files::lint::tokens::tokenize;
//!
//! let words: Vec<_> = tokenize("You\u{2019}ve self-harm. Now").into_iter().map(|token| token.word).collect();
//! assert_eq!(words.iter().map(Option::as_deref).collect::<Vec<_>>(), [Some("you've"), Some("self"), Some("harm"), None, Some("now")]);
//! ```
//!
//! This module judges nothing. It cuts too often rather than too seldom, at each colon too; where sentences are counted, as
//! readability does, `sentences.rs` is meant.

use super::normalize::{fold, is_ignored};
use std::ops::Range;

/// A word, or the end of a sentence or entry, which no pattern reaches across.
#[derive(Debug)]
pub struct Token {
    /// The normalized word; nothing at an end.
    pub word: Option<String>,
    /// Its bytes in the original.
    pub range: Range<usize>,
}

/// Cuts a text into words and ends. Takes one step for each character.
///
/// A word is letters and digits, with apostrophes inside it; a hyphen parts two words. Stops, question and
/// exclamation marks, colons, semicolons, blank lines and new entries of a list are ends.
#[must_use]
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    // Whether the last word may still go on.
    let mut open = false;
    let mut rest = text.char_indices().peekable();
    while let Some((at, character)) = rest.next() {
        let here = at..at + character.len_utf8();
        let next = rest.peek().map(|(_, next)| *next);
        if is_ignored(character) {
            continue;
        }
        // An apostrophe belongs to a word only if the word goes on after it; otherwise it closes a quotation.
        let inside = open && fold(character).eq(['\'']) && next.is_some_and(char::is_alphanumeric);
        if character.is_alphanumeric() || inside {
            grow(&mut found, open, character, here);
            open = true;
            continue;
        }
        open = false;
        if ends(character, next, text.get(here.end..).unwrap_or_default()) {
            found.push(Token { word: None, range: here });
        }
    }
    found
}

/// Adds a character to the open word, or begins one.
fn grow(found: &mut Vec<Token>, open: bool, character: char, here: Range<usize>) {
    match found.last_mut() {
        Some(Token { word: Some(word), range }) if open => {
            word.extend(fold(character));
            range.end = here.end;
        }
        _ => found.push(Token { word: Some(fold(character).collect()), range: here }),
    }
}

/// Says whether a sentence or an entry ends at this character.
fn ends(character: char, next: Option<char>, after: &str) -> bool {
    match character {
        '.' => !next.is_some_and(char::is_alphanumeric),
        '?' | '!' | ':' | ';' | '…' => true,
        // The blanks of the line that follows, at most as many as one could sensibly indent by.
        '\n' => {
            let mut line = after.chars().take(16).skip_while(|c| matches!(c, ' ' | '\t' | '\r'));
            matches!(line.next(), Some('\n' | '-' | '•'))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_cut_at_hyphens_and_sentences_at_their_marks() {
        let words: Vec<String> =
            tokenize("You\u{2019}ve self-harm, 3.5 *now*.\nOn\n- An en\u{ad}try\n\nLast")
                .into_iter()
                .map(|token| token.word.unwrap_or_else(|| "|".into()))
                .collect();
        assert_eq!(words.join(" "), "you've self harm 3 5 now | on | an entry | last");
    }

    proptest! {
        #[test]
        fn every_word_stands_between_characters(text in any::<String>()) {
            for token in tokenize(&text) {
                prop_assert!(text.get(token.range).is_some());
            }
        }
    }
}
