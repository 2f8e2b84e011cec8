//! Removes the characters of a text that a terminal would obey, or that would change the order of its letters.
//!
//! Every text that reaches a terminal or a file goes through here. This is the one place that knows which characters
//! these are. It must not wrap, shorten or escape.
//!
//! ```
//! use stillpoint::domain::sanitize::sanitize;
//!
//! // Without the escape character this is no longer a command, only letters.
//! assert_eq!(sanitize("\u{1b}[31mred"), "[31mred");
//! assert_eq!(sanitize("a\tb"), "a b");
//! ```

use std::borrow::Cow;

/// Says whether a terminal may obey a character, or whether it makes a text read in another order than it is stored in.
///
/// These are the control characters (C0 without the newline, DEL, C1), the separators of lines and paragraphs,
/// the marks of bidirectional text, the byte order mark and the marks of annotations. Joiners are allowed, because
/// some scripts and emoji cannot be written without them.
#[must_use]
pub fn acts(character: char) -> bool {
    match character {
        '\n' => false,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{206f}' => true,
        '\u{feff}' | '\u{fff9}'..='\u{fffb}' => true,
        other => other.is_control(),
    }
}

/// Says whether a text is printable ASCII and newlines, and so needs no cleaning.
///
/// Most texts are. This test is cheap; the others need a look at each character.
#[must_use]
pub(crate) fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n'))
}

/// Returns the text without its unsafe characters. A tab becomes a blank, so that words stay apart.
///
/// A text that is safe already is borrowed and not copied. Cleaning a second time changes nothing.
#[must_use]
pub fn sanitize(text: &str) -> Cow<'_, str> {
    if is_plain(text) || !text.chars().any(acts) {
        return Cow::Borrowed(text);
    }
    let spaced = text.chars().map(|character| if character == '\t' { ' ' } else { character });
    Cow::Owned(spaced.filter(|character| !acts(*character)).collect())
}

#[cfg(test)]
mod tests {
    use super::{acts, sanitize};
    use std::borrow::Cow;

    #[test]
    fn every_control_and_bidi_character_is_taken_out() {
        let controls = (0..0x20).chain(0x7f..0xa0).filter(|code| !matches!(code, 0x09 | 0x0a));
        let bidi = [0x61c, 0x200e, 0x200f].into_iter().chain(0x202a..=0x202e).chain(0x2066..=0x2069);
        for code in controls.chain(bidi) {
            let character = char::from_u32(code).unwrap();
            assert!(acts(character), "{code:x}");
            assert_eq!(sanitize(&format!("a{character}b")), "ab", "{code:x}");
        }
    }

    #[test]
    fn lines_letters_and_joined_emoji_stay() {
        let text = "Zoë\n日本語 👩‍👩‍👧 ש a\u{301}";
        assert!(matches!(sanitize(text), Cow::Borrowed(same) if same == text));
        assert_eq!(sanitize("a\tb\r\nc"), "a b\nc");
    }

    #[test]
    fn an_escape_sequence_is_left_as_harmless_letters() {
        assert_eq!(sanitize("\u{1b}]0;title\u{7}\u{9b}31mred"), "]0;title31mred");
    }
}
