//! The forms of language tags and of regions, wherever a file has one.
//!
//! It checks the form, and refuses a code that is known to be another word for a country. It must not judge whether any
//! other language or country exists: lists of them change.

use super::common_codes::{language_meant, region_meant};
use super::diagnostic::quote;
use super::faults::meant;
use super::tree::Table;
use crate::domain::language::tag::LanguageTag;
use crate::domain::questionnaire::region::{WORLD, is_place};

/// Reads a language tag, or reports it; `index` is its place in a list.
pub(in crate::files) fn language(
    table: &mut Table<'_, '_>,
    key: &'static str,
    index: Option<usize>,
    tag: &str,
) -> Option<LanguageTag> {
    let read = LanguageTag::parse(tag);
    if read.is_none() {
        let message = format!("{} is not a language tag.", quote(tag));
        let span = index.map_or_else(|| table.span_of(key), |index| table.span_in(key, index));
        let near = language_meant(tag).map(|tag| meant(tag.as_str())).unwrap_or_default();
        table.faults.report(span, message, format!("{near}Write a tag as \"en\" or \"pt-BR\"."));
    }
    read
}

/// Reads a region that may be left out, under its usual key. It reports only a wrong form: settings with another word for
/// a region, such as `UK`, get advice, for the lines for anywhere are still shown.
pub(in crate::files) fn maybe_region(table: &mut Table<'_, '_>) -> Option<String> {
    let place = table.maybe_line("region")?;
    if !has_form(&place) {
        no_region(table, "region", None, &place);
    }
    Some(place)
}

/// Reports what is no region, and another word for one: its lines would be found by nobody. A region is a country, a part
/// of one, or `001` for anywhere. `index` is its place in a list.
pub(in crate::files) fn region(
    table: &mut Table<'_, '_>,
    key: &'static str,
    index: Option<usize>,
    region: &str,
) {
    if !has_form(region) || region_meant(region).is_some() {
        no_region(table, key, index, region);
    }
}

fn has_form(region: &str) -> bool {
    is_place(region) || region == WORLD
}

fn no_region(table: &mut Table<'_, '_>, key: &'static str, index: Option<usize>, region: &str) {
    let message = format!("{} is not a region.", quote(region));
    let capitals = region.to_uppercase();
    let in_capitals = || Some(capitals.as_str()).filter(|code| *code != region && is_place(code));
    let near = region_meant(region).or_else(in_capitals).map(meant).unwrap_or_default();
    let form = "Write the two capital letters of a country, a part of it as in \"GB-SCT\", \"EU\", or \"001\" for anywhere.";
    let span = index.map_or_else(|| table.span_of(key), |index| table.span_in(key, index));
    table.faults.report(span, message, format!("{near}{form}"));
}
