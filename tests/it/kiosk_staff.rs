//! What the staff of a clinic do with a kiosk before it stands in the waiting room, with the real program.

use crate::support::pty::Pty;
use rustix::process::Signal;
use std::fs;
use std::path::Path;
use std::process::Command;

const PROGRAM: &str = env!("CARGO_BIN_EXE_stillpoint");

/// What stands before the first and the second place where a PIN is typed.
const FIRST: &str = "New PIN";
const AGAIN: &str = "once more";

fn set_pin() -> Pty {
    Pty::spawn(Path::new(PROGRAM), &["kiosk", "--set-pin"], &[], (100, 30))
}

/// Types PINs, each when it is asked for, and returns the status and everything that was drawn.
fn typed(pins: &[&str]) -> (Option<i32>, String) {
    let pty = set_pin();
    for (prompt, pin) in [FIRST, AGAIN].iter().zip(pins) {
        pty.wait_for_text(prompt);
        pty.send(format!("{pin}\r"));
    }
    let status = pty.wait_exit().code();
    assert_eq!(pty.termios(), pty.termios_at_start());
    (status, String::from_utf8(pty.raw()).unwrap())
}

#[test]
fn a_pin_typed_twice_becomes_a_hash_that_the_settings_take() {
    let line = format!("'{PROGRAM}' kiosk --set-pin > hash.txt");
    let pty = Pty::spawn(Path::new("/bin/sh"), &["-c", &line], &[], (100, 30));
    for prompt in [FIRST, AGAIN] {
        pty.wait_for_text(prompt);
        pty.send("83914\r");
    }
    assert!(pty.wait_exit().success());
    let said = String::from_utf8(pty.raw()).unwrap();
    assert!(said.contains("pin_hash") && said.contains("stillpoint check"), "{said}");
    let hash = fs::read_to_string(pty.home().join("hash.txt")).unwrap();
    let hash = hash.strip_suffix('\n').expect("one line");
    assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$") && !hash.contains('\n'), "{hash}");
    assert!(!said.contains("83914") && !said.contains(hash), "{said}");
    fs::write(pty.home().join("site.toml"), format!("[kiosk]\npin_hash = \"{hash}\"\n")).unwrap();
    let checked = Command::new(PROGRAM)
        .args(["check", "--strict", "site.toml"])
        .current_dir(pty.home())
        .env_clear()
        .output()
        .unwrap();
    assert!(checked.status.success(), "{checked:?}");
}

#[test]
fn not_even_the_length_of_a_pin_can_be_seen() {
    let (status, short) = typed(&["8391", "8392"]);
    assert_eq!(status, Some(1));
    assert!(short.contains("not the same"), "{short}");
    let (_, long) = typed(&["839147265018", "83914726501"]);
    assert_eq!(short, long);
}

#[test]
fn a_pin_that_cannot_be_used_is_refused_before_it_is_asked_for_again() {
    for (pin, said) in [
        ("", "4 to 12 digits"),
        ("839", "4 to 12 digits"),
        ("8391472650183", "4 to 12 digits"),
        ("8391x", "4 to 12 digits"),
        ("1234", "tries first"),
        ("7777", "tries first"),
        ("9876", "tries first"),
    ] {
        let (status, raw) = typed(&[pin]);
        assert_eq!(status, Some(1), "{pin}");
        assert!(raw.contains(said) && !raw.contains(AGAIN) && !raw.contains("$argon2"), "{pin}\n{raw}");
        assert!(pin.is_empty() || !raw.contains(pin), "{raw}");
    }
}

#[test]
fn whatever_ends_the_asking_for_a_pin_nothing_is_made_and_the_terminal_is_as_it_was() {
    for (signal, status) in [(Signal::TERM, 143), (Signal::INT, 130), (Signal::HUP, 129)] {
        let pty = set_pin();
        pty.wait_for_text(FIRST);
        pty.send("83914\r");
        pty.wait_for_text(AGAIN);
        pty.send("839");
        pty.signal(signal);
        assert_eq!(pty.wait_exit().code(), Some(status));
        assert_eq!(pty.termios(), pty.termios_at_start());
        assert!(!String::from_utf8(pty.raw()).unwrap().contains("$argon2"));
    }
}

#[test]
fn without_a_terminal_no_pin_is_read_from_anywhere() {
    // In a session of its own the program has no terminal, wherever the tests are run.
    let line = format!("echo 83914 | setsid --wait '{PROGRAM}' kiosk --set-pin");
    let ended = Command::new("sh").args(["-c", &line]).output().unwrap();
    assert_eq!(ended.status.code(), Some(1));
    let err = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(err, "There is no terminal to ask for the PIN.\nRun this in a terminal window.\n");
    assert!(ended.stdout.is_empty());
}

#[test]
fn set_pin_is_asked_for_alone() {
    let ended = Command::new(PROGRAM).args(["kiosk", "--set-pin", "--theme", "light"]).output().unwrap();
    assert_eq!(ended.status.code(), Some(2));
}
