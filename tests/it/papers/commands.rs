//! Commands and options as the papers tell them: each command is run as it is written there, and each option stands
//! beside the commands that have it.

use super::not_run::{NO_COMMANDS, NOT_RUN, is_not_run};
use super::sandbox::Sandbox;
use super::{blocks, files, paper, papers, quoted};
use clap::CommandFactory;
use clap::error::ErrorKind;
use std::collections::{BTreeMap, BTreeSet};
use stillpoint::shell::cli::args::Cli;
use stillpoint::shell::cli::parsing;

/// The checklist itself, as the table of options names it.
const CHECKLIST: &str = "checklist";

/// Returns every command that has options of its own, by the name that the papers give it, with its long options.
fn options_by_command() -> BTreeMap<String, BTreeSet<String>> {
    fn add(command: &clap::Command, name: &str, all: &mut BTreeMap<String, BTreeSet<String>>) {
        let options = command.get_arguments().filter(|argument| !argument.is_hide_set());
        let options = options.filter_map(|argument| argument.get_long()).map(str::to_owned).collect();
        if command.get_subcommands().next().is_none() || name.is_empty() {
            let name = if name.is_empty() { CHECKLIST } else { name };
            all.insert(name.to_owned(), options);
        }
        for below in command.get_subcommands() {
            add(below, format!("{name} {}", below.get_name()).trim(), all);
        }
    }
    let mut all = BTreeMap::new();
    add(&Cli::command(), "", &mut all);
    all
}

/// Returns the commands that a cell of the table of options names.
fn named(place: &str, all: &BTreeMap<String, BTreeSet<String>>) -> BTreeSet<String> {
    let list = |text: &str| -> BTreeSet<String> {
        let names = text.split(", ").flat_map(|names| names.split(" and "));
        names.map(|name| name.trim_matches('`').to_owned()).collect()
    };
    match place.strip_prefix("everywhere") {
        Some(but) => {
            let but = list(but.trim_start_matches(" but "));
            let above =
                |name: &str| but.iter().any(|but| name == but || name.starts_with(&format!("{but} ")));
            all.keys().filter(|name| !above(name)).cloned().collect()
        }
        None => list(place),
    }
}

#[test]
fn the_table_of_options_names_each_option_beside_just_the_commands_that_have_it() {
    let all = options_by_command();
    let mut told: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in paper("docs/options.md").lines().filter(|row| row.starts_with("| `--")) {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        for option in cells[0].split(", ").map(|option| option.trim_matches('`').trim_start_matches("--")) {
            let option = option.split_whitespace().next().unwrap();
            for command in named(cells[1], &all) {
                let is_new = told.entry(command.clone()).or_default().insert(option.to_owned());
                assert!(is_new, "{command} --{option} stands in the table twice");
            }
        }
    }
    for options in told.values_mut() {
        options.retain(|option| option != "help" && option != "version");
    }
    told.retain(|_, options| !options.is_empty());
    let has = all.into_iter().filter(|(_, options)| !options.is_empty()).collect::<BTreeMap<_, _>>();
    assert_eq!(told, has, "left: the table in docs/options.md, right: the program");
}

/// Asserts that each command has its row in a table of a page.
fn has_a_row_for_each_command(page: &str) {
    let text = paper(page);
    let rows: Vec<&str> = text.lines().filter(|row| row.starts_with("| `stillpoint")).collect();
    for command in options_by_command().keys().filter(|name| *name != CHECKLIST) {
        let (first, below) = command.split_once(' ').unwrap_or((command, ""));
        let is_there = |row: &&str| {
            let cell = row.split(" | ").next().unwrap();
            let has = |word: &str| cell.split(['`', ' ', '|']).any(|named| named == word);
            has(first) && (below.is_empty() || has(below))
        };
        assert!(rows.iter().any(is_there), "{page} has no row for stillpoint {command}");
    }
}

#[test]
fn every_command_stands_on_the_page_of_options_and_on_that_of_what_is_kept() {
    has_a_row_for_each_command("docs/options.md");
    has_a_row_for_each_command("docs/privacy.md");
}

/// Returns the lines for a shell in the fenced blocks of a page, in order.
fn lines_for_a_shell(text: &str) -> Vec<String> {
    let lines = blocks(text, "sh").concat();
    lines.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// Returns the commands in the remarks of an example: each stands after at least two blanks.
fn commands_in_remarks(text: &str) -> Vec<String> {
    let remarks = text.lines().filter(|line| line.starts_with('#'));
    let command = |line: &str| line.split_once("  stillpoint ").map(|(_, rest)| format!("stillpoint {rest}"));
    remarks.filter_map(command).collect()
}

#[test]
fn every_command_of_the_papers_is_run_or_is_on_the_list_of_those_that_are_not() {
    let mut run = 0;
    for (name, text) in papers() {
        let sandbox = Sandbox::new();
        for line in lines_for_a_shell(&text).iter().filter(|line| !is_not_run(line)) {
            sandbox.run(line, "");
            run += 1;
        }
        // A command in a block of another kind would not be run.
        let fences = text.lines().filter_map(|line| line.strip_prefix("```")).filter(|tag| !tag.is_empty());
        for tag in fences {
            assert!(["sh", "toml", "json", "yaml", "text"].contains(&tag), "{name}: a block is in {tag}");
        }
        let others = ["", "text", "toml", "yaml"].map(|tag| blocks(&text, tag).concat()).concat();
        let is_command = |line: &str| line.starts_with("stillpoint ") || line.starts_with("$ ");
        assert!(!others.lines().any(is_command), "{name}: a command stands in a block that is not for sh");
    }
    assert!(run >= 50, "only {run} commands were run");
}

#[test]
fn the_list_of_commands_that_are_not_run_has_none_that_no_page_has() {
    let all: BTreeSet<String> =
        papers().iter().flat_map(|(_, text)| [lines_for_a_shell(text), quoted(text)].concat()).collect();
    let rows = NOT_RUN.iter().flat_map(|rows| rows.lines.iter().map(|line| (*line, rows.why)));
    for (line, why) in rows.chain(NO_COMMANDS.map(|words| (words, "no command"))) {
        assert!(all.contains(line), "remove from tests/it/papers/not_run.rs ({why}): {line}");
    }
}

#[test]
fn every_command_in_the_remarks_of_the_examples_is_run() {
    let mut run = 0;
    for file in files("examples", ".toml") {
        let folder = if file.starts_with("examples/new/") { "examples/new" } else { "" };
        let sandbox = Sandbox::new();
        for line in commands_in_remarks(&paper(&file)) {
            sandbox.run(&line, folder);
            run += 1;
        }
    }
    assert!(run >= 7, "only {run} commands were run");
}

/// Says whether words in backquotes look like a command: the first is in small letters, and no key of a file.
fn looks_like_a_command(words: &str) -> bool {
    let mut parts = words.split_whitespace();
    let is_program =
        |word: &str| word.chars().all(|c| c.is_ascii_lowercase() || "0123456789_./+-".contains(c));
    let first = parts.next().filter(|word| word.starts_with(|c: char| c.is_ascii_lowercase()));
    first.is_some_and(is_program) && parts.next().is_some_and(|second| second != "=")
}

#[test]
fn every_command_within_a_sentence_is_understood_or_is_on_a_list() {
    let known: BTreeSet<String> =
        options_by_command().into_keys().map(|name| name.split(' ').next().unwrap().to_owned()).collect();
    for (name, text) in papers() {
        for words in quoted(&text).iter().filter(|words| looks_like_a_command(words)) {
            let first = words.split(' ').next().unwrap();
            if words.starts_with("stillpoint ") {
                is_understood(&name, words);
            } else if known.contains(first) {
                is_understood(&name, &format!("stillpoint {words}"));
            } else if name != "CHANGELOG.md" {
                assert!(
                    is_not_run(words) || NO_COMMANDS.contains(&words.as_str()),
                    "{name}: `{words}` looks like a command, and no test runs it. Put it into a block for sh, so that \
                     it is run, or into tests/it/papers/not_run.rs: with the reason, or among what is no command"
                );
            }
        }
    }
}

/// Asserts that the command line takes a command, or asks for what only a reader can put there.
fn is_understood(page: &str, command: &str) {
    let without_marks = command.replace(['[', ']'], "").replace("...", "");
    let line = without_marks.split(['<', '>', '|', '\\']).next().unwrap();
    let words = line.split('"').enumerate().flat_map(|(part, text)| match part % 2 {
        0 => text.split_whitespace().collect(),
        _ => vec![text],
    });
    let Err(said) = parsing::parse(words.map(Into::into)) else { return };
    let is_open = |word: &str| {
        word.starts_with("--") || (word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase()))
    };
    let is_a_name_only = match said.kind() {
        ErrorKind::InvalidValue => line.split_whitespace().next_back().is_some_and(is_open),
        ErrorKind::MissingRequiredArgument
        | ErrorKind::MissingSubcommand
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelp => true,
        _ => false,
    };
    assert!(is_a_name_only, "{page}: {command}\n{said}");
}
