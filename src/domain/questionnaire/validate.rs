//! Checks the parts of a draft against one another: ids, references, rules.
//!
//! It finds every problem and never stops at the first, so that an author can mend a file in one go. A draft without
//! problems can be run. This module must not judge wording, or whether a text can be reached: lints and proofs do.

use super::draft::DECLINED;
use super::draft::{Draft, Group, Item, OptionSet};
use super::problem::{KeyPath, Problem, ProblemKind};
use super::rules::{MAX_DEPTH, Rule};
use crate::domain::id::{FactId, LinkId, OptionCode};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// The longest id, in characters.
const MAX_ID: usize = 64;

/// How many possible ids an advice names at most. More would not be read.
const KNOWN_SHOWN: usize = 12;

/// Returns every problem of the draft, in the order of its tables.
pub(super) fn problems(draft: &Draft) -> Vec<Problem> {
    let mut check = Check::new(draft);
    check.top();
    check.option_sets();
    check.items();
    check.groups();
    check.texts();
    check.found
}

/// The draft that is checked, with look-ups that several checks need.
struct Check<'a> {
    draft: &'a Draft,
    sets: HashMap<&'a str, &'a OptionSet>,
    items: HashMap<&'a str, &'a Item>,
    groups: HashMap<&'a str, &'a Group>,
    /// The option sets that the items of each group use. It is kept because many rules may ask for a long group.
    group_sets: HashMap<&'a str, BTreeSet<&'a str>>,
    /// Each option with the name of its set.
    options: HashSet<(&'a str, &'a str)>,
    sections: BTreeSet<&'a str>,
    facts: BTreeSet<&'a str>,
    /// The facts that are only for reading.
    reading: BTreeSet<&'a str>,
    found: Vec<Problem>,
}

impl<'a> Check<'a> {
    fn new(draft: &'a Draft) -> Self {
        let options = |set: &'a OptionSet| set.options.iter().map(|it| (set.id.as_str(), it.id.as_str()));
        let mut check = Self {
            draft,
            sets: draft.option_sets.iter().map(|set| (set.id.as_str(), set)).collect(),
            items: draft.items.iter().map(|item| (item.id.as_str(), item)).collect(),
            groups: draft.groups.iter().map(|group| (group.id.as_str(), group)).collect(),
            sections: draft.sections.iter().map(|section| section.id.as_str()).collect(),
            facts: draft.facts.iter().map(|fact| fact.id.as_str()).collect(),
            reading: draft
                .facts
                .iter()
                .filter(|fact| fact.reading_only)
                .map(|fact| fact.id.as_str())
                .collect(),
            group_sets: HashMap::new(),
            options: draft.option_sets.iter().flat_map(options).collect(),
            found: Vec::new(),
        };
        check.group_sets =
            draft.groups.iter().map(|group| (group.id.as_str(), check.set_names(group))).collect();
        check
    }

    fn report(&mut self, at: KeyPath, kind: ProblemKind) {
        self.found.push(Problem { at, kind });
    }

    fn top(&mut self) {
        let draft = self.draft;
        self.id(KeyPath::default().key("id"), &draft.id);
        for (name, what, len) in [
            ("groups", "group", draft.groups.len()),
            ("items", "item", draft.items.len()),
            ("guidance", "situation of guidance", draft.guidance.len()),
        ] {
            if len == 0 {
                self.report(KeyPath::default().key(name), ProblemKind::Empty(what));
            }
        }
        self.ids("sections", "section", draft.sections.iter().map(|entry| entry.id.as_str()));
        self.ids("guidance", "situation of guidance", draft.guidance.iter().map(|entry| entry.id.as_str()));
        let support = draft.support.iter().map(|line| line.id.as_ref().map(|id| id.as_str()));
        self.maybe_ids("support", "support line", support);
        self.ids("terms", "term", draft.terms.iter().map(|entry| entry.id.as_str()));
        self.ids("facts", "fact", draft.facts.iter().map(|entry| entry.id.as_str()));
    }

    fn id(&mut self, at: KeyPath, id: &str) {
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        if id.is_empty() || id.len() > MAX_ID || !id.chars().all(fits) {
            self.report(at, ProblemKind::BadId(id.to_owned()));
        }
    }

    fn ids(&mut self, table: &'static str, what: &'static str, ids: impl Iterator<Item = &'a str>) {
        self.maybe_ids(table, what, ids.map(Some));
    }

    fn maybe_ids(
        &mut self,
        table: &'static str,
        what: &'static str,
        ids: impl Iterator<Item = Option<&'a str>>,
    ) {
        let mut seen = BTreeSet::new();
        for (index, id) in ids.enumerate().filter_map(|(index, id)| Some((index, id?))) {
            let at = KeyPath::entry(table, index).key("id");
            self.id(at.clone(), id);
            if !seen.insert(id) {
                self.report(at, ProblemKind::DuplicateId { what, id: id.to_owned() });
            }
        }
    }

    fn option_sets(&mut self) {
        let draft = self.draft;
        self.ids("option_sets", "option set", draft.option_sets.iter().map(|set| set.id.as_str()));
        for (index, set) in draft.option_sets.iter().enumerate() {
            let at = KeyPath::entry("option_sets", index).key("options");
            if set.options.len() < 2 {
                self.report(at.clone(), ProblemKind::TooFewOptions);
            }
            self.options(&at, set);
        }
    }

    fn options(&mut self, at: &KeyPath, set: &OptionSet) {
        let mut seen = BTreeSet::new();
        for (index, option) in set.options.iter().enumerate() {
            let at = at.at(index).key("id");
            self.id(at.clone(), option.id.as_str());
            if option.id.as_str() == DECLINED {
                self.report(at.clone(), ProblemKind::ReservedOption);
            }
            if !seen.insert(option.id.as_str()) {
                self.report(at, ProblemKind::DuplicateId { what: "option", id: option.id.to_string() });
            }
        }
    }

    fn items(&mut self) {
        let draft = self.draft;
        self.ids("items", "item", draft.items.iter().map(|item| item.id.as_str()));
        let grouped: BTreeSet<&LinkId> = draft.groups.iter().flat_map(|group| &group.items).collect();
        for (index, item) in draft.items.iter().enumerate() {
            let at = KeyPath::entry("items", index);
            if !self.sets.contains_key(item.options.as_str()) {
                let known = shown_ids(self.draft.option_sets.iter().map(|set| set.id.as_str()));
                self.dangling(at.key("options"), "option set", item.options.as_str(), known);
            }
            if let Some(guard) = &item.guard {
                self.section(at.key("guard"), guard.as_str());
            }
            if !grouped.contains(&item.id) {
                self.report(at.key("id"), ProblemKind::ItemInNoGroup(item.id.to_string()));
            }
            self.cited(&at, item.facts.iter().map(FactId::as_str));
        }
    }

    fn groups(&mut self) {
        let draft = self.draft;
        self.ids("groups", "group", draft.groups.iter().map(|group| group.id.as_str()));
        let mut seen: BTreeMap<&LinkId, ()> = BTreeMap::new();
        for (index, group) in draft.groups.iter().enumerate() {
            let at = KeyPath::entry("groups", index);
            for (position, item) in group.items.iter().enumerate() {
                let at = at.key("items").at(position);
                if !self.items.contains_key(item.as_str()) {
                    self.unknown_item(at, item.as_str());
                } else if seen.insert(item, ()).is_some() {
                    self.report(at, ProblemKind::ItemTwice(item.to_string()));
                }
            }
            self.group(&at, group);
        }
    }

    fn group(&mut self, at: &KeyPath, group: &Group) {
        if group.items.is_empty() {
            self.report(at.key("items"), ProblemKind::Empty("item"));
        }
        if group.tallied && self.set_names(group).len() > 1 {
            self.report(at.key("items"), ProblemKind::MixedOptionSets(group.id.to_string()));
        }
        let sensitive = |id: &LinkId| self.items.get(id.as_str()).is_some_and(|item| item.sensitive);
        if group.note.is_none() && group.items.iter().any(sensitive) {
            self.report(at.key("items"), ProblemKind::NoteMissing(group.id.to_string()));
        }
    }

    /// Returns the names of the option sets that the known items of the group use, each once.
    fn set_names(&self, group: &Group) -> BTreeSet<&'a str> {
        group
            .items
            .iter()
            .filter_map(|id| self.items.get(id.as_str()))
            .map(|item| item.options.as_str())
            .collect()
    }

    fn texts(&mut self) {
        let draft = self.draft;
        for (index, section) in draft.sections.iter().enumerate() {
            let at = KeyPath::entry("sections", index);
            self.cited(&at, section.facts.iter().map(FactId::as_str));
            if let Some(rule) = &section.show {
                self.rule(&at.key("show"), rule, 0);
                self.behind(&at, rule, &section.facts);
                if section.names_condition && *rule != Rule::Always {
                    self.report(at.key("show"), ProblemKind::ConditionBehindAnswer);
                }
            }
        }
        for (index, guidance) in draft.guidance.iter().enumerate() {
            let at = KeyPath::entry("guidance", index);
            self.cited(&at, guidance.facts.iter().map(FactId::as_str));
            self.rule(&at.key("show"), &guidance.show, 0);
            self.behind(&at, &guidance.show, &guidance.facts);
        }
    }

    /// Reports facts that are only for reading, if the text that cites them depends on answers.
    fn behind(&mut self, at: &KeyPath, rule: &Rule, facts: &[FactId]) {
        for (index, fact) in facts.iter().enumerate() {
            if *rule != Rule::Always && self.reading.contains(fact.as_str()) {
                self.report(at.key("facts").at(index), ProblemKind::ReadingBehindAnswer(fact.to_string()));
            }
        }
    }

    fn rule(&mut self, at: &KeyPath, rule: &Rule, depth: usize) {
        match rule {
            Rule::Always => {}
            Rule::AtLeast(item, option) => self.item_rule(at, item, option, true),
            Rule::Is(item, option) => self.item_rule(at, item, option, false),
            Rule::Group { group, at_least, count } => self.group_rule(at, group.as_str(), at_least, *count),
            Rule::Any(rules) => self.rules(&at.key("any"), rules, depth),
            Rule::All(rules) => self.rules(&at.key("all"), rules, depth),
        }
    }

    fn rules(&mut self, at: &KeyPath, rules: &[Rule], depth: usize) {
        if depth >= MAX_DEPTH {
            self.report(at.clone(), ProblemKind::TooDeep);
            return;
        }
        if rules.is_empty() {
            self.report(at.clone(), ProblemKind::Empty("rule"));
        }
        for (index, rule) in rules.iter().enumerate() {
            self.rule(&at.at(index), rule, depth + 1);
        }
    }

    fn item_rule(&mut self, at: &KeyPath, item: &LinkId, option: &OptionCode, needs_order: bool) {
        let Some(found) = self.items.get(item.as_str()) else {
            return self.unknown_item(at.key("item"), item.as_str());
        };
        // An item whose set does not exist was reported with the items.
        let Some(set) = self.sets.get(found.options.as_str()).copied() else { return };
        let key = if needs_order { "at_least" } else { "is" };
        if set.ordered != needs_order {
            let id = set.id.to_string();
            let kind =
                if needs_order { ProblemKind::AtLeastOnUnordered(id) } else { ProblemKind::IsOnOrdered(id) };
            self.report(at.key(key), kind);
        }
        self.option(at.key(key), set, option);
    }

    fn group_rule(&mut self, at: &KeyPath, group: &str, option: &OptionCode, count: usize) {
        let Some(found) = self.groups.get(group).copied() else {
            let known = shown_ids(self.draft.groups.iter().map(|group| group.id.as_str()));
            return self.dangling(at.key("group"), "group", group, known);
        };
        if count == 0 || count > found.items.len() {
            let kind = ProblemKind::CountOutOfRange { count, items: found.items.len() };
            self.report(at.key("count"), kind);
        }
        let names = self.group_sets.get(group);
        // With several sets there is no one order to which the option could belong.
        if names.is_some_and(|names| names.len() > 1) {
            return self.report(at.key("group"), ProblemKind::MixedOptionSets(group.to_owned()));
        }
        let name = names.and_then(BTreeSet::first);
        match name.and_then(|name| self.sets.get(name)).copied() {
            None => {}
            Some(set) if !set.ordered => {
                self.report(at.key("at_least"), ProblemKind::AtLeastOnUnordered(set.id.to_string()));
            }
            Some(set) => self.option(at.key("at_least"), set, option),
        }
    }

    fn option(&mut self, at: KeyPath, set: &OptionSet, option: &OptionCode) {
        if !self.options.contains(&(set.id.as_str(), option.as_str())) {
            let known = shown_ids(set.options.iter().map(|option| option.id.as_str()));
            self.dangling(at, "option", option.as_str(), known);
        }
    }

    fn section(&mut self, at: KeyPath, id: &str) {
        if !self.sections.contains(id) {
            let known = shown_ids(self.sections.iter().copied());
            self.dangling(at, "section", id, known);
        }
    }

    fn cited(&mut self, at: &KeyPath, facts: impl Iterator<Item = &'a str>) {
        for (index, fact) in facts.enumerate() {
            if !self.facts.contains(fact) {
                let known = shown_ids(self.facts.iter().copied());
                self.dangling(at.key("facts").at(index), "fact", fact, known);
            }
        }
    }

    fn unknown_item(&mut self, at: KeyPath, id: &str) {
        let known = shown_ids(self.draft.items.iter().map(|item| item.id.as_str()));
        self.dangling(at, "item", id, known);
    }

    fn dangling(&mut self, at: KeyPath, what: &'static str, id: &str, known: Vec<String>) {
        self.report(at, ProblemKind::Dangling { what, id: id.to_owned(), known });
    }
}

/// Returns the ids that an advice names.
fn shown_ids<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<String> {
    ids.take(KNOWN_SHOWN + 1)
        .enumerate()
        .map(|(index, id)| if index == KNOWN_SHOWN { "…".to_owned() } else { id.to_owned() })
        .collect()
}
