//! Looks at single values of a TOML file: where they stand, what type they are, what a text may not hold.
//!
//! It must not report anything: the caller knows the place of a value.

use super::diagnostic::is_unsafe;
use super::raw_position::Written;
use crate::domain::questionnaire::problem::{KeyPath, PathStep};
use crate::domain::sanitize::is_plain;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// How a text may look.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    /// On one line.
    One,
    /// On any number of lines.
    Many,
}

/// Says what a text holds that it may not hold, and what to do.
pub(super) fn refused(key: &str, text: &str, lines: Lines) -> Option<(String, String)> {
    if is_plain(text) && (lines == Lines::Many || !text.contains('\n')) {
        return None;
    }
    let bad = text.chars().find(|c| is_refused(*c, lines))?;
    let code = format!("U+{:04X}", u32::from(bad));
    Some(match bad {
        '\n' => (
            format!("\"{key}\" has a line break in it, but it is shown on one line."),
            "Write it on one line.".into(),
        ),
        '\t' => (format!("\"{key}\" has a tab in it ({code})."), "Use spaces.".into()),
        c if c.is_control() => (
            format!("\"{key}\" has the control character {code} in it, which could act on a terminal."),
            "Remove it.".into(),
        ),
        _ => (
            format!("\"{key}\" has the invisible character {code} in it, which can change how a text reads."),
            "Remove it. Text that runs from right to left does not need this character.".into(),
        ),
    })
}

/// Says whether a character may not stand in a text.
fn is_refused(c: char, lines: Lines) -> bool {
    is_unsafe(c) && !(c == '\n' && lines == Lines::Many)
}

/// Narrows the span of a text to the refused character in what it means, written as itself or as an escape.
pub(super) fn narrow(file: &str, span: Range<usize>, meant: &str, lines: Lines) -> Range<usize> {
    // A string with a line break may go over many lines of the file, so the place is where it begins.
    let refused = |c: char| is_refused(c, lines) && !matches!(c, '\n' | '\r');
    let raw = file.get(span.clone()).unwrap_or_default();
    if let Some((at, c)) = raw.char_indices().find(|(_, c)| refused(*c)) {
        return span.start + at..span.start + at + c.len_utf8();
    }
    let escaped = meant.char_indices().find(|(_, c)| refused(*c));
    let written = || Written::of(file, &span, meant);
    escaped.and_then(|(at, c)| written()?.part(&(at..at + c.len_utf8()))).unwrap_or(span)
}

/// Names the type of a value, with its article.
pub(super) fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or a time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// Says how a value of the wanted type is written.
pub(super) fn advice_for(wanted: &str, found: &DeValue<'_>) -> String {
    match (wanted, found) {
        ("text", _) => "Put the text in quotation marks: \"…\".".into(),
        ("a list of texts", DeValue::String(_)) => "Put it in brackets: [\"…\"].".into(),
        ("a list of texts", _) => "Write it as [\"…\", \"…\"].".into(),
        ("a list of [[…]]", _) => "Write a header in double brackets before each entry.".into(),
        ("a list", _) => "Put it in brackets: [ … ].".into(),
        ("true or false", _) => "Write true or false, without quotation marks.".into(),
        ("a whole number", _) => "Write the number in figures, without quotation marks.".into(),
        ("a table", DeValue::Array(_)) => {
            "Write its header in single brackets, or put it in braces: { key = … }.".into()
        }
        ("a day", _) => "Write it as 2026-11-23, without quotation marks and without a time.".into(),
        _ => "Write it in braces: { key = … }.".into(),
    }
}

/// Returns the beginning of a text, 40 characters at the most.
pub(super) fn cut(text: &str) -> String {
    text.chars().take(40).collect()
}

/// Returns the text with a capital letter at its beginning.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Finds the span of the value at a path, or of the nearest one around it that exists.
pub(in crate::files) fn span_at(root: &DeTable<'_>, path: &KeyPath) -> Option<Range<usize>> {
    let (first, rest) = path.0.split_first()?;
    let PathStep::Key(key) = first else { return None };
    let mut value = root.get(*key)?;
    for step in rest {
        let inner = match (step, value.get_ref()) {
            (PathStep::Key(key), DeValue::Table(table)) => table.get(*key),
            (PathStep::At(index), DeValue::Array(list)) => list.get(*index),
            _ => None,
        };
        let Some(inner) = inner else { break };
        value = inner;
    }
    Some(value.span())
}
