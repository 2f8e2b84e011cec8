//! Stories of visitors at a screen in a waiting room: who may touch what, what is in sight, and what ends it.

mod codes;
mod idle;
pub(crate) mod staff;
mod touch;

use crate::support::answering::Answering;
use crate::support::events::{event, tried};
use crate::support::guest::{Guest, public, public_on};
use crate::support::player::{flat, shipped};
use crossterm::event::Event;
use proptest::prelude::*;
use std::time::Duration;
use stillpoint::app::keys::bindings::bindings;
use stillpoint::app::kiosk::visitor::ChildEvent;
use stillpoint::app::layout::single::Layout;
use stillpoint::app::sheet::lines::{Sheet, Span};
use stillpoint::app::state::context::Context;
use stillpoint::app::state::message::{Command, Effect, Message, Printing};
use stillpoint::app::state::model::{Public, Setup};
use stillpoint::app::state::qr_form::QrForm;
use stillpoint::engine::policy::{Policy, SensitiveItems};
use stillpoint::engine::session::SessionItem;

#[test]
fn by_keyboard_alone_from_the_first_key_to_the_code_and_the_end() {
    let mut guest = Guest::at(80, 24);
    guest.sees("Riverside Clinic").sees("Nothing you enter is kept.").sees("ask at the desk");
    guest.sees("People near this screen can see it").sees("tell the staff");
    guest.press("Down").sees("Start over").sees("I am done").sees("1 of 4");
    guest
        .answer_all()
        .sees("Your answers")
        .press("n 5 n")
        .sees("That is all.")
        .press("1")
        .sees("search engine");
    guest.press("1").sees("Code 1 of").press("Right Right").press("Left Left Left").sees("search engine");
    guest.press("F9");
    let marks = [ChildEvent::Begun, ChildEvent::Finished, ChildEvent::TookAlong, ChildEvent::Done];
    assert!(marks.iter().all(|mark| guest.events.iter().filter(|report| *report == mark).count() == 1));
    assert_eq!(guest.effects.last(), Some(&Effect::Quit));
}

#[test]
fn a_first_touch_or_key_anywhere_begins_and_a_language_begins_in_it() {
    for (x, y) in [(0, 0), (79, 23), (40, 12), (30, 20)] {
        Guest::at(80, 24).touch(x, y).sees("1 of 4");
    }
    for key in ["x", "Esc", "C-c", "F1", "F9", "Up", "Space"] {
        let mut guest = Guest::at(80, 24);
        guest.press(key).sees("1 of 4");
        assert!(!guest.effects.contains(&Effect::Quit), "{key}");
    }
    Guest::at(80, 24).handle(&Event::Paste("hello".into())).sees("1 of 4");
    Guest::at(80, 24).touch_on("Español").sees("He terminado");
    Guest::at(80, 24).press("2").sees("He terminado");
}

#[test]
fn the_support_lines_open_from_the_first_screen_and_no_session_begins() {
    for (width, height) in [(40, 12), (80, 24), (200, 60)] {
        for leave in ["Esc", "Left", "Enter", "F9", "C-c", "F8", "F10", "!", "F2"] {
            let mut guest = Guest::at(width, height);
            let before = guest.screen();
            guest.press("! r End Enter").sees("Where to get help now");
            assert_ne!(guest.visitor.client.region, public().region);
            guest.press(leave);
            assert!(guest.screen() == before, "{leave} at {width}x{height}\n{}", guest.screen());
            assert!(guest.effects.is_empty() && !guest.events.contains(&ChildEvent::Begun), "{leave}");
            let region = guest.visitor.client.region.clone();
            assert_eq!(region, public().region, "the next visitor sees the lines of this place");
            guest.press("Enter").sees("1 of 4");
            assert!(guest.events.contains(&ChildEvent::Begun));
        }
    }
}

#[test]
fn a_touch_leads_from_the_first_screen_to_the_support_lines_and_back() {
    for (width, height) in [(76, 22), (80, 24), (200, 60)] {
        let mut guest = Guest::at(width, height);
        guest.touch_on("! support").sees("Where to get help now");
        guest.sees_no("I am done").sees_no("Start over").sees_no("more").sees_no("! support");
        guest.press("F4").sees("Dónde pedir ayuda ahora").press("F4");
        guest.touch_on("back").sees("Touch here to begin").touch_on("Español").sees("He terminado");
    }
    let mut guest = Guest::at(40, 12);
    guest.touch_on("! Where to get help now").sees_no("Touch here").press("Esc").sees("Touch here");
    guest.press("!").wait(Duration::from_secs(1_000));
    assert_eq!(guest.events.last(), Some(&ChildEvent::Idle), "the next visitor finds the first screen");
    assert!(!guest.events.contains(&ChildEvent::Begun));
}

#[test]
fn what_was_answered_is_in_sight_on_the_review_and_nowhere_before() {
    for (width, height) in [(80, 24), (40, 12), (200, 60)] {
        let after = |answer: &str| {
            let mut guest = Guest::begun(width, height);
            guest.press(answer);
            let on = guest.screen();
            guest.press("Left");
            (on, guest.screen())
        };
        let first = after("1");
        for other in ["2", "3", "4", "s"] {
            assert!(after(other) == first, "{other} at {width}x{height}");
        }
    }
    let mut guest = Guest::begun(80, 24);
    guest.answer("losing-the-thread", "sometimes").leave_open().sees("sometimes");
}

#[test]
fn every_question_fits_without_scrolling_in_every_language_and_so_it_does_with_how_to_choose() {
    for language in [0, 1] {
        let mut setup = public_on(shipped());
        setup.language = language;
        setup.policy = Policy::kiosk(SensitiveItems::Asked);
        let mut guest = Guest::with(setup, 80, 24);
        guest.press("x");
        for position in 0..guest.visitor.client.session.items().len() {
            let fits =
                |guest: &mut Guest| assert_eq!(guest.layout().beyond(), (false, false), "{}", guest.screen());
            fits(&mut guest);
            if matches!(guest.visitor.client.session.items().get(position), Some(SessionItem::Question(_))) {
                let asked = guest.screen();
                fits(guest.press("Enter"));
                assert_ne!(guest.screen(), asked, "it says how to choose");
            }
            guest.press("Right");
        }
    }
}

#[test]
fn sensitive_questions_are_asked_only_where_the_clinic_says_so_and_can_be_skipped_as_a_block() {
    let asked = |setup| {
        let guest = Guest::with(setup, 80, 24);
        let client = &guest.visitor.client;
        let items = client.session.items().iter().filter_map(|stop| match stop {
            SessionItem::Question(id) => client.questionnaire().item(id),
            SessionItem::Note(_) => None,
        });
        items.filter(|item| item.sensitive).count()
    };
    assert_eq!(asked(public()), 0);
    let mut setup = public();
    setup.policy = Policy::kiosk(SensitiveItems::Asked);
    assert!(asked(setup) > 0);
    let mut setup = public();
    setup.policy = Policy::kiosk(SensitiveItems::Asked);
    let mut guest = Guest::with(setup, 80, 24);
    guest.press("x");
    guest.go_to("loud-event").press("Left").sees("Skip this part");
    guest.touch_on("Skip this part").sees_no("Skip this part").sees("What quiet places do");
}

#[test]
fn no_key_of_a_public_screen_saves_suspends_or_leads_to_a_file() {
    let policy = Policy::kiosk(SensitiveItems::Asked);
    let elsewhere = [
        Context::CounselorGuide,
        Context::CounselorList,
        Context::CounselorRead,
        Context::CounselorStart,
        Context::Notes,
        Context::RecordName,
        Context::SecondScreen,
    ];
    for context in Context::ALL.iter().copied().filter(|context| !elsewhere.contains(context)) {
        for (key, command) in bindings(context, &policy).flat_map(|binding| binding.keys) {
            let kept = matches!(
                command,
                Command::Suspend | Command::Leave | Command::Counselor(_) | Command::GiveBack(_)
            );
            assert!(!kept, "{key:?} does {command:?} in {context:?}");
        }
    }
}

#[test]
fn start_over_asks_first_and_done_does_not() {
    let mut guest = Guest::begun(80, 24);
    guest.press("1 F8").sees("Everything you entered is cleared").press("1").sees("2 of 4");
    assert!(!guest.effects.contains(&Effect::Quit));
    guest.press("F8 2");
    assert!(guest.effects.contains(&Effect::Quit));
    let mut guest = Guest::begun(80, 24);
    guest.touch_on("I am done");
    assert!(guest.effects.contains(&Effect::Quit) && guest.events.contains(&ChildEvent::Done));
    let mut guest = Guest::begun(80, 24);
    guest
        .press("1 C-c")
        .sees_no("of 4")
        .sees("I am done")
        .press("x")
        .sees_no("of 4")
        .press("Enter")
        .sees("2 of 4");
    guest.press("C-c C-c");
    assert!(guest.effects.contains(&Effect::Quit));
}

#[test]
fn nothing_goes_along_that_was_not_ticked_and_a_failing_printer_loses_nothing() {
    let mut guest = Guest::begun(80, 24);
    guest.answer_all().press("n 4 Down Enter").handle(&Event::Paste("xylograph".into())).press("Esc 5 n 1");
    guest.press("3").sees_no("xylograph").sees_no("Crowded rooms");
    guest.press("Esc End").touch_on("Your own words");
    guest.press("3");
    assert!(format!("{:?}", guest.effects).contains("Preview"));
    guest.press("Esc 2").sees("sent to the printer");
    assert!(guest.effects.contains(&Effect::Print));
    guest.apply(Message::Printed(Printing::Failed)).sees("could not be printed").sees("Show the code");
    assert!(!guest.events.contains(&ChildEvent::TookAlong));
    guest.press("2").apply(Message::Printed(Printing::Done)).sees("Please take the page with you");
    assert!(guest.events.contains(&ChildEvent::TookAlong));
}

#[test]
fn a_visitor_prints_three_times_in_a_session_and_is_then_told_what_holds_whether_paper_came_or_not() {
    let nothing = "This screen prints nothing more. You can read it here, or ask at the desk for paper.";
    let tries = [Printing::Done, Printing::Failed, Printing::Done];
    for tries in [tries, [Printing::Failed; 3]] {
        let mut guest = Guest::begun(80, 24);
        guest.answer_all().press("n 5 n 1");
        for printing in tries {
            guest.press("2").apply(Message::Printed(printing));
        }
        for _ in 0..50 {
            guest.press("2").sees(nothing);
        }
        // Neither another choice nor leaving the page and coming back gives more.
        guest.press("4 2 Esc").sees("That is all.").press("1 2").sees(nothing);
        let prints = |guest: &Guest| guest.effects.iter().filter(|effect| **effect == Effect::Print).count();
        assert_eq!(prints(&guest), 3);
        guest.press("1").sees("Code 1 of");
    }
}

#[test]
fn a_window_too_small_for_a_code_says_so_and_shows_what_would_be_in_it() {
    let mut guest = Guest::begun(80, 24);
    guest.answer_all().press("n 5 n 1 1").sees("Code 1 of");
    guest
        .handle(&Event::Resize(60, 20))
        .sees("no room for a code")
        .sees("You can go back and print the text")
        .handle(&Event::Resize(80, 24))
        .sees("Code 1 of");
    guest.handle(&Event::Resize(200, 60)).sees("Code 1 of");
}

/// Returns everything that page 4, the end, the page to take along and the text there say, whatever has room.
fn said_of_taking_along(guest: &mut Guest) -> String {
    let mut said = String::new();
    let mut note = |guest: &Guest| {
        let Sheet { title, body, .. } = guest.layout().sheet;
        let words = body.iter().flat_map(|line| &line.spans).filter_map(|span| match span {
            Span::Words(words, _) => Some(words.as_str()),
            Span::Sign(..) => None,
        });
        said.push_str(&flat(&format!("{title} {} ", words.collect::<Vec<_>>().join(" "))));
    };
    guest.answer_all().press("n 4");
    note(guest);
    guest.press("n n");
    note(guest);
    guest.press("1");
    note(guest);
    guest.apply(Message::Printed(Printing::Failed));
    note(guest);
    said.to_lowercase()
}

#[test]
fn a_kiosk_speaks_only_of_what_can_be_taken_along_there() {
    let (code, paper) = (["phone", "teléfono"], ["on paper", "en papel"]);
    for (prints, form) in [true, false]
        .into_iter()
        .flat_map(|prints| [QrForm::HalfBlocks, QrForm::Blanks].map(|form| (prints, form)))
    {
        for language in 0..2 {
            let kiosk = public();
            let public = kiosk.public.map(|public| Public { prints, form, ..public });
            let mut guest = Guest::with(Setup { language, public, ..kiosk }, 80, 24);
            guest.press("x");
            let said = said_of_taking_along(&mut guest);
            let has_code = form == QrForm::HalfBlocks;
            assert_eq!(said.contains(code[language]), has_code, "{prints} {form:?}: {said}");
            assert_eq!(said.contains(paper[language]), prints, "{prints} {form:?}: {said}");
            let takes_along = said.contains(["take something along", "llevarse una copia"][language]);
            assert_eq!(takes_along, has_code || prints, "{prints} {form:?}: {said}");
        }
    }
}

#[test]
fn a_visitor_hears_what_a_phone_keeps_before_a_code_is_shown() {
    let mut guest = Guest::begun(80, 24);
    guest
        .answer_all()
        .press("n 5 n 1")
        .sees("A phone may keep what it scans in its history")
        .sees_no("Code 1 of");
}

#[test]
fn of_several_codes_each_is_to_be_scanned_and_of_one_nothing_is_said() {
    let mut guest = Guest::with(public_on(shipped()), 80, 24);
    guest.press("x").answer_all().press("n 5 n 1 1").sees("Code 1 of 6").sees("Scan each of the 6 codes.");
    let mut guest = Guest::with(public_on(shipped()), 200, 60);
    guest
        .press("x")
        .answer_all()
        .press("n 5 n 1 Down Down Down Enter 1")
        .sees("Code 1 of 1")
        .sees_no("Scan each");
}

proptest! {
    #![proptest_config(tried(48))]

    #[test]
    fn whatever_is_pressed_and_touched_leaves_no_file_and_a_way_to_end(
        events in prop::collection::vec(event(), 1..200),
        size in prop::sample::select(vec![(80u16, 24u16), (40, 12), (120, 40)]),
    ) {
        let mut guest = Guest::begun(size.0, size.1);
        for event in &events {
            guest.handle(event);
            let forbidden = |effect: &Effect| matches!(effect, Effect::Save { .. } | Effect::Record { .. } | Effect::Suspend);
            prop_assert!(!guest.effects.iter().any(forbidden));
            if guest.effects.contains(&Effect::Quit) {
                // The next visitor comes.
                guest = Guest::begun(size.0, size.1);
            }
            let layout = Layout::of(&guest.visitor.client);
            prop_assert!(layout.hints.iter().any(|hint| hint.command == Command::Done) || guest.visitor.client.is_small(), "{}", guest.screen());
        }
    }
}
