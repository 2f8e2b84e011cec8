//! `report --out`: writes the reports on many files of answers into a folder.
//!
//! A file whose report cannot be written is said at the end with the reason, and the others are written all the same.
//! Nothing that is in the folder already is replaced unasked, and no report gets the name of another.

use super::report_maker::ReportMaker;
use crate::domain::faults::save::SaveFault;
use crate::domain::sanitize::sanitize;
use crate::files::save::{Existing, ManyFiles};
use crate::files::text_file::{is_folder, is_stdin, name_of};
use crate::shell::cli::report::ReportArgs;
use crate::shell::terminal::passphrase::Signals;
use crate::shell::terminal::progress::{WorkProgress, grouped};
use crate::shell::world::clock::up;
use crate::shell::world::environment::Environment;
use crate::shell::world::error::Failure;
use crate::shell::world::output::{write, write_done};
use std::collections::{HashMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::path::{Path, PathBuf, absolute};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// The ending of a file of answers.
const ENDING: &str = "json";
/// How often it is looked whether all is done, and whether a signal came.
const LOOK: Duration = Duration::from_millis(50);
/// How long reports that are being written may take after a signal. One that waits for a pipe is left to itself.
const GRACE: Duration = Duration::from_secs(1);

/// Runs the command.
///
/// # Errors
/// Nothing could be begun, a signal ended it, or not every report was written.
pub(super) fn run(
    args: &ReportArgs,
    folder: &Path,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<(), Failure> {
    if args.answers.iter().any(|path| is_stdin(path)) {
        return Err(Failure::usage("Standard input has no name that its report could get in a folder.")
            .hint("Leave out --out, and send the report into a file: stillpoint report - > FILE"));
    }
    let environment = Environment::read();
    let maker = ReportMaker::begin(args, &environment, err)?;
    let files = ManyFiles::open(folder).map_err(|fault| unwritten(folder, &fault))?;
    let plan = planned(&args.answers, folder, maker.ending());
    let existing = if args.replace { Existing::Replace } else { Existing::Keep };
    let work = Arc::new(Work::new(maker, (files, folder.to_owned(), existing), plan));
    let ended = carried_out(&work, jobs(args.jobs), &environment)?;
    work.tell(ended, out, err)
}

/// Returns how many reports are made at once.
fn jobs(asked: Option<u16>) -> usize {
    let usual = || thread::available_parallelism().map_or(1, usize::from);
    asked.map_or_else(usual, usize::from)
}

/// A file of answers with the name of its report, or why there will be none.
type Planned = Result<(PathBuf, OsString), Failure>;

/// Returns the files that are named, and those in the folders that are named, each once.
fn planned(named: &[PathBuf], folder: &Path, ending: &str) -> Vec<Planned> {
    let mut seen = HashSet::new();
    let all =
        named.iter().flat_map(|path| if is_folder(path) { in_folder(path) } else { vec![Ok(path.clone())] });
    let files: Vec<Result<PathBuf, Failure>> = all
        .filter(|file| file.as_ref().map_or(true, |path| seen.insert(absolute(path).unwrap_or_default())))
        .collect();
    let taken = Taken::by(&files, folder, ending);
    let plan = |path: PathBuf| {
        let name = report_name(&path, ending);
        taken.fault(&path, &name).map_or(Ok((path, name)), Err)
    };
    files.into_iter().map(|file| file.and_then(plan)).collect()
}

/// Returns the files of answers in a folder, by name.
fn in_folder(folder: &Path) -> Vec<Result<PathBuf, Failure>> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries.flatten(),
        Err(error) => {
            let failure = Failure::new(format!("{}: The folder cannot be read", name_of(folder)));
            return vec![Err(failure.caused_by(error).hint("Name a folder that you may read."))];
        }
    };
    let paths =
        entries.filter(|entry| !entry.file_type().is_ok_and(|kind| kind.is_dir())).map(|entry| entry.path());
    let mut files: Vec<PathBuf> = paths.filter(|path| path.extension() == Some(OsStr::new(ENDING))).collect();
    files.sort();
    if files.is_empty() {
        let none = format!("{}: There is no file of answers in this folder.", name_of(folder));
        return vec![Err(
            Failure::new(none).hint("The name of one ends in .json. Folders in it are not looked into.")
        )];
    }
    files.into_iter().map(Ok).collect()
}

/// Returns the name of the report on a file: its own, with the ending of the report.
fn report_name(path: &Path, ending: &str) -> OsString {
    let is_usual = path.extension() == Some(OsStr::new(ENDING));
    let own = if is_usual { path.file_stem() } else { path.file_name() };
    let mut name = own.unwrap_or_default().to_owned();
    name.push(".");
    name.push(ending);
    name
}

/// The names that no report can get.
struct Taken {
    /// Names that several reports would have, each with the files.
    twice: HashMap<OsString, Vec<PathBuf>>,
    /// Names of answers files in the folder of the reports.
    answers: HashSet<OsString>,
}

impl Taken {
    fn by(files: &[Result<PathBuf, Failure>], folder: &Path, ending: &str) -> Self {
        let mut twice: HashMap<OsString, Vec<PathBuf>> = HashMap::new();
        let mut parents: HashMap<PathBuf, bool> = HashMap::new();
        let mut answers = HashSet::new();
        let out = std::fs::canonicalize(folder).ok();
        for path in files.iter().flatten() {
            twice.entry(report_name(path, ending)).or_default().push(path.clone());
            let parent = path.parent().map(|parent| Path::new(".").join(parent)).unwrap_or_default();
            let is_out = |parent: &PathBuf| out.is_some() && std::fs::canonicalize(parent).ok() == out;
            if *parents.entry(parent.clone()).or_insert_with(|| is_out(&parent)) {
                answers.extend(path.file_name().map(OsStr::to_owned));
            }
        }
        twice.retain(|_, paths| paths.len() > 1);
        Self { twice, answers }
    }

    /// Says why a report cannot get its name.
    fn fault(&self, path: &Path, name: &OsStr) -> Option<Failure> {
        let report = || Path::new(name).display();
        if self.answers.contains(name) {
            let message = format!(
                "{}: Its report would have the name of an answers file, {}.",
                name_of(path),
                report()
            );
            return Some(Failure::new(message).hint("Name another folder with --out."));
        }
        let other = self.twice.get(name)?.iter().find(|other| *other != path)?;
        let message = format!(
            "{}: Its report would have the name {}, and so would that of {}. Neither was written.",
            name_of(path),
            report(),
            name_of(other)
        );
        Some(Failure::new(message).hint("Write them into folders of their own, with --out."))
    }
}

/// The reports of a command, which several threads make.
struct Work {
    maker: ReportMaker,
    files: ManyFiles,
    folder: PathBuf,
    existing: Existing,
    planned: Vec<(PathBuf, OsString)>,
    /// How many were begun; the first that was not has this place in the plan.
    begun: AtomicUsize,
    written: AtomicUsize,
    faults: AtomicUsize,
    is_ended: AtomicBool,
    /// What is to be told, with the place of the file in the plan.
    told: Mutex<Vec<(usize, String)>>,
}

impl Work {
    fn new(
        maker: ReportMaker,
        (files, folder, existing): (ManyFiles, PathBuf, Existing),
        plan: Vec<Planned>,
    ) -> Self {
        let (mut planned, mut told) = (Vec::new(), Vec::new());
        for file in plan {
            match file {
                Ok(file) => planned.push(file),
                Err(failure) => told.push((planned.len(), failure.told())),
            }
        }
        let faults = told.len().into();
        let (begun, written, is_ended) = Default::default();
        let told = Mutex::new(told);
        Self { maker, files, folder, existing, planned, begun, written, faults, is_ended, told }
    }

    /// Makes one report after another until all are begun.
    fn run(&self) {
        while !self.is_ended.load(Ordering::Relaxed) {
            let at = self.begun.fetch_add(1, Ordering::Relaxed);
            let Some((path, name)) = self.planned.get(at) else { return };
            let told = match self.write(path, name) {
                Ok(remark) => {
                    self.written.fetch_add(1, Ordering::Relaxed);
                    remark.map(|remark| format!("{}: {remark}", name_of(path)))
                }
                Err(failure) => {
                    self.faults.fetch_add(1, Ordering::Relaxed);
                    Some(failure.told())
                }
            };
            if let Some(told) = told {
                self.told.lock().unwrap_or_else(PoisonError::into_inner).push((at, told));
            }
        }
    }

    fn write(&self, path: &Path, name: &OsStr) -> Result<Option<String>, Failure> {
        let (text, remark) = self.maker.report(path)?;
        let put = self.files.put(name, &text, self.existing);
        put.map_err(|fault| unwritten(&self.folder.join(name), &fault))?;
        Ok(remark)
    }

    fn written(&self) -> usize {
        self.written.load(Ordering::Relaxed)
    }

    fn faults(&self) -> usize {
        self.faults.load(Ordering::Relaxed)
    }

    /// Says what kept reports from being written, and at last how many were.
    fn tell(&self, ended: Option<i32>, out: &mut impl Write, err: &mut impl Write) -> Result<(), Failure> {
        let confirmed = self.files.confirm().map_err(|fault| unwritten(&self.folder, &fault));
        let mut told = std::mem::take(&mut *self.told.lock().unwrap_or_else(PoisonError::into_inner));
        told.sort_by_key(|(at, _)| *at);
        let told: String =
            told.iter().map(|(_, told)| format!("{}\n\n", sanitize(told.trim_end()))).collect();
        write(err, &told)?;
        let folder = sanitize(&name_of(&self.folder)).replace('\n', " ");
        let (written, faults) = (self.written(), self.faults());
        let done = format!("Reports written into {folder}: {}", grouped(written));
        let all = || grouped(written + faults);
        let rest = match (ended, faults) {
            (Some(number), _) => {
                let left = grouped(self.planned.len().saturating_sub(written));
                let done = format!("{done}, each of them whole. Ended early: {left} were not written.");
                return Err(Failure::signalled(number).and(Failure::new(done)));
            }
            (None, 0) => return write_done(out, &done, &format!("{done}.\n")).and(confirmed),
            (None, 1) => format!("{done} of {}. One was not, for the reason above.", all()),
            (None, n) => format!("{done} of {}. {} were not, for the reasons above.", all(), grouped(n)),
        };
        Err(confirmed
            .err()
            .map_or_else(|| Failure::new(rest.clone()), |failure| failure.and(Failure::new(rest.clone()))))
    }
}

/// Has the reports made in so many threads; returns the signal that ended it, if one did.
fn carried_out(work: &Arc<Work>, jobs: usize, environment: &Environment) -> Result<Option<i32>, Failure> {
    let begin = |error| {
        Failure::new("No report was written").caused_by(error).hint("Close other programs, and try it again.")
    };
    let signals = Signals::watch().map_err(begin)?;
    let mut threads = Vec::new();
    for _ in 0..jobs.min(work.planned.len()) {
        match started(work) {
            Ok(thread) => threads.push(thread),
            // Those that are there do all of it.
            Err(_) if !threads.is_empty() => break,
            Err(error) => return Err(begin(error)),
        }
    }
    let mut progress = WorkProgress::begin(work.planned.len(), "reports", environment);
    let mut ended = None;
    while threads.iter().any(|thread| !thread.is_finished()) {
        thread::park_timeout(LOOK);
        if let Some(number) = signals.ending(|| progress.hide()) {
            ended.get_or_insert((number, up()));
            work.is_ended.store(true, Ordering::Relaxed);
        }
        if ended.is_some_and(|(_, since)| up().saturating_sub(since) > GRACE) {
            break;
        }
        progress.show(work.written() + work.faults());
    }
    Ok(ended.map(|(number, _)| number))
}

/// Starts a thread that makes reports, and wakes this one when there are no more.
fn started(work: &Arc<Work>) -> std::io::Result<JoinHandle<()>> {
    let (work, waiting) = (Arc::clone(work), thread::current());
    thread::Builder::new().name("reports".into()).spawn(move || {
        work.run();
        waiting.unpark();
    })
}

/// Says why a report could not be written, or the folder for it be made.
fn unwritten(path: &Path, fault: &SaveFault) -> Failure {
    let (what, hint) = match fault {
        SaveFault::Exists => (
            "This is there already, and was left as it is.",
            "To write it anew, add --replace; or name another folder with --out.",
        ),
        SaveFault::NoPermission => ("This may not be written.", "Name another folder with --out."),
        SaveFault::DiskFull => {
            ("There is no room left on this disk.", "Make room, and run the command again.")
        }
        SaveFault::ReadOnly => ("Nothing can be written on this disk.", "Name another folder with --out."),
        SaveFault::NoFolder => (
            "There is no such folder, and it cannot be made.",
            "Make the folder around it, or name another one with --out.",
        ),
        SaveFault::IsFolder | SaveFault::BadName => {
            ("Something that is no file has this name.", "Name another folder with --out.")
        }
        SaveFault::Unconfirmed => {
            ("The disk did not confirm that the reports will stay.", "Look at them before you rely on them.")
        }
        SaveFault::Other(detail) => (detail.as_str(), "Name another folder with --out."),
    };
    Failure::new(name_of(path)).caused_by(what).hint(hint)
}
