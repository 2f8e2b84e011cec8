//! A site with a questionnaire of its own is told nothing of what the built-in one asks about.

use crate::keys::WAYS_OF_A_KIOSK;
use crate::kiosk::staff::everything;
use crate::records::walkthrough;
use crate::support::answering::answers_to;
use crate::support::guest::{Guest, public_on};
use crate::support::own::{self, own};
use crate::support::pair::{BEGUN, Pair};
use crate::support::player::{Player, either, in_spanish, sentences, setup};
use crate::walkthrough::languages::WAYS as WAYS_OF_A_WALKTHROUGH;
use clap::CommandFactory;
use ratatui::layout::Size;
use std::fs;
use std::process::Command;
use stillpoint::app::kiosk::staff::update::layout;
use stillpoint::app::state::counselor::CounselorSetup;
use stillpoint::app::state::model::Setup;
use stillpoint::domain::answers::handout::fit;
use stillpoint::domain::record::contents::Record;
use stillpoint::domain::timestamp::Zone;
use stillpoint::files::content::{builtin, questions};
use stillpoint::files::export::handout;
use stillpoint::files::export::record::{as_html, as_markdown, as_text};
use stillpoint::files::records::format;
use stillpoint::files::toml::lint::Lint;
use stillpoint::shell::cli::args::Cli;
use tempfile::TempDir;

/// Beginnings of words that only the built-in questionnaire has a reason to say, and what it is drawn from.
const TOPIC: [&str; 20] = [
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
    "article",
    "artículo",
    "our copy",
    "nuestra copia",
    "damaged",
    "dañad",
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

pub(crate) fn says_nothing_of_the_topic(what: &str, text: &str) {
    let text = text.to_lowercase();
    for word in TOPIC {
        assert!(!text.contains(word), "{what} says {word:?}:\n{text}");
    }
}

/// Runs the program and returns all that it prints.
pub(crate) fn printed(arguments: &[&str]) -> String {
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
fn no_side_of_a_walkthrough_says_it() {
    for (language, way) in
        [0, 1].into_iter().flat_map(|language| WAYS_OF_A_WALKTHROUGH.map(|way| (language, way)))
    {
        let setup = Setup { language, ..setup(own()) };
        let record = Some(Record::new("Maple 7", &own(), "en", BEGUN));
        let counselor = CounselorSetup { folder: Some("/srv/records".into()), ..CounselorSetup::default() };
        let mut pair = Pair::speaking(setup, counselor, record, (120, 60));
        says_nothing_of_the_topic(way, &pair.press(way).screen());
    }
}

#[test]
fn no_screen_of_a_kiosk_says_it_and_no_code_or_page_that_is_printed() {
    for (language, way) in [0, 1].into_iter().flat_map(|language| WAYS_OF_A_KIOSK.map(|way| (language, way)))
    {
        let mut guest = Guest::with(Setup { language, ..public_on(own()) }, 120, 60);
        says_nothing_of_the_topic(way, &guest.press(way).screen());
    }
    for language in [0, 1] {
        let mut guest = Guest::with(Setup { language, ..public_on(own()) }, 120, 60);
        guest.press("x Enter Answers n n 5 n a");
        let client = &guest.visitor.client;
        let pieces = handout::pieces(client.wording(), &client.client_copy(), &client.copy.handout);
        says_nothing_of_the_topic("what codes and prints hold", &fit(&pieces, |_, _| true, |_| true).text);
    }
}

#[test]
fn no_page_of_its_staff_says_it() {
    for spoken in [either, in_spanish] {
        for staff in everything(spoken, Size { width: 80, height: 60 }) {
            says_nothing_of_the_topic("a page of staff", &format!("{:?}", layout(&staff)));
        }
    }
}

#[test]
fn no_record_that_is_written_out_says_it() {
    let record = walkthrough().pop().unwrap();
    for tag in ["en", "es"] {
        for written in [as_text, as_html, as_markdown] {
            says_nothing_of_the_topic(tag, &written(&record, &own(), &sentences(tag), &Zone::UTC));
        }
    }
    says_nothing_of_the_topic("the JSON of a record", &format::write(&record));
}

#[test]
fn no_sentence_of_the_program_says_it_or_names_its_source() {
    for (tag, text) in builtin::LANGUAGES {
        says_nothing_of_the_topic(tag, text);
    }
}

#[test]
fn no_sentence_that_check_has_for_a_finding_says_it() {
    fn look(at: &str, value: &toml::Value) {
        match value {
            toml::Value::Table(table) => table.iter().for_each(|(key, value)| look(key, value)),
            toml::Value::Array(list) => list.iter().for_each(|value| look(at, value)),
            toml::Value::String(text) if ["found", "advice", "text"].contains(&at) => {
                says_nothing_of_the_topic("a list of lints", text);
            }
            _ => {}
        }
    }
    for lint in Lint::ALL {
        says_nothing_of_the_topic(lint.name(), &format!("{lint} {}", lint.why()));
    }
    for file in ["lints/any.toml", "lints/en.toml", "lints/es.toml"] {
        look("", &toml::Value::Table(fs::read_to_string(file).unwrap().parse().unwrap()));
    }
}

/// Writes a questionnaire with this description and returns what `check` finds of the phrases that it avoids.
fn avoided_in(questionnaire: &str, description: &str) -> Vec<serde_json::Value> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("mine.toml");
    let (before, after) = questionnaire.split_once("\ndescription = ").unwrap();
    let (_, after) = after.split_once('\n').unwrap();
    fs::write(&path, format!("{before}\ndescription = '''{description}'''\n{after}")).unwrap();
    let found = printed(&["check", path.to_str().unwrap(), "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&found).unwrap();
    let findings = found["files"][0]["findings"].as_array().unwrap().iter();
    findings.filter(|finding| finding["lint"] == "avoided-phrase").cloned().collect()
}

#[test]
fn what_the_shipped_questionnaire_avoids_is_found_there_and_in_no_other() {
    let shipped = questions::parse("questions.toml", builtin::QUESTIONS).unwrap();
    let all: Vec<&str> =
        shipped.parts().avoided.iter().flat_map(|entry| &entry.phrases).map(String::as_str).collect();
    let description = all.join("\n\n");
    assert_eq!(avoided_in(own::TEXT, &description), [] as [serde_json::Value; 0]);
    assert_eq!(avoided_in(builtin::QUESTIONS, &description).len(), all.len());
}

#[test]
fn what_a_questionnaire_avoids_is_found_with_its_own_advice() {
    let found = avoided_in(own::TEXT, "Some seem deaf to the world.");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["message"], "The questionnaire avoids \"deaf to the world\": see [[avoided]].");
    assert_eq!(found[0]["advice"], "It makes fun of a hearing loss. Write what a person may notice.");
}

#[test]
fn no_report_or_copy_says_it() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("answers.json");
    fs::write(&path, answers_to(&own(), r#""answers": {"crowded-rooms": "often"}"#)).unwrap();
    for (format, tag) in ["text", "html", "markdown", "json"]
        .into_iter()
        .flat_map(|format| ["en", "es"].map(|tag| (format, tag)))
    {
        let of = ["report", "--questions", own::FILE, "--lang", tag, "--format", format];
        let report = printed(&[&of[..], &[path.to_str().unwrap()]].concat());
        says_nothing_of_the_topic(&format!("{format} {tag}"), &report);
    }
}

#[test]
fn no_help_says_it() {
    fn look(command: &clap::Command, arguments: &[&str]) {
        for help in ["-h", "--help"] {
            says_nothing_of_the_topic(help, &printed(&[arguments, &[help]].concat()));
        }
        for below in command.get_subcommands() {
            look(below, &[arguments, &[below.get_name()]].concat());
        }
    }
    look(&Cli::command(), &[]);
}
