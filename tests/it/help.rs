//! What the program says of itself: it fits 80 columns, and every example in it does what it says.

use crate::records::{PUBLIC, SECRET, recipients, walkthrough_on};
use crate::support::pty::Pty;
use clap::CommandFactory;
use rustix::process::Signal;
use std::fs::{self, DirBuilder, Permissions};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;
use std::thread;
use stillpoint::files::content::{builtin, questions};
use stillpoint::files::records::format;
use stillpoint::shell::cli::args::{Cli, CliCommand};
use stillpoint::shell::cli::parsing;
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_stillpoint");

/// Returns the words that lead to each command; none lead to the checklist.
fn commands() -> Vec<Vec<String>> {
    fn add(command: &clap::Command, words: &[String], all: &mut Vec<Vec<String>>) {
        all.push(words.to_vec());
        for below in command.get_subcommands() {
            add(below, &[words, &[below.get_name().to_owned()]].concat(), all);
        }
    }
    let mut all = Vec::new();
    add(&Cli::command(), &[], &mut all);
    all
}

fn told(words: &[String], option: &str) -> String {
    let output = Command::new(PROGRAM).args(words).arg(option).env_clear().output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{words:?} {option}");
    String::from_utf8(output.stdout).unwrap()
}

/// Returns the examples in the help of a command, each as it would be typed.
fn examples(words: &[String]) -> Vec<String> {
    let help = told(words, "--help");
    let lines =
        help.lines().filter_map(|line| line.strip_prefix("  ").filter(|line| line.starts_with("stillpoint")));
    lines.map(|line| line.split("  ").next().unwrap().to_owned()).collect()
}

/// A folder with every file that an example names, which is home as well.
fn sandbox() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = home.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
    };
    let copy = |from: &str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(from)).unwrap();
    write("answers.json", &copy("examples/answers.json"));
    write("answers/maple.json", &copy("examples/answers.json"));
    write("mine.toml", &copy("examples/sleep-habits.toml"));
    for key in ["key.txt", "old-key.txt"] {
        write(key, &format!("{SECRET}\n"));
    }
    let folder = home.path().display();
    let settings = format!(
        "[counselor]\nrecords_folder = \"{folder}/records\"\nrecipients = [\"{PUBLIC}\"]\nidentity = \"{folder}/key.txt\"\n"
    );
    write(".config/stillpoint/settings.toml", &settings);
    write("site.toml", &settings);
    DirBuilder::new().mode(0o700).create(home.path().join("records")).unwrap();
    let questionnaire = questions::parse("questions.toml", builtin::QUESTIONS).unwrap();
    let mut record = walkthrough_on(&questionnaire).pop().unwrap();
    record.name = "maple-7".into();
    let sealed = recipients().seal(format::write(&record).as_bytes()).unwrap();
    fs::write(home.path().join("records/maple-7.age"), sealed).unwrap();
    for program in ["lp", "man"] {
        write(&format!("bin/{program}"), "#!/bin/sh\nexec cat\n");
        fs::set_permissions(home.path().join("bin").join(program), Permissions::from_mode(0o755)).unwrap();
    }
    home
}

/// Types an example into a shell on a terminal of its own, and sees that it ends as it should.
fn run(example: &str) {
    let home = sandbox();
    let folder = home.path().to_str().unwrap();
    let path = format!("{}:{folder}/bin:/usr/bin:/bin", Path::new(PROGRAM).parent().unwrap().display());
    let line = format!("cd && {}exec {example}", if example.contains('|') { "true && " } else { "" });
    let runtime = format!("{folder}/run");
    DirBuilder::new().mode(0o700).recursive(true).create(format!("{runtime}/stillpoint")).unwrap();
    // What a second screen follows: a walkthrough that has not said anything yet.
    let _socket = UnixListener::bind(format!("{runtime}/stillpoint/display-2.sock")).unwrap();
    let line = line.replace("/run/user/1000", &runtime);
    let environment = [("HOME", folder), ("PATH", path.as_str()), ("XDG_RUNTIME_DIR", runtime.as_str())];
    let terminal = Pty::spawn(Path::new("/bin/sh"), &["-c", &line], &environment, (100, 30));
    let is_plain = example.contains("--plain");
    let words = example.split(['>', '<', '|']).next().unwrap().split_whitespace();
    let asked =
        parsing::parse(words.map(Into::into)).unwrap_or_else(|said| panic!("{example}\n{said}")).command;
    match asked {
        Some(CliCommand::Kiosk(args)) if args.set_pin => {
            for asks in ["New PIN", "once more"] {
                terminal.wait_for_text(asks);
                terminal.send("48213\r");
            }
        }
        Some(CliCommand::Records(_)) if example.ends_with("remove maple-7") => {
            terminal.wait_for_text("maple-7");
            terminal.send("maple-7\r");
        }
        None | Some(CliCommand::Counselor(_) | CliCommand::Display(_) | CliCommand::Kiosk(_)) => {
            ended(&terminal, is_plain)
        }
        Some(CliCommand::Check(args)) if args.watch => ended(&terminal, is_plain),
        _ => {}
    }
    let status = terminal.wait_exit().code();
    let is_stopped = is_plain || is_full_screen(&terminal.raw());
    assert_eq!(status, Some(if is_stopped { 143 } else { 0 }), "{example}\n{}", terminal.text());
}

/// Says whether the full screen was begun.
fn is_full_screen(raw: &[u8]) -> bool {
    raw.windows(8).any(|bytes| bytes == b"\x1b[?1049h")
}

/// Waits for the full screen, or for the first lines, and ends it from outside.
fn ended(terminal: &Pty, is_plain: bool) {
    if is_plain {
        terminal.wait_for_text("Ctrl-C");
    } else {
        terminal.wait_for_raw(is_full_screen, "the full screen");
    }
    terminal.signal(Signal::TERM);
}

#[test]
fn every_example_in_every_help_does_its_work() {
    let mut all: Vec<String> = commands().iter().flat_map(|words| examples(words)).collect();
    all.sort();
    all.dedup();
    assert!(all.len() > 40, "{all:#?}");
    // Each waits more than it works.
    let halves = all.chunks(all.len().div_ceil(4)).map(<[String]>::to_vec);
    let threads: Vec<_> =
        halves.map(|part| thread::spawn(move || part.iter().for_each(|example| run(example)))).collect();
    let failed = threads.into_iter().filter_map(|thread| thread.join().err()).count();
    assert_eq!(failed, 0, "an example did not do what it should");
}

#[test]
fn help_fits_eighty_columns_and_says_what_the_exit_status_means() {
    for words in commands() {
        for option in ["--help", "-h"] {
            let help = told(&words, option);
            for line in help.lines() {
                assert!(line.chars().count() <= 80, "{words:?} {option}: {line}");
            }
            let is_long = option == "--help";
            let told =
                ["Exit status:", "143 for SIGTERM", "Examples:\n"].iter().all(|part| help.contains(part));
            assert_eq!(told, is_long, "{words:?} {option}\n{help}");
        }
        assert!(!examples(&words).is_empty(), "{words:?} has no example");
        assert!(told(&words, "-h").lines().count() < told(&words, "--help").lines().count(), "{words:?}");
        // The words that a person may try instead.
        if !words.is_empty() {
            let output = Command::new(PROGRAM).arg("help").args(&words).env_clear().output().unwrap();
            assert_eq!(String::from_utf8(output.stdout).unwrap(), told(&words, "--help"), "help {words:?}");
        }
    }
}
