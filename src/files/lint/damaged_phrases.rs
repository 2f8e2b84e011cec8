//! Pieces of the sentences that came out of the source damaged, in any language of the text.
//!
//! Each piece is as short as can be told apart, and its advice says what is wrong with it and how it is read here. Nothing but
//! these pieces is compared: a damaged sentence in other words is not found. A piece inside a longer word is, too.

use super::normalize::Normalized;
use super::text_finding::{TextFinding, quoted};
use std::ops::Range;

/// Damaged pieces, normalized, each with what to write.
const DAMAGED: &[(&str, &str)] = &[
    (
        "detached from reality",
        "That is another thing and a grave one. The subject is distance from feelings and from people: write that.",
    ),
    ("being smothered", "It suggests trouble breathing. Feelings that seem numb or turned down are meant."),
    (
        "priority is wrong",
        "A verdict stands where a thing to notice was. Write that a person may not put somebody else first.",
    ),
    ("can not have any contact", BAN),
    ("cannot have any contact", BAN),
    ("can't have any contact", BAN),
    (
        "people who want you to pay attention",
        "The sense of it was lost. People who ask a lot of one's feelings are meant.",
    ),
    (
        "not being heard",
        "The list after it is lost, and the sentence became another one. Feelings that seem far away are meant.",
    ),
    (
        "medications for a long time",
        "The sentence lost the effect it was about. Write that the effect may last as long as the medicine is taken.",
    ),
    (
        "disorder of the brain",
        "A search and replace put a sentence where a name was. Name the condition alone.",
    ),
    (
        "called the bipolar disorder",
        "A search and replace put a sentence where a name was. Name the condition alone.",
    ),
    ("problems with emotional attachment", "The word means the opposite of the subject. Write \"distance\"."),
    ("can't process emotions", HURTS),
    ("cannot process emotions", HURTS),
    ("can not process emotions", HURTS),
    ("detachion", NO_WORD),
    ("detaching", NO_WORD),
    ("emotionally detached is a", NO_WORD),
    ("depression,ptsd", "A blank is missing between two conditions."),
    ("bad behaviors", JUDGES),
    ("bad behaviours", JUDGES),
    ("difficult empathizing", "The grammar is broken. Write that it can be hard to feel with somebody."),
    ("constantly exposure", "The grammar is broken. Write of bad news that keeps coming."),
    (
        "hard to feel emotions or feel empty",
        "Two opposites ran together. Write that it is hard to feel, or that a person feels empty.",
    ),
    (
        "watch for are different",
        "Two statements ran together. Write that everyone is different, and that there are some signs.",
    ),
    (
        "either be involved or step away",
        "A choice over time became an either-or. Write that one chooses when to take part and when to step back.",
    ),
    ("defensive mechanism on", "The grammar is broken. A defence against people who drain one is meant."),
    (
        "when you are not available to others",
        "It claims too much and lost a word: a professional may see when it is hard to reach a person's feelings.",
    ),
    (
        "emotions because of events",
        "What the events belong to is lost. Write that things that happened can make it hard to be open.",
    ),
    ("\\'", "A backslash was left before an apostrophe. Remove it."),
];

const BAN: &str = "A choice became a ban. Write that one may choose not to be drawn in; whether to keep contact is another question.";
const HURTS: &str =
    "It hurts the one it speaks of, and drops the reader. Write \"finds it hard to work through feelings\".";
const NO_WORD: &str = "The word for the subject is damaged. Write \"emotional detachment\" or \"distance\".";
const JUDGES: &str = "It judges. Write what is meant, and say that it may happen.";
const ABUSE: &str =
    "A search and replace put a full stop and a capital into the middle of a sentence. Write \"abuse\".";

/// Finds damaged pieces, whatever their quotes, dashes, case, blanks and hidden characters.
///
/// The language does not matter: an English piece left standing in a translation is a fault as well.
pub(super) fn find(text: &str, _language: &str) -> Vec<TextFinding> {
    let normalized = Normalized::of(text);
    let mut found: Vec<TextFinding> = DAMAGED
        .iter()
        .flat_map(|(piece, advice)| {
            let places = normalized
                .text()
                .match_indices(piece)
                .filter_map(|(at, _)| normalized.original(at..at + piece.len()));
            places.map(|range| damaged(text, range, advice)).collect::<Vec<_>>()
        })
        .collect();
    found.extend(broken_abuse(text).into_iter().map(|range| damaged(text, range, ABUSE)));
    found.sort_by_key(|finding| (finding.range.start, std::cmp::Reverse(finding.range.end)));
    found.dedup_by(|later, first| later.range.start < first.range.end);
    found
}

fn damaged(text: &str, range: Range<usize>, advice: &str) -> TextFinding {
    let message = format!("{} is a piece of a damaged sentence of the article.", quoted(text, &range));
    TextFinding { range, message, advice: advice.to_owned() }
}

/// How far "abuse" is looked around at, in characters; enough for any indent, and a bound on the work.
const AROUND: usize = 16;

/// Finds "abuse" with a full stop after which the sentence goes on, or with a capital inside a sentence.
fn broken_abuse(text: &str) -> Vec<Range<usize>> {
    let inside = |at: usize| {
        let line = text.get(..at).unwrap_or_default().chars().rev().take(AROUND).take_while(|c| *c != '\n');
        line.into_iter()
            .find(|c| !c.is_whitespace())
            .is_some_and(|last| last.is_alphanumeric() || last == ',')
    };
    let goes_on = |end: usize| {
        let after: String = text.get(end..).unwrap_or_default().chars().take(AROUND).collect();
        let paragraph = after.split("\n\n").next().unwrap_or_default();
        let next = paragraph.chars().find(|c| !c.is_whitespace());
        next.is_some_and(|next| next.is_lowercase() || ",.;".contains(next)) && !after.starts_with("..")
    };
    let found = ["abuse.", "Abuse.", "ABUSE."].iter().flat_map(|word| text.match_indices(*word));
    let broken =
        found.filter(|(at, word)| goes_on(at + word.len()) || (word.starts_with("Ab") && inside(*at)));
    broken.map(|(at, word)| at..at + word.len()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn damaged_pieces_are_found_however_they_are_set() {
        for text in [
            "They are Detached\n  from  reality.",
            "They are *detached* from\u{a0}real\u{ad}ity.",
            "Somebody can\u{2019}t process emotions.",
            "It don\\\u{2019}t matter.",
            "After childhood Abuse. or neglect",
            "acute trauma or Abuse..",
            "As a result of Abuse.",
            "from abuse. or worse",
            "Depression,PTSD",
            "BAD  behaviours",
            "One can\u{2011}not; you can not\u{200b} have any contact.",
            "the word detachion",
        ] {
            assert_eq!(find(text, "es").len(), 1, "{text}: {:?}", find(text, "es"));
        }
    }

    #[test]
    fn whole_sentences_about_the_same_things_are_left_alone() {
        for text in [
            "It is about abuse.",
            "It is about abuse. Some people ask for help.",
            "It is about abuse.\n\nanother paragraph",
            "detached",
            "Depression, PTSD",
            "Abuse. That word is hard.",
            "From all quarters; abuse…",
            "",
        ] {
            assert_eq!(find(text, "en"), [], "{text}");
        }
    }

    #[test]
    fn the_place_is_the_piece_in_the_original() {
        let text = "\u{2014} été: being\u{a0}\n smothered!";
        let findings = find(text, "fr");
        assert_eq!(text.get(findings[0].range.clone()), Some("being\u{a0}\n smothered"));
        assert!(findings[0].advice.contains("turned down"));
    }

    #[test]
    fn pieces_are_written_as_texts_are_compared() {
        for (piece, _) in DAMAGED {
            assert_eq!(Normalized::of(piece).text(), *piece);
        }
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in "\\PC{0,40}|(abuse|Abuse|[. ,]|detach|ing|\u{ad}|\u{e9}){0,20}") {
            for finding in find(&text, "en") {
                prop_assert!(text.get(finding.range).is_some_and(|piece| !piece.is_empty()));
            }
        }
    }
}
