//! Removes secrets of a settings file from its diagnostics: a PIN, the hash of a PIN, a secret key.
//!
//! A diagnostic keeps its message and its line number, but shows no line that may hold a secret. In doubt it withholds
//! a line: a withheld line costs the author a look into the file, a shown secret may end up in a log.

use crate::files::toml::diagnostic::Diagnostic;
use std::collections::HashSet;

/// Beginnings that only secrets have, in small letters.
const MARKS: [&str; 3] = ["$argon2", "$2", "age-secret-key"];

/// Words that stand on lines with secrets, in small letters.
const WORDS: [&str; 3] = ["pin", "hash", "secret"];

/// Removes from diagnostics every line of the text that may hold a secret.
pub(super) fn withhold(text: &str, diagnostics: &mut [Diagnostic]) {
    if diagnostics.is_empty() {
        return;
    }
    let lines = secret_lines(text);
    for diagnostic in diagnostics {
        if let Some(place) = diagnostic.place.as_mut().filter(|place| lines.contains(&place.line)) {
            place.excerpt.clear();
        }
        if has_mark(&diagnostic.message) {
            diagnostic.message =
                "Something that is to be kept secret stands where it does not belong.".into();
            diagnostic.advice = "Move it to its own key, or remove it.".into();
        }
    }
}

/// Returns the numbers of the lines that may hold a secret: lines with a dollar sign, a mark or a word, and lines on
/// which such a value continues.
fn secret_lines(text: &str) -> HashSet<usize> {
    let mut lines = HashSet::new();
    let mut goes_on = false;
    for (line, number) in text.split('\n').zip(1..) {
        goes_on = line.contains('$') || has_mark(line) || has_word(line) || (goes_on && !begins_anew(line));
        if goes_on {
            lines.insert(number);
        }
    }
    lines
}

fn has_mark(text: &str) -> bool {
    text.contains(['$', '-']) && {
        let text = text.to_ascii_lowercase();
        MARKS.iter().any(|mark| text.contains(mark))
    }
}

fn has_word(line: &str) -> bool {
    let line = line.to_ascii_lowercase();
    let mut words = line.split(|c: char| !c.is_ascii_alphabetic());
    words.any(|word| WORDS.contains(&word)) || line.contains("pinhash")
}

/// Says whether a line has a header, or a key with its value, and so does not belong to the value before it.
fn begins_anew(line: &str) -> bool {
    let line = line.trim_start();
    let key: &str = line.split('=').next().unwrap_or_default().trim_end();
    let is_key = key.len() < line.len()
        && !key.is_empty()
        && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '"'));
    is_key || line.starts_with('[') && line.trim_end().ends_with(']') && !line.contains(['"', '\''])
}

#[cfg(test)]
mod tests {
    use super::secret_lines;

    #[test]
    fn lines_that_may_hold_a_secret_are_found_and_others_are_not() {
        let text = "clinic = \"Shopping\"\n[kiosk]\npin_hash = \"\"\"\nabc\n\"\"\"\nidle_seconds = 1\n\
                    x = \"$argon2id$v=19\"\npn_hash = 1\nPIN = 1234\n[counselor]\n\"AGE-SECRET-KEY-1\"\nretention_days = 1\n";
        let mut found: Vec<usize> = secret_lines(text).into_iter().collect();
        found.sort_unstable();
        assert_eq!(found, [3, 4, 5, 7, 8, 9, 11]);
    }
}
