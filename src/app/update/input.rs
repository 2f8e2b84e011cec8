//! What an event of the terminal means where the person is: a message, or nothing.

use crate::app::keys::bindings::resolve;
use crate::app::layout::single::Layout;
use crate::app::layout::split::SplitLayout;
use crate::app::screens::overlay::regions::seeks_on;
use crate::app::screens::registry::{context, context_of_keys};
use crate::app::state::app::AppState;
use crate::app::state::context::{Activity, Context};
use crate::app::state::counselor::Side;
use crate::app::state::message::{Command, CounselorCommand, Message, Motion, PrivateText};
use crate::app::state::model::Model;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Size;

/// Returns the message that an event stands for where the person is, on either side.
#[must_use]
pub fn message_of(app: &AppState, event: &Event) -> Option<Message> {
    if let Event::Mouse(mouse) = event {
        return mouse_on_sides(app, mouse).map(Message::Command);
    }
    message_in(context_of_keys(app), &app.client, event)
}

/// Returns what a click or the wheel does: on the side where it is, whichever has the keys.
fn mouse_on_sides(app: &AppState, mouse: &MouseEvent) -> Option<Command> {
    if app.counselor.is_none() {
        return mouse_command(&app.client, mouse);
    }
    let has_keys = app.counselor_with_keys().map_or(Side::Client, |counselor| counselor.side);
    match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => {
            let (side, command) = SplitLayout::of(app).hit(mouse.column, mouse.row)?;
            match command {
                Some(Command::Counselor(CounselorCommand::Caret { row, .. })) => {
                    Some(caret(app, row, mouse.column))
                }
                command if side == has_keys || matches!(command, Some(Command::Counselor(_))) => command,
                // The first click on a side gives it the keys.
                _ => Some(Command::Counselor(CounselorCommand::Turn)),
            }
        }
        MouseEventKind::ScrollUp => may_scroll(context_of_keys(app)).then_some(Command::Move(Motion::Up)),
        MouseEventKind::ScrollDown => may_scroll(context_of_keys(app)).then_some(Command::Move(Motion::Down)),
        _ => None,
    }
}

fn caret(app: &AppState, row: usize, x: u16) -> Command {
    let left = SplitLayout::of(app).side(Side::Counselor).map_or(0, |layout| layout.text.x);
    Command::Counselor(CounselorCommand::Caret { row, column: x.saturating_sub(left) })
}

/// Returns the message that an event stands for in this state of the client's side.
#[must_use]
pub fn message(model: &Model, event: &Event) -> Option<Message> {
    message_in(context(model), model, event)
}

fn message_in(context: Context, model: &Model, event: &Event) -> Option<Message> {
    match event {
        Event::Key(key) => key_message(context, model, key),
        Event::Mouse(mouse) => mouse_command(model, mouse).map(Message::Command),
        Event::Paste(text) => pasted(context, text),
        Event::Resize(width, height) => Some(Message::Resized(Size { width: *width, height: *height })),
        Event::FocusGained | Event::FocusLost => None,
    }
}

fn pasted(context: Context, text: &str) -> Option<Message> {
    is_text(context).then(|| Message::Insert(PrivateText(text.to_owned())))
}

/// Says whether letters are text here.
fn is_text(context: Context) -> bool {
    context.activity() == Activity::Writes
}

/// Says whether letters are text here, or lead to names.
fn takes_letters(context: Context) -> bool {
    matches!(context.activity(), Activity::Writes | Activity::Seeks)
}

fn key_message(context: Context, model: &Model, key: &KeyEvent) -> Option<Message> {
    let typed = !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
    // Within a name that is typed a blank is a letter.
    let goes_on =
        key.code == KeyCode::Char(' ') && typed && context == Context::Names && seeks_on(model, ' ');
    let command = resolve(context, &model.policy(), key).filter(|_| !goes_on);
    if let Some(command) = command {
        return Some(Message::Command(command));
    }
    match key.code {
        KeyCode::Char(c) if takes_letters(context) && typed => {
            Some(Message::Insert(PrivateText(c.to_string())))
        }
        _ => None,
    }
}

fn mouse_command(model: &Model, mouse: &MouseEvent) -> Option<Command> {
    match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => Layout::of(model).hit(mouse.column, mouse.row),
        MouseEventKind::ScrollUp => may_scroll(context(model)).then_some(Command::Move(Motion::Up)),
        MouseEventKind::ScrollDown => may_scroll(context(model)).then_some(Command::Move(Motion::Down)),
        _ => None,
    }
}

/// Says whether there is something to scroll or to point at; not on the neutral screen.
fn may_scroll(context: Context) -> bool {
    match context.activity() {
        Activity::Reads | Activity::Scans | Activity::Chooses | Activity::Seeks => true,
        Activity::Waits | Activity::Writes | Activity::Hides | Activity::Enlarges => false,
    }
}
