//! The guide to the item that is asked: how to ask it, what to listen for, and the notes on it.

use super::notes::{notes, time};
use super::parts::{alarm, labelled, of_counselor};
use crate::app::screens::component::{Component, CounselorPane};
use crate::app::screens::parts::full;
use crate::app::screens::parts::paragraph;
use crate::app::sheet::lines::{Line, Role, Room, Scroll, Sheet};
use crate::app::sheet::wrap::{columns, wrap};
use crate::app::state::app::AppState;
use crate::app::state::context::Context;
use crate::app::state::counselor::CounselorState;
use crate::app::state::model::Model;
use crate::app::state::screen::{ItemScreen, Screen, Spot};
use crate::app::text::area::TextArea;
use crate::domain::answers::response::ItemState;
use crate::domain::questionnaire::draft::Item;
use crate::engine::session::SessionItem;

/// The guide to the item that is asked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Guide;

impl Component<AppState> for Guide {
    fn context(&self, _: &AppState, at: Spot) -> Context {
        if at.editing { Context::Notes } else { Context::CounselorGuide }
    }

    fn sheet(&self, app: &AppState, at: Spot, room: Room) -> Sheet {
        of_counselor(app, |counselor| sheet(app, counselor, room, at))
    }

    fn field<'s>(&self, app: &'s mut AppState, _: usize) -> Option<&'s mut TextArea> {
        let item = app.at()?.clone();
        Some(app.counselor.as_mut()?.notes.entry(item).or_default())
    }
}

impl CounselorPane for Guide {
    fn done(&self, app: &mut AppState) {
        let writes = app.counselor.as_ref().is_some_and(|counselor| counselor.pane.at.editing);
        if writes {
            app.end_notes();
        } else {
            app.go_to_session();
        }
    }
}

fn sheet(app: &AppState, counselor: &CounselorState, room: Room, at: Spot) -> Sheet {
    let model = &app.client;
    let mut body = alarm(app, room);
    body.extend(time(app, counselor, room));
    match model.item() {
        Some(item) => {
            body.extend(guide(model, item, room));
            let area = counselor.notes.get(&item.id);
            body.extend(area.into_iter().flat_map(|area| full(model.wording(), area, room)));
            let heading = &model.wording().desk.notes;
            notes(&mut body, heading, area, &model.wording().desk.notes_empty, room, at.editing);
        }
        None => {
            body.extend(paragraph(elsewhere(model), room, Role::Text));
            let words = &model.wording().desk;
            let area = Some(&counselor.session_notes);
            notes(&mut body, &words.session_notes, area, &words.notes_empty, room, false);
        }
    }
    // While notes are written, they scroll in a window of their own; else the whole pane scrolls.
    let scroll = if at.editing { Scroll::By(0) } else { Scroll::By(at.scroll) };
    Sheet::new(model.wording().desk.title.clone(), None, body, scroll)
}

/// Returns how to ask the item, what to listen for, and what to ask then.
fn guide(model: &Model, item: &Item, room: Room) -> Vec<Line> {
    let words = &model.wording().desk;
    let mut lines = Vec::new();
    if model.session.state(&item.id) == ItemState::Withheld {
        lines.extend(wrap(&words.withheld, room.width, Role::Strong));
    } else if item.sensitive {
        lines.extend(wrap(&words.sensitive, room.width, Role::Muted));
    }
    let parts = [(&words.ask, &item.prompt), (&words.listen, &item.listen_for)];
    for (label, text) in parts.into_iter().filter_map(|(label, text)| Some((label, text.as_ref()?))) {
        lines.extend(labelled(label, text, room));
    }
    for (index, follow_up) in item.follow_ups.iter().enumerate() {
        let blank = " ".repeat(usize::from(columns(&words.then)));
        lines.extend(labelled(if index == 0 { &words.then } else { &blank }, follow_up, room));
    }
    lines.push(Line::blank());
    lines
}

/// Returns the text of the guide while no item is shown.
fn elsewhere(model: &Model) -> &str {
    let words = &model.wording().desk;
    let Screen::Item(ItemScreen { position, .. }) = model.screen.what else { return &words.nothing_asked };
    match model.session.item_at(position) {
        Some(SessionItem::Note(_)) => &words.note_ahead,
        _ => &words.nothing_asked,
    }
}
