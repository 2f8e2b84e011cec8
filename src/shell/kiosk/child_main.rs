//! One process of the kiosk: a visitor's session, or what staff see. The supervisor starts it and outlives it.
//!
//! It uses the terminal that the supervisor has taken over, and gives nothing back: the end of the process is what
//! clears its memory, and the supervisor clears the screen. It writes no file of a visitor. Standard error is its line to
//! the supervisor: what it starts with comes from there, and reports go there.

use super::child_context::ChildContext;
use super::handover::Handover;
use super::printer;
use super::sandbox;
use super::staff;
use super::visitor;
use crate::shell::cli::kiosk::{KioskArgs, Part};
use crate::shell::terminal::faults::unusable;
use crate::shell::world::environment::Environment;
use crate::shell::world::error::Failure;
use rustix::process::getppid;
use std::io;
use std::os::unix::net::UnixStream;

/// Plays a part in a kiosk.
///
/// # Errors
/// If it was not started by a supervisor, or something keeps it from going on: the supervisor clears then.
pub(crate) fn run(part: Part, args: &KioskArgs) -> Result<(), Failure> {
    if part == Part::Printer {
        sandbox::keep_memory().map_err(unusable)?;
        return printer::keep(&args.print, printer::LIMIT).map_err(|_| Failure::new("It was not printed."));
    }
    let line = supervisor().ok_or_else(|| {
        Failure::new("This is a part of the kiosk and runs in it alone.").hint("Run: stillpoint kiosk")
    })?;
    let memory = match part {
        Part::Visitor | Part::Printer => sandbox::OF_A_VISITOR,
        Part::Staff => sandbox::OF_STAFF,
    };
    let confined = sandbox::keep_memory()
        .and_then(|_| sandbox::bound(getppid().ok_or(io::ErrorKind::NotFound)?, memory));
    confined.map_err(unusable)?;
    // What a fault was is told to nobody: it could tell what was entered.
    std::panic::set_hook(Box::new(|_| {}));
    let handed = Handover::read(&line).map_err(unusable)?;
    let site = handed.site()?;
    let environment = Environment::read();
    let place = ChildContext::take(&site, args, &environment, line)?;
    match part {
        Part::Visitor | Part::Printer => visitor::run(place, handed, site, args, &environment),
        Part::Staff => staff::run(place, handed, site, args, environment),
    }
}

/// Returns the line to the supervisor, if there is one.
fn supervisor() -> Option<UnixStream> {
    let line = UnixStream::from(rustix::stdio::stderr().try_clone_to_owned().ok()?);
    // Whatever else standard error may be, it has no address.
    line.local_addr().is_ok().then_some(line)
}
