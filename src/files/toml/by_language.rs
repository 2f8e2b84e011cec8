//! Reads texts that an author may write once for every language, or once for each of several: `"…"`, or
//! `{ en = "…", es = "…" }`.

use super::bounds::MOST;
use super::diagnostic::quote;
use super::tree::{Node, Table};
use super::values::Lines;
use crate::domain::language::tag::LanguageTag;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A text with the language it is for and its place in the file.
pub(in crate::files) struct PlacedText {
    /// Its language; `None` if it holds for every one.
    pub(in crate::files) language: Option<LanguageTag>,
    /// What is written.
    pub(in crate::files) text: String,
    /// Where it stands.
    pub(in crate::files) span: Range<usize>,
}

impl<'a> Table<'a, '_> {
    /// Reads a text of one line that may be left out, in each of its languages, in the order they are written.
    pub(in crate::files) fn maybe_line_by_language(&mut self, key: &'static str) -> Vec<PlacedText> {
        self.get(key).map(|value| self.by_language(key, value, None, Lines::One)).unwrap_or_default()
    }

    /// Reads a text of one line that must be there.
    pub(in crate::files) fn line_by_language(&mut self, key: &'static str) -> Vec<PlacedText> {
        let value = self.need(key, &|| format!("{key} = \"…\"."));
        value.map(|value| self.by_language(key, value, None, Lines::One)).unwrap_or_default()
    }

    /// Reads a text of any number of lines that may be left out.
    pub(in crate::files) fn maybe_prose_by_language(&mut self, key: &'static str) -> Vec<PlacedText> {
        self.get(key).map(|value| self.by_language(key, value, None, Lines::Many)).unwrap_or_default()
    }

    /// Reads a list of one-line texts that must be there.
    pub(in crate::files) fn lines_by_language(&mut self, key: &'static str) -> Vec<Vec<PlacedText>> {
        let value = self.need(key, &|| format!("{key} = [\"…\"]."));
        let Some(value) = value else { return Vec::new() };
        let DeValue::Array(entries) = value.get_ref() else {
            self.wrong_type(&format!("\"{key}\""), value, self.path().key(key), "a list of texts");
            return Vec::new();
        };
        let read = |(index, value)| self.by_language(key, value, Some(index), Lines::One);
        entries.iter().enumerate().map(read).collect()
    }

    fn by_language(
        &mut self,
        key: &'static str,
        value: &'a Node<'a>,
        index: Option<usize>,
        lines: Lines,
    ) -> Vec<PlacedText> {
        let DeValue::Table(entries) = value.get_ref() else {
            let text = self.string(key, value, index, lines);
            return text
                .map(|text| PlacedText { language: None, text, span: value.span() })
                .into_iter()
                .collect();
        };
        let mut read: Vec<PlacedText> = Vec::new();
        for (tag, value) in self.written(key, entries, value.span()) {
            let language = self.language(key, tag, &read);
            let text = if matches!(value.get_ref(), DeValue::String(_)) {
                self.string(key, value, index, lines)
            } else {
                let name = format!("\"{key}\" for {}", quote(tag.get_ref()));
                self.wrong_type(&name, value, self.path().key(key), "text");
                None
            };
            read.extend(text.map(|text| PlacedText { language, text, span: value.span() }));
        }
        read
    }

    /// Returns the entries of a table of languages in the order they are written, and reports that there is none or too
    /// many.
    fn written(
        &mut self,
        key: &'static str,
        entries: &'a DeTable<'a>,
        span: Range<usize>,
    ) -> Vec<(&'a Spanned<toml::de::DeString<'a>>, &'a Node<'a>)> {
        let mut written: Vec<_> = entries.iter().collect();
        written.sort_by_key(|(tag, _)| tag.span().start);
        if written.is_empty() {
            let advice = format!("Write {key} = {{ en = \"…\", es = \"…\" }}, or remove it.");
            self.faults.report(Some(span), format!("\"{key}\" has no text in it."), advice);
            self.faults.unread(self.path().key(key));
        }
        if let Some((tag, _)) = written.get(MOST) {
            let message = format!("\"{key}\" has {} languages; there is room for {MOST}.", written.len());
            self.faults.report(Some(tag.span()), message, "Keep those that are needed.");
        }
        written.truncate(MOST);
        written
    }

    /// Reads the language of a text, and reports one that is none or stands there already.
    fn language(
        &mut self,
        key: &'static str,
        tag: &Spanned<toml::de::DeString<'_>>,
        before: &[PlacedText],
    ) -> Option<LanguageTag> {
        let language = LanguageTag::parse(tag.get_ref());
        match &language {
            None => {
                let message = format!("{} is not a language tag.", quote(tag.get_ref()));
                let advice =
                    format!("Write each text of \"{key}\" after its language, as \"en\" or \"pt-BR\".");
                self.faults.report(Some(tag.span()), message, advice);
            }
            Some(known) if before.iter().any(|text| text.language.as_ref() == Some(known)) => {
                let message = format!("\"{key}\" has a text for \"{known}\" already.");
                self.faults.report(Some(tag.span()), message, "Remove one of the two.");
            }
            Some(_) => {}
        }
        language
    }
}
