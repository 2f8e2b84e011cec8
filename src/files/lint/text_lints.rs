//! Runs the lints that read a text by itself over every text of a file, each over the texts it is meant for.
//!
//! Which texts those are stands at [`TextKind`]; what is looked for stands in the lists, and in the questionnaire itself.
//! Only here do they meet: each lint is handed its lists, so that none can look into another's. Texts are not judged here.

use super::avoided_phrases::AvoidedList;
use super::finding::{Finding, FindingPlace};
use super::text_finding::TextFinding;
use super::texts::{LintedText, TextKind};
use super::tokens::tokenize;
use super::{built_in_lists, double_barreled, readability, wording_rules};
use crate::domain::questionnaire::front_matter::AvoidedPhrases;
use crate::files::toml::lint::Lint;
use std::sync::Arc;

/// Looks at all texts of a file, which have none of the phrases that are to be avoided.
pub(super) fn find(texts: &[LintedText<'_>], language: &str, avoided: &[AvoidedPhrases]) -> Vec<Finding> {
    let avoided = AvoidedList::of(avoided);
    let look = |text: &LintedText<'_>| {
        let found = lint(&text.text, text.kind, language, &avoided);
        // The text goes with each of its findings, and there may be many.
        let shared: Option<Arc<str>> = (!found.is_empty()).then(|| (*text.text).into());
        let placed = |(lint, TextFinding { range, message, advice }): (Lint, TextFinding)| {
            let (at, part) = (FindingPlace::At(text.at.clone()), shared.clone().map(|text| (range, text)));
            Finding { lint, at, part, message, advice }
        };
        found.into_iter().map(placed).collect::<Vec<_>>()
    };
    texts.iter().flat_map(look).collect()
}

/// Looks at one text.
fn lint(text: &str, kind: TextKind, language: &str, avoided: &AvoidedList<'_>) -> Vec<(Lint, TextFinding)> {
    let (common, lists) = (built_in_lists::common(), built_in_lists::of_language(language));
    let tokens = tokenize(text);
    let mut found = Vec::new();
    let mut add =
        |lint, more: Vec<TextFinding>| found.extend(more.into_iter().map(|finding| (lint, finding)));
    add(Lint::AvoidedPhrase, avoided.find(text));
    if let Some(lists) = lists {
        let against = |rules| wording_rules::find(text, &tokens, rules, &mut 0);
        if kind.is_said() {
            add(Lint::Blame, against(&lists.blame));
            add(Lint::SelfHarmWording, against(&lists.self_harm));
        }
        if kind.is_about_the_reader() {
            add(Lint::Labelling, against(&lists.labelling));
        }
        if let Some(limit) = kind.highest_grade(&lists.readability) {
            let hard = readability::above(text, limit, &lists.readability, &common.abbreviations);
            add(Lint::ReadingGrade, hard.into_iter().collect());
        }
    }
    if kind == TextKind::Item {
        let grammar = lists.map(|lists| &lists.asks_two_things);
        add(Lint::AsksTwoThings, double_barreled::find(text, &tokens, &common.asks_two_things, grammar));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::lint::texts::texts_of;
    use proptest::prelude::*;
    use toml::de::{DeTable, DeValue};

    const EXAMPLES: [(&str, &str); 3] = [
        ("xx", include_str!("../../../tests/content/wording/any.toml")),
        ("en-GB", include_str!("../../../tests/content/wording/en.toml")),
        ("es-MX", include_str!("../../../tests/content/wording/es.toml")),
    ];

    /// Returns what a lint finds in an item that says so.
    fn found(lint: Lint, text: &str, language: &str) -> Vec<TextFinding> {
        let all = super::lint(text, TextKind::Item, language, &AvoidedList::default()).into_iter();
        all.filter(|(other, _)| *other == lint).map(|(_, finding)| finding).collect()
    }

    #[test]
    fn every_example_is_judged_as_it_should_be() {
        let mut wrong = Vec::new();
        for (language, file) in EXAMPLES {
            for (lint, examples) in DeTable::parse(file).unwrap().get_ref() {
                let lint = Lint::named(lint.get_ref()).unwrap();
                for (key, expected) in [("found", true), ("left_alone", false)] {
                    let DeValue::Array(texts) = examples.get_ref().get(key).unwrap().get_ref() else {
                        panic!("{key} is a list");
                    };
                    assert!(texts.len() > 1, "{language} {lint} {key}");
                    for text in texts.iter().filter_map(|text| text.get_ref().as_str()) {
                        let messages: Vec<String> =
                            found(lint, text, language).into_iter().map(|finding| finding.message).collect();
                        if messages.is_empty() == expected {
                            wrong.push((language, lint, key, text.to_owned(), messages));
                        }
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn the_shipped_questionnaire_says_none_of_it_and_one_word_more_would_be_found() {
        let shipped = crate::files::content::questions::parse(
            "questions.toml",
            crate::files::content::builtin::QUESTIONS,
        )
        .unwrap();
        for text in texts_of(shipped.parts()).iter().filter(|text| text.kind.is_about_the_reader()) {
            for lint in [Lint::Labelling, Lint::Blame, Lint::SelfHarmWording] {
                assert_eq!(found(lint, &text.text, "en"), [], "{}", text.text);
            }
            let labelled = format!("{}\n\nYou have depression.", text.text);
            assert_eq!(found(Lint::Labelling, &labelled, "en").len(), 1, "{labelled}");
            let blaming = format!("It is your fault.\n\n{}", text.text);
            assert_eq!(found(Lint::Blame, &blaming, "en").len(), 1, "{blaming}");
        }
    }

    #[test]
    fn the_place_is_that_of_the_words_and_the_sentence_says_them() {
        let text = "Ach\u{2014}you suffer\u{a0}from it.";
        let findings = found(Lint::Labelling, text, "en");
        assert_eq!(text.get(findings[0].range.clone()), Some("you suffer\u{a0}from"));
        assert_eq!(findings[0].message, "\"you suffer from\" gives the reader a condition.");
    }

    #[test]
    fn of_two_things_in_one_the_place_is_the_joining_word_with_what_follows() {
        let text = "Ich? — I feel “numb” and I avoid people.";
        let findings = found(Lint::AsksTwoThings, text, "en");
        assert_eq!(text.get(findings[0].range.clone()), Some("and I"));
        assert!(findings[0].message.contains("\"and I\""), "{}", findings[0].message);
    }

    #[test]
    fn a_language_without_lists_is_left_alone() {
        assert_eq!(found(Lint::AsksTwoThings, "Je lis et je dors.", "fr"), []);
        assert_eq!(found(Lint::AsksTwoThings, "Je lis and/or je dors.", "fr").len(), 1);
        assert_eq!(found(Lint::Blame, "You must.", "fr"), []);
        assert_eq!(found(Lint::Blame, "You must.", "EN").len(), 1);
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(
            text in "\\PC{0,40}|((you|have|your|own|no|usted|tiene|su|depresi\u{f3}n|suicide)[ .\u{ad}]){0,20}\
                |([a-z]{0,4}[ ?./]|and |or |i |to |y |o ){0,20}|([. ,]|must|just|\u{ad}|\u{e9}){0,20}"
        ) {
            for language in ["en", "es", "xx", ""] {
                for (lint, finding) in super::lint(&text, TextKind::Item, language, &AvoidedList::default()) {
                    prop_assert!(text.get(finding.range).is_some_and(|part| !part.is_empty()), "{}", lint);
                }
            }
        }
    }
}
