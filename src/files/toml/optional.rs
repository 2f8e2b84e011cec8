//! Words out of a few, and numbers within bounds, read out of a table.
//!
//! This module must not hold a default for a value that is left out; the caller knows it.

use super::diagnostic::quote;
use super::faults::did_you_mean;
use super::tree::Table;
use super::values::cut;
use crate::domain::questionnaire::problem::known_here;
use std::ops::RangeInclusive;
use toml::Spanned;
use toml::de::DeValue;

impl<'a> Table<'a, '_> {
    /// Reads one of a few words that must be there; the first stands in for one that cannot be read.
    pub(in crate::files) fn word<T: Copy>(
        &mut self,
        key: &'static str,
        words: &[(&'static str, T)],
    ) -> Option<T> {
        let example = || format!("{key} = \"…\", one of: {}.", names(words).join(", "));
        let found = self.need(key, &example).and_then(|value| self.word_in(key, value, words));
        found.or_else(|| words.first().map(|(_, meaning)| *meaning))
    }

    /// Reads one of a few words that may be left out.
    pub(in crate::files) fn maybe_word<T: Copy>(
        &mut self,
        key: &'static str,
        words: &[(&'static str, T)],
    ) -> Option<T> {
        self.get(key).and_then(|value| self.word_in(key, value, words))
    }

    fn word_in<T: Copy>(
        &mut self,
        key: &'static str,
        value: &'a Spanned<DeValue<'a>>,
        words: &[(&'static str, T)],
    ) -> Option<T> {
        let DeValue::String(text) = value.get_ref() else {
            self.wrong_type(&format!("\"{key}\""), value, self.path().key(key), "text");
            return None;
        };
        let found = words.iter().find(|(name, _)| *name == text).map(|(_, meaning)| *meaning);
        if found.is_none() {
            let known = names(words);
            let near = did_you_mean(text, &known);
            let message = format!("\"{key}\" cannot be {}.", quote(text));
            let advice = format!("{near}{}", known_here(&known));
            self.faults.report(Some(value.span()), message, advice);
        }
        found
    }

    /// Reads a whole number within bounds that may be left out.
    pub(in crate::files) fn maybe_number(
        &mut self,
        key: &'static str,
        bounds: &RangeInclusive<u32>,
    ) -> Option<u32> {
        let value = self.get(key)?;
        let DeValue::Integer(number) = value.get_ref() else {
            self.wrong_type(&format!("\"{key}\""), value, self.path().key(key), "a whole number");
            return None;
        };
        let read = u32::from_str_radix(number.as_str(), number.radix()).ok();
        let fits = read.filter(|number| bounds.contains(number));
        if fits.is_none() {
            let message = format!("\"{key}\" cannot be {}.", cut(&number.to_string()));
            let advice = format!("Write a whole number from {} to {}.", bounds.start(), bounds.end());
            self.faults.report(Some(value.span()), message, advice);
        }
        fits
    }
}

fn names<T>(words: &[(&'static str, T)]) -> Vec<&'static str> {
    words.iter().map(|(name, _)| *name).collect()
}
