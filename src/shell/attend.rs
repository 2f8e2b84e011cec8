//! One process of the kiosk: a visitor's session, or what staff see. The supervisor starts it and outlives it.
//!
//! It uses the terminal that the supervisor has taken over, and gives nothing back: the end of the process is what
//! clears its memory, and the supervisor clears the screen. It writes no file of a visitor. Standard error is its line to
//! the supervisor: what it starts with comes from there, and reports go there.

use super::cli_kiosk::{KioskArgs, Part};
use super::clock::Alarm;
use super::confine;
use super::environment::Environment;
use super::error::Failure;
use super::handover::Handover;
use super::input::Input;
use super::looks;
use super::reports;
use super::signals::Signal;
use super::stage::{Stage, lost, unusable};
use super::{staff_part, visitor_part};
use crate::app::visitor::Report;
use crate::domain::site::Site;
use crate::engine::vigil::Vigil;
use rustix::process::getppid;
use std::io;
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

/// Plays a part in a kiosk.
///
/// # Errors
/// If it was not started by a supervisor, or something keeps it from going on: the supervisor clears then.
pub fn run(part: Part, args: &KioskArgs) -> Result<(), Failure> {
    let line = supervisor().ok_or_else(|| {
        Failure::failed("This is a part of the kiosk and runs in it alone.", "Run: stillpoint kiosk")
    })?;
    let memory = match part {
        Part::Visitor => confine::OF_A_VISITOR,
        Part::Staff => confine::OF_STAFF,
    };
    let confined = confine::keep_memory()
        .and_then(|_| confine::bound(getppid().ok_or(io::ErrorKind::NotFound)?, memory));
    confined.map_err(|error| unusable(&error))?;
    // What a fault was is told to nobody: it could tell what was entered.
    std::panic::set_hook(Box::new(|_| {}));
    let handed = Handover::read(&line).map_err(|error| unusable(&error))?;
    let site = handed.site()?;
    let environment = Environment::read();
    let place = Place::take(&site, args, &environment, line)?;
    match part {
        Part::Visitor => visitor_part::run(place, handed, site, args, &environment),
        Part::Staff => staff_part::run(place, handed, site, args, environment),
    }
}

/// Returns the line to the supervisor, if there is one.
fn supervisor() -> Option<UnixStream> {
    let line = UnixStream::from(rustix::stdio::stderr().try_clone_to_owned().ok()?);
    // Whatever else standard error may be, it has no address.
    line.local_addr().is_ok().then_some(line)
}

/// What a part hears.
pub(super) enum Heard {
    /// Somebody did something, or the terminal is gone.
    Input(Input),
    /// The system says something.
    Signal(Signal),
    /// A deadline is reached.
    Alarm,
    /// Printing has ended, well or not.
    Printed(bool),
}

impl From<Input> for Heard {
    fn from(input: Input) -> Self {
        Self::Input(input)
    }
}

impl From<Signal> for Heard {
    fn from(signal: Signal) -> Self {
        Self::Signal(signal)
    }
}

/// What every part has: the screen, the alarm, and the lines on which it hears and reports.
pub(super) struct Place {
    line: UnixStream,
    pub(super) alarm: Alarm,
    pub(super) heard: Receiver<Heard>,
    pub(super) sender: Sender<Heard>,
    pub(super) stage: Stage,
}

impl Place {
    fn take(
        site: &Site,
        args: &KioskArgs,
        environment: &Environment,
        line: UnixStream,
    ) -> Result<Self, Failure> {
        let theme = looks::theme((args.theme, args.glyphs), site.theme, environment);
        let (sender, heard) = channel();
        let stage = Stage::lent(theme, sender.clone())?;
        let rings = sender.clone();
        let alarm =
            Alarm::spawn(move || rings.send(Heard::Alarm).is_ok()).map_err(|error| unusable(&error))?;
        Ok(Self { line, alarm, heard, sender, stage })
    }

    /// Reports something to the supervisor; one that does not listen holds up nobody.
    pub(super) fn report(&mut self, report: Report) {
        let _ = self.line.set_nonblocking(true);
        reports::say(&mut self.line, report);
    }

    /// Reports that the terminal is gone.
    pub(super) fn lost(&mut self) -> Failure {
        self.report(Report::Lost);
        lost()
    }
}

/// Returns the watch over a screen of this site.
pub(super) fn vigil(site: &Site) -> Vigil {
    let seconds = |seconds: u32| Duration::from_secs(seconds.into());
    Vigil::new(seconds(site.kiosk.idle_seconds), seconds(site.kiosk.warning_seconds))
}
