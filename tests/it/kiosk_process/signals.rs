//! No signal and no key that sends one ends, stops or freezes anything.

use super::kiosk::*;
use rustix::process::{Pid, Signal, kill_process, kill_process_group};

const HARMLESS: [Signal; 13] = [
    Signal::INT,
    Signal::QUIT,
    Signal::TSTP,
    Signal::TTIN,
    Signal::TTOU,
    Signal::USR1,
    Signal::USR2,
    Signal::ALARM,
    Signal::PIPE,
    Signal::VTALARM,
    Signal::PROF,
    Signal::IO,
    Signal::WINCH,
];

/// Answers an item, so that the next one comes.
fn answer(kiosk: &Kiosk, item: usize) {
    go(kiosk, "1", &format!("{} of 4", item + 1));
}

#[test]
fn no_signal_that_a_keyboard_or_a_program_sends_does_anything() {
    let kiosk = Kiosk::start(PATIENT);
    kiosk.to_item();
    let (kept, visitor) = (Pid::from_raw(kiosk.pid()).unwrap(), kiosk.child());
    let to_each: [fn(Pid, Pid, Signal); 3] = [
        |kept, _, signal| kill_process(kept, signal).unwrap(),
        |_, visitor, signal| kill_process(visitor, signal).unwrap(),
        |kept, _, signal| kill_process_group(kept, signal).unwrap(),
    ];
    for (item, send) in (1..).zip(to_each) {
        for signal in HARMLESS {
            send(kept, visitor, signal);
        }
        answer(&kiosk, item);
    }
    assert_eq!(kiosk.child(), visitor, "it is still the same session");
    kiosk.terminate();
    assert_eq!(kiosk.faults(), [""; 0]);
}

#[test]
fn no_control_key_ends_stops_or_freezes_anything() {
    let kiosk = Kiosk::start(PATIENT);
    kiosk.to_item();
    let visitor = kiosk.child();
    // Ctrl-Z, Ctrl-\, Ctrl-S, Ctrl-Q, Ctrl-D, Ctrl-Y, Ctrl-O, Ctrl-V, Ctrl-R, and as newer terminals spell two of them.
    let keys =
        ["\x1a", "\x1c", "\x13", "\x11", "\x04", "\x19", "\x0f", "\x16", "\x12", "\x1b[122;5u", "\x1b[99;7u"];
    for key in keys {
        kiosk.send(key.repeat(3));
        go(&kiosk, OVER, "Start again?");
        go(&kiosk, ESC, "1 of 4");
    }
    go(&kiosk, HIDE, "come back");
    go(&kiosk, "\x1a\x1c\x13\r", "1 of 4");
    answer(&kiosk, 1);
    assert_eq!(kiosk.child(), visitor, "it is still the same session");
}

#[test]
fn a_kiosk_that_was_stopped_goes_on_with_its_modes() {
    let kiosk = Kiosk::start(PATIENT);
    kiosk.to_item();
    let ours = kiosk.termios();
    let kept = Pid::from_raw(kiosk.pid()).unwrap();
    kill_process_group(kept, Signal::STOP).unwrap();
    kill_process_group(kept, Signal::CONT).unwrap();
    answer(&kiosk, 1);
    assert_eq!(kiosk.termios(), ours);
}
