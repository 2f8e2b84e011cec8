//! What a typed line means: the number of a choice, its words or their beginning, the word of a command, or its key.
//!
//! A line that could mean two things means neither: the person is asked. It must not change the state.

use super::commands::{Given, given, possible, words_of};
use super::spoken::{ROOM, Utterance, body};
use super::writing::written;
use crate::app::keys::bindings::resolve;
use crate::app::keys::twins::ascii_twin;
use crate::app::screens::registry::{compose, context, context_of_keys, pane};
use crate::app::state::app::AppState;
use crate::app::state::context::{Activity, Context};
use crate::app::state::counselor::Side;
use crate::app::state::message::{Command, CounselorCommand, Message};
use crate::app::state::model::Seat;
use crate::app::text::folded::folded;
use crossterm::event::{KeyCode, KeyEvent};

/// What a typed line means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Understood {
    /// These messages, one after the other.
    Messages(Vec<Message>),
    /// One of these choices or commands, and it is not clear which.
    Several(Vec<String>),
    /// Nothing here.
    Unknown,
    /// Nothing, and nothing is said about it: everything is hidden.
    Nothing,
}

/// Returns what a line means in a state.
#[must_use]
pub fn understand(app: &AppState, line: &str) -> Understood {
    let context = context_of_keys(app);
    match context.activity() {
        Activity::Writes => Understood::Messages(written(app, context, line)),
        Activity::Hides => hidden(app, line),
        _ => on_sides(app, line),
    }
}

/// While everything is hidden, only the ways back and out are understood.
fn hidden(app: &AppState, line: &str) -> Understood {
    let typed = folded(line.trim());
    if typed.is_empty() {
        return Understood::Messages(vec![Message::Command(Command::ComeBack)]);
    }
    let ends = |words| words_of(app.client.wording(), words).any(|word| folded(word) == typed);
    match given(Command::Forget) {
        Given::Word(words) if ends(words) => Understood::Messages(vec![Message::Command(Command::Forget)]),
        _ => Understood::Nothing,
    }
}

/// Looks at what lies over the client's side, else on the side that has the keys, and if that knows no such line, on the other one that the counselor sees.
fn on_sides(app: &AppState, line: &str) -> Understood {
    let has_keys = app.counselor_with_keys().map_or(Side::Client, |counselor| counselor.side);
    let first = if app.client.overlay.is_some() { Side::Client } else { has_keys };
    match turned(has_keys, first, on_side(app, first, line)) {
        Understood::Unknown if !line.trim().is_empty() || is_guide(app) => {}
        known => return known,
    }
    let is_counselor = app.client.seat == Seat::Counselor;
    if !(is_counselor && app.counselor.as_ref().is_some_and(|counselor| counselor.begun)) {
        return Understood::Unknown;
    }
    turned(has_keys, other(first), on_side(app, other(first), line))
}

/// Returns what a line means on a side; the keys go there first.
fn turned(has_keys: Side, side: Side, meant: Understood) -> Understood {
    match meant {
        Understood::Messages(messages) if side != has_keys => {
            let turn = Message::Command(Command::Counselor(CounselorCommand::Turn));
            Understood::Messages([turn].into_iter().chain(messages).collect())
        }
        other => other,
    }
}

/// Says whether the keys are at the counselor's guide. It only stands beside what the client sees, so what has no meaning
/// for it is meant for that.
pub(super) fn is_guide(app: &AppState) -> bool {
    context_of_keys(app) == Context::CounselorGuide
}

fn other(side: Side) -> Side {
    match side {
        Side::Client => Side::Counselor,
        Side::Counselor => Side::Client,
    }
}

/// Returns what a side says, and the context of its keys.
pub(super) fn side(app: &AppState, side: Side) -> (Context, Vec<Utterance>) {
    match (side, &app.counselor) {
        (Side::Counselor, Some(counselor)) => {
            let open = &counselor.pane;
            let component = pane(&open.what);
            (
                component.context(app, open.at),
                body(&component.sheet(app, open.at, ROOM), app.client.wording()),
            )
        }
        _ => (context(&app.client), body(&compose(&app.client, ROOM), app.client.wording())),
    }
}

/// Returns how many choices there are where the keys are.
#[must_use]
pub fn choices(app: &AppState) -> usize {
    let has_keys = app.counselor_with_keys().map_or(Side::Client, |counselor| counselor.side);
    side(app, has_keys).1.iter().filter(|spoken| spoken.row.is_some()).count()
}

fn on_side(app: &AppState, at: Side, line: &str) -> Understood {
    let (context, said) = side(app, at);
    let (line, typed) = (line.trim(), folded(line.trim()));
    let command = |command| Understood::Messages(vec![Message::Command(command)]);
    if typed.is_empty() {
        return empty(app, context).map_or(Understood::Unknown, command);
    }
    let choices: Vec<(usize, &str)> =
        said.iter().filter_map(|spoken| Some((spoken.row?, spoken.text.as_str()))).collect();
    if let Some(wanted) = number(&typed) {
        let chosen = choices.iter().find(|(row, _)| row + 1 == wanted);
        return match chosen {
            Some((row, _)) => command(Command::Choose(*row)),
            None if choices.is_empty() => key(app, context, line).map_or(Understood::Unknown, command),
            None => Understood::Unknown,
        };
    }
    let found = candidates(app, context, &choices, line);
    match found.as_slice() {
        [] => Understood::Unknown,
        [(_, one)] => command(*one),
        many => Understood::Several(many.iter().map(|(name, _)| name.clone()).collect()),
    }
}

/// Returns what an empty line does: what Enter does to a text that is read. Nothing is chosen by it.
pub(super) fn empty(app: &AppState, context: Context) -> Option<Command> {
    let reads = !matches!(context.activity(), Activity::Chooses | Activity::Seeks)
        && context != Context::CounselorGuide;
    resolve(context, &app.client.policy(), &KeyEvent::from(KeyCode::Enter)).filter(|_| reads)
}

fn number(typed: &str) -> Option<usize> {
    typed.chars().map(ascii_twin).collect::<String>().parse().ok()
}

/// Returns the command of a key that is typed as a character, if lines have a use for it.
fn key(app: &AppState, context: Context, typed: &str) -> Option<Command> {
    let mut characters = typed.chars();
    let (Some(character), None) = (characters.next(), characters.next()) else { return None };
    let pressed = KeyEvent::from(KeyCode::Char(character));
    let command = resolve(context, &app.client.policy(), &pressed)?;
    let is_useful = matches!(given(command), Given::Word(_) | Given::Page(_) | Given::Choice);
    is_useful.then_some(command).filter(|command| app.client.can(*command))
}

/// Returns all that a line can mean, each with its name: an exact word alone, else whatever begins so.
fn candidates(
    app: &AppState,
    context: Context,
    choices: &[(usize, &str)],
    line: &str,
) -> Vec<(String, Command)> {
    let typed = folded(line);
    let mut all: Vec<(String, Command)> =
        choices.iter().map(|(row, text)| ((*text).to_owned(), Command::Choose(*row))).collect();
    all.extend(words(app, context));
    if let Some(exact) = all.iter().find(|(name, _)| folded(name) == typed) {
        return vec![exact.clone()];
    }
    let of_key = key(app, context, line);
    let mut found: Vec<(String, Command)> = Vec::new();
    for (name, command) in all.into_iter().filter(|(name, _)| folded(name).starts_with(&typed)) {
        let is_choice = matches!(command, Command::Choose(_));
        let known = found.iter().any(|(_, other)| *other == command);
        // A key of one letter means its own command, and not another one that begins with it.
        if !known && (is_choice || of_key.is_none()) {
            found.push((name, command));
        }
    }
    if let Some(command) = of_key {
        let name = words(app, context).into_iter().find(|(_, other)| *other == command);
        found.push((name.map_or_else(|| line.to_owned(), |(name, _)| name), command));
    }
    found
}

/// Returns the words of a context with their commands.
fn words(app: &AppState, context: Context) -> Vec<(String, Command)> {
    let wording = app.client.wording();
    let mut all = Vec::new();
    for (command, _) in possible(&app.client, context) {
        match given(command) {
            Given::Word(words) => all.extend(words_of(wording, words).map(|word| (word.to_owned(), command))),
            Given::Page(words) => {
                let Command::Page(page) = command else { continue };
                all.extend(words_of(wording, words).map(|word| (format!("{word} {}", page + 1), command)));
            }
            Given::EmptyLine | Given::Choice | Given::Writing | Given::None | Given::Public => {}
        }
    }
    all
}
