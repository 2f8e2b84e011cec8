//! Which sheet a state shows: the neutral one, the smallest one, what lies on top, or the screen.

use super::{along, attract, bring, more, overlay, results, review, stop, take_away, welcome};
use crate::app::message::Context;
use crate::app::model::Model;
use crate::app::screen::Screen;
use crate::app::sheet::{Room, Sheet};

/// Composes the sheet that is in front.
#[must_use]
pub fn compose(model: &Model, room: Room) -> Sheet {
    match (model.context(), &model.overlay) {
        (Context::Warning, _) => attract::warning(model, room),
        (Context::Hidden, _) => overlay::hidden(),
        (Context::Small, _) => overlay::small(model, room),
        (_, Some(top)) => overlay::sheet(model, room, top),
        (_, None) => screen(model, room),
    }
}

fn screen(model: &Model, room: Room) -> Sheet {
    match &model.screen {
        Screen::Attract => attract::sheet(model, room),
        Screen::Welcome { scroll } => welcome::sheet(model, room, *scroll),
        Screen::Stop { position, cursor, .. } => stop::sheet(model, room, *position, *cursor),
        Screen::Review { cursor } => review::sheet(model, room, *cursor),
        Screen::Index { page, cursor } => results::index(model, room, *page, *cursor),
        Screen::Results { page, part, scroll } => results::sheet(model, room, *page, *part, *scroll),
        Screen::Bring { cursor, editing } => bring::sheet(model, room, *cursor, *editing),
        Screen::More { cursor, .. } => more::list(model, room, *cursor),
        Screen::Article { index, scroll, .. } => more::article(model, room, *index, *scroll),
        Screen::Save { cursor, editing } => take_away::save(model, room, *cursor, *editing),
        Screen::Along { cursor } => along::sheet(model, room, *cursor),
        Screen::Code { part, leaflet } => along::code(model, room, *part, leaflet),
        Screen::End { cursor } => take_away::end(model, room, *cursor),
    }
}
