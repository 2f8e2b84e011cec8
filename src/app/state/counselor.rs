//! The counselor's side of a walkthrough: notes, flags, time, the record, and the pane that is shown.
//!
//! The client's side is [`Model`](super::model::Model). It must not be able to reach anything here, because everything
//! that the client sees is made from it.

use super::autosave::Autosave;
use super::context::Context;
use super::message::{ClockReading, Command};
use super::screen::{Open, Spot};
use crate::app::text::area::TextArea;
use crate::domain::faults::begin::BeginFault;
use crate::domain::faults::display::DisplayFault;
use crate::domain::id::LinkId;
use crate::domain::language::site_text::SiteText;
use crate::domain::record::compatibility::Compatibility;
use crate::domain::record::contents::{Record, RecordState};
use crate::domain::site::SiteWords;
use crate::engine::idle_watch::IdleWatch;
use crate::engine::stopwatch::Stopwatch;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

/// What a walkthrough is started with. It does not change while the program runs.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CounselorSetup {
    /// The site's instructions for a client who may be at risk; `None` if the site has set none.
    pub protocol: Option<SiteText>,
    /// What the site's counselors say to the client, where it goes before the questionnaire's words.
    pub words: SiteWords,
    /// How long without a key until the neutral screen hides everything; `None` for never.
    pub neutral_after: Option<Duration>,
    /// For how many days the site keeps records, if it has set that.
    pub retention_days: Option<u32>,
    /// The names of records that are older than that.
    pub old_records: Vec<String>,
    /// The folder of the records, as the client reads it in the opening words.
    pub folder: Option<String>,
    /// The file of the settings.
    pub settings: String,
    /// Why no record can be begun with these settings, if none can.
    pub no_records: Option<BeginFault>,
    /// The command that opens a second screen, or why there can be none; `None` if nobody asked for one.
    pub display: Option<Result<String, DisplayFault>>,
}

/// One of the two sides of a walkthrough.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// What the client may see.
    Client,
    /// What the client may not see.
    Counselor,
}

/// A pane: what the counselor's side shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Pane {
    /// What the counselor should read before the client is asked anything.
    Start(StartPane),
    /// The opening words, and consent.
    Opening,
    /// How to ask the item, and the notes on it.
    Guide,
    /// The notes on the session, while they are written.
    SessionNotes,
    /// The name under which a record is begun.
    RecordName,
    /// The question whether the client agrees to a record that is begun later.
    RecordConsent,
    /// All items.
    Items,
    /// The closing words.
    Closing,
    /// All answers and notes, with the flagged items first.
    Summary,
    /// The rounds of the record side by side.
    Rounds,
    /// The site's risk protocol.
    Protocol(ProtocolPane),
    /// The keys of this side.
    Help(HelpPane),
}

/// A record that the counselor begins while the walkthrough runs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewRecord {
    /// Its name, as far as it is typed.
    pub name: TextArea,
    /// Why it could not be begun under this name.
    pub fault: Option<BeginFault>,
}

impl Default for NewRecord {
    fn default() -> Self {
        Self { name: TextArea::one_line("", ""), fault: None }
    }
}

/// The state of the start pane.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StartPane {
    /// Whether the names of old records are shown.
    pub names: bool,
}

/// The risk protocol, opened over another pane.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProtocolPane {
    /// Where to return.
    pub over: Box<Before>,
}

/// The help of the counselor's side.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HelpPane {
    /// The context whose keys are explained.
    pub context: Context,
    /// Those of its commands that did nothing when the help was opened; it does not name their keys.
    pub idle: Vec<Command>,
    /// Where to return.
    pub over: Box<Before>,
}

/// What was shown before a pane was opened over it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Before {
    /// The pane.
    pub pane: Open<Pane>,
    /// Which side got the keys.
    pub side: Side,
}

/// The counselor's side.
#[derive(Clone, PartialEq, Eq)]
pub struct CounselorState {
    /// What it was started with.
    pub setup: Arc<CounselorSetup>,
    /// The last reading of the clocks.
    pub now: ClockReading,
    /// Which side gets the keys.
    pub side: Side,
    /// The pane that is shown.
    pub pane: Open<Pane>,
    /// The notes on items.
    pub notes: BTreeMap<LinkId, TextArea>,
    /// The notes on the session.
    pub session_notes: TextArea,
    /// The flagged items, to which the counselor wants to come back.
    pub flags: BTreeSet<LinkId>,
    /// Whether the last thing that was done set a mark, or took one away. It is said where no mark is in sight.
    pub flag_turned: Option<bool>,
    /// The item that was shown last.
    pub last_item: Option<LinkId>,
    /// The time spent.
    pub watch: Stopwatch,
    /// Whether the counselor stopped the clock.
    pub clock_stopped: bool,
    /// Measures how long there was no input.
    pub idle: Option<IdleWatch>,
    /// The record, and how far it is saved.
    pub autosave: Autosave,
    /// The record that is begun while the walkthrough runs.
    pub new_record: NewRecord,
    /// How a resumed record fits the questionnaire, until the counselor has decided what to do about it.
    pub compatibility: Option<Compatibility>,
    /// Whether the client has agreed to begin.
    pub begun: bool,
}

impl std::fmt::Debug for CounselorState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CounselorState(..)")
    }
}

impl Open<Pane> {
    /// The start pane, from its top.
    pub(crate) const START: Self =
        Self { what: Pane::Start(StartPane { names: false }), at: Spot::below_text() };

    /// The opening words, from their top.
    pub(crate) const OPENING: Self = Self { what: Pane::Opening, at: Spot::below_text() };

    /// The question whether the client agrees to a record that is begun later, from its top.
    pub(crate) const RECORD_CONSENT: Self = Self { what: Pane::RecordConsent, at: Spot::below_text() };

    /// The closing words, from their top.
    pub(crate) const CLOSING: Self = Self { what: Pane::Closing, at: Spot::below_text() };

    /// The pane during the session.
    pub(crate) const GUIDE: Self = Self::new(Pane::Guide);
}

impl CounselorState {
    /// Makes the counselor's side at the start of a walkthrough, with nothing noted.
    #[must_use]
    pub fn new(
        setup: Arc<CounselorSetup>,
        record: Option<Record>,
        compatibility: Option<Compatibility>,
        now: ClockReading,
    ) -> Self {
        Self {
            now,
            side: Side::Counselor,
            pane: Open::START,
            notes: BTreeMap::new(),
            session_notes: TextArea::default(),
            watch: Stopwatch::default(),
            last_item: None,
            flags: BTreeSet::new(),
            clock_stopped: false,
            flag_turned: None,
            idle: setup.neutral_after.map(|limit| IdleWatch::without_warning(limit, now.up)),
            autosave: Autosave::of(record),
            new_record: NewRecord::default(),
            compatibility,
            begun: false,
            setup,
        }
    }

    /// Goes on with the notes, flags and times of a record.
    pub(super) fn resume(&mut self, state: &RecordState) {
        let notes = state.notes.iter().map(|(item, text)| (item.clone(), TextArea::holding(text)));
        self.notes = notes.collect();
        self.session_notes = TextArea::holding(&state.session_notes);
        self.watch = Stopwatch::resumed(state.session_seconds, &state.seconds);
        self.last_item.clone_from(&state.at);
        self.flags.clone_from(&state.flags);
    }
}
