//! Opens and runs what a walkthrough has beside the screen: the record that is saved, and the second screen.
//!
//! This module must not decide anything about the checklist. A second screen must get only the client's view: anything
//! else could hold the counselor's notes.

use super::one_task::OneTask;
use crate::app::state::app::AppState;
use crate::app::state::client_view::ClientView;
use crate::app::state::counselor::{CounselorSetup, CounselorState};
use crate::app::state::message::PrivateText;
use crate::app::state::model::Model;
use crate::domain::faults::begin::BeginFault;
use crate::domain::faults::display::DisplayFault;
use crate::domain::faults::save::{RecordFault, SaveFault};
use crate::domain::language::tag::LanguageTag;
use crate::domain::record::contents::Record;
use crate::domain::sanitize::sanitize;
use crate::domain::site::Site;
use crate::files::real_folder::RealFolder;
use crate::files::records::folder::Running;
use crate::shell::cli::args::CounselorArgs;
use crate::shell::display::server::DisplayServer;
use crate::shell::display::wire::content::{Content, Hello};
use crate::shell::records::new_record::NewRecords;
use crate::shell::records::recorder::Recorder;
use crate::shell::records::sentences::Setting;
use crate::shell::records::session::{Opened, Overdue, open_for_session, overdue, refusal, running};
use crate::shell::terminal::mailbox::{Mailbox, Waker};
use crate::shell::world::clock;
use crate::shell::world::environment::Environment;
use crate::shell::world::error::Failure;
use crate::shell::world::library::Library;
use crate::shell::world::site;
use std::io::{self, BufRead, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// A walkthrough that is ready to start.
pub struct Walkthrough {
    setup: CounselorSetup,
    opened: Option<Opened>,
    /// If no record is open: the lock that keeps other programs from listing records meanwhile.
    running: Option<Running<RealFolder>>,
    new_records: NewRecords,
    content: Content,
    runtime: Result<PathBuf, DisplayFault>,
}

/// How long beginning a record waits until the one that was held before is let go of.
const LETTING_GO: Duration = Duration::from_secs(5);

/// Which state of the record an outcome is about, and why it is not on the disk, if it is not.
pub(super) type RecordOutcome = (u64, Result<(), RecordFault>);

/// The name of a record that was begun and the thread that saves it, or why it was not begun.
type BegunRecord = Result<(String, Recorder), BeginFault>;

/// What runs beside a walkthrough.
pub struct Companions {
    recorder: Option<Recorder>,
    new_records: NewRecords,
    /// Begins a record while the walkthrough runs.
    beginner: OneTask<BegunRecord>,
    /// Where each outcome of writing the record goes.
    recorded: Mailbox<RecordOutcome>,
    display_server: Option<DisplayServer>,
    _running: Option<Running<RealFolder>>,
}

/// Opens what a walkthrough needs. The terminal must not be taken over yet, because this may ask for a passphrase.
///
/// # Errors
/// Why it cannot begin: above all, why the record that is asked for cannot be opened.
pub fn open(
    args: &CounselorArgs,
    environment: &Environment,
    (site, library): (&Site, &Library),
    content: Content,
) -> Result<Walkthrough, Failure> {
    let file = site::place(&args.session.settings, environment);
    let setting = Setting { site, file: &file, home: environment.home.as_deref() };
    let old = overdue(setting)?;
    let opened = match (&args.record, refusal(setting)) {
        (Some(name), None) => Some(record(name, args, setting, library)?),
        (Some(_), Some(refused)) => {
            ask_to_go_on(&refused)?;
            None
        }
        (None, _) => None,
    };
    let hold = if opened.is_none() { running(setting) } else { None };
    let new_records = NewRecords::of(&site.counselor, args.identity.as_deref());
    let setup = CounselorSetup {
        settings: sanitize(&file.display().to_string()).into_owned(),
        no_records: new_records.lack(),
        ..counselor_setup(site, &old)
    };
    let runtime = environment.runtime_folder();
    Ok(Walkthrough { setup, opened, running: hold, new_records, content, runtime })
}

/// Returns what the counselor's side takes from the settings, and the records that are kept too long.
fn counselor_setup(site: &Site, old: &Overdue) -> CounselorSetup {
    let counselor = &site.counselor;
    CounselorSetup {
        protocol: site.risk_protocol.clone(),
        words: counselor.words.clone(),
        neutral_after: Some(Duration::from_secs(60 * u64::from(counselor.neutral_after_minutes))),
        retention_days: counselor.retention_days,
        old_records: old.names(),
        folder: counselor.records_folder.as_ref().map(|folder| folder.display().to_string()),
        ..CounselorSetup::default()
    }
}

fn record(
    name: &str,
    args: &CounselorArgs,
    setting: Setting<'_>,
    library: &Library,
) -> Result<Opened, Failure> {
    let questions_in = |tag: Option<&LanguageTag>| Ok(library.spoken(&[tag])?.questionnaire);
    open_for_session(name, args.identity.as_deref(), setting, &questions_in)
}

/// Prints why no record can be kept and how to change that, and asks whether to go on without one.
fn ask_to_go_on(refused: &Failure) -> Result<(), Failure> {
    let mut err = io::stderr();
    // If this cannot be written, nobody can answer, and reading the answer fails.
    let _ = refused.print(&mut err);
    let _ = write!(err, "\nPress Enter to go on without a record, or type n and Enter to leave: ");
    let _ = err.flush();
    let mut answer = String::new();
    let read = io::stdin().lock().read_line(&mut answer).unwrap_or(0);
    if read > 0 && answer.trim().is_empty() {
        Ok(())
    } else {
        Err(Failure::new("Nothing was begun.").hint("To begin without a record: stillpoint counselor"))
    }
}

impl Walkthrough {
    /// Returns the language of the record, in which the walkthrough goes on.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        let language = &self.opened.as_ref()?.record.round.state.language;
        (!language.is_empty()).then_some(language)
    }

    /// Starts the threads beside the session, and makes the counselor's state.
    ///
    /// # Errors
    /// If the thread that saves cannot be made.
    pub fn start(
        mut self,
        client: &Model,
        recorded: &Mailbox<RecordOutcome>,
        waker: Waker,
    ) -> Result<(CounselorState, Companions), Failure> {
        let hello = Hello::new(self.content, &client.setup);
        let display_server = self.runtime.and_then(|runtime| DisplayServer::open(&runtime, &hello));
        let told = display_server.as_ref().map(DisplayServer::command).map_err(DisplayFault::clone);
        self.setup.display = Some(told);
        let setup = Arc::new(self.setup);
        let mut companions = Companions {
            recorder: None,
            new_records: self.new_records,
            beginner: OneTask::new(waker),
            recorded: recorded.clone(),
            display_server: display_server.ok(),
            _running: self.running,
        };
        let Some(opened) = self.opened else {
            return Ok((CounselorState::new(setup, None, None, clock::now()), companions));
        };
        let compatibility = opened.compatibility.clone().filter(|compatibility| !compatibility.is_whole());
        let outcomes = recorded.clone();
        let (record, recorder) = opened.start(move |outcome| outcomes.put(outcome.told()))?;
        companions.recorder = Some(recorder);
        Ok((CounselorState::new(setup, Some(record), compatibility, clock::now()), companions))
    }
}

impl Companions {
    /// Shows the client's view on second screens.
    pub fn show(&mut self, app: &AppState) {
        if let Some(display_server) = self.display_server.as_mut() {
            display_server.show(&ClientView::of(&app.client));
        }
    }

    /// Waits until second screens have hidden their content, before the program is stopped.
    pub fn settle(&mut self, app: &AppState) {
        self.show(app);
        if let Some(display_server) = self.display_server.as_mut() {
            display_server.settle();
        }
    }

    /// Writes a record, soon.
    pub fn record(&self, generation: u64, record: &Record) {
        if let Some(recorder) = &self.recorder {
            recorder.save(generation, record.clone());
        }
    }

    /// Begins a record of this name in a thread, unless one is being begun. What was held before is let go of first.
    pub(super) fn begin_record(&mut self, name: String) {
        if self.beginner.is_busy() {
            return;
        }
        let (former, outcomes) = (self.recorder.take(), self.recorded.clone());
        let new_records = self.new_records.clone();
        let begin = move || {
            // Nothing was handed in to it, so nothing can be left unsaved.
            let _ = former.map(|former| former.finish(LETTING_GO));
            new_records.begin(&name, move |outcome| outcomes.put(outcome.told()))
        };
        self.beginner.start("beginner", begin, |error| {
            Err(BeginFault::Record(RecordFault::Disk(SaveFault::Other(error.to_string()))))
        });
    }

    /// Says whether a record is being begun.
    pub(super) fn is_busy(&self) -> bool {
        self.beginner.is_busy()
    }

    /// Waits at most so long for a record that is being begun; says whether one was.
    pub(super) fn wait(&self, wait: Duration) -> bool {
        self.beginner.wait(wait)
    }

    /// Takes what came of beginning a record, if it has come: the name, or why it was not begun.
    pub(super) fn begun_record(&mut self) -> Option<Result<PrivateText, BeginFault>> {
        let begun = self.beginner.take()?;
        Some(begun.map(|(name, recorder)| {
            self.recorder = Some(recorder);
            PrivateText(name)
        }))
    }

    /// Waits at most so long for the record; returns whether all of it was saved.
    #[must_use]
    pub fn finish(self, wait: Duration) -> bool {
        self.recorder.is_none_or(|recorder| recorder.finish(wait))
    }
}
