//! How wide texts and how long lists of settings may be.
//!
//! This module must not look further at a text or a list that is within its bounds.

use super::tree::Table;
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// The widest text of one line, in display columns.
const WIDEST: usize = 200;

/// The most entries of a list, and the most support lines.
pub(in crate::files) const MOST: usize = 100;

/// Reports a text of one line at this place that is too wide to be shown.
pub(in crate::files) fn fits(
    table: &mut Table<'_, '_>,
    key: &'static str,
    span: Option<Range<usize>>,
    text: &str,
) {
    let width = text.width();
    if width > WIDEST {
        let message = format!("\"{key}\" is {width} columns wide; there is room for {WIDEST}.");
        table.faults.report(span, message, "Find a shorter one.");
    }
}

/// Reads a list of texts that may be left out, but not be empty.
pub(in crate::files) fn list(table: &mut Table<'_, '_>, key: &'static str) -> Vec<String> {
    let mut list = table.maybe_lines(key);
    few(table, key, list.len());
    list.truncate(MOST);
    if list.is_empty() && table.has(key) && !table.faults.is_unread(&table.path().key(key)) {
        let message = format!("\"{key}\" is empty.");
        table.faults.report(table.span_of(key), message, "Write at least one, or remove the key.");
    }
    list
}

/// Reports a list with too many entries.
pub(in crate::files) fn few(table: &mut Table<'_, '_>, key: &'static str, entries: usize) {
    if entries > MOST {
        let message = format!("\"{key}\" has {entries} entries; there is room for {MOST}.");
        table.faults.report(table.span_in(key, MOST), message, "Keep those that are needed.");
    }
}

/// Reports an entry that occurs in its list before.
pub(in crate::files) fn twice(table: &mut Table<'_, '_>, key: &'static str, list: &[String], index: usize) {
    let mut before = list.iter().take(index);
    if list.get(index).is_some_and(|entry| before.any(|other| other.eq_ignore_ascii_case(entry))) {
        let message = format!("This stands in \"{key}\" already.");
        table.faults.report(table.span_in(key, index), message, "Remove one of the two.");
    }
}
