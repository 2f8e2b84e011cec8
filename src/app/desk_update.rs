//! How a message changes both sides, and what that asks of the world.
//!
//! What concerns the client's side alone is left to [`update`](mod@super::update). This reads no clock: the time is a
//! message as well.

use super::desk::{Pane, Side};
use super::desk_notes::{caret, open_notes, write};
use super::desk_rows::choose;
use super::keeping::Keeping;
use super::message::{Command, Context, DeskCommand, Destination, Effect, Effects, Message, Moment};
use super::model::Seat;
use super::screen::{Overlay, Pointer, Screen};
use super::sides::{Sides, Sight};
use super::spread::Spread;
use super::update;
use crate::domain::record::RecordState;

/// Changes the state by one message; returns what is to be done, in order.
pub fn update(sides: &mut Sides, message: Message) -> Effects {
    if sides.desk.is_none() {
        if let Message::Resized(size) = message {
            sides.window = size;
        }
        return update::update(&mut sides.client, message);
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
    let effects = update::update(&mut sides.client, message);
    if sides.client.language != language {
        sides.marks.changes += 1;
    }
    if turned && sides.client.seat == Seat::Counselor && to == Some(Destination::Protocol) {
        protocol(sides);
    }
    effects
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
            let row = sides.desk.as_mut().and_then(|desk| desk.pane.pointer_mut().map(|pointer| pointer.row));
            return row.map_or_else(Vec::new, |row| choose(sides, row));
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
        DeskCommand::Private if sides.at().is_some() => seat(sides, Seat::Private),
        DeskCommand::Private => {}
        DeskCommand::Items => {
            let row = item_row(sides);
            show(sides, Pane::Items { cursor: Pointer::at(row) });
        }
        DeskCommand::SessionNotes => show(sides, Pane::SessionNotes),
        DeskCommand::Opening => show(sides, Pane::Opening { cursor: Pointer::default() }),
        DeskCommand::Closing => show(sides, Pane::Closing { cursor: Pointer::default() }),
        DeskCommand::Summary => show(sides, Pane::Summary { scroll: 0 }),
        DeskCommand::Protocol => protocol(sides),
        DeskCommand::Pause => sides.client.hidden = true,
        DeskCommand::Clock => {
            if let Some(desk) = sides.desk.as_mut() {
                desk.clock_stopped = !desk.clock_stopped;
            }
        }
        DeskCommand::Edit(edit) => {
            note_full(sides, false);
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

/// Looks at something on the counselor's side. What was being written on the client's is left.
pub(super) fn show(sides: &mut Sides, pane: Pane) {
    leave_field(sides);
    if let Some(desk) = sides.desk.as_mut() {
        desk.side = Side::Desk;
        desk.pane = pane;
    }
}

fn leave_field(sides: &mut Sides) {
    match &mut sides.client.screen {
        Screen::Bring { editing, .. } | Screen::Save { editing, .. } => *editing = false,
        _ => {}
    }
}

fn to_client(sides: &mut Sides) {
    if let Some(desk) = sides.desk.as_mut() {
        desk.side = Side::Client;
    }
}

/// Turns to the other side: to the notes where they are in sight already, else to what there is on the item.
fn turn(sides: &mut Sides) {
    let both = sides.sight() == Sight::Both;
    let Some(desk) = sides.desk.as_mut() else { return };
    match (desk.side, &desk.pane) {
        (Side::Desk, _) => desk.side = Side::Client,
        (Side::Client, Pane::Guide { .. }) if both => notes(sides),
        (Side::Client, _) => {
            desk.side = Side::Desk;
            leave_field(sides);
        }
    }
}

fn notes(sides: &mut Sides) {
    leave_field(sides);
    open_notes(sides);
}

fn done(sides: &mut Sides) {
    let both = sides.sight() == Sight::Both;
    let Some(desk) = sides.desk.as_mut() else { return };
    match desk.pane.clone() {
        Pane::Protocol { over, from, .. } | Pane::Help { over, from, .. } => {
            (desk.pane, desk.side) = (*over, from)
        }
        Pane::Guide { writing: true, .. } if !both => desk.pane = Pane::GUIDE,
        Pane::SessionNotes if !both => desk.pane = Pane::GUIDE,
        _ => sides.to_session(),
    }
}

fn flag(sides: &mut Sides) {
    let Some(item) = sides.at().cloned() else { return };
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

fn protocol(sides: &mut Sides) {
    over(sides, |over, from| Pane::Protocol { scroll: 0, over, from });
}

fn help(sides: &mut Sides) {
    over(sides, |over, from| Pane::Help { scroll: 0, over, from });
}

/// Shows something over what is looked at, to go back there from it; if it is shown already, goes back.
fn over(sides: &mut Sides, pane: impl FnOnce(Box<Pane>, Side) -> Pane) {
    let Some(desk) = sides.desk.as_ref() else { return };
    let new = pane(Box::new(desk.pane.clone()), desk.side);
    let same = std::mem::discriminant(&new) == std::mem::discriminant(&desk.pane);
    match (same, desk.side, desk.pane.clone()) {
        (true, Side::Desk, _) => done(sides),
        // It is there already, and the other side is looked at.
        (true, Side::Client, there) => show(sides, there),
        (false, ..) => show(sides, new),
    }
}

/// Returns the row of the session's item among all items that are asked.
fn item_row(sides: &Sides) -> usize {
    let at = sides.desk.as_ref().and_then(|desk| desk.last_item.as_ref());
    let asked =
        sides.client.questionnaire().items().filter(|item| sides.client.session.stop_of(&item.id).is_some());
    at.and_then(|at| asked.map(|item| &item.id).position(|item| item == at)).unwrap_or(0)
}

/// Moves the pointer of a list or the text of a page by rows; stays within it.
fn step(sides: &mut Sides, rows: i32) {
    let spread = Spread::of(sides);
    let Some(layout) = spread.side(Side::Desk) else { return };
    let Some(desk) = sides.desk.as_mut() else { return };
    if let Some(pointer) = desk.pane.pointer_mut() {
        *pointer = update::pointer_after(layout, *pointer, rows);
    } else if let Some(scroll) = desk.pane.scroll_mut() {
        *scroll = update::scroll_after(layout, *scroll, rows);
    }
}

fn page_rows(sides: &Sides) -> i32 {
    let spread = Spread::of(sides);
    spread.side(Side::Desk).map_or(1, |layout| i32::from(layout.text.height.saturating_sub(1).max(1)))
}
