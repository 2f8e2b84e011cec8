//! Where the rows of a text begin, and what of a row is in sight; for text under editing, which loses no blank.
//!
//! A row ends after a blank where it can, beside a Chinese or Japanese letter where no mark forbids it, and else
//! between any two graphemes. Blanks at the end of a row hang over its edge, and are not shown there.

use super::graphemes::{Kind, closes, columns, each, kind, opens};

/// Returns where each row of a text begins that is `room` columns wide. There is always a first row, and after a
/// newline at the end an empty one.
pub(super) fn starts(text: &str, room: u16) -> Vec<usize> {
    std::iter::successors(Some(0), |begin| next_start(text, *begin, room)).collect()
}

/// Returns where the row begins that follows the one that begins at `begin`.
pub(super) fn next_start(text: &str, begin: usize, room: u16) -> Option<usize> {
    let (mut column, mut place, mut last) = (0_u16, 0, "\n");
    for (at, grapheme) in each(text.get(begin..)?) {
        if grapheme == "\n" {
            return Some(begin + at + 1);
        }
        let this = kind(grapheme);
        if this != Kind::Blank && may_part(last, grapheme, this) {
            place = at;
        }
        column = column.saturating_add(columns(grapheme));
        if this != Kind::Blank && column > room && at > 0 {
            return Some(begin + if place > 0 { place } else { at });
        }
        last = grapheme;
    }
    None
}

/// Says whether a row may end between two graphemes.
fn may_part(last: &str, grapheme: &str, this: Kind) -> bool {
    match kind(last) {
        Kind::Blank => true,
        before => (before.breaks() || this.breaks()) && !closes(grapheme) && !opens(last),
    }
}

/// Returns the beginning of a row that fits into so many columns.
pub(super) fn shown(row: &str, width: u16) -> &str {
    row.get(..end_of(row, width)).unwrap_or_default()
}

/// Returns how many columns a text takes, or `most` if it takes more.
pub(super) fn column_of(text: &str, most: u16) -> u16 {
    let mut column = 0_u16;
    for (_, grapheme) in each(text) {
        column = column.saturating_add(columns(grapheme));
        if column >= most {
            return most;
        }
    }
    column
}

/// Returns the last place in a row that is not right of a column.
pub(super) fn end_of(row: &str, column: u16) -> usize {
    let mut used = 0_u16;
    for (at, grapheme) in each(row) {
        used = used.saturating_add(columns(grapheme));
        if used > column {
            return at;
        }
    }
    row.len()
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "a test that cuts a letter has failed")]
mod tests {
    use super::*;

    fn rows(text: &str, room: u16) -> Vec<&str> {
        let starts = starts(text, room);
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        starts.iter().zip(ends).map(|(start, end)| &text[*start..end]).collect()
    }

    #[test]
    fn rows_end_between_words_and_keep_their_blanks() {
        assert_eq!(rows("He came home late", 8), ["He came ", "home ", "late"]);
        assert_eq!(rows("He came   home", 7), ["He came   ", "home"]);
        assert_eq!(rows("  in", 8), ["  in"]);
        assert_eq!(rows("", 8), [""]);
        assert_eq!(rows("a\n\nb\n", 8), ["a\n", "\n", "b\n", ""]);
    }

    #[test]
    fn a_word_that_is_wider_than_a_row_is_cut_between_letters() {
        assert_eq!(rows("a Donaudampf b", 5), ["a ", "Donau", "dampf ", "b"]);
        assert_eq!(rows("e\u{301}e\u{301}e\u{301}", 2), ["e\u{301}e\u{301}", "e\u{301}"]);
        assert_eq!(rows("👩‍👩‍👧👩‍👩‍👧", 3), ["👩‍👩‍👧", "👩‍👩‍👧"]);
    }

    #[test]
    fn japanese_breaks_anywhere_but_before_what_closes_and_after_what_opens() {
        assert_eq!(rows("a 日本語です", 5), ["a 日", "本語", "です"]);
        assert_eq!(rows("日本。語", 4), ["日", "本。", "語"]);
        assert_eq!(rows("日「本」", 4), ["日", "「本", "」"]);
        assert_eq!(rows("日本「語", 6), ["日本", "「語"]);
    }

    #[test]
    fn what_is_shown_of_a_row_ends_at_its_edge() {
        assert_eq!(shown("日本  ", 5), "日本 ");
        assert_eq!(shown("日本", 3), "日");
        assert_eq!((column_of("日本", 9), column_of("日本", 3)), (4, 3));
        assert_eq!((end_of("日本", 1), end_of("日本", 2), end_of("日本", 9)), (0, 3, 6));
    }
}
