//! The tables of keys outside a session: for the staff of a kiosk, and for a second screen.
//!
//! It contains only data, like [`keymap`](super::keymap).

use super::common_keymap::{REDRAW, SUSPEND};
use super::key::{ctrl, letter, plain};
use super::keymap::{ARROWS, BY_NUMBER, Binding, ENDS, ENTER, NEXT_LANGUAGE, PAGES, bind};
use crate::app::state::message::Command;
use crossterm::event::KeyCode;

/// The pad for the PIN. The number of each command is the place on the pad, row by row from the top left.
pub(super) const PIN: &[Binding] = &[
    bind(
        &[
            (letter('1'), Command::Write(0)),
            (letter('2'), Command::Write(1)),
            (letter('3'), Command::Write(2)),
            (letter('4'), Command::Write(3)),
            (letter('5'), Command::Write(4)),
            (letter('6'), Command::Write(5)),
            (letter('7'), Command::Write(6)),
            (letter('8'), Command::Write(7)),
            (letter('9'), Command::Write(8)),
            (letter('0'), Command::Write(10)),
        ],
        0,
        |w| &w.number,
    ),
    bind(&[(plain(KeyCode::Backspace), Command::Write(9))], 0, |w| &w.erase),
    bind(&[(plain(KeyCode::Enter), Command::Write(11))], 0, |w| &w.done),
    BACK,
    NEXT_LANGUAGE,
];

/// The keys that go back. They are on the screen as a button, so the hints do not name them.
const BACK: Binding =
    bind(&[(plain(KeyCode::Esc), Command::Back), (plain(KeyCode::F(9)), Command::Back)], 0, |w| &w.back);

/// The menu of staff.
pub(super) const STAFF_MENU: &[Binding] =
    &[bind(ARROWS, 0, |w| &w.choose), bind(&[ENTER], 0, |w| &w.select), BY_NUMBER, BACK, NEXT_LANGUAGE];

/// A message to staff.
pub(super) const STAFF_MESSAGE: &[Binding] = &[
    bind(ARROWS, 0, |w| &w.scroll),
    PAGES,
    ENDS,
    bind(&[(plain(KeyCode::Enter), Command::Back)], 0, |w| &w.close),
    BACK,
    NEXT_LANGUAGE,
];

/// A second screen. It stands in front of the client, who only reads it, so it has few keys.
pub(super) const SECOND_SCREEN: &[Binding] = &[
    bind(
        &[(letter('q'), Command::Leave), (ctrl('c'), Command::Leave), (plain(KeyCode::F(9)), Command::Leave)],
        0,
        |w| &w.leave,
    ),
    bind(ARROWS, 0, |w| &w.scroll),
    PAGES,
    NEXT_LANGUAGE,
    REDRAW,
    SUSPEND,
];
