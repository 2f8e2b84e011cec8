//! What leaves the screen is read where there is no key to press: it names nothing that only the screen has, and where
//! a questionnaire has no support lines, it says who can be asked instead of pointing to lines.

use crate::support::answering::answers_to;
use crate::support::examples::EXAMPLES;
use crate::support::guest::{Guest, public_on};
use crate::support::own::{self, own};
use crate::support::pair::Pair;
use crate::support::player::{Player, flat, sentences, setup as session};
use crate::topic::printed;
use std::fs;
use std::sync::Arc;
use stillpoint::app::state::counselor::CounselorSetup;
use stillpoint::app::state::model::Setup;
use stillpoint::domain::answers::copy::{ClientCopy, CopyPart};
use stillpoint::domain::answers::handout::{Selection, fit};
use stillpoint::domain::answers::response::QuestionnaireResponse;
use stillpoint::domain::language::languages::Language;
use stillpoint::domain::questionnaire::definition::Questionnaire;
use stillpoint::files::content::questions;
use stillpoint::files::export::form::{BlankForm, as_html, as_markdown, as_text};
use stillpoint::files::export::{handout, html, markdown, text};
use tempfile::TempDir;

/// What only a screen has: its keys, its spots by the words they have there, and what is done in one go by a key.
const ON_SCREEN: [&str; 40] = [
    "\"support\"",
    "«ayuda»",
    "\"more\"",
    "«más»",
    "\"skip\"",
    "\"i am done\"",
    "press !",
    "press m",
    "press enter",
    "pulse !",
    "pulse m",
    "pulse enter",
    "touch \"",
    "touch here",
    "toque «",
    "toque aquí",
    "the key",
    "tecla",
    "ctrl",
    "f2",
    "f8",
    "f9",
    "click",
    "clic ",
    "scroll",
    "the button",
    "a button",
    "botón",
    "cursor",
    "!,",
    "this screen",
    "esta pantalla",
    "this program",
    "este programa",
    "skip both at once",
    "skip all of them at once",
    "saltar las dos a la vez",
    "saltar todas a la vez",
    "at the bottom",
    "abajo en la",
];

fn names_nothing_of_the_screen(what: &str, said: &str) {
    let said = flat(said).to_lowercase().replace("\\\"", "\"").replace("&quot;", "\"");
    for word in ON_SCREEN {
        let stands = |at: &usize| !said[..*at].ends_with(char::is_alphabetic);
        let found = said.match_indices(word).map(|(at, _)| at).find(stands);
        let around = found.map(|at| said[at..].chars().take(120).collect::<String>());
        assert_eq!(around, None, "{what} says {word:?}");
    }
}

#[test]
fn nothing_on_paper_on_a_page_or_in_another_program_names_what_only_the_screen_has() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("answers.json");
    for file in ["questions.toml", own::FILE].into_iter().chain(EXAMPLES.map(|(file, ..)| file)) {
        let questionnaire = questions::parse(file, &fs::read_to_string(file).unwrap()).unwrap();
        // An answer that brings a text, whatever it is: the first of each question.
        let answers = questionnaire
            .items()
            .map(|item| format!("\"{}\": \"{}\"", item.id, questionnaire.choices(item)[0].id));
        let answers = answers.collect::<Vec<_>>().join(", ");
        fs::write(&path, answers_to(&questionnaire, &format!("\"answers\": {{{answers}}}"))).unwrap();
        for tag in ["en", "es"] {
            for format in ["text", "html", "markdown", "fhir"] {
                let form =
                    printed(&["questionnaire", "--questions", file, "--lang", tag, "--format", format]);
                names_nothing_of_the_screen(&format!("the form of {file} in {tag} as {format}"), &form);
            }
            for format in ["text", "html", "markdown"] {
                let of = [
                    "report",
                    "--questions",
                    file,
                    "--lang",
                    tag,
                    "--format",
                    format,
                    path.to_str().unwrap(),
                ];
                names_nothing_of_the_screen(
                    &format!("the report of {file} in {tag} as {format}"),
                    &printed(&of),
                );
            }
        }
    }
}

/// A questionnaire that names no support line.
fn without_lines() -> Questionnaire {
    let mut draft = own().parts().clone();
    draft.support.clear();
    Questionnaire::new(draft).unwrap()
}

#[test]
fn where_no_line_is_named_everything_says_who_can_be_asked_instead() {
    let questionnaire = without_lines();
    let response = QuestionnaireResponse::default();
    for tag in ["en", "es"] {
        let wording = &sentences(tag);
        let is_told = |what: &str, said: &str| {
            let said = &said.replace('│', " ");
            assert!(flat(said).contains(&wording.support.none), "{what} in {tag}:\n{said}");
            for line in ["these people", "the lines", "estas personas", "las líneas de ayuda"] {
                assert!(!flat(said).contains(line), "{what} in {tag} says {line:?}:\n{said}");
            }
        };
        let whole = ClientCopy::whole(&questionnaire, &response, "GB");
        let page = whole.clone().with_parts(&CopyPart::of_a_page());
        for (what, copy) in [("the report", &whole), ("a copy of a page", &page)] {
            is_told(what, &text::render(&questionnaire, wording, copy));
            is_told(what, &markdown::render(&questionnaire, wording, copy));
            is_told(what, &html::render(&questionnaire, wording, copy));
        }
        let pieces = handout::pieces(wording, &page, &Selection::default());
        is_told("what codes and prints hold", &fit(&pieces, |_, _| true, |_| true).text);
        is_told("one code", &handout::render(wording, &page, &Selection::default(), 45, 1).text);
        let language = &Language {
            wording: wording.clone(),
            questionnaire: Arc::new(questionnaire.clone()),
            reviewed_by: None,
        };
        let form = BlankForm { language, region: "GB", clinic: None };
        for form in [as_text(&form), as_markdown(&form), as_html(&form)] {
            is_told("the blank form", &form);
        }
        let language = usize::from(tag == "es");
        let setup = || Setup { language, ..session(questionnaire.clone()) };
        is_told("the screen", &Player::with(setup(), 80, 24).press("!").screen());
        let mut pair = Pair::speaking(setup(), CounselorSetup::default(), None, (80, 24));
        is_told("the screen with a counselor", &pair.press("Enter 1 Tab !").screen());
        let public = Setup { language, ..public_on(questionnaire.clone()) };
        is_told("the screen of a kiosk", &Guest::with(public, 80, 24).press("x Enter !").screen());
    }
}

#[test]
fn where_there_is_no_other_region_none_is_offered() {
    let other = "Another region";
    for way in ["!", "Enter Answers n n 5"] {
        Player::with(session(without_lines()), 80, 24).press(way).sees_no(other);
        Player::with(session(own()), 80, 24).press(way).sees(other);
    }
}
