//! What to bring up: own words, which answers to raise, and which questions to ask.

use super::parts::{entry, field, paragraph, tick};
use super::results::title;
use crate::app::model::Model;
use crate::app::prose::wrap;
use crate::app::screen::{Page, Pointer};
use crate::app::sheet::{Line, Role, Room, Scroll, Sheet};
use crate::app::text_buffer::TextBuffer;
use crate::domain::draft::Item;
use crate::domain::id::LinkId;
use crate::domain::phrase::{lower_first, state};

/// What stands in a row of the page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum BringRow {
    /// The person's own words.
    Words,
    /// The next step that the person chose.
    NextStep,
    /// An answer that can be raised.
    Answer(LinkId),
    /// A question that can be asked.
    Question(String),
}

/// The row in which the own words are written.
pub const WORDS_ROW: usize = 0;

/// The row in which the next step is written; the own words stand in the one above.
pub const STEP_ROW: usize = 1;

/// Returns the rows from the top.
#[must_use]
pub fn rows(model: &Model) -> Vec<BringRow> {
    let answers = model.raisable().into_iter().map(|item| BringRow::Answer(item.id.clone()));
    // Only what the ticked answers bring goes into the copy.
    let copy = model.copy_of_picks();
    let questions = copy.questions.iter().map(|text| BringRow::Question((*text).to_owned()));
    [BringRow::Words, BringRow::NextStep].into_iter().chain(answers).chain(questions).collect()
}

/// Composes the page.
#[must_use]
pub fn sheet(model: &Model, room: Room, cursor: Pointer, editing: bool) -> Sheet {
    let words = &model.wording().bring;
    let public = &model.wording().kiosk;
    let lead = if model.is_public() { &public.bring_lead } else { &words.lead };
    // The pad of letters leaves room for what is written with it, and for nothing else.
    let alone = editing && room.touch;
    let mut body = if alone { Vec::new() } else { paragraph(lead, room, Role::Text) };
    let (mut answers, mut questions) = (Vec::new(), Vec::new());
    let picks = model.picks();
    let rows = rows(model).into_iter().enumerate();
    for (index, row) in rows.filter(|(index, _)| !alone || *index == cursor.row) {
        match row {
            BringRow::Words => {
                let heads = (words.words_heading.as_str(), words.words_empty.as_str());
                body.extend(written(&model.copy.words, heads, room, index, cursor, editing));
            }
            BringRow::NextStep => {
                let heads = (words.step_heading.as_str(), words.step_empty.as_str());
                body.extend(written(&model.copy.next_step, heads, room, index, cursor, editing));
            }
            BringRow::Answer(id) => {
                let text =
                    model.questionnaire().item(&id).map(|item| answer(model, item)).unwrap_or_default();
                answers.extend(tick(index, &text, picks.contains(&id), cursor, room));
            }
            BringRow::Question(text) => {
                questions.extend(tick(index, &text, !model.copy.dropped.contains(&text), cursor, room));
            }
        }
    }
    let mut answers_heading = wrap(&words.answers_heading, room.width, Role::Strong);
    if model.raisable().iter().any(|item| item.sensitive) {
        answers_heading.extend(wrap(&words.sensitive_hint, room.width, Role::Muted));
    }
    for (heading, rows) in
        [(answers_heading, answers), (wrap(&words.ask_heading, room.width, Role::Strong), questions)]
    {
        if !rows.is_empty() {
            body.extend(heading.into_iter().chain(rows).chain([Line::blank()]));
        }
    }
    Sheet::after_all(title(model, Page::Bring), body, Scroll::ToFocus(cursor.beyond))
}

fn answer(model: &Model, item: &Item) -> String {
    let word = state(model.wording(), model.questionnaire(), item, model.session.state(&item.id));
    format!("{}: {}", item.label, lower_first(&word))
}

/// Returns what the person writes, under its heading; while nothing is written, an invitation.
fn written(
    buffer: &TextBuffer,
    (heading, empty): (&str, &str),
    room: Room,
    row: usize,
    cursor: Pointer,
    editing: bool,
) -> Vec<Line> {
    let mut lines = wrap(heading, room.width, Role::Strong);
    lines.extend(match (editing && cursor.row == row, buffer.is_empty()) {
        (true, _) => vec![field(buffer, room)],
        (false, true) => entry(row, empty, cursor, room),
        (false, false) => entry(row, &buffer.text(), cursor, room),
    });
    lines.push(Line::blank());
    lines
}
