//! The question of a kiosk whether anybody is still there. It shows the seconds until everything is cleared.
//!
//! It must not decide when it appears or goes away: [`Visitor`](crate::app::kiosk::visitor::Visitor) does. Any key or
//! touch answers it.

use super::component::Component;
use super::parts::paragraph;
use crate::app::sheet::lines::{Line, Role, Room, Sheet};
use crate::app::state::context::Context;
use crate::app::state::model::Model;
use crate::app::state::screen::Spot;

/// Large digits of three rows, made of ASCII characters only, so that every terminal shows them.
const FIGURES: [[&str; 3]; 10] = [
    [" _ ", "| |", "|_|"],
    ["   ", "  |", "  |"],
    [" _ ", " _|", "|_ "],
    [" _ ", " _|", " _|"],
    ["   ", "|_|", "  |"],
    [" _ ", "|_ ", " _|"],
    [" _ ", "|_ ", "|_|"],
    [" _ ", "  |", "  |"],
    [" _ ", "|_|", "|_|"],
    [" _ ", "|_|", " _|"],
];

/// The question whether anybody is still there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Warning;

impl Component<Model> for Warning {
    fn context(&self, _: &Model, _: Spot) -> Context {
        Context::Warning
    }

    fn sheet(&self, model: &Model, _: Spot, room: Room) -> Sheet {
        sheet(model, room)
    }
}

fn sheet(model: &Model, room: Room) -> Sheet {
    let words = &model.wording().kiosk;
    let seconds = model.warning.unwrap_or_default();
    let mut body = if room.roomy { vec![Line::blank(); 3] } else { Vec::new() };
    body.extend(paragraph(&words.warning, room, Role::Strong));
    body.extend(figures(seconds));
    body.push(Line::blank());
    body.extend(paragraph(&words.warning_left, room, Role::Text));
    body.extend(paragraph(&words.warning_go_on, room, Role::Accent));
    Sheet::bare(body)
}

/// Returns a number in large digits.
fn figures(number: u32) -> Vec<Line> {
    let digits: Vec<usize> =
        number.to_string().chars().filter_map(|c| c.to_digit(10)?.try_into().ok()).collect();
    let row = |row: usize| {
        let strokes = digits.iter().filter_map(|digit| FIGURES.get(*digit)?.get(row).copied());
        Line::words(strokes.collect::<Vec<_>>().join(" "), Role::Attention)
    };
    (0..3).map(row).collect()
}
