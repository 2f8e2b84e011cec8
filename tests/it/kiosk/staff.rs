//! What staff see: every key that is bound there does something, whatever screen they are on.

use crate::support::player::sentences;
use crossterm::event::{Event, KeyEvent};
use ratatui::layout::Size;
use stillpoint::app::keys::bindings::bindings;
use stillpoint::app::kiosk::staff::state::{Staff, StaffScreen, Tried, Wish};
use stillpoint::app::kiosk::staff::update::{handle, layout};
use stillpoint::app::state::context::Context;
use stillpoint::app::state::message::Command;
use stillpoint::engine::policy::Policy;

/// Staff in the middle of a screen, so that every motion leads somewhere.
fn staff_in(context: Context) -> Staff {
    let mut staff = Staff::new(sentences("en"), Vec::new(), true, Size { width: 80, height: 24 });
    match context {
        Context::StaffMenu => {
            staff.tried(Tried::Right);
            staff.screen.at.pointer.row = Some(2);
        }
        Context::StaffMessage => {
            staff.say(vec!["One line of what was found.".to_owned(); 60]);
            staff.screen.at.scroll = 40;
        }
        _ => {
            let one = KeyEvent::from(crossterm::event::KeyCode::Char('1'));
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
    let typed = |c| crossterm::event::KeyCode::Char(c);
    for c in ['9', '0'] {
        assert_eq!(press(typed(c)), None);
    }
    let Some(Wish::Try(pin)) = press(crossterm::event::KeyCode::Enter) else { panic!("nothing is tried") };
    assert_eq!(pin.0, "190");
    press(typed('7'));
    press(crossterm::event::KeyCode::Backspace);
    assert_eq!(press(crossterm::event::KeyCode::Enter), None, "nothing is left to be tried");
    assert!(staff.screen.what == StaffScreen::Pin);
}
