//! Finds the phrases that a questionnaire avoids in its texts, whatever the language of a text.
//!
//! The phrases and the advice are the author's. Only the phrases themselves are compared: the same in other words is not
//! found, and a phrase inside a longer word is.

use super::normalize::Normalized;
use super::text_finding::{TextFinding, quoted};
use crate::domain::questionnaire::front_matter::AvoidedPhrases;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The phrases that a questionnaire avoids, each as texts are compared and with its advice.
#[derive(Default)]
pub(super) struct AvoidedList<'q>(BTreeMap<String, &'q str>);

impl<'q> AvoidedList<'q> {
    /// Makes a list of what the file says. Of a phrase that stands there twice, the first advice counts.
    pub(super) fn of(avoided: &'q [AvoidedPhrases]) -> Self {
        let mut list = BTreeMap::new();
        for AvoidedPhrases { phrases, advice } in avoided {
            for phrase in phrases {
                let phrase = Normalized::of(phrase).text().trim().to_owned();
                if !phrase.is_empty() {
                    list.entry(phrase).or_insert(advice.as_str());
                }
            }
        }
        Self(list)
    }

    /// Finds the phrases in a text, whatever their quotes, dashes, case, blanks and hidden characters. Where two lie over
    /// one another, the first and longer one is told.
    pub(super) fn find(&self, text: &str) -> Vec<TextFinding> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let normalized = Normalized::of(text);
        let mut places = Vec::new();
        for (phrase, advice) in &self.0 {
            let found = normalized.text().match_indices(phrase.as_str());
            places.extend(found.map(|(at, _)| (at..at + phrase.len(), *advice)));
        }
        places.sort_by_key(|(piece, _)| (piece.start, Reverse(piece.end)));
        places.dedup_by(|(later, _), (first, _)| later.start < first.end);
        let told = places.into_iter().filter_map(|(piece, advice)| {
            let range = normalized.original(piece)?;
            let message = format!("The questionnaire avoids {}: see [[avoided]].", quoted(text, &range));
            Some(TextFinding { range, message, advice: advice.to_owned() })
        });
        told.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn avoiding(entries: &[(&[&str], &str)]) -> Vec<AvoidedPhrases> {
        let entry = |(phrases, advice): &(&[&str], &str)| AvoidedPhrases {
            phrases: phrases.iter().map(|phrase| (*phrase).to_owned()).collect(),
            advice: (*advice).to_owned(),
        };
        entries.iter().map(entry).collect()
    }

    /// The pieces that are found, with what is told of them.
    fn found<'t>(avoided: &[AvoidedPhrases], text: &'t str) -> Vec<(&'t str, String)> {
        let findings = AvoidedList::of(avoided).find(text).into_iter();
        findings.map(|finding| (text.get(finding.range).unwrap(), finding.advice)).collect()
    }

    #[test]
    fn a_phrase_is_found_however_text_and_list_write_it() {
        let avoided =
            avoiding(&[(&["Can\u{2019}t  rest", "*bad* sleeper", "sin dormir nada", "don\\'t"], "No.")]);
        for text in [
            "You CAN'T\n rest.",
            "a bad sleep\u{ad}er",
            "bad\u{a0}sleepers",
            "SIN DORM\u{cd}R NADA",
            "It don\\\u{2019}t matter.",
        ] {
            assert_eq!(found(&avoided, text).len(), 1, "{text}");
        }
        for text in ["You can rest.", "bad, sleeper", "dormir", "don't", ""] {
            assert_eq!(found(&avoided, text), [], "{text}");
        }
    }

    #[test]
    fn the_place_is_the_piece_in_the_original_and_the_advice_is_the_authors() {
        let avoided = avoiding(&[(&["being\u{a0}kept up"], "Write \"awake\".")]);
        let text = "\u{2014} été: being\u{a0}\n kept up!";
        assert_eq!(found(&avoided, text), [("being\u{a0}\n kept up", "Write \"awake\".".to_owned())]);
    }

    #[test]
    fn of_phrases_over_one_another_the_first_and_longer_one_is_told_and_one_after_another_all_are() {
        let avoided = avoiding(&[(&["sleep"], "One."), (&["sleep badly", "badly off", "sleep"], "Two.")]);
        let told = found(&avoided, "I sleep badly off and on. I sleep.");
        assert_eq!(told, [("sleep badly", "Two.".to_owned()), ("sleep", "One.".to_owned())]);
    }

    #[test]
    fn a_phrase_of_nothing_is_found_nowhere() {
        assert_eq!(found(&avoiding(&[(&["*", "\u{200b}"], "No.")]), "Some * text."), []);
    }

    proptest! {
        #[test]
        fn no_phrase_and_no_text_is_too_strange(phrase in "\\PC{0,6}", text in "\\PC{0,40}", at in 0..40_usize) {
            let at = text.char_indices().nth(at).map_or(text.len(), |(at, _)| at);
            let text = format!("{}{phrase}{}", text.get(..at).unwrap(), text.get(at..).unwrap());
            for (piece, _) in found(&avoiding(&[(&[&phrase], "No.")]), &text) {
                prop_assert!(!piece.is_empty());
            }
        }
    }
}
