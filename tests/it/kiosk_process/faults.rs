//! A session that is stopped, or dies, is cleared; what dies again and again is out of order for a while.

use super::kiosk::*;
use rustix::process::{Pid, Signal};
use rustix::termios::{Action, LocalModes, OptionalActions, tcflow, tcgetattr, tcsetattr};
use std::fs::{self, File};
use std::time::Duration;

#[test]
fn a_session_that_is_stopped_is_cleared_all_the_same() {
    let kiosk = Kiosk::start(HASTY);
    let mark = kiosk.raw_len();
    kiosk.send("x");
    kiosk.wait_for_raw(|raw| contains(&raw[mark..], b"Crowded"), "the first item");
    kiosk.signal_child(Signal::STOP);
    kiosk.wait_wiped(mark);
    go(&kiosk, "x", "1 of 4");
    assert_eq!(kiosk.faults(), [""; 0]);
}

#[test]
fn a_session_that_was_stopped_and_goes_on_has_lost_nothing() {
    let kiosk = Kiosk::start(PATIENT);
    kiosk.to_item();
    let child = kiosk.child();
    for turn in 2..5 {
        kiosk.signal_child(Signal::STOP);
        kiosk.send("1");
        kiosk.signal_child(Signal::CONT);
        kiosk.wait_for_text(&format!("{turn} of 4"));
    }
    assert_eq!(kiosk.child(), child);
}

#[test]
fn a_session_that_dies_is_cleared_at_once_and_only_the_journal_is_told() {
    for (signal, number) in [(Signal::KILL, 9), (Signal::SEGV, 11), (Signal::ABORT, 6)] {
        let kiosk = Kiosk::start(PATIENT);
        let waiting = settled(&kiosk);
        kiosk.to_words();
        kiosk.wiped_by(|kiosk| {
            kiosk.signal_child(signal);
            if signal == Signal::SEGV {
                // Rust's runtime looks at the first one, whether a stack has overflown, and lets the next one pass.
                kiosk
                    .until("that the next one ends it", || (!is_caught(kiosk.child(), signal)).then_some(()));
                kiosk.signal_child(signal);
            }
        });
        kiosk.wait_for(|screen| same(screen, &waiting), "the screen that waits, as it was");
        let said = format!("stillpoint kiosk: A session ended by signal {number}. It was cleared.");
        assert_eq!(kiosk.faults(), [said.as_str()]);
        assert!(!contains(&kiosk.raw(), b"signal"), "nothing is said to a visitor");
        kiosk.to_item();
    }
}

fn is_caught(pid: Pid, signal: Signal) -> bool {
    let status = fs::read_to_string(format!("/proc/{}/status", pid.as_raw_nonzero())).unwrap();
    let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).unwrap();
    u64::from_str_radix(caught.trim(), 16).unwrap() & (1 << (signal.as_raw() - 1)) != 0
}

#[test]
fn modes_that_somebody_changed_end_a_session_at_the_most_and_are_set_again() {
    let kiosk = Kiosk::start(PATIENT);
    let ours = kiosk.termios();
    kiosk.to_words();
    let terminal = File::open(format!("/proc/{}/fd/0", kiosk.pid())).unwrap();
    let mut modes = tcgetattr(&terminal).unwrap();
    modes.local_modes.insert(LocalModes::ICANON);
    tcsetattr(&terminal, OptionalActions::Now, &modes).unwrap();
    // By lines, Ctrl-D is the end of what can be read; the terminal is there all the same.
    kiosk.wiped_by(|kiosk| kiosk.send("\x04"));
    assert_eq!(kiosk.termios(), ours);
    kiosk.to_item();
}

#[test]
fn a_terminal_that_took_no_output_is_cleared_when_it_takes_some() {
    let kiosk = Kiosk::start(PATIENT);
    kiosk.to_words();
    let (child, mark) = (kiosk.child(), kiosk.raw_len());
    let terminal = File::open(format!("/proc/{}/fd/0", kiosk.pid())).unwrap();
    tcflow(&terminal, Action::OOff).unwrap();
    kiosk.send(PLANTED);
    kiosk.signal_child(Signal::KILL);
    kiosk.until("the next visitor's process", || (!kiosk.children().contains(&child)).then_some(()));
    tcflow(&terminal, Action::OOn).unwrap();
    kiosk.wait_for_both(
        |screen, raw| is_waiting(screen) && contains(&raw[mark..], PURGE),
        "a cleared scrollback and the screen that waits",
    );
    assert!(!contains(&kiosk.raw()[mark..], PLANTED.as_bytes()));
}

#[test]
fn a_terminal_that_takes_no_output_holds_up_no_further_try() {
    let kiosk = Kiosk::start(PATIENT);
    for _ in 0..2 {
        kiosk.wiped_by(|kiosk| kiosk.signal_child(Signal::KILL));
    }
    let child = kiosk.child();
    let terminal = File::open(format!("/proc/{}/fd/0", kiosk.pid())).unwrap();
    tcflow(&terminal, Action::OOff).unwrap();
    kiosk.signal_child(Signal::KILL);
    kiosk.until("the next process, after it was out of order", || {
        kiosk.children().into_iter().find(|next| *next != child)
    });
    tcflow(&terminal, Action::OOn).unwrap();
    drop(terminal);
    kiosk.wait_waiting();
    kiosk.terminate();
}

#[test]
fn what_dies_again_and_again_is_out_of_order_for_a_while_and_costs_nothing() {
    let kiosk = Kiosk::start(PATIENT);
    for kills in [3, 1, 1] {
        kiosk.to_out_of_order(kills);
        kiosk.wait_for(|screen| !is_waiting(screen), "that it is out of order");
        let before = kiosk.cpu_time();
        kiosk.wait_waiting();
        // In the four seconds that the last of them takes, whatever turns round without waiting would use some of them.
        assert!(kiosk.cpu_time() - before < Duration::from_secs(1));
    }
    assert_eq!(kiosk.faults().len(), 5);
    kiosk.to_item();
}

#[test]
fn what_is_typed_while_it_is_out_of_order_begins_nothing() {
    let kiosk = Kiosk::start(PATIENT);
    kiosk.to_out_of_order(5);
    kiosk.send("x\r1");
    kiosk.wait_waiting();
    assert!(!kiosk.comes(Duration::from_secs(1), |screen| !is_waiting(screen)), "{}", kiosk.text());
}
