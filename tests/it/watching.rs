//! An author has a questionnaire open in an editor, and `check --watch` beside it.

use crate::support::pty::Pty;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_stillpoint");

/// The sentence of the questionnaire of `stillpoint new` that the author changes.
const WRITTEN: &str = "text = \"I work without a break.\"";

/// A new questionnaire, in a folder of its own.
fn questionnaire() -> (TempDir, PathBuf, String) {
    let folder = tempfile::tempdir().unwrap();
    let mine = folder.path().join("mine");
    assert!(Command::new(PROGRAM).arg("new").arg(&mine).stdout(Stdio::null()).status().unwrap().success());
    let path = mine.join("questions.toml");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(WRITTEN));
    (folder, path, text)
}

fn watching(path: &Path) -> Pty {
    watching_in(path, &[], (100, 50))
}

fn watching_in(path: &Path, more: &[&str], window: (u16, u16)) -> Pty {
    let arguments = [&["check", "--watch", path.to_str().unwrap()], more].concat();
    Pty::spawn(Path::new(PROGRAM), &arguments, &[], window)
}

#[test]
fn each_save_is_checked_and_the_screen_stands_beside_the_message() {
    let (_folder, path, text) = questionnaire();
    let pty = watching(&path);
    pty.wait_for_text("no problems");
    assert!(!pty.text().contains("────"), "nothing is to be mended, so no screen is shown");
    let question = "I work without a break and I eat at my desk.";
    fs::write(&path, text.replace(WRITTEN, &format!("text = \"{question}\""))).unwrap();
    pty.wait_for_text("warning [asks-two-things]");
    let shown = pty.text();
    let (message, screen) = shown.split_once(&"─".repeat(80)).unwrap();
    assert!(message.contains("Checked 2 times.") && screen.contains("My days · 2 of 2"), "{shown}");
    for part in [question, "1  ○  Often", "Prefer not to say", "s skip"] {
        assert!(screen.contains(part), "{part}\n{shown}");
    }
    // Half a save is told as what it is, and the next one is looked at again.
    fs::write(&path, text.replace(WRITTEN, "text = \"I work")).unwrap();
    pty.wait_for_text("This text is not closed.");
    fs::write(&path, &text).unwrap();
    pty.wait_for_text("no problems");
    pty.send("q");
    assert_eq!(pty.wait_exit().code(), Some(0));
    assert_eq!(pty.termios(), pty.termios_at_start());
    assert!(!pty.screen().alternate_screen() && !pty.text().contains("no problems"), "{}", pty.text());
}

#[test]
fn a_save_of_the_same_length_in_a_file_of_the_same_name_is_seen_and_so_is_a_new_translation() {
    let (folder, path, text) = questionnaire();
    let pty = watching(&path);
    pty.wait_for_text("no problems");
    // Many editors write a new file and give it the name of the old one.
    let (new, was) = (path.with_extension("new"), fs::metadata(&path).unwrap());
    fs::write(&new, text.replace("at_least = \"often\"", "at_least = \"ofteN\"")).unwrap();
    fs::File::open(&new).unwrap().set_modified(was.modified().unwrap()).unwrap();
    fs::rename(&new, &path).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().size(), was.size());
    pty.wait_for_text("Did you mean \"often\"?");
    fs::write(&path, &text).unwrap();
    pty.wait_for_text("no problems");
    let translations = folder.path().join("mine/translations");
    fs::create_dir(&translations).unwrap();
    let spanish = "questionnaire = \"time-of-my-own\"\nversion = \"1\"\nlanguage = \"es\"\nreviewed_by = []\n\n\
                   [[items]]\nid = \"breaks\"\ntext = \"Trabajo sin parar.\"\n";
    fs::write(translations.join("es.toml"), spanish).unwrap();
    pty.wait_for_text("es.toml: 21 warnings");
    for _ in 0..200 {
        pty.send("\u{1b}[6~");
    }
    pty.wait_for_text("Add here: label.");
    pty.wait_for_text("Trabajo sin parar.");
    // A terminal sends a lone Escape for the key.
    pty.send("\u{1b}");
    assert_eq!(pty.wait_exit().code(), Some(0));
}

#[test]
fn control_c_ends_it_and_without_a_terminal_it_does_not_begin() {
    let (_folder, path, _) = questionnaire();
    let pty = watching(&path);
    pty.wait_for_text("no problems");
    pty.send("\u{3}");
    assert_eq!(pty.wait_exit().code(), Some(0));
    for (file, status, told) in
        [(path.to_str().unwrap(), 1, "stillpoint check FILE"), ("-", 2, "Standard input cannot be watched")]
    {
        let mut command = Command::new(PROGRAM);
        let output = command.args(["check", "--watch", file]).stdin(Stdio::null()).output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(status), "{err}");
        assert!(output.stdout.is_empty() && err.contains(told), "{err}");
    }
}

#[test]
fn the_last_row_says_whether_check_fails_and_with_strict_a_warning_is_enough() {
    let (_folder, path, text) = questionnaire();
    let (pty, strict) = (watching(&path), watching_in(&path, &["--strict"], (100, 50)));
    for pty in [&pty, &strict] {
        pty.wait_for_text("Passes   q end");
    }
    let two = text.replace(WRITTEN, "text = \"I work without a break and I eat at my desk.\"");
    fs::write(&path, &two).unwrap();
    pty.wait_for_text("Passes: 1 warning   q end");
    strict.wait_for_text("Fails: 1 warning   q end");
    fs::write(&path, two.replace("at_least = \"often\"", "at_least = \"ofteN\"")).unwrap();
    for pty in [&pty, &strict] {
        pty.wait_for_text("Fails: 1 error");
    }
}

#[test]
fn in_the_smallest_window_nothing_is_cut_without_a_sign_and_the_caret_is_in_sight() {
    let (_folder, path, text) = questionnaire();
    let second = "I work without a break and I eat at my desk.";
    fs::write(&path, text.replace(WRITTEN, &format!("text = \"{second}\""))).unwrap();
    let pty = watching_in(&path, &["--strict"], (40, 12));
    pty.wait_for_text("make the window 80 columns wide");
    pty.wait_for_text("Fails: 1 warning   \u{2193} scroll   q end");
    for key in ["\u{1b}[6~", "\u{1b}[B", "\u{1b}[B", "\u{1b}[B", "\u{1b}[B"] {
        pty.send(key);
    }
    pty.wait_for_text("^^^^^");
    let shown = pty.text();
    let rows: Vec<&str> = shown.lines().collect();
    let caret = rows.iter().position(|row| row.contains("^^^^^")).unwrap();
    let at = |row: &str, text: &str| row.split_once(text).map(|(before, _)| before.chars().count());
    assert_eq!(at(rows[caret - 1], "and I"), at(rows[caret], "^^^^^"), "{shown}");
    assert!(rows[caret - 1].contains("| \u{2026}"), "{shown}");
    for _ in 0..9 {
        pty.send("\u{1b}[6~");
    }
    pty.wait_for_text("Fails: 1 warning   \u{2191} scroll   q end");
    pty.wait_for_text("s skip   \u{2190}\u{2026}");
}
