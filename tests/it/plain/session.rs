//! Sessions through a pipe: what is typed comes from a script, and what is said is read as a voice would read it.

use crate::support::own;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// What no voice can read, or spells out: marks in brackets, boxes, arrows, sequences of a terminal.
const SIGNS: [&str; 14] = ["\u{1b}", "[ ]", "[x]", "(*)", "( )", "●", "○", "─", "━", "│", "·", "›", "↓", "⚑"];

/// A folder in which the program runs.
pub(super) struct Place(TempDir);

impl Place {
    pub(super) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Returns what is said to these lines, without line breaks within a paragraph being of any importance.
    pub(super) fn hear(&self, arguments: &[&str], lines: &[&str]) -> Heard {
        let mut child = Command::new(env!("CARGO_BIN_EXE_stillpoint"))
            .args(arguments)
            .args(["--questions", own::FILE])
            .env_clear()
            .env("HOME", self.path())
            .current_dir(self.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let script = lines.join("\n") + "\n";
        child.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{error}");
        assert_eq!(error, "");
        Heard(String::from_utf8(output.stdout).unwrap())
    }
}

/// What was said.
pub(super) struct Heard(String);

impl Heard {
    fn flat(&self) -> String {
        self.0.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Checks that these were said, in this order.
    pub(super) fn says(&self, expected: &[&str]) -> &Self {
        let flat = self.flat();
        let mut from = 0;
        for text in expected {
            let found = flat[from..].find(text);
            let at = found.unwrap_or_else(|| panic!("{text:?} is not said, or not then, in:\n{}", self.0));
            from += at + text.len();
        }
        self
    }

    pub(super) fn says_no(&self, text: &str) -> &Self {
        assert!(!self.flat().contains(text), "{text:?} is said in:\n{}", self.0);
        self
    }

    pub(super) fn times(&self, text: &str) -> usize {
        self.flat().matches(text).count()
    }
}

#[test]
fn the_question_comes_first_then_its_choices_and_an_answer_is_confirmed_once() {
    let heard = Place::new().hear(&["--plain"], &["", "2", "often", "not", "pref"]);
    heard.says(&[
        "Type a number, or the first letters of a choice, and press Enter.",
        "1. Begin",
        "Crowded rooms are hard for me.",
        "1. Often 2. Sometimes 3. Not really 4. Prefer not to say",
        "Sometimes. What",
        "Often.",
        "Not really.",
        "Prefer not to say.",
    ]);
    assert_eq!(heard.times("Sometimes"), 5, "four times as a choice, once as an answer");
}

#[test]
fn the_answer_that_stands_is_said_before_the_next_one_is_typed() {
    let heard = Place::new().hear(&["--plain"], &["", "some", "back"]);
    heard.says(&["Sometimes.", "Crowded rooms are hard for me.", "Your answer so far: Sometimes."]);
    let heard = Place::new().hear(&["--plain"], &["", "4", "back"]);
    heard.says(&["Your answer so far: Prefer not to say."]);
    let heard = Place::new().hear(&["--plain"], &["", "skip", "back"]);
    heard.says(&["Skipped."]).says_no("so far");
}

#[test]
fn what_can_mean_two_things_is_asked_and_what_means_nothing_is_said() {
    let heard = Place::new().hear(&["--plain"], &["", "s", "banana", "7", "", "OFT"]);
    heard.says(&[
        "That can mean Sometimes and skip. Type more letters, or a number.",
        "That is no choice here.",
        "That is no choice here.",
        "Nothing is chosen by Enter alone.",
        "Often.",
    ]);
}

#[test]
fn commands_and_support_lines_are_there_at_any_line_and_newcomers_hear_of_them_once() {
    let heard = Place::new().hear(&["--plain"], &["", "!", "", "?", "", "¡", "", "1"]);
    assert_eq!(heard.times("Type help and Enter to hear all commands"), 1);
    heard.says(&[
        "Where to get help now.",
        "Crowded rooms",
        "Commands that can be typed here",
        "skip, s.",
        "back, h.",
    ]);
    assert_eq!(heard.times("Where to get help now."), 2);
    assert_eq!(heard.times("Commands that can be typed here"), 1);
}

#[test]
fn every_way_through_the_questions_has_its_word() {
    let heard = Place::new().hear(
        &["--plain"],
        &["", "often", "undo", "some", "review", "2", "not", "review", "3", "back", "note", "on"],
    );
    heard.says(&[
        "Often.",
        "Crowded rooms are hard for me.",
        "Sometimes.",
        "Your answers.",
        "2. Crowded rooms are hard: sometimes",
        "Your answer so far: Sometimes.",
        "Not really.",
        "2. Crowded rooms are hard: not really",
        "I lose the thread when many people talk.",
        "Your answers.",
    ]);
}

#[test]
fn where_a_text_comes_from_other_regions_and_other_languages_are_heard_too() {
    let heard = Place::new().hear(
        &["--plain"],
        &["", "source", "", "!", "region", "scot", "", "language", "1", "idioma", "often"],
    );
    heard.says(&[
        "Where this comes from.",
        "Choose a region.",
        "3. Scotland",
        "For Scotland.",
        "Las salas llenas",
        "Often.",
    ]);
}

#[test]
fn own_words_of_several_lines_are_written_erased_and_written_again() {
    let place = Place::new();
    let words = ["The fan", "and the road", "", "1", "/undo", "!", "", "?", "", "at night", ""];
    let mut script = vec!["", "often", "review", "1", "page 4", "1"];
    script.extend(words);
    script.extend(["1", "/anew", "Only the road", "/home is a word like others", "", "on"]);
    let heard = place.hear(&["--plain"], &script);
    heard.says(&[
        "Write line by line. An empty line ends it.",
        "1. The fan and the road",
        "Where to get help now.",
        "Commands that can be typed here",
        "1. Only the road /home is a word like others",
    ]);
}

#[test]
fn what_is_ticked_is_said_in_words() {
    let heard = Place::new().hear(&["--plain"], &["", "often", "review", "1", "page 4", "4", "4"]);
    heard.says(&["4. Crowded rooms are hard: Often. It is included.", "It is left out.", "It is included."]);
}

#[test]
fn a_copy_in_each_format_is_the_one_of_the_full_screen() {
    let place = Place::new();
    let formats = [("txt", 0), ("md", 1), ("html", 2), ("json", 3)];
    for (ending, turns) in formats {
        let mut script = vec!["", "often", "review", "1", "page 5", "on", "1"];
        script.extend(vec!["1"; turns]);
        script.extend(["2", "mine.out", "3", "", "4", "end", "2"]);
        let heard = place.hear(&["--plain"], &script);
        let copy = fs::read_to_string(place.path().join("mine.out"))
            .unwrap_or_else(|error| panic!("{ending}: {error}:\n{}", heard.0));
        heard.says(&["mine.out"]);
        assert!(copy.contains("Crowded rooms") || copy.contains("crowded-rooms"), "{ending}");
        fs::remove_file(place.path().join("mine.out")).unwrap();
    }
}

#[test]
fn nothing_is_said_that_a_voice_spells_out_and_no_line_is_wider_than_a_page() {
    let place = Place::new();
    let person =
        ["", "1", "2", "3", "4", "review", "1", "", "1", "", "page 4", "page 5", "on", "more", "1", "?"];
    let counselor =
        ["1", "1", "", "1", "mark", "items", "3", "write", "a note", "", "summary", "close", "closing"];
    for (arguments, script) in [
        (["--plain"].as_slice(), person.as_slice()),
        (&["counselor", "--plain"], &counselor),
        (&["--plain", "--lang", "es"], &person),
    ] {
        let heard = place.hear(arguments, script);
        for sign in SIGNS {
            assert!(!heard.0.contains(sign), "{sign:?} in:\n{}", heard.0);
        }
        let widest = heard.0.lines().map(|line| line.chars().count()).max();
        assert!(widest < Some(80), "{widest:?}");
    }
}

#[test]
fn a_counselor_hears_the_guide_writes_notes_and_marks_and_the_copy_has_none_of_it() {
    let place = Place::new();
    let begun = ["1", "1", "", "often", "write", "her brother, since May", "", "mark", "on", "some"];
    let noted = "items|1|session|she was tired||summary|close";
    let saved = "review|1|page 5|on|1|2|copy.txt|4|end|2";
    let script: Vec<&str> = begun.into_iter().chain(noted.split('|')).chain(saved.split('|')).collect();
    let heard = place.hear(&["counselor", "--plain"], &script);
    heard.says(&[
        "Your side. To begin with.",
        "The client's side.",
        "Your side.",
        "Ask:",
        "Often.",
        "her brother, since May",
        "Marked to come back to.",
        "Sometimes.",
        "Your answer so far: Often.",
        "she was tired",
    ]);
    let copy = fs::read_to_string(place.path().join("copy.txt")).unwrap_or_else(|_| panic!("{}", heard.0));
    assert!(!copy.contains("brother") && !copy.contains("tired") && !copy.to_lowercase().contains("marked"));
}

#[test]
fn a_private_answer_is_said_to_nobody_until_it_is_shown() {
    let script = ["1", "1", "", "private", "2", "counselor", "2", "summary"];
    let heard = Place::new().hear(&["counselor", "--plain"], &script);
    heard
        .says(&["You have answered this.", "Back to the counselor?", "Answered privately."])
        .says_no("Sometimes. You");
    assert_eq!(heard.times("Your answer so far"), 0);
}

#[test]
fn the_end_of_a_script_is_an_end_without_a_fault() {
    let place = Place::new();
    for script in [&[][..], &["", "often"], &["", "!"], &["", "hide"]] {
        let heard = place.hear(&["--plain"], script);
        heard.says(&["There is no more input", "Your answers are not kept."]);
    }
    place
        .hear(&["--plain"], &["", "suspend", "\u{1a}", "often"])
        .says(&["Nothing changes by that", "Often."]);
    let long = "x".repeat(70_000);
    place.hear(&["--plain"], &["", &long]).says(&["That line was too long", "That is no choice here."]);
}
