//! The screen that waits for a visitor, and the question whether anybody is still there.

use super::parts::paragraph;
use super::welcome::time;
use crate::app::sheet::lines::{Line, Role, Room, Scroll, Sheet};
use crate::app::sheet::wrap::{columns, wrap};
use crate::app::state::message::Command;
use crate::app::state::model::Model;
use crate::domain::language::wording::fill;

/// Figures of three rows, as on a clock of seven strokes; they are the same in every set of signs.
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

/// Composes the screen that waits for a visitor.
#[must_use]
pub fn sheet(model: &Model, room: Room) -> Sheet {
    let wording = model.wording();
    let words = &wording.kiosk;
    let parts = model.questionnaire().parts();
    let title = parts.title.as_ref().unwrap_or(&wording.welcome.heading);
    let mut body = match &model.setup.clinic {
        Some(clinic) => paragraph(clinic, room, Role::Accent),
        None => Vec::new(),
    };
    body.extend(paragraph(title, room, Role::Strong));
    if !room.touch {
        body.extend(in_short(model, room));
        return Sheet::new(String::new(), None, body, Scroll::By(0));
    }
    let time = time(wording, model.session.asked_count());
    let about = [wording.welcome.not_a_test.as_str(), &time, &words.nothing_kept].join(" ");
    body.extend(paragraph(&about, room, Role::Text));
    body.extend(framed(&[&words.begin, &words.any_key], room));
    body.push(Line::blank());
    let public = model.setup.public.as_ref();
    let desk = public.and_then(|public| public.desk.as_ref()).unwrap_or(&words.paper);
    body.extend(wrap(desk, room.width, Role::Text));
    let seconds = public.map_or(0, |public| public.idle_seconds).to_string();
    body.extend(wrap(&fill(&words.idle, &[("seconds", &seconds)]), room.width, Role::Muted));
    let body = body.into_iter().map(|line| line.clicked(Command::Next)).collect();
    Sheet::new(String::new(), None, body, Scroll::By(0))
}

/// Returns what a window says that has no room for buttons: how to begin, and in which languages.
fn in_short(model: &Model, room: Room) -> Vec<Line> {
    let words = &model.wording().kiosk;
    let begin = format!("{} {}", words.begin, words.any_key);
    let mut body = wrap(&begin, room.width, Role::Accent);
    body.extend(model.other_languages().enumerate().map(|(index, (_, offer))| {
        Line::words(format!("{} {}", index + 2, offer.name()), Role::Accent)
            .clicked(Command::Choose(index + 1))
    }));
    body.push(Line::blank());
    body.extend(wrap(&words.nothing_kept, room.width, Role::Text));
    body
}

/// Returns words in a frame that is to be touched.
fn framed(words: &[&String], room: Room) -> Vec<Line> {
    let inner = usize::from(room.width.saturating_sub(2).min(48));
    let edge =
        |left: &str, right: &str| Line::words(format!("{left}{}{right}", "─".repeat(inner)), Role::Accent);
    let row = |text: &str| {
        let free = inner.saturating_sub(usize::from(columns(text)));
        let (before, after) = (" ".repeat(free / 2), " ".repeat(free - free / 2));
        Line::words(format!("│{before}{text}{after}│"), Role::Accent)
    };
    let air = room.height >= 18;
    let blank = || air.then(|| row("")).into_iter();
    let text = words.iter().map(|words| row(words));
    [edge("┌", "┐")].into_iter().chain(blank()).chain(text).chain(blank()).chain([edge("└", "┘")]).collect()
}

/// Composes the question whether anybody is still there.
#[must_use]
pub fn warning(model: &Model, room: Room) -> Sheet {
    let words = &model.wording().kiosk;
    let seconds = model.warning.unwrap_or_default();
    let mut body = if room.roomy { vec![Line::blank(); 3] } else { Vec::new() };
    body.extend(paragraph(&words.warning, room, Role::Strong));
    body.extend(figures(seconds));
    body.push(Line::blank());
    body.extend(paragraph(&words.warning_left, room, Role::Text));
    body.extend(paragraph(&words.warning_go_on, room, Role::Accent));
    Sheet::new(String::new(), None, body, Scroll::By(0))
}

fn figures(number: u32) -> Vec<Line> {
    let digits: Vec<usize> =
        number.to_string().chars().filter_map(|c| c.to_digit(10)?.try_into().ok()).collect();
    let row = |row: usize| {
        let strokes = digits.iter().filter_map(|digit| FIGURES.get(*digit)?.get(row).copied());
        Line::words(strokes.collect::<Vec<_>>().join(" "), Role::Attention)
    };
    (0..3).map(row).collect()
}
