//! Steps by grapheme, and what kind of letter each is; the one place where the notes editor looks at them.
//!
//! Every text it is asked about has to begin where a grapheme begins. It keeps nothing and changes no text.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};
use unicode_width::UnicodeWidthStr;

/// What a letter is to whoever steps by words or breaks rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// White space, line ends included.
    Blank,
    /// Letters, digits and signs of scripts that set words apart by blanks.
    Letter,
    /// Chinese characters, in Japanese the stems of most words.
    Han,
    /// The Japanese syllables of endings and small words.
    Hiragana,
    /// The Japanese syllables of borrowed words.
    Katakana,
    /// The punctuation of Chinese and Japanese.
    Mark,
}

impl Kind {
    /// Says whether rows may break beside such a letter without a blank.
    pub(super) fn breaks(self) -> bool {
        !matches!(self, Self::Blank | Self::Letter)
    }
}

/// Returns the kind of a grapheme, which is that of its first character.
pub(super) fn kind(grapheme: &str) -> Kind {
    match grapheme.chars().next() {
        None => Kind::Blank,
        Some(first) if first.is_ascii() => {
            if first.is_whitespace() {
                Kind::Blank
            } else {
                Kind::Letter
            }
        }
        Some('\u{3005}' | '\u{3007}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}') => Kind::Han,
        Some('\u{20000}'..='\u{3ffff}') => Kind::Han,
        Some('\u{3041}'..='\u{309f}') => Kind::Hiragana,
        Some('\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9f}') => Kind::Katakana,
        Some('\u{3001}'..='\u{303f}' | '\u{30fb}' | '\u{ff01}' | '\u{ff08}' | '\u{ff09}') => Kind::Mark,
        Some('\u{ff0c}' | '\u{ff0e}' | '\u{ff1a}' | '\u{ff1b}' | '\u{ff1f}') => Kind::Mark,
        Some(other) if other.is_whitespace() => Kind::Blank,
        Some(_) => Kind::Letter,
    }
}

/// Says whether a grapheme belongs to what stands before it, so that no row may begin with it.
pub(super) fn closes(grapheme: &str) -> bool {
    matches!(
        grapheme,
        "、" | "。"
            | "，"
            | "．"
            | "」"
            | "』"
            | "）"
            | "】"
            | "〕"
            | "〉"
            | "》"
            | "！"
            | "？"
            | "："
            | "；"
    ) || matches!(grapheme, "ー" | "々" | "・" | "," | "." | ")" | "!" | "?" | ":" | ";")
}

/// Says whether a grapheme belongs to what stands after it, so that no row may end with it.
pub(super) fn opens(grapheme: &str) -> bool {
    matches!(grapheme, "「" | "『" | "（" | "【" | "〔" | "〈" | "《" | "(" | "¿" | "¡")
}

/// Returns the columns of a grapheme.
pub(super) fn columns(grapheme: &str) -> u16 {
    u16::try_from(grapheme.width()).unwrap_or(u16::MAX)
}

/// Goes through the graphemes of a text, each with its place.
pub(super) fn each(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.grapheme_indices(true).inspect(|_| count())
}

/// Returns the grapheme that begins at a place, or nothing at the end.
pub(super) fn after(text: &str, at: usize) -> &str {
    count();
    let end = GraphemeCursor::new(at, text.len(), true).next_boundary(text, 0);
    end.ok().flatten().and_then(|end| text.get(at..end)).unwrap_or_default()
}

/// Returns the grapheme that ends at a place, or nothing at the beginning.
pub(super) fn before(text: &str, at: usize) -> &str {
    count();
    let start = GraphemeCursor::new(at, text.len(), true).prev_boundary(text, 0);
    start.ok().flatten().and_then(|start| text.get(start..at)).unwrap_or_default()
}

/// Says whether a grapheme begins or ends at a place.
pub(super) fn is_boundary(text: &str, at: usize) -> bool {
    count();
    text.is_char_boundary(at)
        && GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(true)
}

/// Returns the first place from `at` on where a grapheme begins or ends.
pub(super) fn snapped(text: &str, at: usize) -> usize {
    if is_boundary(text, at) { at } else { at + after(text, at).len() }
}

/// Takes note of one look at a grapheme. Tests count them; the program has nothing to do here.
#[cfg(not(test))]
fn count() {}

#[cfg(test)]
use tests::count;
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
            assert_eq!(after(&text, 1), letter);
            assert_eq!(before(&text, 1 + letter.len()), letter);
            assert_eq!(snapped(&text, 1 + letter.chars().next().unwrap().len_utf8()), 1 + letter.len());
        }
        assert_eq!((after("a", 1), before("a", 0)), ("", ""));
    }

    #[test]
    fn the_kinds_of_a_japanese_sentence_are_told_apart() {
        let kinds: Vec<Kind> = each("私はトムー、です a").map(|(_, grapheme)| kind(grapheme)).collect();
        use Kind::{Blank, Han, Hiragana, Katakana, Letter, Mark};
        let expected = [Han, Hiragana, Katakana, Katakana, Katakana, Mark, Hiragana, Hiragana, Blank, Letter];
        assert_eq!(kinds, expected);
    }
}
