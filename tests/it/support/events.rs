//! Events as a hostile hand would send them: any key of any keyboard, clicks, sizes and pastes.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use proptest::prelude::*;

/// How many cases are tried: this many, or as many as `PROPTEST_CASES` says, for a long run.
pub(crate) fn tried(cases: u32) -> ProptestConfig {
    let asked = ProptestConfig::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { asked.cases } else { cases };
    ProptestConfig { cases, failure_persistence: None, ..asked }
}

pub(crate) fn key() -> impl Strategy<Value = Event> {
    let code = prop_oneof![
        6 => prop::sample::select(('!'..='~').chain([' ', '¿', '？', '１', 'й', '؟']).collect::<Vec<_>>())
            .prop_map(KeyCode::Char),
        3 => prop::sample::select(vec![KeyCode::Enter, KeyCode::Esc, KeyCode::Up, KeyCode::Down, KeyCode::Left,
            KeyCode::Right, KeyCode::Home, KeyCode::End, KeyCode::PageUp, KeyCode::PageDown, KeyCode::Backspace,
            KeyCode::Delete, KeyCode::Tab, KeyCode::BackTab, KeyCode::Insert, KeyCode::Null]),
        // The answers, and the ways on, are pressed most, so that every screen is reached.
        6 => prop::sample::select(vec![KeyCode::Enter, KeyCode::Right, KeyCode::Char('1'), KeyCode::Char('2'), KeyCode::Char('n')]),
        2 => (1u8..=12).prop_map(KeyCode::F),
        1 => any::<char>().prop_map(KeyCode::Char),
    ];
    let modifiers = prop_oneof![
        14 => Just(KeyModifiers::NONE),
        2 => Just(KeyModifiers::CONTROL),
        1 => Just(KeyModifiers::ALT),
        1 => Just(KeyModifiers::SHIFT),
    ];
    (code, modifiers).prop_map(|(code, modifiers)| Event::Key(KeyEvent::new(code, modifiers)))
}

pub(crate) fn event() -> impl Strategy<Value = Event> {
    let mouse = (0u16..210, 0u16..70, 0u8..4).prop_map(|(column, row, kind)| {
        let kind = match kind {
            0 => MouseEventKind::ScrollUp,
            1 => MouseEventKind::ScrollDown,
            _ => MouseEventKind::Down(MouseButton::Left),
        };
        Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE })
    });
    let resize = (0u16..210, 0u16..70).prop_map(|(width, height)| Event::Resize(width, height));
    let usual = prop::sample::select(vec![(80, 24), (40, 12), (120, 40), (200, 60)])
        .prop_map(|(width, height)| Event::Resize(width, height));
    prop_oneof![30 => key(), 6 => mouse, 1 => resize, 1 => usual, 1 => "\\PC{0,40}".prop_map(Event::Paste)]
}
