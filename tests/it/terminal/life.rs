//! Start, sizes and the ways to end.

use super::session::*;
use crate::support::pty::Pty;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, PidfdFlags, pidfd_open};
use rustix::termios::{Action, tcflow};
use std::fs::File;
use std::path::Path;
use std::time::Duration;

#[test]
fn the_first_frame_at_each_size() {
    for size in [USUAL, (40, 12), (200, 60)] {
        let pty = start_with(&[], &[], size);
        let screen = settled(&pty);
        let (cols, rows) = super::session::size(&screen);
        let ground = |row, col| screen.cell(row, col).map(vt100::Cell::bgcolor);
        let painted = (0..rows).all(|row| (0..cols).all(|col| ground(row, col) == ground(0, 0)));
        assert!(painted && ground(0, 0) != Some(vt100::Color::Default), "the whole window has its ground");
        assert!(screen.alternate_screen() && screen.hide_cursor() && screen.bracketed_paste());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::PressRelease);
        assert_eq!(screen.mouse_protocol_encoding(), vt100::MouseProtocolEncoding::Sgr);
        assert_ne!(pty.termios(), pty.termios_at_start());
        for text in ["A quiet checklist", "Ctrl-C", "?"] {
            assert!(pty.text().contains(text), "{text} at {size:?}:\n{}", pty.text());
        }
        end(&pty);
    }
}

#[test]
fn no_size_loses_anything() {
    let pty = start();
    to_bring(&pty);
    go(&pty, "g", "› Write something");
    pty.wait_for_text("Losing the thread: Sometimes");
    let before = settled(&pty);
    for size in [(1, 1), (500, 200), (39, 12), (40, 11), (200, 5), (7, 90), (40, 12), (120, 40), (2, 2)] {
        pty.resize(size.0, size.1);
        if size.0 >= 40 && size.1 >= 12 {
            pty.wait_for_text("In your own words");
        } else if size.0 > 20 {
            pty.wait_for(|screen| words(screen).starts_with("This window is too small."), "what it needs");
        }
        // What opens nothing and answers nothing, at any size.
        pty.send("k\x1b[<64;1;1M");
    }
    pty.resize(80, 24);
    pty.wait_for(|screen| same(screen, &before), "the screen of before");
    end(&pty);
}

fn words(screen: &vt100::Screen) -> String {
    screen.contents().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn too_small_says_what_it_needs_also_where_the_hidden_screen_was() {
    for (cols, rows) in [(39, 100), (200, 10), (30, 8)] {
        for hide_at_small in [false, true] {
            let pty = start();
            to_item(&pty);
            if hide_at_small {
                pty.resize(cols, rows);
                pty.wait_for_text("too small");
            }
            pty.send(HIDE);
            pty.wait_for_text("come back");
            if !hide_at_small {
                pty.resize(cols, rows);
                // The last row of a sheet that is centred in a tall window.
                let last = (rows + rows.min(44)) / 2 - 1;
                pty.wait_for(|screen| find_row(screen, "come back") == Some(last), "the neutral screen");
            }
            pty.send("\r");
            let whole = "This window is too small. Please make it at least 40 columns wide and 12 rows high. Nothing is lost.";
            pty.wait_for(|screen| words(screen) == whole, "the whole of what it needs");
            pty.resize(80, 24);
            pty.wait_for_text("1 of 5");
            end(&pty);
        }
    }
}

fn find_row(screen: &vt100::Screen, text: &str) -> Option<u16> {
    let (cols, rows) = size(screen);
    (0..rows).find(|row| screen.contents_between(*row, 0, *row, cols).contains(text))
}

#[test]
fn a_storm_of_sizes_ends_in_the_right_frame() {
    let pty = start();
    to_item(&pty);
    pty.send("2");
    pty.wait_for_text("2 of 5");
    let before = settled(&pty);
    let mut size = 1_u16;
    for _ in 0..300 {
        size = size.wrapping_mul(31).wrapping_add(17);
        pty.resize(size % 200 + 1, size / 256 % 60 + 1);
    }
    pty.resize(80, 24);
    pty.wait_for(|screen| same(screen, &before), "the frame of the last size");
    end(&pty);
}

#[test]
fn ending_by_the_question_leaves_nothing_behind() {
    for keys in ["q2", "q\x1b[B\r", "qj ", "Q\x1b[F\r"] {
        let pty = start();
        to_item(&pty);
        pty.send(keys);
        assert_eq!(pty.wait_exit().code(), Some(0), "{keys:?}");
        assert_given_back(&pty, "");
    }
}

#[test]
fn ending_by_control_c_twice_from_anywhere_leaves_nothing_behind() {
    for (name, way) in PLACES {
        let pty = start();
        way(&pty);
        println!("{name}");
        end(&pty);
    }
}

#[test]
fn without_a_terminal_it_says_so_and_names_report() {
    for redirection in ["</dev/null", "| cat", "</dev/null | cat", ">/dev/null", "<&-", ">&-", "<&- >&-"] {
        let pty = bash(&format!("set -o pipefail; STILLPOINT {redirection}; echo status $?"));
        pty.wait_exit();
        let text = pty.text();
        assert!(text.contains("stillpoint report"), "{redirection}: {text}");
        assert!(text.contains("status 1"), "{redirection}: {text}");
        assert!(!String::from_utf8_lossy(&pty.raw()).contains('\x1b'), "{redirection}: nothing but text");
    }
}

#[test]
fn a_terminal_that_cannot_place_text_is_refused() {
    for term in [&[("TERM", "dumb")][..], &[("TERM", "")]] {
        let pty = Pty::spawn(Path::new(PROGRAM), &[], term, USUAL);
        assert_eq!(pty.wait_exit().code(), Some(1));
        assert!(pty.text().contains("stillpoint report"), "{}", pty.text());
        assert!(!pty.raw().contains(&b'\x1b'));
    }
    let pty = bash("unset TERM; STILLPOINT; echo status $?");
    pty.wait_exit();
    assert!(pty.text().contains("stillpoint report") && pty.text().contains("status 1"), "{}", pty.text());
}

#[test]
fn a_terminal_behind_a_slow_line_is_given_back_when_it_takes_output_again() {
    let pty = start();
    to_item(&pty);
    pty.send(HIDE);
    pty.wait_for(is_neutral, "the neutral screen");
    let terminal = File::open(format!("/proc/{}/fd/0", pty.pid())).unwrap();
    let program = pidfd_open(Pid::from_raw(pty.pid()).unwrap(), PidfdFlags::empty()).unwrap();
    tcflow(&terminal, Action::OOff).unwrap();
    pty.send(HIDE);
    let half_a_second = Timespec::try_from(Duration::from_millis(500)).unwrap();
    let mut ended = [PollFd::new(&program, PollFlags::IN)];
    assert_eq!(poll(&mut ended, Some(&half_a_second)), Ok(0), "it ended without giving the terminal back");
    tcflow(&terminal, Action::OOn).unwrap();
    drop(terminal);
    assert_eq!(pty.wait_exit().code(), Some(0));
    assert_given_back(&pty, "");
}
