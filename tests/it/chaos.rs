//! Any sequence of events at any size: no panic, and always a way on and a way back.

use crate::support::answering::{Answering, position};
use crate::support::events::{event, key, tried};
use crate::support::player::{Player, TODAY};
use proptest::prelude::*;
use stillpoint::app::layout::single::Layout;
use stillpoint::app::layout::split::SplitLayout;
use stillpoint::app::screens::registry::context;
use stillpoint::app::state::app::AppState;
use stillpoint::app::state::context::Context;
use stillpoint::app::state::message::{Command, Effect, Message, PrivateText};
use stillpoint::app::update::composed::Composed;
use stillpoint::app::update::input::message_of;
use stillpoint::domain::faults::save::SaveFault;

/// Answers an effect as a moody world would.
fn answer(effect: &Effect, mood: usize) -> Option<Message> {
    let faults = [SaveFault::Exists, SaveFault::DiskFull, SaveFault::Unconfirmed];
    match effect {
        Effect::Preview(_) => Some(Message::Previewed(PrivateText("a\nb".repeat(200)))),
        Effect::Save { path, .. } => {
            Some(Message::Saved(faults.get(mood % 4).cloned().map_or_else(|| Ok(path.clone()), Err)))
        }
        Effect::Day => Some(Message::Day(TODAY)),
        Effect::Suspend
        | Effect::Redraw
        | Effect::Quit
        | Effect::Code
        | Effect::Print
        | Effect::BeginRecord(_)
        | Effect::Record { .. } => None,
    }
}

proptest! {
    #![proptest_config(tried(64))]

    #[test]
    fn any_events_leave_a_screen_with_a_way_on_and_back(events in prop::collection::vec(event(), 1..250)) {
        let mut player = Player::at(80, 24);
        for (mood, event) in events.iter().enumerate() {
            let before = player.asked.len();
            player.handle(event);
            let answers: Vec<Message> =
                player.asked[before..].iter().filter_map(|effect| answer(effect, mood)).collect();
            answers.into_iter().for_each(|message| { player.apply(message); });
            let layout = Layout::of(&player.model);
            let context = context(&player.model);
            let parts = [layout.header, layout.rule, layout.text].into_iter().chain(layout.frame);
            for part in parts.chain(layout.hints.iter().map(|hint| hint.area)).filter(|part| !part.is_empty()) {
                prop_assert_eq!(part.intersection(layout.area), part, "it is drawn within {:?}", layout.area);
            }
            if !matches!(context, Context::Hidden | Context::Small) {
                let hinted = |command| layout.hints.iter().any(|hint| hint.command == command);
                prop_assert!(hinted(Command::Hide) && hinted(Command::Support));
                prop_assert!(hinted(Command::Back) || context == Context::Welcome, "{context:?}");
            }
        }
        let _ = player.screen();
    }

    #[test]
    fn what_is_drawn_is_the_layout_of_the_state_and_of_no_earlier_one(
        events in prop::collection::vec(event(), 1..150),
    ) {
        let mut state = Composed::new(AppState::alone(Player::at(80, 24).model));
        for (turn, event) in events.iter().enumerate() {
            if let Some(message) = message_of(&state, event) {
                state.update(message);
            }
            // Of a burst only the last state is drawn; and a loop hides what is shown without a message.
            if turn % 3 > 0 {
                prop_assert_eq!(state.layout(), &SplitLayout::of(&state));
            }
            if turn % 7 == 0 {
                state.client.hidden = !state.client.hidden;
                prop_assert_eq!(state.layout(), &SplitLayout::of(&state));
            }
        }
    }

    #[test]
    fn from_anywhere_esc_leads_to_the_first_screen(events in prop::collection::vec(event(), 1..150)) {
        let mut player = Player::at(80, 24);
        events.iter().for_each(|event| { player.handle(event); });
        player.resize(80, 24);
        if player.model.hidden {
            player.press("Enter");
        }
        for _ in 0..200 {
            player.press("Esc");
        }
        prop_assert_eq!(context(&player.model), Context::Welcome);
    }

    #[test]
    fn the_order_and_detours_of_answering_are_immaterial(detour in prop::collection::vec(key(), 0..60)) {
        let (mut straight, mut round) = (Player::at(80, 24), Player::at(80, 24));
        straight.press("Enter").answer_all();
        detour.iter().for_each(|event| { round.handle(event); });
        if round.model.hidden {
            round.press("Enter");
        }
        for _ in 0..200 {
            round.press("Esc");
        }
        round.model.speak(0);
        round.press("Enter");
        // The first screen goes on where the first question is not reached.
        while position(&round.model) != Some(0) {
            round.press("Left");
        }
        round.answer_all();
        let brought = |player: &Player| {
            let results = player.model.session.results();
            let titles: Vec<String> = results.sections.iter().map(|matched| matched.text.title.clone()).collect();
            let doors: Vec<String> = results.guidance.iter().map(|matched| matched.text.title.clone()).collect();
            (titles, doors)
        };
        prop_assert_eq!(brought(&straight), brought(&round));
    }
}
