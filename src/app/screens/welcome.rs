//! The first screen: what this is and is not, how long it takes, what is kept, how to hide and leave.

use super::parts::{choice, paragraph};
use crate::app::model::Model;
use crate::app::screen::Pointer;
use crate::app::sheet::{Line, Progress, Role, Room, Scroll, Sheet};
use crate::domain::wording::fill;

/// Composes the first screen.
#[must_use]
pub fn sheet(model: &Model, room: Room, scroll: u16) -> Sheet {
    let words = &model.wording().welcome;
    let parts = model.questionnaire().parts();
    let items = model.session.asked_count().to_string();
    let title = parts.title.as_ref().unwrap_or(&words.heading);
    let mut body =
        model.setup.clinic.iter().flat_map(|clinic| paragraph(clinic, room, Role::Muted)).collect::<Vec<_>>();
    body.extend(paragraph(title, room, Role::Strong));
    let time = fill(&words.time, &[("n", &items)]);
    let about = [parts.description.as_deref().unwrap_or_default(), &words.not_a_test, &time].join(" ");
    body.extend(paragraph(&about, room, Role::Text));
    body.extend(choice(0, &words.begin, Pointer::default(), room));
    body.push(Line::blank());
    for text in [format!("{} {}", words.private, words.hiding), model.wording().safety.full.clone()] {
        body.extend(paragraph(&text, room, Role::Text));
    }
    let reviewed = match parts.reviewed_by.as_slice() {
        [] => words.not_reviewed.clone(),
        names => fill(&words.reviewed, &[("names", &model.wording().about.list(names))]),
    };
    body.extend(paragraph(&format!("{} {reviewed}", words.adults), room, Role::Muted));
    let progress = Some(Progress { done: 0, of: model.session.stops().len() });
    Sheet { title: words.heading.clone(), progress, body, scroll: Scroll::By(scroll) }
}
