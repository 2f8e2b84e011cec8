//! The keyboard of a kiosk that is touched. It covers the lower part of the screen while a visitor writes.
//!
//! The language file lists its letters. It must not write anything: each key has a [`Command::Write`], and `update`
//! asks [`written`] for the letter.

use super::hints::{BUTTON_COLUMNS, BUTTON_ROWS, PlacedHint};
use crate::app::state::message::Command;
use crate::app::state::model::Model;
use ratatui::layout::Rect;

/// The columns and rows of keys.
const KEYS: (u16, u16) = (6, 6);

/// The most letters that fit, beside the four other keys.
const MOST: usize = (KEYS.0 * KEYS.1) as usize - 4;

/// The rows of the whole keyboard.
pub(super) const ROWS: u16 = KEYS.1 * BUTTON_ROWS;

/// Returns the letter of a key, from 0. The key after the last letter is the space.
pub(in crate::app) fn written(model: &Model, index: usize) -> &str {
    letters(model).nth(index).unwrap_or(" ")
}

/// Returns the letters of the current language, as many as fit.
fn letters(model: &Model) -> impl Iterator<Item = &str> {
    model.wording().kiosk.letters.split_whitespace().take(MOST)
}

/// Places the keys row by row: the letters, the space, and other buttons. A button names its key of a real keyboard if
/// the name fits.
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

/// Makes a key without a place.
fn key(word: &str, command: Command) -> PlacedHint {
    PlacedHint { area: Rect::ZERO, keys: String::new(), word: word.to_owned(), word_first: false, command }
}
