//! The half page for a visit: what a person finds on it, in each form.

use crate::support::answering::{Answering, answers_to};
use crate::support::player::{Player, sentences, shipped};
use serde_json::Value;
use std::sync::Arc;
use stillpoint::domain::answers::copy::{ClientCopy, CopyPart};
use stillpoint::domain::answers::own_words::OwnWords;
use stillpoint::domain::answers::response::SavedAnswers;
use stillpoint::domain::language::languages::Language;
use stillpoint::domain::questionnaire::definition::Questionnaire;
use stillpoint::files::answers;
use stillpoint::files::export::{json_report, markdown, text};
use stillpoint::files::fhir::{reading, response};

const ANSWERS: &str =
    r#""answers": {"showing-emotion": "often", "medicine": "yes", "sharing-feelings": "not-really"}"#;

fn saved(questionnaire: &Questionnaire, more: &str) -> SavedAnswers {
    answers::parse("a.json", &answers_to(questionnaire, &format!("{ANSWERS}{more}")), questionnaire).unwrap()
}

fn half_page(questionnaire: &Questionnaire, saved: &SavedAnswers) -> String {
    let copy = ClientCopy::whole(questionnaire, &saved.response, "US").with_own(&saved.own);
    text::render(questionnaire, &sentences("en"), &copy.talking_points())
}

#[test]
fn it_says_in_half_a_page_what_somebody_wants_to_raise_and_whom_to_ask_first() {
    let questionnaire = shipped();
    let more = r#", "words": "I feel far away from my brother.", "since": "since the move""#;
    let page = half_page(&questionnaire, &saved(&questionnaire, more));
    let mut rest = &*page;
    for said in [
        "I feel far away from my brother.",
        "Since when\nsince the move",
        "Ask first: who prescribed the medicine",
        "Ask first: the doctor, nurse or clinic I usually go to.",
        "Not to change on my own: a medicine or its dose.",
        "Ask: Can this medicine dull feelings?",
    ] {
        let at = rest.find(said).unwrap_or_else(|| panic!("{said}\n{page}"));
        rest = &rest[at..];
    }
    assert!(page.lines().count() <= 33, "{page}");
    for left_out in ["I could talk about", "What I answered", "Where to get help", "988"] {
        assert!(!page.contains(left_out), "{left_out}\n{page}");
    }
}

#[test]
fn who_wrote_nothing_has_the_short_names_of_what_they_could_talk_about() {
    let questionnaire = shipped();
    let page = half_page(&questionnaire, &saved(&questionnaire, ""));
    assert!(page.contains("I could talk about: Showing emotion is hard; A medicine I take."), "{page}");
    assert!(!page.contains("Sharing feelings"), "an answer that brings nothing is not named\n{page}");
    let nothing = half_page(&questionnaire, &SavedAnswers::default());
    assert!(!nothing.contains("could talk about") && nothing.contains("Ask first: the doctor"), "{nothing}");
}

#[test]
fn what_is_not_ticked_brings_no_talking_point_into_a_copy() {
    let questionnaire = shipped();
    let picks = ["showing-emotion".into()].into();
    let answers = saved(&questionnaire, "").response;
    let copy = ClientCopy::picked(&questionnaire, &answers, &picks, "US");
    let page = markdown::render(&questionnaire, &sentences("en"), &copy);
    assert!(!page.contains("medicine") && page.contains("words for what I feel"), "{page}");
    let short = copy.with_parts(&[CopyPart::Words].into());
    let page = markdown::render(&questionnaire, &sentences("en"), &short);
    assert!(!page.contains("What I answered") && page.contains("Ask first"), "{page}");
}

#[test]
fn what_was_written_comes_back_from_json_and_from_fhir() {
    let (wording, questionnaire) = (sentences("en"), Arc::new(shipped()));
    let language = Language { wording, questionnaire, reviewed_by: None };
    let questionnaire = &*language.questionnaire;
    let more = r#", "words": "far\naway", "since": "spring", "next_step": "call Ana""#;
    let given = saved(questionnaire, more);
    let json = json_report::report(questionnaire, &given.response, &given.own, "US");
    assert_eq!(answers::parse("r.json", &json, questionnaire).unwrap().own, given.own);
    let visit = &serde_json::from_str::<Value>(&json).unwrap()["visit"];
    assert_eq!(visit["could_talk_about"], serde_json::json!(["showing-emotion", "medicine"]));
    assert_eq!(visit["not_alone"], serde_json::json!(["a medicine or its dose"]));
    let fhir = response::render(&language, (&given.response, &given.own), None, None);
    assert_eq!(reading::parse("r.json", &fhir, questionnaire, None).unwrap().own, given.own);
    let nothing = response::render(&language, (&given.response, &OwnWords::default()), None, None);
    assert!(!nothing.contains("bring."), "{nothing}");
    let wrong = fhir.replace("\"valueString\": \"spring\"", "\"valueInteger\": 3");
    let told = reading::parse("r.json", &wrong, questionnaire, None).unwrap_err().to_string();
    assert!(told.contains("\"bring.since\" has no valueString") && !told.contains("far"), "{told}");
}

#[test]
fn a_person_writes_since_when_and_leaves_a_point_out() {
    let mut ada = Player::shipped(80, 24);
    ada.press("Enter").answer_all().press("n 4 Down Down Enter").write("since May").press("Esc");
    ada.sees("since May");
    let copy = ada.model.client_copy();
    assert_eq!(copy.own.since, "since May");
    let first = copy.points.first().unwrap().text.to_owned();
    ada.model.copy.dropped.insert(first.clone());
    assert!(ada.model.client_copy().points.iter().all(|point| point.text != first));
}
