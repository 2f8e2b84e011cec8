//! The power is cut after every single step of a long session: what can be opened then is the old or the new state.

use super::{keys, me, named, recipients, walkthrough};
use crate::support::sim_disk::{Failing, SimDisk};
use std::collections::HashMap;
use stillpoint::domain::faults::save::{RecordFault, SaveFault};
use stillpoint::files::disk::Folder;
use stillpoint::files::records::folder::RecordStore;
use stillpoint::files::records::format;
use stillpoint::files::records::lock::LockedRecord;

/// In how many ways each cut is tried: which of what was not synced is there.
const WAYS: u64 = 50;

fn hold(disk: &SimDisk) -> LockedRecord<SimDisk> {
    let store = RecordStore::of(disk.clone()).unwrap();
    store.hold(&named("anna"), me()).unwrap()
}

/// Every state of a long session, sealed.
fn sealed() -> Vec<Vec<u8>> {
    let recipients = recipients();
    walkthrough().iter().map(|record| recipients.seal(format::write(record).as_bytes()).unwrap()).collect()
}

/// Opens what lies on a disk, and says which state it is; the same bytes are opened once.
struct Opener {
    keys: stillpoint::files::records::encryption::Keys,
    states: Vec<stillpoint::domain::record::contents::Record>,
    known: HashMap<Vec<u8>, usize>,
}

impl Opener {
    fn new() -> Self {
        Self { keys: keys(), states: walkthrough(), known: HashMap::new() }
    }

    /// Returns how many states there were with the one that is there; 0 if there is none.
    fn state(&mut self, held: &mut LockedRecord<SimDisk>) -> usize {
        let Some(sealed) = held.read().unwrap() else { return 0 };
        let (keys, states) = (&self.keys, &self.states);
        *self.known.entry(sealed).or_insert_with_key(|sealed| {
            let plain = keys.open(sealed).unwrap_or_else(|fault| panic!("{fault}"));
            let record = format::parse(str::from_utf8(&plain).unwrap()).unwrap();
            states.iter().position(|state| *state == record).expect("a state of the session") + 1
        })
    }
}

#[test]
fn ten_thousand_power_cuts_leave_the_old_or_the_new_state() {
    let (disk, sealed) = (SimDisk::default(), sealed());
    {
        let mut held = hold(&disk);
        for (number, state) in sealed.iter().enumerate() {
            disk.note(2 * number);
            held.write(state).unwrap();
            disk.note(2 * number + 1);
        }
    }
    let mut opener = Opener::new();
    let (mut cuts, mut old, mut new) = (0, 0, 0);
    for step in 0..disk.steps() {
        for way in 0..WAYS {
            let (left, note) = disk.cut(step, way);
            // An even note: this many states are written, and one may be. An odd one: nothing is under way.
            let written = note.div_ceil(2);
            let mut held = hold(&left);
            let found = opener.state(&mut held);
            let may_be_new = note.is_multiple_of(2) && found == written + 1;
            assert!(found == written || may_be_new, "step {step}, way {way}: {found} of {written}");
            (old, new) = (old + usize::from(found == written), new + usize::from(may_be_new));
            // And it is gone on with: what the cut left over is in nobody's way.
            held.write(sealed.last().unwrap()).unwrap();
            assert_eq!(opener.state(&mut held), sealed.len());
            drop(held);
            let names = left.names();
            assert_eq!(names, ["anna.age"], "step {step}, way {way}");
            cuts += 1;
        }
    }
    println!("{cuts} cuts after {} steps: {old} times the old state, {new} times the new one", disk.steps());
    assert!(cuts >= 10_000 && old > 1000 && new > 1000, "{cuts} {old} {new}");
}

#[test]
fn a_cut_while_a_record_is_removed_leaves_it_whole_or_nothing() {
    let (disk, sealed) = (SimDisk::default(), sealed());
    let mut held = hold(&disk);
    let last = sealed.last().unwrap();
    held.write(last).unwrap();
    let before = disk.steps();
    disk.note(1);
    assert!(held.remove().unwrap());
    assert_eq!(disk.names(), [""; 0]);
    let mut opener = Opener::new();
    let mut gone = 0;
    for step in before..disk.steps() {
        for way in 0..400 {
            let (left, _) = disk.cut(step, way);
            let mut held = hold(&left);
            let found = opener.state(&mut held);
            assert!(found == 0 || found == sealed.len(), "step {step}, way {way}");
            gone += usize::from(found == 0);
            // Asked for again, nothing is left of it under any name.
            held.remove().unwrap();
            assert_eq!(left.names(), [""; 0], "step {step}, way {way}");
        }
    }
    assert!(gone > 100, "{gone}");
}

#[test]
fn a_cut_while_a_record_is_written_anew_leaves_it_as_it_was_or_whole_for_the_new_recipients() {
    let (disk, sealed) = (SimDisk::default(), sealed());
    let mut held = hold(&disk);
    held.write(sealed.last().unwrap()).unwrap();
    held.read().unwrap();
    let plain = keys().open(sealed.last().unwrap()).unwrap();
    let before = disk.steps();
    let opens = |bytes: &[u8]| keys().open(bytes).is_ok();
    held.rewrite(&recipients(), &plain, stillpoint::domain::timestamp::Timestamp(7), opens).unwrap();
    drop(held);
    let mut opener = Opener::new();
    for step in before..disk.steps() {
        for way in 0..WAYS {
            let (left, _) = disk.cut(step, way);
            assert_eq!(opener.state(&mut hold(&left)), sealed.len(), "step {step}, way {way}");
        }
    }
    // What cannot be opened again takes nobody's place.
    let mut held = hold(&disk);
    let old = held.read().unwrap();
    let refused = held.rewrite(&recipients(), &plain, stillpoint::domain::timestamp::Timestamp(7), |_| false);
    assert_eq!(refused, Err(RecordFault::NotSealed));
    assert_eq!(held.read().unwrap(), old);
    drop(held);
    assert_eq!(disk.names(), ["anna.age"]);
}

#[test]
fn whichever_step_fails_it_is_said_and_the_next_try_succeeds() {
    let sealed = sealed();
    let mut opener = Opener::new();
    let (full, read_only, broken) = (28, 30, 5);
    for (error, expected) in [
        (full, SaveFault::DiskFull),
        (read_only, SaveFault::ReadOnly),
        (broken, SaveFault::Other("Input/output error (os error 5)".into())),
    ] {
        for (step, done) in (0..6).flat_map(|step| [(step, false), (step, true)]) {
            let disk = SimDisk::default();
            let mut held = hold(&disk);
            held.write(&sealed[0]).unwrap();
            disk.fail(Failing { step, error, done });
            let said = held.write(&sealed[1]);
            if !disk.has_failed() {
                assert!(step >= 5 && said.is_ok());
                continue;
            }
            // The last step is the folder's: the new state is there then, and may not stay.
            let unconfirmed = step == 4;
            let expected = if unconfirmed { SaveFault::Unconfirmed } else { expected.clone() };
            assert_eq!(said, Err(RecordFault::Disk(expected)), "step {step}");
            let found = opener.state(&mut held);
            let renamed = unconfirmed || (step == 3 && done);
            assert_eq!(found, if renamed { 2 } else { 1 }, "step {step} {done}");
            held.write(&sealed[2]).unwrap();
            assert_eq!(opener.state(&mut held), 3);
            drop(held);
            assert_eq!(disk.names(), ["anna.age"], "step {step} {done}");
        }
    }
}

#[test]
fn a_walkthrough_goes_on_after_a_save_of_which_only_the_answer_was_lost() {
    let (sealed, mut opener) = (sealed(), Opener::new());
    for step in 0..5 {
        // As on a disk of a network: the step is done, and the answer says that it failed.
        let disk = SimDisk::default();
        let mut held = hold(&disk);
        held.write(&sealed[0]).unwrap();
        disk.fail(Failing { step, error: 5, done: true });
        assert!(held.write(&sealed[1]).is_err(), "step {step}");
        // Nobody looks at the record meanwhile. Whichever state is there, it is ours: the next save is not refused as if
        // somebody else had changed it.
        assert_eq!(held.write(&sealed[2]), Ok(()), "step {step}");
        assert_eq!(opener.state(&mut held), 3, "step {step}");
    }
}

#[test]
fn what_somebody_else_wrote_after_a_save_that_failed_is_not_replaced() {
    let (disk, sealed) = (SimDisk::default(), sealed());
    let mut held = hold(&disk);
    held.write(&sealed[0]).unwrap();
    disk.fail(Failing { step: 3, error: 5, done: true });
    assert!(held.write(&sealed[1]).is_err());
    let mut file = disk.overwrite("anna.age").unwrap();
    disk.write(&mut file, b"from somebody who asks for no lock").unwrap();
    assert_eq!(held.write(&sealed[2]), Err(RecordFault::Changed));
}
