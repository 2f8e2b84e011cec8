//! A record written out: everything is in it, the flagged items first, and nothing a person wrote is markup.

use super::walkthrough;
use crate::support::own::own;
use crate::support::page_words::{leave_page, say_the_same, words_of_html, words_of_text};
use stillpoint::domain::answers::response::{Answer, QuestionnaireResponse};
use stillpoint::domain::questionnaire::definition::Questionnaire;
use stillpoint::domain::questionnaire::draft::Item;
use stillpoint::domain::record::contents::Record;
use stillpoint::domain::sanitize::acts;
use stillpoint::domain::timestamp::Timestamp;
use stillpoint::domain::timestamp::Zone;
use stillpoint::files::content::{builtin, language};
use stillpoint::files::export::record::{as_html, as_markdown, as_text};

fn wording(tag: &str) -> stillpoint::domain::language::wording::Wording {
    let (_, text) = builtin::LANGUAGES.iter().find(|(known, _)| *known == tag).unwrap();
    language::parse("sentences", text).unwrap()
}

/// The last state of a walkthrough, with words of every kind.
fn record() -> Record {
    let mut record = walkthrough().pop().unwrap();
    let mut state = record.round.state.clone();
    state.session_notes = "# not a heading\n* not a list\n<b>bold</b> [link](http://x)".into();
    state.own.words = "It began in spring.\n\n\u{1b}[31mred\u{202e}".into();
    state.own.next_step = "1. call the clinic".into();
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
        as_text(&record, &questionnaire, &wording("en"), &Zone::UTC),
        as_markdown(&record, &questionnaire, &wording("en"), &Zone::UTC),
    ] {
        let joined =
            written.replace("> ", "").split_whitespace().collect::<Vec<_>>().join(" ").replace('\\', "");
        for words in [
            "Record: Anna",
            "Begun 2026-11-25 09:46 +00:00",
            "Time spent: 1:02:05",
            "Time: 1:05",
            "Answered, not shown",
            "The question “old-item”",
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
fn questions_of_which_there_is_nothing_to_tell_are_listed_under_how_they_stand() {
    let (mut record, questionnaire) = (record(), own());
    let items = record.round.items.clone();
    let mut state = record.round.state.clone();
    state.answers = QuestionnaireResponse::without([items[4].clone()]);
    (state.seconds, state.flags) = Default::default();
    state.notes = [(items[2].clone(), "asked again".to_owned())].into();
    record.apply(state, Timestamp(1_795_700_060));
    let written = as_markdown(&record, &questionnaire, &wording("en"), &Zone::UTC);
    let text = |at: usize| questionnaire.item(&items[at]).unwrap().text.replace('*', "");
    let listed = format!("### Not reached\n\n- {}\n- {}\n\n### {}\n", text(0), text(1), text(2));
    assert!(written.contains(&listed) && written.contains("> asked again"), "{listed}\n{written}");
    assert!(written.contains(&format!("### {}\n\n- Not asked\n", text(4))), "{written}");
    assert_eq!(written.matches("### Not reached\n").count(), 2, "{written}");
}

#[test]
fn its_page_says_what_its_text_says() {
    for tag in ["en", "es"] {
        let (text, page) = (
            as_text(&record(), &own(), &wording(tag), &Zone::UTC),
            as_html(&record(), &own(), &wording(tag), &Zone::UTC),
        );
        say_the_same(&words_of_html(&page), &words_of_text(&text));
        assert!(page.contains(&format!("<html lang=\"{tag}\">")), "{page}");
        leave_page(&format!("record-{tag}"), &page);
        assert!(page.contains("&lt;b&gt;bold&lt;/b&gt; [link](http://x)"), "{page}");
    }
}

#[test]
fn nothing_that_a_person_wrote_is_markup() {
    let written = as_markdown(&record(), &own(), &wording("en"), &Zone::UTC);
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
    let written = as_text(&record(), &own(), &wording("es"), &Zone::UTC);
    for words in [
        "Registro de una sesión acompañada",
        "Para volver a ello",
        "Consentimiento",
        "Lo que se cambió",
        "se respondió con",
    ] {
        assert!(written.contains(words), "{words}\n{written}");
    }
}

/// Returns what was written as one line, without marks.
fn joined(written: &str) -> String {
    written
        .replace("> ", "")
        .replace("**", "")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace('\\', "")
}

/// The questions of the tests in their next version: the first item asks the contrary, and one item is new.
fn next_version() -> Questionnaire {
    let mut draft = own().parts().clone();
    draft.version = "2.0.0".into();
    let first = own().items().next().unwrap().id.clone();
    draft.items.iter_mut().find(|item| item.id == first).unwrap().text = "The contrary is asked.".into();
    let new = Item { id: "new-item".into(), text: "What was never asked.".into(), ..draft.items[1].clone() };
    draft.groups[0].items.push(new.id.clone());
    draft.items.push(new);
    Questionnaire::new(draft).unwrap()
}

#[test]
fn under_later_questions_a_record_is_told_in_its_own_words() {
    let (record, then) = (record(), own());
    let written = joined(&as_text(&record, &next_version(), &wording("en"), &Zone::UTC));
    assert!(written.contains(
        "version 2.0.0). This record shows questions and answers in the words that were used then."
    ));
    for item in then.items() {
        assert!(written.contains(&item.text.replace('*', "")), "{}", item.text);
    }
    for later in ["The contrary is asked", "What was never asked"] {
        assert!(!written.contains(later), "{later}\n{written}");
    }
}

#[test]
fn a_record_that_kept_no_words_is_told_in_those_of_its_version_and_under_no_others() {
    let mut record = record();
    record.round.words.clear();
    let text = own().items().next().unwrap().text.clone();
    let same = joined(&as_text(&record, &own(), &wording("en"), &Zone::UTC));
    assert!(
        same.contains("It shows the words in use now, which are of the same version") && same.contains(&text),
        "{same}"
    );
    let other = joined(&as_text(&record, &next_version(), &wording("en"), &Zone::UTC));
    assert!(other.contains("So it shows only the short names"), "{other}");
    let first = format!("The question “{}”", record.round.items[0]);
    assert!(other.contains(&first) && !other.contains("The contrary is asked"), "{other}");
    assert!(!other.contains("new-item"), "{other}");
}

#[test]
fn two_rounds_stand_side_by_side_in_words_and_nothing_is_counted() {
    let mut record = record();
    let before = record.round.clone();
    record.begin_round(&own(), Timestamp(1_797_000_000));
    record.consent("en", "The same words.", Timestamp(1_797_000_001));
    record.keep_words(&own());
    let mut state = record.round.state.clone();
    let answered: Vec<_> = before.state.answers.answers().take(2).collect();
    let [(same, answer), (other, Answer::Chosen(chosen))] = &answered[..] else { panic!("two answers") };
    let item = own().item(other).unwrap().clone();
    let options = own().option_set(&item).unwrap().options.clone();
    let now = options.iter().find(|option| option.id != *chosen).unwrap();
    let then = options.iter().find(|option| option.id == *chosen).unwrap();
    state.answers.set(same, Some((*answer).clone()));
    state.answers.set(other, Some(Answer::Chosen(now.id.clone())));
    record.apply(state, Timestamp(1_797_000_002));
    for written in [
        as_text(&record, &own(), &wording("en"), &Zone::UTC),
        as_markdown(&record, &own(), &wording("en"), &Zone::UTC),
    ] {
        let told = joined(&written);
        let compared = told.split("side by side").nth(1).unwrap().split("Round 2 of 2").next().unwrap();
        let pair = format!("Then {} Now {}", then.text, now.text);
        assert!(compared.contains(&item.text.replace('*', "")) && compared.contains(&pair), "{compared}");
        assert!(compared.contains(&format!("The same both times: {}.", own().item(same).unwrap().label)));
        // The distance of a time from UTC is no sum.
        assert!(!compared.replace("+00:00", "").contains(['→', '%', '+']), "{compared}");
        assert!(told.contains("Round 1 of 2") && told.contains("a note on something that is gone"));
    }
}

#[test]
fn the_history_is_told_in_sentences() {
    let mut record = walkthrough().pop().unwrap();
    let mut state = record.round.state.clone();
    let item = own().items().next().unwrap().clone();
    state.answers.set(&item.id, None);
    state.flags.clear();
    state.own.next_step = "call".into();
    record.apply(state, Timestamp(1_795_700_000));
    let told = joined(&as_text(&record, &own(), &wording("en"), &Zone::UTC));
    for sentence in [
        "The client agreed to begin. Language of the words to begin with: English.".to_owned(),
        format!("The answer to “{}” was taken back. It was “", item.label),
        format!("The mark on “{}” was taken away.", item.label),
        "The client's next step. Written: “call”".to_owned(),
    ] {
        assert!(told.contains(&sentence), "{sentence}\n{told}");
    }
    assert!(!told.contains('→') && !told.contains("nothing"), "{told}");
}
