//! Walks the spanned tree of a TOML file and reads typed values out of it, reporting every fault on the way.
//!
//! Reading never stops: a value that cannot be read is reported, remembered as unread, and a stand-in is
//! returned, so that the rest of the file is still examined. This module does not know what the values mean.
//! It stays ours for that: what serde derives ends at the first value that does not fit.

use super::common_codes::key_meant;
use super::diagnostic::quote;
use super::faults::{Faults, meant, nearest};
use super::values::{Lines, advice_for, capital, kind, narrow, refused};
use crate::domain::questionnaire::problem::{KeyPath, known_here};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value of the tree with its place.
pub(super) type Node<'a> = Spanned<DeValue<'a>>;

/// What a table of the file is called, and the keys it may have.
#[derive(Clone, Copy)]
pub(in crate::files) struct TableSchema {
    /// The table with its article: "an item".
    pub(in crate::files) what: &'static str,
    /// Every key it may have, in the order they are usually written.
    pub(in crate::files) keys: &'static [&'static str],
}

/// One table under examination.
pub(in crate::files) struct Table<'a, 'f> {
    text: &'a str,
    entries: &'a DeTable<'a>,
    span: Option<Range<usize>>,
    at: KeyPath,
    schema: TableSchema,
    /// The keys of the whole file; none for the file itself.
    of_file: &'static [&'static str],
    strange: bool,
    /// Where everything that is wrong goes.
    pub(in crate::files) faults: &'f mut Faults,
}

impl<'a, 'f> Table<'a, 'f> {
    /// Opens the top of a file and reports the keys that do not belong there.
    pub(in crate::files) fn top(
        text: &'a str,
        entries: &'a DeTable<'a>,
        schema: TableSchema,
        faults: &'f mut Faults,
    ) -> Self {
        let mut table = Self {
            text,
            entries,
            span: None,
            at: KeyPath::default(),
            schema,
            of_file: &[],
            strange: false,
            faults,
        };
        table.report_unknown_keys();
        table
    }

    fn open(&mut self, value: &'a Node<'a>, at: KeyPath, schema: TableSchema) -> Option<Table<'a, '_>> {
        let DeValue::Table(entries) = value.get_ref() else {
            self.no_table(value, at, schema);
            return None;
        };
        let of_file = if self.span.is_none() { self.schema.keys } else { self.of_file };
        let faults = &mut *self.faults;
        let mut table = Table {
            text: self.text,
            entries,
            span: Some(value.span()),
            at,
            schema,
            of_file,
            strange: false,
            faults,
        };
        table.report_unknown_keys();
        Some(table)
    }

    fn report_unknown_keys(&mut self) {
        let TableSchema { what, keys } = self.schema;
        for (key, value) in self.entries {
            if keys.contains(&key.get_ref().as_ref()) {
                continue;
            }
            self.strange = true;
            if self.faults.overflows() {
                continue;
            }
            let near = key_meant(key.get_ref(), keys).or_else(|| nearest(key.get_ref(), keys));
            let hint = near.map_or_else(|| self.above_all_tables(key.get_ref(), value), meant);
            let message = format!("{} has no key {}.", capital(what), quote(key.get_ref()));
            self.faults.report(Some(key.span()), message, format!("{hint}{}", known_here(keys)));
            if let Some(key) = near {
                self.faults.unread(self.at.key(key));
            }
        }
    }

    /// Says where a key of the whole file stands, if this is one that slipped below the header of a table.
    fn above_all_tables(&self, key: &str, value: &Node<'_>) -> String {
        let is_table = |value: &Node<'_>| matches!(value.get_ref(), DeValue::Table(_));
        let of_tables =
            is_table(value) || value.get_ref().as_array().is_some_and(|list| list.iter().any(is_table));
        if of_tables || !self.of_file.contains(&key) {
            return String::new();
        }
        format!("The file has a key {}, which stands above all tables. ", quote(key))
    }

    /// Reports a value where a table with these keys belongs.
    fn no_table(&mut self, value: &Node<'_>, at: KeyPath, schema: TableSchema) {
        // Advice that names every key is short only where they are few.
        if matches!(value.get_ref(), DeValue::Array(_)) || schema.keys.len() > 3 {
            return self.wrong_type(schema.what, value, at, "a table");
        }
        let keys: Vec<String> = schema.keys.iter().map(|key| format!("{key} = …")).collect();
        let message =
            format!("{} is {}, but a table belongs here.", capital(schema.what), kind(value.get_ref()));
        self.faults.report(
            Some(value.span()),
            message,
            format!("Write it in braces: {{ {} }}.", keys.join(", ")),
        );
        self.faults.unread(at);
    }

    /// Returns where the table stands; `None` for the whole file.
    pub(in crate::files) fn span(&self) -> Option<Range<usize>> {
        self.span.clone()
    }

    /// Returns the path of the table.
    pub(in crate::files) fn path(&self) -> &KeyPath {
        &self.at
    }

    /// Says whether the table has keys that do not belong there, which were reported.
    pub(in crate::files) fn is_strange(&self) -> bool {
        self.strange
    }

    /// Says whether the table has a key, readable or not.
    pub(in crate::files) fn has(&self, key: &'static str) -> bool {
        self.entries.contains_key(key)
    }

    /// Returns where an entry of a list stands, else where its list does.
    pub(in crate::files) fn span_in(&self, key: &'static str, index: usize) -> Option<Range<usize>> {
        let entry = match self.get(key).map(Spanned::get_ref) {
            Some(DeValue::Array(list)) => list.get(index).map(Spanned::span),
            _ => None,
        };
        entry.or_else(|| self.span_of(key))
    }

    /// Returns where the value of a key stands, else where the table does.
    pub(in crate::files) fn span_of(&self, key: &'static str) -> Option<Range<usize>> {
        self.get(key).map_or_else(|| self.span(), |value| Some(value.span()))
    }

    /// Returns the value of a key.
    pub(in crate::files) fn get(&self, key: &'static str) -> Option<&'a Node<'a>> {
        self.entries.get(key)
    }

    /// Returns a value that must be there, or reports that it is missing.
    pub(super) fn need(&mut self, key: &'static str, example: &dyn Fn() -> String) -> Option<&'a Node<'a>> {
        let found = self.get(key);
        if found.is_none() && !self.faults.overflows() {
            let at = self.at.key(key);
            if !self.faults.is_unread(&at) {
                let message = format!("{} needs \"{key}\".", capital(self.schema.what));
                self.faults.report(self.span(), message, format!("Add {}", example()));
            }
            self.faults.unread(at);
        }
        found
    }

    /// Reports a value of another type than belongs there.
    pub(super) fn wrong_type(&mut self, name: &str, value: &Node<'_>, at: KeyPath, wanted: &str) {
        if self.faults.overflows() {
            return;
        }
        let message = format!("{} is {}, but {wanted} belongs here.", capital(name), kind(value.get_ref()));
        self.faults.report(Some(value.span()), message, advice_for(wanted, value.get_ref()));
        self.faults.unread(at);
    }

    /// Reads a text of one line that must be there.
    pub(in crate::files) fn line(&mut self, key: &'static str) -> String {
        let value = self.need(key, &|| format!("{key} = \"…\"."));
        value.and_then(|value| self.string(key, value, None, Lines::One)).unwrap_or_default()
    }

    /// Reads a text of any number of lines that must be there.
    pub(in crate::files) fn prose(&mut self, key: &'static str) -> String {
        let value = self.need(key, &|| format!("{key} = \"…\"."));
        value.and_then(|value| self.string(key, value, None, Lines::Many)).unwrap_or_default()
    }

    /// Reads a text of one line that may be left out.
    pub(in crate::files) fn maybe_line(&mut self, key: &'static str) -> Option<String> {
        self.get(key).and_then(|value| self.string(key, value, None, Lines::One))
    }

    /// Reads a text of any number of lines that may be left out.
    pub(in crate::files) fn maybe_prose(&mut self, key: &'static str) -> Option<String> {
        self.get(key).and_then(|value| self.string(key, value, None, Lines::Many))
    }

    /// Reads a list of one-line texts that may be left out; an entry that cannot be read leaves its place.
    pub(in crate::files) fn maybe_lines(&mut self, key: &'static str) -> Vec<String> {
        self.get(key).map(|value| self.strings(key, value)).unwrap_or_default()
    }

    /// Reads a list of one-line texts that must be there.
    pub(in crate::files) fn lines(&mut self, key: &'static str) -> Vec<String> {
        let value = self.need(key, &|| format!("{key} = [\"…\"]."));
        value.map(|value| self.strings(key, value)).unwrap_or_default()
    }

    fn strings(&mut self, key: &'static str, value: &'a Node<'a>) -> Vec<String> {
        let DeValue::Array(values) = value.get_ref() else {
            self.wrong_type(&format!("\"{key}\""), value, self.at.key(key), "a list of texts");
            return Vec::new();
        };
        let read = |(index, value)| self.string(key, value, Some(index), Lines::One).unwrap_or_default();
        values.iter().enumerate().map(read).collect()
    }

    pub(super) fn string(
        &mut self,
        key: &'static str,
        value: &'a Node<'a>,
        index: Option<usize>,
        lines: Lines,
    ) -> Option<String> {
        let path = |it: &Self| index.map_or_else(|| it.at.key(key), |index| it.at.key(key).at(index));
        let DeValue::String(text) = value.get_ref() else {
            self.wrong_type(&format!("\"{key}\""), value, path(self), "text");
            return None;
        };
        // Nearly no text has any, and to look for one sign is much less than to look for two.
        let text = if text.contains('\r') { text.replace("\r\n", "\n") } else { text.to_string() };
        let fault = if text.trim().is_empty() {
            Some((
                format!("\"{key}\" is empty."),
                "Write a text, or remove the key if it is optional.".into(),
            ))
        } else {
            refused(key, &text, lines)
        };
        let Some((message, advice)) = fault else { return Some(text) };
        let span = narrow(self.text, value.span(), &text, lines);
        self.faults.report(Some(span), message, advice);
        let at = path(self);
        self.faults.unread(at);
        None
    }

    /// Reads one table that may be left out.
    pub(in crate::files) fn maybe_table<T>(
        &mut self,
        key: &'static str,
        schema: TableSchema,
        read: impl FnOnce(&mut Table<'a, '_>) -> T,
    ) -> Option<T> {
        let value = self.get(key)?;
        self.open(value, self.at.key(key), schema).map(|mut table| read(&mut table))
    }

    /// Reads one table that must be there.
    pub(in crate::files) fn table<T>(
        &mut self,
        key: &'static str,
        schema: TableSchema,
        example: &str,
        read: impl FnOnce(&mut Table<'a, '_>) -> T,
    ) -> Option<T> {
        self.need(key, &|| example.to_owned())?;
        self.maybe_table(key, schema, read)
    }

    /// Reads a list of tables that must be there.
    pub(in crate::files) fn tables<T>(
        &mut self,
        key: &'static str,
        schema: TableSchema,
        read: impl Fn(&mut Table<'a, '_>) -> T,
    ) -> Vec<T> {
        let top = self.span.is_none();
        let example = || {
            if top { format!("at least one [[{key}]].") } else { format!("{key} = [{{ … }}, …].") }
        };
        if self.need(key, &example).is_none() { Vec::new() } else { self.maybe_tables(key, schema, read) }
    }

    /// Reads a list of tables that may be left out; an entry that is no table is read as an empty one, unheard.
    pub(in crate::files) fn maybe_tables<T>(
        &mut self,
        key: &'static str,
        schema: TableSchema,
        read: impl Fn(&mut Table<'a, '_>) -> T,
    ) -> Vec<T> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let at = self.at.key(key);
        let DeValue::Array(values) = value.get_ref() else {
            let wanted = if self.span.is_none() { "a list of [[…]]" } else { "a list" };
            self.wrong_type(&format!("\"{key}\""), value, at, wanted);
            return Vec::new();
        };
        let mut list = Vec::with_capacity(values.len());
        for (index, value) in values.iter().enumerate() {
            if let Some(mut table) = self.open(value, at.at(index), schema) {
                list.push(read(&mut table));
            } else {
                list.push(self.stand_in(at.at(index), schema, &read));
            }
        }
        list
    }

    fn stand_in<T>(&self, at: KeyPath, schema: TableSchema, read: impl Fn(&mut Table<'a, '_>) -> T) -> T {
        let mut unheard = Faults::default();
        read(&mut Table {
            text: self.text,
            entries: empty(),
            span: None,
            at,
            schema,
            of_file: self.of_file,
            strange: false,
            faults: &mut unheard,
        })
    }
}

/// Returns a table without entries that lives as long as any.
fn empty<'a>() -> &'a DeTable<'a> {
    static EMPTY: std::sync::LazyLock<DeTable<'static>> = std::sync::LazyLock::new(DeTable::new);
    &EMPTY
}
