//! A real folder: who may look into it, who has a record open, and what happens when the ground is pulled away.

use super::{BEGUN, keys, me, named, recipients, walkthrough};
use crate::support::own::own;
use std::fs::{self, File, FileTimes, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, UNIX_EPOCH};
use stillpoint::domain::faults::save::{Holder, RecordFault, SaveFault};
use stillpoint::domain::timestamp::Timestamp;
use stillpoint::files::records::folder::RecordStore;
use stillpoint::files::records::format;
use stillpoint::files::records::lock::LockedRecord;

/// A folder of records below one that is removed at the end.
struct Place {
    above: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        Self { above: tempfile::tempdir().unwrap() }
    }

    fn folder(&self) -> PathBuf {
        self.above.path().join("records")
    }

    fn store(&self) -> RecordStore {
        RecordStore::open_or_make(&self.folder()).unwrap()
    }

    fn hold(&self, name: &str) -> Result<LockedRecord, RecordFault> {
        self.store().hold(&named(name), me())
    }

    fn names(&self) -> Vec<String> {
        let names = fs::read_dir(self.folder()).unwrap();
        let mut names: Vec<String> =
            names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().mode() & 0o7777
}

#[test]
fn whatever_the_umask_files_are_0600_in_a_folder_that_is_0700() {
    for umask in [0o000, 0o077, 0o022] {
        let place = Place::new();
        // For this moment it is that of the whole process; no other test depends on it.
        let before = rustix::process::umask(rustix::fs::Mode::from_raw_mode(umask));
        let mut held = place.hold("anna").unwrap();
        held.run().unwrap();
        held.write(b"sealed").unwrap();
        rustix::process::umask(before);
        assert_eq!(mode(&place.folder()), 0o700, "{umask:o}");
        assert_eq!(place.names(), [".anna.lock", "anna.age"]);
        for name in place.names() {
            assert_eq!(mode(&place.folder().join(&name)), 0o600, "{name} {umask:o}");
        }
    }
}

#[test]
fn a_folder_that_others_may_look_into_is_refused() {
    let place = Place::new();
    fs::create_dir(place.folder()).unwrap();
    for mode in [0o755, 0o750, 0o701, 0o770] {
        fs::set_permissions(place.folder(), Permissions::from_mode(mode)).unwrap();
        let refused = RecordStore::open_or_make(&place.folder());
        assert_eq!(refused.unwrap_err(), RecordFault::OpenToOthers, "{mode:o}");
    }
    fs::set_permissions(place.folder(), Permissions::from_mode(0o700)).unwrap();
    assert!(RecordStore::open_or_make(&place.folder()).is_ok());
    let nowhere = place.folder().join("a/b");
    let refused = RecordStore::open_or_make(&nowhere);
    assert_eq!(refused.unwrap_err(), RecordFault::Disk(SaveFault::NoFolder));
    fs::write(place.folder().join("file"), "").unwrap();
    assert!(RecordStore::open_or_make(&place.folder().join("file")).is_err());
}

#[test]
fn the_second_who_opens_a_record_is_told_who_has_it() {
    let place = Place::new();
    let held = place.hold("Anna").unwrap();
    let holder = Holder { pid: 7, host: "here".into(), since: BEGUN };
    assert_eq!(place.hold("ANNA").err(), Some(RecordFault::LockedRecord(Some(holder.clone()))));
    assert_eq!(place.store().read(&named("anna")).err(), Some(RecordFault::LockedRecord(Some(holder))));
    // Another record is another lock.
    assert!(place.hold("bert").is_ok());
    drop(held);
    assert!(place.hold("anna").is_ok());
    assert_eq!(place.names(), [""; 0], "no lock stays behind");
    // What a program left that was killed is no lock; and one that says nothing sensible is still one.
    fs::write(place.folder().join(".anna.lock"), "pid x\nhost \u{1b}[2J").unwrap();
    let held = place.hold("anna").unwrap();
    fs::write(place.folder().join(".anna.lock"), "pid x\nhost \u{1b}[2J").unwrap();
    assert_eq!(place.hold("anna").err(), Some(RecordFault::LockedRecord(None)));
    drop(held);
}

#[test]
fn of_many_who_race_for_a_record_one_has_it_at_a_time() {
    let place = Place::new();
    let store = place.store();
    let (inside, most, turns) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                while turns.load(Ordering::SeqCst) < 2000 {
                    // Taking the lock's file away as it is let go of must never let two have it.
                    match store.hold(&named("anna"), me()) {
                        Ok(held) => {
                            most.fetch_max(inside.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                            turns.fetch_add(1, Ordering::SeqCst);
                            std::thread::yield_now();
                            inside.fetch_sub(1, Ordering::SeqCst);
                            drop(held);
                        }
                        Err(fault) => assert!(matches!(fault, RecordFault::LockedRecord(_)), "{fault:?}"),
                    }
                }
            });
        }
    });
    assert_eq!(most.load(Ordering::SeqCst), 1);
    assert_eq!(place.names(), [""; 0]);
}

#[test]
fn a_folder_that_was_gone_and_came_back_is_written_to_again() {
    let place = Place::new();
    let mut held = place.hold("anna").unwrap();
    held.run().unwrap();
    held.write(b"one").unwrap();
    let elsewhere = place.above.path().join("elsewhere");
    fs::rename(place.folder(), &elsewhere).unwrap();
    assert_eq!(held.write(b"two"), Err(RecordFault::Disk(SaveFault::NoFolder)));
    assert!(!place.folder().exists(), "it is not made anew: it may lie on a disk that was pulled out");
    fs::rename(&elsewhere, place.folder()).unwrap();
    held.write(b"three").unwrap();
    assert_eq!(held.read().unwrap().as_deref(), Some(&b"three"[..]));

    // It comes back empty: the whole record is written, and locked, and the walkthrough is known to run.
    fs::remove_dir_all(place.folder()).unwrap();
    assert_eq!(held.write(b"four"), Err(RecordFault::Disk(SaveFault::NoFolder)));
    fs::create_dir(place.folder()).unwrap();
    fs::set_permissions(place.folder(), Permissions::from_mode(0o755)).unwrap();
    assert_eq!(held.write(b"four"), Err(RecordFault::OpenToOthers));
    fs::set_permissions(place.folder(), Permissions::from_mode(0o700)).unwrap();
    held.write(b"four").unwrap();
    assert!(matches!(place.hold("anna").err(), Some(RecordFault::LockedRecord(Some(_)))));
    assert!(place.store().is_running().unwrap());
}

#[test]
fn a_folder_that_is_swapped_for_a_link_in_mid_session_is_not_followed() {
    for swapped in ["records", "office"] {
        let above = tempfile::tempdir().unwrap();
        let at = |name: &str| above.path().join(name);
        fs::create_dir_all(at("office/records")).unwrap();
        fs::create_dir_all(at("trap/records")).unwrap();
        let (records, trap) = (at("office/records"), at("trap/records"));
        for folder in [&records, &trap] {
            fs::set_permissions(folder, Permissions::from_mode(0o700)).unwrap();
        }
        let mut held = RecordStore::open(&records).unwrap().hold(&named("anna"), me()).unwrap();
        held.run().unwrap();
        held.write(b"one").unwrap();
        let (place, lure) =
            if swapped == "records" { (records, trap.clone()) } else { (at("office"), at("trap")) };
        fs::rename(&place, at("kept")).unwrap();
        std::os::unix::fs::symlink(&lure, &place).unwrap();
        for _ in 0..2 {
            assert_eq!(held.write(b"two"), Err(RecordFault::Disk(SaveFault::NoFolder)), "{swapped}");
        }
        assert_eq!(
            fs::read_dir(&trap).unwrap().count(),
            0,
            "{swapped}: nothing is laid where the link leads"
        );
        // Once the folder is back, what was to be saved is.
        fs::remove_file(&place).unwrap();
        fs::rename(at("kept"), &place).unwrap();
        held.write(b"two").unwrap();
        fs::rename(&place, at("kept")).unwrap();
        std::os::unix::fs::symlink(&lure, &place).unwrap();
        fs::write(trap.join(".anna.lock"), "theirs").unwrap();
        drop(held);
        assert!(trap.join(".anna.lock").exists(), "{swapped}: nothing is taken away there either");
        let kept = if swapped == "records" { at("kept") } else { at("kept/records") };
        assert_eq!(fs::read(kept.join("anna.age")).unwrap(), b"two");
        assert!(!kept.join(".anna.lock").exists(), "{swapped}: its own lock is given back");
    }
}

#[test]
fn what_somebody_else_wrote_meanwhile_is_not_overwritten() {
    let place = Place::new();
    let mut held = place.hold("anna").unwrap();
    held.write(b"mine").unwrap();
    // Somebody takes the lock's file away, and another program opens the record.
    fs::remove_file(place.folder().join(".anna.lock")).unwrap();
    let mut other = place.hold("anna").unwrap();
    assert!(matches!(held.write(b"mine again"), Err(RecordFault::LockedRecord(_))));
    other.read().unwrap();
    other.write(b"theirs").unwrap();
    assert!(matches!(held.write(b"mine again"), Err(RecordFault::LockedRecord(_))));
    drop(other);
    for _ in 0..2 {
        assert_eq!(held.write(b"mine again"), Err(RecordFault::Changed));
    }
    assert_eq!(fs::read(place.folder().join("anna.age")).unwrap(), b"theirs");
    drop(held);
    assert_eq!(place.names(), ["anna.age"]);
}

#[test]
fn what_a_program_that_knows_no_locks_put_there_is_not_overwritten_either() {
    let place = Place::new();
    let mut held = place.hold("anna").unwrap();
    held.write(b"mine").unwrap();
    fs::write(place.folder().join("anna.age"), "from another machine").unwrap();
    for _ in 0..2 {
        assert_eq!(held.write(b"mine again"), Err(RecordFault::Changed));
    }
    // Once it is moved away, the whole record is written.
    fs::rename(place.folder().join("anna.age"), place.folder().join("other.age")).unwrap();
    held.write(b"mine again").unwrap();
    held.write(b"and again").unwrap();
    assert_eq!(fs::read(place.folder().join("anna.age")).unwrap(), b"and again");
    assert_eq!(fs::read(place.folder().join("other.age")).unwrap(), b"from another machine");
}

#[test]
fn names_that_killed_programs_left_on_locks_are_taken_away_and_held_ones_stay() {
    let place = Place::new();
    let _held = place.hold("anna").unwrap();
    fs::write(place.folder().join(".never begun.lock"), "pid 1\n").unwrap();
    fs::write(place.folder().join(".session"), "").unwrap();
    place.store().sweep_locks();
    assert_eq!(place.names(), [".anna.lock"]);
    assert!(matches!(place.hold("anna").err(), Some(RecordFault::LockedRecord(Some(_)))));
}

#[test]
fn while_a_walkthrough_runs_that_can_be_seen() {
    let place = Place::new();
    assert!(!place.store().is_running().unwrap());
    let mut runs = [place.hold("anna").unwrap(), place.hold("bert").unwrap()];
    for held in &mut runs {
        held.run().unwrap();
    }
    assert!(place.store().is_running().unwrap());
    assert_eq!(place.names(), [".anna.lock", ".bert.lock"], "no file says so");
    drop(runs);
    assert!(!place.store().is_running().unwrap());
    assert_eq!(place.names(), [""; 0]);
}

#[test]
fn records_are_listed_by_name_and_old_ones_by_their_days() {
    let place = Place::new();
    for name in ["Zoë", "anna", "Bert 2"] {
        place.hold(name).unwrap().write(b"sealed").unwrap();
    }
    for other in ["notes.txt", ".hidden.age", "anna.AGE", "x.age.new"] {
        fs::write(place.folder().join(other), "").unwrap();
    }
    fs::create_dir(place.folder().join("folder.age")).unwrap();
    let day = 86_400;
    let now = Timestamp(20_000 * day);
    for (name, age) in [("anna.age", 31), ("Bert 2.age", 30), ("Zoë.age", 1)] {
        let changed = UNIX_EPOCH + Duration::from_secs(u64::try_from(now.0 - age * day).unwrap());
        let times = FileTimes::new().set_modified(changed);
        File::open(place.folder().join(name)).unwrap().set_times(times).unwrap();
    }
    let typed = |records: Vec<stillpoint::files::records::folder::Listed>| {
        records.iter().map(|record| record.name.typed().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(typed(place.store().list().unwrap()), ["anna", "Bert 2", "Zoë"]);
    assert_eq!(typed(place.store().older_than(30, now).unwrap()), ["anna"]);
    assert_eq!(typed(place.store().older_than(0, now).unwrap()).len(), 3);
    assert_eq!(place.store().list().unwrap()[0].bytes, 6);
}

#[test]
fn a_record_keeps_the_capitals_of_its_name_and_is_found_without_them() {
    let place = Place::new();
    place.hold("Maple 7").unwrap().write(b"sealed").unwrap();
    assert_eq!(place.names(), ["Maple 7.age"]);
    let mut held = place.hold("MAPLE 7").unwrap();
    assert_eq!(held.read().unwrap().as_deref(), Some(&b"sealed"[..]));
    held.write(b"again").unwrap();
    assert_eq!(place.store().read(&named("maple 7")).err(), place.hold("maple 7").err(), "it is one record");
    drop(held);
    assert_eq!(place.names(), ["Maple 7.age"]);
    // Another program puts a second file there: neither is taken for the record.
    fs::write(place.folder().join("maple 7.age"), "theirs").unwrap();
    for name in ["Maple 7", "maple 7", "MAPLE 7"] {
        assert_eq!(place.hold(name).err(), Some(RecordFault::Twice), "{name}");
        assert_eq!(place.store().read(&named(name)).err(), Some(RecordFault::Twice), "{name}");
    }
    assert_eq!(place.names(), ["Maple 7.age", "maple 7.age"], "no lock stays behind");
    fs::remove_file(place.folder().join("Maple 7.age")).unwrap();
    assert!(place.hold("Maple 7").unwrap().remove().unwrap());
    assert_eq!(place.names(), [""; 0]);
}

#[test]
fn what_cannot_be_named_as_a_record_is_found_and_so_is_what_may_be_a_copy() {
    let place = Place::new();
    for name in ["oak", "oak 2", "maple 7", "oakley"] {
        place.hold(name).unwrap().write(b"sealed").unwrap();
    }
    for other in ["oak (1).age", "Copy of oak.age", "notes.txt", ".maple 7.lock"] {
        fs::write(place.folder().join(other), "").unwrap();
    }
    fs::create_dir(place.folder().join(".stversions")).unwrap();
    std::os::unix::fs::symlink("/nowhere", place.folder().join("link.age")).unwrap();
    let names = |strays: Vec<stillpoint::files::records::strays::Stray>| {
        strays.into_iter().map(|stray| (stray.name, stray.is_file)).collect::<Vec<_>>()
    };
    let expected = [
        (".stversions", false),
        ("Copy of oak.age", true),
        ("link.age", false),
        ("notes.txt", true),
        ("oak (1).age", true),
    ];
    assert_eq!(
        names(place.store().strays().unwrap()),
        expected.map(|(name, is_file)| (name.to_owned(), is_file))
    );
    let copies = names(place.store().copies_of(&named("OAK")).unwrap());
    let copies: Vec<&str> = copies.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(copies, ["Copy of oak.age", "oak (1).age", "oak 2.age"]);
}

#[test]
fn a_removed_record_leaves_no_name_behind() {
    let place = Place::new();
    let mut held = place.hold("anna").unwrap();
    held.write(&vec![1; 200_000]).unwrap();
    drop(held);
    place.hold("bert").unwrap().write(b"stays").unwrap();
    fs::write(place.folder().join(".anna.age.new"), "half of a state").unwrap();
    fs::write(place.folder().join(".removed-99"), "left by a cut").unwrap();
    // What else has the file open sees that it was written over.
    let mut open = File::open(place.folder().join("anna.age")).unwrap();
    assert!(place.hold("anna").unwrap().remove().unwrap());
    assert_eq!(place.names(), ["bert.age"]);
    let mut left = Vec::new();
    std::io::Read::read_to_end(&mut open, &mut left).unwrap();
    assert!(left.len() == 200_000 && left.iter().all(|byte| *byte == 0));
    assert!(!place.hold("anna").unwrap().remove().unwrap(), "there is none now");
}

#[test]
fn a_link_in_the_place_of_a_record_is_not_followed() {
    let place = Place::new();
    place.store();
    let precious = place.above.path().join("precious");
    fs::write(&precious, "stays").unwrap();
    std::os::unix::fs::symlink(&precious, place.folder().join("anna.age")).unwrap();
    std::os::unix::fs::symlink(&precious, place.folder().join(".bert.lock")).unwrap();
    std::os::unix::fs::symlink(&precious, place.folder().join(".carl.age.new")).unwrap();
    let in_the_way = Some(RecordFault::Disk(SaveFault::BadName));
    let mut anna = place.hold("anna").unwrap();
    assert_eq!(anna.read().err(), in_the_way);
    assert_eq!(anna.write(b"sealed").err(), in_the_way);
    assert_eq!(place.hold("bert").err(), in_the_way);
    place.hold("carl").unwrap().write(b"sealed").unwrap();
    assert_eq!(fs::read_to_string(&precious).unwrap(), "stays");
}

#[test]
fn a_disk_that_is_truly_full_or_read_only_is_said_and_written_to_again_when_it_can_be() {
    let place = Place::new();
    place.store();
    let folder = place.folder();
    let mount = |options: &str| {
        let tried = Command::new("mount").args(["-t", "tmpfs", "-o", options, "none"]).arg(&folder).output();
        tried.is_ok_and(|output| output.status.success())
    };
    let again = |options: &str| {
        let tried = Command::new("mount").args(["-o", &format!("remount,{options}")]).arg(&folder).status();
        assert!(tried.unwrap().success());
    };
    // Only root may mount; on a simulated disk every error is tried by everybody.
    if !mount("size=64k,mode=700") {
        return;
    }
    let mut held = place.hold("anna").unwrap();
    held.write(&vec![1; 8000]).unwrap();
    let full = held.write(&vec![2; 200_000]);
    let after_full = held.read().unwrap().unwrap();
    again("rw,size=1m");
    let written = held.write(&vec![4; 200_000]);
    drop(held);
    let names = place.names();
    // To the last byte: what is to be removed then can be.
    place.hold("bert").unwrap().write(b"to be removed").unwrap();
    let _ = fs::write(folder.join("filler"), vec![5; 2 << 20]);
    let removed = place.hold("bert").and_then(stillpoint::files::records::lock::LockedRecord::remove);
    again("ro");
    let held_read_only = place.hold("anna").err();
    let read = place.store().read(&named("anna")).unwrap().map(|sealed| sealed.len());
    assert!(Command::new("umount").arg(&folder).status().unwrap().success());
    assert_eq!(removed, Ok(true));
    assert_eq!(full, Err(RecordFault::Disk(SaveFault::DiskFull)));
    assert_eq!(after_full, vec![1; 8000], "the state before is whole");
    assert_eq!((written, names), (Ok(()), vec!["anna.age".to_owned()]));
    assert_eq!(held_read_only, Some(RecordFault::Disk(SaveFault::ReadOnly)));
    assert_eq!(read, Some(200_000), "what cannot be written can still be read");
}

#[test]
fn a_record_is_a_file_of_age_with_readable_json_in_it() {
    let place = Place::new();
    let record = walkthrough().pop().unwrap();
    let sealed = recipients().seal(format::write(&record).as_bytes()).unwrap();
    place.hold("anna").unwrap().write(&sealed).unwrap();
    let file = fs::read(place.folder().join("anna.age")).unwrap();
    assert!(file.starts_with(b"age-encryption.org/v1\n"));
    // By the crate alone, without anything of ours.
    let identity: age::x25519::Identity = super::SECRET.parse().unwrap();
    let plain = age::decrypt(&identity, &file).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&plain).unwrap();
    assert_eq!((&json["format"], &json["format_version"]), (&"stillpoint-record".into(), &2.into()));
    assert_eq!(json["name"], "Anna");
    let round = &json["rounds"][0];
    assert_eq!(round["begun"], "2026-11-25T09:46:40Z");
    // Whoever has nothing but this file reads which question was answered, and with which words.
    let item = &round["words"][0]["items"][0];
    assert_eq!(item["text"], own().items().next().unwrap().text);
    let chosen = round["state"]["answers"][item["id"].as_str().unwrap()].as_str().unwrap();
    let options = item["options"].as_array().unwrap();
    let option = options.iter().find(|option| option["id"] == chosen).unwrap();
    let told = &round["answers_in_words"][0];
    assert_eq!((&told["question"], &told["answer"]), (&item["text"], &option["text"]));
    assert!(round["history"].as_array().unwrap().len() > 40);
    assert!(str::from_utf8(&plain).unwrap().contains("\n      \"state\": {\n"), "it is laid out to be read");
    assert!(format::parse(str::from_utf8(&keys().open(&file).unwrap()).unwrap()).unwrap() == record);
}
