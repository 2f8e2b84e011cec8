//! Completion, as the script of a shell asks for it. `tests/completions/run` drives the shells themselves.

use crate::support::own;
use clap::CommandFactory;
use clap::builder::ValueHint;
use std::fs::{self, DirBuilder};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use stillpoint::files::records::folder::RecordStore;
use stillpoint::shell::cli::args::Cli;

/// Where somebody presses Tab: a home with settings, and records in it.
struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        DirBuilder::new().mode(0o700).create(home.records()).unwrap();
        for name in ["anna-k", "Annika", "maple-7", "old oak"] {
            fs::write(home.records().join(format!("{name}.age")), "").unwrap();
        }
        fs::create_dir_all(home.0.path().join("stillpoint")).unwrap();
        home.set("settings.toml", "[counselor]\nrecords_folder = \"../records\"\n");
        home
    }

    fn records(&self) -> PathBuf {
        self.0.path().join("records")
    }

    fn set(&self, name: &str, settings: &str) -> String {
        let path = self.0.path().join("stillpoint").join(name);
        fs::write(&path, settings).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Returns the words that fit in the place of the last one, and what is told of each.
    fn lines(&self, line: &str) -> Vec<String> {
        let (before, word) = line.rsplit_once(' ').unwrap_or(("", line));
        let mut program = Command::new(env!("CARGO_BIN_EXE_stillpoint"));
        program.arg("completions").arg(format!("--word={word}")).arg("--").args(before.split_whitespace());
        program.env_clear().env("XDG_CONFIG_HOME", self.0.path()).env("HOME", self.0.path());
        let output = program.output().unwrap();
        assert!(output.status.success() && output.stderr.is_empty(), "{line}: {output:?}");
        String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
    }

    fn words(&self, line: &str) -> Vec<String> {
        let word = |line: &String| line.split('\t').next().unwrap_or_default().to_owned();
        self.lines(line).iter().map(word).collect()
    }
}

#[test]
fn commands_options_and_values_are_completed() {
    let home = Home::new();
    for (line, words) in [
        ("rep", &["report"][..]),
        ("records re", &["rekey", "remove"]),
        ("help rep", &["report"]),
        ("report --fo", &["--format"]),
        ("report --format m", &["markdown"]),
        ("report --format=m", &["--format=markdown"]),
        ("--theme ", &["dark", "light", "high-contrast", "monochrome"]),
        ("completions ", &["bash", "zsh", "fish", "elvish", "powershell"]),
        ("--lang ", &["en", "es"]),
        ("--region gb-s", &["GB-SCT"]),
        ("--plain=k", &["--plain=keys"]),
        ("--plain =k", &["keys"]),
        ("--theme =mo", &["monochrome"]),
        // Without "=" the next word is no value of it.
        ("--plain --them", &["--theme"]),
        ("--plain k", &[]),
        ("check ", &[":files"]),
        ("--settings=si", &[":files"]),
        ("new mi", &[":folders"]),
        // What stands in the line already is not offered again.
        ("kiosk --set-pin --set", &["--settings"]),
        // Behind an option of the checklist a command would be refused.
        ("--theme dark rep", &[]),
        ("kiosk --chi", &[]),
        ("no-such-command rep", &[]),
        ("check --today 2", &[]),
    ] {
        let found = home.words(line);
        assert_eq!(found, words, "{line:?}");
    }
    assert_eq!(home.lines("--region IE"), ["IE\tIreland"]);
    let begin = home.words("");
    assert!(begin.iter().any(|word| word == "counselor") && !begin.iter().any(|word| word.starts_with('-')));
}

#[test]
fn languages_and_regions_are_those_of_the_questionnaire_in_use() {
    let home = Home::new();
    let own = own::FILE;
    let regions = home.words(&format!("--questions {own} --region "));
    assert_ne!(regions, home.words("--region "));
    assert!(regions.contains(&"001".to_owned()), "{regions:?}");
    let site = home.set("site.toml", &format!("questions = \"{own}\"\n"));
    assert_eq!(home.words(&format!("--settings {site} --region ")), regions);
    assert_eq!(home.words(&format!("--settings={site} --region ")), regions);
    // In its own folder, as a shell would write it for the person.
    assert_eq!(home.words("--settings ~/stillpoint/site.toml --region "), regions);
}

#[test]
fn a_record_is_completed_by_its_beginning_and_never_listed() {
    let home = Home::new();
    for command in ["records show", "records export", "records remove", "counselor --record"] {
        for typed in ["", "a", "ma", "ann", "ANN", "xyz", "-", "../m", "."] {
            let words = home.words(&format!("{command} {typed}"));
            let named = words.iter().any(|word| !word.starts_with('-'));
            assert!(!named, "{command} {typed}: {words:?}");
        }
        assert_eq!(home.words(&format!("{command} map")), ["maple-7"]);
        assert_eq!(home.words(&format!("{command} MAPLE")), ["maple-7"]);
        assert_eq!(home.words(&format!("{command} old")), ["old oak"]);
        assert_eq!(home.words(&format!("{command} anni")), ["Annika"]);
    }
    assert!(home.words("records show --no-settings map").is_empty());
}

#[test]
fn while_a_walkthrough_runs_no_record_is_completed() {
    let home = Home::new();
    let store = RecordStore::open(&home.records()).unwrap();
    let running = store.running().unwrap();
    assert!(home.words("records show map").is_empty());
    drop(running);
    assert_eq!(home.words("records show map"), ["maple-7"]);
}

#[test]
fn a_tab_says_nothing_of_a_fault_and_waits_for_no_pipe() {
    let home = Home::new();
    let pipe = home.0.path().join("pipe");
    rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR).unwrap();
    let faulty = home.set("faulty.toml", "this is no setting");
    let piped = home.set("piped.toml", &format!("questions = \"{}\"\n", pipe.display()));
    let not_there = Path::new("/nowhere/settings.toml").display().to_string();
    for file in [faulty, piped, pipe.display().to_string(), not_there, "-".to_owned()] {
        assert_eq!(home.words(&format!("--settings {file} --lang ")), ["en", "es"], "{file}");
        assert_eq!(home.words(&format!("--questions {file} --lang ")), ["en", "es"], "{file}");
        assert!(home.words(&format!("records show --settings {file} map")).is_empty(), "{file}");
    }
}

/// Options and arguments whose values nobody can list.
const FREE: [&str; 3] = ["jobs", "today", "word"];

#[test]
fn no_value_was_forgotten() {
    fn walk(command: &clap::Command, path: &str, home: &Home) {
        for argument in command.get_arguments().filter(|argument| argument.get_action().takes_values()) {
            let id = argument.get_id().as_str();
            if argument.is_hide_set() || FREE.contains(&id) {
                continue;
            }
            let typed = if id == "name" || id == "record" { "map" } else { "" };
            let line = match argument.get_long() {
                Some(long) => format!("{path}--{long} {typed}"),
                None => format!("{path}{typed}"),
            };
            let words = home.words(&line);
            assert!(!words.is_empty(), "{line}: nothing is completed");
            if argument.get_value_hint() == ValueHint::AnyPath {
                assert!(words[0].starts_with(':'), "{line}: {words:?}");
            }
        }
        for below in command.get_subcommands() {
            walk(below, &format!("{path}{} ", below.get_name()), home);
        }
    }
    walk(&Cli::command(), "", &Home::new());
}

#[test]
fn each_script_asks_the_program_that_is_installed() {
    let shells = ["bash", "zsh", "fish", "elvish", "powershell"];
    let scripts = shells.map(|shell| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_stillpoint"));
        let output = program.args(["completions", shell]).env_clear().output().unwrap();
        assert!(output.status.success(), "{shell}");
        String::from_utf8(output.stdout).unwrap()
    });
    for (shell, script) in shells.iter().zip(&scripts) {
        assert!(script.contains("stillpoint completions") && script.contains("--word="), "{shell}\n{script}");
        assert_eq!(scripts.iter().filter(|other| *other == script).count(), 1, "{shell}");
    }
}
