//! Everything by touch alone: large enough, and what clears everything away from all else.

use crate::support::answering::Answering;
use crate::support::guest::Guest;
use ratatui::layout::Rect;
use std::collections::BTreeSet;
use stillpoint::app::kiosk::visitor::ChildEvent;
use stillpoint::app::layout::single::Layout;
use stillpoint::app::state::message::{Command, Effect};

/// The least size of what is touched.
const LEAST: (u16, u16) = (12, 3);

/// Returns what can be touched, with its place.
fn targets(layout: &Layout) -> Vec<(Rect, Command)> {
    let mut found: Vec<(Rect, Command)> = layout.hints.iter().map(|hint| (hint.area, hint.command)).collect();
    for (y, line) in layout.visible() {
        let Some(command) = line.click else { continue };
        match found.last_mut() {
            Some((area, before)) if *before == command && area.bottom() == y => area.height += 1,
            _ => found.push((Rect { x: layout.text.x, y, width: layout.text.width, height: 1 }, command)),
        }
    }
    found
}

/// Returns the area with one row and column more on each side.
fn around(area: Rect) -> Rect {
    let (x, y) = (area.x.saturating_sub(1), area.y.saturating_sub(1));
    Rect { x, y, width: area.right() + 1 - x, height: area.bottom() + 1 - y }
}

fn assert_touchable(guest: &mut Guest) {
    let layout = guest.layout();
    let all = targets(&layout);
    let bottom = layout.text.bottom();
    for (area, command) in &all {
        // What is cut off at an edge can be moved into sight.
        let cut = area.bottom() == bottom || area.y == layout.text.y;
        let large = area.width >= LEAST.0 && (area.height >= LEAST.1 || cut);
        assert!(large, "{command:?} at {area:?}\n{}", guest.screen());
    }
    let clears = |command: &Command| matches!(command, Command::Done | Command::StartOver);
    for (wipe, _) in all.iter().filter(|(_, command)| clears(command)) {
        for (other, command) in all.iter().filter(|(_, command)| !clears(command)) {
            assert!(
                !around(*wipe).intersects(*other),
                "{command:?} is beside what clears\n{}",
                guest.screen()
            );
        }
    }
}

#[test]
fn on_every_screen_what_can_be_touched_is_large_and_what_clears_stands_apart() {
    for (width, height) in [(80, 24), (76, 22), (120, 40), (200, 60)] {
        let mut guest = Guest::begun(width, height);
        let steps = guest.visitor.client.session.items().len();
        assert_touchable(&mut guest);
        for _ in 0..steps {
            guest.press("1");
            assert_touchable(&mut guest);
        }
        for key in [
            "n", "?", "Esc", "!", "Esc", "2", "Enter", "w", "Esc", "3", "Enter", "4", "5", "m", "Enter",
            "Esc", "Esc", "n", "1", "1", "Esc", "Esc", "F8", "Esc", "C-c", "Enter",
        ] {
            guest.press(key);
            assert_touchable(&mut guest);
        }
    }
}

/// Touches the keys of the pad on which these letters stand; a blank is the key behind the last letter.
fn write(guest: &mut Guest, text: &str) {
    for letter in text.chars() {
        let layout = guest.layout();
        let written: Vec<_> =
            layout.hints.iter().filter(|hint| matches!(hint.command, Command::Write(_))).collect();
        let blank = written.last().filter(|_| letter == ' ');
        let key = written.iter().find(|hint| hint.word == letter.to_string()).or(blank);
        let area = key.expect("the letter has a key").area;
        guest.touch(area.x + 5, area.y + 1);
    }
}

#[test]
fn own_words_and_a_step_are_written_by_touch_alone() {
    for (width, height) in [(76, 22), (80, 24), (200, 60)] {
        let mut guest = Guest::begun(width, height);
        guest.leave_open().press("Right 4").sees("What to bring up");
        guest.touch_on("Write something").sees("space").sees_no("One small next step");
        assert_touchable(&mut guest);
        write(&mut guest, "far awayy");
        guest.sees("far awayy").touch_on("erase").sees("far away").sees_no("awayy");
        guest.touch_on("support").sees("Where to get help now").touch_on("back").sees("far away");
        write(&mut guest, ".");
        guest.touch_on("Enter OK").sees("far away.").touch_on("Write a step");
        assert_touchable(&mut guest);
        write(&mut guest, "call anna?");
        guest.sees_no("far away.").touch_on("Enter OK").sees("far away.").sees("call anna?");
        let copy = guest.visitor.client.copy_of_picks();
        assert_eq!((copy.words.as_str(), copy.next_step.as_str()), ("far away.", "call anna?"));
        guest.touch_on("far away.").touch_on("I am done");
        assert!(guest.effects.contains(&Effect::Quit));
    }
}

#[test]
fn every_letter_of_a_language_has_a_key() {
    let mut guest = Guest::at(80, 24);
    guest.touch_on("Español").touch_on("Empezar").leave_open().press("Right 4");
    guest.touch_on("Escriba algo");
    let all: String = ('a'..='z').chain("ñáéíóú ".chars()).chain(['z']).collect();
    write(&mut guest, &all);
    guest.sees(&all).touch_on("Enter OK").sees(&all);
}

#[test]
fn by_touch_alone_from_the_first_touch_to_the_code_and_the_end() {
    let mut guest = Guest::at(80, 24);
    guest.touch(40, 12).touch_on("Begin").sees("1 of 4");
    guest
        .touch_on("Sometimes")
        .sees("2 of 4")
        .touch_on("back")
        .sees("1 of 4")
        .touch_on("→ on")
        .sees("2 of 4");
    guest.touch_on("source").sees("Where this comes from").touch_on("back");
    for _ in 1..guest.visitor.client.session.items().len() {
        guest.touch_on("Prefer not");
    }
    guest.sees("Your answers").touch_on("down").sees_no("Go on to what").touch_on("up");
    guest.touch_on("Go on to what you noticed").sees("What you noticed");
    guest.touch_on("support").sees("Where to get help now").touch_on("down").touch_on("back");
    guest
        .touch_on("hide")
        .sees_no("noticed")
        .touch_on("come back")
        .sees("What you noticed")
        .touch_on("keys")
        .touch_on("Esc back");
    let mut titles = BTreeSet::new();
    for _ in 0..80 {
        titles.insert(guest.layout().sheet.title);
        if guest.screen().contains("That is all.") {
            break;
        }
        let layout = guest.layout();
        let on =
            layout.hints.iter().find(|hint| matches!(hint.command, Command::Next | Command::ReadOn)).unwrap();
        guest.touch(on.area.x + 5, on.area.y + 1);
    }
    assert!(titles.len() >= 6, "{titles:?}");
    guest.touch_on("Take something along").touch_on("Show the code").sees("Code 1 of");
    guest.touch_on("I am done");
    assert!(guest.effects.contains(&Effect::Quit) && guest.events.contains(&ChildEvent::TookAlong));
}
