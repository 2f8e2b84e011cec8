//! What to bring up: which answers to raise, own words, and questions one could ask a doctor.

use super::parts::{entry, field, paragraph, tick};
use super::results::title;
use crate::app::model::{Model, Page};
use crate::app::prose::{prose, wrap};
use crate::app::sheet::{Line, Progress, Role, Room, Scroll, Sheet};
use crate::domain::phrase::{lower_first, state};

/// Composes the page.
#[must_use]
pub fn sheet(model: &Model, room: Room, cursor: usize, editing: bool) -> Sheet {
    let words = &model.wording().bring;
    let (raisable, picks) = (model.raisable(), model.picks());
    let lead = if raisable.is_empty() { &words.nothing } else { &words.lead };
    let mut body = paragraph(lead, room, Role::Text);
    for (index, item) in raisable.iter().enumerate() {
        let answer = state(model.wording(), model.questionnaire(), item, model.session.state(&item.id));
        let text = format!("{}: {}", item.label, lower_first(&answer));
        body.extend(tick(index, &text, picks.contains(&item.id), cursor, room));
    }
    if !raisable.is_empty() {
        body.push(Line::blank());
    }
    body.extend(own_words(model, room, raisable.len(), cursor, editing));
    let results = model.session.results();
    let asks = results.questions();
    if !asks.is_empty() {
        body.extend(wrap(&words.ask_heading, room.width, Role::Strong));
        body.extend(asks.iter().flat_map(|ask| prose(&format!("- {ask}"), room.width)));
        body.push(Line::blank());
    }
    if raisable.iter().any(|item| item.sensitive) {
        body.extend(paragraph(&words.sensitive_hint, room, Role::Muted));
    }
    let progress = Some(Progress { done: 1, of: 1 });
    let (context, title) = (model.context(), title(model, Page::Bring));
    Sheet { context, title, progress, body, scroll: Scroll::ToFocus, framed: false }
}

fn own_words(model: &Model, room: Room, row: usize, cursor: usize, editing: bool) -> Vec<Line> {
    let words = &model.wording().bring;
    let mut lines = wrap(&words.words_heading, room.width, Role::Strong);
    let buffer = &model.copy.words;
    if editing {
        lines.push(field(buffer, room));
    } else if buffer.is_empty() {
        lines.extend(entry(row, &words.words_empty, cursor, room));
    } else {
        lines.extend(entry(row, &buffer.text(), cursor, room));
    }
    lines.push(Line::blank());
    lines
}
