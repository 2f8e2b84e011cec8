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
//! long word in five would decide. A text, and a sentence looked at alone, of fewer words than are enough is
//! therefore filled up to that number with words of the length usual in plain prose, while the length of its
//! sentences stays as it is. A short item is judged, and no single word decides.
//!
//! The numbers that are a matter of judgement stand in the lists of each language; those of the formulas stand here.

use super::sentences::{Sentence, split_sentences};
use super::syllables::Syllables;
use super::text_finding::{TextFinding, quoted};
use std::collections::HashSet;
use std::ops::Range;

/// The most words that are named as hard.
const NAMED: usize = 3;

/// A formula that somebody has published.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Formula {
    /// The Flesch-Kincaid grade level.
    #[default]
    FleschKincaid,
    /// The reading ease of Fernández Huerta, by its author's table of grades.
    FernandezHuerta,
}

impl Formula {
    /// Every formula by the name that the lists use.
    pub(super) const ALL: [(&'static str, Self); 2] =
        [("flesch-kincaid", Self::FleschKincaid), ("fernandez-huerta", Self::FernandezHuerta)];

    /// Returns what it is called in a sentence.
    fn name(self) -> &'static str {
        match self {
            Self::FleschKincaid => "Flesch-Kincaid grade level",
            Self::FernandezHuerta => "reading ease of Fernández Huerta, as a school grade",
        }
    }

    fn grade(self, words_per_sentence: f64, syllables_per_word: f64) -> f64 {
        match self {
            Self::FleschKincaid => 0.39 * words_per_sentence + 11.8 * syllables_per_word - 15.59,
            Self::FernandezHuerta => {
                grade_of_ease(206.84 - 60.0 * syllables_per_word - 1.02 * words_per_sentence)
            }
        }
    }
}

/// The table of Fernández Huerta: from this reading ease, this grade.
const TABLE: [(f64, f64); 6] =
    [(100.0, 3.0), (90.0, 4.0), (70.0, 6.0), (60.0, 8.0), (50.0, 12.0), (30.0, 16.0)];

/// Returns the grade of a reading ease, on a straight line between two entries of the table and beyond its ends.
fn grade_of_ease(ease: f64) -> f64 {
    let [first, .., last] = TABLE;
    let pairs = TABLE.iter().zip(TABLE.iter().skip(1));
    let between = pairs.rev().find(|(upper, _)| ease <= upper.0);
    let (upper, lower) = between.unwrap_or((&first, &(90.0, 4.0)));
    if ease < last.0 {
        return last.1 + (last.0 - ease) / 5.0;
    }
    upper.1 + (upper.0 - ease) * (lower.1 - upper.1) / (upper.0 - lower.0)
}

/// How easily texts of a language have to read, and how that is measured.
#[derive(Debug, Default)]
pub(super) struct Readability {
    /// The formula.
    pub(super) formula: Formula,
    /// The highest grade of the text of an item.
    pub(super) item: usize,
    /// The highest grade of guidance.
    pub(super) guidance: usize,
    /// The highest grade of a section.
    pub(super) section: usize,
    /// From so many words on, a text is judged by its own words alone.
    pub(super) enough_words: usize,
    /// How many syllables ten words of plain prose have.
    pub(super) syllables_in_ten_words: usize,
    /// A sentence of more words is too long.
    pub(super) long_sentence: usize,
    /// A word of more syllables is long.
    pub(super) long_word: usize,
    /// How syllables are counted.
    pub(super) syllables: Syllables,
}

/// Finds that the reading grade of a text is above a limit; the place is its hardest sentence.
///
/// The grade is compared as it is said, with one decimal.
pub(super) fn above(
    text: &str,
    limit: usize,
    readability: &Readability,
    abbreviations: &HashSet<String>,
) -> Option<TextFinding> {
    let sentences: Vec<Counted> = split_sentences(text, abbreviations)
        .into_iter()
        .map(|sentence| Counted::of(text, sentence, &readability.syllables))
        .collect();
    let grade_of = |sentence: &Counted| readability.grade(std::slice::from_ref(sentence));
    let hardest = sentences.iter().max_by(|one, other| grade_of(one).total_cmp(&grade_of(other)))?;
    let grade = readability.grade(&sentences);
    if (grade * 10.0).round() <= as_f64(limit) * 10.0 {
        return None;
    }
    let name = readability.formula.name();
    Some(TextFinding {
        range: hardest.range.clone(),
        message: format!("This text reads at grade {grade:.1}, above grade {limit} ({name})."),
        advice: readability.advice(text, hardest),
    })
}

/// A sentence with the syllables of its words.
struct Counted {
    range: Range<usize>,
    words: Vec<(usize, Range<usize>)>,
}

impl Counted {
    fn of(text: &str, sentence: Sentence, syllables: &Syllables) -> Self {
        let count = |word: Range<usize>| (syllables.count(text.get(word.clone()).unwrap_or_default()), word);
        Self { range: sentence.range, words: sentence.words.into_iter().map(count).collect() }
    }
}

impl Readability {
    /// Returns the grade of sentences taken together.
    fn grade(&self, sentences: &[Counted]) -> f64 {
        let words: usize = sentences.iter().map(|sentence| sentence.words.len()).sum();
        let syllables: usize =
            sentences.iter().flat_map(|sentence| &sentence.words).map(|(count, _)| count).sum();
        let missing = self.enough_words.saturating_sub(words);
        let usual = as_f64(self.syllables_in_ten_words) / 10.0;
        let filled = (as_f64(syllables) + as_f64(missing) * usual) / as_f64(words + missing);
        self.formula.grade(as_f64(words) / as_f64(sentences.len()), filled)
    }

    /// Says what to change: the length of the hardest sentence, and its longest words.
    fn advice(&self, text: &str, hardest: &Counted) -> String {
        let mut long: Vec<&(usize, Range<usize>)> =
            hardest.words.iter().filter(|(syllables, _)| *syllables > self.long_word).collect();
        long.sort_by_key(|(syllables, _)| std::cmp::Reverse(*syllables));
        let named: Vec<String> = long.iter().take(NAMED).map(|(_, word)| quoted(text, word)).collect();
        let count = hardest.words.len();
        let shorter = match (count > self.long_sentence, named.is_empty()) {
            (true, true) => "make two or three of it".to_owned(),
            (true, false) => {
                format!("make two or three of it, and find shorter words for {}", named.join(", "))
            }
            (false, false) => format!("find shorter words for {}", named.join(", ")),
            (false, true) => "make it shorter".to_owned(),
        };
        format!(
            "People read worse when they are troubled or tired. The sentence to begin with has {count} words: {shorter}."
        )
    }
}

/// Returns a count as a number with decimals; what is too large for it is too large to be read.
fn as_f64(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::lint::built_in_lists::{common, of_language};

    const HARD: &str = "Individuals experiencing persistent emotional unavailability frequently demonstrate considerable \
        interpersonal difficulties, necessitating comprehensive psychological evaluation.";

    fn judged(text: &str, language: &str, limit: usize) -> Option<TextFinding> {
        above(text, limit, &of_language(language).unwrap().readability, &common().abbreviations)
    }

    #[test]
    fn the_formulas_are_those_of_their_authors() {
        assert!((Formula::FleschKincaid.grade(10.0, 1.5) - 6.01).abs() < 1e-9);
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
            assert!((grade_of_ease(ease) - grade).abs() < 1e-9, "{ease}: {}", grade_of_ease(ease));
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
            assert_eq!(judged(plain, "en", 8), None, "{plain}");
        }
        assert!(judged(HARD, "en", 10).is_some());
        assert!(judged("I experience considerable interpersonal difficulties.", "en", 8).is_some());
        assert_eq!(judged("Me cuesta decir lo que siento.", "es-MX", 8), None);
        let duro = "Las personas que experimentan indisponibilidad emocional persistente manifiestan considerables dificultades \
            interpersonales, requiriendo evaluaciones psicológicas especializadas.";
        assert!(judged(duro, "es", 10).is_some());
    }

    #[test]
    fn the_message_names_grade_limit_formula_and_what_to_change() {
        let text = format!("This is easy. {HARD} So is this.");
        let finding = judged(&text, "en", 8).unwrap();
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
    fn entries_of_a_list_are_sentences() {
        assert_eq!(judged(&"- a low mood\n".repeat(40), "en", 8), None);
    }
}
