//! A part is skipped in a walkthrough after some of it was answered: the client's side asks what becomes of that, and the
//! record tells what was done.

use crate::support::answering::Answering;
use crate::support::own::own;
use crate::support::pair::Pair;
use serde_json::Value;
use stillpoint::app::layout::split::SplitLayout;
use stillpoint::app::state::counselor::Side;
use stillpoint::domain::answers::own_words::OwnWords;
use stillpoint::domain::answers::response::ItemState;
use stillpoint::domain::record::contents::{Changed, Record};
use stillpoint::domain::timestamp::Zone;
use stillpoint::files::export::json_report;
use stillpoint::files::export::record::as_text;
use stillpoint::files::records::format;

/// The part: what was answered in it, and what was not.
const ANSWERED: &str = "loud-accident";
const OPEN: &str = "shouting-at-home";

/// Somebody answers in the part, goes back to where it is announced and skips it; then they are asked.
fn asked(size: (u16, u16)) -> Pair {
    let mut pair = Pair::begun(size.0, size.1);
    pair.answer(ANSWERED, "yes").press("Left").sees("Before you go on").press("2");
    pair
}

/// Returns what the history of the answer to an item says, from the first change on: before and after.
fn history<'r>(record: &'r Record, item: &str) -> Vec<(Option<&'r str>, Option<&'r str>)> {
    let of_item = record.round.history.iter().filter(|change| change.what == Changed::Answer(item.into()));
    of_item.map(|change| (change.from.as_deref(), change.to.as_deref())).collect()
}

/// Returns what a report says of a record that was written and read again: the answer in the part, and what was not asked.
fn reported(record: &Record) -> (Option<String>, Vec<String>) {
    let read = format::parse(&format::write(record)).unwrap();
    let report: Value = serde_json::from_str(&json_report::report(
        &own(),
        &read.round.state.answers,
        &OwnWords::default(),
        "US",
    ))
    .unwrap();
    let not_asked = report["not_asked"].as_array().cloned().unwrap_or_default();
    let not_asked = not_asked.iter().filter_map(|id| id.as_str().map(str::to_owned)).collect();
    (report["answers"][ANSWERED].as_str().map(str::to_owned), not_asked)
}

#[test]
fn the_client_is_asked_on_their_side_and_is_told_what_the_record_keeps() {
    for size in [(120, 40), (80, 24), (40, 12)] {
        let mut pair = asked(size);
        pair.sees("Skip this part?").sees("The history of the record shows what they were");
        let split = SplitLayout::of(&pair.app);
        assert!(pair.app.client.overlay.is_some() && split.has_keys == Side::Client, "{size:?}");
        // Nothing is done before they have chosen.
        let before = pair.written.last().unwrap().clone();
        assert_eq!(history(&before, ANSWERED), [(None, Some("yes"))]);
        pair.press("3").sees("Before you go on");
        assert!(pair.written.last().unwrap().round.state.answers == before.round.state.answers);
    }
}

#[test]
fn who_keeps_the_answers_skips_the_rest_of_the_part_and_the_record_says_so() {
    for size in [(120, 40), (40, 12)] {
        let mut pair = asked(size);
        pair.press("1");
        let record = pair.written.last().unwrap();
        assert!(matches!(record.round.state.answers.state(&ANSWERED.into()), ItemState::Answered(_)));
        assert_eq!(history(record, ANSWERED), [(None, Some("yes"))]);
        assert_eq!(history(record, OPEN).last().unwrap().1, Some("not-asked"));
        assert_eq!(reported(record), (Some("yes".to_owned()), vec![OPEN.to_owned()]));
    }
}

#[test]
fn who_takes_the_answers_back_skipped_the_part_and_the_history_keeps_what_they_were() {
    for size in [(120, 40), (40, 12)] {
        let mut pair = asked(size);
        pair.press("2");
        let record = pair.written.last().unwrap();
        assert_eq!(record.round.state.answers.state(&ANSWERED.into()), ItemState::PartSkipped);
        assert_eq!(history(record, ANSWERED), [(None, Some("yes")), (Some("yes"), Some("not-asked"))]);
        assert_eq!(reported(record), (None, vec![ANSWERED.to_owned(), OPEN.to_owned()]));
        let told = as_text(record, &own(), pair.app.client.wording(), &Zone::UTC);
        assert!(told.to_lowercase().contains("after: “in a skipped part”"), "{told}");
        // An undo on either side does not bring them back, and the texts that they brought are gone.
        pair.press("u u u");
        assert!(pair.app.client.session.response().answer(&ANSWERED.into()).is_none());
    }
}

#[test]
fn what_was_answered_privately_in_the_part_stays_private_whatever_is_chosen() {
    for choice in ["1", "2"] {
        let mut pair = Pair::begun(120, 40);
        pair.answer(ANSWERED, "yes").go_to(OPEN).press("p 1 C-t 2 Left");
        pair.press("Left").sees("Before you go on").press("2").sees("Skip this part?").press(choice);
        let record = pair.written.last().unwrap();
        assert_eq!(record.round.state.answers.state(&OPEN.into()), ItemState::Withheld, "{choice}");
    }
}
