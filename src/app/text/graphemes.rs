//! Finds graphemes in a text that is edited: the next one, the one before, and what kind of letter each is.
//!
//! A grapheme is what a reader takes for one letter: `e` with a separate accent is one grapheme of two characters. Each
//! text that is passed in must begin where a grapheme begins. The functions here must keep no state and change no text.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};
use unicode_width::UnicodeWidthStr;

/// The kind of a grapheme, by which words are found and rows are broken.
///
/// In scripts that separate words by spaces, all letters are of one kind. Japanese has no spaces; there a word mostly
/// ends where another kind begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum GraphemeKind {
    /// White space.
    Blank,
    /// A letter, digit or sign of any script that has no kind of its own here.
    Letter,
    /// A Chinese character.
    Han,
    /// A letter of the Japanese script for endings and particles.
    Hiragana,
    /// A letter of the Japanese script for foreign words.
    Katakana,
    /// A Japanese or full-width punctuation mark.
    Mark,
}

/// Returns the kind of a grapheme: the kind of its first character.
pub(super) fn kind(grapheme: &str) -> GraphemeKind {
    match grapheme.chars().next().unwrap_or(' ') {
        blank if blank.is_whitespace() => GraphemeKind::Blank,
        '\u{3005}' | '\u{3007}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => GraphemeKind::Han,
        '\u{20000}'..='\u{3ffff}' => GraphemeKind::Han,
        '\u{3041}'..='\u{309f}' => GraphemeKind::Hiragana,
        '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9f}' => GraphemeKind::Katakana,
        '\u{3001}'..='\u{303f}' | '\u{30fb}' | '\u{ff01}' | '\u{ff08}' | '\u{ff09}' => GraphemeKind::Mark,
        '\u{ff0c}' | '\u{ff0e}' | '\u{ff1a}' | '\u{ff1b}' | '\u{ff1f}' => GraphemeKind::Mark,
        _ => GraphemeKind::Letter,
    }
}

/// Returns the columns of a grapheme that is no newline.
pub(super) fn columns(grapheme: &str) -> u16 {
    if grapheme.len() == 1 { 1 } else { u16::try_from(grapheme.width()).unwrap_or(u16::MAX) }
}

/// Iterates over the graphemes from a byte on, each with its place in the whole text.
pub(super) fn each(text: &str, from: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = text.get(from..).unwrap_or_default();
    std::iter::from_fn(move || {
        count();
        let at = text.len() - rest.len();
        let len = match rest.as_bytes() {
            // There is always a boundary between two ASCII characters, because these texts have no carriage return.
            // This shortcut makes most texts wrap three times as fast.
            [first, second, ..] if first.is_ascii() && second.is_ascii() => 1,
            _ => rest.graphemes(true).next()?.len(),
        };
        let (grapheme, others) = rest.split_at_checked(len)?;
        rest = others;
        Some((at, grapheme))
    })
}

/// Iterates backwards over the graphemes before a place.
pub(super) fn back(text: &str, from: usize) -> impl Iterator<Item = &str> {
    text.get(..from).unwrap_or_default().graphemes(true).rev().inspect(|_| count())
}

/// Returns the places one grapheme to the left and one to the right.
pub(super) fn beside(text: &str, at: usize) -> (usize, usize) {
    let right = each(text, at).next().map_or(0, |(_, grapheme)| grapheme.len());
    (at - back(text, at).next().map_or(0, str::len), at + right)
}

/// Returns the first boundary between graphemes at or after `at`.
pub(super) fn snapped(text: &str, at: usize) -> usize {
    count();
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    let is_within = cursor.is_boundary(text, 0) == Ok(false);
    if is_within { cursor.next_boundary(text, 0).ok().flatten().unwrap_or(at) } else { at }
}

/// Counts one grapheme for the tests that limit the work of a key. Outside tests it does nothing.
fn count() {
    #[cfg(test)]
    tests::count();
}

#[cfg(test)]
pub(super) use tests::looked;

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    thread_local! { static LOOKS: Cell<usize> = const { Cell::new(0) }; }

    pub(super) fn count() {
        LOOKS.set(LOOKS.get() + 1);
    }

    /// Carries something out, and returns how many graphemes were looked at for it.
    pub(in crate::app::text) fn looked<R>(act: impl FnOnce() -> R) -> usize {
        let before = LOOKS.get();
        let _ = act();
        LOOKS.get() - before
    }

    #[test]
    fn a_step_is_what_a_person_takes_for_one_letter() {
        for letter in ["é", "e\u{301}", "日", "👩‍👩‍👧", "🇪🇸", "か\u{3099}", "क्षि", "\u{1100}\u{1161}"]
        {
            let text = format!("a{letter}b");
            assert_eq!(beside(&text, 1), (0, 1 + letter.len()));
            assert_eq!(beside(&text, 1 + letter.len()), (1, text.len()));
            assert_eq!(snapped(&text, 1 + letter.chars().next().unwrap().len_utf8()), 1 + letter.len());
        }
        assert_eq!((beside("a", 0), beside("a", 1), beside("", 0)), ((0, 1), (0, 1), (0, 0)));
    }

    #[test]
    fn the_kinds_of_a_japanese_sentence_are_told_apart() {
        let kinds: Vec<GraphemeKind> =
            each("私はトムー、です a", 0).map(|(_, grapheme)| kind(grapheme)).collect();
        use GraphemeKind::{Blank, Han, Hiragana, Katakana, Letter, Mark};
        let expected = [Han, Hiragana, Katakana, Katakana, Katakana, Mark, Hiragana, Hiragana, Blank, Letter];
        assert_eq!(kinds, expected);
    }
}
