//! Reads a language file: every sentence of the program in one language.
//!
//! A shipped file has to be complete. A site's own file may leave sentences out: another language replaces them, and
//! `check` reports them. A language file must not hold content of a questionnaire.

use super::builtin;
use super::late_faults::named_for_its_language;
use crate::domain::language::plural::{Category, Forms, PluralRule, PluralRules};
use crate::domain::language::tag::LanguageTag;
use crate::domain::language::wording::{CountWords, Wording, places};
use crate::domain::questionnaire::problem::KeyPath;
use crate::files::toml::diagnostic::{Diagnostics, quote};
use crate::files::toml::document;
use crate::files::toml::faults::Faults;
use crate::files::toml::tree::{Table, TableSchema};
use std::collections::HashMap;
use std::sync::LazyLock;
use toml::de::DeTable;

/// The names of the tables and of the keys above them.
static TABLES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let tables = Wording::KEYS.iter().map(|(table, _)| *table);
    ["reviewed_by", "plural", "count"].into_iter().chain(tables).collect()
});

/// The words for the forms of a number.
static FORMS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| Category::ALL.iter().map(|(word, _)| *word).collect());

/// The places that every counted sentence may have.
const COUNTED: [&str; 2] = ["n", "number"];

/// The form that every counted sentence has.
const OTHER: &str = "other";

/// The English sentences. Other languages may use the places that these have.
static ENGLISH: LazyLock<Option<Wording>> =
    LazyLock::new(|| parse("languages/en.toml", builtin::ENGLISH).ok());

/// A sentence that a site's own file does not have, as `table.key`.
pub type Missing = String;

/// Reads the sentences of one language.
///
/// # Errors
/// Every missing, unknown, empty or unsafe sentence. If it is not TOML, only what keeps it from being TOML.
pub fn parse(name: &str, text: &str) -> Result<Wording, Diagnostics> {
    let mut builder = WordingBuilder::default();
    read_file(name, text, &mut builder)?;
    Ok(builder.into_wording(None))
}

/// Reads the sentences of one language; what is missing is taken from another and listed.
///
/// # Errors
/// As [`parse`], apart from missing sentences.
pub(crate) fn parse_over(
    name: &str,
    text: &str,
    base: &Wording,
) -> Result<(Wording, Vec<Missing>), Diagnostics> {
    let mut builder = WordingBuilder { gaps_allowed: true, ..WordingBuilder::default() };
    read_file(name, text, &mut builder)?;
    let missing = std::mem::take(&mut builder.missing);
    // Sentences in another language than English are a translation, also where that is not written.
    if !tag(text).starts_with("en") {
        builder.reviewed_by.get_or_insert_default();
    }
    Ok((builder.into_wording(Some(base)), missing))
}

/// Returns the tag that a language file gives itself; empty if it gives none.
#[must_use]
pub fn tag(text: &str) -> String {
    let (root, _) = DeTable::parse_recoverable(text);
    let about = root.get_ref().get("about").and_then(|about| about.get_ref().as_table());
    about.and_then(|about| about.get("language")?.get_ref().as_str()).unwrap_or_default().to_owned()
}

/// Verifies that a file in a folder `languages` has the name of its language. The program finds it by that name.
///
/// # Errors
/// If it is called otherwise.
pub(crate) fn is_named_for_its_language(name: &str, text: &str) -> Result<(), Diagnostics> {
    let at = KeyPath::default().key("about");
    LanguageTag::parse(&tag(text))
        .map_or(Ok(()), |tag| named_for_its_language((name, text), "languages", &tag, &at))
}

/// What was read of a file.
#[derive(Default)]
struct WordingBuilder {
    gaps_allowed: bool,
    /// The English sentences, to compare places with; `None` while these are being read themselves.
    english: Option<&'static Wording>,
    missing: Vec<Missing>,
    sentences: HashMap<(&'static str, &'static str), String>,
    forms: HashMap<&'static str, Forms>,
    plural: PluralRules,
    reviewed_by: Option<Vec<String>>,
}

impl WordingBuilder {
    fn into_wording(mut self, base: Option<&Wording>) -> Wording {
        let from_base =
            |table, key| base.map(|base| base.sentence(table, key).to_owned()).unwrap_or_default();
        let forms_of = |key| base.map(|base| base.count.of(key).clone()).unwrap_or_default();
        let mut sentences = std::mem::take(&mut self.sentences);
        let mut forms = std::mem::take(&mut self.forms);
        Wording::fill(
            |table, key| sentences.remove(&(table, key)).unwrap_or_else(|| from_base(table, key)),
            |key| forms.remove(key).unwrap_or_else(|| forms_of(key)),
            self.plural,
            self.reviewed_by,
        )
    }
}

fn read_file(name: &str, text: &str, builder: &mut WordingBuilder) -> Result<(), Diagnostics> {
    let root = document::parse(text).map_err(|faults| faults.into_diagnostics(name, text))?;
    let mut faults = Faults::default();
    builder.english = if text == builtin::ENGLISH { None } else { ENGLISH.as_ref() };
    let schema = TableSchema { what: "the file", keys: &TABLES };
    read_tables(&mut Table::top(text, root.get_ref(), schema, &mut faults), builder);
    faults.report_strays(text);
    if faults.is_empty() { Ok(()) } else { Err(faults.into_diagnostics(name, text)) }
}

fn read_tables(top: &mut Table<'_, '_>, builder: &mut WordingBuilder) {
    builder.reviewed_by = top.has("reviewed_by").then(|| top.maybe_lines("reviewed_by"));
    builder.plural = top
        .maybe_table("plural", TableSchema { what: "this table", keys: &FORMS }, rules)
        .unwrap_or_default();
    for (table, keys) in Wording::KEYS {
        let schema = TableSchema { what: "this table", keys };
        open(top, table, schema, builder, |found, builder| sentences(found, table, keys, builder));
    }
    let schema = TableSchema { what: "this table", keys: CountWords::KEYS };
    open(top, "count", schema, builder, counted);
}

/// Opens a table that must be there, or of which all that is in it is missing.
fn open(
    top: &mut Table<'_, '_>,
    table: &'static str,
    schema: TableSchema,
    builder: &mut WordingBuilder,
    inside: impl FnOnce(&mut Table<'_, '_>, &mut WordingBuilder),
) {
    if builder.gaps_allowed && !top.has(table) {
        builder.missing.extend(schema.keys.iter().map(|key| format!("{table}.{key}")));
        return;
    }
    let example = format!("[{table}] with: {}.", schema.keys.join(", "));
    top.table(table, schema, &example, |found| inside(found, builder));
}

/// Reads one table with all its sentences.
fn sentences(
    found: &mut Table<'_, '_>,
    table: &'static str,
    keys: &'static [&'static str],
    builder: &mut WordingBuilder,
) {
    for key in keys {
        if builder.gaps_allowed && !found.has(key) {
            builder.missing.push(format!("{table}.{key}"));
            continue;
        }
        let sentence = found.prose(key);
        if let Some(english) = builder.english {
            check_places(found, &places(english.sentence(table, key)), key, &sentence);
        }
        builder.sentences.insert((table, key), sentence);
    }
    if table == "about" {
        check_language(found, builder.sentences.get(&("about", "language")));
    }
}

/// Reads the rules for the forms of numbers.
fn rules(table: &mut Table<'_, '_>) -> PluralRules {
    let mut rules = Vec::new();
    for (word, category) in Category::ALL {
        let Some(written) = table.maybe_line(word) else { continue };
        match PluralRule::parse(&written) {
            Some(rule) if word != OTHER => rules.push((category, rule)),
            _ => {
                rules.push((category, PluralRule::default()));
                let message = format!("{} cannot be a rule for \"{word}\".", quote(&written));
                let advice = if word == OTHER {
                    "Remove it: \"other\" is what no rule holds for."
                } else {
                    "Write it as the Unicode CLDR does, such as \"n = 1\" or \"n % 10 = 2..4 and n % 100 != 12..14\"."
                };
                table.faults.report(table.span_of(word), message, advice);
            }
        }
    }
    PluralRules(rules)
}

/// Reads the sentences that change with a number.
fn counted(found: &mut Table<'_, '_>, builder: &mut WordingBuilder) {
    for key in CountWords::KEYS {
        if builder.gaps_allowed && !found.has(key) {
            builder.missing.push(format!("count.{key}"));
            continue;
        }
        let schema = TableSchema { what: "this sentence", keys: &FORMS };
        let example = format!("{key} = {{ other = \"…\" }}.");
        let forms = found.table(key, schema, &example, |found| read_forms(found, key, builder));
        builder.forms.insert(key, forms.unwrap_or_default());
    }
}

/// Reads the forms of one sentence. The file must have exactly those forms for which it has plural rules.
fn read_forms(table: &mut Table<'_, '_>, key: &'static str, builder: &WordingBuilder) -> Forms {
    let english = builder.english.map(|english| english.count.of(key).of(Category::Other));
    let mut forms = Vec::new();
    for (word, category) in Category::ALL {
        let ruled =
            category == Category::Other || builder.plural.0.iter().any(|(known, _)| *known == category);
        if ruled {
            let sentence = table.prose(word);
            if let Some(english) = english {
                let others = places(english).into_iter().filter(|place| !COUNTED.contains(place));
                check_places(table, &COUNTED.into_iter().chain(others).collect::<Vec<_>>(), word, &sentence);
            }
            forms.push((category, sentence));
        } else if table.has(word) {
            let message = format!("There is no rule for the form \"{word}\" in [plural].");
            table.faults.report(table.span_of(word), message, "Write the rule there, or remove this form.");
        }
    }
    Forms(forms)
}

/// Reports places that the English sentence does not have, because the program would not fill them.
fn check_places(table: &mut Table<'_, '_>, known: &[&str], at: &'static str, sentence: &str) {
    for place in places(sentence).into_iter().filter(|place| !known.contains(place)) {
        let message =
            format!("Nothing fills the place {{{}}} of this sentence.", quote(place).trim_matches('"'));
        let advice = match known {
            [] => "Remove it; this sentence has no places.".to_owned(),
            known => format!("The places of this sentence are {{{}}}.", known.join("}, {")),
        };
        table.faults.report(table.span_of(at), message, advice);
    }
}

fn check_language(table: &mut Table<'_, '_>, tag: Option<&String>) {
    if tag.is_some_and(|tag| !tag.is_empty() && LanguageTag::parse(tag).is_none()) {
        let message = "This is not a language tag.";
        table.faults.report(table.span_of("language"), message, "Write a tag as \"en\" or \"pt-BR\".");
    }
}
