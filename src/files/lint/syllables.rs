//! Counts syllables, in English by rules with exceptions and in Spanish by the rules of its spelling.
//!
//! English spelling does not say how many syllables a word has. The counter takes groups of vowels, corrects them
//! for endings that are silent and for vowels that are said apart, and knows some words by heart; of everyday
//! words it misses about one in twenty, mostly by one. Names and loan words it may miss more often. Spanish
//! spelling does say it; bounds there are `h` between vowels, which is taken to part them, and foreign words.
//!
//! Figures count one syllable a digit, four at most; words in capitals of two to five letters are spelled.
//!
//! Words that the rules get wrong stand in the lists of the language. Nothing is judged here: how many syllables are too
//! many is for `readability.rs` to say.
//!
//! It stays ours: patterns of hyphenation say where a word may be broken at the end of a line, which is not at each
//! syllable.

use std::collections::{HashMap, HashSet};

/// The most syllables that a figure counts.
const FIGURE: usize = 4;

/// The rules of a language's spelling.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Rules {
    /// Groups of vowels, with corrections.
    #[default]
    English,
    /// Strong and weak vowels; they say it nearly always.
    Spanish,
}

impl Rules {
    /// All rules by the name that the lists use.
    pub(super) const ALL: [(&'static str, Self); 2] =
        [("english", Self::English), ("spanish", Self::Spanish)];
}

/// The rules of a language, and words that they get wrong.
#[derive(Debug, Default)]
pub struct Syllables {
    /// The rules.
    pub rules: Rules,
    /// Syllables of words that the rules get wrong, in small letters.
    pub by_heart: HashMap<String, usize>,
    /// Beginnings of words with two vowels that are said apart; for the English rules.
    pub apart: HashSet<String>,
    /// Endings before which a silent `e` stays silent; for the English rules.
    pub after_silent_e: HashSet<String>,
}

impl Syllables {
    /// Returns the syllables of a word; at least one.
    ///
    /// ```
    /// use stillpoint::files::lint::syllables::{Rules, Syllables};
    ///
    /// let mut english = Syllables::default();
    /// assert_eq!(english.count("sometimes"), 3); // the silent e inside is not known of without a list
    /// english.after_silent_e.insert("times".to_owned());
    /// assert_eq!(english.count("sometimes"), 2);
    ///
    /// let spanish = Syllables { rules: Rules::Spanish, ..Syllables::default() };
    /// assert_eq!(spanish.count("vacío"), 3);
    /// assert_eq!(spanish.count("988"), 3);
    /// ```
    #[must_use]
    pub fn count(&self, word: &str) -> usize {
        word.split(['-', '‐', '‑', '.', '\u{ad}'])
            .filter(|part| !part.is_empty())
            .map(|part| self.of_part(part))
            .sum::<usize>()
            .max(1)
    }

    fn of_part(&self, part: &str) -> usize {
        let digits = part.chars().filter(|c| c.is_numeric()).count();
        let stem = part.strip_suffix('s').unwrap_or(part);
        let letters = stem.chars().count();
        if digits > 0 {
            digits.min(FIGURE)
        } else if (2..=5).contains(&letters) && stem.chars().all(char::is_uppercase) {
            stem.chars().map(|letter| if letter == 'W' { 3 } else { 1 }).sum()
        } else {
            let small = part.to_lowercase().replace('’', "'");
            match (self.by_heart.get(&small), self.rules) {
                (Some(known), _) => *known,
                (None, Rules::English) => self.in_english(&small),
                (None, Rules::Spanish) => in_spanish(&small),
            }
        }
    }

    /// Counts by groups of vowels, with corrections.
    fn in_english(&self, word: &str) -> usize {
        let (word, extra) = contraction(word);
        let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
        let two = self.apart.iter().any(|start| word.starts_with(start.as_str()));
        let all = groups(&letters) + said_apart(&letters) + usize::from(two) + extra;
        let silent = usize::from(has_silent_e(&letters)) + usize::from(self.has_silent_e_inside(word));
        all.saturating_sub(silent).max(1)
    }

    /// Says whether an `e` before an ending is silent: "lonely", "something", but not in "element" or "settlement".
    fn has_silent_e_inside(&self, word: &str) -> bool {
        self.after_silent_e.iter().filter_map(|ending| word.strip_suffix(ending.as_str())).any(|stem| {
            let letters: Vec<char> = stem.chars().collect();
            let end = |back| from_end(&letters, back);
            let vowels = (0..letters.len().saturating_sub(1)).any(|at| vowel(&letters, at));
            end(1) == 'e' && is_consonant(end(2)) && vowels && !(end(2) == 'l' && is_consonant(end(3)))
        })
    }
}

/// Counts by the rules of Spanish: strong vowels and accented weak ones begin a syllable of their own.
fn in_spanish(word: &str) -> usize {
    let mut count = 0;
    let mut before: Option<bool> = None;
    let mut rest = word.chars().peekable();
    while let Some(letter) = rest.next() {
        let strong = match letter {
            'a' | 'e' | 'o' | 'á' | 'é' | 'í' | 'ó' | 'ú' => Some(true),
            'i' | 'u' | 'ü' => Some(false),
            'y' if rest.peek().is_none() => Some(false),
            _ => None,
        };
        match (before, strong) {
            (None, Some(_)) | (Some(true), Some(true)) => count += 1,
            _ => {}
        }
        // A weak vowel leans on the strong one before it, and a strong one takes over from a weak one.
        before = strong.map(|strong| {
            strong || (before == Some(true) && rest.peek().is_some_and(|next| !"aeoáéíóú".contains(*next)))
        });
    }
    count.max(1)
}

/// Takes off what follows an apostrophe, and says how many syllables it adds.
fn contraction(word: &str) -> (&str, usize) {
    match word.split_once('\'') {
        Some((stem, "t")) => {
            let said = ["dn", "sn", "tn"].iter().any(|end| stem.ends_with(end));
            (stem, usize::from(said))
        }
        Some((stem, _)) if !stem.is_empty() => (stem, 0),
        _ => (word, 0),
    }
}

/// Says whether the letter at a place is a vowel; `y` is one unless it begins a word or stands between vowels.
fn vowel(letters: &[char], at: usize) -> bool {
    let plain = |at: usize| letters.get(at).is_some_and(|c| "aeiouáéíóú".contains(*c));
    match letters.get(at) {
        Some('y') => at > 0 && !(plain(at - 1) && plain(at + 1)),
        _ => plain(at),
    }
}

fn groups(letters: &[char]) -> usize {
    (0..letters.len()).filter(|at| vowel(letters, *at) && !(*at > 0 && vowel(letters, at - 1))).count()
}

/// Returns the letter so many places before the end, or a blank.
fn from_end(letters: &[char], back: usize) -> char {
    letters.len().checked_sub(back).and_then(|at| letters.get(at)).copied().unwrap_or(' ')
}

fn is_consonant(letter: char) -> bool {
    letter.is_alphabetic() && !"aeiouy".contains(letter)
}

/// Says whether an `e` at the end is silent: "time", "times", "marked", but not "little", "places", "started".
fn has_silent_e(letters: &[char]) -> bool {
    let end = |back| from_end(letters, back);
    let syllabic =
        |back: usize| end(back) == 'l' && is_consonant(end(back + 1)) && !"lr".contains(end(back + 1));
    match (end(2), end(1)) {
        (before, 'e') => is_consonant(before) && !syllabic(2),
        ('e', 'd') => is_consonant(end(3)) && !"td".contains(end(3)) && !syllabic(3),
        ('e', 's') => {
            let hissed = "sxzcg".contains(end(3)) || (end(3) == 'h' && "sc".contains(end(4)));
            is_consonant(end(3)) && !hissed && !syllabic(3)
        }
        _ => false,
    }
}

/// Counts vowels that stand together and are said apart: "science", "period", "going", "usual", "autism".
fn said_apart(letters: &[char]) -> usize {
    let word: String = letters.iter().collect();
    let inside = (0..letters.len()).filter(|at| is_said_apart(letters, *at, &word)).count();
    let going = word.strip_suffix("ing").is_some_and(|stem| {
        let last = stem.chars().next_back().unwrap_or(' ');
        "aeiou".contains(last) || (last == 'y' && is_consonant(stem.chars().rev().nth(1).unwrap_or(' ')))
    });
    let easier = letters.len() > 4 && ["ier", "iest", "iers"].iter().any(|end| word.ends_with(end));
    let autism = word.ends_with("sm") || word.ends_with("thm");
    inside + usize::from(going) + usize::from(easier) + usize::from(autism)
}

/// Says whether a vowel is said apart from the one after it, by the letters around the two.
fn is_said_apart(letters: &[char], at: usize, word: &str) -> bool {
    let letter = |at: usize| letters.get(at).copied().unwrap_or(' ');
    let (before, after) = (at.checked_sub(1).map_or(' ', letter), letter(at + 2));
    match (letter(at), letter(at + 1)) {
        // "material", but not "special" or "marriage"; a word may begin so.
        ('i', 'a') => !"ctgs".contains(before) && after != 'g' || before == ' ',
        ('i', 'o') => !"ctgsxln".contains(before),
        ('i', 'u') => !"ct".contains(before),
        // "client" and "diet", but not "patient" or "friend".
        ('i', 'e') => {
            (after == 'n' && !"ct".contains(before) && !word.starts_with("friend"))
                || (after == 't' && at + 3 >= letters.len().saturating_sub(1))
        }
        // "actual" and "usual", but not "quality", "guard" or "persuade".
        ('u', 'a') => !"qgs".contains(before) || word.contains("sual"),
        ('u', 'e') => "nlt".contains(after) && !"qg".contains(before),
        ('u', 'o') => after == 'u',
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::lint::built_in_lists::of_language;
    use proptest::prelude::*;

    fn count(word: &str, language: &str) -> usize {
        of_language(language).unwrap().readability.syllables.count(word)
    }

    #[test]
    fn english_words_have_as_many_syllables_as_one_says() {
        let known = [
            "you the and find hard close keep through there whose lives times marked called need friends don't aren't \
             thought health help would place tied past time once like felt voice guess guide stays",
            "people little lonely something someone sometimes started places moment going being doing trying saying \
             quiet science client other often maybe every hundred feelings person story stories worried safety useful \
             didn't isn't couldn't matters being autism's ourselves therefore treatment around because before trouble \
             social patient conscious wanted needed beyond evening",
            "idea area emotion somebody medicine different another everything anyone remember relatives services \
             therapist disorder pharmacist community's influence behavior violence period serious previous usual easier \
             personal depression detachment autism companion awareness closeness's suicide condition video",
            "emotional relationship situation psychologist anxiety society experience reality information \
             community psychiatrist professional's sympathetic activity bipolar's",
        ];
        let mut missed = Vec::new();
        let mut all = 0;
        for (number, words) in known.iter().enumerate() {
            for word in words.split_whitespace() {
                all += 1;
                if count(word, "en") != number + 1 {
                    missed.push((word, number + 1, count(word, "en")));
                }
            }
        }
        assert!(missed.len() * 20 <= all, "{} of {all}: {missed:?}", missed.len());
    }

    #[test]
    fn spanish_words_are_counted_by_their_spelling() {
        let known = [
            "y muy hoy buey aun yo",
            "usted siente país día leer quiere guía ciudad también aún reír limpiáis",
            "ayuda cuidado vacío emoción distancia ahora Uruguay frecuencia estudiáis oído caían continuo",
            "emociones relaciones averigüe psicólogo teoría aéreo desapego sentimientos continúo",
            "medicamento",
        ];
        for (number, words) in known.iter().enumerate() {
            for word in words.split(' ') {
                assert_eq!(count(word, "es"), number + 1, "{word}");
            }
        }
    }

    #[test]
    fn figures_capitals_and_joined_words_are_counted_as_they_are_read() {
        for (word, syllables) in [
            ("988", 3),
            ("1-800-799-7233", 11),
            ("PTSD", 4),
            ("SSRIs", 4),
            ("I", 1),
            ("A", 1),
            ("self-harm", 2),
        ] {
            assert_eq!(count(word, "en"), syllables, "{word}");
        }
    }

    #[test]
    fn every_word_that_is_known_by_heart_is_one_that_the_rules_get_wrong() {
        let english = &of_language("en").unwrap().readability.syllables;
        let rules = Syllables {
            rules: english.rules,
            apart: english.apart.clone(),
            after_silent_e: english.after_silent_e.clone(),
            by_heart: HashMap::new(),
        };
        let right = english.by_heart.iter().filter(|(word, known)| rules.count(word) == **known);
        assert_eq!(right.map(|(word, _)| word).collect::<Vec<_>>(), [""; 0]);
    }

    proptest! {
        #[test]
        fn any_word_has_a_syllable_and_at_most_one_for_each_two_letters_more_or_less(word in "\\PC{0,30}") {
            for language in ["en", "es"] {
                let syllables = count(&word, language);
                prop_assert!(syllables >= 1 && syllables <= 3 * word.chars().count() + 1);
            }
        }
    }
}
