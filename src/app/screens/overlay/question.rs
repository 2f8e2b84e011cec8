//! What all questions that lie on top are made of: a text and two answers, the one that changes nothing first.

use crate::app::screens::parts::{choice, paragraph};
use crate::app::sheet::lines::{Role, Room, Scroll, Sheet};
use crate::app::state::screen::Spot;

/// The row that does what is asked.
pub(super) const YES: usize = 1;

/// Composes a question with its two answers.
pub(super) fn question(heading: &str, text: &str, choices: [&String; 2], at: Spot, room: Room) -> Sheet {
    let mut body = paragraph(text, room, Role::Text);
    for (index, text) in choices.into_iter().enumerate() {
        body.extend(choice(index, text, at.pointer, room));
    }
    Sheet::new(heading.to_owned(), None, body, Scroll::ToFocus(at.pointer.beyond))
}
