//! The page of a command: what clap declares, set by `clap_mangen`, and what `--help` says besides, under headings of the
//! manual.
//!
//! What `clap_mangen` sets is changed here where a reader would miss something: the synopsis is the usage that `--help`
//! shows, and possible values stand below their option without a gap.

use super::page_head::PageHead;
use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Inline, Roff, bold, roman};

/// What `--help` says of a command besides its arguments.
#[derive(Default)]
struct Besides<'t> {
    paragraphs: Vec<&'t str>,
    /// Each with what it does, which may be empty.
    examples: Vec<(String, String)>,
    /// Each with what it means.
    statuses: Vec<(String, String)>,
}

/// Returns the page of a command, which names those of all pages that are near it.
pub(super) fn command_page(head: &PageHead, command: &Command, all: &[PageHead]) -> String {
    let besides = command.get_after_long_help().map(ToString::to_string).unwrap_or_default();
    let besides = Besides::read(&besides);
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let man = Man::new(with_usage(command));
    let mut page = head.top(&about).to_roff();
    page.push_str(&set(|to| man.render_synopsis_section(to)));
    page.push_str(&description(&about, &besides.paragraphs));
    page.push_str(&options(&set(|to| man.render_options_section(to))));
    if command.get_subcommands().next().is_some() {
        page.push_str(&set(|to| man.render_subcommands_section(to)));
    }
    page.push_str(&besides.end());
    page.push_str(&head.see_also(all));
    page
}

/// Hands over what a part of the page writes.
fn set(render: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>) -> String {
    let mut bytes = Vec::new();
    // Memory takes all that is written to it.
    let _ = render(&mut bytes);
    let text = String::from_utf8_lossy(&bytes);
    // What defines the apostrophe stands before each part; once is enough, and UTF-8 has one anyway.
    let is_set = |line: &&str| !line.starts_with(".ie ") && !line.starts_with(".el ");
    text.lines()
        .filter(is_set)
        .map(|line| format!("{}\n", line.trim_end().replace(r"\*(Aq", r"\(aq")))
        .collect()
}

/// Puts the usage that `--help` shows in the place of the synopsis.
fn with_usage(command: &Command) -> Command {
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").to_owned();
    let name = command.get_bin_name().unwrap_or_else(|| command.get_name()).to_owned();
    command.clone().bin_name(name).subcommand_help_heading("COMMANDS").override_usage(usage)
}

fn description(about: &str, paragraphs: &[&str]) -> String {
    let mut roff = Roff::default();
    roff.control("SH", ["DESCRIPTION"]);
    roff.text([roman(format!("{about}."))]);
    for paragraph in paragraphs {
        roff.control("PP", []);
        roff.text([roman(*paragraph)]);
    }
    roff.to_roff()
}

/// Puts possible values below their option.
fn options(set: &str) -> String {
    set.replace(".br\n\n.br\n\\fIPossible values:\\fR\n.RS 14\n", ".RS\n")
}

impl<'t> Besides<'t> {
    fn read(text: &'t str) -> Self {
        let mut besides = Self::default();
        for block in text.split("\n\n") {
            match block.split_once('\n') {
                Some(("Examples:", lines)) => besides.examples = pairs(lines),
                Some(("Exit status:", lines)) => besides.statuses = pairs(lines),
                _ => besides.paragraphs.push(block),
            }
        }
        besides
    }

    /// Returns the parts that stand at the end of a page.
    fn end(&self) -> String {
        let mut roff = Roff::default();
        for (heading, pairs) in [("EXAMPLES", &self.examples), ("EXIT STATUS", &self.statuses)] {
            roff.control("SH", [heading]);
            for (index, (shown, told)) in pairs.iter().enumerate() {
                let line: [Inline; 1] = [bold(shown.as_str())];
                match (told.is_empty(), index) {
                    (true, 0) => roff.text(line),
                    (true, _) => roff.control("PP", []).text(line),
                    (false, _) => roff.control("TP", []).text(line).text([roman(told.as_str())]),
                };
            }
        }
        roff.to_roff()
    }
}

/// Reads lines of two columns; a row that has nothing in the first one goes on with what the row above tells.
fn pairs(lines: &str) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for line in lines.lines() {
        let row = line.trim_start();
        match pairs.last_mut() {
            Some((_, told)) if line.starts_with("   ") => row.clone_into(told),
            _ => {
                let (shown, told) = row.split_once("  ").unwrap_or((row, ""));
                pairs.push((shown.to_owned(), told.trim_start().to_owned()));
            }
        }
    }
    pairs
}
