//! The counselor's side of a walkthrough: what is written, marked and counted there, and what is looked at.
//!
//! Nothing here is reached from [`Model`](super::model::Model), which is the client's side: what the client can see is
//! made from that alone.

use super::autosave::Autosave;
use super::context::Context;
use super::message::ClockReading;
use super::screen::{Open, Spot};
use crate::app::text::area::TextArea;
use crate::domain::faults::display::DisplayFault;
use crate::domain::id::LinkId;
use crate::domain::record::compatibility::Compatibility;
use crate::domain::record::contents::Record;
use crate::engine::idle_watch::IdleWatch;
use crate::engine::stopwatch::Stopwatch;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

/// What a walkthrough is started with; it does not change while the program runs.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CounselorSetup {
    /// What the site's counselors do where somebody may be at risk; `None` if the site has set nothing.
    pub protocol: Option<String>,
    /// After how long without a key the neutral screen hides everything; `None` for never.
    pub neutral_after: Option<Duration>,
    /// How many days records are kept at this site, if it has set that.
    pub retention_days: Option<u32>,
    /// Names of records that are older than that.
    pub old_records: Vec<String>,
    /// Where records lie, as it is told to the client.
    pub folder: Option<String>,
    /// Where a second screen finds this walkthrough: the command to type there; or why there is none.
    pub display: Option<Result<String, DisplayFault>>,
}

/// Which of the two sides has the keys.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// What the client may see.
    Client,
    /// What they may not.
    Counselor,
}

/// What is looked at on the counselor's side.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Pane {
    /// What to know before the client is asked anything.
    Start(StartPane),
    /// The words to begin with, and consent.
    Opening,
    /// How to put the item, and the notes on it.
    Guide,
    /// The notes on the session, which are being written.
    SessionNotes,
    /// All items.
    Items,
    /// The words to close with.
    Closing,
    /// Everything, what is to be come back to first.
    Summary,
    /// The site's risk protocol.
    Protocol(ProtocolPane),
    /// The keys of this side.
    Help(HelpPane),
}

/// How much is told before the client is asked anything.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StartPane {
    /// Whether the names of old records are shown.
    pub names: bool,
}

/// The risk protocol, over something else.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProtocolPane {
    /// Where to return.
    pub over: Box<Before>,
}

/// Which keys are explained.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HelpPane {
    /// Where they are valid.
    pub context: Context,
    /// Where to return.
    pub over: Box<Before>,
}

/// What was looked at before a pane was opened over it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Before {
    /// The pane.
    pub pane: Open<Pane>,
    /// Which side had the keys.
    pub side: Side,
}

/// The counselor's side.
#[derive(Clone, PartialEq, Eq)]
pub struct CounselorState {
    /// What it was started with.
    pub setup: Arc<CounselorSetup>,
    /// What the clocks said last.
    pub now: ClockReading,
    /// Which side has the keys.
    pub side: Side,
    /// What is looked at here.
    pub pane: Open<Pane>,
    /// The notes on items.
    pub notes: BTreeMap<LinkId, TextArea>,
    /// The notes on the session.
    pub session_notes: TextArea,
    /// Whether what was typed last had no room in the notes.
    pub full: bool,
    /// Items to come back to.
    pub flags: BTreeSet<LinkId>,
    /// The item that the session was at last.
    pub last_item: Option<LinkId>,
    /// Time spent.
    pub watch: Stopwatch,
    /// Whether the counselor lets the clock stand still.
    pub clock_stopped: bool,
    /// How long nobody has done anything.
    pub idle: Option<IdleWatch>,
    /// What is kept of all this, and whether it is on the disk.
    pub autosave: Autosave,
    /// How a resumed record fits the questionnaire, until the counselor has decided what to do about it.
    pub misfit: Option<Compatibility>,
    /// Whether the client has agreed to begin.
    pub begun: bool,
}

impl std::fmt::Debug for CounselorState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CounselorState(..)")
    }
}

impl Open<Pane> {
    /// What to know first, from the top.
    pub(crate) const START: Self =
        Self { what: Pane::Start(StartPane { names: false }), at: Spot::below_text() };

    /// The words to begin with, from the top.
    pub(crate) const OPENING: Self = Self { what: Pane::Opening, at: Spot::below_text() };

    /// The words to close with, from the top.
    pub(crate) const CLOSING: Self = Self { what: Pane::Closing, at: Spot::below_text() };

    /// What is looked at while the session goes on.
    pub(crate) const GUIDE: Self = Self::new(Pane::Guide);
}

impl CounselorState {
    /// Makes the counselor's side at the start of a walkthrough; with a record, it goes on from what that holds.
    #[must_use]
    pub fn new(
        setup: Arc<CounselorSetup>,
        record: Option<Record>,
        misfit: Option<Compatibility>,
        now: ClockReading,
    ) -> Self {
        let state = record.as_ref().map(|record| record.state.clone()).unwrap_or_default();
        let notes = state.notes.iter().map(|(item, text)| (item.clone(), TextArea::holding(text)));
        Self {
            now,
            side: Side::Counselor,
            pane: Open::START,
            notes: notes.collect(),
            session_notes: TextArea::holding(&state.session_notes),
            watch: Stopwatch::resumed(state.session_seconds, &state.seconds),
            last_item: state.at,
            flags: state.flags,
            clock_stopped: false,
            full: false,
            idle: setup.neutral_after.map(|limit| IdleWatch::without_warning(limit, now.up)),
            autosave: Autosave::of(record),
            misfit,
            begun: false,
            setup,
        }
    }
}
