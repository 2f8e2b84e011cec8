//! What the text and the Markdown export share: blocks, emphasis, wrapping, and the words of a copy.
//!
//! It lays nothing out. Everything that goes in is cleaned first, for what is escaped and wrapped here must not
//! change its meaning by a later cleaning.

use crate::domain::clean::clean;
use crate::domain::copy::{ClientCopy, Row, Standing};
use crate::domain::draft::{SupportKind, SupportLine};
use crate::domain::phrase;
use crate::domain::questionnaire::Questionnaire;
use crate::domain::wording::{SupportWords, Wording, fill};
use unicode_width::UnicodeWidthStr;

/// A piece of a text that stands for itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Block {
    /// Lines that run on.
    Paragraph(String),
    /// An entry of a list.
    Entry(String),
}

/// Reads a text of the content: blank lines part paragraphs, `- ` begins an entry, other lines run on.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for line in clean(text).lines().map(str::trim) {
        let (entry, words) = line.strip_prefix("- ").map_or((false, line), |words| (true, words.trim()));
        match blocks.last_mut() {
            Some(Block::Paragraph(before) | Block::Entry(before)) if open && !entry && !words.is_empty() => {
                before.push(' ');
                before.push_str(words);
            }
            _ if entry => blocks.push(Block::Entry(words.to_owned())),
            _ if !words.is_empty() => blocks.push(Block::Paragraph(words.to_owned())),
            _ => {}
        }
        open = !line.is_empty();
    }
    blocks
}

/// Splits a text at its `*emphasis*`; a star that opens or closes nothing is a star.
pub(super) fn emphasis(text: &str) -> Vec<(bool, &str)> {
    let mut spans = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('*') {
        spans.push((false, before));
        match after.split_once('*') {
            Some((inner, tail)) if !inner.is_empty() && inner.trim() == inner => {
                spans.push((true, inner));
                rest = tail;
            }
            _ => {
                spans.push((false, "*"));
                rest = after;
            }
        }
    }
    spans.push((false, rest));
    spans
}

/// Breaks a text into rows of at most `width` columns; a longer word has a row of its own and is not cut.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for word in clean(text).split_whitespace() {
        match rows.last_mut() {
            Some(row) if row.width() + 1 + word.width() <= width => {
                row.push(' ');
                row.push_str(word);
            }
            _ => rows.push(word.to_owned()),
        }
    }
    rows
}

/// Returns a text as one cleaned line, its white space single blanks.
pub(super) fn one_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Splits a person's own words into their lines, cleaned; an empty line stays one.
pub(super) fn own_lines(words: &str) -> Vec<String> {
    clean(words).lines().map(one_line).collect()
}

/// Returns the word for how a row stands: the option's own text, or the program's for the other states.
pub(super) fn standing(wording: &Wording, row: &Row<'_>) -> String {
    let word = match row.standing {
        Standing::Answered(option) => &option.text,
        Standing::Declined => &wording.state.declined,
        Standing::Unanswered => &wording.state.unanswered,
        Standing::NotAsked => &wording.state.not_asked,
    };
    one_line(&phrase::upper_first(word))
}

/// Parts the rows of a group wherever the word changes.
pub(super) fn by_word<'c, 'q>(wording: &Wording, rows: &'c [Row<'q>]) -> Vec<(String, &'c [Row<'q>])> {
    let same = |one: &Row<'_>, next: &Row<'_>| standing(wording, one) == standing(wording, next);
    let runs = rows.chunk_by(same);
    runs.map(|run| (run.first().map(|row| standing(wording, row)).unwrap_or_default(), run)).collect()
}

/// Says whether an item of the copy was declined.
pub(super) fn any_declined(copy: &ClientCopy<'_>) -> bool {
    copy.groups.iter().flat_map(|group| &group.rows).any(|row| row.standing == Standing::Declined)
}

/// Says from which questionnaire a copy was made, and whether a clinician has read it.
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

/// Returns the heading of a support line: what it is for, and what it is called.
pub(super) fn support_heading(words: &SupportWords, line: &SupportLine) -> String {
    let kind = match line.kind {
        SupportKind::Crisis => &words.crisis,
        SupportKind::Abuse => &words.abuse,
        SupportKind::Young => &words.young,
        SupportKind::Emergency => &words.emergency,
        SupportKind::Local => &words.local,
    };
    one_line(&format!("{kind}: {}", line.name))
}

/// Returns what is said under a support line: the ways to reach it, when, and when that was checked.
pub(super) fn support_entries(words: &SupportWords, line: &SupportLine) -> Vec<String> {
    let checked = fill(&words.checked, &[("date", &line.checked.to_string())]);
    line.ways.iter().chain([&line.hours, &checked]).map(|entry| one_line(entry)).collect()
}

/// Says where the support lines of a region are for, and how they were checked.
pub(super) fn support_lead(words: &SupportWords, region: &str) -> String {
    format!("{} {}", fill(&words.region, &[("region", region_name(words, region))]), words.sure)
}

/// Returns what a region is called; one without a name here is called by its code.
fn region_name<'a>(words: &'a SupportWords, region: &'a str) -> &'a str {
    match region {
        "US" => &words.us,
        "CA" => &words.ca,
        "GB" => &words.gb,
        "IE" => &words.ie,
        "AU" => &words.au,
        "NZ" => &words.nz,
        "EU" => &words.eu,
        "001" => &words.world,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn paragraphs_run_on_and_entries_stand_alone() {
        let read = blocks("One\ntwo.\n\n- a\n  b\n- c\nd\n\nLast.");
        let (entry, paragraph) = (|s: &str| Block::Entry(s.into()), |s: &str| Block::Paragraph(s.into()));
        assert_eq!(read, [paragraph("One two."), entry("a b"), entry("c d"), paragraph("Last.")]);
    }

    #[test]
    fn emphasis_is_read_and_a_lone_star_stays() {
        assert_eq!(emphasis("a *b c* d"), [(false, "a "), (true, "b c"), (false, " d")]);
        let lone: String = emphasis("2 * 3 * 4 ** 5*")
            .into_iter()
            .map(|(strong, text)| {
                assert!(!strong, "{text}");
                text
            })
            .collect();
        assert_eq!(lone, "2 * 3 * 4 ** 5*");
    }

    #[test]
    fn a_word_that_is_too_long_is_not_cut() {
        assert_eq!(wrap("ab https://example.org/long cd", 8), ["ab", "https://example.org/long", "cd"]);
    }

    proptest! {
        #[test]
        fn wrapping_loses_nothing_and_keeps_the_width(text in "\\PC{0,80}", width in 1usize..30) {
            let rows = wrap(&text, width);
            let words: Vec<String> = clean(&text).split_whitespace().map(str::to_owned).collect();
            let wrapped: Vec<&str> = rows.iter().flat_map(|row| row.split(' ')).collect();
            prop_assert_eq!(&wrapped, &words);
            for row in &rows {
                prop_assert!(row.width() <= width || !row.contains(' '), "{row:?}");
            }
        }

        #[test]
        fn no_emphasis_loses_a_letter(text in "[a *]{0,20}") {
            let joined: String = emphasis(&text).into_iter().map(|(_, span)| span).collect();
            prop_assert_eq!(joined.replace('*', ""), text.replace('*', ""));
        }
    }
}
