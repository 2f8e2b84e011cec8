//! Runs a session line by line.

use super::abilities::Abilities;
use super::front::LineFront;
use super::program::PlainProgram;
use crate::domain::site::PlainMode;
use crate::shell::session::event_loop::SessionProgram;
use crate::shell::session::options::RunOptions;
use crate::shell::terminal::event_source::EventSource;
use crate::shell::terminal::faults::unusable;
use crate::shell::terminal::input::InputSource;
use crate::shell::terminal::program;
use crate::shell::terminal::signals::Watched;
use crate::shell::terminal::stage::guarded;
use crate::shell::world::environment::Environment;
use crate::shell::world::error::Failure;
use ratatui::layout::Size;
use std::io::{self, IsTerminal};

/// The window that the state knows of. All of a page is in it, so nothing is scrolled, and it shows one side at a time.
const WINDOW: Size = Size { width: 90, height: 2000 };

/// Returns whether a session is shown line by line: what was asked for, else what ACCESSIBLE says, else the settings.
#[must_use]
pub(in crate::shell) fn mode(
    asked: Option<PlainMode>,
    accessible: Option<bool>,
    site: PlainMode,
) -> PlainMode {
    asked.unwrap_or(match (accessible, site) {
        (Some(false), _) => PlainMode::Off,
        (Some(true), PlainMode::Off) => PlainMode::Lines,
        (Some(true) | None, site) => site,
    })
}

/// Runs a session line by line until the person leaves, the input ends, or somebody ends it.
///
/// # Errors
/// If standard input or output cannot be used, if a signal ends the program, or after a fault.
pub(in crate::shell) fn run(
    options: RunOptions,
    style: PlainMode,
    environment: &Environment,
) -> Result<(), Failure> {
    guarded(|| {
        let is_typed = io::stdin().is_terminal();
        let is_seen = io::stdout().is_terminal();
        let abilities = Abilities { is_typed, clears: is_typed && is_seen && environment.can_place_text() };
        // From a pipe no key comes, so SIGINT ends the program as it ends others.
        let signals = if is_typed { Watched::by_keys() } else { Watched::all() }.map_err(unusable)?;
        let input = rustix::stdio::stdin().try_clone_to_owned().map_err(unusable)?;
        let mut source = EventSource::new(signals, InputSource::read(input)).map_err(unusable)?;
        let mut front = LineFront::new(abilities.clears)?;
        let session = SessionProgram::new(options, environment, source.waker(), WINDOW)?;
        let mut plain = PlainProgram::new(session, abilities, style);
        let ended = program::run(&mut plain, &mut front, &mut source);
        let written = front.finish(&plain).map_err(unusable);
        let ended = plain.into_session().finish(ended);
        ended.and(written)
    })
}
