//! Reads the lists that the lints of texts look with: words, patterns and limits, as `lints/*.toml` have them.
//!
//! Whoever knows the field can change a list without reading a program; what each is for stands in the files. Every fault
//! of a file is reported at its line, and what could not be read is left out. This module looks for nothing.

use super::double_barreled::{Grammar, Strokes, TwoInfinitives, TwoVerbs};
use super::list_entries::Entries;
use super::pattern::{Patterns, Words};
use super::readability::{Formula, Readability};
use super::syllables::{Rules, Syllables};
use super::wording_rules::WordingRule;
use crate::files::toml::diagnostic::Diagnostics;
use crate::files::toml::document;
use crate::files::toml::faults::Faults;
use crate::files::toml::tree::{Table, TableSchema};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use toml::Spanned;
use toml::de::DeValue;

/// The lists of one language.
#[derive(Default)]
pub(super) struct Lists {
    /// Rules against words that give the reader a diagnosis, a degree, or a name that is a condition.
    pub(super) labelling: Vec<WordingRule>,
    /// Rules against words that blame the reader, order them about, or make hard things sound easy.
    pub(super) blame: Vec<WordingRule>,
    /// Rules against words on suicide and self-harm that can do harm.
    pub(super) self_harm: Vec<WordingRule>,
    /// From what an item that asks two things is told.
    pub(super) asks_two_things: Grammar,
    /// How easily texts have to read.
    pub(super) readability: Readability,
}

/// The lists that hold in any language.
#[derive(Default)]
pub(super) struct CommonLists {
    /// Abbreviations after which a sentence goes on, in small letters without their last stop.
    pub(super) abbreviations: HashSet<String>,
    /// From what an item that asks two things is told whatever its language.
    pub(super) asks_two_things: Strokes,
    /// Endings that a term of the glossary may have in a text beside its own.
    pub(super) term_endings: HashSet<String>,
}

const COMMON: TableSchema =
    TableSchema { what: "the file", keys: &["abbreviations", "term_endings", "asks_two_things"] };
const STROKES: TableSchema = TableSchema { what: "the table [asks_two_things]", keys: &["joins", "advice"] };

const LANGUAGE: TableSchema = TableSchema {
    what: "the file",
    keys: &[
        "sets",
        "exceptions",
        "advice",
        "labelling",
        "blame",
        "self_harm",
        "asks_two_things",
        "readability",
        "syllables",
    ],
};
const SET: TableSchema = TableSchema { what: "a set", keys: &["id", "words"] };
const EXCEPTIONS: TableSchema = TableSchema { what: "a list of exceptions", keys: &["id", "patterns"] };
const ADVICE: TableSchema = TableSchema { what: "an advice", keys: &["id", "text"] };
const RULE: TableSchema = TableSchema { what: "a rule", keys: &["found", "advice", "unless", "patterns"] };

const GRAMMAR: TableSchema = TableSchema {
    what: "the table [asks_two_things]",
    keys: &[
        "joins",
        "between",
        "subjects",
        "verbs",
        "first_person",
        "as_well_as",
        "two_verbs",
        "two_infinitives",
    ],
};
const TWO_VERBS: TableSchema = TableSchema {
    what: "the table [asks_two_things.two_verbs]",
    keys: &["plain", "past", "no_gerunds", "before_verb", "after_verb", "be", "no_verb_after_to"],
};
const TWO_INFINITIVES: TableSchema = TableSchema {
    what: "the table [asks_two_things.two_infinitives]",
    keys: &["pronouns", "no_infinitives"],
};

const READABILITY: TableSchema = TableSchema {
    what: "the table [readability]",
    keys: &[
        "formula",
        "item",
        "guidance",
        "section",
        "enough_words",
        "syllables_in_ten_words",
        "long_sentence",
        "long_word",
    ],
};
const SYLLABLES: TableSchema =
    TableSchema { what: "the table [syllables]", keys: &["rules", "apart", "after_silent_e", "by_heart"] };
const BY_HEART: TableSchema =
    TableSchema { what: "a list of words to be known by heart", keys: &["count", "words"] };

/// Reads the lists that hold in any language; what could not be read is left out, and reported.
pub(super) fn read_common(name: &str, file: &str) -> (CommonLists, Diagnostics) {
    read(name, file, COMMON, |table| CommonLists {
        abbreviations: Entries { file, table }.spellings("abbreviations"),
        term_endings: Entries { file, table }.spellings("term_endings"),
        asks_two_things: one_table(table, "asks_two_things", STROKES, |table| Strokes {
            joins: Entries { file, table }.words("joins"),
            advice: Entries { file, table }.prose("advice"),
        }),
    })
}

/// Reads the lists of a language; what could not be read is left out, and reported.
pub(super) fn read_language(name: &str, file: &str) -> (Lists, Diagnostics) {
    read(name, file, LANGUAGE, |table| {
        let named = NamedLists::read(file, table);
        let lists = Lists {
            labelling: table.tables("labelling", RULE, |table| named.rule(file, table)),
            blame: table.tables("blame", RULE, |table| named.rule(file, table)),
            self_harm: table.tables("self_harm", RULE, |table| named.rule(file, table)),
            asks_two_things: one_table(table, "asks_two_things", GRAMMAR, |table| grammar(file, table)),
            readability: Readability {
                syllables: one_table(table, "syllables", SYLLABLES, |table| syllables(file, table)),
                ..one_table(table, "readability", READABILITY, readability)
            },
        };
        // Rules hold what they use, so that this can be told once all of them are read.
        report_unused(table, "sets", &named.sets);
        report_unused(table, "exceptions", &named.exceptions);
        report_unused(table, "advice", &named.advice);
        lists
    })
}

/// What rules name instead of having it themselves.
struct NamedLists {
    sets: Named<Words>,
    exceptions: Named<Patterns>,
    advice: Named<String>,
}

impl NamedLists {
    fn read(file: &str, table: &mut Table<'_, '_>) -> Self {
        let sets = named(table, "sets", SET, |table| Entries { file, table }.set("words"));
        let patterns = |table: &mut Table<'_, '_>| Entries { file, table }.patterns("patterns", &sets);
        Self {
            exceptions: named(table, "exceptions", EXCEPTIONS, patterns),
            advice: named(table, "advice", ADVICE, |table| Entries { file, table }.prose("text")),
            sets,
        }
    }

    fn rule(&self, file: &str, table: &mut Table<'_, '_>) -> WordingRule {
        let found = table.line("found");
        let mut entries = Entries { file, table };
        WordingRule {
            found,
            advice: entries.named("advice", "advice", &self.advice).unwrap_or_default(),
            exceptions: if entries.table.has("unless") {
                entries.named("unless", "list of exceptions", &self.exceptions).unwrap_or_default()
            } else {
                Arc::default()
            },
            patterns: entries.patterns("patterns", &self.sets),
        }
    }
}

fn grammar(file: &str, table: &mut Table<'_, '_>) -> Grammar {
    let phrases = Entries { file, table }.phrases("as_well_as");
    let verbs = table.maybe_table("two_verbs", TWO_VERBS, |table| two_verbs(file, table));
    let two_infinitives = table.maybe_table("two_infinitives", TWO_INFINITIVES, |table| TwoInfinitives {
        pronouns: Entries { file, table }.words("pronouns"),
        no_infinitives: Entries { file, table }.words("no_infinitives"),
    });
    let mut words = |key| Entries { file, table }.words(key);
    Grammar {
        joins: words("joins"),
        between: words("between"),
        subjects: words("subjects"),
        verbs: words("verbs"),
        first_person: words("first_person"),
        as_well_as: phrases.iter().map(|phrase| phrase.split(' ').map(str::to_owned).collect()).collect(),
        two_verbs: verbs,
        two_infinitives,
    }
}

fn two_verbs(file: &str, table: &mut Table<'_, '_>) -> TwoVerbs {
    let mut words = |key| Entries { file, table }.words(key);
    TwoVerbs {
        plain: words("plain"),
        past: words("past"),
        no_gerunds: words("no_gerunds"),
        before_verb: words("before_verb"),
        after_verb: words("after_verb"),
        be: words("be"),
        no_verb_after_to: words("no_verb_after_to"),
    }
}

fn readability(table: &mut Table<'_, '_>) -> Readability {
    let formula = table.word("formula", &Formula::ALL).unwrap_or_default();
    let mut count = |key| table.count(key).unwrap_or_default();
    Readability {
        formula,
        item: count("item"),
        guidance: count("guidance"),
        section: count("section"),
        enough_words: count("enough_words"),
        syllables_in_ten_words: count("syllables_in_ten_words"),
        long_sentence: count("long_sentence"),
        long_word: count("long_word"),
        syllables: Syllables::default(),
    }
}

fn syllables(file: &str, table: &mut Table<'_, '_>) -> Syllables {
    let rules = table.word("rules", &Rules::ALL).unwrap_or_default();
    let by_heart = table.maybe_tables("by_heart", BY_HEART, |table| {
        (table.count("count").unwrap_or_default(), Entries { file, table }.spellings("words"))
    });
    let pairs =
        by_heart.into_iter().flat_map(|(count, words)| words.into_iter().map(move |word| (word, count)));
    // Only the English rules ask for these; beside others they would change nothing.
    let mut of_english = |key| match rules {
        Rules::English => Entries { file, table }.spellings(key),
        Rules::Spanish => {
            if table.has(key) {
                let message = format!("Only the English rules use \"{key}\".");
                table.faults.report(table.span_of(key), message, "Remove it.");
            }
            HashSet::new()
        }
    };
    Syllables {
        rules,
        apart: of_english("apart"),
        after_silent_e: of_english("after_silent_e"),
        by_heart: pairs.collect(),
    }
}

/// Reads one table that must be there.
fn one_table<'a, T: Default>(
    table: &mut Table<'a, '_>,
    key: &'static str,
    schema: TableSchema,
    read: impl FnOnce(&mut Table<'a, '_>) -> T,
) -> T {
    table.table(key, schema, &format!("[{key}]."), read).unwrap_or_default()
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
    let root = match document::parse(file) {
        Ok(root) => root,
        Err(faults) => return (T::default(), faults.into_diagnostics(name, file)),
    };
    let mut faults = Faults::default();
    let lists = read(&mut Table::top(file, root.get_ref(), schema, &mut faults));
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
    let entries = table.tables(key, schema, |table| (table.line("id"), table.span_of("id"), read(table)));
    for (id, span, value) in entries {
        let twice = all.insert(id.clone(), Arc::new(value)).is_some();
        if twice && !id.is_empty() {
            let message = format!("The id \"{id}\" stands in \"{key}\" already.");
            table.faults.report(span, message, "Give one of the two another id.");
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
