//! The pages of the manual: one for the program, one for each command, and one for each kind of file that a site writes.
//!
//! Those of commands are made of the declaration of the command line, those of files are the papers in `docs`. This
//! module must not say anything of its own about what a command does.

use super::command_page::command_page;
use super::page_head::PageHead;
use super::paper_page::paper_page;
use crate::shell::cli::args::Cli;
use clap::{Command, CommandFactory};

/// The program, and what the names of its other pages begin with.
const PROGRAM: &str = "stillpoint";

/// The pages on files: what they are called, what they are about, and the paper.
const PAPERS: [(&str, &str, &str); 2] = [
    ("questions.toml", "a questionnaire of your own", include_str!("../../../docs/content.md")),
    ("settings.toml", "what a site sets", include_str!("../../../docs/settings.md")),
];

/// A page of the manual.
pub(crate) struct ManualPage {
    /// What a person calls it: `report`, `records-show`, `settings.toml`; the program's own is `stillpoint`.
    pub name: String,
    /// The name of its file: `stillpoint-report.1`.
    pub file: String,
    /// Its source.
    pub source: String,
}

/// Returns the names of all pages, that of the program first.
pub(crate) fn names() -> Vec<String> {
    let commands = heads(&command_line()).into_iter().map(|head| called(&head.name));
    commands.chain(PAPERS.map(|(name, ..)| name.to_owned())).collect()
}

/// Returns all pages, that of the program first.
pub(crate) fn all_pages() -> Vec<ManualPage> {
    let command = command_line();
    let of_file = |name: &str| PageHead { name: format!("{PROGRAM}-{name}"), section: "5" };
    let papers = PAPERS.map(|(name, about, paper)| (of_file(name), about, paper));
    let mut all = heads(&command);
    all.extend(PAPERS.map(|(name, ..)| of_file(name)));
    let mut pages = Vec::new();
    add_commands(&command, &all, &mut pages);
    pages.extend(papers.iter().map(|(head, about, paper)| page(head, paper_page(head, about, paper, &all))));
    pages
}

/// The command line without the command `help`, which has no page.
fn command_line() -> Command {
    let mut command = Cli::command().disable_help_subcommand(true);
    command.build();
    command
}

fn page(head: &PageHead, source: String) -> ManualPage {
    ManualPage { name: called(&head.name), file: format!("{}.{}", head.name, head.section), source }
}

fn called(name: &str) -> String {
    name.strip_prefix(PROGRAM).and_then(|rest| rest.strip_prefix('-')).unwrap_or(name).to_owned()
}

fn head_of(command: &Command) -> PageHead {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned();
    PageHead { name, section: "1" }
}

/// Returns the heads of a command and of those below it.
fn heads(command: &Command) -> Vec<PageHead> {
    std::iter::once(head_of(command)).chain(command.get_subcommands().flat_map(heads)).collect()
}

fn add_commands(command: &Command, all: &[PageHead], pages: &mut Vec<ManualPage>) {
    let head = head_of(command);
    pages.push(page(&head, command_page(&head, command, all)));
    for below in command.get_subcommands() {
        add_commands(below, all, pages);
    }
}
