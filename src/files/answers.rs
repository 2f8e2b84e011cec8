//! Reads a file of answers: JSON with the id of an item for each key and the id of an option for each value. A file is
//! accepted only if it names this questionnaire and this version.
//!
//! A file of answers is private: no diagnostic shows a line of it, none names an answer that is a valid one, and
//! what it quotes is short. A word with a slip in it gets the nearest option in the advice, but not the word itself.
//! Nothing is guessed: an answer that cannot be read is an error, never an open item.

use super::answer_faults::{twice, wrong_kind};
use super::answer_keys::{KEYS, misspelt, other_keys};
use super::json::{self, Json, JsonText};
use super::made_with::{belongs, unknown_items};
use super::toml::diagnostic::{Diagnostic, Diagnostics, quote};
use super::toml::faults::{Faults, did_you_mean};
use crate::domain::answers::own_words::OwnWords;
use crate::domain::answers::response::{Answer, QuestionnaireResponse, SavedAnswers};
use crate::domain::id::LinkId;
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::draft::{DECLINED, Date};
use crate::domain::questionnaire::problem::known_here;
use std::collections::{HashMap, HashSet};

/// Notes in a response what a list says of an item.
type Mark = fn(&mut QuestionnaireResponse, &LinkId) -> Option<Answer>;

/// The lists of items without an answer.
const LISTS: [(&str, Mark); 3] = [
    ("skipped", QuestionnaireResponse::skip),
    ("not_asked", QuestionnaireResponse::leave_out),
    ("part_skipped", QuestionnaireResponse::skip_with_part),
];

/// Reads the answers to a questionnaire.
///
/// An item that is neither answered nor in one of the lists was not reached.
///
/// # Errors
/// Not JSON; or not of this questionnaire and this version; or everything else that is wrong, at once.
pub fn parse(name: &str, text: &str, questionnaire: &Questionnaire) -> Result<SavedAnswers, Diagnostics> {
    of_json((name, text), &json_of(name, text)?, questionnaire)
}

/// Reads a file of answers as JSON.
///
/// # Errors
/// It is not JSON.
pub(crate) fn json_of(name: &str, text: &str) -> Result<Json, Diagnostics> {
    if text.trim().is_empty() {
        return Err(whole(name, "The file is empty.", FORM));
    }
    json::parse(name, text)
}

/// Reads the answers that stand in the JSON of a file with this name and text.
///
/// # Errors
/// Those of [`parse`].
pub(crate) fn of_json(
    (name, text): (&str, &str),
    json: &Json,
    questionnaire: &Questionnaire,
) -> Result<SavedAnswers, Diagnostics> {
    let Json::Table(entries) = json else {
        return Err(whole(name, &format!("The file holds {}, not an object.", json.kind()), FORM));
    };
    let mut faults = Faults::default();
    let fields = read_fields(entries, &mut faults);
    belongs(entries, questionnaire, &mut faults);
    if !faults.is_empty() {
        return Err(faults.into_bare_diagnostics(name, text));
    }
    other_keys(entries, &mut faults);
    let saved = SavedAnswers {
        response: read_response(entries, &fields, questionnaire, &mut faults),
        own: OwnWords::KEYS.map(|key| read_words(&fields, key, &mut faults)),
        day: read_day(&fields, &mut faults),
        path: None,
    };
    if faults.is_empty() { Ok(saved) } else { Err(faults.into_bare_diagnostics(name, text)) }
}

const FORM: &str =
    "Write { \"questionnaire\": \"…\", \"version\": \"…\", \"answers\": { \"ITEM\": \"OPTION\" } }.";

fn whole(name: &str, message: &str, advice: &str) -> Diagnostics {
    Diagnostic::of_file(name, message, advice).into()
}

/// The fields of an answers file, each with its name and its place.
type Fields<'a> = HashMap<&'a str, (&'a JsonText, &'a Json)>;

/// Collects the fields that are read, and reports a field that occurs twice.
fn read_fields<'a>(entries: &'a [(JsonText, Json)], faults: &mut Faults) -> Fields<'a> {
    let mut fields = Fields::new();
    for (key, value) in entries {
        let known = KEYS.contains(&key.text.as_str());
        if known && fields.insert(&key.text, (key, value)).is_some() {
            twice(faults, key, "there");
        }
    }
    fields
}

/// Reads a text that the person wrote; it is empty if there is none.
fn read_words(fields: &Fields<'_>, name: &str, faults: &mut Faults) -> String {
    match fields.get(name) {
        None => String::new(),
        Some((_, Json::Text(words))) => words.text.clone(),
        Some((key, other)) => {
            wrong_kind(faults, key, &quote(name), other, "a text", "Write what was said, or remove it.");
            String::new()
        }
    }
}

/// Reads the day on which the answers were saved, if the file tells it.
fn read_day(fields: &Fields<'_>, faults: &mut Faults) -> Option<Date> {
    let (key, value) = fields.get("day")?;
    let Json::Text(day) = value else {
        wrong_kind(faults, key, "\"day\"", value, "a text", "Write \"day\": \"2026-11-23\".");
        return None;
    };
    let read = Date::parse(&day.text);
    if read.is_none() {
        let advice = "Write \"day\": \"2026-11-23\", or remove it.";
        faults.report(day.span(), "\"day\" is not a day of the calendar.".to_owned(), advice);
    }
    read
}

/// Reads the answers, and the items that were skipped or not asked.
fn read_response(
    entries: &[(JsonText, Json)],
    fields: &Fields<'_>,
    questionnaire: &Questionnaire,
    faults: &mut Faults,
) -> QuestionnaireResponse {
    unknown_items(ids(fields), questionnaire, faults);
    let mut listed = HashMap::new();
    let mut response = QuestionnaireResponse::default();
    for (name, mark) in LISTS {
        if let Some(field) = fields.get(name) {
            read_list(name, *field, questionnaire, faults, &mut listed);
        }
        for (item, _) in listed.iter().filter(|(_, list)| **list == name) {
            mark(&mut response, item);
        }
    }
    match fields.get("answers") {
        // The key with the slip was reported.
        None if misspelt(entries, "answers").is_some() => {}
        None => faults.report(None, "The file has no answers.", "Add \"answers\": { }."),
        Some((_, Json::Table(entries))) => {
            answers(entries, &listed, questionnaire, faults, &mut response);
        }
        Some((key, other)) => {
            let advice = "Write { \"ITEM\": \"OPTION\" }.";
            wrong_kind(faults, key, "\"answers\"", other, "an object", advice);
        }
    }
    response
}

/// Returns every id of an item that the file names.
fn ids<'a>(fields: &Fields<'a>) -> Vec<&'a JsonText> {
    let answered = match fields.get("answers") {
        Some((_, Json::Table(entries))) => entries.as_slice(),
        _ => &[],
    };
    let lists = LISTS.iter().filter_map(|(name, _)| fields.get(name));
    let listed = lists.flat_map(|(_, list)| list.list()).filter_map(Json::text);
    answered.iter().map(|(id, _)| id).chain(listed).collect()
}

/// Reads one of the lists of items. Each item belongs into one of them at most; the last two may share some.
fn read_list<'n>(
    name: &'n str,
    (key, value): (&JsonText, &Json),
    questionnaire: &Questionnaire,
    faults: &mut Faults,
    listed: &mut HashMap<LinkId, &'n str>,
) {
    let Json::List(values) = value else {
        return wrong_kind(faults, key, &quote(name), value, "a list", "Write [\"ITEM\"].");
    };
    for value in values {
        let Json::Text(id) = value else {
            let kind = value.kind();
            let message = format!("{} has {kind} in it, but the ids of items belong here.", quote(name));
            faults.report(key.span(), message, "Write [\"ITEM\"].");
            continue;
        };
        let item = LinkId::from(id.text.as_str());
        if questionnaire.item(&item).is_none() {
            continue;
        }
        match listed.insert(item, name) {
            None => {}
            Some("not_asked") if name == "part_skipped" => {}
            Some(before) if before == name => twice(faults, id, &format!("in {}", quote(name))),
            Some(before) => {
                let lists = format!("in {} and in {}", quote(before), quote(name));
                let message = format!("{} is {lists}.", quote(&id.text));
                faults.report(id.span(), message, "Remove it from one of the two.");
            }
        }
    }
}

fn answers(
    entries: &[(JsonText, Json)],
    listed: &HashMap<LinkId, &str>,
    questionnaire: &Questionnaire,
    faults: &mut Faults,
    response: &mut QuestionnaireResponse,
) {
    let mut seen = HashSet::new();
    for (key, value) in entries {
        let item = LinkId::from(key.text.as_str());
        if !seen.insert(key.text.as_str()) {
            twice(faults, key, "answered");
        } else if questionnaire.item(&item).is_none() {
            // Such ids were reported.
        } else if let Some(list) = listed.get(&item) {
            let message =
                format!("{} has an answer, but {} names it as well.", quote(&key.text), quote(list));
            faults.report(key.span(), message, "Remove it from one of the two.");
        } else {
            let answer = read_answer(&item, key, value, questionnaire, faults);
            response.set(&item, answer);
        }
    }
}

/// Reads the answer to an item that exists; `None` after a report.
pub(super) fn read_answer(
    item: &LinkId,
    key: &JsonText,
    value: &Json,
    questionnaire: &Questionnaire,
    faults: &mut Faults,
) -> Option<Answer> {
    let name = || quote(item.as_str());
    let Json::Text(word) = value else {
        let advice = "Write the id of an option, or leave the item out if it has no answer.";
        wrong_kind(faults, key, &format!("The answer to {}", name()), value, "a text", advice);
        return None;
    };
    if word.text == DECLINED {
        return Some(Answer::Declined);
    }
    let code = word.text.as_str().into();
    let asked = questionnaire.item(item)?;
    if questionnaire.option(asked, &code).is_some() {
        return Some(Answer::Chosen(code));
    }
    let options = questionnaire.option_set(asked)?.options.iter().map(|option| option.id.as_str());
    let known: Vec<&str> = options.chain([DECLINED]).collect();
    // The word itself is not repeated: it may be somebody's answer.
    let message = format!("{} is answered with a word that is not one of its options.", name());
    let advice = format!("{}{}", did_you_mean(&word.text, &known), known_here(&known));
    faults.report(word.span().or(key.span()), message, advice);
    None
}
