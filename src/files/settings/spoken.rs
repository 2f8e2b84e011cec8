//! Finds texts of a site in a language that nobody is offered, and languages on offer in which a text is not written.
//!
//! It looks only at texts that are written by language: any other holds for all of them.

use crate::domain::language::tag::LanguageTag;
use crate::files::toml::faults::Faults;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The keys of the top, of a support line and of the walkthrough, whose texts people read or hear.
const OF_SITE: [&str; 3] = ["clinic", "desk", "risk_protocol"];
const OF_LINE: [&str; 4] = ["name", "for_whom", "ways", "hours"];
const OF_WALKTHROUGH: [&str; 3] = ["opening", "consent", "closing"];

/// Reports both; `offered` are the languages on offer and `there` those that the questionnaire has.
pub(super) fn look(root: &DeTable<'_>, offered: &[LanguageTag], there: &[LanguageTag], faults: &mut Faults) {
    let lines = root.get("support").and_then(|lines| lines.get_ref().as_array()).into_iter().flatten();
    let lines = lines.filter_map(|line| line.get_ref().as_table());
    let of_lines = lines.flat_map(|line| texts(line, &OF_LINE));
    let walkthrough = root.get("counselor").and_then(|table| table.get_ref().as_table());
    let of_walkthrough = walkthrough.into_iter().flat_map(|table| texts(table, &OF_WALKTHROUGH));
    for (key, value) in texts(root, &OF_SITE).into_iter().chain(of_lines).chain(of_walkthrough) {
        if let DeValue::Table(entries) = value.get_ref() {
            unread(key, entries, there, faults);
            unwritten(key, (value, entries), offered, faults);
        }
    }
}

/// Returns the texts of a table under these keys, the entries of a list one by one.
fn texts<'a>(table: &'a DeTable<'a>, keys: &[&'static str]) -> Vec<(&'static str, &'a Spanned<DeValue<'a>>)> {
    let values = keys.iter().filter_map(|key| Some((*key, table.get(*key)?)));
    let each = |(key, value): (&'static str, &'a Spanned<DeValue<'a>>)| {
        let entries: Vec<_> = value.get_ref().as_array().map_or(vec![value], |list| list.iter().collect());
        entries.into_iter().map(move |entry| (key, entry))
    };
    values.flat_map(each).collect()
}

fn unread(key: &str, entries: &DeTable<'_>, there: &[LanguageTag], faults: &mut Faults) {
    for tag in entries.keys() {
        let Some(language) = LanguageTag::parse(tag.get_ref()) else { continue };
        if !there.iter().any(|spoken| spoken.fallbacks().any(|tag| tag == language)) {
            let message = format!(
                "Nobody reads this \"{key}\": the questionnaire in use is not written in {language}."
            );
            faults.report(Some(tag.span()), message, format!("It is written in: {}.", listed(there)));
        }
    }
}

fn unwritten(
    key: &str,
    (value, entries): (&Spanned<DeValue<'_>>, &DeTable<'_>),
    offered: &[LanguageTag],
    faults: &mut Faults,
) {
    let first = entries.keys().min_by_key(|tag| tag.span().start);
    let Some(first) = first.and_then(|tag| LanguageTag::parse(tag.get_ref())) else { return };
    let written: Vec<_> = entries.keys().filter_map(|tag| LanguageTag::parse(tag.get_ref())).collect();
    let without: Vec<_> = offered.iter().filter(|tag| tag.among(&written).is_none()).cloned().collect();
    if !without.is_empty() {
        let message =
            format!("\"{key}\" is not written in {}; the text in {first} is shown there.", listed(&without));
        let advice =
            "Write it in each language that is offered, or put one text for all of them in quotation marks.";
        faults.report(Some(value.span()), message, advice);
    }
}

fn listed(tags: &[LanguageTag]) -> String {
    tags.iter().map(LanguageTag::as_str).collect::<Vec<_>>().join(", ")
}
