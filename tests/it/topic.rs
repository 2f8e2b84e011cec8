//! A site with a questionnaire of its own is told nothing of what the built-in one asks about: neither with that of the tests
//! nor with those in examples/, on any screen and in anything that is written.

use crate::keys::WAYS_OF_A_KIOSK;
use crate::kiosk::staff::everything;
use crate::records::walkthrough_on;
use crate::support::answering::{Answering, answers_to, position, written};
use crate::support::examples::{EXAMPLES, example};
use crate::support::guest::{Guest, public_on};
use crate::support::own::{self, own};
use crate::support::pair::{BEGUN, Pair};
use crate::support::player::{Player, TODAY, either, in_spanish, sentences, setup};
use crate::support::run_in::run_in;
use crate::walkthrough::languages::WAYS as WAYS_OF_A_WALKTHROUGH;
use clap::CommandFactory;
use ratatui::layout::Size;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use stillpoint::app::kiosk::staff::update::layout;
use stillpoint::app::state::counselor::CounselorSetup;
use stillpoint::app::state::message::{Message, Printing};
use stillpoint::app::state::model::Setup;
use stillpoint::domain::answers::copy::{ClientCopy, CopyPart};
use stillpoint::domain::answers::handout::{HandoutPart, fit};
use stillpoint::domain::answers::response::{Answer, QuestionnaireResponse};
use stillpoint::domain::answers::then_and_now::ThenAndNow;
use stillpoint::domain::questionnaire::definition::Questionnaire;
use stillpoint::domain::questionnaire::draft::Item;
use stillpoint::domain::record::contents::Record;
use stillpoint::domain::timestamp::Zone;
use stillpoint::files::content::{builtin, questions};
use stillpoint::files::export::printed::page as printed_page;
use stillpoint::files::export::record::{as_html, as_markdown, as_text};
use stillpoint::files::export::{handout, html, markdown, text};
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

/// The questionnaires on other topics, with their files.
fn others() -> Vec<(&'static str, Questionnaire)> {
    let examples = EXAMPLES.map(|(file, text, _)| (file, example(file, text)));
    [(own::FILE, own())].into_iter().chain(examples).collect()
}

/// The same, and one more: it has facts, and names neither a source nor how its lines were checked, nor a title or description, so that
/// the program has to speak for it.
fn all_others() -> Vec<Questionnaire> {
    let mut bare = own().parts().clone();
    (bare.title, bare.description, bare.support_note) = (None, None, None);
    bare.source = Default::default();
    bare.support_checked_by.clear();
    let bare = Questionnaire::new(bare).unwrap();
    others().into_iter().map(|(_, questionnaire)| questionnaire).chain([bare]).collect()
}

/// The windows that a screen is looked at in: one that shows nearly everything, the usual one and the smallest.
const SIZES: [(u16, u16); 3] = [(120, 60), (80, 24), (40, 12)];

/// Calls a function for each of the questionnaires in each of its languages and in each window.
fn everywhere(look: impl Fn(&Questionnaire, usize, (u16, u16))) {
    for questionnaire in all_others() {
        for (language, size) in [0, 1].into_iter().flat_map(|language| SIZES.map(|size| (language, size))) {
            look(&questionnaire, language, size);
        }
    }
}

fn is_clean(what: &str, screen: &str) {
    says_nothing_of_the_topic(what, screen);
    assert!(!screen.contains(['{', '}']), "{what} has an unfilled place:\n{screen}");
}

/// Looks at every question and every note on the way to the review.
fn is_clean_up_to_the_review<P: Answering>(player: &mut P, mut screen: impl FnMut(&mut P) -> String) {
    while position(player.client()).is_some() {
        is_clean("a question", &screen(player));
        player.strike("Right");
    }
    is_clean("the review", &screen(player));
}

#[test]
fn no_screen_says_it() {
    everywhere(|questionnaire, language, (width, height)| {
        let setup = || Setup { language, ..setup(questionnaire.clone()) };
        for way in WAYS {
            let mut player = Player::with(setup(), width, height);
            is_clean(way, &player.press(way).screen());
        }
        let mut player = Player::with(setup(), width, height);
        player.press("Enter");
        is_clean_up_to_the_review(&mut player, |it| it.screen());
    });
}

#[test]
fn no_side_of_a_walkthrough_says_it() {
    everywhere(|questionnaire, language, size| {
        let counselor =
            || CounselorSetup { folder: Some("/srv/records".into()), ..CounselorSetup::default() };
        let setup = || Setup { language, ..setup(questionnaire.clone()) };
        let speaking = |record| Pair::speaking(setup(), counselor(), record, size);
        let pair = || speaking(Some(Record::new("Maple 7", questionnaire, "en", BEGUN)));
        for way in WAYS_OF_A_WALKTHROUGH {
            is_clean(way, &pair().press(way).screen());
        }
        for way in ["Enter 1 b", "Enter 1 b M Enter"] {
            is_clean(way, &speaking(None).press(way).screen());
        }
        for way in ["", "1 1", "2 1", "1 1 d", "2 1 2 d"] {
            is_clean(way, &speaking(Some(two_rounds_on(questionnaire))).press(way).screen());
        }
        let mut pair = pair();
        pair.press("Enter 1");
        is_clean_up_to_the_review(&mut pair, |it| it.screen());
    });
}

#[test]
fn no_screen_of_a_kiosk_says_it_and_no_code_or_page_that_is_printed() {
    everywhere(|questionnaire, language, (width, height)| {
        let public = || Setup { language, ..public_on(questionnaire.clone()) };
        for way in WAYS_OF_A_KIOSK {
            let mut guest = Guest::with(public(), width, height);
            is_clean(way, &guest.press(way).screen());
        }
        let mut guest = Guest::with(public(), width, height);
        guest.press("x Enter");
        is_clean_up_to_the_review(&mut guest, |it| it.screen());
        let mut guest = Guest::with(public(), width, height);
        is_clean(
            "the question whether anybody is there",
            &guest.press("x Enter").wait(Duration::from_secs(70)).screen(),
        );
        let mut guest = Guest::with(public(), width, height);
        guest.press("x Enter Answers n n 5 n 1");
        for part in HandoutPart::ALL.into_iter().filter(|part| part.tells()) {
            guest.visitor.client.copy.handout.toggle(part);
        }
        for message in
            [Printing::Now, Printing::Done, Printing::Failed, Printing::Enough].map(Message::Printed)
        {
            is_clean("what is said of a print", &guest.apply(message).screen());
        }
        is_clean("a code", &guest.press("1").screen());
        let client = &guest.visitor.client;
        let pieces = handout::pieces(client.wording(), &client.client_copy(), &client.copy.handout);
        let whole = fit(&pieces, |_, _| true, |_| true).text;
        is_clean("what codes and prints hold", &whole);
        is_clean("what codes hold where room is short", &handout::handout(&pieces, 45, 6).text);
        is_clean("a print", &printed_page(&whole, 66));
    });
}

#[test]
fn no_page_of_its_staff_says_it() {
    for spoken in [either, in_spanish] {
        for staff in everything(spoken, Size { width: 80, height: 60 }) {
            says_nothing_of_the_topic("a page of staff", &format!("{:?}", layout(&staff)));
        }
    }
}

/// A record of two rounds, of which the second began with the answers of the first.
fn two_rounds_on(questionnaire: &Questionnaire) -> Record {
    let mut record = walkthrough_on(questionnaire).pop().unwrap();
    record.carry_over(questionnaire, BEGUN);
    let mut state = record.round.state.clone();
    let item = questionnaire.items().next().unwrap();
    state.answers.set(&item.id, Some(Answer::Declined));
    assert!(record.apply(state, BEGUN));
    record
}

#[test]
fn no_record_that_is_written_out_says_it() {
    for questionnaire in all_others() {
        let record = two_rounds_on(&questionnaire);
        for tag in ["en", "es"] {
            // In use are its own questions, and others than it was made with.
            for in_use in all_others() {
                for written in [as_text, as_html, as_markdown] {
                    says_nothing_of_the_topic(tag, &written(&record, &in_use, &sentences(tag), &Zone::UTC));
                }
            }
        }
        says_nothing_of_the_topic("the JSON of a record", &format::write(&record));
    }
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

/// Answers to every item: the first option, the second and so on, and at last declined.
fn answers(questionnaire: &Questionnaire, turn: usize) -> String {
    let answer = |item: &Item| {
        let choices = questionnaire.choices(item);
        format!("\"{}\": \"{}\"", item.id, choices.get(turn).map_or("declined", |choice| choice.id.as_str()))
    };
    let all: Vec<String> = questionnaire.items().map(answer).collect();
    answers_to(questionnaire, &format!("\"answers\": {{{}}}", all.join(", ")))
}

#[test]
fn no_report_or_copy_says_it() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("answers.json");
    for (file, questionnaire) in others() {
        for (turn, tag) in (0..4).flat_map(|turn| ["en", "es"].map(|tag| (turn, tag))) {
            fs::write(&path, answers(&questionnaire, turn)).unwrap();
            for format in ["text", "html", "markdown", "json", "fhir"] {
                let of = ["report", "--questions", file, "--lang", tag, "--format", format];
                let report = printed(&[&of[..], &[path.to_str().unwrap()]].concat());
                says_nothing_of_the_topic(&format!("{format} {tag}"), &report);
                assert!(!["text", "markdown"].contains(&format) || !report.contains(['{', '}']), "{report}");
            }
        }
        for (format, tag) in ["json", "fhir", "text", "html", "markdown"]
            .into_iter()
            .flat_map(|it| ["en", "es"].map(|tag| (it, tag)))
        {
            let of = ["questionnaire", "--questions", file, "--lang", tag, "--format", format];
            says_nothing_of_the_topic(&format!("{format} {tag}"), &printed(&of));
        }
    }
}

#[test]
fn no_copy_of_a_page_says_it() {
    for questionnaire in all_others() {
        let mut response = QuestionnaireResponse::default();
        for item in questionnaire.items() {
            let strongest = questionnaire.choices(item)[0].id.clone();
            response.set(&item.id, Some(Answer::Chosen(strongest)));
        }
        let of = |date| ThenAndNow { then: date, now: TODAY, different: Vec::new() };
        let copy = ClientCopy::whole(&questionnaire, &response, "GB").on(Some(TODAY));
        let copy = copy.with_own(&written("words", "a step")).beside_earlier(Some(of(TODAY)));
        let copy = ClientCopy { whole: false, ..copy };
        for parts in [CopyPart::of_a_page(), CopyPart::ALL.into()] {
            let copy = copy.clone().with_parts(&parts);
            for wording in ["en", "es"].map(sentences) {
                for render in [text::render, html::render, markdown::render] {
                    says_nothing_of_the_topic("a copy", &render(&questionnaire, &wording, &copy));
                }
            }
        }
    }
}

#[test]
fn the_examples_are_as_clean_as_what_is_released() {
    for (file, ..) in EXAMPLES {
        let told = printed(&["check", "--strict", "--today", "2026-11-28", file]);
        assert_eq!(told.matches(": no problems").count(), 2, "the questionnaire and its Spanish:\n{told}");
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

/// Every file below a folder whose name ends so.
fn files_below(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let below = entries.flat_map(|path| if path.is_dir() { files_below(&path, ending) } else { vec![path] });
    below.filter(|path| path.to_str().unwrap().ends_with(ending)).collect()
}

#[test]
fn no_message_about_a_file_says_it() {
    let messages = files_below(Path::new("tests/content"), ".txt");
    assert!(messages.len() > 300, "{}", messages.len());
    for file in messages {
        says_nothing_of_the_topic(file.to_str().unwrap(), &fs::read_to_string(&file).unwrap());
    }
}

#[test]
fn nothing_that_an_author_is_given_or_told_says_it() {
    let folder = TempDir::new().unwrap();
    let mine = folder.path().join("mine");
    let path = mine.to_str().unwrap();
    says_nothing_of_the_topic("what new says", &printed(&["new", path, "--lang", "es"]));
    for file in files_below(&mine, "") {
        says_nothing_of_the_topic(file.to_str().unwrap(), &fs::read_to_string(&file).unwrap());
    }
    says_nothing_of_the_topic(
        "the settings to begin with",
        &fs::read_to_string("examples/settings.toml").unwrap(),
    );
    let written = mine.join("questions.toml");
    for (file, format) in others()
        .into_iter()
        .map(|(file, _)| file)
        .chain([written.to_str().unwrap()])
        .flat_map(|file| ["text", "json"].map(|format| (file, format)))
    {
        let check = ["check", "--today", "2030-01-01", "--witnesses", "--format", format, file];
        let (_, out, err) = run_in(folder.path(), &check);
        assert!(!out.is_empty() || !err.is_empty());
        says_nothing_of_the_topic(&format!("check of {file} as {format}"), &(out + &err));
    }
    for tag in ["es", "de"] {
        let frame = ["questionnaire", "--questions", own::FILE, "--format", "frame", "--lang", tag];
        says_nothing_of_the_topic("a frame", &printed(&frame));
    }
}
