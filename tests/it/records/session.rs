//! A walkthrough opens a record or begins it, and is refused with a reason where it cannot.

use super::{PUBLIC, SECRET};
use crate::support::own::own;
use crate::support::pty::PATIENCE;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use stillpoint::domain::record::contents::Record;
use stillpoint::domain::site::Site;
use stillpoint::domain::timestamp::Timestamp;
use stillpoint::shell::records::session::{Opened, Setting, open_for_session, overdue};
use stillpoint::shell::world::error::{Failure, FailureKind};

/// A site with a folder of records, and the key of a counselor.
struct Office {
    above: tempfile::TempDir,
    site: Site,
}

impl Office {
    fn new() -> Self {
        let above = tempfile::tempdir().unwrap();
        let mut site = Site::default();
        site.counselor.records_folder = Some(above.path().join("records"));
        site.counselor.recipients = vec![PUBLIC.to_owned()];
        site.counselor.identity = Some(above.path().join("key.txt"));
        fs::write(above.path().join("key.txt"), SECRET).unwrap();
        Self { above, site }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.above.path().join("records").join(name)
    }

    fn setting(&self) -> Setting<'_> {
        Setting { site: &self.site, file: self.above.path(), home: Some(self.above.path()) }
    }

    fn open(&self, name: &str) -> Result<Opened, Failure> {
        open_for_session(name, None, self.setting(), &|_| Ok(Arc::new(own())))
    }

    fn refused(&self, name: &str) -> String {
        match self.open(name) {
            Err(failure) => failure.told(),
            Ok(_) => panic!("it was opened"),
        }
    }

    /// Begins or resumes a record, changes it, and ends.
    fn sit(&self, name: &str, change: impl FnOnce(&mut Record)) {
        let (mut record, recorder) = self.open(name).unwrap().start(|_| {}).unwrap();
        change(&mut record);
        recorder.save(1, record);
        assert!(recorder.finish(PATIENCE));
    }
}

#[test]
fn a_record_is_begun_and_resumed_where_it_was() {
    let office = Office::new();
    let opened = office.open("Anna").unwrap();
    assert!(
        opened.compatibility.is_none()
            && opened.record.name == "Anna"
            && opened.path() == office.at("Anna.age")
    );
    drop(opened);
    assert!(!office.at("Anna.age").exists(), "nothing is written before there is something to keep");
    office.sit("Anna", |record| {
        let mut state = record.round.state.clone();
        state.at = Some(record.round.items[3].clone());
        state.own.words = "it began in spring".into();
        record.apply(state, Timestamp(record.round.begun.0 + 1));
    });
    let opened = office.open("ANNA").unwrap();
    assert!(
        opened
            .compatibility
            .as_ref()
            .is_some_and(stillpoint::domain::record::compatibility::Compatibility::is_whole)
    );
    assert_eq!(opened.record.round.state.own.words, "it began in spring");
    assert!(opened.record.round.state.at.as_ref() == Some(&opened.record.round.items[3]));
}

#[test]
fn a_record_of_another_version_says_what_fits() {
    let office = Office::new();
    office.sit("anna", |record| {
        record.round.version = "0.9.0".into();
        record.round.items.pop();
    });
    let compatibility = office.open("anna").unwrap().compatibility.unwrap();
    assert!(
        !compatibility.is_whole()
            && compatibility.same_questionnaire
            && !compatibility.same_version
            && compatibility.new_items.len() == 1
    );
}

#[test]
fn without_a_folder_or_a_recipient_it_is_refused_with_two_commands() {
    let mut office = Office::new();
    office.site.counselor.recipients.clear();
    for missing in ["recipients", "records_folder"] {
        let told = office.refused("anna");
        for words in [missing, "age-keygen -o ", "age-keygen -y ", "[counselor]"] {
            assert!(told.contains(words), "{words}\n{told}");
        }
        office.site.counselor.records_folder = None;
    }
}

#[test]
fn of_two_counselors_who_race_for_one_record_one_is_told_who_has_it() {
    let office = Office::new();
    office.sit("anna", |_| {});
    let tried: Vec<Result<Opened, Failure>> = std::thread::scope(|scope| {
        let both = [(); 2].map(|()| scope.spawn(|| office.open("anna")));
        both.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(tried.iter().filter(|one| one.is_ok()).count(), 1);
    let refused = tried.iter().find_map(|one| one.as_ref().err()).unwrap();
    assert_eq!(refused.kind(), FailureKind::Locked);
    assert!(refused.told().contains("open in another program"), "{refused}");
    // Each has a record of their own at the same time.
    assert!(office.open("bert").is_ok());
}

#[test]
fn a_file_that_holds_the_record_of_somebody_else_is_refused_and_nobody_is_named() {
    let office = Office::new();
    office.sit("anna", |_| {});
    fs::rename(office.at("anna.age"), office.at("bert.age")).unwrap();
    let told = office.refused("bert");
    assert!(told.contains("another name than the file") && !told.to_lowercase().contains("anna"), "{told}");
}

#[test]
fn what_cannot_be_opened_is_not_begun_anew() {
    let mut office = Office::new();
    office.sit("anna", |_| {});
    let sealed = fs::read(office.at("anna.age")).unwrap();
    fs::write(office.at("anna.age"), &sealed[..sealed.len() - 1]).unwrap();
    assert!(office.refused("anna").contains("damaged"));
    assert_eq!(fs::read(office.at("anna.age")).unwrap().len(), sealed.len() - 1, "it is left as it is");
    office.site.counselor.identity = None;
    assert!(office.refused("anna").contains("--identity"));
    assert!(office.open("bert").is_ok(), "a record that is begun needs no key");
    assert!(office.refused("..").contains("name of a record"));
}

#[test]
fn no_record_is_begun_that_the_own_key_could_not_open_again() {
    let mut office = Office::new();
    let other = age::x25519::Identity::generate();
    let file = office.site.counselor.identity.clone().unwrap();
    fs::write(&file, age::secrecy::ExposeSecret::expose_secret(&other.to_string())).unwrap();
    let told = office.refused("anna");
    assert!(
        told.contains("could not open this record again") && told.contains(&other.to_public().to_string()),
        "{told}"
    );
    office.site.counselor.recipients.push(other.to_public().to_string());
    assert!(office.open("anna").is_ok());
}

#[test]
fn what_is_kept_long_enough_is_named_before_a_walkthrough() {
    let mut office = Office::new();
    assert!(overdue(office.setting()).unwrap().names().is_empty());
    office.site.counselor.retention_days = Some(30);
    assert!(overdue(office.setting()).unwrap().names().is_empty(), "there is no folder yet");
    office.sit("anna", |_| {});
    office.sit("bert", |_| {});
    let old = fs::FileTimes::new().set_modified(std::time::UNIX_EPOCH);
    fs::File::open(office.at("anna.age")).unwrap().set_times(old).unwrap();
    assert_eq!(overdue(office.setting()).unwrap().names(), ["anna"]);
    // A copy that another program made is as old, and is named too. What holds no record is not.
    for other in ["anna (conflicted copy).age", "old letter.txt"] {
        fs::copy(office.at("anna.age"), office.at(other)).unwrap();
        fs::File::open(office.at(other)).unwrap().set_times(old).unwrap();
    }
    assert_eq!(overdue(office.setting()).unwrap().names(), ["anna", "anna (conflicted copy).age"]);
    let session = office.open("bert").ok();
    assert!(
        overdue(office.setting()).unwrap().names().is_empty(),
        "while a walkthrough runs nobody is named"
    );
    drop(session);
}
