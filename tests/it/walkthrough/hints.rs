//! Whatever key a hint names does something where it is named, on both sides and in a window of any width.

use crate::support::answering::Answering;
use crate::support::pair::Pair;
use stillpoint::app::layout::split::SplitLayout;
use stillpoint::app::state::message::{Command, Message};

/// Widths with one side in sight, and with both.
const WIDTHS: [u16; 6] = [40, 60, 80, 99, 100, 200];

/// Ways to whatever a counselor and a client can have before them, from the start.
pub(crate) const WAYS: &str = "|Tab|F1|Enter|Enter Tab|Enter F3|Enter 1|Enter 1 2|Enter 1 2 Down|Enter 1 Tab|Enter 1 Tab Enter|Enter 1 Tab Enter x Esc\
    |Enter 1 e|Enter 1 e x|Enter 1 a|Enter 1 a Tab|Enter 1 c|Enter 1 c Tab|Enter 1 c 1|Enter 1 c 2|Enter 1 c 3|Enter 1 c 4|Enter 1 c 4 2\
    |Enter 1 c 4 3|Enter 1 c 6|Enter 1 y|Enter 1 y Tab|Enter 1 o|Enter 1 F3|Enter 1 F3 Tab|Enter 1 Tab ?|Enter 1 ?|Enter 1 !|Enter 1 q|Enter 1 i|Enter 1 w\
    |Enter 1 z|Enter 1 C-c|Enter 1 p|Enter 1 p 1|Enter 1 p 1 r|Enter 1 p 1 C-t 2|Enter 1 p 1 C-t 2 Tab\
    |Enter 1 p Right 1 ?|Enter 1 v|Enter 1 v 1|Enter 1 v C-t|Enter 1 v q|Enter 1 v ?|Enter 1 v F3|Enter 1 @loud-event Left|Enter 1 v @loud-event Left|Enter 1 n n n n|Enter 1 n n n n Tab\
    |Enter 1 Answers|Enter 1 Answers Tab|Enter 1 Answers n|Enter 1 Answers n Tab|Enter 1 Answers n n|Enter 1 Answers n n n|Enter 1 Answers n n n n|Enter 1 Answers n n n n Enter|Enter 1 Answers n n n n n\
    |Enter 1 Answers n n n n n n|Enter 1 Answers n n n n n n Tab";

pub(crate) fn at(way: &str, (width, height): (u16, u16)) -> Pair {
    let mut pair = Pair::at(width, height);
    for key in way.split_whitespace() {
        if key == "Answers" {
            pair.answer_mixed();
        } else if let Some(item) = key.strip_prefix('@') {
            pair.go_to(item);
        } else {
            pair.press(key);
        }
    }
    pair
}

/// Returns a key by the name that the tests have for it.
fn key(name: &str) -> String {
    match name {
        "↑" => "Up".to_owned(),
        "↓" => "Down".to_owned(),
        "←" => "Left".to_owned(),
        "→" => "Right".to_owned(),
        _ => name.replace("Ctrl-", "C-").replace("Alt-", "M-").replace("C-C", "C-c").replace("C-T", "C-t"),
    }
}

/// Returns the keys that a hint names.
fn keys(names: &str) -> Vec<String> {
    if names.chars().all(|sign| "↑↓←→".contains(sign)) {
        names.chars().map(|sign| key(&sign.to_string())).collect()
    } else {
        names.split('/').map(key).collect()
    }
}

#[test]
fn every_key_that_a_hint_names_does_something_there() {
    for way in WAYS.split('|') {
        for width in WIDTHS {
            let before = at(way, (width, if width == 40 { 12 } else { 24 }));
            let split = SplitLayout::of(&before.app);
            for hint in split.layouts.iter().flat_map(|(_, layout)| &layout.hints) {
                let does = |key: &String| {
                    let mut pair = before.clone();
                    pair.press(key);
                    pair.app != before.app || pair.asked.len() > before.asked.len()
                };
                let (mut by_key, mut by_click) = (before.clone(), before.clone());
                let mut keys = keys(&hint.keys).into_iter().peekable();
                by_key.press(keys.peek().unwrap());
                by_click.apply(Message::Command(hint.command));
                assert!(by_key.app == by_click.app, "{} {} at {width} after {way:?}", hint.keys, hint.word);
                // A pointer at the first row cannot go up, and at the last one it cannot go down.
                let good = if hint.keys == "↑↓" {
                    keys.any(|key| does(&key))
                } else {
                    keys.all(|key| does(&key))
                };
                assert!(good, "{} {} at {width} after {way:?}\n{}", hint.keys, hint.word, before.screen());
            }
        }
    }
}

#[test]
fn with_one_side_in_sight_the_way_to_the_other_is_named() {
    for way in [
        "",
        "Enter",
        "Enter 1",
        "Enter 1 2",
        "Enter 1 Tab",
        "Enter 1 a",
        "Enter 1 c",
        "Enter 1 y",
        "Enter 1 F3",
    ] {
        for width in [40, 60, 80, 99] {
            at(way, (width, 24)).sees("Tab");
        }
    }
}

#[test]
fn a_question_and_a_page_name_the_way_on_in_a_window_of_any_width() {
    let questions = ["Enter 1", "Enter 1 2", "Enter 1 v", "Enter 1 v 2", "Enter 1 Answers Left"];
    let pages =
        ["", " n", " n n", " n n n", " n n n n", " n n n n n"].map(|pages| format!("Enter 1 Answers{pages}"));
    for way in questions.into_iter().chain(pages.iter().map(String::as_str)) {
        for width in (40..=130).step_by(4) {
            let pair = at(way, (width, 24));
            let split = SplitLayout::of(&pair.app);
            let commands =
                split.layouts.iter().flat_map(|(_, layout)| &layout.hints).map(|hint| hint.command);
            let leads_on = |command| matches!(command, Command::Activate | Command::Next | Command::ReadOn);
            assert!(commands.into_iter().any(leads_on), "at {width} after {way:?}\n{}", pair.screen());
        }
    }
}

#[test]
fn a_key_is_named_for_what_it_does_there() {
    // There is nothing to close before the beginning but the walkthrough, and the words to close with do not close.
    at("", (80, 24)).sees("Esc end").press("Esc").sees("End now?");
    at("Enter", (80, 24)).sees("Esc close").press("Esc").sees("Before you begin");
    at("Enter 1 Tab ?", (80, 60)).sees("words to close with").press("Esc").press("c").sees("To close with");
    for width in [60, 80, 99] {
        for list in ["", "Enter", "Enter 1 a", "Enter 1 c", "Enter 1 q"] {
            at(list, (width, 24)).sees("Enter select");
        }
    }
    at("Enter 1 Tab", (40, 12)).sees("Enter note").sees("Tab");
}

#[test]
fn only_a_page_with_more_than_is_in_sight_names_the_keys_that_scroll() {
    at("Enter 1 F2", (200, 12)).sees("↑↓");
    at("Enter 1 F2", (200, 200)).sees_no("↑↓");
    at("Enter 1 y", (200, 200)).sees_no("↑↓");
}

#[test]
fn a_stopped_clock_has_a_sign_that_tells_the_client_nothing() {
    let mut pair = Pair::begun(80, 24);
    pair.sees_no("‖").press("t").sees("‖").sees_no("clock");
    pair.press("a").sees("‖").press("Esc Tab").sees("clock stopped").press("v").sees_no("‖");
    pair.press("C-t 2 Tab t").sees_no("‖");
    let mut pair = Pair::begun(40, 12);
    pair.press("t").sees("‖").press("t").sees_no("‖");
}
