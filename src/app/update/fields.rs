//! What is written in the text field of the client's side: typed, pasted, or pressed on the keyboard of the screen.
//!
//! It must not know which screen the field is on.

use super::known_layout::known_or_new;
use crate::app::layout::on_screen_keyboard::{self, KeyMeaning};
use crate::app::layout::single::Layout;
use crate::app::screens::registry::{context, screen};
use crate::app::state::context::Activity;
use crate::app::state::model::Model;
use crate::app::state::screen::Open;
use crate::app::text::area::TextArea;
use crate::app::text::edit::Edit;
use ratatui::layout::Rect;

/// The rows of a screenful that stay in sight when a text is turned by one.
const ROWS_BESIDE: u16 = 2;

/// Edits the text field, if one is written.
pub(super) fn edit(model: &mut Model, layout: Option<&Layout>, edit: Edit) {
    let Rect { width, height, .. } = known_or_new(layout, || Layout::of(model)).text;
    if let Some(field) = written_field(model) {
        field.edit(edit, width, height.saturating_sub(ROWS_BESIDE));
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
    if context(model).activity() == Activity::Writes
        && let Some(field) = written_field(model)
    {
        field.insert(text);
        model.copy_changed();
    }
}
