//! Reads numbers, days, and `true` and `false` out of a table; texts and tables are read by the table itself.

use super::tree::{Node, Table};
use super::values::cut;
use crate::domain::questionnaire::draft::Date;
use toml::de::DeValue;

impl<'a> Table<'a, '_> {
    /// Reads `true` or `false` that must be there.
    pub(in crate::files) fn flag(&mut self, key: &'static str) -> bool {
        self.need(key, &|| format!("{key} = true or {key} = false.")).is_some() && self.maybe_flag(key)
    }

    /// Reads `true` or `false`; left out, it is false.
    pub(in crate::files) fn maybe_flag(&mut self, key: &'static str) -> bool {
        match self.get(key).map(|value| (value, value.get_ref())) {
            Some((_, DeValue::Boolean(flag))) => *flag,
            Some((value, _)) => {
                self.wrong_type(&format!("\"{key}\""), value, self.path().key(key), "true or false");
                false
            }
            None => false,
        }
    }

    /// Reads a whole number from 0 that must be there.
    pub(in crate::files) fn count(&mut self, key: &'static str) -> Option<usize> {
        let value = self.need(key, &|| format!("{key} = 1."))?;
        let DeValue::Integer(number) = value.get_ref() else {
            self.wrong_type(&format!("\"{key}\""), value, self.path().key(key), "a whole number");
            return None;
        };
        let read = usize::from_str_radix(number.as_str(), number.radix()).ok();
        if read.is_none() {
            let message = format!("\"{key}\" cannot be {}.", cut(&number.to_string()));
            self.faults.report(Some(value.span()), message, "Write a number from 1 up.");
            self.faults.unread(self.path().key(key));
        }
        read
    }

    /// Reads a day that must be there. After a report another day stands in for it; the file is refused all the same.
    pub(in crate::files) fn date(&mut self, key: &'static str) -> Date {
        let value = self.need(key, &|| format!("{key} = 2026-11-23, the day it was."));
        let day = value.and_then(|value| self.day(key, value));
        day.unwrap_or(Date { year: 1, month: 1, day: 1 })
    }

    /// Reads a day that may be left out.
    pub(in crate::files) fn maybe_date(&mut self, key: &'static str) -> Option<Date> {
        self.get(key).and_then(|value| self.day(key, value))
    }

    fn day(&mut self, key: &'static str, value: &'a Node<'a>) -> Option<Date> {
        match value.get_ref() {
            DeValue::Datetime(day) if day.time.is_none() => {
                day.date.map(|day| Date { year: day.year, month: day.month, day: day.day })
            }
            _ => {
                self.wrong_type(&format!("\"{key}\""), value, self.path().key(key), "a day");
                None
            }
        }
    }
}
