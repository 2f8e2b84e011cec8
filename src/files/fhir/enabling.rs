//! When a part of a FHIR questionnaire is shown: a rule as `enableWhen`, or as a FHIRPath expression where `enableWhen`
//! cannot say it. This module must not change what a rule means.

use super::canonical::Canonical;
use crate::domain::id::{LinkId, OptionCode};
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::draft::OptionSet;
use crate::domain::questionnaire::rules::Rule;
use crate::files::export::json::{Object, list};
use serde_json::Value;

/// Where the extensions of Structured Data Capture are defined.
const SDC: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition";

/// What a part waits for.
pub(super) enum Enabling<'q> {
    /// Nothing: it is always shown.
    Always,
    /// One of these answers.
    AnyOf(Vec<(LinkId, &'q OptionCode)>),
    /// That this FHIRPath expression is true.
    Expression(String),
}

impl<'q> Enabling<'q> {
    /// Returns what a text with this rule waits for.
    pub(super) fn of(questionnaire: &'q Questionnaire, rule: &'q Rule) -> Self {
        match rule {
            rule if is_always(rule) => Self::Always,
            rule => match any_of(questionnaire, rule) {
                Some(answers) => Self::AnyOf(answers),
                None => Self::Expression(expression(questionnaire, rule)),
            },
        }
    }

    /// Returns what the remark waits for that an item is a reason for the text: that one of the rule's leaves is true by an
    /// answer to this item.
    pub(super) fn because(questionnaire: &'q Questionnaire, rule: &'q Rule, item: &LinkId) -> Self {
        let leaves: Vec<&Rule> = rule.leaves();
        let of_item = leaves.iter().filter_map(|leaf| reason(questionnaire, leaf, item));
        let (mut answers, mut expressions) = (Vec::new(), Vec::new());
        for (given, more) in of_item {
            match more {
                None => answers.extend(given),
                Some(counted) => expressions.push(format!("({} and {counted})", exists(item, &given))),
            }
        }
        if expressions.is_empty() {
            return Self::AnyOf(answers);
        }
        if !answers.is_empty() {
            expressions.push(exists(item, &answers));
        }
        Self::Expression(expressions.join(" or "))
    }

    /// Adds it to a part of the questionnaire that has no other extension.
    pub(super) fn put(self, canonical: Canonical<'_>, questionnaire: &Questionnaire, part: Object) -> Object {
        match self {
            Self::Always => part,
            Self::AnyOf(answers) => {
                let when = list(answers, |(item, code)| condition(canonical, questionnaire, &item, code));
                let any = (when.len() > 1).then_some("any");
                part.with("enableWhen", when).with_some("enableBehavior", any)
            }
            Self::Expression(expression) => {
                let value =
                    Object::default().with("language", "text/fhirpath").with("expression", expression);
                let url = format!("{SDC}/sdc-questionnaire-enableWhenExpression");
                let extension = Object::default().with("url", url).with("valueExpression", value);
                part.with("extension", vec![Value::from(extension)])
            }
        }
    }
}

/// Says whether a rule holds for every response.
fn is_always(rule: &Rule) -> bool {
    match rule {
        Rule::Always => true,
        Rule::Any(rules) => rules.iter().any(is_always),
        Rule::All(rules) => rules.iter().all(is_always),
        Rule::AtLeast(..) | Rule::Is(..) | Rule::Group { .. } => false,
    }
}

/// Returns the items that can be a reason for a text with this rule, each once, in the order of the rule.
pub(super) fn reasons(questionnaire: &Questionnaire, rule: &Rule) -> Vec<LinkId> {
    let mut items: Vec<LinkId> = Vec::new();
    for leaf in rule.leaves() {
        let of_leaf = match leaf {
            Rule::AtLeast(item, _) | Rule::Is(item, _) => vec![item.clone()],
            Rule::Group { group, .. } => {
                questionnaire.group(group).map(|group| group.items.clone()).unwrap_or_default()
            }
            Rule::Always | Rule::Any(_) | Rule::All(_) => Vec::new(),
        };
        for item in of_leaf {
            if !items.contains(&item) {
                items.push(item);
            }
        }
    }
    items
}

/// An answer to one item.
type ItemAnswer<'q> = (LinkId, &'q OptionCode);

/// Returns the answers of which one alone makes the rule true; `None` if it takes more than one.
fn any_of<'q>(questionnaire: &'q Questionnaire, rule: &Rule) -> Option<Vec<ItemAnswer<'q>>> {
    match rule {
        Rule::AtLeast(item, option) => Some(at_least(questionnaire, item, option)),
        Rule::Is(item, option) => Some(exactly(questionnaire, item, option)),
        Rule::Group { group, at_least: option, count: 1 } => {
            let items = &questionnaire.group(group)?.items;
            Some(items.iter().flat_map(|item| at_least(questionnaire, item, option)).collect())
        }
        Rule::Any(rules) => {
            let all: Option<Vec<_>> = rules.iter().map(|rule| any_of(questionnaire, rule)).collect();
            Some(all?.into_iter().flatten().collect())
        }
        Rule::All(rules) => match rules.as_slice() {
            [only] => any_of(questionnaire, only),
            _ => None,
        },
        Rule::Always | Rule::Group { .. } => None,
    }
}

/// Returns the answers to an item that make a leaf true, and what has to be true besides; `None` if the leaf is not about
/// this item.
fn reason<'q>(
    questionnaire: &'q Questionnaire,
    leaf: &Rule,
    item: &LinkId,
) -> Option<(Vec<ItemAnswer<'q>>, Option<String>)> {
    match leaf {
        Rule::AtLeast(of, option) if of == item => Some((at_least(questionnaire, of, option), None)),
        Rule::Is(of, option) if of == item => Some((exactly(questionnaire, of, option), None)),
        Rule::Group { group, at_least: option, count } => {
            questionnaire.group(group)?.items.contains(item).then_some(())?;
            let counted = (*count > 1).then(|| expression(questionnaire, leaf));
            Some((at_least(questionnaire, item, option), counted))
        }
        _ => None,
    }
}

fn set_of<'q>(questionnaire: &'q Questionnaire, item: &LinkId) -> Option<&'q OptionSet> {
    questionnaire.option_set(questionnaire.item(item)?)
}

fn at_least<'q>(questionnaire: &'q Questionnaire, item: &LinkId, option: &OptionCode) -> Vec<ItemAnswer<'q>> {
    let Some(set) = set_of(questionnaire, item) else { return Vec::new() };
    let from = set.rank(option).unwrap_or(set.options.len());
    set.options.iter().skip(from).map(|option| (item.clone(), &option.id)).collect()
}

fn exactly<'q>(questionnaire: &'q Questionnaire, item: &LinkId, option: &OptionCode) -> Vec<ItemAnswer<'q>> {
    let set = set_of(questionnaire, item);
    set.into_iter()
        .flat_map(|set| &set.options)
        .filter(|o| o.id == *option)
        .map(|o| (item.clone(), &o.id))
        .collect()
}

fn condition(
    canonical: Canonical<'_>,
    questionnaire: &Questionnaire,
    item: &LinkId,
    code: &OptionCode,
) -> Value {
    let system = set_of(questionnaire, item).map(|set| canonical.options(&set.id));
    let coding = Object::default().with_some("system", system).with("code", code.as_str());
    Object::default()
        .with("question", item.as_str())
        .with("operator", "=")
        .with("answerCoding", coding)
        .into()
}

/// Returns a whole rule in FHIRPath.
fn expression(questionnaire: &Questionnaire, rule: &Rule) -> String {
    let joined = |rules: &[Rule], word: &str| {
        let all: Vec<String> = rules.iter().map(|rule| expression(questionnaire, rule)).collect();
        format!("({})", all.join(&format!(" {word} ")))
    };
    match rule {
        Rule::Always => "true".to_owned(),
        Rule::Any(rules) => joined(rules, "or"),
        Rule::All(rules) => joined(rules, "and"),
        Rule::AtLeast(item, option) => exists(item, &at_least(questionnaire, item, option)),
        Rule::Is(item, option) => exists(item, &exactly(questionnaire, item, option)),
        Rule::Group { group, at_least: option, count } => {
            let items = questionnaire.group(group).map(|group| group.items.as_slice()).unwrap_or_default();
            // The items of a group that a rule counts share one set of options.
            let first = items.first().map(|item| at_least(questionnaire, item, option)).unwrap_or_default();
            let codes: Vec<&OptionCode> = first.into_iter().map(|(_, code)| code).collect();
            let items: Vec<&LinkId> = items.iter().collect();
            format!("({}.count() >= {count})", answered(&items, &codes))
        }
    }
}

/// Says in FHIRPath that an item was answered with one of these codes.
fn exists(item: &LinkId, answers: &[ItemAnswer<'_>]) -> String {
    let codes: Vec<&OptionCode> = answers.iter().map(|(_, code)| *code).collect();
    format!("{}.exists()", answered(&[item], &codes))
}

/// Returns in FHIRPath the answers to some items that have one of these codes.
fn answered(items: &[&LinkId], codes: &[&OptionCode]) -> String {
    let items: Vec<String> = items.iter().map(|item| format!("linkId='{}'", item.as_str())).collect();
    let codes: Vec<String> = codes.iter().map(|code| format!("code='{}'", code.as_str())).collect();
    format!("%resource.repeat(item).where({}).answer.value.where({})", items.join(" or "), codes.join(" or "))
}
