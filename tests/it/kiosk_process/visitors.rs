//! A visitor begins by anything, and ends at once; the next one finds nothing.

use super::kiosk::*;
use rustix::process::{Pid, Signal, kill_process_group};
use std::fs;
use tempfile::TempDir;

#[test]
fn a_key_a_touch_or_a_paste_anywhere_begins_and_done_ends_at_once() {
    let kiosk = Kiosk::start(PATIENT);
    let waiting = settled(&kiosk);
    let beginnings = [
        "x",
        "\r",
        "\x1b[A",
        "\x1b[15~",
        ESC,
        "\x7f",
        "\x03",
        "\x1b[<0;1;1M",
        "\x1b[<0;40;12M",
        "\x1b[<0;80;24M",
        "\x1b[<64;9;9M",
        "\x1b[200~pasted\x1b[201~",
    ];
    for beginning in beginnings {
        println!("{beginning:?}");
        go(&kiosk, beginning, "1 of 4");
        assert!(!kiosk.text().contains("pasted"));
        kiosk.wiped_by(|kiosk| kiosk.send(DONE));
        kiosk.wait_for(|screen| same(screen, &waiting), "the screen that waits, as it was");
    }
    assert_eq!(kiosk.faults(), [""; 0]);
    kiosk.terminate();
}

#[test]
fn a_touch_on_a_language_begins_in_it_and_the_next_visitor_finds_the_first_one() {
    let kiosk = Kiosk::start(PATIENT);
    touch_text(&kiosk, "Español");
    kiosk.wait_for_text("1 de 4");
    kiosk.wiped_by(|kiosk| kiosk.send(DONE));
}

#[test]
fn starting_over_is_asked_first_by_key_and_by_touch() {
    let kiosk = Kiosk::start(PATIENT);
    kiosk.to_item();
    let before = settled(&kiosk);
    go(&kiosk, OVER, "Start again?");
    kiosk.send(ESC);
    kiosk.wait_for(|screen| same(screen, &before), "the item as it was");
    go(&kiosk, OVER, "Start again?");
    kiosk.wiped_by(|kiosk| kiosk.send("2"));
    kiosk.to_item();
    touch_text(&kiosk, "F8 Start over");
    kiosk.wait_for_text("Start again?");
    kiosk.wiped_by(|kiosk| touch_text(kiosk, "Clear everything"));
    kiosk.to_item();
    kiosk.wiped_by(|kiosk| touch_text(kiosk, "F9 I am done"));
}

#[test]
fn on_a_linux_console_a_code_has_half_blocks_only_where_somebody_says_that_the_font_has_them() {
    let steps = [
        (None, ["Read it in one place", "Here you can read the text", "Call 100"]),
        (Some("unicode"), ["Take something along", "Show the code", "Code 1 of"]),
    ];
    for (glyphs, [end, choice, shown]) in steps {
        let kiosk = Kiosk::on_console(glyphs);
        kiosk.to_item();
        leave_open_after(&kiosk, 0);
        go(&kiosk, "llllll", end);
        go(&kiosk, "1", choice);
        go(&kiosk, "1", shown);
        assert_eq!(kiosk.text().contains('▄'), glyphs.is_some(), "{}", kiosk.text());
        kiosk.terminate();
    }
}

/// How a session ends, and what a person or the system does for it.
type End = (&'static str, fn(&Kiosk));

const ENDS: [End; 4] = [
    ("done", |kiosk| kiosk.send(DONE)),
    ("start over", |kiosk| kiosk.send(format!("{OVER}2"))),
    ("staff", |kiosk| {
        go(kiosk, CHORD, "For staff");
        kiosk.send(ESC);
    }),
    ("a fault", |kiosk| kiosk.signal_child(Signal::KILL)),
];

#[test]
fn no_own_word_and_no_answer_is_left_whatever_ends_the_session() {
    let kiosk = Kiosk::start(PATIENT);
    for (name, end) in ENDS {
        println!("{name}");
        kiosk.to_words();
        let mark = kiosk.raw_len();
        end(&kiosk);
        kiosk.wait_wiped(mark);
        let wipe = mark + position(&kiosk.raw()[mark..], BREAK_OFF);
        kiosk.to_bring_without_answers();
        assert!(!contains(&kiosk.raw()[wipe..], PLANTED.as_bytes()), "{name}");
        assert!(!contains(&kiosk.raw()[wipe..], &PLANTED.as_bytes()[3..]), "{name}");
        kiosk.wiped_by(|kiosk| kiosk.send(DONE));
    }
    assert!(!kiosk.journal().contains(PLANTED));
}

impl Kiosk {
    /// Goes where the visitor before has written something, without an answer, and finds nothing of theirs.
    fn to_bring_without_answers(&self) {
        self.to_item();
        leave_open_after(self, 0);
        assert!(!self.text().contains("often"), "{}", self.text());
        go(self, "l4", "Write something");
        assert!(!self.text().contains("often"), "{}", self.text());
    }
}

#[test]
fn a_wipe_breaks_off_what_was_begun_and_clears_screen_and_scrollback_in_the_alternate_screen() {
    let kiosk = Kiosk::start(PATIENT);
    kiosk.to_item();
    let mark = kiosk.raw_len();
    kiosk.send(DONE);
    kiosk.wait_wiped(mark);
    let raw = kiosk.raw();
    let mut rest = &raw[mark..];
    for step in [BREAK_OFF, b"\x1b[?1049h", b"\x1b[0m", b"\x1b[2J\x1b[3J"] {
        rest = &rest[position(rest, step) + step.len()..];
    }
    assert!(!contains(&raw, b"\x1b[?1049l"), "the alternate screen is never left");
    assert!(kiosk.screen().alternate_screen() && kiosk.screen().hide_cursor());
}

fn position(bytes: &[u8], wanted: &[u8]) -> usize {
    bytes.windows(wanted.len()).position(|window| window == wanted).expect("it is there")
}

/// Settings by which a visitor prints by a script for the shell, in which $0 is a folder.
fn printing(script: &str, folder: &TempDir) -> String {
    let command = format!("['/bin/sh', '-c', '{script}', '{}']", folder.path().display());
    format!("{PATIENT}print_columns = 32\nprint_command = {command}\n")
}

impl Kiosk {
    /// Goes from the screen that waits to the choice of what is taken along, with own words in it, and prints.
    fn to_printing(&self) {
        self.to_words();
        go(self, "\t", "→ on");
        go(self, "ll\r", "Show the code");
        go(self, "6", "[x] Your own words");
        go(self, "2", "It is being sent to the printer.");
    }
}

#[test]
fn who_leaves_while_the_command_that_prints_hangs_is_cleared_at_once_and_the_next_one_begins() {
    let folder = tempfile::tempdir().unwrap();
    let kiosk = Kiosk::start(&printing("echo $$ > $0/pid; sleep 600", &folder));
    kiosk.to_printing();
    let pid = folder.path().join("pid");
    let hung = kiosk
        .until("the command that prints", || fs::read_to_string(&pid).ok().filter(|pid| !pid.is_empty()));
    let visitor = kiosk.child();
    kiosk.wiped_by(|kiosk| kiosk.send(DONE));
    assert!(!fs::exists(format!("/proc/{}", visitor.as_raw_nonzero())).unwrap(), "the process is gone");
    assert!(
        fs::exists(format!("/proc/{}", hung.trim())).unwrap(),
        "the command hangs, and nobody waited for it"
    );
    go(&kiosk, "x", "1 of 4");
    assert_eq!(kiosk.faults(), [""; 0]);
    // So that nothing is left that waits for its limit.
    kill_process_group(Pid::from_raw(hung.trim().parse().unwrap()).unwrap(), Signal::KILL).unwrap();
}

#[test]
fn who_prints_and_leaves_gets_the_page_all_the_same_as_wide_as_the_paper() {
    let folder = tempfile::tempdir().unwrap();
    let ready = folder.path().join("ready");
    let kiosk = Kiosk::start(&printing(
        "while [ ! -e $0/ready ]; do :; done; cat > $0/new; mv $0/new $0/page",
        &folder,
    ));
    kiosk.to_printing();
    kiosk.wiped_by(|kiosk| kiosk.send(DONE));
    fs::write(ready, "").unwrap();
    let page = folder.path().join("page");
    let printed = kiosk.until("the page", || fs::read_to_string(&page).ok());
    assert!(printed.contains(PLANTED) && printed.ends_with('\n'), "{printed}");
    assert!(printed.lines().all(|row| row.chars().count() <= 32), "{printed}");
}
