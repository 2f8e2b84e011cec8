//! The client takes along what they answered in another way the time before, if they pick it, and nothing that is private.

use crate::support::answering::Answering;
use crate::support::pair::Pair;
use crate::support::player::flat;
use stillpoint::app::state::counselor::CounselorSetup;
use stillpoint::domain::answers::response::Answer;
use stillpoint::domain::record::contents::Record;
use stillpoint::files::export::{answers, markdown, text};

/// What was answered the time before; one answer is sensitive.
const THEN: [(&str, &str); 6] = [
    ("crowded-rooms", "often"),
    ("losing-the-thread", "often"),
    ("raised-voices", "often"),
    ("shrill-sounds", "sometimes"),
    ("loud-event", "not-really"),
    ("busy-road", "yes"),
];

/// A record with a round, in which somebody answered and the counselor noted something.
fn earlier() -> Record {
    let mut pair = Pair::begun(120, 30);
    pair.press("1 Tab").write("a note that is the counselor's").wait(std::time::Duration::from_secs(2));
    let mut record = pair.written.pop().unwrap();
    for (item, option) in THEN {
        record.round.state.answers.set(&item.into(), Some(Answer::Chosen(option.into())));
    }
    record.round.state.own.words = "It began in spring.".into();
    record
}

/// Goes on with a record in a new round and answers: one item as before, one in another way, one privately, one sensitive
/// item in another way; one is skipped, one declined.
fn second_round(record: Record, width: u16) -> Pair {
    let mut pair = Pair::with(CounselorSetup::default(), Some(record), (width, 60));
    pair.press("2 1");
    pair.answer("crowded-rooms", "sometimes").answer("losing-the-thread", "often");
    pair.go_to("raised-voices").press("p 1 C-t 2");
    pair.answer("shrill-sounds", "declined")
        .answer("loud-event", "often")
        .go_to("busy-road")
        .press("s Left x n 4");
    pair
}

/// Ticks what stands on a row with these words, or takes the tick away.
fn tick(pair: &mut Pair, words: &str) {
    pair.press("Home");
    for _ in 0..40 {
        let pointed_at = pair.screen().lines().any(|line| line.contains('›') && line.contains(words));
        if pointed_at {
            pair.press("Enter");
            return;
        }
        pair.press("Down");
    }
    panic!("there is no {words:?} to tick on\n{}", pair.screen());
}

/// Looks at the copy as it would be saved, and returns it in every form; the words in which they tell of an answer then and
/// now come with it.
fn copies(pair: &mut Pair) -> [String; 3] {
    pair.press("n n 1 3");
    let (client, copy) = (&pair.app.client, pair.app.client.client_copy());
    let (questions, wording) = (client.questionnaire(), client.wording());
    let json =
        answers::render(questions, &copy).replace("\"then\": \"", "Then: ").replace("\"now\": \"", "Now: ");
    [text::render(questions, wording, &copy), markdown::render(questions, wording, &copy), json]
        .map(|copy| flat(&copy))
}

/// The row that the part has on the page, in English.
const PART: &str = "Then and now";

#[test]
fn a_client_who_picks_it_takes_along_what_they_answered_in_another_way_the_time_before() {
    for width in [120, 80] {
        let mut pair = second_round(earlier(), width);
        tick(&mut pair, PART);
        for copy in copies(&mut pair) {
            for told in
                ["Crowded rooms are hard for me.", "Then: Often", "Now: Sometimes", "It began in spring."]
            {
                assert!(copy.contains(told), "{told} is not in\n{copy}");
            }
            assert!(
                copy.contains("A busy road runs past my home."),
                "what is skipped now has no tick:\n{copy}"
            );
            for left_out in ["Raised voices", "Shrill sounds", "scared me", "a note that", "Then: Not really"]
            {
                assert!(!copy.contains(left_out), "{left_out} is in\n{copy}");
            }
            for verdict in ["→", "more often", "better", "worse", "not reached"] {
                assert!(!copy.to_lowercase().contains(verdict), "{verdict} is in\n{copy}");
            }
        }
    }
}

#[test]
fn what_is_left_out_of_the_copy_is_left_out_of_then_and_now_and_what_is_ticked_is_in_it() {
    let mut pair = second_round(earlier(), 120);
    tick(&mut pair, PART);
    for row in ["Crowded rooms", "Shrill sounds", "A sound that"] {
        tick(&mut pair, row);
    }
    for copy in copies(&mut pair) {
        assert!(!copy.contains("Crowded rooms"), "{copy}");
        assert!(copy.contains("Shrill sounds hurt my ears.") && copy.contains("Now: Not said"), "{copy}");
        assert!(copy.contains("scared me") && copy.contains("Then: Not really"), "{copy}");
        assert!(!copy.contains("Raised voices"), "a private answer is nobody's to tell:\n{copy}");
    }
}

#[test]
fn who_does_not_pick_it_takes_nothing_of_the_time_before_along() {
    let mut pair = second_round(earlier(), 120);
    for copy in copies(&mut pair) {
        assert!(!copy.contains("Then") && !copy.contains("in spring"), "{copy}");
    }
    // Whoever unticks it again, too.
    let mut pair = second_round(earlier(), 120);
    tick(&mut pair, PART);
    tick(&mut pair, PART);
    for copy in copies(&mut pair) {
        assert!(!copy.contains("Then: "), "{copy}");
    }
}

#[test]
fn it_is_offered_only_where_there_is_a_time_before_in_the_record_that_is_kept() {
    let offered = |mut pair: Pair| pair.press("1 x n 4").screen().contains(PART);
    assert!(!offered(Pair::begun(120, 60)), "a first round");
    let again = |keys: &str| {
        let mut pair = Pair::with(CounselorSetup::default(), Some(earlier()), (120, 60));
        pair.press(keys);
        pair
    };
    assert!(!offered(again("1 1")), "the round goes on");
    assert!(offered(again("2 1")));
    assert!(!offered(again("2 2")), "the client agreed to no record");
}

#[test]
fn in_spanish_it_is_told_in_spanish() {
    let mut pair = second_round(earlier(), 120);
    pair.press("F4");
    tick(&mut pair, "Entonces y ahora");
    let [copy, ..] = copies(&mut pair);
    assert!(copy.contains("Lo que no fue igual las dos veces."), "{copy}");
    assert!(copy.contains("Entonces: ") && copy.contains("Ahora: "), "{copy}");
    // A file of answers with it can be gone on with.
    let (client, copy) = (&pair.app.client, pair.app.client.client_copy());
    let written = answers::render(client.questionnaire(), &copy);
    assert!(written.contains("then_and_now"));
    assert!(stillpoint::files::answers::parse("a.json", &written, client.questionnaire()).is_ok());
}
