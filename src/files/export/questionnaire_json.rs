//! Writes a questionnaire as JSON for other programs, under the keys of its file.
//!
//! ```
//! use stillpoint::files::{content, export::questionnaire_json};
//!
//! let read = content::questions::parse("questions.toml", content::builtin::QUESTIONS).unwrap();
//! let written = questionnaire_json::questionnaire(&read);
//! assert!(written.starts_with(&format!("{{\n  \"id\": \"{}\",\n", read.parts().id)));
//! ```
//!
//! This module must not change a value, and must not leave one out that the file has.

use super::json::{Object, list, printed, some, strings, support};
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::draft::{
    AnswerOption, Fact, Group, Guidance, Item, OptionSet, Section, Term, Waiver,
};
use crate::domain::questionnaire::front_matter::{AvoidedPhrases, SpokenWords, TextSource};
use crate::domain::questionnaire::rules::Rule;
use serde_json::Value;

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
        .with_some("support_note", parts.support_note.as_deref())
        .with_some("support_checked_by", some(strings(&parts.support_checked_by)))
        .with_some("date", parts.date.map(|date| date.to_string()))
        .with_some("publisher", parts.publisher.as_deref())
        .with_some("copyright", parts.copyright.as_deref())
        .with("reviewed_by", strings(&parts.reviewed_by))
        .with_some("source", text_source(&parts.source))
        .with_some("walkthrough", spoken_words(&parts.walkthrough))
        .with("option_sets", list(&parts.option_sets, option_set))
        .with("groups", list(&parts.groups, group))
        .with("items", list(&parts.items, item))
        .with_some("sections", some(list(&parts.sections, section)))
        .with("guidance", list(&parts.guidance, guidance))
        .with_some("support", some(list(&parts.support, support)))
        .with_some("terms", some(list(&parts.terms, term)))
        .with_some("facts", some(list(&parts.facts, fact)))
        .with_some("waivers", some(list(&parts.waivers, waiver)))
        .with_some("avoided", some(list(&parts.avoided, avoided)));
    printed(object)
}

/// Returns what the texts are drawn from, or nothing if the file does not say it.
fn text_source(source: &TextSource) -> Option<Value> {
    Object::default()
        .with_some("name", source.name.as_deref())
        .with_some("kind", source.kind.as_deref())
        .with_some("called", source.called.as_deref())
        .with_some("note", source.note.as_deref())
        .some()
}

/// Returns what a counselor says, or nothing if the file leaves all of it to the program.
fn spoken_words(words: &SpokenWords) -> Option<Value> {
    Object::default()
        .with_some("opening", words.opening.as_deref())
        .with_some("consent", words.consent.as_deref())
        .with_some("closing", words.closing.as_deref())
        .some()
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
        .with_some("ask_first", guidance.ask_first.as_deref())
        .with_some("not_alone", guidance.not_alone.as_deref())
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

fn avoided(entry: &AvoidedPhrases) -> Value {
    Object::default().with("phrases", strings(&entry.phrases)).with("advice", &*entry.advice).into()
}

fn waiver(waiver: &Waiver) -> Value {
    Object::default()
        .with("lint", &*waiver.lint)
        .with("at", &*waiver.at)
        .with("reason", &*waiver.reason)
        .into()
}
