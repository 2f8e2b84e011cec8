//! Where the terminal's cursor stands while nothing is typed: a braille display shows its row, though it is hidden.

use super::session::{ESC, find, go, pointer, start, to_field, to_item, to_review};
use crate::support::pty::Pty;

/// Waits until the cursor is hidden on the sign of the pointer, in the row of a text.
fn wait_at_the_pointer(pty: &Pty, text: &str) {
    let is_there = |screen: &vt100::Screen| {
        let (row, column) = screen.cursor_position();
        let is_pointer = screen.cell(row, column).is_some_and(|cell| cell.contents() == "›");
        let is_row = screen.contents_between(row, 0, row, 80).contains(text);
        screen.hide_cursor() && is_pointer && is_row && pointer(screen) == Some(row)
    };
    pty.wait_for(is_there, &format!("the hidden cursor at the pointer, before {text:?}"));
}

/// Waits until the cursor is hidden at the beginning of a text.
fn wait_at(pty: &Pty, text: &str) {
    let is_there = |screen: &vt100::Screen| {
        let (row, column) = screen.cursor_position();
        screen.hide_cursor() && screen.contents_between(row, column, row, 80).starts_with(text)
    };
    pty.wait_for(is_there, &format!("the hidden cursor at {text:?}"));
}

#[test]
fn on_every_list_the_hidden_cursor_follows_the_pointer() {
    let pty = start();
    wait_at_the_pointer(&pty, "Begin");
    to_item(&pty);
    for (key, answer) in [
        ("\x1b[B", "Sometimes"),
        ("\x1b[B", "Not really"),
        ("\x1b[A", "Sometimes"),
        ("\x0c", "Sometimes"),
        ("G", "Prefer not"),
        ("g", "Often"),
    ] {
        pty.send(key);
        wait_at_the_pointer(&pty, answer);
    }
    pty.send("q");
    wait_at_the_pointer(&pty, "1 ");
    go(&pty, &format!("{ESC}2"), "2 of 5");
    wait_at(&pty, "I lose the thread");
}

#[test]
fn on_a_page_that_is_read_the_hidden_cursor_stands_at_its_heading_and_then_at_the_first_row_in_sight() {
    let pty = start();
    to_review(&pty);
    wait_at_the_pointer(&pty, "");
    pty.send("l");
    wait_at(&pty, "What you noticed");
    pty.send("?");
    wait_at(&pty, "Keys for this screen");
    pty.send("jjjj");
    wait_at(&pty, "On the screen behind this help");
    let screen = pty.screen();
    assert_eq!(find(&screen, "┌").1 + 1, screen.cursor_position().0, "{}", screen.contents());
}

#[test]
fn in_a_text_field_the_cursor_is_shown_and_after_it_stands_at_the_pointer_again() {
    let pty = start();
    to_field(&pty);
    pty.wait_for(|screen| !screen.hide_cursor(), "the cursor");
    // After writing nothing is pointed at, and a key brings the pointer.
    go(&pty, &format!("abc{ESC}"), "Enter on");
    pty.send("g");
    wait_at_the_pointer(&pty, "abc");
}
