//! The letters of a public screen that is touched: a pad over the lower part of the screen while something is written.
//!
//! The letters are the language's own. It writes nothing: what a key of the pad stands for is a command.

use super::hints::{BUTTON_COLUMNS, BUTTON_ROWS, PlacedHint};
use crate::app::state::message::Command;
use crate::app::state::model::Model;
use ratatui::layout::Rect;

/// Keys beside one another, and rows of them.
const KEYS: (u16, u16) = (6, 6);

/// The most letters of a language for which there is room, beside the four other keys.
const MOST: usize = (KEYS.0 * KEYS.1) as usize - 4;

/// The rows of the whole pad.
pub(super) const ROWS: u16 = KEYS.1 * BUTTON_ROWS;

/// Returns what a key of the pad writes, from 0: a letter, or behind the last one a blank.
pub(in crate::app) fn written(model: &Model, index: usize) -> &str {
    letters(model).nth(index).unwrap_or(" ")
}

fn letters(model: &Model) -> impl Iterator<Item = &str> {
    model.wording().kiosk.letters.split_whitespace().take(MOST)
}

/// Places the keys of the pad, row by row: letters, a blank, and the other buttons. Those say their key of a keyboard where
/// it has room.
pub(super) fn pad(model: &Model, area: Rect, others: Vec<PlacedHint>) -> Vec<PlacedHint> {
    let blank = (model.wording().kiosk.space.as_str(), Command::Write(letters(model).count()));
    let written = letters(model).enumerate().map(|(index, letter)| (letter, Command::Write(index)));
    let keys = written.chain([blank]).map(|(word, command)| key(word, command)).chain(others);
    let gap = area.width.saturating_sub(KEYS.0 * BUTTON_COLUMNS) / (KEYS.0 - 1);
    let places = (0..KEYS.1).flat_map(|row| (0..KEYS.0).map(move |column| (row, column)));
    let placed = keys.zip(places).map(|(key, (row, column))| {
        let (x, y) = (area.x + column * (BUTTON_COLUMNS + gap), area.y + row * BUTTON_ROWS);
        let keys = if key.area.width > BUTTON_COLUMNS { String::new() } else { key.keys };
        PlacedHint { area: Rect { x, y, width: BUTTON_COLUMNS, height: BUTTON_ROWS }, keys, ..key }
    });
    placed.collect()
}

fn key(word: &str, command: Command) -> PlacedHint {
    PlacedHint { area: Rect::ZERO, keys: String::new(), word: word.to_owned(), word_first: false, command }
}
