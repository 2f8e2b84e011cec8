//! Places the hint that changes the language outside a session. It bears the name of the language that comes next, so that
//! whoever cannot read the screen finds it.
//!
//! It must not say what the key is: the keymaps do.

use super::hints::{BUTTON_ROWS, PlacedHint};
use crate::app::keys::bindings::key_for;
use crate::app::sheet::wrap::{columns, shortened};
use crate::app::state::context::Context;
use crate::app::state::message::Command;
use crate::domain::language::languages::SpokenLanguage;
use ratatui::layout::Rect;

/// The columns of the frame of a button, left and right together.
const FRAME: u16 = 2;

/// Places the hint at the left of an area, as a button if the area has the height of one. There is none if no other
/// language is offered.
#[must_use]
pub(in crate::app) fn language_hint(
    spoken: &SpokenLanguage,
    context: Context,
    area: Rect,
) -> Option<PlacedHint> {
    let command = Command::Language;
    let keys = key_for(context, command, &spoken.wording().key);
    let frame = if area.height == BUTTON_ROWS { FRAME } else { 0 };
    let room = area.width.checked_sub(columns(&keys) + 1 + frame)?;
    let word = shortened(spoken.following()?.name(), room);
    let width = if frame > 0 { area.width } else { columns(&keys) + 1 + columns(&word) };
    Some(PlacedHint { area: Rect { width, ..area }, keys, word, word_first: false, command })
}
