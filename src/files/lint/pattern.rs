//! Patterns of words: a small language in which the lists of words are written.
//!
//! A pattern is elements with a blank between them; each has to match, one after another, inside one sentence.
//!
//! | element | matches |
//! | --- | --- |
//! | `one` | this word |
//! | `one\|two` | one of these words |
//! | `suffer*` | any word that begins so |
//! | `@name` | a word of the set of this name |
//! | `#` | a number, in figures |
//! | `~3` | at most three words, whatever they are |
//! | `one?` | this word, or nothing |
//! | `@name~` | at most four words of the set, or nothing |
//! | `!one\|two` | nothing, if none of these words follows |
//!
//! It only looks; what a match means is for whoever wrote the pattern.

use super::tokens::Token;
use std::collections::BTreeMap;

/// The most words that a repeated element takes.
const REPEATED: usize = 4;

/// How many words before a match an excuse may begin.
const EXCUSE: usize = 8;

/// The words of an element.
#[derive(Debug, Default)]
struct Words {
    whole: Vec<&'static str>,
    beginnings: Vec<&'static str>,
    number: bool,
}

impl Words {
    fn read(written: &'static str, sets: Sets) -> Self {
        let mut words = Self::default();
        for one in written.split('|') {
            match (one, one.strip_prefix('@'), one.strip_suffix('*')) {
                ("#", _, _) => words.number = true,
                (_, Some(name), _) => {
                    let set = sets.iter().find(|(known, _)| *known == name).map_or("", |(_, set)| *set);
                    words.take(Self::read(set, &[]));
                }
                (_, _, Some(beginning)) => words.beginnings.push(beginning),
                _ => words.whole.push(one),
            }
        }
        words
    }

    fn take(&mut self, other: Self) {
        self.whole.extend(other.whole);
        self.beginnings.extend(other.beginnings);
        self.number |= other.number;
    }

    fn has(&self, word: &str) -> bool {
        self.whole.contains(&word)
            || self.beginnings.iter().any(|beginning| word.starts_with(beginning))
            || (self.number && word.bytes().all(|byte| byte.is_ascii_digit()))
    }
}

#[derive(Debug)]
enum Element {
    /// At least and at most so many of these words.
    Some(Words, usize, usize),
    /// At most so many words.
    Any(usize),
    /// None of these words comes next.
    Not(Words),
}

impl Element {
    fn read(written: &'static str, sets: Sets) -> Self {
        let words = |written| Words::read(written, sets);
        if let Some(most) = written.strip_prefix('~') {
            Self::Any(most.parse().unwrap_or(REPEATED))
        } else if let Some(none) = written.strip_prefix('!') {
            Self::Not(words(none))
        } else if let Some(maybe) = written.strip_suffix('?') {
            Self::Some(words(maybe), 0, 1)
        } else if let Some(many) = written.strip_suffix('~') {
            Self::Some(words(many), 0, REPEATED)
        } else {
            Self::Some(words(written), 1, 1)
        }
    }
}

/// Sets of words by name, each written as `one|two`.
pub(super) type Sets = &'static [(&'static str, &'static str)];

/// Patterns that are wrong for one reason.
pub(super) struct Group {
    /// What a match does, as the end of a sentence that begins with it.
    pub(super) found: &'static str,
    /// Why it matters, and what to write instead.
    pub(super) advice: &'static str,
    /// The patterns, in plain small letters without accents.
    pub(super) patterns: &'static [&'static str],
    /// What may stand right before a match so that it is none.
    pub(super) excuses: &'static [&'static str],
}

/// The lists for one language.
pub(super) struct Lists {
    /// The sets that the patterns name.
    pub(super) sets: Sets,
    /// Words that give the reader a diagnosis or a measure.
    pub(super) labelling: &'static [Group],
    /// Words that blame, order about or make small.
    pub(super) blame: &'static [Group],
    /// Words on suicide and self-harm that can do harm.
    pub(super) self_harm: &'static [Group],
}

/// Patterns, ready to be looked for together.
#[derive(Debug)]
pub(super) struct Patterns {
    all: Vec<Vec<Element>>,
    /// Which patterns begin with a given word; most do, and are tried nowhere else.
    by_word: BTreeMap<&'static str, Vec<usize>>,
    others: Vec<usize>,
}

impl Patterns {
    /// Reads patterns as they are written.
    pub(super) fn read(written: &'static [&'static str], sets: Sets) -> Self {
        let mut patterns = Self { all: Vec::new(), by_word: BTreeMap::new(), others: Vec::new() };
        for (number, pattern) in written.iter().enumerate() {
            let elements: Vec<Element> =
                pattern.split(' ').map(|element| Element::read(element, sets)).collect();
            match elements.first() {
                Some(Element::Some(words, 1, _)) if words.beginnings.is_empty() && !words.number => {
                    for word in &words.whole {
                        patterns.by_word.entry(word).or_default().push(number);
                    }
                }
                _ => patterns.others.push(number),
            }
            patterns.all.push(elements);
        }
        patterns
    }

    /// Returns where a match that begins at this token ends, counting steps; the longest if there are several.
    pub(super) fn end_of(&self, tokens: &[Token], from: usize, steps: &mut usize) -> Option<usize> {
        let word = tokens.get(from)?.word.as_deref()?;
        let begin = self.by_word.get(word).into_iter().flatten();
        begin
            .chain(&self.others)
            .filter_map(|number| self.all.get(*number))
            .filter_map(|elements| reach(elements, tokens, from, None, steps))
            .max()
    }

    /// Says whether a match ends right before this token.
    pub(super) fn before(&self, tokens: &[Token], at: usize, steps: &mut usize) -> bool {
        (at.saturating_sub(EXCUSE)..at).any(|from| {
            self.all.iter().any(|elements| reach(elements, tokens, from, Some(at), steps).is_some())
        })
    }
}

/// Returns where the elements, matched from this token on, end; at `goal`, if there is one.
fn reach(
    elements: &[Element],
    tokens: &[Token],
    from: usize,
    goal: Option<usize>,
    steps: &mut usize,
) -> Option<usize> {
    *steps += 1;
    let Some((element, rest)) = elements.split_first() else {
        return goal.is_none_or(|goal| goal == from).then_some(from);
    };
    let word = |at: usize| tokens.get(at).and_then(|token| token.word.as_deref());
    let (words, least, most) = match element {
        Element::Not(words) => {
            let none = !word(from).is_some_and(|word| words.has(word));
            return none.then(|| reach(rest, tokens, from, goal, steps)).flatten();
        }
        Element::Some(words, least, most) => (Some(words), *least, *most),
        Element::Any(most) => (None, 0, *most),
    };
    let fits = |word: &str| words.is_none_or(|words| words.has(word));
    let fitting = (0..most).take_while(|step| word(from + step).is_some_and(fits)).count();
    (least..=fitting).rev().find_map(|taken| reach(rest, tokens, from + taken, goal, steps))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::lint::tokens::tokenize;

    const SETS: Sets = &[("ill", "flu|fever*")];

    fn found(written: &'static [&'static str], text: &str) -> Option<usize> {
        Patterns::read(written, SETS).end_of(&tokenize(text), 0, &mut 0)
    }

    #[test]
    fn each_kind_of_element_matches_what_it_says() {
        assert_eq!(found(&["one|two three"], "Two three four"), Some(2));
        assert_eq!(found(&["suffer* from"], "Suffering from"), Some(2));
        assert_eq!(found(&["you have @ill"], "you have fevers"), Some(3));
        assert_eq!(found(&["a ~2 b"], "a x y b"), Some(4));
        assert_eq!(found(&["a ~2 b"], "a x y z b"), None);
        assert_eq!(found(&["a b? c"], "a c"), Some(2));
        assert_eq!(found(&["a @ill~ c"], "a flu fever flu c"), Some(5));
        assert_eq!(found(&["# pills"], "20 pills"), Some(2));
        assert_eq!(found(&["just !now|as"], "just do it"), Some(1));
        assert_eq!(found(&["just !now|as"], "just as well"), None);
    }

    #[test]
    fn no_pattern_reaches_across_the_end_of_a_sentence() {
        for text in ["you have. Flu", "you have: flu", "you have\n\nflu", "you have\n- flu"] {
            assert_eq!(found(&["you have @ill"], text), None, "{text}");
        }
        assert_eq!(found(&["you have @ill"], "you,\nhave flu"), Some(3));
    }

    #[test]
    fn an_excuse_ends_right_before_the_match() {
        let excuse = Patterns::read(&["not ~2 say that"], SETS);
        assert!(excuse.before(&tokenize("it does not really say that you"), 6, &mut 0));
        assert!(!excuse.before(&tokenize("it does not say that. You"), 6, &mut 0));
        assert!(!excuse.before(&tokenize("they say that you"), 3, &mut 0));
    }
}
