//! Reads the phrases that a questionnaire avoids.
//!
//! They are kept as they are written; `files/lint` compares them with the texts. How many there may be and how long an
//! advice may be has a bound, so that `check` stays quick whatever the file says.

use super::tables::AVOIDED;
use crate::domain::questionnaire::front_matter::AvoidedPhrases;
use crate::files::toml::diagnostic::quote;
use crate::files::toml::tree::Table;
use std::cell::Cell;
use unicode_width::UnicodeWidthChar;

/// The most phrases of a questionnaire. Each is looked for in every text.
const MOST: usize = 300;

/// The longest advice, in characters. It is told with every finding.
const LONGEST_ADVICE: usize = 300;

/// Reads all of `[[avoided]]`, which may be left out.
pub(super) fn avoided(table: &mut Table<'_, '_>) -> Vec<AvoidedPhrases> {
    let count = Cell::new(0);
    table.maybe_tables("avoided", AVOIDED, |table| AvoidedPhrases {
        phrases: phrases(table, &count),
        advice: advice(table),
    })
}

fn phrases(table: &mut Table<'_, '_>, count: &Cell<usize>) -> Vec<String> {
    let phrases = table.lines("phrases");
    if phrases.is_empty() && !table.faults.is_unread(&table.path().key("phrases")) {
        let message = "This entry of \"avoided\" has no phrase.";
        table.faults.report(table.span_of("phrases"), message, "Add at least one, or remove the entry.");
    }
    for (index, phrase) in phrases.iter().enumerate().filter(|(_, phrase)| !phrase.is_empty()) {
        if !phrase.chars().any(is_compared) {
            let message = format!("Nothing of {} is left when texts are compared.", quote(phrase));
            let advice =
                "Asterisks and hidden characters are passed over. Write a word, or remove the phrase.";
            table.faults.report(table.span_in("phrases", index), message, advice);
        }
    }
    let (before, after) = (count.get(), count.get() + phrases.len());
    count.set(after);
    // It is told once, at the first phrase that is too many.
    if before <= MOST && after > MOST {
        let message = format!("There are more than {MOST} phrases in \"avoided\".");
        let advice = "Each is looked for in every text. Keep those that somebody is likely to write.";
        table.faults.report(table.span_in("phrases", MOST - before), message, advice);
    }
    phrases
}

fn advice(table: &mut Table<'_, '_>) -> String {
    let advice = table.line("advice");
    let length = advice.chars().count();
    if length > LONGEST_ADVICE {
        let message = format!("The advice has {length} characters; {LONGEST_ADVICE} is the most.");
        table.faults.report(
            table.span_of("advice"),
            message,
            "Say in a sentence or two what to write instead.",
        );
    }
    advice
}

/// Says whether a character counts when a phrase is compared with a text.
fn is_compared(character: char) -> bool {
    character != '*' && !character.is_whitespace() && character.width().is_some_and(|width| width > 0)
}
