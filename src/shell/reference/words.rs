//! Finds the words that fit a command line at the place where somebody pressed Tab.
//!
//! What the command line takes is asked of clap's engine, what a value can be of [`Values`]. This module must not read
//! a file, and must not know a shell: the scripts beside it do.

use super::values::{FittingWord, Values};
use crate::shell::cli::args::Cli;
use clap::builder::ValueHint;
use clap::{Arg, Command, CommandFactory};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, complete};
use std::ffi::{OsStr, OsString};
use std::sync::Arc;

/// Asks the shell for its names of files.
const FILES: &str = ":files";

/// Asks the shell for its names of folders.
const FOLDERS: &str = ":folders";

/// Returns the words that fit in the place of `word`, behind the words `before` it. One of them may be `:files` or
/// `:folders` instead, which asks the shell for its own names of these.
pub(crate) fn fitting(before: &[OsString], word: &OsStr) -> Vec<FittingWord> {
    let (option, value, is_joined) = split(word);
    let before: Vec<OsString> = before.iter().cloned().chain(option.clone()).collect();
    let values = Arc::new(Values::of(&before));
    let mut command = with_values(Cli::command(), &values);
    command.build();
    if before.first().is_some_and(|first| command.find_subcommand(first).is_none()) {
        // Behind an option of the checklist a command would be refused.
        command = command.mut_subcommands(|inner| inner.hide(true));
    }
    // An option that takes its value behind "=" alone would take the next word for it.
    let is_whole = before.last().is_some_and(|last| !is_joined && needs_equals(&command, last));
    let told = before.get(..before.len() - usize::from(is_whole)).unwrap_or_default();
    let line = [OsString::from("stillpoint")].into_iter().chain(told.iter().cloned()).chain([value.clone()]);
    let found = complete(&mut command, line.collect(), told.len() + 1, None).unwrap_or_default();
    let prefix = option.map(|option| format!("{}=", option.to_string_lossy())).unwrap_or_default();
    let is_new = |(found, _): &FittingWord| {
        !found.starts_with("--") || !before.iter().any(|word| word == found.as_str())
    };
    let found = found.iter().filter(|found| !found.is_hide_set()).map(plain).filter(is_new).collect();
    let placed = |(found, told): FittingWord| match found.as_str() {
        FILES | FOLDERS => (found, told),
        _ => (format!("{prefix}{found}"), told),
    };
    of_one_kind(found, &value).into_iter().map(placed).collect()
}

/// Splits `--option=value`, which is one word in most shells, into the option, the value, and whether they were joined.
/// Where it is more than one word, the script puts the "=" before the value.
fn split(word: &OsStr) -> (Option<OsString>, OsString, bool) {
    match word.to_str().and_then(|word| word.split_once('=')) {
        Some((option, value)) if option.starts_with("--") => (Some(option.into()), value.into(), true),
        Some(("", value)) => (None, value.into(), true),
        _ => (None, word.to_owned(), false),
    }
}

/// Says whether an option takes its value behind "=" alone, wherever it is an option.
fn needs_equals(command: &Command, option: &OsStr) -> bool {
    let is_it = |argument: &Arg| {
        argument.is_require_equals_set()
            && argument.get_long().is_some_and(|long| option == format!("--{long}").as_str())
    };
    command.get_arguments().any(is_it) || command.get_subcommands().any(|inner| needs_equals(inner, option))
}

/// Keeps the options if an option was begun; else all but the options, as long as there is something else.
fn of_one_kind(found: Vec<FittingWord>, word: &OsStr) -> Vec<FittingWord> {
    let is_option = |(found, _): &FittingWord| found.starts_with('-');
    let wanted = word.to_string_lossy().starts_with('-');
    if found.iter().any(|one| is_option(one) == wanted) {
        found.into_iter().filter(|one| is_option(one) == wanted).collect()
    } else {
        found
    }
}

fn plain(found: &CompletionCandidate) -> FittingWord {
    let told = found.get_help().map(|help| help.to_string().lines().next().unwrap_or_default().to_owned());
    (found.get_value().to_string_lossy().into_owned(), told)
}

/// Adds to each argument of a command what finds its values.
fn with_values(command: Command, values: &Arc<Values>) -> Command {
    let name = command.get_name().to_owned();
    let command = command.mut_args(|argument| match finder(&name, &argument) {
        Some(find) => {
            let values = Arc::clone(values);
            let candidates = move |word: &OsStr| {
                let found = find(&values, &word.to_string_lossy()).into_iter();
                found
                    .map(|(value, told)| CompletionCandidate::new(value).help(told.map(Into::into)))
                    .collect()
            };
            argument.add(ArgValueCompleter::new(candidates))
        }
        None => argument,
    });
    command.mut_subcommands(|inner| with_values(inner, values))
}

/// Finds the values that begin with what was typed.
type Finder = fn(&Values, &str) -> Vec<FittingWord>;

/// Returns what finds the values of an argument of a command; `None` where clap knows them, or nobody does.
fn finder(command: &str, argument: &Arg) -> Option<Finder> {
    Some(match (command, argument.get_id().as_str()) {
        ("sentences" | "new", "lang") => |_, typed| Values::built_in_languages(typed),
        (_, "lang") => Values::languages,
        (_, "region") => Values::regions,
        (_, "record") | ("show" | "export" | "remove", "name") => Values::records,
        ("man", "page") => |_, typed| Values::pages(typed),
        ("new", "folder") | (_, "out") => |_, _| vec![(FOLDERS.to_owned(), None)],
        _ if argument.get_value_hint() == ValueHint::AnyPath => |_, _| vec![(FILES.to_owned(), None)],
        _ => return None,
    })
}
