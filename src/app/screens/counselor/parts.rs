//! Rows that several panes of the counselor's side use.

use crate::app::sheet::lines::{Line, Role, Room, Sheet, Span};
use crate::app::sheet::signs::{DOT, FLAG};
use crate::app::sheet::wrap::{columns, prose, wrap};
use crate::app::state::app::AppState;
use crate::app::state::autosave::SaveStatus;
use crate::app::state::counselor::CounselorState;
use crate::domain::answers::response::ItemState;
use crate::domain::answers::sentences::state;
use crate::domain::faults::save::{RecordFault, SaveFault};
use crate::domain::language::wording::{DeskWords, fill};
use crate::domain::questionnaire::draft::Item;

/// Composes a sheet from the counselor's side. The state of a person alone has no such side, and the sheet is empty.
pub(super) fn of_counselor(app: &AppState, sheet: impl FnOnce(&CounselorState) -> Sheet) -> Sheet {
    app.counselor.as_ref().map_or_else(|| Sheet::bare(Vec::new()), sheet)
}

/// Returns a label, and a text at its right. A label that is too wide is above the text.
#[must_use]
pub(super) fn labelled(label: &str, text: &str, room: Room) -> Vec<Line> {
    let indent = columns(label) + 2;
    if indent > room.width / 2 {
        return wrap(label, room.width, Role::Accent)
            .into_iter()
            .chain(wrap(text, room.width, Role::Text))
            .collect();
    }
    let mut lines = wrap(text, room.width.saturating_sub(indent).max(1), Role::Text);
    lines.iter_mut().for_each(|line| line.indent = indent);
    if let Some(first) = lines.first_mut() {
        first.indent = 0;
        first.spans.splice(0..0, [Span::new(label, Role::Accent), Span::new("  ", Role::Text)]);
    }
    lines
}

/// Returns a text that somebody wrote, with an indent. Its line breaks are kept.
#[must_use]
pub(super) fn written(text: &str, indent: u16, room: Room) -> Vec<Line> {
    let width = room.width.saturating_sub(indent).max(1);
    let row = |line: &str| {
        let lines = wrap(line, width, Role::Text);
        if lines.is_empty() { vec![Line::blank()] } else { lines }
    };
    text.lines().flat_map(row).map(|line| line.indented(indent)).collect()
}

/// Returns a few words about how the record stands.
#[must_use]
pub(crate) fn status_word(app: &AppState, status: &SaveStatus) -> String {
    let words = &app.client.wording().desk;
    match status {
        SaveStatus::None => words.no_record.clone(),
        SaveStatus::NoConsent => words.no_consent.clone(),
        SaveStatus::Saved(hour, minute) => fill(&words.saved, &[("time", &format!("{hour:02}:{minute:02}"))]),
        SaveStatus::Pending => words.pending.clone(),
        SaveStatus::Failed(fault) => fill(&words.not_saved, &[("reason", &reason(words, fault))]),
    }
}

/// Returns a warning in full sentences, if the record could not be saved.
#[must_use]
pub(super) fn alarm(app: &AppState, room: Room) -> Vec<Line> {
    let words = &app.client.wording().desk;
    let Some(SaveStatus::Failed(fault)) = app.status() else { return Vec::new() };
    let mut text = fill(&words.not_saved_long, &[("reason", &reason(words, &fault))]);
    if is_displaced(&fault) {
        text = format!("{text} {}", words.changed_how);
    }
    let mut lines = wrap(&text, room.width, Role::Attention);
    lines.push(Line::blank());
    lines
}

/// Returns whether something else is at the place of the record on the disk.
fn is_displaced(fault: &RecordFault) -> bool {
    use RecordFault::{Changed, Disk, Twice};
    matches!(fault, Changed | Twice | Disk(SaveFault::Exists | SaveFault::IsFolder | SaveFault::BadName))
}

/// Returns why the record could not be saved.
pub(super) fn reason(words: &DeskWords, fault: &RecordFault) -> String {
    let fault = match fault {
        RecordFault::Disk(fault) => fault,
        RecordFault::OpenToOthers => return words.open_to_others.clone(),
        RecordFault::LockedRecord(_) => return words.held.clone(),
        RecordFault::Changed | RecordFault::Twice => return words.changed.clone(),
        RecordFault::TooLarge => return words.too_large.clone(),
        RecordFault::NotSealed => return words.not_sealed.clone(),
    };
    match fault {
        SaveFault::NoPermission => words.no_permission.clone(),
        SaveFault::DiskFull => words.disk_full.clone(),
        SaveFault::ReadOnly => words.read_only.clone(),
        SaveFault::NoFolder => words.no_folder.clone(),
        SaveFault::Unconfirmed => words.unconfirmed.clone(),
        SaveFault::Other(detail) => fill(&words.other, &[("detail", detail)]),
        SaveFault::Exists | SaveFault::IsFolder | SaveFault::BadName => words.changed.clone(),
    }
}

/// Returns full minutes.
#[must_use]
pub(super) fn minutes(seconds: u64) -> String {
    (seconds / 60).to_string()
}

/// Returns the site's risk protocol, or a sentence that there is none.
#[must_use]
pub(super) fn protocol(app: &AppState, counselor: &CounselorState, room: Room) -> Vec<Line> {
    let words = &app.client.wording().desk;
    let mut lines = wrap(&words.protocol, room.width, Role::Strong);
    match &counselor.setup.protocol {
        Some(text) => lines.extend(prose(app.client.in_words(text), room.width)),
        None => lines.extend(wrap(&words.no_protocol, room.width, Role::Strong)),
    }
    lines.push(Line::blank());
    lines
}

/// Returns the state of an item in a few words: its flag, whether it has a note, and the answer.
#[must_use]
pub(super) fn standing(app: &AppState, counselor: &CounselorState, item: &Item) -> String {
    let model = &app.client;
    let answer = match model.session.state(&item.id) {
        ItemState::NotReached if app.at() == Some(&item.id) => model.wording().desk.being_asked.clone(),
        standing => state(model.wording(), model.questionnaire(), item, standing),
    };
    let flag = counselor.flags.contains(&item.id).then(|| FLAG.to_owned());
    let noted = counselor.notes.get(&item.id).is_some_and(|note| !note.text().is_empty());
    let note = noted.then(|| model.wording().desk.note.clone());
    [flag, note, Some(model.wording().about.lower_first(&answer))]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(&format!(" {DOT} "))
}
