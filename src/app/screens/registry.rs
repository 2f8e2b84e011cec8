//! Maps the name of each screen, overlay and pane to its component, and finds the one in front.
//!
//! A new screen needs a line here, and its name in `app/state`. This is the only module that imports them all. None of
//! them may import it, because that would be a circle.

use super::component::{ClientScreen, Component, CounselorPane, HintWord};
use super::counselor::{
    closing, guide, items, opening, record_consent, record_name, rounds, session_notes, summary,
};
use super::overlay::{about, leave, replace, restart, show_answer, support};
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

/// Returns the component of an overlay.
#[must_use]
pub fn overlay(overlay: &Overlay) -> &dyn Component<Model> {
    match overlay {
        Overlay::Help(help) => help,
        Overlay::Support => &support::Support,
        Overlay::Regions(regions) => regions,
        Overlay::Guard(guard) => guard,
        Overlay::Source(source) => source,
        Overlay::Preview(preview) => preview,
        Overlay::Leave => &leave::Leave,
        Overlay::Restart => &restart::Restart,
        Overlay::Replace => &replace::Replace,
        Overlay::GiveBack(question) => question,
        Overlay::ShowAnswer => &show_answer::ShowAnswer,
        Overlay::More(more) => more,
        Overlay::About => &about::About,
        Overlay::SkipPart(part) => part,
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
        Pane::RecordName => &record_name::RecordNamePane,
        Pane::RecordConsent => &record_consent::RecordConsent,
        Pane::Items => &items::Items,
        Pane::Closing => &closing::Closing,
        Pane::Summary => &summary::Summary,
        Pane::Rounds => &rounds::RoundsPane,
        Pane::Protocol(protocol) => protocol,
        Pane::Help(help) => help,
    }
}

/// Returns the component in front of the person: a screen that hides everything, else the overlay, else the screen.
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

/// Returns the context of the component in front.
#[must_use]
pub fn context(model: &Model) -> Context {
    let (component, at) = front(model);
    component.context(model, at)
}

/// Returns the context of the screen under any overlay.
#[must_use]
pub fn context_below(model: &Model) -> Context {
    screen(&model.screen.what).context(model, model.screen.at)
}

/// Composes the sheet of the component in front.
#[must_use]
pub fn compose(model: &Model, room: Room) -> Sheet {
    let (component, at) = front(model);
    component.sheet(model, at, room)
}

/// Returns what Enter does in front of the person, if it is not what the table of keys calls it.
#[must_use]
pub(crate) fn enter_word(model: &Model) -> Option<HintWord> {
    let (component, at) = front(model);
    component.enter_word(model, at)
}

/// Returns the facts that the text in front is based on: the text of the overlay, or of the screen.
#[must_use]
pub fn cited(model: &Model) -> Option<Vec<FactId>> {
    let on_top = model.overlay.as_ref().and_then(|open| overlay(&open.what).cited(model));
    on_top.or_else(|| screen(&model.screen.what).cited(model))
}

/// Returns the context of the side that gets the keys.
#[must_use]
pub fn context_of_keys(app: &AppState) -> Context {
    match app.counselor_with_keys() {
        Some(counselor) => pane(&counselor.pane.what).context(app, counselor.pane.at),
        None => context(&app.client),
    }
}
