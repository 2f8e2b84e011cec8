//! Writes reports as JSON for other programs.
//!
//! What all reports on a questionnaire have in common is rendered once, and each report is written straight into its text:
//! a folder of answers has many. The keys are those of the questionnaire file.

use super::json::{Object, ask_instead, harmless, list, some, support};
use super::pretty_json::PrettyJson;
use crate::domain::answers::copy::support_region;
use crate::domain::answers::own_words::{OwnText, OwnWords};
use crate::domain::answers::response::{ItemState, QuestionnaireResponse};
use crate::domain::answers::results::{Matched, Results, Tally, results};
use crate::domain::answers::talking_points::PointKind;
use crate::domain::id::{FactId, GuidanceId, LinkId, SectionId};
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::draft::{DECLINED, Guidance, Section};
use crate::domain::questionnaire::provenance::source;
use serde_json::Value;
use std::collections::HashMap;

/// Writes the results of one response as one JSON object.
#[must_use]
pub fn report(
    questionnaire: &Questionnaire,
    response: &QuestionnaireResponse,
    own: &OwnWords,
    region: &str,
) -> String {
    JsonReports::on(questionnaire, region).report(questionnaire, response, own)
}

/// Writes reports on one questionnaire, with the support lines of one region.
pub struct JsonReports {
    /// The object's beginning: what it was made with.
    head: String,
    /// The entries with the support lines.
    support: String,
    /// Where each text comes from.
    items: HashMap<LinkId, String>,
    sections: HashMap<SectionId, String>,
    guidance: HashMap<GuidanceId, String>,
}

impl JsonReports {
    /// Renders what the reports on a questionnaire have in common.
    #[must_use]
    pub fn on(questionnaire: &Questionnaire, region: &str) -> Self {
        let parts = questionnaire.parts();
        let mut head = PrettyJson::default();
        head.open('{');
        for (key, text) in
            [("questionnaire", &parts.id), ("version", &parts.version), ("language", &parts.language)]
        {
            head.key(key);
            head.text(text);
        }
        let page = questionnaire.support(&support_region(questionnaire, region));
        let lines = Object::default()
            .with("support", list(page.lines(), support))
            .with_some("ask_instead", some(page.entries().filter_map(ask_instead).collect()));
        let from = |facts: &[FactId]| rendered(&cited(questionnaire, facts), 3);
        Self {
            head: head.written(),
            support: entries(&lines),
            items: questionnaire.items().map(|item| (item.id.clone(), from(&item.facts))).collect(),
            sections: parts.sections.iter().map(|text| (text.id.clone(), from(&text.facts))).collect(),
            guidance: parts.guidance.iter().map(|text| (text.id.clone(), from(&text.facts))).collect(),
        }
    }

    /// Writes the results of a response as one JSON object, which can be read back as a file of answers.
    #[must_use]
    pub fn report(
        &self,
        questionnaire: &Questionnaire,
        response: &QuestionnaireResponse,
        own: &OwnWords,
    ) -> String {
        let found = results(questionnaire, response);
        let states: Vec<_> = questionnaire.items().map(|item| (&item.id, response.state(&item.id))).collect();
        let mut json = PrettyJson::after(&self.head);
        json.key("status");
        json.text(found.status.as_str());
        json.key("answers");
        answers(&mut json, &states);
        for text in OwnText::ALL.into_iter().filter(|text| !own.get(*text).is_empty()) {
            json.key(OwnWords::KEYS.get(text));
            json.text(own.get(text));
        }
        without_answer(&mut json, &states);
        json.key("tally");
        json.list(&found.tallies, |json, tally| tally_of(json, questionnaire, tally));
        json.key("sections");
        json.list(&found.sections, |json, on| brought(json, on.text.id.as_str(), &on.because));
        json.key("guidance");
        json.list(&found.guidance, |json, on| brought(json, on.text.id.as_str(), &on.because));
        json.key("visit");
        visit(&mut json, questionnaire, &found);
        json.entries(&self.support);
        json.key("sources");
        self.sources(&mut json, &states, &found);
        json.close('}');
        json.written() + "\n"
    }

    /// Writes where the answered items, and the texts that the answers show, come from.
    fn sources(&self, json: &mut PrettyJson, states: &[(&LinkId, ItemState<'_>)], found: &Results<'_>) {
        let answered = states.iter().filter(|(_, state)| is_answer(*state));
        let sections = found.sections.iter().map(|Matched { text: Section { id, .. }, .. }| id);
        let guidance = found.guidance.iter().map(|Matched { text: Guidance { id, .. }, .. }| id);
        json.open('{');
        json.key("items");
        from(json, answered.map(|(id, _)| (id.as_str(), self.items.get(*id))));
        json.key("sections");
        from(json, sections.map(|id| (id.as_str(), self.sections.get(id))));
        json.key("guidance");
        from(json, guidance.map(|id| (id.as_str(), self.guidance.get(id))));
        json.close('}');
    }
}

fn is_answer(state: ItemState<'_>) -> bool {
    matches!(state, ItemState::Answered(_) | ItemState::Declined)
}

/// Says where a text comes from that cites these facts.
fn cited(questionnaire: &Questionnaire, facts: &[FactId]) -> Object {
    let provenance = source(questionnaire, facts);
    Object::default()
        .with("from", provenance.origin.as_str())
        .with("facts", list(provenance.facts, |fact| fact.id.as_str().into()))
}

/// Renders an object as it stands so deep in another one.
fn rendered(object: &Object, depth: usize) -> String {
    let text = harmless(format!("{:#}", Value::from(object.clone())));
    text.replace('\n', &format!("\n{}", "  ".repeat(depth)))
}

/// Renders the entries of an object as they stand in the outermost one, without its braces.
fn entries(object: &Object) -> String {
    let text = rendered(object, 0);
    text.trim_start_matches("{\n").trim_end_matches("\n}").to_owned()
}

fn from<'t>(json: &mut PrettyJson, texts: impl Iterator<Item = (&'t str, Option<&'t String>)>) {
    json.open('{');
    for (id, from) in texts {
        json.key(id);
        json.raw(from.map_or("{}", String::as_str));
    }
    json.close('}');
}

fn answers(json: &mut PrettyJson, states: &[(&LinkId, ItemState<'_>)]) {
    json.open('{');
    for (id, state) in states {
        let answer = match state {
            ItemState::Answered(option) => option.as_str(),
            ItemState::Declined => DECLINED,
            _ => continue,
        };
        json.key(id.as_str());
        json.text(answer);
    }
    json.close('}');
}

/// Says whether an item that stands so belongs into a list.
type IsMeant = fn(ItemState<'_>) -> bool;

/// Writes the lists of items without an answer, but for those that are empty.
fn without_answer(json: &mut PrettyJson, states: &[(&LinkId, ItemState<'_>)]) {
    let lists: [(&str, IsMeant); 4] = [
        ("skipped", |state| state == ItemState::Skipped),
        ("not_reached", |state| state == ItemState::NotReached),
        ("not_asked", |state| state.is_left_out()),
        ("part_skipped", |state| state == ItemState::PartSkipped),
    ];
    for (key, is_meant) in lists {
        let meant: Vec<&LinkId> =
            states.iter().filter(|(_, state)| is_meant(*state)).map(|(id, _)| *id).collect();
        if !meant.is_empty() {
            json.key(key);
            json.list(meant, |json, id| json.text(id.as_str()));
        }
    }
}

fn tally_of(json: &mut PrettyJson, questionnaire: &Questionnaire, tally: &Tally<'_>) {
    let first = tally.group.items.first().and_then(|id| questionnaire.item(id));
    let set = first.and_then(|item| questionnaire.option_set(item));
    json.open('{');
    json.key("group");
    json.text(tally.group.id.as_str());
    json.key("of");
    json.number(tally.group.items.len());
    json.key("counts");
    json.open('{');
    for option in set.map_or(&[][..], |set| &set.options) {
        let counted = tally.options.iter().find(|(code, _)| **code == option.id);
        json.key(option.id.as_str());
        json.number(counted.map_or(0, |(_, items)| items.len()));
    }
    json.key(DECLINED);
    json.number(tally.declined.len());
    json.close('}');
    json.key("unanswered");
    json.number(tally.skipped.len() + tally.not_reached.len());
    json.key("not_asked");
    json.number(tally.not_asked.len() + tally.part_skipped.len());
    json.close('}');
}

/// Writes a text that answers brought, and which ones they were.
fn brought(json: &mut PrettyJson, id: &str, because: &[LinkId]) {
    json.open('{');
    json.key("id");
    json.text(id);
    json.key("because");
    json.list(because, |json, item| json.text(item.as_str()));
    json.close('}');
}

/// Writes what can be brought up at a visit: items to talk about, who to ask first, what not to change alone, questions.
fn visit(json: &mut PrettyJson, questionnaire: &Questionnaire, found: &Results<'_>) {
    let points = found.talking_points();
    json.open('{');
    json.key("could_talk_about");
    json.list(found.could_talk_about(questionnaire), |json, item| json.text(item.id.as_str()));
    for kind in PointKind::ALL {
        json.key(kind.key());
        json.list(points.iter().filter(|point| point.kind == kind), |json, point| json.text(point.text));
    }
    json.close('}');
}
