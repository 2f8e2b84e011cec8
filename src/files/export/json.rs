//! Writes a report as JSON for other programs, and has what every JSON that the program prints is made of.
//!
//! The keys are those of the questionnaire file. This module must not change a value: a character that could act on a
//! terminal is written as a JSON escape, which is harmless and still the same value.

use crate::domain::answers::copy::support_region;
use crate::domain::answers::own_words::{OwnText, OwnWords};
use crate::domain::answers::response::{ItemState, QuestionnaireResponse};
use crate::domain::answers::results::{Matched, Results, Tally, results};
use crate::domain::answers::talking_points::PointKind;
use crate::domain::id::FactId;
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::draft::{AnswerOption, DECLINED, Item, SupportLine};
use crate::domain::questionnaire::provenance::source;
use crate::domain::questionnaire::support_page::SupportEntry;
use crate::domain::sanitize::acts;
use serde_json::{Map, Value};

/// Renders the results of a response as one JSON object, which can be read back as a file of answers.
#[must_use]
pub fn report(
    questionnaire: &Questionnaire,
    response: &QuestionnaireResponse,
    own: &OwnWords,
    region: &str,
) -> String {
    let parts = questionnaire.parts();
    let found = results(questionnaire, response);
    let region = support_region(questionnaire, region);
    let page = questionnaire.support(&region);
    let ids = |is_meant: fn(ItemState<'_>) -> bool| {
        let items = questionnaire.items().map(|item| &item.id);
        some(list(items.filter(|id| is_meant(response.state(id))), |id| id.as_str().into()))
    };
    let object = Object::default()
        .with("questionnaire", &*parts.id)
        .with("version", &*parts.version)
        .with("language", &*parts.language)
        .with("status", found.status.as_str())
        .with("answers", answers(questionnaire, response))
        .with_own(own)
        .with_some("skipped", ids(|state| state == ItemState::Skipped))
        .with_some("not_reached", ids(|state| state == ItemState::NotReached))
        .with_some("not_asked", ids(|state| state.is_left_out()))
        .with_some("part_skipped", ids(|state| state == ItemState::PartSkipped))
        .with("tally", list(&found.tallies, |tally| tally_of(questionnaire, tally)))
        .with("sections", list(&found.sections, |on| brought(on.text.id.as_str(), on)))
        .with("guidance", list(&found.guidance, |on| brought(on.text.id.as_str(), on)))
        .with("visit", visit(questionnaire, &found))
        .with("support", list(page.lines(), support))
        .with_some("ask_instead", some(page.entries().filter_map(ask_instead).collect()))
        .with("sources", sources(questionnaire, response, &found));
    printed(object)
}

/// Lists what can be brought up at a visit: items to talk about, who to ask first, what not to change alone, questions.
fn visit(questionnaire: &Questionnaire, results: &Results<'_>) -> Object {
    let points = results.talking_points();
    let of = |kind| strings(points.iter().filter(|point| point.kind == kind).map(|point| point.text));
    let items = results.could_talk_about(questionnaire);
    let object = Object::default().with("could_talk_about", list(items, |item| item.id.as_str().into()));
    PointKind::ALL.into_iter().fold(object, |object, kind| object.with(kind.key(), of(kind)))
}

/// Lists the answers, and the texts that they show, by their ids.
fn sources(questionnaire: &Questionnaire, response: &QuestionnaireResponse, results: &Results<'_>) -> Object {
    let of = |facts: &[FactId]| {
        let provenance = source(questionnaire, facts);
        Object::default()
            .with("from", provenance.origin.as_str())
            .with("facts", list(provenance.facts, |fact| fact.id.as_str().into()))
    };
    let items = questionnaire.items().filter(|item| response.answer(&item.id).is_some());
    let by_id = |entries: Vec<(&str, &[FactId])>| {
        entries.into_iter().fold(Object::default(), |object, (id, facts)| object.with(id, of(facts)))
    };
    let sections = results.sections.iter().map(|on| (on.text.id.as_str(), &*on.text.facts));
    let guidance = results.guidance.iter().map(|on| (on.text.id.as_str(), &*on.text.facts));
    Object::default()
        .with("items", by_id(items.map(|item| (item.id.as_str(), &*item.facts)).collect()))
        .with("sections", by_id(sections.collect()))
        .with("guidance", by_id(guidance.collect()))
}

/// A builder for a JSON object, which keeps its keys in the order in which they are added.
#[derive(Default)]
pub(in crate::files) struct Object(Map<String, Value>);

impl Object {
    pub(in crate::files) fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    pub(in crate::files) fn with_some(self, key: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// Adds what a person wrote, each text under its key.
    pub(super) fn with_own(self, own: &OwnWords) -> Self {
        let written = OwnText::ALL.into_iter().filter(|text| !own.get(*text).is_empty());
        written.fold(self, |object, text| object.with(OwnWords::KEYS.get(text), own.get(text).as_str()))
    }

    /// Returns the object, or nothing if nothing stands in it.
    pub(super) fn some(self) -> Option<Value> {
        (!self.0.is_empty()).then(|| self.into())
    }
}

impl From<Object> for Value {
    fn from(object: Object) -> Self {
        Self::Object(object.0)
    }
}

pub(in crate::files) fn list<T>(
    entries: impl IntoIterator<Item = T>,
    value: impl Fn(T) -> Value,
) -> Vec<Value> {
    entries.into_iter().map(value).collect()
}

pub(super) fn strings<T: AsRef<str>>(entries: impl IntoIterator<Item = T>) -> Vec<Value> {
    list(entries, |entry| entry.as_ref().into())
}

/// Returns a list, or nothing if it is empty and its key may be left out.
pub(in crate::files) fn some(values: Vec<Value>) -> Option<Vec<Value>> {
    (!values.is_empty()).then_some(values)
}

/// Prints with two blanks a level and a newline at the end.
pub(in crate::files) fn printed(object: Object) -> String {
    harmless(&format!("{:#}\n", Value::from(object)))
}

/// Writes what could act on a terminal as escapes of JSON.
pub(in crate::files) fn harmless(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for character in json.chars() {
        if acts(character) {
            // Such characters occur only inside strings. The first 32 were escaped by serde_json already.
            safe.push_str(&format!("\\u{:04x}", u32::from(character)));
        } else {
            safe.push(character);
        }
    }
    safe
}

pub(super) fn answers(questionnaire: &Questionnaire, response: &QuestionnaireResponse) -> Object {
    let answer = |object: Object, item: &Item| match response.state(&item.id) {
        ItemState::Answered(option) => object.with(item.id.as_str(), option.as_str()),
        ItemState::Declined => object.with(item.id.as_str(), DECLINED),
        _ => object,
    };
    questionnaire.items().fold(Object::default(), answer)
}

fn tally_of(questionnaire: &Questionnaire, tally: &Tally<'_>) -> Value {
    let first = tally.group.items.first().and_then(|id| questionnaire.item(id));
    let set = first.and_then(|item| questionnaire.option_set(item));
    let count = |option: &AnswerOption| {
        tally.options.iter().find(|(code, _)| **code == option.id).map_or(0, |(_, items)| items.len())
    };
    let options = set.map_or(&[][..], |set| &set.options);
    let counts = options.iter().fold(Object::default(), |object, o| object.with(o.id.as_str(), count(o)));
    Object::default()
        .with("group", tally.group.id.as_str())
        .with("of", tally.group.items.len())
        .with("counts", counts.with(DECLINED, tally.declined.len()))
        .with("unanswered", tally.skipped.len() + tally.not_reached.len())
        .with("not_asked", tally.not_asked.len() + tally.part_skipped.len())
        .into()
}

fn brought<T>(id: &str, matched: &Matched<'_, T>) -> Value {
    let because = list(&matched.because, |item| item.as_str().into());
    Object::default().with("id", id).with("because", because).into()
}

pub(super) fn support(line: &SupportLine) -> Value {
    Object::default()
        .with_some("id", line.id.as_ref().map(|id| id.as_str()))
        .with("region", &*line.region)
        .with_some("also", some(strings(&line.also)))
        .with("kind", line.kind.as_str())
        .with("name", &*line.name)
        .with_some("for_whom", line.for_whom.as_deref())
        .with("ways", strings(&line.ways))
        .with("hours", &*line.hours)
        .with("checked", line.checked.to_string())
        .with_some("checked_at", Some(&*line.checked_at).filter(|place| !place.is_empty()))
        .into()
}

/// Returns where to ask for a kind of support that the region has no line for.
fn ask_instead(entry: SupportEntry<'_>) -> Option<Value> {
    let SupportEntry::Instead { kind, ask, .. } = entry else { return None };
    let object = Object::default()
        .with("kind", kind.as_str())
        .with("name", &*ask.name)
        .with_some("for_whom", ask.for_whom.as_deref())
        .with("ways", strings(&ask.ways));
    Some(object.into())
}

#[cfg(test)]
mod tests {
    use super::{Object, printed};

    #[test]
    fn what_acts_on_a_terminal_is_escaped_and_still_the_same_value() {
        let text = "a\u{9b}b\u{202e}c\u{1b}d\u{7f}e\nf";
        let json = printed(Object::default().with("text", text));
        assert!(json.chars().all(|c| c == '\n' || !super::acts(c)), "{json:?}");
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(read["text"], text);
    }
}
