//! What is seen on a second screen while a walkthrough begins, goes on, hides, ends and begins again.

use super::accompanied;
use super::{CounselorState, PROGRAM, Walkthrough};
use crate::support::own::own;
use crate::support::player::{Player, only, sentences};
use crate::support::pty::Pty;
use crate::terminal::session::{pointer, settled};
use ratatui::layout::Size;
use rustix::process::Signal;
use std::path::Path;
use std::sync::Arc;
use stillpoint::app::layout::second_screen::{Shown, layout};
use stillpoint::app::screens::notice::{Notice, NoticeWords};
use stillpoint::domain::language::languages::Language;
use stillpoint::domain::language::pseudo::pseudo;
use stillpoint::domain::language::wording::fill;

const WAITING: &str = "No walkthrough is running in the place below.";
/// What a terminal sends for F4.
const F4: &str = "\x1bOS";
const LEAVE: &str = "q close this screen";

/// What is said on a screen wherever its lines are broken.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn sees(pty: &Pty, text: &str) {
    pty.wait_for(|screen| flat(&screen.contents()).contains(text), &format!("{text:?}"));
}

/// What the walkthrough's view is, laid out for another size, as the display is to show it.
fn expected(walkthrough: &Walkthrough, (width, height): (u16, u16)) -> Vec<String> {
    let setup = Arc::clone(&walkthrough.player.model.setup);
    let model = walkthrough.view().shown(setup, Size { width, height });
    let words = NoticeWords { own: only(model.wording().clone()), socket: String::new() };
    let layout = layout(&Shown::View(Box::new(model)), Size { width, height }, &words);
    let mut player = Player::at(width, height);
    player.model =
        walkthrough.view().shown(Arc::clone(&walkthrough.player.model.setup), Size { width, height });
    player.draw(&layout).lines().map(|line| line.trim_end().to_owned()).collect()
}

fn shows(pty: &Pty, walkthrough: &Walkthrough, size: (u16, u16)) {
    let expected = expected(walkthrough, size).join("\n").trim_end().to_owned();
    let rows = |screen: &vt100::Screen| {
        let rows: Vec<String> = screen.rows(0, size.0).map(|row| row.trim_end().to_owned()).collect();
        rows.join("\n").trim_end().to_owned()
    };
    if !pty.comes(crate::support::pty::PATIENCE, |screen| rows(screen) == expected) {
        panic!("at {size:?} expected\n{expected}\nbut there is\n{}", rows(&pty.screen()));
    }
    let screen = settled(pty);
    if let Some(row) = pointer(&screen) {
        assert_eq!(screen.cursor_position().0, row, "the hidden cursor is not at the pointer\n{expected}");
    }
}

#[test]
fn the_view_is_followed_at_every_size_whatever_the_size_of_the_walkthrough() {
    let counselor = CounselorState::new();
    let mut walkthrough = counselor.walkthrough((66, 30));
    let sizes = [(40, 12), (80, 24), (120, 40), (200, 60)];
    let displays: Vec<Pty> = sizes.into_iter().map(|size| counselor.display(size)).collect();
    for keys in
        ["", "Enter", "2", "Down", "i", "Esc", "?", "Down Down Down", "Esc", "!", "r", "Esc", "q", "Esc"]
    {
        walkthrough.press(keys);
        displays.iter().zip(sizes).for_each(|(pty, size)| shows(pty, &walkthrough, size));
    }
    walkthrough.player = accompanied((100, 20));
    // The setup of another player has the same content.
    for keys in [
        "Enter Answers",
        "Down Down",
        "n",
        "n",
        "Down Enter",
        "n 4",
        "Enter a b c",
        "Enter",
        "n n",
        "1",
        "End",
    ] {
        walkthrough.press(keys);
        displays.iter().zip(sizes).for_each(|(pty, size)| shows(pty, &walkthrough, size));
    }
}

#[test]
fn no_key_of_the_walkthrough_is_named_and_none_does_anything() {
    let counselor = CounselorState::new();
    let mut walkthrough = counselor.walkthrough((80, 24));
    let display = counselor.display((80, 24));
    walkthrough.press("Enter");
    sees(&display, LEAVE);
    sees(&display, "Often");
    for hint in ["choose", "s skip", "support !", "Ctrl-C hide", "? help"] {
        assert!(!display.text().contains(hint), "{hint}\n{}", display.text());
    }
    display.send("\r2\x1b[Bl!?");
    display.send("\x0c");
    walkthrough.press("2 Right");
    sees(&display, "2 of 5");
    shows(&display, &walkthrough, (80, 24));
}

#[test]
fn the_language_is_followed_and_hiding_hides() {
    let counselor = CounselorState::new();
    let mut walkthrough = counselor.walkthrough((80, 24));
    let display = counselor.display((80, 24));
    sees(&display, "Living with noise");
    walkthrough.press("2");
    sees(&display, "Vivir con ruido");
    sees(&display, "q cerrar esta pantalla");
    walkthrough.press("Enter");
    sees(&display, "A menudo");
    walkthrough.press("C-c");
    display.wait_for(
        |screen| screen.contents().trim() == "q cerrar esta pantalla",
        "nothing but how to close the screen",
    );
    walkthrough.press("Enter");
    sees(&display, "A menudo");
}

#[test]
fn while_nothing_is_followed_a_key_changes_the_language() {
    let counselor = CounselorState::new();
    let display = counselor.display((40, 12));
    sees(&display, WAITING);
    sees(&display, "F4 Español");
    display.send(F4);
    sees(&display, "No hay ninguna sesión acompañada en curso en el lugar de abajo.");
    sees(&display, "F4 English q cerrar esta pantalla");
    // A walkthrough is in the language of the client, and no key here changes that.
    let mut walkthrough = counselor.walkthrough((80, 24));
    walkthrough.press("Enter");
    sees(&display, "Often");
    assert!(!display.text().contains("F4"), "{}", display.text());
    display.send(F4);
    walkthrough.press("Down 1");
    shows(&display, &walkthrough, (40, 12));
    drop(walkthrough);
    sees(&display, "La sesión acompañada ha terminado.");
    display.send(F4);
    sees(&display, "The walkthrough has ended.");
}

#[test]
fn it_waits_for_a_walkthrough_and_outlives_it() {
    let counselor = CounselorState::new();
    let display = counselor.display((80, 24));
    sees(&display, WAITING);
    sees(&display, "stillpoint/display.sock.");
    for round in 0..2 {
        let mut walkthrough = counselor.walkthrough((80, 24));
        walkthrough.press("Enter");
        sees(&display, "1 of 5");
        assert!(!display.text().contains("walkthrough"), "round {round}: {}", display.text());
        walkthrough.display_server.end();
        sees(&display, "The walkthrough has ended.");
        assert!(!display.text().contains("1 of 5"));
    }
    display.send("q");
    assert!(display.wait_exit().success());
}

#[test]
fn it_waits_in_the_language_that_is_asked_for_and_says_so_in_the_smallest_window() {
    let counselor = CounselorState::new();
    let spanish =
        counselor.display_with(&["--lang", "es", "--theme", "light", "--glyphs", "ascii"], (40, 12));
    sees(&spanish, "No hay ninguna sesión acompañada en curso en el lugar de abajo.");
    let small = counselor.display((39, 12));
    sees(&small, "This window is too small.");
    small.resize(80, 24);
    sees(&small, WAITING);
    let mut walkthrough = counselor.walkthrough((80, 24));
    walkthrough.press("Enter");
    sees(&small, "1 of 5");
    small.resize(120, 40);
    shows(&small, &walkthrough, (120, 40));
    small.resize(39, 11);
    sees(&small, "This window is too small.");
}

#[test]
fn in_a_low_window_the_rest_of_a_page_is_reached_and_the_next_view_is_where_the_client_is() {
    let counselor = CounselorState::new();
    let mut walkthrough = counselor.walkthrough((80, 24));
    let low = counselor.display((40, 12));
    for key in ["Enter", "x", "n"] {
        walkthrough.press(key);
    }
    sees(&low, "What you noticed");
    let is_at = |end: bool| move |screen: &vt100::Screen| screen.contents().contains("harming") == end;
    assert!(is_at(false)(&low.screen()), "{}", low.text());
    // Beyond the end there is nothing, so one page up leads away from it.
    low.send("\x1b[6~".repeat(9));
    low.wait_for(is_at(true), "the end of the page");
    low.send("\x1b[5~");
    low.wait_for(is_at(false), "a page up");
    low.send("\x1b[6~");
    low.wait_for(is_at(true), "the end again");
    walkthrough.press("!");
    sees(&low, "Where to get help");
}

#[test]
fn it_closes_by_its_keys_and_gives_the_terminal_back() {
    let counselor = CounselorState::new();
    let _walkthrough = counselor.walkthrough((80, 24));
    for key in ["q", "Q", "\x03", "\x1b[20~"] {
        let display = counselor.display((80, 24));
        sees(&display, "Living with noise");
        // No click does anything, so the terminal has the mouse to mark and copy with.
        assert_eq!(display.screen().mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        display.send(key);
        assert!(display.wait_exit().success(), "{key:?}");
        assert_eq!(display.termios(), display.termios_at_start());
        assert!(display.raw().ends_with(b"\x1b[?1049l"));
    }
    let display = counselor.display((80, 24));
    sees(&display, "Living with noise");
    display.signal(Signal::TERM);
    assert_eq!(display.wait_exit().code(), Some(128 + 15));
    assert_eq!(display.termios(), display.termios_at_start());
}

#[test]
fn suspended_it_takes_nothing_and_continued_it_shows_what_is_seen_then() {
    let counselor = CounselorState::new();
    let mut walkthrough = counselor.walkthrough((80, 24));
    let script = format!("set -m; {PROGRAM} display; echo stopped $?; read x; fg; echo over $?; read y");
    let runtime = counselor.path().to_str().unwrap();
    let environment = [("XDG_RUNTIME_DIR", runtime)];
    let display = Pty::spawn(Path::new("/bin/bash"), &["--norc", "-c", &script], &environment, (80, 24));
    sees(&display, "Living with noise");
    display.send("\x1a");
    sees(&display, "stopped 147");
    assert!(!display.text().contains("Living with"), "{}", display.text());
    for lines in 0..5000 {
        walkthrough.player.model.screen.at.scroll = lines;
        walkthrough.show();
    }
    walkthrough.player.press("Home");
    walkthrough.press("Enter 1 1");
    assert!(!display.text().contains("of 5"));
    display.send("\r");
    shows(&display, &walkthrough, (80, 24));
    display.send("q");
    sees(&display, "over 0");
}

#[test]
fn the_second_of_two_walkthroughs_is_followed_by_its_own_command() {
    let counselor = CounselorState::new();
    let mut first = counselor.walkthrough((80, 24));
    let mut second = counselor.walkthrough((80, 24));
    assert_eq!(first.display_server.command(), "stillpoint display");
    let path = second.display_server.path().to_str().unwrap().to_owned();
    assert_eq!(second.display_server.command(), format!("stillpoint display {path}"));
    assert!(path.ends_with("stillpoint/display-2.sock"));
    let displays = [counselor.display((80, 24)), counselor.display_with(&[&path], (80, 24))];
    first.press("Enter 1 n");
    second.press("Enter 1 n 1 n");
    sees(&displays[0], "2 of 5");
    sees(&displays[1], "3 of 5");
    drop(first);
    sees(&displays[0], "The walkthrough has ended.");
    let mut third = counselor.walkthrough((80, 24));
    assert_eq!(third.display_server.command(), "stillpoint display", "the usual place is free again");
    third.press("Enter 1 n 1 n 1 n");
    sees(&displays[0], "4 of 5");
    sees(&displays[1], "3 of 5");
}

#[test]
fn every_notice_has_room_in_the_smallest_window_in_every_language() {
    let english = sentences("en");
    let spoken = Language { wording: english.clone(), questionnaire: Arc::new(own()), reviewed_by: None };
    let size = Size { width: 40, height: 12 };
    for own in [english, sentences("es"), pseudo(&spoken).wording] {
        let words = &own.display;
        let other =
            fill(&words.other_version, &[("theirs", "10.20.30"), ("ours", env!("CARGO_PKG_VERSION"))]);
        for (notice, text) in [
            (Notice::Waiting, &words.waiting),
            (Notice::Ended, &words.ended),
            (Notice::Full, &words.full),
            (Notice::OtherVersion("10.20.30".into()), &other),
            (Notice::Unreadable, &words.unreadable),
            (Notice::Beyond, &words.beyond),
        ] {
            let player = Player::at(40, 12);
            let socket = "/run/user/1000/stillpoint/display.sock".to_owned();
            let own = NoticeWords { own: only(own.clone()), socket };
            let layout = layout(&Shown::Notice(notice.clone()), size, &own);
            let screen = flat(&player.draw(&layout));
            for said in [text, &words.heading, &words.leave] {
                assert!(screen.contains(&flat(said)), "{notice:?}: {said}\n{}", player.draw(&layout));
            }
        }
    }
}
