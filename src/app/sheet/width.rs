//! Measures texts in columns of a terminal.
//!
//! A letter of Chinese or Japanese takes two columns, and an accent that joins a letter takes none:
//!
//! ```
//! use stillpoint::app::sheet::width::columns;
//!
//! assert_eq!(columns("日本"), 4);
//! assert_eq!(columns("e\u{301}"), 1);
//! ```

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Returns the width of a text in columns, at most `u16::MAX`.
#[must_use]
pub fn columns(text: &str) -> u16 {
    // Nearly all texts are plain ASCII, where each byte is one column. This saves the search in a table.
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    u16::try_from(if is_plain { text.len() } else { text.width() }).unwrap_or(u16::MAX)
}

/// Returns the first grapheme of a text: all the characters that a reader takes for one.
#[must_use]
pub(crate) fn first_sign(text: &str) -> &str {
    text.graphemes(true).next().unwrap_or_default()
}

/// Returns whether a character takes two columns in an East Asian font and one in others. The table leaves out Greek and
/// Cyrillic, which do so in older terminals.
#[must_use]
pub(crate) fn is_ambiguous(character: char) -> bool {
    matches!(character, '\u{370}'..='\u{52f}') || character.width() != character.width_cjk()
}
