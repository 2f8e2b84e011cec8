//! Wraps a text that is edited: finds where its rows begin, and what of a row is visible.
//!
//! A row ends after a space if possible. Beside a Chinese or Japanese letter it may end without one, unless a
//! punctuation mark forbids it. Else it ends between any two graphemes. In a field of 8 columns `He came home late`
//! becomes `He came `, `home ` and `late`.
//!
//! It must not drop a space, because the cursor goes through all of them. Spaces at the end of a row hang over its edge
//! and are not shown. (Text that is only read is wrapped by `sheet/wrap.rs`, which does drop them.)

use super::graphemes::{GraphemeKind, columns, each, kind};

/// Marks that belong to the letter before them. No row begins with one.
const CLOSING: &str = "、。，．」』）】〕〉》！？：；ー々・,.)!?:;";

/// Marks that belong to the letter after them. No row ends with one.
const OPENING: &str = "「『（【〔〈《(¿¡";

/// Returns where the next row begins after the row that begins at `begin`. After a newline at the end of the text there
/// is one more row, which is empty.
pub(super) fn next_start(text: &str, begin: usize, room: u16) -> Option<usize> {
    let mut graphemes = each(text, begin);
    let (mut column, mut place, mut last) = (0_u16, begin, "\n");
    while let Some((at, grapheme)) = graphemes.next() {
        if grapheme == "\n" {
            return Some(at + 1);
        }
        column = column.saturating_add(columns(grapheme));
        if kind(grapheme) != GraphemeKind::Blank {
            place = if may_part(last, grapheme) { at } else { place };
            if column > room && at > begin {
                return Some(if place > begin { place } else { at });
            }
        } else if column > room {
            // A row may end in thousands of spaces, so they are skipped at once. The last one is looked at by
            // itself, because an accent may follow it and form one grapheme with it.
            let blanks = text.get(at..)?.char_indices().take_while(|(_, c)| c.is_whitespace() && *c != '\n');
            let last = blanks.last().map_or(0, |(last, _)| last);
            graphemes = each(text, at + last.max(grapheme.len()));
        }
        last = grapheme;
    }
    None
}

/// Returns whether a row may end between two graphemes, of which the second is not a space.
fn may_part(last: &str, next: &str) -> bool {
    match (kind(last), kind(next)) {
        (GraphemeKind::Blank, _) => true,
        (GraphemeKind::Letter, GraphemeKind::Letter) => false,
        _ => !CLOSING.contains(next) && !OPENING.contains(last),
    }
}

/// Returns the last place in a row that is not right of a column, and the column of that place.
pub(super) fn fit(row: &str, column: u16) -> (usize, u16) {
    let mut used = 0_u16;
    for (at, grapheme) in each(row, 0) {
        let wider = used.saturating_add(columns(grapheme));
        if wider > column {
            return (at, used);
        }
        used = wider;
    }
    (row.len(), used)
}

/// Returns as much of the beginning of a row as fits into `width` columns.
pub(super) fn shown(row: &str, width: u16) -> &str {
    row.get(..fit(row, width).0).unwrap_or_default()
}

#[cfg(test)]
pub(super) use tests::starts;

#[cfg(test)]
#[expect(clippy::string_slice, reason = "a test that cuts a letter has failed")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Breaks a whole text: returns where each of its rows begins.
    pub(in crate::app::text) fn starts(text: &str, room: u16) -> Vec<usize> {
        std::iter::successors(Some(0), |begin| next_start(text, *begin, room)).collect()
    }

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
        assert_eq!((fit("日本", 1), fit("日本", 3), fit("日本", 9)), ((0, 0), (3, 2), (6, 4)));
    }

    #[test]
    fn thousands_of_blanks_at_the_end_of_a_row_are_passed_at_one_look() {
        let text = format!("He came{}home", " ".repeat(60_000));
        let work = crate::app::text::graphemes::looked(|| assert_eq!(starts(&text, 20), [0, 60_007]));
        assert!(work < 100, "{work} graphemes looked at");
    }

    /// The same, with a look at each blank.
    fn plain_next_start(text: &str, begin: usize, room: u16) -> Option<usize> {
        let line: Vec<_> = each(text, begin).take_while(|(_, grapheme)| *grapheme != "\n").collect();
        let column = |index: usize| line[..=index].iter().map(|(_, g)| columns(g)).sum::<u16>();
        let solid = |index: &usize| kind(line[*index].1) != GraphemeKind::Blank;
        let Some(over) = (1..line.len()).filter(solid).find(|index| column(*index) > room) else {
            let end = begin + line.iter().map(|(_, grapheme)| grapheme.len()).sum::<usize>();
            return text[end..].starts_with('\n').then_some(end + 1);
        };
        let parts = |index: &usize| may_part(line[index - 1].1, line[*index].1);
        let place = (1..=over).rev().filter(solid).find(parts);
        Some(line[place.unwrap_or(over)].0)
    }

    proptest! {
        #[test]
        fn a_row_ends_where_it_ends_with_a_look_at_each_blank(
            pieces in prop::collection::vec("[a日。]{1,9}|[ \u{3000}\u{a0}]{1,40}|\u{301}|\n", 0..9), room in 1u16..12
        ) {
            let text = pieces.concat();
            for start in starts(&text, room) {
                prop_assert_eq!(next_start(&text, start, room), plain_next_start(&text, start, room), "{:?}", text);
            }
        }
    }
}
