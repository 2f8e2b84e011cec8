//! How a message changes the state, and what it asks of the world.
//!
//! `update` never returns a message, reads no clock and touches no terminal.

use super::fields::{edit, insert, press};
use super::known_layout::known_or_new;
use super::movement::{chosen, moved};
use super::regions::{close_regions, other_region};
use crate::app::keys::bindings::idle_commands;
use crate::app::layout::single::Layout;
use crate::app::screens::component::Component;
use crate::app::screens::item::skip_part;
use crate::app::screens::overlay::more::more_rows;
use crate::app::screens::overlay::regions::{end_search, seek};
use crate::app::screens::registry::{cited, context, context_below, overlay, screen};
use crate::app::screens::save::Save;
use crate::app::state::context::Activity;
use crate::app::state::context::Context;
use crate::app::state::message::{Command, Effect, Effects, Message, Motion};
use crate::app::state::model::{Model, Seat};
use crate::app::state::screen::{
    CodeScreen, GiveBackOverlay, GuardOverlay, HelpOverlay, ItemScreen, MoreOverlay, MoreRow, Open, Overlay,
    Page, Pointer, PreviewOverlay, ReadingListScreen, Screen, SourceOverlay, Spot,
};
use crate::domain::faults::save::SaveFault;

/// Changes the state by one message; returns what is to be done, in order.
pub fn update(model: &mut Model, message: Message) -> Effects {
    update_from(model, None, message)
}

/// As [`update`], with the layout of the model as it is before the message, if somebody has composed it.
pub(super) fn update_from(model: &mut Model, layout: Option<&Layout>, message: Message) -> Effects {
    match message {
        Message::Command(command) => {
            end_search(model);
            self::command(model, layout, command)
        }
        Message::Insert(text) => {
            match context(model) {
                Context::Names => seek(model, &text.0),
                _ => insert(model, &text.0),
            }
            vec![]
        }
        Message::Resized(size) => {
            model.size = size;
            // A code fits one size of the window.
            let coded = matches!(model.screen.what, Screen::Code(_)).then_some(Effect::Code);
            coded.into_iter().chain([Effect::Redraw]).collect()
        }
        Message::Previewed(text) => {
            model.open(Overlay::Preview(PreviewOverlay { text }));
            vec![]
        }
        Message::Saved(outcome) => saved(model, outcome),
        Message::Day(day) => {
            model.note_day(day);
            vec![]
        }
        Message::Coded(handout) => {
            model.go(Screen::Code(CodeScreen { part: 0, handout }));
            vec![]
        }
        Message::Printed(printing) => {
            model.copy.printing = Some(printing);
            vec![]
        }
        // What belongs to the counselor's side does not reach this one.
        Message::Clock(_) | Message::RecordBegun(_) | Message::Recorded { .. } => vec![],
    }
}

fn command(model: &mut Model, layout: Option<&Layout>, command: Command) -> Effects {
    match command {
        Command::Next => next(model),
        Command::Back => back(model),
        Command::Move(motion) => step(model, layout, motion),
        Command::Activate => return activate(model, layout),
        Command::Choose(row) => return choose(model, layout, row),
        Command::Page(index) => page(model, index),
        Command::ReadOn => read_on(model, layout),
        Command::Skip => skip(model),
        Command::Review => review(model),
        Command::Undo => undo(model),
        Command::Guard => guard(model),
        Command::Source => source(model),
        Command::ReadingList => reading_list(model),
        Command::TurnAllTicks => model.turn_all_ticks(),
        Command::Region if model.can(command) => other_region(model),
        Command::Language => return next_language(model),
        Command::Help => help(model),
        Command::Support => toggle(model, Overlay::Support),
        Command::Leave => toggle(model, Overlay::Leave),
        Command::StartOver => toggle(model, Overlay::Restart),
        Command::More => more(model),
        Command::GiveBack(to) => toggle(model, Overlay::GiveBack(GiveBackOverlay { to })),
        Command::ShowAnswer if model.is_withheld() => toggle(model, Overlay::ShowAnswer),
        Command::Hide => model.hidden = true,
        Command::ComeBack => model.hidden = false,
        Command::Forget | Command::Done => return vec![Effect::Quit],
        Command::Suspend => {
            model.hidden = true;
            return vec![Effect::Suspend];
        }
        Command::Redraw => return vec![Effect::Redraw],
        Command::Mouse => model.leaves_mouse = !model.leaves_mouse,
        Command::Write(index) => press(model, index),
        Command::Edit(change) => edit(model, layout, change),
        // There is nothing to show, no other region, and the counselor's commands change nothing on this side.
        Command::ShowAnswer | Command::Region | Command::Counselor(_) => {}
    }
    vec![]
}

/// Goes on to what comes next, unless something lies on top.
fn next(model: &mut Model) {
    if model.overlay.is_none() {
        let from = model.screen.what.clone();
        screen(&from).next(model);
    }
}

/// Goes back to where the person came from; an overlay is closed, a field left.
fn back(model: &mut Model) {
    if let Some(open) = model.overlay.take() {
        if let Overlay::Regions(regions) = open.what {
            close_regions(model, regions);
        }
        return;
    }
    if std::mem::take(&mut model.screen.at.editing) {
        return after_writing(model);
    }
    let from = model.screen.what.clone();
    screen(&from).back(model);
}

/// Points away from a field that was left, so that the next Enter goes on and does not open it again.
fn after_writing(model: &mut Model) {
    let pointer = &mut model.screen.at.pointer;
    *pointer = match model.screen.what {
        Screen::TalkingPoints => Pointer { left: pointer.row, ..Pointer::NOWHERE },
        _ => pointer.row.map_or(Pointer::NOWHERE, |row| Pointer::at(row + 1)),
    };
}

/// Opens what lies on top; what is open already is closed by the same key.
fn toggle(model: &mut Model, overlay: Overlay) {
    let open = model.overlay.take().map(|open| std::mem::discriminant(&open.what));
    if open != Some(std::mem::discriminant(&overlay)) {
        model.open(overlay);
    }
}

/// Opens the help for the screen below any overlay, or closes it.
fn help(model: &mut Model) {
    let open = model.overlay.take();
    let (context, layout) = (context_below(model), Layout::of(model));
    let idle = idle_commands(context, &model.policy(), |tried| acts(model, &layout, tried));
    model.overlay = open;
    toggle(model, Overlay::Help(HelpOverlay { context, idle }));
}

/// Returns whether a command does something: it is tried on a copy. What the counselor's side does is not seen here.
fn acts(model: &Model, layout: &Layout, tried: Command) -> bool {
    if matches!(tried, Command::Help | Command::Counselor(_)) {
        return model.can(tried);
    }
    let mut copy = model.clone();
    !command(&mut copy, Some(layout), tried).is_empty() || copy != *model
}

/// Opens what is rarely needed on the screen, or closes it.
fn more(model: &mut Model) {
    let open = model.overlay.take();
    if !matches!(open, Some(Open { what: Overlay::More(_), .. })) {
        let rows = more_rows(model, context_below(model));
        model.open(Overlay::More(MoreOverlay { rows }));
    }
}

fn page(model: &mut Model, index: usize) {
    if let Some(page) = Page::ALL.get(index) {
        model.go_to_page(*page);
    }
}

/// Opens the note beside the item, if there is one.
fn guard(model: &mut Model) {
    if let Some(section) = model.guard().map(|section| section.id.clone()) {
        model.open(Overlay::Guard(GuardOverlay { section }));
    }
}

/// Opens where the text on top comes from, if it is one that comes from somewhere.
fn source(model: &mut Model) {
    if let Some(facts) = cited(model) {
        model.open(Overlay::Source(SourceOverlay { facts }));
    }
}

/// Opens the readings that are there for everybody, unless something lies on top.
fn reading_list(model: &mut Model) {
    if model.overlay.is_none() {
        let from = Box::new(model.screen.clone());
        model.go(Screen::ReadingList(ReadingListScreen { from }));
    }
}

/// Changes to the next language. What was made in the language before is made anew.
fn next_language(model: &mut Model) -> Effects {
    model.speak_next();
    let is_preview = matches!(model.overlay, Some(Open { what: Overlay::Preview(_), .. }));
    let preview = is_preview.then_some(Effect::Preview(model.copy.format));
    let code = matches!(model.screen.what, Screen::Code(_)).then_some(Effect::Code);
    preview.into_iter().chain(code).collect()
}

/// Returns where the person is in what is in front of them.
fn spot(model: &mut Model) -> &mut Spot {
    match &mut model.overlay {
        Some(open) => &mut open.at,
        None => &mut model.screen.at,
    }
}

/// Moves the pointer of a list or the text of a page; stays within it.
fn step(model: &mut Model, layout: Option<&Layout>, motion: Motion) {
    let layout = known_or_new(layout, || Layout::of(model));
    let at = spot(model);
    *at = moved(&layout, *at, motion);
}

fn read_on(model: &mut Model, layout: Option<&Layout>) {
    let (_, below) = known_or_new(layout, || Layout::of(model)).beyond();
    if below {
        step(model, layout, Motion::PageDown);
    } else {
        next(model);
    }
}

/// Skips the item, or what a content note announces; what was answered privately stays, unless it is the client who asks.
fn skip(model: &mut Model) {
    let Screen::Item(at) = model.screen.what else { return };
    let Some(item) = model.item().map(|item| item.id.clone()) else {
        return skip_part(model, at.position);
    };
    if model.seat == Seat::Private {
        // An answer is taken away in sight of who gave it; where there is none, the next question comes.
        let was_answered = model.is_withheld();
        model.session.skip(&item);
        if !was_answered {
            model.go_privately(at.position, 1);
        }
        return;
    }
    if !model.is_withheld() {
        model.session.skip(&item);
        model.copy_changed();
    }
    model.go_past_item(at);
}

/// Opens the list of all answers, unless something lies on top.
fn review(model: &mut Model) {
    if let (Screen::Item(at), None) = (&model.screen.what, &model.overlay) {
        model.go_to_review(at.position);
    }
}

fn undo(model: &mut Model) {
    let Some(position) = model.session.undo().and_then(|item| model.session.position_of(&item)) else {
        return;
    };
    model.copy_changed();
    let to_review =
        matches!(model.screen.what, Screen::Review | Screen::Item(ItemScreen { to_review: true, .. }));
    model.go_to_item(position, to_review);
}

/// Chooses the row that is pointed at. What is out of sight is not chosen, but shown; from a question that stays, Enter on
/// its answer goes on.
fn activate(model: &mut Model, layout: Option<&Layout>) -> Effects {
    let layout = known_or_new(layout, || Layout::of(model));
    let at = *spot(model);
    match chosen(&layout, at) {
        Some(_) if model.points_at_answer() => next(model),
        Some(row) => return choose(model, Some(&layout), row),
        None if model.points_at_no_words() => next(model),
        None => {
            // On an item that was answered privately there is nothing to choose.
            let is_free = !model.is_withheld();
            let at = spot(model);
            (at.pointer.beyond, at.is_unclear) = (0, is_free && at.pointer.row.is_none());
        }
    }
    vec![]
}

/// Acts on a row of what lies on top, or of the screen.
fn choose(model: &mut Model, layout: Option<&Layout>, row: usize) -> Effects {
    let wrote = context(model).activity() == Activity::Writes && std::mem::take(&mut model.screen.at.editing);
    if row >= known_or_new(layout.filter(|_| !wrote), || Layout::of(model)).choices() {
        return vec![];
    }
    // In a private turn the pointer stays where it is: it would still stand at the answer when the turn is over. And on
    // an item that was answered so nothing is chosen.
    let stays = model.seat == Seat::Private || (model.overlay.is_none() && model.is_withheld());
    if !stays {
        spot(model).pointer = Pointer::at(row);
    }
    match model.overlay.take() {
        Some(Open { what: Overlay::More(more), .. }) => match more.rows.get(row) {
            Some(MoreRow::Command(chosen)) => command(model, None, *chosen),
            _ => more.choose(model, row),
        },
        Some(open) => overlay(&open.what).choose(model, row),
        None => {
            let at = model.screen.what.clone();
            screen(&at).choose(model, row)
        }
    }
}

fn saved(model: &mut Model, outcome: Result<String, SaveFault>) -> Effects {
    if outcome == Err(SaveFault::Exists) {
        if model.suggest_next_path() {
            return vec![model.saving(false)];
        }
        model.open(Overlay::Replace);
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
    spot(model).pointer = Pointer::at(Save::row_after(outcome.is_ok()));
    model.copy.outcome = Some(outcome);
    vec![]
}
