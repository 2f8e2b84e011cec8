//! The tables of keys that are valid on many screens, and those of the neutral screen.
//!
//! It contains only data, like [`keymap`](super::keymap).

use super::key::{Key, ctrl, letter, plain};
use super::keymap::{Binding, NEXT_LANGUAGE, bind, is_private};
use crate::app::state::message::Command;
use crate::engine::policy::{Keeps, Policy, Suspend};
use crossterm::event::{KeyCode, KeyModifiers};

fn may_suspend(policy: &Policy) -> bool {
    policy.suspend == Suspend::Allowed
}

fn keeps_nothing(policy: &Policy) -> bool {
    policy.keeps == Keeps::Nothing && !policy.is_public()
}

fn is_public(policy: &Policy) -> bool {
    policy.is_public()
}

fn keeps_a_record(policy: &Policy) -> bool {
    policy.keeps == Keeps::Record
}

const FORGET: &[(Key, Command)] = &[(ctrl('c'), Command::Forget), (plain(KeyCode::F(12)), Command::Forget)];
pub(super) const HIDDEN: &[Binding] = &[
    bind(&[(plain(KeyCode::Enter), Command::ComeBack)], 1, |w| &w.come_back),
    Binding { keys: FORGET, shown: 1, word: |w| &w.forget, allowed: keeps_nothing },
    Binding { keys: FORGET, shown: 1, word: |w| &w.leave_record, allowed: keeps_a_record },
    Binding { keys: FORGET, shown: 0, word: |w| &w.clear, allowed: is_public },
];

/// The key for the support lines where signs are not text.
const SUPPORT: Binding = bind(&[(letter('!'), Command::Support)], 1, |w| &w.support);

/// The key for them that is the same where signs are text.
const SUPPORT_BY_F2: Binding = bind(&[(plain(KeyCode::F(2)), Command::Support)], 0, |w| &w.support);

/// The keys for the support lines alone.
pub(super) const SUPPORT_LINES: &[Binding] = &[SUPPORT, SUPPORT_BY_F2];

/// Valid where signs are not text.
pub(super) const SIGNS: &[Binding] = &[SUPPORT, bind(&[(letter('?'), Command::Help)], 1, |w| &w.help)];

/// Valid where letters are commands.
pub(super) const LEAVE: &[Binding] = &[Binding {
    keys: &[(letter('q'), Command::Leave), (plain(KeyCode::F(9)), Command::Leave)],
    shown: 1,
    word: |w| &w.leave,
    allowed: is_private,
}];

/// The function keys for help and support where signs are not text. The hints name `?` and `!` instead.
pub(super) const EVERYWHERE: &[Binding] =
    &[bind(&[(plain(KeyCode::F(1)), Command::Help)], 0, |w| &w.help), SUPPORT_BY_F2];

/// Like [`EVERYWHERE`], for text fields. The hints name these keys there, because `!` and `?` are text.
pub(super) const IN_FIELDS: &[Binding] = &[
    bind(&[(plain(KeyCode::F(2)), Command::Support)], 1, |w| &w.support),
    bind(&[(plain(KeyCode::F(1)), Command::Help)], 1, |w| &w.help),
];

/// Valid on every screen but the neutral one, which hides everything already.
pub(super) const HIDE: &[Binding] =
    &[bind(&[(ctrl('c'), Command::Hide), (plain(KeyCode::F(12)), Command::Hide)], 1, |w| &w.hide)];

const CLEARS: Binding = Binding {
    keys: &[(plain(KeyCode::F(9)), Command::Done)],
    shown: 1,
    word: |w| &w.clear,
    allowed: is_public,
};

/// Valid on the neutral screen of a kiosk.
pub(super) const DONE: &[Binding] = &[CLEARS];

/// Valid on every screen of a kiosk's visitor, in text fields too.
pub(super) const VISITOR: &[Binding] = &[
    Binding {
        keys: &[(plain(KeyCode::F(8)), Command::StartOver)],
        shown: 1,
        word: |w| &w.start_over,
        allowed: is_public,
    },
    CLEARS,
    Binding {
        keys: &[(plain(KeyCode::F(10)), Command::More)],
        shown: 0,
        word: |w| &w.rarely,
        allowed: is_public,
    },
];

/// The keys that draw the whole screen anew.
pub(super) const REDRAW: Binding =
    bind(&[(ctrl('l'), Command::Redraw), (plain(KeyCode::F(11)), Command::Redraw)], 0, |w| &w.redraw);
/// The keys that suspend the program.
pub(super) const SUSPEND: Binding = bind(
    &[(ctrl('z'), Command::Suspend), ((KeyCode::F(12), KeyModifiers::CONTROL), Command::Suspend)],
    0,
    |w| &w.suspend,
);

/// The key that gives the mouse to the terminal, or takes it back. A public screen keeps it, for whoever touches it.
const MOUSE: Binding = Binding {
    keys: &[(plain(KeyCode::F(8)), Command::Mouse)],
    shown: 1,
    word: |w| &w.mouse,
    allowed: is_private,
};

/// Valid on every screen, so that nobody has to read a language that is not theirs.
pub(super) const ALWAYS: &[Binding] =
    &[NEXT_LANGUAGE, REDRAW, MOUSE, Binding { allowed: may_suspend, ..SUSPEND }];
