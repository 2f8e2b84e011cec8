//! What a site sets: folders of valid and of invalid settings, each invalid one with the exact message expected beside
//! it, each valid one with the advice it gets; and what becomes of settings in the program.
//! Adding a case is adding a file; `BLESS=1 cargo test` writes the messages anew.

use std::fs;
use std::path::{Path, PathBuf};
use stillpoint::domain::language::site_text::SiteText;
use stillpoint::domain::questionnaire::draft::SupportKind;
use stillpoint::domain::sanitize::acts;
use stillpoint::domain::site::Site;
use stillpoint::files::check::FileKind;
use stillpoint::files::content::{builtin, questions};
use stillpoint::files::settings::reader;
use stillpoint::files::text_file;
use stillpoint::files::toml::diagnostic::Diagnostics;

mod checking;
mod effects;
mod finding;
mod sample;
mod worst;

/// The secret parts of the hashes in the folders, a secret key, and PINs.
const SECRETS: [&str; 5] = ["bm90IGEgcm", "SecretSecret", "GFPYYSJZ", "4711", "m=19456"];

fn folder(kind: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/content/settings").join(kind)
}

fn files(kind: &str) -> Vec<(String, PathBuf)> {
    let paths = fs::read_dir(folder(kind)).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), path))
        .collect();
    files.sort();
    files
}

fn text(name: &str, path: &Path) -> Result<String, Diagnostics> {
    text_file::text_of(name, fs::read(path).unwrap())
}

/// Everything that is said about a file: why it is refused, or what could be better.
fn said(name: &str, path: &Path) -> (Option<Site>, String) {
    let shipped = questions::parse("questions.toml", builtin::QUESTIONS).unwrap();
    let text = match text(name, path) {
        Ok(text) => text,
        Err(problems) => return (None, format!("{problems}\n")),
    };
    match reader::parse(name, &text) {
        Err(problems) => (None, without_lists(&format!("{problems}\n"))),
        Ok(site) => {
            let advice = reader::advice(name, &text, &site, (Some(&shipped), None), None);
            let told = advice.0.iter().map(|one| format!("{one}\n")).collect::<Vec<_>>().join("\n");
            (Some(site), told)
        }
    }
}

/// Names the table where a message lists all of its keys, in their order, so that a new key changes no message.
fn without_lists(said: &str) -> String {
    reader::KEYS.iter().fold(said.to_owned(), |said, (table, keys)| {
        let list = format!("Known here: {}.", keys.join(", "));
        let name = if table.is_empty() { "the file".to_owned() } else { format!("[{table}]") };
        said.replace(&list, &format!("Known here: KEYS OF {name}."))
    })
}

/// Compares what is said about a file with the text beside it; no text is nothing said.
fn as_expected(path: &Path, found: &str) -> Result<(), String> {
    assert!(!found.chars().any(acts), "{found:?}");
    let expected = path.with_extension("txt");
    #[expect(clippy::disallowed_methods, reason = "whoever runs the tests asks for it")]
    if std::env::var("BLESS").is_ok() {
        if found.is_empty() {
            drop(fs::remove_file(expected))
        } else {
            fs::write(expected, found).unwrap()
        }
        Ok(())
    } else if fs::read_to_string(expected).unwrap_or_default() == found {
        Ok(())
    } else {
        Err(format!("{}:\n{found}", path.display()))
    }
}

#[test]
fn every_faulty_settings_file_gets_its_message() {
    let files = files("invalid");
    assert!(files.len() >= 90, "{}", files.len());
    let wrong: Vec<String> = files
        .iter()
        .filter_map(|(name, path)| {
            let (site, found) = said(name, path);
            assert!(site.is_none() && !found.is_empty(), "{name} was accepted");
            as_expected(path, &found).err()
        })
        .collect();
    assert!(wrong.is_empty(), "not as expected:\n\n{}", wrong.join("\n"));
}

#[test]
fn every_valid_settings_file_is_accepted_and_gets_its_advice() {
    for (name, path) in files("valid") {
        let (site, found) = said(&name, &path);
        assert!(site.is_some(), "{found}");
        assert_eq!(found.is_empty(), !name.starts_with("advice-"), "{name}\n{found}");
        as_expected(&path, &found).unwrap();
    }
}

#[test]
fn no_expected_message_is_without_its_settings() {
    for kind in ["valid", "invalid"] {
        for path in fs::read_dir(folder(kind)).unwrap().map(|entry| entry.unwrap().path()) {
            assert!(path.with_extension("toml").exists(), "{}", path.display());
        }
    }
}

#[test]
fn whatever_is_wrong_no_secret_is_shown() {
    let mut tried = 0;
    for (name, path) in files("valid").into_iter().chain(files("invalid")) {
        let (site, found) = said(&name, &path);
        for secret in SECRETS.iter().filter(|secret| **secret != "m=19456") {
            assert!(!found.contains(secret), "{name} shows {secret}:\n{found}");
            assert!(!format!("{site:?}{site:#?}").contains(secret), "{name}");
        }
        tried += 1;
    }
    assert!(tried >= 100);
}

#[test]
fn no_fault_put_anywhere_near_a_secret_shows_it() {
    let whole = fs::read_to_string(folder("valid").join("everything.toml")).unwrap();
    let hash = whole.find("$argon2id").unwrap();
    let around = whole[..hash].rfind("[kiosk]").unwrap()..hash + 120;
    for at in around.filter(|at| whole.is_char_boundary(*at)) {
        for piece in ["\"", "\"\"\"", "'", "\n", "[", "{", "=", "#", ",", "\\", "\u{202e}", "x", "= 1 ", "]"]
        {
            let (before, after) = whole.split_at(at);
            let text = format!("{before}{piece}{after}");
            let told = match reader::parse("s.toml", &text) {
                Err(problems) => problems.to_string(),
                Ok(site) => {
                    format!("{:?}{site:?}", reader::advice("s.toml", &text, &site, (None, None), None))
                }
            };
            for part in ["IGEgcmVhbCBzYWx0", "IGEgcmVhbCBoYXNo", "IG9mIGFueSBQSU4"] {
                assert!(!told.contains(part), "{piece:?} at {at} shows it:\n{told}");
            }
        }
    }
}

#[test]
fn everything_is_read_as_it_stands() {
    let path = folder("valid").join("everything.toml");
    let site = reader::parse("s", &fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(site.clinic.as_ref().map(SiteText::first), Some("Riverside Clinic"));
    assert_eq!(site.desk.as_ref().map(SiteText::first), Some("Please ask at the desk on the ground floor."));
    assert_eq!(site.region.as_deref(), Some("GB"));
    assert_eq!(site.languages.iter().map(|tag| tag.as_str()).collect::<Vec<_>>(), ["en", "es-MX"]);
    assert_eq!(site.questions.as_deref(), Some(Path::new("mine.toml")));
    assert_eq!(
        site.risk_protocol.as_ref().map(SiteText::first),
        Some("Stay with the person.\n\n- Call the duty doctor.\n")
    );
    let words = &site.counselor.words;
    let words =
        [&words.opening, &words.consent, &words.closing].map(|text| text.as_ref().map(SiteText::first));
    let said = ["We go slowly.\n\n- One by one.\n", "Shall we begin?", "What was loud?"];
    assert_eq!(words, said.map(Some));
    let lines: Vec<_> =
        site.support.iter().map(|line| (line.name.first(), line.kind, &*line.region)).collect();
    assert_eq!(
        lines,
        [("Walk-in hour", SupportKind::Local, "001"), ("Night line", SupportKind::Crisis, "GB")]
    );
    assert_eq!((site.kiosk.idle_seconds, site.kiosk.warning_seconds), (90, 30));
    assert!(site.kiosk.sensitive_items);
    assert!(site.kiosk.pin_hash.unwrap().expose().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    assert_eq!(site.kiosk.print_command, ["lp", "-d", "desk"]);
    assert_eq!(site.counselor.recipients.len(), 2);
    assert_eq!(site.counselor.retention_days, Some(3650));
    assert_eq!(site.counselor.neutral_after_minutes, 5);
    assert_eq!(reader::parse("s", "").unwrap(), Site::default());
}

/// Says whether a file is taken for settings.
fn are_settings(name: &str, text: &str) -> bool {
    FileKind::of(name, text) == FileKind::Settings
}

#[test]
fn settings_are_known_by_what_stands_in_them() {
    for kind in ["valid", "invalid"] {
        for (name, path) in files(kind) {
            let foreign = ["empty", "remarks", "json", "not-toml", "yaml", "not-utf8", "utf16", "nul"];
            let Ok(text) = text(&name, &path) else { continue };
            let expected = !foreign.contains(&name.trim_end_matches(".toml"));
            assert_eq!(are_settings(&name, &text), expected, "{name}");
            assert!(are_settings("/etc/stillpoint/settings.toml", &text), "{name}, by its name");
        }
    }
    assert!(!are_settings("settings.toml", builtin::QUESTIONS), "a questionnaire by any name is one");
    assert!(!are_settings("q.toml", "[[support]]\nid = \"a\"\n[[items]]\n"));
    assert!(!are_settings("q.toml", ""));
}
