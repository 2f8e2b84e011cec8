//! Every key that help or a hint names does something where it is named, under every policy; else it is not named there.
//! And help names a key without a letter for whatever can be done.

use super::WAYS_OF_A_KIOSK;
use crate::screens::WAYS;
use crate::support::guest::{Guest, public};
use crate::support::player::Player;
use crate::walkthrough::hints::{WAYS as WAYS_OF_A_WALKTHROUGH, at};
use crate::walkthrough::later::without_record;
use crossterm::event::{Event, KeyCode, KeyEvent};
use std::collections::HashSet;
use stillpoint::app::keys::bindings::bindings;
use stillpoint::app::keys::key::{Key, plain};
use stillpoint::app::layout::hints::PlacedHint;
use stillpoint::app::layout::split::SplitLayout;
use stillpoint::app::screens::registry::context_of_keys;
use stillpoint::app::sheet::lines::Span;
use stillpoint::app::state::app::AppState;
use stillpoint::app::state::context::Context;
use stillpoint::app::state::counselor::{Pane, Side};
use stillpoint::app::state::message::{Command, Message};
use stillpoint::app::state::model::Setup;
use stillpoint::app::state::screen::Overlay;
use stillpoint::app::update::counselor::update;
use stillpoint::app::update::input::message_of;
use stillpoint::engine::policy::{Policy, SensitiveItems};

/// More that a person alone can have before them: ends of pages, fields, and what lies on top of a screen.
const MORE_WAYS: [&str; 16] = [
    "End",
    "C-c",
    "Enter !",
    "Enter ! End",
    "Enter ? PageDown",
    "Enter 1 1 1",
    "Enter End",
    "Enter x",
    "Enter Answers End",
    "Enter Answers n n 3 Enter End",
    "Enter Answers n n 4 End",
    "Enter Answers n n 4 Enter",
    "Enter Answers n n 4 Down Enter a Enter b Enter",
    "Enter Answers n n 5 End",
    "Enter Answers n n m End Enter",
    "Enter Answers n n 5 n 1 Down Enter a",
];

/// The way to a code at a kiosk, or to what is offered first where it has no room.
const TO_A_CODE: &str = "x Enter Answers n n 5 n 1 1";

/// The same at a kiosk.
const MORE_OF_A_KIOSK: [&str; 4] = ["x Enter F10", "x Enter ! End", "x Enter ? End", TO_A_CODE];

/// Sizes at which everything is tried: the usual window, and the smallest.
const SIZES: [(u16, u16); 2] = [(80, 24), (40, 12)];

/// By whom the keys of a context are tried.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    Alone,
    Visitor,
    Two,
    /// By tests of their own: staff, a second screen, and a question that any key answers.
    Others,
}

pub(super) fn who_tries(context: Context) -> Who {
    match context {
        Context::Welcome
        | Context::Item
        | Context::ContentNote
        | Context::Review
        | Context::Index
        | Context::Reading
        | Context::TalkingPoints
        | Context::Choice
        | Context::Names
        | Context::Article
        | Context::Field
        | Context::Text
        | Context::Guard
        | Context::Overlay
        | Context::SupportOverlay
        | Context::Hidden
        | Context::Small => Who::Alone,
        Context::Attract | Context::Code | Context::NoCode => Who::Visitor,
        Context::Private
        | Context::CounselorGuide
        | Context::CounselorList
        | Context::CounselorStart
        | Context::CounselorRead
        | Context::Notes
        | Context::RecordName => Who::Two,
        Context::Pin
        | Context::StaffMenu
        | Context::StaffMessage
        | Context::SecondScreen
        | Context::Warning => Who::Others,
    }
}

/// A place, by who is there and how they came there, and its state.
pub(super) type Place = (String, AppState);

fn place(who: &str, (width, height): (u16, u16), way: &str, app: AppState) -> Place {
    (format!("{who} at {width}x{height} after {way:?}"), app)
}

pub(super) fn alone() -> Vec<Place> {
    let mut places = vec![place("alone", (30, 8), "", AppState::alone(Player::shipped(30, 8).model))];
    for (width, height) in SIZES {
        for way in WAYS.into_iter().map(|(_, way)| way).chain(MORE_WAYS) {
            let mut player = Player::shipped(width, height);
            player.press(way);
            places.push(place("alone", (width, height), way, AppState::alone(player.model)));
        }
    }
    places
}

fn at_a_kiosk() -> Vec<Place> {
    let mut places = Vec::new();
    for sensitive in [SensitiveItems::NotAsked, SensitiveItems::Asked] {
        for (size, ways) in
            [(SIZES[0], &MORE_OF_A_KIOSK[..]), (SIZES[1], &MORE_OF_A_KIOSK), ((120, 40), &[TO_A_CODE])]
        {
            for way in WAYS_OF_A_KIOSK.iter().chain(ways) {
                let setup = Setup { policy: Policy::kiosk(sensitive), ..public() };
                let mut guest = Guest::with(setup, size.0, size.1);
                guest.press(way);
                places.push(place("kiosk", size, way, AppState::alone((*guest.visitor.client).clone())));
            }
        }
        let setup = Setup { policy: Policy::kiosk(sensitive), ..public() };
        let mut guest = Guest::with(setup, 120, 40);
        // The window has become too small for the code.
        guest.press(TO_A_CODE).handle(&Event::Resize(60, 20));
        places.push(place("kiosk", (60, 20), TO_A_CODE, AppState::alone((*guest.visitor.client).clone())));
    }
    places
}

pub(super) fn in_a_walkthrough() -> Vec<Place> {
    let mut places = Vec::new();
    for size in SIZES.into_iter().chain([(120, 40)]) {
        for way in WAYS_OF_A_WALKTHROUGH.split('|') {
            places.push(place("walkthrough", size, way, at(way, size).app));
        }
        for way in ["Enter 1 b", "Enter 1 b a", "Enter 1 b a Enter"] {
            let mut pair = without_record(None, size);
            places.push(place("without a record", size, way, pair.press(way).app.clone()));
        }
    }
    places
}

/// Returns what comes of a message, if anything does.
pub(super) fn after(app: &AppState, message: Option<Message>) -> Option<AppState> {
    let mut changed = app.clone();
    let effects = update(&mut changed, message?);
    (!effects.is_empty() || changed != *app).then_some(changed)
}

fn pressed(app: &AppState, (code, modifiers): Key) -> Option<AppState> {
    after(app, message_of(app, &Event::Key(KeyEvent::new(code, modifiers))))
}

/// The help as it opens in a place.
struct Help {
    /// The screen or pane that it is for.
    below: AppState,
    context: Context,
    /// The keys that it names, each with its command.
    keys: Vec<(Key, Command)>,
    /// Its words.
    words: HashSet<String>,
}

/// Opens the help, if there is one here.
fn help(app: &AppState) -> Option<Help> {
    let helped = pressed(app, plain(KeyCode::F(1)))?;
    let pane = helped.counselor_with_keys().map(|counselor| &counselor.pane.what);
    let (side, context, idle) = match (pane, helped.client.overlay.as_ref().map(|open| &open.what)) {
        (Some(Pane::Help(help)), _) => (Side::Counselor, help.context, &help.idle),
        (None, Some(Overlay::Help(help))) => (Side::Client, help.context, &help.idle),
        _ => return None,
    };
    let mut below = app.clone();
    below.client.overlay = None;
    let policy = app.client.policy();
    let keys = bindings(context, &policy).flat_map(|binding| binding.keys.iter().copied());
    let keys = keys.filter(|(_, command)| !idle.contains(command)).collect();
    let split = SplitLayout::of(&helped);
    let spans = split.side(side).unwrap().sheet.body.iter().flat_map(|line| &line.spans);
    let words = spans.filter_map(|span| match span {
        Span::Words(words, _) => Some(words.split_whitespace()),
        Span::Sign(..) => None,
    });
    let words = words.flatten().map(str::to_owned).collect();
    Some(Help { below, context, keys, words })
}

impl Help {
    /// Returns the commands for which the help names no key that can be pressed on a keyboard of any alphabet.
    fn only_by_letters(&self) -> Vec<Command> {
        let policy = self.below.client.policy();
        let named = |command: Command| {
            let names = bindings(self.context, &policy)
                .map(|binding| binding.long_keys(&self.below.client.wording().key, |other| other == command))
                .collect::<Vec<_>>()
                .join(" ");
            names.split(' ').any(|name| !needs_a_letter(name) && self.says(name))
        };
        self.keys.iter().map(|(_, command)| *command).filter(|command| !named(*command)).collect()
    }

    /// Returns whether the name of a key stands in the help, by itself or within the first and the last of a row.
    fn says(&self, name: &str) -> bool {
        let holds = |word: &String| {
            let ends = word.split_once('-').filter(|(first, last)| first.len() == 1 && last.len() == 1);
            ends.is_some_and(|(first, last)| name.len() == 1 && (first..=last).contains(&name))
        };
        self.words.contains(name) || self.words.iter().any(holds)
    }
}

/// Returns whether a key is a letter or a sign, alone or with others.
fn needs_a_letter(name: &str) -> bool {
    let last = name.rsplit('-').next().unwrap_or_default();
    last.len() == 1 && !last.chars().all(|c| c.is_ascii_digit())
}

/// Returns the keys that a hint names; none if it is only clicked on.
fn keys_of(app: &AppState, hint: &PlacedHint) -> Vec<Key> {
    let policy = app.client.policy();
    let found = bindings(context_of_keys(app), &policy)
        .find(|binding| binding.shown > 0 && binding.command() == Some(hint.command));
    let keys = found.into_iter().flat_map(|binding| binding.keys.iter().take(binding.shown));
    keys.map(|(key, _)| *key).collect()
}

/// Asserts that each key that is named in some places does something there, in both languages.
fn try_all(who: Who, places: Vec<Place>) {
    let mut faults = Vec::new();
    let mut seen = HashSet::new();
    for (name, english) in places {
        let spanish = after(&english, Some(Message::Command(Command::Language))).unwrap();
        for (language, app) in [("in English", english), ("in Spanish", spanish)] {
            seen.insert(context_of_keys(&app));
            faults.extend(idle(&app).into_iter().map(|fault| format!("{name} {language}: {fault}")));
        }
    }
    assert_eq!(faults, [""; 0], "{} faults", faults.len());
    for context in Context::ALL.iter().filter(|context| who_tries(**context) == who) {
        assert!(seen.contains(context), "nobody was at {context:?}");
    }
}

/// Returns the keys that are named here and do nothing, and the commands that are named by letters alone.
fn idle(app: &AppState) -> Vec<String> {
    let mut faults = Vec::new();
    if let Some(help) = help(app) {
        let idle = help.keys.iter().filter(|(key, _)| pressed(&help.below, *key).is_none());
        faults.extend(idle.map(|(key, command)| format!("help names {key:?} for {command:?}")));
        let letters = help.only_by_letters().into_iter();
        faults.extend(letters.map(|command| format!("help names no key without a letter for {command:?}")));
    }
    for hint in SplitLayout::of(app).layouts.iter().flat_map(|(_, layout)| &layout.hints) {
        let keys = keys_of(app, hint);
        let by_key = |key: &Key| pressed(app, *key).is_some();
        let by_click = || after(app, Some(Message::Command(hint.command))).is_some();
        // Two arrows are one hint, and at the end of a list one of them is left.
        let pair = matches!(hint.command, Command::Move(_) | Command::Edit(_)) && keys.len() > 1;
        let acts = if pair { keys.iter().any(by_key) } else { by_click() && keys.iter().all(by_key) };
        if !acts {
            faults.push(format!("a hint says {} {}", hint.keys, hint.word));
        }
    }
    faults
}

#[test]
fn every_key_that_is_named_does_something_for_a_person_alone() {
    try_all(Who::Alone, alone());
}

#[test]
fn every_key_that_is_named_does_something_at_a_kiosk() {
    try_all(Who::Visitor, at_a_kiosk());
}

#[test]
fn every_key_that_is_named_does_something_on_both_sides_of_a_walkthrough() {
    try_all(Who::Two, in_a_walkthrough());
}

/// Help names no key by which the counselor could learn what was answered, and a second screen is sent no more than that.
#[test]
fn help_of_a_private_turn_is_the_same_whatever_was_answered() {
    for size in SIZES {
        let help_after = |answer: &str| {
            let mut pair = at("Enter 1 p", size);
            pair.press(answer);
            let app = pressed(&pair.app, plain(KeyCode::F(1))).unwrap();
            app.client.overlay
        };
        assert_eq!(help_after("1"), help_after("2"));
        assert_eq!(help_after("1"), help_after("3"));
    }
}
