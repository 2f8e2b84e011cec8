//! Sentences and their words, as formulas of readability count them.
//!
//! A sentence ends at a full stop, a question or exclamation mark or an ellipsis, if what follows does not go on
//! in small letters; and at a blank line and a new entry of a list, with or without a stop. A colon and a
//! semicolon do not end it: whether what they part could stand alone cannot be told by looking. The stops of
//! abbreviations, initials, figures and addresses are none. Bound: a sentence that begins with a small letter is
//! counted to the one before. Nothing is judged here.

use super::normalize::is_ignored;
use std::collections::HashSet;
use std::ops::Range;

/// A sentence: its bytes in the text, and those of its words.
#[derive(Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From its first word to its last mark.
    pub range: Range<usize>,
    /// Never empty.
    pub words: Vec<Range<usize>>,
}

/// Cuts a text into sentences. Takes a few steps for each character.
///
/// A sentence goes on after the stop of an abbreviation; these are in small letters, without their last stop.
///
/// ```
/// use std::collections::HashSet;
/// use stillpoint::files::lint::sentences::split_sentences;
///
/// let text = "Ask Dr. Lee. Call 1-800-799 or 3.5 lines.";
/// let sentences = split_sentences(text, &HashSet::from(["dr".to_owned()]));
/// assert_eq!(text.get(sentences[0].range.clone()), Some("Ask Dr. Lee."));
/// assert_eq!(sentences[1].words.len(), 5);
/// ```
#[must_use]
pub fn split_sentences(text: &str, abbreviations: &HashSet<String>) -> Vec<Sentence> {
    let mut found: Vec<Sentence> = Vec::new();
    // Whether the last sentence that was found may still go on.
    let mut open = false;
    let mut at = 0;
    while let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if character.is_alphanumeric() {
            let word = at..word_end(text, at);
            at = word.end;
            add_word(&mut found, open, word);
            open = true;
            continue;
        }
        at += character.len_utf8();
        let Some(sentence) = found.last_mut().filter(|_| open) else { continue };
        let last = sentence.words.last().and_then(|word| text.get(word.clone())).unwrap_or_default();
        if ends(character, last, text.get(at..).unwrap_or_default(), abbreviations) {
            open = false;
            if character != '\n' {
                sentence.range.end = at;
            }
        }
    }
    found
}

/// Adds a word to the open sentence, or begins one with it.
fn add_word(found: &mut Vec<Sentence>, open: bool, word: Range<usize>) {
    match found.last_mut() {
        Some(sentence) if open => {
            sentence.range.end = word.end;
            sentence.words.push(word);
        }
        _ => found.push(Sentence { range: word.clone(), words: vec![word] }),
    }
}

/// Returns where the word that begins here ends: letters and digits, and what joins them from inside.
fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut before = ' ';
    let mut rest = text.get(start..).unwrap_or_default().char_indices().peekable();
    while let Some((at, character)) = rest.next() {
        let next = rest.peek().map_or(' ', |(_, next)| *next);
        let joins = match character {
            '\'' | '’' | '-' | '‐' | '‑' => next.is_alphanumeric(),
            '.' => next.is_alphanumeric() && !(before.is_lowercase() && next.is_uppercase()),
            ',' => before.is_ascii_digit() && next.is_ascii_digit(),
            '*' => false,
            other => other.is_alphanumeric() || is_ignored(other),
        };
        if !joins {
            break;
        }
        end = start + at + character.len_utf8();
        before = character;
    }
    end
}

/// Says whether a sentence ends at a mark, seeing the word before it and the text after it.
fn ends(mark: char, word: &str, after: &str, abbreviations: &HashSet<String>) -> bool {
    match mark {
        '\n' => {
            let mut line = after.chars().take(16).skip_while(|c| matches!(c, ' ' | '\t' | '\r'));
            matches!(line.next(), Some('\n' | '-' | '•'))
        }
        '.' if is_short(word, abbreviations) => false,
        '.' | '!' | '?' | '…' => {
            // Closing marks and further stops belong to the end; a few characters are enough to look ahead.
            let mut ahead = after.chars().take(16).skip_while(|c| "\"'”’»)]*.!?…".contains(*c)).peekable();
            let apart = ahead.peek().is_none_or(|next| next.is_whitespace() || next.is_uppercase());
            let goes_on = ahead.find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase);
            apart && !goes_on
        }
        _ => false,
    }
}

/// Says whether a word is an abbreviation or an initial, so that its stop ends nothing.
fn is_short(word: &str, abbreviations: &HashSet<String>) -> bool {
    let small = word.to_lowercase();
    let initial = word != "I" && word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    initial || abbreviations.contains(&small)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<(&str, usize)> {
        let abbreviations = ["dr", "e.g", "ej"].map(str::to_owned).into();
        let sentences = split_sentences(text, &abbreviations);
        sentences.iter().map(|s| (text.get(s.range.clone()).unwrap(), s.words.len())).collect()
    }

    #[test]
    fn stops_end_sentences_and_abbreviations_figures_and_addresses_do_not() {
        assert_eq!(
            cut("Ask Dr. Lee. Call 1-800-799 or 3.5 lines."),
            [("Ask Dr. Lee.", 3), ("Call 1-800-799 or 3.5 lines.", 5)]
        );
        assert_eq!(
            cut("Some, e.g. Ann, see thehotline.org today."),
            [("Some, e.g. Ann, see thehotline.org today.", 6)]
        );
        assert_eq!(
            cut("Por ej. Ana. ¿Quién? Nadie"),
            [("Por ej. Ana.", 3), ("¿Quién?", 1), ("Nadie", 1)].map(|(s, n)| (s.trim_start_matches('¿'), n))
        );
        assert_eq!(cut("So am I. You too."), [("So am I.", 3), ("You too.", 2)]);
    }

    #[test]
    fn an_ellipsis_and_a_quoted_mark_end_a_sentence_only_before_a_new_one() {
        assert_eq!(cut("Well… maybe. *Do not stop.* Ask").len(), 3);
        assert_eq!(cut("You can say \"Why?\" and wait.").len(), 1);
        assert_eq!(cut("She said \"no.\" Then she left.").len(), 2);
    }

    #[test]
    fn entries_and_paragraphs_are_sentences_without_a_stop() {
        let text =
            "These are named:\n\n- low mood\n- post-traumatic\n  stress\n- bonds\n\nA heading\n\nLast one";
        assert_eq!(cut(text).iter().map(|(_, words)| *words).collect::<Vec<_>>(), [3, 2, 2, 1, 2, 2]);
        assert_eq!(cut("A line\nthat runs on.").len(), 1);
    }

    proptest! {
        #[test]
        fn every_sentence_lies_in_the_text_between_characters(text in "\\PC{0,40}|[a-zA-Z .!?\n\u{ad}*'’-]{0,60}") {
            let mut end = 0;
            for sentence in split_sentences(&text, &HashSet::new()) {
                prop_assert!(sentence.range.start >= end && !sentence.words.is_empty());
                prop_assert!(text.get(sentence.range.clone()).is_some());
                for word in sentence.words {
                    prop_assert!(text.get(word).is_some());
                }
                end = sentence.range.end;
            }
        }
    }
}
