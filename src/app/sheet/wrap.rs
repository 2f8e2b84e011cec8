//! Wraps texts to a width, and reads their markup: paragraphs, lists and `*emphasis*`.
//!
//! ```
//! use stillpoint::app::sheet::lines::{Line, Role};
//! use stillpoint::app::sheet::wrap::{shortened, wrap};
//!
//! let rows = wrap("one two three", 8, Role::Text);
//! assert_eq!(rows, [Line::words("one two", Role::Text), Line::words("three", Role::Text)]);
//! assert_eq!(shortened("one two three", 8), "one two…");
//! ```
//!
//! Widths are columns of a terminal, never bytes or characters. It must not be in the view: `update` scrolls by the
//! rows that are made here, and the view draws the same ones.

use super::lines::{Line, Role, Span};
use super::signs::CUT;
pub use super::width::columns;
use crate::domain::questionnaire::markup::{Block, blocks, emphasis};
use unicode_segmentation::UnicodeSegmentation;

/// Returns a text that fits into `width` columns: the text itself, or its beginning and `…`.
#[must_use]
pub fn shortened(text: &str, width: u16) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let mut short = String::new();
    for grapheme in text.graphemes(true) {
        if columns(&short).saturating_add(columns(grapheme)) >= width {
            break;
        }
        short.push_str(grapheme);
    }
    if width == 0 { String::new() } else { short.trim_end().to_owned() + CUT }
}

/// Breaks one paragraph into rows of at most `width` columns.
///
/// Any white space separates words. A word that is wider than a row is cut between graphemes.
#[must_use]
pub fn wrap(text: &str, width: u16, role: Role) -> Vec<Line> {
    let mut rows = Rows::new(width);
    text.split_whitespace().for_each(|word| rows.word(&[(word, role)]));
    rows.finish()
}

/// Breaks texts with roles of their own into rows, as one paragraph. A number that is written in groups, as those of
/// telephones are, is one word.
#[must_use]
pub(crate) fn run_on(texts: &[(&str, Role)], width: u16) -> Vec<Line> {
    let mut rows = Rows::new(width);
    for (text, role) in texts {
        let mut groups: Vec<(&str, Role)> = Vec::new();
        for word in text.split_whitespace() {
            let goes_on = word.starts_with(|c: char| c.is_ascii_digit())
                && groups
                    .last()
                    .is_some_and(|(last, _)| last.ends_with(|c: char| c.is_ascii_digit() || c == ')'));
            if goes_on {
                groups.push((" ", *role));
            } else {
                rows.word(&std::mem::take(&mut groups));
            }
            groups.push((word, *role));
        }
        rows.word(&groups);
    }
    rows.finish()
}

/// Breaks a text of paragraphs, lists and `*emphasis*` into rows. An empty row separates paragraphs, but not the
/// entries of one list.
#[must_use]
pub fn prose(text: &str, width: u16) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut was_entry = false;
    for block in blocks(text) {
        let is_entry = matches!(block, Block::Entry(_));
        let (Block::Entry(words) | Block::Paragraph(words)) = block;
        let runs_on = lines.is_empty() || (is_entry && was_entry);
        if !runs_on {
            lines.push(Line::blank());
        }
        lines.extend(if is_entry { entry(&words, width) } else { emphasised(&words, width) });
        was_entry = is_entry;
    }
    lines
}

/// Breaks an entry of a list into rows: a dash before the first, and the others indented.
fn entry(words: &str, width: u16) -> Vec<Line> {
    let mut rows = emphasised(words, width.saturating_sub(2).max(1));
    rows.iter_mut().for_each(|row| row.indent = 2);
    if let Some(first) = rows.first_mut() {
        first.indent = 0;
        first.spans.insert(0, Span::new("- ", Role::Muted));
    }
    rows
}

/// Breaks a paragraph with `*emphasis*` into rows.
fn emphasised(block: &str, width: u16) -> Vec<Line> {
    let mut rows = Rows::new(width);
    let mut word: Vec<(&str, Role)> = Vec::new();
    for (strong, span) in emphasis(block) {
        let role = if strong { Role::Strong } else { Role::Text };
        let mut pieces = span.split(char::is_whitespace);
        // Text that follows an emphasis without a space, such as a comma, belongs to the same word.
        word.extend(pieces.next().map(|piece| (piece, role)));
        for piece in pieces {
            rows.word(&std::mem::take(&mut word));
            word.push((piece, role));
        }
    }
    rows.word(&word);
    rows.finish()
}

/// The rows that are finished, and the one that is being filled.
struct Rows {
    width: u16,
    done: Vec<Line>,
    spans: Vec<Span>,
    used: u16,
}

impl Rows {
    fn new(width: u16) -> Self {
        Self { width: width.max(1), done: Vec::new(), spans: Vec::new(), used: 0 }
    }

    /// Adds a word. It may consist of pieces with different roles, which are not separated.
    fn word(&mut self, pieces: &[(&str, Role)]) {
        let wide: u16 = pieces.iter().map(|(piece, _)| columns(piece)).fold(0, u16::saturating_add);
        let Some((_, first_role)) = pieces.iter().find(|(piece, _)| !piece.is_empty()) else { return };
        if self.used > 0 && self.used.saturating_add(1).saturating_add(wide) > self.width {
            self.end_row();
        }
        if self.used > 0 {
            self.push(" ", 1, *first_role);
        }
        for (piece, role) in pieces.iter().filter(|(piece, _)| !piece.is_empty()) {
            if wide > self.width { self.cut(piece, *role) } else { self.push(piece, columns(piece), *role) }
        }
    }

    /// Adds a word that is wider than a row, cut where each row is full.
    fn cut(&mut self, word: &str, role: Role) {
        for grapheme in word.graphemes(true) {
            let wide = columns(grapheme);
            if self.used > 0 && self.used.saturating_add(wide) > self.width {
                self.end_row();
            }
            self.push(grapheme, wide, role);
        }
    }

    fn push(&mut self, text: &str, wide: u16, role: Role) {
        self.used = self.used.saturating_add(wide);
        match self.spans.last_mut() {
            Some(Span::Words(words, last)) if *last == role => words.push_str(text),
            _ => {
                // Room for the whole row, so that most rows allocate once.
                let mut words = String::with_capacity(text.len().max(usize::from(self.width)));
                words.push_str(text);
                self.spans.push(Span::Words(words, role));
            }
        }
    }

    fn end_row(&mut self) {
        self.done.push(Line::of(std::mem::take(&mut self.spans)));
        self.used = 0;
    }

    fn finish(mut self) -> Vec<Line> {
        if self.used > 0 || !self.spans.is_empty() {
            self.end_row();
        }
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_on_one_row_says_that_there_is_more() {
        assert_eq!(shortened("fits", 4), "fits");
        assert_eq!(shortened("does not", 6), "does…");
        assert_eq!(shortened("日本語", 4), "日…");
        assert_eq!(shortened("abc", 1), "…");
        assert_eq!(shortened("abc", 0), "");
    }
    use proptest::prelude::*;

    fn plain(lines: &[Line]) -> Vec<String> {
        let words = |span: &Span| match span {
            Span::Words(words, _) => words.clone(),
            Span::Sign(..) => String::new(),
        };
        lines.iter().map(|line| line.spans.iter().map(words).collect()).collect()
    }

    #[test]
    fn a_paragraph_breaks_between_words_by_columns() {
        assert_eq!(plain(&wrap("日本 語の text", 6, Role::Text)), ["日本", "語の", "text"]);
    }

    #[test]
    fn lists_and_emphasis_are_read() {
        let lines = prose("One *two\nthree*, four.\n\n- a b\n- c", 40);
        assert_eq!(plain(&lines), ["One two three, four.", "", "- a b", "- c"]);
        let strong = |s: &Span| matches!(s, Span::Words(w, Role::Strong) if w.trim() == "two three");
        assert!(lines[0].spans.iter().any(strong), "{lines:?}");
    }

    proptest! {
        #[test]
        fn no_row_is_wider_than_asked_and_no_letter_is_lost(text in "\\PC{0,80}", width in 2u16..40) {
            let lines = wrap(&text, width, Role::Text);
            let joined: String = plain(&lines).concat().split_whitespace().collect();
            prop_assert_eq!(joined, text.split_whitespace().collect::<String>());
            for row in plain(&lines) {
                prop_assert!(columns(&row) <= width || row.graphemes(true).count() == 1, "{row:?}");
            }
        }
    }
}
