//! The way out is among the last hints that are left out, in any language and at any width.

use super::named::{Who, after, alone, in_a_walkthrough, who_tries};
use crate::screens::WAYS;
use crate::support::player::{Player, setup, shipped};
use crate::walkthrough::hints::{WAYS as WAYS_OF_A_WALKTHROUGH, at};
use std::collections::HashSet;
use stillpoint::app::keys::bindings::bindings;
use stillpoint::app::layout::hints::PlacedHint;
use stillpoint::app::layout::split::SplitLayout;
use stillpoint::app::screens::registry::context_of_keys;
use stillpoint::app::state::app::AppState;
use stillpoint::app::state::context::Context;
use stillpoint::app::state::message::{Command, CounselorCommand, Message};
use stillpoint::app::state::model::Setup;

/// Returns all hints that are shown.
fn hints(app: &AppState) -> Vec<PlacedHint> {
    SplitLayout::of(app).layouts.into_iter().flat_map(|(_, layout)| layout.hints).collect()
}

/// Returns what the hints name where they leave out the way out: the key that ends the program, or the one that leads back
/// where letters are text.
fn without_way_out(app: &AppState) -> Option<Vec<String>> {
    let policy = app.client.policy();
    let bound: Vec<Command> = bindings(context_of_keys(app), &policy)
        .flat_map(|binding| binding.keys)
        .map(|(_, command)| *command)
        .collect();
    let back = [Command::Back, Command::Counselor(CounselorCommand::Done)];
    let ways = [&[Command::Leave][..], &back, &[Command::Forget], &[Command::Hide]];
    let way = ways.into_iter().find(|way| way.iter().any(|command| bound.contains(command))).unwrap();
    let hints = hints(app);
    let is_named = hints.iter().any(|hint| way.contains(&hint.command));
    let named = hints.iter().map(|hint| format!("{} {}", hint.keys, hint.word));
    (!is_named).then(|| named.collect())
}

/// Asserts that the way out is named.
fn names_the_way_out(app: &AppState, place: &str) {
    assert_eq!(without_way_out(app), None, "{place}");
}

/// Every place in which somebody alone or two can be, but that of a public screen, which has buttons.
#[test]
fn the_way_out_is_named_in_the_smallest_window_whatever_is_shown() {
    let (mut seen, mut faults) = (HashSet::new(), Vec::new());
    let of_all = alone().into_iter().chain(in_a_walkthrough());
    for (name, english) in of_all.filter(|(_, app)| app.client.size.width == 40) {
        let spanish = after(&english, Some(Message::Command(Command::Language))).unwrap();
        for app in [english, spanish] {
            seen.insert(context_of_keys(&app));
            faults.extend(without_way_out(&app).map(|named| format!("{name}: {named:?}")));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    for context in Context::ALL {
        let is_theirs = matches!(who_tries(*context), Who::Alone | Who::Two) && *context != Context::Small;
        assert!(seen.contains(context) || !is_theirs, "nobody was at {context:?}");
    }
}

#[test]
fn the_way_out_is_named_in_every_language_at_every_width() {
    for language in [0, 1] {
        for (_, way) in WAYS {
            let setup = Setup { language, ..setup(shipped()) };
            let mut player = Player::with(setup, 80, 24);
            player.press(way);
            for width in (40..=120).chain([200]) {
                player.model.size.width = width;
                let app = AppState::alone(player.model.clone());
                names_the_way_out(&app, &format!("{way} in language {language} at {width}"));
            }
        }
    }
}

#[test]
fn the_way_out_of_a_walkthrough_is_named_in_every_language_and_in_any_window() {
    for way in WAYS_OF_A_WALKTHROUGH.split('|') {
        for size in [
            (40, 12),
            (56, 12),
            (60, 24),
            (70, 24),
            (80, 24),
            (90, 24),
            (99, 24),
            (100, 24),
            (120, 40),
            (160, 24),
            (200, 24),
        ] {
            let mut pair = at(way, size);
            names_the_way_out(&pair.app, &format!("{way} at {size:?}"));
            pair.press("F4");
            names_the_way_out(&pair.app, &format!("{way} in Spanish at {size:?}"));
        }
    }
}

#[test]
fn the_way_out_has_its_word_wherever_there_is_room_for_one() {
    for (way, language, word) in
        [("Enter", 0, "q end"), ("Enter", 1, "q salir"), ("Enter Answers n", 1, "q salir")]
    {
        let setup = Setup { language, ..setup(shipped()) };
        Player::with(setup, 80, 24).press(way).sees(word);
    }
}
