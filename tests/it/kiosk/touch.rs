//! Everything by touch alone: large enough, and what clears everything away from all else.

use crate::support::answering::Answering;
use crate::support::guest::{Guest, public_on};
use crate::support::player::shipped;
use crossterm::event::Event;
use ratatui::layout::Rect;
use std::collections::BTreeSet;
use stillpoint::app::kiosk::visitor::ChildEvent;
use stillpoint::app::layout::single::Layout;
use stillpoint::app::state::message::{Command, Effect};
use stillpoint::app::text::edit::Edit;
use stillpoint::engine::policy::{Policy, SensitiveItems};

/// The least size of what is touched, and of a letter, which is about as wide as high.
const LEAST: (u16, u16) = (12, 3);
const LETTER: (u16, u16) = (7, 3);

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
        let is_letter = matches!(command, Command::Write(_) | Command::Edit(Edit::Newline));
        let (width, height) = if is_letter { LETTER } else { LEAST };
        let large = area.width >= width && (area.height >= height || cut);
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
            "n", "F10", "Esc", "?", "Esc", "!", "Esc", "2", "Enter", "w", "Esc", "3", "Enter", "4", "5", "m",
            "Enter", "Esc", "Esc", "n", "1", "1", "Esc", "Esc", "F8", "Esc", "C-c", "Enter",
        ] {
            guest.press(key);
            assert_touchable(&mut guest);
        }
    }
}

/// Touches the keys of the pad on which these letters stand, and the key for capitals before a capital.
fn write(guest: &mut Guest, text: &str) {
    for letter in text.chars() {
        if letter.is_uppercase() {
            guest.touch_on("ABC").sees("abc");
        }
        let layout = guest.layout();
        let written: Vec<_> =
            layout.hints.iter().filter(|hint| matches!(hint.command, Command::Write(_))).collect();
        let word =
            if letter == ' ' { &guest.visitor.client.wording().kiosk.space } else { &letter.to_string() };
        let key = written.iter().find(|hint| hint.word == *word);
        let area = key.unwrap_or_else(|| panic!("{letter:?} has no key")).area;
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
        guest.touch_on("Esc OK").sees("far away.").press("Down Down Down").touch_on("Write a step");
        assert_touchable(&mut guest);
        write(&mut guest, "call Anna at 10?");
        guest.sees_no("far away.").touch_on("Esc OK").sees("call Anna at 10?");
        let copy = guest.visitor.client.copy_of_picks();
        assert_eq!((copy.own.words.as_str(), copy.own.next_step.as_str()), ("far away.", "call Anna at 10?"));
        guest.touch_on("call Anna").touch_on("I am done");
        assert!(guest.effects.contains(&Effect::Quit));
    }
}

#[test]
fn a_text_beyond_the_room_is_told_in_the_smallest_window_and_a_new_line_is_a_key() {
    for (width, height) in [(76, 22), (80, 24), (200, 60)] {
        let mut guest = Guest::begun(width, height);
        guest.leave_open().press("Right 4").touch_on("Write something");
        write(&mut guest, "far away");
        guest.touch_on("│Enter│");
        write(&mut guest, "since may");
        assert_eq!(guest.visitor.client.copy.own.words.text(), "far away\nsince may");
        guest.handle(&Event::Paste("word ".repeat(14_000))).sees("That is too long to fit here.");
        guest.touch_on("erase").sees_no("That is too long").sees("since ma");
    }
}

#[test]
fn every_letter_of_a_language_has_a_key() {
    let mut guest = Guest::at(80, 24);
    guest.touch_on("Español").leave_open().press("Right 4");
    guest.touch_on("Escriba algo");
    let all: String = ('a'..='z').chain("ñáéíóúü ¿Á?.09".chars()).chain(['z']).collect();
    write(&mut guest, &all);
    guest.sees(&all).touch_on("Esc OK").sees(&all);
}

#[test]
fn by_touch_alone_from_the_first_touch_to_the_code_and_the_end() {
    let mut guest = Guest::at(80, 24);
    guest.touch(40, 12).sees("1 of 4");
    guest
        .touch_on("Sometimes")
        .sees("2 of 4")
        .touch_on("back")
        .sees("1 of 4")
        .touch_on("→ on")
        .sees("2 of 4");
    guest.touch_on("more").touch_on("Where this comes from").sees("Where this comes from").touch_on("back");
    for _ in 1..guest.visitor.client.session.items().len() {
        guest.touch_on("Prefer not");
    }
    guest.sees("Your answers").touch_on("down").sees_no("Go on to what").touch_on("up");
    guest.touch_on("Go on to what you noticed").sees("What you noticed");
    guest.touch_on("support").sees("Where to get help now").touch_on("down").touch_on("back");
    guest
        .touch_on("F10 more")
        .touch_on("Hide this screen")
        .sees_no("noticed")
        .touch_on("come back")
        .touch_on("F10 more")
        .touch_on("Keys for this screen")
        .touch_on("Esc back")
        .sees("What you noticed");
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

#[test]
fn a_question_has_six_buttons_at_most_beside_its_answers_and_the_rest_is_under_more() {
    for language in [0, 1] {
        for (width, height) in [(76, 22), (80, 24), (120, 40), (200, 60)] {
            let mut setup = public_on(shipped());
            (setup.language, setup.policy) = (language, Policy::kiosk(SensitiveItems::Asked));
            let mut guest = Guest::with(setup, width, height);
            guest.press("x");
            for _ in 0..guest.visitor.client.session.items().len() {
                let layout = guest.layout();
                let commands: Vec<Command> = layout.hints.iter().map(|hint| hint.command).collect();
                let kept = [
                    Command::Back,
                    Command::Next,
                    Command::Support,
                    Command::StartOver,
                    Command::Done,
                    Command::More,
                ];
                // A question with five answers is higher than the lowest windows, and scrolls there.
                let scrolls = |command| height < 24 && matches!(command, Command::Move(_));
                let few = commands.iter().all(|command| kept.contains(command) || scrolls(*command));
                assert!(few, "{}", guest.screen());
                guest.press("Right");
            }
        }
    }
}

#[test]
fn under_more_are_language_hiding_help_and_what_the_checklist_is_and_nothing_that_was_answered_is_lost() {
    let mut guest = Guest::begun(80, 24);
    guest.touch_on("Sometimes").sees("2 of 4").touch_on("more").touch_on("Español").sees("2 de 4");
    guest.touch_on("más").touch_on("English").sees("2 of 4");
    guest
        .touch_on("more")
        .touch_on("down")
        .touch_on("What this checklist is")
        .sees("It is not a test")
        .touch_on("back");
    guest.sees("2 of 4").leave_open().sees("sometimes");
}

#[test]
fn the_first_question_has_no_way_back_to_the_screen_for_the_next_visitor() {
    let mut guest = Guest::begun(80, 24);
    let before = guest.screen();
    guest.press("Left Esc h").sees("1 of 4");
    assert!(guest.screen() == before && !before.contains("back"));
}

#[test]
fn the_first_screen_says_all_that_matters_in_the_smallest_window_with_buttons() {
    for (language, words) in [
        (
            0,
            [
                "no score or diagnosis",
                "Nothing you enter is kept",
                "tell the staff",
                "ask at the desk",
                "clears itself",
            ],
        ),
        (1, ["ni diagnóstico", "No se guarda nada", "avise al personal", "ask at the desk", "se borra"]),
    ] {
        for (width, height) in [(76, 22), (80, 24), (200, 60)] {
            let mut setup = public_on(shipped());
            setup.language = language;
            let mut guest = Guest::with(setup, width, height);
            let shown = guest.screen().split_whitespace().collect::<Vec<_>>().join(" ");
            for said in words {
                assert!(shown.contains(said), "{said}\n{}", guest.screen());
            }
            assert_touchable(&mut guest);
        }
    }
}

#[test]
fn the_button_that_leads_to_a_note_beside_a_question_says_so() {
    let mut guest = Guest::with(public_on(shipped()), 80, 24);
    guest.press("Enter Enter").sees("1 of").sees_no("note, more");
    guest.press("n n n").sees("I find it hard to show").sees("note, more");
}
