//! How many columns of a terminal a text takes, and which characters of it are one sign.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Returns the width of a text in columns, saturating.
#[must_use]
pub fn columns(text: &str) -> u16 {
    // Nearly all texts are letters of ASCII, which need no look at a table.
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    u16::try_from(if is_plain { text.len() } else { text.width() }).unwrap_or(u16::MAX)
}

/// Returns the sign that a text begins with: all characters that a person takes for one.
#[must_use]
pub(crate) fn first_sign(text: &str) -> &str {
    text.graphemes(true).next().unwrap_or_default()
}
