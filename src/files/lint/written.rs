//! From a place in a text to the place where the file writes it.
//!
//! A text of TOML may be written with escapes, with lines joined, and with line ends of Windows. This module finds the
//! bytes of the file that a part of a text stands in; it does not read TOML otherwise and judges nothing.

use std::ops::Range;

/// Finds where a part of a text stands in the file, given where the whole value does.
///
/// `None` if the value does not read as that text, which only means that the whole value has to be shown.
pub(super) fn within(
    file: &str,
    value: &Range<usize>,
    text: &str,
    part: &Range<usize>,
) -> Option<Range<usize>> {
    let raw = file.get(value.clone())?;
    let (from, body, literal) = body(raw)?;
    let mut places = Places { text, wanted: part, read: 0, start: None, end: None };
    let mut rest = body;
    while !rest.is_empty() {
        let at = body.len() - rest.len();
        let (meant, taken) = step(rest, literal)?;
        places.read(meant.as_deref(), at, at + taken)?;
        rest = rest.get(taken..)?;
    }
    let found = (places.read == text.len()).then_some(places.start?..places.end?)?;
    Some(value.start + from + found.start..value.start + from + found.end)
}

/// Returns where what stands between the quotation marks begins, itself, and whether it is without escapes.
fn body(raw: &str) -> Option<(usize, &str, bool)> {
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
fn step(rest: &str, literal: bool) -> Option<(Option<String>, usize)> {
    if rest.starts_with("\r\n") {
        return Some((Some("\n".into()), 2));
    }
    let c = rest.chars().next()?;
    if c != '\\' || literal {
        return Some((Some(c.into()), c.len_utf8()));
    }
    let after = rest.get(1..)?;
    let escape = after.chars().next()?;
    if escape.is_whitespace() {
        return Some((None, 1 + after.len() - after.trim_start().len()));
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
    Some((Some(meant.into()), 2 + figures))
}

/// A walk through a text and the bytes it is written in.
struct Places<'t> {
    text: &'t str,
    wanted: &'t Range<usize>,
    read: usize,
    start: Option<usize>,
    end: Option<usize>,
}

impl Places<'_> {
    /// Goes on by what the bytes from `at` to `to` mean; `None` if that is not how the text goes on.
    fn read(&mut self, meant: Option<&str>, at: usize, to: usize) -> Option<()> {
        let meant = meant.unwrap_or_default();
        let expected = self.text.get(self.read..)?;
        // A line end of Windows that is written with escapes is read as one line break.
        if meant == "\r" && !expected.starts_with('\r') {
            return Some(());
        }
        expected.strip_prefix(meant)?;
        if !meant.is_empty() && self.start.is_none() && self.read + meant.len() > self.wanted.start {
            self.start = Some(at);
        }
        self.read += meant.len();
        if self.start.is_some() && self.end.is_none() && self.read >= self.wanted.end {
            self.end = Some(to);
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::within;
    use toml::de::{DeTable, DeValue};

    /// Returns the line and the bytes that the word is found in.
    fn found(file: &str, word: &str) -> Option<(usize, String)> {
        let root = DeTable::parse(file).unwrap();
        let value = root.get_ref().get("a").unwrap();
        let DeValue::String(text) = value.get_ref() else { panic!("no text") };
        let text = text.replace("\r\n", "\n");
        let at = text.find(word).unwrap();
        let span = within(file, &value.span(), &text, &(at..at + word.len()))?;
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
        assert_eq!(within("a = \"one\"", &(4..9), "two", &(0..3)), None);
        assert_eq!(within("a = \"one\"", &(4..9), "one two", &(4..7)), None);
        assert_eq!(within("a = [1]", &(4..7), "one", &(0..3)), None);
        assert_eq!(within("", &(4..9), "one", &(0..3)), None);
    }
}
