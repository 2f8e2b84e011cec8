//! Begins a record while a walkthrough runs: takes its name, so that no other program can, and starts the thread that
//! saves it.
//!
//! It waits for the disk, so it belongs into a thread. It must not write a record, and must not open one that is there: a
//! key may need a passphrase, and the terminal is taken.

use super::recorder::{Recorder, SaveOutcome};
use super::session::{foreign_keys, holder};
use crate::domain::faults::begin::BeginFault;
use crate::domain::faults::save::{RecordFault, SaveFault};
use crate::domain::site::Counselor;
use crate::files::records::encryption::Recipients;
use crate::files::records::folder::RecordStore;
use crate::files::records::name::RecordName;
use std::path::{Path, PathBuf};

/// What a record needs that is begun later.
#[derive(Clone, Debug)]
pub struct NewRecords {
    folder: Option<PathBuf>,
    recipients: Vec<String>,
    identity: Option<PathBuf>,
}

impl NewRecords {
    /// Takes it from the settings, and the key from the command line if it is named there.
    #[must_use]
    pub fn of(counselor: &Counselor, identity: Option<&Path>) -> Self {
        Self {
            folder: counselor.records_folder.clone(),
            recipients: counselor.recipients.clone(),
            identity: identity.or(counselor.identity.as_deref()).map(Path::to_owned),
        }
    }

    /// Returns what the settings lack, if no record can be begun.
    #[must_use]
    pub fn lack(&self) -> Option<BeginFault> {
        self.place().err()
    }

    /// Returns the folder and the recipients.
    fn place(&self) -> Result<(&Path, Recipients), BeginFault> {
        let folder = self.folder.as_deref().ok_or(BeginFault::NoFolder)?;
        Ok((folder, Recipients::new(&self.recipients).ok_or(BeginFault::NoRecipients)?))
    }

    /// Takes the name, and starts the thread that saves the record. Returns the name as it was typed.
    ///
    /// # Errors
    /// See [`BeginFault`]. The name is free then.
    pub fn begin(
        &self,
        name: &str,
        on_outcome: impl FnMut(SaveOutcome) + Send + 'static,
    ) -> Result<(String, Recorder), BeginFault> {
        let (folder, recipients) = self.place()?;
        let name = RecordName::parse(name).map_err(BeginFault::Name)?;
        name.verify_new().map_err(BeginFault::Name)?;
        if self.identity.as_deref().is_some_and(|path| foreign_keys(&recipients, path).is_some()) {
            return Err(BeginFault::OwnKey);
        }
        let store = RecordStore::open_or_make(folder).map_err(BeginFault::Record)?;
        store.sweep_locks();
        let mut held = store.hold(&name, holder()).map_err(BeginFault::Record)?;
        if held.read().map_err(BeginFault::Record)?.is_some() {
            return Err(BeginFault::Taken);
        }
        held.run().map_err(BeginFault::Record)?;
        let recorder = Recorder::start(held, recipients, on_outcome)
            .map_err(|error| BeginFault::Record(RecordFault::Disk(SaveFault::Other(error.to_string()))))?;
        Ok((name.typed().to_owned(), recorder))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::faults::begin::NameFault;
    use crate::domain::questionnaire::definition::Questionnaire;
    use crate::domain::record::contents::Record;
    use crate::domain::timestamp::Timestamp;
    use crate::files::content::{builtin, questions};
    use std::time::Duration;

    const RECIPIENT: &str = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

    fn places(folder: &Path) -> NewRecords {
        let counselor = Counselor {
            records_folder: Some(folder.join("records")),
            recipients: vec![RECIPIENT.to_owned()],
            ..Counselor::default()
        };
        NewRecords::of(&counselor, None)
    }

    fn fault(begun: Result<(String, Recorder), BeginFault>) -> Option<BeginFault> {
        begun.err()
    }

    #[test]
    fn a_name_is_taken_once_and_nothing_is_written_before_it_is_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let places = places(folder.path());
        let (name, recorder) = places.begin(" Maple 8 ", |_| ()).unwrap();
        assert_eq!(name, "Maple 8");
        assert!(!folder.path().join("records/Maple 8.age").exists());
        let held = fault(places.begin("MAPLE 8", |_| ()));
        assert!(matches!(held, Some(BeginFault::Record(RecordFault::LockedRecord(_)))), "{held:?}");
        let questionnaire: Questionnaire = questions::parse("questions.toml", builtin::QUESTIONS).unwrap();
        recorder.save(1, Record::new(&name, &questionnaire, "en", Timestamp(0)));
        assert!(recorder.finish(Duration::from_secs(60)));
        assert!(folder.path().join("records/Maple 8.age").exists());
        assert_eq!(fault(places.begin("maple 8", |_| ())), Some(BeginFault::Taken));
        assert_eq!(fault(places.begin("a/b", |_| ())), Some(BeginFault::Name(NameFault::Sign('/'))));
        assert_eq!(fault(places.begin(" ", |_| ())), Some(BeginFault::Name(NameFault::Empty)));
        assert_eq!(fault(places.begin("a.age", |_| ())), Some(BeginFault::Name(NameFault::FileEnding)));
    }

    #[test]
    fn what_the_settings_lack_is_known_before_anything_is_typed() {
        let folder = tempfile::tempdir().unwrap();
        let whole = places(folder.path());
        assert_eq!(whole.lack(), None);
        assert_eq!(NewRecords { folder: None, ..whole.clone() }.lack(), Some(BeginFault::NoFolder));
        assert_eq!(NewRecords { recipients: vec![], ..whole }.lack(), Some(BeginFault::NoRecipients));
    }
}
