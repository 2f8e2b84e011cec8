//! `records` as a counselor meets it: the real program, what it prints, what it asks, and what it says when it cannot.

use super::{PUBLIC, SECRET, keys, me, named, recipients, walkthrough};
use crate::support::own;
use crate::support::pty::{PATIENCE, Pty, now};
use age::secrecy::SecretString;
use rustix::process::Signal;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use stillpoint::files::records::folder::RecordStore;
use stillpoint::files::records::format;

const PROGRAM: &str = env!("CARGO_BIN_EXE_stillpoint");

/// A word that stands in every place of a record, and nowhere else.
const PLANTED: &str = "xylograph";

/// A counselor's folder: settings, key, and the record of Anna.
struct Practice(tempfile::TempDir);

/// What a run of the program left behind.
#[derive(Debug)]
struct Ended {
    status: i32,
    out: String,
    err: String,
}

impl Practice {
    fn new() -> Self {
        let practice = Self(tempfile::tempdir().unwrap());
        fs::write(practice.at("key.txt"), format!("# made for a test\n{SECRET}\n")).unwrap();
        practice.set("identity = \"key.txt\"\nretention_days = 3650");
        let mut record = walkthrough().pop().unwrap();
        let mut state = record.round.state.clone();
        for text in [&mut state.own.words, &mut state.own.next_step, &mut state.session_notes] {
            *text = PLANTED.into();
        }
        record.apply(state, record.round.begun);
        practice.write("anna", &recipients().seal(format::write(&record).as_bytes()).unwrap());
        practice
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn record(&self) -> PathBuf {
        self.at("records/anna.age")
    }

    fn set(&self, more: &str) {
        let settings = format!(
            "questions = \"{}\"\n[counselor]\nrecords_folder = \"records\"\nrecipients = [\"{PUBLIC}\"]\n{more}\n",
            own::FILE
        );
        fs::write(self.at("settings.toml"), settings).unwrap();
    }

    fn store(&self) -> RecordStore {
        RecordStore::open_or_make(&self.at("records")).unwrap()
    }

    fn write(&self, name: &str, sealed: &[u8]) {
        self.store().hold(&named(name), me()).unwrap().write(sealed).unwrap();
    }

    fn arguments(&self, arguments: &[&str]) -> Vec<String> {
        let settings = ["--settings".to_owned(), self.at("settings.toml").display().to_string()];
        ["records"].iter().chain(arguments).map(|word| (*word).to_owned()).chain(settings).collect()
    }

    fn run(&self, arguments: &[&str]) -> Ended {
        let output: Output =
            Command::new(PROGRAM).args(self.arguments(arguments)).env_clear().output().unwrap();
        let ended = Ended {
            status: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        };
        assert!(!ended.err.contains("panicked") && !ended.err.contains(PLANTED), "{ended:?}");
        ended
    }

    /// Expects that a command is refused, with all of these words and nothing on its output.
    fn refused(&self, arguments: &[&str], words: &[&str]) {
        let ended = self.run(arguments);
        assert_eq!((ended.status, &*ended.out), (1, ""), "{ended:?}");
        for word in words {
            assert!(ended.err.contains(word), "{word}\n{}", ended.err);
        }
    }

    /// Returns what `check` says of the settings.
    fn checked(&self) -> String {
        let check = Command::new(PROGRAM).arg("check").arg(self.at("settings.toml")).output().unwrap();
        String::from_utf8(check.stderr).unwrap()
    }

    fn at_a_terminal(&self, arguments: &[&str]) -> Pty {
        let arguments = self.arguments(arguments);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        Pty::spawn(Path::new(PROGRAM), &arguments, &[], (100, 30))
    }

    /// Locks the key with a passphrase, at little cost.
    fn lock_key(&self, passphrase: &str) {
        self.lock_key_at_cost(passphrase, 4);
    }

    fn lock_key_at_cost(&self, passphrase: &str, cost: u8) {
        let mut recipient = age::scrypt::Recipient::new(SecretString::from(passphrase.to_owned()));
        recipient.set_work_factor(cost);
        fs::write(self.at("key.txt"), age::encrypt(&recipient, SECRET.as_bytes()).unwrap()).unwrap();
    }
}

#[test]
fn a_record_is_listed_shown_and_exported() {
    let practice = Practice::new();
    let listed = practice.run(&["list"]);
    assert!(listed.status == 0 && listed.out.ends_with("KiB  anna\n") && listed.err.is_empty(), "{listed:?}");
    let shown = practice.run(&["show", "ANNA"]);
    assert_eq!((shown.status, &*shown.err), (0, ""));
    assert!(
        shown.out.starts_with("Record of a walkthrough\n=====") && shown.out.contains(PLANTED),
        "{}",
        shown.out
    );
    let markdown = practice.run(&["export", "anna", "--format", "markdown", "--lang", "es"]);
    assert!(
        markdown.out.starts_with("# Registro de una sesión acompañada\n") && markdown.out.contains(PLANTED)
    );
    let json = practice.run(&["export", "anna", "--format", "json"]);
    let plain = keys().open(&fs::read(practice.record()).unwrap()).unwrap();
    assert_eq!(json.out.as_bytes(), plain);
    let named = practice.at("key.txt").display().to_string();
    practice.set("");
    assert_eq!(practice.run(&["show", "anna", "--identity", &named]).out, shown.out);
    practice.refused(&["show", "anna"], &["--identity FILE"]);
    practice.refused(&["show", "bert"], &["no record \"bert\"", "records list"]);
    practice.refused(&["show", "a|b"], &["\"|\""]);
}

#[test]
fn a_key_is_read_from_standard_input_as_a_file_is() {
    let practice = Practice::new();
    let with_key = |arguments: &[&str], key: &str| {
        let mut command = Command::new(PROGRAM);
        command.args(practice.arguments(arguments)).env_clear().stdin(Stdio::piped());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(key.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        (output.status.code().unwrap(), String::from_utf8([output.stdout, output.stderr].concat()).unwrap())
    };
    practice.set("");
    let shown = with_key(&["show", "anna", "--identity", "-"], SECRET);
    assert!(shown.0 == 0 && shown.1.contains(PLANTED), "{shown:?}");
    let rekeyed = with_key(&["rekey", "--identity", "-"], SECRET);
    assert!(rekeyed.0 == 0 && rekeyed.1.contains("1 of 1."), "{rekeyed:?}");
    let refused = with_key(&["show", "anna", "--identity", "-"], "junk\n");
    assert!(refused.0 == 1 && refused.1.starts_with("standard input: Line 1"), "{refused:?}");
}

#[test]
fn whoever_names_the_file_of_a_record_is_told_its_name() {
    let practice = Practice::new();
    let path = practice.record().display().to_string();
    for command in ["show", "remove"] {
        practice.refused(&[command, "Anna.age"], &["no record \"Anna.age\"", "Did you mean \"Anna\"?"]);
        practice.refused(&[command, &path], &["by its name, not by its file", "Did you mean \"anna\"?"]);
    }
    assert!(practice.record().exists(), "what was meant is asked, and not done");
    let settings = practice.at("settings.toml");
    let arguments = ["counselor", "--record", "anna.age", "--settings", settings.to_str().unwrap()];
    let pty = Pty::spawn(Path::new(PROGRAM), &arguments, &[("TERM", "xterm")], (100, 30));
    assert_eq!(pty.wait_exit().code(), Some(1));
    assert!(pty.text().contains("cannot end with .age"), "{}", pty.text());
    assert!(pty.text().contains("Did you mean \"anna\"?"), "{}", pty.text());
}

#[test]
fn what_is_done_is_said_even_if_the_output_has_no_room() {
    let practice = Practice::new();
    let run = |arguments: &[&str]| {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let mut command = Command::new(PROGRAM);
        let output = command.args(practice.arguments(arguments)).env_clear().stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stderr).unwrap()
    };
    let rekeyed = run(&["rekey"]);
    assert!(rekeyed.contains("written anew") && rekeyed.contains("1 of 1."), "{rekeyed}");
    let removed = run(&["remove", "anna", "--yes"]);
    assert!(removed.starts_with("The record \"anna\" was removed."), "{removed}");
    for told in [rekeyed, removed] {
        assert!(told.contains("No space left") && !told.contains("try again"), "{told}");
    }
    assert!(!practice.record().exists());
}

#[test]
fn a_record_that_was_exported_is_reported_under_its_own_words_or_not_at_all() {
    let practice = Practice::new();
    let exported = practice.run(&["export", "anna", "--format", "json"]).out;
    let report = |text: &str| {
        let path = practice.at("anna.json");
        fs::write(&path, text).unwrap();
        let settings = practice.at("settings.toml");
        let arguments = ["report", path.to_str().unwrap(), "--settings", settings.to_str().unwrap()];
        let output = Command::new(PROGRAM).args(arguments).env_clear().output().unwrap();
        let said = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code(), said(output.stdout), said(output.stderr))
    };
    let (status, out, err) = report(&exported);
    let question = own::own().items().next().unwrap().text.replace('*', "");
    let question = question.trim_end_matches('.');
    assert_eq!((status, &*err), (Some(0), ""));
    let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(out.contains(question) && !out.contains("notes on"), "{out}");
    let (status, out, err) = report(&exported.replace(question, "The contrary is asked"));
    assert_eq!((status, &*out), (Some(1), ""));
    assert!(err.contains("in other words") && err.contains("--questions"), "{err}");
    let version = own::own().parts().version.clone();
    let (_, _, err) =
        report(&exported.replace(&format!("\"version\": \"{version}\""), "\"version\": \"0.9\""));
    assert!(
        err.contains("0.9; the questions in use are")
            && err.contains("Nothing was changed.")
            && err.contains("records show"),
        "{err}"
    );
    let (status, _, err) = report(&exported.replace("\"format_version\": 2", "\"format_version\": 3"));
    assert!(status == Some(1) && err.contains("later version") && !err.contains(PLANTED), "{err}");
}

#[test]
fn a_slip_in_a_name_gets_the_record_that_was_meant_but_never_before_a_client() {
    let practice = Practice::new();
    for arguments in
        [&["show", "ana"][..], &["export", "anan", "--format", "json"], &["remove", "annna", "--yes"]]
    {
        practice
            .refused(arguments, &["There is no record", "Did you mean \"anna\"?", "stillpoint records list"]);
    }
    let far = practice.run(&["show", "bernard"]);
    assert!(far.err.contains("There is no record") && !far.err.contains("anna"), "{far:?}");
    let store = practice.store();
    let _running = store.running().unwrap();
    let before_client = practice.run(&["show", "ana"]);
    assert!(before_client.err.contains("There is no record"), "{before_client:?}");
    assert!(!before_client.err.contains("anna"), "{before_client:?}");
}

#[test]
fn while_a_walkthrough_runs_nothing_is_listed() {
    let practice = Practice::new();
    let mut held = practice.store().hold(&named("bert"), me()).unwrap();
    held.run().unwrap();
    let listed = practice.run(&["list"]);
    assert_eq!((listed.status, &*listed.out), (0, ""), "{listed:?}");
    assert!(listed.err.contains("A walkthrough runs") && !listed.err.contains("anna"));
    practice.refused(&["show", "bert"], &["open in another program: process 7 on here, since 2026-11-25"]);
    drop(held);
    // What another test starts at this very moment inherits the lock, until it is a program of its own.
    let deadline = now() + PATIENCE;
    while !practice.run(&["list"]).out.contains("anna") {
        assert!(now() < deadline, "it is listed when the walkthrough is over");
    }
}

#[test]
fn records_that_were_kept_long_enough_are_named_and_none_is_removed() {
    let practice = Practice::new();
    let old = std::fs::FileTimes::new().set_modified(std::time::UNIX_EPOCH);
    fs::File::open(practice.record()).unwrap().set_times(old).unwrap();
    let listed = practice.run(&["list"]);
    assert!(
        listed.err.contains("longer than the settings keep a record (3650 days)")
            && listed.err.contains("anna"),
        "{listed:?}"
    );
    assert!(listed.err.contains("None is removed unasked") && practice.record().exists());
}

#[test]
fn each_kind_of_damage_has_its_sentence_and_nothing_of_the_record_is_shown() {
    let practice = Practice::new();
    let whole = fs::read(practice.record()).unwrap();
    let header = whole.windows(4).position(|four| four == b"--- ").unwrap();
    let flipped = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        bytes
    };
    let seal = |text: &str| recipients().seal(text.as_bytes()).unwrap();
    let later = r#"{"format": "stillpoint-record", "format_version": 3}"#;
    let part = format!(r#"{{"format": "stillpoint-record", "format_version": 1, "name": "{PLANTED}"}}"#);
    for (bytes, words) in [
        (Vec::new(), &["is empty"][..]),
        (whole[..10].to_vec(), &["ends too early"]),
        (whole[..header].to_vec(), &["ends too early"]),
        (whole[..header + 60].to_vec(), &["damaged"]),
        (whole[..whole.len() - 1].to_vec(), &["damaged"]),
        (flipped(3), &["not an age file"]),
        (flipped(header + 10), &["damaged"]),
        (flipped(header + 70), &["damaged"]),
        (flipped(whole.len() - 1), &["damaged"]),
        ([&*whole, b"x"].concat(), &["damaged"]),
        (format!("{PLANTED} of another program").into_bytes(), &["not an age file"]),
        (seal(&format!("{PLANTED} of another program")), &["not a record of this program"]),
        (seal(&format!("{{\"{PLANTED}\": 1}}")), &["not a record of this program"]),
        (seal(later), &["later version", "in version 3", "up to 2"]),
        (seal(&part), &["not a whole record", "begun in the record"]),
    ] {
        fs::write(practice.record(), bytes).unwrap();
        practice.refused(&["show", "anna"], &[words, &["anna.age: "]].concat());
        practice.refused(&["export", "anna", "--format", "json"], words);
    }
    let others = age::x25519::Identity::generate();
    fs::write(practice.record(), age::encrypt(&others.to_public(), PLANTED.as_bytes()).unwrap()).unwrap();
    practice.refused(&["show", "anna"], &["None of your keys opens this file"]);
}

#[test]
fn without_a_place_for_records_it_is_said_how_to_make_one() {
    let practice = Practice::new();
    fs::write(practice.at("settings.toml"), "").unwrap();
    for arguments in [&["list"][..], &["show", "anna"], &["remove", "anna", "--yes"]] {
        practice.refused(arguments, &["age-keygen -o ", "age-keygen -y ", "[counselor]", "settings.toml"]);
    }
}

#[test]
fn a_locked_key_is_opened_by_a_passphrase_that_nobody_sees() {
    let practice = Practice::new();
    practice.lock_key("correct horse");
    practice.refused(&["show", "anna"], &["no terminal"]);
    let pty = practice.at_a_terminal(&["show", "anna"]);
    pty.wait_for_text("Passphrase of");
    assert_ne!(pty.termios(), pty.termios_at_start(), "nothing is shown");
    pty.send("correct horse\r");
    assert!(pty.wait_exit().success());
    let raw = String::from_utf8(pty.raw()).unwrap();
    assert!(raw.contains(PLANTED) && !raw.contains("horse"), "{raw}");
    assert_eq!(pty.termios(), pty.termios_at_start());
    let pty = practice.at_a_terminal(&["show", "anna"]);
    pty.wait_for_text("Passphrase of");
    pty.send("wrong horse\r");
    assert_eq!(pty.wait_exit().code(), Some(1));
    let raw = String::from_utf8(pty.raw()).unwrap();
    assert!(raw.contains("The passphrase does not open this file") && !raw.contains(PLANTED), "{raw}");
    assert_eq!(raw.matches("Passphrase of").count(), 1, "it is asked once");
}

#[test]
fn whatever_ends_the_asking_the_terminal_is_as_it_was() {
    let practice = Practice::new();
    practice.lock_key("correct horse");
    let ask = || {
        let pty = practice.at_a_terminal(&["show", "anna"]);
        pty.wait_for_text("Passphrase of");
        pty.send("half a pass");
        pty
    };
    for (signal, status) in [(Signal::TERM, 143), (Signal::INT, 130), (Signal::HUP, 129), (Signal::QUIT, 131)]
    {
        let pty = ask();
        pty.signal(signal);
        assert_eq!(pty.wait_exit().code(), Some(status));
        assert_eq!(pty.termios(), pty.termios_at_start());
        assert!(!String::from_utf8(pty.raw()).unwrap().contains("half"));
    }
    for (key, status) in [("\x03", 130), ("\r\x04", 1)] {
        let pty = ask();
        pty.send(key);
        assert_eq!(pty.wait_exit().code(), Some(status));
        assert_eq!(pty.termios(), pty.termios_at_start());
    }
    let pty = practice.at_a_terminal(&["show", "anna"]);
    pty.wait_for_text("Passphrase of");
    pty.send("\r");
    pty.wait_for_text("No passphrase was typed.");
    assert_eq!(pty.wait_exit().code(), Some(1));
    // A terminal drops the end of a line that is too long: what is left is not tried as if it were the whole.
    let pty = practice.at_a_terminal(&["show", "anna"]);
    pty.wait_for_text("Passphrase of");
    pty.send(format!("{}\r", "a".repeat(5000)));
    pty.wait_for_text("longer than 4094 bytes");
    assert_eq!(pty.wait_exit().code(), Some(1));
}

#[test]
fn a_signal_ends_the_work_on_a_passphrase_and_nothing_stays_behind() {
    let practice = Practice::new();
    // A second of work, and more.
    practice.lock_key_at_cost("correct horse", 17);
    let at_work = |pty: &Pty| {
        pty.wait_for_text("Passphrase of");
        pty.send("correct horse\r");
        // What was typed is taken, and the line is ended.
        let deadline = now() + PATIENCE;
        while !String::from_utf8(pty.raw()).unwrap().contains("key.txt: \r\n") {
            assert!(now() < deadline, "it is at work");
        }
    };
    let settings = practice.at("settings.toml").display().to_string();
    let counselor = ["counselor", "--record", "anna", "--settings", &settings];
    for (signal, status) in [(Signal::INT, 130), (Signal::TERM, 143)] {
        for walks in [false, true] {
            let pty = match walks {
                false => practice.at_a_terminal(&["show", "anna"]),
                true => Pty::spawn(Path::new(PROGRAM), &counselor, &[], (100, 30)),
            };
            at_work(&pty);
            match signal {
                Signal::INT => pty.send("\x03"),
                signal => pty.signal(signal),
            }
            assert_eq!(pty.wait_exit().code(), Some(status));
            assert_eq!(pty.termios(), pty.termios_at_start());
            assert!(!String::from_utf8(pty.raw()).unwrap().contains(PLANTED));
        }
        let left = fs::read_dir(practice.at("records")).unwrap().count();
        assert_eq!(left, 1, "no lock stays behind");
    }
}

#[test]
fn a_record_is_removed_when_its_name_is_typed_again_and_what_cannot_be_promised_is_said() {
    let practice = Practice::new();
    practice.refused(&["remove", "anna"], &["no terminal", "--yes"]);
    let pty = practice.at_a_terminal(&["remove", "anna"]);
    pty.wait_for_text("Type its name");
    pty.send("bert\r");
    assert_eq!(pty.wait_exit().code(), Some(1));
    assert!(practice.record().exists());
    let pty = practice.at_a_terminal(&["remove", "anna"]);
    pty.wait_for_text("Type its name");
    pty.send("ANNA\r");
    assert!(pty.wait_exit().success());
    assert!(pty.text().contains("snapshots") && pty.text().contains("flash"), "{}", pty.text());
    assert!(fs::read_dir(practice.at("records")).unwrap().next().is_none());
    practice.refused(&["remove", "anna", "--yes"], &["no record"]);
}

/// Names that other programs give to copies of the record of Anna.
const COPIES: [&str; 5] = [
    "anna (conflicted copy 2026-11-27).age",
    "anna (1).age",
    "anna.sync-conflict-20261127-101010-ABCDEFG.age",
    "Copy of anna.age",
    "anna.age~",
];

/// A practice in whose folder other programs were at work.
fn copied() -> Practice {
    let practice = Practice::new();
    for copy in COPIES.into_iter().chain(["an'na \u{1b}[2J.age"]) {
        fs::copy(practice.record(), practice.at("records").join(copy)).unwrap();
    }
    fs::write(practice.at("records/letter.txt"), "").unwrap();
    practice
}

#[test]
fn copies_that_other_programs_made_are_named_by_list_and_when_they_are_old() {
    let practice = copied();
    let old = std::fs::FileTimes::new().set_modified(std::time::UNIX_EPOCH);
    fs::File::open(practice.at("records/anna (1).age")).unwrap().set_times(old).unwrap();
    let listed = practice.run(&["list"]);
    for copy in COPIES {
        let told = format!("{copy} - may be a copy of \"anna\"");
        assert!(listed.err.contains(&told), "{copy}\n{}", listed.err);
    }
    assert!(listed.err.contains("letter.txt\n") && !listed.err.contains('\u{1b}'), "{}", listed.err);
    let late = listed.err.split("longer than the settings keep a record (3650 days)").nth(1).unwrap();
    assert!(late.contains("anna (1).age") && !late.contains("Copy of"), "{late}");
}

#[test]
fn a_removal_names_the_copies_that_it_leaves_and_commands_that_remove_them() {
    let practice = copied();
    let removed = practice.run(&["remove", "anna", "--yes"]);
    assert!(removed.status == 0 && removed.out.starts_with("Removed: anna"), "{removed:?}");
    for copy in COPIES {
        assert!(removed.err.contains(copy), "{copy}\n{}", removed.err);
    }
    for command in removed.err.lines().filter_map(|line| line.strip_prefix("  ")) {
        let mut command = command.replace("stillpoint", PROGRAM);
        if command.contains(" records remove ") {
            command += &format!(" --yes --settings {}", practice.at("settings.toml").display());
        }
        assert!(Command::new("sh").args(["-c", &command]).output().unwrap().status.success(), "{command}");
    }
    assert_eq!(fs::read_dir(practice.at("records")).unwrap().count(), 2, "a letter, and what is no copy");
    assert!(practice.run(&["list"]).err.contains("There is no record in"));
}

#[test]
fn asked_for_a_record_that_is_gone_copies_are_named_but_never_before_a_client() {
    let practice = copied();
    fs::remove_file(practice.record()).unwrap();
    let gone = practice.run(&["remove", "anna", "--yes"]);
    assert!(
        gone.status == 1 && gone.err.contains("anna (1).age") && gone.err.contains("no record"),
        "{gone:?}"
    );
    let store = practice.store();
    let _running = store.running().unwrap();
    let quiet = practice.run(&["remove", "anna", "--yes"]);
    assert!(!quiet.err.contains("(1)") && quiet.err.contains("not looked for"), "{quiet:?}");
    assert!(!practice.run(&["list"]).err.contains("(1)"));
}

/// A key pair of a colleague.
fn colleague() -> (String, String) {
    let key = age::x25519::Identity::generate();
    (key.to_public().to_string(), age::secrecy::ExposeSecret::expose_secret(&key.to_string()).to_owned())
}

#[test]
fn all_records_are_written_anew_for_the_recipients_of_today() {
    let practice = Practice::new();
    let (public, secret) = colleague();
    practice.write("Bert", &fs::read(practice.record()).unwrap());
    let old = std::fs::FileTimes::new().set_modified(std::time::UNIX_EPOCH);
    fs::File::open(practice.record()).unwrap().set_times(old).unwrap();
    assert!(!practice.run(&["list"]).err.contains("cannot open"));
    // A colleague comes.
    let settings = fs::read_to_string(practice.at("settings.toml")).unwrap();
    let both = settings.replace(PUBLIC, &format!("{PUBLIC}\", \"{public}"));
    fs::write(practice.at("settings.toml"), &both).unwrap();
    let told = "written for 1 key: 1 or more of the recipients cannot open it";
    let listed = practice.run(&["list"]);
    assert!(listed.err.contains(&format!("  anna: {told}\n  Bert: {told}")), "{}", listed.err);
    for words in ["but not which ones", "records rekey"] {
        assert!(listed.err.contains(words), "{}", listed.err);
    }
    let told = practice.checked();
    assert!(told.contains("do not fit these recipients: 2 of 2.") && !told.contains("Bert"), "{told}");
    let rekeyed = practice.run(&["rekey"]);
    assert!(rekeyed.status == 0 && rekeyed.err.is_empty(), "{rekeyed:?}");
    assert!(rekeyed.out.contains("(2): 2 of 2.") && rekeyed.out.contains("backups"), "{rekeyed:?}");
    let listed = practice.run(&["list"]);
    assert!(!listed.err.contains("cannot open"), "{}", listed.err);
    assert!(
        listed.err.contains("longer than the settings keep a record (3650 days)")
            && listed.err.contains("anna"),
        "its time is kept: {}",
        listed.err
    );
    // The old key goes; what opened them until now is named once more.
    fs::write(practice.at("settings.toml"), settings.replace(PUBLIC, &public)).unwrap();
    fs::rename(practice.at("key.txt"), practice.at("old.txt")).unwrap();
    fs::write(practice.at("key.txt"), secret).unwrap();
    let old = practice.at("old.txt").display().to_string();
    assert!(practice.run(&["list"]).err.contains("somebody else can open it too"));
    assert_eq!(practice.run(&["rekey", "--identity", &old]).status, 0);
    assert_eq!(practice.run(&["show", "anna"]).status, 0);
    practice.refused(&["show", "anna", "--identity", &old], &["None of your keys opens this file"]);
    let names: Vec<_> =
        fs::read_dir(practice.at("records")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn a_record_that_cannot_be_written_anew_stays_as_it_is_and_is_named() {
    let practice = Practice::new();
    let whole = fs::read(practice.record()).unwrap();
    for (name, bytes) in
        [("cut", &whole[..whole.len() - 1]), ("held", &whole), ("empty", b""), ("oak (1)", &whole)]
    {
        fs::write(practice.at(&format!("records/{name}.age")), bytes).unwrap();
    }
    let held = practice.store().hold(&named("held"), me()).unwrap();
    let rekeyed = practice.run(&["rekey"]);
    assert!(rekeyed.status == 1 && rekeyed.out.contains("1 of 4."), "{rekeyed:?}");
    for words in [
        "cut: ",
        "damaged",
        "held: ",
        "open in another program",
        "empty: ",
        "is empty",
        "oak (1).age",
        "Not every",
    ] {
        assert!(rekeyed.err.contains(words), "{words}\n{}", rekeyed.err);
    }
    assert_ne!(fs::read(practice.record()).unwrap(), whole);
    for (name, bytes) in [("cut", &whole[..whole.len() - 1]), ("held", &whole), ("empty", b"")] {
        assert_eq!(fs::read(practice.at(&format!("records/{name}.age"))).unwrap(), bytes, "{name}");
    }
    drop(held);
    // A key that could not open them again writes nothing.
    let (public, secret) = colleague();
    fs::write(practice.at("key.txt"), secret).unwrap();
    let before = fs::read(practice.record()).unwrap();
    practice.refused(&["rekey"], &["could not open", &public]);
    assert_eq!(fs::read(practice.record()).unwrap(), before);
    let store = practice.store();
    let _running = store.running().unwrap();
    practice.refused(&["rekey"], &["A walkthrough runs. No record was written anew."]);
}

#[test]
fn a_signal_ends_writing_anew_after_the_record_that_is_being_written() {
    let practice = Practice::new();
    let whole = fs::read(practice.record()).unwrap();
    for number in 0..3000 {
        fs::write(practice.at(&format!("records/oak {number}.age")), &whole).unwrap();
    }
    let mut child = Command::new(PROGRAM);
    child.args(practice.arguments(&["rekey"])).env_clear();
    child.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let child = child.spawn().unwrap();
    let deadline = now() + PATIENCE;
    while fs::read(practice.record()).unwrap() == whole {
        assert!(now() < deadline, "the first is written");
    }
    let id = rustix::process::Pid::from_raw(child.id().cast_signed()).unwrap();
    rustix::process::kill_process(id, Signal::INT).unwrap();
    let ended = child.wait_with_output().unwrap();
    let told = String::from_utf8_lossy(&ended.stderr);
    assert_eq!(ended.status.code(), Some(130), "{told:.400}");
    assert!(told.contains("oak 2999: The command was ended before."), "{told:.400}");
    let mut anew = 0;
    for entry in fs::read_dir(practice.at("records")).unwrap() {
        let entry = entry.unwrap();
        assert!(entry.file_name().to_string_lossy().ends_with(".age"), "nothing else stays behind");
        let bytes = fs::read(entry.path()).unwrap();
        anew += usize::from(bytes != whole);
        assert!(bytes == whole || keys().open(&bytes).is_ok());
    }
    assert!((1..3001).contains(&anew), "{anew}");
}

#[test]
fn times_are_those_of_the_place_and_a_record_for_the_file_says_which() {
    let practice = Practice::new();
    let changed = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_795_647_600);
    fs::File::open(practice.record())
        .unwrap()
        .set_times(std::fs::FileTimes::new().set_modified(changed))
        .unwrap();
    let run = |arguments: &[&str], zone: &str| {
        let mut command = Command::new(PROGRAM);
        command.args(practice.arguments(arguments)).env_clear().env("TZ", zone);
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    assert!(run(&["list"], "CET-1CEST,M3.5.0,M10.5.0/3").starts_with("2026-11-26 00:00  "));
    assert!(run(&["list"], "UTC0").starts_with("2026-11-25 23:00  "));
    let markdown = run(&["export", "anna", "--format", "markdown"], "<-0330>3:30");
    assert!(markdown.contains("-03:30"), "{markdown}");
    assert!(run(&["export", "anna", "--format", "json"], "<-0330>3:30").contains("Z\""), "as it is kept");
}

#[test]
fn a_program_that_was_killed_holds_nothing_and_one_that_runs_is_named() {
    let practice = Practice::new();
    let pty = practice.at_a_terminal(&["remove", "anna"]);
    pty.wait_for_text("Type its name");
    let holder = format!("process {} on ", pty.pid());
    practice.refused(&["remove", "anna", "--yes"], &["open in another program", &holder]);
    practice.refused(&["show", "anna"], &[&holder]);
    pty.signal(Signal::KILL);
    pty.wait_exit();
    assert!(practice.at("records/.anna.lock").exists(), "its file stays, and is no lock");
    assert_eq!(practice.run(&["show", "anna"]).status, 0);
    assert_eq!(practice.run(&["remove", "anna", "--yes"]).status, 0);
    assert!(fs::read_dir(practice.at("records")).unwrap().next().is_none());
}

#[test]
fn a_record_that_is_too_long_to_be_opened_can_be_removed() {
    let practice = Practice::new();
    fs::File::create(practice.record()).unwrap().set_len(65 * 1024 * 1024).unwrap();
    practice.refused(&["show", "anna"], &["larger than 64 MiB"]);
    assert_eq!(practice.run(&["remove", "anna", "--yes"]).status, 0);
    assert!(!practice.record().exists());
}

#[test]
fn where_there_is_no_folder_that_is_said_and_what_is_no_folder_is_refused() {
    let practice = Practice::new();
    fs::remove_dir_all(practice.at("records")).unwrap();
    let ended = practice.run(&["list"]);
    assert!(ended.status == 0 && ended.err.contains("there is no folder"), "{ended:?}");
    fs::write(practice.at("records"), "").unwrap();
    practice.refused(&["list"], &["something else has its name"]);
}

#[test]
fn two_who_remove_one_record_at_once_do_not_both_do_it() {
    for _ in 0..10 {
        let practice = Practice::new();
        let children: Vec<_> = (0..4)
            .map(|_| {
                let mut command = Command::new(PROGRAM);
                command.args(practice.arguments(&["remove", "anna", "--yes"])).env_clear();
                command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
                command.spawn().unwrap()
            })
            .collect();
        let ended: Vec<Output> =
            children.into_iter().map(|child| child.wait_with_output().unwrap()).collect();
        let done = ended.iter().filter(|output| output.status.success()).count();
        let told = |output: &Output| String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(done, 1, "{:?}", ended.iter().map(told).collect::<Vec<_>>());
        for output in ended.iter().filter(|output| !output.status.success()) {
            let told = told(output);
            assert!(told.contains("open in another program") || told.contains("no record"), "{told}");
        }
    }
}

#[test]
fn a_record_as_a_fhir_resource_holds_the_answers_of_a_report_and_no_note() {
    let practice = Practice::new();
    let exported = practice.run(&["export", "anna", "--format", "fhir"]);
    assert_eq!((exported.status, &*exported.err), (0, ""));
    // The practice's own words, its notes, flags and times are a record's, and no answers.
    for kept in [PLANTED, "notes on", "眠れない", "This is what is kept", "Anna"] {
        assert!(!exported.out.contains(kept), "{kept}\n{}", exported.out);
    }
    let report = |text: &str, format: &str| {
        let path = practice.at("given.json");
        fs::write(&path, text).unwrap();
        let settings = practice.at("settings.toml");
        let of =
            ["report", path.to_str().unwrap(), "--format", format, "--settings", settings.to_str().unwrap()];
        let output = Command::new(PROGRAM).args(of).env_clear().output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap()
    };
    let record = practice.run(&["export", "anna", "--format", "json"]).out;
    let undated = |mut resource: serde_json::Value| {
        resource.as_object_mut().unwrap().remove("authored");
        resource
    };
    let resource: serde_json::Value = serde_json::from_str(&exported.out).unwrap();
    assert!(resource["authored"].is_string(), "{resource}");
    assert_eq!(undated(resource), undated(report(&record, "fhir")), "as a report of the same answers");
    // What another program gives back is read as the record itself is.
    let [given_back, kept] = [&exported.out, &record].map(|text| report(text, "json"));
    assert_eq!(given_back["answers"], kept["answers"]);
    assert!(kept["answers"].as_object().unwrap().len() > 5, "{kept}");
}
