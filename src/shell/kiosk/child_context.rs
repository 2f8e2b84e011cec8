//! What every part in a kiosk has: the screen, an alarm, and the lines on which it hears and reports.
//!
//! It knows neither visitors nor staff.

use super::child_events;
use crate::app::kiosk::visitor::ChildEvent;
use crate::domain::site::Site;
use crate::engine::idle_watch::IdleWatch;
use crate::shell::cli::kiosk::KioskArgs;
use crate::shell::terminal::input::Input;
use crate::shell::terminal::signals::Signal;
use crate::shell::terminal::stage::{Stage, lost, unusable};
use crate::shell::terminal::theme_choice;
use crate::shell::world::clock::Alarm;
use crate::shell::world::environment::Environment;
use crate::shell::world::error::Failure;
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

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
    /// Uses the screen that the supervisor has taken over; `line` leads to it.
    ///
    /// # Errors
    /// If the screen cannot be used.
    pub(super) fn take(
        site: &Site,
        args: &KioskArgs,
        environment: &Environment,
        line: UnixStream,
    ) -> Result<Self, Failure> {
        let theme = theme_choice::theme((args.theme, args.glyphs), site.theme, environment);
        let (sender, heard) = channel();
        let stage = Stage::lent(theme, sender.clone())?;
        let rings = sender.clone();
        let alarm =
            Alarm::spawn(move || rings.send(Heard::Alarm).is_ok()).map_err(|error| unusable(&error))?;
        Ok(Self { line, alarm, heard, sender, stage })
    }

    /// Reports something to the supervisor; one that does not listen holds up nobody.
    pub(super) fn report(&mut self, report: ChildEvent) {
        let _ = self.line.set_nonblocking(true);
        child_events::say(&mut self.line, report);
    }

    /// Reports that the terminal is gone.
    pub(super) fn lost(&mut self) -> Failure {
        self.report(ChildEvent::Lost);
        lost()
    }
}

/// Returns the watch over a screen of this site.
pub(super) fn idle_watch(site: &Site) -> IdleWatch {
    let seconds = |seconds: u32| Duration::from_secs(seconds.into());
    IdleWatch::new(seconds(site.kiosk.idle_seconds), seconds(site.kiosk.warning_seconds))
}
