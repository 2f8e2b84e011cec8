//! The talking points: the person's own words, a next step, the answers to raise, and the questions to ask.

use super::component::{ClientScreen, Component, HintWord};
use super::parts::{entry, full, keyed, page_title, paragraph, tick};
use super::writing::{lines_to_choose, rows as rows_of};
use crate::app::sheet::lines::{Line, Role, Room, Scroll, Sheet};
use crate::app::sheet::wrap::wrap;
use crate::app::state::context::Context;
use crate::app::state::message::{Command, Effects};
use crate::app::state::model::Model;
use crate::app::state::screen::{Page, Pointer, Spot};
use crate::app::state::take_along::TakeAlong;
use crate::app::text::area::TextArea;
use crate::domain::answers::copy::CopyPart;
use crate::domain::answers::own_words::OwnText;
use crate::domain::answers::sentences::{answered, state, upper_first};
use crate::domain::answers::talking_points::{PointKind, point_heading};
use crate::domain::id::LinkId;
use crate::domain::language::wording::BringWords;
use crate::domain::questionnaire::draft::Item;
use std::collections::BTreeSet;

/// The talking points.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TalkingPoints;

impl Component<Model> for TalkingPoints {
    fn context(&self, _: &Model, at: Spot) -> Context {
        if at.editing { Context::Text } else { Context::TalkingPoints }
    }

    fn sheet(&self, model: &Model, at: Spot, room: Room) -> Sheet {
        sheet(model, room, at.pointer, at.editing)
    }

    /// Changes a tick, or begins to write in a text field.
    fn choose(&self, model: &mut Model, row: usize) -> Effects {
        model.copy_changed();
        match rows(model).into_iter().nth(row) {
            Some(TalkingPointsRow::Own) => {
                model.screen.at = Spot { editing: true, ..Spot::row(row) };
            }
            Some(TalkingPointsRow::Answer(id)) => {
                let is_picked = model.picks().contains(&id);
                model.copy.picked.insert(id, !is_picked);
            }
            Some(TalkingPointsRow::Point(_, text)) => turn(&mut model.copy.dropped, text),
            Some(TalkingPointsRow::Part(part)) => turn(&mut model.copy.parts, part),
            None => {}
        }
        vec![]
    }

    fn enter_word(&self, model: &Model, at: Spot) -> Option<HintWord> {
        let Some(row) = at.pointer.row else { return Some(|words| &words.on) };
        let row = rows(model).into_iter().nth(row)?;
        if matches!(row, TalkingPointsRow::Own) {
            return Some(|words| &words.write_here);
        }
        Some(if row.is_ticked(model, &model.picks()) { |words| &words.untick } else { |words| &words.tick })
    }

    fn field<'s>(&self, model: &'s mut Model, row: usize) -> Option<&'s mut TextArea> {
        OwnText::ALL.get(row).map(|text| model.copy.own.get_mut(*text))
    }
}

impl ClientScreen for TalkingPoints {
    fn next(&self, model: &mut Model) {
        model.go_past_page(Page::TalkingPoints);
    }

    fn back(&self, model: &mut Model) {
        model.go_before_page(Page::TalkingPoints);
    }
}

/// Adds an element to a set, or removes it if it is there.
fn turn<T: Ord>(set: &mut BTreeSet<T>, element: T) {
    if !set.remove(&element) {
        set.insert(element);
    }
}

/// What a row is.
enum TalkingPointsRow {
    /// A text that the person writes. They stand first, in their order.
    Own,
    /// An answer that can be raised.
    Answer(LinkId),
    /// Something to bring up.
    Point(PointKind, String),
    /// Another part of the copy.
    Part(CopyPart),
}

/// Returns the row of a text that the person writes.
pub(super) fn row_of(text: OwnText) -> usize {
    OwnText::ALL.iter().take_while(|other| **other != text).count()
}

/// Returns the rows from the top.
fn rows(model: &Model) -> Vec<TalkingPointsRow> {
    let answers = model.raisable().into_iter().map(|item| TalkingPointsRow::Answer(item.id.clone()));
    // Points follow from answers, so a point appears only while its answer is ticked.
    let copy = model.copy_of_picks();
    let points = copy.points.iter().map(|point| TalkingPointsRow::Point(point.kind, point.text.to_owned()));
    let own = OwnText::ALL.map(|_| TalkingPointsRow::Own).into_iter();
    own.chain(answers).chain(points).chain(parts(model).map(TalkingPointsRow::Part)).collect()
}

/// Returns the parts that can be left out. A visitor of a kiosk chooses them where they take them along.
fn parts(model: &Model) -> impl Iterator<Item = CopyPart> {
    let is_public = model.is_public();
    let is_blank = model.copy.own_words().is_blank();
    let all = if is_public { Vec::new() } else { CopyPart::ALL.to_vec() };
    let has_earlier = model.copy.has_earlier_round;
    all.into_iter().filter(move |part| match part {
        CopyPart::Words => !is_blank,
        CopyPart::ThenAndNow => has_earlier,
        CopyPart::Answers | CopyPart::Support | CopyPart::More | CopyPart::Texts => true,
    })
}

/// Composes the page. While a visitor writes with the keyboard on the screen, it is only the text field, because that
/// keyboard leaves no more space.
fn sheet(model: &Model, room: Room, cursor: Pointer, editing: bool) -> Sheet {
    let own = |text| own_words(model, room, text, cursor, editing);
    let body = if editing && room.touch {
        OwnText::ALL.get(cursor.row.unwrap_or_default()).map_or_else(Vec::new, |text| own(*text))
    } else {
        let said = paragraph(lead(model), room, Role::Text);
        let fields = OwnText::ALL.into_iter().flat_map(own);
        said.into_iter().chain(fields).chain(picked(model, room, cursor)).collect()
    };
    Sheet::after_all(page_title(model, Page::TalkingPoints), body, Scroll::ToFocus(cursor.beyond))
}

/// Returns the sentence on what becomes of the page; at a kiosk it names only what can be done there.
fn lead(model: &Model) -> &str {
    let words = &model.wording().kiosk;
    match model.take_along() {
        _ if !model.is_public() => &model.wording().bring.lead,
        TakeAlong::CodeOrPage => &words.bring_both,
        TakeAlong::Code => &words.bring_code,
        TakeAlong::Page => &words.bring_page,
        TakeAlong::Neither => &words.bring_text,
    }
}

/// Returns what can be ticked: the answers to raise, the points to bring up, the parts. Each list has a heading.
fn picked(model: &Model, room: Room, cursor: Pointer) -> Vec<Line> {
    let words = &model.wording().bring;
    let turn_all = (Context::TalkingPoints, Command::TurnAllTicks);
    let mut lines = keyed(model.wording(), (&words.turn_all_ticks, Role::Muted), turn_all, room);
    lines.push(Line::blank());
    let picks = model.picks();
    let numbered: Vec<(usize, TalkingPointsRow)> = rows(model).into_iter().enumerate().collect();
    for list in numbered.chunk_by(|(_, one), (_, next)| one.heading(words) == next.heading(words)) {
        let Some(heading) = list.first().and_then(|(_, row)| row.heading(words)) else { continue };
        lines.extend(wrap(heading, room.width, Role::Strong));
        if heading == &words.answers_heading && model.raisable().iter().any(|item| item.sensitive) {
            lines.extend(wrap(&words.sensitive_hint, room.width, Role::Muted));
        }
        for (index, row) in list {
            let (text, is_in) = (row.text(model), row.is_ticked(model, &picks));
            lines.extend(tick(*index, &text, is_in, cursor, room));
        }
        lines.push(Line::blank());
    }
    lines
}

impl TalkingPointsRow {
    /// Returns the heading of the list that it stands in; `None` for a text field, which has its own.
    fn heading<'w>(&self, words: &'w BringWords) -> Option<&'w String> {
        Some(match self {
            Self::Own => return None,
            Self::Answer(_) => &words.answers_heading,
            Self::Point(kind, _) => point_heading(words, *kind),
            Self::Part(_) => &words.parts_heading,
        })
    }

    /// Returns what stands beside its tick.
    fn text(&self, model: &Model) -> String {
        match self {
            Self::Own => String::new(),
            Self::Answer(id) => {
                model.questionnaire().item(id).map(|item| answer(model, item)).unwrap_or_default()
            }
            Self::Point(_, text) => upper_first(text),
            Self::Part(part) => part_name(&model.wording().bring, *part).clone(),
        }
    }

    /// Says whether it is in the copy.
    fn is_ticked(&self, model: &Model, picks: &BTreeSet<LinkId>) -> bool {
        match self {
            Self::Own => true,
            Self::Answer(id) => picks.contains(id),
            Self::Point(_, text) => !model.copy.dropped.contains(text),
            Self::Part(part) => model.copy.parts.contains(part),
        }
    }
}

/// Returns the name of a part.
fn part_name(words: &BringWords, part: CopyPart) -> &String {
    match part {
        CopyPart::Words => &words.part_words,
        CopyPart::Answers => &words.part_answers,
        CopyPart::Support => &words.part_support,
        CopyPart::More => &words.part_more,
        CopyPart::Texts => &words.part_texts,
        CopyPart::ThenAndNow => &words.part_then_and_now,
    }
}

fn answer(model: &Model, item: &Item) -> String {
    let word = state(model.wording(), model.questionnaire(), item, model.session.state(&item.id));
    answered(&item.label, &word)
}

/// Returns a text of the person with its heading. An empty text shows an invitation to write.
fn own_words(model: &Model, room: Room, text: OwnText, cursor: Pointer, editing: bool) -> Vec<Line> {
    let words = &model.wording().bring;
    let (row, area) = (row_of(text), model.copy.own.get(text));
    let empty = match text {
        OwnText::Words => &words.words_empty,
        OwnText::Since => &words.since_empty,
        OwnText::NextStep => &words.step_empty,
    };
    let mut lines = wrap(words.own().get(text), room.width, Role::Strong);
    if editing && cursor.row == Some(row) {
        let (told, height) = (full(model.wording(), area, room), usize::from(room.height));
        // The cursor stands in the middle, so what is told has its place in the upper half.
        let left = if told.is_empty() {
            height.saturating_sub(lines.len())
        } else {
            (height / 2).saturating_sub(told.len())
        };
        lines.extend(told.into_iter().map(|line| Line { focused: height == 1, ..line }));
        let written = rows_of(area, room.width, Some(left.max(1)));
        lines.extend(written.map(|(_, line)| Line { focused: line.caret.is_some(), ..line }));
    } else if area.text().trim().is_empty() {
        lines.extend(entry(row, empty, cursor, room));
    } else {
        lines.extend(lines_to_choose(row, area.text(), cursor, room));
    }
    lines.push(Line::blank());
    let was_left = cursor.left == Some(row);
    lines.into_iter().map(|line| Line { was_left, ..line }).collect()
}
