//! A few sentences on an otherwise empty screen, where there is no session to show.

use super::single::Layout;
use crate::app::screens::parts::paragraph;
use crate::app::sheet::lines::{Line, Role, Scroll, Sheet};
use crate::app::state::message::Context;
use crate::app::state::model::SMALLEST;
use ratatui::layout::{Rect, Size};

/// Says whether a window is too small for anything but the wish for a larger one.
#[must_use]
pub fn small(window: Size) -> bool {
    window.width < SMALLEST.width || window.height < SMALLEST.height
}

/// Lays out sentences, each a paragraph, the first as a heading.
#[must_use]
pub fn message_page(sentences: &[&String], window: Size) -> Layout {
    let window = Rect::new(0, 0, window.width, window.height);
    Layout::lay(
        window,
        (false, Context::Hidden),
        |room| {
            let mut body = if room.roomy { vec![Line::blank(); 4] } else { Vec::new() };
            for (index, sentence) in sentences.iter().enumerate() {
                let role = if index == 0 { Role::Strong } else { Role::Text };
                body.extend(paragraph(sentence, room, role));
            }
            Sheet::new(String::new(), None, body, Scroll::By(0))
        },
        |_, _| Vec::new(),
    )
}
