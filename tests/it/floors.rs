//! The house stands: imports go down only, foreign crates stay on their floors, files and functions stay short.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Each floor with the floors it may name and the foreign crates it may use.
const FLOORS: [(&str, &[&str], &[&str]); 6] = [
    ("domain", &[], &[]),
    ("engine", &["domain"], &[]),
    (
        "app",
        &["domain", "engine"],
        &["ratatui::layout", "crossterm::event", "unicode_segmentation", "unicode_width"],
    ),
    ("view", &["domain", "engine", "app"], &["ratatui"]),
    (
        "files",
        &["domain", "engine"],
        &[
            "age",
            "qrcode",
            "serde",
            "serde_json",
            "toml",
            "tempfile",
            "rustix",
            "unicode_normalization",
            "unicode_segmentation",
            "unicode_width",
        ],
    ),
    (
        "shell",
        &["domain", "engine", "app", "view", "files"],
        &[
            "argon2",
            "clap",
            "crossterm",
            "jiff",
            "ratatui",
            "rustix",
            "sd_notify",
            "serde_json",
            "signal_hook",
            "terminput",
            "terminput_crossterm",
        ],
    ),
];

/// Every foreign crate of the program; one that is missing here is found by the test below.
const FOREIGN: [&str; 19] = [
    "age",
    "argon2",
    "clap",
    "crossterm",
    "jiff",
    "qrcode",
    "ratatui",
    "rustix",
    "sd_notify",
    "serde",
    "serde_json",
    "signal_hook",
    "tempfile",
    "terminput",
    "terminput_crossterm",
    "toml",
    "unicode_normalization",
    "unicode_segmentation",
    "unicode_width",
];

/// The longest file, in lines before its tests.
const LONGEST_FILE: usize = 350;

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            found.extend(rust_files(&entry));
        } else if entry.extension().is_some_and(|ending| ending == "rs") {
            found.push(entry);
        }
    }
    found.sort();
    found
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The code of a file before its tests, without comments and doc comments.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let before_tests = text.split("#[cfg(test)]").next().unwrap_or_default();
    before_tests.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The places in a code where `word::` begins a path.
fn paths_of<'c>(code: &'c str, word: &str) -> Vec<&'c str> {
    let start = format!("{word}::");
    code.match_indices(&start)
        .filter(|(at, _)| {
            let before = code[..*at].chars().next_back();
            !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
        })
        .map(|(at, _)| code[at..].lines().next().unwrap_or_default())
        .collect()
}

#[test]
fn no_floor_names_a_higher_one() {
    for (floor, below, _) in FLOORS {
        for path in rust_files(&src().join(floor)) {
            for line in paths_of(&code(&path), "crate") {
                let named: String = line["crate::".len()..]
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                assert!(
                    named == floor || below.contains(&named.as_str()),
                    "{} is on the floor {floor} and names {named}: {line}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn no_floor_uses_a_crate_that_is_not_its_own() {
    for (floor, _, crates) in FLOORS {
        for path in rust_files(&src().join(floor)) {
            let code = code(&path);
            for foreign in FOREIGN {
                for line in paths_of(&code, foreign) {
                    let allowed = crates.iter().any(|allowed| line.starts_with(&format!("{allowed}::")));
                    assert!(allowed, "{} is on the floor {floor} and uses {line}", path.display());
                }
            }
        }
    }
}

#[test]
fn every_dependency_is_known_to_these_tests() {
    let manifest = fs::read_to_string(src().join("../Cargo.toml")).unwrap();
    let table = manifest.split("[dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
    let names =
        table.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name.replace('-', "_"));
    assert_eq!(names.collect::<Vec<_>>(), FOREIGN);
}

#[test]
fn within_a_floor_no_two_files_import_one_another() {
    for (floor, _, _) in FLOORS {
        let mut imports: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let files = rust_files(&src().join(floor));
        let name = |path: &Path| path.file_stem().unwrap().to_string_lossy().into_owned();
        let names: Vec<String> = files.iter().map(|path| name(path)).collect();
        for path in &files {
            let code = code(path);
            let used = names.iter().filter(|other| {
                **other != name(path)
                    && ["super", "crate", "screens", "widgets", "export", "lint"].iter().any(|start| {
                        code.lines().any(|line| {
                            line.trim_start().starts_with("use ")
                                && (line.contains(&format!("{start}::{other}::"))
                                    || line.contains(&format!("{floor}::{other}::"))
                                    || line.contains(&format!("{start}::{other};")))
                        })
                    })
            });
            imports.insert(name(path), used.cloned().collect());
        }
        for start in &names {
            let mut reached = imports[start].clone();
            let mut at = 0;
            while at < reached.len() {
                let next = imports[&reached[at]].clone();
                reached.extend(next.into_iter().filter(|name| !reached.contains(name)).collect::<Vec<_>>());
                at += 1;
            }
            assert!(
                !reached.contains(start),
                "on the floor {floor}, {start} imports itself by way of {reached:?}"
            );
        }
    }
}

#[test]
fn files_stay_short() {
    for path in rust_files(&src()) {
        let text = fs::read_to_string(&path).unwrap();
        let lines = text.split("#[cfg(test)]").next().unwrap_or_default().lines().count();
        assert!(lines <= LONGEST_FILE, "{} has {lines} lines before its tests", path.display());
    }
}

#[test]
fn there_is_no_content_in_the_code() {
    let titles: Vec<String> = stillpoint::files::questions::parse("q", stillpoint::files::builtin::QUESTIONS)
        .unwrap()
        .items()
        .map(|item| item.text.clone())
        .collect();
    for path in rust_files(&src()) {
        let code = code(&path);
        for title in &titles {
            assert!(!code.contains(title.as_str()), "{} holds {title:?}", path.display());
        }
    }
}
