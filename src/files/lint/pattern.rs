//! Patterns of words: a small language in which lists of words are written.
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
//! ```
//! use std::collections::BTreeMap;
//! use std::sync::Arc;
//! use stillpoint::files::lint::pattern::{Pattern, Patterns, Words};
//! use stillpoint::files::lint::tokens::tokenize;
//!
//! let mut ill = Words::default();
//! ill.add("flu", &BTreeMap::new())?;
//! ill.add("fever*", &BTreeMap::new())?;
//! let sets = BTreeMap::from([("ill".to_owned(), Arc::new(ill))]);
//!
//! let patterns = Patterns::new(vec![Pattern::parse("you have ~1 @ill", &sets)?]);
//! let words = tokenize("You have a fever.");
//! assert_eq!(patterns.longest_match(&words, 0, &mut 0), Some(4));
//! // No pattern reaches across the end of a sentence.
//! assert_eq!(patterns.longest_match(&tokenize("You have. Flu."), 0, &mut 0), None);
//! // A pattern that cannot be read says which part of it is at fault.
//! assert_eq!(Pattern::parse("you have @il", &sets).unwrap_err().part, 9..12);
//! # Ok::<(), stillpoint::files::lint::pattern::PatternFault>(())
//! ```
//!
//! This module only looks. What a match means is for whoever wrote the pattern.

use super::tokens::{Token, tokenize};
use super::word_hasher::{WordMap, WordSet};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// The most words that a repeated element takes; it bounds the ways in which a pattern can match.
const REPEATED: usize = 4;

/// How many words before a match an exception may begin.
const LOOK_BACK: usize = 8;

/// Sets of words by name, which patterns can use.
pub type Sets = BTreeMap<String, Arc<Words>>;

/// What keeps a pattern from being read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PatternFault {
    /// The bytes of the pattern that are at fault.
    pub part: Range<usize>,
    /// What is wrong, in a full sentence.
    pub message: String,
    /// What to write instead, in a full sentence.
    pub advice: String,
}

/// Words of which one is meant.
#[derive(Debug, Default)]
pub struct Words {
    whole: WordSet,
    beginnings: Vec<String>,
    number: bool,
    sets: Vec<Arc<Words>>,
}

impl Words {
    /// Adds a word as a pattern writes it: `word`, `beginning*`, `#` or `@set`.
    ///
    /// # Errors
    /// If it is none of these, or is not written as texts are compared.
    pub fn add(&mut self, written: &str, sets: &Sets) -> Result<(), PatternFault> {
        let fault = |message, advice| PatternFault { part: 0..written.len(), message, advice };
        if written == "#" {
            self.number = true;
        } else if let Some(name) = written.strip_prefix('@') {
            let known = || sets.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
            let set = sets.get(name).ok_or_else(|| {
                fault(format!("There is no set \"{name}\"."), format!("Known here: {}.", known()))
            })?;
            self.sets.push(Arc::clone(set));
        } else {
            let word = written.strip_suffix('*').unwrap_or(written);
            if let Some(advice) = instead_of(word) {
                return Err(fault(format!("\"{written}\" is not written as texts are compared."), advice));
            }
            if word.len() < written.len() {
                self.beginnings.push(word.to_owned());
            } else {
                self.whole.insert(word.to_owned());
            }
        }
        Ok(())
    }

    fn parse(written: &str, sets: &Sets) -> Result<Self, PatternFault> {
        let mut words = Self::default();
        let mut at = 0;
        for one in written.split('|') {
            let within = |fault: PatternFault| PatternFault { part: at..at + one.len(), ..fault };
            words.add(one, sets).map_err(within)?;
            at += one.len() + 1;
        }
        Ok(words)
    }

    fn has(&self, word: &str) -> bool {
        self.whole.contains(word)
            || self.beginnings.iter().any(|beginning| word.starts_with(beginning.as_str()))
            || (self.number && word.bytes().all(|byte| byte.is_ascii_digit()))
            || self.sets.iter().any(|set| set.has(word))
    }

    /// Returns every word, unless some can only be told by looking: beginnings and numbers.
    fn all_whole(&self) -> Option<Vec<&str>> {
        let mut all: Vec<&str> = self.whole.iter().map(String::as_str).collect();
        for set in &self.sets {
            all.extend(set.all_whole()?);
        }
        (self.beginnings.is_empty() && !self.number).then_some(all)
    }

    /// Returns the first bytes that a word of these can have.
    fn first_bytes(&self) -> BTreeSet<u8> {
        let words = self.whole.iter().chain(&self.beginnings).filter_map(|word| word.bytes().next());
        let figures = (b'0'..=b'9').filter(|_| self.number);
        words.chain(figures).chain(self.sets.iter().flat_map(|set| set.first_bytes())).collect()
    }
}

/// Says how a word has to be written so that it can ever be found in a text; `None` if it is so already.
pub(super) fn instead_of(word: &str) -> Option<String> {
    // Most words are nothing but small letters, and need no closer look.
    if !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let read: Vec<String> = tokenize(word).into_iter().filter_map(|token| token.word).collect();
    match read.as_slice() {
        [only] if only == word => None,
        [] => Some("Write a word.".to_owned()),
        _ => Some(format!("Write \"{}\".", read.join(" "))),
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
    fn parse(written: &str, sets: &Sets) -> Result<Self, PatternFault> {
        // The words of an element may begin after its sign, and the place of a fault with them.
        let words = |written, before: usize| {
            Words::parse(written, sets).map_err(|PatternFault { part, message, advice }| PatternFault {
                part: part.start + before..part.end + before,
                message,
                advice,
            })
        };
        Ok(if let Some(most) = written.strip_prefix('~') {
            Self::Any(most.parse().map_err(|_| PatternFault {
                part: 0..written.len(),
                message: format!("\"{written}\" does not say how many words there may be."),
                advice: "Write ~ with a number, as in ~3.".to_owned(),
            })?)
        } else if let Some(none) = written.strip_prefix('!') {
            Self::Not(words(none, 1)?)
        } else if let Some(maybe) = written.strip_suffix('?') {
            Self::Some(words(maybe, 0)?, 0, 1)
        } else if let Some(many) = written.strip_suffix('~') {
            Self::Some(words(many, 0)?, 0, REPEATED)
        } else {
            Self::Some(words(written, 0)?, 1, 1)
        })
    }
}

/// One pattern.
#[derive(Debug)]
pub struct Pattern(Vec<Element>);

impl Pattern {
    /// Reads a pattern as it is written.
    ///
    /// # Errors
    /// The first element that cannot be read.
    pub fn parse(written: &str, sets: &Sets) -> Result<Self, PatternFault> {
        let mut elements = Vec::new();
        let mut at = 0;
        for element in written.split(' ') {
            let within = |fault: PatternFault| PatternFault {
                part: at + fault.part.start..at + fault.part.end,
                ..fault
            };
            elements.push(Element::parse(element, sets).map_err(within)?);
            at += element.len() + 1;
        }
        Ok(Self(elements))
    }

    /// Returns the words of which one begins every match, if there are any.
    fn first_words(&self) -> Option<&Words> {
        match self.0.first()? {
            Element::Some(words, 1, _) => Some(words),
            _ => None,
        }
    }
}

/// Patterns, ready to be looked for together.
#[derive(Debug, Default)]
pub struct Patterns {
    all: Vec<Pattern>,
    /// Which patterns begin with a given word. Most begin with a few words, and are tried nowhere else.
    by_word: WordMap<Vec<usize>>,
    /// Of those that begin with words which cannot be listed: which begin with a given byte.
    by_byte: BTreeMap<u8, Vec<usize>>,
    /// Those of which nothing is known beforehand.
    others: Vec<usize>,
}

impl Patterns {
    /// Makes patterns ready.
    #[must_use]
    pub fn new(all: Vec<Pattern>) -> Self {
        let (mut by_word, mut by_byte, mut others) = (WordMap::default(), BTreeMap::new(), Vec::new());
        for (number, pattern) in all.iter().enumerate() {
            let begun = pattern.first_words().map(|words| (words, words.all_whole()));
            match begun {
                Some((_, Some(whole))) => {
                    for word in whole {
                        by_word.entry(word.to_owned()).or_insert_with(Vec::new).push(number);
                    }
                }
                Some((words, None)) => {
                    for byte in words.first_bytes() {
                        by_byte.entry(byte).or_insert_with(Vec::new).push(number);
                    }
                }
                None => others.push(number),
            }
        }
        Self { all, by_word, by_byte, others }
    }

    /// Returns where the longest match that begins at this token ends; `steps` counts the work.
    #[must_use]
    pub fn longest_match(&self, tokens: &[Token], from: usize, steps: &mut usize) -> Option<usize> {
        let word = tokens.get(from)?.word.as_deref()?;
        let begin = self.by_word.get(word).into_iter().flatten();
        let byte = word.as_bytes().first();
        let may_begin = byte.and_then(|byte| self.by_byte.get(byte)).into_iter().flatten();
        begin
            .chain(may_begin)
            .chain(&self.others)
            .filter_map(|number| self.all.get(*number))
            .filter_map(|pattern| match_end(&pattern.0, tokens, from, None, steps))
            .max()
    }

    /// Says whether a match ends right before this token.
    #[must_use]
    pub(crate) fn match_before(&self, tokens: &[Token], at: usize, steps: &mut usize) -> bool {
        (at.saturating_sub(LOOK_BACK)..at).any(|from| {
            self.all.iter().any(|pattern| match_end(&pattern.0, tokens, from, Some(at), steps).is_some())
        })
    }
}

/// Returns where the elements, matched from this token on, end; at `goal`, if there is one.
fn match_end(
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
            return none.then(|| match_end(rest, tokens, from, goal, steps)).flatten();
        }
        Element::Some(words, least, most) => (Some(words), *least, *most),
        Element::Any(most) => (None, 0, *most),
    };
    let fits = |word: &str| words.is_none_or(|words| words.has(word));
    let fitting = (0..most).take_while(|step| word(from + step).is_some_and(fits)).count();
    // As many words as fit are taken first, and fewer only if the rest of the pattern does not match then.
    (least..=fitting).rev().find_map(|taken| match_end(rest, tokens, from + taken, goal, steps))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sets() -> Sets {
        let mut ill = Words::default();
        for word in ["flu", "fever*"] {
            ill.add(word, &Sets::new()).unwrap();
        }
        Sets::from([("ill".to_owned(), Arc::new(ill))])
    }

    fn found(written: &str, text: &str) -> Option<usize> {
        let pattern = Pattern::parse(written, &sets()).unwrap();
        Patterns::new(vec![pattern]).longest_match(&tokenize(text), 0, &mut 0)
    }

    #[test]
    fn each_kind_of_element_matches_what_it_says() {
        assert_eq!(found("one|two three", "Two three four"), Some(2));
        assert_eq!(found("suffer* from", "Suffering from"), Some(2));
        assert_eq!(found("you have @ill", "you have fevers"), Some(3));
        assert_eq!(found("a ~2 b", "a x y b"), Some(4));
        assert_eq!(found("a ~2 b", "a x y z b"), None);
        assert_eq!(found("a b? c", "a c"), Some(2));
        assert_eq!(found("a @ill~ c", "a flu fever flu c"), Some(5));
        assert_eq!(found("# pills", "20 pills"), Some(2));
        assert_eq!(found("just !now|as", "just do it"), Some(1));
        assert_eq!(found("just !now|as", "just as well"), None);
    }

    #[test]
    fn no_pattern_reaches_across_the_end_of_a_sentence() {
        for text in ["you have. Flu", "you have: flu", "you have\n\nflu", "you have\n- flu"] {
            assert_eq!(found("you have @ill", text), None, "{text}");
        }
        assert_eq!(found("you have @ill", "you,\nhave flu"), Some(3));
    }

    #[test]
    fn an_exception_ends_right_before_the_match() {
        let exception = Patterns::new(vec![Pattern::parse("not ~2 say that", &sets()).unwrap()]);
        assert!(exception.match_before(&tokenize("it does not really say that you"), 6, &mut 0));
        assert!(!exception.match_before(&tokenize("it does not say that. You"), 6, &mut 0));
        assert!(!exception.match_before(&tokenize("they say that you"), 3, &mut 0));
    }

    #[test]
    fn a_pattern_that_could_never_match_is_refused_where_it_is_at_fault() {
        for (written, part, advice) in [
            ("you Have", 4..8, "Write \"have\"."),
            ("no|depresi\u{f3}n", 3..13, "Write \"depresion\"."),
            ("a !self-harm|b", 3..12, "Write \"self harm\"."),
            ("a  b", 2..2, "Write a word."),
            ("a b|?", 4..4, "Write a word."),
            ("a ~many b", 2..7, "Write ~ with a number, as in ~3."),
            ("a @flu", 2..6, "Known here: ill."),
        ] {
            let fault = Pattern::parse(written, &sets()).unwrap_err();
            assert_eq!((fault.part, fault.advice.as_str()), (part, advice), "{written}: {}", fault.message);
        }
    }
}
