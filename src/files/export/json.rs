//! Writes a report and a questionnaire as JSON for other programs.
//!
//! ```
//! use stillpoint::files::{content, export::json};
//!
//! let read = content::questions::parse("questions.toml", content::builtin::QUESTIONS).unwrap();
//! let written = json::questionnaire(&read);
//! assert!(written.starts_with(&format!("{{\n  \"id\": \"{}\",\n", read.parts().id)));
//! ```
//!
//! The keys are those of the questionnaire file. This module must not change a value: a character that could act on a
//! terminal is written as a JSON escape, which is harmless and still the same value.

use crate::domain::answers::copy::support_region;
use crate::domain::answers::response::{ItemState, QuestionnaireResponse};
use crate::domain::answers::results::{Matched, Results, Tally, results};
use crate::domain::id::FactId;
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::draft::DECLINED;
use crate::domain::questionnaire::draft::{
    AnswerOption, Fact, Group, Guidance, Item, OptionSet, Section, SpokenWords, SupportLine, Term, Waiver,
};
use crate::domain::questionnaire::provenance::source;
use crate::domain::questionnaire::rules::Rule;
use crate::domain::questionnaire::support_page::SupportEntry;
use crate::domain::sanitize::acts;
use serde_json::{Map, Value};

/// Renders the results of a response as one JSON object, which can be read back as a file of answers.
#[must_use]
pub fn report(questionnaire: &Questionnaire, response: &QuestionnaireResponse, region: &str) -> String {
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
        .with_some("skipped", ids(|state| state == ItemState::Skipped))
        .with_some("not_reached", ids(|state| state == ItemState::NotReached))
        .with_some("not_asked", ids(|state| state.is_left_out()))
        .with_some("part_skipped", ids(|state| state == ItemState::PartSkipped))
        .with("tally", list(&found.tallies, |tally| tally_of(questionnaire, tally)))
        .with("sections", list(&found.sections, |on| brought(on.text.id.as_str(), on)))
        .with("guidance", list(&found.guidance, |on| brought(on.text.id.as_str(), on)))
        .with("support", list(page.lines(), support))
        .with_some("ask_instead", some(page.entries().filter_map(ask_instead).collect()))
        .with("sources", sources(questionnaire, response, &found));
    printed(object)
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

/// Renders a questionnaire under the keys of its file, one to one; what the file leaves out is left out.
#[must_use]
pub fn questionnaire(questionnaire: &Questionnaire) -> String {
    let parts = questionnaire.parts();
    let object = Object::default()
        .with("id", &*parts.id)
        .with("version", &*parts.version)
        .with("language", &*parts.language)
        .with_some("title", parts.title.as_deref())
        .with_some("description", parts.description.as_deref())
        .with_some("source", parts.source.as_deref())
        .with_some("support_note", parts.support_note.as_deref())
        .with_some("date", parts.date.map(|date| date.to_string()))
        .with_some("publisher", parts.publisher.as_deref())
        .with_some("copyright", parts.copyright.as_deref())
        .with_some("walkthrough", spoken_words(&parts.walkthrough))
        .with("reviewed_by", strings(&parts.reviewed_by))
        .with("option_sets", list(&parts.option_sets, option_set))
        .with("groups", list(&parts.groups, group))
        .with("items", list(&parts.items, item))
        .with_some("sections", some(list(&parts.sections, section)))
        .with("guidance", list(&parts.guidance, guidance))
        .with_some("support", some(list(&parts.support, support)))
        .with_some("terms", some(list(&parts.terms, term)))
        .with_some("facts", some(list(&parts.facts, fact)))
        .with_some("waivers", some(list(&parts.waivers, waiver)));
    printed(object)
}

/// Returns what a counselor says, or nothing if the file leaves all of it to the program.
fn spoken_words(words: &SpokenWords) -> Option<Value> {
    let object = Object::default()
        .with_some("opening", words.opening.as_deref())
        .with_some("consent", words.consent.as_deref())
        .with_some("closing", words.closing.as_deref());
    (!object.0.is_empty()).then(|| object.into())
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

fn strings<T: AsRef<str>>(entries: impl IntoIterator<Item = T>) -> Vec<Value> {
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

fn option_set(set: &OptionSet) -> Value {
    let option = |option: &AnswerOption| {
        Object::default().with("id", option.id.as_str()).with("text", &*option.text).into()
    };
    Object::default()
        .with("id", set.id.as_str())
        .with("ordered", set.ordered)
        .with("options", list(&set.options, option))
        .into()
}

fn group(group: &Group) -> Value {
    Object::default()
        .with("id", group.id.as_str())
        .with("title", &*group.title)
        .with("tallied", group.tallied)
        .with("items", list(&group.items, |id| id.as_str().into()))
        .with_some("note", group.note.as_deref())
        .into()
}

fn item(item: &Item) -> Value {
    Object::default()
        .with("id", item.id.as_str())
        .with("label", &*item.label)
        .with("text", &*item.text)
        .with_some("help", item.help.as_deref())
        .with_some("caution", item.caution.as_deref())
        .with("options", item.options.as_str())
        .with("facts", list(&item.facts, |id| id.as_str().into()))
        .with("sensitive", item.sensitive)
        .with_some("prompt", item.prompt.as_deref())
        .with_some("listen_for", item.listen_for.as_deref())
        .with_some("follow_ups", some(strings(&item.follow_ups)))
        .with_some("guard", item.guard.as_ref().map(|id| id.as_str()))
        .into()
}

fn section(section: &Section) -> Value {
    Object::default()
        .with("id", section.id.as_str())
        .with("title", &*section.title)
        .with("text", &*section.text)
        .with("facts", list(&section.facts, |id| id.as_str().into()))
        .with_some("show", section.show.as_ref().map(rule))
        .with("names_condition", section.names_condition)
        .into()
}

fn guidance(guidance: &Guidance) -> Value {
    Object::default()
        .with("id", guidance.id.as_str())
        .with("title", &*guidance.title)
        .with("text", &*guidance.text)
        .with("next_step", &*guidance.next_step)
        .with_some("ask", some(strings(&guidance.ask)))
        .with("facts", list(&guidance.facts, |id| id.as_str().into()))
        .with("show", rule(&guidance.show))
        .into()
}

fn rule(authored: &Rule) -> Value {
    let object = Object::default();
    match authored {
        Rule::Always => object.with("always", true),
        Rule::AtLeast(item, option) => object.with("item", item.as_str()).with("at_least", option.as_str()),
        Rule::Is(item, option) => object.with("item", item.as_str()).with("is", option.as_str()),
        Rule::Group { group, at_least, count } => {
            object.with("group", group.as_str()).with("at_least", at_least.as_str()).with("count", *count)
        }
        Rule::Any(rules) => object.with("any", list(rules, rule)),
        Rule::All(rules) => object.with("all", list(rules, rule)),
    }
    .into()
}

fn support(line: &SupportLine) -> Value {
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

fn term(term: &Term) -> Value {
    Object::default()
        .with("id", term.id.as_str())
        .with("term", &*term.term)
        .with("meaning", &*term.meaning)
        .into()
}

fn fact(fact: &Fact) -> Value {
    Object::default()
        .with("id", fact.id.as_str())
        .with("gist", &*fact.gist)
        .with("status", fact.status.as_str())
        .with_some("note", fact.note.as_deref())
        .with_some("waived", fact.waived.as_deref())
        .with_some("reading_only", fact.reading_only.then_some(true))
        .into()
}

fn waiver(waiver: &Waiver) -> Value {
    Object::default()
        .with("lint", &*waiver.lint)
        .with("at", &*waiver.at)
        .with("reason", &*waiver.reason)
        .into()
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
