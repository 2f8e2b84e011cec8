//! Reports on many files of answers: each under the name of its file, nothing replaced unasked, every fault said, and a
//! bar while somebody waits.

use crate::support::answering::answers_to;
use crate::support::own::{self, own};
use crate::support::pty::Pty;
use crate::support::run_in::run_in;
use rustix::fs::{CWD, FileType, Mode, mknodat};
use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder `in` with these files of answers.
fn folder_with(names: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in names {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, answers_to(&own(), r#""answers": {}"#)).unwrap();
    }
    folder
}

/// Runs `report` there: the status, what was printed, and the messages.
fn report(folder: &TempDir, arguments: &[&str]) -> (i32, String, String) {
    run_in(folder.path(), &[&["report", "--no-settings", "--questions", own::FILE], arguments].concat())
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn each_file_gets_the_report_that_it_gets_alone_under_its_name() {
    let there = folder_with(&["in/maple.json", "in/birch.v2.json", "in/deep/not-this.json", "other"]);
    fs::write(there.path().join("in/remarks.txt"), "not answers").unwrap();
    let (status, out, err) = report(&there, &["in", "other", "--out", "out", "--jobs", "3"]);
    assert_eq!((status, &*out, &*err), (0, "Reports written into out: 3.\n", ""));
    let written = there.path().join("out");
    assert_eq!(names(&written), ["birch.v2.txt", "maple.txt", "other.txt"]);
    let alone = report(&there, &["in/maple.json"]).1;
    assert_eq!(fs::read_to_string(written.join("maple.txt")).unwrap(), alone);
    for place in [&written, &written.join("maple.txt")] {
        let mode = fs::metadata(place).unwrap().permissions().mode() & 0o77;
        assert_eq!(mode, 0, "what somebody answered is for the owner alone");
    }
    for (format, ending) in [("html", "html"), ("markdown", "md"), ("json", "json"), ("fhir", "json")] {
        let (status, ..) = report(&there, &["in/maple.json", "--out", format, "--format", format]);
        assert_eq!((status, names(&there.path().join(format))), (0, vec![format!("maple.{ending}")]));
    }
}

#[test]
fn one_faulty_file_is_said_with_its_name_and_the_others_are_written() {
    let there = folder_with(&["in/a.json", "in/b.json", "in/c.json", "in/d.json"]);
    fs::write(there.path().join("in/b.json"), "{").unwrap();
    fs::write(there.path().join("in/d.json"), answers_to(&own(), r#""answers": { "no-such": "often" }"#))
        .unwrap();
    let (status, out, err) = report(&there, &["in", "--out", "out"]);
    assert_eq!((status, &*out), (1, ""));
    let (b, d) = (err.find("in/b.json:").unwrap(), err.find("in/d.json:").unwrap());
    assert!(b < d && err.contains("\"no-such\""), "{err}");
    assert!(
        err.ends_with("\nReports written into out: 2 of 4. 2 were not, for the reasons above.\n"),
        "{err}"
    );
    assert_eq!(names(&there.path().join("out")), ["a.txt", "c.txt"]);
}

#[test]
fn what_is_there_already_is_kept_until_somebody_says_otherwise() {
    let there = folder_with(&["in/a.json", "in/b.json"]);
    let own_words = there.path().join("out/a.txt");
    fs::create_dir(there.path().join("out")).unwrap();
    fs::write(&own_words, "mine").unwrap();
    let (status, _, err) = report(&there, &["in", "--out", "out"]);
    assert!(
        status == 1 && err.starts_with("out/a.txt: This is there already, and was left as it is."),
        "{err}"
    );
    assert!(
        err.contains("--replace") && err.ends_with("1 of 2. One was not, for the reason above.\n"),
        "{err}"
    );
    assert_eq!(fs::read_to_string(&own_words).unwrap(), "mine");
    assert_eq!(report(&there, &["in", "--out", "out", "--replace"]).0, 0);
    assert_ne!(fs::read_to_string(&own_words).unwrap(), "mine");
    assert_eq!(names(&there.path().join("out")), ["a.txt", "b.txt"]);
}

#[test]
fn no_report_gets_the_name_of_another_or_of_an_answers_file() {
    let there = folder_with(&["one/maple.json", "two/maple.json", "two/birch.json"]);
    let (status, _, err) = report(&there, &["one", "two", "./one/maple.json", "--out", "out"]);
    let told = "one/maple.json: Its report would have the name maple.txt, and so would that of two/maple.json. Neither was written.";
    assert!(status == 1 && err.contains(told) && err.contains("1 of 3. 2 were not"), "{err}");
    assert_eq!(names(&there.path().join("out")), ["birch.txt"], "a file that is named twice is one");
    let before = fs::read(there.path().join("one/maple.json")).unwrap();
    let (status, _, err) = report(&there, &["one", "--out", "one/", "--format", "json", "--replace"]);
    assert!(status == 1 && err.contains("the name of an answers file, maple.json"), "{err}");
    assert_eq!(fs::read(there.path().join("one/maple.json")).unwrap(), before);
}

#[test]
fn what_cannot_be_begun_says_what_to_do() {
    let there = folder_with(&["in/a.json", "b.json"]);
    fs::create_dir(there.path().join("empty")).unwrap();
    for (arguments, status, told) in [
        (&["in"][..], 1, "add --out FOLDER."),
        (&["in/a.json", "b.json"], 2, "Add --out FOLDER."),
        (&["-", "--out", "out"], 2, "stillpoint report - > FILE"),
        (&["in", "--replace"], 2, "--out"),
        (&["in", "--out", "out", "--jobs", "0"], 2, "--jobs"),
        (&["in", "--out", "no/such"], 1, "Make the folder around it"),
        (&["in", "--out", "b.json"], 1, "no such folder"),
        (&["empty", "--out", "out"], 1, "empty: There is no file of answers in this folder."),
        (&["missing.json", "--out", "out"], 1, "missing.json: "),
    ] {
        let (ended, out, err) = report(&there, arguments);
        assert_eq!((ended, &*out), (status, ""), "{arguments:?} {err}");
        assert!(err.contains(told), "{arguments:?} {err}");
    }
}

/// Three files, the second of which is a pipe that a test holds open: the reports wait for it as long as the test wants.
struct Waiting {
    there: TempDir,
    pipe: File,
}

impl Waiting {
    fn new() -> Self {
        let there = folder_with(&["in/quiet-fox.json", "in/z.json"]);
        let path = there.path().join("in/held.json");
        mknodat(CWD, &path, FileType::Fifo, Mode::from_raw_mode(0o600), 0).unwrap();
        let pipe = File::options().read(true).write(true).open(path).unwrap();
        Self { there, pipe }
    }

    fn begin(&self, env: &[(&str, &str)], columns: u16) -> Pty {
        let path = |name: &str| self.there.path().join(name).to_str().unwrap().to_owned();
        let (first, held, last, out) =
            (path("in/quiet-fox.json"), path("in/held.json"), path("in/z.json"), path("out"));
        let files = ["report", &first, &held, &last, "--out", &out, "--jobs", "1"];
        let program = Path::new(env!("CARGO_BIN_EXE_stillpoint"));
        let arguments = [&files[..], &["--no-settings", "--questions", own::FILE]].concat();
        Pty::spawn(program, &arguments, env, (columns, 24))
    }

    fn let_go(&mut self) {
        self.pipe.write_all(answers_to(&own(), r#""answers": {}"#).as_bytes()).unwrap();
        self.pipe = File::open("/dev/null").unwrap();
    }

    fn written(&self) -> Vec<String> {
        names(&self.out())
    }

    fn out(&self) -> PathBuf {
        self.there.path().join("out")
    }
}

/// Says whether no row of the screen has anything of a bar or a name in it.
fn is_clean(text: &str) -> bool {
    ["#", "[", "1 of 3", "fox", "held"].iter().all(|word| !text.contains(word))
}

#[test]
fn whoever_waits_at_a_terminal_sees_a_bar_and_no_name_and_it_is_gone_at_the_end() {
    for (columns, row) in [(80, "[##########--------------------] 1 of 3 reports"), (20, "1 of 3 reports")] {
        let mut waiting = Waiting::new();
        let pty = waiting.begin(&[], columns);
        pty.wait_for_text(row);
        assert!(!pty.text().contains("fox") && !pty.text().contains("held"), "{}", pty.text());
        waiting.let_go();
        assert_eq!(pty.wait_exit().code(), Some(0));
        assert!(is_clean(&pty.text()), "{}", pty.text());
        let end = pty.text().replace(|c: char| c.is_whitespace(), "");
        assert!(end.ends_with(":3."), "{end}");
        assert_eq!(waiting.written(), ["held.txt", "quiet-fox.txt", "z.txt"]);
    }
}

#[test]
fn ctrl_c_removes_the_bar_and_leaves_whole_what_is_finished() {
    let waiting = Waiting::new();
    let pty = waiting.begin(&[], 80);
    pty.wait_for_text("1 of 3 reports");
    pty.send("\x03");
    assert_eq!(pty.wait_exit().code(), Some(130));
    let text = pty.text().replace('\n', " ");
    assert!(is_clean(&text) && text.contains(": 1, each of them whole."), "{text}");
    assert!(text.contains("Ended early: 2 were not written."), "{text}");
    assert_eq!(waiting.written(), ["quiet-fox.txt"]);
}

#[test]
fn without_cursor_movement_there_are_plain_lines() {
    for env in [("TERM", "dumb"), ("ACCESSIBLE", "1")] {
        let mut waiting = Waiting::new();
        let pty = waiting.begin(&[env], 80);
        pty.wait_for_text("1 of 3 reports");
        waiting.let_go();
        assert_eq!(pty.wait_exit().code(), Some(0));
        let raw = String::from_utf8(pty.raw()).unwrap();
        assert!(!raw.contains('\x1b') && !raw.replace("\r\n", "").contains('\r'), "{raw:?}");
        assert!(pty.text().contains("1 of 3 reports\n"), "{}", pty.text());
    }
}
