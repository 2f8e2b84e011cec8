//! Reads the arguments, and adds to an error what was most likely meant.
//!
//! This module must not accept or refuse anything; clap does.

use super::args::Cli;
use crate::files::toml::faults::{did_you_mean, there_are};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory, Parser};
use std::ffi::OsString;
use std::path::Path;

/// Options that the kiosk does not have because its settings say it, and the keys there.
const OF_KIOSK: [(&str, &str); 2] = [("--questions", "questions"), ("--region", "region")];

/// Reads the arguments, the program's own name first.
///
/// # Errors
/// What clap has to say: help, the version, or what is wrong with the arguments.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Cli, Box<clap::Error>> {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    Cli::try_parse_from(&arguments).map_err(|error| Box::new(with_tip(error, &arguments)))
}

/// Adds what was most likely meant to an error about these arguments.
fn with_tip(error: clap::Error, arguments: &[OsString]) -> clap::Error {
    match error.kind() {
        ErrorKind::ArgumentConflict => with_order(error),
        ErrorKind::InvalidSubcommand => with_command(error, arguments),
        ErrorKind::UnknownArgument => with_option(error, arguments),
        _ => error,
    }
}

/// Says where an option belongs that the command does not have.
fn with_option(mut error: clap::Error, arguments: &[OsString]) -> clap::Error {
    let Some(ContextValue::String(option)) = error.get(ContextKind::InvalidArg) else { return error };
    let mut places = Vec::new();
    places_of(&Cli::command(), option.trim_start_matches('-'), "", &mut places);
    if error.get(ContextKind::SuggestedArg).is_some() || places.is_empty() {
        return error;
    }
    let key = OF_KIOSK.iter().find(|(name, _)| name == option && command(arguments).get_name() == "kiosk");
    let settings = key.map(|(_, key)| format!("; the kiosk's settings say it, under \"{key}\""));
    let tip = format!("{option} is an option of {}{}", places.join(", "), settings.unwrap_or_default());
    error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
    error
}

/// Adds the commands that have an option, the checklist first.
fn places_of(command: &Command, option: &str, path: &str, places: &mut Vec<String>) {
    let has_it = command
        .get_arguments()
        .any(|argument| argument.get_long() == Some(option) && !argument.is_hide_set());
    if has_it {
        places.push(if path.is_empty() { "the checklist".to_owned() } else { path.to_owned() });
    }
    for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set()) {
        places_of(inner, option, format!("{path} {}", inner.get_name()).trim_start(), places);
    }
}

/// Says in which order an option and a command go, where they were the other way round.
fn with_order(mut error: clap::Error) -> clap::Error {
    if let Some(ContextValue::String(command)) = error.get(ContextKind::InvalidSubcommand) {
        let tip = format!("options go behind the command they are for: stillpoint {command} [OPTIONS]");
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
    }
    error
}

/// Says which command was meant where there is none of this name.
fn with_command(mut error: clap::Error, arguments: &[OsString]) -> clap::Error {
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else { return error };
    let is_told = error.get(ContextKind::SuggestedSubcommand).is_some();
    let tip = match of_file(word) {
        Some(tip) => tip.to_owned(),
        None if is_told => return error,
        None => {
            let names = commands(arguments);
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            format!("{}{}", did_you_mean(word, &names), there_are(&names))
        }
    };
    error.remove(ContextKind::SuggestedSubcommand);
    error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
    error
}

/// Says what is done with a file that stands where a command is expected.
fn of_file(word: &str) -> Option<&'static str> {
    let ending = Path::new(word).extension()?.to_str()?;
    Some(match ending {
        "json" => {
            "results for a file of answers: stillpoint report FILE; to go on with it: stillpoint --answers FILE"
        }
        "toml" => {
            "what is wrong with a file: stillpoint check FILE; to use it: --questions FILE or --settings FILE"
        }
        "age" => "a record is called by its name: stillpoint records show NAME",
        _ => return None,
    })
}

/// Returns the names of the commands where one of them was expected: those of the program, or those of a command.
fn commands(arguments: &[OsString]) -> Vec<String> {
    command(arguments).get_subcommands().map(|command| command.get_name().to_owned()).collect()
}

/// Returns the command that the arguments name, the program itself if they name none.
fn command(arguments: &[OsString]) -> Command {
    arguments.iter().fold(Cli::command(), |found, word| match found.find_subcommand(word) {
        Some(inner) => inner.clone(),
        None => found,
    })
}
