//! Finds a double-barreled question: an item that asks two things at once, so that one answer cannot be true of both.
//!
//! What it looks for: a second question; two statements in the first person; "and/or" ("y/o"); "as well as"; and
//! a word such as "and" or "or" before a second clause ("… and I …") or between two things that one does ("to share or to
//! hide", "trust and love", "started or changed"). The words of each language stand in its lists; in a language without
//! lists it finds only two questions and "and/or" with a stroke.
//!
//! Bounds: it knows some verbs by heart and some by their endings, and no grammar. Two nouns ("family and friends") and two
//! adjectives ("sad or lonely") are left alone, and so are two participles after a form of "to be" ("is hurt or upset"), for they are
//! often one thing said twice. A second clause without a word that joins them is not seen.

use super::text_finding::{TextFinding, quoted};
use super::tokens::Token;
use std::collections::HashSet;
use std::ops::Range;

/// How many words of a sentence are looked back at; it bounds the work that a sentence without an end makes.
const LOOK_BACK: usize = 40;

/// What holds in any language.
#[derive(Default)]
pub(super) struct Strokes {
    /// Words that a stroke may join.
    pub(super) joins: HashSet<String>,
    /// Why two things in one matter, and what to write instead.
    pub(super) advice: String,
}

/// What a language needs to be looked at.
#[derive(Default)]
pub(super) struct Grammar {
    /// Words that join.
    pub(super) joins: HashSet<String>,
    /// Words that may stand between a joining word and its verb.
    pub(super) between: HashSet<String>,
    /// Words with which a clause begins.
    pub(super) subjects: HashSet<String>,
    /// Words that mean a verb whatever stands before them.
    pub(super) verbs: HashSet<String>,
    /// Words that begin a statement about oneself.
    pub(super) first_person: HashSet<String>,
    /// Phrases that mean "and", cut into words.
    pub(super) as_well_as: Vec<Vec<String>>,
    /// How two verbs of one kind are told in English.
    pub(super) two_verbs: Option<TwoVerbs>,
    /// How two infinitives are told in Spanish.
    pub(super) two_infinitives: Option<TwoInfinitives>,
}

/// Words from which two verbs of one kind are told: plain ones, past forms, or forms in "ing".
pub(super) struct TwoVerbs {
    /// Common verbs in their plain form, which may be nouns elsewhere.
    pub(super) plain: HashSet<String>,
    /// Common past forms that do not end in "ed".
    pub(super) past: HashSet<String>,
    /// Words in "ing" that are no verbs in such a place.
    pub(super) no_gerunds: HashSet<String>,
    /// Words that tell a verb from a noun by standing before it.
    pub(super) before_verb: HashSet<String>,
    /// Words that tell a verb from a noun by following it.
    pub(super) after_verb: HashSet<String>,
    /// Forms of "to be" and the like.
    pub(super) be: HashSet<String>,
    /// Words after "to" that begin no verb.
    pub(super) no_verb_after_to: HashSet<String>,
}

/// Words from which two infinitives are told.
pub(super) struct TwoInfinitives {
    /// Pronouns that are written onto an infinitive.
    pub(super) pronouns: HashSet<String>,
    /// Words in "ar", "er" or "ir" that are no infinitives.
    pub(super) no_infinitives: HashSet<String>,
}

/// Finds where an item asks a second thing.
pub(super) fn find(
    text: &str,
    tokens: &[Token],
    strokes: &Strokes,
    grammar: Option<&Grammar>,
) -> Vec<TextFinding> {
    let item = TokenizedText { text, tokens, advice: &strokes.advice };
    let mut found: Vec<TextFinding> = item.second_question().into_iter().collect();
    found.extend(item.strokes(&strokes.joins));
    if let Some(grammar) = grammar {
        // A second question is mostly a second statement as well, and is said once.
        if found.is_empty() {
            found.extend(item.second_statement(grammar));
        }
        found.extend((0..tokens.len()).filter_map(|at| item.joined(at, grammar)));
    }
    found.sort_by_key(|finding| (finding.range.start, finding.range.end));
    found.dedup_by(|later, first| later.range.start < first.range.end);
    found
}

/// The text of an item that is looked at.
struct TokenizedText<'i> {
    text: &'i str,
    tokens: &'i [Token],
    advice: &'i str,
}

impl TokenizedText<'_> {
    /// Returns the word at a place, or nothing at an end.
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).and_then(|token| token.word.as_deref()).unwrap_or_default()
    }

    fn finding(&self, range: Range<usize>, what: &str) -> TextFinding {
        let message = format!("This asks two things at once: {} {what}.", quoted(self.text, &range));
        TextFinding { range, message, advice: self.advice.to_owned() }
    }

    /// Makes a finding of words that stand together.
    fn words(&self, from: usize, to: usize, what: &str) -> Option<TextFinding> {
        let range = self.tokens.get(from)?.range.start..self.tokens.get(to)?.range.end;
        Some(self.finding(range, what))
    }

    /// Finds the second of two questions; marks that stand together are one.
    fn second_question(&self) -> Option<TextFinding> {
        let mut asked = false;
        let mut words_since = false;
        for (at, character) in self.text.char_indices() {
            if matches!(character, '?' | '？' | '؟') {
                if asked && words_since {
                    return Some(self.finding(at..at + character.len_utf8(), "ends a second question"));
                }
                asked = true;
                words_since = false;
            }
            words_since |= character.is_alphanumeric();
        }
        None
    }

    /// Finds "and/or" and its like, in every language, for a translator may leave one standing.
    fn strokes(&self, joins: &HashSet<String>) -> Vec<TextFinding> {
        let is_join = |at| joins.contains(self.word(at));
        let stroke = |at: usize| {
            let between = self.tokens.get(at)?.range.end..self.tokens.get(at + 1)?.range.start;
            self.text.get(between).filter(|piece| piece.trim() == "/")
        };
        (0..self.tokens.len())
            .filter(|at| is_join(*at) && is_join(at + 1) && stroke(*at).is_some())
            .filter_map(|at| self.words(at, at + 1, "leaves open which of the two is meant"))
            .collect()
    }

    /// Finds a second sentence in the first person.
    fn second_statement(&self, grammar: &Grammar) -> Option<TextFinding> {
        let begins = |at: &usize| {
            self.word(at.wrapping_sub(1)).is_empty() && grammar.first_person.contains(self.word(*at))
        };
        let second = (0..self.tokens.len()).filter(begins).nth(1)?;
        self.words(second, second, "begins a second statement")
    }

    /// Judges what a word or phrase at this place joins, if it joins anything.
    fn joined(&self, at: usize, grammar: &Grammar) -> Option<TextFinding> {
        let stands_here =
            |phrase: &Vec<String>| phrase.iter().enumerate().all(|(n, word)| self.word(at + n) == word);
        if grammar.as_well_as.iter().any(stands_here) {
            return self.words(at, at, "joins a second thing to the first");
        }
        if !grammar.joins.contains(self.word(at)) {
            return None;
        }
        let skipped =
            (at + 1..self.tokens.len()).take_while(|next| grammar.between.contains(self.word(*next))).count();
        let next = at + 1 + skipped;
        let after = self.word(next);
        let clause = grammar.subjects.contains(after) && !self.word(next + 1).is_empty();
        if clause || grammar.verbs.contains(after) {
            return self.words(at, next, "begins a second clause");
        }
        let two = grammar.two_infinitives.as_ref().is_some_and(|it| self.two_infinitives(at, next, it))
            || grammar.two_verbs.as_ref().is_some_and(|it| self.two_verbs(at, next, grammar, it));
        two.then(|| self.words(at, next, "joins a second thing that one does")).flatten()
    }

    /// Says whether a joining word stands between two Spanish infinitives.
    fn two_infinitives(&self, at: usize, next: usize, lists: &TwoInfinitives) -> bool {
        let infinitive = |at: usize| {
            let word = self.word(at);
            let bare = |pronoun: &String| word.strip_suffix(pronoun.as_str());
            let stem = lists.pronouns.iter().filter_map(bare).find(|stem| stem.ends_with('r'));
            let stem = stem.unwrap_or(word);
            stem.len() > 2
                && ["ar", "er", "ir"].iter().any(|end| stem.ends_with(end))
                && !lists.no_infinitives.contains(stem)
        };
        infinitive(next) && self.sentence_before(at).any(infinitive)
    }

    /// Says whether a joining word stands between two English verbs of one kind.
    fn two_verbs(&self, at: usize, next: usize, grammar: &Grammar, lists: &TwoVerbs) -> bool {
        // The words before and after the joining word; before the first word there is nothing.
        let back = |places: usize| self.word(at.wrapping_sub(places));
        let after = self.word(next);
        if after == "to" {
            let to_verb = |at: usize| self.word(at) == "to" && lists.can_be_verb(self.word(at + 1));
            return to_verb(next) && self.sentence_before(at).any(to_verb);
        }
        let known = |word: &str| lists.plain.contains(word) || grammar.verbs.contains(word);
        let does = |word: &str| lists.before_verb.contains(word);
        let known_before = |at: usize| known(self.word(at)) && does(self.word(at.wrapping_sub(1)));
        (lists.is_past(back(1)) && lists.is_past(after) && !lists.be.contains(back(2)))
            || (lists.is_gerund(back(1)) && lists.is_gerund(after))
            || (known(after) && known(back(1)) && does(back(2)))
            // An object may stand between the first verb and the joining word: "I love people and hate …".
            || (known(after) && known(back(2)) && does(back(3)))
            || (known(after)
                && lists.after_verb.contains(self.word(next + 1))
                && self.sentence_before(at).any(known_before))
    }

    /// Goes back from a place to the beginning of its sentence, or as far as is looked.
    fn sentence_before(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        (at.saturating_sub(LOOK_BACK)..at).rev().take_while(|at| !self.word(*at).is_empty())
    }
}

impl TwoVerbs {
    fn is_past(&self, word: &str) -> bool {
        word.len() > 3 && (word.ends_with("ed") || self.past.contains(word))
    }

    fn is_gerund(&self, word: &str) -> bool {
        word.len() > 4 && word.ends_with("ing") && !self.no_gerunds.contains(word)
    }

    /// Says whether a word after "to" can be a verb: not an article, a possessive, a pronoun or a plural.
    fn can_be_verb(&self, word: &str) -> bool {
        let plural = word.ends_with('s') && !word.ends_with("ss");
        !word.is_empty() && !plural && !word.ends_with("ing") && !self.no_verb_after_to.contains(word)
    }
}
