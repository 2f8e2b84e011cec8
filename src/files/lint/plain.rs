//! A text as the lints compare it: small letters, straight quotes, no accents, single blanks; and its words.
//!
//! Every piece knows the bytes of the text it came from. Nothing is judged here.

use std::ops::Range;

/// A text made plain, with the place in the original for each of its bytes.
pub(super) struct Plain {
    text: String,
    /// For each byte of `text`, where the character it came from begins and ends in the original.
    from: Vec<Range<usize>>,
}

impl Plain {
    /// Makes a text plain. Takes one step for each character.
    pub(super) fn of(original: &str) -> Self {
        let mut plain = Self { text: String::new(), from: Vec::new() };
        let mut blank: Option<Range<usize>> = None;
        for (at, character) in original.char_indices() {
            let here = at..at + character.len_utf8();
            if character.is_whitespace() {
                blank = Some(blank.map_or(at, |blank| blank.start)..here.end);
            } else if !is_dropped(character) {
                if let Some(blank) = blank.take() {
                    plain.push(' ', &blank);
                }
                for folded in fold(character) {
                    plain.push(folded, &here);
                }
            }
        }
        plain
    }

    fn push(&mut self, character: char, from: &Range<usize>) {
        self.text.push(character);
        self.from.extend(std::iter::repeat_n(from.clone(), character.len_utf8()));
    }

    /// Returns the plain text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Returns where a piece of the plain text stands in the original.
    pub(super) fn original(&self, piece: Range<usize>) -> Option<Range<usize>> {
        let first = self.from.get(piece.clone()).and_then(<[_]>::first)?;
        let last = self.from.get(piece.end.checked_sub(1)?)?;
        Some(first.start..last.end)
    }
}

/// A word, or the end of a sentence or entry, which no pattern reaches across.
#[derive(Debug)]
pub(super) struct Token {
    /// The word made plain; nothing at an end.
    pub(super) word: Option<String>,
    /// Its bytes in the original.
    pub(super) range: Range<usize>,
}

/// Cuts a text into words and ends. Takes one step for each character.
///
/// A word is letters and digits, with apostrophes inside it; a hyphen parts two words. Stops, question and
/// exclamation marks, colons, semicolons, blank lines and new entries of a list are ends.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut open = false;
    let mut rest = text.char_indices().peekable();
    while let Some((at, character)) = rest.next() {
        let here = at..at + character.len_utf8();
        let next = rest.peek().map(|(_, next)| *next);
        if is_dropped(character) {
            continue;
        }
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

/// Says whether a character has no part in what is read: emphasis, soft hyphens, joiners, accents of their own.
pub(super) fn is_dropped(character: char) -> bool {
    matches!(character, '*' | '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
        || matches!(character, '\u{300}'..='\u{36f}')
}

/// Returns what a character is compared as.
fn fold(character: char) -> impl Iterator<Item = char> {
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
        let plain = Plain::of("  Don\u{2019}t \u{a0}\n dia\u{ad}gnÓstico\u{200b} \u{2014} “no”");
        assert_eq!(plain.text(), " don't diagnostico - \"no\"");
        assert_eq!(Plain::of("diagno\u{301}stico").text(), "diagnostico");
    }

    #[test]
    fn a_piece_is_found_where_it_stands_in_the_original() {
        let text = "Ä\u{ad} b\n\tC!";
        let plain = Plain::of(text);
        let at = plain.text().find("b c").unwrap();
        assert_eq!(text.get(plain.original(at..at + 3).unwrap()), Some("b\n\tC"));
        assert_eq!(plain.original(3..3), None);
    }

    #[test]
    fn words_are_cut_at_hyphens_and_sentences_at_their_marks() {
        let words: Vec<String> = tokens("You\u{2019}ve self-harm, 3.5 *now*.\nOn\n- An en\u{ad}try\n\nLast")
            .into_iter()
            .map(|token| token.word.unwrap_or_else(|| "|".into()))
            .collect();
        assert_eq!(words.join(" "), "you've self harm 3 5 now | on | an entry | last");
    }

    proptest! {
        #[test]
        fn every_place_lies_between_characters(text in any::<String>()) {
            let plain = Plain::of(&text);
            for at in 0..plain.text().len() {
                prop_assert!(text.get(plain.original(at..at + 1).unwrap()).is_some());
            }
            for token in tokens(&text) {
                prop_assert!(text.get(token.range).is_some());
            }
        }
    }
}
