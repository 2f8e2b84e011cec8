//! A frame as rows of texts, each with its column and its style.
//!
//! Widgets write into it. The terminal compares it with the last frame row by row and makes cells only of the rows that
//! changed, because a key changes two or three of them. It holds only rows with text, so that a tall window costs no more
//! than a small one. This module must not know a terminal, or what a text means.
//!
//! ```
//! use ratatui::{layout::Rect, style::Style};
//! use stillpoint::view::display_list::DisplayList;
//!
//! let mut list = DisplayList::new(Rect::new(0, 0, 10, 500));
//! let next = list.text(2, 1, "日本語", 5, Style::new());
//! assert_eq!(next, 6, "two signs of two columns have room, a third has none");
//! assert_eq!(list.rows().len(), 2, "rows below the last text are not held");
//! assert_eq!(list.rows().last().unwrap().columns(), Some((2, 6)));
//! ```

use crate::app::layout::cursor::Cursor;
use crate::app::sheet::width::{first_sign, is_ambiguous};
use ratatui::buffer::CellWidth;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

/// For whom a frame is. A frame for others than the last one stands on a cleared screen: terminals count the columns of some
/// letters in ways of their own, so that a letter may stay where nothing but differences is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Audience {
    /// Whoever answers.
    #[default]
    Anyone,
    /// The counselor too.
    Counselor,
    /// Nobody: it hides what was there.
    Nobody,
}

/// A frame as rows of texts. What is written past its area is cut off.
#[derive(Debug, Default)]
pub struct DisplayList {
    area: Rect,
    /// How many rows belong to this frame. Rows behind them are left over from an earlier one, for their memory.
    rows: Vec<Row>,
    used: usize,
    /// Where the terminal's cursor stands.
    pub cursor: Cursor,
    /// For whom it is.
    pub audience: Audience,
}

impl DisplayList {
    /// Makes an empty frame; `area` is the part of the window that it may draw on.
    #[must_use]
    pub fn new(area: Rect) -> Self {
        Self { area, ..Self::default() }
    }

    /// Empties it for another frame; the memory of its rows is kept.
    pub fn restart(&mut self, area: Rect) {
        self.rows.iter_mut().take(self.used).for_each(Row::clear);
        (self.area, self.used) = (area, 0);
        (self.cursor, self.audience) = (Cursor::Anywhere, Audience::Anyone);
    }

    /// Returns the part of the window that it may draw on.
    #[must_use]
    pub fn area(&self) -> Rect {
        self.area
    }

    /// Returns the rows from the top of the area to the last one that has text.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &Row> {
        self.rows.iter().take(self.used)
    }

    /// Writes at most `room` columns of a text; returns the column after it.
    pub fn text(&mut self, x: u16, y: u16, text: &str, room: u16, style: Style) -> u16 {
        let room = room.min(self.area.right().saturating_sub(x));
        if room == 0 || !self.area.contains(Position { x, y }) {
            return x;
        }
        let at = usize::from(y - self.area.y);
        if at >= self.rows.len() {
            self.rows.resize_with(at + 1, Row::default);
        }
        self.used = self.used.max(at + 1);
        self.rows.get_mut(at).map_or(x, |row| row.text(x, text, room, style))
    }
}

/// A row of a frame. Equal rows look the same, so that a row which did not change need not be drawn.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Row {
    /// The texts of all pieces in one string, so that a row takes two allocations and not one for each piece.
    text: String,
    pieces: Vec<Piece>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
struct Piece {
    x: u16,
    width: u16,
    /// Where its text ends in the text of the row.
    end: usize,
    style: Style,
}

impl Row {
    fn clear(&mut self) {
        self.text.clear();
        self.pieces.clear();
    }

    fn text(&mut self, x: u16, text: &str, room: u16, style: Style) -> u16 {
        let begin = self.text.len();
        let width = match columns_if_plain(text) {
            Some(width) if width <= room => {
                self.text.push_str(text);
                width
            }
            _ => self.put_symbols(text, room),
        };
        let end = self.text.len();
        if end > begin {
            self.pieces.push(Piece { x, width, end, style });
        }
        x + width
    }

    /// Adds as much of a text as has room, and returns its columns.
    fn put_symbols(&mut self, text: &str, room: u16) -> u16 {
        let mut width = 0;
        for (symbol, columns) in symbols(text) {
            if columns > room - width {
                break;
            }
            self.text.push_str(symbol);
            width += columns;
        }
        width
    }

    /// Returns its texts, each with its column and its style, in the order in which they were written: a later one
    /// covers an earlier one.
    pub fn pieces(&self) -> impl Iterator<Item = (u16, &str, Style)> {
        let begins = std::iter::once(0).chain(self.pieces.iter().map(|piece| piece.end));
        self.pieces
            .iter()
            .zip(begins)
            .map(|(piece, begin)| (piece.x, self.text.get(begin..piece.end).unwrap_or_default(), piece.style))
    }

    /// Returns the first column that has text and the one after the last, or nothing for a row without text.
    #[must_use]
    pub fn columns(&self) -> Option<(u16, u16)> {
        let left = self.pieces.iter().map(|piece| piece.x).min()?;
        let right = self.pieces.iter().map(|piece| piece.x + piece.width).max()?;
        Some((left, right))
    }
}

/// Returns the graphemes of a text, each with its columns. It leaves out those without a column, and characters that
/// act on a terminal.
pub(crate) fn symbols(text: &str) -> impl Iterator<Item = (&str, u16)> {
    Symbols { rest: text, plain: columns_if_plain(text).is_some() }
        .filter(|(symbol, width)| *width > 0 && !symbol.contains(char::is_control))
}

struct Symbols<'t> {
    rest: &'t str,
    /// Whether each character is a grapheme of one column. Nearly all texts are so, and then no table is needed.
    plain: bool,
}

impl<'t> Iterator for Symbols<'t> {
    type Item = (&'t str, u16);

    fn next(&mut self) -> Option<Self::Item> {
        let first = self.rest.chars().next()?;
        let length = if self.plain { first.len_utf8() } else { first_sign(self.rest).len() };
        let (symbol, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        // The width table gives some control characters a column.
        let width = if self.plain || first.is_control() { 1 } else { symbol.cell_width() };
        Some((symbol, width))
    }
}

/// Returns the columns of a text if each of its characters is a grapheme of one column.
fn columns_if_plain(text: &str) -> Option<u16> {
    let mut columns = 0_u16;
    for character in text.chars() {
        columns = columns.checked_add(1).filter(|_| is_plain(character))?;
    }
    Some(columns)
}

/// Says whether a character never belongs to another one beside it and takes one column: the letters of Western Europe,
/// and the signs of this program.
fn is_plain(character: char) -> bool {
    matches!(
        character,
        ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{24f}' | '‐'..='‧' | '‹' | '›' | '←'..='↓' | '─'..='●'
    )
}

/// Says whether terminals give a sign as many columns as it is said to have here. They differ on signs of several
/// characters, such as emoji and Indic syllables, on pictures, and on the letters that are wide in an East Asian font.
#[must_use]
pub(crate) fn is_certain(symbol: &str) -> bool {
    let mut characters = symbol.chars();
    let first = characters.next();
    let is_known = |first| is_plain(first) || (first.is_alphanumeric() && !is_ambiguous(first));
    characters.next().is_none() && first.is_none_or(is_known)
}

/// Says whether a terminal has its cursor where it is said to be here after a sign. Some set dots, arrows, quotation marks and
/// the signs of this program in two columns.
#[must_use]
pub(crate) fn keeps_place(symbol: &str) -> bool {
    is_certain(symbol) && symbol.chars().all(|sign| sign.is_ascii() || sign.is_alphanumeric())
}

/// Says whether every terminal shows a text in the same columns. Letters with an accent are wide in some East Asian fonts.
#[must_use]
pub(crate) fn is_sure(text: &str) -> bool {
    let is_alike = |sign: char| sign.is_ascii() || !(is_plain(sign) || is_ambiguous(sign));
    symbols(text).all(|(symbol, _)| is_certain(symbol) && symbol.chars().all(is_alike))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_its_room_or_the_area_ends() {
        let mut list = DisplayList::new(Rect::new(2, 1, 6, 2));
        let style = Style::new();
        assert_eq!(list.text(2, 1, "abc", 2, style), 4);
        assert_eq!(list.text(4, 1, "日本語", 9, style), 8);
        assert_eq!(list.text(7, 2, "日", 9, style), 7, "half a sign is none");
        for (x, y) in [(8, 1), (1, 1), (2, 0), (2, 3)] {
            assert_eq!(list.text(x, y, "abc", 9, style), x);
        }
        let rows: Vec<Vec<(u16, &str)>> =
            list.rows().map(|row| row.pieces().map(|(x, text, _)| (x, text)).collect()).collect();
        assert_eq!(rows, [vec![(2, "ab"), (4, "日本")], vec![]]);
        assert_eq!(list.rows().next().unwrap().columns(), Some((2, 8)));
    }

    #[test]
    fn what_acts_on_a_terminal_or_takes_no_column_is_left_out() {
        let seen: Vec<(&str, u16)> = symbols("a\u{1b}[e\u{301}\u{200b}\u{9b}日\u{300}\r\n👩‍👩‍👧").collect();
        let expected = [("a", 1), ("[", 1), ("e\u{301}", 1), ("日\u{300}", 2), ("👩‍👩‍👧", 2)];
        assert_eq!(seen, expected);
    }

    #[test]
    fn a_plain_character_is_one_sign_in_one_column() {
        let plain: Vec<char> = ('\0'..='\u{ffff}').filter(|character| is_plain(*character)).collect();
        let text: String = plain.iter().collect();
        let mut rest = text.as_str();
        for character in &plain {
            assert_eq!(first_sign(rest), character.to_string());
            rest = rest.strip_prefix(*character).unwrap();
        }
        for character in &plain {
            assert_eq!(character.to_string().cell_width(), 1, "{character:?}");
        }
        assert!(plain.len() > 700 && "Señor ›━─· “ñ” ○● ↑↓←→ …".chars().all(is_plain));
    }

    #[test]
    fn another_frame_begins_empty() {
        let mut list = DisplayList::new(Rect::new(0, 0, 9, 9));
        list.text(0, 5, "abc", 3, Style::new());
        list.cursor = Cursor::Hidden(Position::ORIGIN);
        list.restart(Rect::new(0, 0, 5, 9));
        assert_eq!((list.rows().len(), list.cursor), (0, Cursor::Anywhere));
        list.text(0, 6, "abcdef", 9, Style::new());
        assert_eq!(list.rows().filter(|row| **row != Row::default()).count(), 1);
        assert_eq!(list.rows().last().unwrap().pieces().next().unwrap().1, "abcde");
    }
}
