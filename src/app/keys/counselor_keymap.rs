//! The tables of keys of a walkthrough: for the counselor's side, and for a screen that is turned to the client.
//!
//! It contains only data. The letters of [`COUNSELOR`] also work on the client's screens, so none of them may have a
//! meaning there. A test fails if a key has two meanings in one place.

use super::key::{Key, alt, ctrl, letter, plain};
use super::keymap::{
    ARROWS, BACK, BY_NUMBER, Binding, CHOOSE, ENDS, NOTE, ON, PAGES, SCROLL, SELECT, SKIP, SOURCE, TO_REVIEW,
    bind,
};
use crate::app::state::message::{Command, CounselorCommand, Destination};
use crate::domain::language::wording::HintWords;
use crate::engine::policy::{Beside, Policy};
use crossterm::event::{KeyCode, KeyModifiers};

/// Returns whether the counselor is at the keyboard.
fn counselor(policy: &Policy) -> bool {
    policy.beside == Beside::Counselor
}

/// Returns whether the screen is turned to the client, and the counselor waits.
fn turned(policy: &Policy) -> bool {
    policy.beside == Beside::Waiting
}

/// Makes a binding that is valid only while the counselor is at the keyboard.
const fn counselor_key(
    keys: &'static [(Key, Command)],
    shown: usize,
    word: fn(&HintWords) -> &String,
) -> Binding {
    Binding { keys, shown, word, allowed: counselor }
}

const PROTOCOL_KEY: Binding =
    counselor_key(&[(plain(KeyCode::F(3)), Command::Counselor(CounselorCommand::Protocol))], 1, |w| {
        &w.protocol
    });

/// Valid on all screens where the counselor is at the keyboard and nothing is written.
pub(super) const TURN: &[Binding] =
    &[counselor_key(&[(plain(KeyCode::Tab), Command::Counselor(CounselorCommand::Turn))], 1, |w| &w.turn)];

/// Valid on all screens where the counselor is at the keyboard and letters are commands.
pub(super) const COUNSELOR: &[Binding] = &[
    counselor_key(
        &[
            (letter('f'), Command::Counselor(CounselorCommand::Flag)),
            (alt('1'), Command::Counselor(CounselorCommand::Flag)),
        ],
        1,
        |w| &w.flag,
    ),
    counselor_key(
        &[
            (letter('v'), Command::Counselor(CounselorCommand::ClientAlone)),
            (alt('2'), Command::Counselor(CounselorCommand::ClientAlone)),
        ],
        1,
        |w| &w.client_alone,
    ),
    counselor_key(
        &[
            (letter('p'), Command::Counselor(CounselorCommand::Private)),
            (alt('3'), Command::Counselor(CounselorCommand::Private)),
        ],
        1,
        |w| &w.private,
    ),
    PROTOCOL_KEY,
    counselor_key(
        &[
            (letter('a'), Command::Counselor(CounselorCommand::Items)),
            (alt('4'), Command::Counselor(CounselorCommand::Items)),
        ],
        1,
        |w| &w.items,
    ),
    counselor_key(
        &[
            (letter('e'), Command::Counselor(CounselorCommand::SessionNotes)),
            (alt('5'), Command::Counselor(CounselorCommand::SessionNotes)),
        ],
        1,
        |w| &w.session_notes,
    ),
    counselor_key(
        &[
            (letter('c'), Command::Counselor(CounselorCommand::Closing)),
            (alt('6'), Command::Counselor(CounselorCommand::Closing)),
        ],
        1,
        |w| &w.closing,
    ),
    counselor_key(
        &[
            (letter('z'), Command::Counselor(CounselorCommand::Pause)),
            (alt('7'), Command::Counselor(CounselorCommand::Pause)),
        ],
        1,
        |w| &w.pause,
    ),
    counselor_key(
        &[
            (letter('y'), Command::Counselor(CounselorCommand::Summary)),
            (alt('8'), Command::Counselor(CounselorCommand::Summary)),
        ],
        0,
        |w| &w.summary,
    ),
    counselor_key(
        &[
            (letter('d'), Command::Counselor(CounselorCommand::Rounds)),
            ((KeyCode::Up, KeyModifiers::ALT), Command::Counselor(CounselorCommand::Rounds)),
        ],
        0,
        |w| &w.rounds,
    ),
    counselor_key(
        &[
            (letter('o'), Command::Counselor(CounselorCommand::Opening)),
            (alt('9'), Command::Counselor(CounselorCommand::Opening)),
        ],
        0,
        |w| &w.opening,
    ),
    counselor_key(
        &[
            (letter('b'), Command::Counselor(CounselorCommand::BeginRecord)),
            ((KeyCode::Down, KeyModifiers::ALT), Command::Counselor(CounselorCommand::BeginRecord)),
        ],
        1,
        |w| &w.begin_record,
    ),
    counselor_key(
        &[
            (letter('t'), Command::Counselor(CounselorCommand::Clock)),
            (alt('0'), Command::Counselor(CounselorCommand::Clock)),
        ],
        0,
        |w| &w.clock,
    ),
];

/// Valid where letters are not commands, so that the risk protocol can be opened there too.
pub(super) const PROTOCOL: &[Binding] = &[PROTOCOL_KEY];

/// Valid while the screen is turned to the client. Each of them opens a question, so that nothing is shown by mistake.
pub(super) const TURNED: &[Binding] = &[
    Binding {
        keys: &[
            (ctrl('t'), Command::GiveBack(Destination::Counselor)),
            (alt('0'), Command::GiveBack(Destination::Counselor)),
        ],
        shown: 1,
        word: |w| &w.give_back,
        allowed: turned,
    },
    Binding {
        keys: &[(plain(KeyCode::F(3)), Command::GiveBack(Destination::Protocol))],
        shown: 0,
        word: |w| &w.give_back_protocol,
        allowed: turned,
    },
];

/// An item that is answered privately. There is no key for a pointer, because the pointer would show the answer.
pub(super) const PRIVATE: &[Binding] = &[
    BY_NUMBER,
    SKIP,
    bind(&[(letter('r'), Command::ShowAnswer), (plain(KeyCode::Backspace), Command::ShowAnswer)], 1, |w| {
        &w.show_answer
    }),
    ON,
    BACK,
    TO_REVIEW,
    NOTE,
    SOURCE,
];

const ESC_DONE: (Key, Command) = (plain(KeyCode::Esc), Command::Counselor(CounselorCommand::Done));
const LEFT_DONE: (Key, Command) = (plain(KeyCode::Left), Command::Counselor(CounselorCommand::Done));
const H_DONE: (Key, Command) = (letter('h'), Command::Counselor(CounselorCommand::Done));
const ENTER_DONE: (Key, Command) = (plain(KeyCode::Enter), Command::Counselor(CounselorCommand::Done));
const TAB_DONE: (Key, Command) = (plain(KeyCode::Tab), Command::Counselor(CounselorCommand::Done));

/// The counselor's pane for an item.
pub(super) const COUNSELOR_GUIDE: &[Binding] = &[
    bind(&[(plain(KeyCode::Enter), Command::Counselor(CounselorCommand::Write))], 1, |w| &w.write),
    ON,
    bind(&[(plain(KeyCode::Left), Command::Back), (letter('h'), Command::Back)], 1, |w| &w.back),
    bind(&[ESC_DONE], 0, |w| &w.turn),
    bind(ARROWS, 0, |w| &w.scroll),
    PAGES,
    ENDS,
];

/// The pane with which a walkthrough begins: there is nothing to close but the walkthrough.
pub(super) const COUNSELOR_START: &[Binding] =
    &[CHOOSE, SELECT, bind(&[ESC_DONE, LEFT_DONE, H_DONE], 1, |w| &w.leave), BY_NUMBER, PAGES, ENDS];

/// A list on the counselor's side.
pub(super) const COUNSELOR_LIST: &[Binding] =
    &[CHOOSE, SELECT, bind(&[ESC_DONE, LEFT_DONE, H_DONE], 1, |w| &w.close), BY_NUMBER, PAGES, ENDS];

/// A text on the counselor's side.
pub(super) const COUNSELOR_READ: &[Binding] =
    &[bind(&[ESC_DONE, ENTER_DONE, LEFT_DONE, H_DONE], 1, |w| &w.close), SCROLL, PAGES, ENDS];

/// Notes that are written.
pub(super) const NOTES: &[Binding] = &[bind(&[ESC_DONE, TAB_DONE], 2, |w| &w.done)];

/// The name of a record that is written. It stands in one row, where Enter goes on.
pub(super) const RECORD_NAME: &[Binding] = &[
    bind(&[(plain(KeyCode::Enter), Command::Choose(0))], 1, |w| &w.on),
    bind(&[ESC_DONE, TAB_DONE], 1, |w| &w.close),
];
