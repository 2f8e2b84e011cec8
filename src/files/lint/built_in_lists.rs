//! The lists that are built into the program.
//!
//! They are read when the first text of their language is looked at: no session reads them. A fault in them is found by
//! the tests of this module, which name its line.

use super::lists::{CommonLists, Lists, read_common, read_language};
use std::sync::LazyLock;

/// A list file: its name and its text.
type ListFile = (&'static str, &'static str);

const COMMON_FILE: ListFile = ("lints/any.toml", include_str!("../../../lints/any.toml"));
const ENGLISH_FILE: ListFile = ("lints/en.toml", include_str!("../../../lints/en.toml"));
const SPANISH_FILE: ListFile = ("lints/es.toml", include_str!("../../../lints/es.toml"));

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
    use crate::files::lint::pattern::{Pattern, Patterns, Sets};
    use crate::files::lint::tokens::tokenize;
    use crate::files::lint::wording_rules::find;

    const LANGUAGE_FILES: [ListFile; 2] = [ENGLISH_FILE, SPANISH_FILE];

    /// The patterns of one kind in a list file, with the words of their sets in the place of the names.
    fn written_out(file: &str, kind: &str) -> Vec<String> {
        let root: toml::Table = toml::from_str(file).unwrap();
        let set = |set: &toml::Value| {
            let words = set["words"].as_str().unwrap().split_whitespace();
            (format!("@{}", set["id"].as_str().unwrap()), words.collect::<Vec<_>>().join("|"))
        };
        let sets: Vec<(String, String)> = root["sets"].as_array().unwrap().iter().map(set).collect();
        let entries = root[kind].as_array().unwrap().iter();
        let patterns = entries.flat_map(|entry| entry["patterns"].as_array().unwrap());
        let write_out = |pattern: &toml::Value| {
            let pattern = pattern.as_str().unwrap().to_owned();
            sets.iter().fold(pattern, |pattern, (name, words)| pattern.replace(name, words))
        };
        patterns.map(write_out).collect()
    }

    /// Texts that a pattern is there for: every word of every element has its turn, beside the first of the others.
    fn samples(pattern: &str) -> Vec<String> {
        let words = |element: &str| -> Vec<String> {
            let words = element.trim_end_matches(['?', '~']).split('|');
            words.map(|word| word.replace('*', "").replace('#', "20")).collect()
        };
        let elements = pattern.split(' ').filter(|element| !element.starts_with(['~', '!']));
        let elements: Vec<Vec<String>> = elements.map(words).collect();
        let mut samples = Vec::new();
        for (turn, words) in elements.iter().enumerate() {
            for word in words {
                let all = elements.iter().enumerate();
                let chosen =
                    all.map(|(at, words)| if at == turn { word.as_str() } else { words[0].as_str() });
                samples.push(chosen.collect::<Vec<_>>().join(" "));
            }
        }
        samples
    }

    #[test]
    fn the_shipped_lists_have_no_fault() {
        let (_, faults) = read_common(COMMON_FILE.0, COMMON_FILE.1);
        assert!(faults.0.is_empty(), "{faults}");
        for (name, file) in LANGUAGE_FILES {
            let (_, faults) = read_language(name, file);
            assert!(faults.0.is_empty(), "{faults}");
        }
    }

    #[test]
    fn every_word_of_every_pattern_can_be_found() {
        for (name, file) in LANGUAGE_FILES {
            let (lists, _) = read_language(name, file);
            for (kind, rules) in [
                ("labelling", Some(&lists.labelling)),
                ("blame", Some(&lists.blame)),
                ("self_harm", Some(&lists.self_harm)),
                ("exceptions", None),
            ] {
                for pattern in written_out(file, kind) {
                    // What cannot be read is told by the test of faults, with its line.
                    let Ok(parsed) = Pattern::parse(&pattern, &Sets::new()) else { continue };
                    let alone = Patterns::new(vec![parsed]);
                    for sample in samples(&pattern) {
                        let tokens = tokenize(&sample);
                        let matched = alone.longest_match(&tokens, 0, &mut 0);
                        assert_eq!(matched, Some(tokens.len()), "{name} {kind} {pattern:?}: {sample}");
                        let found =
                            rules.is_none_or(|rules| !find(&sample, &tokens, rules, &mut 0).is_empty());
                        assert!(found, "{name} {kind} {pattern:?}: {sample}");
                    }
                }
            }
        }
    }

    /// What is written in the place of what, and what is told of it.
    const FAULTS: &[(&str, &str, &str, &str)] = &[
        (
            "disorder* condition",
            "Disorder* condition",
            "\"Disorder*\" is not written as texts are compared.",
            "Write \"disorder\".",
        ),
        (
            "narciss* psychos*",
            "narciss* narciss* psychos*",
            "\"narciss*\" stands in \"words\" already.",
            "Remove one of the two.",
        ),
        (
            "you've @degree~ @condition",
            "you've @degree~ @conditon",
            "There is no set \"conditon\".",
            "Known here: condition, degree,",
        ),
        (
            "\"you owe\"",
            "\"you self-owe\"",
            "\"self-owe\" is not written as texts are compared.",
            "Write \"self owe\".",
        ),
        (
            "advice = \"label\"",
            "advice = \"labl\"",
            "There is no advice \"labl\".",
            "Did you mean \"label\"?",
        ),
        (
            "id = \"not-easy\"",
            "id = \"not-hard\"",
            "Nothing uses this entry of \"exceptions\".",
            "Remove it, or use it in a rule.",
        ),
        (
            "id = \"person\"",
            "id = \"label\"",
            "The id \"label\" stands in \"advice\" already.",
            "Give one of the two another id.",
        ),
        (
            "after_verb =",
            "after_verbs =",
            "The table [asks_two_things.two_verbs] has no key \"after_verbs\".",
            "Did you mean \"after_verb\"?",
        ),
        (
            "item = 8",
            "item = \"8\"",
            "\"item\" is a text, but a whole number belongs here.",
            "Write the number in figures",
        ),
        ("words = \"priest\"", "words = \"Priest\"", "\"Priest\" has a capital letter.", "Write \"priest\"."),
        (
            "after_silent_e = ",
            "before = 1\nafter_silent_e = ",
            "The table [syllables] has no key \"before\".",
            "Known here:",
        ),
    ];

    #[test]
    fn a_fault_in_a_list_is_told_with_its_line_and_what_to_write() {
        let (name, english) = ENGLISH_FILE;
        for &(from, to, message, advice) in FAULTS {
            assert!(english.contains(from), "{from}");
            let faulty = english.replacen(from, to, 1);
            let line = english.split(from).next().unwrap().matches('\n').count() + 1;
            let (_, faults) = read_language(name, &faulty);
            let told = faults.0.iter().find(|fault| fault.message == message);
            let told = told.unwrap_or_else(|| panic!("{message} is not told, but:\n{faults}"));
            assert_eq!(told.place.as_ref().map(|place| place.line), Some(line), "{told}");
            assert!(told.advice.starts_with(advice), "{told}");
        }
    }
}
