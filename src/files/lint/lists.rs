//! The lists that the lints of texts look with: words, patterns and limits, out of `lints/*.toml`.
//!
//! Whoever knows the field can change a list without reading a program; what each is for stands in the files. They are
//! built into the program, and read when the first text of their language is looked at: no session reads them. A fault in
//! them is found by the tests of this module, with its line. This module looks for nothing.

use super::list_entries::Entries;
use super::pattern::Patterns;
use super::wording_rules::WordingRule;
use crate::files::toml::diagnostic::Diagnostics;
use crate::files::toml::faults::Faults;
use crate::files::toml::syntax;
use crate::files::toml::tree::{Table, TableSchema};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The lists of one language.
#[derive(Default)]
pub(super) struct Lists {
    /// Rules against words that give the reader a diagnosis, a degree, or a name that is a condition.
    pub(super) labelling: Vec<WordingRule>,
    /// Rules against words that blame the reader, order them about, or make hard things sound easy.
    pub(super) blame: Vec<WordingRule>,
    /// Rules against words on suicide and self-harm that can do harm.
    pub(super) self_harm: Vec<WordingRule>,
}

/// A list file: its name and its text.
type File = (&'static str, &'static str);

const ENGLISH: File = ("lints/en.toml", include_str!("../../../lints/en.toml"));
const SPANISH: File = ("lints/es.toml", include_str!("../../../lints/es.toml"));

/// The lists of every language that has some. The tests hold their faults; what could be read is used.
static LANGUAGES: [(&str, LazyLock<Lists>); 2] =
    [("en", LazyLock::new(|| read_language(ENGLISH).0)), ("es", LazyLock::new(|| read_language(SPANISH).0))];

/// Returns the lists for the language of a tag, whatever its region or script; `None` if there are none.
pub(super) fn of_language(tag: &str) -> Option<&'static Lists> {
    let (_, lists) = LANGUAGES.iter().find(|(known, _)| *known == primary(tag))?;
    Some(lists)
}

/// Returns the language of a tag, in small letters, without region or script.
pub(super) fn primary(language: &str) -> &str {
    let first = language.split(['-', '_']).next().unwrap_or_default();
    ["en", "es"].into_iter().find(|known| known.eq_ignore_ascii_case(first)).unwrap_or(first)
}

const LANGUAGE: TableSchema = TableSchema {
    what: "the file",
    keys: &["sets", "exceptions", "advice", "labelling", "blame", "self_harm"],
};
const SET: TableSchema = TableSchema { what: "a set", keys: &["id", "words"] };
const EXCEPTIONS: TableSchema = TableSchema { what: "a list of exceptions", keys: &["id", "patterns"] };
const ADVICE: TableSchema = TableSchema { what: "an advice", keys: &["id", "text"] };
const RULE: TableSchema = TableSchema { what: "a rule", keys: &["found", "advice", "unless", "patterns"] };

/// Reads the lists of a language; what could not be read is left out, and reported.
fn read_language((name, file): File) -> (Lists, Diagnostics) {
    read(name, file, LANGUAGE, |table| {
        let sets: Named<_> = named(table, "sets", SET, |table| Entries { file, table }.set("words"));
        let exceptions: Named<Patterns> = named(table, "exceptions", EXCEPTIONS, |table| {
            Entries { file, table }.patterns("patterns", &sets)
        });
        let advice: Named<String> =
            named(table, "advice", ADVICE, |table| Entries { file, table }.prose("text"));
        let rule = |table: &mut Table<'_, '_>| WordingRule {
            found: table.line("found"),
            advice: Entries { file, table }.named("advice", "advice", &advice).unwrap_or_default(),
            exceptions: if table.has("unless") {
                Entries { file, table }.named("unless", "list of exceptions", &exceptions).unwrap_or_default()
            } else {
                Arc::default()
            },
            patterns: Entries { file, table }.patterns("patterns", &sets),
        };
        let lists = Lists {
            labelling: table.tables("labelling", RULE, rule),
            blame: table.tables("blame", RULE, rule),
            self_harm: table.tables("self_harm", RULE, rule),
        };
        report_unused(table, "sets", &sets);
        report_unused(table, "exceptions", &exceptions);
        report_unused(table, "advice", &advice);
        lists
    })
}

/// Things of a file by the id that others use them by.
type Named<T> = BTreeMap<String, Arc<T>>;

/// Reads the whole of a list file.
fn read<T: Default>(
    name: &str,
    file: &str,
    schema: TableSchema,
    read: impl FnOnce(&mut Table<'_, '_>) -> T,
) -> (T, Diagnostics) {
    let (root, errors) = DeTable::parse_recoverable(file);
    let mut faults = Faults::default();
    let lists = if errors.is_empty() {
        read(&mut Table::top(file, root.get_ref(), schema, &mut faults))
    } else {
        syntax::report(&errors, file, &mut faults);
        T::default()
    };
    faults.report_strays(file);
    (lists, faults.into_diagnostics(name, file))
}

/// Reads entries that others use by their ids.
fn named<'a, T>(
    table: &mut Table<'a, '_>,
    key: &'static str,
    schema: TableSchema,
    read: impl Fn(&mut Table<'a, '_>) -> T,
) -> Named<T> {
    let mut all = Named::new();
    let entries = table.tables(key, schema, |table| (table.line("id"), read(table)));
    for (index, (id, value)) in entries.into_iter().enumerate() {
        let twice = all.insert(id.clone(), Arc::new(value)).is_some();
        if twice && !id.is_empty() {
            let message = format!("In \"{key}\" there is an \"{id}\" already.");
            table.faults.report(table.span_in(key, index), message, "Give one of the two another id.");
        }
    }
    all
}

/// Reports entries that nothing uses; they would be kept up for nothing.
fn report_unused<T>(table: &mut Table<'_, '_>, key: &'static str, all: &Named<T>) {
    let Some(DeValue::Array(entries)) = table.get(key).map(Spanned::get_ref) else { return };
    for id in entries.iter().filter_map(|entry| entry.get_ref().get("id")) {
        // Whatever uses an entry holds it, beside the map that it stands in.
        let unused = |value: &Arc<T>| Arc::strong_count(value) == 1;
        if id.get_ref().as_str().and_then(|id| all.get(id)).is_some_and(unused) {
            let message = format!("Nothing uses this entry of \"{key}\".");
            table.faults.report(Some(id.span()), message, "Remove it, or use it in a rule.");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::lint::pattern::{Pattern, Words};
    use crate::files::lint::tokens::tokenize;
    use crate::files::lint::wording_rules::find;

    /// The words that a pattern or a set means by what it writes, as they may stand in a text.
    fn words(written: &str, sets: &BTreeMap<String, Vec<String>>) -> Vec<String> {
        let mean = |one: &str| match one {
            "#" => vec!["20".to_owned()],
            _ => match one.strip_prefix('@') {
                Some(name) => sets[name].clone(),
                None => vec![one.replace('*', "")],
            },
        };
        written.split('|').flat_map(mean).collect()
    }

    /// Texts that a pattern is there for: every word of every element has its turn, beside the first of the others.
    fn samples(pattern: &str, sets: &BTreeMap<String, Vec<String>>) -> Vec<String> {
        let elements: Vec<Vec<String>> = pattern
            .split(' ')
            .filter(|element| !element.starts_with(['~', '!']))
            .map(|element| words(element.trim_end_matches(['?', '~']), sets))
            .collect();
        let sample = |turn: usize, word: &String| {
            let first =
                |(at, words): (usize, &Vec<String>)| if at == turn { word } else { &words[0] }.clone();
            elements.iter().enumerate().map(first).collect::<Vec<_>>().join(" ")
        };
        let turns = elements.iter().enumerate();
        turns
            .flat_map(|(turn, words)| words.iter().map(move |word| (turn, word)))
            .map(|(t, w)| sample(t, w))
            .collect()
    }

    #[test]
    fn the_shipped_lists_have_no_fault() {
        for file in [ENGLISH, SPANISH] {
            let (lists, faults) = read_language(file);
            assert!(faults.0.is_empty(), "{faults}");
            assert!(!lists.labelling.is_empty() && !lists.blame.is_empty() && !lists.self_harm.is_empty());
        }
    }

    #[test]
    fn every_word_of_every_pattern_is_found() {
        for (file, text) in [ENGLISH, SPANISH] {
            let (root, lists) = (DeTable::parse(text).unwrap(), read_language((file, text)).0);
            let strings = |value: &DeValue<'_>, key: &str| match value.get(key).unwrap().get_ref() {
                DeValue::Array(list) => {
                    list.iter().map(|one| one.get_ref().as_str().unwrap().to_owned()).collect()
                }
                one => vec![one.as_str().unwrap().to_owned()],
            };
            let entries = |key: &str| root.get_ref()[key].get_ref().as_array().unwrap().iter();
            let sets: BTreeMap<String, Vec<String>> = entries("sets")
                .map(|set| {
                    let words = strings(set.get_ref(), "words").concat();
                    (
                        strings(set.get_ref(), "id").concat(),
                        words.split_whitespace().map(|w| self::words(w, &BTreeMap::new()).concat()).collect(),
                    )
                })
                .collect();
            let mut ready = crate::files::lint::pattern::Sets::new();
            for (id, all) in &sets {
                let mut set = Words::default();
                all.iter().for_each(|word| set.add(word, &BTreeMap::new()).unwrap());
                ready.insert(id.clone(), Arc::new(set));
            }
            let kinds =
                [("labelling", &lists.labelling), ("blame", &lists.blame), ("self_harm", &lists.self_harm)];
            for (kind, rules) in kinds {
                for pattern in entries(kind).flat_map(|rule| strings(rule.get_ref(), "patterns")) {
                    let alone = Patterns::new(vec![Pattern::parse(&pattern, &ready).unwrap()]);
                    for sample in samples(&pattern, &sets) {
                        let tokens = tokenize(&sample);
                        let matched = alone.longest_match(&tokens, 0, &mut 0);
                        assert_eq!(matched, Some(tokens.len()), "{file} {kind} {pattern:?}: {sample}");
                        let found = find(&sample, &tokens, rules, &mut 0);
                        assert!(!found.is_empty(), "{file} {kind} {pattern:?}: {sample}");
                    }
                }
            }
        }
    }
}
