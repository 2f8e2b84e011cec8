//! Half sequences, pastes, Ctrl-L.

use super::saving::offered;
use super::session::*;
use crate::support::pty::{Pty, now};
use std::io::Write;
use std::time::Duration;

/// A moment in which a person does nothing.
fn pause() {
    std::thread::sleep(Duration::from_millis(150));
}

/// Types a key until it is heard, a few times; a machine under load may hear the pause late.
fn heard(pty: &Pty, key: &str, row: u16) {
    let before = now();
    for _ in 0..5 {
        pty.send(key);
        if pty.comes(Duration::from_millis(500), |screen| pointer(screen) == Some(row)) {
            return;
        }
    }
    panic!("{key:?} was not heard for {:?}:\n{}", before.elapsed(), pty.text());
}

#[test]
fn half_a_sequence_holds_no_key_back() {
    let pty = start();
    to_item(&pty);
    let first = pointer(&settled(&pty)).unwrap();
    let halves: [&[u8]; 12] = [
        b"\x1b[",
        b"\x1bO",
        b"\xe2",
        b"\xe2\x82",
        b"\xf0\x9f\x99",
        b"\x1bP",
        b"\x1b]0;x",
        b"\x1b[1;",
        b"\x1b[M ",
        b"\x1b[<0;1",
        b"\x1b_G",
        b"\x1b[200",
    ];
    for half in halves {
        pty.send(half);
        pause();
        heard(&pty, "G", first + 4);
        heard(&pty, "g", first);
    }
    assert!(pty.text().contains("1 of 5"), "nothing was answered:\n{}", pty.text());
    end(&pty);
}

#[test]
fn control_c_works_at_once_within_half_a_sequence_or_an_open_paste() {
    for half in ["\x1b[", "\x1bO", "\x1bP", "\x1b]52;c;", "\x1b[200~", "\x1b[200~some text\x1b[20"] {
        let pty = start();
        to_item(&pty);
        pty.send(half);
        let before = now();
        pty.send(HIDE);
        pty.wait_for(is_neutral, &format!("the neutral screen after {half:?}"));
        // Without this it would be the paste's silence that ends it.
        let most = Duration::from_millis(900);
        assert!(before.elapsed() < most, "{half:?}: {:?}", before.elapsed());
        go(&pty, "\r", "1 of 5");
        end(&pty);
    }
}

#[test]
fn an_open_paste_is_let_go() {
    let pty = start();
    to_item(&pty);
    let first = pointer(&settled(&pty)).unwrap();
    pty.send("\x1b[200~");
    std::thread::sleep(Duration::from_millis(1100));
    heard(&pty, "G", first + 4);
    end(&pty);

    let pty = start();
    to_field(&pty);
    pty.send("\x1b[200~never closed");
    pty.wait_for_text("never closed");
    go(&pty, "!", "never closed!");
    end(&pty);
}

#[test]
fn a_paste_of_a_mebibyte_is_bounded_and_stalls_nothing() {
    let pty = start();
    to_field(&pty);
    let before = pty.raw_len();
    let mut text = "\x1b[200~".to_owned();
    text.push_str(&"lorem ipsum \u{65e5}\u{672c} ".repeat(1024 * 1024 / 19));
    text.push_str("\x1b[201~");
    pty.send(&text);
    // It is refused whole, and the field takes the next word.
    pty.wait_for_text("That is too long to fit here.");
    go(&pty, "here ", "› here");
    let bytes = pty.raw_len() - before;
    assert!(bytes < 20_000, "{bytes} bytes were written for one paste");
    end(&pty);
}

#[test]
fn letters_without_marks_as_many_as_a_mebibyte_are_bounded_too() {
    let pty = start();
    to_field(&pty);
    pty.send("x".repeat(1024 * 1024));
    pty.send(format!("{}\x01", "\x7f".repeat(8)));
    go(&pty, "here ", "› here xxx");
    end(&pty);
}

#[test]
fn what_is_pasted_cannot_act_on_the_terminal_or_in_the_copy() {
    let pty = start();
    to_field(&pty);
    let evil = "one\x1b]0;title\x07\x1b[2J\x1bP\u{9b}31m\u{202e}two\u{2066}\u{200f}\u{feff}\r\n\tthree\x00\x08\x7f\u{85}\x1b[20four";
    pty.send(format!("\x1b[200~{evil}\x1b[201~"));
    pty.wait_for_text("four");
    pty.send(ESC);
    pty.wait_for_text("choose");
    go(&pty, "ll\r", "Save it");
    go(&pty, "jj\r", "What I answered");
    go(&pty, "h", "Save it");
    go(&pty, "j\r", "Saved:");
    let copy = std::fs::read_to_string(pty.home().join(offered("txt"))).unwrap();
    assert!(copy.contains("one]0;title") && copy.contains("three"), "{copy}");
    let acting: Vec<char> = copy.chars().filter(|c| stillpoint::domain::sanitize::acts(*c)).collect();
    assert_eq!(acting, [], "nothing in the copy acts");
    end(&pty);
}

#[test]
fn a_paste_outside_a_field_is_nothing() {
    let pty = start();
    to_item(&pty);
    let first = pointer(&settled(&pty)).unwrap();
    pty.send("\x1b[200~222\rqj\x1b[201~G");
    pty.wait_for(|screen| pointer(screen) == Some(first + 4), "only the key after the paste");
    assert!(pty.text().contains("1 of 5"), "{}", pty.text());
    end(&pty);
}

#[test]
fn control_l_draws_over_what_others_wrote() {
    let pty = start();
    to_item(&pty);
    let before = settled(&pty);
    let mut terminal =
        std::fs::OpenOptions::new().write(true).open(format!("/proc/{}/fd/1", pty.pid())).unwrap();
    terminal.write_all(b"\x1b[5;5HGARBAGE\x1b[20;1H\x1b[41mfrom elsewhere\x1b[?25h").unwrap();
    drop(terminal);
    pty.wait_for_text("from elsewhere");
    pty.send("\x0c");
    pty.wait_for(|screen| same(screen, &before), "the item");
    end(&pty);
}
