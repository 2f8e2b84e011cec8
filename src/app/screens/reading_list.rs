//! More to read: every section, matching or not, and the glossary; the same whatever was answered.

use super::parts::{entry, paragraph, reading, source};
use crate::app::sheet::lines::{Line, Role, Room, Scroll, Sheet};
use crate::app::sheet::wrap::wrap;
use crate::app::state::model::Model;
use crate::app::state::screen::Pointer;

/// Composes the list.
#[must_use]
pub fn list(model: &Model, room: Room, cursor: Pointer) -> Sheet {
    let words = &model.wording().more;
    let mut body = if room.roomy { paragraph(&words.lead, room, Role::Muted) } else { Vec::new() };
    let titles = model.questionnaire().sections().iter().map(|section| &section.title);
    let glossary = (!model.questionnaire().parts().terms.is_empty()).then_some(&words.glossary);
    for (index, title) in titles.chain(glossary).enumerate() {
        body.extend(entry(index, title, cursor, room));
    }
    Sheet::after_all(words.heading.clone(), body, Scroll::ToFocus(cursor.beyond))
}

/// Composes one reading: a section, or after the last of them the glossary.
#[must_use]
pub fn article(model: &Model, room: Room, index: usize, scroll: u16) -> Sheet {
    let body = match model.questionnaire().sections().get(index) {
        Some(section) => {
            let mut body = paragraph(&section.title, room, Role::Strong);
            body.extend(reading(&section.text, room));
            body.extend(source(model.wording(), room));
            body
        }
        None => glossary(model, room),
    };
    Sheet::after_all(model.wording().more.heading.clone(), body, Scroll::By(scroll))
}

fn glossary(model: &Model, room: Room) -> Vec<Line> {
    let mut body = paragraph(&model.wording().more.glossary, room, Role::Strong);
    for term in &model.questionnaire().parts().terms {
        body.extend(wrap(&term.term, room.width, Role::Strong));
        body.extend(paragraph(&term.meaning, room, Role::Text));
    }
    body
}
