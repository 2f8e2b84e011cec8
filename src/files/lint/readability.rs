//! The reading grade of a text: how many years of school it takes to read it.
//!
//! English: the Flesch-Kincaid grade level, 0.39 × words per sentence + 11.8 × syllables per word − 15.59
//! (J. P. Kincaid, R. P. Fishburne, R. L. Rogers, B. S. Chissom, *Derivation of new readability formulas for Navy
//! enlisted personnel*, Research Branch Report 8-75, 1975).
//!
//! Spanish: the reading ease of J. Fernández Huerta (*Medidas sencillas de lecturabilidad*, Consigna 214, 1959), 206.84 −
//! 60 × syllables per word − 1.02 × words per sentence, turned into a grade by that author's own table (90: fourth,
//! 80: fifth, 70: sixth, 60: eighth, 50: twelfth grade), on a straight line between its entries. The formula of A. N. Crawford
//! (1984) gives grades at once, but is fitted to the first six: even hard prose hardly gets to eight by it, so
//! that a limit of eight would never speak.
//!
//! All of it counts sentences and syllables, and knows nothing of sense: short words can be hard. The bounds of the counting
//! stand in `sentences.rs` and `syllables.rs`. **Short texts:** a formula for averages says little of few words; one
//! long word in five would decide. A text, and a sentence looked at alone, of fewer than [`ENOUGH`] words is
//! therefore filled up to that number with words of the length usual in plain prose, while the length of its
//! sentences stays as it is. A short item is judged, and no single word decides.

use super::sentences::{Sentence, sentences};
use super::syllables;
use super::text_finding::{TextFinding, quoted};
use std::ops::Range;

/// From so many words on, a text is judged by its own words alone.
pub(super) const ENOUGH: usize = 10;

/// The most words that are named as hard.
const NAMED: usize = 3;

/// A formula for a language.
struct Formula {
    name: &'static str,
    spanish: bool,
    /// Syllables per word in plain prose.
    usual: f64,
    grade: fn(words_per_sentence: f64, syllables_per_word: f64) -> f64,
}

const ENGLISH: Formula = Formula {
    name: "Flesch-Kincaid grade level",
    spanish: false,
    usual: 1.3,
    grade: |sentence, word| 0.39 * sentence + 11.8 * word - 15.59,
};

const SPANISH: Formula = Formula {
    name: "reading ease of Fernández Huerta, as a school grade",
    spanish: true,
    usual: 1.9,
    grade: |sentence, word| huerta(206.84 - 60.0 * word - 1.02 * sentence),
};

/// The table of Fernández Huerta: from this reading ease, this grade.
const TABLE: [(f64, f64); 6] =
    [(100.0, 3.0), (90.0, 4.0), (70.0, 6.0), (60.0, 8.0), (50.0, 12.0), (30.0, 16.0)];

fn huerta(ease: f64) -> f64 {
    let [first, .., last] = TABLE;
    let pairs = TABLE.iter().zip(TABLE.iter().skip(1));
    let between = pairs.rev().find(|(upper, _)| ease <= upper.0);
    let (upper, lower) = between.unwrap_or((&first, &(90.0, 4.0)));
    if ease < last.0 {
        return last.1 + (last.0 - ease) / 5.0;
    }
    upper.1 + (upper.0 - ease) * (lower.1 - upper.1) / (upper.0 - lower.0)
}

fn formula(language: &str) -> Option<&'static Formula> {
    match super::built_in_lists::primary(language) {
        "en" => Some(&ENGLISH),
        "es" => Some(&SPANISH),
        _ => None,
    }
}

/// Finds that the reading grade of a text is above a limit; the place is its hardest sentence.
///
/// The grade is compared as it is said, with one decimal.
pub(super) fn above(text: &str, language: &str, limit: u8) -> Option<TextFinding> {
    let formula = formula(language)?;
    let sentences = sentences(text);
    let grade_of = |sentence: &Sentence| grade(text, std::slice::from_ref(sentence), formula);
    let hardest = sentences.iter().max_by(|one, other| grade_of(one).total_cmp(&grade_of(other)))?;
    let all = grade(text, &sentences, formula);
    if (all * 10.0).round() <= f64::from(limit) * 10.0 {
        return None;
    }
    Some(TextFinding {
        range: hardest.range.clone(),
        message: format!("This text reads at grade {all:.1}, above grade {limit} ({}).", formula.name),
        advice: advice(text, hardest, formula),
    })
}

fn grade(text: &str, sentences: &[Sentence], formula: &Formula) -> f64 {
    let words: usize = sentences.iter().map(|sentence| sentence.words.len()).sum();
    let syllables: usize = sentences
        .iter()
        .flat_map(|sentence| &sentence.words)
        .map(|word| syllables_of(text, word, formula))
        .sum();
    let missing = ENOUGH.saturating_sub(words);
    let filled = (as_f64(syllables) + as_f64(missing) * formula.usual) / as_f64(words + missing);
    (formula.grade)(as_f64(words) / as_f64(sentences.len()), filled)
}

fn syllables_of(text: &str, word: &Range<usize>, formula: &Formula) -> usize {
    syllables::count(text.get(word.clone()).unwrap_or_default(), formula.spanish)
}

/// Returns a count as a number with decimals; what is too large for it is too large to be read.
fn as_f64(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

/// Says what to change: the length of the hardest sentence, and its longest words.
fn advice(text: &str, hardest: &Sentence, formula: &Formula) -> String {
    let mut long: Vec<(usize, &Range<usize>)> = hardest
        .words
        .iter()
        .map(|word| (syllables_of(text, word, formula), word))
        .filter(|(syllables, _)| *syllables > if formula.spanish { 3 } else { 2 })
        .collect();
    long.sort_by_key(|(syllables, _)| std::cmp::Reverse(*syllables));
    let named: Vec<String> = long.iter().take(NAMED).map(|(_, word)| quoted(text, word)).collect();
    let count = hardest.words.len();
    let shorter = match (count > 15, named.is_empty()) {
        (true, true) => "make two or three of it".to_owned(),
        (true, false) => format!("make two or three of it, and find shorter words for {}", named.join(", ")),
        (false, false) => format!("find shorter words for {}", named.join(", ")),
        (false, true) => "make it shorter".to_owned(),
    };
    format!(
        "People read worse when they are troubled or tired. The sentence to begin with has {count} words: {shorter}."
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HARD: &str = "Individuals experiencing persistent emotional unavailability frequently demonstrate considerable \
        interpersonal difficulties, necessitating comprehensive psychological evaluation.";

    #[test]
    fn the_formulas_are_those_of_their_authors() {
        assert!(((ENGLISH.grade)(10.0, 1.5) - 6.01).abs() < 1e-9);
        for (ease, grade) in [
            (100.0, 3.0),
            (95.0, 3.5),
            (80.0, 5.0),
            (65.0, 7.0),
            (60.0, 8.0),
            (55.0, 10.0),
            (40.0, 14.0),
            (20.0, 18.0),
            (110.0, 2.0),
        ] {
            assert!((huerta(ease) - grade).abs() < 1e-9, "{ease}: {}", huerta(ease));
        }
    }

    #[test]
    fn plain_sentences_pass_and_hard_ones_do_not_however_short() {
        for plain in [
            "I find it hard to share my feelings.",
            "Committing to someone is hard for me.",
            "Yes",
            "Relationships",
            "",
            "…",
        ] {
            assert_eq!(above(plain, "en", 8), None, "{plain}");
        }
        assert!(above(HARD, "en", 10).is_some());
        assert!(above("I experience considerable interpersonal difficulties.", "en", 8).is_some());
        assert_eq!(above("Me cuesta decir lo que siento.", "es-MX", 8), None);
        let duro = "Las personas que experimentan indisponibilidad emocional persistente manifiestan considerables dificultades \
            interpersonales, requiriendo evaluaciones psicológicas especializadas.";
        assert!(above(duro, "es", 10).is_some());
    }

    #[test]
    fn the_message_names_grade_limit_formula_and_what_to_change() {
        let text = format!("This is easy. {HARD} So is this.");
        let finding = above(&text, "en", 8).unwrap();
        assert_eq!(text.get(finding.range), Some(HARD));
        assert!(
            finding.message.contains("above grade 8 (Flesch-Kincaid grade level)")
                && finding.message.contains('.'),
            "{}",
            finding.message
        );
        assert!(
            finding.advice.contains("has 14 words") && finding.advice.contains("\"unavailability\""),
            "{}",
            finding.advice
        );
    }

    #[test]
    fn entries_of_a_list_are_sentences_and_what_has_no_formula_is_not_judged() {
        let entries = "- a low mood\n".repeat(40);
        assert_eq!(above(&entries, "en", 8), None);
        assert_eq!(above(HARD, "fr", 1), None);
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in any::<String>(), limit in 0_u8..20) {
            for language in ["en", "es", "xx"] {
                if let Some(finding) = above(&text, language, limit) {
                    prop_assert!(text.get(finding.range).is_some_and(|piece| !piece.is_empty()));
                }
            }
        }
    }
}
