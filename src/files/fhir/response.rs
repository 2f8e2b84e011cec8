//! Writes answers as a FHIR R4 `QuestionnaireResponse`, bound to the questionnaire and its version.
//!
//! A declined answer is a code of its own. An item that was skipped is there without an answer; one that was not asked says
//! so, and one that was not reached is left out. It must hold nothing that follows from the answers.

use super::canonical::Canonical;
use super::own_page;
use super::texts::{extension, plain};
use crate::domain::answers::own_words::{OwnText, OwnWords};
use crate::domain::answers::response::{ItemState, QuestionnaireResponse};
use crate::domain::answers::results::results;
use crate::domain::language::languages::Language;
use crate::domain::questionnaire::draft::{DECLINED, Group, Item};
use crate::files::export::json::{Object, list, printed, some};
use serde_json::Value;

/// The extension that says why an item has no answer.
pub(super) const ABSENT: &str = "data-absent-reason";
/// Its value for an item that was not asked.
pub(super) const NOT_ASKED: &str = "not-asked";

/// Renders the answers, their words in a language. `authored` is the day or the moment at which they were given, as FHIR
/// writes a `dateTime`, if it is known.
#[must_use]
pub fn render(
    language: &Language,
    (response, own): (&QuestionnaireResponse, &OwnWords),
    base: Option<&str>,
    authored: Option<&str>,
) -> String {
    let questionnaire = &*language.questionnaire;
    let writer = Writer { language, response, canonical: Canonical::new(base, questionnaire.parts()) };
    let groups = questionnaire.groups().iter().filter_map(|group| writer.group(group));
    let groups = groups.chain(writer.own(&own.cleaned())).collect();
    let object = Object::default()
        .with("resourceType", "QuestionnaireResponse")
        .with("language", &*questionnaire.parts().language)
        .with("questionnaire", writer.canonical.versioned())
        .with("status", results(questionnaire, response).status.as_str())
        .with_some("authored", authored)
        .with_some("item", some(groups));
    printed(object)
}

struct Writer<'a> {
    language: &'a Language,
    response: &'a QuestionnaireResponse,
    canonical: Canonical<'a>,
}

impl Writer<'_> {
    fn group(&self, group: &Group) -> Option<Value> {
        let items = group.items.iter().filter_map(|id| self.item(self.language.questionnaire.item(id)?));
        let items = some(items.collect())?;
        let object = Object::default()
            .with("linkId", format!("groups.{}", group.id.as_str()))
            .with("text", plain(&group.title))
            .with("item", items);
        Some(object.into())
    }

    /// What the person wrote, on a page of its own; `None` if they wrote nothing.
    fn own(&self, own: &OwnWords) -> Option<Value> {
        let headings = self.language.wording.bring.own();
        let written = OwnText::ALL.into_iter().filter(|text| !own.get(*text).is_empty());
        let item = |text: OwnText| {
            let answer = Object::default().with("valueString", own.get(text).as_str());
            Object::default()
                .with("linkId", own_page::link(text))
                .with("text", plain(headings.get(text)))
                .with("answer", list([answer], Value::from))
                .into()
        };
        let items = some(written.map(item).collect())?;
        let page = Object::default()
            .with("linkId", own_page::PAGE)
            .with("text", plain(&self.language.wording.results.bring));
        Some(page.with("item", items).into())
    }

    fn item(&self, item: &Item) -> Option<Value> {
        let questionnaire = &self.language.questionnaire;
        let object = Object::default().with("linkId", item.id.as_str());
        let named = |object: Object| object.with("text", plain(&item.text));
        let object = match self.response.state(&item.id) {
            ItemState::Answered(code) => {
                let display = questionnaire.option(item, code).map(|option| plain(&option.text));
                named(object).with(
                    "answer",
                    self.coding(&self.canonical.options(&item.options), code.as_str(), display),
                )
            }
            ItemState::Declined => {
                let display = self.language.wording.item.declined.clone();
                named(object).with("answer", self.coding(&self.canonical.declined(), DECLINED, Some(display)))
            }
            ItemState::PartSkipped | ItemState::NotAsked => {
                named(object.with("extension", vec![extension(ABSENT, "valueCode", NOT_ASKED)]))
            }
            ItemState::Skipped => named(object),
            ItemState::NotReached | ItemState::Withheld => return None,
        };
        Some(object.into())
    }

    fn coding(&self, system: &str, code: &str, display: Option<String>) -> Vec<Value> {
        let coding =
            Object::default().with("system", system).with("code", code).with_some("display", display);
        list([Object::default().with("valueCoding", coding)], Value::from)
    }
}
