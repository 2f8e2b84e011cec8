//! Normalizes a text for comparison: small letters, straight quotes, no accents, single blanks.
//!
//! An author may write a word with any quotes, accents and hidden characters, and must not escape a lint by it. Every piece
//! knows the bytes of the text that it came from, so that a finding can be shown where it was written.
//!
//! ```
//! use stillpoint::files::lint::normalize::Normalized;
//!
//! let normalized = Normalized::of("Don\u{2019}t  say Depresi\u{f3}n");
//! assert_eq!(normalized.text(), "don't say depresion");
//! assert_eq!(normalized.original(10..19), Some(13..23));
//! ```
//!
//! This module judges nothing, and is not for what people read: nobody is shown a normalized text.

use std::ops::Range;

/// A normalized text, with the place in the original for each of its bytes.
pub struct Normalized {
    text: String,
    /// For each byte of `text`, where the character it came from begins and ends in the original.
    from: Vec<Range<usize>>,
}

impl Normalized {
    /// Normalizes a text. Takes one step for each character.
    #[must_use]
    pub fn of(original: &str) -> Self {
        let mut normalized = Self { text: String::new(), from: Vec::new() };
        // Blanks are added once a word follows them: any number of them is one, and those at the end are none.
        let mut blank: Option<Range<usize>> = None;
        for (at, character) in original.char_indices() {
            let here = at..at + character.len_utf8();
            if character.is_whitespace() {
                blank = Some(blank.map_or(at, |blank| blank.start)..here.end);
            } else if !is_ignored(character) {
                if let Some(blank) = blank.take() {
                    normalized.push(' ', &blank);
                }
                for folded in fold(character) {
                    normalized.push(folded, &here);
                }
            }
        }
        normalized
    }

    fn push(&mut self, character: char, from: &Range<usize>) {
        self.text.push(character);
        self.from.extend(std::iter::repeat_n(from.clone(), character.len_utf8()));
    }

    /// Returns the normalized text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns where a piece of the normalized text stands in the original.
    #[must_use]
    pub fn original(&self, piece: Range<usize>) -> Option<Range<usize>> {
        let first = self.from.get(piece.clone()).and_then(<[_]>::first)?;
        let last = self.from.get(piece.end.checked_sub(1)?)?;
        Some(first.start..last.end)
    }
}

/// Says whether a character has no part in what is read: emphasis, soft hyphens, joiners, accents of their own.
pub(super) fn is_ignored(character: char) -> bool {
    matches!(character, '*' | '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
        || matches!(character, '\u{300}'..='\u{36f}')
}

/// Returns what a character is compared as.
pub(super) fn fold(character: char) -> impl Iterator<Item = char> {
    character.to_lowercase().map(|small| match small {
        '‘' | '’' | '‛' | 'ʼ' | '′' | '`' | '´' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn quotes_case_blanks_accents_and_hidden_characters_make_no_difference() {
        let normalized = Normalized::of("  Don\u{2019}t \u{a0}\n dia\u{ad}gnÓstico\u{200b} \u{2014} “no”");
        assert_eq!(normalized.text(), " don't diagnostico - \"no\"");
        assert_eq!(Normalized::of("diagno\u{301}stico").text(), "diagnostico");
    }

    #[test]
    fn a_piece_is_found_where_it_stands_in_the_original() {
        let text = "Ä\u{ad} b\n\tC!";
        let normalized = Normalized::of(text);
        let at = normalized.text().find("b c").unwrap();
        assert_eq!(text.get(normalized.original(at..at + 3).unwrap()), Some("b\n\tC"));
        assert_eq!(normalized.original(3..3), None);
    }

    proptest! {
        #[test]
        fn every_place_lies_between_characters(text in any::<String>()) {
            let normalized = Normalized::of(&text);
            for at in 0..normalized.text().len() {
                prop_assert!(text.get(normalized.original(at..at + 1).unwrap()).is_some());
            }
        }
    }
}
