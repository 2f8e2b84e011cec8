//! Lays out a page with a few sentences, for situations without a session.
//!
//! It has no hints, so it must not be used where a key has to be named.

use super::single::Layout;
use crate::app::screens::parts::paragraph;
use crate::app::screens::too_small::too_small;
use crate::app::sheet::lines::{Line, Role, Sheet};
use crate::app::state::context::Context;
use crate::domain::language::wording::Wording;
use ratatui::layout::{Rect, Size};

/// Lays out the page that asks for a larger window.
#[must_use]
pub(crate) fn too_small_page(wording: &Wording, window: Size) -> Layout {
    let window = Rect::new(0, 0, window.width, window.height);
    Layout::lay(window, (false, Context::Small), |room| too_small(wording, room), |_| Vec::new())
}

/// Lays out sentences, each as a paragraph. The first is a heading.
#[must_use]
pub(crate) fn message_page(sentences: &[&str], window: Size) -> Layout {
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
            Sheet::bare(body)
        },
        |_| Vec::new(),
    )
}
