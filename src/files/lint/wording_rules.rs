//! Rules against wording: words that label or measure the reader, that blame, and that are unsafe where self-harm is
//! spoken of.
//!
//! The words themselves, and the guidance that they follow, stand in the lists of each language. A rule knows words in a
//! row and no grammar: what it finds is to be looked at, and what it does not find may still hurt. A text that says what it
//! does *not* say ("no score", "does not mean that you are ill") is left alone by a rule's exceptions. This module does not
//! know where a text stands; whoever calls it decides which texts a rule is for.

use super::pattern::Patterns;
use super::text_finding::{TextFinding, quoted};
use super::tokens::Token;
use std::sync::Arc;

/// Patterns that are wrong for one reason.
pub(super) struct WordingRule {
    /// What the words do, as the end of a sentence that begins with them.
    pub(super) found: String,
    /// Why it matters, and what to write instead.
    pub(super) advice: Arc<String>,
    /// The words.
    pub(super) patterns: Patterns,
    /// What may stand right before the words, so that they are none.
    pub(super) exceptions: Arc<Patterns>,
}

/// Finds what the rules are against, in the order of the text; `steps` counts the work.
///
/// Where several patterns match, the longest match is said, and nothing inside it.
pub(super) fn find(
    text: &str,
    tokens: &[Token],
    rules: &[WordingRule],
    steps: &mut usize,
) -> Vec<TextFinding> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let longest = rules
            .iter()
            .filter_map(|rule| Some((rule.patterns.longest_match(tokens, at, steps)?, rule)))
            // A pattern of which every word may be left out matches nothing, too.
            .filter(|(end, _)| *end > at)
            .max_by_key(|(end, _)| *end);
        match longest {
            Some((end, rule)) if !rule.exceptions.match_before(tokens, at, steps) => {
                found.extend(words_found(text, tokens, at..end, rule));
                at = end;
            }
            _ => at += 1,
        }
    }
    found
}

fn words_found(
    text: &str,
    tokens: &[Token],
    words: std::ops::Range<usize>,
    rule: &WordingRule,
) -> Option<TextFinding> {
    let words = tokens.get(words)?;
    let range = words.first()?.range.start..words.last()?.range.end;
    let message = format!("{} {}.", quoted(text, &range), rule.found);
    Some(TextFinding { range, message, advice: rule.advice.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::lint::built_in_lists::of_language;
    use crate::files::lint::tokens::tokenize;

    #[test]
    fn twice_the_text_takes_twice_the_steps() {
        let steps = |times: usize| {
            let text =
                "you have the a an no such mild if you are not very so cut self harm your ".repeat(times);
            let (tokens, lists) = (tokenize(&text), of_language("en").unwrap());
            let mut steps = 0;
            for rules in [&lists.labelling, &lists.blame, &lists.self_harm] {
                find(&text, &tokens, rules, &mut steps);
            }
            steps
        };
        let (once, twice) = (steps(200), steps(400));
        assert!(twice <= once * 2 + once / 10, "{once} {twice}");
        assert!(once <= 200 * 17 * 1000, "{once}");
    }
}
