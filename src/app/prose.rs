//! Breaks texts into rows by display width, and reads their small markup.
//!
//! Widths are columns of a terminal, counted over graphemes; never bytes or characters. It stands below the view
//! so that scrolling and drawing count the same rows.

use super::sheet::{Line, Role, Span};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Returns the width of a text in columns, saturating.
#[must_use]
pub fn columns(text: &str) -> u16 {
    u16::try_from(text.width()).unwrap_or(u16::MAX)
}

/// Breaks one paragraph into rows of at most `width` columns.
///
/// White space of any kind separates words. A word that is wider than a row is cut between graphemes.
#[must_use]
pub fn wrap(text: &str, width: u16, role: Role) -> Vec<Line> {
    let mut rows = Rows::new(width);
    text.split_whitespace().for_each(|word| rows.word(word, role));
    rows.finish()
}

/// Breaks a text of paragraphs, lists and `*emphasis*` into rows.
///
/// Blank lines separate paragraphs; a line that begins with `- ` begins a list entry.
#[must_use]
pub fn prose(text: &str, width: u16) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut was_entry = false;
    for block in blocks(text) {
        let (is_entry, block) = block.strip_prefix("- ").map_or((false, block.as_str()), |rest| (true, rest));
        let runs_on = lines.is_empty() || (is_entry && was_entry);
        if !runs_on {
            lines.push(Line::blank());
        }
        let indent = if is_entry { 2 } else { 0 };
        let mut rows = emphasised(block, width.saturating_sub(indent).max(1));
        rows.iter_mut().for_each(|row| row.indent = indent);
        if let (true, Some(first)) = (is_entry, rows.first_mut()) {
            first.indent = 0;
            first.spans.insert(0, Span::new("- ", Role::Muted));
        }
        lines.append(&mut rows);
        was_entry = is_entry;
    }
    lines
}

/// Joins the lines of a text into paragraphs and list entries.
fn blocks(text: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.lines().map(str::trim) {
        match blocks.last_mut() {
            Some(block) if open && !line.is_empty() && !line.starts_with("- ") => {
                block.push(' ');
                block.push_str(line);
            }
            _ if !line.is_empty() => blocks.push(line.to_owned()),
            _ => {}
        }
        open = !line.is_empty();
    }
    blocks
}

fn emphasised(block: &str, width: u16) -> Vec<Line> {
    let mut rows = Rows::new(width);
    let mut strong = false;
    for word in block.split_whitespace() {
        let opens = word.starts_with('*');
        let bare: String = word.chars().filter(|c| *c != '*').collect();
        strong |= opens;
        rows.word(&bare, if strong { Role::Strong } else { Role::Text });
        let closes = word.trim_start_matches('*').contains('*');
        strong &= !closes;
    }
    rows.finish()
}

/// Rows under construction.
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

    fn word(&mut self, word: &str, role: Role) {
        let wide = columns(word);
        let gap = u16::from(self.used > 0);
        if self.used > 0 && self.used.saturating_add(gap).saturating_add(wide) > self.width {
            self.end_row();
        }
        if wide > self.width {
            return self.cut(word, role);
        }
        let gap = if self.used > 0 { " " } else { "" };
        self.push(&format!("{gap}{word}"), role);
    }

    fn cut(&mut self, word: &str, role: Role) {
        for grapheme in word.graphemes(true) {
            if self.used > 0 && self.used.saturating_add(columns(grapheme)) > self.width {
                self.end_row();
            }
            self.push(grapheme, role);
        }
    }

    fn push(&mut self, text: &str, role: Role) {
        self.used = self.used.saturating_add(columns(text));
        match self.spans.last_mut() {
            Some(Span::Words(words, last)) if *last == role => words.push_str(text),
            _ => self.spans.push(Span::new(text, role)),
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
        let lines = prose("One *two\nthree* four.\n\n- a b\n- c", 40);
        assert_eq!(plain(&lines), ["One two three four.", "", "- a b", "- c"]);
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
