//! Finds the bytes of a file from which a part of a TOML string was read, to mark one word of a long string in a
//! diagnostic.
//!
//! The two differ where the file has escapes, joined lines or line ends of Windows. This module must not report anything.

use std::ops::Range;

/// The string as the file writes it, piece by piece.
///
/// It is read once, however many parts are asked for.
pub(in crate::files) struct Written(Vec<WrittenPiece>);

/// Bytes of the file that mean one character, or a few of them that escape it.
struct WrittenPiece {
    /// Where the text has come to after it.
    until: usize,
    /// The bytes of the file.
    bytes: Range<usize>,
}

impl Written {
    /// Reads how a value is written, given its text.
    ///
    /// `None` if decoding the value does not give that text. The caller then marks the whole value.
    pub(in crate::files) fn of(file: &str, value: &Range<usize>, text: &str) -> Option<Self> {
        let (from, body, literal) = body_of(file.get(value.clone())?)?;
        let start = value.start + from;
        let (mut pieces, mut read, mut at) = (Vec::new(), 0, 0);
        while let Some(rest) = body.get(at..).filter(|rest| !rest.is_empty()) {
            let (meant, taken) = step(rest, literal)?;
            let expected = text.get(read..)?;
            // A line end of Windows that is written with escapes is read as one line break.
            let meant = meant.filter(|c| *c != '\r' || expected.starts_with('\r'));
            if let Some(c) = meant {
                expected.strip_prefix(c)?;
                read += c.len_utf8();
                pieces.push(WrittenPiece { until: read, bytes: start + at..start + at + taken });
            }
            at += taken;
        }
        (read == text.len()).then_some(Self(pieces))
    }

    /// Returns the bytes of the file that a part of the text stands in.
    pub(in crate::files) fn part(&self, part: &Range<usize>) -> Option<Range<usize>> {
        let first = self.0.get(self.0.partition_point(|piece| piece.until <= part.start))?;
        let last = self.0.get(self.0.partition_point(|piece| piece.until < part.end))?;
        Some(first.bytes.start..last.bytes.end.max(first.bytes.end))
    }
}

/// Returns where the content of a string begins, the content, and whether it is literal, so that a backslash is a
/// backslash.
fn body_of(raw: &str) -> Option<(usize, &str, bool)> {
    let kinds = [("\"\"\"", false), ("'''", true), ("\"", false), ("'", true)];
    let (mark, literal) = kinds.into_iter().find(|(mark, _)| raw.starts_with(mark))?;
    let inner = raw.get(mark.len()..)?.strip_suffix(mark)?;
    let first = if mark.len() == 1 {
        ""
    } else {
        ["\r\n", "\n"].into_iter().find(|end| inner.starts_with(end)).unwrap_or("")
    };
    Some((mark.len() + first.len(), inner.get(first.len()..)?, literal))
}

/// Returns what the next character or escape means, `None` for nothing, and how many bytes it takes.
fn step(rest: &str, literal: bool) -> Option<(Option<char>, usize)> {
    if rest.starts_with("\r\n") {
        return Some((Some('\n'), 2));
    }
    let c = rest.chars().next()?;
    if c != '\\' || literal {
        return Some((Some(c), c.len_utf8()));
    }
    let (meant, len) = escape(rest.get(1..)?)?;
    Some((meant, 1 + len))
}

/// Returns what an escape means, `None` for nothing, and how many bytes it takes behind its backslash.
fn escape(after: &str) -> Option<(Option<char>, usize)> {
    let escape = after.chars().next()?;
    if escape.is_whitespace() {
        // A backslash at the end of a line takes all blanks and line ends behind it away.
        return Some((None, after.len() - after.trim_start().len()));
    }
    let figures = match escape {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => 0,
    };
    let meant = match escape {
        'b' => '\u{8}',
        't' => '\t',
        'n' => '\n',
        'f' => '\u{c}',
        'r' => '\r',
        'e' => '\u{1b}',
        '"' | '\\' => escape,
        'x' | 'u' | 'U' => char::from_u32(u32::from_str_radix(after.get(1..=figures)?, 16).ok()?)?,
        _ => return None,
    };
    Some((Some(meant), 1 + figures))
}

#[cfg(test)]
mod tests {
    use super::Written;
    use toml::de::{DeTable, DeValue};

    /// Returns the line and the bytes that the word is found in.
    fn found(file: &str, word: &str) -> Option<(usize, String)> {
        let root = DeTable::parse(file).unwrap();
        let value = root.get_ref().get("a").unwrap();
        let DeValue::String(text) = value.get_ref() else { panic!("no text") };
        let text = text.replace("\r\n", "\n");
        let at = text.find(word).unwrap();
        let span = Written::of(file, &value.span(), &text)?.part(&(at..at + word.len()))?;
        Some((file.get(..span.start)?.matches('\n').count() + 1, file.get(span)?.to_owned()))
    }

    #[test]
    fn a_word_is_found_however_the_text_is_written() {
        for (file, word, line, bytes) in [
            ("a = \"one two\"", "two", 1, "two"),
            ("a = 'one \\two'", "two", 1, "two"),
            ("a = \"\"\"\none\ntwo\"\"\"", "two", 3, "two"),
            ("a = \"\"\"\r\none\r\ntwo\"\"\"", "two", 3, "two"),
            ("a = '''\none\ntwo'''", "two", 3, "two"),
            ("a = \"\"\"one \\\n\n   two\"\"\"", "two", 3, "two"),
            ("a = \"one \\u0074wo\"", "two", 1, "\\u0074wo"),
            ("a = \"one \\\"two\\\"\"", "\"two", 1, "\\\"two"),
            ("a = \"é \\x41\\te two\"", "two", 1, "two"),
            ("a = \"one\\r\\ntwo\"", "two", 1, "two"),
            ("a = \"\"\"one \\\n  two three\"\"\"", "one two", 1, "one \\\n  two"),
        ] {
            assert_eq!(found(file, word), Some((line, bytes.to_owned())), "{file:?}");
        }
    }

    #[test]
    fn a_value_that_reads_otherwise_is_not_guessed_at() {
        assert!(Written::of("a = \"one\"", &(4..9), "two").is_none());
        assert!(Written::of("a = \"one\"", &(4..9), "one two").is_none());
        assert!(Written::of("a = [1]", &(4..7), "one").is_none());
        assert!(Written::of("", &(4..9), "one").is_none());
        let whole = Written::of("a = \"one\"", &(4..9), "one").unwrap();
        assert_eq!((whole.part(&(0..3)), whole.part(&(7..9))), (Some(5..8), None));
    }
}
