//! Where the terminal's cursor stands while nothing is typed: a braille display shows its row, though it is hidden.

use super::session::{find, go, pointer, settled, start, to_field, to_item, to_review};
use crate::support::pty::Pty;

/// Returns the row of the cursor, which must be hidden.
fn hidden_at(pty: &Pty) -> u16 {
    let screen = settled(pty);
    assert!(screen.hide_cursor(), "it is shown though nothing is typed");
    screen.cursor_position().0
}

/// Asserts that the cursor is hidden, on the sign of the pointer.
fn is_at_the_pointer(pty: &Pty, after: &str) {
    let screen = settled(pty);
    let (row, column) = screen.cursor_position();
    assert_eq!((hidden_at(pty), Some(row)), (row, pointer(&screen)), "after {after:?}:\n{}", pty.text());
    assert_eq!(find(&screen, "›"), (column, row), "after {after:?}");
}

/// Asserts that the cursor is hidden, at the beginning of a text.
fn is_at(pty: &Pty, text: &str) {
    let screen = settled(pty);
    let (row, column) = screen.cursor_position();
    assert_eq!((hidden_at(pty), find(&screen, text)), (row, (column, row)), "{text:?} in\n{}", pty.text());
}

#[test]
fn on_every_list_the_hidden_cursor_follows_the_pointer() {
    let pty = start();
    is_at_the_pointer(&pty, "the start");
    to_item(&pty);
    for keys in ["\x1b[B", "\x1b[B", "\x1b[A", "\x0c", "G", "g"] {
        pty.send(keys);
        is_at_the_pointer(&pty, keys);
    }
    pty.send("q");
    is_at_the_pointer(&pty, "q");
    go(&pty, "\x1b[27u2", "2 of 5");
    is_at(&pty, "I lose the thread");
}

#[test]
fn on_a_page_that_is_read_the_hidden_cursor_stands_at_its_heading_and_then_at_the_first_row_in_sight() {
    let pty = start();
    to_review(&pty);
    is_at_the_pointer(&pty, "the list of answers");
    go(&pty, "l", "your own answers");
    is_at(&pty, "What you noticed");
    go(&pty, "?", "Keys for this screen");
    is_at(&pty, "Keys for this screen");
    pty.send("jjjj");
    let has_words = |row: String| row.contains(char::is_alphabetic);
    let first = 2 + settled(&pty).rows(0, 80).skip(2).position(has_words).unwrap();
    assert_eq!(usize::from(hidden_at(&pty)), first, "{}", pty.text());
}

#[test]
fn in_a_text_field_the_cursor_is_shown_and_after_it_stands_at_the_pointer_again() {
    let pty = start();
    to_field(&pty);
    assert!(!settled(&pty).hide_cursor());
    go(&pty, "a\r", "tick");
    is_at_the_pointer(&pty, "a text was written");
}
