//! The closing words, and what can be done with them: write down words, show support lines, save a copy, end.

use super::parts::alarm;
use super::spoken::{Moment, own_words};
use crate::app::screens::component::{Component, CounselorPane};
use crate::app::screens::parts::{choice, paragraph};
use crate::app::screens::talking_points::row_of;
use crate::app::sheet::lines::{Role, Room, Scroll, Sheet};
use crate::app::state::app::AppState;
use crate::app::state::context::Context;
use crate::app::state::counselor::Pane;
use crate::app::state::message::{Effect, Effects};
use crate::app::state::model::Model;
use crate::app::state::screen::{Open, Page, Pointer, Screen, Spot};
use crate::domain::answers::own_words::OwnText;

/// The closing words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Closing;

/// What a row does.
#[derive(Clone, Copy)]
enum ClosingRow {
    /// Writes the client's own words.
    Words,
    /// Writes the client's next step.
    Step,
    /// Shows the support lines.
    Support,
    /// Saves a copy for the client.
    Copy,
    /// Shows the counselor's summary.
    Summary,
    /// Asks whether to end.
    End,
}

impl ClosingRow {
    /// The rows from the top.
    const ALL: [Self; 6] = [Self::Words, Self::Step, Self::Support, Self::Copy, Self::Summary, Self::End];
}

impl Component<AppState> for Closing {
    fn context(&self, _: &AppState, _: Spot) -> Context {
        Context::CounselorList
    }

    fn sheet(&self, app: &AppState, at: Spot, room: Room) -> Sheet {
        sheet(app, room, at.pointer)
    }

    fn choose(&self, app: &mut AppState, row: usize) -> Effects {
        let (client, mut effects) = (&mut app.client, vec![]);
        match ClosingRow::ALL.get(row) {
            Some(ClosingRow::Words) => write(client, OwnText::Words),
            Some(ClosingRow::Step) => write(client, OwnText::NextStep),
            Some(ClosingRow::Support) => client.go_to_page(Page::Support),
            Some(ClosingRow::Copy) => {
                client.go(Screen::Save);
                effects.push(Effect::Day);
            }
            Some(ClosingRow::Summary) => {
                app.show(Open::new(Pane::Summary));
                return vec![];
            }
            Some(ClosingRow::End) => {
                app.ask_to_leave();
                app.go_to_session();
                return vec![];
            }
            None => return vec![],
        }
        // The rows that got here opened something on the client's side, so that side gets the keys.
        client.overlay = None;
        app.go_to_client();
        effects
    }
}

impl CounselorPane for Closing {
    fn done(&self, app: &mut AppState) {
        app.go_to_session();
    }
}

/// Opens a text field of the talking points on the client's side.
fn write(client: &mut Model, text: OwnText) {
    let at = Spot { editing: true, ..Spot::row(row_of(text)) };
    client.screen = Open { what: Screen::TalkingPoints, at };
}

fn sheet(app: &AppState, room: Room, cursor: Pointer) -> Sheet {
    let words = &app.client.wording().closing;
    let mut body = alarm(app, room);
    body.extend(paragraph(&words.lead, room, Role::Muted));
    let mut said = own_words(app, Moment::Closing);
    if said.is_empty() {
        said.extend([words.words.clone(), words.step.clone()]);
    }
    // Where help can be had is said whatever the site or the questionnaire says.
    said.push(words.support.clone());
    body.extend(said.iter().flat_map(|text| paragraph(text, room, Role::Text)));
    for (index, row) in ClosingRow::ALL.into_iter().enumerate() {
        let text = match row {
            ClosingRow::Words => &words.write_words,
            ClosingRow::Step => &words.write_step,
            ClosingRow::Support => &words.show_support,
            ClosingRow::Copy => &words.copy,
            ClosingRow::Summary => &words.summary,
            ClosingRow::End => &words.end,
        };
        body.extend(choice(index, text, cursor, room));
    }
    Sheet::new(words.heading.clone(), None, body, Scroll::ToFocus(cursor.beyond))
}
