//! Where the ways lead: on, back, and to the places that a key goes to at once.
//!
//! Changes what is looked at, never what was answered.

use crate::app::screens::results::titles;
use crate::app::screens::review::row_of;
use crate::app::state::model::{Model, Seat};
use crate::app::state::screen::{Overlay, Page, Pointer, Screen};
use crate::engine::session::SessionItem;

/// Goes on to what comes next.
pub fn next(model: &mut Model) {
    match model.screen.clone() {
        Screen::Attract => model.screen = Screen::Welcome { scroll: 0 },
        Screen::Welcome { .. } => to_item(model, 0, false),
        Screen::Item { position, .. } if model.seat == Seat::Private => private_item(model, position, 1),
        Screen::Item { position, to_review, .. } => after_item(model, position, to_review),
        Screen::Review { .. } => page(model, Page::Tally),
        Screen::Index { page: at, .. } => next_page(model, at, None),
        Screen::Results { page: at, part, .. } => next_page(model, at, Some(part)),
        Screen::TalkingPoints { .. } => page(model, Page::Support),
        Screen::Article { index, from, .. } => next_article(model, index, from),
        Screen::Code { part, handout } => {
            model.screen = match part + 1 < handout.codes.len() {
                true => Screen::Code { part: part + 1, handout },
                false => Screen::End { cursor: Pointer::default() },
            };
        }
        Screen::ReadingList { .. } | Screen::Save { .. } | Screen::Handout { .. } | Screen::End { .. } => {}
    }
}

/// Goes back to where the person came from; an overlay is closed, a field left.
pub fn back(model: &mut Model) {
    if model.overlay.take().is_some() {
        return;
    }
    if let (Seat::Private, Screen::Item { position, .. }) = (model.seat, &model.screen) {
        return private_item(model, *position, -1);
    }
    model.screen = match model.screen.clone() {
        Screen::Attract => Screen::Attract,
        Screen::Welcome { .. } => Screen::Welcome { scroll: 0 },
        Screen::Item { position, to_review: true, .. } => review_at(model, position),
        Screen::Item { position: 0, .. } => Screen::Welcome { scroll: 0 },
        Screen::Item { position, .. } => item_screen(model, position - 1, false),
        Screen::Review { .. } => match model.session.items().len().checked_sub(1) {
            Some(last) => item_screen(model, last, false),
            None => Screen::Welcome { scroll: 0 },
        },
        Screen::Results { page: page @ (Page::Sections | Page::Guidance), part, .. } => {
            Screen::Index { page, cursor: Pointer::at(part) }
        }
        Screen::Index { page, .. } | Screen::Results { page, .. } => before_page(page),
        Screen::TalkingPoints { cursor, editing: true } => Screen::TalkingPoints { cursor, editing: false },
        Screen::TalkingPoints { .. } => before_page(Page::TalkingPoints),
        Screen::ReadingList { from, .. } => *from,
        Screen::Article { index, from, .. } => Screen::ReadingList { cursor: Pointer::at(index), from },
        Screen::Save { cursor, editing: true } => Screen::Save { cursor, editing: false },
        Screen::Save { .. } | Screen::Handout { .. } => Screen::End { cursor: Pointer::default() },
        Screen::Code { part: 0, .. } => Screen::Handout { cursor: Pointer::default() },
        Screen::Code { part, handout } => Screen::Code { part: part - 1, handout },
        Screen::End { .. } => page_screen(Page::Support),
    };
}

/// Shows a stop, or the review after the last one.
pub fn to_item(model: &mut Model, position: usize, to_review: bool) {
    model.screen = match model.session.item_at(position) {
        Some(_) => item_screen(model, position, to_review),
        None => Screen::Review { cursor: Pointer::default() },
    };
}

/// Goes to the next item in either direction, in a private turn: notes are passed over, and past the ends is nothing.
fn private_item(model: &mut Model, position: usize, step: isize) {
    let mut to = position.checked_add_signed(step);
    while let Some(at) = to {
        match model.session.item_at(at) {
            Some(SessionItem::Question(_)) => return to_item(model, at, false),
            Some(SessionItem::Note(_)) => to = at.checked_add_signed(step),
            None => return,
        }
    }
}

/// Goes on after a stop: to the following one, or back to the review it was opened from.
pub fn after_item(model: &mut Model, position: usize, to_review: bool) {
    if to_review {
        model.screen = review_at(model, position);
    } else {
        to_item(model, position + 1, false);
    }
}

/// Shows a page of results from its beginning.
pub fn page(model: &mut Model, page: Page) {
    model.screen = page_screen(page);
}

/// Opens the readings that are there for everybody.
pub fn more(model: &mut Model) {
    let from = Box::new(model.screen.clone());
    model.screen = Screen::ReadingList { cursor: Pointer::default(), from };
}

/// Shows the support lines of the next region that has some.
pub fn next_region(model: &mut Model) {
    let regions = model.questionnaire().regions();
    let at = regions.iter().position(|region| *region == model.region);
    let next = at.map_or(0, |at| at + 1);
    let region = regions.get(next).or_else(|| regions.first()).map(|region| (*region).to_owned());
    if let Some(region) = region {
        model.region = region;
    }
}

/// Opens the note beside the item, if there is one.
pub fn guard(model: &mut Model) {
    if let Some(section) = model.guard().map(|section| section.id.clone()) {
        model.overlay = Some(Overlay::Guard { section, scroll: 0 });
    }
}

/// Opens where the text on top comes from, if it is one that comes from somewhere.
pub fn source(model: &mut Model) {
    if let Some(facts) = model.cited() {
        model.overlay = Some(Overlay::Source { facts, scroll: 0 });
    }
}

fn page_screen(page: Page) -> Screen {
    match page {
        Page::TalkingPoints => Screen::TalkingPoints { cursor: Pointer::default(), editing: false },
        Page::Sections | Page::Guidance => Screen::Index { page, cursor: Pointer::default() },
        Page::Tally | Page::Support => Screen::Results { page, part: 0, scroll: 0 },
    }
}

fn item_screen(model: &Model, position: usize, to_review: bool) -> Screen {
    Screen::Item { position, cursor: Pointer::at(model.first_row(position)), to_review }
}

fn review_at(model: &Model, position: usize) -> Screen {
    let row = match model.session.item_at(position) {
        Some(SessionItem::Question(item)) => row_of(&model.session, item),
        _ => 0,
    };
    Screen::Review { cursor: Pointer::at(row) }
}

/// Goes on within a page whose texts are read one after the other, and after the last one to the next page.
fn next_page(model: &mut Model, at: Page, part: Option<usize>) {
    let next_part = part.map(|part| part + 1).filter(|next| *next < titles(model, at).len());
    model.screen = match (next_part, Page::ALL.get(at.index() + 1)) {
        (Some(part), _) => Screen::Results { page: at, part, scroll: 0 },
        (None, Some(next)) => page_screen(*next),
        (None, None) => Screen::End { cursor: Pointer::default() },
    };
}

fn before_page(at: Page) -> Screen {
    let before = at.index().checked_sub(1).and_then(|index| Page::ALL.get(index));
    before.map_or(Screen::Review { cursor: Pointer::default() }, |page| page_screen(*page))
}

fn next_article(model: &mut Model, index: usize, from: Box<Screen>) {
    let sections = model.questionnaire().sections().len();
    let glossary = usize::from(!model.questionnaire().parts().terms.is_empty());
    model.screen = if index + 1 < sections + glossary {
        Screen::Article { index: index + 1, scroll: 0, from }
    } else {
        Screen::ReadingList { cursor: Pointer::at(index), from }
    };
}
