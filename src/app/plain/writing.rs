//! What a line means where a text is written.
//!
//! An empty line ends the writing. A line that consists of a sign or a command is that command, and any other is text.

use super::commands::{Given, SLASH, ends_writing, given, has_lines, possible, words_of};
use crate::app::keys::bindings::resolve;
use crate::app::state::app::AppState;
use crate::app::state::context::Context;
use crate::app::state::message::{Command, Message, PrivateText};
use crate::app::text::edit::Edit;
use crate::app::text::folded::folded;
use crossterm::event::{KeyCode, KeyEvent};

/// Returns the messages that a line means where a text is written.
pub(super) fn written(app: &AppState, context: Context, line: &str) -> Vec<Message> {
    let model = &app.client;
    let key = |code| resolve(context, &model.policy(), &KeyEvent::from(code)).map(Message::Command);
    match line.trim() {
        "" => return key(KeyCode::Esc).into_iter().collect(),
        "!" => return vec![Message::Command(Command::Support)],
        "?" => return vec![Message::Command(Command::Help)],
        _ => {}
    }
    let text = Message::Insert(PrivateText(line.to_owned()));
    if has_lines(context) {
        return match slashed(app, context, line) {
            Some(command) => vec![Message::Command(command)],
            None => vec![Message::Command(Command::Edit(Edit::NextLine)), text],
        };
    }
    let anew = Message::Command(Command::Edit(Edit::DeleteAll));
    [anew, text].into_iter().chain(key(KeyCode::Enter)).collect()
}

/// Returns the command that a line with a stroke before a word names, if the word is one.
fn slashed(app: &AppState, context: Context, line: &str) -> Option<Command> {
    let typed = folded(line.trim().strip_prefix(SLASH)?);
    let is_word = |command: Command| {
        let Given::Word(words) = given(command) else { return false };
        words_of(app.client.wording(), words).any(|word| folded(word) == typed)
    };
    let anew = [Command::Edit(Edit::DeleteAll)].into_iter();
    let all = possible(&app.client, context).into_iter().map(|(command, _)| command);
    all.chain(anew).filter(|command| !ends_writing(*command)).find(|command| is_word(*command))
}
