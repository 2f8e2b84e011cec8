//! Words what is wrong with a value that has no quotation marks: a number, a day, or a text that lacks them.
//!
//! It looks only at how the value is written, and must not know its key.

use super::other_notation::{self, MessageAndAdvice};

pub(super) const NO_VALUE: MessageAndAdvice = ("The value is missing.", "Write it after the equals sign.");
const NO_QUOTES: MessageAndAdvice = ("This text has no quotation marks.", "Write it as \"…\".");
const NO_NUMBER: MessageAndAdvice =
    ("This is not a number.", "Write it in figures, or put it in quotation marks.");
pub(super) const CURLY_QUOTES: MessageAndAdvice =
    ("This text stands between curly quotation marks.", "Write straight ones around it: \"…\".");

/// Says what is wrong with a value as it is written.
pub(super) fn fault(value: &str) -> MessageAndAdvice {
    let small = value.to_ascii_lowercase();
    let day = "Write a day as 2026-11-23.";
    let plain = small.trim_start_matches(['+', '-']);
    let is_word = |word: &str| small.len() > 1 && word.starts_with(&small);
    let figures = plain.bytes().take_while(u8::is_ascii_digit).count();
    let behind = plain.get(figures..).and_then(|behind| behind.chars().next()).filter(|_| figures > 0);
    match behind {
        _ if value.is_empty() => NO_VALUE,
        _ if other_notation::begins_curly(value) => CURLY_QUOTES,
        _ if value.contains(" //") => other_notation::REMARK,
        _ if is_word("true") || is_word("false") => {
            ("This is neither true nor false.", "Write true or false in small letters.")
        }
        Some('-') if small.contains(':') => ("There is no such date or time.", day),
        Some('-') => ("There is no such date.", day),
        Some(':') => ("There is no such time.", day),
        Some('.') if plain.matches('.').count() == 2 => ("There is no such date.", day),
        _ if value.ends_with(['"', '\'']) && !value.starts_with(['"', '\'']) => {
            ("The quotation mark that opens this text is missing.", "Write it as \"…\".")
        }
        _ if value.contains(char::is_whitespace) => NO_QUOTES,
        _ if small.len() > plain.len() + 1 && figures > 0 => {
            ("There is one sign too many.", "Write the number with one sign at the most.")
        }
        None | Some('_') if figures > 1 && plain.starts_with('0') => {
            ("A number cannot begin with 0.", "Remove the 0, or put it in quotation marks.")
        }
        Some(_) => NO_NUMBER,
        None if figures > 0 || plain.strip_prefix(['.', '_']).is_some_and(begins_with_figure) => NO_NUMBER,
        None => NO_QUOTES,
    }
}

fn begins_with_figure(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}
