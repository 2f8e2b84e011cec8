//! The table of bindings and the words of plain mode: there is no act in one alone.

use crate::support::player::sentences;
use std::collections::{BTreeMap, BTreeSet};
use stillpoint::app::keys::bindings::bindings;
use stillpoint::app::plain::commands::{Given, given};
use stillpoint::app::state::context::Context;
use stillpoint::app::state::message::Command;
use stillpoint::domain::language::wording::Wording;
use stillpoint::engine::policy::{Beside, Keeps, Policy};

/// What is only for the eye, or for a mouse: lines say all of a page, and what a mouse marks is text already.
const FOR_THE_EYE: [&str; 2] = ["Move", "Mouse"];

/// A word for which the screen has several keys: it erases a text by pieces.
const BY_PIECES: &str = "anew";

/// The policies of plain mode: alone; a counselor at the keyboard, or the client while the counselor waits.
fn policies() -> Vec<Policy> {
    let waiting = Policy { beside: Beside::Waiting, ..Policy::counselor() };
    let recorded = Policy { keeps: Keeps::Record, ..Policy::counselor() };
    vec![Policy::personal(), Policy::counselor(), waiting, recorded]
}

/// Returns the commands that keys give in a context.
fn by_keys(context: Context, policy: &Policy) -> Vec<Command> {
    bindings(context, policy).flat_map(|binding| binding.keys).map(|(_, command)| *command).collect()
}

fn words(wording: &Wording, command: Command) -> Vec<String> {
    let (Given::Word(words) | Given::Page(words)) = given(command) else { return Vec::new() };
    words(&wording.command).split(',').map(|word| word.trim().to_owned()).collect()
}

#[test]
fn whatever_a_key_does_is_done_by_a_line_as_well() {
    for policy in policies() {
        for context in Context::ALL {
            for command in by_keys(*context, &policy) {
                let name = format!("{command:?}");
                let is_for_the_eye = FOR_THE_EYE.iter().any(|eye| name.starts_with(eye));
                let has_line = !matches!(given(command), Given::None | Given::Public);
                // A kiosk has contexts of its own, and no lines.
                let is_public = matches!(context, Context::Attract | Context::Pin | Context::StaffMenu);
                assert!(has_line != is_for_the_eye || is_public, "{name} in {context:?}");
            }
        }
    }
}

#[test]
fn no_word_means_two_things_in_one_place() {
    for tag in ["en", "es"] {
        let wording = sentences(tag);
        for policy in policies() {
            for context in Context::ALL {
                let mut meant: BTreeMap<String, String> = BTreeMap::new();
                for command in by_keys(*context, &policy) {
                    // A page has a number after its word.
                    if matches!(command, Command::Page(_)) {
                        continue;
                    }
                    for word in words(&wording, command) {
                        let name = format!("{command:?}");
                        let other = meant.insert(word.clone(), name.clone());
                        let other = other.filter(|other| *other != name);
                        assert_eq!(other, None, "{word:?} means {name} as well in {context:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn whatever_a_word_does_is_done_by_a_key_as_well() {
    let wording = sentences("en");
    let mut known = BTreeSet::new();
    for policy in policies() {
        for context in Context::ALL {
            let all = by_keys(*context, &policy);
            known.extend(all.into_iter().filter_map(|command| words(&wording, command).into_iter().next()));
        }
    }
    let (_, keys) = Wording::KEYS.iter().find(|(table, _)| *table == "command").unwrap();
    for key in *keys {
        let word = wording.sentence("command", key).split(',').next().unwrap().to_owned();
        assert!(known.contains(&word) || word == BY_PIECES, "no key does what {word:?} does");
    }
}
