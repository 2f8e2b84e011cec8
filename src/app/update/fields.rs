//! What is written in the text field of the client's side: typed, pasted, or pressed on the keyboard of the screen.
//!
//! It must not know which screen the field is on.

use crate::app::layout::on_screen_keyboard::{self, KeyMeaning};
use crate::app::screens::registry::{context, screen};
use crate::app::state::context::Context;
use crate::app::state::model::Model;
use crate::app::state::screen::Open;
use crate::app::text::area::TextArea;
use crate::app::text::edit::Edit;

/// Edits the text field, if one is written.
pub(super) fn edit(model: &mut Model, edit: Edit) {
    if let Some(field) = written_field(model) {
        // One line is one row of any width.
        field.edit(edit, u16::MAX, 1);
        model.copy_changed();
    }
}

/// Returns the text field that is written.
fn written_field(model: &mut Model) -> Option<&mut TextArea> {
    let Open { what, at } = model.screen.clone();
    if at.editing { screen(&what).field(model, at.pointer.row?) } else { None }
}

/// Presses a key of the keyboard on the screen. After a capital comes a small letter.
pub(super) fn press(model: &mut Model, index: usize) {
    match on_screen_keyboard::pressed(model, index) {
        KeyMeaning::Text(text) => {
            insert(model, &text);
            model.capitals = false;
        }
        KeyMeaning::Capitals => model.capitals = !model.capitals,
    }
}

/// Adds a text to the field, if one is written.
pub(super) fn insert(model: &mut Model, text: &str) {
    if context(model) == Context::Field
        && let Some(field) = written_field(model)
    {
        field.insert(text);
        model.copy_changed();
    }
}
