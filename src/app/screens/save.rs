//! The screen that saves a copy: its format, its path, and the outcome.
//!
//! It must not write the file: it returns an effect.

use super::component::{ClientScreen, Component, HintWord};
use super::parts::{entry, field, full, paragraph};
use crate::app::sheet::lines::{Line, Role, Room, Scroll, Sheet};
use crate::app::sheet::wrap::wrap;
use crate::app::state::context::Context;
use crate::app::state::message::{Effect, Effects};
use crate::app::state::model::Model;
use crate::app::state::screen::{Pointer, Screen, Spot};
use crate::app::text::area::TextArea;
use crate::domain::faults::save::SaveFault;
use crate::domain::language::wording::fill;

/// The screen that saves a copy.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Save;

/// What a row does.
#[derive(Clone, Copy)]
enum SaveRow {
    /// Changes to the next format.
    Format,
    /// Edits the path.
    Place,
    /// Shows the copy.
    Preview,
    /// Saves it.
    Save,
    /// Goes back without saving.
    Back,
}

impl SaveRow {
    /// The rows from the top.
    const ALL: [Self; 5] = [Self::Format, Self::Place, Self::Preview, Self::Save, Self::Back];
}

impl Save {
    /// Returns the row to point at after an attempt to save: the way back, or the place to choose anew.
    pub(crate) fn row_after(saved: bool) -> usize {
        let sought = |row: &SaveRow| matches!((row, saved), (SaveRow::Back, true) | (SaveRow::Place, false));
        SaveRow::ALL.iter().position(sought).unwrap_or_default()
    }
}

impl Component<Model> for Save {
    fn context(&self, _: &Model, at: Spot) -> Context {
        if at.editing { Context::Field } else { Context::Choice }
    }

    fn sheet(&self, model: &Model, at: Spot, room: Room) -> Sheet {
        sheet(model, room, at.pointer, at.editing)
    }

    fn choose(&self, model: &mut Model, row: usize) -> Effects {
        match SaveRow::ALL.get(row) {
            Some(SaveRow::Format) => turn_format(model),
            Some(SaveRow::Place) => model.screen.at = Spot { editing: true, ..Spot::row(row) },
            Some(SaveRow::Preview) => return vec![Effect::Preview(model.copy.format)],
            Some(SaveRow::Save) => return vec![model.saving(false)],
            Some(SaveRow::Back) => self.back(model),
            None => {}
        }
        vec![]
    }

    fn enter_word(&self, _: &Model, at: Spot) -> Option<HintWord> {
        const WRITE: HintWord = |words| &words.write_here;
        let row = at.pointer.row.and_then(|row| SaveRow::ALL.get(row));
        matches!(row, Some(SaveRow::Place)).then_some(WRITE)
    }

    fn field<'s>(&self, model: &'s mut Model, _: usize) -> Option<&'s mut TextArea> {
        Some(&mut model.copy.path)
    }
}

impl ClientScreen for Save {
    fn next(&self, _: &mut Model) {}

    fn back(&self, model: &mut Model) {
        model.go(Screen::End);
    }
}

/// Changes to the next format. The ending of the file name changes too, if it was the usual one.
fn turn_format(model: &mut Model) {
    let old = model.copy.format;
    let new = old.next();
    model.copy.format = new;
    model.copy_changed();
    let stem = model.copy.path.text().strip_suffix(old.ending());
    if let Some(stem) = stem.filter(|stem| stem.ends_with('.')) {
        model.copy.path = TextArea::one_line(&format!("{stem}{}", new.ending()), "");
    }
}

fn sheet(model: &Model, room: Room, cursor: Pointer, editing: bool) -> Sheet {
    let words = &model.wording().save;
    let mut body = outcome(model, room).unwrap_or_else(|| warnings(model, room));
    let format = model.copy.format.label(words);
    let mut rows = Vec::new();
    for (index, row) in SaveRow::ALL.into_iter().enumerate() {
        rows.extend(match row {
            SaveRow::Format => entry(index, &fill(&words.format, &[("format", format)]), cursor, room),
            SaveRow::Place => place(model, room, index, cursor, editing),
            SaveRow::Preview => entry(index, &words.preview, cursor, room),
            SaveRow::Save => entry(index, &words.save, cursor, room),
            SaveRow::Back => entry(index, way_back(model), cursor, room),
        });
    }
    body.extend(rows);
    Sheet::after_all(words.heading.clone(), body, Scroll::ToFocus(cursor.beyond))
}

/// Returns what the last row says: that nothing is saved by it, unless a copy was saved.
fn way_back(model: &Model) -> &str {
    let words = &model.wording().save;
    if matches!(model.copy.outcome, Some(Ok(_))) { &words.go_back } else { &words.back }
}

/// Returns the row of the path, or the text field while it is edited.
fn place(model: &Model, room: Room, index: usize, cursor: Pointer, editing: bool) -> Vec<Line> {
    let words = &model.wording().save;
    if !editing {
        return entry(index, &fill(&words.place, &[("path", model.copy.path.text())]), cursor, room);
    }
    let label = fill(&words.place, &[("path", "")]);
    let mut lines = wrap(&label, room.width, Role::Muted);
    lines.push(field(&model.copy.path, room));
    lines.extend(full(model.wording(), &model.copy.path, room));
    lines
}

/// Returns the warnings: who may find a copy, and on which machine it will be.
fn warnings(model: &Model, room: Room) -> Vec<Line> {
    let words = &model.wording().save;
    let mut lines = paragraph(&words.found, room, Role::Text);
    if let Some(host) = &model.setup.remote_host {
        lines.extend(paragraph(&fill(&words.remote, &[("host", host)]), room, Role::Text));
    }
    lines
}

/// Returns a sentence about the last attempt to save, if there was one.
fn outcome(model: &Model, room: Room) -> Option<Vec<Line>> {
    let words = &model.wording().save;
    let fault = match model.copy.outcome.as_ref()? {
        Ok(path) => return Some(paragraph(&fill(&words.saved, &[("path", path)]), room, Role::Strong)),
        Err(fault) => fault,
    };
    let (reason, detail) = match fault {
        SaveFault::Exists => (&words.exists, ""),
        SaveFault::NoPermission => (&words.no_permission, ""),
        SaveFault::DiskFull => (&words.disk_full, ""),
        SaveFault::IsFolder => (&words.is_folder, ""),
        SaveFault::ReadOnly => (&words.read_only, ""),
        SaveFault::NoFolder => (&words.no_folder, ""),
        SaveFault::BadName => (&words.bad_name, ""),
        SaveFault::Unconfirmed => (&words.unconfirmed, ""),
        SaveFault::Other(detail) => (&words.other, detail.as_str()),
    };
    let text = fill(reason, &[("path", model.copy.path.text()), ("detail", detail)]);
    Some(paragraph(&text, room, Role::Attention))
}
