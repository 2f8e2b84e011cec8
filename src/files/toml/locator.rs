//! Turns byte spans of a text into lines, columns and excerpts.
//!
//! Faults come sorted by span, so the locator goes through the text once, however many there are. It must not know
//! formats or messages.

use super::diagnostic::{Place, is_unsafe};
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// The widest excerpt, in display columns.
const WIDEST: usize = 100;

/// How many characters are looked at to fill an excerpt.
const SCANNED: usize = 10 * WIDEST;

/// How much of a cut line stands before the fault, in display columns.
const BEFORE: usize = 40;

/// A position that moves forward through a text, counting lines and columns.
pub(in crate::files) struct Locator<'t> {
    text: &'t str,
    at: usize,
    line: usize,
    line_start: usize,
    column: usize,
}

impl<'t> Locator<'t> {
    /// Starts at the top of the text.
    pub(in crate::files) fn new(text: &'t str) -> Self {
        Self { text, at: 0, line: 1, line_start: 0, column: 1 }
    }

    /// Returns line and column of a span with the line around it; going back is possible and starts over.
    pub(super) fn place(&mut self, span: &Range<usize>) -> Place {
        self.move_to(span.start);
        let before = self.text.get(self.line_start..self.at).unwrap_or_default();
        let after = self.text.get(self.at..).unwrap_or_default();
        let (excerpt, caret, marked) = excerpt_around(before, after, span.end.saturating_sub(self.at));
        Place { line: self.line, column: self.column, excerpt, caret, width: marked.max(1) }
    }

    /// Returns line and column of a span and shows nothing of the text, for files that hold answers.
    pub(in crate::files) fn bare_place(&mut self, at: usize) -> Place {
        self.move_to(at);
        Place { line: self.line, column: self.column, excerpt: String::new(), caret: 0, width: 1 }
    }

    fn move_to(&mut self, to: usize) {
        let to = self.text.floor_char_boundary(to);
        if to < self.at {
            *self = Self::new(self.text);
        }
        for (offset, c) in self.text.get(self.at..to).unwrap_or_default().char_indices() {
            if c == '\n' {
                self.line += 1;
                self.column = 1;
                self.line_start = self.at + offset + 1;
            } else {
                self.column += 1;
            }
        }
        self.at = to;
    }
}

/// Returns the line around the fault, and where in it the fault begins and how wide it is, in display columns.
fn excerpt_around(before: &str, after: &str, fault_bytes: usize) -> (String, usize, usize) {
    let mut head = take(before.char_indices().rev(), WIDEST);
    let mut tail = take(after.char_indices().take_while(|(_, c)| *c != '\n'), WIDEST);
    if head.cut || tail.cut || head.columns + tail.columns > WIDEST {
        head = take(before.char_indices().rev(), BEFORE);
        tail = take(after.char_indices().take_while(|(_, c)| *c != '\n'), WIDEST - BEFORE);
    }
    let mut line = if head.cut { "…".to_owned() } else { String::new() };
    line.extend(head.chars.iter().rev().map(|(_, c)| *c));
    let caret = line.width();
    let marked: String = tail.chars.iter().take_while(|(at, _)| *at < fault_bytes).map(|(_, c)| *c).collect();
    line.extend(tail.chars.iter().map(|(_, c)| *c));
    if tail.cut {
        line.push('…');
    }
    (line.trim_end().to_owned(), caret, marked.trim_end().width())
}

/// A run of characters that fits into some columns.
struct Run {
    chars: Vec<(usize, char)>,
    columns: usize,
    cut: bool,
}

/// Takes characters, as they will be shown, while there is room; none counts as less than one column.
fn take(chars: impl Iterator<Item = (usize, char)>, room: usize) -> Run {
    let mut run = Run { chars: Vec::new(), columns: 0, cut: false };
    // A line may have any number of characters of no width, so each counts as at least one.
    for (at, c) in chars.take(SCANNED).filter(|(_, c)| *c != '\r') {
        let c = match c {
            '\t' => ' ',
            c if is_unsafe(c) => char::REPLACEMENT_CHARACTER,
            c => c,
        };
        let columns = unicode_width::UnicodeWidthChar::width(c).unwrap_or(1).max(1);
        if run.columns + columns > room {
            run.cut = true;
            break;
        }
        run.columns += columns;
        run.chars.push((at, c));
    }
    run
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_characters_and_carets_are_display_columns() {
        let text = "one\n\tä漢 = 5\n";
        let at = text.find('5').expect("it is there");
        let place = Locator::new(text).place(&(at..at + 1));
        assert_eq!((place.line, place.column, place.caret, place.width), (2, 7, 7, 1));
        assert_eq!(place.excerpt, " ä漢 = 5");
    }

    #[test]
    fn long_lines_are_cut_around_the_fault() {
        let text = format!("{}FAULT{}", "a".repeat(5000), "b".repeat(5000));
        let place = Locator::new(&text).place(&(5000..5005));
        assert_eq!(place.column, 5001);
        assert_eq!((place.caret, place.width), (41, 5));
        assert!(place.excerpt.starts_with('…') && place.excerpt.ends_with('…'));
        assert!(place.excerpt.width() <= WIDEST + 2);
    }

    #[test]
    fn any_span_is_survived() {
        let text = "é\r\n\u{202e}x\n";
        let mut locator = Locator::new(text);
        for start in (0..20).chain((0..20).rev()) {
            for end in 0..20 {
                let place = locator.place(&(start..end));
                assert!(place.width >= 1 && !place.excerpt.chars().any(is_unsafe));
            }
        }
    }
}
