//! Whoever means harm: whatever is typed, nothing ends but their own session, and nothing of them is left.

use super::kiosk::*;
use crate::support::random::Random;
use rustix::process::{Pid, Signal};
use std::collections::BTreeSet;
use std::fs;
use std::time::Duration;

/// How long a person waits before they strike again.
const PAUSE: Duration = Duration::from_millis(400);

/// Parameters of control sequences that no terminal sends.
const ODD: [&str; 16] = [
    "",
    "0",
    ";",
    ";;;;;;;;;;;;;;;;;;",
    "99999999999999999999",
    "-1",
    "?1",
    ">0",
    "<0;0;0",
    "<0;99999;99999",
    "<64;65536;1",
    "1:2:3",
    "1114112;5",
    "55296",
    "97;1;1114112:55296",
    "1;65536",
];

/// Returns one more thing that nobody should type.
fn odd(random: &mut Random) -> Vec<u8> {
    let last = u8::try_from(0x40 + random.next(0x3f)).unwrap();
    match random.next(10) {
        0 => vec![random.byte()],
        1 => vec![0x1b, random.byte()],
        2 => [b"\x1b[M", &random.bytes(3)[..]].concat(),
        3 => [b"\x1b]52;c;", &random.bytes(9)[..], b"\x07"].concat(),
        4 => [b"\x1b[200~", &random.bytes(60)[..], b"\x1b[201~"].concat(),
        5 => [b"\x1b[200~", &random.bytes(60)[..]].concat(),
        _ => [b"\x1b[", ODD[random.next(ODD.len())].as_bytes(), &[last]].concat(),
    }
}

/// Ends a session from wherever it is, as a person would who strikes keys until something happens, and waits until all
/// that was typed was heard.
fn end_from_anywhere(kiosk: &Kiosk, mark: usize) {
    let ended = (0..60).any(|_| {
        if kiosk.comes(PAUSE, is_waiting) {
            return is_quiet(kiosk);
        }
        kiosk.send(format!("\x1b\\\x1b[201~{ESC}{DONE}"));
        false
    });
    assert!(ended, "no key works any more:\n{}", kiosk.text());
    kiosk.wait_wiped(mark);
}

/// Says whether nothing more comes of what was typed. A screen that waits and does not change is not enough: on a busy
/// machine a session may still have to handle the end of a flood, and whatever is typed before it is cleared for that is
/// forgotten with it.
fn is_quiet(kiosk: &Kiosk) -> bool {
    kiosk.rests(PAUSE) && is_waiting(&kiosk.screen())
}

#[test]
fn hundreds_of_odd_sequences_on_every_screen_end_nothing_and_freeze_nothing() {
    let mut random = Random(0x5717_7001);
    let kiosk = Kiosk::start(&with_pin(PATIENT));
    let ways: [fn(&Kiosk); 8] = [
        |_| {},
        Kiosk::to_item,
        |kiosk| {
            kiosk.to_item();
            go(kiosk, MORE, "Keys for this screen");
        },
        Kiosk::to_words,
        Kiosk::to_pad,
        |kiosk| {
            kiosk.to_item();
            go(kiosk, HIDE, "come back");
        },
        |kiosk| {
            kiosk.to_bring();
            go(kiosk, "ll\r", "Show the code");
        },
        |kiosk| {
            kiosk.to_item();
            go(kiosk, "?", "Keys for this screen");
        },
    ];
    for way in ways {
        way(&kiosk);
        let mark = kiosk.raw_len();
        for _ in 0..60 {
            kiosk.send(odd(&mut random));
        }
        kiosk.send(DONE);
        end_from_anywhere(&kiosk, mark);
    }
    assert_eq!(kiosk.faults(), [""; 0]);
    assert!(!contains(&kiosk.raw(), b"\x1b[?1049l") && !contains(&kiosk.raw(), b"\x1b]"));
    assert!(!kiosk.journal().contains(PLANTED));
    kiosk.terminate();
}

#[test]
fn floods_end_nothing_also_while_a_session_starts() {
    let mut random = Random(0x5717_7002);
    let kiosk = Kiosk::start(PATIENT);
    let floods = [
        random.bytes(1 << 16),
        [b"\x1b[200~", "paste ".repeat(17_000).as_bytes()].concat(),
        b"x\x1b[20~".repeat(999),
    ];
    for flood in floods {
        kiosk.to_words();
        let mark = kiosk.raw_len();
        // It ends, the next one starts, and all the while it rains.
        kiosk.send(format!("{ESC}{DONE}"));
        kiosk.send(&flood);
        end_from_anywhere(&kiosk, mark);
    }
    assert_eq!(kiosk.faults(), [""; 0]);
    kiosk.to_item();
}

#[test]
fn whoever_is_done_is_out_of_sight_before_anything_typed_before_that_is_handled() {
    let kiosk = Kiosk::start(PATIENT);
    kiosk.to_item();
    let mark = kiosk.raw_len();
    // All of it is there to be read at once.
    kiosk.signal_child(Signal::STOP);
    kiosk.send(format!("{}{DONE}", "1".repeat(900)));
    kiosk.signal_child(Signal::CONT);
    kiosk.wait_wiped(mark);
    let raw = kiosk.raw();
    let first = |text: &[u8]| raw[mark..].windows(text.len()).position(|bytes| bytes == text);
    let (hidden, wiped) = (first(b"come back").unwrap(), first(WIPE).unwrap());
    assert!(hidden < wiped, "it was cleared before it was hidden");
    kiosk.to_item();
}

fn proc(pid: Pid, file: &str) -> String {
    fs::read_to_string(format!("/proc/{}/{file}", pid.as_raw_nonzero())).unwrap()
}

#[test]
fn neither_process_can_be_dumped_and_a_session_knows_nothing_of_the_system() {
    let kiosk = Kiosk::start(&with_pin(PATIENT));
    kiosk.to_words();
    let (kept, visitor) = (Pid::from_raw(kiosk.pid()).unwrap(), kiosk.child());
    for pid in [kept, visitor] {
        let limits = proc(pid, "limits");
        let core: Vec<&str> =
            limits.lines().find(|line| line.starts_with("Max core")).unwrap().split_whitespace().collect();
        assert_eq!(core[4..6], ["0", "0"]);
        for file in ["environ", "cmdline"] {
            assert!(!proc(pid, file).contains(PLANTED), "{file}");
        }
    }
    let names: BTreeSet<String> = proc(visitor, "environ")
        .split_terminator('\0')
        .map(|line| line.split('=').next().unwrap().to_owned())
        .collect();
    assert_eq!(names.iter().map(String::as_str).collect::<Vec<_>>(), ["LANG", "TERM"]);
    assert_eq!(proc(visitor, "cmdline"), "stillpoint\0kiosk\0--child\0visitor\0");
}

#[test]
fn one_visitor_after_another_leaves_no_process_no_file_and_no_thread() {
    let kiosk = Kiosk::start(PATIENT);
    let kept = Pid::from_raw(kiosk.pid()).unwrap();
    let open = || {
        // What handed over to the session may be on its way out.
        kiosk.until("all threads but those of the session that waits", || {
            (proc(kept, "status").contains("Threads:\t2")).then_some(())
        });
        assert_eq!(kiosk.children().len(), 1, "no zombie");
        fs::read_dir(format!("/proc/{}/fd", kept.as_raw_nonzero())).unwrap().count()
    };
    let before = open();
    for _ in 0..20 {
        kiosk.to_item();
        kiosk.wiped_by(|kiosk| kiosk.send(DONE));
    }
    assert_eq!(open(), before);
}
