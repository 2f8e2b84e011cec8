//! Keys that are valid everywhere, and that no place names a key that does nothing there.

mod named;
mod way_out;

use crate::screens::{SIZES, WAYS};
use crate::support::guest::{Guest, public_on};
use crate::support::own::own;
use crate::support::pair::Pair;
use crate::support::player::{Player, setup, shipped};
use crate::walkthrough::languages::WAYS as WAYS_OF_A_WALKTHROUGH;
use stillpoint::app::state::counselor::CounselorSetup;
use stillpoint::app::state::model::Setup;

/// A way to each screen of a kiosk, from its waiting screen.
pub(crate) const WAYS_OF_A_KIOSK: [&str; 13] = [
    "",
    "x",
    "x Enter",
    "x Enter 1 C-c",
    "x Enter F8",
    "x Enter F1",
    "x Enter !",
    "x Enter ! r",
    "x Enter Answers",
    "x Enter Answers n n",
    "x Enter Answers n n 4 Down Enter a",
    "x Enter Answers n n 5 n",
    "x Enter Answers n n 5 n 1",
];

/// Presses the key for the language, and again.
fn there_and_back(way: &str, mut press: impl FnMut(&str) -> String, [english, spanish]: [String; 2]) {
    assert_ne!(english, spanish, "{way}");
    assert_eq!(press("F4"), spanish, "{way}: after F4 it is as if begun in Spanish");
    assert_eq!(press("F4"), english, "{way}: after F4 again it is as before");
}

#[test]
fn the_language_is_changed_on_every_screen_at_once_and_nothing_is_lost() {
    for (_, way) in WAYS {
        for (width, height) in SIZES {
            let [mut english, spanish] = [0, 1].map(|language| {
                let mut player = Player::with(Setup { language, ..setup(shipped()) }, width, height);
                player.press(way);
                player
            });
            let screens = [english.screen(), spanish.screen()];
            there_and_back(way, |key| english.press(key).screen(), screens);
        }
    }
}

#[test]
fn the_language_is_changed_on_every_screen_of_a_kiosk() {
    for way in WAYS_OF_A_KIOSK {
        for (width, height) in [(80, 24), (40, 12), (120, 40)] {
            let [mut english, mut spanish] = [0, 1].map(|language| {
                let mut guest = Guest::with(Setup { language, ..public_on(shipped()) }, width, height);
                guest.press(way);
                guest
            });
            let screens = [english.screen(), spanish.screen()];
            there_and_back(way, |key| english.press(key).screen(), screens);
        }
    }
}

#[test]
fn who_is_asked_in_another_language_whether_anybody_is_there_can_change_it() {
    let mut guest = Guest::begun(80, 24);
    guest.wait(std::time::Duration::from_secs(70)).sees("Are you still there?");
    guest.press("F4").sees("1 de 4").sees_no("Are you still there?");
}

#[test]
fn the_language_is_changed_on_both_sides_of_a_walkthrough() {
    for way in WAYS_OF_A_WALKTHROUGH {
        for size in [(80, 24), (120, 40)] {
            let [mut english, spanish] = [0, 1].map(|language| {
                let setup = Setup { language, ..setup(shipped()) };
                let mut pair = Pair::speaking(setup, CounselorSetup::default(), None, size);
                pair.press(way);
                pair
            });
            let screens = [english.screen(), spanish.screen()];
            there_and_back(way, |key| english.press(key).screen(), screens);
        }
    }
}

#[test]
fn where_only_one_language_is_offered_no_key_for_another_is_named() {
    let mut one = setup(own());
    let english = std::sync::Arc::new(one.languages.at(0).clone());
    one.languages = stillpoint::domain::language::languages::Languages::new(english, vec![]);
    let mut ada = Player::with(one, 80, 60);
    ada.press("F4 ?").sees("Keys for this screen").sees_no("another language");
    ada.press("Esc Enter F4 ?").sees_no("another language");
    let mut bob = Player::at(80, 60);
    bob.press("Enter ?").sees("F4 another language");
}
