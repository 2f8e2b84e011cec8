//! A copy or a report as plain text, at most 72 columns wide.
//!
//! A pure function of what was chosen already; it leaves nothing out and reads no answer but those in the copy.

use super::prose::{self, Block};
use crate::domain::copy::{ClientCopy, CopyGroup};
use crate::domain::draft::{Guidance, Section};
use crate::domain::id::LinkId;
use crate::domain::phrase;
use crate::domain::questionnaire::Questionnaire;
use crate::domain::results::Matched;
use crate::domain::wording::Wording;
use unicode_width::UnicodeWidthStr;

/// The widest row, in columns; a longer word stands alone.
const WIDTH: usize = 72;

/// Renders a copy as plain text that ends with one newline.
#[must_use]
pub fn render(questionnaire: &Questionnaire, wording: &Wording, copy: &ClientCopy<'_>) -> String {
    let mut sheet = Sheet { questionnaire, wording, copy, text: String::new() };
    sheet.heading(&wording.copy.title, '=');
    sheet.paragraph(&wording.copy.disclaimer);
    sheet.answers();
    sheet.words();
    sheet.guidance();
    sheet.sections();
    sheet.questions();
    sheet.support();
    sheet.origin();
    sheet.text
}

/// The text under way, and what it is made of.
struct Sheet<'a> {
    questionnaire: &'a Questionnaire,
    wording: &'a Wording,
    copy: &'a ClientCopy<'a>,
    text: String,
}

impl Sheet<'_> {
    fn answers(&mut self) {
        let copy = self.copy;
        if copy.groups.is_empty() {
            return;
        }
        self.heading(&self.wording.copy.answers, '=');
        for group in &copy.groups {
            self.group(group);
        }
        if prose::any_declined(copy) {
            self.paragraph(&self.wording.copy.declined_note);
        }
    }

    fn group(&mut self, group: &CopyGroup<'_>) {
        self.heading(&group.group.title, '-');
        let tally = self.copy.results.tallies.iter().find(|tally| tally.group.id == group.group.id);
        if let Some(tally) = tally.filter(|_| self.copy.whole) {
            self.paragraph(&phrase::counts(self.wording, self.questionnaire, tally));
        }
        for (word, rows) in prose::by_word(self.wording, &group.rows) {
            self.paragraph(&word);
            for row in rows {
                self.entry(&format!("{}: {}", row.item.label, row.item.text));
            }
        }
        if self.copy.whole && tally.is_some() {
            self.paragraph(&self.wording.results.count_limits);
        }
    }

    fn words(&mut self) {
        if self.copy.words.is_empty() {
            return;
        }
        self.heading(&self.wording.copy.words, '=');
        self.gap();
        for line in prose::own_lines(&self.copy.words) {
            self.rows(&line, "", "");
            if line.is_empty() {
                self.gap();
            }
        }
    }

    fn guidance(&mut self) {
        let copy = self.copy;
        self.heading(&self.wording.copy.guidance, '=');
        for Matched { text: Guidance { title, text, next_step, .. }, because } in &copy.results.guidance {
            self.brought(title, because, text);
            self.paragraph(&format!("{}: {next_step}", self.wording.results.next_step));
        }
    }

    fn sections(&mut self) {
        let copy = self.copy;
        if copy.results.sections.is_empty() {
            return;
        }
        self.heading(&self.wording.copy.sections, '=');
        for Matched { text: Section { title, text, .. }, because } in &copy.results.sections {
            self.brought(title, because, text);
        }
    }

    /// Writes a text that answers brought: its title, why it is here, and what it says.
    fn brought(&mut self, title: &str, because: &[LinkId], text: &str) {
        self.heading(title, '-');
        self.paragraph(&phrase::why(self.wording, self.questionnaire, &self.copy.response, because));
        for block in prose::blocks(text) {
            match block {
                Block::Paragraph(words) => self.paragraph(&without_marks(&words)),
                Block::Entry(words) => self.entry(&without_marks(&words)),
            }
        }
    }

    fn questions(&mut self) {
        let questions = self.copy.questions();
        if questions.is_empty() {
            return;
        }
        self.heading(&self.wording.copy.ask, '=');
        self.gap();
        for question in questions {
            self.entry(question);
        }
    }

    fn support(&mut self) {
        let (copy, words) = (self.copy, &self.wording.support);
        self.heading(&self.wording.copy.support, '=');
        self.paragraph(&prose::support_lead(words, &copy.region));
        for line in &copy.support {
            self.paragraph(&prose::support_heading(words, line));
            for entry in prose::support_entries(words, line) {
                self.entry(&entry);
            }
        }
        self.paragraph(&self.wording.safety.here);
    }

    fn origin(&mut self) {
        let (made_from, review) = prose::origin(self.questionnaire, self.wording);
        self.paragraph("* * *");
        self.paragraph(&format!("{made_from} {review}"));
    }

    /// Leaves one empty row, unless there is one or nothing is written yet.
    fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn heading(&mut self, text: &str, under: char) {
        self.gap();
        let rows = prose::wrap(text, WIDTH);
        let width = rows.iter().map(|row| row.width()).max().unwrap_or_default();
        for row in rows {
            self.row(&row);
        }
        self.row(&String::from_iter(std::iter::repeat_n(under, width)));
    }

    fn paragraph(&mut self, text: &str) {
        self.gap();
        self.rows(text, "", "");
    }

    fn entry(&mut self, text: &str) {
        self.rows(text, "- ", "  ");
    }

    /// Writes a wrapped text, `first` before its first row and `rest` before the others.
    fn rows(&mut self, text: &str, first: &str, rest: &str) {
        let rows = prose::wrap(text, WIDTH - first.len());
        for (index, row) in rows.iter().enumerate() {
            let lead = if index == 0 { first } else { rest };
            self.row(&format!("{lead}{row}"));
        }
    }

    fn row(&mut self, row: &str) {
        self.text.push_str(row);
        self.text.push('\n');
    }
}

/// Returns the text without the marks of its emphasis.
fn without_marks(text: &str) -> String {
    prose::emphasis(text).into_iter().map(|(_, span)| span).collect()
}
