//! Notifies the service manager (systemd) that the kiosk is ready, still runs, and ends.
//!
//! Without a service manager it does nothing. It must not send more than three fixed words.

use crate::shell::world::environment::Environment;
use sd_notify::{NotifyState, notify};
use std::time::Duration;

/// The watchdog of the service manager.
pub(super) struct Watchdog {
    /// How often it is notified: twice as often as it asks for.
    every: Option<Duration>,
    last: Duration,
}

impl Watchdog {
    /// Takes the service manager's wish from the environment. Which process it names there makes no difference: in a
    /// graphical kiosk that is the compositor, and a terminal that lives without us is worth nothing.
    pub(super) fn new(environment: &Environment, now: Duration) -> Self {
        Self { every: environment.watchdog.map(|wanted| wanted / 2), last: now }
    }

    /// Says that the kiosk is ready.
    pub(super) fn ready(&self) {
        let _ = notify(&[NotifyState::Ready]);
    }

    /// Says that the kiosk ends.
    pub(super) fn stopping(&self) {
        let _ = notify(&[NotifyState::Stopping]);
    }

    /// Returns when it has to be fed.
    pub(super) fn next(&self) -> Option<Duration> {
        self.every.map(|every| self.last.saturating_add(every))
    }

    /// Feeds it, if it is time.
    pub(super) fn feed(&mut self, now: Duration) {
        if self.next().is_some_and(|next| now >= next) {
            let _ = notify(&[NotifyState::Watchdog]);
            self.last = now;
        }
    }
}
