//! The waiting screen of a kiosk. Any key or touch begins.
//!
//! It must not show anything of the visitor before.

use super::component::{ClientScreen, Component};
use super::parts::paragraph;
use super::welcome::time_needed;
use crate::app::sheet::lines::{Line, Role, Room, Sheet};
use crate::app::sheet::signs::{CORNERS, LINE, UPRIGHT};
use crate::app::sheet::wrap::{columns, wrap};
use crate::app::state::context::Context;
use crate::app::state::message::{Command, Effects};
use crate::app::state::model::Model;
use crate::app::state::screen::{Screen, Spot};
use crate::domain::language::wording::fill;

/// The waiting screen.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attract;

impl Component<Model> for Attract {
    fn context(&self, _: &Model, _: Spot) -> Context {
        Context::Attract
    }

    fn sheet(&self, model: &Model, _: Spot, room: Room) -> Sheet {
        sheet(model, room)
    }

    /// Begins, or begins in another language.
    fn choose(&self, model: &mut Model, row: usize) -> Effects {
        match row.checked_sub(1) {
            None => self.next(model),
            Some(other) => model.speak_other(other),
        }
        vec![]
    }
}

impl ClientScreen for Attract {
    fn next(&self, model: &mut Model) {
        model.go(Screen::Welcome);
    }

    fn back(&self, _: &mut Model) {}
}

fn sheet(model: &Model, room: Room) -> Sheet {
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
        return Sheet::bare(body);
    }
    let time = time_needed(wording, model.session.asked_count());
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
    Sheet::bare(body)
}

/// Returns the text of a window that is too small for buttons: how to begin, and in which languages.
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

/// Returns words in a large frame, which is touched to begin.
fn framed(words: &[&String], room: Room) -> Vec<Line> {
    let inner = usize::from(room.width.saturating_sub(2).min(48));
    let edge =
        |left: &str, right: &str| Line::words(format!("{left}{}{right}", LINE.repeat(inner)), Role::Accent);
    let row = |text: &str| {
        let free = inner.saturating_sub(usize::from(columns(text)));
        let (before, after) = (" ".repeat(free / 2), " ".repeat(free - free / 2));
        Line::words(format!("{UPRIGHT}{before}{text}{after}{UPRIGHT}"), Role::Accent)
    };
    let air = room.height >= 18;
    let blank = || air.then(|| row("")).into_iter();
    let text = words.iter().map(|words| row(words));
    let [top_left, top_right, bottom_left, bottom_right] = CORNERS;
    let (top, bottom) = (edge(top_left, top_right), edge(bottom_left, bottom_right));
    [top].into_iter().chain(blank()).chain(text).chain(blank()).chain([bottom]).collect()
}
