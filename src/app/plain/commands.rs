//! How each command is given in plain mode.
//!
//! The keys of the full screen and the words of plain mode lead to the same commands. [`given`] says for each command how it
//! is given in lines, so a new command has one before the program compiles.

use crate::app::keys::bindings::{Binding, bindings};
use crate::app::state::context::{Activity, Context};
use crate::app::state::message::{Command, CounselorCommand, Destination};
use crate::app::state::model::Model;
use crate::app::text::edit::Edit;
use crate::domain::language::wording::{CommandWords, Wording};
use crossterm::event::KeyCode;

/// Before a command in a text of several lines.
pub(super) const SLASH: char = '/';

/// The words of a command: some with a comma between, of which the first is said and all are understood.
pub type Synonyms = fn(&CommandWords) -> &String;

/// How a command is given in lines.
#[derive(Clone, Copy, Debug)]
pub enum Given {
    /// By a word.
    Word(Synonyms),
    /// By a word and the number of a page.
    Page(Synonyms),
    /// By an empty line.
    EmptyLine,
    /// By the number of a choice, or the beginning of its text.
    Choice,
    /// By the lines that are written, where a text is.
    Writing,
    /// By no line, because lines need no such command: all of a page is said, and there is no mouse.
    None,
    /// By no line, because only a public screen has the command, and plain mode is for none.
    Public,
}

/// Returns how a command is given in lines.
#[must_use]
pub fn given(command: Command) -> Given {
    match command {
        Command::Next => Given::Word(|w| &w.on),
        Command::Back => Given::Word(|w| &w.back),
        Command::Activate | Command::Choose(_) => Given::Choice,
        Command::Page(_) => Given::Page(|w| &w.page),
        Command::ReadOn | Command::ComeBack => Given::EmptyLine,
        Command::Skip => Given::Word(|w| &w.skip),
        Command::Review => Given::Word(|w| &w.review),
        Command::Undo => Given::Word(|w| &w.undo),
        Command::Guard => Given::Word(|w| &w.note),
        Command::Source => Given::Word(|w| &w.source),
        Command::TurnAllTicks => Given::Word(|w| &w.ticks),
        Command::ReadingList => Given::Word(|w| &w.more),
        Command::Region => Given::Word(|w| &w.region),
        Command::Language => Given::Word(|w| &w.language),
        Command::Help => Given::Word(|w| &w.help),
        Command::Support => Given::Word(|w| &w.support),
        // The second Ctrl-C, or "end" while everything is hidden.
        Command::Forget | Command::Leave => Given::Word(|w| &w.end),
        Command::Hide => Given::Word(|w| &w.hide),
        Command::Suspend => Given::Word(|w| &w.suspend),
        Command::Redraw => Given::Word(|w| &w.again),
        Command::GiveBack(Destination::Counselor) => Given::Word(|w| &w.counselor),
        Command::GiveBack(Destination::Protocol) => Given::Word(|w| &w.protocol),
        Command::ShowAnswer => Given::Word(|w| &w.show),
        Command::Edit(edit) => of_edit(edit),
        Command::Counselor(command) => of_counselor(command),
        Command::Move(_) | Command::Mouse => Given::None,
        Command::More | Command::StartOver | Command::Done | Command::Write(_) => Given::Public,
    }
}

fn of_edit(edit: Edit) -> Given {
    match edit {
        Edit::Undo => Given::Word(|w| &w.undo),
        Edit::Redo => Given::Word(|w| &w.redo),
        Edit::DeleteAll => Given::Word(|w| &w.anew),
        _ => Given::Writing,
    }
}

fn of_counselor(command: CounselorCommand) -> Given {
    Given::Word(match command {
        CounselorCommand::Turn => |w| &w.side,
        CounselorCommand::Write => |w| &w.write,
        CounselorCommand::Done => |w| &w.close,
        CounselorCommand::Flag => |w| &w.mark,
        CounselorCommand::ClientAlone => |w| &w.client,
        CounselorCommand::Private => |w| &w.private,
        CounselorCommand::Items => |w| &w.items,
        CounselorCommand::SessionNotes => |w| &w.session,
        CounselorCommand::BeginRecord => |w| &w.record,
        CounselorCommand::Opening => |w| &w.opening,
        CounselorCommand::Closing => |w| &w.closing,
        CounselorCommand::Summary => |w| &w.summary,
        CounselorCommand::Rounds => |w| &w.rounds,
        CounselorCommand::Protocol => |w| &w.protocol,
        CounselorCommand::Pause => |w| &w.pause,
        CounselorCommand::Clock => |w| &w.clock,
        CounselorCommand::Caret { .. } => return Given::Writing,
    })
}

/// Returns the words that a command is understood by, the one that is said first.
pub(super) fn words_of(wording: &Wording, words: Synonyms) -> impl Iterator<Item = &str> {
    words(&wording.command).split(',').map(str::trim)
}

/// Returns the commands of a context that are possible now, each once, with the binding it belongs to.
pub(super) fn possible(model: &Model, context: Context) -> Vec<(Command, &'static Binding)> {
    let mut all: Vec<(Command, &'static Binding)> = Vec::new();
    for binding in bindings(context, &model.policy()) {
        for (_, command) in binding.keys {
            if model.can(*command) && !all.iter().any(|(known, _)| known == command) {
                all.push((*command, binding));
            }
        }
    }
    all
}

/// Returns the lines of the help for a context: what can be typed, and what it does. `names` says whether a command does
/// something there.
pub(super) fn help(model: &Model, context: Context, names: impl Fn(Command) -> bool) -> Vec<String> {
    let wording = model.wording();
    let (mut lines, mut known): (Vec<String>, Vec<String>) = Default::default();
    let writes = context.activity() == Activity::Writes;
    for (command, binding) in possible(model, context).into_iter().filter(|(command, _)| names(*command)) {
        let Some(typed) = typed_at(wording, context, command) else { continue };
        let name = if command == Command::Redraw { &wording.plain.again } else { binding.name(wording) };
        let said = match letter(binding, command) {
            Some(letter) if !writes => format!("{typed}, {letter}"),
            _ => typed.clone(),
        };
        if !known.contains(&typed) {
            lines.push(if typed.trim_start_matches(SLASH) == name {
                format!("{said}.")
            } else {
                format!("{said}: {name}.")
            });
            known.push(typed);
        }
    }
    if writes {
        let slashed = has_lines(context).then(|| wording.plain.slashed.clone());
        lines.splice(0..0, [how_to_write(wording, context).clone()].into_iter().chain(slashed));
    }
    lines
}

/// Returns how a text is written in a context: line by line, or as one value.
pub(super) fn how_to_write(wording: &Wording, context: Context) -> &String {
    let words = &wording.plain;
    if has_lines(context) { &words.lines_help } else { &words.value_help }
}

/// Returns the letter or sign that does the same as the word of a command.
fn letter(binding: &Binding, command: Command) -> Option<char> {
    binding.keys.iter().filter(|(_, does)| *does == command).find_map(|((code, modifiers), _)| match code {
        KeyCode::Char(c) if modifiers.is_empty() && !c.is_ascii_digit() && *c != ' ' => Some(*c),
        _ => None,
    })
}

/// Returns what is typed for a command in a context. Where a text of several lines is written, a slash stands before a word; an
/// empty line is the way out. In a text of one line every word is text.
fn typed_at(wording: &Wording, context: Context, command: Command) -> Option<String> {
    let typed = typed_for(wording, command)?;
    match (context.activity(), given(command)) {
        (Activity::Writes, Given::Word(_)) if !has_lines(context) || ends_writing(command) => None,
        (Activity::Writes, Given::Word(_)) => Some(format!("{SLASH}{typed}")),
        _ => Some(typed),
    }
}

/// Returns what is typed for a command, as the help names it.
fn typed_for(wording: &Wording, command: Command) -> Option<String> {
    Some(match given(command) {
        Given::Word(words) => words_of(wording, words).next()?.to_owned(),
        Given::Page(words) => format!("{} 1-5", words_of(wording, words).next()?),
        Given::EmptyLine => wording.key.enter.clone(),
        Given::Choice => wording.plain.numbers.clone(),
        Given::Writing | Given::None | Given::Public => return None,
    })
}

/// Says whether a text of several lines is written in a context. Else it is one value.
pub(super) fn has_lines(context: Context) -> bool {
    matches!(context, Context::Text | Context::Notes)
}

/// Says whether a command ends the writing, which an empty line does.
pub(super) fn ends_writing(command: Command) -> bool {
    matches!(command, Command::Back | Command::Counselor(CounselorCommand::Done))
}
