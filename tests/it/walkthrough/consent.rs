//! Before the client has agreed nothing is answered; and afterwards nothing ends, or changes sides, by one stray key.

use crate::support::own::{self, own};
use crate::support::pair::{BEGUN, Pair};
use crate::support::player::{setup, translated_setup};
use std::time::Duration;
use stillpoint::app::state::counselor::CounselorSetup;
use stillpoint::app::state::message::Effect;
use stillpoint::app::state::model::Setup;
use stillpoint::domain::language::site_text::SiteText;
use stillpoint::domain::language::tag::LanguageTag;
use stillpoint::domain::record::contents::Record;
use stillpoint::domain::site::SiteWords;
use stillpoint::files::content::questions;

#[test]
fn what_the_questions_are_about_is_said_by_the_questionnaire() {
    for language in [0, 1] {
        let setup = Setup { language, ..setup(own()) };
        let about = setup.languages.at(language).questionnaire.parts().description.clone().unwrap();
        let record = Some(Record::new("Maple 7", &own(), "en", BEGUN));
        let mut pair = Pair::speaking(setup, CounselorSetup::default(), record, (80, 30));
        pair.press("Enter").sees(&about).sees_no("distant").sees_no("lejos").press("1");
        let consents = &pair.written.last().unwrap().round.consents;
        assert!(consents.last().unwrap().wording.contains(&about));
    }
}

/// Returns the setup of a questionnaire that has words to be said, in English and in Spanish.
fn with_words() -> Setup {
    let before =
        |text: &str, words: &str| text.replacen("[[option_sets]]", &format!("{words}\n[[option_sets]]"), 1);
    let english = "[walkthrough]\nopening = \"We go *slowly*.\\n\\n- One by one.\"\nconsent = \"Shall we, {folder}?\"\n\
                   closing = \"What was loud?\"\n";
    let spanish = "[walkthrough]\nopening = \"Vamos despacio.\"\nconsent = \"¿Empezamos?\"\nclosing = \"¿Qué sonaba?\"\n";
    let questionnaire = questions::parse("own", &before(own::TEXT, english)).unwrap();
    translated_setup(questionnaire, &before(own::SPANISH, spanish))
}

/// Begins a walkthrough, and returns it with the wording that its record has kept.
fn agreed(setup: Setup, said: [&str; 4]) -> (Pair, String) {
    let record = Some(Record::new("Maple 7", &own(), "en", BEGUN));
    let counselor = CounselorSetup { folder: Some("/srv/records".into()), ..CounselorSetup::default() };
    let mut pair = Pair::speaking(setup, counselor, record, (80, 40));
    pair.press("Enter");
    said.iter().for_each(|words| _ = pair.sees(words));
    pair.press("1");
    let kept = pair.written.last().unwrap().round.consents.last().unwrap().wording.clone();
    (pair, kept)
}

#[test]
fn the_words_of_the_questionnaire_are_said_and_kept_as_they_were_shown_with_what_the_program_promises() {
    let said = ["We go slowly.", "- One by one.", "It is not a test.", "Shall we, {folder}?"];
    let (mut pair, kept) = agreed(with_words(), said);
    pair.press("c")
        .sees("What was loud?")
        .sees("I can show you who you can reach")
        .sees_no("take away from this");
    let spanish = ["Vamos despacio.", "No es un examen", "en /srv/records", "¿Empezamos?"];
    let (mut pair, _) = agreed(Setup { language: 1, ..with_words() }, spanish);
    pair.press("c").sees("¿Qué sonaba?").sees("puedo mostrarle a quién acudir");
    let promise = "It is not a test. There is no score, and no diagnosis. You can leave out any question, \
                   answer it privately, or stop at any time. You do not have to say why.";
    assert!(kept.starts_with(&format!(
        "We go slowly.\n\n- One by one.\n\n{promise}\n\nIf you agree, I will keep a record"
    )));
    assert!(kept.ends_with("unless you show it.\n\nShall we, {folder}?"), "{kept}");
}

/// Returns what a site says at the beginning and for consent, in English and in Spanish.
fn of_site() -> CounselorSetup {
    let in_two = |english: &str, spanish: &str| {
        let tag = |tag| LanguageTag::parse(tag).unwrap();
        Some(SiteText::new(Some(tag("en")), english.into(), vec![(tag("es"), spanish.into())]))
    };
    let words = SiteWords {
        opening: in_two("Welcome to *our* room.", "Le damos la bienvenida."),
        consent: in_two("May we?", "¿Le parece bien?"),
        closing: None,
    };
    CounselorSetup { words, folder: Some("/srv/records".into()), ..CounselorSetup::default() }
}

#[test]
fn the_words_of_the_site_go_before_those_of_the_questionnaire_and_are_kept_as_they_were_read() {
    for (language, said, not_said, kept) in [
        (0, ["Welcome to our room.", "May we?", "It is not a test."], "We go slowly.", "May we?"),
        (
            1,
            ["Le damos la bienvenida.", "¿Le parece bien?", "No es un examen"],
            "Vamos despacio.",
            "¿Le parece bien?",
        ),
    ] {
        let setup = Setup { language, ..with_words() };
        let record = Some(Record::new("Maple 7", &own(), "en", BEGUN));
        let mut pair = Pair::speaking(setup, of_site(), record, (80, 40));
        pair.press("Enter").sees_no(not_said).sees_no("Shall we");
        said.iter().for_each(|words| _ = pair.sees(words));
        pair.press("1");
        let consent = pair.written.last().unwrap().round.consents.last().unwrap().clone();
        assert!(
            consent.wording.starts_with(said[0]) && consent.wording.ends_with(kept),
            "{}",
            consent.wording
        );
        // The site says nothing of its own at the end, so the questionnaire's words are said.
        pair.press("c").sees(["What was loud?", "¿Qué sonaba?"][language]);
    }
}

#[test]
fn a_record_that_is_begun_later_keeps_the_words_of_the_site_too() {
    let mut pair = Pair::with(of_site(), None, (80, 40));
    pair.press("Enter 1 b").write("Maple 8").press("Enter").sees("May we?").press("1");
    let consent = pair.written.last().unwrap().round.consents.last().unwrap().clone();
    assert!(consent.wording.contains("May we?"), "{}", consent.wording);
}

#[test]
fn nobody_answers_before_the_client_has_agreed() {
    for (width, to_client) in [(80, "Tab"), (120, "Tab")] {
        let mut pair = Pair::at(width, 30);
        pair.press(to_client).press("Enter").sees("To begin with").sees_no("1 of 5");
        pair.press(to_client).press("p").sees("To begin with");
        // A client who has the screen to themselves is led back to the counselor, who asks them.
        pair.press("v Enter").sees("Back to the counselor?").press("2").press("Enter").sees("To begin with");
        assert!(pair.app.client.session.response().answers().next().is_none() && pair.written.is_empty());
        pair.press("Enter 1").sees("●  Often");
    }
}

#[test]
fn the_words_to_begin_with_can_be_looked_at_again_and_nothing_ends_by_it() {
    let mut pair = Pair::begun(80, 24);
    pair.press("1 n o")
        .sees("It is not a test.")
        .sees("Go on with the session")
        .sees_no("Begin without a record");
    pair.press("2").sees("End now?").press("1").sees("2 of 5");
    pair.press("o 1").sees("2 of 5");
    assert!(!pair.asked.contains(&Effect::Quit));
}

#[test]
fn all_that_the_client_can_choose_is_in_sight_at_80x24_and_the_way_out_at_the_start() {
    for language in [0, 1] {
        let setup = Setup { language, ..setup(own()) };
        let folder = Some("/home/anna/.config/stillpoint/records".to_owned());
        let record = Pair::begun(80, 24).written.pop();
        let counselor = CounselorSetup { folder, ..CounselorSetup::default() };
        let mut pair = Pair::speaking(setup, counselor, record, (80, 24));
        pair.press("Enter").sees("3 ");
        let mut pair = Pair::at(80, 24);
        pair.press("Esc").sees("End now?").press("2");
        assert!(pair.asked.contains(&Effect::Quit));
    }
}

#[test]
fn what_is_to_be_read_first_is_in_sight_first_and_nothing_out_of_sight_is_chosen() {
    let mut pair = Pair::at(40, 12);
    pair.press("Enter").sees("To say in your own words").sees_no("The client agrees");
    pair.press("Down Down Up").sees("It is not a test.").sees_no("The client agrees");
    pair.press("Enter").sees("The client agrees").press("Enter").sees("1 of 5");
    pair.press("c").sees("What do you take away").sees_no("End the session");
    for _ in 0..20 {
        if !pair.screen().contains('›') {
            pair.press("Down");
        }
    }
    pair.sees("› 1 Write down the client's words").press("Down").sees("› 2 Write down the next step");
}

#[test]
fn who_writes_down_the_clients_words_is_led_back_to_the_words_to_close_with() {
    for width in [80, 120] {
        let mut pair = Pair::begun(width, 30);
        pair.press("c 1").write("less far away").press("Esc").sees("To close with");
        pair.press("2").write("call Ana").press("Esc").sees("To close with");
        pair.press("3").sees("Where to get help now").press("Tab").sees("To close with");
    }
}

#[test]
fn a_private_answer_is_private_also_where_a_page_has_no_question() {
    let mut pair = Pair::begun(80, 24);
    pair.press("2 n c 3").sees("Where to get help now").press("p").sees("For which question?");
    pair.press("p").sees("2 of 5").sees("does not show what you choose");
}

#[test]
fn what_of_a_paste_has_no_room_is_said_until_there_is_some() {
    let mut pair = Pair::begun(80, 24);
    pair.press("e").write(&"word ".repeat(14_000)).sees("That is too long to fit here.");
    pair.press("Up Home")
        .sees("That is too long to fit here.")
        .press("Backspace")
        .sees_no("That is too long to fit here.");
}

#[test]
fn a_key_is_named_for_what_it_does_on_the_side_that_has_it() {
    let mut pair = Pair::begun(120, 30);
    pair.sees("Enter answer").sees("Tab write notes").sees_no("Enter write notes");
    for language in [0, 1] {
        let setup = Setup { language, ..setup(own()) };
        let mut pair = Pair::speaking(setup, CounselorSetup::default(), None, (40, 12));
        pair.press("Enter Enter e").sees("Esc");
    }
}

#[test]
fn who_agrees_to_begin_without_a_record_has_none() {
    let mut pair = Pair::at(120, 30);
    pair.sees("A record is kept under the name").press("Enter").sees("nothing saved yet");
    pair.sees("Begin without a record").press("2").sees("no record");
    pair.press("1 Tab").write("a note").press("Esc C-c C-c");
    assert!(pair.written.is_empty() && pair.asked.contains(&Effect::Quit));
}

#[test]
fn a_record_that_goes_on_can_be_left_as_it_is() {
    let record = Pair::begun(120, 30).press("1").written.pop();
    let mut pair = Pair::with(CounselorSetup::default(), record, (120, 30));
    pair.press("Enter")
        .sees_no("Begin without a record")
        .sees("Begin, and leave the record as it is")
        .press("2");
    pair.sees("no record").press("1 q").sees("the answers and all notes are gone").press("2");
    assert!(pair.written.is_empty());
}

#[test]
fn where_there_is_nothing_to_answer_no_key_is_named_for_it() {
    let mut pair = Pair::begun(120, 30);
    pair.sees("Enter answer").press("p 1 C-t 2").sees("Answered privately").sees_no("Enter answer");
}

#[test]
fn the_summary_names_minutes_where_there_were_any() {
    let mut pair = Pair::begun(80, 24);
    pair.wait(Duration::from_secs(130)).press("1 y").sees("Summary for you").sees("2 min").sees_no(" 0 min");
}

#[test]
fn how_to_choose_is_not_said_of_a_question_that_is_answered() {
    for turn in ["", "p"] {
        let mut pair = Pair::begun(80, 24);
        pair.press("Enter")
            .sees("Nothing is chosen yet")
            .press(turn)
            .press("1")
            .sees_no("Nothing is chosen yet");
    }
}

#[test]
fn on_a_question_that_was_answered_privately_the_counselor_chooses_nothing() {
    let mut pair = Pair::begun(80, 24);
    let before = pair.press("p 1 C-t 2").sees("Answered privately.").screen();
    assert!(pair.press("3 Enter").screen() == before, "{}", pair.screen());
}
