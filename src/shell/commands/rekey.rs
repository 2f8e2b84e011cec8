//! `records rekey`: writes every record anew for the recipients of today.
//!
//! A record is replaced only after what takes its place was read back from the disk and opened. What cannot be written
//! anew stays as it is and is named, but never while a walkthrough runs.

use crate::domain::sanitize::sanitize;
use crate::files::records::encryption::{Keys, Recipients};
use crate::files::records::folder::{Listed, RecordStore};
use crate::shell::records::copies::beside_records;
use crate::shell::records::sentences::{Setting, failure, key_not_among_recipients, unopened};
use crate::shell::records::session::{holder, identity_file, read_keys, read_recipients, records_folder};
use crate::shell::terminal::passphrase::Signals;
use crate::shell::terminal::progress::WorkProgress;
use crate::shell::world::environment::Environment;
use crate::shell::world::error::Failure;
use crate::shell::world::output::{write, write_done};
use std::io::Write;
use std::path::Path;

/// The remark after records were written anew: the states before may still be somewhere.
const NOT_PROMISED: &str = "\
This does not change copies, backups, snapshots and what a disk keeps of earlier states: whoever could open those can
still open them.
";

/// Writes every record anew.
///
/// # Errors
/// There is no folder, key or recipient; a walkthrough runs; or not every record was written anew.
pub(super) fn run(
    old: Option<&Path>,
    setting: Setting<'_>,
    out: &mut impl Write,
    err: &mut impl Write,
) -> Result<(), Failure> {
    let (folder, recipients) = (records_folder(setting)?, read_recipients(setting)?);
    let store = RecordStore::open(folder).map_err(|fault| failure(&fault, folder, None))?;
    if is_running(&store) {
        return Err(Failure::new("A walkthrough runs. No record was written anew.").hint("End it first."));
    }
    store.sweep_locks();
    let keys = all_keys(old, setting)?;
    if !keys.are_among(&recipients) {
        let path = identity_file(None, setting).or(old).unwrap_or(Path::new("the settings"));
        return Err(key_not_among_recipients(path, &keys));
    }
    let signals = Signals::watch().map_err(|error| {
        Failure::new("No record was written anew")
            .caused_by(error)
            .hint("Close other programs, and try it again.")
    })?;
    let mut done = Done { store: &store, recipients: &recipients, keys: &keys, written: 0, left: Vec::new() };
    let ended = done.all(&signals).map_err(|fault| failure(&fault, folder, None))?;
    done.tell(out, err)?;
    match ended {
        Some(number) => Err(Failure::signalled(number)),
        None if done.left.is_empty() => Ok(()),
        None => Err(Failure::new("Not every record was written anew.").hint(
            "The records that are named are as they were. Put right what is said of each, then run the command again.",
        )),
    }
}

/// Returns the key of the settings, and the one that opened the records until now, if it is named.
fn all_keys(old: Option<&Path>, setting: Setting<'_>) -> Result<Keys, Failure> {
    let Some(old) = old else { return read_keys(None, setting) };
    let before = read_keys(Some(old), setting)?;
    match identity_file(None, setting).filter(|today| *today != old) {
        Some(_) => Ok(before.and(read_keys(None, setting)?)),
        None => Ok(before),
    }
}

fn is_running(store: &RecordStore) -> bool {
    store.is_running().unwrap_or(true)
}

/// What was done so far.
struct Done<'a> {
    store: &'a RecordStore,
    recipients: &'a Recipients,
    keys: &'a Keys,
    written: usize,
    /// The records that are as they were, each with the reason.
    left: Vec<(String, String)>,
}

impl Done<'_> {
    /// Writes one record after another, and returns the signal that ended that, if one did. A record that is being
    /// written then is finished.
    fn all(&mut self, signals: &Signals) -> Result<Option<i32>, crate::domain::faults::save::RecordFault> {
        let mut ended = None;
        let records = self.store.list()?;
        let mut progress = WorkProgress::begin(records.len(), "records", &Environment::read());
        for (at, listed) in records.into_iter().enumerate() {
            progress.show(at);
            ended = ended.or_else(|| signals.ending(|| progress.hide()));
            let outcome = match ended {
                None => self.rewrite(&listed).map_err(|failure| failure.what()),
                Some(_) => Err("The command was ended before.".to_owned()),
            };
            match outcome {
                Ok(()) => self.written += 1,
                Err(why) => self.left.push((listed.name.typed().to_owned(), why)),
            }
        }
        Ok(ended)
    }

    fn rewrite(&self, listed: &Listed) -> Result<(), Failure> {
        let name = &listed.name;
        let said = |fault| failure(&fault, self.store.path(), Some(name));
        let mut held = self.store.hold(name, holder()).map_err(said)?;
        // It was listed a moment ago. If somebody has removed it since, there is nothing to write.
        let Some(sealed) = held.read().map_err(said)? else { return Ok(()) };
        let plain = self.keys.open(&sealed).map_err(|fault| unopened(fault, &held.path()))?;
        let opens = |bytes: &[u8]| self.keys.open(bytes).is_ok_and(|again| again == plain);
        held.rewrite(self.recipients, &plain, listed.changed, opens).map_err(said)
    }

    fn tell(&self, out: &mut impl Write, err: &mut impl Write) -> Result<(), Failure> {
        let (written, keys) = (self.written, self.recipients.count());
        let all = written + self.left.len();
        let done =
            format!("Records written anew for the recipients in the settings ({keys}): {written} of {all}.");
        let told = write_done(out, &done, &format!("{done}\n{NOT_PROMISED}"));
        self.tell_rest(err)?;
        told
    }

    /// Says which records are as they were, and what else is in the folder.
    fn tell_rest(&self, err: &mut impl Write) -> Result<(), Failure> {
        if is_running(self.store) {
            return write(
                err,
                "A walkthrough runs, so nothing is named. When it has ended, run: stillpoint records list\n",
            );
        }
        if !self.left.is_empty() {
            let line = |(name, why): &(String, String)| format!("  {}: {}\n", sanitize(name), sanitize(why));
            let lines: String = self.left.iter().map(line).collect();
            write(err, &format!("As they were:\n{lines}"))?;
        }
        let strays = self.store.strays().unwrap_or_default();
        write(err, &beside_records(&strays, self.store.path()))
    }
}
