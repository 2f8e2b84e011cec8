//! The commands as a user or a script meets them: the real program, its output, its errors, its exit status.

use crate::support::answering::answers_to;
use crate::support::own::{self, own};
use crate::support::pty::Pty;
use serde_json::{Value, json};
use std::ffi::OsStr;
use std::fs::{self, File, Permissions};
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use stillpoint::files::content::builtin;
use tempfile::TempDir;

/// What a run of the program left behind.
struct Ended {
    status: i32,
    out: String,
    err: String,
}

/// Runs the program with nothing of the surroundings but what is given.
fn run(arguments: &[&str], input: &[u8]) -> Ended {
    let mut child = program(arguments).stdin(Stdio::piped()).spawn().unwrap();
    // A program that has heard enough closes its end.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    let ended = Ended { status: output.status.code().unwrap(), out, err };
    let quiet = |text: &str| !text.contains("panicked") && !text.contains('\u{1b}');
    assert!(quiet(&ended.out) && quiet(&ended.err), "{}{}", ended.out, ended.err);
    ended
}

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stillpoint"));
    command.args(arguments).env_clear().stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn file(folder: &TempDir, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    path
}

/// A file of answers to the questionnaire of the tests.
fn answers(body: &str) -> String {
    answers_to(&own(), body)
}

/// Runs a report on the questionnaire of the tests.
fn report(arguments: &[&str], input: &[u8]) -> Ended {
    run(&[&["report", "--questions", own::FILE], arguments].concat(), input)
}

/// Expects that a report of this file is refused, with status 1 and all of these words.
fn refused(path: &Path, words: &[&str]) -> String {
    let path = path.to_str().unwrap();
    let ended = report(&[path], b"");
    assert_eq!((ended.status, &*ended.out), (1, ""), "{}", ended.err);
    let told = ended.err.replace(path, "FILE");
    for word in words {
        assert!(told.contains(word), "{word}\n{told}");
    }
    assert!(told.starts_with("FILE:") && told.ends_with('\n'), "{told}");
    told
}

#[test]
fn bad_answers_get_a_clear_error() {
    let folder = tempfile::tempdir().unwrap();
    for (body, words) in [
        (answers(r#""answers": {"no-such-item": "often"}"#), &["no-such-item"][..]),
        (answers(r#""answers": {"crowded-rooms": "very"}"#), &["crowded-rooms", "often"]),
        (answers(r#""answers": {"crowded-rooms": 3}"#), &["crowded-rooms"]),
        (
            answers(r#""answers": {"crowded-rooms": "often"}, "not_asked": ["crowded-rooms"]"#),
            &["crowded-rooms"],
        ),
        (answers(r#""answers": []"#), &["answers"]),
        (
            r#"{"questionnaire": "another", "version": "9", "answers": {"a": "b"}}"#.into(),
            &[
                "\"another\", version \"9\". ",
                "\"living-with-noise\", version \"3.2\".",
                "Nothing was changed.",
            ],
        ),
        ("not JSON at all".into(), &["JSON"]),
        ("{\"answers\": ".into(), &["ends too early"]),
        (String::new(), &["empty"]),
        ("[]".into(), &["not an object"]),
    ] {
        refused(&file(&folder, "answers.json", body), words);
    }
}

#[test]
fn a_slip_in_a_file_of_answers_gets_what_was_most_likely_meant() {
    let folder = tempfile::tempdir().unwrap();
    for (body, hint) in [
        (answers(r#""anwsers": {"crowded-rooms": "often"}"#), "Did you mean \"answers\"?"),
        (answers(r#""answers": {"crowded-roms": "often"}"#), "Did you mean \"crowded-rooms\"?"),
        (answers(r#""answers": {"crowded-rooms": "oftne"}"#), "Did you mean \"often\"?"),
        (answers(r#""answers": {"crowded-rooms": "declind"}"#), "Did you mean \"declined\"?"),
        (answers(r#""answers": {}, "notasked": []"#), "Did you mean \"not_asked\"?"),
        (
            r#"{"questionaire": "living-with-noise", "version": "3.2", "answers": {}}"#.into(),
            "\"questionnaire\"?",
        ),
    ] {
        let told = refused(&file(&folder, "answers.json", body), &[hint]);
        assert_eq!(told.matches("FILE:").count(), 1, "one slip is one fault\n{told}");
    }
}

#[test]
fn a_region_or_language_that_is_not_there_is_told_with_those_that_are() {
    let body = answers(r#""answers": {}"#);
    let british = report(&["-", "--region", "UK"], body.as_bytes());
    assert_eq!((british.status, &*british.out), (2, ""));
    assert!(british.err.contains("did you mean GB?"), "{}", british.err);
    let spanish = report(&["-", "--lang", "sp"], body.as_bytes());
    assert!(spanish.err.contains("Did you mean \"es\"? There are: en, es."), "{}", spanish.err);
    for (settings, near) in [
        ("region = \"UK\"", "Did you mean \"GB\"? Those for anywhere (001) are shown."),
        ("region = \"GB-SCO\"", "Did you mean \"GB-SCT\"? Those for GB are shown."),
        ("region = \"Spain\"", "Did you mean \"ES\"?"),
        ("languages = [\"English\"]", "Did you mean \"en\"?"),
    ] {
        let told = run(&["check", "-"], settings.as_bytes()).err;
        assert!(told.contains(near), "{settings}\n{told}");
    }
    for arguments in [&["report", "-", "--lang", "xx"][..], &["questionnaire", "--lang", "xx"]] {
        let ended = run(arguments, body.as_bytes());
        assert_eq!((ended.status, &*ended.out), (2, ""), "{arguments:?}");
        assert!(ended.err.contains("\"xx\"") && ended.err.contains("There are: en, es."), "{}", ended.err);
    }
}

#[test]
fn a_command_that_is_none_gets_the_one_that_was_meant_or_all_there_are() {
    for (arguments, tip) in [
        (&["repot", "a"][..], "a similar subcommand exists: 'report'"),
        (&["help", "repot"], "Did you mean \"report\"?"),
        (&["records", "delete", "anna"], "There are: list, show, export, rekey, remove."),
        (
            &["open"],
            "There are: counselor, display, report, questionnaire, new, sentences, check, records, kiosk, completions, man.",
        ),
        (&["check", "--lang", "es"], "--lang is an option of the checklist, counselor, display, report"),
        (&["kiosk", "--region", "US"], "the kiosk's settings say it, under \"region\""),
        (&["report", "a.json", "--regoin", "US"], "'--region'"),
        (&["saved/answers.json"], "stillpoint report FILE; to go on with it: stillpoint --answers FILE"),
        (&["questions.toml"], "stillpoint check FILE; to use it: --questions FILE or --settings FILE"),
        (&["records", "anna.age"], "stillpoint records show NAME"),
    ] {
        let ended = run(arguments, b"");
        assert_eq!((ended.status, &*ended.out), (2, ""), "{arguments:?}");
        assert!(ended.err.contains(tip), "{arguments:?}\n{}", ended.err);
        assert_eq!(ended.err.matches("tip:").count(), 1, "{}", ended.err);
    }
}

#[test]
fn two_problems_are_told_at_once_and_no_valid_answer_is() {
    let folder = tempfile::tempdir().unwrap();
    let body =
        answers(r#""answers": {"crowded-rooms": "very", "losing-the-thread": "often", "other": "declined"}"#);
    let told = refused(&file(&folder, "answers.json", body), &["crowded-rooms", "other"]);
    assert!(!told.contains("losing-the-thread") && !told.contains("very"), "{told}");
}

#[test]
fn a_file_of_answers_in_the_place_of_a_questionnaire_is_not_shown() {
    let folder = tempfile::tempdir().unwrap();
    let path =
        file(&folder, "answers.json", answers("\n\"answers\": {\n\"losing-the-thread\": \"often\"\n}"));
    let path = path.to_str().unwrap();
    for arguments in [&["check", path][..], &["report", path, "--questions", path]] {
        let ended = run(arguments, b"");
        assert_eq!((ended.status, &*ended.out), (1, ""));
        assert!(ended.err.contains("JSON") && ended.err.contains("stillpoint report"), "{}", ended.err);
        assert!(!ended.err.contains("losing-the-thread") && !ended.err.contains("often"), "{}", ended.err);
    }
}

#[test]
fn files_that_are_none_are_refused_for_what_they_are() {
    let folder = tempfile::tempdir().unwrap();
    refused(folder.path(), &["folder", "add --out FOLDER"]);
    refused(&folder.path().join("missing.json"), &["no such file"]);
    refused(&file(&folder, "latin1.json", b"{\"a\": \"\xe9\"}"), &["UTF-8"]);
    refused(Path::new("/dev/zero"), &["device"]);
}

#[test]
fn every_command_that_reads_a_file_reads_standard_input_and_pipes() {
    let folder = tempfile::tempdir().unwrap();
    let body = answers(r#""answers": {"crowded-rooms": "often"}"#);
    let questions = fs::read_to_string(own::FILE).unwrap();
    let path = file(&folder, "answers.json", &body);
    let usual = report(&[path.to_str().unwrap()], b"");
    let asked = ["report", path.to_str().unwrap(), "--questions", "-"];
    assert_eq!(run(&asked, questions.as_bytes()).out, usual.out);
    let printed = run(&["questionnaire", "--questions", "-"], questions.as_bytes());
    assert_eq!((printed.status, &*printed.out), (0, &*questions));
    let faulty = run(&["check", "-"], b"id = 3\n");
    assert!(faulty.status == 1 && faulty.err.contains("standard input:1:6: "), "{}", faulty.err);
    let settings = run(&["report", path.to_str().unwrap(), "--settings", "-"], b"themme = \"dark\"\n");
    assert!(settings.err.contains("Did you mean \"theme\"?"), "{}", settings.err);
    let twice = report(&["-", "--settings", "-"], b"");
    assert!(
        twice.status == 1 && twice.err.contains("standard input: It can be read only once."),
        "{}",
        twice.err
    );
    let script = "\"$0\" report <(cat \"$1\") --questions <(cat \"$2\")";
    let given = [env!("CARGO_BIN_EXE_stillpoint"), path.to_str().unwrap(), own::FILE];
    let piped = Command::new("bash").args(["-c", script]).args(given).output().unwrap();
    assert_eq!((&*String::from_utf8_lossy(&piped.stderr), piped.stdout), ("", usual.out.into_bytes()));
}

#[test]
fn enormous_and_deep_files_are_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let large = folder.path().join("large.json");
    File::create(&large).unwrap().set_len(100 << 20).unwrap();
    refused(&large, &["1 MiB"]);
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    refused(&file(&folder, "deep.json", &deep), &["too deeply"]);
    refused(&file(&folder, "objects.json", "{\"a\":".repeat(10_000)), &[]);
    refused(&file(&folder, "inside.json", answers(&format!("\"answers\": {deep}"))), &[]);
    let ended = report(&["-"], &vec![b' '; 100 << 20]);
    assert_eq!(ended.status, 1);
    assert!(ended.err.contains("standard input") && ended.err.contains("1 MiB"), "{}", ended.err);
}

#[test]
fn an_error_never_acts_on_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let body = answers("\"answers\": {\"\\u001b[2J\\u009b\\u202e\": \"\\u001b]0;x\\u0007\"}");
    let told = refused(&file(&folder, "a.json", body), &[]);
    assert!(told.chars().all(|c| c == '\n' || !c.is_control()), "{told:?}");
    for arguments in [&["report", "no\u{1b}[31m\u{9b}file"][..], &["--\u{1b}[31m"], &["check", "x\u{202e}y"]]
    {
        let ended = run(arguments, b"");
        assert!(ended.status > 0 && !ended.err.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{:?}", ended.err);
    }
}

#[test]
fn on_the_full_screen_a_file_from_standard_input_is_read_and_keys_come_from_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "a.json", answers(r#""answers": {"crowded-rooms": "often"}"#));
    let (program, path) = (env!("CARGO_BIN_EXE_stillpoint"), path.display());
    for named in ["--answers - < FILE", "--answers <(cat FILE)", "--answers /dev/stdin < FILE"] {
        let named = named.replace("FILE", &path.to_string());
        let line = format!("'{program}' --questions {} {named}; echo \"ended with $?\"", own::FILE);
        let pty = Pty::spawn(Path::new("/bin/bash"), &["-c", &line], &[("TERM", "xterm")], (80, 24));
        pty.wait_for_text("Go on with your answers");
        pty.send("\u{3}");
        pty.wait_for_text("Enter");
        pty.send("\u{3}");
        pty.wait_for_text("ended with 0");
    }
    let pty = Pty::spawn(Path::new(program), &["--answers", "-"], &[("TERM", "xterm")], (80, 24));
    assert_eq!(pty.wait_exit().code(), Some(1));
    assert!(pty.text().contains("Standard input is the keyboard"), "{}", pty.text());
    let resource =
        file(&folder, "r.json", r#"{"resourceType": "QuestionnaireResponse", "questionnaire": "a|1"}"#);
    let pty = Pty::spawn(
        Path::new(program),
        &["--answers", resource.to_str().unwrap()],
        &[("TERM", "xterm")],
        (80, 24),
    );
    assert_eq!(pty.wait_exit().code(), Some(1));
    assert!(
        pty.text().contains("This is a FHIR resource.") && pty.text().contains("stillpoint report"),
        "{}",
        pty.text()
    );
}

#[test]
fn settings_are_found_in_a_home_of_any_name_and_no_command_names_what_cannot_be_typed() {
    let folder = tempfile::tempdir().unwrap();
    for name in [&b"a\xffb"[..], b"a\x1b[2Jb", "a\u{202e}b".as_bytes()] {
        let home = folder.path().join(OsStr::from_bytes(name));
        let settings = home.join(".config/stillpoint");
        fs::create_dir_all(&settings).unwrap();
        let list = || {
            let output = program(&["records", "list"]).env("HOME", &home).output().unwrap();
            let told = String::from_utf8(output.stderr).unwrap();
            assert!(!told.contains(['\u{1b}', '\u{202e}']), "{told:?}");
            told
        };
        let told = list();
        assert!(told.contains("age-keygen -o /home/me/stillpoint-key.txt"), "{told}");
        fs::write(settings.join("settings.toml"), "[counselor]\nrecords_folder = \"records\"\n").unwrap();
        assert!(list().contains("There is no record"), "{}", list());
        let records = settings.join("records");
        fs::create_dir(&records).unwrap();
        fs::set_permissions(&records, Permissions::from_mode(0o755)).unwrap();
        let told = list();
        assert!(told.contains("Others may look into this folder") && !told.contains("chmod"), "{told}");
    }
}

#[test]
fn on_a_terminal_a_long_message_is_folded_between_words() {
    let arguments = ["questionnaire", "--lang", "xx"];
    let terminal = Pty::spawn(Path::new(env!("CARGO_BIN_EXE_stillpoint")), &arguments, &[], (40, 24));
    assert_eq!(terminal.wait_exit().code(), Some(2));
    let text = terminal.text();
    let rows: Vec<&str> = text.lines().map(str::trim_end).collect();
    assert_eq!(rows.get(..2), Some(&["There is no text in the language \"xx\"", "here."][..]), "{text}");
}

#[test]
fn wrong_arguments_end_with_status_2() {
    for arguments in [
        &["rep"][..],
        &["report"],
        &["report", "a", "--format", "pdf"],
        &["report", "a", "--region", "nowhere"],
        &["--theme", "red"],
        &["--glyphs", "many"],
        &["--plain=loud"],
        &["questionnaire", "extra"],
        &["--theme", "dark", "report", "a"],
    ] {
        let ended = run(arguments, b"");
        assert_eq!((ended.status, &*ended.out), (2, ""), "{arguments:?}");
        assert!(ended.err.starts_with("error: ") && ended.err.contains("--help"), "{}", ended.err);
    }
    let swapped = run(&["--lang", "es", "counselor"], b"");
    assert!(swapped.err.contains("behind the command they are for: stillpoint counselor"), "{}", swapped.err);
}

#[test]
fn help_shows_examples_and_the_version_is_told() {
    let help = run(&["--help"], b"");
    assert_eq!((help.status, &*help.err), (0, ""));
    for word in ["Examples:", "report", "questionnaire", "check", "--theme", "--region"] {
        assert!(help.out.contains(word), "{word}\n{}", help.out);
    }
    let version = run(&["--version"], b"");
    assert_eq!((version.status, version.out), (0, format!("stillpoint {}\n", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn without_a_terminal_the_checklist_names_plain_mode_and_the_report_and_ends() {
    for input in [&b""[..], b"jjj\n"] {
        let ended = run(&[], input);
        assert_eq!((ended.status, &*ended.out), (1, ""));
        assert!(ended.err.contains("terminal") && ended.err.contains("stillpoint report"), "{}", ended.err);
        assert!(ended.err.contains("stillpoint --plain"), "{}", ended.err);
    }
}

#[test]
fn a_report_from_standard_input_has_its_keys_in_order() {
    let body = answers(
        r#""not_asked": ["shouting-at-home"], "skipped": ["raised-voices"], "answers": {"losing-the-thread": "often", "crowded-rooms": "declined"}"#,
    );
    let ended = report(&["-", "--format", "json", "--region", "gb"], body.as_bytes());
    assert_eq!((ended.status, &*ended.err), (0, ""));
    let printed: Value = serde_json::from_str(&ended.out).unwrap();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(
        keys(&printed),
        "questionnaire version language status answers skipped not_reached not_asked tally sections guidance visit support \
         ask_instead sources"
    );
    assert_eq!(printed["status"], "in-progress");
    assert_eq!(keys(&printed["answers"]), "crowded-rooms losing-the-thread");
    assert_eq!(printed["answers"]["crowded-rooms"], "declined");
    assert_eq!(keys(&printed["tally"][0]), "group of counts unanswered not_asked");
    assert_eq!(printed["skipped"], json!(["raised-voices"]));
    assert_eq!(printed["tally"][0]["unanswered"], 3, "skipped and not reached");
    assert_eq!(keys(&printed["tally"][0]["counts"]), "not-really sometimes often declined");
    assert_eq!(keys(&printed["sections"][0]), "id because");
    assert_eq!(keys(&printed["support"][0]), "id region also kind name ways hours checked checked_at");
    assert_eq!(printed["support"][0]["region"], "GB");
    let women = printed["support"].as_array().unwrap().iter().find(|line| line["name"] == "Open Door");
    assert_eq!(women.unwrap()["for_whom"], "women");
    let told = |kind| json!({"kind": kind, "name": "Good Listeners", "ways": ["Call 501 501, free", "Text HEAR to 502"]});
    assert_eq!(
        printed["ask_instead"],
        json!([told("abuse"), told("substances")]),
        "the line for women is not for all"
    );
    assert_eq!(keys(&printed["sources"]), "items sections guidance");
    assert_eq!(printed["sources"]["items"]["losing-the-thread"], json!({"from": "mended", "facts": ["L2"]}));
    assert!(ended.out.starts_with("{\n  \"questionnaire\"") && ended.out.ends_with("}\n"), "{}", ended.out);

    let again = report(&["-", "--format", "json", "--region", "gb"], ended.out.as_bytes());
    assert_eq!((again.status, again.out), (0, ended.out), "a report is a file of answers");
}

#[test]
fn a_report_is_text_unless_markdown_is_asked_for() {
    let body = answers(r#""answers": {"losing-the-thread": "often"}"#);
    let text = report(&["-"], body.as_bytes());
    let markdown = report(&["-", "--format", "markdown"], body.as_bytes());
    assert_eq!((text.status, markdown.status), (0, 0), "{}{}", text.err, markdown.err);
    assert!(text.out.contains("=====") && !text.out.contains("# "), "{}", text.out);
    assert!(markdown.out.starts_with("# "), "{}", markdown.out);
}

#[test]
fn the_questionnaire_is_printed_as_it_was_written_and_as_json() {
    let toml = run(&["questionnaire"], b"");
    assert_eq!((toml.status, &*toml.out), (0, builtin::QUESTIONS));
    let json: Value = serde_json::from_str(&run(&["questionnaire", "--format", "json"], b"").out).unwrap();
    assert_eq!(json["support"][0]["checked"], "2026-11-23");
}

#[test]
fn a_comment_of_a_questionnaire_cannot_act_either() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "q.toml", format!("# \u{9b}31m\u{202e} tab\there\n{}", own::TEXT));
    let ended = run(&["questionnaire", "--questions", path.to_str().unwrap()], b"");
    assert!(!ended.out.contains(['\u{9b}', '\u{202e}']), "{:?}", ended.out.lines().next());
}

/// What `check` says of the built-in files, without the note below the first line.
const SOUND: [&str; 4] = [
    "questions.toml: no problems; 22 sections and 11 situations can be reached.",
    "translations/es.toml: no problems.",
    "languages/en.toml: no problems.",
    "languages/es.toml: no problems.",
];

/// The lines that `check` begins at the left; the others belong to them.
fn heads(told: &str) -> Vec<&str> {
    told.lines().filter(|line| !line.starts_with(' ')).collect()
}

#[test]
fn check_has_no_complaint_about_what_is_built_in() {
    for arguments in [&["check"][..], &["check", "--strict", "--today", "2026-11-27"]] {
        let ended = run(arguments, b"");
        assert_eq!((ended.status, &*ended.err), (0, ""));
        let heads = heads(&ended.out);
        let (notes, others): (Vec<&str>, Vec<&str>) =
            heads.iter().partition(|line| line.contains(": note [not-reviewed]: "));
        assert_eq!(others[..SOUND.len()], SOUND);
        let noted: Vec<&str> = notes.iter().filter_map(|note| note.split(':').next()).collect();
        assert_eq!(noted, ["questions.toml", "translations/es.toml", "languages/es.toml"]);
        let undated = others.get(SOUND.len()).is_some_and(|line| line.contains("--today YYYY-MM-DD"));
        assert_eq!((undated, others.len() - SOUND.len()), (arguments.len() == 1, usize::from(undated)));
    }
}

#[test]
fn check_has_no_complaint_about_the_questionnaire_of_the_tests() {
    let ended = run(&["check", "--strict", "--today", "2026-11-23", own::FILE], b"");
    assert_eq!((ended.status, &*ended.err), (0, ""), "{}", ended.out);
    assert!(ended.out.contains("es.toml: no problems."), "{}", ended.out);
}

#[test]
fn check_shows_on_request_what_brings_each_text() {
    let ended = run(&["check", "--witnesses", own::FILE], b"");
    assert_eq!((ended.status, &*ended.err), (0, ""));
    for line in [
        "  sections",
        "    chosen-quiet: reached by own-choice = mine",
        "    hearing-note: under \"more to read\", for everybody",
        "  guidance",
        "    where-to-begin: reached by any answers or none",
    ] {
        assert!(ended.out.lines().any(|found| found == line), "{line}\n{}", ended.out);
    }
}

#[test]
fn check_fails_where_a_proof_does() {
    let folder = tempfile::tempdir().unwrap();
    let rule = "show = { item = \"own-choice\", is = \"mine\" }";
    let line = own::TEXT.lines().position(|line| line == rule).unwrap() + 1;
    let torn = "show = { all = [{ item = \"own-choice\", is = \"mine\" }, { item = \"own-choice\", is = \"unsure\" }] }";
    let path = file(&folder, "torn.toml", own::TEXT.replacen(rule, torn, 1));
    let ended = run(&["check", path.to_str().unwrap()], b"");
    assert_eq!((ended.status, &*ended.out), (1, ""));
    let (place, shown) =
        (format!("torn.toml:{line}:8: No answers can bring this text"), format!("  {line} | show"));
    for word in [&*place, "(\"own-choice\")", &*shown, "^^^"] {
        assert!(ended.err.contains(word), "{word}\n{}", ended.err);
    }
    let listed = run(&["check", "--witnesses", path.to_str().unwrap()], b"");
    assert_eq!(listed.status, 1);
    assert!(listed.out.contains("    chosen-quiet: cannot be reached\n"), "{}", listed.out);
}

#[test]
fn check_tells_every_problem_of_every_file() {
    let folder = tempfile::tempdir().unwrap();
    let broken =
        own::TEXT.replace("\"Q2\"]", "\"Q22\"]").replace("\"choice\"\nordered", "\"chioce\"\nordered");
    let (good, bad) = (file(&folder, "good.toml", own::TEXT), file(&folder, "bad.toml", broken));
    let missing = folder.path().join("missing.toml");
    let ended =
        run(&["check", good.to_str().unwrap(), bad.to_str().unwrap(), missing.to_str().unwrap()], b"");
    assert_eq!(ended.status, 1);
    assert!(
        ended.out.starts_with(&format!(
            "{}: no problems; 9 sections and 6 situations can be reached.\n",
            good.display()
        )),
        "{}",
        ended.out
    );
    for word in ["bad.toml:", "\"Q22\"", "\"choice\"", "missing.toml: There is no such file."] {
        assert!(ended.err.contains(word), "{word}\n{}", ended.err);
    }
    let report = run(&["report", "-", "--questions", bad.to_str().unwrap()], b"{}");
    assert_eq!(report.status, 1);
    assert!(report.err.contains("\"Q22\"") && report.err.contains("\"choice\""), "{}", report.err);
}

#[test]
fn a_reader_that_has_had_enough_is_no_failure() {
    for arguments in [&["questionnaire"][..], &["--help"]] {
        let mut child = program(arguments).stdin(Stdio::null()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()), "{arguments:?}");
    }
}

#[test]
fn output_that_cannot_be_written_is_a_failure() {
    let full = File::options().write(true).open("/dev/full").unwrap();
    let output = program(&["questionnaire"]).stdin(Stdio::null()).stdout(full).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.starts_with("The output could not be written"), "{told}");
}
