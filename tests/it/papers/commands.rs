//! Commands and options as the papers tell them: what is written there works, and each option stands beside the
//! commands that have it.

use super::{PROGRAM, blocks, paper, papers, root};
use clap::CommandFactory;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;
use stillpoint::shell::cli::args::Cli;
use stillpoint::shell::cli::parsing;

/// The checklist itself, as the table of options names it.
const CHECKLIST: &str = "checklist";

/// Splits a command line as a shell would, without what is for the shell alone.
fn words(line: &str) -> Vec<String> {
    let line = line.split(['>', '<', '|', '#']).next().unwrap_or_default();
    let words = line.split_whitespace().skip_while(|word| word.contains('='));
    words.map(str::to_owned).collect()
}

/// Returns the commands of ours in the blocks of a paper for the shell, in order.
fn commands(text: &str) -> Vec<String> {
    let is_ours = |line: &&str| words(line).first().is_some_and(|program| program == "stillpoint");
    blocks(text, "sh").concat().lines().filter(is_ours).map(str::to_owned).collect()
}

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

#[test]
fn every_command_of_the_papers_is_understood_and_finds_the_files_it_names() {
    for (name, text) in papers() {
        let mut made = BTreeSet::new();
        for line in commands(&text) {
            let words = words(&line);
            match parsing::parse(words.iter().map(Into::into)) {
                Err(said) if !said.use_stderr() => {}
                asked => drop(asked.unwrap_or_else(|said| panic!("{name}: {line}\n{said}"))),
            }
            let is_file = |word: &&String| {
                let ends = Path::new(word).extension().is_some_and(|end| end == "json" || end == "toml");
                ends && !Path::new(word).is_absolute()
            };
            for file in words.iter().filter(is_file) {
                let is_there = root().join(file).exists() || made.contains(file);
                assert!(is_there, "{name}: {line}\nthere is no {file}, and no command before it makes it");
            }
            if let ["stillpoint", "new", folder, ..] = *words.iter().map(String::as_str).collect::<Vec<_>>() {
                made.extend(["questions.toml", "settings.toml"].map(|file| format!("{folder}/{file}")));
                made.extend(words.get(4).map(|tag| format!("{folder}/translations/{tag}.toml")));
            }
            made.extend(line.split_once("> ").map(|(_, file)| file.trim().to_owned()));
        }
    }
}

#[test]
fn the_cheap_commands_of_the_page_of_options_do_their_work() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("examples")).unwrap();
    let examples = fs::read_dir(root().join("examples")).unwrap().map(Result::unwrap);
    for example in examples.filter(|example| example.path().is_file()) {
        fs::copy(example.path(), folder.path().join("examples").join(example.file_name())).unwrap();
    }
    let path = format!("{}:/usr/bin:/bin", Path::new(PROGRAM).parent().unwrap().display());
    let mut run = 0;
    for line in commands(&paper("docs/options.md")) {
        let words = words(&line);
        let asked = parsing::parse(words.iter().map(Into::into));
        let has_command = asked.is_ok_and(|asked| asked.command.is_some());
        // A kiosk waits for visitors, at a terminal.
        if has_command && words.get(1).is_none_or(|command| command != "kiosk") {
            let mut shell = Command::new("sh");
            shell.args(["-c", &line]).env_clear().env("PATH", &path).current_dir(folder.path());
            let output = shell.output().unwrap();
            assert!(output.status.success(), "{line}\n{}", String::from_utf8_lossy(&output.stderr));
            run += 1;
        }
    }
    assert!(run >= 5, "only {run} commands were run");
}
