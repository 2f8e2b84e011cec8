//! What lies on top of a screen: help, support lines, a note beside an item, a preview, a question.

use super::parts::{self, choice, paragraph, reading, support};
use super::take_away::kept;
use crate::app::keys::bindings::{Binding, bindings};
use crate::app::sheet::lines::{Line, Role, Room, Scroll, Sheet, Span};
use crate::app::sheet::wrap::{columns, wrap};
use crate::app::state::message::Command;
use crate::app::state::model::Model;
use crate::app::state::screen::{Overlay, Pointer};
use crate::domain::id::{FactId, SectionId};
use crate::domain::language::wording::{Wording, fill};
use crate::domain::questionnaire::draft::FactStatus;
use crate::domain::questionnaire::provenance::{Origin, source};
use crate::engine::policy::Keeps;

/// Composes what lies on top.
#[must_use]
pub fn sheet(model: &Model, room: Room, overlay: &Overlay) -> Sheet {
    let wording = model.wording();
    let (title, body, scroll) = match overlay {
        Overlay::Help { scroll } => (&wording.help.heading, help(model, room), Scroll::By(*scroll)),
        Overlay::Support { scroll } => (&wording.support.heading, support(model, room), Scroll::By(*scroll)),
        Overlay::Guard { section, scroll } => {
            (&wording.more.note_heading, guard(model, section, room), Scroll::By(*scroll))
        }
        Overlay::Source { facts, scroll } => {
            (&wording.source.heading, facts_page(model, facts, room), Scroll::By(*scroll))
        }
        Overlay::Preview { text, scroll } => {
            (&wording.save.preview, preview(&text.0, room), Scroll::By(*scroll))
        }
        Overlay::Leave { cursor } => {
            (&wording.leave.heading, leave(model, *cursor, room), Scroll::ToFocus(cursor.beyond))
        }
        Overlay::Restart { cursor } => {
            (&wording.restart.heading, restart(model, *cursor, room), Scroll::ToFocus(cursor.beyond))
        }
        Overlay::GiveBack { cursor, .. } => {
            (&wording.turned.heading, give_back(model, *cursor, room), Scroll::ToFocus(cursor.beyond))
        }
        Overlay::ShowAnswer { cursor } => {
            (&wording.turned.show_heading, show_answer(model, *cursor, room), Scroll::ToFocus(cursor.beyond))
        }
        Overlay::Replace { cursor } => {
            (&wording.save.exists_heading, replace(model, *cursor, room), Scroll::ToFocus(cursor.beyond))
        }
    };
    Sheet::new(title.clone(), None, body, scroll)
}

fn guard(model: &Model, section: &SectionId, room: Room) -> Vec<Line> {
    let Some(section) = model.questionnaire().section(section) else { return Vec::new() };
    let mut body = paragraph(&section.title, room, Role::Strong);
    body.extend(reading(&section.text, room));
    body.extend(parts::source(model.wording(), room));
    body
}

/// Returns the facts that a text stands on, each with what was damaged about it.
fn facts_page(model: &Model, cited: &[FactId], room: Room) -> Vec<Line> {
    let words = &model.wording().source;
    let source = source(model.questionnaire(), cited);
    let lead = match source.origin {
        Origin::Article => &words.article,
        Origin::Mended => &words.mended,
        Origin::Ours => return paragraph(&words.ours, room, Role::Text),
    };
    let mut body = paragraph(lead, room, Role::Text);
    for fact in source.facts {
        let gist = fill(&words.fact, &[("id", fact.id.as_str()), ("gist", &fact.gist)]);
        body.extend(wrap(&gist, room.width, Role::Text));
        let note = fact.note.as_deref().unwrap_or_default();
        let said = match fact.status {
            FactStatus::Clear => None,
            FactStatus::Mended => Some(&words.damaged),
            FactStatus::Lost => Some(&words.missing),
        };
        body.extend(
            said.into_iter().flat_map(|said| wrap(&fill(said, &[("note", note)]), room.width, Role::Muted)),
        );
        body.push(Line::blank());
    }
    body.extend(paragraph(&words.beyond, room, Role::Muted));
    body
}

fn leave(model: &Model, cursor: Pointer, room: Room) -> Vec<Line> {
    let words = &model.wording().leave;
    let nothing = match (model.keeps, model.is_accompanied()) {
        (Keeps::Record, _) => &model.wording().two.leave_record,
        (Keeps::Nothing, true) => &model.wording().two.leave_nothing,
        (Keeps::Nothing, false) => &words.not_kept,
    };
    question(&kept(model, &words.kept, nothing), [&words.stay, &words.end], cursor, room)
}

fn give_back(model: &Model, cursor: Pointer, room: Room) -> Vec<Line> {
    let words = &model.wording().turned;
    question(&words.text, [&words.stay, &words.back], cursor, room)
}

fn show_answer(model: &Model, cursor: Pointer, room: Room) -> Vec<Line> {
    let words = &model.wording().turned;
    question(&words.show_text, [&words.keep, &words.show], cursor, room)
}

fn restart(model: &Model, cursor: Pointer, room: Room) -> Vec<Line> {
    let words = &model.wording().restart;
    let public = &model.wording().kiosk;
    let (text, again) = if model.is_public() {
        (&public.restart_text, &public.restart_again)
    } else {
        (&words.text, &words.again)
    };
    question(text, [&words.stay, again], cursor, room)
}

fn replace(model: &Model, cursor: Pointer, room: Room) -> Vec<Line> {
    let words = &model.wording().save;
    let text = fill(&words.exists, &[("path", model.copy.path.text())]);
    question(&text, [&words.keep, &words.replace], cursor, room)
}

/// Returns a question with its two answers, the one that changes nothing first.
fn question(text: &str, choices: [&String; 2], cursor: Pointer, room: Room) -> Vec<Line> {
    let mut body = paragraph(text, room, Role::Text);
    for (index, text) in choices.into_iter().enumerate() {
        body.extend(choice(index, text, cursor, room));
    }
    body
}

/// Returns the bindings of the screen below, and what the key for privacy does.
fn help(model: &Model, room: Room) -> Vec<Line> {
    let words = &model.wording().help;
    let privacy = match (model.is_public(), model.is_accompanied()) {
        (true, _) => &model.wording().kiosk.help,
        (_, true) => &model.wording().two.help,
        (false, false) => &words.privacy,
    };
    let mut body = paragraph(privacy, room, Role::Text);
    body.extend(paragraph(&words.keys, room, Role::Muted));
    let context = model.screen_context(&model.screen);
    body.extend(binding_rows(model.wording(), bindings(context, &model.policy()), room));
    body.push(Line::blank());
    body.extend(paragraph(&words.mouse, room, Role::Muted));
    body
}

/// Returns bindings as rows: the keys, and what they do.
#[must_use]
pub fn binding_rows<'b>(
    wording: &Wording,
    bindings: impl Iterator<Item = &'b Binding>,
    room: Room,
) -> Vec<Line> {
    let mut body = Vec::new();
    let rows: Vec<(String, &str)> =
        bindings.map(|binding| (binding.long_keys(&wording.key), binding.name(wording))).collect();
    let widest = rows.iter().map(|(keys, _)| columns(keys)).max().unwrap_or(0);
    let indent = (widest + 2).min(room.width / 2);
    for (keys, name) in rows {
        body.extend(help_row(&keys, name, room, indent));
    }
    body
}

fn help_row(keys: &str, name: &str, room: Room, indent: u16) -> Vec<Line> {
    let mut lines = wrap(name, room.width.saturating_sub(indent).max(1), Role::Text);
    lines.iter_mut().for_each(|line| line.indent = indent);
    let wide = columns(keys);
    match lines.first_mut() {
        Some(first) if wide + 2 <= indent => {
            first.indent = 0;
            let keys = format!("{keys}{}", " ".repeat(usize::from(indent - wide)));
            first.spans.insert(0, Span::new(keys, Role::Accent));
        }
        _ => lines.splice(0..0, wrap(keys, room.width, Role::Accent)).for_each(drop),
    }
    lines
}

/// Returns the copy row by row as it stands; rows wider than the room are wrapped.
fn preview(text: &str, room: Room) -> Vec<Line> {
    let row = |line: &str| {
        if columns(line) <= room.width && !line.is_empty() {
            return vec![Line::words(line, Role::Text)];
        }
        let lines = wrap(line, room.width, Role::Text);
        if lines.is_empty() { vec![Line::blank()] } else { lines }
    };
    text.lines().flat_map(row).collect()
}

/// Composes the neutral screen: nothing but the keys, which stand in the hints line.
#[must_use]
pub fn hidden() -> Sheet {
    bare(Vec::new())
}

/// Composes what a window says that is too small for anything else.
#[must_use]
pub fn small(model: &Model, room: Room) -> Sheet {
    let lines = wrap(&model.wording().small.need, room.width, Role::Text);
    bare(lines.into_iter().map(|line| line.clicked(Command::Redraw)).collect())
}

fn bare(body: Vec<Line>) -> Sheet {
    Sheet::new(String::new(), None, body, Scroll::By(0))
}
