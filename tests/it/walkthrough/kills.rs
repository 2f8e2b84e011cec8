//! The real program is killed in the middle of a session, again and again: what it had said to be saved is there, and
//! what was under way is there whole or not at all.

use crate::support::own::{self, own};
use crate::support::pty::Pty;
use rustix::process::Signal;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use stillpoint::domain::record::contents::Record;
use stillpoint::files::records::encryption::Keys;
use stillpoint::files::records::format;
use stillpoint::files::records::identity::KeyFile;

/// A key pair that opens nothing but what is written here.
const PUBLIC: &str = "age12ddnd70606zpn9rq7tpgnh2qtf678jm2rvzryf0n839txyqnrdgs5p6vxx";
const SECRET: &str = "AGE-SECRET-KEY-1HYWFUA0LQL07FWU9U55RY7JDKGNGSS9N9DGQKADEQAJ6LRLN6XJS64JVE3";

const PROGRAM: &str = env!("CARGO_BIN_EXE_stillpoint");

/// How often the program is killed: in each of so many records, so often.
const RECORDS: usize = 2;
const KILLS: usize = 100;

/// A practice with a key, settings and a folder of records.
struct Practice(tempfile::TempDir);

impl Practice {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("key.txt"), format!("{SECRET}\n")).unwrap();
        let settings = format!(
            "questions = \"{}\"\n[counselor]\nrecords_folder = \"records\"\nrecipients = [\"{PUBLIC}\"]\nidentity = \"key.txt\"\n",
            own::FILE
        );
        fs::write(folder.path().join("settings.toml"), settings).unwrap();
        Self(folder)
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn counselor(&self, record: &str, size: (u16, u16)) -> Pty {
        let settings = self.at("settings.toml").display().to_string();
        let args = ["counselor", "--settings", &settings, "--record", record];
        Pty::spawn(Path::new(PROGRAM), &args, &[], size)
    }

    fn record(&self, name: &str) -> Record {
        let sealed = fs::read(self.at(&format!("records/{name}.age"))).unwrap();
        let opened = keys(&self.at("key.txt")).open(&sealed).expect("it is whole");
        format::parse(&String::from_utf8(opened).unwrap()).unwrap_or_else(|why| panic!("{why}"))
    }
}

fn keys(path: &Path) -> Keys {
    match KeyFile::read(path) {
        Ok(KeyFile::Open(keys)) => keys,
        other => panic!("{other:?}"),
    }
}

/// Goes from the start to the item at which the session goes on.
fn begin(pty: &Pty) {
    pty.wait_for_text("Before you begin");
    pty.send("\r");
    pty.wait_for_text("To begin with");
    pty.send("\r");
    pty.wait_for_text("Prefer not to say");
    pty.wait_for_text("saved");
}

#[test]
fn killed_two_hundred_times_nothing_that_was_saved_is_lost() {
    thread::scope(|scope| {
        for number in 0..RECORDS {
            scope.spawn(move || killed_again_and_again(number));
        }
    });
}

fn killed_again_and_again(number: usize) {
    let practice = Practice::new();
    let name = format!("oak {number}");
    let mut changes = 0;
    for kill in 0..KILLS {
        let pty = practice.counselor(&name, (120, 40));
        begin(&pty);
        let known = practice.record(&name);
        // A change that is said to be saved, and then changes and letters that nobody waits for.
        pty.send("f");
        pty.wait_for(
            |screen| screen.contents().contains("saved") && !screen.contents().contains("saving"),
            "saved",
        );
        let saved = practice.record(&name);
        pty.send(["\t", "1", "2", "\tletters that were typed", "f1\tx"][kill % 5].repeat(1 + kill % 3));
        if kill % 2 == 0 {
            // The disk is at work by then, or was.
            let folder = practice.at("records");
            let before = fs::metadata(folder.join(format!("{name}.age"))).unwrap().modified().unwrap();
            for _ in 0..kill * 50 {
                if fs::metadata(folder.join(format!("{name}.age"))).unwrap().modified().unwrap() != before {
                    break;
                }
            }
        }
        pty.signal(Signal::KILL);
        pty.wait_exit();
        let left = practice.record(&name);
        assert!(known.round.history.len() >= changes, "what was there is there, at kill {kill}");
        assert!(
            left.round.history.len() >= saved.round.history.len(),
            "what was saved is there, at kill {kill}"
        );
        // The last entry may have grown: typing is one entry a visit.
        let sure = saved.round.history.len().saturating_sub(1);
        assert!(left.round.history[..sure] == saved.round.history[..sure], "and as it was, at kill {kill}");
        changes = saved.round.history.len();
    }
}

/// Says whether an item is asked, or a note stands before one.
fn asked(text: &str) -> bool {
    text.contains("Prefer not to say") || text.contains("Before you go on")
}

/// Waits for an item that is asked; a note before sensitive ones is passed.
fn go_to_an_item(pty: &Pty) {
    pty.wait_for(|screen| asked(&screen.contents()), "an item or a note");
    if pty.text().contains("Before you go on") {
        pty.send("\r");
        pty.wait_for_text("Prefer not to say");
    }
}

/// Writes a note in two scripts on the item that is asked, and answers it.
fn note_and_answer(pty: &Pty, number: usize) {
    go_to_an_item(pty);
    pty.send("\t");
    pty.wait_for_text("Notes on this question");
    pty.send("\r");
    pty.wait_for_text("Esc/Tab done");
    pty.send(format!("con su niñez, caminó n.º {number}\r妹と話すとき {number}"));
    pty.wait_for_text(&format!("妹と話すとき {number}"));
    pty.send("\x1b");
    pty.wait_for_text("Enter note");
    pty.send("\t");
    pty.wait_for_text("Prefer not to say");
    let before = pty
        .text()
        .lines()
        .next()
        .unwrap_or_default()
        .split(" · saving")
        .next()
        .unwrap_or_default()
        .to_owned();
    pty.send("2n");
    pty.wait_for(
        |screen| !screen.contents().starts_with(before.split(" · s").next().unwrap_or_default()),
        "the next",
    );
}

/// The same with both sides in sight.
fn note_beside_and_answer(pty: &Pty, number: usize) {
    go_to_an_item(pty);
    pty.send("\t");
    pty.wait_for_text("Esc/Tab done");
    pty.send(format!("ñandú {number} 眠れない {number}"));
    pty.wait_for_text(&format!("眠れない {number}"));
    pty.send("\x1b");
    pty.wait_for_text("write notes");
    pty.send("2n");
    pty.wait_for(|screen| !screen.contents().contains(&format!("眠れない {number}")), "the next");
}

#[test]
fn every_item_with_notes_in_two_scripts_goes_on_after_a_kill_on_a_terminal_of_another_size() {
    let practice = Practice::new();
    let pty = practice.counselor("arce", (80, 24));
    begin(&pty);
    let items = own().len();
    (0..items / 2).for_each(|number| note_and_answer(&pty, number));
    pty.wait_for(|screen| screen.contents().contains("saved"), "saved");
    pty.signal(Signal::KILL);
    pty.wait_exit();
    let pty = practice.counselor("arce", (200, 60));
    pty.wait_for_text("goes on");
    begin(&pty);
    (items / 2..items).for_each(|number| note_beside_and_answer(&pty, number));
    pty.wait_for(|screen| screen.contents().contains("saved"), "saved");
    pty.send("y");
    pty.wait_for_text("con su niñez, caminó n.º 3");
    pty.wait_for_text("妹と話すとき 3");
    let record = practice.record("arce");
    assert_eq!(record.round.state.notes.len(), items);
    assert_eq!(record.round.state.answers.answers().count(), items);
    pty.send("q");
    pty.wait_for_text("End now?");
    pty.send("2");
    pty.wait_exit();
}

#[test]
fn of_two_counselors_who_race_for_a_record_the_second_is_told_who_has_it() {
    let practice = Practice::new();
    let first = practice.counselor("elm", (80, 24));
    begin(&first);
    let second = practice.counselor("elm", (80, 24));
    second.wait_for_text("is open in another program");
    assert!(second.text().contains(&first.pid().to_string()), "{}", second.text());
    assert_eq!(second.wait_exit().code(), Some(1));
    first.signal(Signal::KILL);
    first.wait_exit();
    let third = practice.counselor("elm", (80, 24));
    begin(&third);
}

#[test]
fn however_it_ends_it_is_said_when_the_last_changes_are_not_saved() {
    for signal in [None, Some(Signal::TERM)] {
        let practice = Practice::new();
        let pty = practice.counselor("elm", (80, 24));
        begin(&pty);
        fs::write(practice.at("records/elm.age"), "from another machine").unwrap();
        pty.send("1");
        pty.wait_for_text("Not saved");
        match signal {
            Some(signal) => pty.signal(signal),
            None => pty.send("\u{3}\u{3}"),
        }
        let ended = pty.wait_exit();
        assert_eq!(ended.code(), Some(signal.map_or(1, |signal| 128 + signal.as_raw())));
        assert!(pty.text().contains("could not be saved"), "{}", pty.text());
        assert_eq!(fs::read(practice.at("records/elm.age")).unwrap(), b"from another machine");
    }
}
