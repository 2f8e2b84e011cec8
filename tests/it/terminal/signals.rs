//! Ended from outside, lost, or by a fault: the terminal is given back and nothing is told.

use super::session::*;
use crate::support::pty::{Pty, now};
use ratatui::layout::{Rect, Size};
use ratatui::style::Style;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, PidfdFlags, Signal, pidfd_open};
use std::time::Duration;
use stillpoint::shell::terminal::guard::Terminal;
use stillpoint::shell::terminal::output::Output;
use stillpoint::shell::terminal::stage::guarded;
use stillpoint::shell::terminal::surface::Surface;
use stillpoint::shell::world::error::Failure;
use stillpoint::view::display_list::DisplayList;

#[test]
fn each_signal_that_ends_gives_the_terminal_back_from_each_screen() {
    let signals = [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130), (Signal::QUIT, 131)];
    for (index, (name, way)) in PLACES.into_iter().enumerate() {
        let (signal, status) = signals[index % signals.len()];
        let pty = start();
        way(&pty);
        println!("{name}");
        pty.signal(signal);
        assert_eq!(pty.wait_exit().code(), Some(status), "{name}");
        assert_given_back(&pty, "");
    }
}

#[test]
fn a_signal_ends_the_hidden_and_the_smallest_screen_too() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT, Signal::QUIT] {
        let pty = start();
        to_item(&pty);
        pty.resize(20, 5);
        pty.send(HIDE);
        pty.wait_for_text("come back");
        pty.signal(signal);
        assert_eq!(pty.wait_exit().code(), Some(128 + signal.as_raw()));
        assert_given_back(&pty, "");
    }
}

#[test]
fn signals_that_are_seldom_sent_give_the_terminal_back_too() {
    let seldom = [Signal::ALARM, Signal::USR1, Signal::USR2, Signal::XCPU, Signal::VTALARM, Signal::PROF];
    for signal in seldom.into_iter().chain([Signal::IO]) {
        let pty = start();
        to_item(&pty);
        pty.signal(signal);
        assert_eq!(pty.wait_exit().code(), Some(128 + signal.as_raw()));
        assert_given_back(&pty, "");
    }
}

#[test]
fn a_closed_window_ends_it_within_two_seconds() {
    for keys in ["", "\r", "\r?", "\x1b[200~half a paste"] {
        let mut pty = start();
        pty.send(keys);
        let before = now();
        pty.hang_up();
        let code = pty.wait_exit().code();
        assert!(matches!(code, Some(1 | 129)), "{code:?}");
        assert!(before.elapsed() < Duration::from_secs(2), "{:?}", before.elapsed());
    }
}

#[test]
fn a_closed_window_ends_it_where_no_signal_tells_it() {
    for script in [
        // Another session: the terminal does not control it, so nobody sends it a signal.
        "setsid bash -c 'echo $$ >pid; exec STILLPOINT'; read x",
        "trap '' HUP; bash -c 'echo $$ >pid; exec STILLPOINT'; read x",
    ] {
        let mut pty = bash(script);
        pty.wait_for_text("Begin");
        let pid = std::fs::read_to_string(pty.home().join("pid")).unwrap().trim().parse().unwrap();
        let program = pidfd_open(Pid::from_raw(pid).unwrap(), PidfdFlags::empty()).unwrap();
        pty.hang_up();
        let limit = Timespec::try_from(Duration::from_secs(2)).unwrap();
        let mut ended = [PollFd::new(&program, PollFlags::IN)];
        assert_eq!(poll(&mut ended, Some(&limit)), Ok(1), "it is still there: {script}");
    }
}

/// Is no test by itself: it is the program for the next one, which starts this very binary again.
#[test]
fn child_with_a_fault() {
    #[expect(clippy::disallowed_methods, reason = "the next test says by it that this is the child")]
    let Ok(fault) = std::env::var("STILLPOINT_FAULT") else { return };
    let ended = guarded(|| {
        let _terminal = Terminal::enter()?;
        let mut surface = Surface::new(Output::stdout().unwrap(), Style::new());
        let draw = |list: &mut DisplayList| {
            list.text(9, 9, "an answer", 9, Style::new());
        };
        surface.draw(Size::new(80, 24), Rect::new(0, 0, 80, 24), draw).unwrap();
        let mut key = [0];
        rustix::io::read(rustix::stdio::stdin(), &mut key).unwrap();
        if fault == "thread" {
            let thread = std::thread::Builder::new().name("input".into());
            thread.spawn(|| panic!("a secret of the thread")).unwrap().join().unwrap_err();
            return Err(Failure::new("The terminal was closed."));
        }
        panic!("a secret of the program");
    });
    ended.unwrap_err().print(&mut std::io::stderr()).unwrap();
}

#[test]
fn a_fault_gives_the_terminal_back_and_tells_nothing() {
    for (fault, said) in
        [("main", "stillpoint had a fault and ended."), ("thread", "The terminal was closed.")]
    {
        let program = std::env::current_exe().unwrap();
        let args = ["terminal::signals::child_with_a_fault", "--exact", "--nocapture"];
        let env = [("STILLPOINT_FAULT", fault), ("RUST_BACKTRACE", "full")];
        let pty = Pty::spawn(&program, &args, &env, USUAL);
        pty.wait_for_text("an answer");
        pty.send("x");
        pty.wait_exit();
        assert_modes_given_back(&pty);
        let text = pty.text();
        assert!(text.contains(said), "{text}");
        let raw = String::from_utf8(pty.raw()).unwrap();
        for word in ["panicked", "secret", "backtrace", ".rs:"] {
            assert!(!raw.contains(word), "{word}: {text}");
        }
        assert!(!text.contains("an answer"), "{text}");
        assert_eq!(raw.matches("\x1b[?1049l").count(), 1, "given back once");
    }
}
