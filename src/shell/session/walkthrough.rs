//! Opens and runs what a walkthrough has beside the screen: the record that is saved, and the second screen.
//!
//! This module must not decide anything about the checklist. A second screen must get only the client's view: anything
//! else could hold the counselor's notes.

use crate::app::state::app::AppState;
use crate::app::state::client_view::ClientView;
use crate::app::state::counselor::{CounselorSetup, CounselorState};
use crate::app::state::model::Model;
use crate::domain::faults::display::DisplayFault;
use crate::domain::faults::save::RecordFault;
use crate::domain::language::tag::LanguageTag;
use crate::domain::record::contents::Record;
use crate::domain::site::Site;
use crate::files::real_folder::RealFolder;
use crate::files::records::folder::Running;
use crate::shell::cli::args::CounselorArgs;
use crate::shell::display::server::DisplayServer;
use crate::shell::display::wire::content::{Content, Hello};
use crate::shell::records::recorder::{Recorder, SaveOutcome};
use crate::shell::records::sentences::Setting;
use crate::shell::records::session::{Opened, Overdue, open_for_session, overdue, refusal, running};
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
    content: Content,
    runtime: Result<PathBuf, DisplayFault>,
}

/// What runs beside a walkthrough.
pub struct Companions {
    recorder: Option<Recorder>,
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
    let (setup, runtime) = (counselor_setup(site, &old), environment.runtime_folder());
    Ok(Walkthrough { setup, opened, running: hold, content, runtime })
}

/// Returns what the counselor's side takes from the settings, and the records that are kept too long.
fn counselor_setup(site: &Site, old: &Overdue) -> CounselorSetup {
    let counselor = &site.counselor;
    CounselorSetup {
        protocol: site.risk_protocol.clone(),
        neutral_after: Some(Duration::from_secs(60 * u64::from(counselor.neutral_after_minutes))),
        retention_days: counselor.retention_days,
        old_records: old.names(),
        folder: counselor.records_folder.as_ref().map(|folder| folder.display().to_string()),
        display: None,
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
        written: impl Fn(u64, Result<(), RecordFault>) + Send + 'static,
    ) -> Result<(CounselorState, Companions), Failure> {
        let hello = Hello::new(self.content, &client.setup);
        let display_server = self.runtime.and_then(|runtime| DisplayServer::open(&runtime, &hello));
        let told = display_server.as_ref().map(DisplayServer::command).map_err(DisplayFault::clone);
        self.setup.display = Some(told);
        let setup = Arc::new(self.setup);
        let Some(opened) = self.opened else {
            let companions =
                Companions { recorder: None, display_server: display_server.ok(), _running: self.running };
            return Ok((CounselorState::new(setup, None, None, clock::now()), companions));
        };
        let compatibility = opened.compatibility.clone().filter(|compatibility| !compatibility.is_whole());
        let (record, recorder) = opened.start(move |outcome| match outcome {
            SaveOutcome::Saved { generation, .. } => written(generation, Ok(())),
            SaveOutcome::NotSaved { generation, fault } => written(generation, Err(fault)),
        })?;
        let counselor = CounselorState::new(setup, Some(record), compatibility, clock::now());
        Ok((
            counselor,
            Companions { recorder: Some(recorder), display_server: display_server.ok(), _running: None },
        ))
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

    /// Waits at most so long for the record; returns whether all of it was saved.
    #[must_use]
    pub fn finish(self, wait: Duration) -> bool {
        self.recorder.is_none_or(|recorder| recorder.finish(wait))
    }
}
