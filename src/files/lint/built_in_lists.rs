//! The lists that are built into the program.
//!
//! They are read when the first text of their language is looked at: no session reads them. A fault in them is found by
//! the tests of this module, which name its line.

use super::lists::{CommonLists, Lists, read_common, read_language};
use std::sync::LazyLock;

/// A list file: its name and its text.
type File = (&'static str, &'static str);

const COMMON_FILE: File = ("lints/any.toml", include_str!("../../../lints/any.toml"));
const ENGLISH_FILE: File = ("lints/en.toml", include_str!("../../../lints/en.toml"));
const SPANISH_FILE: File = ("lints/es.toml", include_str!("../../../lints/es.toml"));

/// The lists of every language that has some. What could be read of them is used; the tests allow no fault.
static LANGUAGES: [(&str, LazyLock<Lists>); 2] = [
    ("en", LazyLock::new(|| read_language(ENGLISH_FILE.0, ENGLISH_FILE.1).0)),
    ("es", LazyLock::new(|| read_language(SPANISH_FILE.0, SPANISH_FILE.1).0)),
];

static COMMON: LazyLock<CommonLists> = LazyLock::new(|| read_common(COMMON_FILE.0, COMMON_FILE.1).0);

/// Returns the lists that hold in any language.
pub(super) fn common() -> &'static CommonLists {
    &COMMON
}

/// Returns the lists for the language of a tag, whatever its region or script; `None` if there are none.
pub(super) fn of_language(tag: &str) -> Option<&'static Lists> {
    let language = tag.split(['-', '_']).next().unwrap_or_default();
    let (_, lists) = LANGUAGES.iter().find(|(known, _)| known.eq_ignore_ascii_case(language))?;
    Some(lists)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::lint::pattern::{Pattern, Patterns, Sets, Words};
    use crate::files::lint::tokens::tokenize;
    use crate::files::lint::wording_rules::find;
    use std::collections::BTreeMap;
    use std::sync::Arc;
    use toml::de::{DeTable, DeValue};

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
        let (_, faults) = read_common(COMMON_FILE.0, COMMON_FILE.1);
        assert!(faults.0.is_empty(), "{faults}");
        for (name, file) in [ENGLISH_FILE, SPANISH_FILE] {
            let (lists, faults) = read_language(name, file);
            assert!(faults.0.is_empty(), "{faults}");
            assert!(!lists.labelling.is_empty() && !lists.blame.is_empty() && !lists.self_harm.is_empty());
        }
    }

    #[test]
    fn every_word_of_every_pattern_is_found() {
        for (file, text) in [ENGLISH_FILE, SPANISH_FILE] {
            let (root, lists) = (DeTable::parse(text).unwrap(), read_language(file, text).0);
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
            let mut ready = Sets::new();
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
