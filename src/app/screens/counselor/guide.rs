//! What the counselor has on the item that is asked: how to put it, what to listen for, and the notes.

use super::parts::{alarm, labelled, minutes};
use crate::app::sheet::lines::{Line, Role, Room, Scroll, Sheet, Span};
use crate::app::sheet::wrap::{columns, wrap};
use crate::app::state::app::AppState;
use crate::app::state::counselor::CounselorState;
use crate::app::state::message::{Command, CounselorCommand};
use crate::app::state::model::Model;
use crate::app::state::screen::Screen;
use crate::app::text::area::TextArea;
use crate::domain::answers::response::ItemState;
use crate::domain::language::wording::fill;
use crate::domain::questionnaire::draft::Item;
use crate::engine::session::SessionItem;

/// The least number of rows in which notes are written; the guide above them gives way.
const NOTE_ROWS: usize = 4;

/// Composes what there is on the item.
#[must_use]
pub(super) fn sheet(
    app: &AppState,
    counselor: &CounselorState,
    room: Room,
    scroll: u16,
    writing: bool,
) -> Sheet {
    let model = &app.client;
    let mut body = alarm(app, room);
    body.extend(time(app, counselor, room));
    body.extend(full(app, counselor, room));
    match model.item() {
        Some(item) => {
            body.extend(guide(model, item, room));
            let area = counselor.notes.get(&item.id);
            let heading = &model.wording().desk.notes;
            notes(&mut body, heading, area, &model.wording().desk.notes_empty, room, writing);
        }
        None => body.extend(wrap(elsewhere(model), room.width, Role::Text)),
    }
    // What is written stands in a window of its own; what is read is scrolled as a whole.
    let scroll = if writing { Scroll::By(0) } else { Scroll::By(scroll) };
    Sheet::new(model.wording().desk.title.clone(), None, body, scroll)
}

/// Composes the notes on the session.
#[must_use]
pub(super) fn session_notes(app: &AppState, counselor: &CounselorState, room: Room) -> Sheet {
    let words = &app.client.wording().desk;
    let mut body = alarm(app, room);
    body.extend(time(app, counselor, room));
    body.extend(full(app, counselor, room));
    notes(&mut body, &words.session_notes, Some(&counselor.session_notes), "", room, true);
    Sheet::new(words.title.clone(), None, body, Scroll::By(0))
}

/// Says that a note has no room for more, if what was typed last was left out.
fn full(app: &AppState, counselor: &CounselorState, room: Room) -> Vec<Line> {
    let words = counselor.full.then_some(&app.client.wording().desk.full);
    words.into_iter().flat_map(|words| wrap(words, room.width, Role::Attention)).collect()
}

/// Says how much time was spent, and whether the item is marked.
fn time(app: &AppState, counselor: &CounselorState, room: Room) -> Vec<Line> {
    let words = &app.client.wording().desk;
    let session = minutes(counselor.watch.total());
    let mut said = match app.at() {
        Some(item) => {
            fill(&words.time, &[("session", &session), ("item", &minutes(counselor.watch.on(item)))])
        }
        None => fill(&words.time_session, &[("session", &session)]),
    };
    if counselor.clock_stopped {
        said = format!("{said} · {}", words.clock_stopped);
    }
    let mut lines = wrap(&said, room.width, Role::Muted);
    if app.at().is_some_and(|item| counselor.flags.contains(item)) {
        lines.extend(wrap(&format!("⚑ {}", words.flagged), room.width, Role::Strong));
    }
    lines.push(Line::blank());
    lines
}

fn guide(model: &Model, item: &Item, room: Room) -> Vec<Line> {
    let words = &model.wording().desk;
    let mut lines = Vec::new();
    if model.session.state(&item.id) == ItemState::Withheld {
        lines.extend(wrap(&words.withheld, room.width, Role::Strong));
    } else if item.sensitive {
        lines.extend(wrap(&words.sensitive, room.width, Role::Muted));
    }
    let parts = [(&words.ask, &item.prompt), (&words.listen, &item.listen_for)];
    for (label, text) in parts.into_iter().filter_map(|(label, text)| Some((label, text.as_ref()?))) {
        lines.extend(labelled(label, text, room));
    }
    for (index, follow_up) in item.follow_ups.iter().enumerate() {
        let blank = " ".repeat(usize::from(columns(&words.then)));
        lines.extend(labelled(if index == 0 { &words.then } else { &blank }, follow_up, room));
    }
    lines.push(Line::blank());
    lines
}

/// Says what there is to know where no item is asked.
fn elsewhere(model: &Model) -> &str {
    let words = &model.wording().desk;
    let Screen::Item { position, .. } = model.screen else { return &words.nothing_asked };
    match model.session.item_at(position) {
        Some(SessionItem::Note(_)) => &words.note_ahead,
        _ => &words.nothing_asked,
    }
}

/// Adds notes under their heading; while they are written, the rows around the cursor that there is room for.
fn notes(
    body: &mut Vec<Line>,
    heading: &str,
    area: Option<&TextArea>,
    empty: &str,
    room: Room,
    writing: bool,
) {
    let height = usize::from(room.height);
    let head = if writing { height.saturating_sub(NOTE_ROWS + 1) } else { usize::MAX };
    body.truncate(head);
    body.push(rule(heading, room));
    match area.filter(|area| writing || !area.text().is_empty()) {
        Some(area) => {
            let left = height.saturating_sub(body.len()).max(1);
            body.extend(rows(area, room.width, writing.then_some(left)));
        }
        None if writing => body.push(Line { caret: Some(0), ..caret_row(0) }),
        None => body.extend(wrap(empty, room.width, Role::Muted)),
    }
}

/// Returns the heading of notes with a rule that leads to the end of the row.
fn rule(heading: &str, room: Room) -> Line {
    let left = usize::from(room.width.saturating_sub(columns(heading) + 1));
    let rule = Span::new(format!(" {}", "─".repeat(left)), Role::Muted);
    Line::of(vec![Span::new(heading, Role::Strong), rule])
}

/// Returns the rows of notes: those around the cursor if they are written in a window of so many rows, else all.
fn rows(area: &TextArea, width: u16, window: Option<usize>) -> Vec<Line> {
    let (caret_row_at, caret_column) = area.caret(width);
    let first = window.map_or(0, |height| first_row(caret_row_at, height));
    let count = window.map_or(u16::MAX, |height| u16::try_from(height).unwrap_or(u16::MAX));
    let line = |(offset, text): (usize, String)| {
        let row = first + offset;
        let caret = (window.is_some() && row == caret_row_at).then_some(caret_column);
        Line { caret, spans: vec![Span::new(text, Role::Text)], ..caret_row(row) }
    };
    area.rows(width, first, count).into_iter().enumerate().map(line).collect()
}

fn caret_row(row: usize) -> Line {
    Line::blank().clicked(Command::Counselor(CounselorCommand::Caret { row, column: 0 }))
}

/// Returns the first row of a window in which the cursor is in sight; it stands still until the cursor leaves half of
/// it, so that lines do not move with each key.
fn first_row(caret: usize, height: usize) -> usize {
    if height < 2 {
        return caret;
    }
    let half = height / 2;
    (caret / half).saturating_sub(1) * half
}

#[cfg(test)]
mod tests {
    use super::first_row;

    #[test]
    fn the_cursor_is_in_sight_in_a_window_of_any_height() {
        for height in 1..30 {
            for caret in 0..200 {
                let first = first_row(caret, height);
                assert!(first <= caret && caret < first + height, "{caret} in {height} rows from {first}");
            }
        }
    }
}
