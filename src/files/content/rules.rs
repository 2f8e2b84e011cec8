//! Reads the rules that say which text is shown for which answers.
//!
//! The grammar is that of [`crate::domain::questionnaire::rules`]. This module must not check whether the names in a rule
//! exist: the questionnaire does that once all of it is read.

use crate::domain::questionnaire::rules::{MAX_DEPTH, Rule};
use crate::files::toml::tree::{Table, TableSchema};

/// The keys of a rule, of whatever kind.
const RULE: TableSchema = TableSchema {
    what: "a rule",
    keys: &["always", "item", "group", "any", "all", "at_least", "is", "count"],
};

/// The kinds of rules: the key by which a kind is known, and the other keys that it may have.
const KINDS: [(&str, &[&str]); 5] = [
    ("always", &[]),
    ("item", &["at_least", "is"]),
    ("group", &["at_least", "count"]),
    ("any", &[]),
    ("all", &[]),
];

/// How a rule may look, for advice.
const FORMS: &str = "Write { always = true }, { item = \"…\", at_least = \"…\" }, { item = \"…\", is = \"…\" }, \
                     { group = \"…\", at_least = \"…\", count = 1 }, { any = [ … ] } or { all = [ … ] }.";

/// Reads a rule that may be left out. A rule that cannot be read becomes "always" and is remembered as unread, so that no
/// problem is reported that only follows from it.
pub(super) fn maybe_rule(table: &mut Table<'_, '_>, key: &'static str) -> Option<Rule> {
    if is_text(table, key) {
        return Some(Rule::Always);
    }
    table.maybe_table(key, RULE, |table| rule(table, 0))
}

/// Reads a rule that must be there.
pub(super) fn needed_rule(table: &mut Table<'_, '_>, key: &'static str) -> Rule {
    if is_text(table, key) {
        return Rule::Always;
    }
    table
        .table(key, RULE, "show = { always = true }, or another rule.", |table| rule(table, 0))
        .unwrap_or(Rule::Always)
}

/// Says whether a text stands in the place of a rule, such as "always", and reports that.
fn is_text(table: &mut Table<'_, '_>, key: &'static str) -> bool {
    let is_text = table.get(key).is_some_and(|value| value.get_ref().is_str());
    if is_text {
        table.faults.report(table.span_of(key), "A rule is a text, but a table belongs here.", FORMS);
        table.faults.unread(table.path().key(key));
    }
    is_text
}

fn rule(table: &mut Table<'_, '_>, depth: usize) -> Rule {
    let read = kind(table).and_then(|kind| match kind {
        "always" => always(table),
        "item" => item(table),
        "group" => group(table),
        key => Some(combined(table, key, depth)),
    });
    read.unwrap_or_else(|| {
        table.faults.unread(table.path().clone());
        Rule::Always
    })
}

/// Returns the key by which the kind of the rule is known, if there is exactly one and no key of another kind beside it.
fn kind(table: &mut Table<'_, '_>) -> Option<&'static str> {
    let present: Vec<_> = KINDS.iter().filter(|(key, _)| table.has(key)).collect();
    let (kind, companions) = match present.as_slice() {
        [only] => **only,
        [] if table.is_strange() => return None,
        [] => {
            table.faults.report(table.span(), "This rule does not say what it is about.", FORMS);
            return None;
        }
        [first, second, ..] => {
            let message = format!("A rule cannot have both \"{}\" and \"{}\".", first.0, second.0);
            let advice = "Join two rules with any = [ … ] or all = [ … ].";
            table.faults.report(table.span_of(second.0), message, advice);
            return None;
        }
    };
    for key in ["at_least", "is", "count"] {
        if table.has(key) && !companions.contains(&key) {
            let message = format!("\"{key}\" does not go with \"{kind}\" in a rule.");
            table.faults.report(table.span_of(key), message, FORMS);
            return None;
        }
    }
    Some(kind)
}

fn always(table: &mut Table<'_, '_>) -> Option<Rule> {
    if table.maybe_flag("always") {
        return Some(Rule::Always);
    }
    if !table.faults.is_unread(&table.path().key("always")) {
        let advice = "Write always = true; to show a text for no answers, leave \"show\" out.";
        table.faults.report(table.span_of("always"), "\"always\" can only be true.", advice);
    }
    None
}

fn item(table: &mut Table<'_, '_>) -> Option<Rule> {
    let item = table.line("item");
    let option = match (table.has("at_least"), table.has("is")) {
        (true, false) => table.line("at_least"),
        (false, true) => table.line("is"),
        (true, true) => {
            let advice = "Keep \"at_least\" for options in an order, \"is\" for others.";
            let message = "A rule cannot have both \"at_least\" and \"is\".";
            table.faults.report(table.span_of("is"), message, advice);
            return None;
        }
        (false, false) => {
            let advice = "Add at_least = \"…\" for options in an order, or is = \"…\" for others.";
            table.faults.report(table.span(), "A rule about an item needs \"at_least\" or \"is\".", advice);
            return None;
        }
    };
    if item.is_empty() || option.is_empty() {
        return None;
    }
    let (item, option) = (item.as_str().into(), option.as_str().into());
    Some(if table.has("is") { Rule::Is(item, option) } else { Rule::AtLeast(item, option) })
}

fn group(table: &mut Table<'_, '_>) -> Option<Rule> {
    let group = table.line("group");
    let at_least = table.line("at_least");
    let count = table.count("count")?;
    let whole = !group.is_empty() && !at_least.is_empty();
    whole.then(|| Rule::Group { group: group.as_str().into(), at_least: at_least.as_str().into(), count })
}

/// Reads `any` or `all`. It does not read rules that are nested too deep, because the questionnaire refuses them anyway.
fn combined(table: &mut Table<'_, '_>, key: &'static str, depth: usize) -> Rule {
    let rules = if depth < MAX_DEPTH {
        table.maybe_tables(key, RULE, |table| rule(table, depth + 1))
    } else {
        Vec::new()
    };
    if key == "all" { Rule::All(rules) } else { Rule::Any(rules) }
}
