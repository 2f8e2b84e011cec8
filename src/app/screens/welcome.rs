//! The first screen: what this is and is not, how long it takes, what is kept, how to hide and leave.

use super::parts::{choice, paragraph};
use crate::app::model::Model;
use crate::app::screen::Pointer;
use crate::app::sheet::{Line, Progress, Role, Room, Scroll, Sheet};
use crate::domain::wording::{Wording, fill};

/// How long a question takes, in seconds: the 24 that are shipped are made to be answered in about four minutes.
const SECONDS_EACH: usize = 10;

/// Composes the first screen.
#[must_use]
pub fn sheet(model: &Model, room: Room, scroll: u16) -> Sheet {
    let wording = model.wording();
    let words = &wording.welcome;
    let parts = model.questionnaire().parts();
    let title = parts.title.as_ref().unwrap_or(&words.heading);
    let mut body = paragraph(title, room, Role::Strong);
    let time = time(wording, model.session.asked_count());
    let about = [parts.description.as_deref().unwrap_or_default(), &words.not_a_test, &time].join(" ");
    body.extend(paragraph(&about, room, Role::Text));
    body.extend(choice(0, &words.begin, Pointer::default(), room));
    for (row, (_, other)) in model.other_languages().enumerate() {
        body.extend(choice(row + 1, other.name(), Pointer::default(), room));
    }
    body.push(Line::blank());
    for text in [format!("{} {}", words.private, words.hiding), wording.safety.full.clone()] {
        body.extend(paragraph(&text, room, Role::Text));
    }
    let reviewed = match parts.reviewed_by.as_slice() {
        [] => words.not_reviewed.clone(),
        names => fill(&words.reviewed, &[("names", &wording.about.list(names))]),
    };
    let native = match model.spoken().native_reviewers().as_deref() {
        None => String::new(),
        Some([]) => words.not_native.clone(),
        Some(names) => fill(&words.native, &[("names", &wording.about.list(names))]),
    };
    body.extend(paragraph(&format!("{} {reviewed} {native}", words.adults), room, Role::Muted));
    let progress = Some(Progress { done: 0, of: model.session.stops().len() });
    Sheet { title: words.heading.clone(), progress, body, scroll: Scroll::By(scroll) }
}

/// Says how many questions there are and about how long they take.
fn time(wording: &Wording, asked: usize) -> String {
    let questions = wording.counted(&wording.count.questions, asked, &[]);
    let minutes = (asked * SECONDS_EACH).div_ceil(60).max(1);
    let minutes = wording.counted(&wording.count.minutes, minutes, &[]);
    fill(&wording.welcome.time, &[("questions", &questions), ("minutes", &minutes)])
}
