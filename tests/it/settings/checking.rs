//! `stillpoint check` on settings, as whoever sets up a site meets it.

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;
use stillpoint::files::content::builtin;
use tempfile::TempDir;

/// A folder in which files are checked.
struct Desk(TempDir);

impl Desk {
    fn with(files: &[(&str, &str)]) -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        for (name, text) in files {
            fs::write(desk.0.path().join(name), text).unwrap();
        }
        desk
    }

    /// Checks as the real program; returns its status, output and errors.
    fn check(&self, arguments: &[&str]) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_stillpoint"));
        command.arg("check").args(arguments).env_clear().current_dir(self.0.path());
        let output = command.output().unwrap();
        let told = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), told(output.stdout), told(output.stderr))
    }
}

const LINE: &str = "[[support]]\nname = \"Walk-in hour\"\nways = [\"Mill Lane 2\"]\nhours = \"9 to 17\"\n\
                    checked = 2026-01-31\n";

#[test]
fn settings_without_a_fault_are_told_in_a_few_words() {
    let desk = Desk::with(&[
        (
            "a.toml",
            &format!(
                "clinic = \"Riverside Clinic\"\nregion = \"GB\"\ntheme = \"light\"\n{LINE}[kiosk]\nidle_seconds = 90\n"
            ),
        ),
        ("settings.toml", ""),
    ]);
    let (status, out, err) = desk.check(&["a.toml", "settings.toml", "--today", "2026-02-01"]);
    assert_eq!((status, &*err), (0, ""));
    assert_eq!(
        out,
        "a.toml: no problems; sets the name \"Riverside Clinic\", region GB, theme light, 1 support line, a kiosk \
         without a PIN that asks after 90 s and clears 20 s later.\n\
         settings.toml: no problems; nothing is set.\n"
    );
}

#[test]
fn a_language_that_nobody_reads_and_one_without_a_text_are_told() {
    let text = "desk = { en = \"Ask at the desk.\", fr = \"Demandez à l'accueil.\" }\n\
                clinic = { en = \"Riverside\", es = \"Ribera\" }\n[[support]]\nname = \"Walk-in hour\"\n\
                ways = [{ es = \"Puerta principal\" }, \"0000\"]\nhours = \"9 to 17\"\nchecked = 2026-01-31\n\
                [counselor]\nclosing = { es = \"¿Qué se lleva?\" }\n";
    let (status, _, err) = Desk::with(&[("a.toml", text)]).check(&["a.toml"]);
    assert_eq!(status, 0);
    let told: Vec<&str> = err.lines().filter(|line| line.starts_with("a.toml")).collect();
    assert_eq!(
        told,
        [
            "a.toml:1:8: warning: \"desk\" is not written in es; the text in en is shown there.",
            "a.toml:1:35: warning: Nobody reads this \"desk\": the questionnaire in use is not written in fr.",
            "a.toml:5:9: warning: \"ways\" is not written in en; the text in es is shown there.",
            "a.toml:9:11: warning: \"closing\" is not written in en; the text in es is shown there.",
        ]
    );
}

#[test]
fn the_sample_passes_strictly() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/settings.toml");
    let (status, out, err) = Desk::with(&[]).check(&[sample.to_str().unwrap(), "--strict"]);
    assert_eq!((status, &*err), (0, ""), "{out}");
    assert!(out.ends_with("settings.toml: no problems; nothing is set.\n"), "{out}");
}

#[test]
fn all_kinds_of_files_are_told_apart_in_one_call() {
    let desk = Desk::with(&[
        ("q.toml", builtin::QUESTIONS),
        ("l.toml", builtin::ENGLISH),
        ("s.toml", "clinic = \"Riverside Clinic\"\n"),
        ("bad.toml", "clinik = 1\n[kiosk]\nidle_seconds = 0\n"),
    ]);
    let (status, out, err) = desk.check(&["q.toml", "l.toml", "s.toml", "bad.toml", "--format", "json"]);
    assert_eq!((status, &*err), (1, ""));
    let report: Value = serde_json::from_str(&out).unwrap();
    let kinds: Vec<_> = report["files"].as_array().unwrap().iter().map(|file| &file["kind"]).collect();
    assert_eq!(kinds, ["questionnaire", "language", "settings", "settings"]);
    let found: Vec<_> =
        report["files"][3]["findings"].as_array().unwrap().iter().map(|it| &it["line"]).collect();
    assert_eq!(found, [1, 3]);
}

#[test]
fn advice_is_a_warning_and_fails_only_strictly() {
    let desk = Desk::with(&[("s.toml", "[kiosk]\nidle_seconds = 5\n")]);
    let (status, out, err) = desk.check(&["s.toml"]);
    assert_eq!(status, 0);
    assert!(out.starts_with("s.toml: 1 warning; sets a kiosk"), "{out}");
    assert!(err.starts_with("s.toml:2:16: warning: After 5 seconds"), "{err}");
    assert_eq!(desk.check(&["s.toml", "--strict"]).0, 1);
}

#[test]
fn a_line_of_the_site_that_nobody_checked_for_a_year_is_told_when_the_day_is() {
    let desk = Desk::with(&[("s.toml", LINE)]);
    let (_, out, err) = desk.check(&["s.toml", "--today", "2027-03-01"]);
    assert!(out.starts_with("s.toml: 1 warning"), "{out}");
    assert!(
        err.contains("s.toml:5:11: warning [stale-line]: \"Walk-in hour\" was checked on 2026-01-31"),
        "{err}"
    );
    let (_, out, err) = desk.check(&["s.toml"]);
    assert!(err.is_empty() && out.contains("add --today"), "{out}{err}");
}

#[test]
fn a_region_is_looked_for_in_the_questionnaire_that_the_settings_name() {
    let without = builtin::QUESTIONS.replace("region = \"NZ\"", "region = \"BR\"");
    let desk = Desk::with(&[
        ("q.toml", &without),
        ("own.toml", "region = \"NZ\"\nquestions = \"q.toml\"\n"),
        ("built-in.toml", "region = \"NZ\"\n"),
    ]);
    let (status, _, err) = desk.check(&["own.toml", "built-in.toml"]);
    assert_eq!(status, 0);
    assert!(
        err.starts_with("own.toml:1:10: warning: The questionnaire has no support lines for \"NZ\"."),
        "{err}"
    );
    assert!(!err.contains("built-in.toml"), "{err}");
}

#[test]
fn a_questionnaire_that_cannot_be_used_is_told_at_the_line_that_names_it() {
    let desk = Desk::with(&[
        ("missing.toml", "clinic = \"x\"\nquestions = \"nowhere.toml\"\n"),
        ("faulty.toml", "questions = \"q.toml\"\nclinic = \"x\"\n"),
        ("q.toml", "id = 5\n"),
    ]);
    let (status, out, err) = desk.check(&["missing.toml", "faulty.toml"]);
    assert_eq!((status, &*out), (1, ""));
    assert!(
        err.starts_with(
            "missing.toml:2:13: The questionnaire named here cannot be used. There is no such file.\n    2 | \
             questions = \"nowhere.toml\"\n      |             ^^^^^^^^^^^^^^\n   A relative path begins in the folder of this \
             file. Run: stillpoint check nowhere.toml"
        ),
        "{err}"
    );
    assert!(err.contains("faulty.toml:1:13: The questionnaire named here cannot be used."), "{err}");
}

#[test]
fn a_secret_is_in_neither_form_of_what_is_found() {
    let desk = Desk::with(&[("s.toml", "[kiosk]\npin_hash = \"4711-secret\"\nidle = 5\n")]);
    for form in ["text", "json"] {
        let (status, out, err) = desk.check(&["s.toml", "--format", form]);
        assert!(status == 1 && !out.contains("4711") && !err.contains("4711"), "{out}{err}");
    }
}
