//! The way out is among the last hints that are left out, in any language and at any width.

use crate::screens::WAYS;
use crate::support::player::{Player, setup, shipped};
use crate::walkthrough::hints::{WAYS as WAYS_OF_A_WALKTHROUGH, at};
use stillpoint::app::keys::bindings::bindings;
use stillpoint::app::layout::hints::PlacedHint;
use stillpoint::app::layout::split::SplitLayout;
use stillpoint::app::screens::registry::context_of_keys;
use stillpoint::app::state::app::AppState;
use stillpoint::app::state::message::Command;
use stillpoint::app::state::model::Setup;

/// Returns all hints that are shown.
fn hints(app: &AppState) -> Vec<PlacedHint> {
    SplitLayout::of(app).layouts.into_iter().flat_map(|(_, layout)| layout.hints).collect()
}

/// Asserts that the way out is named, if there is one here.
fn names_the_way_out(app: &AppState, place: &str) {
    let policy = app.client.policy();
    let mut bound = bindings(context_of_keys(app), &policy).filter_map(|binding| binding.command());
    if bound.any(|command| command == Command::Leave) {
        let hints = hints(app);
        let named: Vec<String> = hints.iter().map(|hint| format!("{} {}", hint.keys, hint.word)).collect();
        assert!(hints.iter().any(|hint| hint.command == Command::Leave), "{place}: {named:?}");
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
fn the_way_out_of_a_walkthrough_is_named_in_every_language_and_in_any_window_of_the_usual_width() {
    for way in WAYS_OF_A_WALKTHROUGH.split('|') {
        for width in [80, 90, 99, 100, 120, 160, 200] {
            let mut pair = at(way, (width, 24));
            names_the_way_out(&pair.app, &format!("{way} at {width}"));
            pair.press("F4");
            names_the_way_out(&pair.app, &format!("{way} in Spanish at {width}"));
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
