//! Killed, or out of memory: another process gives the terminal back.

use super::session::*;
use crate::support::own;
use crate::support::pty::{PATIENCE, Pty};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, PidfdFlags, Resource, Rlimit, Signal, kill_process, pidfd_open, prlimit};
use std::collections::BTreeSet;
use std::fs;
use std::os::fd::OwnedFd;
use std::path::PathBuf;
use std::time::Duration;

const SAID: &str = "stillpoint ended unexpectedly, and nothing is kept but what was saved.";

/// A session that a shell has started, and the process that gives its terminal back.
struct Session {
    pty: Pty,
    program: Pid,
    rescue: Pid,
    /// Becomes readable when the rescue process ends.
    rescued: OwnedFd,
}

impl Session {
    /// Starts a session from a script, in which `SESSION` is what starts it. The shell has no job control unless the
    /// script turns it on, and then sets no modes by itself.
    fn start(script: &str, arguments: &str) -> Self {
        let session = format!("bash -c 'echo $$ >pid; exec {PROGRAM} {arguments} --questions {}'", own::FILE);
        let pty = bash(&script.replace("SESSION", &session));
        pty.wait_for_text("Ctrl-C hide");
        let number = fs::read_to_string(pty.home().join("pid")).unwrap().trim().parse().unwrap();
        let program = Pid::from_raw(number).unwrap();
        let rescue = until(&pty, "the rescue process", || rescue_of(program));
        let rescued = pidfd_open(rescue, PidfdFlags::empty()).unwrap();
        Self { pty, program, rescue, rescued }
    }

    /// Waits until the rescue process has ended.
    fn wait_rescued(&self) {
        let limit = Timespec::try_from(PATIENCE).unwrap();
        let mut ended = [PollFd::new(&self.rescued, PollFlags::IN)];
        assert_eq!(poll(&mut ended, Some(&limit)), Ok(1), "the rescue process is still there");
    }

    /// Waits until the terminal is as it was before, and that was said; what the shell says is on the screen as well, or
    /// gone with the session's if the shell was quicker.
    fn assert_given_back(&self) {
        self.wait_rescued();
        self.pty.wait_for_raw(|raw| contains(raw, "over"), "the shell's last word");
        self.pty.wait_for_text(SAID);
        assert_modes_given_back(&self.pty);
        assert!(!self.pty.text().contains("1 of 5"), "{}", self.pty.text());
        self.pty.send("typed\r");
        self.pty.wait_for_raw(|raw| contains(raw, "read typed"), "a line that is read as before");
    }
}

/// Returns the process that is to give the terminal back, once a program has started it.
fn rescue_of(program: Pid) -> Option<Pid> {
    let tasks = fs::read_dir(format!("/proc/{}/task", program.as_raw_nonzero())).unwrap();
    let children: String =
        tasks.filter_map(|task| fs::read_to_string(task.ok()?.path().join("children")).ok()).collect();
    children.split_whitespace().filter_map(|pid| Pid::from_raw(pid.parse().ok()?)).find(|pid| {
        let arguments = fs::read_to_string(format!("/proc/{}/cmdline", pid.as_raw_nonzero()));
        // It has a session of its own from its first moments, and reads from then on.
        let stat = fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).unwrap_or_default();
        let leads =
            stat.rsplit_once(") ").and_then(|(_, fields)| fields.split(' ').nth(3).map(str::to_owned));
        arguments.is_ok_and(|arguments| arguments == "stillpoint\0--rescue-terminal\0")
            && leads == Some(pid.as_raw_nonzero().to_string())
    })
}

/// Looks again and again until something is found that no screen shows.
fn until<T>(pty: &Pty, what: &str, found: impl Fn() -> Option<T>) -> T {
    for _ in 0..1000 {
        if let Some(found) = found() {
            return found;
        }
        pty.comes(Duration::from_millis(10), |_| false);
    }
    panic!("waited in vain for {what}");
}

fn contains(raw: &[u8], text: &str) -> bool {
    raw.windows(text.len()).any(|bytes| bytes == text.as_bytes())
}

const READ_ON: &str = "SESSION; echo over; read line; echo read $line; read line";

#[test]
fn a_session_that_is_killed_leaves_the_terminal_as_it_was_and_says_so() {
    for (signal, arguments) in [(Signal::KILL, ""), (Signal::ABORT, ""), (Signal::KILL, "counselor")] {
        for job_control in ["", "set -m; "] {
            let session = Session::start(&format!("{job_control}{READ_ON}"), arguments);
            if arguments.is_empty() {
                to_item(&session.pty);
            }
            kill_process(session.program, signal).unwrap();
            session.assert_given_back();
        }
    }
}

#[test]
fn a_session_without_memory_leaves_the_terminal_as_it_was_and_no_trace_of_the_fault() {
    let session = Session::start(READ_ON, "");
    to_item(&session.pty);
    let nothing = Rlimit { current: Some(1), maximum: None };
    let before = prlimit(Some(session.program), Resource::As, nothing).unwrap();
    assert_eq!(before.current, None, "it had all the memory it wanted");
    // It takes more memory than anything before.
    session.pty.send(format!("\x1b[200~{}\x1b[201~", "paste ".repeat(11_000)));
    session.assert_given_back();
    assert!(!session.pty.text().contains("memory allocation"), "{}", session.pty.text());
}

#[test]
fn a_session_that_is_killed_while_it_is_stopped_leaves_the_terminal_to_the_shell() {
    let session =
        Session::start("set -m; SESSION; echo stopped; read x; kill -KILL %1; wait; echo over; read x", "");
    to_item(&session.pty);
    session.pty.send("\x1a");
    session.pty.wait_for_text("stopped");
    let written = session.pty.raw_len();
    session.pty.send("\r");
    session.wait_rescued();
    session.pty.wait_for_text("over");
    assert_modes_given_back(&session.pty);
    let rest = &session.pty.raw()[written..];
    assert!(!contains(rest, SAID) && !contains(rest, "\x1b["), "{:?}", String::from_utf8_lossy(rest));
}

#[test]
fn a_session_that_comes_back_and_is_killed_then_is_given_back_as_well() {
    let session = Session::start(
        "set -m; SESSION; echo stopped; read x; fg; echo over; read line; echo read $line; read x",
        "",
    );
    session.pty.send("\x1a");
    session.pty.wait_for_text("stopped");
    session.pty.send("\r");
    session.pty.wait_for(is_neutral, "the neutral screen");
    kill_process(session.program, Signal::KILL).unwrap();
    session.assert_given_back();
}

#[test]
fn a_session_that_ends_takes_its_rescue_process_along_and_that_says_nothing() {
    for keys in ["\x03\x03", "TERM"] {
        let session = Session::start("SESSION; echo over; read x", "");
        if keys == "TERM" {
            kill_process(session.program, Signal::TERM).unwrap();
        } else {
            session.pty.send(keys);
        }
        session.pty.wait_for_text("over");
        session.wait_rescued();
        assert_modes_given_back(&session.pty);
        assert!(!contains(&session.pty.raw(), SAID));
        assert!(!fs::exists(format!("/proc/{}", session.rescue.as_raw_nonzero())).unwrap(), "no zombie");
    }
}

#[test]
fn a_session_goes_on_and_ends_in_order_without_its_rescue_process() {
    let session = Session::start("SESSION; echo over; read x", "");
    kill_process(session.rescue, Signal::KILL).unwrap();
    session.wait_rescued();
    to_item(&session.pty);
    session.pty.send("\x03\x03");
    session.pty.wait_for_text("over");
    assert_modes_given_back(&session.pty);
}

#[test]
fn the_rescue_process_has_the_terminal_and_its_line_open_and_nothing_else() {
    let session =
        Session::start("mkdir -m 700 run; export XDG_RUNTIME_DIR=$PWD/run; SESSION; read x", "counselor");
    let open = |pid: i32| {
        let files = fs::read_dir(format!("/proc/{pid}/fd")).unwrap();
        files.map(|file| fs::read_link(file.unwrap().path()).unwrap()).collect::<BTreeSet<PathBuf>>()
    };
    let all = open(session.rescue.as_raw_nonzero().get());
    // What the shell was started with, by whoever runs the tests, it hands to every program.
    let others = open(session.pty.pid());
    let own: Vec<_> = all.difference(&others).collect();
    assert!(matches!(own[..], [line] if line.to_string_lossy().starts_with("pipe:")), "{own:?}");
}

#[test]
fn whoever_asks_for_the_rescue_process_by_hand_is_told_how_to_start() {
    let pty = bash(&format!("{PROGRAM} --rescue-terminal; echo status $?; read x"));
    pty.wait_for_text("status 1");
    assert!(pty.text().contains("Run: stillpoint"), "{}", pty.text());
}
