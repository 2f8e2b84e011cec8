//! A long text under editing, kept in blocks, so that a key costs no more in a long text than in a short one.
//!
//! A block holds some kilobytes and ends after a newline if it can. Only a line that is longer than half a block may
//! be divided; its rows then begin anew there, which no one sees who does not count letters. A block begins where a grapheme
//! begins, and keeps where its rows begin at the width that was asked for last. It knows no cursor and no limit.

use super::graphemes::{after, before, is_boundary, snapped};
use super::wrap::{next_start, starts};
use std::cell::{Ref, RefCell};
use std::ops::Range;

/// The longest block, in bytes.
pub(super) const LONGEST_BLOCK: usize = 8 * 1024;

/// One row of the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Row<'t> {
    /// The place in the whole text where it begins.
    pub(super) start: usize,
    /// What it holds, without the newline.
    pub(super) text: &'t str,
    /// Whether the next row goes on with the same line.
    pub(super) goes_on: bool,
}

/// A text in blocks. There is always a block, and only the last one may be empty.
#[derive(Clone)]
pub(super) struct Blocks {
    blocks: Vec<Block>,
    longest: usize,
    len: usize,
}

impl Blocks {
    /// Makes an empty text with blocks of at most so many bytes.
    pub(super) fn new(longest: usize) -> Self {
        Self { blocks: vec![Block::default()], longest, len: 0 }
    }

    /// Returns the length in bytes.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Goes through the text piece by piece.
    pub(super) fn pieces(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().map(|block| block.text.as_str())
    }

    /// Puts a text in the place of a range, which has to begin and end between characters. Returns what was there.
    pub(super) fn replace(&mut self, range: Range<usize>, new: &str) -> String {
        let (first, from) = self.place_after(range.start);
        let last = if range.is_empty() { first } else { self.place_before(range.end).0 };
        for _ in first..last {
            self.join(first);
        }
        let Some(block) = self.blocks.get_mut(first) else { return String::new() };
        let removed = block.replace(from..from + range.len(), new);
        self.len = self.len + new.len() - removed.len();
        if self.blocks.len() > 1 && self.block(first).is_empty() {
            self.blocks.remove(first);
        }
        self.mend(first.min(self.blocks.len() - 1));
        removed
    }

    /// Returns the grapheme that begins at a place, or nothing at the end.
    pub(super) fn after(&self, at: usize) -> &str {
        let (index, offset) = self.place_after(at);
        after(self.block(index), offset)
    }

    /// Returns the grapheme that ends at a place, or nothing at the beginning.
    pub(super) fn before(&self, at: usize) -> &str {
        let (index, offset) = self.place_before(at);
        before(self.block(index), offset)
    }

    /// Returns the first place from `at` on where a grapheme begins or ends.
    pub(super) fn snapped(&self, at: usize) -> usize {
        let (index, offset) = self.place_after(at);
        at - offset + snapped(self.block(index), offset)
    }

    /// Returns where the line begins that a place is in.
    pub(super) fn line_start(&self, at: usize) -> usize {
        let (index, offset) = self.place_before(at);
        let mut ahead = at - offset;
        let mut text = self.block(index).get(..offset).unwrap_or_default();
        for earlier in self.blocks.iter().take(index).rev() {
            if text.contains('\n') {
                break;
            }
            ahead -= earlier.len();
            text = &earlier.text;
        }
        ahead + text.rfind('\n').map_or(0, |newline| newline + 1)
    }

    /// Returns where the line ends that a place is in, in front of its newline.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let (index, offset) = self.place_after(at);
        let mut end = at;
        let mut text = self.block(index).get(offset..).unwrap_or_default();
        for later in self.blocks.iter().skip(index + 1) {
            if text.contains('\n') {
                break;
            }
            end += text.len();
            text = &later.text;
        }
        end + text.find('\n').unwrap_or(text.len())
    }

    /// Returns how many rows the text has at a width.
    pub(super) fn row_count(&self, room: u16) -> usize {
        (0..self.blocks.len()).map(|index| self.rows_in(index, room)).sum()
    }

    /// Returns in which row a place is. The place between two rows of one line is in the second.
    pub(super) fn row_of(&self, at: usize, room: u16) -> usize {
        let (index, offset) = self.place_after(at);
        let ahead: usize = (0..index).map(|earlier| self.rows_in(earlier, room)).sum();
        let within = self
            .blocks
            .get(index)
            .map_or(1, |block| block.starts(room).partition_point(|start| *start <= offset));
        ahead + within.saturating_sub(1)
    }

    /// Returns a row by its number.
    pub(super) fn row(&self, number: usize, room: u16) -> Option<Row<'_>> {
        let (mut left, mut ahead) = (number, 0);
        for (index, block) in self.blocks.iter().enumerate() {
            let rows = self.rows_in(index, room);
            if left < rows {
                let starts = block.starts(room);
                let start = *starts.get(left)?;
                let end = starts.get(left + 1).copied().unwrap_or(block.len());
                let whole = block.text.get(start..end)?;
                let text = whole.strip_suffix('\n').unwrap_or(whole);
                let goes_on = text.len() == whole.len() && ahead + end < self.len;
                return Some(Row { start: ahead + start, text, goes_on });
            }
            left -= rows;
            ahead += block.len();
        }
        None
    }

    /// Returns the rows of one block. The row after a newline at its end is the first of the next block, if there is one.
    fn rows_in(&self, index: usize, room: u16) -> usize {
        let Some(block) = self.blocks.get(index) else { return 0 };
        let is_last = index + 1 == self.blocks.len();
        block.starts(room).len() - usize::from(!is_last && block.text.ends_with('\n'))
    }

    fn block(&self, index: usize) -> &str {
        self.blocks.get(index).map_or("", |block| &block.text)
    }

    /// Returns the block in which a place is, and where; between two blocks it is the second.
    fn place_after(&self, at: usize) -> (usize, usize) {
        self.place(at, |left, len| left < len)
    }

    /// Returns the block in which a place is, and where; between two blocks it is the first.
    fn place_before(&self, at: usize) -> (usize, usize) {
        self.place(at, |left, len| left <= len)
    }

    fn place(&self, at: usize, is_in: impl Fn(usize, usize) -> bool) -> (usize, usize) {
        let last = self.blocks.len() - 1;
        let mut left = at;
        for (index, block) in self.blocks.iter().enumerate() {
            if is_in(left, block.len()) || index == last {
                return (index, left.min(block.len()));
            }
            left -= block.len();
        }
        (last, left)
    }

    /// Makes the blocks sound again after a change in one of them.
    ///
    /// A change may reach past the next block: a flag taken from a row of flags pairs all that follow anew.
    fn mend(&mut self, changed: usize) {
        let mut at = changed;
        if at > 0 && !self.is_sound(at - 1) {
            at -= 1;
            self.join(at);
        }
        at = self.divide(at);
        while !self.is_sound(at) {
            self.join(at);
            at = self.divide(at);
        }
    }

    /// Says whether a block and the next one may stay apart.
    fn is_sound(&self, index: usize) -> bool {
        let (Some(one), Some(next)) = (self.blocks.get(index), self.blocks.get(index + 1)) else {
            return true;
        };
        if one.len() + next.len() <= self.longest / 2 {
            return false;
        }
        if one.text.ends_with('\n') {
            return true;
        }
        let tail = one.len() - one.text.rfind('\n').map_or(0, |newline| newline + 1);
        let head = next.text.find('\n').unwrap_or(next.len());
        if tail + head < self.longest / 2 {
            return false;
        }
        let end = before(&one.text, one.len());
        let seam = [end, after(&next.text, 0)].concat();
        is_boundary(&seam, end.len())
    }

    fn join(&mut self, index: usize) {
        if index + 1 < self.blocks.len() {
            let next = self.blocks.remove(index + 1);
            if let Some(block) = self.blocks.get_mut(index) {
                block.text.push_str(&next.text);
                block.forget();
            }
        }
    }

    /// Divides a block until no part of it is too long; returns the last part.
    fn divide(&mut self, index: usize) -> usize {
        let mut at = index;
        while let Some(block) = self.blocks.get_mut(at).filter(|block| block.len() > self.longest) {
            let cut = cut_of(&block.text, self.longest);
            if cut == 0 || cut >= block.len() {
                break;
            }
            let rest = block.text.split_off(cut);
            block.forget();
            at += 1;
            self.blocks.insert(at, Block { text: rest, ..Block::default() });
        }
        at
    }
}

/// Returns where a text that is too long is best divided: after a newline, after a blank, or between graphemes.
fn cut_of(text: &str, longest: usize) -> usize {
    let low = text.floor_char_boundary(longest / 4);
    let high = text.floor_char_boundary(longest / 4 * 3);
    let window = text.get(low..high).unwrap_or_default();
    if let Some(newline) = window.rfind('\n') {
        return low + newline + 1;
    }
    let ends = window.char_indices().rev().filter(|(_, c)| c.is_whitespace());
    let mut ends = ends.map(|(at, blank)| low + at + blank.len_utf8());
    ends.find(|end| is_boundary(text, *end)).unwrap_or_else(|| snapped(text, high.max(1)))
}

/// A part of the text, and where its rows begin at the width that was asked for last.
#[derive(Clone, Default)]
struct Block {
    text: String,
    wrapped: RefCell<Wrapped>,
}

/// Where rows begin that are `room` columns wide; nothing is known if that is zero.
#[derive(Clone, Default)]
struct Wrapped {
    room: u16,
    starts: Vec<usize>,
}

impl Block {
    fn len(&self) -> usize {
        self.text.len()
    }

    fn forget(&mut self) {
        self.wrapped.get_mut().room = 0;
    }

    fn starts(&self, room: u16) -> Ref<'_, Vec<usize>> {
        let is_known = self.wrapped.borrow().room == room;
        if !is_known {
            self.wrapped.replace(Wrapped { room, starts: starts(&self.text, room) });
        }
        Ref::map(self.wrapped.borrow(), |wrapped| &wrapped.starts)
    }

    /// Puts a text in the place of a range.
    fn replace(&mut self, range: Range<usize>, new: &str) -> String {
        let removed = self.text.get(range.clone()).unwrap_or_default().to_owned();
        self.text.replace_range(range.clone(), new);
        let wrapped = self.wrapped.get_mut();
        if wrapped.room > 0 {
            wrapped.renew(&self.text, range, new.len());
        }
        removed
    }
}

impl Wrapped {
    /// Breaks a text into rows anew where `new` bytes took the place of a range: from a little before them to the first row
    /// after them that begins where it began before.
    fn renew(&mut self, text: &str, range: Range<usize>, new: usize) {
        let row = self.starts.partition_point(|start| *start <= range.start);
        // A letter can draw the one before it along, and that one a word, and each may be all of its row.
        let kept = row.saturating_sub(3).max(1);
        let old = self.starts.split_off(kept.min(self.starts.len()));
        let mut begin = self.starts.last().copied().unwrap_or(0);
        while let Some(start) = next_start(text, begin, self.room) {
            if start > range.start + new
                && let Ok(same) = old.binary_search(&(start - new + range.len()))
            {
                let moved = old.iter().skip(same).map(|start| start + new - range.len());
                self.starts.extend(moved);
                return;
            }
            self.starts.push(start);
            begin = start;
        }
    }
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "a test that cuts a letter has failed")]
mod tests {
    use super::*;
    use crate::app::text::graphemes::each;
    use proptest::prelude::*;

    fn whole(blocks: &Blocks) -> String {
        blocks.pieces().collect()
    }

    fn holding(text: &str, longest: usize) -> Blocks {
        let mut blocks = Blocks::new(longest);
        blocks.replace(0..0, text);
        blocks
    }

    fn rows(blocks: &Blocks, room: u16) -> Vec<Row<'_>> {
        (0..blocks.row_count(room)).map(|number| blocks.row(number, room).unwrap()).collect()
    }

    #[test]
    fn a_short_line_is_never_divided() {
        let line = "forty bytes of a line about one session\n";
        let blocks = holding(&line.repeat(50), 128);
        assert!(blocks.blocks.len() > 10);
        assert!(blocks.pieces().all(|piece| piece.ends_with('\n')));
        assert_eq!(blocks.row_count(60), 51);
    }

    #[test]
    fn a_long_line_is_divided_after_blanks_and_never_within_a_letter() {
        let blocks = holding(&"word ".repeat(100), 64);
        assert!(blocks.pieces().all(|piece| piece.ends_with(' ')));
        let family = holding(&"👩‍👩‍👧".repeat(40), 64);
        assert!(family.blocks.len() > 5);
        assert!(family.pieces().all(|piece| piece.len() % "👩‍👩‍👧".len() == 0));
    }

    #[test]
    fn a_divided_line_that_gets_short_is_put_together_again() {
        let mut blocks = holding(&"word ".repeat(40), 64);
        assert!(blocks.blocks.len() > 2);
        for at in (0..200).step_by(20).rev() {
            blocks.replace(at..at, "\n");
        }
        assert_eq!(rows(&blocks, 80).iter().filter(|row| row.goes_on).count(), 0, "{:?}", rows(&blocks, 80));
    }

    #[test]
    fn a_flag_taken_from_a_row_of_flags_pairs_all_that_follow_anew() {
        let mut blocks = holding(&"🇪🇸🇯🇵".repeat(30), 64);
        blocks.replace(0..4, "");
        let text = whole(&blocks);
        let all: Vec<usize> = each(&text).map(|(at, _)| at).collect();
        assert!(all.iter().all(|at| blocks.snapped(*at) == *at));
        let mut ahead = 0;
        for piece in blocks.pieces() {
            assert!(all.contains(&ahead));
            ahead += piece.len();
        }
    }

    /// A change of a text: where, how much of it goes, what comes, in parts of a thousand.
    fn changes() -> impl Strategy<Value = Vec<(usize, usize, String)>> {
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
        prop::collection::vec((0..1000usize, 0..60usize, new), 1..40)
    }

    proptest! {
        #[test]
        fn any_changes_leave_the_text_as_it_would_be_in_one_piece(changes in changes(), longest in 16..200usize, room in 1u16..30) {
            let mut blocks = Blocks::new(longest);
            let mut model = String::new();
            for (from, len, new) in changes {
                let start = blocks.snapped(model.floor_char_boundary(model.len() * from / 1000));
                let end = blocks.snapped(model.floor_char_boundary(start + model.len() * len / 1000).max(start));
                let removed = blocks.replace(start..end, &new);
                prop_assert_eq!(&removed, &model[start..end]);
                model.replace_range(start..end, &new);
                prop_assert_eq!(whole(&blocks), model.clone());
                prop_assert_eq!(blocks.len(), model.len());

                let mut places: Vec<usize> = each(&model).map(|(at, _)| at).collect();
                places.push(model.len());
                for pair in places.windows(2) {
                    prop_assert_eq!(blocks.after(pair[0]), &model[pair[0]..pair[1]]);
                    prop_assert_eq!(blocks.before(pair[1]), &model[pair[0]..pair[1]]);
                    prop_assert_eq!(blocks.snapped(pair[1]), pair[1]);
                    let line = model[..pair[0]].rfind('\n').map_or(0, |at| at + 1);
                    prop_assert_eq!(blocks.line_start(pair[0]), line);
                    let line = model[pair[0]..].find('\n').map_or(model.len(), |at| pair[0] + at);
                    prop_assert_eq!(blocks.line_end(pair[0]), line);
                }
                for block in &blocks.blocks {
                    prop_assert_eq!(&*block.starts(room), &starts(&block.text, room));
                }
                let rows = rows(&blocks, room);
                let joined: String = rows.iter().map(|row| {
                    if row.goes_on { row.text.to_owned() } else { format!("{}\n", row.text) }
                }).collect();
                prop_assert_eq!(joined, format!("{model}\n"));
                for (number, row) in rows.iter().enumerate() {
                    prop_assert_eq!(blocks.row_of(row.start, room), number);
                    prop_assert_eq!(&model[row.start..row.start + row.text.len()], row.text);
                }
            }
        }

        #[test]
        fn a_text_of_short_lines_has_the_rows_it_has_in_one_piece(
            lines in prop::collection::vec("[a日 ]{0,30}", 0..60), room in 1u16..30
        ) {
            let text = lines.join("\n");
            let blocks = holding(&text, 256);
            let begun: Vec<usize> = rows(&blocks, room).iter().map(|row| row.start).collect();
            prop_assert_eq!(begun, starts(&text, room));
        }
    }
}
