//! A terminal that takes no output, a line that hangs above all: what is typed is heard, and so are signals.

use super::session::*;
use crate::support::pty::Pty;
use rustix::process::Signal;

/// Ends the session; what made the terminal full stands in its output, and is none of the program's.
fn leave(pty: &Pty) {
    pty.send(HIDE.repeat(2));
    assert_eq!(pty.wait_exit().code(), Some(0));
    assert_modes_given_back(pty);
}

#[test]
fn what_is_typed_meanwhile_is_handled_and_the_last_state_is_drawn_once_there_is_room() {
    let pty = start();
    to_item(&pty);
    let (first, before) = (pointer(&settled(&pty)).unwrap(), pty.raw_len());
    pty.stall();
    // From here on the pointer is never where it is drawn.
    pty.send("\x1b[B");
    for _ in 0..20 {
        // More than any queue between us has room for.
        pty.send("\x1b[B\x1b[A".repeat(1000));
    }
    pty.flow();
    pty.wait_for(|screen| pointer(screen) == Some(first + 1), "the pointer on the next row");
    settled(&pty);
    let written = pty.raw()[before..].iter().filter(|byte| **byte != 0).count();
    assert!(written < 1000, "{written} bytes: one frame and what was on its way, not one for each key");
    leave(&pty);
}

#[test]
fn hiding_is_heard_and_nothing_else_is_in_sight_once_there_is_room() {
    for (name, way) in PLACES {
        let pty = start();
        way(&pty);
        settled(&pty);
        println!("{name}");
        pty.stall();
        pty.send(HIDE);
        pty.flow();
        pty.wait_for(is_neutral, "the neutral screen");
        leave(&pty);
    }
}

#[test]
fn leaving_and_every_end_from_outside_are_heard() {
    for (signal, status) in [(None, 0), (Some(Signal::TERM), 143), (Some(Signal::HUP), 129)] {
        let pty = start();
        to_item(&pty);
        settled(&pty);
        pty.stall();
        // A frame is under way when it ends.
        pty.send("\x0c");
        match signal {
            Some(signal) => pty.signal(signal),
            None => pty.send(HIDE.repeat(2)),
        }
        assert_eq!(pty.wait_end().code(), Some(status), "{signal:?}");
        // What gives the screen back had no room; the modes need none.
        assert_eq!(pty.termios(), pty.termios_at_start());
    }
}
