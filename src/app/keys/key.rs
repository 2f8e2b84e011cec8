//! Keys, and their names on the screen.
//!
//! The names of keys such as Enter come from the language file. This module must not say what a key does: the keymaps do.

use crate::app::sheet::signs::ARROWS;
use crate::domain::language::wording::KeyWords;
use crossterm::event::{KeyCode, KeyModifiers};

/// A key with its modifiers.
pub type Key = (KeyCode, KeyModifiers);

/// Returns a key that is pressed alone.
#[must_use]
pub const fn plain(code: KeyCode) -> Key {
    (code, KeyModifiers::NONE)
}

/// Returns the key of a letter or other character.
#[must_use]
pub const fn letter(c: char) -> Key {
    plain(KeyCode::Char(c))
}

/// Returns a letter that is pressed with the control key.
#[must_use]
pub const fn ctrl(c: char) -> Key {
    (KeyCode::Char(c), KeyModifiers::CONTROL)
}

/// Returns a letter that is pressed with the Alt key.
#[must_use]
pub const fn alt(c: char) -> Key {
    (KeyCode::Char(c), KeyModifiers::ALT)
}

/// Returns the name of a key. The arrow keys are named by arrows.
#[must_use]
pub(crate) fn key_name(key: Key, words: &KeyWords) -> String {
    let [up, down, left, right] = ARROWS;
    let name = match key.0 {
        KeyCode::Char(' ') => words.space.clone(),
        KeyCode::Char(c) if key.1.contains(KeyModifiers::CONTROL) => c.to_uppercase().collect(),
        KeyCode::Char(c) => c.to_string(),
        KeyCode::Up => up.into(),
        KeyCode::Down => down.into(),
        KeyCode::Left => left.into(),
        KeyCode::Right => right.into(),
        KeyCode::Enter => words.enter.clone(),
        KeyCode::Esc => words.esc.clone(),
        KeyCode::Tab => words.tab.clone(),
        KeyCode::PageUp => words.page_up.clone(),
        KeyCode::PageDown => words.page_down.clone(),
        KeyCode::Home => words.home.clone(),
        KeyCode::End => words.end.clone(),
        KeyCode::Backspace => words.backspace.clone(),
        KeyCode::Delete => words.delete.clone(),
        KeyCode::F(n) => format!("F{n}"),
        _ => String::new(),
    };
    match (key.1.contains(KeyModifiers::CONTROL), key.1.contains(KeyModifiers::ALT)) {
        (false, false) => name,
        (true, false) => format!("Ctrl-{name}"),
        (false, true) => format!("Alt-{name}"),
        (true, true) => format!("Ctrl-Alt-{name}"),
    }
}
