//! What the FHIR resources say, read as another program reads them: by the words of R4 alone.
//!
//! The reading here knows `enableWhen` and the few FHIRPath functions that the questionnaire uses. It shares no code with
//! the program. That real engines read the same is for the interoperability run.

use crate::policy_rules::{Dice, made_up, made_up_answers, rolls};
use crate::support::own::{SPANISH, own};
use crate::support::player::{sentences, shipped};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use stillpoint::domain::answers::own_words::OwnWords;
use stillpoint::domain::answers::response::{Answer, QuestionnaireResponse};
use stillpoint::domain::language::languages::Language;
use stillpoint::domain::questionnaire::definition::Questionnaire;
use stillpoint::files::content::translation;
use stillpoint::files::export::json_report as export;
use stillpoint::files::fhir::questionnaire::{Source, render};
use stillpoint::files::fhir::{reading, response};

/// The address of the shipped questionnaire where no site names another place.
const URL: &str = "https://stillpoint.example/fhir/Questionnaire/emotional-detachment";

fn english(questionnaire: Questionnaire) -> Language {
    Language { wording: sentences("en"), questionnaire: Arc::new(questionnaire), reviewed_by: None }
}

fn spanish() -> Language {
    let translated = translation::parse("es.toml", SPANISH).unwrap().apply("es.toml", &own()).unwrap();
    Language {
        wording: sentences("es"),
        questionnaire: Arc::new(translated.questionnaire),
        reviewed_by: None,
    }
}

fn printed(own: &Language, beside: &[Language]) -> Value {
    let source = Source { own, beside, region: "US", base: None, publisher: None };
    serde_json::from_str(&render(&source).unwrap()).unwrap()
}

/// Every part of a questionnaire, a part before what is in it.
fn parts(of: &Value) -> Vec<&Value> {
    let inner = of.get("item").map_or(&[][..], |item| item.as_array().unwrap());
    inner.iter().flat_map(|part| [vec![part], parts(part)].concat()).collect()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// The answers of a response: the code of each item that has one.
pub(crate) fn codes(response: &Value) -> BTreeMap<String, String> {
    let answered = parts(response).into_iter().filter(|part| part.get("answer").is_some());
    answered
        .map(|part| (text(part, "linkId").into(), text(&part["answer"][0]["valueCoding"], "code").into()))
        .collect()
}

/// Says whether a part is shown, its own condition alone.
fn is_shown(part: &Value, codes: &BTreeMap<String, String>) -> bool {
    let holds = |when: &Value| {
        assert_eq!(when["operator"], "=");
        codes.get(text(when, "question")).is_some_and(|code| code == text(&when["answerCoding"], "code"))
    };
    let by_expression = part.get("extension").and_then(Value::as_array).and_then(|extensions| {
        let of_sdc = |extension: &&Value| text(extension, "url").ends_with("enableWhenExpression");
        extensions.iter().find(of_sdc).map(|extension| text(&extension["valueExpression"], "expression"))
    });
    match (part.get("enableWhen").map(|when| when.as_array().unwrap()), by_expression) {
        (Some(all), None) => all.iter().any(holds),
        (None, Some(expression)) => Path { rest: expression, codes }.whole(),
        (None, None) => true,
        (Some(_), Some(_)) => panic!("two conditions at once"),
    }
}

/// A reader of the FHIRPath that the questionnaire holds.
struct Path<'a> {
    rest: &'a str,
    codes: &'a BTreeMap<String, String>,
}

impl Path<'_> {
    fn whole(mut self) -> bool {
        let holds = self.joined();
        assert_eq!(self.rest, "");
        holds
    }

    fn takes(&mut self, word: &str) -> bool {
        let found = self.rest.strip_prefix(word);
        self.rest = found.unwrap_or(self.rest);
        found.is_some()
    }

    /// Terms with one of "and" and "or" between them.
    fn joined(&mut self) -> bool {
        let mut holds = self.term();
        loop {
            if self.takes(" and ") {
                holds &= self.term();
            } else if self.takes(" or ") {
                holds |= self.term();
            } else {
                return holds;
            }
        }
    }

    fn term(&mut self) -> bool {
        if self.takes("true") {
            return true;
        }
        if self.takes("(") {
            let counts = self.rest.starts_with('%')
                && self.rest.split(')').nth(3).is_some_and(|next| next == ".count(");
            let holds = if counts { self.counted() } else { self.joined() };
            assert!(self.takes(")"), "{}", self.rest);
            return holds;
        }
        let found = self.answers();
        assert!(self.takes(".exists()"), "{}", self.rest);
        found > 0
    }

    fn counted(&mut self) -> bool {
        let mut sum = 0;
        loop {
            sum += self.answers();
            assert!(self.takes(".count()"), "{}", self.rest);
            if !self.takes(" + ") {
                break;
            }
        }
        assert!(self.takes(" >= "), "{}", self.rest);
        let digits = self.rest.chars().take_while(char::is_ascii_digit).count();
        let (least, rest) = self.rest.split_at(digits);
        self.rest = rest;
        sum >= least.parse::<usize>().unwrap()
    }

    /// The number of answers of some items that have one of some codes.
    fn answers(&mut self) -> usize {
        assert!(self.takes("%resource.repeat(item).where("), "{}", self.rest);
        let items = self.alternatives("linkId");
        assert!(self.takes(").answer.value.where("), "{}", self.rest);
        let wanted = self.alternatives("code");
        assert!(self.takes(")"), "{}", self.rest);
        items.iter().filter(|item| self.codes.get(*item).is_some_and(|code| wanted.contains(code))).count()
    }

    fn alternatives(&mut self, of: &str) -> Vec<String> {
        let mut all = Vec::new();
        loop {
            assert!(self.takes(&format!("{of}='")), "{}", self.rest);
            let (value, rest) = self.rest.split_once('\'').unwrap();
            all.push(value.to_owned());
            self.rest = rest;
            if !self.takes(" or ") {
                return all;
            }
        }
    }
}

/// The texts that the questionnaire shows for a response, with their reasons, as a report lists them.
fn shown(
    questionnaire: &Value,
    codes: &BTreeMap<String, String>,
    kind: &str,
) -> Vec<(String, BTreeSet<String>)> {
    let all = parts(questionnaire);
    let Some(list) = all.into_iter().find(|part| part["linkId"] == format!("finished.{kind}")) else {
        return Vec::new();
    };
    let texts = list["item"].as_array().unwrap().iter().filter(|part| is_shown(part, codes));
    let because = |part: &Value| {
        let id = format!("{}.because.", text(part, "linkId"));
        let reasons = part["item"].as_array().unwrap().iter().filter(|reason| is_shown(reason, codes));
        reasons.filter_map(|reason| Some(text(reason, "linkId").strip_prefix(&id)?.to_owned())).collect()
    };
    texts.map(|part| (text(part, "linkId").split_once('.').unwrap().1.to_owned(), because(part))).collect()
}

/// Compares what the questionnaire shows with the report on the same answers, and reads the response back.
fn agrees(language: &Language, given: &QuestionnaireResponse) {
    let (questionnaire, fhir) = (&language.questionnaire, printed(language, &[]));
    let written = response::render(language, (given, &OwnWords::default()), None, None);
    let codes = codes(&serde_json::from_str(&written).unwrap());
    let report: Value =
        serde_json::from_str(&export::report(questionnaire, given, &OwnWords::default(), "US")).unwrap();
    for kind in ["sections", "guidance"] {
        let reported = report[kind].as_array().unwrap().iter().map(|text| {
            let because =
                text["because"].as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned());
            (text["id"].as_str().unwrap().to_owned(), because.collect::<BTreeSet<_>>())
        });
        assert_eq!(shown(&fhir, &codes, kind), reported.collect::<Vec<_>>(), "{kind}");
    }
    let again = reading::parse("response.json", &written, questionnaire, None).unwrap();
    assert!(again.response == *given, "{written}");
}

/// Everything in a questionnaire that no judge of FHIR looks at: names that point somewhere, codes that an option has.
fn is_sound(questionnaire: &Value) {
    let all = parts(questionnaire);
    let names: BTreeSet<&str> = all.iter().map(|part| text(part, "linkId")).collect();
    assert_eq!(names.len(), all.len(), "each linkId is there once");
    let options: BTreeSet<(&str, String)> = all
        .iter()
        .filter_map(|part| Some((text(part, "linkId"), part.get("answerOption")?.as_array()?)))
        .flat_map(|(id, options)| options.iter().map(move |option| (id, key(&option["valueCoding"]))))
        .collect();
    for when in all.iter().filter_map(|part| part.get("enableWhen")).flat_map(|when| when.as_array().unwrap())
    {
        assert!(options.contains(&(text(when, "question"), key(&when["answerCoding"]))), "{when}");
    }
    for part in &all {
        let many = part.get("enableWhen").map_or(0, |when| when.as_array().unwrap().len()) > 1;
        assert_eq!(part.get("enableBehavior").is_some(), many, "{part}");
        assert!(!text(part, "text").is_empty() && !text(part, "text").contains(['*', '\n']), "{part}");
        assert!(part["type"] != "group" || !parts(part).is_empty(), "{part}");
    }
}

fn key(coding: &Value) -> String {
    format!("{}|{}", text(coding, "system"), text(coding, "code"))
}

#[test]
fn names_point_somewhere_and_codes_are_those_of_options() {
    for questionnaire in [shipped(), own()] {
        is_sound(&printed(&english(questionnaire), &[]));
    }
    is_sound(&printed(&spanish(), &[english(own())]));
}

#[test]
fn other_programs_can_turn_pages_and_lose_nothing() {
    let fhir = printed(&english(own()), &[]);
    // They turn pages only if each part at the top is a page, and some show nothing that is in a question but its help.
    for part in fhir["item"].as_array().unwrap() {
        assert_eq!(part["extension"][0]["valueCodeableConcept"]["coding"][0]["code"], "page", "{part}");
    }
    for question in parts(&fhir).into_iter().filter(|part| part["type"] == "choice") {
        for inner in parts(question) {
            assert_eq!(text(inner, "linkId"), format!("{}.help", text(question, "linkId")));
        }
    }
}

#[test]
fn a_caution_and_a_note_follow_their_question() {
    let source = include_str!("../content/own/questions.toml");
    let guard = "guard = \"ear-drops-safety\"";
    let cautioned = source.replace(guard, &format!("caution = \"Take care.\"\n{guard}"));
    let read = stillpoint::files::content::questions::parse("own.toml", &cautioned).unwrap();
    let fhir = printed(&english(read), &[]);
    let names: Vec<&str> = parts(&fhir).iter().map(|part| text(part, "linkId")).collect();
    let at = names.iter().position(|name| *name == "ear-drops").unwrap();
    assert_eq!(names[at..at + 4], ["ear-drops", "ear-drops.help", "ear-drops.caution", "ear-drops.guard"]);
}

#[test]
fn a_question_may_have_the_name_of_what_is_around_it() {
    let source = include_str!("../content/own/questions.toml");
    for name in ["support", "finished", "sections", "guidance", "disclaimer", "groups"] {
        let named = source.replace("\"crowded-rooms\"", &format!("\"{name}\""));
        let read = stillpoint::files::content::questions::parse("own.toml", &named).unwrap();
        is_sound(&printed(&english(read), &[]));
    }
}

#[test]
fn a_program_in_another_language_finds_its_texts_beside_the_first() {
    let fhir = printed(&english(own()), &[spanish()]);
    let said = fhir.to_string();
    let here = printed(&spanish(), &[]);
    for part in parts(&here).into_iter().filter(|part| !text(part, "linkId").starts_with("support")) {
        assert!(said.contains(&serde_json::to_string(text(part, "text")).unwrap()), "{part}");
    }
    assert_eq!(fhir["language"], "en");
    assert_eq!(fhir["status"], "draft", "no clinician has reviewed it");
}

#[test]
fn what_another_program_adds_and_leaves_out_does_no_harm() {
    let language = english(shipped());
    let mut given = QuestionnaireResponse::default();
    let item = shipped().items().next().unwrap().clone();
    let often = shipped().choices(&item)[0].id.clone();
    given.set(&item.id, Some(Answer::Chosen(often)));
    let mut resource: Value =
        serde_json::from_str(&response::render(&language, (&given, &OwnWords::default()), None, None))
            .unwrap();
    resource["status"] = "completed".into();
    resource["meta"] =
        json!({ "profile": ["https://example.org/a"], "tag": [{ "code": "lformsVersion: 40" }] });
    resource["authored"] = "2026-11-27T10:11:12.345Z".into();
    resource["item"][0]["item"][0].as_object_mut().unwrap().remove("text");
    resource["item"]
        .as_array_mut()
        .unwrap()
        .push(json!({ "linkId": "finished.page", "text": "…", "item": [{ "linkId": "finished.sections" }] }));
    let read = reading::parse("r.json", &resource.to_string(), &shipped(), None).unwrap();
    assert!(read.response == given && read.day.unwrap().to_string() == "2026-11-27");
}

#[test]
fn a_version_with_a_space_makes_an_address_that_is_one() {
    let source = include_str!("../content/own/questions.toml");
    let named = |version: &str| {
        let source = source.replacen("version = \"3.2\"", &format!("version = \"{version}\""), 1);
        english(stillpoint::files::content::questions::parse("own.toml", &source).unwrap())
    };
    let language = named("3 | 50% #é");
    let written =
        response::render(&language, (&QuestionnaireResponse::default(), &OwnWords::default()), None, None);
    let address: Value = serde_json::from_str(&written).unwrap();
    let address = address["questionnaire"].as_str().unwrap();
    let fhir = printed(&language, &[]);
    assert_eq!(address, format!("{}|{}", text(&fhir, "url"), text(&fhir, "version")));
    assert!(address.ends_with("|3%20%7C%2050%25%20%23é"), "{address}");
    assert!(reading::parse("r.json", &written, &language.questionnaire, None).is_ok());
    let other = named("3%20|%2050% #é");
    assert!(reading::parse("r.json", &written, &other.questionnaire, None).is_err());
}

/// Changes a response in which the first question was declined, and expects that it is refused with these words.
fn refused(change: impl Fn(&mut Value), words: &str) {
    let language = english(shipped());
    let mut given = QuestionnaireResponse::default();
    given.set(&shipped().items().next().unwrap().id, Some(Answer::Declined));
    let mut resource: Value =
        serde_json::from_str(&response::render(&language, (&given, &OwnWords::default()), None, None))
            .unwrap();
    change(&mut resource);
    let told = reading::parse("r.json", &resource.to_string(), &shipped(), None).unwrap_err().to_string();
    assert!(told.contains(words) && !told.contains("secret"), "{told}");
}

#[test]
fn a_response_to_something_else_is_refused() {
    let belongs = |to: &str| {
        let to = to.to_owned();
        move |resource: &mut Value| resource["questionnaire"] = to.clone().into()
    };
    refused(|resource| resource["resourceType"] = "Patient".into(), "not a QuestionnaireResponse");
    refused(
        belongs("https://other.example/Questionnaire/x|1"),
        "were made with the questionnaire https://other.example/Questionnaire/x. The questionnaire in use is https://",
    );
    refused(belongs(&format!("{URL}|0")), ", version \"0\". The questionnaire in use is \"");
    refused(belongs(URL), "does not say which version of the questionnaire");
    refused(
        |resource| drop(resource.as_object_mut().unwrap().remove("questionnaire")),
        "does not say which questionnaire",
    );
}

#[test]
fn what_cannot_be_an_answer_is_refused_and_not_repeated() {
    let answered = |answers: Value| {
        move |resource: &mut Value| resource["item"][0]["item"][0]["answer"] = answers.clone()
    };
    let coded = |coding: Value| json!({ "valueCoding": coding });
    let elsewhere = json!({ "code": "often", "system": "https://secret.example" });
    let often = coded(json!({ "code": "often" }));
    refused(answered(json!([coded(json!({ "code": "secret" }))])), "not one of its options");
    refused(answered(json!([{ "valueString": "secret" }])), "no valueCoding");
    refused(answered(json!([coded(json!({ "display": "secret" }))])), "no code");
    refused(answered(json!([coded(elsewhere)])), "another system");
    refused(answered(json!([often, often])), "twice");
    refused(|resource| resource["item"][0]["item"][0]["linkId"] = "other".into(), "no item with the id");
    let twice = |resource: &mut Value| {
        let first = resource["item"][0]["item"][0].clone();
        resource["item"][0]["item"].as_array_mut().unwrap().push(first);
    };
    refused(twice, "twice");
}

#[test]
fn an_id_with_a_dot_that_is_the_name_of_a_part_is_refused() {
    let source = include_str!("../content/own/questions.toml");
    let first = own().items().next().unwrap().id.to_string();
    let second = own().items().nth(1).unwrap().id.to_string();
    let dotted = source.replace(&format!("\"{second}\""), &format!("\"{first}.help\""));
    let read = stillpoint::files::content::questions::parse("own.toml", &dotted).unwrap();
    let language = english(read);
    let source = Source { own: &language, beside: &[], region: "US", base: None, publisher: None };
    assert_eq!(render(&source), Err(format!("{first}.help")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn another_program_shows_what_the_report_reports(rolls in rolls()) {
        agrees(&english(shipped()), &made_up_answers(&shipped(), &mut Dice::new(&rolls)));
        let mut dice = Dice::new(&rolls);
        let questionnaire = made_up(&mut dice);
        let given = made_up_answers(&questionnaire, &mut dice);
        let language = english(questionnaire);
        is_sound(&printed(&language, &[]));
        agrees(&language, &given);
    }
}
