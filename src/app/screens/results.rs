//! The pages of results that are read: the counted answers, matching sections, guidance, and support lines.
//!
//! A page must not say how much, how bad or how likely something is. It shows the person's own answers, and what the
//! sources say.

use super::component::{ClientScreen, Component};
use super::index::doors;
use super::parts::{page_title, paragraph, reading, safety, source, support};
use crate::app::sheet::lines::{Line, Role, Room, Scroll, Sheet, Span};
use crate::app::sheet::wrap::{columns, wrap};
use crate::app::state::context::Context;
use crate::app::state::model::Model;
use crate::app::state::screen::{IndexScreen, Open, Page, ResultsScreen, Screen, Spot};
use crate::domain::answers::results::{Matched, Results, Tally};
use crate::domain::answers::sentences::{counts, rows, why_in_short};
use crate::domain::id::{FactId, LinkId};
use crate::domain::language::wording::fill;
use crate::engine::policy::SensitiveItems;

/// The greatest width of the column with the answers, at the left of the items.
const WORD_COLUMNS: u16 = 24;

impl Component<Model> for ResultsScreen {
    fn context(&self, _: &Model, _: Spot) -> Context {
        Context::Reading
    }

    fn sheet(&self, model: &Model, at: Spot, room: Room) -> Sheet {
        sheet(model, room, *self, at.scroll)
    }

    fn cited(&self, model: &Model) -> Option<Vec<FactId>> {
        let results = model.session.results();
        match self.page {
            Page::Sections => results.sections.get(self.part).map(|matched| matched.text.facts.clone()),
            Page::Guidance => results.guidance.get(self.part).map(|matched| matched.text.facts.clone()),
            Page::Tally | Page::TalkingPoints | Page::Support => None,
        }
    }
}

impl ClientScreen for ResultsScreen {
    /// Goes to the next text of the page. After the last of those that stand first it shows the row with the others, and
    /// after the last of all it goes to the next page.
    fn next(&self, model: &mut Model) {
        let (part, texts) = (self.part + 1, model.titles(self.page).len());
        if part >= texts {
            model.go_past_page(self.page);
        } else if part == doors(texts, self.whole) {
            model.screen = Open::at_row(self.list(), part);
        } else {
            model.go(Screen::Results(Self { part, ..*self }));
        }
    }

    fn back(&self, model: &mut Model) {
        match self.page {
            Page::Sections | Page::Guidance => model.screen = Open::at_row(self.list(), self.part),
            page @ (Page::Tally | Page::TalkingPoints | Page::Support) => model.go_before_page(page),
        }
    }
}

impl ResultsScreen {
    /// Returns the list from which the text was opened.
    fn list(self) -> Screen {
        Screen::Index(IndexScreen { page: self.page, whole: self.whole })
    }
}

fn sheet(model: &Model, room: Room, at: ResultsScreen, scroll: u16) -> Sheet {
    let ResultsScreen { page, part, .. } = at;
    let results = model.session.results();
    let body = match page {
        Page::Tally => tally_page(model, &results, room),
        Page::Sections => section_page(model, &results, room, part).unwrap_or_default(),
        Page::Guidance => guidance_page(model, &results, room, part).unwrap_or_default(),
        Page::Support | Page::TalkingPoints => support(model, room),
    };
    Sheet::after_all(page_title(model, page), body, Scroll::By(scroll))
}

/// Returns the answers of each group, counted by answer.
fn tally_page(model: &Model, results: &Results<'_>, room: Room) -> Vec<Line> {
    let words = &model.wording().results;
    let mut body = paragraph(&words.lead, room, Role::Text);
    if model.session.is_unanswered() {
        body.extend(paragraph(&words.nothing_answered, room, Role::Text));
    }
    for tally in &results.tallies {
        body.extend(tally_rows(model, tally, room));
    }
    if results.tallies.iter().any(|tally| !tally.part_skipped.is_empty()) {
        body.extend(paragraph(&words.part_skipped, room, Role::Muted));
    }
    if results.tallies.iter().any(|tally| !tally.not_asked.is_empty()) {
        body.extend(paragraph(not_asked(model), room, Role::Muted));
    }
    body.extend(paragraph(&words.count_limits, room, Role::Text));
    body.extend(paragraph(safety(model), room, Role::Muted));
    body
}

/// Returns why something was not asked: it is left out where others may see it, or it was so in a file that was opened.
fn not_asked(model: &Model) -> &str {
    let words = &model.wording().results;
    match model.setup.policy.sensitive_items {
        SensitiveItems::NotAsked => &words.not_asked_here,
        SensitiveItems::Asked => &words.not_asked_before,
    }
}

fn tally_rows(model: &Model, tally: &Tally<'_>, room: Room) -> Vec<Line> {
    let mut body = wrap(&tally.group.title, room.width, Role::Strong);
    let (wording, questionnaire) = (model.wording(), model.questionnaire());
    let counted = counts(wording, questionnaire, tally, &wording.results.counted);
    body.extend(paragraph(&counted, room, Role::Text));
    let answers = rows(wording, questionnaire, tally);
    let widest = answers.iter().map(|(word, _)| columns(word)).max().unwrap_or(0);
    // Where there is little room, the items have most of it.
    let indent = widest.min(WORD_COLUMNS).min(room.width / 3) + 2;
    for (word, items) in answers {
        body.extend(tally_row(model, &word, &items, room, indent));
    }
    body.push(Line::blank());
    body
}

/// Returns one answer, with the items that were answered so at its right. An answer that is too wide is above them.
fn tally_row(model: &Model, word: &str, items: &[LinkId], room: Room, indent: u16) -> Vec<Line> {
    let labels: Vec<String> =
        items.iter().filter_map(|id| model.questionnaire().item(id)).map(|item| item.label.clone()).collect();
    let mut lines = wrap(&labels.join(", "), room.width.saturating_sub(indent).max(1), Role::Text);
    lines.iter_mut().for_each(|line| line.indent = indent);
    if columns(word) + 2 > indent {
        let above = wrap(word, room.width, Role::Muted);
        return above.into_iter().chain(lines).collect();
    }
    if let Some(first) = lines.first_mut() {
        let free = usize::from(indent.saturating_sub(columns(word)));
        first.indent = 0;
        first.spans.insert(0, Span::new(format!("{word}{}", " ".repeat(free)), Role::Muted));
    }
    lines
}

/// Returns the title of a text, with its number at the right.
fn heading(model: &Model, title: &str, room: Room, part: usize, of: usize) -> Vec<Line> {
    let (n, of) = ((part + 1).to_string(), of.to_string());
    let place = fill(&model.wording().results.of, &[("n", &n), ("of", &of)]);
    let mut lines = wrap(title, room.width.saturating_sub(columns(&place) + 2).max(1), Role::Strong);
    if let Some(first) = lines.first_mut() {
        first.right = Some(Span::new(place, Role::Muted));
    }
    lines.push(Line::blank());
    lines
}

/// Returns a text that matches the answers: its title, the reason why it matches, and the text.
fn brought(
    model: &Model,
    room: Room,
    (title, text): (&str, &str),
    because: &[LinkId],
    (part, of): (usize, usize),
) -> Vec<Line> {
    let mut body = heading(model, title, room, part, of);
    let reason = why_in_short(model.wording(), model.questionnaire(), model.session.response(), because);
    body.extend(paragraph(&reason, room, Role::Muted));
    body.extend(reading(text, room));
    body
}

fn section_page(model: &Model, results: &Results<'_>, room: Room, part: usize) -> Option<Vec<Line>> {
    let Matched { text: section, because } = results.sections.get(part)?;
    let place = (part, results.sections.len());
    let mut body = brought(model, room, (&section.title, &section.text), because, place);
    body.extend(source(model.wording(), room));
    Some(body)
}

fn guidance_page(model: &Model, results: &Results<'_>, room: Room, part: usize) -> Option<Vec<Line>> {
    let Matched { text: guidance, because } = results.guidance.get(part)?;
    let place = (part, results.guidance.len());
    let mut body = brought(model, room, (&guidance.title, &guidance.text), because, place);
    body.extend(wrap(&model.wording().results.next_step, room.width, Role::Strong));
    body.extend(paragraph(&guidance.next_step, room, Role::Text));
    body.extend(source(model.wording(), room));
    Some(body)
}
