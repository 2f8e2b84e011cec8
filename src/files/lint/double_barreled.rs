//! Finds a double-barreled question: an item that asks two things at once, so that one answer cannot be true of both.
//!
//! What it looks for: a second question; two statements in the first person; "and/or" ("y/o"); "as well as"; and
//! a word such as "and" or "or" before a second clause ("… and I …") or between two things that one does ("to share or to
//! hide", "trust and love", "started or changed"). English and Spanish; in another language it finds only two questions and
//! "and/or" with a stroke.
//!
//! Bounds: it knows some verbs by heart and some by their endings, and no grammar. Two nouns ("family and friends") and two
//! adjectives ("sad or lonely") are left alone, and so are two participles after a form of "to be" ("is hurt or upset"), for they are
//! often one thing said twice. A second clause without a word that joins them is not seen.

use super::lists::primary;
use super::text_finding::{TextFinding, quoted};
use super::tokens::{Token, tokenize};
use std::ops::Range;

const ADVICE: &str = "Somebody for whom only one half is true cannot answer it. Keep the half that matters, make two items of it, \
    or put the second half into the help as an example.";

/// What a language needs to be looked at.
struct Grammar {
    /// Words that join.
    joins: &'static str,
    /// Words that may stand between a joining word and its verb.
    between: &'static str,
    /// Words with which a clause begins.
    subjects: &'static str,
    /// Words that mean a verb whatever stands before them.
    verbs: &'static str,
    /// Words that begin a statement about oneself.
    first_person: &'static str,
    /// Words joined into one phrase that means "and".
    as_well_as: &'static [&'static [&'static str]],
}

const ENGLISH: Grammar = Grammar {
    joins: "and or but nor yet",
    between: "then also often sometimes never always not still even so rarely seldom",
    subjects: "i you he she we they it there i'm i've you're it's they're",
    verbs: "am is are was were have has had do does did don't doesn't can can't cannot could will won't \
        would may feel feels avoid lose keep forget find get go become seem know think want enjoy \
        begin stop hide push pull withdraw tell understand believe remember forgive ignore accept \
        express share care",
    first_person: "i i'm i've my",
    as_well_as: &[&["as", "well", "as"], &["in", "addition", "to"]],
};

const SPANISH: Grammar = Grammar {
    joins: "y e o u ni pero sino",
    between: "tambien nunca siempre luego a veces apenas tampoco",
    subjects: "yo usted ella ellos ellas me se le les nos te no ya",
    verbs: "siento tengo puedo quiero evito pierdo estoy soy he voy hago digo pienso creo busco dejo \
        noto muestro comparto vivo hablo es esta son fue tiene tienen puede siente quiere hay cuesta \
        parece",
    first_person: "yo me siento tengo puedo evito pierdo estoy soy noto",
    as_well_as: &[&["asi", "como"], &["ademas", "de"], &["al", "igual", "que"]],
};

/// Common English verbs in their plain form, which may be nouns elsewhere.
const PLAIN_VERBS: &str = "love trust talk listen show hug help hurt open cry laugh work sleep eat speak say ask answer \
        give take make form start end leave stay meet see hear touch try need like hate worry fear \
        rest play read write drink smile change grow commit connect";

/// Common English past forms that do not end in "ed".
const PAST_VERBS: &str = "began grew came went felt lost found left told said saw took gave made had was were kept hid \
        fell hurt broke heard met got became stopped";

/// Words that tell a verb from a noun by following it.
const AFTER_VERBS: &str = "up out to with them it him her others people about my me for";

/// Words in "ing" that are no verbs in such a place.
const NO_GERUNDS: &str = "upsetting exciting boring interesting overwhelming evening morning something nothing \
        anything everything feeling loving caring being wedding sibling ceiling spring during";

/// Words in "ar", "er" or "ir" that are no Spanish infinitives.
const NO_INFINITIVES: &str = "mujer lugar hogar placer ayer familiar militar bienestar malestar popular regular similar \
        particular escolar caracter taller alquiler celular mar par bar azucar cancer alfiler pesar";

/// Finds where an item asks a second thing.
pub(super) fn find(text: &str, language: &str) -> Vec<TextFinding> {
    let spanish = primary(language) == "es";
    let grammar = match primary(language) {
        "en" => Some(&ENGLISH),
        "es" => Some(&SPANISH),
        _ => None,
    };
    let tokens = tokenize(text);
    let mut found: Vec<TextFinding> = second_question(text).into_iter().collect();
    found.extend(strokes(text, &tokens));
    if let Some(grammar) = grammar {
        if found.is_empty() {
            found.extend(second_statement(text, &tokens, grammar));
        }
        for at in 0..tokens.len() {
            let as_well = grammar
                .as_well_as
                .iter()
                .any(|phrase| phrase.iter().enumerate().all(|(n, w)| word(&tokens, at + n) == *w));
            if as_well {
                found.extend(joined_words(text, &tokens, at, at, "joins a second thing to the first"));
            } else if among(grammar.joins, word(&tokens, at)) {
                found.extend(joined(text, &tokens, at, grammar, spanish));
            }
        }
    }
    found.sort_by_key(|finding| (finding.range.start, finding.range.end));
    found.dedup_by(|later, first| later.range.start < first.range.end);
    found
}

/// Says whether a word is one of a list with blanks between.
fn among(list: &str, word: &str) -> bool {
    list.split(' ').any(|one| one == word)
}

/// Returns the word at a place, or nothing at an end.
fn word(tokens: &[Token], at: usize) -> &str {
    tokens.get(at).and_then(|token| token.word.as_deref()).unwrap_or_default()
}

fn joined_words(text: &str, tokens: &[Token], from: usize, to: usize, what: &str) -> Option<TextFinding> {
    let range = tokens.get(from)?.range.start..tokens.get(to)?.range.end;
    Some(made(text, range, what))
}

fn made(text: &str, range: Range<usize>, what: &str) -> TextFinding {
    let message = format!("This asks two things at once: {} {what}.", quoted(text, &range));
    TextFinding { range, message, advice: ADVICE.to_owned() }
}

/// Finds the second of two questions; marks that stand together are one.
fn second_question(text: &str) -> Option<TextFinding> {
    let mut asked = false;
    let mut words_since = false;
    for (at, character) in text.char_indices() {
        if matches!(character, '?' | '？' | '؟') {
            if asked && words_since {
                return Some(made(text, at..at + character.len_utf8(), "ends a second question"));
            }
            asked = true;
            words_since = false;
        }
        words_since |= character.is_alphanumeric();
    }
    None
}

/// Finds "and/or" and its like, in both languages, for a translator may leave one standing.
fn strokes(text: &str, tokens: &[Token]) -> Vec<TextFinding> {
    let is_join = |at| ["and", "or", "y", "o", "e", "u"].contains(&word(tokens, at));
    let stroke = |at: usize| {
        let between = tokens.get(at)?.range.end..tokens.get(at + 1)?.range.start;
        text.get(between).filter(|piece| piece.trim() == "/")
    };
    (0..tokens.len())
        .filter(|at| is_join(*at) && is_join(at + 1) && stroke(*at).is_some())
        .filter_map(|at| joined_words(text, tokens, at, at + 1, "leaves open which of the two is meant"))
        .collect()
}

/// Finds a second sentence in the first person.
fn second_statement(text: &str, tokens: &[Token], grammar: &Grammar) -> Option<TextFinding> {
    let begins = |at: &usize| {
        word(tokens, at.wrapping_sub(1)).is_empty() && among(grammar.first_person, word(tokens, *at))
    };
    let second = (0..tokens.len()).filter(begins).nth(1)?;
    joined_words(text, tokens, second, second, "begins a second statement")
}

/// Judges what a joining word joins.
fn joined(text: &str, tokens: &[Token], at: usize, grammar: &Grammar, spanish: bool) -> Option<TextFinding> {
    let skipped =
        (at + 1..tokens.len()).take_while(|next| among(grammar.between, word(tokens, *next))).count();
    let next = at + 1 + skipped;
    let after = word(tokens, next);
    let clause = among(grammar.subjects, after) && !word(tokens, next + 1).is_empty();
    if clause || among(grammar.verbs, after) {
        return joined_words(text, tokens, at, next, "begins a second clause");
    }
    let two = if spanish { two_infinitives(tokens, at, next) } else { two_verbs(tokens, at, next) };
    two.then(|| joined_words(text, tokens, at, next, "joins a second thing that one does")).flatten()
}

/// Says whether a joining word stands between two Spanish infinitives.
fn two_infinitives(tokens: &[Token], at: usize, next: usize) -> bool {
    let infinitive = |at: usize| {
        let word = word(tokens, at);
        let stem = ["me", "te", "se", "lo", "la", "los", "las", "le", "les", "nos"]
            .iter()
            .find_map(|end| word.strip_suffix(end).filter(|stem| stem.ends_with('r')))
            .unwrap_or(word);
        stem.len() > 2
            && ["ar", "er", "ir"].iter().any(|end| stem.ends_with(end))
            && !among(NO_INFINITIVES, stem)
    };
    infinitive(next) && sentence_before(tokens, at).any(infinitive)
}

/// Says whether a joining word stands between two English verbs of one kind.
fn two_verbs(tokens: &[Token], at: usize, next: usize) -> bool {
    let before = word(tokens, at.wrapping_sub(1));
    let after = word(tokens, next);
    let to_verb = |at: usize| word(tokens, at) == "to" && is_plain_verb(word(tokens, at + 1));
    if after == "to" {
        return to_verb(next) && sentence_before(tokens, at).any(to_verb);
    }
    let past = |word: &str| word.len() > 3 && (word.ends_with("ed") || among(PAST_VERBS, word));
    let gerund = |word: &str| word.len() > 4 && word.ends_with("ing") && !among(NO_GERUNDS, word);
    let known = |word: &str| among(PLAIN_VERBS, word) || among(ENGLISH.verbs, word);
    let does = |at: usize| {
        ["i", "you", "we", "they", "to", "not", "cannot", "can", "can't", "don't", "often", "never", "rarely"]
            .contains(&word(tokens, at))
    };
    let be = |at: usize| {
        ["be", "am", "is", "are", "was", "were", "been", "feel", "felt", "seem", "get", "look", "i'm"]
            .contains(&word(tokens, at))
    };
    (past(before) && past(after) && !be(at.wrapping_sub(2)))
        || (gerund(before) && gerund(after))
        || (known(before) && known(after) && does(at.wrapping_sub(2)))
        || (known(after) && does(at.wrapping_sub(3)) && known(word(tokens, at.wrapping_sub(2))))
        || (known(after)
            && among(AFTER_VERBS, word(tokens, next + 1))
            && sentence_before(tokens, at).any(|at| known(word(tokens, at)) && does(at.wrapping_sub(1))))
}

/// Says whether a word after "to" can be a verb: not an article, a possessive, a pronoun or a plural.
fn is_plain_verb(word: &str) -> bool {
    const OTHERS: &str = "a an the my your his her our their its me you him us them this that these those some any no other another people someone somebody anyone everyone one myself family";
    let plural = word.ends_with('s') && !word.ends_with("ss");
    !word.is_empty() && !plural && !word.ends_with("ing") && !among(OTHERS, word)
}

/// Goes back from a place to the beginning of its sentence, no further than forty words.
fn sentence_before(tokens: &[Token], at: usize) -> impl Iterator<Item = usize> + '_ {
    (at.saturating_sub(40)..at).rev().take_while(|at| !word(tokens, *at).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn two_things_in_one_are_found() {
        for text in [
            "Do I feel numb? Do I avoid people?",
            "I feel empty and I avoid people.",
            "I feel empty, and often avoid people.",
            "I lose interest in things or avoid people.",
            "I find it hard to trust and to love people.",
            "I find it hard to form close relationships, or to keep them going.",
            "I cannot trust and love people.",
            "I trust people but find it hard to talk.",
            "I have trouble sleeping and eating.",
            "The distance began or grew last year.",
            "I lost interest and/or joy.",
            "I find sharing hard, as well as hugs.",
            "I feel love but can't show it.",
            "I am tired. I am sad.",
            "I love people and hate parties.",
            "I find it hard to trust other people and open up.",
        ] {
            assert_eq!(find(text, "en").len(), 1, "{text}: {:?}", find(text, "en"));
        }
        for text in [
            "Me cuesta sentir, y me siento vacío.",
            "Me cuesta formar o mantener relaciones cercanas.",
            "¿Siento poco? ¿Evito a la gente?",
            "Pierdo interés y/o ganas.",
            "Siento cariño, pero no puedo mostrarlo.",
            "Me cuesta abrirme y confiar.",
            "Me cuesta hablar, así como escuchar.",
        ] {
            assert_eq!(find(text, "es-MX").len(), 1, "{text}: {:?}", find(text, "es"));
        }
    }

    #[test]
    fn one_thing_with_two_names_is_left_alone() {
        for text in [
            "I see less of my family and friends.",
            "I feel sad or lonely.",
            "Bad or upsetting news reaches me nearly all the time.",
            "I have lived with abuse, in the past or now.",
            "I am hurt or upset by small things.",
            "I talk to strangers or to my family.",
            "It gets better and better.",
            "I like to talk with family and work friends.",
            "Is this distance a problem for me?",
            "Really?!",
            "A medicine was started or changed.",
            "I went through something. It shook me badly.",
        ] {
            assert_eq!(find(text, "en"), [], "{text}");
        }
        for text in [
            "Veo menos a mi familia y a mis amigos.",
            "Me siento triste o a solas.",
            "He vivido abuso, en el pasado o ahora.",
            "Me cuesta salir de mi hogar o lugar de trabajo.",
        ] {
            assert_eq!(find(text, "es"), [], "{text}");
        }
        assert_eq!(find("Je lis et je dors.", "fr"), []);
    }

    #[test]
    fn the_place_is_the_joining_word_with_what_follows() {
        let text = "Ich? — I feel “numb” and I avoid people.";
        let findings = find(text, "en");
        assert_eq!(text.get(findings[0].range.clone()), Some("and I"));
        assert!(findings[0].message.contains("\"and I\""), "{}", findings[0].message);
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in "\\PC{0,40}|([a-z]{0,4}[ ?./]|and |or |i |to |y |o ){0,20}") {
            for language in ["en", "es", "xx", ""] {
                for finding in find(&text, language) {
                    prop_assert!(text.get(finding.range).is_some_and(|piece| !piece.is_empty()));
                }
            }
        }
    }
}
