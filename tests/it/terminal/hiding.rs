//! Ctrl-C: at once, everything, from anywhere; and back to exactly where one was.

use super::session::*;

#[test]
fn hiding_leaves_no_word_from_anywhere_and_enter_brings_everything_back() {
    for (name, way) in PLACES {
        let pty = start();
        way(&pty);
        println!("{name}");
        let before = settled(&pty);
        pty.send(HIDE);
        pty.wait_for(is_neutral, "the neutral screen");
        // Every kind of key but Enter and Ctrl-C, clicks and the wheel beside the hints, a paste, a new size.
        pty.send("x q?!l2 \t\x7f\x1b[27u\x1b[A\x1bOP\x1b[<0;5;5M\x1b[<65;5;5M\x1b[200~secret\r\x1b[201~\x1b[12~\x0c");
        pty.resize(81, 25);
        pty.wait_for(|screen| is_neutral(screen) && find(screen, "Enter").1 == 24, "the same in a new size");
        pty.resize(80, 24);
        pty.wait_for(
            |screen| is_neutral(screen) && find(screen, "Enter").1 == 23,
            "the same in the old size",
        );
        pty.send("\r");
        pty.wait_for(|screen| same(screen, &before), &format!("{name} as it was:\n{}", before.contents()));
        end(&pty);
    }
}

#[test]
fn hiding_works_in_the_smallest_window() {
    let pty = start();
    to_item(&pty);
    pty.resize(30, 5);
    pty.wait_for_text("too small");
    pty.send(HIDE);
    pty.wait_for(|screen| screen.contents().trim() == "Enter come back Ctrl-C end", "the neutral screen");
    pty.send(HIDE);
    assert_eq!(pty.wait_exit().code(), Some(0));
    assert_given_back(&pty, "");
}
