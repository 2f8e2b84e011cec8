//! The sample of settings says the truth: every key is in it and no other, and what it calls a default is the default.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use stillpoint::domain::site::Site;
use stillpoint::files::check::FileKind;
use stillpoint::files::settings::reader;

fn sample() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/settings.toml")).unwrap()
}

/// One key of the sample.
struct Entry {
    key: String,
    /// The remark above it.
    remark: String,
    /// What it is set to, in the words of the file.
    value: String,
    /// The lines it stands on, from 0.
    lines: Vec<usize>,
}

/// Says whether a line is a part of the settings that was made a remark.
fn asleep(line: &str) -> Option<&str> {
    line.strip_prefix('#').filter(|rest| !rest.starts_with(' '))
}

/// Returns the sample with these lines awake; all others stay remarks.
fn awake(of: impl Fn(usize) -> bool) -> String {
    let wake = |(number, line): (usize, &str)| match asleep(line) {
        Some(rest) if of(number) => format!("{rest}\n"),
        _ => format!("{line}\n"),
    };
    sample().lines().enumerate().map(wake).collect()
}

fn entries() -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut remark = String::new();
    for (number, line) in sample().lines().enumerate() {
        match asleep(line) {
            Some(rest) if rest.starts_with("[[") => remark.clear(),
            Some(rest) => match rest.split_once(" = ") {
                Some((key, value)) => {
                    let (key, value) = (key.to_owned(), value.to_owned());
                    entries.push(Entry {
                        key,
                        value,
                        remark: std::mem::take(&mut remark),
                        lines: vec![number],
                    });
                }
                None if remark.is_empty() => entries.last_mut().unwrap().lines.push(number),
                None => {}
            },
            None if line.starts_with("# ") => remark.push_str(line.trim_start_matches('#')),
            None => remark.clear(),
        }
    }
    entries
}

fn read(text: &str) -> Site {
    reader::parse("examples/settings.toml", text).unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn as_it_stands_it_sets_nothing() {
    assert_eq!(read(&sample()), Site::default());
    assert_eq!(
        FileKind::of("any-name", &sample()),
        FileKind::Settings,
        "check knows it for settings by what stands in it"
    );
}

#[test]
fn it_has_every_key_and_no_other() {
    let whole: toml::Table = awake(|_| true).parse().unwrap();
    for (table, keys) in reader::KEYS {
        let found = match whole.get(table) {
            None => whole.keys().cloned().collect::<BTreeSet<_>>(),
            Some(toml::Value::Array(list)) => list[0].as_table().unwrap().keys().cloned().collect(),
            Some(value) => value.as_table().unwrap().keys().cloned().collect(),
        };
        assert_eq!(found, keys.iter().map(|key| (*key).to_owned()).collect(), "[{table}]");
    }
    let site = read(&awake(|_| true));
    assert!(reader::advice("sample", &awake(|_| true), &site, (None, None), None).0.is_empty());
}

#[test]
fn every_key_says_its_default_and_that_is_the_default_of_the_code() {
    let (mut with, mut without) = (0, 0);
    for entry in entries() {
        let stated = entry.remark.split_once("Default: ").map(|(_, after)| after.trim_end_matches('.'));
        let none =
            ["No default", "Needed in each [[support]]"].iter().any(|words| entry.remark.contains(words));
        assert!(stated.is_some() != none, "{}:{}", entry.key, entry.remark);
        if let Some(stated) = stated {
            assert_eq!(stated, entry.value, "{}: the remark and the line below it differ", entry.key);
            let without_it = awake(|number| !entry.lines.contains(&number));
            assert_eq!(read(&awake(|_| true)), read(&without_it), "{}: this is not the default", entry.key);
            with += 1;
        } else if entry.remark.contains("No default") {
            let without_it = awake(|number| !entry.lines.contains(&number));
            assert_ne!(read(&awake(|_| true)), read(&without_it), "{}: this is the default", entry.key);
            without += 1;
        }
    }
    let all: usize = reader::KEYS.iter().map(|(_, keys)| keys.len()).sum();
    // Three of them are tables, four are needed in each support line.
    assert_eq!(with + without + 3 + 4, all);
}

#[test]
fn the_chapter_on_settings_explains_every_key_and_states_the_same_defaults() {
    let chapter = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/settings.md")).unwrap();
    for (table, keys) in reader::KEYS {
        let heading = if table.is_empty() { "## The top".to_owned() } else { format!("`[{table}]`") };
        let heading = if table == "support" { "`[[support]]`".to_owned() } else { heading };
        let section = chapter.split(&heading).nth(1).unwrap_or_else(|| panic!("no {heading}"));
        let section = section.split("\n## ").next().unwrap();
        for key in keys.iter().filter(|key| !reader::KEYS.iter().any(|(table, _)| table == *key)) {
            let row = section.lines().find(|line| line.starts_with(&format!("| `{key}` |")));
            let row = row.unwrap_or_else(|| panic!("{heading} does not explain {key}"));
            let default = row.split('|').nth(3).unwrap().trim().trim_matches('`');
            let entry = entries().into_iter().find(|entry| {
                entry.key == *key && (*key != "region" || (table == "support") == (entry.value == "\"001\""))
            });
            let entry = entry.unwrap();
            match entry.remark.split_once("Default: ") {
                Some(_) => assert_eq!(default, entry.value, "{key}"),
                None => assert!(["none", "needed"].contains(&default), "{key}: {default}"),
            }
        }
    }
}

#[test]
fn every_command_of_the_chapter_is_understood() {
    let chapter = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/settings.md")).unwrap();
    let commands: Vec<&str> = chapter.lines().filter(|line| line.starts_with("stillpoint ")).collect();
    assert!(commands.len() >= 4);
    for command in commands {
        let asked = stillpoint::shell::cli::parsing::parse(command.split_whitespace().map(Into::into));
        assert!(asked.is_ok(), "{command}");
    }
}
