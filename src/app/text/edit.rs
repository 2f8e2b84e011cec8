//! The steps of editing. Keys and buttons are bound to them, and [`TextArea`](super::area::TextArea) does them.

use serde::{Deserialize, Serialize};

/// One step of editing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Edit {
    /// One grapheme to the left.
    Left,
    /// One grapheme to the right.
    Right,
    /// To the beginning of the word.
    WordLeft,
    /// To the end of the word.
    WordRight,
    /// To the beginning of the row as it is wrapped.
    Home,
    /// To the end of the row as it is wrapped.
    End,
    /// One row up, in the same column where there is one.
    Up,
    /// One row down.
    Down,
    /// Up by the height of the field.
    PageUp,
    /// Down by the height of the field.
    PageDown,
    /// To the beginning of the text.
    Start,
    /// To the end of the text.
    Finish,
    /// Deletes the grapheme before the cursor.
    Backspace,
    /// Deletes the grapheme after the cursor.
    Delete,
    /// Deletes the word before the cursor.
    DeleteWord,
    /// Deletes from the beginning of the line to the cursor.
    DeleteToStart,
    /// Deletes from the cursor to the end of the line.
    DeleteToEnd,
    /// Begins a new line.
    Newline,
    /// To the end of the text, in a new line if something is written.
    NextLine,
    /// Deletes the whole text.
    DeleteAll,
    /// Undoes the last change.
    Undo,
    /// Redoes a change that was undone.
    Redo,
}
