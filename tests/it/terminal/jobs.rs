//! Ctrl-Z, the background, and what else a shell with job control does.

use super::session::*;
use crate::support::pty::Pty;
use rustix::process::{Pid, Signal, kill_process};

/// Returns the process group in the foreground of the terminal, which is the program's own.
fn foreground(pty: &Pty) -> Pid {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", pty.pid())).unwrap();
    let (_, fields) = stat.rsplit_once(") ").unwrap();
    Pid::from_raw(fields.split(' ').nth(5).unwrap().parse().unwrap()).unwrap()
}

#[test]
fn a_suspended_session_comes_back_hidden() {
    // Enter in the same packet belongs to the shell's line, not to the screen that has just been hidden.
    for way in ["\x1a", "\x1a\r", "kill"] {
        for continued in ["fg", "kill -CONT %1; fg", "bg >/dev/null; fg"] {
            let pty = bash(&format!(
                "set -m; STILLPOINT; echo stopped $?; read x; {continued}; echo over $?; read y"
            ));
            pty.wait_for_text("Begin");
            to_item(&pty);
            go(&pty, "2", "2 of 5");
            let before = settled(&pty);
            if way == "kill" {
                kill_process(foreground(&pty), Signal::TSTP).unwrap();
            } else {
                pty.send(way);
            }
            pty.wait_for_text("stopped 147");
            assert_modes_given_back(&pty);
            assert_eq!(
                pty.text().split_whitespace().filter(|w| w.contains("of") && !w.contains('/')).count(),
                0,
                "{}",
                pty.text()
            );
            pty.send("\r");
            pty.wait_for(is_neutral, &format!("the neutral screen after {way:?} and {continued}"));
            go(&pty, "j", "come back");
            pty.send("\r");
            pty.wait_for(|screen| same(screen, &before), "the item again");
            pty.send("\x03\x03");
            pty.wait_for_text("over 0");
            assert_modes_given_back(&pty);
        }
    }
}

#[test]
fn without_job_control_control_z_only_hides() {
    let pty = start();
    to_item(&pty);
    pty.send("\x1a");
    pty.wait_for(is_neutral, "the neutral screen");
    go(&pty, "\r", "1 of 5");
    pty.signal(Signal::TSTP);
    pty.wait_for(is_neutral, "the neutral screen");
    go(&pty, "\r", "1 of 5");
    end(&pty);
}

#[test]
fn after_a_stop_from_outside_the_neutral_screen_is_drawn_and_enter_comes_back() {
    let pty = start();
    to_item(&pty);
    let before = settled(&pty);
    for signal in [Signal::TTIN, Signal::TTOU] {
        pty.signal(signal);
    }
    pty.signal(Signal::STOP);
    pty.signal(Signal::CONT);
    pty.wait_for(is_neutral, "the neutral screen");
    pty.send("\r");
    pty.wait_for(|screen| same(screen, &before), "the item");
    go(&pty, "2", "2 of 5");
    pty.send("\x03\x03");
    assert_eq!(pty.wait_exit().code(), Some(0));
    assert_modes_given_back(&pty);
}

#[test]
fn a_job_ended_while_stopped_changes_nothing_on_the_terminal() {
    let pty = bash("set -m; STILLPOINT; echo stopped; read x; kill %1; fg; echo over $?; read y");
    pty.wait_for_text("Begin");
    to_item(&pty);
    pty.send("\x1a");
    pty.wait_for_text("stopped");
    pty.send("\r");
    pty.wait_for_text("over 143");
    assert_modes_given_back(&pty);
    assert!(!pty.text().contains("1 of 5"), "{}", pty.text());
}

#[test]
fn started_in_the_background_it_says_so_and_ends() {
    let pty = bash("set -m; STILLPOINT & wait $!; echo status $?; read x");
    pty.wait_for_text("status 1");
    assert!(pty.text().contains("in the background"), "{}", pty.text());
    assert!(!pty.raw().contains(&b'\x1b'));
    assert_modes_given_back(&pty);
}
