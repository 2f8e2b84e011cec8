//! Reads a FHIR R4 `QuestionnaireResponse`: what this program wrote, and what other programs write for the same
//! questionnaire. They may add parts of their own, and leave out what has no answer.
//!
//! It is as private as a file of answers: no diagnostic repeats an answer. Nothing is guessed: an answer that cannot be
//! read, or that belongs to another questionnaire, is an error.

use super::canonical::Canonical;
use super::own_page;
use super::response::{ABSENT, NOT_ASKED};
use super::texts::EXTENSION;
use crate::domain::answers::own_words::{OwnText, OwnWords};
use crate::domain::answers::response::{QuestionnaireResponse, SavedAnswers};
use crate::domain::id::LinkId;
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::draft::{DECLINED, Date, Item};
use crate::files::answer_faults::{twice, wrong_kind};
use crate::files::answers::read_answer;
use crate::files::json::{self, Json, JsonText};
use crate::files::made_with::{made_with, name_it, unknown_items, version_of};
use crate::files::toml::diagnostic::{Diagnostics, quote, shown};
use crate::files::toml::faults::Faults;
use std::collections::HashSet;

/// The longest address of another questionnaire that a message shows, in characters.
const ADDRESS: usize = 120;

/// Says whether JSON is a FHIR resource, of whatever type.
#[must_use]
pub(crate) fn is_resource(json: &Json) -> bool {
    json.get("resourceType").is_some()
}

/// Reads the answers of a response to this questionnaire, whose addresses begin at `base`.
///
/// # Errors
/// Not a response; or to another questionnaire or version; or everything else that is wrong, at once.
pub fn parse(
    name: &str,
    text: &str,
    questionnaire: &Questionnaire,
    base: Option<&str>,
) -> Result<SavedAnswers, Diagnostics> {
    of_json((name, text), &json::parse(name, text)?, questionnaire, base)
}

/// Reads the answers that stand in the JSON of a file with this name and text.
///
/// # Errors
/// Those of [`parse`].
pub(crate) fn of_json(
    (name, text): (&str, &str),
    json: &Json,
    questionnaire: &Questionnaire,
    base: Option<&str>,
) -> Result<SavedAnswers, Diagnostics> {
    let canonical = Canonical::new(base, questionnaire.parts());
    let mut faults = Faults::default();
    belongs(json, canonical, base, &mut faults);
    let mut reader = Reader {
        questionnaire,
        canonical,
        faults,
        seen: HashSet::new(),
        unknown: Vec::new(),
        response: QuestionnaireResponse::default(),
        own: OwnWords::default(),
    };
    if reader.faults.is_empty() {
        reader.items(json);
    }
    let Reader { mut faults, response, own, unknown, .. } = reader;
    unknown_items(unknown, questionnaire, &mut faults);
    let day = json.get("authored").and_then(Json::text).and_then(|day| Date::parse(day.text.get(..10)?));
    let saved = SavedAnswers { response, own, day, ..SavedAnswers::default() };
    if faults.is_empty() { Ok(saved) } else { Err(faults.into_bare_diagnostics(name, text)) }
}

/// Checks that it is a response, and to this very questionnaire.
fn belongs(json: &Json, canonical: Canonical<'_>, base: Option<&str>, faults: &mut Faults) {
    let kind = json.get("resourceType").and_then(Json::text);
    if kind.is_none_or(|kind| kind.text != "QuestionnaireResponse") {
        let message = "This FHIR resource is not a QuestionnaireResponse.";
        let advice = "A report is made of a QuestionnaireResponse, or of a file of answers.";
        return faults.report(kind.and_then(JsonText::span), message, advice);
    }
    let Some(found) = json.get("questionnaire").and_then(Json::text) else {
        let message = "The response does not say which questionnaire it was made with.";
        return faults.report(None, message, names_it(canonical));
    };
    let (url, version) = found.text.split_once('|').unwrap_or((&found.text, ""));
    let advice = name_it(|built_in| {
        let of_it = Canonical::new(base, built_in.parts());
        url == of_it.url() && (version.is_empty() || version == of_it.version())
    });
    if url != canonical.url() {
        let message = made_with(&format!("the questionnaire {}", shown(url, ADDRESS)), &canonical.url());
        let base = "Where its address begins stands in the settings, under \"canonical_base\".";
        faults.report(found.span(), message, format!("{advice} {base}"));
    } else if version.is_empty() {
        let message = "The response does not say which version of the questionnaire it was made with.";
        faults.report(found.span(), message, names_it(canonical));
    } else if version != canonical.version() {
        let of = |version: &str| version_of(canonical.id(), version);
        let message = made_with(&format!("the questionnaire {}", of(version)), &of(&canonical.version()));
        faults.report(found.span(), message, advice);
    }
}

/// Says how a response names the questionnaire in use.
fn names_it(canonical: Canonical<'_>) -> String {
    format!("If that is the one in use, write \"questionnaire\": \"{}\".", canonical.versioned())
}

struct Reader<'q> {
    questionnaire: &'q Questionnaire,
    canonical: Canonical<'q>,
    faults: Faults,
    /// The items that were read.
    seen: HashSet<LinkId>,
    /// The ids of answers to no item of the questionnaire.
    unknown: Vec<&'q JsonText>,
    response: QuestionnaireResponse,
    /// What the person wrote.
    own: OwnWords,
}

impl<'q> Reader<'q> {
    /// Reads the items of a response, a group or an answer.
    fn items(&mut self, of: &'q Json) {
        for part in of.get("item").into_iter().flat_map(Json::list) {
            match part.get("linkId").and_then(Json::text) {
                Some(link) => self.item(link, part),
                None => self.faults.report(None, "An item of the response has no linkId.", "Add it."),
            }
            self.items(part);
            part.get("answer").into_iter().flat_map(Json::list).for_each(|answer| self.items(answer));
        }
    }

    fn item(&mut self, link: &'q JsonText, part: &'q Json) {
        let id = LinkId::from(link.text.as_str());
        let answers: Vec<&Json> = part.get("answer").into_iter().flat_map(Json::list).collect();
        let questionnaire = self.questionnaire;
        if let Some(text) = own_page::text(id.as_str()) {
            return self.written(text, link, &answers);
        }
        let Some(item) = questionnaire.item(&id) else {
            // Groups and texts stand in a response too. Only a question can have an answer.
            if !answers.is_empty() {
                self.unknown.push(link);
            }
            return;
        };
        if !self.seen.insert(id.clone()) {
            return twice(&mut self.faults, link, "there");
        }
        match answers.as_slice() {
            [] if says_not_asked(part) => {
                self.response.leave_out(&id);
            }
            [] => {
                self.response.skip(&id);
            }
            [answer] => self.answer(item, link, answer),
            _ => twice(&mut self.faults, link, "answered"),
        }
    }

    /// Reads a text that the person wrote.
    fn written(&mut self, text: OwnText, link: &'q JsonText, answers: &[&'q Json]) {
        let words = match answers {
            [] => return,
            [answer] => answer.get("valueString"),
            _ => return twice(&mut self.faults, link, "answered"),
        };
        let Some(Json::Text(words)) = words else {
            let message = format!("The answer to {} has no valueString.", quote(&link.text));
            return self.faults.report(link.span(), message, "It is answered with a text.");
        };
        if !self.seen.insert(link.text.as_str().into()) {
            return twice(&mut self.faults, link, "there");
        }
        self.own.get_mut(text).clone_from(&words.text);
    }

    fn answer(&mut self, item: &Item, link: &JsonText, answer: &Json) {
        let Some(coding) = answer.get("valueCoding") else {
            let message = format!("The answer to {} has no valueCoding.", quote(&link.text));
            return self.faults.report(link.span(), message, "Its questions are answered with codes.");
        };
        let Some(code) = coding.get("code") else {
            let message = format!("The valueCoding of the answer to {} has no code.", quote(&link.text));
            return self.faults.report(link.span(), message, "Write the id of an option.");
        };
        let Json::Text(word) = code else {
            let advice = "Write the id of an option.";
            return wrong_kind(
                &mut self.faults,
                link,
                &format!("The code of {}", quote(&link.text)),
                code,
                "a text",
                advice,
            );
        };
        let expected = if word.text == DECLINED {
            self.canonical.declined()
        } else {
            self.canonical.options(&item.options)
        };
        if let Some(system) = coding.get("system").and_then(Json::text)
            && system.text != expected
        {
            let message = format!("The answer to {} has a code of another system.", quote(&link.text));
            return self.faults.report(link.span(), message, "Its system is that of the question's options.");
        }
        let read = read_answer(&item.id, link, code, self.questionnaire, &mut self.faults);
        self.response.set(&item.id, read);
    }
}

/// Says whether an item has the extension that it was not asked.
fn says_not_asked(part: &Json) -> bool {
    let text = |extension: &Json, key: &str, value: &str| {
        extension.get(key).and_then(Json::text).is_some_and(|text| text.text == value)
    };
    let url = format!("{EXTENSION}/{ABSENT}");
    part.get("extension")
        .into_iter()
        .flat_map(Json::list)
        .any(|extension| text(extension, "url", &url) && text(extension, "valueCode", NOT_ASKED))
}
