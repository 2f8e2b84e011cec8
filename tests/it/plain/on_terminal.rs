//! Plain mode on a terminal: what it writes besides words, what it hides, and how it leaves the terminal.

use crate::support::pty::Pty;
use crate::terminal::session::PROGRAM;
use rustix::process::Signal;
use std::path::Path;

/// Clears a window with what has left it above.
const CLEAR: &[u8] = b"\x1b[H\x1b[2J\x1b[3J";

fn start(args: &[&str], env: &[(&str, &str)], size: (u16, u16)) -> Pty {
    Pty::spawn(Path::new(PROGRAM), args, env, size)
}

/// Types a line once the words before it were said.
fn line(pty: &Pty, asked: &str, typed: &str) {
    pty.wait_for_text(asked);
    pty.send(format!("{typed}\n"));
}

fn has(raw: &[u8], sought: &[u8]) -> bool {
    raw.windows(sought.len()).any(|window| window == sought)
}

#[test]
fn a_terminal_that_only_adds_lines_gets_nothing_else() {
    for size in [(80, 24), (20, 30)] {
        let pty = start(&["--plain"], &[("TERM", "dumb")], size);
        line(&pty, "begin", "");
        line(&pty, "Your answer:", "oft");
        pty.wait_for_text("Often.");
        pty.wait_for_rest();
        pty.send("end\n");
        line(&pty, "Your choice:", "2");
        assert!(pty.wait_exit().success());
        assert!(!pty.raw().contains(&0x1b), "no sequence is written");
        assert_eq!(pty.termios(), pty.termios_at_start());
    }
}

#[test]
fn plain_mode_is_asked_for_and_never_guessed() {
    let is_plain = |env: &[(&str, &str)], args: &[&str]| {
        let pty = start(args, env, (80, 24));
        pty.wait_for_text("Begin");
        !has(&pty.raw(), b"\x1b[?1049h")
    };
    assert!(is_plain(&[("ACCESSIBLE", "1")], &[]));
    assert!(is_plain(&[("ACCESSIBLE", "yes")], &[]));
    for value in ["", "0", "false", "False"] {
        assert!(!is_plain(&[("ACCESSIBLE", value)], &[]), "{value:?}");
    }
    assert!(is_plain(&[("ACCESSIBLE", "0")], &["--plain"]));
    assert!(!is_plain(&[("ACCESSIBLE", "1")], &["--plain=off"]));
}

#[test]
fn one_key_hides_what_was_said_and_a_second_one_leaves() {
    let pty = start(&["--plain"], &[], (80, 24));
    line(&pty, "begin", "");
    line(&pty, "Your answer:", "oft");
    pty.wait_for_text("Often.");
    pty.wait_for_rest();
    pty.send("\x03");
    pty.wait_for(|screen| !screen.contents().contains("Often"), "nothing of what was said");
    pty.wait_for_text("Enter: come back.");
    assert!(has(&pty.raw(), CLEAR));
    pty.send("\n");
    pty.wait_for_text("2 of 9");
    pty.wait_for_rest();
    pty.send("\x03");
    pty.wait_for(|screen| !screen.contents().contains("2 of 9"), "nothing of what was said");
    pty.send("\x03");
    assert!(pty.wait_exit().success());
    assert!(!pty.text().contains("2 of 9"));
    assert_eq!(pty.termios(), pty.termios_at_start());
}

#[test]
fn what_no_line_has_brought_begins_a_line_of_its_own() {
    let pty = start(&["--plain"], &[("TERM", "dumb")], (80, 40));
    line(&pty, "begin", "");
    pty.wait_for_text("Your answer:");
    pty.wait_for_rest();
    pty.send("\x03");
    pty.wait_for_text("Enter: come back.");
    let asked = pty.text().lines().find(|row| row.contains("Your answer:")).map(str::to_owned);
    assert!(asked.is_some_and(|row| !row.contains("terminal") && !row.contains("Enter")), "{}", pty.text());
}

#[test]
fn a_page_that_is_said_again_is_added_and_nothing_is_cleared_for_it() {
    let pty = start(&["--plain"], &[], (80, 60));
    line(&pty, "begin", "");
    line(&pty, "Your answer:", "again");
    pty.wait_for(|screen| screen.contents().matches("1 of 9").count() == 2, "the page a second time");
    assert!(!has(&pty.raw(), CLEAR));
}

#[test]
fn at_the_end_the_window_is_cleared_or_left_as_the_person_likes() {
    for (typed, is_left) in [("", false), ("keep", true)] {
        let pty = start(&["--plain"], &[], (80, 40));
        line(&pty, "begin", "");
        line(&pty, "Your answer:", "end");
        line(&pty, "Your choice:", "2");
        line(&pty, "Enter clears this window", typed);
        assert!(pty.wait_exit().success());
        assert_eq!(pty.text().contains("1 of 9"), is_left);
    }
}

#[test]
fn a_private_answer_is_not_shown_as_it_is_typed() {
    let pty = start(&["counselor", "--plain"], &[], (80, 50));
    line(&pty, "Your choice:", "1");
    line(&pty, "The client agrees", "1");
    line(&pty, "begin", "");
    line(&pty, "Your answer:", "private");
    pty.wait_for(|screen| !screen.contents().contains("Ask:"), "nothing of the counselor's");
    pty.wait_for_text("Your answer:");
    pty.wait_for_rest();
    assert_ne!(pty.termios(), pty.termios_at_start(), "what is typed is not shown");
    pty.send("sometimes\n");
    pty.wait_for_text("You have answered this.");
    assert!(!pty.text().contains("sometimes"));
    pty.send("counselor\n");
    line(&pty, "Your choice:", "2");
    pty.wait_for_text("Ask:");
    pty.wait_for_rest();
    assert_eq!(pty.termios(), pty.termios_at_start());
}

#[test]
fn a_single_key_answers_where_that_was_asked_for() {
    let pty = start(&["--plain=keys"], &[], (80, 40));
    pty.wait_for_text("begin");
    pty.send("1");
    pty.wait_for_text("1 of 9");
    pty.wait_for_rest();
    pty.send("1");
    pty.wait_for_text("Often.");
    pty.wait_for_text("2 of 9");
    pty.wait_for_rest();
    pty.send("q");
    pty.wait_for_text("2. End");
    pty.wait_for_rest();
    pty.send("2");
    pty.wait_for_text("Enter clears");
    pty.wait_for_rest();
    pty.send("\n");
    assert!(pty.wait_exit().success());
    assert_eq!(pty.termios(), pty.termios_at_start());
}

#[test]
fn a_signal_and_the_end_of_the_input_end_it_and_leave_the_terminal_as_it_was() {
    let pty = start(&["--plain=keys"], &[], (80, 24));
    pty.wait_for_text("begin");
    pty.wait_for_rest();
    pty.signal(Signal::TERM);
    assert_eq!(pty.wait_exit().code(), Some(143));
    assert_eq!(pty.termios(), pty.termios_at_start());
    let pty = start(&["--plain"], &[], (80, 24));
    pty.wait_for_text("begin");
    pty.send("\x04");
    assert!(pty.wait_exit().success());
    pty.wait_for_text("There is no more input");
}
