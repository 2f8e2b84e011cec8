//! How a message changes both sides, and what that asks of the world.
//!
//! What concerns the client's side alone is left to [`update`](mod@super::client). This reads no clock: the time is a
//! message as well.

use super::client;
use super::counselor_rows::choose;
use super::navigate;
use super::notes::{caret, write};
use super::panes::{
    chosen, done, help, item_row, notes, page_rows, protocol, show, step, to_client, turn,
    words_to_begin_with,
};
use crate::app::state::app::Sides;
use crate::app::state::autosave::Keeping;
use crate::app::state::counselor::{Pane, Side};
use crate::app::state::message::{
    Command, Context, DeskCommand, Destination, Effect, Effects, Message, Moment,
};
use crate::app::state::model::Seat;
use crate::app::state::screen::{Overlay, Pointer, Screen};
use crate::domain::record::contents::RecordState;

/// Changes the state by one message; returns what is to be done, in order.
pub fn update(sides: &mut Sides, message: Message) -> Effects {
    if sides.desk.is_none() {
        if let Message::Resized(size) = message {
            sides.window = size;
        }
        return client::update(&mut sides.client, message);
    }
    let person = matches!(message, Message::Command(_) | Message::Insert(_));
    if let Some(desk) = sides.desk.as_mut().filter(|_| person) {
        let now = desk.now.up;
        desk.idle.iter_mut().for_each(|idle| idle.active(now));
    }
    let effects = changed(sides, message);
    after(sides, effects)
}

fn changed(sides: &mut Sides, message: Message) -> Effects {
    match message {
        Message::Clock(now) => clock(sides, now),
        Message::Recorded { generation, outcome } => {
            if let Some(desk) = sides.desk.as_mut() {
                desk.keeping.written(generation, outcome, desk.now);
            }
            vec![]
        }
        Message::Resized(size) => {
            sides.window = size;
            vec![Effect::Redraw]
        }
        Message::Insert(text) if sides.context() == Context::Notes => {
            let mut fits = true;
            write(sides, |area, _| fits = area.insert(&text.0));
            note_full(sides, !fits);
            vec![]
        }
        Message::Command(Command::Desk(command)) => desk_command(sides, command),
        Message::Command(command) if sides.desk_with_keys().is_some() => on_desk(sides, command),
        message => on_client(sides, message),
    }
}

/// Lets the client's side change. What is written there is kept in a record as notes are.
fn on_client(sides: &mut Sides, message: Message) -> Effects {
    let written = matches!(message, Message::Insert(_) | Message::Command(Command::Edit(_)));
    if written && sides.client.context() == Context::Field {
        sides.marks.strokes += 1;
    }
    let to = match &sides.client.overlay {
        Some(Overlay::GiveBack { to, .. }) => Some(*to),
        _ => None,
    };
    let turned = sides.client.seat != Seat::Counselor;
    let language = sides.client.language;
    let wrote = sides.client.context() == Context::Field;
    let effects = client::update(&mut sides.client, message);
    wait_for_consent(sides);
    let closes = wrote && sides.client.context() != Context::Field;
    // Who wrote down the client's words for the closing is led back to it.
    if let Some(desk) = sides.desk.as_mut().filter(|desk| closes && matches!(desk.pane, Pane::Closing { .. }))
    {
        desk.side = Side::Desk;
    }
    if sides.client.language != language {
        sides.marks.changes += 1;
    }
    if turned && sides.client.seat == Seat::Counselor && to == Some(Destination::Protocol) {
        protocol(sides);
    }
    effects
}

/// Lets nobody answer before the client has agreed: the words to begin with come first.
fn wait_for_consent(sides: &mut Sides) {
    let waits = sides.desk.as_ref().is_some_and(|desk| !desk.begun);
    if !waits || !matches!(sides.client.screen, Screen::Stop { .. }) {
        return;
    }
    sides.client.screen = Screen::Welcome { scroll: 0 };
    if sides.client.seat == Seat::Counselor {
        words_to_begin_with(sides);
    } else {
        let to = Destination::Desk;
        sides.client.overlay = Some(Overlay::GiveBack { cursor: Pointer::default(), to });
    }
}

/// Hears the time; hides everything if nobody has done anything for too long.
fn clock(sides: &mut Sides, now: Moment) -> Effects {
    let Some(desk) = sides.desk.as_mut() else { return vec![] };
    desk.now = now;
    if desk.idle.is_some_and(|idle| idle.is_over(now.up)) {
        sides.client.hidden = true;
    }
    vec![]
}

/// Does what follows from any change: counts time, gives the sides their room, has the record written.
fn after(sides: &mut Sides, mut effects: Effects) -> Effects {
    count_time(sides);
    let at = sides.at().cloned();
    if let Some(desk) = sides.desk.as_mut()
        && at.is_some()
        && desk.last_item != at
    {
        desk.last_item = at;
        sides.marks.strokes += 1;
    }
    sides.arrange();
    let leaving = effects.iter().any(|effect| matches!(effect, Effect::Quit | Effect::Suspend));
    let now = sides.desk.as_ref().map(|desk| desk.now).unwrap_or_default();
    let marks = sides.marks();
    let record = match (leaving, sides.client.hidden) {
        (true, _) => keep(sides, |keeping, state| keeping.flush(marks, now, state)),
        (false, true) => keep(sides, |keeping, state| keeping.hurry(marks, now, state)),
        (false, false) => keep(sides, |keeping, state| keeping.look(marks, now, state)),
    };
    effects.splice(0..0, record);
    effects
}

/// Asks for everything to be written that is not, as before an end that nobody asked for.
pub fn flush(sides: &mut Sides) -> Effects {
    let now = sides.desk.as_ref().map(|desk| desk.now).unwrap_or_default();
    let marks = sides.marks();
    keep(sides, |keeping, state| keeping.flush(marks, now, state)).into_iter().collect()
}

/// Lets the keeping of the record look at the state that it is itself a part of.
fn keep(
    sides: &mut Sides,
    look: impl FnOnce(&mut Keeping, &dyn Fn() -> RecordState) -> Option<Effect>,
) -> Option<Effect> {
    let mut keeping = std::mem::take(&mut sides.desk.as_mut()?.keeping);
    let effect = look(&mut keeping, &|| sides.record_state());
    if let Some(desk) = sides.desk.as_mut() {
        desk.keeping = keeping;
    }
    effect
}

fn count_time(sides: &mut Sides) {
    let at = sides.at().cloned();
    let hidden = sides.client.hidden;
    let Some(desk) = sides.desk.as_mut() else { return };
    if desk.begun && !hidden && !desk.clock_stopped {
        desk.watch.run(at.as_ref(), desk.now.up);
    } else {
        desk.watch.pause(desk.now.up);
    }
}

/// Carries out what is asked for on the counselor's side by keys that mean something on both.
fn on_desk(sides: &mut Sides, command: Command) -> Effects {
    match command {
        Command::Help => help(sides),
        Command::Support | Command::Leave | Command::Source | Command::Guard | Command::More => {
            to_client(sides);
            return on_client(sides, Message::Command(command));
        }
        Command::Up => step(sides, -1),
        Command::Down => step(sides, 1),
        Command::PageUp => step(sides, -page_rows(sides)),
        Command::PageDown => step(sides, page_rows(sides)),
        Command::Top => step(sides, i32::MIN),
        Command::Bottom => step(sides, i32::MAX),
        Command::Activate => {
            return chosen(sides).map_or_else(Vec::new, |row| choose(sides, row));
        }
        Command::Choose(row) => return choose(sides, row),
        other => return on_client(sides, Message::Command(other)),
    }
    vec![]
}

fn desk_command(sides: &mut Sides, command: DeskCommand) -> Effects {
    match command {
        DeskCommand::Turn => turn(sides),
        DeskCommand::Write => notes(sides),
        DeskCommand::Done => done(sides),
        DeskCommand::Flag => flag(sides),
        DeskCommand::ClientAlone => seat(sides, Seat::Client),
        DeskCommand::Private => private(sides),
        DeskCommand::Items => {
            let row = item_row(sides);
            show(sides, Pane::Items { cursor: Pointer::at(row) });
        }
        DeskCommand::SessionNotes => show(sides, Pane::SessionNotes),
        DeskCommand::Opening => words_to_begin_with(sides),
        DeskCommand::Closing => show(sides, Pane::CLOSING),
        DeskCommand::Summary => show(sides, Pane::Summary { scroll: 0 }),
        DeskCommand::Protocol => protocol(sides),
        DeskCommand::Pause => sides.client.hidden = true,
        DeskCommand::Clock => {
            if let Some(desk) = sides.desk.as_mut() {
                desk.clock_stopped = !desk.clock_stopped;
            }
        }
        DeskCommand::Edit(edit) => {
            if edit.takes_away() {
                note_full(sides, false);
            }
            write(sides, |area, (width, height)| area.edit(edit, width, height));
        }
        DeskCommand::Caret { row, column } => {
            caret(sides, row, column);
        }
    }
    vec![]
}

/// Notes whether what was typed last had no room.
fn note_full(sides: &mut Sides, full: bool) {
    if let Some(desk) = sides.desk.as_mut() {
        desk.full = full;
    }
}

/// Hands the screen over to a client who answers privately: where a page has no question, at the last one that had.
fn private(sides: &mut Sides) {
    let Some(desk) = sides.desk.as_ref() else { return };
    if !desk.begun {
        return words_to_begin_with(sides);
    }
    let last = desk.last_item.as_ref().and_then(|item| sides.client.session.stop_of(item));
    match (sides.at().is_some(), last) {
        (true, _) => {}
        (false, Some(position)) => navigate::stop(&mut sides.client, position, false),
        (false, None) => return,
    }
    seat(sides, Seat::Private);
}

/// Marks an item, or takes the mark away, where the mark can be seen.
fn flag(sides: &mut Sides) {
    let elsewhere = sides
        .desk_with_keys()
        .is_some_and(|desk| !matches!(desk.pane, Pane::Guide { .. } | Pane::Items { .. }));
    let Some(item) = sides.at().cloned().filter(|_| !elsewhere) else { return };
    if let Some(desk) = sides.desk.as_mut() {
        if !desk.flags.remove(&item) {
            desk.flags.insert(item);
        }
        sides.marks.changes += 1;
    }
}

/// Hands the screen over. What lies on top of the client's side stays; what is written there goes on.
fn seat(sides: &mut Sides, seat: Seat) {
    sides.client.seat = seat;
    if seat == Seat::Private {
        sides.client.overlay = None;
    }
    sides.to_session();
}
