//! Reads a translation: the texts of a questionnaire by id, and nothing else.
//!
//! A translation has the form of the questionnaire's own file, but only the keys with texts: rules and facts are the
//! same in every language. This module must not judge whether a translation is complete; that takes the questionnaire.

use super::late_faults::named_for_its_language;
use super::questions::label;
use super::tables::{SOURCE, WALKTHROUGH};
use crate::domain::language::languages::{Translated, Translation};
use crate::domain::language::tag::LanguageTag;
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::problem::KeyPath;
use crate::domain::questionnaire::texts::{
    SOURCE as SOURCE_TABLE, TextKey, WALKTHROUGH as WALKTHROUGH_TABLE,
};
use crate::files::toml::diagnostic::{Diagnostic, Diagnostics, quote};
use crate::files::toml::document;
use crate::files::toml::faults::Faults;
use crate::files::toml::tree::{Table, TableSchema};
use std::collections::{BTreeMap, HashMap, HashSet};
use toml::de::DeTable;

/// How a text of an entry is written.
#[derive(Clone, Copy)]
enum TextForm {
    Line,
    Prose,
    Lines,
    Label,
}

/// A list of the file: its name, the shape of its entries, and the forms of their texts.
type List = (&'static str, TableSchema, &'static [(&'static str, TextForm)]);

/// The lists of the file, each entry's shape and the forms of its texts.
const LISTS: [List; 7] = [
    (
        "groups",
        schema("a group of a translation", &["id", "title", "note"]),
        &[("title", TextForm::Line), ("note", TextForm::Prose)],
    ),
    (
        "items",
        schema(
            "an item of a translation",
            &["id", "label", "text", "help", "caution", "prompt", "listen_for", "follow_ups"],
        ),
        &[
            ("label", TextForm::Label),
            ("text", TextForm::Line),
            ("help", TextForm::Line),
            ("caution", TextForm::Line),
            ("prompt", TextForm::Line),
            ("listen_for", TextForm::Line),
            ("follow_ups", TextForm::Lines),
        ],
    ),
    (
        "sections",
        schema("a section of a translation", &["id", "title", "text"]),
        &[("title", TextForm::Line), ("text", TextForm::Prose)],
    ),
    (
        "guidance",
        schema(
            "a situation of guidance of a translation",
            &["id", "title", "text", "next_step", "ask", "ask_first", "not_alone"],
        ),
        &[
            ("title", TextForm::Line),
            ("text", TextForm::Prose),
            ("next_step", TextForm::Prose),
            ("ask", TextForm::Lines),
            ("ask_first", TextForm::Line),
            ("not_alone", TextForm::Line),
        ],
    ),
    (
        "support",
        schema("a support line of a translation", &["id", "name", "for_whom", "ways", "hours"]),
        &[
            ("name", TextForm::Line),
            ("for_whom", TextForm::Line),
            ("ways", TextForm::Lines),
            ("hours", TextForm::Line),
        ],
    ),
    (
        "terms",
        schema("a term of a translation", &["id", "term", "meaning"]),
        &[("term", TextForm::Line), ("meaning", TextForm::Prose)],
    ),
    (
        "facts",
        schema("a fact of a translation", &["id", "gist", "note"]),
        &[("gist", TextForm::Prose), ("note", TextForm::Prose)],
    ),
];

/// Added to the names of tables in messages, so that an author understands why a rule does not belong here.
const OF_A_TRANSLATION: &str = " of a translation";

const TOP: TableSchema = schema(
    "the file",
    &[
        "questionnaire",
        "version",
        "language",
        "reviewed_by",
        "title",
        "description",
        "support_note",
        "source",
        "walkthrough",
        "option_sets",
        "groups",
        "items",
        "sections",
        "guidance",
        "support",
        "terms",
        "facts",
    ],
);

const fn schema(what: &'static str, keys: &'static [&'static str]) -> TableSchema {
    TableSchema { what, keys }
}

/// A translation as it stands in its file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TranslationFile {
    /// The id of the questionnaire whose texts these are.
    pub questionnaire: String,
    /// The version of it that was translated.
    pub version: String,
    /// The texts.
    pub translation: Translation,
    /// Where each text stands.
    pub(in crate::files) places: BTreeMap<TextKey, KeyPath>,
    /// Where each entry of a list stands, by its table and its id.
    pub(in crate::files) entries: BTreeMap<(&'static str, String), KeyPath>,
}

impl TranslationFile {
    /// Verifies that a file in a folder `translations` has the name of its language. The program finds it by that name.
    ///
    /// # Errors
    /// If it is called otherwise.
    pub fn is_named_for_its_language(&self, name: &str, text: &str) -> Result<(), Diagnostics> {
        named_for_its_language((name, text), "translations", &self.translation.language, &KeyPath::default())
    }

    /// Puts the texts in the place of the questionnaire's own.
    ///
    /// # Errors
    /// If they are the texts of another questionnaire.
    pub fn apply(&self, name: &str, questionnaire: &Questionnaire) -> Result<Translated, Diagnostics> {
        let (wanted, found) = (&questionnaire.parts().id, &self.questionnaire);
        if wanted == found {
            return Ok(self.translation.apply(questionnaire));
        }
        let message =
            format!("These are the texts of the questionnaire {}, not of {}.", quote(found), quote(wanted));
        let advice = "Correct \"questionnaire\", or name the questionnaire that they belong to. Where two share a \
                      folder, call a translation after the questionnaire and the language: NAME.es.toml for NAME.toml.";
        Err(Diagnostic::of_file(name, message, advice).into())
    }
}

/// The texts that have been read so far, with their places.
type Texts = Vec<(TextKey, String, KeyPath)>;

/// Reads a translation.
///
/// # Errors
/// Every problem of the file in the order of its lines. If it is not TOML, only what keeps it from being TOML.
pub fn parse(name: &str, text: &str) -> Result<TranslationFile, Diagnostics> {
    let root = document::parse(text).map_err(|faults| faults.into_diagnostics(name, text))?;
    let mut faults = Faults::default();
    let file = read(&mut Table::top(text, root.get_ref(), TOP, &mut faults));
    faults.report_strays(text);
    match file {
        Some(file) if faults.is_empty() => Ok(file),
        _ => Err(faults.into_diagnostics(name, text)),
    }
}

/// Says whether a file with this at its top is a translation: only a translation has the key `questionnaire`.
#[must_use]
pub(crate) fn is_this(root: &DeTable<'_>) -> bool {
    root.contains_key("questionnaire")
}

fn read(top: &mut Table<'_, '_>) -> Option<TranslationFile> {
    let (questionnaire, version) = (top.line("questionnaire"), top.line("version"));
    let language = read_language(top);
    let reviewed_by = top.maybe_lines("reviewed_by");
    let mut texts = top_texts(top);
    texts.extend(top.maybe_table(SOURCE_TABLE, SOURCE, source).unwrap_or_default());
    texts.extend(top.maybe_table(WALKTHROUGH_TABLE, WALKTHROUGH, walkthrough).unwrap_or_default());
    let mut read = option_sets(top);
    for (table, schema, forms) in LISTS {
        let entries = top.maybe_tables(table, schema, |entry| entry_texts(entry, table, forms));
        unique(top, schema.what, entries.iter().map(|entry| (entry.span.clone(), entry.id.as_str())));
        read.extend(entries);
    }
    let entries = read.iter().map(|entry| ((entry.table, entry.id.clone()), entry.at.clone())).collect();
    texts.extend(read.into_iter().flat_map(|entry| entry.texts));
    let places = texts.iter().map(|(key, _, at)| (key.clone(), at.clone())).collect();
    let texts: HashMap<TextKey, String> = texts.into_iter().map(|(key, text, _)| (key, text)).collect();
    let translation = Translation { language: language?, reviewed_by, texts };
    Some(TranslationFile { questionnaire, version, translation, places, entries })
}

fn read_language(top: &mut Table<'_, '_>) -> Option<LanguageTag> {
    let written = top.line("language");
    let tag = LanguageTag::parse(&written);
    if tag.is_none() && !written.is_empty() {
        let message = format!("{} is not a language tag.", quote(&written));
        top.faults.report(top.span_of("language"), message, "Write a tag as \"es\" or \"pt-BR\".");
    }
    tag
}

/// Returns the texts at the top of the file, before all lists.
fn top_texts(top: &mut Table<'_, '_>) -> Texts {
    let title = top.maybe_line("title").map(|text| ("title", text));
    let description = top.maybe_prose("description").map(|text| ("description", text));
    let note = top.maybe_line("support_note").map(|text| ("support_note", text));
    let of = |(key, text)| (TextKey::of("", "", key), text, KeyPath::default().key(key));
    [title, description, note].into_iter().flatten().map(of).collect()
}

/// Returns what is said of the source.
fn source(table: &mut Table<'_, '_>) -> Texts {
    let of = |key, table: &mut Table<'_, '_>| {
        let at = table.path().key(key);
        let text = if key == "note" { table.maybe_prose(key) } else { table.maybe_line(key) };
        text.map(|text| (TextKey::of(SOURCE_TABLE, "", key), text, at))
    };
    SOURCE.keys.iter().filter_map(|key| of(key, table)).collect()
}

/// Returns what a counselor says in a walkthrough.
fn walkthrough(table: &mut Table<'_, '_>) -> Texts {
    let of = |key, table: &mut Table<'_, '_>| {
        let at = table.path().key(key);
        table.maybe_prose(key).map(|text| (TextKey::of(WALKTHROUGH_TABLE, "", key), text, at))
    };
    WALKTHROUGH.keys.iter().filter_map(|key| of(key, table)).collect()
}

/// An entry of a list.
struct TranslationEntry {
    table: &'static str,
    id: String,
    /// Where its id stands.
    span: Option<std::ops::Range<usize>>,
    at: KeyPath,
    texts: Texts,
}

/// Returns one entry with its texts.
fn entry_texts(
    entry: &mut Table<'_, '_>,
    table: &'static str,
    forms: &[(&'static str, TextForm)],
) -> TranslationEntry {
    let id = entry.line("id");
    let mut texts = Texts::new();
    for (key, form) in forms {
        let at = entry.path().key(key);
        let of = |text| (TextKey::of(table, &id, key), text, at.clone());
        match form {
            TextForm::Line => texts.extend(entry.maybe_line(key).map(of)),
            TextForm::Prose => texts.extend(entry.maybe_prose(key).map(of)),
            TextForm::Label if entry.has(key) => texts.push(of(label(entry))),
            TextForm::Label => {}
            TextForm::Lines => {
                let lines = entry.maybe_lines(key).into_iter().enumerate();
                texts.extend(lines.map(|(index, text)| {
                    (TextKey { index: Some(index), ..TextKey::of(table, &id, key) }, text, at.at(index))
                }));
            }
        }
    }
    TranslationEntry { table, id, span: entry.span_of("id"), at: entry.path().clone(), texts }
}

/// Returns the option sets with the texts of their options.
fn option_sets(top: &mut Table<'_, '_>) -> Vec<TranslationEntry> {
    let (set, option) = (
        schema("an option set of a translation", &["id", "options"]),
        schema("an option of a translation", &["id", "text"]),
    );
    let sets = top.maybe_tables("option_sets", set, |entry| {
        let id = entry.line("id");
        let options = entry.maybe_tables("options", option, |option| {
            let at = option.path().key("text");
            (option.span_of("id"), option.line("id"), option.maybe_line("text"), at)
        });
        unique(entry, "an option", options.iter().map(|(span, part, ..)| (span.clone(), part.as_str())));
        let text = |(_, part, text, at): (_, String, Option<String>, KeyPath)| {
            let key = TextKey { part: Some(part), ..TextKey::of("option_sets", &id, "text") };
            text.map(|text| (key, text, at))
        };
        let texts: Texts = options.into_iter().filter_map(text).collect();
        TranslationEntry {
            table: "option_sets",
            id,
            span: entry.span_of("id"),
            at: entry.path().clone(),
            texts,
        }
    });
    unique(top, "an option set", sets.iter().map(|set| (set.span.clone(), set.id.as_str())));
    sets
}

/// Reports ids that occur twice in one list.
fn unique<'i>(
    table: &mut Table<'_, '_>,
    what: &str,
    ids: impl Iterator<Item = (Option<std::ops::Range<usize>>, &'i str)>,
) {
    let what = what.trim_end_matches(OF_A_TRANSLATION);
    let what = what.split_once(' ').map_or(what, |(_, noun)| noun);
    let mut seen = HashSet::new();
    for (span, id) in ids.filter(|(_, id)| !id.is_empty()) {
        if !seen.insert(id) {
            let message = format!("Another {what} has the id {} already.", quote(id));
            table.faults.report(span, message, "Remove one of the two.");
        }
    }
}
