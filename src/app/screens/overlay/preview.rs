//! The preview of a copy, exactly as it would be saved; of a page, its words.

use crate::app::screens::component::Component;
use crate::app::screens::parts::paragraph;
use crate::app::sheet::lines::{Line, Role, Room, Scroll, Sheet};
use crate::app::sheet::wrap::{columns, wrap};
use crate::app::state::context::Context;
use crate::app::state::model::Model;
use crate::app::state::screen::{PreviewOverlay, Spot};
use crate::app::state::take_along::TakeAlong;

impl Component<Model> for PreviewOverlay {
    fn context(&self, _: &Model, _: Spot) -> Context {
        Context::Overlay
    }

    fn sheet(&self, model: &Model, at: Spot, room: Room) -> Sheet {
        let words = &model.wording().save;
        let heading = match model.take_along() {
            _ if !model.is_public() => &words.preview,
            TakeAlong::Neither => &model.wording().kiosk.read_all,
            _ => &model.wording().kiosk.preview,
        };
        let note = match model.copy.format {
            // At a kiosk no file is written.
            _ if model.is_public() => None,
            format if format.is_page() => Some(&words.preview_page),
            _ => is_broken(&self.text.0, room).then_some(&words.broken_lines),
        };
        let note = note.map(|note| paragraph(note, room, Role::Muted));
        let body = note.into_iter().flatten().chain(rows(&self.text.0, room)).collect();
        Sheet::new(heading.clone(), None, body, Scroll::By(at.scroll))
    }
}

/// Says whether a line of the copy is too wide to be shown as one.
fn is_broken(text: &str, room: Room) -> bool {
    text.lines().any(|line| columns(line) > room.width)
}

/// Returns the copy line by line. Only lines that are too wide are wrapped, because wrapping would join the spaces of
/// the others.
fn rows(text: &str, room: Room) -> Vec<Line> {
    let row = |line: &str| {
        if columns(line) <= room.width && !line.is_empty() {
            return vec![Line::words(line, Role::Text)];
        }
        let lines = wrap(line, room.width, Role::Text);
        if lines.is_empty() { vec![Line::blank()] } else { lines }
    };
    text.lines().flat_map(row).collect()
}
