//! The record is written after every change and after consent; "saved" is said only when it is so.

use crate::support::pair::Pair;
use std::time::Duration;
use stillpoint::app::state::message::{Effect, Message};
use stillpoint::domain::faults::save::{RecordFault, SaveFault};
use stillpoint::domain::record::contents::Changed;

const SOON: Duration = Duration::from_millis(1999);

#[test]
fn nothing_is_written_without_consent_and_what_was_said_is_kept_with_it() {
    let mut pair = Pair::at(80, 24);
    pair.press("Enter 2").sees("1 of 5").press("1 2 3 f").wait(SOON);
    assert!(pair.written.is_empty());
    let mut pair = Pair::at(80, 24);
    pair.press("Enter").sees("If you agree, I will keep a record").press("1");
    let consent = pair.written.last().unwrap().round.consents.last().unwrap();
    assert!(consent.wording.contains("It is kept encrypted in /srv/records"), "{}", consent.wording);
    assert_eq!(consent.language, "en");
}

#[test]
fn each_change_is_written_at_once_and_typing_within_two_seconds() {
    let mut pair = Pair::begun(120, 40);
    for key in ["1", "f", "2", "u"] {
        let before = pair.written.len();
        pair.press(key);
        assert!(pair.written.len() > before, "{key} was not written");
        pair.sees("saved 14:02");
    }
    pair.press("Tab").write("since the move").sees("saving").sees_no("saved");
    pair.wait(SOON).sees("saved 14:02");
    let record = pair.written.last().unwrap();
    assert!(record.round.state.notes.values().any(|note| note == "since the move"));
    let notes = record.round.history.iter().filter(|change| matches!(change.what, Changed::Note(_))).count();
    assert_eq!(notes, 1, "typing is one entry");
}

#[test]
fn hiding_and_leaving_write_what_was_typed_at_once() {
    let mut pair = Pair::begun(120, 40);
    pair.press("Tab").write("half a word").press("C-c");
    assert!(pair.written.last().unwrap().round.state.notes.values().any(|note| note == "half a word"));
    pair.press("Enter").write(", and more").press("Esc q 2");
    assert!(
        pair.written.last().unwrap().round.state.notes.values().any(|note| note == "half a word, and more")
    );
}

#[test]
fn a_full_disk_is_said_at_once_on_every_screen_and_tried_again() {
    let mut pair = Pair::begun(80, 24);
    pair.disk = Err(RecordFault::Disk(SaveFault::DiskFull));
    pair.press("1").sees("Not saved: the disk is full").sees_no("saved 14:02");
    for key in ["Tab", "a", "Esc", "v", "2", "C-t 2", "c", "Esc"] {
        pair.press(key).sees("Not saved: the disk is full").sees_no("saved 14:02");
    }
    for key in ["", "C-c", "Enter"] {
        let before = pair.press(key).written.len();
        pair.wait(Duration::from_secs(11));
        assert_eq!(pair.written.len() - before, 2, "it is tried every few seconds, hidden or not");
    }
    pair.disk = Ok(());
    pair.wait(Duration::from_secs(6)).sees("saved 14:02").sees_no("Not saved");
}

#[test]
fn a_disk_that_hangs_is_not_said_to_be_saving_for_ever() {
    let mut pair = Pair::begun(80, 24);
    pair.hangs = true;
    pair.press("1")
        .sees("saving")
        .wait(Duration::from_secs(9))
        .press("2")
        .sees("saving")
        .sees_no("Not saved");
    pair.wait(Duration::from_secs(2)).sees("Not saved: the disk did not confirm it");
    let Some(Effect::Record { generation }) = pair.asked.last().cloned() else {
        panic!("nothing is written")
    };
    // It comes back: with what was written first, and then with the rest.
    pair.apply(Message::Recorded { generation: generation - 1, outcome: Ok(()) }).sees("saving");
    pair.apply(Message::Recorded { generation, outcome: Ok(()) }).sees("saved 14:02");
}

#[test]
fn the_time_since_the_last_change_is_kept_when_it_pauses_and_when_it_ends() {
    for keys in ["q 2", "z", "C-c", "C-z"] {
        let mut pair = Pair::begun(80, 24);
        pair.press("1").wait(Duration::from_secs(70)).press(keys);
        let writes = pair.written.len();
        assert!(pair.written.last().unwrap().round.state.session_seconds >= 70, "{keys}");
        pair.wait(Duration::from_secs(60));
        assert_eq!(pair.written.len(), writes, "time that stands still is not written again");
    }
}

#[test]
fn why_a_record_is_not_saved_and_what_to_do_is_said_in_full_on_the_counselors_side() {
    let how = "Move that file to another folder";
    for key in ["Tab", "a", "c", "y", "e"] {
        let failing = |fault: RecordFault| {
            let mut pair = Pair::begun(80, 24);
            pair.disk = Err(fault);
            pair.press("1").press(key).sees("saving is tried again every few seconds");
            pair
        };
        failing(RecordFault::Disk(SaveFault::DiskFull)).sees_no(how);
        failing(RecordFault::Disk(SaveFault::IsFolder)).sees(how);
        failing(RecordFault::Changed).sees(how);
    }
}

#[test]
fn a_session_of_ten_minutes_writes_nothing_while_nobody_does_anything() {
    let mut pair = Pair::begun(80, 24);
    pair.press("1").wait(SOON);
    let before = pair.written.len();
    pair.wait(Duration::from_secs(600));
    assert_eq!(pair.written.len(), before);
}
