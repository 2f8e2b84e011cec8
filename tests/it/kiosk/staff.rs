//! What staff see: every key that is bound there does something, whatever screen they are on.

use crate::support::player::{either, in_spanish, only, sentences};
use crossterm::event::{Event, KeyCode, KeyEvent};
use ratatui::layout::Size;
use stillpoint::app::keys::bindings::bindings;
use stillpoint::app::kiosk::staff::state::{MessageScreen, Staff, StaffScreen, Tried, Wish};
use stillpoint::app::kiosk::staff::update::{handle, layout};
use stillpoint::app::state::context::Context;
use stillpoint::app::state::message::Command;
use stillpoint::domain::faults::print::PrintFault;
use stillpoint::domain::language::languages::SpokenLanguage;
use stillpoint::domain::questionnaire::draft::Date;
use stillpoint::domain::totals::{Day, LastDay};
use stillpoint::engine::policy::Policy;

/// Staff in the middle of a screen, so that every motion leads somewhere.
fn staff_in(context: Context) -> Staff {
    let mut staff = Staff::new(either(), LastDay::NotOver, true, Size { width: 80, height: 24 });
    match context {
        Context::StaffMenu => {
            staff.tried(Tried::Right);
            staff.screen.at.pointer.row = Some(2);
        }
        Context::StaffMessage => {
            staff.say(MessageScreen::NotReloaded(vec!["One line of what was found.".to_owned(); 60]));
            staff.screen.at.scroll = 40;
        }
        _ => {
            let one = KeyEvent::from(KeyCode::Char('1'));
            assert_eq!(handle(&mut staff, &Event::Key(one)), None);
        }
    }
    staff
}

#[test]
fn every_key_of_staff_does_something() {
    for context in [Context::Pin, Context::StaffMenu, Context::StaffMessage] {
        for ((code, modifiers), command) in
            bindings(context, &Policy::personal()).flat_map(|binding| binding.keys)
        {
            let mut staff = staff_in(context);
            // There are five rows to choose from, and what is typed of a PIN is not shown.
            let is_beyond = matches!(command, Command::Choose(5..));
            let is_secret = matches!(command, Command::Write(..11));
            let before = layout(&staff);
            let wish = handle(&mut staff, &Event::Key(KeyEvent::new(*code, *modifiers)));
            let acts = wish.is_some() || layout(&staff) != before;
            assert!(acts || is_beyond || is_secret, "{code:?} in {context:?}");
        }
    }
}

#[test]
fn a_pin_that_is_typed_is_tried_as_it_stands_and_erased_whole() {
    let mut staff = staff_in(Context::Pin);
    let mut press = |code| handle(&mut staff, &Event::Key(KeyEvent::from(code)));
    let typed = |c| KeyCode::Char(c);
    for c in ['9', '0'] {
        assert_eq!(press(typed(c)), None);
    }
    let Some(Wish::Try(pin)) = press(KeyCode::Enter) else { panic!("nothing is tried") };
    assert_eq!(pin.0, "190");
    press(typed('7'));
    press(KeyCode::Backspace);
    assert_eq!(press(KeyCode::Enter), None, "nothing is left to be tried");
    assert!(staff.screen.what == StaffScreen::Pin);
}

#[test]
fn a_digit_beyond_the_longest_pin_is_said_and_nothing_is_tried_until_it_is_erased() {
    let mut staff = staff_in(Context::Pin);
    let mut press = |keys: &str| {
        let wishes = keys.chars().filter_map(|c| {
            let code = match c {
                '<' => KeyCode::Backspace,
                '!' => KeyCode::Enter,
                digit => KeyCode::Char(digit),
            };
            handle(&mut staff, &Event::Key(KeyEvent::from(code)))
        });
        let tried = wishes.count();
        let body = format!("{:?}", layout(&staff).sheet.body);
        (tried, body.contains("That is longer than a PIN"))
    };
    assert_eq!(press("<839147265018"), (0, false));
    assert_eq!(press("3"), (0, true));
    assert_eq!(press("44!"), (0, true), "a part of a PIN is not tried");
    assert_eq!(press("<"), (0, false));
    assert_eq!(press("83914!"), (1, false));
}

#[test]
fn however_small_a_window_is_what_it_asks_for_is_whole() {
    for (width, height) in [(39, 11), (39, 3), (20, 5), (20, 2), (12, 3), (8, 1)] {
        for spoken in [either, in_spanish] {
            let layout = layout(&Staff::new(spoken(), LastDay::NotOver, true, Size { width, height }));
            let (rows, room) = (layout.sheet.body.len(), usize::from(layout.text.height));
            assert!((1..=room).contains(&rows), "{rows} rows at {width}x{height}");
            assert!(format!("{:?}", layout.sheet.body).contains("40"), "{width}x{height}");
        }
    }
}

#[test]
fn why_a_test_page_was_not_printed_is_told_truly() {
    for (fault, reason) in [
        (PrintFault::Ended(7), "error 7."),
        (PrintFault::Killed(15), "(signal 15)."),
        (PrintFault::Other("Argument list too long".into()), "Argument list too long."),
        (PrintFault::NotRead, "page."),
    ] {
        let mut staff = Staff::new(either(), LastDay::NotOver, true, Size { width: 120, height: 40 });
        staff.say(MessageScreen::TestPage(Err(fault)));
        let said = format!("{:?}", layout(&staff).sheet.body);
        assert!(said.contains(reason), "{said}");
    }
}

/// Each thing that staff can have before them, at a size.
pub(crate) fn everything(spoken: impl Fn() -> SpokenLanguage, window: Size) -> Vec<Staff> {
    let last_day = LastDay::Closed(Day::new(Date { year: 2026, month: 11, day: 26 }).totals());
    let fault = Err(PrintFault::TookTooLong);
    let messages = [
        MessageScreen::Totals(last_day),
        MessageScreen::Totals(LastDay::NotOver),
        MessageScreen::Totals(LastDay::NotCounted),
        MessageScreen::Reloaded,
        MessageScreen::NotReloaded(vec!["1".to_owned()]),
        MessageScreen::Printing,
        MessageScreen::TestPage(Ok(())),
        MessageScreen::TestPage(fault),
    ];
    let pads = [None, Some(Tried::Wrong(4)), Some(Tried::TooSoon(3)), Some(Tried::Right)];
    let new = |has_pin| Staff::new(spoken(), last_day, has_pin, window);
    let said = messages.into_iter().map(|message| {
        let mut staff = new(true);
        staff.say(message);
        staff
    });
    let tried = pads.into_iter().map(|outcome| {
        let mut staff = new(true);
        outcome.into_iter().for_each(|outcome| staff.tried(outcome));
        staff
    });
    let mut leaving = new(true);
    leaving.tried(Tried::Right);
    press(&mut leaving, KeyCode::Char('5'));
    said.chain(tried).chain([new(false), leaving]).collect()
}

fn press(staff: &mut Staff, code: KeyCode) -> Option<Wish> {
    handle(staff, &Event::Key(KeyEvent::from(code)))
}

#[test]
fn staff_change_the_language_on_every_screen_and_nothing_else_changes() {
    for (width, height) in [(80, 24), (40, 12)] {
        let window = Size { width, height };
        let english = everything(either, window);
        let spanish = everything(in_spanish, window);
        for (mut staff, spanish) in english.into_iter().zip(spanish) {
            let before = layout(&staff);
            let hint = before.hints.iter().find(|hint| hint.command == Command::Language);
            assert_eq!(
                hint.map(|hint| format!("{} {}", hint.keys, hint.word)).as_deref(),
                Some("F4 Español")
            );
            assert_eq!(press(&mut staff, KeyCode::F(4)), None);
            assert!(layout(&staff) != before && layout(&staff) == layout(&spanish), "{before:?}");
            press(&mut staff, KeyCode::F(4));
            assert!(layout(&staff) == before, "after another F4 it is as before");
        }
    }
}

#[test]
fn a_pin_half_typed_stays_when_the_language_is_changed() {
    let mut staff = staff_in(Context::Pin);
    press(&mut staff, KeyCode::F(4));
    press(&mut staff, KeyCode::Char('2'));
    let Some(Wish::Try(pin)) = press(&mut staff, KeyCode::Enter) else { panic!("nothing is tried") };
    assert_eq!(pin.0, "12");
}

#[test]
fn where_one_language_is_offered_staff_are_named_no_other() {
    for staff in everything(|| only(sentences("en")), Size { width: 80, height: 24 }) {
        assert!(layout(&staff).hints.iter().all(|hint| hint.command != Command::Language));
    }
}
