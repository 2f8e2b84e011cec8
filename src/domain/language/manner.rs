//! How a language writes numbers, dates, lists and the first letter within a sentence.
//!
//! What is needed for it is in the table `about` of a language file. This module must not know a language.

use super::wording::{AboutWords, fill};
use crate::domain::questionnaire::draft::Date;

impl AboutWords {
    /// Returns a number as a word if the language file has one for it, else in figures.
    #[must_use]
    pub fn number(&self, n: usize) -> String {
        self.number_words.split_whitespace().nth(n).map_or_else(|| self.figures(n), str::to_owned)
    }

    /// Returns a number in figures; from ten thousand on in groups of three with the language's separator between them.
    #[must_use]
    pub fn figures(&self, n: usize) -> String {
        let digits = n.to_string();
        // The file shows how ten thousand is written: what is not a figure in it is the separator.
        let parting: String = self.ten_thousand.chars().filter(|c| !c.is_ascii_digit()).collect();
        if digits.len() < 5 {
            return digits;
        }
        let parted = |(index, digit): (usize, char)| {
            let opens = index > 0 && (digits.len() - index).is_multiple_of(3);
            [if opens { parting.clone() } else { String::new() }, digit.to_string()]
        };
        digits.chars().enumerate().flat_map(parted).collect()
    }

    /// Returns a date as the language writes it, such as `3 Nov 2026`.
    #[must_use]
    pub fn day(&self, date: Date) -> String {
        let months = self.months.split_whitespace();
        let month = months.into_iter().nth(usize::from(date.month).saturating_sub(1)).unwrap_or_default();
        let (year, day) = (date.year.to_string(), date.day.to_string());
        fill(&self.date, &[("year", &year), ("month", month), ("day", &day)])
    }

    /// Returns the text with its first letter small, as within a sentence or a list. A word that keeps its capital in the
    /// language ("I", "I've"), and one with more capitals ("GP"), stays as it is.
    #[must_use]
    pub fn lower_first(&self, text: &str) -> String {
        let word = text.split(char::is_whitespace).next().unwrap_or_default();
        let keeps =
            |kept: &str| word.strip_prefix(kept).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        let mut letters = text.chars();
        match letters.next() {
            Some(first)
                if !self.capitalized.split_whitespace().any(keeps)
                    && !word.chars().skip(1).any(char::is_uppercase) =>
            {
                first.to_lowercase().chain(letters).collect()
            }
            _ => text.to_owned(),
        }
    }

    /// Joins words as a list: commas, and the language's "and" before the last.
    #[must_use]
    pub fn list(&self, words: &[String]) -> String {
        match words {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., last] => format!("{} {} {last}", first.join(", "), self.list_and),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{AboutWords, Date};

    #[test]
    fn dates_and_numbers_are_written_as_the_language_writes_them() {
        let about = |ten_thousand: &str, date: &str| AboutWords {
            language: "en".into(),
            name: "English".into(),
            number_words: "none one two".into(),
            ten_thousand: ten_thousand.into(),
            list_and: "and".into(),
            date: date.into(),
            months: "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".into(),
            capitalized: "I Internet".into(),
        };
        let english = about("10,000", "{day} {month} {year}");
        assert_eq!(
            [2, 3, 9999, 10_000, 1_234_567].map(|n| english.number(n)).join(" "),
            "two 3 9999 10,000 1,234,567"
        );
        assert_eq!(about("10 000", "").figures(123_456), "123 456");
        let day = Date { year: 2026, month: 11, day: 3 };
        assert_eq!(english.day(day), "3 Nov 2026");
        assert_eq!(about("10000", "{year}-{month}").day(Date { month: 13, ..day }), "2026-");
        let small = ["Often", "I notice none", "I’d rather not", "In part", "GP or nurse", "Éste", ""];
        let small = small.map(|text| english.lower_first(text)).join("|");
        assert_eq!(small, "often|I notice none|I’d rather not|in part|GP or nurse|éste|");
    }
}
