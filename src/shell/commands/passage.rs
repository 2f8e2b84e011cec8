//! What `check --watch` shows: messages in rows that fit the window, and the screens that they are about.
//!
//! A window narrower than a screen shows its left part. It must not read or verify a file.

use crate::app::layout::concerned::USUAL;
use crate::app::layout::single::Layout;
use crate::app::sheet::lines::Role;
use crate::app::sheet::signs::CUT;
use crate::app::sheet::wrap::{columns, shortened};
use crate::shell::world::output::folded;
use crate::view::display_list::DisplayList;
use crate::view::frame::view;
use crate::view::theme::Theme;

/// The line above and below a screen.
const EDGE: &str = "────────────────────────────────────────────────────────────────────────────────";

/// A part of what is shown.
pub(super) enum Passage {
    /// A message, with its line breaks.
    Words(String, Role),
    /// A screen that it is about.
    Screen(Box<Layout>),
}

impl Passage {
    /// Says whether it is a screen.
    pub(super) fn is_screen(&self) -> bool {
        matches!(self, Self::Screen(_))
    }

    /// Returns how many rows it takes in a window of this width.
    pub(super) fn rows(&self, width: u16) -> usize {
        match self {
            Self::Words(words, _) => in_sight(words, width).len() + 1,
            Self::Screen(_) => usize::from(USUAL.height) + 3,
        }
    }

    /// Draws some of its rows, the first of them at `y`.
    pub(super) fn draw(&self, rows: std::ops::Range<usize>, y: usize, theme: &Theme, list: &mut DisplayList) {
        let at = |row: usize| {
            let row = row.checked_sub(rows.start).filter(|_| row < rows.end)?;
            u16::try_from(y + row).ok()
        };
        match self {
            Self::Words(words, role) => {
                let width = list.area().width;
                for (row, line) in in_sight(words, width).iter().enumerate() {
                    at(row).map(|y| list.text(0, y, &theme.text(line), width, theme.style(*role)));
                }
            }
            Self::Screen(layout) => {
                let mut screen = DisplayList::new(layout.area);
                view(layout, theme, &mut screen);
                let below = usize::from(USUAL.height) + 1;
                for edge in [0, below] {
                    at(edge).map(|y| list.text(0, y, &theme.text(EDGE), u16::MAX, theme.style(Role::Muted)));
                }
                let first = usize::from(layout.area.y) + 1;
                for (row, pieces) in (first..below).zip(screen.rows()) {
                    for (x, text, style) in pieces.pieces() {
                        at(row).map(|y| list.text(x, y, text, u16::MAX, style));
                    }
                    // A row that goes on beyond the window has a sign at its edge.
                    if let Some((edge, y)) = list.area().width.checked_sub(1).zip(at(row))
                        && pieces.pieces().any(|(x, text, _)| x + columns(text.trim_end()) > edge + 1)
                    {
                        list.text(edge, y, &theme.text(CUT), 1, theme.style(Role::Muted));
                    }
                }
            }
        }
    }
}

/// Returns the rows of a message in a window of this width. Lines of a file are not folded; where one is wider, the part of
/// it is shown under which its caret stands, with room for the sign that it goes on. A word that no row can hold, such as
/// a path, goes on in the next row.
fn in_sight(words: &str, width: u16) -> Vec<String> {
    let told = folded(words, usize::from(width));
    let lines: Vec<&str> = told.lines().collect();
    let beyond = |line: Option<&&str>| {
        let (_, caret) = line.and_then(|line| excerpt(line))?;
        let is_caret = caret.trim_start().starts_with('^') && caret.trim_matches([' ', '^']).is_empty();
        line.filter(|_| is_caret)
            .map(|line| (columns(line) + 1).saturating_sub(width))
            .filter(|beyond| *beyond > 0)
    };
    let rows = |(index, line): (usize, &&str)| {
        let Some((number, text)) = excerpt(line) else { return pieces(line, width) };
        let own = beyond(Some(line)).map(|by| (by, " "));
        let text = match own.or_else(|| beyond(lines.get(index + 1)).map(|by| (by, CUT))) {
            Some((by, sign)) => without_beginning(text, by, sign),
            None => text.to_owned(),
        };
        vec![shortened(&format!("{number} | {text}"), width)]
    };
    lines.iter().enumerate().flat_map(rows).collect()
}

/// Returns the number before a line of a file and the line, if it is one.
fn excerpt(line: &str) -> Option<(&str, &str)> {
    let (number, text) = line.split_once(" | ")?;
    number.chars().all(|letter| letter.is_ascii_digit() || letter == ' ').then_some((number, text))
}

/// Returns a text without so many columns at its beginning; `sign` stands for them.
fn without_beginning(text: &str, by: u16, sign: &str) -> String {
    let mut left_out = 0;
    let rest = text.trim_start_matches(|letter: char| {
        let goes = left_out <= by;
        left_out += if goes { columns(letter.encode_utf8(&mut [0; 4])) } else { 0 };
        goes
    });
    format!("{sign}{rest}")
}

/// Returns a text in rows that are as full as can be.
fn pieces(text: &str, width: u16) -> Vec<String> {
    let mut rows = vec![String::new()];
    for letter in text.chars() {
        match rows.last_mut() {
            Some(row) if columns(row) + columns(letter.encode_utf8(&mut [0; 4])) <= width => row.push(letter),
            _ => rows.push(letter.to_string()),
        }
    }
    rows
}
