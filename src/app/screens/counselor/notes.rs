//! Rows for notes on the counselor's side, and for what stands above them: the time, the flag, and a warning if the
//! notes are full.

use super::parts::minutes;
use crate::app::screens::writing::rows;
use crate::app::sheet::lines::{Line, Role, Room, Span};
use crate::app::sheet::signs::{DOT, FLAG, LINE};
use crate::app::sheet::wrap::{columns, wrap};
use crate::app::state::app::AppState;
use crate::app::state::counselor::CounselorState;
use crate::app::state::message::{Command, CounselorCommand};
use crate::app::text::area::TextArea;
use crate::domain::language::wording::fill;

/// The least rows for notes while they are written. The guide above them is cut if necessary.
const NOTE_ROWS: usize = 4;

/// Returns the time that was spent, and the flag of the item.
pub(super) fn time(app: &AppState, counselor: &CounselorState, room: Room) -> Vec<Line> {
    let words = &app.client.wording().desk;
    let session = minutes(counselor.watch.total());
    let mut said = match app.at() {
        Some(item) => {
            fill(&words.time, &[("session", &session), ("item", &minutes(counselor.watch.on(item)))])
        }
        None => fill(&words.time_session, &[("session", &session)]),
    };
    if counselor.clock_stopped {
        said = format!("{said} {DOT} {}", words.clock_stopped);
    }
    let mut lines = wrap(&said, room.width, Role::Muted);
    if app.at().is_some_and(|item| counselor.flags.contains(item)) {
        lines.extend(wrap(&format!("{FLAG} {}", words.flagged), room.width, Role::Strong));
    }
    lines.push(Line::blank());
    lines
}

/// Adds notes with a heading. While they are written, it adds only as many rows around the cursor as fit.
pub(super) fn notes(
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
            let shown = rows(area, room.width, writing.then_some(left));
            body.extend(shown.map(|(row, line)| Line { click: caret_row(row).click, ..line }));
        }
        None if writing => body.push(Line { caret: Some(0), ..caret_row(0) }),
        None => body.extend(wrap(empty, room.width, Role::Muted)),
    }
}

/// Returns the heading of notes, with a line to the end of the row.
fn rule(heading: &str, room: Room) -> Line {
    let left = usize::from(room.width.saturating_sub(columns(heading) + 1));
    let rule = Span::new(format!(" {}", LINE.repeat(left)), Role::Muted);
    Line::of(vec![Span::new(heading, Role::Strong), rule])
}

/// Returns an empty row of notes. A click on it moves the cursor there.
fn caret_row(row: usize) -> Line {
    Line::blank().clicked(Command::Counselor(CounselorCommand::Caret { row, column: 0 }))
}
