//! The keyboard of a kiosk that is touched. It covers the lower part of the screen while a visitor writes.
//!
//! The language file lists its letters and signs; figures and the full stop are there in every language. It must not
//! write anything: each key has a [`Command::Write`], and `update` asks [`pressed`] what it means.

use super::hints::{BUTTON_ROWS, PlacedHint};
use crate::app::state::message::Command;
use crate::app::state::model::Model;
use ratatui::layout::Rect;

/// The columns of a key for a letter: with its three rows it is about as wide as high.
const LETTER_COLUMNS: u16 = 7;

/// The columns and rows of keys for letters.
const KEYS: (u16, u16) = (10, 5);

/// How many columns of letters each key below the letters takes: capitals, space, new line, erase, support, written.
const BELOW: [u16; 6] = [1, 2, 1, 2, 2, 2];

/// The figures, which every language has.
const FIGURES: &str = "1234567890";

/// The sign that ends a sentence, added where a language does not list it.
const FULL_STOP: &str = ".";

/// The most letters and signs of a language, beside the figures.
const MOST: usize = (KEYS.0 * KEYS.1) as usize - FIGURES.len();

/// The rows of the whole keyboard.
pub(super) const ROWS: u16 = (KEYS.1 + 1) * BUTTON_ROWS;

/// The meaning of a key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::app) enum KeyMeaning {
    /// It writes this.
    Text(String),
    /// It changes between small letters and capitals.
    Capitals,
}

/// Returns what a key means, from 0: the letters come first, then the space, then the key for capitals.
pub(in crate::app) fn pressed(model: &Model, index: usize) -> KeyMeaning {
    let written = letters(model);
    match written.get(index) {
        Some(letter) => KeyMeaning::Text(letter.clone()),
        None if index == written.len() => KeyMeaning::Text(" ".to_owned()),
        None => KeyMeaning::Capitals,
    }
}

/// Returns what the keys for letters write now: the figures, and the letters and signs of the current language.
fn letters(model: &Model) -> Vec<String> {
    let listed: Vec<&str> = model.wording().kiosk.letters.split_whitespace().collect();
    let full_stop = (!listed.contains(&FULL_STOP)).then_some(FULL_STOP);
    let room = MOST - full_stop.iter().count();
    let of_language = listed.into_iter().take(room).chain(full_stop);
    let shown = |letter: &str| if model.capitals { capital(letter) } else { letter.to_owned() };
    FIGURES.chars().map(String::from).chain(of_language.map(shown)).collect()
}

/// Returns the capital of a letter, or the same if it has none of one letter.
fn capital(letter: &str) -> String {
    let capital = letter.to_uppercase();
    if capital.chars().count() == letter.chars().count() { capital } else { letter.to_owned() }
}

/// Places the keys row by row: the figures and letters, and below them capitals, space, and other buttons. A button
/// names its key of a real keyboard if the name fits.
pub(super) fn pad(model: &Model, area: Rect, others: Vec<PlacedHint>) -> Vec<PlacedHint> {
    let words = &model.wording().kiosk;
    let written = letters(model);
    let shift = if model.capitals { &words.small_letters } else { &words.capitals };
    let (blank, capitals) = (Command::Write(written.len()), Command::Write(written.len() + 1));
    let below = [key(shift, capitals), key(&words.space, blank)].into_iter().chain(others);
    let gap = area.width.saturating_sub(KEYS.0 * LETTER_COLUMNS) / (KEYS.0 - 1);
    let place = |column: u16, row: u16, keys: u16| Rect {
        x: area.x + column * (LETTER_COLUMNS + gap),
        y: area.y + row * BUTTON_ROWS,
        width: keys * LETTER_COLUMNS + (keys - 1) * gap,
        height: BUTTON_ROWS,
    };
    let of_letters = (0..KEYS.1).flat_map(|row| (0..KEYS.0).map(move |column| place(column, row, 1)));
    let of_others = BELOW.iter().scan(0, |column, keys| {
        let at = place(*column, KEYS.1, *keys);
        *column += keys;
        Some(at)
    });
    let keys = written.iter().enumerate().map(|(index, letter)| key(letter, Command::Write(index)));
    let placed = keys.zip(of_letters).chain(below.zip(of_others));
    placed.map(|(key, area)| PlacedHint { keys: fitting(key.keys, key.area, area), area, ..key }).collect()
}

/// Returns the name of a key of a real keyboard if the button that has it fits its place.
fn fitting(name: String, button: Rect, place: Rect) -> String {
    if button.width > place.width { String::new() } else { name }
}

/// Makes a key without a place.
fn key(word: &str, command: Command) -> PlacedHint {
    PlacedHint { area: Rect::ZERO, keys: String::new(), word: word.to_owned(), word_first: false, command }
}
