//! What a client answers privately is nowhere until they agree to show it: whatever they answer, every frame, every
//! record and every view for a second screen is the same.

use crate::support::own::own;
use crate::support::pair::Pair;
use crate::support::player::{Player, setup, shipped};
use std::sync::Arc;
use stillpoint::app::layout::split::SplitLayout;
use stillpoint::app::state::client_view::ClientView;
use stillpoint::app::state::counselor::{CounselorSetup, Side};
use stillpoint::app::state::message::Command;
use stillpoint::app::state::model::Setup;
use stillpoint::domain::answers::own_words::OwnWords;
use stillpoint::domain::answers::response::ItemState;
use stillpoint::domain::id::LinkId;
use stillpoint::engine::policy::Policy;
use stillpoint::files::export::{json_report, markdown, text};
use stillpoint::files::records::format;
use stillpoint::shell::display::wire::frames::encode_view;

/// Everything that leaves the program while keys are pressed: each frame with its colors, each view that a second
/// screen is sent, each record, and what is exported at the end.
fn everything_after(answer: &str, keys: &str, size: (u16, u16)) -> Vec<String> {
    let mut pair = Pair::begun(size.0, size.1);
    let mut seen = Vec::new();
    pair.press("2 n 2 n p");
    for key in [answer].into_iter().chain(keys.split_whitespace()) {
        pair.press(key);
        seen.push(format!("{:?}", pair.buffer()));
        let view = ClientView::of(&pair.app.client);
        seen.push(String::from_utf8_lossy(&encode_view(&view).unwrap()).into_owned());
    }
    seen.extend(pair.written.iter().map(format::write));
    let client = &pair.app.client;
    let copy = client.client_copy();
    seen.push(text::render(client.questionnaire(), client.wording(), &copy));
    seen.push(markdown::render(client.questionnaire(), client.wording(), &copy));
    seen.push(json_report::report(
        client.questionnaire(),
        client.session.response(),
        &OwnWords::default(),
        "US",
    ));
    seen
}

#[test]
fn whatever_is_answered_privately_everything_that_leaves_the_program_is_the_same() {
    let keys = "r Enter i Esc w Esc ? Esc ! Esc Right Left C-c Enter C-t 2 Down Up Tab Tab f a Esc y Esc \
                1 s n h u c Esc v Right Left C-t 2 p Right Left C-t 2 a End Enter n n Enter n n n n z Enter";
    // And once more, back at once on the item that was answered.
    for keys in [keys, "C-t 2 Down Up Tab Tab v"] {
        for size in [(40, 12), (80, 24), (120, 40)] {
            let first = everything_after("1", keys, size);
            for other in ["2", "3", "4"] {
                let seen = everything_after(other, keys, size);
                for (number, (one, two)) in first.iter().zip(&seen).enumerate() {
                    assert!(one == two, "1 and {other} differ at {number} of {size:?}:\n{one}\n{two}");
                }
                assert_eq!(first.len(), seen.len());
            }
        }
    }
}

#[test]
fn in_a_private_turn_an_answer_that_both_saw_before_is_not_marked() {
    for size in [(40, 12), (80, 24), (120, 40)] {
        let mut pair = Pair::begun(size.0, size.1);
        pair.press("2 p").sees("Press");
        assert!(!pair.screen().contains('●'), "{}", pair.screen());
        let view = ClientView::of(&pair.app.client);
        let setup = Arc::new(Setup { policy: Policy::counselor(), ..setup(own()) });
        let mut second = Player::at(size.0, size.1);
        second.model = view.shown(setup, ratatui::layout::Size { width: size.0, height: size.1 });
        assert!(!second.screen().contains('●'), "{}", second.screen());
        pair.press("C-t 2").sees("●");
    }
}

#[test]
fn the_client_alone_agrees_to_show_it_item_by_item() {
    let mut pair = Pair::begun(80, 24);
    let [first, second] = ["crowded-rooms", "losing-the-thread"].map(LinkId::from);
    let state = |pair: &Pair, id: &LinkId| match pair.app.client.session.state(id) {
        ItemState::Answered(code) => code.to_string(),
        ItemState::Withheld => "withheld".to_owned(),
        ItemState::Skipped => "skipped".to_owned(),
        ItemState::NotReached => "not reached".to_owned(),
        _ => "else".to_owned(),
    };
    pair.press("p 1 Right 2 C-t 2");
    assert_eq!((state(&pair, &first), state(&pair, &second)), ("withheld".into(), "withheld".into()));
    pair.press("a").sees("answered, not shown").press("Home Enter");
    // On the counselor's screen it can be neither changed, taken away nor shown.
    for key in ["3", "a Home Enter s", "a Home Enter r", "u"] {
        pair.press(key);
        assert_eq!(state(&pair, &first), "withheld", "after {key}");
    }
    pair.press("a Home Enter p r").sees("Show this answer?").press("2 C-t 2");
    assert_eq!((state(&pair, &first), state(&pair, &second)), ("often".into(), "withheld".into()));
    let last = format::write(pair.written.last().unwrap());
    assert!(
        last.contains("withheld")
            && pair.written.last().unwrap().round.state.answers.answer(&first).is_some()
    );
}

#[test]
fn a_private_answer_can_be_taken_away_again_and_is_gone_when_the_record_goes_on() {
    let mut pair = Pair::begun(80, 24);
    pair.press("p 1").sees("You have answered this.");
    let withheld = |pair: &Pair| pair.written.last().unwrap().round.state.answers.withheld().count();
    assert_eq!(withheld(&pair), 1, "that there is an answer is written at once");
    pair.press("s").sees("does not show what you choose").press("2 C-t 2");
    let kept = pair.written.last().unwrap().clone();
    let mut again = Pair::with(CounselorSetup::default(), Some(kept), (80, 24));
    again.press("Enter Enter").sees("1 of 5").sees_no("Answered privately");
}

#[test]
fn what_was_answered_openly_before_does_not_come_back_over_a_private_answer() {
    let mut pair = Pair::begun(80, 24);
    pair.press("1").sees("●  Often").press("p 3 C-t 2").sees("Answered privately").sees_no("●");
    pair.press("u a").sees("answered, not shown").sees_no("· often");
}

#[test]
fn in_the_smallest_window_every_answer_is_in_sight_for_nothing_scrolls_there() {
    for language in [0, 1] {
        let setup = Setup { language, ..setup(shipped()) };
        let mut pair = Pair::speaking(setup, CounselorSetup::default(), None, (40, 12));
        pair.press("Enter 1 p");
        for item in shipped().items() {
            for key in ["1", "s", "1"] {
                pair.press(key);
                let split = SplitLayout::of(&pair.app);
                let layout = split.side(Side::Client).unwrap();
                let seen: Vec<_> = layout.visible().filter_map(|(_, line)| line.click).collect();
                let last = Command::Choose(layout.choices() - 1);
                assert!(seen.contains(&last), "{} in {language}:\n{}", item.id, pair.screen());
                // What was answered can be shown from where it stands, by key or by a click.
                let offered = seen.contains(&Command::ShowAnswer);
                assert_eq!(offered, key == "1", "{} in {language}:\n{}", item.id, pair.screen());
                assert!(layout.hints.iter().any(|hint| matches!(hint.command, Command::GiveBack(_))));
            }
            pair.press("Right");
        }
    }
}
