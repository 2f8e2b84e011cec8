//! Opens a record for a walkthrough or begins one, and finds what that takes: the folder, the name, the key.
//!
//! This module must not show anything on a screen. If a record does not fit the questionnaire, the counselor decides
//! later whether to go on with it.

use super::recorder::{Recorder, SaveOutcome};
pub use super::sentences::Setting;
use super::sentences::{
    another_name, by_file, failure, key_not_among_recipients, meant_without_ending, no_key, no_name,
    no_place, no_record, no_recorder, of_key, unopened,
};
use crate::domain::faults::save::{Holder, RecordFault, SaveFault};
use crate::domain::language::tag::LanguageTag;
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::record::compatibility::Compatibility;
use crate::domain::record::contents::Record;
use crate::domain::sanitize::sanitize;
use crate::files::real_folder::RealFolder;
use crate::files::records::encryption::{Keys, Recipients};
use crate::files::records::folder::{Listed, RecordStore, Running};
use crate::files::records::format::{self, NoRecord};
use crate::files::records::identity::KeyFile;
use crate::files::records::lock::LockedRecord;
use crate::files::records::name::RecordName;
use crate::files::records::strays::Stray;
use crate::shell::terminal::passphrase;
use crate::shell::world::clock;
use crate::shell::world::copy_file;
use crate::shell::world::error::Failure;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A record that a walkthrough has open.
pub struct Opened {
    /// The record as it stands.
    pub record: Record,
    /// How it fits the questionnaire in use; `None` if it was just begun.
    pub compatibility: Option<Compatibility>,
    lock: LockedRecord,
    recipients: Recipients,
}

impl Opened {
    /// Returns where the record lies, or will.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.lock.path()
    }

    /// Starts the thread that saves it. That thread calls `on_outcome` with each result.
    ///
    /// Nothing is written before the first [`Recorder::save`].
    ///
    /// # Errors
    /// When the thread cannot be made.
    pub fn start(
        self,
        on_outcome: impl FnMut(SaveOutcome) + Send + 'static,
    ) -> Result<(Record, Recorder), Failure> {
        let recorder = Recorder::start(self.lock, self.recipients, on_outcome).map_err(no_recorder)?;
        Ok((self.record, recorder))
    }
}

/// Returns the questionnaire in a language, or in its own if it does not have that one.
pub type QuestionsIn<'q> = dyn Fn(Option<&LanguageTag>) -> Result<Arc<Questionnaire>, Failure> + 'q;

/// Opens the record of this name for a walkthrough, or begins it, so that nobody else can open it meanwhile.
///
/// From now on a walkthrough runs: nothing is listed. A key is needed for a record that is there, and only then is a
/// passphrase asked for, at the terminal, which must not be taken over yet.
///
/// # Errors
/// There is no place for records or no recipient, with how to make one; the name is none; another program has it open,
/// and who; the key is missing or another one; or the file is damaged, or no record.
pub fn open_for_session(
    name: &str,
    identity: Option<&Path>,
    setting: Setting<'_>,
    questions_in: &QuestionsIn<'_>,
) -> Result<Opened, Failure> {
    let (folder, recipients) = (records_folder(setting)?, read_recipients(setting)?);
    let name = named(name)?;
    let said = |fault: RecordFault| failure(&fault, folder, Some(&name));
    let store = RecordStore::open_or_make(folder).map_err(said)?;
    store.sweep_locks();
    let mut lock = store.hold(&name, holder()).map_err(said)?;
    lock.run().map_err(said)?;
    let Some(sealed) = lock.read().map_err(said)? else {
        name.verify_new().map_err(|fault| no_name(fault).hint(meant_without_ending(&name)))?;
        could_be_opened_again(&recipients, identity, setting)?;
        let questionnaire = questions_in(None)?;
        let language = &questionnaire.parts().language;
        let record = Record::new(name.typed(), &questionnaire, language, clock::now().wall);
        return Ok(Opened { record, compatibility: None, lock, recipients });
    };
    let record = open(&sealed, &lock.path(), &read_keys(identity, setting)?)?;
    if RecordName::parse(&record.name).ok().is_none_or(|own| own.stem() != name.stem()) {
        return Err(another_name(&lock.path()));
    }
    let questionnaire = questions_in(LanguageTag::parse(&record.round.state.language).as_ref())?;
    let compatibility = Some(record.compatibility_with(&questionnaire));
    Ok(Opened { record, compatibility, lock, recipients })
}

/// Says how many records do not fit the recipients of today, and how many copies there may be, without a name; `None` if
/// there is nothing to say, or it cannot be found out.
pub(in crate::shell) fn unlike_recipients(setting: Setting<'_>) -> Option<String> {
    let counselor = &setting.site.counselor;
    let store = RecordStore::open(counselor.records_folder.as_deref()?).ok()?;
    if counselor.recipients.is_empty() || store.is_running().unwrap_or(true) {
        return None;
    }
    let (all, strays) = (store.list().ok()?, store.strays().ok()?);
    let doubts = store.doubts(counselor.recipients.len(), open_keys(setting).as_ref()).ok()?;
    let copies = strays.iter().filter(|stray| stray.may_hold_record()).count();
    let (doubts, all) = (doubts.len(), all.len());
    match (doubts, copies) {
        (0, 0) => None,
        (0, _) => Some(format!("Copies of records, or what may be such, in records_folder: {copies}.")),
        (_, 0) => Some(format!("Records that do not fit these recipients: {doubts} of {all}.")),
        _ => Some(format!(
            "Records that do not fit these recipients: {doubts} of {all}. Copies, or what may be such: {copies}."
        )),
    }
}

/// Returns the keys of the settings, if they are not locked with a passphrase: nobody is asked for one.
pub(in crate::shell) fn open_keys(setting: Setting<'_>) -> Option<Keys> {
    match KeyFile::read(identity_file(None, setting)?) {
        Ok(KeyFile::Open(keys)) => Some(keys),
        _ => None,
    }
}

/// Checks that the counselor's own key could open the record that they begin. It does not ask for the passphrase of a
/// locked key, so it checks only a key that is not locked.
fn could_be_opened_again(
    recipients: &Recipients,
    identity: Option<&Path>,
    setting: Setting<'_>,
) -> Result<(), Failure> {
    let Some(path) = identity_file(identity, setting) else { return Ok(()) };
    foreign_keys(recipients, path).map_or(Ok(()), |keys| Err(key_not_among_recipients(path, &keys)))
}

/// Returns the keys of a file if they are not locked, and could not open what is written for these recipients.
pub(super) fn foreign_keys(recipients: &Recipients, path: &Path) -> Option<Keys> {
    match KeyFile::read(path) {
        Ok(KeyFile::Open(keys)) if !keys.are_among(recipients) => Some(keys),
        _ => None,
    }
}

/// Returns the identity file of the arguments, or else of the settings.
pub(in crate::shell) fn identity_file<'a>(named: Option<&'a Path>, setting: Setting<'a>) -> Option<&'a Path> {
    named.or(setting.site.counselor.identity.as_deref())
}

/// What is older than the settings keep a record.
#[derive(Default)]
pub struct Overdue {
    /// The records.
    pub records: Vec<Listed>,
    /// The files beside them that may hold a record.
    pub strays: Vec<Stray>,
}

impl Overdue {
    /// Returns the names: of records as they were typed, of other files as they are.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let records = self.records.iter().map(|listed| listed.name.typed());
        let strays = self.strays.iter().map(|stray| stray.name.as_str());
        records.chain(strays).map(|name| sanitize(name).into_owned()).collect()
    }
}

/// Lists what is older than the settings keep records; nothing, if nothing is set, there is no folder yet, or a
/// walkthrough runs, while which nobody is named.
///
/// # Errors
/// What the disk says.
pub fn overdue(setting: Setting<'_>) -> Result<Overdue, Failure> {
    let counselor = &setting.site.counselor;
    let (Some(days), Some(folder)) = (counselor.retention_days, counselor.records_folder.as_deref()) else {
        return Ok(Overdue::default());
    };
    let listed = |store: RecordStore| {
        if store.is_running()? {
            return Ok(Overdue::default());
        }
        let now = clock::now().wall;
        let records = store.older_than(days, now)?;
        let mut strays = store.strays()?;
        let is_listed =
            |stray: &Stray| records.iter().any(|listed| Some(&listed.name) == stray.record.as_ref());
        strays.retain(|stray| {
            stray.may_hold_record() && stray.changed < now.days_before(days) && !is_listed(stray)
        });
        Ok(Overdue { records, strays })
    };
    match RecordStore::open(folder).and_then(listed) {
        Err(RecordFault::Disk(SaveFault::NoFolder)) => Ok(Overdue::default()),
        listed => listed.map_err(|fault| failure(&fault, folder, None)),
    }
}

/// Returns the failure if no record can be kept with these settings.
#[must_use]
pub fn refusal(setting: Setting<'_>) -> Option<Failure> {
    records_folder(setting).err().or_else(|| read_recipients(setting).err())
}

/// Announces that a walkthrough runs, until the returned value is dropped. Meanwhile no program lists records.
///
/// If that fails, the walkthrough begins all the same.
#[must_use]
pub fn running(setting: Setting<'_>) -> Option<Running<RealFolder>> {
    let folder = setting.site.counselor.records_folder.as_deref()?;
    RecordStore::open(folder).and_then(|store| store.running()).ok()
}

/// Returns the folder of records.
///
/// # Errors
/// None is set, and how to set one.
pub(in crate::shell) fn records_folder(setting: Setting<'_>) -> Result<&Path, Failure> {
    let folder = setting.site.counselor.records_folder.as_deref();
    folder.ok_or_else(|| {
        no_place(setting, "There is no place for records: the settings name no records_folder.")
    })
}

pub(in crate::shell) fn read_recipients(setting: Setting<'_>) -> Result<Recipients, Failure> {
    let missing = "Nobody could open a record: the settings name no recipients.";
    Recipients::new(&setting.site.counselor.recipients).ok_or_else(|| no_place(setting, missing))
}

/// Reads the name of a record as it was typed.
///
/// # Errors
/// It is no name of a record.
pub(in crate::shell) fn named(name: &str) -> Result<RecordName, Failure> {
    RecordName::parse(name).map_err(|fault| match RecordName::of_path(name) {
        Some(meant) => by_file(&meant),
        None => no_name(fault),
    })
}

/// Returns the note for other programs that want the same record: process, machine, time.
pub(in crate::shell) fn holder() -> Holder {
    Holder { pid: std::process::id(), host: copy_file::host(), since: clock::now().wall }
}

/// Returns the keys of the identity file that was named, or else set; asks for its passphrase if it has one.
///
/// # Errors
/// There is none, it cannot be read or used, or the passphrase is another one.
pub(in crate::shell) fn read_keys(named: Option<&Path>, setting: Setting<'_>) -> Result<Keys, Failure> {
    let path = identity_file(named, setting).ok_or_else(no_key)?;
    let said = |fault| of_key(fault, path);
    match KeyFile::read(path).map_err(said)? {
        KeyFile::Open(keys) => Ok(keys),
        KeyFile::Locked(locked) => passphrase::ask(path, move |typed| locked.unlock(typed))?.map_err(said),
    }
}

/// Opens what a file holds.
///
/// # Errors
/// It is damaged, none of the keys opens it, or it is not a record.
pub(in crate::shell) fn open(sealed: &[u8], path: &Path, keys: &Keys) -> Result<Record, Failure> {
    let plain = keys.open(sealed).map_err(|fault| unopened(fault, path))?;
    let read = str::from_utf8(&plain).map_err(|_| NoRecord::Foreign).and_then(format::parse);
    read.map_err(|fault| no_record(fault, path))
}
