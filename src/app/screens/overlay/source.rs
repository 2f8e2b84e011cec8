//! The sources of a text: the facts that it is based on, and which of them are not clear there.

use crate::app::screens::component::Component;
use crate::app::screens::parts::paragraph;
use crate::app::sheet::lines::{Line, Role, Room, Scroll, Sheet};
use crate::app::sheet::wrap::wrap;
use crate::app::state::context::Context;
use crate::app::state::model::Model;
use crate::app::state::screen::{SourceOverlay, Spot};
use crate::domain::answers::sentences::{SHORT_WHY, drawn_from, source_called, why};
use crate::domain::id::FactId;
use crate::domain::language::wording::fill;
use crate::domain::questionnaire::draft::FactStatus;
use crate::domain::questionnaire::provenance::{Origin, source};

impl Component<Model> for SourceOverlay {
    fn context(&self, _: &Model, _: Spot) -> Context {
        Context::Overlay
    }

    fn sheet(&self, model: &Model, at: Spot, room: Room) -> Sheet {
        let title = model.wording().source.heading.clone();
        let mut body = all_answers(model, room);
        body.extend(facts(model, &self.facts, room));
        Sheet::new(title, None, body, Scroll::By(at.scroll))
    }
}

/// Returns the answers that brought the text below, where they are too many to stand above the text itself.
fn all_answers(model: &Model, room: Room) -> Vec<Line> {
    let because = model.brought_by();
    if because.len() <= SHORT_WHY {
        return Vec::new();
    }
    let reason = why(model.wording(), model.questionnaire(), model.session.response(), &because);
    paragraph(&reason, room, Role::Text)
}

fn facts(model: &Model, cited: &[FactId], room: Room) -> Vec<Line> {
    let words = &model.wording().source;
    let provenance = source(model.questionnaire(), cited);
    let (wording, from) = (model.wording(), &model.questionnaire().parts().source);
    let note = from.note.as_deref().unwrap_or(&words.unclear);
    let places = [("source", source_called(wording, from)), ("note", note)];
    let lead = match provenance.origin {
        Origin::Clear => &words.clear,
        Origin::Mended => &words.mended,
        Origin::Ours if model.questionnaire().parts().facts.is_empty() => &words.untold,
        Origin::Ours => &words.ours,
    };
    let mut body = paragraph(&fill(lead, &places), room, Role::Text);
    if provenance.origin == Origin::Ours {
        return body;
    }
    for fact in provenance.facts {
        let gist = fill(&words.fact, &[("id", fact.id.as_str()), ("gist", &fact.gist)]);
        body.extend(wrap(&gist, room.width, Role::Text));
        let note = fact.note.as_deref().unwrap_or_default();
        let said = match fact.status {
            FactStatus::Clear => None,
            FactStatus::Mended => Some(&words.unclear_here),
            FactStatus::Lost => Some(&words.missing),
        };
        body.extend(
            said.into_iter().flat_map(|said| wrap(&fill(said, &[("note", note)]), room.width, Role::Muted)),
        );
        body.push(Line::blank());
    }
    let said = [drawn_from(wording, from), Some(words.beyond.clone())];
    body.extend(said.into_iter().flatten().flat_map(|said| paragraph(&said, room, Role::Muted)));
    body
}
