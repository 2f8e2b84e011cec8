//! Every screen, overlay and pane with its component, and which of them is in front.
//!
//! A new one is a line here, and its name in `state`. This is the only module that names them all; none of them may name
//! it.

use super::component::{ClientScreen, Component, CounselorPane};
use super::counselor::{closing, guide, items, opening, session_notes, summary};
use super::overlay::{leave, replace, restart, show_answer, support};
use super::{attract, end, handout, neutral, review, save, talking_points, too_small, warning, welcome};
use crate::app::sheet::lines::{Room, Sheet};
use crate::app::state::app::AppState;
use crate::app::state::context::Context;
use crate::app::state::counselor::Pane;
use crate::app::state::model::Model;
use crate::app::state::screen::{Overlay, Screen, Spot};
use crate::domain::id::FactId;

/// Returns the component of a screen.
#[must_use]
pub fn screen(screen: &Screen) -> &dyn ClientScreen {
    match screen {
        Screen::Attract => &attract::Attract,
        Screen::Welcome => &welcome::Welcome,
        Screen::Item(item) => item,
        Screen::Review => &review::Review,
        Screen::Index(index) => index,
        Screen::Results(results) => results,
        Screen::TalkingPoints => &talking_points::TalkingPoints,
        Screen::ReadingList(list) => list,
        Screen::Article(article) => article,
        Screen::Save => &save::Save,
        Screen::Handout => &handout::HandoutChoice,
        Screen::Code(code) => code,
        Screen::End => &end::End,
    }
}

/// Returns the component of what lies on top.
#[must_use]
pub fn overlay(overlay: &Overlay) -> &dyn Component<Model> {
    match overlay {
        Overlay::Help(help) => help,
        Overlay::Support => &support::Support,
        Overlay::Guard(guard) => guard,
        Overlay::Source(source) => source,
        Overlay::Preview(preview) => preview,
        Overlay::Leave => &leave::Leave,
        Overlay::Restart => &restart::Restart,
        Overlay::Replace => &replace::Replace,
        Overlay::GiveBack(question) => question,
        Overlay::ShowAnswer => &show_answer::ShowAnswer,
    }
}

/// Returns the component of a pane of the counselor's side.
#[must_use]
pub fn pane(pane: &Pane) -> &dyn CounselorPane {
    match pane {
        Pane::Start(start) => start,
        Pane::Opening => &opening::Opening,
        Pane::Guide => &guide::Guide,
        Pane::SessionNotes => &session_notes::SessionNotes,
        Pane::Items => &items::Items,
        Pane::Closing => &closing::Closing,
        Pane::Summary => &summary::Summary,
        Pane::Protocol(protocol) => protocol,
        Pane::Help(help) => help,
    }
}

/// Returns what is in front of the person: what hides everything, what lies on top, or the screen.
fn front(model: &Model) -> (&dyn Component<Model>, Spot) {
    let still = Spot::default();
    match &model.overlay {
        _ if model.warning.is_some() => (&warning::Warning, still),
        _ if model.hidden => (&neutral::Neutral, still),
        _ if model.is_small() => (&too_small::TooSmall, still),
        Some(open) => (overlay(&open.what), open.at),
        None => (screen(&model.screen.what), model.screen.at),
    }
}

/// Returns where the person's keys are looked up.
#[must_use]
pub fn context(model: &Model) -> Context {
    let (component, at) = front(model);
    component.context(model, at)
}

/// Returns where keys are looked up on the screen, whatever lies on top of it.
#[must_use]
pub fn context_below(model: &Model) -> Context {
    screen(&model.screen.what).context(model, model.screen.at)
}

/// Composes the sheet that is in front.
#[must_use]
pub fn compose(model: &Model, room: Room) -> Sheet {
    let (component, at) = front(model);
    component.sheet(model, at, room)
}

/// Returns the facts that the text stands on which is read: a note on top, or the screen itself.
#[must_use]
pub fn cited(model: &Model) -> Option<Vec<FactId>> {
    let on_top = model.overlay.as_ref().and_then(|open| overlay(&open.what).cited(model));
    on_top.or_else(|| screen(&model.screen.what).cited(model))
}

/// Returns where keys are looked up on the side that has them.
#[must_use]
pub fn context_of_keys(app: &AppState) -> Context {
    match app.counselor_with_keys() {
        Some(counselor) => pane(&counselor.pane.what).context(app, counselor.pane.at),
        None => context(&app.client),
    }
}
