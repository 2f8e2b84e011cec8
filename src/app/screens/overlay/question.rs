//! The common form of questions in overlays: a text, and its answers.

use crate::app::screens::parts::{choice, paragraph};
use crate::app::sheet::lines::{Role, Room, Scroll, Sheet};
use crate::app::state::screen::Spot;

/// The row of the second answer. Where there are two, the first changes nothing.
pub(crate) const YES: usize = 1;

/// Composes a question with its answers.
pub(crate) fn question(heading: &str, text: &str, choices: &[&String], at: Spot, room: Room) -> Sheet {
    let mut body = paragraph(text, room, Role::Text);
    for (index, text) in choices.iter().enumerate() {
        body.extend(choice(index, text, at.pointer, room));
    }
    Sheet::new(heading.to_owned(), None, body, Scroll::ToFocus(at.pointer.beyond))
}
