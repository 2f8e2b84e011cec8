//! The page of a kind of file: the paper on it in `docs`, set for the manual.
//!
//! It knows the Markdown that the papers are written in: headings, paragraphs, lists, tables and blocks. What it does not
//! know stays as it is written. It must not leave out a
//! line, but for the list of parts at the top, which a page does not need.

use super::page_head::PageHead;
use super::paper_words::words;
use clap_mangen::roff::{Inline, Roff, bold, roman};

/// The headings of columns that say what something is.
const MEANING: [&str; 2] = ["is", "what it is"];

/// A paper on its way to a page.
struct PaperSetting {
    roff: Roff,
    /// Whether a heading was set last: then the first paragraph needs no mark.
    after_heading: bool,
    /// The headings of the columns of the table that is being set.
    columns: Vec<String>,
}

/// Returns the page of a paper.
pub(super) fn paper_page(head: &PageHead, about: &str, paper: &str, all: &[PageHead]) -> String {
    let mut roff = head.top(about);
    roff.control("SH", ["DESCRIPTION"]);
    let mut setting = PaperSetting { roff, after_heading: true, columns: Vec::new() };
    let mut lines = paper.lines().peekable();
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix("## ") {
            setting.heading("SH", &title.to_uppercase());
        } else if let Some(title) = line.strip_prefix("### ") {
            setting.heading("SS", title);
        } else if line.starts_with("```") {
            let block = lines.by_ref().take_while(|line| !line.starts_with("```"));
            setting.block(&block.collect::<Vec<_>>());
        } else if line.starts_with('|') {
            setting.row(line);
        } else if !line.is_empty() && !line.starts_with("# ") {
            let mut text = line.to_owned();
            while let Some(more) = lines.next_if(|next| goes_on(next)) {
                text = format!("{text} {}", more.trim());
            }
            setting.text(&text);
        }
        if line.is_empty() {
            setting.columns.clear();
        }
    }
    format!("{}{}", setting.roff.to_roff(), head.see_also(all))
}

/// Says whether a line belongs to the text above it.
fn goes_on(line: &str) -> bool {
    !line.is_empty() && !line.starts_with(['#', '|']) && !line.starts_with("```") && entry(line).is_none()
}

/// Splits an entry of a list into its mark and its text.
fn entry(line: &str) -> Option<(&str, &str)> {
    let (mark, text) = line.split_once(' ')?;
    let number = mark.strip_suffix('.').unwrap_or_default();
    let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    (mark == "-" || is_number).then_some((mark, text))
}

/// Splits a row of a table into its cells.
fn split_row(row: &str) -> Vec<String> {
    let row = row.trim().trim_start_matches('|').replace(r"\|", "\u{0}");
    let row = row.strip_suffix('|').unwrap_or(&row);
    row.split('|').map(|cell| cell.trim().replace('\u{0}', "|")).collect()
}

impl PaperSetting {
    fn heading(&mut self, level: &str, title: &str) {
        self.roff.control(level, [title.replace('`', "").as_str()]);
        self.after_heading = true;
    }

    /// Begins a paragraph; behind a heading there is one already.
    fn paragraph(&mut self) {
        if !self.after_heading {
            self.roff.control("PP", []);
        }
        self.after_heading = false;
    }

    fn block(&mut self, lines: &[&str]) {
        self.paragraph();
        self.roff.control("RS", ["4"]).control("EX", []);
        for line in lines {
            self.roff.text([roman(*line)]);
        }
        self.roff.control("EE", []).control("RE", []);
    }

    fn text(&mut self, text: &str) {
        match entry(text) {
            Some(("-", part)) if part.starts_with('[') && part.contains("](#") => {}
            Some((mark, text)) => {
                // A number keeps its point; any other mark is a dot.
                let (mark, width) = if mark == "-" { (r"\(bu", "2") } else { (mark, "4") };
                self.roff.control("IP", [mark, width]).text(words(text));
                self.after_heading = false;
            }
            None => {
                self.paragraph();
                self.roff.text(words(text));
            }
        }
    }

    /// Sets a row of a table: what it is about, and below that the other cells, each under the heading of its column.
    fn row(&mut self, line: &str) {
        let cells = split_row(line);
        if self.columns.is_empty() {
            self.columns = cells;
            return;
        }
        let (Some(first), false) = (cells.first(), line.starts_with("| ---")) else { return };
        self.after_heading = false;
        let first: Vec<Inline> = words(first)
            .into_iter()
            .map(|part| match part {
                Inline::Roman(text) => bold(text),
                other => other,
            })
            .collect();
        self.roff.control("TP", []).text(first);
        let told = self.columns.iter().zip(&cells).skip(1);
        let (meaning, others): (Vec<_>, Vec<_>) =
            told.partition(|(column, _)| cells.len() == 2 || MEANING.contains(&column.as_str()));
        for (_, cell) in meaning {
            self.roff.text(words(cell));
        }
        for (column, cell) in others {
            self.roff.text(words(&format!("({column}: {cell})")));
        }
    }
}
