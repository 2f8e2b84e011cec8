//! How a message changes the state, and what it asks of the world.
//!
//! `update` never returns a message, reads no clock and touches no terminal.

use super::layout::Layout;
use super::message::{Command, Context, CopyFormat, Effect, Effects, Message};
use super::model::{Model, Seat};
use super::navigate;
use super::screen::{Overlay, Page, Pointer, Screen};
use super::screens::bring::{self, BringRow};
use super::screens::review::item_in_row;
use super::screens::take_away::{EndRow, SaveRow};
use super::text_buffer::TextBuffer;
use crate::domain::id::LinkId;
use crate::domain::response::{Answer, ItemState};
use crate::domain::save_fault::SaveFault;
use crate::engine::session::Stop;
use std::collections::BTreeSet;

/// Changes the state by one message; returns what is to be done, in order.
pub fn update(model: &mut Model, message: Message) -> Effects {
    match message {
        Message::Command(command) => self::command(model, command),
        Message::Insert(text) => insert(model, &text.0),
        Message::Resized(size) => {
            model.size = size;
            vec![Effect::Redraw]
        }
        Message::Previewed(text) => {
            model.overlay = Some(Overlay::Preview { text, scroll: 0 });
            vec![]
        }
        Message::Saved(outcome) => saved(model, outcome),
        // What belongs to the counselor's side does not reach this one.
        Message::Clock(_) | Message::Recorded { .. } => vec![],
    }
}

fn command(model: &mut Model, command: Command) -> Effects {
    match command {
        Command::Hide => model.hidden = true,
        Command::ComeBack => model.hidden = false,
        Command::Forget => return vec![Effect::Quit],
        Command::Suspend => {
            model.hidden = true;
            return vec![Effect::Suspend];
        }
        Command::Redraw => return vec![Effect::Redraw],
        Command::Activate => return activate(model),
        Command::Choose(row) => return choose(model, row),
        Command::Edit(edit) => {
            if let Some(buffer) = field(model) {
                buffer.edit(edit);
                touched(model);
            }
        }
        other => moved(model, other),
    }
    vec![]
}

/// Carries out the commands that only change what is looked at, or take an answer back.
fn moved(model: &mut Model, command: Command) {
    match command {
        Command::Next if model.overlay.is_none() => navigate::next(model),
        Command::Back => navigate::back(model),
        Command::Up => step(model, -1),
        Command::Down => step(model, 1),
        Command::PageUp => step(model, -page_rows(model)),
        Command::PageDown => step(model, page_rows(model)),
        Command::Top => step(model, i32::MIN),
        Command::Bottom => step(model, i32::MAX),
        Command::ReadOn => read_on(model),
        Command::LeaveOpen => leave_open(model),
        Command::Undo => undo(model),
        Command::Guard => navigate::guard(model),
        Command::Source => navigate::source(model),
        Command::More if model.overlay.is_none() => navigate::more(model),
        Command::Region => navigate::next_region(model),
        Command::Page(index) => {
            if let Some(page) = Page::ALL.get(index) {
                navigate::page(model, *page);
            }
        }
        Command::Help => open(model, Overlay::Help { scroll: 0 }),
        Command::Support => open(model, Overlay::Support { scroll: 0 }),
        Command::Leave => open(model, Overlay::Leave { cursor: Pointer::default() }),
        Command::GiveBack(to) => open(model, Overlay::GiveBack { cursor: Pointer::default(), to }),
        Command::ShowAnswer if is_withheld(model) => {
            open(model, Overlay::ShowAnswer { cursor: Pointer::default() });
        }
        _ => {}
    }
}

/// Opens what lies on top; what is open already is closed by the same key.
fn open(model: &mut Model, overlay: Overlay) {
    let same = model.overlay.as_ref().map(std::mem::discriminant) == Some(std::mem::discriminant(&overlay));
    model.overlay = (!same).then_some(overlay);
}

/// Moves the pointer of a list or the text of a page by rows; stays within it.
///
/// Past the first and the last row of a list the text moves on, so that what stands above and below can be read.
fn step(model: &mut Model, rows: i32) {
    let layout = Layout::of(model);
    if let Some(pointer) = model.pointer_mut() {
        *pointer = pointer_after(&layout, *pointer, rows);
    } else if let Some(scroll) = model.scroll_mut() {
        *scroll = scroll_after(&layout, *scroll, rows);
    }
}

/// Returns where a pointer stands after it is moved by rows.
pub(super) fn pointer_after(layout: &Layout, pointer: Pointer, rows: i32) -> Pointer {
    let row = shifted(pointer.row, rows, layout.choices().saturating_sub(1));
    let beyond = if row == pointer.row { layout.beyond_after(rows) } else { 0 };
    Pointer { row, beyond }
}

/// Returns how far a text is scrolled after it is moved by rows.
pub(super) fn scroll_after(layout: &Layout, scroll: u16, rows: i32) -> u16 {
    let end = layout.max_scroll();
    let to = shifted(usize::from(scroll.min(end)), rows, usize::from(end));
    u16::try_from(to).unwrap_or(end)
}

/// Points at a row, if there is a list.
fn point(model: &mut Model, row: usize) {
    if let Some(pointer) = model.pointer_mut() {
        *pointer = Pointer::at(row);
    }
}

fn shifted(from: usize, by: i32, end: usize) -> usize {
    let distance = usize::try_from(by.unsigned_abs()).unwrap_or(usize::MAX);
    let to = if by < 0 { from.saturating_sub(distance) } else { from.saturating_add(distance) };
    to.min(end)
}

/// Returns how many rows a screenful moves: one less than is in sight.
fn page_rows(model: &Model) -> i32 {
    i32::from(Layout::of(model).text.height.saturating_sub(1).max(1))
}

fn read_on(model: &mut Model) {
    let (_, below) = Layout::of(model).beyond();
    if below {
        step(model, page_rows(model));
    } else {
        navigate::next(model);
    }
}

/// Returns the item on the screen with the place it is asked at.
fn asked(model: &Model) -> Option<(LinkId, usize, bool)> {
    let Screen::Stop { position, to_review, .. } = model.screen else { return None };
    Some((model.item()?.id.clone(), position, to_review))
}

fn leave_open(model: &mut Model) {
    let Some((item, position, to_review)) = asked(model) else { return };
    if model.seat == Seat::Private {
        model.session.clear(&item);
    } else {
        if !is_withheld(model) {
            model.session.clear(&item);
            touched(model);
        }
        navigate::after_stop(model, position, to_review);
    }
}

/// Says whether the item on this screen was answered privately.
fn is_withheld(model: &Model) -> bool {
    model.item().is_some_and(|item| model.session.state(&item.id) == ItemState::Withheld)
}

fn undo(model: &mut Model) {
    let Some(position) = model.session.undo().and_then(|item| model.session.stop_of(&item)) else { return };
    touched(model);
    let to_review = matches!(model.screen, Screen::Review { .. } | Screen::Stop { to_review: true, .. });
    navigate::stop(model, position, to_review);
}

/// Notes that what would be saved has changed since it was saved.
fn touched(model: &mut Model) {
    model.copy.outcome = None;
}

fn activate(model: &mut Model) -> Effects {
    match (model.context(), model.pointer_mut().copied()) {
        (Context::Welcome, _) => navigate::next(model),
        (_, Some(pointer)) => return choose(model, pointer.row),
        (_, None) => {}
    }
    vec![]
}

/// Acts on a row of what lies on top, or of the screen.
fn choose(model: &mut Model, row: usize) -> Effects {
    if model.context() == Context::Field {
        navigate::back(model);
    }
    let rows = Layout::of(model).choices();
    if row >= rows {
        return vec![];
    }
    point(model, row);
    match model.overlay.clone() {
        Some(overlay) => choose_in_overlay(model, &overlay, row),
        None => choose_on_screen(model, row),
    }
}

fn choose_in_overlay(model: &mut Model, overlay: &Overlay, row: usize) -> Effects {
    model.overlay = None;
    match (overlay, row) {
        (Overlay::Leave { .. }, 1) => vec![Effect::Quit],
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
        Screen::Welcome { .. } => welcome_row(model, row),
        Screen::Stop { position, to_review, .. } => choose_at_stop(model, position, to_review, row),
        Screen::Review { .. } => {
            match item_in_row(&model.session, row).and_then(|id| model.session.stop_of(id)) {
                Some(position) => navigate::stop(model, position, true),
                None => navigate::page(model, Page::Tally),
            }
        }
        Screen::Index { page, .. } => model.screen = Screen::Results { page, part: row, scroll: 0 },
        Screen::Bring { .. } => pick(model, row),
        Screen::More { from, .. } => model.screen = Screen::Article { index: row, scroll: 0, from },
        Screen::Save { .. } => return save_row(model, row),
        Screen::End { .. } => end_row(model, row),
        Screen::Results { .. } | Screen::Article { .. } => {}
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

fn choose_at_stop(model: &mut Model, position: usize, to_review: bool, row: usize) {
    match model.session.stop(position).cloned() {
        Some(Stop::Item(id)) => {
            let questionnaire = model.session.shared_questionnaire();
            let item = questionnaire.item(&id);
            let option = item.and_then(|item| questionnaire.choices(item).get(row).map(|option| &option.id));
            let answer = option.map_or(Answer::Declined, |option| Answer::Chosen(option.clone()));
            if model.seat == Seat::Private {
                model.session.answer_privately(&id, answer);
                return;
            }
            // What the client answered privately is theirs to change.
            if !is_withheld(model) {
                model.session.answer(&id, answer);
                touched(model);
                navigate::after_stop(model, position, to_review);
            }
        }
        Some(Stop::Note(_)) if row == 1 => {
            let after = model.session.after_block(position);
            navigate::stop(model, after, false);
        }
        _ => navigate::after_stop(model, position, to_review),
    }
}

/// Turns a tick over, or begins to write the person's own words.
fn pick(model: &mut Model, row: usize) {
    touched(model);
    match bring::rows(model).into_iter().nth(row) {
        Some(BringRow::Words | BringRow::NextStep) => {
            model.screen = Screen::Bring { cursor: Pointer::at(row), editing: true }
        }
        Some(BringRow::Answer(id)) => turn(&mut model.copy.turned, id),
        Some(BringRow::Question(text)) => turn(&mut model.copy.dropped, text),
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
        model.copy.path = TextBuffer::holding(&format!("{stem}{new}"));
    }
}

fn save(model: &Model, replace: bool) -> Effect {
    Effect::Save { path: model.copy.path.text(), format: model.copy.format, replace }
}

fn saved(model: &mut Model, outcome: Result<String, SaveFault>) -> Effects {
    if outcome == Err(SaveFault::Exists) {
        model.overlay = Some(Overlay::Replace { cursor: Pointer::default() });
        return vec![];
    }
    let lies_there = match &outcome {
        Ok(path) => Some(path.clone()),
        Err(SaveFault::Unconfirmed) => Some(model.copy.path.text()),
        Err(_) => None,
    };
    if let Some(path) = lies_there.filter(|path| !model.copy.kept.contains(path)) {
        model.copy.kept.push(path);
    }
    model.copy.outcome = Some(outcome);
    point(model, 0);
    vec![]
}

fn end_row(model: &mut Model, row: usize) {
    match EndRow::rows(model).get(row) {
        Some(EndRow::Save) => model.screen = Screen::Save { cursor: Pointer::default(), editing: false },
        Some(EndRow::Results) => navigate::page(model, Page::Tally),
        Some(EndRow::Restart) => model.overlay = Some(Overlay::Restart { cursor: Pointer::default() }),
        Some(EndRow::Leave) => model.overlay = Some(Overlay::Leave { cursor: Pointer::default() }),
        None => {}
    }
}

/// Returns the text under editing.
fn field(model: &mut Model) -> Option<&mut TextBuffer> {
    match model.screen {
        Screen::Bring { editing: true, cursor } => match cursor.row {
            bring::STEP_ROW => Some(&mut model.copy.next_step),
            _ => Some(&mut model.copy.words),
        },
        Screen::Save { editing: true, .. } => Some(&mut model.copy.path),
        _ => None,
    }
}

fn insert(model: &mut Model, text: &str) -> Effects {
    if model.context() == Context::Field {
        if let Some(buffer) = field(model) {
            buffer.insert(text);
        }
        touched(model);
    }
    vec![]
}
