//! The text editor: a text, the cursor in it, and what can be undone. It has several lines or one.
//!
//! The cursor moves by grapheme. The text wraps to rows of any width. It never contains a character that controls a
//! terminal, whatever is typed or pasted, and it never grows past its limit.
//!
//! It must not depend on keys, and it draws nothing. It is written by hand because `ratatui-textarea` moves its cursor
//! by `char`, which would separate an accent from its letter.
//!
//! ```
//! use stillpoint::app::text::{area::TextArea, edit::Edit};
//!
//! let mut note = TextArea::holding("since the move");
//! note.edit(Edit::WordLeft, 11, 5);
//! note.insert("last ");
//! assert_eq!(note.rows(11, 0, 5), ["since the ", "last move"]);
//! assert_eq!(note.caret(11), (1, 5));
//! note.edit(Edit::Undo, 11, 5);
//! assert_eq!(note.text(), "since the move");
//! ```

use super::edit::Edit;
use super::graphemes::{GraphemeKind, back, beside, columns, each, kind, snapped};
use super::history::{History, Manner, Step};
use super::store::Store;
use super::wrap::{fit, shown};
use crate::domain::sanitize::sanitize;
use crate::domain::silent::silent;
use std::ops::Range;

/// The longest text of several lines, in bytes.
pub(crate) const MAX_BYTES: usize = 64 * 1024;

/// The longest text of one line, in bytes.
pub(crate) const MAX_LINE_BYTES: usize = 2000;

/// A text, the cursor in it, and what can be undone. Two areas are equal if their texts and cursors are equal.
#[derive(Clone, Default)]
pub struct TextArea {
    store: Store,
    history: History,
    cursor: usize,
    /// Whether the cursor is shown at the end of a row. Where one line wraps, the same byte is the end of a row and
    /// the beginning of the next.
    is_behind_row: bool,
    /// The column where going up and down began. The cursor returns to it after a row that is too short.
    wanted: Option<u16>,
    is_one_line: bool,
    /// Whether nothing is kept to undo.
    forgets: bool,
    /// Whether the last text was refused because it does not fit.
    is_full: bool,
}

impl PartialEq for TextArea {
    fn eq(&self, other: &Self) -> bool {
        self.parts() == other.parts()
    }
}

impl Eq for TextArea {}

silent!(TextArea);

impl TextArea {
    /// Makes an area of several lines with a text, with the cursor at its end and nothing to undo.
    #[must_use]
    pub fn holding(text: &str) -> Self {
        Self::default().filled(text, "")
    }

    /// Makes a field of one line, with the cursor between two parts of its text.
    ///
    /// It is always one row, however long. There is nothing to undo at first.
    #[must_use]
    pub(crate) fn one_line(before: &str, after: &str) -> Self {
        Self { is_one_line: true, ..Self::default() }.filled(before, after)
    }

    /// Makes an empty area of several lines that keeps nothing to undo, so that what is erased does not stay in memory.
    #[must_use]
    pub(crate) fn forgetting() -> Self {
        Self { forgets: true, ..Self::default() }
    }

    /// Makes an area of several lines, with the cursor between two parts of its text and nothing to undo.
    #[must_use]
    pub(crate) fn several_lines(before: &str, after: &str) -> Self {
        Self::default().filled(before, after)
    }

    /// Returns the area with the cursor between two parts of a text and nothing to undo.
    fn filled(mut self, before: &str, after: &str) -> Self {
        self.fill(after);
        self.go(0);
        self.fill(before);
        self.history = History::default();
        self
    }

    /// Returns the whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.store.text()
    }

    /// Returns the text before the cursor and the text after it.
    #[must_use]
    pub fn parts(&self) -> (&str, &str) {
        self.text().split_at_checked(self.cursor).unwrap_or_default()
    }

    /// Inserts text at the cursor. A single grapheme counts as typed, and is undone together with others that were
    /// typed before it. Anything longer counts as pasted, and is undone by itself.
    ///
    /// Line ends of any system become newlines, or spaces in a field of one line. Tabs become spaces. Characters that
    /// control a terminal are left out. A text that does not fit as a whole is refused as a whole, so that nobody loses
    /// part of it without noticing.
    pub fn insert(&mut self, text: &str) {
        let cleaned = self.cleaned(text);
        self.is_full = cleaned.len() > self.room_left();
        if !self.is_full {
            self.put_in(&cleaned);
        }
    }

    /// Returns whether the last text was refused because it does not fit. It holds until something is changed.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.is_full
    }

    /// Inserts a whole text, also one that is longer than what can be written: it was there before, and none of it may
    /// be lost.
    fn fill(&mut self, text: &str) {
        let cleaned = self.cleaned(text);
        self.put_in(&cleaned);
    }

    /// Returns a text with the line ends of this area, and without what may not be in it.
    fn cleaned(&self, text: &str) -> String {
        let lines = if self.is_one_line {
            text.replace(['\n', '\r'], " ")
        } else {
            text.replace("\r\n", "\n").replace('\r', "\n")
        };
        sanitize(&lines).into_owned()
    }

    /// Returns how many bytes fit besides the text.
    fn room_left(&self) -> usize {
        let limit = if self.is_one_line { MAX_LINE_BYTES } else { MAX_BYTES };
        limit.saturating_sub(self.text().len())
    }

    fn put_in(&mut self, fitting: &str) {
        let is_typed = beside(fitting, 0).1 == fitting.len();
        // A new word begins a new step, so that undo goes word by word.
        if self.parts().0.ends_with(char::is_whitespace) && !fitting.starts_with(char::is_whitespace) {
            self.history.end_run();
        }
        self.change(self.cursor..self.cursor, fitting, if is_typed { Manner::Typed } else { Manner::Alone });
    }

    /// Goes to the end of the text, in a new line if something is written.
    fn next_line(&mut self) {
        self.go(self.text().len());
        if !self.text().is_empty() {
            self.insert("\n");
        }
    }

    /// Does one step of editing. `width` and `height` are the size of the field; a field of one line ignores them.
    pub fn edit(&mut self, edit: Edit, width: u16, height: u16) {
        let (at, page) = (self.cursor, usize::from(height.max(1)));
        let (left, right) = beside(self.text(), at);
        match edit {
            Edit::Left => self.go(left),
            Edit::Right => self.go(right),
            Edit::WordLeft => self.go(at - word(back(self.text(), at))),
            Edit::WordRight => self.go(at + word(each(self.text(), at).map(|(_, grapheme)| grapheme))),
            Edit::Home => self.go_in_row(self.caret(width).0, width, |_| 0),
            Edit::End => self.go_in_row(self.caret(width).0, width, str::len),
            Edit::Up => self.go_to_row(|row| row.saturating_sub(1), width),
            Edit::Down => self.go_to_row(|row| row + 1, width),
            Edit::PageUp => self.go_to_row(|row| row.saturating_sub(page), width),
            Edit::PageDown => self.go_to_row(|row| row + page, width),
            Edit::Start => self.go(0),
            Edit::Finish => self.go(self.text().len()),
            Edit::Backspace => self.change(left..at, "", Manner::Backspace),
            Edit::Delete => self.change(at..right, "", Manner::Delete),
            Edit::DeleteWord => self.change(self.word_in_line().min(left)..at, "", Manner::Alone),
            Edit::DeleteToStart => self.change(self.line().start..at, "", Manner::Alone),
            Edit::DeleteToEnd => self.change(at..self.line().end, "", Manner::Alone),
            Edit::Newline => self.insert("\n"),
            Edit::NextLine => self.next_line(),
            Edit::DeleteAll => self.change(0..self.text().len(), "", Manner::Alone),
            Edit::Undo => self.travel(History::undo),
            Edit::Redo => self.travel(History::redo),
        }
    }

    /// Returns at most `height` rows from the row `first` on, each at most `width` columns wide.
    ///
    /// A row breaks one column before the edge, so that the cursor fits behind its last letter. Spaces at the end of a
    /// row are cut at the edge. A grapheme is left out only if it alone is wider than a row.
    #[must_use]
    pub fn rows(&self, width: u16, first: usize, height: u16) -> Vec<String> {
        let row = |number| Some(self.store.row(number, self.room(width))).filter(|row| row.number == number);
        let rows = (first..).take(usize::from(height)).map_while(row);
        rows.map(|row| shown(row.text, width).to_owned()).collect()
    }

    /// Returns the row and the column of the cursor; the column is always left of `width`.
    #[must_use]
    pub fn caret(&self, width: u16) -> (usize, u16) {
        let mut row = self.store.row_of(self.cursor, self.room(width));
        if self.is_behind_row && row.start == self.cursor {
            let above = self.store.row(row.number.saturating_sub(1), self.room(width));
            row = if above.goes_on { above } else { row };
        }
        let ahead = row.text.get(..self.cursor - row.start).unwrap_or(row.text);
        // Spaces may hang over the edge; there the cursor stays in the last column.
        let last = width.saturating_sub(1);
        let (end, column) = fit(ahead, last);
        (row.number, if end == ahead.len() { column } else { last })
    }

    /// Returns the part of one line that fits into `width` columns with the cursor in sight, and the column of the
    /// cursor.
    #[must_use]
    pub fn window(&self, width: u16) -> (&str, u16) {
        let width = width.max(1);
        let mut wider = 0_u16;
        let fits = |grapheme: &&str| {
            wider = wider.saturating_add(columns(grapheme));
            wider < width
        };
        let ahead: usize = back(self.text(), self.cursor).take_while(fits).map(str::len).sum();
        let seen = shown(self.text().get(self.cursor - ahead..).unwrap_or_default(), width);
        (seen, fit(seen.get(..ahead).unwrap_or(seen), width).1)
    }

    /// Moves the cursor to a row and column, or to the nearest place that has text.
    pub fn click(&mut self, width: u16, row: usize, column: u16) {
        self.go_in_row(row, width, |text| fit(text, column).0);
    }

    /// Moves the cursor to a place in a row, or in the last row if there are fewer.
    fn go_in_row(&mut self, number: usize, width: u16, place: impl Fn(&str) -> usize) {
        let row = self.store.row(number, self.room(width));
        let end = place(row.text);
        let is_end = end == row.text.len() && row.goes_on;
        // A row that wraps after a space ends before that space: behind it the next row begins.
        let blank = back(row.text, end).next().filter(|last| is_end && kind(last) == GraphemeKind::Blank);
        let (to, is_behind_row) = (row.start + end - blank.map_or(0, str::len), is_end && blank.is_none());
        self.go(to);
        self.is_behind_row = is_behind_row;
    }

    /// Moves the cursor to another row, as near as possible to the column where going up and down began.
    fn go_to_row(&mut self, to: impl Fn(usize) -> usize, width: u16) {
        let (row, column) = self.caret(width);
        let wanted = self.wanted.unwrap_or(column);
        let target = self.store.row(to(row), self.room(width)).number;
        if target != row {
            self.click(width, target, wanted);
        }
        // `click` forgets the column, so it is set again.
        self.wanted = Some(wanted);
    }

    /// Returns the line of the cursor, without its newline.
    fn line(&self) -> Range<usize> {
        let (ahead, rest) = self.parts();
        let start = ahead.rfind('\n').map_or(0, |newline| newline + 1);
        start..self.cursor + rest.find('\n').unwrap_or(rest.len())
    }

    /// Returns where the word before the cursor begins, or where the line begins if that is later.
    fn word_in_line(&self) -> usize {
        self.line().start.max(self.cursor - word(back(self.text(), self.cursor)))
    }

    /// Moves the cursor. What is typed after that is a new step of undo.
    fn go(&mut self, to: usize) {
        self.history.end_run();
        self.put(to);
    }

    /// Sets the cursor, and forgets what belonged to its former place.
    fn put(&mut self, cursor: usize) {
        (self.cursor, self.is_behind_row, self.wanted) = (cursor, false, None);
    }

    /// Replaces a range by a text. The cursor goes behind the text, and behind an accent that now joins its last
    /// letter.
    fn change(&mut self, range: Range<usize>, new: &str, manner: Manner) {
        if range.is_empty() && new.is_empty() {
            return;
        }
        self.is_full = false;
        let (cursor, added) = (self.cursor, range.start..range.start + new.len());
        let text = self.store.replace(range, new);
        let back = snapped(self.text(), added.end);
        self.put(back);
        if !self.forgets {
            self.history.record(Step { range: added, text, cursor, back }, manner);
        }
    }

    /// Undoes or redoes a step, and turns the step around, so that it can be done the other way next time.
    fn travel(&mut self, to_step: fn(&mut History) -> Option<&mut Step>) {
        self.history.end_run();
        let Some(step) = to_step(&mut self.history) else { return };
        self.is_full = false;
        let end = step.range.start + step.text.len();
        step.text = self.store.replace(step.range.clone(), &step.text);
        step.range.end = end;
        std::mem::swap(&mut step.cursor, &mut step.back);
        let cursor = step.back;
        self.put(cursor);
    }

    /// Returns how wide a row may be in a field: one column is kept free for the cursor.
    fn room(&self, width: u16) -> u16 {
        if self.is_one_line { u16::MAX } else { width.saturating_sub(1).max(1) }
    }
}

/// Returns the length in bytes of the spaces and the word that come first.
///
/// A word ends at the latest after `MAX_LINE_BYTES` graphemes, so that a long text without spaces is not slower than
/// another.
fn word<'t>(graphemes: impl Iterator<Item = &'t str>) -> usize {
    let mut word = GraphemeKind::Blank;
    let stays = |grapheme: &&str| {
        let before = std::mem::replace(&mut word, kind(grapheme));
        before == GraphemeKind::Blank || before == kind(grapheme)
    };
    graphemes.take(MAX_LINE_BYTES).take_while(stays).map(str::len).sum()
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "a test that cuts a letter has failed")]
mod tests {
    use super::*;
    use crate::app::text::graphemes::looked;
    use crate::app::text::wrap::starts;
    use proptest::prelude::*;

    const WIDTH: u16 = 20;

    fn with(text: &str, edits: &[Edit]) -> TextArea {
        let mut area = TextArea::holding(text);
        edits.iter().for_each(|edit| area.edit(*edit, WIDTH, 4));
        area
    }

    fn typed(text: &str) -> TextArea {
        let mut area = TextArea::default();
        text.chars().for_each(|letter| area.insert(letter.encode_utf8(&mut [0; 4])));
        area
    }

    /// The text with a bar where the cursor is.
    fn seen(area: &TextArea) -> String {
        let mut text = area.text().to_owned();
        text.insert(area.cursor, '|');
        text
    }

    #[test]
    fn spanish_is_written_with_accents_of_either_kind() {
        for accented in ["él dijo «sí», ¿qué?", "e\u{301}l dijo «si\u{301}», ¿que\u{301}?"] {
            let mut area = typed(accented);
            assert_eq!(area.text(), accented);
            assert_eq!(area.caret(WIDTH), (0, 19));
            [Edit::Left, Edit::Left].iter().for_each(|edit| area.edit(*edit, WIDTH, 4));
            assert_eq!(area.caret(WIDTH), (0, 17));
            area.edit(Edit::Delete, WIDTH, 4);
            assert!(seen(&area).ends_with("¿qu|?"), "{}", seen(&area));
            [Edit::Start, Edit::Delete].iter().for_each(|edit| area.edit(*edit, WIDTH, 4));
            assert!(seen(&area).starts_with("|l dijo"));
        }
    }

    #[test]
    fn an_accent_that_is_typed_later_joins_the_letter_before_the_cursor() {
        let mut area = with("ex", &[Edit::Left]);
        area.insert("\u{301}");
        assert_eq!(seen(&area), "e\u{301}|x");
        area.edit(Edit::Backspace, WIDTH, 4);
        assert_eq!(seen(&area), "|x");
        area.edit(Edit::Undo, WIDTH, 4);
        area.edit(Edit::Undo, WIDTH, 4);
        assert_eq!(seen(&area), "e|x");
    }

    #[test]
    fn the_cursor_never_stays_within_a_letter_that_came_together() {
        let mut area = with("\u{301}", &[Edit::Start]);
        area.insert("e");
        assert_eq!(seen(&area), "e\u{301}|");
        assert_eq!(seen(&with("e\n\u{301}", &[Edit::Left, Edit::Backspace])), "e\u{301}|");
        let mut flags = with("🇸🇯🇵", &[Edit::Start]);
        flags.insert("🇪");
        assert_eq!(seen(&flags), "🇪🇸|🇯🇵");
    }

    #[test]
    fn a_family_and_a_flag_typed_piece_by_piece_are_one_letter_each() {
        let mut area = typed("a👩\u{200d}👩\u{200d}👧🇪🇸");
        assert_eq!(area.caret(WIDTH), (0, 5));
        area.edit(Edit::Left, WIDTH, 4);
        assert_eq!(area.caret(WIDTH), (0, 3));
        area.edit(Edit::Backspace, WIDTH, 4);
        assert_eq!(seen(&area), "a|🇪🇸");
    }

    #[test]
    fn japanese_is_crossed_word_by_word_and_broken_between_letters() {
        let note = "私は昨日テレビを見ました。";
        let mut area = TextArea::holding(note);
        let mut stops = Vec::new();
        while area.cursor > 0 {
            area.edit(Edit::WordLeft, WIDTH, 4);
            stops.push(area.text()[area.cursor..].chars().next().unwrap());
        }
        assert_eq!(stops, ['。', 'ま', '見', 'を', 'テ', '昨', 'は', '私']);
        assert_eq!(area.rows(9, 0, 9), ["私は昨日", "テレビを", "見まし", "た。"]);
        area.edit(Edit::WordRight, WIDTH, 4);
        assert_eq!(area.caret(9), (0, 2));
    }

    #[test]
    fn words_and_lines_are_crossed_and_taken_away() {
        let text = "with his  sister\nat home";
        assert_eq!(
            seen(&with(text, &[Edit::WordLeft, Edit::WordLeft, Edit::WordLeft])),
            "with his  |sister\nat home"
        );
        assert_eq!(seen(&with(text, &[Edit::Up, Edit::Home, Edit::Left])), "|with his  sister\nat home");
        assert_eq!(
            seen(&with(text, &[Edit::WordLeft, Edit::WordLeft, Edit::Left, Edit::WordRight])),
            "with his  sister\nat| home"
        );
        assert_eq!(seen(&with(text, &[Edit::DeleteWord])), "with his  sister\nat |");
        assert_eq!(seen(&with(text, &[Edit::DeleteToStart, Edit::DeleteToStart])), "with his  sister\n|");
        assert_eq!(seen(&with(text, &[Edit::DeleteToStart, Edit::DeleteWord])), "with his  sister|");
        assert_eq!(seen(&with(text, &[Edit::Start, Edit::Right, Edit::DeleteToEnd])), "w|\nat home");
        assert_eq!(
            seen(&with(text, &[Edit::Home, Edit::Left, Edit::Delete, Edit::Newline])),
            format!("{}\n|at home", &text[..16])
        );
        assert_eq!(
            seen(&with(
                "a",
                &[Edit::Delete, Edit::Right, Edit::Start, Edit::Backspace, Edit::Left, Edit::WordLeft]
            )),
            "|a"
        );
    }

    #[test]
    fn going_up_and_down_keeps_the_column_over_short_and_wide_rows() {
        let mut area =
            with("one two three\n日本語\n\nfour five six", &[Edit::Left, Edit::Left, Edit::Left, Edit::Left]);
        assert_eq!(area.caret(WIDTH), (3, 9));
        let mut columns = Vec::new();
        for edit in [Edit::Up, Edit::Up, Edit::Up, Edit::Up, Edit::PageDown] {
            area.edit(edit, WIDTH, 4);
            columns.push(area.caret(WIDTH));
        }
        assert_eq!(columns, [(2, 0), (1, 6), (0, 9), (0, 9), (3, 9)]);
        area.edit(Edit::PageUp, WIDTH, 2);
        assert_eq!(area.caret(WIDTH), (1, 6));
        [Edit::Left, Edit::Up].iter().for_each(|edit| area.edit(*edit, WIDTH, 4));
        assert_eq!(area.caret(WIDTH), (0, 4));
    }

    #[test]
    fn home_and_end_are_those_of_the_row_in_sight() {
        let mut area = TextArea::holding("He came home late on Monday");
        assert_eq!(area.rows(WIDTH, 0, 9), ["He came home late ", "on Monday"]);
        area.edit(Edit::Start, WIDTH, 4);
        area.edit(Edit::End, WIDTH, 4);
        assert_eq!((seen(&area).find('|'), area.caret(WIDTH)), (Some(17), (0, 17)));
        area.edit(Edit::Down, WIDTH, 4);
        assert_eq!(area.caret(WIDTH), (1, 9));
        area.edit(Edit::Home, WIDTH, 4);
        assert_eq!((seen(&area).find('|'), area.caret(WIDTH)), (Some(18), (1, 0)));
    }

    #[test]
    fn at_the_end_of_a_row_without_a_blank_the_cursor_stays_in_that_row() {
        let mut area = with("日本語日本語", &[Edit::Start]);
        area.edit(Edit::End, 7, 4);
        assert_eq!((area.caret(7), area.caret(20)), ((0, 6), (0, 6)));
        area.edit(Edit::End, 7, 4);
        assert_eq!(area.caret(7), (0, 6));
        area.insert("。");
        assert_eq!(seen(&area), "日本語。|日本語");
        area.click(7, 0, 2);
        area.edit(Edit::Down, 7, 4);
        assert_eq!(area.caret(7), (1, 2));
    }

    #[test]
    fn a_click_goes_to_the_nearest_letter() {
        let mut area = TextArea::holding("日本 語\nabc");
        for (row, column, expected) in
            [(0, 3, (0, 2)), (0, 4, (0, 4)), (0, 99, (0, 7)), (9, 1, (1, 1)), (1, 9, (1, 3))]
        {
            area.click(WIDTH, row, column);
            assert_eq!(area.caret(WIDTH), expected);
        }
    }

    #[test]
    fn a_paste_brings_lines_and_nothing_that_acts() {
        let mut area = TextArea::default();
        area.insert("a\r\nb\rc\td\u{1b}[2J\u{202e}\u{0}e");
        assert_eq!(area.text(), "a\nb\nc d[2Je");
        area.edit(Edit::Undo, WIDTH, 4);
        assert!(area.text().is_empty());
    }

    #[test]
    fn what_does_not_fit_as_a_whole_is_refused_and_said_until_there_is_a_change() {
        let mut area = TextArea::holding(&"日".repeat(30_000));
        assert_eq!((area.text().len(), area.is_full()), (90_000, false), "what is resumed is whole");
        area.insert("bc");
        assert!(area.is_full() && area.text().ends_with("日"));
        area.edit(Edit::Left, WIDTH, 4);
        assert!(area.is_full(), "a moved cursor changes nothing");
        area.edit(Edit::Backspace, WIDTH, 4);
        assert!(!area.is_full());
        let mut area = TextArea::holding(&format!("{}日", "a".repeat(MAX_BYTES - 3)));
        area.edit(Edit::Backspace, WIDTH, 4);
        area.insert("bc");
        assert!(!area.is_full() && area.text().ends_with("bc"));
        let mut line = TextArea::one_line("mine", "");
        line.insert(&"a".repeat(MAX_LINE_BYTES));
        assert!(line.is_full() && line.text() == "mine", "no part of a paste is put in");
    }

    #[test]
    fn undo_goes_by_words_and_by_deeds_and_brings_the_cursor_back() {
        let mut area = typed("two words");
        area.insert(" and a paste");
        [Edit::Backspace, Edit::Backspace, Edit::WordLeft, Edit::Delete, Edit::Delete]
            .iter()
            .for_each(|edit| area.edit(*edit, WIDTH, 4));
        let mut states = vec![seen(&area)];
        for _ in 0..6 {
            area.edit(Edit::Undo, WIDTH, 4);
            states.push(seen(&area));
        }
        let expected = [
            "two words and a |s",
            "two words and a |pas",
            "two words and a paste|",
            "two words|",
            "two |",
            "|",
            "|",
        ];
        assert_eq!(states, expected);
        for _ in 0..9 {
            area.edit(Edit::Redo, WIDTH, 4);
        }
        assert_eq!(seen(&area), expected[0]);
        area.edit(Edit::Undo, WIDTH, 4);
        area.insert("!");
        area.edit(Edit::Redo, WIDTH, 4);
        assert_eq!(seen(&area), "two words and a !|pas");
    }

    #[test]
    fn blanks_belong_to_the_word_before_them_when_typing_is_undone() {
        let mut area = typed("ab  c");
        area.edit(Edit::Undo, WIDTH, 4);
        assert_eq!(seen(&area), "ab  |");
        area.edit(Edit::Undo, WIDTH, 4);
        assert_eq!(seen(&area), "|");
        area.edit(Edit::Redo, WIDTH, 4);
        assert_eq!(seen(&area), "ab  |");
    }

    #[test]
    fn a_text_that_is_resumed_has_nothing_to_undo() {
        assert_eq!(seen(&with("from yesterday", &[Edit::Undo])), "from yesterday|");
    }

    #[test]
    fn its_text_is_in_no_debug_print() {
        assert_eq!(format!("{:?}", TextArea::holding("secret")), "TextArea(..)");
    }

    #[test]
    fn areas_are_equal_by_text_and_cursor() {
        assert!(typed("ab") == TextArea::holding("ab"));
        assert!(typed("ab") != with("ab", &[Edit::Left]));
        assert!(typed("ab") != typed("ac"));
    }

    fn line(text: &str, edits: &[Edit]) -> TextArea {
        let mut line = TextArea::one_line(text, "");
        edits.iter().for_each(|edit| line.edit(*edit, WIDTH, 4));
        line
    }

    #[test]
    fn one_line_is_edited_by_grapheme_and_by_word_as_several_are() {
        assert_eq!(line("ae\u{301}日", &[Edit::Left, Edit::Backspace]).parts(), ("a", "日"));
        assert_eq!(line("ae\u{301}日", &[Edit::Left, Edit::Backspace, Edit::Delete]).text(), "a");
        let words = "with his  sister";
        assert_eq!(line(words, &[Edit::WordLeft]).parts(), ("with his  ", "sister"));
        assert_eq!(line(words, &[Edit::WordLeft, Edit::DeleteWord]).parts(), ("with ", "sister"));
        assert_eq!(line(words, &[Edit::WordLeft, Edit::WordRight]).parts(), (words, ""));
        assert_eq!(line(words, &[Edit::DeleteToStart]).text(), "");
        assert_eq!(line(words, &[Edit::Home, Edit::End, Edit::Home]).parts(), ("", words));
    }

    #[test]
    fn a_paste_brings_no_control_character_no_end_and_no_second_line() {
        let mut line = line("", &[]);
        line.insert("a\n\x1b[2Jb\u{202e}日");
        assert_eq!(line.text(), "a [2Jb日");
        assert_eq!(self::line("a\r\nb", &[Edit::Newline]).text(), "a  b ");
    }

    #[test]
    fn a_line_is_made_again_from_its_two_parts_and_from_nothing_worse() {
        let mut line = line("\u{301}x日", &[Edit::Home]);
        line.insert("ae");
        assert!(TextArea::one_line(line.parts().0, line.parts().1) == line);
        let strange = TextArea::one_line(&format!("\x1b[2J{}", "日".repeat(5000)), "a\u{202e}b");
        assert_eq!((strange.parts().1, strange.text().len()), ("ab", "[2J".len() + 15_000 + "ab".len()));
    }

    #[test]
    fn what_is_deleted_comes_back_in_one_line_too_but_not_where_nothing_is_kept() {
        let line = line("my secret", &[Edit::DeleteWord, Edit::Undo]);
        assert_eq!(line.text(), "my secret");
        let mut area = TextArea::forgetting();
        area.insert("my secret");
        [Edit::DeleteWord, Edit::Undo, Edit::Redo].iter().for_each(|edit| area.edit(*edit, WIDTH, 4));
        assert_eq!(area.text(), "my ");
    }

    #[test]
    fn the_window_of_one_line_keeps_the_cursor_in_sight() {
        let mut line = TextArea::one_line("日本語のながい", "");
        assert_eq!(line.window(7), ("ながい", 6));
        line.edit(Edit::Home, 7, 1);
        assert_eq!(line.window(7), ("日本語", 0));
    }

    /// Texts of 64 KiB, of all the shapes that could cost more than others.
    fn full_texts() -> Vec<String> {
        let shapes = ["word ", "a", "日", "👩‍👩‍👧", "a\n", "\n", " ", "A line like those of a note, in words.\n"];
        shapes.iter().map(|shape| shape.repeat((MAX_BYTES - 200) / shape.len())).collect()
    }

    const EDITS: [Edit; 20] = [
        Edit::Left,
        Edit::Right,
        Edit::WordLeft,
        Edit::WordRight,
        Edit::Home,
        Edit::End,
        Edit::Up,
        Edit::Down,
        Edit::PageUp,
        Edit::PageDown,
        Edit::Backspace,
        Edit::Delete,
        Edit::DeleteWord,
        Edit::Newline,
        Edit::Undo,
        Edit::Redo,
        Edit::Undo,
        Edit::Undo,
        Edit::Start,
        Edit::Finish,
    ];

    /// Looks at all that a screen shows of an area.
    fn look(area: &TextArea) {
        let (row, _) = area.caret(60);
        let _ = area.rows(60, row.saturating_sub(12), 24);
    }

    /// The most graphemes that a key makes the area look at, wherever in the text: a key that writes, deletes or moves
    /// by what is in sight; and one that goes elsewhere.
    fn most_work(text: &str) -> (usize, usize) {
        let mut area = TextArea::holding(text);
        let last = area.caret(60).0;
        let (mut near, mut far) = (0, 0);
        for place in 0..9 {
            far = far.max(looked(|| (area.click(60, last * place / 8, 30), look(&area))));
            for letter in ["x", " ", "日", "\u{301}"] {
                near = near.max(looked(|| (area.insert(letter), look(&area))));
            }
            for edit in EDITS {
                let work = looked(|| (area.edit(edit, 60, 20), look(&area)));
                let goes_far = matches!(edit, Edit::Start | Edit::Finish | Edit::Undo | Edit::Redo);
                let most = if goes_far { &mut far } else { &mut near };
                *most = work.max(*most);
            }
        }
        (near, far)
    }

    #[test]
    fn a_key_in_a_full_text_looks_at_a_part_that_does_not_grow_with_it() {
        for text in full_texts() {
            let (near, far) = most_work(&text);
            let half = most_work(&text[..text.floor_char_boundary(text.len() / 2)]).0;
            let line = text.lines().map(str::len).max().unwrap();
            // What is in sight is about 1,000 already. In a long line its rows are broken anew, and a word may be 2,000.
            let bound = if line < 100 { 1_500 } else { 5_000 };
            assert!(near <= bound, "{near} graphemes for one key in lines of {line} bytes");
            assert!(half <= bound, "{half} graphemes for one key in half the text");
            // The other end of one line as long as the text is known only when all rows between are.
            let bound = if line < 100 { 1_500 } else { text.len() + 1_500 };
            assert!(far <= bound, "{far} graphemes for one key that goes far in lines of {line} bytes");
        }
    }

    #[derive(Clone, Debug)]
    enum Deed {
        Insert(String),
        Edit(Edit),
        Click(u16, u16),
        /// The field gets another width.
        Resize(u16),
        /// So many rows are looked at, from a row on.
        Look(usize, u16),
    }

    fn deeds() -> impl Strategy<Value = Vec<Deed>> {
        let piece = prop::sample::select(vec![
            "a",
            "b ",
            " ",
            "\n",
            "e",
            "\u{301}",
            "é",
            "日",
            "本。",
            "カナ",
            "👩",
            "\u{200d}",
            "👧",
            "🇪",
            "🇸",
            "क्",
            "ष",
            "\u{1100}",
            "words of a line ",
            "\r\n",
            "\t\u{202e}",
        ]);
        let insert = prop::collection::vec(piece, 1..5).prop_map(|pieces| Deed::Insert(pieces.concat()));
        let edits: Vec<Edit> = EDITS.into_iter().chain([Edit::DeleteToEnd, Edit::DeleteToStart]).collect();
        let edit = prop::sample::select(edits).prop_map(Deed::Edit);
        let click = (0..20u16, 0..30u16).prop_map(|(row, column)| Deed::Click(row, column));
        let resize = (1..30u16).prop_map(Deed::Resize);
        let look = (0..20usize, 0..9u16).prop_map(|(first, height)| Deed::Look(first, height));
        prop::collection::vec(prop_oneof![4 => insert, 6 => edit, 1 => click, 1 => resize, 3 => look], 0..60)
    }

    /// The same editing in the plainest way: one string, looked at from its beginning each time.
    #[derive(Clone, Default)]
    struct Plain {
        text: String,
        cursor: usize,
        is_one_line: bool,
    }

    impl Plain {
        fn places(&self) -> Vec<usize> {
            each(&self.text, 0).map(|(at, _)| at).chain([self.text.len()]).collect()
        }

        fn replace(&mut self, range: Range<usize>, new: &str) {
            self.text.replace_range(range.clone(), new);
            let end = range.start + new.len();
            self.cursor = self.places().into_iter().find(|at| *at >= end).unwrap();
        }

        fn insert(&mut self, text: &str) {
            let text = text.replace('\u{202e}', "").replace('\t', " ");
            let text =
                if self.is_one_line { text.replace(['\r', '\n'], " ") } else { text.replace("\r\n", "\n") };
            self.replace(self.cursor..self.cursor, &text);
        }

        fn word(&self, graphemes: impl Iterator<Item = String>) -> usize {
            let mut taken = String::new();
            let mut word = None;
            for grapheme in graphemes {
                let this = kind(&grapheme);
                if word.is_some_and(|word| word != this) {
                    break;
                }
                word = (this != GraphemeKind::Blank).then_some(this);
                taken.push_str(&grapheme);
            }
            taken.len()
        }

        /// Carries an edit out, or says that it takes more than one string: rows, or a memory of what was.
        fn edit(&mut self, edit: Edit) -> bool {
            let (at, len) = (self.cursor, self.text.len());
            let left = self.places().into_iter().rfind(|place| *place < at).unwrap_or(0);
            let right = self.places().into_iter().find(|place| *place > at).unwrap_or(len);
            let start = self.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
            let end = self.text[at..].find('\n').map_or(len, |newline| at + newline);
            let mut back: Vec<String> = each(&self.text[..at], 0).map(|(_, g)| g.to_owned()).collect();
            back.reverse();
            let word = at - self.word(back.into_iter());
            let ahead: Vec<String> = each(&self.text[at..], 0).map(|(_, g)| g.to_owned()).collect();
            match edit {
                Edit::Left => self.cursor = left,
                Edit::Right => self.cursor = right,
                Edit::WordLeft => self.cursor = word,
                Edit::WordRight => self.cursor = at + self.word(ahead.into_iter()),
                Edit::Backspace if left < at => self.replace(left..at, ""),
                Edit::Delete if at < right => self.replace(at..right, ""),
                Edit::DeleteWord if start == at && at > 0 => self.replace(left..at, ""),
                Edit::DeleteWord if start < at => self.replace(word.max(start)..at, ""),
                Edit::DeleteToStart if start < at => self.replace(start..at, ""),
                Edit::DeleteToEnd if at < end => self.replace(at..end, ""),
                Edit::Newline => self.insert("\n"),
                Edit::Start => self.cursor = 0,
                Edit::Finish => self.cursor = len,
                Edit::Home if self.is_one_line => self.cursor = 0,
                Edit::End if self.is_one_line => self.cursor = len,
                Edit::Backspace | Edit::Delete => {}
                Edit::DeleteWord | Edit::DeleteToStart | Edit::DeleteToEnd => {}
                Edit::Undo | Edit::Redo => return false,
                _ => return self.is_one_line,
            }
            true
        }

        /// Where the rows begin and what of them is seen, with all of them broken anew.
        fn rows(&self, width: u16) -> (Vec<usize>, Vec<&str>) {
            let starts = starts(&self.text, width.saturating_sub(1).max(1));
            let ends = starts.iter().skip(1).copied().chain([self.text.len()]);
            let whole = starts.iter().zip(ends).map(|(start, end)| &self.text[*start..end]);
            let seen = whole.map(|row| shown(row.strip_suffix('\n').unwrap_or(row), width)).collect();
            (starts, seen)
        }

        /// The columns of a text, which are not more than a field shows.
        fn columns(text: &str, width: u16) -> u16 {
            each(text, 0).map(|(_, grapheme)| columns(grapheme)).sum::<u16>().min(width - 1)
        }
    }

    fn check_rows(area: &TextArea, plain: &Plain, width: u16, first: usize, height: u16) {
        let (starts, seen) = plain.rows(width);
        let seen: Vec<&str> = seen.into_iter().skip(first).take(usize::from(height)).collect();
        assert_eq!(area.rows(width, first, height), seen, "{:?} in {width}", plain.text);
        let (row, column) = area.caret(width);
        let expected = starts.iter().rposition(|start| *start <= plain.cursor).unwrap();
        let is_behind = row + 1 == expected && starts[expected] == plain.cursor;
        assert!(row == expected || is_behind, "row {row} of {starts:?} at {}", plain.cursor);
        assert_eq!(column, Plain::columns(&plain.text[starts[row]..plain.cursor], width));
    }

    fn check_window(area: &TextArea, plain: &Plain, width: u16) {
        let (seen, column) = area.window(width);
        let (before, after) = plain.text.split_at(plain.cursor);
        let fits = |at: usize| {
            let (left, right) = seen.split_at(at);
            before.ends_with(left) && after.starts_with(right) && Plain::columns(left, width) == column
        };
        assert!((0..=seen.len()).any(|at| seen.is_char_boundary(at) && fits(at)), "{seen:?} at {column}");
    }

    /// Lets the editor and the plainest one do the same; wherever somebody looks, they see the same.
    fn compare(is_one_line: bool, deeds: Vec<Deed>) {
        let mut area = if is_one_line { TextArea::one_line("", "") } else { TextArea::default() };
        let mut plain = Plain { is_one_line, ..Plain::default() };
        let mut width = 9;
        for deed in deeds {
            let seen_before = plain.text.clone();
            match &deed {
                Deed::Insert(text) => {
                    area.insert(text);
                    plain.insert(text);
                }
                Deed::Edit(edit) => {
                    area.edit(*edit, width, 3);
                    if !plain.edit(*edit) {
                        let changes = matches!(edit, Edit::Undo | Edit::Redo);
                        assert!(changes || area.text() == seen_before, "{edit:?}");
                        (plain.text, plain.cursor) = (area.text().to_owned(), area.cursor);
                    }
                }
                Deed::Click(row, column) if !is_one_line => {
                    area.click(width, usize::from(*row), *column);
                    plain.cursor = area.cursor;
                }
                Deed::Resize(to) => width = *to,
                Deed::Look(_, _) if is_one_line => check_window(&area, &plain, width),
                Deed::Look(first, height) => check_rows(&area, &plain, width, *first, *height),
                Deed::Click(_, _) => {}
            }
            assert_eq!(area.parts(), plain.text.split_at(plain.cursor), "{deed:?}");
            assert!(plain.places().contains(&area.cursor));
        }
        if !is_one_line {
            check_rows(&area, &plain, width, 0, u16::MAX);
        }
    }

    proptest! {
        #[test]
        fn any_editing_at_any_widths_is_that_of_the_plainest_editor(deeds in deeds()) {
            compare(false, deeds);
        }

        #[test]
        fn any_editing_of_one_line_is_that_of_the_plainest_editor(deeds in deeds()) {
            compare(true, deeds);
        }

        #[test]
        fn undoing_all_gives_the_beginning_and_redoing_all_the_end(deeds in deeds()) {
            let mut area = TextArea::default();
            for deed in deeds {
                match deed {
                    Deed::Insert(text) => area.insert(&text),
                    Deed::Click(row, column) => area.click(9, usize::from(row), column),
                    Deed::Edit(edit) => area.edit(edit, 9, 3),
                    Deed::Resize(_) | Deed::Look(_, _) => {}
                }
            }
            for _ in 0..200 {
                area.edit(Edit::Redo, 9, 3);
            }
            let end = area.text().to_owned();
            for _ in 0..200 {
                area.edit(Edit::Undo, 9, 3);
            }
            prop_assert_eq!(seen(&area), "|");
            for _ in 0..200 {
                area.edit(Edit::Redo, 9, 3);
            }
            prop_assert_eq!(area.text(), end);
        }

        #[test]
        fn rows_hold_all_of_the_text_and_none_is_wider_than_the_field(text in "(\\PC|[a é日👩\n]){0,120}", width in 2u16..30) {
            let area = TextArea::holding(&text);
            let rows = area.rows(width, 0, u16::MAX);
            for row in &rows {
                prop_assert!(each(row, 0).map(|(_, g)| columns(g)).sum::<u16>() <= width, "{row:?}");
                prop_assert!(crate::app::sheet::wrap::columns(row) <= width, "{row:?}");
            }
            // Blanks may hang over an edge, and a letter that is wider than a field cannot be shown in it.
            let solid = |text: &str| -> String {
                let fits = |(_, g): &(usize, &str)| columns(g) <= width;
                each(text, 0).filter(fits).map(|(_, g)| g).filter(|g| kind(g) != GraphemeKind::Blank).collect()
            };
            // A mark at the beginning of a row belongs to no letter of the one before.
            prop_assert_eq!(solid(&rows.join("\n")), solid(area.text()));
        }

        #[test]
        fn a_click_where_the_cursor_is_leaves_it_there(deeds in deeds(), width in 3u16..30) {
            let mut area = TextArea::default();
            for deed in deeds {
                match deed {
                    Deed::Insert(text) => area.insert(&text),
                    Deed::Click(row, column) => area.click(width, usize::from(row), column),
                    Deed::Edit(edit) => area.edit(edit, width, 3),
                    Deed::Resize(_) | Deed::Look(_, _) => {}
                }
                // Behind a letter that is wider than the field there is no place in it.
                prop_assume!(each(area.text(), 0).all(|(_, g)| columns(g) < width));
                let caret = area.caret(width);
                area.click(width, caret.0, caret.1);
                prop_assert_eq!(area.caret(width), caret);
            }
        }
    }
}
