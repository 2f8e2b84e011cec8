//! A record is begun in the middle of a session: under a name, and only once the client has agreed to it.

use crate::support::own::own;
use crate::support::pair::{BEGUN, Pair};
use stillpoint::app::state::counselor::CounselorSetup;
use stillpoint::domain::answers::response::ItemState;
use stillpoint::domain::faults::begin::{BeginFault, NameFault};
use stillpoint::domain::faults::save::RecordFault;
use stillpoint::domain::record::contents::Record;
use stillpoint::engine::policy::Keeps;

pub(crate) fn without_record(no_records: Option<BeginFault>, size: (u16, u16)) -> Pair {
    let folder = Some("/srv/records".to_owned());
    let settings = "/home/anna/settings.toml".to_owned();
    Pair::with(CounselorSetup { folder, settings, no_records, ..CounselorSetup::default() }, None, size)
}

#[test]
fn what_was_answered_before_is_in_a_record_once_the_client_agrees_and_private_answers_are_not() {
    for size in [(80, 24), (40, 12), (120, 40)] {
        let mut pair = without_record(None, size);
        pair.press("Enter 1 1 n p 2 C-t 2 e").write("tired").press("Esc b").sees("Name of the record");
        pair.write("Maple 8").press("Enter").sees("To say in your own words");
        assert!(pair.written.is_empty(), "nobody has agreed");
        let items: Vec<_> = own().items().map(|item| item.id.clone()).collect();
        pair.press("1");
        let record = pair.written.last().unwrap().clone();
        let state = &record.round.state;
        assert!(record.name == "Maple 8" && state.session_notes == "tired" && record.earlier.is_empty());
        assert!(matches!(state.answers.state(&items[0]), ItemState::Answered(_)));
        assert_eq!(state.answers.state(&items[1]), ItemState::Withheld);
        let consent = record.round.consents.last().unwrap();
        assert!(consent.wording.contains("what you have answered so far"), "{}", consent.wording);
        assert!(
            consent.wording.contains("privately is not in it") && consent.wording.contains("/srv/records")
        );
        assert!(record.round.words.len() == 1 && pair.app.client.keeps == Keeps::Record);
        pair.press("b").sees("kept already").press("Esc q").sees_no("Nothing is kept");
    }
}

#[test]
fn who_refused_a_record_at_first_can_agree_to_it_later() {
    let mut pair = Pair::at(80, 24);
    pair.press("Enter 2 1 b").sees("what you have answered so far").press("2").sees("1 of 5");
    assert!(pair.written.is_empty() && pair.app.client.keeps == Keeps::Nothing);
    pair.press("b 1");
    let record = pair.written.last().unwrap();
    assert!(record.name == "Maple 7" && record.round.consents.len() == 1);
    // A record of an earlier session goes on where it was left, and has the name that it has.
    let resumed = pair.written.pop();
    let mut pair = Pair::with(CounselorSetup::default(), resumed, (80, 24));
    pair.press("Enter 2 b").sees("keep the record Maple 7").sees_no("another name").press("1");
    assert_eq!(pair.written.last().unwrap().round.consents.len(), 2);
}

#[test]
fn a_name_that_cannot_be_taken_is_said_and_can_be_changed() {
    let faults = [
        (BeginFault::Name(NameFault::Sign('/')), "cannot have / in it"),
        (BeginFault::Name(NameFault::Empty), "needs a name"),
        (BeginFault::Name(NameFault::Start), "begins with a letter"),
        (BeginFault::Name(NameFault::TooLong), "too long"),
        (BeginFault::Taken, "There is a record of this name already"),
        (BeginFault::OwnKey, "Your own key could not open"),
        (BeginFault::Record(RecordFault::LockedRecord(None)), "another program has it open"),
    ];
    for (fault, told) in faults {
        let mut pair = without_record(None, (80, 24));
        pair.begins = Err(fault);
        pair.press("Enter 1 b").write("Maple").press("Enter").sees(told).sees("Maple");
        pair.begins = Ok(());
        pair.write(" 9").sees_no(told).press("Enter").sees("keep the record Maple 9").press("3");
        // The name that was taken is let go of when the next one cannot be.
        pair.begins = Err(BeginFault::Taken);
        pair.sees("Maple 9").press("Enter Esc b").sees("Name of the record");
        assert!(pair.written.is_empty());
    }
}

#[test]
fn a_record_can_be_named_before_the_client_is_asked_to_begin() {
    let mut pair = without_record(None, (80, 24));
    pair.press("b").write("Maple 8").press("Enter").sees("begin, and keep the record").press("1");
    assert_eq!(pair.written.last().unwrap().name, "Maple 8");
    let mut pair =
        Pair::with(CounselorSetup::default(), Some(Record::new("A", &own(), "en", BEGUN)), (80, 24));
    pair.press("b").sees("begin, and keep the record");
}

#[test]
fn what_the_settings_lack_is_said_instead_of_asking_for_a_name() {
    for (lack, told) in [(BeginFault::NoFolder, "records_folder"), (BeginFault::NoRecipients, "recipients")] {
        let mut pair = without_record(Some(lack), (80, 24));
        pair.press("Enter 1 b").sees(told).sees("/home/anna/settings.toml").sees_no("Name of the record");
        pair.press("Enter").sees("1 of 5");
    }
}
