//! A site with a questionnaire of its own is told nothing of what the built-in one asks about.

use crate::support::answering::answers_to;
use crate::support::own::{self, own};
use crate::support::player::{Player, setup};
use std::fs;
use std::process::Command;
use stillpoint::app::state::model::Setup;
use stillpoint::files::content::builtin;
use tempfile::TempDir;

/// Beginnings of words that only the built-in questionnaire has a reason to say.
const TOPIC: [&str; 14] = [
    "detach",
    "distant",
    "distance",
    "numb ",
    "numbness",
    "closeness",
    "feel close",
    "emotional",
    "lejos",
    "distanciamiento",
    "desapego",
    "embotamiento",
    "adormec",
    "emocional",
];

/// Ways to the screens, as keys.
const WAYS: [&str; 18] = [
    "",
    "Enter",
    "Enter ?",
    "Enter w",
    "Enter !",
    "Enter q",
    "Enter Answers",
    "Enter Answers n",
    "Enter Answers n n 2",
    "Enter Answers n n 2 Enter",
    "Enter Answers n n 2 Enter w",
    "Enter Answers n n 3",
    "Enter Answers n n 3 Enter",
    "Enter Answers n n 4",
    "Enter Answers n n 5",
    "Enter Answers n n m",
    "Enter Answers n n 5 n",
    "Enter Answers n n 5 n 1",
];

fn says_nothing_of_the_topic(what: &str, text: &str) {
    let text = text.to_lowercase();
    for word in TOPIC {
        assert!(!text.contains(word), "{what} says {word:?}:\n{text}");
    }
}

/// Runs the program and returns all that it prints.
fn printed(arguments: &[&str]) -> String {
    let ended = Command::new(env!("CARGO_BIN_EXE_stillpoint")).args(arguments).env_clear().output().unwrap();
    assert!(ended.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&ended.stderr));
    String::from_utf8(ended.stdout).unwrap()
}

#[test]
fn no_screen_says_it() {
    for (language, way) in [0, 1].into_iter().flat_map(|language| WAYS.map(|way| (language, way))) {
        let mut player = Player::with(Setup { language, ..setup(own()) }, 80, 60);
        player.press(way);
        says_nothing_of_the_topic(way, &player.screen());
    }
}

#[test]
fn no_sentence_of_the_program_says_it_or_names_its_source() {
    for (tag, text) in builtin::LANGUAGES {
        says_nothing_of_the_topic(tag, text);
        for word in ["the article", "el artículo", "del artículo"] {
            assert!(!text.to_lowercase().contains(word), "{tag}: {word}");
        }
    }
}

#[test]
fn no_report_or_copy_says_it() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("answers.json");
    fs::write(&path, answers_to(&own(), r#""answers": {"crowded-rooms": "often"}"#)).unwrap();
    for (format, tag) in
        ["text", "markdown", "json"].into_iter().flat_map(|format| ["en", "es"].map(|tag| (format, tag)))
    {
        let of = ["report", "--questions", own::FILE, "--lang", tag, "--format", format];
        let report = printed(&[&of[..], &[path.to_str().unwrap()]].concat());
        says_nothing_of_the_topic(&format!("{format} {tag}"), &report);
    }
}

#[test]
fn no_help_says_it() {
    for command in ["", "counselor", "display", "report", "questionnaire", "check", "kiosk", "records"] {
        let arguments: Vec<&str> = [command, "--help"].into_iter().filter(|word| !word.is_empty()).collect();
        says_nothing_of_the_topic(command, &printed(&arguments));
    }
}
