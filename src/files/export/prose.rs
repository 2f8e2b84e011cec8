//! Functions that the text and the Markdown export share: wrapping, and the words of a copy.
//!
//! They clean every text first, because cleaning after wrapping or escaping could change the result. This module must
//! not lay anything out.

use crate::domain::answers::copy::{ClientCopy, CopyRow, Standing};
use crate::domain::answers::sentences;
use crate::domain::language::wording::{SupportWords, Wording, fill};
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::draft::Item;
use crate::domain::questionnaire::support_page::{SupportEntry, SupportGroup, SupportPage};
use crate::domain::sanitize::{is_plain, sanitize};
use std::borrow::Cow;
use unicode_width::UnicodeWidthStr;

/// Breaks a text into rows of at most `width` columns; a longer word has a row of its own and is not cut. A number that
/// is written in groups, such as that of a telephone, stays in one row.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let clean = sanitize(text);
    let mut rows: Vec<String> = Vec::with_capacity(clean.len() / width.max(1) + 1);
    let mut used = 0;
    for word in words(&clean, width) {
        let wide = columns(&word);
        match rows.last_mut() {
            Some(row) if used + 1 + wide <= width => {
                row.push(' ');
                row.push_str(&word);
                used += 1 + wide;
            }
            _ => {
                let mut row = String::with_capacity(width.max(word.len()));
                row.push_str(&word);
                rows.push(row);
                used = wide;
            }
        }
    }
    rows
}

/// Returns the columns of a text. Most words are plain, and each of their characters has one.
fn columns(text: &str) -> usize {
    if is_plain(text) { text.len() } else { text.width() }
}

/// Splits a text that was cleaned into words. The groups of a number are one word, if a row of `width` columns can hold them.
pub(super) fn words(clean: &str, width: usize) -> Vec<Cow<'_, str>> {
    // A word has some five letters.
    let mut words: Vec<Cow<'_, str>> = Vec::with_capacity(clean.len() / 6 + 1);
    for word in clean.split_whitespace() {
        match words.last_mut() {
            Some(number) if is_number(number, word) && columns(number) + 1 + columns(word) <= width => {
                let number = number.to_mut();
                number.push(' ');
                number.push_str(word);
            }
            _ => words.push(Cow::Borrowed(word)),
        }
    }
    words
}

/// Says whether a word goes on with the number before it: "0808" and "801;", but not "123;" and "24".
fn is_number(before: &str, word: &str) -> bool {
    let group = |c: char| c.is_numeric() || matches!(c, '+' | '-' | '/' | '(' | ')' | ' ');
    // Most words are seen not to be one at a glance.
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_digit()) {
        return false;
    }
    let has_digits = |text: &str| text.contains(char::is_numeric);
    let plain = word.trim_end_matches([',', ';', '.', ':', '!', '?']);
    has_digits(before) && has_digits(plain) && before.chars().all(group) && plain.chars().all(group)
}

/// Returns a text as one cleaned line, its white space single blanks.
pub(super) fn one_line(text: &str) -> String {
    sanitize(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Splits a person's own words into their lines, cleaned; an empty line stays one.
pub(super) fn own_lines(words: &str) -> Vec<String> {
    sanitize(words).lines().map(one_line).collect()
}

/// Returns the text for an answer: that of the chosen option, or the program's word for another state.
pub(super) fn standing(wording: &Wording, row: &CopyRow<'_>) -> String {
    let word = match row.standing {
        Standing::Answered(option) => &option.text,
        Standing::Declined => &wording.state.declined,
        Standing::Withheld => &wording.state.withheld,
        Standing::Skipped => &wording.state.skipped,
        Standing::NotReached => &wording.state.not_reached,
        Standing::PartSkipped => &wording.state.part_skipped,
        Standing::NotAsked => &wording.state.not_asked,
    };
    one_line(&sentences::upper_first(word))
}

/// Returns rows that stand alike as one entry: a question with its answer, or, for several, how they stand and their short
/// names.
pub(super) fn answered(wording: &Wording, rows: &[CopyRow<'_>]) -> String {
    match rows {
        [] => String::new(),
        [row] => sentences::answered(&row.item.text, &standing(wording, row)),
        [first, ..] => format!("{}: {}", standing(wording, first), names(rows.iter().map(|row| row.item))),
    }
}

/// Returns the short names of the items, one after the other. One that ends as a sentence needs no mark after it.
pub(super) fn names<'q>(items: impl Iterator<Item = &'q Item>) -> String {
    let ends = |name: &str| name.ends_with(['.', '?', '!', '…']);
    let mut names = String::new();
    for item in items {
        let mark = match names.as_str() {
            "" => "",
            before if ends(before) => " ",
            _ => "; ",
        };
        names.push_str(mark);
        names.push_str(item.label.trim());
    }
    if ends(&names) { names } else { names + "." }
}

/// Says whether an item of the copy stands so.
pub(super) fn stands_so(copy: &ClientCopy<'_>, standing: Standing<'_>) -> bool {
    copy.groups.iter().flat_map(|group| &group.rows).any(|row| row.standing == standing)
}

/// Returns two sentences: the questionnaire of the copy, and whether a clinician has read it.
pub(super) fn origin(questionnaire: &Questionnaire, wording: &Wording) -> (String, String) {
    let parts = questionnaire.parts();
    let title = parts.title.as_deref().unwrap_or(&parts.id);
    let places = [("title", title), ("id", &*parts.id), ("version", &*parts.version)];
    let review = if parts.reviewed_by.is_empty() {
        wording.copy.review_none.clone()
    } else {
        fill(&wording.welcome.reviewed, &[("names", &wording.about.list(&parts.reviewed_by))])
    };
    (fill(&wording.copy.made_from, &places), review)
}

/// Returns the heading of an entry of the support lines: its kind, and the name of the line.
pub(super) fn support_heading(words: &SupportWords, group: &SupportGroup<'_>) -> String {
    let kind = sentences::support_kinds(words, &group.kinds);
    let name = group.entry.line().map(|line| format!(": {}", sentences::support_name(words, line)));
    one_line(&format!("{kind}{}", name.unwrap_or_default()))
}

/// Returns what stands under the heading of an entry: the ways to reach the line, its hours, and the day on which they
/// were checked; or where to ask instead.
pub(super) fn support_entries(wording: &Wording, entry: SupportEntry<'_>) -> Vec<String> {
    match entry {
        SupportEntry::Own(line) | SupportEntry::Line(line) => {
            let checked = sentences::support_day(wording, entry);
            line.ways.iter().chain([&line.hours]).chain(&checked).map(|entry| one_line(entry)).collect()
        }
        SupportEntry::Instead { ask, has_lines, .. } => {
            vec![one_line(&sentences::support_instead(&wording.support, ask, has_lines))]
        }
    }
}

/// Returns an entry of the support lines as one text. Its kind is left out if the entry above is of the same kind.
pub(in crate::files) fn support_in_one(
    words: &SupportWords,
    group: &SupportGroup<'_>,
    is_headed: bool,
) -> String {
    let ways = match group.entry {
        SupportEntry::Own(line) | SupportEntry::Line(line) => {
            let ways: Vec<&str> = line.ways.iter().chain([&line.hours]).map(String::as_str).collect();
            ways.join("; ")
        }
        SupportEntry::Instead { ask, has_lines, .. } => sentences::support_instead(words, ask, has_lines),
    };
    let name = group.entry.line().filter(|_| is_headed).map(|line| sentences::support_name(words, line));
    match name {
        Some(name) => one_line(&format!("{name}: {ways}")),
        // Who is asked instead stands under the lines of the kind.
        None if is_headed => one_line(&ways),
        None => one_line(&format!("{}: {ways}", support_heading(words, group))),
    }
}

/// Returns the sentences before the support lines: their region, what a telephone keeps, and how they were checked.
pub(in crate::files) fn support_lead(wording: &Wording, page: &SupportPage<'_>, region: &str) -> String {
    let checked = sentences::support_checked(wording, page);
    let region = sentences::support_for(&wording.support, page, region);
    let watched = sentences::support_watched(&wording.support, page).unwrap_or_default();
    let parts = [&*region, watched, &*checked];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_word_that_is_too_long_is_not_cut() {
        assert_eq!(wrap("ab https://example.org/long cd", 8), ["ab", "https://example.org/long", "cd"]);
    }

    #[test]
    fn a_number_in_groups_stays_in_one_row() {
        assert_eq!(wrap("Call 0808 801 0331; 24 hours", 14), ["Call", "0808 801 0331;", "24 hours"]);
        assert_eq!(wrap("or (55) 1234-5678.", 15), ["or", "(55) 1234-5678."]);
        assert_eq!(wrap("Call 116 123; 24 hours", 12), ["Call", "116 123; 24", "hours"]);
        assert_eq!(wrap("1234567 1234567", 10), ["1234567", "1234567"], "what no row can hold is broken");
    }

    proptest! {
        #[test]
        fn wrapping_loses_nothing_and_keeps_the_width(text in "\\PC{0,80}", width in 1usize..30) {
            let rows = wrap(&text, width);
            let words: Vec<String> = sanitize(&text).split_whitespace().map(str::to_owned).collect();
            let wrapped: Vec<&str> = rows.iter().flat_map(|row| row.split(' ')).collect();
            prop_assert_eq!(&wrapped, &words);
            for row in &rows {
                prop_assert!(row.width() <= width || !row.contains(' '), "{row:?}");
            }
        }
    }
}
