//! What every JSON that the program prints is made of.
//!
//! The keys are those of the questionnaire file. This module must not change a value: a character that could act on a
//! terminal is written as a JSON escape, which is harmless and still the same value.

use crate::domain::answers::own_words::{OwnText, OwnWords};
use crate::domain::answers::response::{ItemState, QuestionnaireResponse};
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::draft::{DECLINED, Item, SupportLine};
use crate::domain::questionnaire::support_page::SupportEntry;
use crate::domain::sanitize::{acts, is_plain};
use serde_json::{Map, Value};

/// A builder for a JSON object, which keeps its keys in the order in which they are added.
#[derive(Clone, Default)]
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
    harmless(format!("{:#}\n", Value::from(object)))
}

/// Writes what could act on a terminal as escapes of JSON.
pub(in crate::files) fn harmless(json: String) -> String {
    if is_plain(&json) || !json.chars().any(acts) {
        return json;
    }
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
pub(super) fn ask_instead(entry: SupportEntry<'_>) -> Option<Value> {
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
