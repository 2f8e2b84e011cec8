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
use crate::app::layout::split::SplitLayout;
use crate::app::state::app::AppState;
use crate::app::state::autosave::Autosave;
use crate::app::state::counselor::{Pane, Side};
use crate::app::state::message::{
    ClockReading, Command, Context, CounselorCommand, Destination, Effect, Effects, Message,
};
use crate::app::state::model::Seat;
use crate::app::state::screen::{Overlay, Pointer, Screen};
use crate::domain::record::contents::RecordState;

/// Changes the state by one message; returns what is to be done, in order.
pub fn update(app: &mut AppState, message: Message) -> Effects {
    update_from(app, None, message)
}

/// As [`update`], with the layout of the state as it is before the message, if somebody has composed it.
pub(super) fn update_from(app: &mut AppState, layout: Option<&SplitLayout>, message: Message) -> Effects {
    if app.counselor.is_none() {
        if let Message::Resized(size) = message {
            app.window = size;
        }
        let layout = layout.and_then(|layout| layout.side(Side::Client));
        return client::update_from(&mut app.client, layout, message);
    }
    let person = matches!(message, Message::Command(_) | Message::Insert(_));
    if let Some(counselor) = app.counselor.as_mut().filter(|_| person) {
        let now = counselor.now.up;
        counselor.idle.iter_mut().for_each(|idle| idle.active(now));
    }
    let effects = changed(app, message);
    after(app, effects)
}

fn changed(app: &mut AppState, message: Message) -> Effects {
    match message {
        Message::Clock(now) => clock(app, now),
        Message::Recorded { generation, outcome } => {
            if let Some(counselor) = app.counselor.as_mut() {
                counselor.autosave.written(generation, outcome, counselor.now);
            }
            vec![]
        }
        Message::Resized(size) => {
            app.window = size;
            vec![Effect::Redraw]
        }
        Message::Insert(text) if app.context() == Context::Notes => {
            let mut fits = true;
            write(app, |area, _| fits = area.insert(&text.0));
            note_full(app, !fits);
            vec![]
        }
        Message::Command(Command::Counselor(command)) => counselor_command(app, command),
        Message::Command(command) if app.counselor_with_keys().is_some() => on_counselor(app, command),
        message => on_client(app, message),
    }
}

/// Lets the client's side change. What is written there is kept in a record as notes are.
fn on_client(app: &mut AppState, message: Message) -> Effects {
    let written = matches!(message, Message::Insert(_) | Message::Command(Command::Edit(_)));
    if written && app.client.context() == Context::Field {
        app.marks.strokes += 1;
    }
    let to = match &app.client.overlay {
        Some(Overlay::GiveBack { to, .. }) => Some(*to),
        _ => None,
    };
    let turned = app.client.seat != Seat::Counselor;
    let language = app.client.language;
    let wrote = app.client.context() == Context::Field;
    let effects = client::update(&mut app.client, message);
    wait_for_consent(app);
    let closes = wrote && app.client.context() != Context::Field;
    // Who wrote down the client's words for the closing is led back to it.
    if let Some(counselor) =
        app.counselor.as_mut().filter(|counselor| closes && matches!(counselor.pane, Pane::Closing { .. }))
    {
        counselor.side = Side::Counselor;
    }
    if app.client.language != language {
        app.marks.changes += 1;
    }
    if turned && app.client.seat == Seat::Counselor && to == Some(Destination::Protocol) {
        protocol(app);
    }
    effects
}

/// Lets nobody answer before the client has agreed: the words to begin with come first.
fn wait_for_consent(app: &mut AppState) {
    let waits = app.counselor.as_ref().is_some_and(|counselor| !counselor.begun);
    if !waits || !matches!(app.client.screen, Screen::Item { .. }) {
        return;
    }
    app.client.screen = Screen::Welcome { scroll: 0 };
    if app.client.seat == Seat::Counselor {
        words_to_begin_with(app);
    } else {
        let to = Destination::Counselor;
        app.client.overlay = Some(Overlay::GiveBack { cursor: Pointer::default(), to });
    }
}

/// Hears the time; hides everything if nobody has done anything for too long.
fn clock(app: &mut AppState, now: ClockReading) -> Effects {
    let Some(counselor) = app.counselor.as_mut() else { return vec![] };
    counselor.now = now;
    if counselor.idle.is_some_and(|idle| idle.is_over(now.up)) {
        app.client.hidden = true;
    }
    vec![]
}

/// Does what follows from any change: counts time, gives the sides their room, has the record written.
fn after(app: &mut AppState, mut effects: Effects) -> Effects {
    count_time(app);
    let at = app.at().cloned();
    if let Some(counselor) = app.counselor.as_mut()
        && at.is_some()
        && counselor.last_item != at
    {
        counselor.last_item = at;
        app.marks.strokes += 1;
    }
    app.arrange();
    let leaving = effects.iter().any(|effect| matches!(effect, Effect::Quit | Effect::Suspend));
    let now = app.counselor.as_ref().map(|counselor| counselor.now).unwrap_or_default();
    let marks = app.marks();
    let record = match (leaving, app.client.hidden) {
        (true, _) => keep(app, |autosave, state| autosave.flush(marks, now, state)),
        (false, true) => keep(app, |autosave, state| autosave.hurry(marks, now, state)),
        (false, false) => keep(app, |autosave, state| autosave.look(marks, now, state)),
    };
    effects.splice(0..0, record);
    effects
}

/// Asks for everything to be written that is not, as before an end that nobody asked for.
pub fn flush(app: &mut AppState) -> Effects {
    let now = app.counselor.as_ref().map(|counselor| counselor.now).unwrap_or_default();
    let marks = app.marks();
    keep(app, |autosave, state| autosave.flush(marks, now, state)).into_iter().collect()
}

/// Lets the keeping of the record look at the state that it is itself a part of.
fn keep(
    app: &mut AppState,
    look: impl FnOnce(&mut Autosave, &dyn Fn() -> RecordState) -> Option<Effect>,
) -> Option<Effect> {
    let mut autosave = std::mem::take(&mut app.counselor.as_mut()?.autosave);
    let effect = look(&mut autosave, &|| app.record_state());
    if let Some(counselor) = app.counselor.as_mut() {
        counselor.autosave = autosave;
    }
    effect
}

fn count_time(app: &mut AppState) {
    let at = app.at().cloned();
    let hidden = app.client.hidden;
    let Some(counselor) = app.counselor.as_mut() else { return };
    if counselor.begun && !hidden && !counselor.clock_stopped {
        counselor.watch.run(at.as_ref(), counselor.now.up);
    } else {
        counselor.watch.pause(counselor.now.up);
    }
}

/// Carries out what is asked for on the counselor's side by keys that mean something on both.
fn on_counselor(app: &mut AppState, command: Command) -> Effects {
    match command {
        Command::Help => help(app),
        Command::Support | Command::Leave | Command::Source | Command::Guard | Command::ReadingList => {
            to_client(app);
            return on_client(app, Message::Command(command));
        }
        Command::Up => step(app, -1),
        Command::Down => step(app, 1),
        Command::PageUp => step(app, -page_rows(app)),
        Command::PageDown => step(app, page_rows(app)),
        Command::Top => step(app, i32::MIN),
        Command::Bottom => step(app, i32::MAX),
        Command::Activate => {
            return chosen(app).map_or_else(Vec::new, |row| choose(app, row));
        }
        Command::Choose(row) => return choose(app, row),
        other => return on_client(app, Message::Command(other)),
    }
    vec![]
}

fn counselor_command(app: &mut AppState, command: CounselorCommand) -> Effects {
    match command {
        CounselorCommand::Turn => turn(app),
        CounselorCommand::Write => notes(app),
        CounselorCommand::Done => done(app),
        CounselorCommand::Flag => flag(app),
        CounselorCommand::ClientAlone => seat(app, Seat::Client),
        CounselorCommand::Private => private(app),
        CounselorCommand::Items => {
            let row = item_row(app);
            show(app, Pane::Items { cursor: Pointer::at(row) });
        }
        CounselorCommand::SessionNotes => show(app, Pane::SessionNotes),
        CounselorCommand::Opening => words_to_begin_with(app),
        CounselorCommand::Closing => show(app, Pane::CLOSING),
        CounselorCommand::Summary => show(app, Pane::Summary { scroll: 0 }),
        CounselorCommand::Protocol => protocol(app),
        CounselorCommand::Pause => app.client.hidden = true,
        CounselorCommand::Clock => {
            if let Some(counselor) = app.counselor.as_mut() {
                counselor.clock_stopped = !counselor.clock_stopped;
            }
        }
        CounselorCommand::Edit(edit) => {
            if edit.takes_away() {
                note_full(app, false);
            }
            write(app, |area, (width, height)| area.edit(edit, width, height));
        }
        CounselorCommand::Caret { row, column } => {
            caret(app, row, column);
        }
    }
    vec![]
}

/// Notes whether what was typed last had no room.
fn note_full(app: &mut AppState, full: bool) {
    if let Some(counselor) = app.counselor.as_mut() {
        counselor.full = full;
    }
}

/// Hands the screen over to a client who answers privately: where a page has no question, at the last one that had.
fn private(app: &mut AppState) {
    let Some(counselor) = app.counselor.as_ref() else { return };
    if !counselor.begun {
        return words_to_begin_with(app);
    }
    let last = counselor.last_item.as_ref().and_then(|item| app.client.session.position_of(item));
    match (app.at().is_some(), last) {
        (true, _) => {}
        (false, Some(position)) => navigate::to_item(&mut app.client, position, false),
        (false, None) => return,
    }
    seat(app, Seat::Private);
}

/// Marks an item, or takes the mark away, where the mark can be seen.
fn flag(app: &mut AppState) {
    let elsewhere = app
        .counselor_with_keys()
        .is_some_and(|counselor| !matches!(counselor.pane, Pane::Guide { .. } | Pane::Items { .. }));
    let Some(item) = app.at().cloned().filter(|_| !elsewhere) else { return };
    if let Some(counselor) = app.counselor.as_mut() {
        if !counselor.flags.remove(&item) {
            counselor.flags.insert(item);
        }
        app.marks.changes += 1;
    }
}

/// Hands the screen over. What lies on top of the client's side stays; what is written there goes on.
fn seat(app: &mut AppState, seat: Seat) {
    app.client.seat = seat;
    if seat == Seat::Private {
        app.client.overlay = None;
    }
    app.to_session();
}
