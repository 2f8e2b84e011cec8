//! A line that is typed: it grows by characters, and ends at Enter.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// The most characters of a line.
const LONGEST: usize = 16 * 1024;

/// What a key did to a line.
pub(super) enum LineKey {
    /// It is one more character.
    Character(char),
    /// The line ends.
    End,
    /// The line ended with the key before.
    Nothing,
    /// It is a key of its own.
    Key,
}

/// A line as far as it is typed.
#[derive(Default)]
pub(super) struct TypedLine {
    text: String,
    /// How many characters it has.
    length: usize,
    /// Whether the last key was a carriage return, after which a line feed is the same end of a line.
    was_return: bool,
}

impl TypedLine {
    /// Says what a key does to the line.
    pub(super) fn typed(&mut self, key: KeyEvent) -> LineKey {
        let control = key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        let was_return = std::mem::take(&mut self.was_return);
        match key.code {
            KeyCode::Enter => {
                self.was_return = true;
                LineKey::End
            }
            KeyCode::Char('j') if control && was_return => LineKey::Nothing,
            KeyCode::Char('j') if control => LineKey::End,
            KeyCode::Char(c) if !control => LineKey::Character(c),
            _ => LineKey::Key,
        }
    }

    /// Adds a character. What is too long is left out.
    pub(super) fn push(&mut self, c: char) {
        self.length += 1;
        if self.length <= LONGEST {
            self.text.push(c);
        }
    }

    /// Says whether nothing is typed.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Forgets what is typed.
    pub(super) fn clear(&mut self) {
        (self.text, self.length) = (String::new(), 0);
    }

    /// Takes the line; says also whether some of it was left out.
    pub(super) fn take(&mut self) -> (String, bool) {
        let is_cut = std::mem::take(&mut self.length) > LONGEST;
        (std::mem::take(&mut self.text), is_cut)
    }
}
