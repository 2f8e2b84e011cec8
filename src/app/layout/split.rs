//! The layout of the whole window: one side, or in a walkthrough both sides with a line between them.
//!
//! `update` finds with it what was clicked, and the view draws it, as with one [`Layout`]. It must not show anything of
//! the counselor's on the client's side but how the record stands.

use super::hints::{HintPlace, Share, hints};
use super::single::Layout;
use crate::app::screens::counselor::parts::status_word;
use crate::app::screens::registry;
use crate::app::sheet::lines::{Role, Span};
use crate::app::sheet::signs::STOPPED;
use crate::app::state::app::{AppState, Sight};
use crate::app::state::autosave::SaveStatus;
use crate::app::state::counselor::Side;
use crate::app::state::message::Command;
use crate::app::state::model::Seat;
use crate::domain::language::wording::fill;
use ratatui::layout::{Position, Rect};

/// Everything that is drawn in the window, with its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SplitLayout {
    /// The visible sides, from the left.
    pub layouts: Vec<(Side, Layout)>,
    /// The line between the two sides, if both are visible.
    pub divider: Option<Rect>,
    /// The part of the window in which anything is drawn.
    pub area: Rect,
    /// The side that keys act on.
    pub has_keys: Side,
}

impl SplitLayout {
    /// Lays out the visible sides.
    #[must_use]
    pub fn of(app: &AppState) -> Self {
        let placed = match app.sight() {
            Sight::Client => vec![(Side::Client, client(app))],
            Sight::Counselor => {
                counselor_layout(app).map(|layout| (Side::Counselor, layout)).into_iter().collect()
            }
            Sight::Both => {
                let left = Some((Side::Client, client(app)));
                let right = counselor_layout(app).map(|layout| (Side::Counselor, layout));
                left.into_iter().chain(right).collect()
            }
        };
        let drawn = placed.iter().map(|(_, layout)| layout.area).reduce(Rect::union).unwrap_or_default();
        let divider = (app.sight() == Sight::Both).then(|| {
            let x = app.client_area().right();
            Rect { x, y: drawn.y, width: 1, height: drawn.height }
        });
        let area = divider.map_or(drawn, |divider| drawn.union(divider));
        let has_keys = app.counselor_with_keys().map_or(Side::Client, |counselor| counselor.side);
        Self { layouts: placed, divider, area, has_keys }
    }

    /// Returns the layout of a side, if it is visible.
    #[must_use]
    pub fn side(&self, wanted: Side) -> Option<&Layout> {
        self.layouts.iter().find(|(side, _)| *side == wanted).map(|(_, layout)| layout)
    }

    /// Returns the side of a click, and its command if it has one.
    #[must_use]
    pub(crate) fn hit(&self, x: u16, y: u16) -> Option<(Side, Option<Command>)> {
        let beyond = self.divider.is_some_and(|divider| x > divider.x);
        let wanted = if self.layouts.len() > 1 && !beyond { Side::Client } else { self.layouts.last()?.0 };
        let on_divider = self.divider.is_some_and(|divider| divider.contains(Position { x, y }));
        let layout = self.side(wanted)?;
        (!on_divider).then(|| (wanted, layout.hit(x, y)))
    }
}

/// Lays out the client's side. In a walkthrough its title also says how the record stands.
fn client(app: &AppState) -> Layout {
    let model = &app.client;
    let share = match app.sight() {
        Sight::Both if app.counselor_with_keys().is_some() => Share::None,
        Sight::Both => Share::Client,
        Sight::Client | Sight::Counselor => Share::All,
    };
    let mut layout = Layout::sharing(model, share);
    if let Some(said) = said_of_flag(app) {
        layout.sheet.title = said;
        return layout;
    }
    let Some(status) = app.status().filter(|_| !model.hidden && !model.is_small()) else { return layout };
    say_status(app, &mut layout, &status, share);
    if app.sight() == Sight::Client && model.seat == Seat::Counselor && is_clock_stopped(app) {
        layout.sheet.title = format!("{STOPPED} {}", layout.sheet.title);
    }
    layout
}

/// Returns what was just done to a mark, where the pane that shows it is not in sight. The next key takes it away.
fn said_of_flag(app: &AppState) -> Option<String> {
    let is_set = app.counselor.as_ref()?.flag_turned?;
    let is_alone = app.sight() == Sight::Client && app.client.seat == Seat::Counselor && !app.client.hidden;
    let words = &app.client.wording().desk;
    is_alone.then(|| if is_set { words.flagged.clone() } else { words.unflagged.clone() })
}

/// Returns whether the counselor stopped the clock. A sign says so wherever they are; the client is not told what it means.
fn is_clock_stopped(app: &AppState) -> bool {
    app.counselor.as_ref().is_some_and(|counselor| counselor.clock_stopped)
}

/// Says in the title of the client's side how the record stands.
fn say_status(app: &AppState, layout: &mut Layout, status: &SaveStatus, share: Share) {
    match status {
        SaveStatus::Failed(_) => {
            layout.sheet.title = status_word(app, status);
            layout.sheet.title_role = Role::Attention;
        }
        SaveStatus::Saved(..) | SaveStatus::Pending
            if app.sight() == Sight::Client && share == Share::All =>
        {
            let title = &layout.sheet.title;
            let words = [("title", title.as_str()), ("status", &status_word(app, status))];
            layout.sheet.title = fill(&app.client.wording().desk.title_status, &words);
        }
        _ => {}
    }
}

/// Lays out the counselor's side.
fn counselor_layout(app: &AppState) -> Option<Layout> {
    let counselor = app.counselor.as_ref()?;
    let pane = registry::pane(&counselor.pane.what);
    let context = pane.context(app, counselor.pane.at);
    let share = match app.sight() {
        Sight::Both if counselor.side == Side::Client => Share::Counselor,
        _ => Share::All,
    };
    let mut layout = Layout::lay(
        app.counselor_area(),
        (false, context),
        |room| pane.sheet(app, counselor.pane.at, room),
        |place| hints(&app.client, context, HintPlace { header: Rect::ZERO, ..place }, share),
    );
    if let Some(status) = app.status() {
        let failed = matches!(status, SaveStatus::Failed(_));
        let role = if failed { Role::Attention } else { Role::Muted };
        let word = status_word(app, &status);
        let words = if is_clock_stopped(app) { format!("{STOPPED} {word}") } else { word };
        layout.sheet.aside = Some(Span::new(words, role));
    }
    Some(layout)
}
