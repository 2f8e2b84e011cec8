//! Stores a text as one string, with a cache of where its wrapped rows begin.
//!
//! The cache is valid for one width, the last that was asked for. It is filled from the top, only as far as needed.
//!
//! A change keeps the cached starts before it. The starts after it are moved by the change in length and kept aside.
//! Wrapping then goes on row by row from the change. As soon as a row begins at one of the starts that were kept aside,
//! all later ones are valid again: in a text of short lines that happens at the next line. So a key wraps only a few
//! rows, and the cache always equals what wrapping the whole text would give.
//!
//! It must not contain a cursor, a limit or a history.

use super::wrap::next_start;
use std::cell::{Ref, RefCell};
use std::ops::Range;

/// How many rows before a change are wrapped again.
///
/// A row begins where it does because a letter did not fit into the row before. A change may alter that letter: it may
/// be the first letter of the next row, and typed accents may join it.
const REACH: usize = 3;

/// One wrapped row of the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct TextRow<'t> {
    /// Its number, from 0.
    pub(super) number: usize,
    /// Where it begins in the text.
    pub(super) start: usize,
    /// Its text without the newline.
    pub(super) text: &'t str,
    /// Whether the next row continues the same line.
    pub(super) goes_on: bool,
}

/// A text, and the cache of its rows.
#[derive(Clone, Default)]
pub(super) struct Store {
    text: String,
    /// Readers fill the cache, so it is behind a `RefCell`: reading a text should not need `&mut`.
    rows: RefCell<TextRows>,
}

impl Store {
    /// Returns the whole text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Replaces a range by a text, and returns what was there. The range must begin and end between characters.
    pub(super) fn replace(&mut self, range: Range<usize>, new: &str) -> String {
        let removed = self.text.get(range.clone()).unwrap_or_default().to_owned();
        self.rows.get_mut().change(&range, new.len());
        self.text.replace_range(range, new);
        removed
    }

    /// Returns the row that contains a place. The place between two rows of one line belongs to the second.
    pub(super) fn row_of(&self, at: usize, room: u16) -> TextRow<'_> {
        let is_enough = |starts: &[usize]| starts.last().is_some_and(|start| *start > at);
        let after = self.rows(room, is_enough).starts.partition_point(|start| *start <= at);
        self.row(after.saturating_sub(1), room)
    }

    /// Returns a row by its number, or the last one if there are fewer.
    pub(super) fn row(&self, number: usize, room: u16) -> TextRow<'_> {
        let rows = self.rows(room, |starts| starts.len() > number.saturating_add(1));
        let number = number.min(rows.starts.len().saturating_sub(1));
        let start = rows.starts.get(number).copied().unwrap_or_default();
        let next = rows.starts.get(number + 1).copied();
        let whole = self.text.get(start..next.unwrap_or(self.text.len())).unwrap_or_default();
        let text = whole.strip_suffix('\n').unwrap_or(whole);
        TextRow { number, start, text, goes_on: next.is_some() && text.len() == whole.len() }
    }

    /// Wraps until `is_enough` holds or the text ends, and returns the cache.
    fn rows(&self, room: u16, is_enough: impl Fn(&[usize]) -> bool) -> Ref<'_, TextRows> {
        self.rows.borrow_mut().extend(&self.text, room, is_enough);
        self.rows.borrow()
    }
}

/// Where the rows begin at a width of `room` columns. A `room` of zero means that nothing is cached yet.
#[derive(Clone, Default)]
struct TextRows {
    room: u16,
    /// The valid starts, from the first row on.
    starts: Vec<usize>,
    /// Starts behind the latest changes, moved along with the text. They become valid when wrapping meets one of them.
    former: Vec<usize>,
}

impl TextRows {
    /// Wraps more rows until `is_enough` holds or the text ends.
    fn extend(&mut self, text: &str, room: u16, is_enough: impl Fn(&[usize]) -> bool) {
        if self.room != room {
            *self = Self { room, starts: vec![0], ..Self::default() };
        }
        while !is_enough(&self.starts) {
            let Some(next) = next_start(text, self.starts.last().copied().unwrap_or(0), room) else {
                return self.former.clear();
            };
            let (Ok(passed) | Err(passed)) = self.former.binary_search(&next);
            self.former.drain(..passed);
            if self.former.first() == Some(&next) {
                self.starts.append(&mut self.former);
            } else {
                self.starts.push(next);
            }
        }
    }

    /// Adapts the cache to a change that replaces a range by `new` bytes.
    fn change(&mut self, range: &Range<usize>, new: usize) {
        let touched = self.starts.partition_point(|start| *start <= range.start);
        let kept = touched.saturating_sub(REACH).max(1).min(self.starts.len());
        let dropped = self.starts.split_off(kept);
        let former = if self.former.is_empty() { dropped } else { std::mem::take(&mut self.former) };
        let later = former.into_iter().filter(|start| *start > range.end);
        self.former = later.map(|start| start - range.len() + new).collect();
    }
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "a test that cuts a letter has failed")]
mod tests {
    use super::*;
    use crate::app::text::graphemes::{looked, snapped};
    use crate::app::text::wrap::starts;
    use proptest::prelude::*;

    fn holding(text: &str) -> Store {
        let mut store = Store::default();
        store.replace(0..0, text);
        store
    }

    fn all_rows(store: &Store, room: u16) -> impl Iterator<Item = TextRow<'_>> {
        (0..).map_while(move |number| Some(store.row(number, room)).filter(|row| row.number == number))
    }

    fn all_starts(store: &Store, room: u16) -> Vec<usize> {
        all_rows(store, room).map(|row| row.start).collect()
    }

    #[test]
    fn a_letter_in_a_short_line_breaks_that_line_anew_and_no_other() {
        let mut store = holding(&"A line like those of a note, in words.\n".repeat(1600));
        assert_eq!(all_starts(&store, 60).len(), 1601);
        for at in [0, 31_000, 62_000] {
            let work = looked(|| {
                store.replace(at..at, "x");
                all_starts(&store, 60)
            });
            assert!(work < 250, "{work} graphemes looked at for a letter at {at}");
        }
    }

    #[test]
    fn a_letter_in_a_long_line_breaks_as_many_rows_as_are_asked_for() {
        let mut store = holding(&"word ".repeat(13_000));
        assert_eq!(store.row_of(65_000, 60).number, 1083);
        for _ in 0..9 {
            let work = looked(|| {
                store.replace(0..0, "x");
                (store.row_of(0, 60).number, store.row(20, 60).start)
            });
            assert!(work < 22 * 61, "{work} graphemes looked at");
        }
        assert_eq!(all_starts(&store, 60), starts(store.text(), 60));
    }

    #[test]
    fn any_change_of_any_short_text_leaves_the_rows_of_the_new_one() {
        const PIECES: [&str; 5] = [" ", "b", "👩", "\u{200d}", "☺\u{fe0e}"];
        let texts =
            (0..5_usize.pow(4)).map(|number| (0..4).map(move |digit| number / 5_usize.pow(digit) % 5));
        for pieces in texts.map(|text| text.map(|piece| PIECES[piece]).collect::<Vec<_>>()) {
            let text = pieces.concat();
            let places: Vec<usize> = (0..=4).map(|piece| pieces[..piece].concat().len()).collect();
            for (room, at, len, new) in
                (0..60).map(|case| (1 + case / 12, case % 4, case % 3, PIECES[case % 5]))
            {
                let room = u16::try_from(room).unwrap();
                let mut store = holding(&text);
                let _ = all_starts(&store, room);
                store.replace(snapped(&text, places[at])..snapped(&text, places[(at + len).min(4)]), new);
                assert_eq!(
                    all_starts(&store, room),
                    starts(store.text(), room),
                    "{text:?} to {:?} in {room}",
                    store.text()
                );
            }
        }
    }

    /// What is done with a text: a change, where and how much of it goes in parts of a thousand, or a look at a row or a
    /// place in a width.
    #[derive(Clone, Debug)]
    enum Deed {
        Change(usize, usize, String),
        Look(usize, u16),
        Place(usize, u16),
    }

    fn deeds() -> impl Strategy<Value = Vec<Deed>> {
        let piece = prop::sample::select(vec![
            "a",
            " ",
            "\n",
            "e",
            "\u{301}",
            "日",
            "本。",
            "👩",
            "\u{200d}",
            "🇪",
            "🇸",
            "क्",
            "ष",
            "\u{1100}",
            "words of a line ",
            "one\ntwo\n",
            "           ",
            "Donaudampfschifffahrt",
        ]);
        let new = prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat());
        let room = || prop_oneof![3 => Just(9), 1 => 1u16..30];
        let deed = prop_oneof![
            3 => (0..1000usize, 0..60usize, new).prop_map(|(at, len, new)| Deed::Change(at, len, new)),
            1 => (0..20usize, room()).prop_map(|(number, room)| Deed::Look(number, room)),
            1 => (0..1000usize, room()).prop_map(|(at, room)| Deed::Place(at, room)),
        ];
        prop::collection::vec(deed, 1..60)
    }

    /// Returns the first place of a letter from a part of a thousand of a text on.
    fn place(text: &str, part: usize) -> usize {
        snapped(text, text.floor_char_boundary((text.len() * part / 1000).min(text.len())))
    }

    proptest! {
        #[test]
        fn its_rows_are_those_of_the_whole_text_broken_anew(deeds in deeds(), last in 1u16..30) {
            let mut store = Store::default();
            let mut model = String::new();
            for deed in deeds {
                match deed {
                    Deed::Change(from, len, new) => {
                        let range = place(&model, from)..place(&model, from + len);
                        prop_assert_eq!(&store.replace(range.clone(), &new), &model[range.clone()]);
                        model.replace_range(range, &new);
                    }
                    Deed::Look(number, room) => {
                        let starts = starts(&model, room);
                        let number = number.min(starts.len() - 1);
                        let row = store.row(number, room);
                        prop_assert_eq!((row.number, row.start), (number, starts[number]));
                    }
                    Deed::Place(part, room) => {
                        let at = place(&model, part);
                        let row = starts(&model, room).iter().rposition(|start| *start <= at).unwrap();
                        prop_assert_eq!(store.row_of(at, room).number, row);
                    }
                }
                prop_assert_eq!(store.text(), &model);
            }
            prop_assert_eq!(all_starts(&store, last), starts(&model, last));
            let rows = all_rows(&store, last);
            let joined: String = rows.map(|row| format!("{}{}", row.text, if row.goes_on { "" } else { "\n" })).collect();
            prop_assert_eq!(joined, format!("{model}\n"));
        }
    }
}
