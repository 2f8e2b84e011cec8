//! When it asks whether anybody is there, what ends the question, and when it clears everything.

use crate::support::answering::Answering;
use crate::support::guest::Guest;
use crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use std::time::Duration;
use stillpoint::app::kiosk::visitor::ChildEvent;
use stillpoint::app::state::message::Effect;

fn seconds(n: u64) -> Duration {
    Duration::from_secs(n)
}

#[test]
fn it_asks_counts_down_and_clears_and_never_where_nobody_has_come() {
    let mut guest = Guest::at(80, 24);
    guest.wait(seconds(1_000_000)).sees("Riverside Clinic");
    guest.press("x").wait(seconds(59)).sees_no("still there");
    guest
        .wait(seconds(1))
        .sees("Are you still there?")
        .sees_no("of 4")
        .wait(seconds(19))
        .sees("Are you still there?");
    assert!(!guest.effects.contains(&Effect::Quit));
    guest.wait(seconds(1));
    assert!(guest.effects.contains(&Effect::Quit));
    assert_eq!(guest.events.last(), Some(&ChildEvent::Idle));
}

#[test]
fn any_key_or_touch_ends_the_question_and_does_nothing_else_as_often_as_one_likes() {
    let mut guest = Guest::begun(80, 24);
    let before = guest.screen();
    for act in ["1", "F9", "C-c", "Esc", "Enter", "q"] {
        guest.wait(seconds(79)).sees("Are you still there?").press(act);
        assert!(guest.screen() == before, "{act}");
    }
    guest.wait(seconds(79)).touch(70, 1);
    assert!(guest.screen() == before && !guest.effects.contains(&Effect::Quit));
    guest.wait(seconds(79)).handle(&Event::Paste("a".into()));
    assert!(guest.screen() == before);
}

#[test]
fn what_is_not_the_act_of_a_person_keeps_nothing_awake() {
    let moved = |kind| Event::Mouse(MouseEvent { kind, column: 3, row: 3, modifiers: KeyModifiers::NONE });
    let nobody = [
        Event::Resize(80, 24),
        Event::FocusGained,
        Event::FocusLost,
        moved(MouseEventKind::Moved),
        moved(MouseEventKind::Drag(MouseButton::Left)),
        moved(MouseEventKind::Up(MouseButton::Left)),
    ];
    let mut guest = Guest::begun(80, 24);
    for event in nobody.iter().cycle().take(200) {
        guest.wait(Duration::ZERO).handle(event);
    }
    guest.wait(Duration::ZERO);
    assert_eq!(guest.events.last(), Some(&ChildEvent::Idle));
}

#[test]
fn something_that_lies_on_a_key_is_nobody() {
    let mut guest = Guest::begun(80, 24);
    let key = Event::Key(crate::support::player::named("z"));
    for _ in 0..3000 {
        guest.now += Duration::from_millis(33);
        let outcome = guest.visitor.look(guest.now);
        guest.events.extend(outcome.events);
        let outcome = guest.visitor.handle(&key, guest.now);
        guest.events.extend(outcome.events);
    }
    assert!(guest.events.contains(&ChildEvent::Idle));
}

#[test]
fn a_long_page_gives_more_time_than_a_question() {
    let mut guest = Guest::begun(80, 24);
    guest.answer_all().press("n").sees("What you noticed").wait(seconds(75)).sees("What you noticed");
    guest.press("!").wait(seconds(70)).sees("Where to get help now");
    guest.wait(seconds(300));
    assert_eq!(guest.events.last(), Some(&ChildEvent::Idle));
}

#[test]
fn of_many_touches_that_are_heard_together_the_page_is_reckoned_once() {
    let mut guest = Guest::begun(80, 24);
    let key = Event::Key(crate::support::player::named("z"));
    for _ in 0..1000 {
        assert_eq!(guest.visitor.handle(&key, guest.now).events, []);
    }
    assert_eq!(guest.visitor.settle(), Some(ChildEvent::Touched(Duration::ZERO)));
    assert_eq!(guest.visitor.settle(), None);
    // And if the clock is looked at before that, the touch counts.
    guest.now += seconds(59);
    guest.visitor.handle(&key, guest.now);
    guest.now += seconds(2);
    assert_eq!(guest.visitor.look(guest.now).events, [ChildEvent::Touched(Duration::ZERO)]);
    assert_eq!(guest.visitor.client.warning, None);
}
