//! The tables of keys: one for each context, and some that are valid in several contexts.
//!
//! It contains only data. [`bindings`](super::bindings) looks a key up, and `active` beside it lists which
//! tables are valid in a context.

use super::key::{Key, letter, plain};
use crate::app::state::message::{Command, Motion};
use crate::domain::language::wording::HintWords;
use crate::engine::policy::{AfterAnswer, Policy};
use crossterm::event::KeyCode;

/// Keys that have one name together, such as the arrow keys that scroll.
#[derive(Debug)]
pub struct Binding {
    /// Each key with its command, the most used first.
    pub keys: &'static [(Key, Command)],
    /// How many of the keys the hints line names. With 0 only the help names them.
    pub shown: usize,
    /// The name of the binding in the words of a language.
    pub word: fn(&HintWords) -> &String,
    /// Returns whether the binding is valid under a policy.
    pub allowed: fn(&Policy) -> bool,
}

fn always(_: &Policy) -> bool {
    true
}

fn goes_on(policy: &Policy) -> bool {
    policy.after_answer == AfterAnswer::GoesOn
}

fn stays(policy: &Policy) -> bool {
    policy.after_answer == AfterAnswer::Stays
}

pub(super) fn is_private(policy: &Policy) -> bool {
    !policy.is_public()
}

/// Makes a binding that is valid under every policy.
pub(super) const fn bind(
    keys: &'static [(Key, Command)],
    shown: usize,
    word: fn(&HintWords) -> &String,
) -> Binding {
    Binding { keys, shown, word, allowed: always }
}

const UP: (Key, Command) = (plain(KeyCode::Up), Command::Move(Motion::Up));
const DOWN: (Key, Command) = (plain(KeyCode::Down), Command::Move(Motion::Down));
const LEFT_BACK: (Key, Command) = (plain(KeyCode::Left), Command::Back);
const ESC_BACK: (Key, Command) = (plain(KeyCode::Esc), Command::Back);
const ENTER_BACK: (Key, Command) = (plain(KeyCode::Enter), Command::Back);
const H_BACK: (Key, Command) = (letter('h'), Command::Back);
pub(super) const ENTER: (Key, Command) = (plain(KeyCode::Enter), Command::Activate);
const SPACE: (Key, Command) = (letter(' '), Command::Activate);
const RIGHT_NEXT: (Key, Command) = (plain(KeyCode::Right), Command::Next);
pub(super) const ARROWS: &[(Key, Command)] =
    &[UP, DOWN, (letter('k'), Command::Move(Motion::Up)), (letter('j'), Command::Move(Motion::Down))];
const BACKS: &[(Key, Command)] = &[LEFT_BACK, ESC_BACK, H_BACK];
const NEXTS: &[(Key, Command)] = &[RIGHT_NEXT, (letter('l'), Command::Next), (letter('n'), Command::Next)];
const NUMBERS: &[(Key, Command)] = &[
    (letter('1'), Command::Choose(0)),
    (letter('2'), Command::Choose(1)),
    (letter('3'), Command::Choose(2)),
    (letter('4'), Command::Choose(3)),
    (letter('5'), Command::Choose(4)),
    (letter('6'), Command::Choose(5)),
    (letter('7'), Command::Choose(6)),
    (letter('8'), Command::Choose(7)),
    (letter('9'), Command::Choose(8)),
];
pub(super) const ENDS: Binding = bind(
    &[
        (plain(KeyCode::Home), Command::Move(Motion::Top)),
        (plain(KeyCode::End), Command::Move(Motion::Bottom)),
        (letter('g'), Command::Move(Motion::Top)),
        (letter('G'), Command::Move(Motion::Bottom)),
    ],
    0,
    |w| &w.top_bottom,
);
pub(super) const PAGES: Binding = bind(
    &[
        (plain(KeyCode::PageUp), Command::Move(Motion::PageUp)),
        (plain(KeyCode::PageDown), Command::Move(Motion::PageDown)),
    ],
    0,
    |w| &w.page_scroll,
);
const READ_ON: &[(Key, Command)] =
    &[(plain(KeyCode::Enter), Command::ReadOn), (letter(' '), Command::ReadOn)];
pub(super) const SOURCE: Binding =
    bind(&[(letter('w'), Command::Source), (plain(KeyCode::F(7)), Command::Source)], 0, |w| &w.source);
/// The keys of a list that move its pointer.
pub(super) const CHOOSE: Binding = bind(ARROWS, 2, |w| &w.choose);
/// The keys of a text that scroll it.
pub(super) const SCROLL: Binding = bind(ARROWS, 2, |w| &w.scroll);
/// The keys that go on to the next screen.
pub(super) const ON: Binding = bind(NEXTS, 1, |w| &w.on);
/// The same, where the hints name another way on.
const ON_UNNAMED: Binding = bind(NEXTS, 0, |w| &w.on);
/// The keys that go back.
pub(super) const BACK: Binding = bind(BACKS, 1, |w| &w.back);
/// The keys that choose a row by its number.
pub(super) const BY_NUMBER: Binding = bind(NUMBERS, 0, |w| &w.number);
/// The keys that close an overlay.
const CLOSE: Binding = bind(&[ESC_BACK, ENTER_BACK, LEFT_BACK, H_BACK], 2, |w| &w.close);
/// The key that undoes an answer.
const UNDO: Binding =
    bind(&[(letter('u'), Command::Undo), (plain(KeyCode::Backspace), Command::Undo)], 0, |w| &w.undo);
/// The number keys of the pages of results.
const TO_PAGE: Binding = bind(PAGE_NUMBERS, 0, |w| &w.pages);
const READING_LIST: Binding =
    bind(&[(letter('m'), Command::ReadingList), (letter('6'), Command::ReadingList)], 1, |w| &w.more);
const SKIPS: &[(Key, Command)] = &[(letter('s'), Command::Skip), (letter('0'), Command::Skip)];
/// The keys that skip a question.
pub(super) const SKIP: Binding = bind(SKIPS, 1, |w| &w.skip);
/// The keys that open the note beside a question.
pub(super) const NOTE: Binding =
    bind(&[(letter('i'), Command::Guard), (plain(KeyCode::F(6)), Command::Guard)], 0, |w| &w.guard);
/// The keys that show another region, or list the regions.
const REGIONS: &[(Key, Command)] = &[(letter('r'), Command::Region), (letter('0'), Command::Region)];

const BEGIN: Binding = bind(
    &[
        (plain(KeyCode::Enter), Command::Next),
        (letter(' '), Command::Next),
        RIGHT_NEXT,
        (letter('l'), Command::Next),
        (letter('n'), Command::Next),
        (letter('1'), Command::Next),
    ],
    1,
    |w| &w.begin,
);
/// The number keys but the first, which begins in the current language.
const LANGUAGES: Binding = bind(NUMBERS.split_at(1).1, 0, |w| &w.language);
/// The key that changes to the next language. No letter does, so that it is the same where letters are text.
pub(super) const NEXT_LANGUAGE: Binding =
    bind(&[(plain(KeyCode::F(4)), Command::Language)], 0, |w| &w.language);
/// The waiting screen of a kiosk. Every key without a meaning there begins too: see [`Visitor`](crate::app::kiosk::visitor::Visitor).
pub(super) const ATTRACT: &[Binding] = &[BEGIN, LANGUAGES];
pub(super) const WELCOME: &[Binding] =
    &[BEGIN, Binding { allowed: is_private, ..LANGUAGES }, SCROLL, PAGES, ENDS];
/// The keys that open the list of all answers. From there, one key goes on to the results.
pub(super) const TO_REVIEW: Binding =
    bind(&[(letter('x'), Command::Review), (plain(KeyCode::F(5)), Command::Review)], 1, |w| &w.review);
pub(super) const ITEM: &[Binding] = &[
    CHOOSE,
    bind(&[ENTER, SPACE], 1, |w| &w.answer),
    SKIP,
    BACK,
    BY_NUMBER,
    Binding { allowed: goes_on, ..ON_UNNAMED },
    // Where an answer leads nowhere, the hints name the way on.
    Binding { allowed: stays, ..ON },
    TO_REVIEW,
    UNDO,
    NOTE,
    SOURCE,
    ENDS,
];
pub(super) const REVIEW: &[Binding] =
    &[CHOOSE, bind(&[ENTER, SPACE], 1, |w| &w.change), ON, BACK, UNDO, PAGES, ENDS];
pub(super) const INDEX: &[Binding] =
    &[CHOOSE, bind(&[ENTER, SPACE], 1, |w| &w.open_text), ON, BACK, READING_LIST, TO_PAGE, PAGES, ENDS];
pub(super) const READING: &[Binding] = &[
    bind(READ_ON, 1, |w| &w.next),
    BACK,
    SCROLL,
    READING_LIST,
    TO_PAGE,
    ON_UNNAMED,
    bind(REGIONS, 0, |w| &w.region),
    SOURCE,
    PAGES,
    ENDS,
];
const PAGE_NUMBERS: &[(Key, Command)] = &[
    (letter('1'), Command::Page(0)),
    (letter('2'), Command::Page(1)),
    (letter('3'), Command::Page(2)),
    (letter('4'), Command::Page(3)),
    (letter('5'), Command::Page(4)),
];
/// The keys that leave everything out of the copy, or tick the usual again.
const TICKS: Binding =
    bind(&[(letter('x'), Command::TurnAllTicks), (plain(KeyCode::F(6)), Command::TurnAllTicks)], 0, |w| {
        &w.turn_all_ticks
    });
pub(super) const TALKING_POINTS: &[Binding] = &[
    CHOOSE,
    bind(&[ENTER, SPACE], 1, |w| &w.tick_or_write),
    TICKS,
    ON,
    BACK,
    READING_LIST,
    TO_PAGE,
    PAGES,
    ENDS,
];
/// The keys that take the row that is pointed at.
pub(super) const SELECT: Binding =
    bind(&[ENTER, SPACE, RIGHT_NEXT, (letter('l'), Command::Activate)], 1, |w| &w.select);
pub(super) const CHOICE: &[Binding] = &[CHOOSE, SELECT, BACK, BY_NUMBER, PAGES, ENDS];
/// The note before sensitive questions. What skips a question elsewhere skips all of them here.
pub(super) const CONTENT_NOTE: &[Binding] = &[
    CHOOSE,
    bind(&[ENTER, SPACE], 1, |w| &w.select),
    bind(SKIPS, 1, |w| &w.skip_part),
    BACK,
    BY_NUMBER,
    ON_UNNAMED,
    TO_REVIEW,
    UNDO,
    PAGES,
    ENDS,
];
/// A list of names. Letters lead to names, so none of them has another meaning.
pub(super) const NAMES: &[Binding] = &[
    bind(&[UP, DOWN], 2, |w| &w.choose),
    bind(&[ENTER, SPACE, (plain(KeyCode::Right), Command::Activate)], 1, |w| &w.select),
    bind(&[LEFT_BACK, ESC_BACK], 1, |w| &w.back),
    BY_NUMBER,
    PAGES,
    bind(
        &[
            (plain(KeyCode::Home), Command::Move(Motion::Top)),
            (plain(KeyCode::End), Command::Move(Motion::Bottom)),
        ],
        0,
        |w| &w.top_bottom,
    ),
];
pub(super) const ARTICLE: &[Binding] =
    &[bind(READ_ON, 1, |w| &w.next), SCROLL, BACK, ON_UNNAMED, SOURCE, PAGES, ENDS];
pub(super) const OVERLAY: &[Binding] = &[CLOSE, SCROLL, PAGES, ENDS];
/// A code for a phone. The keys go to the next part and to the previous one.
pub(super) const CODE: &[Binding] = &[
    bind(
        &[
            RIGHT_NEXT,
            (plain(KeyCode::Enter), Command::Next),
            (letter(' '), Command::Next),
            (letter('l'), Command::Next),
        ],
        1,
        |w| &w.on,
    ),
    BACK,
];
/// The text in place of a code.
pub(super) const NO_CODE: &[Binding] =
    &[bind(READ_ON, 1, |w| &w.next), SCROLL, BACK, ON_UNNAMED, PAGES, ENDS];
pub(super) const GUARD: &[Binding] = &[CLOSE, SCROLL, SOURCE, PAGES, ENDS];
pub(super) const SUPPORT_OVERLAY: &[Binding] = &[CLOSE, SCROLL, bind(REGIONS, 1, |w| &w.region), PAGES, ENDS];
/// A text of one line.
pub(super) const FIELD: &[Binding] = &[bind(
    &[
        (plain(KeyCode::Enter), Command::Back),
        (plain(KeyCode::Esc), Command::Back),
        (plain(KeyCode::Tab), Command::Back),
    ],
    1,
    |w| &w.done,
)];
/// A text of several lines, in which Enter begins one.
pub(super) const TEXT: &[Binding] =
    &[bind(&[ESC_BACK, (plain(KeyCode::Tab), Command::Back)], 2, |w| &w.done)];
