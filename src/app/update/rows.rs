//! What the rows of the client's screens do when they are chosen.

use super::navigate;
use crate::app::layout::single::Layout;
use crate::app::screens::handout::HandoutRow;
use crate::app::screens::review::item_in_row;
use crate::app::screens::take_away::{EndRow, SaveRow};
use crate::app::screens::talking_points::{self, TalkingPointsRow};
use crate::app::state::message::{Context, CopyFormat, Effect, Effects, Printing};
use crate::app::state::model::{Model, Seat};
use crate::app::state::screen::{Overlay, Page, Pointer, Screen};
use crate::app::text::area::TextArea;
use crate::domain::answers::response::Answer;
use crate::domain::id::LinkId;
use crate::engine::session::SessionItem;
use std::collections::BTreeSet;

/// Points at a row, if there is a list.
pub(super) fn point(model: &mut Model, row: usize) {
    if let Some(pointer) = model.pointer_mut() {
        *pointer = Pointer::at(row);
    }
}

/// Returns the item on the screen with the place it is asked at.
pub(super) fn asked(model: &Model) -> Option<(LinkId, usize, bool)> {
    let Screen::Item { position, to_review, .. } = model.screen else { return None };
    Some((model.item()?.id.clone(), position, to_review))
}

/// Notes that what would be saved has changed since it was saved.
pub(super) fn touched(model: &mut Model) {
    model.copy.outcome = None;
}

/// Acts on a row of what lies on top, or of the screen.
pub(super) fn choose(model: &mut Model, row: usize) -> Effects {
    if model.context() == Context::Field {
        navigate::back(model);
    }
    let rows = Layout::of(model).choices();
    if row >= rows {
        return vec![];
    }
    // In a private turn the pointer stays where it is: it would still stand at the answer when the turn is over. And on
    // an item that was answered so nothing is chosen.
    let stays = model.seat == Seat::Private || (model.overlay.is_none() && model.is_withheld());
    if !stays {
        point(model, row);
    }
    match model.overlay.clone() {
        Some(overlay) => choose_in_overlay(model, &overlay, row),
        None => choose_on_screen(model, row),
    }
}

fn choose_in_overlay(model: &mut Model, overlay: &Overlay, row: usize) -> Effects {
    model.overlay = None;
    match (overlay, row) {
        (Overlay::Leave { .. }, 1) => vec![Effect::Quit],
        // What was in memory is cleared for certain only with the process.
        (Overlay::Restart { .. }, 1) if model.is_public() => vec![Effect::Quit],
        (Overlay::Restart { .. }, 1) => {
            model.start_over();
            vec![Effect::Redraw]
        }
        (Overlay::Replace { .. }, 1) => vec![save(model, true)],
        (Overlay::GiveBack { .. }, 1) => {
            model.seat = Seat::Counselor;
            vec![]
        }
        (Overlay::ShowAnswer { .. }, 1) => {
            if let Some((item, ..)) = asked(model) {
                model.session.release(&item);
                touched(model);
            }
            vec![]
        }
        _ => vec![],
    }
}

fn choose_on_screen(model: &mut Model, row: usize) -> Effects {
    match model.screen.clone() {
        Screen::Attract | Screen::Welcome { .. } => welcome_row(model, row),
        Screen::Item { position, to_review, .. } => choose_at_item(model, position, to_review, row),
        Screen::Review { .. } => {
            match item_in_row(&model.session, row).and_then(|id| model.session.position_of(id)) {
                Some(position) => navigate::to_item(model, position, true),
                None => navigate::page(model, Page::Tally),
            }
        }
        Screen::Index { page, .. } => model.screen = Screen::Results { page, part: row, scroll: 0 },
        Screen::TalkingPoints { .. } => pick(model, row),
        Screen::ReadingList { from, .. } => model.screen = Screen::Article { index: row, scroll: 0, from },
        Screen::Save { .. } => return save_row(model, row),
        Screen::Handout { .. } => return along_row(model, row),
        Screen::End { .. } => end_row(model, row),
        Screen::Results { .. } | Screen::Article { .. } | Screen::Code { .. } => {}
    }
    vec![]
}

/// Begins, or goes on in another language.
fn welcome_row(model: &mut Model, row: usize) {
    let Some(other) = row.checked_sub(1) else { return navigate::next(model) };
    let language = model.other_languages().nth(other).map(|(position, _)| position);
    if let Some(language) = language {
        model.speak(language);
    }
}

fn choose_at_item(model: &mut Model, position: usize, to_review: bool, row: usize) {
    match model.session.item_at(position).cloned() {
        Some(SessionItem::Question(id)) => {
            let questionnaire = model.session.shared_questionnaire();
            let item = questionnaire.item(&id);
            let option = item.and_then(|item| questionnaire.choices(item).get(row).map(|option| &option.id));
            let answer = option.map_or(Answer::Declined, |option| Answer::Chosen(option.clone()));
            if model.seat == Seat::Private {
                model.session.answer_privately(&id, answer);
                return;
            }
            // What the client answered privately is theirs to change.
            if !model.is_withheld() {
                model.session.answer(&id, answer);
                touched(model);
                navigate::after_item(model, position, to_review);
            }
        }
        Some(SessionItem::Note(_)) if row == 1 => {
            let after = model.session.after_block(position);
            navigate::to_item(model, after, false);
        }
        _ => navigate::after_item(model, position, to_review),
    }
}

/// Turns a tick over, or begins to write the person's own words.
fn pick(model: &mut Model, row: usize) {
    touched(model);
    match talking_points::rows(model).into_iter().nth(row) {
        Some(TalkingPointsRow::Words | TalkingPointsRow::NextStep) => {
            model.screen = Screen::TalkingPoints { cursor: Pointer::at(row), editing: true }
        }
        Some(TalkingPointsRow::Answer(id)) => turn(&mut model.copy.turned, id),
        Some(TalkingPointsRow::Question(text)) => turn(&mut model.copy.dropped, text),
        None => {}
    }
}

/// Puts an element into a set, or takes it out if it is there.
fn turn<T: Ord>(set: &mut BTreeSet<T>, element: T) {
    if !set.remove(&element) {
        set.insert(element);
    }
}

fn save_row(model: &mut Model, row: usize) -> Effects {
    match SaveRow::ALL.get(row) {
        Some(SaveRow::Format) => {
            turn_format(model);
        }
        Some(SaveRow::Place) => model.screen = Screen::Save { cursor: Pointer::at(row), editing: true },
        Some(SaveRow::Preview) => return vec![Effect::Preview(model.copy.format)],
        Some(SaveRow::Save) => return vec![save(model, false)],
        Some(SaveRow::Back) => navigate::back(model),
        None => {}
    }
    vec![]
}

/// Turns between text and Markdown; a name that ends as the one usually does ends as the other does then.
fn turn_format(model: &mut Model) {
    let (format, old, new) = match model.copy.format {
        CopyFormat::Text => (CopyFormat::Markdown, ".txt", ".md"),
        CopyFormat::Markdown => (CopyFormat::Text, ".md", ".txt"),
    };
    model.copy.format = format;
    touched(model);
    if let Some(stem) = model.copy.path.text().strip_suffix(old) {
        model.copy.path = TextArea::one_line(&format!("{stem}{new}"), "");
    }
}

fn save(model: &Model, replace: bool) -> Effect {
    Effect::Save { path: model.copy.path.text().to_owned(), format: model.copy.format, replace }
}

/// Ticks what goes along, or hands it over.
fn along_row(model: &mut Model, row: usize) -> Effects {
    match HandoutRow::rows(model).get(row) {
        Some(HandoutRow::Part(part)) => {
            model.copy.handout.toggle(*part);
            model.copy.printing = None;
        }
        Some(HandoutRow::Code) => return vec![Effect::Code],
        Some(HandoutRow::Print) if model.copy.printing != Some(Printing::Now) => {
            model.copy.printing = Some(Printing::Now);
            return vec![Effect::Print];
        }
        Some(HandoutRow::Read) => return vec![Effect::Preview(CopyFormat::Text)],
        Some(HandoutRow::Print) | None => {}
    }
    vec![]
}

fn end_row(model: &mut Model, row: usize) {
    match EndRow::rows(model).get(row) {
        Some(EndRow::Save) if model.is_public() => {
            model.screen = Screen::Handout { cursor: Pointer::default() };
        }
        Some(EndRow::Save) => model.screen = Screen::Save { cursor: Pointer::default(), editing: false },
        Some(EndRow::Results) => navigate::page(model, Page::Tally),
        Some(EndRow::Restart) => model.overlay = Some(Overlay::Restart { cursor: Pointer::default() }),
        Some(EndRow::Leave) => model.overlay = Some(Overlay::Leave { cursor: Pointer::default() }),
        None => {}
    }
}
