//! Records: what is kept of a walkthrough is there whole, for those who may open it, and for nobody else.

mod commands;
mod exports;
mod folder;
mod power;
mod recorder;
mod session;

use crate::support::own::own;
use stillpoint::domain::answers::response::Answer;
use stillpoint::domain::faults::save::Holder;
use stillpoint::domain::questionnaire::definition::Questionnaire;
use stillpoint::domain::record::contents::Record;
use stillpoint::domain::timestamp::Timestamp;
use stillpoint::files::records::encryption::{Keys, Recipients};
use stillpoint::files::records::identity::KeyFile;
use stillpoint::files::records::name::RecordName;

/// A key pair that opens nothing but what is written here.
pub(crate) const PUBLIC: &str = "age12ddnd70606zpn9rq7tpgnh2qtf678jm2rvzryf0n839txyqnrdgs5p6vxx";
pub(crate) const SECRET: &str = "AGE-SECRET-KEY-1HYWFUA0LQL07FWU9U55RY7JDKGNGSS9N9DGQKADEQAJ6LRLN6XJS64JVE3";

/// When the records of these tests are begun: 25 November 2026.
const BEGUN: Timestamp = Timestamp(1_795_600_000);

pub(crate) fn recipients() -> Recipients {
    Recipients::new(&[PUBLIC.to_owned()]).unwrap()
}

fn keys() -> Keys {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), SECRET).unwrap();
    match KeyFile::read(file.path()) {
        Ok(KeyFile::Open(keys)) => keys,
        other => panic!("{other:?}"),
    }
}

fn named(name: &str) -> RecordName {
    RecordName::parse(name).unwrap()
}

fn me() -> Holder {
    Holder { pid: 7, host: "here".into(), since: BEGUN }
}

/// Two walkthroughs of every item, with notes and a flag: the record after each change.
pub(crate) fn walkthrough() -> Vec<Record> {
    walkthrough_on(&own())
}

/// The same on another questionnaire.
pub(crate) fn walkthrough_on(questionnaire: &Questionnaire) -> Vec<Record> {
    let mut record = Record::new("Anna", questionnaire, "en", BEGUN);
    let mut states = vec![record.clone()];
    record.consent("en", "This is what is kept, and where.", BEGUN);
    record.keep_words(questionnaire);
    let count = questionnaire.items().count();
    for (number, item) in questionnaire.items().chain(questionnaire.items()).enumerate() {
        let now = Timestamp(BEGUN.0 + 60 * i64::try_from(number).unwrap());
        // The second time each item gets another answer, however many there are.
        let turn = number % count + number / count;
        let option = questionnaire.option_set(item).unwrap().options[turn % 2].id.clone();
        let mut state = record.round.state.clone();
        state.at = Some(item.id.clone());
        state
            .answers
            .set(&item.id, Some(if turn % 7 == 3 { Answer::Declined } else { Answer::Chosen(option) }));
        assert!(record.apply(state.clone(), now));
        states.push(record.clone());
        state
            .notes
            .insert(item.id.clone(), format!("notes on {}: 眠れない\n", item.id).repeat(number % 9 + 1));
        if number % 5 == 0 {
            state.flags.insert(item.id.clone());
        }
        assert!(record.apply(state, now));
        states.push(record.clone());
    }
    states
}
