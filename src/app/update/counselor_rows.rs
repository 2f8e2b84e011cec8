//! What the rows of the counselor's lists do.

use super::navigate;
use crate::app::screens::counselor::lists::{ClosingRow, OpeningRow, StartRow, consent_wording};
use crate::app::screens::talking_points;
use crate::app::state::app::AppState;
use crate::app::state::counselor::{Pane, Side};
use crate::app::state::message::{Effect, Effects};
use crate::app::state::screen::{Overlay, Page, Pointer, Screen};
use crate::engine::policy::Keeps;
use crate::engine::session::SessionItem;

/// Acts on a row of the list that is looked at.
pub(super) fn choose(app: &mut AppState, row: usize) -> Effects {
    let Some(counselor) = app.counselor.as_mut() else { return vec![] };
    let start = StartRow::rows(counselor);
    match &mut counselor.pane {
        Pane::Start { names, .. } => match start.get(row) {
            Some(StartRow::GoOn) => keep_what_fits(app),
            Some(StartRow::Leave) => return vec![Effect::Quit],
            Some(StartRow::Names) => *names = !*names,
            None => {}
        },
        Pane::Opening { .. } => return opening(app, row),
        Pane::Items { .. } => item(app, row),
        Pane::Closing { .. } => closing(app, row),
        _ => {}
    }
    vec![]
}

/// Goes on to the words to begin with; a record that does not quite fit is taken over to these questions first.
fn keep_what_fits(app: &mut AppState) {
    let Some(counselor) = app.counselor.as_mut() else { return };
    if counselor.misfit.take().is_some() {
        let now = counselor.now.wall;
        let questionnaire = app.client.questionnaire();
        counselor.autosave.take_over(questionnaire, now);
        counselor.notes.retain(|item, _| questionnaire.item(item).is_some());
        counselor.flags.retain(|item| questionnaire.item(item).is_some());
    }
    counselor.pane = Pane::OPENING;
}

fn opening(app: &mut AppState, row: usize) -> Effects {
    let Some(counselor) = app.counselor.as_ref() else { return vec![] };
    match OpeningRow::rows(counselor).get(row) {
        Some(OpeningRow::Agree) => {
            let wording = consent_wording(app, counselor).join("\n\n");
            let language = app.client.questionnaire().parts().language.clone();
            if let Some(counselor) = app.counselor.as_mut() {
                counselor.autosave.agree(&language, &wording, counselor.now);
            }
            begin(app);
        }
        Some(OpeningRow::WithoutRecord) => {
            if let Some(counselor) = app.counselor.as_mut() {
                counselor.autosave.give_up();
            }
            begin(app);
        }
        Some(OpeningRow::Stop) if app.counselor.as_ref().is_some_and(|counselor| counselor.begun) => {
            ask_to_leave(app)
        }
        Some(OpeningRow::Stop) => return vec![Effect::Quit],
        Some(OpeningRow::GoOn) => app.to_session(),
        None => {}
    }
    vec![]
}

/// Asks whether to end, for there is something that would be gone.
fn ask_to_leave(app: &mut AppState) {
    app.client.overlay = Some(Overlay::Leave { cursor: Pointer::default() });
    app.to_session();
}

/// Begins where the record was left, else with the first item.
fn begin(app: &mut AppState) {
    let Some(counselor) = app.counselor.as_mut() else { return };
    let first = !std::mem::replace(&mut counselor.begun, true);
    app.marks.changes += 1;
    app.client.keeps = if counselor.autosave.is_on() { Keeps::Record } else { Keeps::Nothing };
    let session = &app.client.session;
    let left = counselor.last_item.as_ref().and_then(|item| session.position_of(item));
    if first && app.client.screen == (Screen::Welcome { scroll: 0 }) {
        navigate::to_item(&mut app.client, left.unwrap_or(0), false);
    }
    app.to_session();
}

/// Jumps to an item.
fn item(app: &mut AppState, row: usize) {
    let stops = app.client.session.items().iter().enumerate();
    let position =
        stops.filter(|(_, stop)| matches!(stop, SessionItem::Question(_))).map(|(at, _)| at).nth(row);
    if let Some(position) = position {
        app.client.overlay = None;
        navigate::to_item(&mut app.client, position, false);
        app.to_session();
    }
}

/// Leads from the words to close with to the client's side; they stay on the counselor's.
fn closing(app: &mut AppState, row: usize) {
    let written = |row| Screen::TalkingPoints { cursor: Pointer::at(row), editing: true };
    let client = &mut app.client;
    match ClosingRow::ALL.get(row) {
        Some(ClosingRow::Words) => client.screen = written(talking_points::WORDS_ROW),
        Some(ClosingRow::Step) => client.screen = written(talking_points::STEP_ROW),
        Some(ClosingRow::Support) => navigate::page(client, Page::Support),
        Some(ClosingRow::Copy) => client.screen = Screen::Save { cursor: Pointer::default(), editing: false },
        Some(ClosingRow::Summary) => {
            if let Some(counselor) = app.counselor.as_mut() {
                counselor.pane = Pane::Summary { scroll: 0 };
            }
            return;
        }
        Some(ClosingRow::End) => return ask_to_leave(app),
        None => return,
    }
    client.overlay = None;
    if let Some(counselor) = app.counselor.as_mut() {
        counselor.side = Side::Client;
    }
}
