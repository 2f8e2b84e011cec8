//! Makes a pseudo-language (`en-XA`) of any other, for tests and for translators: `⟦Ĝó óñ~~⟧` for "Go on".
//!
//! Letters get accents, texts get a third longer, and each stands in brackets. On a screen, a text without accents did
//! not come from a language file, and a bracket that does not close shows that a text was cut. This module must not hold
//! a sentence.

use super::languages::Language;
use super::wording::Wording;
use std::sync::Arc;

/// The tag by which the language is asked for.
pub(crate) const PSEUDO: &str = "en-XA";

/// Letters, and the accented ones that replace them.
const ACCENTED: [(&str, &str); 2] = [
    ("aceinorsuyACEINORSUY", "áçéíñóŕšúýÁÇÉÍÑÓŔŠÚÝ"),
    ("bdfghjklmpqtvwxzBDFGHJKLMPQTVWXZ", "ƀðƒĝĥĵķļɱþɋţṽŵẋžƁÐƑĜĤĴĶĻṀÞɊŢṼŴẊŽ"),
];

/// Sentences that are lists of words, of which each is changed by itself.
const WORD_LISTS: [(&str, &str); 3] = [("about", "number_words"), ("about", "months"), ("kiosk", "letters")];

/// Sentences that the program reads and a person does not. They stay as they are.
const PATTERNS: [(&str, &str); 3] =
    [("about", "language"), ("about", "ten_thousand"), ("about", "capitalized")];

/// Makes the pseudo-language of another one.
#[must_use]
pub fn pseudo(language: &Language) -> Language {
    let questionnaire = language.questionnaire.in_other_words(PSEUDO, |_, text| *text = paragraphs(text));
    let wording = sentences(&language.wording);
    Language { wording, questionnaire: Arc::new(questionnaire), reviewed_by: Some(Vec::new()) }
}

fn sentences(of: &Wording) -> Wording {
    let mut wording = of.clone();
    wording.change(|table, key, sentence| {
        *sentence = match (table, key) {
            it if PATTERNS.contains(&it) => return,
            it if WORD_LISTS.contains(&it) => {
                sentence.split_whitespace().map(bracketed).collect::<Vec<_>>().join(" ")
            }
            _ => paragraphs(sentence),
        }
    });
    PSEUDO.clone_into(&mut wording.about.language);
    wording.reviewed_by = Some(Vec::new());
    wording
}

/// Changes each paragraph and each entry of a list by itself.
fn paragraphs(text: &str) -> String {
    let mut blocks: Vec<String> = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    let mut close = |lines: &mut Vec<&str>| {
        let block = lines.join("\n");
        lines.clear();
        let (head, rest) = block.strip_prefix("- ").map_or(("", block.as_str()), |rest| ("- ", rest));
        blocks.push(if rest.trim().is_empty() { block.clone() } else { head.to_owned() + &bracketed(rest) });
    };
    // A blank line is a block of its own and an entry begins one, so that lists and paragraphs stay what they are.
    for line in text.split('\n') {
        if (line.trim().is_empty() || line.starts_with("- ")) && !lines.is_empty() {
            close(&mut lines);
        }
        lines.push(line);
        if line.trim().is_empty() {
            close(&mut lines);
        }
    }
    if !lines.is_empty() {
        close(&mut lines);
    }
    blocks.join("\n")
}

/// Puts accents on the letters, adds a third to the length, and puts brackets around. What stands in braces stays, because the
/// program fills it.
fn bracketed(text: &str) -> String {
    let mut depth = 0_usize;
    let mut changed = String::from("⟦");
    for letter in text.chars() {
        depth = match letter {
            '{' => depth + 1,
            '}' => depth.saturating_sub(1),
            _ => depth,
        };
        changed.push(if depth == 0 { accented(letter) } else { letter });
    }
    let more = text.chars().count().div_ceil(3);
    changed.push_str(&"~".repeat(more.min(12)));
    changed.push('⟧');
    changed
}

fn accented(letter: char) -> char {
    let twin = |(plain, other): &(&str, &str)| {
        let at = plain.chars().position(|plain| plain == letter)?;
        other.chars().nth(at)
    };
    ACCENTED.iter().find_map(twin).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::{ACCENTED, paragraphs};

    #[test]
    fn places_lists_and_paragraphs_stay_what_they_are() {
        assert_eq!(paragraphs("Go {n} on"), "⟦Ĝó {n} óñ~~~⟧");
        assert_eq!(paragraphs("Be.\n\n- a\n- b\nc"), "⟦Ɓé.~⟧\n\n- ⟦á~⟧\n- ⟦ƀ\nç~⟧");
    }

    #[test]
    fn every_letter_has_a_twin() {
        for (plain, other) in ACCENTED {
            assert_eq!(plain.chars().count(), other.chars().count());
        }
        let all: String = ACCENTED.iter().map(|(plain, _)| *plain).collect();
        assert!(('a'..='z').chain('A'..='Z').all(|letter| all.contains(letter)));
    }
}
