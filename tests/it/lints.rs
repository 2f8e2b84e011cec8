//! What `check` finds in a file that could be better: a folder of files with one planted fault each, and beside each
//! the exact words of `check --strict`. Adding a case is adding a file; `BLESS=1 cargo test` writes the words anew.

use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The day on which the files of the folder are looked at.
const TODAY: &str = "2026-11-23";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/content/lint")
}

fn check(folder: &Path, arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_stillpoint"));
    program.current_dir(folder).arg("check").args(arguments).output().expect("it runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("it is text")
}

/// Every planted file by name.
fn planted() -> Vec<String> {
    let entries = fs::read_dir(folder()).expect("the folder is there");
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> =
        names.filter(|name| name.ends_with(".toml") && name != "clean.toml").collect();
    names.sort();
    names
}

#[test]
fn every_planted_fault_gets_its_message() {
    let mut wrong = String::new();
    assert!(planted().len() >= 60);
    for name in planted() {
        let ended = check(&folder(), &["--strict", "--today", TODAY, &name]);
        let told = text(&ended.stderr);
        assert_eq!(ended.status.code(), Some(1), "{name} passed:\n{told}");
        let expected = folder().join(&name).with_extension("txt");
        #[expect(clippy::disallowed_methods, reason = "whoever runs the tests asks for it")]
        if std::env::var("BLESS").is_ok() {
            fs::write(&expected, &told).expect("it can be written");
        } else if fs::read_to_string(&expected).unwrap_or_default() != told {
            write!(wrong, "{name}:\n{told}\n").unwrap();
        }
    }
    assert!(wrong.is_empty(), "not as expected:\n\n{wrong}");
}

#[test]
fn a_file_without_a_fault_is_silent_but_for_notes() {
    let ended = check(&folder(), &["--strict", "--today", TODAY, "clean.toml"]);
    assert_eq!((ended.status.code(), text(&ended.stderr)), (Some(0), String::new()));
    let told = text(&ended.stdout);
    assert!(
        told.starts_with("clean.toml: no problems; 2 sections and 2 situations can be reached.\n"),
        "{told}"
    );
    assert!(told.contains("clean.toml:6:15: note [not-reviewed]: "), "{told}");
}

#[test]
fn a_warning_is_told_and_fails_only_when_asked() {
    let told = |arguments: &[&str]| {
        let ended = check(&folder(), arguments);
        (ended.status.code(), text(&ended.stdout), text(&ended.stderr))
    };
    let (status, out, err) = told(&["term-unused.toml"]);
    assert_eq!(status, Some(0));
    assert!(out.starts_with("term-unused.toml: 1 warning; 2 sections"), "{out}");
    assert!(err.starts_with("term-unused.toml:") && err.contains(": warning [unused-term]: "), "{err}");
    assert!(!err.contains("strict"), "{err}");
    let (status, same, strict) = told(&["--strict", "term-unused.toml"]);
    assert_eq!((status, same), (Some(1), out));
    assert!(strict.starts_with(&err) && strict.ends_with("With --strict, warnings fail.\n"), "{strict}");
    let (status, ..) = told(&["fact-unknown-in-item.toml"]);
    assert_eq!(status, Some(1), "an error fails in any case");
}

#[test]
fn nothing_depends_on_the_date_unless_it_is_told() {
    for name in ["line-stale-by-a-day.toml", "line-checked-tomorrow.toml"] {
        let ended = check(&folder(), &["--strict", name]);
        assert_eq!((ended.status.code(), text(&ended.stderr)), (Some(0), String::new()));
        let told = text(&ended.stdout);
        assert!(told.lines().last().is_some_and(|line| line.contains("--today YYYY-MM-DD")), "{told}");
        let told = text(&check(&folder(), &["--today", TODAY, name]).stdout);
        assert!(!told.contains("--today"), "{told}");
    }
    let wrong = check(&folder(), &["--today", "yesterday", "clean.toml"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(text(&wrong.stderr).contains("2026-11-23"), "{}", text(&wrong.stderr));
}

/// Writes the clean file with changes and something at its end, and returns what `check` says of it.
fn changed(changes: &[(&str, &str)], end: &str, arguments: &[&str]) -> (Option<i32>, String) {
    let clean = fs::read_to_string(folder().join("clean.toml")).expect("it is there");
    let changed = changes.iter().fold(clean, |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    });
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("q.toml"), changed + end).expect("written");
    let ended = check(folder.path(), &[arguments, &["q.toml"]].concat());
    (ended.status.code(), text(&ended.stderr))
}

#[test]
fn the_programs_own_sentences_are_read_too() {
    use stillpoint::files::content::builtin::ENGLISH;
    let folder = tempfile::tempdir().expect("a folder");
    let begin = "begin = \"Begin\"\n";
    assert!(ENGLISH.contains(begin));
    let line = ENGLISH.lines().position(|line| line.starts_with("begin = ")).expect("the line") + 1;
    let labelled = ENGLISH.replacen(begin, "begin = \"You have depression.\"\n", 1);
    fs::write(folder.path().join("en.toml"), labelled).expect("written");
    let ended = check(folder.path(), &["--strict", "en.toml"]);
    let told = text(&ended.stderr);
    assert_eq!(ended.status.code(), Some(1));
    assert!(
        told.starts_with(&format!("en.toml:{line}:10: warning [labelling]: \"You have depression\"")),
        "{told}"
    );
}

fn waiver(lint: &str, at: &str) -> String {
    format!("\n[[waivers]]\nlint = \"{lint}\"\nat = \"{at}\"\nreason = \"We looked at it.\"\n")
}

#[test]
fn what_is_waived_with_a_reason_is_left_alone_and_nothing_else_is() {
    let strict = ["--strict", "--today", TODAY];
    let unused = ("term = \"Helpline\"", "term = \"Hotline\"");
    let stale = ("checked = 2025-11-23", "checked = 2025-01-01");
    for (change, lint, at) in [
        (unused, "unused-term", "terms.helpline"),
        (unused, "unused-term", "terms.helpline.term"),
        (stale, "stale-line", "support.001"),
        (stale, "stale-line", "support.001.checked"),
    ] {
        assert_eq!(changed(&[change], &waiver(lint, at), &strict), (Some(0), String::new()), "{at}");
    }
    let (status, told) = changed(&[unused, stale], &waiver("unused-term", "terms.helpline"), &strict);
    assert_eq!(status, Some(1));
    assert!(told.contains("[stale-line]") && !told.contains("[unused-term]"), "{told}");
    let (_, told) = changed(&[unused], &waiver("unused-term", "terms.helpline.meaning"), &strict);
    assert!(told.contains("[unused-term]") && told.contains("[unused-waiver]"), "{told}");
}

#[test]
fn a_waiver_of_what_was_not_looked_for_is_not_called_unused() {
    let stale = ("checked = 2025-11-23", "checked = 2025-01-01");
    let waived = waiver("stale-line", "support.001");
    assert_eq!(changed(&[stale], &waived, &["--strict"]), (Some(0), String::new()));
    let (_, told) = changed(&[], &waived, &["--strict", "--today", TODAY]);
    assert!(told.contains("[unused-waiver]"), "{told}");
}

#[test]
fn a_year_is_up_on_the_day_after() {
    for (checked, today, stale) in [
        ("2025-11-23", "2026-11-23", false),
        ("2025-11-22", "2026-11-23", true),
        ("2024-02-29", "2025-02-28", false),
        ("2024-02-29", "2025-03-01", true),
        ("2026-11-23", "2026-11-23", false),
    ] {
        let changes = [("checked = 2025-11-23", format!("checked = {checked}"))];
        let others = "checked = 2026-11-23";
        let fresh = format!("checked = {checked}");
        let changes: Vec<(&str, &str)> = changes.iter().map(|(from, to)| (*from, to.as_str())).collect();
        let (_, told) = changed(
            &[&changes[..], &[(others, &fresh), (others, &fresh), (others, &fresh)]].concat(),
            "",
            &["--today", today],
        );
        assert_eq!(told.contains("[stale-line]"), stale, "{checked} {today}\n{told}");
    }
}

#[test]
fn machines_get_one_object_with_the_same_findings() {
    let files = ["several-at-once.toml", "clean.toml", "missing.toml"];
    let arguments = [&["--format", "json", "--today", TODAY], &files[..]].concat();
    let ended = check(&folder(), &arguments);
    assert_eq!((ended.status.code(), text(&ended.stderr)), (Some(1), String::new()));
    let told: Value = serde_json::from_slice(&ended.stdout).expect("it is JSON");
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(keys(&told), "passed strict today counts files");
    assert_eq!((&told["passed"], &told["today"]), (&Value::Bool(false), &Value::from(TODAY)));
    assert_eq!(told["files"].as_array().unwrap().len(), 3);
    let [several, clean, missing] = [0, 1, 2].map(|index| &told["files"][index]);
    assert_eq!(keys(several), "file kind counts findings proved");
    assert_eq!(keys(&several["findings"][0]), "level lint line column message advice");
    assert_eq!((&clean["counts"]["note"], &clean["counts"]["warning"]), (&Value::from(1), &Value::from(0)));
    assert_eq!(clean["proved"]["texts"].as_array().unwrap().len(), 4);
    assert_eq!((&missing["kind"], &missing["findings"][0]["line"]), (&Value::Null, &Value::Null));

    let printed = text(&check(&folder(), &["--today", TODAY, files[0]]).stderr);
    for finding in several["findings"].as_array().unwrap() {
        let place = format!("{}:{}:{}:", files[0], finding["line"], finding["column"]);
        let named = match (finding["level"].as_str().unwrap(), finding["lint"].as_str()) {
            ("note", _) => continue,
            (level, Some(lint)) => {
                format!("{place} {level} [{lint}]: {}", finding["message"].as_str().unwrap())
            }
            (_, None) => format!("{place} {}", finding["message"].as_str().unwrap()),
        };
        assert!(printed.contains(&named), "{named}\n{printed}");
    }

    let passes = check(&folder(), &["--format", "json", "term-unused.toml"]);
    let fails = check(&folder(), &["--format", "json", "--strict", "term-unused.toml"]);
    assert_eq!((passes.status.code(), fails.status.code()), (Some(0), Some(1)));
}

#[test]
fn what_a_questionnaire_avoids_is_avoided_in_its_translations_and_not_in_notes_and_reasons() {
    let folder = tempfile::tempdir().expect("a folder");
    let clean = fs::read_to_string(self::folder().join("clean.toml")).expect("it is there");
    let noted = clean.replacen("waived = \"", "note = \"Not: a bad night.\"\nwaived = \"No bad night. ", 1);
    let list = "\n[[avoided]]\nphrases = [\"Mala  noche\", \"bad night\"]\nadvice = \"Write \\\"noche difícil\\\".\"\n";
    fs::write(folder.path().join("q.toml"), noted + list).expect("written");
    let translation = "questionnaire = \"clean\"\nversion = \"1\"\nlanguage = \"es\"\nreviewed_by = []\n\
                       title = \"Tras una malá noche\"\n";
    fs::create_dir(folder.path().join("translations")).expect("a folder");
    fs::write(folder.path().join("translations/es.toml"), translation).expect("written");
    let told = text(&check(folder.path(), &["q.toml"]).stderr);
    assert_eq!(told.matches("[avoided-phrase]").count(), 1, "{told}");
    assert!(
        told.contains(
            "es.toml:5:19: warning [avoided-phrase]: The questionnaire avoids \"malá noche\": see [[avoided]]."
        ),
        "{told}"
    );
    assert!(told.contains("Write \"noche difícil\"."), "{told}");
    let waived = waiver("avoided-phrase", "title");
    let file = fs::read_to_string(folder.path().join("q.toml")).expect("it is there");
    fs::write(folder.path().join("q.toml"), file + &waived).expect("written");
    let told = text(&check(folder.path(), &["q.toml"]).stderr);
    assert!(!told.contains("[avoided-phrase]"), "{told}");
}

#[test]
fn waivers_are_printed_as_they_are_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let clean = fs::read_to_string(self::folder().join("clean.toml")).expect("it is there");
    fs::write(folder.path().join("q.toml"), clean + &waiver("single-route", "support.001")).expect("written");
    let mut program = Command::new(env!("CARGO_BIN_EXE_stillpoint"));
    program.current_dir(&folder).args(["questionnaire", "--format", "json", "--questions", "q.toml"]);
    let printed: Value = serde_json::from_slice(&program.output().expect("it runs").stdout).expect("JSON");
    let expected = r#"[{"lint":"single-route","at":"support.001","reason":"We looked at it."}]"#;
    assert_eq!(printed["waivers"].to_string(), expected);
}

#[test]
fn every_lint_is_explained_and_planted() {
    let content = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/content.md")).unwrap();
    let told: String = planted()
        .iter()
        .map(|name| fs::read_to_string(folder().join(name).with_extension("txt")).unwrap_or_default())
        .collect();
    for lint in stillpoint::files::toml::lint::Lint::ALL {
        assert!(content.contains(&format!("| `{lint}` |")), "docs/content.md does not explain {lint}");
        let elsewhere = ["not-reviewed", "built-in-language"].contains(&lint.name())
            || lint.name().ends_with("-translation");
        assert!(elsewhere || told.contains(&format!("[{lint}]")), "no file has {lint} planted");
    }
}

/// Writes a questionnaire with so many of everything.
fn large(n: usize) -> String {
    let mut file = "id = \"q\"\nversion = \"1\"\nlanguage = \"en\"\n\
        [[option_sets]]\nid = \"o\"\nordered = true\n\
        options = [{ id = \"a\", text = \"No\" }, { id = \"b\", text = \"Yes\" }]\n"
        .to_owned();
    let ids: Vec<String> = (0..n).map(|index| format!("\"i{index}\"")).collect();
    let ids = ids.join(",");
    writeln!(file, "[[groups]]\nid = \"g\"\ntitle = \"G\"\ntallied = true\nitems = [{ids}]").unwrap();
    for index in 0..n {
        let facts = format!("facts = [\"f{}\"]", index % 100);
        writeln!(
            file,
            "[[items]]\nid = \"i{index}\"\nlabel = \"L\"\ntext = \"I do.\"\noptions = \"o\"\n{facts}"
        )
        .unwrap();
    }
    for index in 0..100 {
        writeln!(file, "[[facts]]\nid = \"f{index}\"\ngist = \"X.\"\nstatus = \"clear\"").unwrap();
    }
    file + "[[guidance]]\nid = \"a\"\ntitle = \"T\"\ntext = \"T.\"\nnext_step = \"N.\"\nshow = { always = true }\n"
}

#[test]
fn ten_thousand_items_are_looked_at_one_by_one() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("q.toml"), large(9_000)).expect("written");
    let ended = check(folder.path(), &["--format", "json", "--today", TODAY, "q.toml"]);
    let told: Value = serde_json::from_slice(&ended.stdout).expect("it is JSON");
    assert_eq!((ended.status.code(), &told["counts"]["error"]), (Some(0), &Value::from(0)), "{told}");
}
