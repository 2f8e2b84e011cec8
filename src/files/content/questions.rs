//! Reads a questionnaire file in three steps: TOML with places, a `Draft`, and a checked `Questionnaire`.
//!
//! It reports every problem at once, each with its line. It must not repair or guess: a file with a problem gives no
//! questionnaire. It must not hold a sentence that a person who answers would see; those are content.

use super::avoided::avoided;
use super::meant_ids::near;
use super::rules::{maybe_rule, needed_rule};
use super::tables::{
    FACT, GROUP, GUIDANCE, ITEM, OPTION, OPTION_SET, SECTION, SOURCE, SUPPORT, TERM, TOP, WAIVER, WALKTHROUGH,
};
use super::waiver_places;
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::draft::{
    AnswerOption, Draft, Fact, FactStatus, Group, Guidance, Item, OptionSet, Section, SupportKind,
    SupportLine, Term, Waiver,
};
use crate::domain::questionnaire::front_matter::{SpokenWords, TextSource};
use crate::domain::questionnaire::problem::{Problem, ProblemKind};
use crate::files::toml::codes;
use crate::files::toml::diagnostic::{Diagnostic, Diagnostics};
use crate::files::toml::document;
use crate::files::toml::faults::{Faults, Gaps};
use crate::files::toml::lint::Lint;
use crate::files::toml::tree::Table;
use crate::files::toml::values::span_at;
use std::collections::HashSet;
use toml::de::DeTable;
use unicode_width::UnicodeWidthStr;

/// The widest label of an item, in display columns.
const LABEL_WIDTH: usize = 28;

/// Reads a questionnaire.
///
/// # Errors
/// Every problem of the file in the order of its lines. If it is not TOML, only what keeps it from being TOML.
pub fn parse(name: &str, text: &str) -> Result<Questionnaire, Diagnostics> {
    if let Some(other) = something_else(name, text) {
        return Err(other.into());
    }
    let root = document::parse(text).map_err(|faults| faults.into_diagnostics(name, text))?;
    let mut faults = Faults::default();
    let draft = read_draft(&mut Table::top(text, root.get_ref(), TOP, &mut faults));
    misplaced(&draft, root.get_ref(), &mut faults);
    if faults.is_full() {
        return Err(faults.into_diagnostics(name, text));
    }
    let checked = Questionnaire::new(draft).map_err(|problems| report(problems, root.get_ref(), &mut faults));
    faults.report_strays(text);
    match checked {
        Ok(questionnaire) if faults.is_empty() => Ok(questionnaire),
        _ => Err(faults.into_diagnostics(name, text)),
    }
}

/// Returns the id of a questionnaire, be it one with faults.
#[must_use]
pub(crate) fn id_of(text: &str) -> Option<String> {
    let (root, _) = DeTable::parse_recoverable(text);
    root.get_ref().get("id")?.get_ref().as_str().map(str::to_owned)
}

/// Returns a fault if the beginning of a file shows that it is no questionnaire at all.
fn something_else(name: &str, text: &str) -> Option<Diagnostic> {
    if text.trim().is_empty() {
        let advice = "Begin with the built-in one: stillpoint questionnaire --format toml.";
        return Some(Diagnostic::of_file(name, "The file is empty.", advice));
    }
    // No TOML begins with a brace, but a file of answers does. The parser would show lines of it, which are private.
    let advice = "A questionnaire is written in TOML. For the results of a file of answers, run: \
                  stillpoint report ANSWERS.";
    let message = "This looks like JSON, not like a questionnaire.";
    text.trim_start().starts_with('{').then(|| Diagnostic::of_file(name, message, advice))
}

/// Reports the problems of the draft. It leaves out problems that only follow from another one, or from a value that
/// could not be read: the author would look for a fault that is not there.
fn report(problems: Vec<Problem>, root: &DeTable<'_>, faults: &mut Faults) {
    let gaps = faults.gaps();
    let unread = !faults.is_empty();
    let sets_known =
        !problems.iter().any(|it| matches!(it.kind, ProblemKind::Dangling { what: "option set", .. }));
    let mut mixed = HashSet::new();
    for Problem { at, kind } in problems {
        let follows = match &kind {
            // Each rule that counts over the group has this problem; one report is enough.
            ProblemKind::MixedOptionSets(group) => !sets_known || !mixed.insert(group.clone()),
            _ => false,
        };
        if !follows && !(unread && (faults.is_unread(&at) || is_from_gap(&kind, &gaps))) {
            let advice = format!("{}{}", near(&kind, root, faults.count()), kind.advice());
            faults.report(span_at(root, &at), kind.to_string(), advice);
        }
    }
}

/// Reports waivers of a place that does not exist, unless the place could not be read.
fn misplaced(draft: &Draft, root: &DeTable<'_>, faults: &mut Faults) {
    let gaps = faults.gaps();
    for (at, misplaced) in waiver_places::misplaced(draft) {
        if !faults.is_unread(&at) && !misplaced.table.is_some_and(|table| gaps.has(table, "id")) {
            faults.report(span_at(root, &at), misplaced.message, misplaced.advice);
        }
    }
}

/// Says whether a problem may be there only because another part of the file could not be read.
fn is_from_gap(kind: &ProblemKind, gaps: &Gaps) -> bool {
    match kind {
        ProblemKind::Dangling { what, .. } => match *what {
            "item" => gaps.has("items", "id"),
            "group" => gaps.has("groups", "id"),
            "option set" => gaps.has("option_sets", "id"),
            "option" => gaps.has("option_sets", "options"),
            "section" => gaps.has("sections", "id"),
            "fact" => gaps.has("facts", "id"),
            _ => false,
        },
        ProblemKind::ItemInNoGroup(_) | ProblemKind::CountOutOfRange { .. } => gaps.has("groups", "items"),
        ProblemKind::NoteMissing(_) => gaps.has("groups", "note"),
        ProblemKind::MixedOptionSets(_) => gaps.has("items", "options") || gaps.has("items", "id"),
        ProblemKind::AtLeastOnUnordered(_) | ProblemKind::IsOnOrdered(_) => {
            gaps.has("option_sets", "ordered")
        }
        _ => false,
    }
}

fn read_draft(table: &mut Table<'_, '_>) -> Draft {
    Draft {
        id: table.line("id"),
        version: table.line("version"),
        language: language(table),
        title: table.maybe_line("title"),
        description: table.maybe_prose("description"),
        source: table.maybe_table("source", SOURCE, source).unwrap_or_default(),
        support_note: table.maybe_line("support_note"),
        support_checked_by: table.maybe_lines("support_checked_by"),
        date: table.maybe_date("date"),
        publisher: table.maybe_line("publisher"),
        copyright: table.maybe_line("copyright"),
        walkthrough: table.maybe_table("walkthrough", WALKTHROUGH, spoken_words).unwrap_or_default(),
        reviewed_by: table.maybe_lines("reviewed_by"),
        option_sets: table.tables("option_sets", OPTION_SET, option_set),
        groups: table.tables("groups", GROUP, group),
        items: table.tables("items", ITEM, item),
        sections: table.maybe_tables("sections", SECTION, section),
        guidance: table.tables("guidance", GUIDANCE, guidance),
        support: table.maybe_tables("support", SUPPORT, support),
        terms: table.maybe_tables("terms", TERM, term),
        facts: table.maybe_tables("facts", FACT, fact),
        waivers: table.maybe_tables("waivers", WAIVER, waiver),
        avoided: avoided(table),
    }
}

/// Reads what the texts are drawn from.
fn source(table: &mut Table<'_, '_>) -> TextSource {
    TextSource {
        name: table.maybe_line("name"),
        kind: table.maybe_line("kind"),
        called: table.maybe_line("called"),
        note: table.maybe_prose("note"),
    }
}

/// Reads what a counselor says in a walkthrough.
fn spoken_words(table: &mut Table<'_, '_>) -> SpokenWords {
    SpokenWords {
        opening: table.maybe_prose("opening"),
        consent: table.maybe_prose("consent"),
        closing: table.maybe_prose("closing"),
    }
}

fn option_set(table: &mut Table<'_, '_>) -> OptionSet {
    OptionSet {
        id: id(table),
        ordered: table.flag("ordered"),
        options: table
            .tables("options", OPTION, |table| AnswerOption { id: id(table), text: table.line("text") }),
    }
}

fn group(table: &mut Table<'_, '_>) -> Group {
    Group {
        id: id(table),
        title: table.line("title"),
        tallied: table.flag("tallied"),
        items: ids(&table.lines("items")),
        note: table.maybe_prose("note"),
    }
}

fn item(table: &mut Table<'_, '_>) -> Item {
    Item {
        id: id(table),
        label: label(table),
        text: table.line("text"),
        help: table.maybe_line("help"),
        caution: table.maybe_line("caution"),
        options: table.line("options").as_str().into(),
        facts: ids(&table.maybe_lines("facts")),
        sensitive: table.maybe_flag("sensitive"),
        prompt: table.maybe_line("prompt"),
        listen_for: table.maybe_line("listen_for"),
        follow_ups: table.maybe_lines("follow_ups"),
        guard: table.maybe_line("guard").map(|id| id.as_str().into()),
    }
}

fn section(table: &mut Table<'_, '_>) -> Section {
    Section {
        id: id(table),
        title: table.line("title"),
        text: table.prose("text"),
        facts: ids(&table.maybe_lines("facts")),
        show: maybe_rule(table, "show"),
        names_condition: table.maybe_flag("names_condition"),
    }
}

fn guidance(table: &mut Table<'_, '_>) -> Guidance {
    Guidance {
        id: id(table),
        title: table.line("title"),
        text: table.prose("text"),
        next_step: table.prose("next_step"),
        ask: table.maybe_lines("ask"),
        ask_first: table.maybe_line("ask_first"),
        not_alone: table.maybe_line("not_alone"),
        facts: ids(&table.maybe_lines("facts")),
        show: needed_rule(table, "show"),
    }
}

fn support(table: &mut Table<'_, '_>) -> SupportLine {
    let line = SupportLine {
        id: table.maybe_line("id").map(|id| id.as_str().into()),
        region: region(table),
        also: further_regions(table),
        kind: table.word("kind", &SupportKind::ALL).unwrap_or(SupportKind::Crisis),
        name: table.line("name"),
        for_whom: table.maybe_line("for_whom"),
        ways: table.lines("ways"),
        hours: table.line("hours"),
        checked: table.date("checked"),
        checked_at: table.maybe_line("checked_at").unwrap_or_default(),
    };
    if line.ways.is_empty() && !table.faults.is_unread(&table.path().key("ways")) {
        let message = "This support line has no entry in \"ways\".";
        table.faults.report(table.span_of("ways"), message, "Add at least one, or remove the line.");
    }
    line
}

fn term(table: &mut Table<'_, '_>) -> Term {
    Term { id: id(table), term: table.line("term"), meaning: table.prose("meaning") }
}

fn fact(table: &mut Table<'_, '_>) -> Fact {
    Fact {
        id: id(table),
        gist: table.prose("gist"),
        status: table.word("status", &FactStatus::ALL).unwrap_or(FactStatus::Clear),
        note: table.maybe_prose("note"),
        waived: table.maybe_prose("waived"),
        reading_only: table.maybe_flag("reading_only"),
    }
}

fn waiver(table: &mut Table<'_, '_>) -> Waiver {
    let names: Vec<(&str, Lint)> = Lint::ALL.iter().map(|lint| (lint.name(), *lint)).collect();
    let lint = table.word("lint", &names).unwrap_or(Lint::AvoidedPhrase);
    if let Some(instead) = waiver_places::instead_of(lint) {
        let message = format!("\"{lint}\" is not waived here.");
        table.faults.report(table.span_of("lint"), message, instead);
    }
    Waiver { lint: lint.name().to_owned(), at: table.line("at"), reason: table.line("reason") }
}

fn id<T: for<'s> From<&'s str>>(table: &mut Table<'_, '_>) -> T {
    table.line("id").as_str().into()
}

fn ids<T: for<'s> From<&'s str>>(texts: &[String]) -> Vec<T> {
    texts.iter().map(|text| text.as_str().into()).collect()
}

/// Reads a label that fits into lists.
pub(super) fn label(table: &mut Table<'_, '_>) -> String {
    let label = table.line("label");
    let width = label.width();
    if width > LABEL_WIDTH {
        let message = format!("The label is {width} columns wide; lists have room for {LABEL_WIDTH}.");
        table.faults.report(table.span_of("label"), message, "Find a shorter one.");
    }
    label
}

/// Reads a language tag.
fn language(table: &mut Table<'_, '_>) -> String {
    let tag = table.line("language");
    if !tag.is_empty() {
        codes::language(table, "language", None, &tag);
    }
    tag
}

/// Reads a region: a country, a part of one, or `001` for anywhere.
fn region(table: &mut Table<'_, '_>) -> String {
    let region = table.line("region");
    if !region.is_empty() {
        codes::region(table, "region", None, &region);
    }
    region
}

/// Reads the further regions of a support line. One that cannot be read is empty, and was reported.
fn further_regions(table: &mut Table<'_, '_>) -> Vec<String> {
    let also = table.maybe_lines("also");
    for (index, region) in also.iter().enumerate().filter(|(_, region)| !region.is_empty()) {
        codes::region(table, "also", Some(index), region);
    }
    also
}
