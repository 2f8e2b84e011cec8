//! The system ends the kiosk in any state, in order; and a terminal that is gone ends it.

use super::kiosk::*;
use rustix::process::{Pid, Signal, test_kill_process};
use rustix::termios::{Action, tcflow};
use std::fs::File;

/// Waits until a process is there no more.
fn wait_gone(kiosk: &Kiosk, pid: Pid) {
    kiosk.until("the end of the session's process", || test_kill_process(pid).is_err().then_some(()));
}

fn assert_ends_in_order(kiosk: &Kiosk) {
    kiosk.terminate();
    let screen = kiosk.screen();
    assert_eq!(screen.contents().trim(), "", "nothing is left on the main screen");
    assert!(kiosk.journal().ends_with("stillpoint kiosk: The kiosk ends.\n"), "{}", kiosk.journal());
}

#[test]
fn told_to_end_it_ends_in_order_in_every_state() {
    for state in STATES {
        println!("{}", state.0);
        let kiosk = in_state(state);
        let child = kiosk.child();
        assert_ends_in_order(&kiosk);
        wait_gone(&kiosk, child);
    }
}

#[test]
fn told_to_end_it_ends_in_order_while_a_session_is_stopped_or_out_of_order() {
    let kiosk = Kiosk::start(PATIENT);
    kiosk.to_words();
    let child = kiosk.child();
    kiosk.signal_child(Signal::STOP);
    assert_ends_in_order(&kiosk);
    wait_gone(&kiosk, child);
    let kiosk = Kiosk::start(PATIENT);
    kiosk.to_out_of_order(5);
    assert_eq!(kiosk.children(), []);
    assert_ends_in_order(&kiosk);
}

#[test]
fn told_to_end_while_the_terminal_takes_no_output_it_ends_and_gives_the_modes_back() {
    let kiosk = Kiosk::start(PATIENT);
    kiosk.to_item();
    let child = kiosk.child();
    let terminal = File::open(format!("/proc/{}/fd/0", kiosk.pid())).unwrap();
    tcflow(&terminal, Action::OOff).unwrap();
    // What this draws has no room.
    kiosk.send("1".repeat(5));
    kiosk.signal(Signal::TERM);
    wait_gone(&kiosk, child);
    drop(terminal);
    assert_eq!(kiosk.wait_exit().code(), Some(143));
    assert_eq!(kiosk.termios(), kiosk.termios_at_start());
}

#[test]
fn a_terminal_that_is_gone_ends_it_and_its_session() {
    let states: [fn(&Kiosk); 5] = [
        |_| {},
        Kiosk::to_words,
        Kiosk::to_pad,
        |kiosk| {
            kiosk.to_item();
            kiosk.signal_child(Signal::STOP);
        },
        |kiosk| {
            kiosk.to_item();
            kiosk.send("\x1b[200~half a paste");
        },
    ];
    for way in states {
        let mut kiosk = Kiosk::start(&with_pin(PATIENT));
        way(&kiosk);
        let child = kiosk.child();
        kiosk.close_window();
        let code = kiosk.wait_exit().code();
        assert!(matches!(code, Some(1 | 129)), "{code:?}");
        wait_gone(&kiosk, child);
        assert!(!kiosk.journal().contains(PLANTED));
    }
}

#[test]
fn no_session_outlives_its_kiosk() {
    let kiosk = Kiosk::start(PATIENT);
    kiosk.to_words();
    let child = kiosk.child();
    kiosk.signal(Signal::KILL);
    wait_gone(&kiosk, child);
}

#[test]
fn a_session_ends_and_is_wiped_while_the_terminal_takes_no_output() {
    let kiosk = Kiosk::start(PATIENT);
    kiosk.to_words();
    let session = kiosk.child();
    kiosk.stall();
    kiosk.send(format!("{ESC}{DONE}"));
    kiosk.until("the end of the session", || (!kiosk.children().contains(&session)).then_some(()));
    kiosk.flow();
    kiosk.wait_for(is_waiting, "the screen that waits, and nothing of before");
    kiosk.terminate();
}
