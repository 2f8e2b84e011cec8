//! Says in full sentences what the TOML parser says in two words.
//!
//! It words what the parser found; it finds nothing itself, and words it does not know it passes on.

use super::faults::Faults;

/// What the parser may say (the beginning of it), the sentence for it, and what to do.
const SENTENCES: &[(&str, &str, &str)] = &[
    (
        "duplicate key",
        "This key or table is there already.",
        "Remove one of the two, or give it another name.",
    ),
    (
        "key with no value",
        "A key without a value stands here.",
        "Write key = value, or put # before a remark.",
    ),
    ("missing value for key", "The value is missing.", "Write it after the equals sign."),
    ("missing value", "The value is missing.", "Write it after the equals sign."),
    ("string values must be quoted", "This text has no quotation marks.", "Write it as \"…\"."),
    ("unquoted string", "This text has no quotation marks.", "Write it as \"…\"."),
    ("missing opening quote", "The quotation mark that opens this text is missing.", "Write it as \"…\"."),
    ("extra `=`", "There is one equals sign too many.", "Remove it."),
    ("unclosed array table", "The brackets of this table's header are not closed.", "Write [[name]]."),
    ("unclosed table", "The bracket of this table's header is not closed.", "Write [name]."),
    ("unclosed array", "This list is not closed.", "Add ] at its end."),
    ("unclosed inline table", "This table is not closed.", "Add } at its end."),
    ("extra comma", "There is one comma too many.", "Remove it."),
    ("missing comma", "A comma is missing here.", "Put a comma between two entries."),
    ("unexpected `=` in array", "An equals sign cannot stand in a list.", "Put { … } around key = value."),
    ("missing inline table opening", "The brace that opens this table is missing.", "Write { key = value }."),
    ("missing array opening", "The bracket that opens this list is missing.", "Write [ … ]."),
    ("missing table open", "The bracket that opens this header is missing.", "Write [name] or [[name]]."),
    ("missing key for inline table element", "The key is missing.", "Write { key = value }."),
    ("missing assignment", "The equals sign is missing.", "Write { key = value }."),
    ("extra assignment", "There is one equals sign too many.", "Put a comma between two entries."),
    ("invalid inline table element", "This cannot stand in a table.", "Write { key = value }."),
    (
        "unexpected key or value",
        "Nothing more can stand on this line.",
        "Begin a new line, or put # before a remark.",
    ),
    ("unexpected content", "This cannot stand here.", "Remove it, or put # before a remark."),
    (
        "invalid basic string",
        "This text has a fault or is not closed.",
        "Close it with \", and write a backslash as \\\\.",
    ),
    (
        "invalid multi-line basic string",
        "This text has a fault or is not closed.",
        "Close it with \"\"\", and write a backslash as \\\\.",
    ),
    ("invalid multi-line literal string", "This text has a fault or is not closed.", "Close it with '''."),
    ("invalid literal string", "This text has a fault or is not closed.", "Close it with '."),
    (
        "missing escaped value",
        "What follows the backslash means nothing.",
        "Write a backslash itself as \\\\.",
    ),
    (
        "too few unicode value digits",
        "The character's number is too short.",
        "Write \\u with 4 or \\U with 8 hexadecimal digits.",
    ),
    (
        "invalid value",
        "There is no character with this number.",
        "Write \\u with the number of a Unicode character.",
    ),
    (
        "cannot recurse further",
        "Lists and tables stand in one another too often here.",
        "Nest them less deeply.",
    ),
    ("recursion limit", "This key has too many parts.", "Nest tables less deeply."),
    (
        "cannot extend value",
        "This key is a value already, so it cannot be a table as well.",
        "Remove one of the two.",
    ),
    (
        "carriage return must be",
        "A carriage return (U+000D) stands alone here.",
        "End the line with a newline.",
    ),
    ("invalid comment character", "A remark has a control character in it.", "Remove the character."),
    ("unquoted keys cannot be empty", "The key is missing.", "Write key = value."),
    (
        "invalid unquoted key",
        "A key cannot be written like this.",
        "Use letters, figures, - and _, or put it in quotation marks.",
    ),
    ("invalid key-value pair", "This is no key with a value.", "Write key = value."),
    ("invalid key", "A key is missing or cannot be written like this.", "Write key = value."),
    (
        "invalid table",
        "The name in this header is missing or cannot be written like this.",
        "Write [name] or [[name]].",
    ),
    ("invalid date-time", "There is no such date.", "Write a day as 2026-11-23."),
    ("invalid datetime", "There is no such date.", "Write a day as 2026-11-23."),
    ("invalid date", "There is no such date.", "Write a day as 2026-11-23."),
    ("invalid time", "There is no such time.", "Write a day as 2026-11-23."),
    ("invalid offset", "There is no such time zone.", "Write a day as 2026-11-23."),
    ("invalid boolean", "This is neither true nor false.", "Write true or false in small letters."),
    (
        "unexpected leading zero",
        "A number cannot begin with 0.",
        "Remove the 0, or put it in quotation marks.",
    ),
    ("invalid integer", "This is not a whole number.", "Write it in figures, or put it in quotation marks."),
    ("invalid float", "This is not a number.", "Write it in figures, or put it in quotation marks."),
    ("unexpected sign", "There is one sign too many.", "Write the number with one sign at the most."),
    ("redundant numeric sign", "There is one sign too many.", "Write the number with one sign at the most."),
];

/// Reports the parser's errors, but not those that only follow from a bracket or a text left open.
pub(in crate::files) fn report(errors: &[toml::de::Error], text: &str, faults: &mut Faults) {
    let starts = || errors.iter().filter_map(toml::de::Error::span).map(|span| span.start);
    let mut kept = usize::MAX;
    match left_open(text) {
        Some(Open { at, with: "\"\"\"" | "'''", .. }) => {
            // Where a text is left open, the next one's beginning ends it: the first error is the nearest hint.
            kept = starts().min().unwrap_or(at).min(at);
            let advice = "Close each text that begins with three quotation marks with three more; \
                          the one left open may stand further up.";
            faults.report(Some(kept..kept + 1), "A text of several lines is not closed.", advice);
        }
        Some(Open { at, with, .. }) if starts().any(|start| start >= at) => {
            kept = at;
            let (what, closing) = if with == "[" { ("list", "]") } else { ("table", "}") };
            let advice = format!("Add {closing} at its end; what follows is only read after that.");
            faults.report(Some(at..at + 1), format!("This {what} is not closed."), advice);
        }
        _ => {}
    }
    for error in errors.iter().filter(|error| error.span().is_none_or(|span| span.start < kept)) {
        if faults.overflows() {
            continue;
        }
        let (message, advice) = sentence(error, text);
        faults.report(error.span(), message, advice);
    }
}

/// Words one error.
fn sentence(error: &toml::de::Error, text: &str) -> (String, String) {
    let terse = error.message();
    let rest = error.span().and_then(|span| text.get(span.start..)).unwrap_or_default();
    let next = rest.chars().next().unwrap_or('\n');
    let (message, advice) = match terse {
        _ if terse.starts_with("invalid") && terse.contains("string") && next == '\n' => {
            ("This text is not closed.", "Add the closing quotation mark.")
        }
        _ if terse.starts_with("string values") && matches!(next, '\n' | '\r' | '#') => {
            ("The value is missing.", "Write it after the equals sign.")
        }
        _ if next.is_control() && !matches!(next, '\n' | '\r' | '\t') => {
            let message = format!("The control character U+{:04X} stands here.", u32::from(next));
            return (message, "Remove it.".into());
        }
        _ => match SENTENCES.iter().find(|(start, _, _)| terse.starts_with(start)) {
            Some((_, message, advice)) => (*message, *advice),
            None => {
                let message = format!("This is not TOML: {terse}.");
                return (message, "See https://toml.io for how it is written.".into());
            }
        },
    };
    (message.into(), advice.into())
}

/// A bracket or a text that is never closed.
struct Open {
    at: usize,
    with: &'static str,
    /// Whether it begins a line, as the header of a table does.
    header: bool,
}

/// Finds the outermost bracket, or the text of several lines, that is still open at the end of the file.
fn left_open(text: &str) -> Option<Open> {
    let mut open: Vec<Open> = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        match c {
            '[' => open.push(Open { at, with: "[", header: open.is_empty() && begins_line(text, at) }),
            '{' => open.push(Open { at, with: "{", header: false }),
            // A bracket that closes something else closes nothing.
            ']' => drop(open.pop_if(|top| top.with == "[")),
            '}' => drop(open.pop_if(|top| top.with == "{")),
            // A header stands alone at the beginning of a line; left open, it ends with that line.
            '\n' if open.first().is_some_and(|first| first.header) => open.clear(),
            _ => {}
        }
        at += match c {
            '"' | '\'' => match text_length(rest) {
                Ok(length) => length,
                Err(with) => return Some(Open { at, with, header: false }),
            },
            '#' => rest.find('\n').unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
    }
    open.into_iter().next()
}

/// Says whether only white space stands before this on its line.
fn begins_line(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    before.chars().rev().take_while(|c| *c != '\n').all(char::is_whitespace)
}

/// Returns how long the text is that begins here, or how it would have to end.
///
/// A text of one line that is not closed ends before the line does: that is the parser's to report.
fn text_length(rest: &str) -> Result<usize, &'static str> {
    let marks = ["\"\"\"", "'''", "\"", "'"];
    let mark = marks.into_iter().find(|mark| rest.starts_with(mark)).unwrap_or("\"");
    let (long, escapes) = (mark.len() == 3, mark.starts_with('"'));
    let mut escaped = false;
    let inside = rest.get(mark.len()..).unwrap_or_default();
    for (offset, c) in inside.char_indices() {
        let here = inside.get(offset..).unwrap_or_default();
        if c == '\n' && !long {
            return Ok(mark.len() + offset);
        }
        if !escaped && here.starts_with(mark) {
            // Up to two quotation marks may stand right before the three that close a text.
            let more = here.chars().skip(mark.len()).take(2).take_while(|c| long && mark.starts_with(*c));
            return Ok(mark.len() + offset + mark.len() + more.count());
        }
        escaped = escapes && c == '\\' && !escaped;
    }
    if long { Err(mark) } else { Ok(rest.len()) }
}
