//! Stories of a counselor and a client: both sides, what is turned to whom, and the way through.

use crate::support::answering::Answering;
use crate::support::events::{event, tried};
use crate::support::own::own;
use crate::support::pair::Pair;
use crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use proptest::prelude::*;
use std::time::Duration;
use stillpoint::app::layout::split::SplitLayout;
use stillpoint::app::screens::registry::context_of_keys;
use stillpoint::app::state::context::Context;
use stillpoint::app::state::counselor::CounselorSetup;
use stillpoint::app::state::message::{Command, Effect};
use stillpoint::domain::answers::response::Answer;
use stillpoint::domain::id::LinkId;
use stillpoint::domain::record::contents::Record;

#[test]
fn from_the_first_words_to_the_last_at_three_sizes() {
    for (width, height) in [(40, 12), (80, 24), (200, 60)] {
        let mut pair = Pair::at(width, height);
        pair.sees("Before you begin").sees("Maple 7").press("Enter");
        pair.sees("To begin with");
        assert!(pair.written.is_empty(), "nothing is written before the client agrees");
        pair.press("1").sees("1 of 5");
        pair.answer_all().sees("Your answers").press("c").sees("To close with");
        pair.press("1").write("less far away").press("Esc c 2").write("call Ana").press("Esc");
        pair.press("c 3").sees("Where to get help now").press("c 5").sees("Summary for you");
        assert!(pair.app.client.copy.own.next_step.text() == "call Ana", "at {width}x{height}");
        let copy = pair.app.client.client_copy();
        assert_eq!((copy.own.words.as_str(), copy.own.next_step.as_str()), ("less far away", "call Ana"));
        pair.press("Esc c 6").sees("End now?").press("2");
        assert!(pair.asked.contains(&Effect::Quit));
    }
}

#[test]
fn a_note_that_is_written_after_an_answer_is_a_note_on_that_question() {
    for (width, to_notes) in [(40, "Tab Enter"), (99, "Tab Enter"), (100, "Tab"), (200, "Tab")] {
        let mut pair = Pair::begun(width, 24);
        pair.press("2").sees("●  Sometimes").press(to_notes).write("since spring").press("Esc");
        let notes = pair.app.record_state().notes;
        assert_eq!(notes.get(&LinkId::from("crowded-rooms")).map(String::as_str), Some("since spring"));
        assert_eq!(notes.len(), 1);
    }
}

#[test]
fn a_mark_is_told_where_only_the_clients_side_is_in_sight_until_the_next_key() {
    for (width, height) in [(40, 12), (80, 24)] {
        let mut pair = Pair::begun(width, height);
        pair.press("f").sees("Marked to come back to.").press("Down").sees_no("Marked to come back");
        pair.press("f").sees("The mark is taken away.").press("n").sees_no("The mark");
        pair.press("f F4").sees_no("Marcada").press("f").sees("Se quitó la marca.");
        pair.press("f v").sees_no("Marcada");
    }
}

#[test]
fn a_question_stays_until_somebody_goes_on() {
    let mut pair = Pair::begun(120, 30);
    pair.press("2")
        .sees("Enter on")
        .press("3")
        .sees("●  Not really")
        .sees("1 of 5")
        .press("Enter")
        .sees("2 of 5");
    pair.press("Down").sees("Enter answer").press("Enter").sees("●  Often").press("Right").sees("3 of 5");
    // The client who has the screen to themselves goes on in the same way, and so does who comes from the review.
    pair.press("v 1 1").sees("3 of 5").press("Space").sees("4 of 5").press("C-t 2");
    pair.answer_all()
        .sees("Your answers")
        .press("Down Enter 1")
        .sees("1 of 5")
        .press("Enter")
        .sees("Your answers");
}

#[test]
fn a_mark_and_a_private_turn_are_for_the_question_in_sight() {
    let marked = |pair: &Pair| {
        let flags = pair.app.record_state().flags;
        flags.into_iter().map(|item| item.to_string()).collect::<Vec<_>>()
    };
    for width in [40, 80, 120] {
        // In the list it is the question that is pointed at.
        let mut pair = Pair::begun(width, 24);
        pair.press("2 a").sees_no("Enter on").press("Down f");
        assert_eq!(marked(&pair), ["losing-the-thread"]);
        pair.press("Down p").sees("3 of 5").sees("does not show what you choose").press("C-t 2");
        // Where none is in sight, it is asked which one.
        for page in ["c", "c 3", "y", "e Esc c"] {
            let mut pair = Pair::begun(width, 24);
            pair.press("n").press(page).press("f").sees("For which question?");
            assert!(marked(&pair).is_empty(), "{page} at {width}");
            pair.press("f");
            assert_eq!(marked(&pair), ["losing-the-thread"], "{page} at {width}");
        }
    }
}

#[test]
fn before_the_client_has_agreed_nothing_is_marked() {
    let mut pair = Pair::at(80, 24);
    pair.press("f").sees("To begin with").press("Tab f").sees("To begin with");
    assert!(pair.app.record_state().flags.is_empty());
}

#[test]
fn where_a_page_has_no_question_it_is_said_what_notes_are_on() {
    for width in [40, 80, 120] {
        let mut pair = Pair::begun(width, 24);
        pair.answer_all().press(if width < 100 { "Tab" } else { "" });
        pair.sees("What you write here is a note on the session.").sees("Notes on the session");
        pair.press(if width < 100 { "Enter" } else { "Tab" }).write("tired today").press("Esc");
        assert_eq!(pair.app.record_state().session_notes, "tired today");
    }
}

#[test]
fn what_is_written_ends_when_the_other_side_is_clicked_and_the_next_note_is_on_what_is_in_sight() {
    let mut pair = Pair::begun(120, 40);
    pair.press("e").write("in general").handle(&click(10, 30)).press("n Tab").write("on the second");
    pair.handle(&click(10, 30)).press("n").resize(90, 40).press("Tab");
    assert_eq!(context_of_keys(&pair.app), Context::CounselorGuide, "nothing is written unasked");
    let kept = pair.app.record_state();
    assert_eq!(kept.session_notes, "in general");
    assert_eq!(kept.notes.get(&LinkId::from("losing-the-thread")).map(String::as_str), Some("on the second"));
}

fn click(column: u16, row: u16) -> Event {
    let kind = MouseEventKind::Down(MouseButton::Left);
    Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE })
}

#[test]
fn below_a_hundred_columns_one_side_is_in_sight_and_from_there_both() {
    let mut pair = Pair::begun(99, 30);
    pair.sees("Often").sees_no("Listen for").press("Tab").sees("Listen for").sees_no("Often");
    pair.press("Tab").sees("Often").resize(100, 30).sees("Often").sees("Listen for");
    pair.press("Tab").write("with his sister").sees("with his sister").sees("Often");
    pair.resize(99, 30).sees("with his sister").sees_no("Often");
}

#[test]
fn without_a_risk_protocol_the_start_says_so_plainly_and_with_one_it_is_one_key_away() {
    let mut pair = Pair::with(CounselorSetup::default(), None, (80, 24));
    pair.sees("No risk protocol is set up on this site.").sees("No record is kept of this session.");
    let mut pair = Pair::at(80, 24);
    pair.sees("Stay with the person.").press("Enter Enter");
    for way in ["", "Tab", "Enter", "Esc Tab a", "Esc c", "Esc y", "Esc e", "Esc c 1", "F3 Tab !", "Esc"] {
        pair.press(way).press("F3").sees("Stay with the person.").press("F3");
        pair.sees_no("Stay with the person.");
    }
}

#[test]
fn the_screen_that_is_turned_comes_back_by_two_acts_and_by_no_other_key() {
    let mut pair = Pair::begun(120, 40);
    pair.press("Tab").write("PLANTED").press("Esc v").sees_no("PLANTED").sees_no("Listen for");
    for key in
        ["Esc", "Tab", "Enter", "f", "v", "p", "a", "c", "y", "e", "z", "n", "h", "q", "Esc", "?", "Esc"]
    {
        pair.press(key).sees_no("PLANTED").sees_no("Listen for");
    }
    pair.press("C-t").sees("Back to the counselor?").sees_no("PLANTED").press("Enter").sees_no("PLANTED");
    pair.press("F3").sees_no("Stay with the person.").press("2").sees("Stay with the person.");
    pair.press("Esc v C-t 2").sees("Listen for");
}

#[test]
fn paused_nothing_is_in_sight_and_no_time_is_counted() {
    let mut pair = Pair::begun(120, 40);
    pair.wait(Duration::from_secs(125)).sees("2 min in all, 2 min here");
    pair.press("z");
    assert!(!pair.screen().contains("min") && !pair.screen().contains("Often"));
    pair.wait(Duration::from_secs(3600)).press("Enter").sees("2 min in all, 2 min here");
    pair.press("t").wait(Duration::from_secs(600)).sees("clock stopped").sees("2 min in all");
    pair.press("t 1 n").wait(Duration::from_secs(61)).sees("3 min in all, 1 min here");
}

#[test]
fn left_alone_a_neutral_screen_hides_everything() {
    let neutral_after = Some(Duration::from_secs(600));
    let mut pair = Pair::with(CounselorSetup { neutral_after, ..CounselorSetup::default() }, None, (120, 40));
    pair.press("Enter Enter").wait(Duration::from_secs(599)).sees("Often").press("Down");
    pair.wait(Duration::from_secs(599)).sees("Often").resize(120, 41).wait(Duration::from_secs(2));
    pair.sees_no("Often").sees_no("Listen for").press("Enter").sees("Often");
}

#[test]
fn all_items_are_listed_with_their_state_and_any_can_be_jumped_to() {
    let mut pair = Pair::begun(80, 24);
    pair.press("2 n f Tab Enter").write("since spring").press("Esc Tab a").sees("\"sometimes\" to one.");
    pair.sees("⚑ · note · being asked")
        .press("Home Enter")
        .sees("1 of 5")
        .press("a Down Down Enter")
        .sees("3 of 5");
    pair.press("y").sees("To come back to").sees("since spring");
    let screen = pair.screen();
    let at = |text: &str| screen.find(text).unwrap();
    assert!(at("Losing the thread") < at("Crowded rooms"), "marked items come first\n{screen}");
}

#[test]
fn a_click_on_a_side_gives_it_the_keys() {
    let mut pair = Pair::begun(120, 40);
    pair.handle(&click(100, 30)).write("typed into the note");
    pair.sees("typed into the note").handle(&click(10, 30)).press("1").sees("●  Often");
}

/// A record of a session in which two questions were answered and one got a note.
fn earlier_session() -> Record {
    let mut pair = Pair::begun(120, 30);
    pair.press("1 1 Tab").write("since the move").wait(Duration::from_secs(2));
    let mut record = pair.written.pop().unwrap();
    record.round.state.session_notes = "the first time".into();
    record
}

#[test]
fn a_record_of_another_version_says_what_changed_and_goes_on_with_what_fits() {
    let mut record = earlier_session();
    record.round.version = "0.9.0".into();
    record.round.state.notes.insert(LinkId::from("gone-for-good"), "a note on it".into());
    let other = record.round.items[1].clone();
    let option = record.round.words[0].items[1].options[0].id.clone();
    record.round.state.answers.set(&other, Some(Answer::Chosen(option)));
    record.round.words[0].items[1].text = "It was asked otherwise.".into();
    let mut pair = Pair::with(CounselorSetup::default(), Some(record.clone()), (80, 24));
    pair.sees("version 0.9.0").sees("No longer asked: gone-for-good.").sees("Now asked in other words:");
    pair.press("Enter");
    assert!(pair.asked.contains(&Effect::Quit) && pair.written.is_empty(), "it is left as it was");
    let mut pair = Pair::with(CounselorSetup::default(), Some(record.clone()), (80, 24));
    pair.press("2").sees("The client agreed before").press("1");
    let kept = pair.written.last().unwrap();
    assert!(kept.earlier == [record.round], "nothing of what was kept is changed");
    assert_eq!(kept.round.version, own().parts().version);
    let answers = &kept.round.state.answers;
    assert!(answers.answer(&kept.round.items[0]).is_some() && answers.answer(&other).is_none());
    assert!(kept.round.carried && !kept.round.state.notes.contains_key(&LinkId::from("gone-for-good")));
    // Side by side, each answer stands with the question it was given to.
    pair.resize(120, 60)
        .press("d")
        .sees("where a question still had the same words")
        .sees("to the question “It was asked otherwise.”");
}

#[test]
fn after_some_weeks_everything_is_asked_again_and_what_was_said_then_stays() {
    let record = earlier_session();
    let resumed = |width| Pair::with(CounselorSetup::default(), Some(record.clone()), (width, 24));
    let mut pair = resumed(40);
    pair.sees("There is a record Maple 7.").sees("Go on with what was begun on").sees("Begin a new round");
    let mut pair = resumed(120);
    pair.press("2").sees("The client agreed before").press("1").sees("1 of 5").sees_no("since the move");
    pair.press("2").wait(Duration::from_secs(2));
    let kept = pair.written.last().unwrap();
    assert!(kept.earlier == [record.round.clone()] && !kept.round.carried);
    assert!(kept.round.state.answers.answers().count() == 1 && kept.round.state.session_notes.is_empty());
    assert!(kept.round.consents.len() == 1 && kept.round.words.len() == 1);
    // The one that was begun goes on as ever.
    let mut pair = resumed(120);
    pair.press("1 1");
    let kept = pair.written.last().unwrap();
    assert!(kept.earlier.is_empty() && kept.round.state.notes == record.round.state.notes);
    // Who begins without the record leaves it as it is.
    let mut pair = resumed(120);
    pair.press("2 2").sees("no record");
    assert!(pair.written.is_empty());
}

#[test]
fn what_was_answered_then_and_now_stands_side_by_side_for_the_counselor_alone() {
    let mut pair = Pair::begun(80, 24);
    pair.press("d")
        .sees("Then and now")
        .sees("There is no record of an earlier round")
        .press("Esc")
        .sees("1 of 5");
    let record = earlier_session();
    let question = own().items().next().unwrap().text.clone();
    for width in [120, 40] {
        let mut pair = Pair::with(CounselorSetup::default(), Some(record.clone()), (width, 60));
        pair.press("2 1 2 d").sees("Then and now").sees("Round 1 and round 2, side by side").sees(&question);
        pair.sees("Then: Often Now: Sometimes").press("End").sees("since the move");
        pair.press("Esc v").sees_no("Then: Often").press("Enter");
    }
}

#[test]
fn names_of_other_records_are_shown_only_when_asked_for_and_never_in_the_session() {
    let old_records = vec!["Oak 3".to_owned()];
    let counselor = CounselorSetup { old_records, retention_days: Some(30), ..CounselorSetup::default() };
    let mut pair = Pair::with(counselor, None, (80, 24));
    pair.sees("Older than 30 days: one record.").sees_no("Oak 3").press("2").sees("Oak 3");
    pair.press("1 1");
    for key in ["", "a", "Esc", "c", "Esc", "y", "Esc", "o", "Esc", "Tab", "Tab", "?", "Esc"] {
        pair.press(key).sees_no("Oak 3");
    }
}

proptest! {
    #![proptest_config(tried(48))]

    #[test]
    fn any_events_leave_both_sides_with_a_way_to_hide_and_to_support(
        events in prop::collection::vec(event(), 1..200),
    ) {
        let mut pair = Pair::at(120, 40);
        for event in &events {
            pair.handle(event);
            pair.buffer();
            let context = context_of_keys(&pair.app);
            if !matches!(context, Context::Hidden | Context::Small) {
                let split = SplitLayout::of(&pair.app);
                let hinted = |command| split.layouts.iter().any(|(_, l)| l.hints.iter().any(|h| h.command == command));
                prop_assert!(hinted(Command::Hide) && hinted(Command::Support), "{context:?}\n{}", pair.screen());
            }
        }
    }
}
