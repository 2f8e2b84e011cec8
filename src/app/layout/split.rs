//! Where both sides stand in the window: the client's layout, and beside it or in its place the counselor's.
//!
//! Clicks are resolved with it and the view draws by it, as with one [`Layout`].

use super::hints::{Share, hints};
use super::single::Layout;
use crate::app::screens::counselor::pane;
use crate::app::screens::counselor::parts::status_word;
use crate::app::sheet::lines::{Role, Span};
use crate::app::state::app::{Sides, Sight};
use crate::app::state::autosave::Status;
use crate::app::state::counselor::Side;
use crate::app::state::message::Command;
use crate::domain::language::wording::fill;
use ratatui::layout::{Position, Rect};

/// Everything that is to be drawn of both sides.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spread {
    /// The sides in sight, from the left.
    pub sides: Vec<(Side, Layout)>,
    /// The line between what the client may see and what they may not, if both are in sight.
    pub divider: Option<Rect>,
    /// The part of the window in which anything is drawn.
    pub area: Rect,
}

impl Spread {
    /// Lays out what is in sight.
    #[must_use]
    pub fn of(sides: &Sides) -> Self {
        let placed = match sides.sight() {
            Sight::Client => vec![(Side::Client, client(sides))],
            Sight::Desk => desk_layout(sides).map(|layout| (Side::Desk, layout)).into_iter().collect(),
            Sight::Both => {
                let left = Some((Side::Client, client(sides)));
                let right = desk_layout(sides).map(|layout| (Side::Desk, layout));
                left.into_iter().chain(right).collect()
            }
        };
        let drawn = placed.iter().map(|(_, layout)| layout.area).reduce(Rect::union).unwrap_or_default();
        let divider = (sides.sight() == Sight::Both).then(|| {
            let x = sides.client_area().right();
            Rect { x, y: drawn.y, width: 1, height: drawn.height }
        });
        let area = divider.map_or(drawn, |divider| drawn.union(divider));
        Self { sides: placed, divider, area }
    }

    /// Returns the layout of a side, if it is in sight.
    #[must_use]
    pub fn side(&self, wanted: Side) -> Option<&Layout> {
        self.sides.iter().find(|(side, _)| *side == wanted).map(|(_, layout)| layout)
    }

    /// Returns on which side a click is, and what it does there.
    #[must_use]
    pub fn hit(&self, x: u16, y: u16) -> Option<(Side, Option<Command>)> {
        let beyond = self.divider.is_some_and(|divider| x > divider.x);
        let wanted = if self.sides.len() > 1 && !beyond { Side::Client } else { self.sides.last()?.0 };
        let on_divider = self.divider.is_some_and(|divider| divider.contains(Position { x, y }));
        let layout = self.side(wanted)?;
        (!on_divider).then(|| (wanted, layout.hit(x, y)))
    }
}

/// Lays out the client's side; beside a counselor it says how the record stands.
fn client(sides: &Sides) -> Layout {
    let model = &sides.client;
    let share = match sides.sight() {
        Sight::Both if sides.desk_with_keys().is_some() => Share::None,
        Sight::Both => Share::Client,
        Sight::Client | Sight::Desk => Share::All,
    };
    let mut layout = Layout::sharing(model, share);
    let Some(status) = sides.status().filter(|_| !model.hidden && !model.is_small()) else { return layout };
    match status {
        Status::Failed(_) => {
            layout.sheet.title = status_word(sides, &status);
            layout.sheet.title_role = Role::Attention;
        }
        Status::Saved(..) | Status::Pending if sides.sight() == Sight::Client && share == Share::All => {
            let title = &layout.sheet.title;
            let words = [("title", title.as_str()), ("status", &status_word(sides, &status))];
            layout.sheet.title = fill(&model.wording().desk.title_status, &words);
        }
        _ => {}
    }
    layout
}

/// Lays out the counselor's side.
fn desk_layout(sides: &Sides) -> Option<Layout> {
    let desk = sides.desk.as_ref()?;
    let context = desk.pane.context();
    let share = match sides.sight() {
        Sight::Both if desk.side == Side::Client => Share::Desk,
        _ => Share::All,
    };
    let mut layout = Layout::lay(
        sides.desk_area(),
        (false, context),
        |room| pane::sheet(sides, desk, room),
        |_, footer| hints(&sides.client, context, Rect::ZERO, footer, share),
    );
    if let Some(status) = sides.status() {
        let failed = matches!(status, Status::Failed(_));
        let role = if failed { Role::Attention } else { Role::Muted };
        layout.sheet.aside = Some(Span::new(status_word(sides, &status), role));
    }
    Some(layout)
}
