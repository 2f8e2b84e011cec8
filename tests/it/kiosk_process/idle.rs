//! Whoever goes away is asked for, and cleared away; whoever is there says so by any key.

use super::kiosk::*;
use std::time::Duration;

/// How often a machine says something that no person did.
const NOW_AND_THEN: Duration = Duration::from_millis(200);

fn is_asked(screen: &vt100::Screen) -> bool {
    screen.contents().contains("Are you still there?")
}

#[test]
fn whoever_is_there_ends_the_question_as_often_as_they_like_and_does_nothing_else() {
    let elsewhere = Kiosk::start(PATIENT);
    elsewhere.to_item();
    let before = settled(&elsewhere);
    let kiosk = Kiosk::start(ASKING);
    kiosk.leave_at_item();
    // Each would answer, go, hide or end everything if it were not the answer to this question.
    for answer in ["2", DONE, HIDE, "\x1b[<0;7;8M", "\x1b[200~a paste\x1b[201~"] {
        println!("{answer:?}");
        kiosk.wait_for(is_asked, "the question");
        kiosk.send(answer);
        kiosk.wait_for(|screen| same(screen, &before), "the item as it was");
    }
}

#[test]
fn it_counts_down_and_what_is_under_it_is_not_in_sight() {
    let kiosk = Kiosk::start(ASKING);
    kiosk.to_question();
    let first = settled(&kiosk);
    assert!(!first.contents().contains("Crowded rooms"), "{}", first.contents());
    for _ in 0..2 {
        let before = settled(&kiosk).contents();
        kiosk.wait_for(|screen| is_asked(screen) && screen.contents() != before, "another number");
    }
}

#[test]
fn whoever_has_gone_is_cleared_away_and_nobody_is_asked_where_nobody_came() {
    let kiosk = Kiosk::start(HASTY);
    let waiting = settled(&kiosk);
    for _ in 0..3 {
        kiosk.wiped_by(Kiosk::leave_at_item);
        kiosk.wait_for(|screen| same(screen, &waiting), "the screen that waits, as it was");
    }
    assert_eq!(kiosk.faults(), [""; 0]);
    let mark = kiosk.raw_len();
    assert!(
        !kiosk.comes(NOW_AND_THEN * 15, |screen| !is_waiting(screen)),
        "it waits, as long as nobody comes"
    );
    assert_eq!(kiosk.raw_len(), mark, "and writes nothing");
}

/// What machines and terminals say by themselves.
const NOISE: [&str; 10] = [
    "\x1b[I",
    "\x1b[O",
    "\x1b[<35;3;3M",
    "\x1b[<32;9;9M",
    "\x1b[<0;3;3m",
    "\x1b[?62c",
    "\x1b[3;3R",
    "\x1b]11;rgb:0000/0000/0000\x1b\\",
    "\x1bP1$r0m\x1b\\",
    "\x1b[?1;2$y",
];

#[test]
fn what_no_person_does_keeps_nobody_there() {
    let sessions: Vec<_> = NOISE.iter().map(|noise| (noise, Kiosk::start(HASTY))).collect();
    for (_, kiosk) in &sessions {
        kiosk.leave_at_item();
    }
    let last = &sessions[0].1;
    for turn in 0..100 {
        for (noise, kiosk) in sessions.iter().filter(|(_, kiosk)| !is_waiting(&kiosk.screen())) {
            kiosk.send(noise);
            kiosk.resize(80 + turn % 2, 24);
        }
        last.comes(NOW_AND_THEN, |_| false);
        if sessions.iter().all(|(_, kiosk)| is_waiting(&kiosk.screen())) {
            break;
        }
    }
    for (noise, kiosk) in &sessions {
        assert!(is_waiting(&kiosk.screen()), "kept awake by {noise:?}:\n{}", kiosk.text());
        assert_eq!(kiosk.faults(), [""; 0], "{noise:?}");
    }
}

/// What can be typed by half.
const HALVES: [&[u8]; 10] = [
    b"\x1b[",
    b"\x1b[1;",
    b"\x1bO",
    b"\x1b[200~",
    b"\x1b[200~half a paste",
    b"\xe2\x82",
    b"\x1b]0;title",
    b"\x1bP+q",
    b"\x1b[<0;1",
    b"\x1b[M !",
];

#[test]
fn nothing_that_is_typed_by_half_holds_up_the_wipe_or_the_next_visitor() {
    let kiosks: Vec<_> = HALVES.iter().map(|half| (half, Kiosk::start(HASTY))).collect();
    for (half, kiosk) in &kiosks {
        kiosk.leave_at_item();
        kiosk.send(half);
    }
    for (half, kiosk) in &kiosks {
        kiosk.wait_wiped(0);
        println!("{half:?}");
        // Half a thing of the one is not the beginning of the next one's.
        go(kiosk, "x", "1 of 4");
        assert_eq!(kiosk.faults(), [""; 0]);
    }
}
