//! How a message changes both sides, and what that asks of the world.
//!
//! What concerns the client's side alone is left to [`update`](mod@super::client). This reads no clock: the time is a
//! message as well.

use super::client;
use super::known_layout::known_or_new;
use super::movement::{chosen, moved};
use super::notes::{caret, edit, insert};
use super::{keeping, record};
use crate::app::keys::bindings::idle_commands;
use crate::app::layout::split::SplitLayout;
use crate::app::screens::registry::{context, context_of_keys, pane};
use crate::app::state::app::AppState;
use crate::app::state::context::{Activity, Context};
use crate::app::state::counselor::{Pane, Side};
use crate::app::state::message::{
    ClockReading, Command, CounselorCommand, Destination, Effect, Effects, Message, Motion,
};
use crate::app::state::model::Seat;
use crate::app::state::screen::{GiveBackOverlay, Open, Overlay, Screen};
use crate::engine::idle_watch::Watch;
use std::time::Duration;

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
        counselor.idle.iter_mut().for_each(|idle| idle.touched(now, Duration::ZERO));
        counselor.flag_turned = None;
    }
    let effects = changed(app, layout, message);
    keeping::after(app, effects)
}

fn changed(app: &mut AppState, layout: Option<&SplitLayout>, message: Message) -> Effects {
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
        Message::RecordBegun(outcome) => {
            record::begun(app, outcome);
            vec![]
        }
        Message::Insert(text) if matches!(context_of_keys(app), Context::Notes | Context::RecordName) => {
            insert(app, &text.0);
            vec![]
        }
        Message::Command(Command::Counselor(command)) => counselor_command(app, command),
        Message::Command(command) if app.counselor_with_keys().is_some() => {
            on_counselor(app, layout, command)
        }
        message @ (Message::Command(_)
        | Message::Insert(_)
        | Message::Previewed(_)
        | Message::Saved(_)
        | Message::Coded(_)
        | Message::Day(_)
        | Message::Printed(_)) => on_client(app, message),
    }
}

/// Lets the client's side change. What is written there is kept in a record as notes are.
fn on_client(app: &mut AppState, message: Message) -> Effects {
    let writes = is_writing(app);
    if writes && matches!(message, Message::Insert(_) | Message::Command(Command::Edit(_))) {
        app.marks.strokes += 1;
    }
    let to = match app.client.overlay.as_ref().map(|open| &open.what) {
        Some(Overlay::GiveBack(GiveBackOverlay { to })) => Some(*to),
        _ => None,
    };
    let turned = app.client.seat != Seat::Counselor;
    let language = app.client.language;
    let effects = client::update(&mut app.client, message);
    wait_for_consent(app);
    if writes && !is_writing(app) {
        back_to_closing(app);
    }
    if app.client.language != language {
        app.marks.changes += 1;
    }
    if turned && app.client.seat == Seat::Counselor && to == Some(Destination::Protocol) {
        app.show_protocol();
    }
    effects
}

/// Returns whether a text is written on the client's side.
fn is_writing(app: &AppState) -> bool {
    context(&app.client).activity() == Activity::Writes
}

/// Leads who wrote down the client's words for the closing back to it.
fn back_to_closing(app: &mut AppState) {
    if let Some(counselor) = app.counselor.as_mut()
        && counselor.pane.what == Pane::Closing
    {
        counselor.side = Side::Counselor;
    }
}

/// Says whether the client has still to agree.
fn waits_for_consent(app: &AppState) -> bool {
    app.counselor.as_ref().is_some_and(|counselor| !counselor.begun)
}

/// Lets nobody answer before the client has agreed: the words to begin with come first.
fn wait_for_consent(app: &mut AppState) {
    if !waits_for_consent(app) || !matches!(app.client.screen.what, Screen::Item(_)) {
        return;
    }
    // The question was not shown, so that it is not skipped.
    app.client.screen = Open::new(Screen::Welcome);
    if app.client.seat == Seat::Counselor {
        app.show_opening();
    } else {
        app.client.open(Overlay::GiveBack(GiveBackOverlay { to: Destination::Counselor }));
    }
}

/// Hears the time; hides everything if nobody has done anything for too long.
fn clock(app: &mut AppState, now: ClockReading) -> Effects {
    let Some(counselor) = app.counselor.as_mut() else { return vec![] };
    counselor.now = now;
    if counselor.idle.is_some_and(|idle| idle.at(now.up) == Watch::Over) {
        app.client.hidden = true;
    }
    vec![]
}

/// Carries out what is asked for on the counselor's side by keys that mean something on both.
fn on_counselor(app: &mut AppState, layout: Option<&SplitLayout>, command: Command) -> Effects {
    match command {
        Command::Help => help(app, layout),
        Command::Move(motion) => step(app, layout, motion),
        Command::Edit(change) => edit(app, change),
        Command::Activate => return activate(app, layout),
        Command::Choose(row) => return choose(app, row),
        Command::Counselor(command) => return counselor_command(app, command),
        // It is shown on the client's side, which is turned to.
        Command::Support | Command::Leave | Command::Source | Command::Guard | Command::ReadingList => {
            app.go_to_client();
            return on_client(app, Message::Command(command));
        }
        Command::Next
        | Command::Back
        | Command::Page(_)
        | Command::ReadOn
        | Command::Skip
        | Command::Review
        | Command::Undo
        | Command::TurnAllTicks
        | Command::Region
        | Command::Language
        | Command::More
        | Command::StartOver
        | Command::GiveBack(_)
        | Command::ShowAnswer
        | Command::Hide
        | Command::ComeBack
        | Command::Forget
        | Command::Done
        | Command::Suspend
        | Command::Redraw
        | Command::Mouse
        | Command::Write(_) => return on_client(app, Message::Command(command)),
    }
    vec![]
}

/// Opens the help for the pane, or closes it.
fn help(app: &mut AppState, layout: Option<&SplitLayout>) {
    let split = known_or_new(layout, || SplitLayout::of(app));
    let context = context_of_keys(app);
    let idle = idle_commands(context, &app.client.policy(), |tried| acts(app, &split, tried));
    app.show_help(context, idle);
}

/// Returns whether a command does something: it is tried on a copy.
fn acts(app: &AppState, layout: &SplitLayout, tried: Command) -> bool {
    let mut copy = app.clone();
    tried == Command::Help
        || !changed(&mut copy, Some(layout), Message::Command(tried)).is_empty()
        || copy != *app
}

/// Moves the pointer or the text of the pane; stays within it.
fn step(app: &mut AppState, layout: Option<&SplitLayout>, motion: Motion) {
    let split = known_or_new(layout, || SplitLayout::of(app));
    if let (Some(layout), Some(counselor)) = (split.side(Side::Counselor), app.counselor.as_mut()) {
        counselor.pane.at = moved(layout, counselor.pane.at, motion);
    }
}

/// Chooses the row that is pointed at. What is out of sight is not chosen, but shown.
fn activate(app: &mut AppState, layout: Option<&SplitLayout>) -> Effects {
    let split = known_or_new(layout, || SplitLayout::of(app));
    let (Some(layout), Some(counselor)) = (split.side(Side::Counselor), app.counselor.as_mut()) else {
        return vec![];
    };
    match chosen(layout, counselor.pane.at) {
        Some(row) => return choose(app, row),
        None => counselor.pane.at.pointer.beyond = 0,
    }
    vec![]
}

/// Acts on a row of the pane.
fn choose(app: &mut AppState, row: usize) -> Effects {
    let Some(at) = app.counselor.as_ref().map(|counselor| counselor.pane.what.clone()) else { return vec![] };
    pane(&at).choose(app, row)
}

fn counselor_command(app: &mut AppState, command: CounselorCommand) -> Effects {
    match command {
        CounselorCommand::Turn => app.turn(),
        CounselorCommand::Write => app.write_notes(),
        CounselorCommand::Done => done(app),
        CounselorCommand::Flag => flag(app),
        CounselorCommand::ClientAlone => seat(app, Seat::Client),
        CounselorCommand::Private => private(app),
        CounselorCommand::Items => app.show_items(),
        CounselorCommand::SessionNotes => app.show(Open::new(Pane::SessionNotes)),
        CounselorCommand::BeginRecord => record::ask(app),
        CounselorCommand::Opening => app.show_opening(),
        CounselorCommand::Closing => app.show(Open::CLOSING),
        CounselorCommand::Summary => app.show(Open::new(Pane::Summary)),
        CounselorCommand::Rounds => app.show(Open::new(Pane::Rounds)),
        CounselorCommand::Protocol => app.show_protocol(),
        CounselorCommand::Pause => app.client.hidden = true,
        CounselorCommand::Clock => {
            if let Some(counselor) = app.counselor.as_mut() {
                counselor.clock_stopped = !counselor.clock_stopped;
            }
        }
        CounselorCommand::Caret { row, column } => caret(app, row, column),
    }
    vec![]
}

/// Ends what is looked at or written on the counselor's side.
fn done(app: &mut AppState) {
    if let Some(at) = app.counselor.as_ref().map(|counselor| counselor.pane.what.clone()) {
        pane(&at).done(app);
    }
}

/// Hands the screen over to a client who answers the question in sight privately. Where none is, it asks which one.
fn private(app: &mut AppState) {
    if waits_for_consent(app) {
        return app.show_opening();
    }
    let Some(item) = app.in_sight() else { return app.ask_which_item() };
    if app.at() != Some(&item)
        && let Some(position) = app.client.session.position_of(&item)
    {
        app.client.go_to_item(position, false);
    }
    seat(app, Seat::Private);
}

/// Marks the question in sight, or takes the mark away. Where no mark could be seen, it asks for which question it is.
fn flag(app: &mut AppState) {
    if waits_for_consent(app) {
        return app.show_opening();
    }
    let elsewhere = app
        .counselor_with_keys()
        .is_some_and(|counselor| !matches!(counselor.pane.what, Pane::Guide | Pane::Items));
    let Some(item) = app.in_sight().filter(|_| !elsewhere) else { return app.ask_which_item() };
    if let Some(counselor) = app.counselor.as_mut() {
        let is_set = !counselor.flags.remove(&item);
        if is_set {
            counselor.flags.insert(item);
        }
        counselor.flag_turned = Some(is_set);
        app.marks.changes += 1;
    }
}

/// Hands the screen over. What lies on top of the client's side stays; what is written there goes on.
fn seat(app: &mut AppState, seat: Seat) {
    app.client.seat = seat;
    if seat == Seat::Private {
        app.client.overlay = None;
        app.client.screen.at.is_unclear = false;
    }
    app.go_to_session();
}
