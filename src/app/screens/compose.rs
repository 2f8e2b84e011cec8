//! Which sheet a state shows: the neutral one, the smallest one, what lies on top, or the screen.

use super::{
    attract, handout, item, overlay, reading_list, results, review, take_away, talking_points, welcome,
};
use crate::app::sheet::lines::{Room, Sheet};
use crate::app::state::message::Context;
use crate::app::state::model::Model;
use crate::app::state::screen::Screen;

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
        Screen::Item { position, cursor, .. } => item::sheet(model, room, *position, *cursor),
        Screen::Review { cursor } => review::sheet(model, room, *cursor),
        Screen::Index { page, cursor } => results::index(model, room, *page, *cursor),
        Screen::Results { page, part, scroll } => results::sheet(model, room, *page, *part, *scroll),
        Screen::TalkingPoints { cursor, editing } => talking_points::sheet(model, room, *cursor, *editing),
        Screen::ReadingList { cursor, .. } => reading_list::list(model, room, *cursor),
        Screen::Article { index, scroll, .. } => reading_list::article(model, room, *index, *scroll),
        Screen::Save { cursor, editing } => take_away::save(model, room, *cursor, *editing),
        Screen::Handout { cursor } => handout::sheet(model, room, *cursor),
        Screen::Code { part, handout } => handout::code(model, room, *part, handout),
        Screen::End { cursor } => take_away::end(model, room, *cursor),
    }
}
