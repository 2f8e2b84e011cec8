//! The means of every process that the kiosk starts: the screen, the events, and the socket to the supervisor.
//!
//! This module must not know visitors or staff.

use super::child_events;
use crate::app::kiosk::visitor::ChildEvent;
use crate::domain::site::Site;
use crate::engine::idle_watch::IdleWatch;
use crate::shell::cli::kiosk::KioskArgs;
use crate::shell::terminal::event_source::EventSource;
use crate::shell::terminal::stage::Stage;
use crate::shell::terminal::theme_choice;
use crate::shell::world::environment::Environment;
use crate::shell::world::error::Failure;
use std::os::unix::net::UnixStream;
use std::time::Duration;

/// The screen, the events and the socket of a process.
pub(super) struct ChildContext {
    /// The socket to the supervisor.
    pub(super) reporter: Reporter,
    /// The source of its events.
    pub(super) source: EventSource,
    /// The screen.
    pub(super) stage: Stage,
}

impl ChildContext {
    /// Uses the screen that the supervisor has taken over. `line` is the socket to the supervisor.
    ///
    /// # Errors
    /// If the screen cannot be used.
    pub(super) fn take(
        site: &Site,
        args: &KioskArgs,
        environment: &Environment,
        line: UnixStream,
    ) -> Result<Self, Failure> {
        let theme = theme_choice::theme(args.theme, site.theme, environment);
        let (stage, source) = Stage::borrow(theme)?;
        Ok(Self { reporter: Reporter(line), source, stage })
    }
}

/// The line to the supervisor.
pub(super) struct Reporter(UnixStream);

impl Reporter {
    /// Reports an event. If the supervisor does not read, the report is lost: a visitor must not wait for it.
    pub(super) fn report(&mut self, report: ChildEvent) {
        let _ = self.0.set_nonblocking(true);
        child_events::say(&mut self.0, report);
    }
}

/// Returns the idle watch with the times of this site.
pub(super) fn idle_watch_of(site: &Site) -> IdleWatch {
    let seconds = |seconds: u32| Duration::from_secs(seconds.into());
    IdleWatch::new(seconds(site.kiosk.idle_seconds), seconds(site.kiosk.warning_seconds))
}
