//! What an event of the terminal means where the person is: a message, or nothing.

use super::bindings::resolve;
use super::layout::Layout;
use super::message::{Command, Context, Message, PrivateText};
use super::model::Model;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Size;

/// Returns the message that an event stands for in this state.
#[must_use]
pub fn message(model: &Model, event: &Event) -> Option<Message> {
    match event {
        Event::Key(key) => key_message(model, key),
        Event::Mouse(mouse) => mouse_command(model, mouse).map(Message::Command),
        Event::Paste(text) => {
            (model.context() == Context::Field).then(|| Message::Insert(PrivateText(text.clone())))
        }
        Event::Resize(width, height) => Some(Message::Resized(Size { width: *width, height: *height })),
        Event::FocusGained | Event::FocusLost => None,
    }
}

fn key_message(model: &Model, key: &KeyEvent) -> Option<Message> {
    let context = model.context();
    if let Some(command) = resolve(context, &model.setup.policy, key) {
        return Some(Message::Command(command));
    }
    let typed = !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
    match key.code {
        KeyCode::Char(c) if context == Context::Field && typed => {
            Some(Message::Insert(PrivateText(c.to_string())))
        }
        _ => None,
    }
}

fn mouse_command(model: &Model, mouse: &MouseEvent) -> Option<Command> {
    match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => Layout::of(model).hit(mouse.column, mouse.row),
        MouseEventKind::ScrollUp => on_page(model).then_some(Command::Up),
        MouseEventKind::ScrollDown => on_page(model).then_some(Command::Down),
        _ => None,
    }
}

/// Says whether there is something to scroll or to point at; not on the neutral screen.
fn on_page(model: &Model) -> bool {
    !matches!(model.context(), Context::Hidden | Context::Small | Context::Field)
}
