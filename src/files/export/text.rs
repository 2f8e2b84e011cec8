//! Writes a copy or a report as plain text, at most 66 columns wide, which fits on a page and in a letter.
//!
//! The outline decides what is said and in which order; this module must not add anything to it.

use super::outline::{self, HeadingLevel, OutlineWriter, Together};
use super::prose;
use crate::domain::answers::copy::ClientCopy;
use crate::domain::language::wording::Wording;
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::markup::{Block, without_marks};
use unicode_width::UnicodeWidthStr;

/// The widest row, in columns; a longer word stands alone.
const WIDTH: usize = 66;

/// Renders a copy as plain text that ends with one newline.
#[must_use]
pub fn render(questionnaire: &Questionnaire, wording: &Wording, copy: &ClientCopy<'_>) -> String {
    page(|page| outline::write(questionnaire, wording, copy, page))
}

/// Renders a page that `write` fills.
pub(super) fn page(write: impl FnOnce(&mut dyn OutlineWriter)) -> String {
    let mut sheet = TextWriter::default();
    write(&mut sheet);
    sheet.text
}

/// The text that has been written so far.
#[derive(Default)]
struct TextWriter {
    text: String,
    /// Whether the last row belongs to something that an entry follows without an empty row.
    open: bool,
    /// Whether the last row is a short heading, which anything follows without an empty row.
    is_headed: bool,
    /// What stands before each row.
    margin: &'static str,
}

impl OutlineWriter for TextWriter {
    fn heading(&mut self, level: HeadingLevel, text: &str) {
        self.gap();
        let rows = prose::wrap(text, WIDTH);
        let width = rows.iter().map(|row| row.width()).max().unwrap_or_default();
        for row in rows {
            self.row(&row);
        }
        let under = match level {
            HeadingLevel::Title | HeadingLevel::Part => '=',
            HeadingLevel::Piece => '-',
            HeadingLevel::Short | HeadingLevel::Question => {
                (self.open, self.is_headed) = (true, true);
                return;
            }
        };
        self.row(&String::from_iter(std::iter::repeat_n(under, width)));
    }

    fn label(&mut self, text: &str) {
        self.paragraph(text);
        self.open = true;
    }

    fn paragraph(&mut self, text: &str) {
        let is_headed = self.is_headed;
        self.gap();
        self.rows(text, "", "");
        // Entries stand right under what a short heading begins with.
        self.open = is_headed;
    }

    fn entry(&mut self, text: &str) {
        if !self.open {
            self.gap();
        }
        self.rows(text, "- ", "  ");
        self.open = true;
    }

    fn content(&mut self, block: &Block) {
        match block {
            Block::Paragraph(words) => self.paragraph(&without_marks(words)),
            Block::Entry(words) => self.entry(&without_marks(words)),
        }
    }

    fn own_words(&mut self, words: &str) {
        self.gap();
        for line in prose::own_lines(words) {
            if line.is_empty() {
                self.gap();
            }
            self.rows(&line, "", "");
        }
    }

    fn choices(&mut self, texts: &[&str]) {
        if !self.open {
            self.gap();
        }
        for text in texts {
            self.rows(text, "  [ ] ", "      ");
        }
    }

    fn lines(&mut self, count: usize) {
        for _ in 0..count {
            self.gap();
            self.row(&"_".repeat(WIDTH));
        }
    }

    fn rule(&mut self) {
        self.paragraph("* * *");
    }

    fn open(&mut self, what: Together) {
        self.margin = if what == Together::Note { "    " } else { "" };
    }

    fn close(&mut self) {
        self.margin = "";
        self.open = false;
    }
}

impl TextWriter {
    /// Leaves one empty row, unless there is one, nothing is written yet, or a short heading stands above.
    fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") && !self.is_headed {
            self.text.push('\n');
        }
        self.open = false;
    }

    /// Writes a wrapped text, `first` before its first row and `rest` before the others.
    fn rows(&mut self, text: &str, first: &str, rest: &str) {
        let rows = prose::wrap(text, WIDTH - self.margin.len() - first.len());
        for (index, row) in rows.iter().enumerate() {
            self.text.push_str(self.margin);
            self.text.push_str(if index == 0 { first } else { rest });
            self.row(row);
        }
    }

    fn row(&mut self, row: &str) {
        self.is_headed = false;
        self.text.push_str(row);
        self.text.push('\n');
    }
}
