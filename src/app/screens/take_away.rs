//! Saving a copy, and the end.

use super::parts::{choice, entry, field, paragraph};
use crate::app::sheet::lines::{Line, Role, Room, Scroll, Sheet};
use crate::app::sheet::wrap::wrap;
use crate::app::state::message::CopyFormat;
use crate::app::state::model::Model;
use crate::app::state::screen::Pointer;
use crate::domain::faults::save::SaveFault;
use crate::domain::language::wording::fill;
use crate::engine::policy::Keeps;

/// What stands in the rows of the screen on which a copy is saved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SaveRow {
    /// Turns between text and Markdown.
    Format,
    /// Where it is written.
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
    pub const ALL: [Self; 5] = [Self::Format, Self::Place, Self::Preview, Self::Save, Self::Back];
}

/// What stands in the rows of the end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EndRow {
    /// Saves a copy.
    Save,
    /// Goes back to the results.
    Results,
    /// Begins anew.
    Restart,
    /// Leaves.
    Leave,
}

impl EndRow {
    /// Returns the rows from the top. A walkthrough is not begun anew: its record would lose what it holds. On a public
    /// screen what clears everything stands away from all that does not.
    #[must_use]
    pub fn rows(model: &Model) -> Vec<Self> {
        if model.is_public() {
            return vec![Self::Save, Self::Results];
        }
        let restart = (!model.is_accompanied()).then_some(Self::Restart);
        [Some(Self::Save), Some(Self::Results), restart, Some(Self::Leave)].into_iter().flatten().collect()
    }
}

/// Composes the screen on which a copy is saved.
#[must_use]
pub fn save(model: &Model, room: Room, cursor: Pointer, editing: bool) -> Sheet {
    let words = &model.wording().save;
    let mut body = message_page(model, room).unwrap_or_else(|| warnings(model, room));
    let format = match model.copy.format {
        CopyFormat::Text => &words.text,
        CopyFormat::Markdown => &words.markdown,
    };
    let mut rows = Vec::new();
    for (index, row) in SaveRow::ALL.into_iter().enumerate() {
        rows.extend(match row {
            SaveRow::Format => entry(index, &fill(&words.format, &[("format", format)]), cursor, room),
            SaveRow::Place => place(model, room, index, cursor, editing),
            SaveRow::Preview => entry(index, &words.preview, cursor, room),
            SaveRow::Save => entry(index, &words.save, cursor, room),
            SaveRow::Back => entry(index, &words.back, cursor, room),
        });
    }
    body.extend(rows);
    Sheet::after_all(words.heading.clone(), body, Scroll::ToFocus(cursor.beyond))
}

fn place(model: &Model, room: Room, index: usize, cursor: Pointer, editing: bool) -> Vec<Line> {
    let words = &model.wording().save;
    if !editing {
        return entry(index, &fill(&words.place, &[("path", model.copy.path.text())]), cursor, room);
    }
    let label = fill(&words.place, &[("path", "")]);
    let mut lines = wrap(&label, room.width, Role::Muted);
    lines.push(field(&model.copy.path, room));
    lines
}

/// Says who may find a copy, and on which machine it will lie.
fn warnings(model: &Model, room: Room) -> Vec<Line> {
    let words = &model.wording().save;
    let mut lines = paragraph(&words.found, room, Role::Text);
    if let Some(host) = &model.setup.remote_host {
        lines.extend(paragraph(&fill(&words.remote, &[("host", host)]), room, Role::Text));
    }
    lines
}

/// Says how the last attempt to save went, if there was one.
fn message_page(model: &Model, room: Room) -> Option<Vec<Line>> {
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

/// Says what becomes of the answers: where copies lie, or that nothing is kept.
#[must_use]
pub fn kept(model: &Model, copies: &str, nothing: &str) -> String {
    if model.copy.kept.is_empty() {
        return nothing.to_owned();
    }
    let path = model.wording().about.list(&model.copy.kept);
    if model.keeps == Keeps::Record {
        return format!("{nothing} {}", fill(&model.wording().two.copy_kept, &[("path", &path)]));
    }
    fill(copies, &[("path", &path)])
}

/// Composes the end.
#[must_use]
pub fn end(model: &Model, room: Room, cursor: Pointer) -> Sheet {
    let words = &model.wording().end;
    let mut body = if room.roomy { vec![Line::blank()] } else { Vec::new() };
    body.extend(paragraph(&words.thanks, room, Role::Strong));
    let nothing = match (model.keeps, model.is_accompanied()) {
        _ if model.is_public() => &model.wording().kiosk.end_kept,
        (Keeps::Record, _) => &model.wording().two.record_kept,
        (Keeps::Nothing, true) => &model.wording().two.nothing_kept,
        (Keeps::Nothing, false) => &words.nothing_kept,
    };
    let kept = kept(model, &words.copy_kept, nothing);
    body.extend(paragraph(&kept, room, Role::Text));
    for (index, row) in EndRow::rows(model).into_iter().enumerate() {
        let public = &model.wording().kiosk;
        let text = match row {
            EndRow::Save if model.is_public() => &public.take_along,
            EndRow::Save => &words.save,
            EndRow::Results => &words.results,
            EndRow::Restart => &words.restart,
            EndRow::Leave => &words.leave,
        };
        body.extend(choice(index, text, cursor, room));
    }
    Sheet::after_all(words.heading.clone(), body, Scroll::ToFocus(cursor.beyond))
}
