//! The page on accessibility goes through every criterion, and the tests that it names are there.

use super::{files, paper, quoted, root};
use std::collections::BTreeSet;

/// The criteria of the levels A and AA in WCAG 2.2, by their chapters.
const CRITERIA: [(&str, &[u8]); 13] = [
    ("1.1", &[1]),
    ("1.2", &[1, 2, 3, 4, 5]),
    ("1.3", &[1, 2, 3, 4, 5]),
    ("1.4", &[1, 2, 3, 4, 5, 10, 11, 12, 13]),
    ("2.1", &[1, 2, 4]),
    ("2.2", &[1, 2]),
    ("2.3", &[1]),
    ("2.4", &[1, 2, 3, 4, 5, 6, 7, 11]),
    ("2.5", &[1, 2, 3, 4, 7, 8]),
    ("3.1", &[1, 2]),
    ("3.2", &[1, 2, 3, 4, 6]),
    ("3.3", &[1, 2, 3, 4, 7, 8]),
    ("4.1", &[2, 3]),
];

/// Returns the rows of the tables of criteria: what stands in each cell.
fn rows(page: &str) -> Vec<Vec<&str>> {
    let rows = page.lines().filter(|line| line.starts_with("| ") && line.as_bytes()[2].is_ascii_digit());
    rows.map(|row| row.trim_matches('|').split(" | ").map(str::trim).collect()).collect()
}

#[test]
fn every_criterion_stands_on_the_page_once() {
    let all: Vec<String> = CRITERIA
        .iter()
        .flat_map(|(chapter, numbers)| numbers.iter().map(move |number| format!("{chapter}.{number}")))
        .collect();
    assert_eq!(all.len(), 55);
    let page = paper("docs/accessibility.md");
    let is_number = |word: &&str| word.matches('.').count() == 2 && word.as_bytes()[0].is_ascii_digit();
    let told = rows(&page).into_iter().flat_map(|row| row[0].split([' ', ',']));
    let told: Vec<&str> = told.filter(|word| !word.is_empty()).filter(is_number).collect();
    let once: BTreeSet<&str> = told.iter().copied().collect();
    assert_eq!(told.len(), once.len(), "a criterion stands there twice");
    assert_eq!(once, all.iter().map(String::as_str).collect());
}

#[test]
fn every_test_that_the_page_names_is_there_and_what_is_partly_met_is_told() {
    let page = paper("docs/accessibility.md");
    let code = files("tests/it", ".rs").into_iter().chain(files("src", ".rs")).map(|file| paper(&file));
    let code = code.collect::<String>();
    let is_test = |name: &str| {
        let begin = format!("fn {name}(");
        code.match_indices(&begin).any(|(at, _)| {
            let mut before =
                code[..at].trim_end().lines().rev().take_while(|line| line.trim().starts_with("#["));
            before.any(|line| line.trim() == "#[test]")
        })
    };
    let (_, missing) = page.split_once("## What is not met").unwrap();
    let missing = missing.split("\n## ").next().unwrap();
    for row in rows(&page).into_iter().filter(|row| row.len() == 3) {
        let named = quoted(row[2]);
        assert!(!named.is_empty(), "{} names no test", row[0]);
        for name in named {
            let is_there = if name.contains('/') { root().join(&name).exists() } else { is_test(&name) };
            assert!(is_there, "docs/accessibility.md: {} names {name}, and there is no such test", row[0]);
        }
        if row[1].to_lowercase().contains("in part") {
            let number = row[0].split(' ').next().unwrap();
            assert!(missing.contains(number), "docs/accessibility.md does not say what {number} lacks");
        }
    }
}
