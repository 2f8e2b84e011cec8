//! The first screen of a kiosk, which waits for a visitor. Any key or touch begins with the first question.
//!
//! It must not show anything of the visitor before.

use super::component::{ClientScreen, Component};
use super::welcome::time_needed;
use crate::app::sheet::lines::{Line, Role, Room, Sheet};
use crate::app::sheet::signs::{CORNERS, LINE, UPRIGHT};
use crate::app::sheet::wrap::{columns, wrap};
use crate::app::state::context::Context;
use crate::app::state::message::{Command, Effects};
use crate::app::state::model::Model;
use crate::app::state::screen::Spot;
use crate::domain::answers::sentences::reviewed_by;
use crate::domain::language::languages::LanguageEntry;
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
        model.go_to_item(0, false);
    }

    fn back(&self, _: &mut Model) {}
}

fn sheet(model: &Model, room: Room) -> Sheet {
    let wording = model.wording();
    let words = &wording.kiosk;
    let title = model.questionnaire().parts().title.as_ref().unwrap_or(&wording.welcome.heading);
    let clinic = model.setup.clinic.iter();
    let clinic = clinic.flat_map(|clinic| wrap(model.in_words(clinic), room.width, Role::Accent));
    let head = clinic.chain(wrap(title, room.width, Role::Strong)).collect();
    let begin = if room.touch {
        framed(&[&words.begin, &words.any_key], room)
    } else {
        wrap(&format!("{} {}", words.begin, words.any_key), room.width, Role::Accent)
    };
    let [private, danger] = [&words.private, &words.danger].map(|text| wrap(text, room.width, Role::Text));
    let parts = if room.touch {
        vec![head, about(model, room), begin, private, danger, end(model, room), reviewed(model, room)]
    } else {
        vec![
            head,
            begin,
            choices(model),
            private,
            danger,
            about(model, room),
            end(model, room),
            reviewed(model, room),
        ]
    };
    let body = spaced(parts, room).into_iter();
    let begins = |line: Line| if line.click.is_some() { line } else { line.clicked(Command::Next) };
    Sheet::bare(body.map(begins).collect())
}

/// Returns what the checklist is, and how long it takes.
fn about(model: &Model, room: Room) -> Vec<Line> {
    let wording = model.wording();
    let time = time_needed(wording, model.session.asked_count());
    wrap(&format!("{} {time}", wording.welcome.not_a_test), room.width, Role::Text)
}

/// Returns where the desk is, and when the screen clears itself.
fn end(model: &Model, room: Room) -> Vec<Line> {
    let words = &model.wording().kiosk;
    let public = model.setup.public.as_ref();
    let desk = public.and_then(|public| public.desk.as_ref());
    let desk = desk.map_or(words.paper.as_str(), |desk| model.in_words(desk));
    let seconds = public.map_or(0, |public| public.idle_seconds).to_string();
    let idle = wrap(&fill(&words.idle, &[("seconds", &seconds)]), room.width, Role::Muted);
    wrap(desk, room.width, Role::Text).into_iter().chain(idle).collect()
}

/// Returns who reviewed the texts, or that nobody has.
fn reviewed(model: &Model, room: Room) -> Vec<Line> {
    let said = reviewed_by(model.wording(), &model.questionnaire().parts().reviewed_by);
    wrap(&said, room.width, Role::Muted)
}

/// Returns a row for each other language and one for the support lines, for a window without buttons.
fn choices(model: &Model) -> Vec<Line> {
    let heading = &model.wording().support.heading;
    let support = Line::words(format!("! {heading}"), Role::Accent).clicked(Command::Support);
    let others = model.other_languages().enumerate();
    let row = |(index, (_, offer)): (usize, (usize, &LanguageEntry))| {
        Line::words(format!("{} {}", index + 2, offer.name()), Role::Accent)
            .clicked(Command::Choose(index + 1))
    };
    others.map(row).chain([support]).collect()
}

/// Joins the parts that fit, with an empty row between them as far as there is room: nothing here can be scrolled,
/// because any key begins.
fn spaced(parts: Vec<Vec<Line>>, room: Room) -> Vec<Line> {
    let mut left = usize::from(room.height);
    let mut fitting = Vec::new();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        let Some(rest) = left.checked_sub(part.len()) else { break };
        left = rest;
        fitting.push(part);
    }
    let mut body = Vec::new();
    for part in fitting {
        if !body.is_empty() && left > 0 {
            left -= 1;
            body.push(Line::blank());
        }
        body.extend(part);
    }
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
    let blank = || room.roomy.then(|| row("")).into_iter();
    let text = words.iter().map(|words| row(words));
    let [top_left, top_right, bottom_left, bottom_right] = CORNERS;
    let (top, bottom) = (edge(top_left, top_right), edge(bottom_left, bottom_right));
    [top].into_iter().chain(blank()).chain(text).chain(blank()).chain([bottom]).collect()
}
