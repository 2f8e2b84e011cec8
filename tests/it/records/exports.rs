//! A record written out: everything is in it, the flagged items first, and nothing a person wrote is markup.

use super::walkthrough;
use crate::support::own::own;
use stillpoint::domain::answers::response::Answer;
use stillpoint::domain::record::contents::Record;
use stillpoint::domain::sanitize::acts;
use stillpoint::domain::timestamp::Timestamp;
use stillpoint::files::content::{builtin, language};
use stillpoint::files::export::record::{as_markdown, as_text};

fn wording(tag: &str) -> stillpoint::domain::language::wording::Wording {
    let (_, text) = builtin::LANGUAGES.iter().find(|(known, _)| *known == tag).unwrap();
    language::parse("sentences", text).unwrap()
}

/// The last state of a walkthrough, with words of every kind.
fn record() -> Record {
    let mut record = walkthrough().pop().unwrap();
    let mut state = record.round.state.clone();
    state.session_notes = "# not a heading\n* not a list\n<b>bold</b> [link](http://x)".into();
    state.words = "It began in spring.\n\n\u{1b}[31mred\u{202e}".into();
    state.next_step = "1. call the clinic".into();
    state.session_seconds = 3725;
    state.seconds.insert(record.round.items[0].clone(), 65);
    state.notes.insert("old-item".into(), "a note on something that is gone".into());
    let withheld = record.round.items[1].clone();
    state.answers.withhold(&withheld);
    state.answers.set(&"old-item".into(), Some(Answer::Chosen("old-option".into())));
    record.apply(state, Timestamp(1_795_700_000));
    record
}

#[test]
fn everything_is_in_it_and_the_flagged_items_come_first() {
    let (record, questionnaire) = (record(), own());
    for written in [
        as_text(&record, &questionnaire, &wording("en")),
        as_markdown(&record, &questionnaire, &wording("en")),
    ] {
        let joined =
            written.replace("> ", "").split_whitespace().collect::<Vec<_>>().join(" ").replace('\\', "");
        for words in [
            "Record: Anna",
            "Begun 2026-11-25 09:46 UTC",
            "Time spent: 1:02:05",
            "Time: 1:05",
            "Answered, not shown",
            "No longer in the questionnaire: old-item",
            "Old-option",
            "a note on something that is gone",
            "It began in spring.",
            "1. call the clinic",
            "This is what is kept, and where.",
            "眠れない",
        ] {
            assert!(joined.to_lowercase().contains(&words.to_lowercase()), "{words}\n{written}");
        }
        for item in questionnaire.items() {
            let text = item.text.replace('*', "");
            assert!(joined.contains(&text), "{text}");
        }
        let at = |words: &str| written.find(words).unwrap_or_else(|| panic!("{words}\n{written}"));
        let order = [
            "To come back to",
            "Every item",
            "Notes on the session",
            "In the client",
            "Consent",
            "What was changed",
        ];
        assert!(order.map(at).is_sorted());
        assert!(!written.chars().any(acts), "{written:?}");
    }
}

#[test]
fn nothing_that_a_person_wrote_is_markup() {
    let written = as_markdown(&record(), &own(), &wording("en"));
    for literal in [
        "> \\# not a heading\\",
        "> \\* not a list\\",
        "\\<b\\>bold\\</b\\> \\[link\\](http\\://x)",
        "> 1\\. call",
    ] {
        assert!(written.contains(literal), "{literal}\n{written}");
    }
}

#[test]
fn the_program_speaks_spanish_around_it() {
    let written = as_text(&record(), &own(), &wording("es"));
    for words in [
        "Registro de una sesión acompañada",
        "Para volver a ello",
        "Consentimiento",
        "Lo que se cambió",
        "nada →",
    ] {
        assert!(written.contains(words), "{words}\n{written}");
    }
}
