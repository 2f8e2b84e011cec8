//! Clicks and the wheel, and what is neither.

use super::session::*;
use crate::support::pty::Pty;

/// Returns a click, as a terminal sends it, on the beginning of a text.
fn click(pty: &Pty, text: &str) -> String {
    let (col, row) = find(&settled(pty), text);
    at(0, col, row, 'M')
}

fn at(button: u16, col: u16, row: u16, last: char) -> String {
    format!("\x1b[<{button};{};{}{last}", col + 1, row + 1)
}

#[test]
fn clicks_answer_and_open_what_they_are_on() {
    for size in [USUAL, (40, 12), (200, 60)] {
        let pty = start_with(&[], &[], size);
        go(&pty, &click(&pty, "egin"), "1 of 5");
        go(&pty, &click(&pty, "Sometimes"), "2 of 5");
        go(&pty, &click(&pty, "Prefer not to say"), "3 of 5");
        go(&pty, &click(&pty, "?"), "Keys for this screen");
        go(&pty, &click(&pty, "close"), "3 of 5");
        let support = if size.0 < 60 { "!" } else { "support !" };
        go(&pty, &click(&pty, support), "Where to get help now");
        go(&pty, &click(&pty, "Another"), "Choose a region");
        go(&pty, &click(&pty, "United Kingdom"), "the United Kingdom");
        go(&pty, &click(&pty, "Esc"), "3 of 5");
        go(&pty, &click(&pty, "Ctrl-C"), "come back");
        go(&pty, &click(&pty, "come back"), "3 of 5");
        go(&pty, &click(&pty, "←"), "2 of 5");
        end(&pty);
    }
}

#[test]
fn the_wheel_moves_the_pointer_and_the_page() {
    let pty = start();
    to_item(&pty);
    let first = pointer(&settled(&pty)).unwrap();
    pty.send(at(65, 3, 3, 'M'));
    pty.wait_for(|screen| pointer(screen) == Some(first + 1), "one row down");
    pty.send(at(64, 3, 3, 'M'));
    pty.wait_for(|screen| pointer(screen) == Some(first), "one row up");
    go(&pty, "!", "Emergency services");
    pty.send(at(65, 70, 20, 'M').repeat(40));
    pty.wait_for_text("does not answer, try the next");
    pty.send(at(64, 70, 20, 'M').repeat(40));
    pty.wait_for_text("Emergency services");
    end(&pty);
}

#[test]
fn clicks_beside_everything_releases_and_motion_are_nothing() {
    let pty = start();
    to_item(&pty);
    let (col, row) = find(&settled(&pty), "Sometimes");
    let first = pointer(&settled(&pty)).unwrap();
    let mut nothing = String::new();
    for (x, y) in [
        (0, 0),
        (79, 23),
        (79, 10),
        (0, row),
        (1, row),
        (75, row),
        (30, 3),
        (36, 23),
        (500, 300),
        (9998, 9998),
    ] {
        nothing.push_str(&at(0, x, y, 'M'));
    }
    // A release, drags, motion, the other buttons, tilting, and places that do not exist.
    nothing.push_str(&at(0, col, row, 'm'));
    for button in [32, 33, 34, 35, 1, 2, 66, 67, 128, 129, 36 + 32] {
        nothing.push_str(&at(button, col, row, 'M'));
    }
    nothing.push_str(
        "\x1b[<0;0;0M\x1b[<0;65535;65535M\x1b[<0;99999;1M\x1b[<;;M\x1b[I\x1b[O\x1b[24;80R\x1b[?1;2c",
    );
    pty.send(nothing);
    pty.send("G");
    pty.wait_for(|screen| pointer(screen) == Some(first + 4), "only the key at the end");
    assert!(pty.text().contains("1 of 5"), "{}", pty.text());
    end(&pty);
}

/// F8, as a terminal sends it.
const F8: &str = "\x1b[19~";

/// Says whether clicks and the wheel are the terminal's, to mark and copy with.
fn is_the_terminals(screen: &vt100::Screen) -> bool {
    screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
}

#[test]
fn a_key_leaves_the_mouse_to_the_terminal_and_takes_it_back() {
    let pty = start();
    to_item(&pty);
    assert!(!is_the_terminals(&settled(&pty)));
    go(&pty, F8, "F8 mouse back");
    assert!(is_the_terminals(&settled(&pty)));
    // Drawing anew, hiding and another screen take nothing back.
    for (keys, text) in [("\x0c", "1 of 5"), (HIDE, "come back"), ("\r", "1 of 5"), ("?", "Keys for this")] {
        go(&pty, keys, text);
        assert!(is_the_terminals(&settled(&pty)), "{text}");
    }
    go(&pty, "G", "The mouse is the terminal's now");
    pty.send([ESC, F8].concat());
    pty.wait_for(
        |screen| !is_the_terminals(screen) && !screen.contents().contains("mouse back"),
        "the mouse is back",
    );
    go(&pty, &click(&pty, "Sometimes"), "2 of 5");
    pty.send("\x03\x03");
    assert_eq!(pty.wait_exit().code(), Some(0));
    assert_modes_given_back(&pty);
}

#[test]
fn an_option_and_a_setting_begin_without_the_mouse() {
    let folder = tempfile::tempdir().unwrap();
    let settings = folder.path().join("settings.toml");
    std::fs::write(&settings, "mouse = false\n").unwrap();
    for args in [vec!["--no-mouse"], vec!["--settings", settings.to_str().unwrap()]] {
        let pty = start_with(&args, &[], USUAL);
        pty.wait_for(is_the_terminals, "the terminal has the mouse");
        pty.send(F8);
        pty.wait_for(|screen| !is_the_terminals(screen), "the checklist has it");
    }
}

#[test]
fn a_session_that_was_suspended_still_leaves_the_mouse() {
    let pty = bash("set -m; STILLPOINT --no-mouse; echo stopped $?; read x; fg; echo over $?; read y");
    pty.wait_for_text("F8 mouse back");
    go(&pty, "\x1a", "stopped 147");
    go(&pty, "\r", "come back");
    assert!(is_the_terminals(&settled(&pty)));
}
