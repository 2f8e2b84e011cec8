//! The keys that edit a text, the same wherever one is written.
//!
//! It contains only data, like [`keymap`](super::keymap). How a text is left is in the tables of the places.

use super::key::{alt, ctrl, plain};
use super::keymap::{Binding, bind, is_private};
use crate::app::state::message::Command;
use crate::app::text::edit::Edit;
use crossterm::event::{KeyCode, KeyModifiers};

/// Valid in every text.
pub(super) const EDITING: &[Binding] = &[
    bind(
        &[
            (plain(KeyCode::Left), Command::Edit(Edit::Left)),
            (plain(KeyCode::Right), Command::Edit(Edit::Right)),
            (plain(KeyCode::Home), Command::Edit(Edit::Home)),
            (plain(KeyCode::End), Command::Edit(Edit::End)),
            (ctrl('a'), Command::Edit(Edit::Home)),
            (ctrl('e'), Command::Edit(Edit::End)),
        ],
        0,
        |w| &w.move_cursor,
    ),
    bind(
        &[
            ((KeyCode::Left, KeyModifiers::CONTROL), Command::Edit(Edit::WordLeft)),
            ((KeyCode::Right, KeyModifiers::CONTROL), Command::Edit(Edit::WordRight)),
            ((KeyCode::Left, KeyModifiers::ALT), Command::Edit(Edit::WordLeft)),
            ((KeyCode::Right, KeyModifiers::ALT), Command::Edit(Edit::WordRight)),
            (alt('b'), Command::Edit(Edit::WordLeft)),
            (alt('f'), Command::Edit(Edit::WordRight)),
        ],
        0,
        |w| &w.move_word,
    ),
    bind(
        &[
            (plain(KeyCode::Backspace), Command::Edit(Edit::Backspace)),
            (plain(KeyCode::Delete), Command::Edit(Edit::Delete)),
            (ctrl('w'), Command::Edit(Edit::DeleteWord)),
            ((KeyCode::Backspace, KeyModifiers::ALT), Command::Edit(Edit::DeleteWord)),
            (ctrl('u'), Command::Edit(Edit::DeleteToStart)),
            ((KeyCode::Delete, KeyModifiers::ALT), Command::Edit(Edit::DeleteToStart)),
            (ctrl('k'), Command::Edit(Edit::DeleteToEnd)),
            ((KeyCode::Delete, KeyModifiers::CONTROL), Command::Edit(Edit::DeleteToEnd)),
        ],
        0,
        |w| &w.erase,
    ),
    // What a visitor of a kiosk erases is not kept, so it does not come back.
    Binding {
        keys: &[
            (alt('u'), Command::Edit(Edit::Undo)),
            (ctrl('_'), Command::Edit(Edit::Undo)),
            ((KeyCode::Up, KeyModifiers::ALT), Command::Edit(Edit::Undo)),
        ],
        shown: 0,
        word: |w| &w.undo_writing,
        allowed: is_private,
    },
    Binding {
        keys: &[
            (alt('r'), Command::Edit(Edit::Redo)),
            ((KeyCode::Down, KeyModifiers::ALT), Command::Edit(Edit::Redo)),
        ],
        shown: 0,
        word: |w| &w.redo_writing,
        allowed: is_private,
    },
];

/// Valid besides in a text of several lines.
pub(super) const EDITING_LINES: &[Binding] = &[
    bind(&[(plain(KeyCode::Enter), Command::Edit(Edit::Newline))], 1, |w| &w.new_line),
    bind(
        &[(plain(KeyCode::Up), Command::Edit(Edit::Up)), (plain(KeyCode::Down), Command::Edit(Edit::Down))],
        0,
        |w| &w.move_line,
    ),
    bind(
        &[
            (plain(KeyCode::PageUp), Command::Edit(Edit::PageUp)),
            (plain(KeyCode::PageDown), Command::Edit(Edit::PageDown)),
            ((KeyCode::Home, KeyModifiers::CONTROL), Command::Edit(Edit::Start)),
            ((KeyCode::End, KeyModifiers::CONTROL), Command::Edit(Edit::Finish)),
        ],
        0,
        |w| &w.page_scroll,
    ),
];
