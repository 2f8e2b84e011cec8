//! Staff come in by a chord and the PIN, by keys or by touch; nobody else does.

use super::kiosk::*;
use crate::support::pty::PATIENCE;
use rustix::process::Signal;
use std::fs;
use std::time::Duration;
use tempfile::TempDir;

/// The corners of a usual window, once around from the left one at the top.
const CORNERS: [(u16, u16); 5] = [(0, 0), (79, 0), (79, 23), (0, 23), (0, 0)];

const WRONG: &str = "That is not the PIN.";

#[test]
fn staff_come_in_by_keys_and_end_the_kiosk() {
    let kiosk = Kiosk::start(&with_pin(PATIENT));
    kiosk.to_list();
    for (key, row) in [("\x1b[B", "› 2"), ("\x1b[B", "› 3"), ("\x1b[A", "› 2")] {
        kiosk.send(key);
        let follows = |screen: &vt100::Screen| {
            let (y, x) = screen.cursor_position();
            screen.hide_cursor() && screen.contents_between(y, x, y, 80).starts_with(row)
        };
        kiosk.wait_for(follows, &format!("the hidden cursor at {row:?}"));
    }
    go(&kiosk, "5", "End the kiosk?");
    // Enter on what is pointed at changes nothing.
    go(&kiosk, "\r", "Read the settings again");
    go(&kiosk, "5", "End the kiosk?");
    kiosk.send("2");
    assert_eq!(kiosk.wait_exit().code(), Some(0));
    assert_modes_given_back(&kiosk);
    assert_eq!(kiosk.text().trim(), "");
}

#[test]
fn staff_come_in_by_touch_from_any_screen_and_end_the_kiosk() {
    let kiosk = Kiosk::start(&with_pin(PATIENT));
    kiosk.to_item();
    kiosk.wiped_for_staff(|kiosk| CORNERS.iter().for_each(|corner| kiosk.send(touch(*corner))));
    for digit in PIN.chars() {
        touch_text(&kiosk, &format!("     {digit}  "));
    }
    touch_text(&kiosk, "enter  ");
    kiosk.wait_for_text("End the kiosk");
    touch_text(&kiosk, "End the kiosk");
    kiosk.wait_for_text("Do not end it");
    touch_text(&kiosk, "2 End the kiosk");
    assert_eq!(kiosk.wait_exit().code(), Some(0));
    assert_modes_given_back(&kiosk);
}

impl Kiosk {
    /// Does something that brings the pad, and looks that everything was wiped before.
    fn wiped_for_staff(&self, act: impl FnOnce(&Self)) {
        let mark = self.raw_len();
        act(self);
        self.wait_for_both(
            |screen, raw| screen.contents().contains("Enter the PIN") && contains(&raw[mark..], WIPE),
            "a wipe and the pad",
        );
    }
}

#[test]
fn the_chord_leads_out_of_every_state_of_a_session_and_wipes_it() {
    for state in &STATES[..7] {
        println!("{}", state.0);
        let kiosk = in_state(*state);
        kiosk.wiped_for_staff(|kiosk| kiosk.send(CHORD));
        assert!(!kiosk.text().contains(PLANTED));
        kiosk.wiped_by(|kiosk| kiosk.send(ESC));
    }
}

/// Returns what is drawn from the first digit of a wrong PIN to what is said of it.
fn drawn_for(pin: &str) -> Vec<u8> {
    let kiosk = Kiosk::start(&with_pin(PATIENT));
    kiosk.to_pad();
    settled(&kiosk);
    let mark = kiosk.raw_len();
    kiosk.send(pin);
    go(&kiosk, "\r", WRONG);
    settled(&kiosk);
    kiosk.raw()[mark..].to_vec()
}

#[test]
fn neither_digits_nor_their_number_are_shown() {
    let short = drawn_for("1");
    assert_eq!(drawn_for("111111111111"), short);
    assert_eq!(drawn_for("83\x7f914"), short);
}

#[test]
fn a_wrong_pin_makes_wait_longer_and_longer_also_after_a_restart() {
    let kiosk = Kiosk::start(&with_pin(PATIENT));
    kiosk.to_pad();
    go(&kiosk, "8391\r", "You can try again in 1 s.");
    let kept = fs::read_to_string(kiosk.attempts()).unwrap();
    let (count, moment) = kept.split_once(' ').unwrap();
    assert_eq!((count, moment.len()), ("1", "2026-11-26T06:00:00Z\n".len()), "a count and a time, no more");
    // As if eight more had been wrong: four minutes are to be waited.
    fs::write(kiosk.attempts(), format!("9 {moment}")).unwrap();
    let kiosk = kiosk.again();
    kiosk.to_pad();
    go(&kiosk, &format!("{PIN}\r"), "Not tried: please wait 2");
    assert!(!kiosk.text().contains("End the kiosk"));
    assert_eq!(
        fs::read_to_string(kiosk.attempts()).unwrap(),
        format!("9 {moment}"),
        "what is not tried is not counted"
    );
    // As if it had been only one after all: the wait is over soon, and the right PIN opens.
    fs::write(kiosk.attempts(), format!("1 {moment}")).unwrap();
    let kiosk = kiosk.again();
    kiosk.to_pad();
    kiosk.until("the list", || {
        kiosk.send(format!("{PIN}\r"));
        kiosk
            .comes(Duration::from_millis(300), |screen| screen.contents().contains("End the kiosk"))
            .then_some(())
    });
    assert!(!kiosk.attempts().exists(), "the right PIN ends the count");
}

#[test]
fn without_a_pin_only_the_system_can_end_it_and_that_is_said() {
    let kiosk = Kiosk::start(PATIENT);
    assert!(
        kiosk.journal().contains("No PIN is set: only the system can end this kiosk"),
        "{}",
        kiosk.journal()
    );
    go(&kiosk, CHORD, "No PIN is set: only the system can end this kiosk");
    let before = settled(&kiosk);
    kiosk.send("\r5\r8391\r\x7f\x0b\x14");
    kiosk.resize(81, 24);
    kiosk.resize(80, 24);
    kiosk.wait_for(|screen| same(screen, &before), "the same as before");
    kiosk.wiped_by(|kiosk| kiosk.send(ESC));
    kiosk.terminate();
}

#[test]
fn whoever_leaves_the_pad_or_the_list_alone_leaves_it_to_the_next_visitor() {
    for way in [Kiosk::to_pad, Kiosk::to_list] {
        let kiosk = Kiosk::start(&with_pin("[kiosk]\nidle_seconds = 3\nwarning_seconds = 1\n"));
        kiosk.wiped_by(way);
        assert_eq!(kiosk.faults(), [""; 0]);
    }
}

#[test]
fn a_key_that_something_lies_on_keeps_no_list_open() {
    let kiosk = Kiosk::start(&with_pin("[kiosk]\nidle_seconds = 3\nwarning_seconds = 1\n"));
    let mark = kiosk.raw_len();
    kiosk.to_list();
    // Thirty times a second, as a keyboard repeats a key; after ten seconds nobody holds it.
    let held = (0..900).take_while(|_| {
        kiosk.send("z");
        !kiosk.comes(PATIENCE / 300, |screen| !screen.contents().contains("End the kiosk"))
    });
    assert!(held.count() < 900, "the list is still open:\n{}", kiosk.text());
    kiosk.wait_for_raw(|raw| contains(&raw[mark..], WIPE), "a wipe");
}

#[test]
fn what_ends_the_staffs_part_is_heard_also_after_a_flood() {
    let kiosk = Kiosk::start(&with_pin(PATIENT));
    kiosk.to_pad();
    let child = kiosk.child();
    let mark = kiosk.raw_len();
    // Whoever listens is slow: what was told of each key would fill the line.
    kiosk.signal(Signal::STOP);
    kiosk.send("zy".repeat(5_000) + ESC);
    let stat = format!("/proc/{}/stat", child.as_raw_nonzero());
    kiosk.until("the end of the staff's part", || {
        fs::read_to_string(&stat).unwrap().contains(") Z ").then_some(())
    });
    kiosk.signal(Signal::CONT);
    kiosk.wait_wiped(mark);
    assert_eq!(kiosk.faults(), [""; 0]);
}

#[test]
fn settings_that_are_read_again_hold_from_the_next_visitor_on_unless_they_are_faulty() {
    let clinic = |name: &str| with_pin(&format!("clinic = \"{name}\"\n{PATIENT}"));
    let kiosk = Kiosk::start(&clinic("Lime Tree House"));
    kiosk.wait_for_text("Lime Tree House");
    kiosk.set("clinic = 7\n");
    kiosk.to_list();
    go(&kiosk, "3", "The settings have a fault, so the old ones stay in use:");
    kiosk.wiped_by(|kiosk| kiosk.send("\r1"));
    kiosk.wait_for_text("Lime Tree House");
    kiosk.to_list();
    kiosk.set(&clinic("Oak Yard"));
    go(&kiosk, "3", "They apply from the next visitor on.");
    kiosk.wiped_by(|kiosk| kiosk.send("\r1"));
    kiosk.wait_for_text("Oak Yard");
}

#[test]
fn totals_and_a_test_page_say_what_there_is() {
    let kiosk = Kiosk::start(&with_pin(PATIENT));
    kiosk.to_list();
    go(&kiosk, "2", "no counters_file is set");
    go(&kiosk, "\r4", "no print_command is set");
    kiosk.wiped_by(|kiosk| kiosk.send("\r1"));
}

/// A printer that tells of each start in the file `starts`, and takes its page when somebody writes to the pipe `ready`.
struct SlowPrinter(TempDir);

impl SlowPrinter {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn settings(&self) -> String {
        let script = "[ -p $0/ready ] || mkfifo $0/ready; echo >>$0/starts; read go <$0/ready; cat >$0/page";
        let command = format!("['/bin/sh', '-c', '{script}', '{}']", self.0.path().display());
        with_pin(&format!("{PATIENT}print_command = {command}\n"))
    }

    fn starts(&self) -> usize {
        fs::read_to_string(self.0.path().join("starts")).map_or(0, |starts| starts.lines().count())
    }

    fn wait_for_starts(&self, kiosk: &Kiosk, starts: usize) {
        kiosk.until("a start of the printer", || (self.starts() == starts).then_some(()));
    }

    fn take_page(&self) {
        fs::write(self.0.path().join("ready"), "go\n").unwrap();
    }

    fn page(&self) -> String {
        fs::read_to_string(self.0.path().join("page")).unwrap()
    }
}

#[test]
fn a_slow_printer_holds_up_no_key_and_prints_one_page_at_a_time() {
    let printer = SlowPrinter::new();
    let kiosk = Kiosk::start(&printer.settings());
    kiosk.to_list();
    go(&kiosk, "4", "Printing.");
    printer.wait_for_starts(&kiosk, 1);
    go(&kiosk, "\r2", "no counters_file is set");
    go(&kiosk, "\r4", "Printing.");
    go(&kiosk, "\r", "End the kiosk");
    printer.take_page();
    kiosk.wait_for_text("The test page was sent to the printer.");
    assert!(printer.page().starts_with("stillpoint "), "{}", printer.page());
    assert_eq!(printer.starts(), 1, "the second page was not begun");
    go(&kiosk, "\r4", "Printing.");
    printer.wait_for_starts(&kiosk, 2);
    printer.take_page();
    kiosk.wait_for_text("The test page was sent to the printer.");
    kiosk.wiped_by(|kiosk| kiosk.send("\r1"));
}

#[test]
fn staff_who_go_back_while_a_page_is_printed_leave_once_the_printer_has_it() {
    let printer = SlowPrinter::new();
    let kiosk = Kiosk::start(&printer.settings());
    kiosk.to_list();
    go(&kiosk, "4", "Printing.");
    printer.wait_for_starts(&kiosk, 1);
    go(&kiosk, "\r", "End the kiosk");
    let mark = kiosk.raw_len();
    go(&kiosk, "1", "Printing.");
    kiosk.send("\r2");
    printer.take_page();
    kiosk.wait_wiped(mark);
    assert!(printer.page().starts_with("stillpoint "), "{}", printer.page());
    assert!(!contains(&kiosk.raw()[mark..], b"counters_file"), "what is typed after leaving means nothing");
    assert_eq!(kiosk.faults(), [""; 0]);
}

#[test]
fn the_system_ends_a_kiosk_that_prints() {
    let printer = SlowPrinter::new();
    let kiosk = Kiosk::start(&printer.settings());
    kiosk.to_list();
    go(&kiosk, "4", "Printing.");
    printer.wait_for_starts(&kiosk, 1);
    kiosk.terminate();
    // So that nothing is left that waits for it.
    printer.take_page();
}
