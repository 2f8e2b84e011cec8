//! The thread that saves: nobody waits for it, the latest state counts, and "saved" is said of what was.

use super::{BEGUN, keys, me, named, recipients};
use crate::support::own::own;
use crate::support::pty::PATIENCE;
use crate::support::sim_disk::{Failing, SimDisk};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use stillpoint::domain::faults::save::{RecordFault, SaveFault};
use stillpoint::domain::record::contents::Record;
use stillpoint::files::records::folder::RecordStore;
use stillpoint::files::records::format;
use stillpoint::shell::records::recorder::{Recorder, SaveOutcome};

fn started(disk: &SimDisk) -> (Recorder, Receiver<SaveOutcome>) {
    let store = RecordStore::of(disk.clone()).unwrap();
    let (sender, receiver) = channel();
    let mut held = store.hold(&named("anna"), me()).unwrap();
    held.read().unwrap();
    let recorder = Recorder::start(held, recipients(), move |outcome| drop(sender.send(outcome))).unwrap();
    (recorder, receiver)
}

fn saying(words: &str) -> Record {
    let mut record = Record::new("Anna", &own(), "en", BEGUN);
    let mut state = record.round.state.clone();
    state.own.words = words.into();
    record.apply(state, BEGUN);
    record
}

fn next(outcomes: &Receiver<SaveOutcome>) -> SaveOutcome {
    outcomes.recv_timeout(PATIENCE).expect("an outcome")
}

fn saved(outcome: &SaveOutcome) -> Option<u64> {
    if let SaveOutcome::Saved { generation, .. } = outcome { Some(*generation) } else { None }
}

/// The words of the record that lies on the disk.
fn lying(disk: &SimDisk) -> String {
    let store = RecordStore::of(disk.clone()).unwrap();
    let sealed = store.hold(&named("anna"), me()).unwrap().read().unwrap().unwrap();
    let plain = keys().open(&sealed).unwrap();
    format::parse(str::from_utf8(&plain).unwrap()).unwrap().round.state.own.words
}

#[test]
fn each_state_is_saved_and_said_to_be() {
    let disk = SimDisk::default();
    let (recorder, outcomes) = started(&disk);
    for generation in 1..=3 {
        recorder.save(generation, saying(&format!("state {generation}")));
        assert_eq!(saved(&next(&outcomes)), Some(generation));
    }
    assert!(recorder.finish(PATIENCE));
    assert_eq!(lying(&disk), "state 3");
    assert_eq!(disk.names(), ["anna.age"], "the lock is given back");
}

#[test]
fn on_a_disk_that_hangs_nobody_waits_and_the_latest_state_counts() {
    let disk = SimDisk::default();
    let (recorder, outcomes) = started(&disk);
    disk.stick(true);
    // The first is being written, and hangs; of the others only the last one counts. None of these calls waits.
    for generation in 1..=500 {
        recorder.save(generation, saying(&format!("state {generation}")));
    }
    disk.stick(false);
    let mut said = Vec::new();
    while said.last() != Some(&500) {
        said.extend(saved(&next(&outcomes)));
    }
    assert!(said.len() <= 2, "{said:?}");
    assert!(recorder.finish(PATIENCE));
    assert_eq!(lying(&disk), "state 500");
}

#[test]
fn at_the_end_what_waits_is_written_and_a_disk_that_hangs_is_not_waited_for_long() {
    let disk = SimDisk::default();
    let (recorder, _outcomes) = started(&disk);
    recorder.save(1, saying("last words"));
    assert!(recorder.finish(PATIENCE));
    assert_eq!(lying(&disk), "last words");
    let (recorder, outcomes) = started(&disk);
    disk.stick(true);
    recorder.save(2, saying("too late"));
    assert!(!recorder.finish(Duration::from_millis(1)));
    // The thread is left to itself; when the disk goes on, so does it.
    disk.stick(false);
    assert_eq!(saved(&next(&outcomes)), Some(2));
}

#[test]
fn what_is_not_saved_is_said_with_its_reason_and_can_be_asked_for_again() {
    let disk = SimDisk::default();
    let (recorder, outcomes) = started(&disk);
    recorder.save(1, saying("old"));
    assert_eq!(saved(&next(&outcomes)), Some(1));
    disk.fail(Failing { step: 1, error: 28, done: false });
    recorder.save(2, saying("new"));
    let fault = RecordFault::Disk(SaveFault::DiskFull);
    assert_eq!(next(&outcomes), SaveOutcome::NotSaved { generation: 2, fault });
    recorder.save(3, saying("new"));
    assert_eq!(saved(&next(&outcomes)), Some(3));
    assert!(recorder.finish(PATIENCE));
    assert_eq!(lying(&disk), "new");
}

#[test]
fn a_record_that_could_not_be_written_at_the_end_is_not_called_saved() {
    let disk = SimDisk::default();
    let (recorder, outcomes) = started(&disk);
    disk.fail(Failing { step: 0, error: 30, done: false });
    recorder.save(1, saying("lost"));
    assert!(!recorder.finish(PATIENCE));
    let fault = RecordFault::Disk(SaveFault::ReadOnly);
    assert_eq!(next(&outcomes), SaveOutcome::NotSaved { generation: 1, fault });
}

#[test]
fn no_outcome_prints_what_is_in_a_record() {
    let disk = SimDisk::default();
    let (recorder, outcomes) = started(&disk);
    recorder.save(1, saying("planted"));
    let printed = format!("{:?} {recorder:?}", next(&outcomes));
    assert!(!printed.contains("planted"), "{printed}");
}
