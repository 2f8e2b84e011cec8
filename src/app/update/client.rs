//! How a message changes the state, and what it asks of the world.
//!
//! `update` never returns a message, reads no clock and touches no terminal.

use super::navigate;
use super::rows::{asked, choose, point, touched};
use crate::app::layout::hints::BUTTON_ROWS;
use crate::app::layout::on_screen_keyboard;
use crate::app::layout::single::Layout;
use crate::app::screens::talking_points;
use crate::app::state::message::{Command, Context, Effect, Effects, Message};
use crate::app::state::model::{Model, Seat};
use crate::app::state::screen::{Overlay, Page, Pointer, Screen};
use crate::app::text::area::TextArea;
use crate::domain::faults::save::SaveFault;
use std::borrow::Cow;

/// Changes the state by one message; returns what is to be done, in order.
pub fn update(model: &mut Model, message: Message) -> Effects {
    update_from(model, None, message)
}

/// As [`update`], with the layout of the model as it is before the message, if somebody has composed it.
pub(super) fn update_from(model: &mut Model, layout: Option<&Layout>, message: Message) -> Effects {
    match message {
        Message::Command(command) => self::command(model, layout, command),
        Message::Insert(text) => insert(model, &text.0),
        Message::Resized(size) => {
            model.size = size;
            // A code fits one size of the window.
            let coded = matches!(model.screen, Screen::Code { .. }).then_some(Effect::Code);
            coded.into_iter().chain([Effect::Redraw]).collect()
        }
        Message::Previewed(text) => {
            model.overlay = Some(Overlay::Preview { text, scroll: 0 });
            vec![]
        }
        Message::Saved(outcome) => saved(model, outcome),
        Message::Coded(handout) => {
            model.screen = Screen::Code { part: 0, handout };
            vec![]
        }
        Message::Printed(printing) => {
            model.copy.printing = Some(printing);
            vec![]
        }
        // What belongs to the counselor's side does not reach this one.
        Message::Clock(_) | Message::Recorded { .. } => vec![],
    }
}

fn command(model: &mut Model, layout: Option<&Layout>, command: Command) -> Effects {
    match command {
        Command::Hide => model.hidden = true,
        Command::ComeBack => model.hidden = false,
        Command::Forget | Command::Done => return vec![Effect::Quit],
        Command::Suspend => {
            model.hidden = true;
            return vec![Effect::Suspend];
        }
        Command::Redraw => return vec![Effect::Redraw],
        Command::Activate => return activate(model, layout),
        Command::Choose(row) => return choose(model, row),
        Command::Write(index) => {
            let letter = on_screen_keyboard::written(model, index).to_owned();
            return insert(model, &letter);
        }
        Command::Edit(edit) => {
            if let Some(field) = field(model) {
                // One line is one row of any width.
                field.edit(edit, u16::MAX, 1);
                touched(model);
            }
        }
        other => moved(model, layout, other),
    }
    vec![]
}

/// Carries out the commands that only change what is looked at, or take an answer back.
fn moved(model: &mut Model, layout: Option<&Layout>, command: Command) {
    match command {
        Command::Next if model.overlay.is_none() => navigate::next(model),
        Command::Back => navigate::back(model),
        Command::Up => step(model, layout, -1),
        Command::Down => step(model, layout, 1),
        Command::PageUp => step(model, layout, -page_rows(model, layout)),
        Command::PageDown => step(model, layout, page_rows(model, layout)),
        Command::Top => step(model, layout, i32::MIN),
        Command::Bottom => step(model, layout, i32::MAX),
        Command::ReadOn => read_on(model, layout),
        Command::LeaveOpen => leave_open(model),
        Command::Undo => undo(model),
        Command::Guard => navigate::guard(model),
        Command::Source => navigate::source(model),
        Command::ReadingList if model.overlay.is_none() => navigate::more(model),
        Command::Region => navigate::next_region(model),
        Command::Page(index) => {
            if let Some(page) = Page::ALL.get(index) {
                navigate::page(model, *page);
            }
        }
        Command::Help => open(model, Overlay::Help { scroll: 0 }),
        Command::Support => open(model, Overlay::Support { scroll: 0 }),
        Command::Leave => open(model, Overlay::Leave { cursor: Pointer::default() }),
        Command::StartOver => open(model, Overlay::Restart { cursor: Pointer::default() }),
        Command::GiveBack(to) => open(model, Overlay::GiveBack { cursor: Pointer::default(), to }),
        Command::ShowAnswer if model.is_withheld() => {
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

/// Returns the layout of the model: the one that somebody has composed, or else a new one.
fn composed<'l>(model: &Model, layout: Option<&'l Layout>) -> Cow<'l, Layout> {
    layout.map_or_else(
        || Cow::Owned(Layout::of(model)),
        |layout| {
            // In every test that passes by here a layout of another state is found.
            debug_assert_eq!(*layout, Layout::of(model), "this is the layout of another state");
            Cow::Borrowed(layout)
        },
    )
}

/// Moves the pointer of a list or the text of a page by rows; stays within it.
///
/// Past the first and the last row of a list the text moves on, so that what stands above and below can be read.
fn step(model: &mut Model, layout: Option<&Layout>, rows: i32) {
    let layout = composed(model, layout);
    if let Some(pointer) = model.pointer_mut() {
        *pointer = pointer_after(&layout, *pointer, rows);
    } else if let Some(scroll) = model.scroll_mut() {
        *scroll = scroll_after(&layout, *scroll, rows);
    }
}

/// Returns where a pointer stands after it is moved by rows. If the text was moved so far that it is out of sight, it
/// stays, and on the way back to it the text is moved.
pub(super) fn pointer_after(layout: &Layout, pointer: Pointer, rows: i32) -> Pointer {
    let back = pointer.beyond.signum() * rows.signum() < 0;
    if back && !layout.is_pointer_in_sight() {
        return Pointer { beyond: layout.beyond_after(rows), ..pointer };
    }
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

fn shifted(from: usize, by: i32, end: usize) -> usize {
    let distance = usize::try_from(by.unsigned_abs()).unwrap_or(usize::MAX);
    let to = if by < 0 { from.saturating_sub(distance) } else { from.saturating_add(distance) };
    to.min(end)
}

/// Returns how many rows a screenful moves: one less than is in sight.
fn page_rows(model: &Model, layout: Option<&Layout>) -> i32 {
    let layout = composed(model, layout);
    let rows = layout.text.height.saturating_sub(1);
    // What can be touched in a list is taller than a row.
    let listed = layout.touch && layout.choices() > 0;
    let tall = if listed { BUTTON_ROWS } else { 1 };
    i32::from((rows / tall).max(1))
}

fn read_on(model: &mut Model, layout: Option<&Layout>) {
    let (_, below) = composed(model, layout).beyond();
    if below {
        step(model, layout, page_rows(model, layout));
    } else {
        navigate::next(model);
    }
}

fn leave_open(model: &mut Model) {
    let Some((item, position, to_review)) = asked(model) else { return };
    if model.seat == Seat::Private {
        model.session.clear(&item);
    } else {
        if !model.is_withheld() {
            model.session.clear(&item);
            touched(model);
        }
        navigate::after_item(model, position, to_review);
    }
}

fn undo(model: &mut Model) {
    let Some(position) = model.session.undo().and_then(|item| model.session.position_of(&item)) else {
        return;
    };
    touched(model);
    let to_review = matches!(model.screen, Screen::Review { .. } | Screen::Item { to_review: true, .. });
    navigate::to_item(model, position, to_review);
}

fn activate(model: &mut Model, layout: Option<&Layout>) -> Effects {
    match (model.context(), model.pointer_mut().copied()) {
        (Context::Attract | Context::Welcome, _) => navigate::next(model),
        (_, Some(pointer)) if composed(model, layout).is_pointer_in_sight() => {
            return choose(model, pointer.row);
        }
        // What is out of sight is not chosen, but shown.
        (_, Some(pointer)) => point(model, pointer.row),
        (_, None) => {}
    }
    vec![]
}

fn saved(model: &mut Model, outcome: Result<String, SaveFault>) -> Effects {
    if outcome == Err(SaveFault::Exists) {
        model.overlay = Some(Overlay::Replace { cursor: Pointer::default() });
        return vec![];
    }
    let lies_there = match &outcome {
        Ok(path) => Some(path.clone()),
        Err(SaveFault::Unconfirmed) => Some(model.copy.path.text().to_owned()),
        Err(_) => None,
    };
    if let Some(path) = lies_there.filter(|path| !model.copy.kept.contains(path)) {
        model.copy.kept.push(path);
    }
    model.copy.outcome = Some(outcome);
    point(model, 0);
    vec![]
}

/// Returns the text under editing.
fn field(model: &mut Model) -> Option<&mut TextArea> {
    match model.screen {
        Screen::TalkingPoints { editing: true, cursor } => match cursor.row {
            talking_points::STEP_ROW => Some(&mut model.copy.next_step),
            _ => Some(&mut model.copy.words),
        },
        Screen::Save { editing: true, .. } => Some(&mut model.copy.path),
        _ => None,
    }
}

fn insert(model: &mut Model, text: &str) -> Effects {
    if model.context() == Context::Field {
        if let Some(field) = field(model) {
            field.insert(text);
        }
        touched(model);
    }
    vec![]
}
