//! Where the terminal's cursor stands in every mode: braille displays and screen readers follow it, though it is hidden.

use crate::kiosk::staff::everything;
use crate::screens::{SIZES, WAYS};
use crate::support::answering::Answering;
use crate::support::guest::Guest;
use crate::support::pair::Pair;
use crate::support::player::{Player, either, in_spanish};
use crossterm::event::{Event, KeyCode, KeyEvent};
use ratatui::layout::{Position, Rect, Size};
use stillpoint::app::kiosk::staff::update::{handle, layout as layout_for_staff};
use stillpoint::app::layout::cursor::Cursor;
use stillpoint::app::layout::single::Layout;
use stillpoint::app::layout::split::SplitLayout;
use stillpoint::view::display_list::DisplayList;
use stillpoint::view::frame::{split, view};
use stillpoint::view::theme::{Depth, GlyphSet, Theme, ThemeName};

/// Asserts that a frame has its cursor at its only pointer, or else in a row with a text. `side` is where the keys act.
fn follows(area: Rect, side: Rect, place: &str, draw: impl FnOnce(&Theme, &mut DisplayList)) {
    let theme = Theme::new(ThemeName::Dark, Depth::Indexed, GlyphSet::Unicode);
    let mut list = DisplayList::new(area);
    draw(&theme, &mut list);
    let rows: Vec<(u16, Vec<(u16, &str)>)> = (area.y..)
        .zip(list.rows())
        .map(|(y, row)| (y, row.pieces().map(|(x, text, _)| (x, text)).collect()))
        .collect();
    let pieces =
        rows.iter().flat_map(|(y, row)| row.iter().map(move |(x, text)| (Position::new(*x, *y), *text)));
    let pieces: Vec<_> = pieces.filter(|(at, _)| side.contains(*at)).collect();
    let pointers: Vec<Position> = pieces.iter().filter(|(_, text)| *text == "›").map(|(at, _)| *at).collect();
    match (list.cursor, pointers.as_slice()) {
        (Cursor::Shown(at), _) => assert!(side.contains(at), "{place}: {at:?}"),
        (cursor, [pointer]) => assert_eq!(cursor, Cursor::Hidden(*pointer), "{place}"),
        (Cursor::Hidden(at), []) => {
            assert!(pieces.iter().any(|(piece, _)| piece.y == at.y), "{place}: no text at {at:?}");
        }
        (cursor, pointers) => panic!("{place}: {cursor:?} with the pointers {pointers:?}"),
    }
}

#[test]
fn it_follows_a_person_alone_on_every_screen() {
    for (name, way) in WAYS {
        for (width, height) in SIZES {
            let mut player = Player::shipped(width, height);
            player.press(way);
            for key in ["Down", "Down", "Up", "End", "Home"] {
                let layout = Layout::of(&player.model);
                follows(layout.area, layout.area, name, |theme, list| view(&layout, theme, list));
                player.press(key);
            }
        }
    }
}

#[test]
fn it_follows_whoever_has_the_keys_in_a_walkthrough() {
    let ways = "Enter Down 1 Down 2 Tab a Down Down Esc c Down Esc y Down Esc e x Esc F3 Down Esc Tab ? Esc ! Down Esc \
                p 2 n v C-t Down Esc z Enter";
    for (width, height) in [(40, 12), (80, 24), (120, 40), (200, 60)] {
        let mut pair = Pair::at(width, height);
        for key in ways.split_whitespace() {
            pair.press(key);
            let layout = SplitLayout::of(&pair.app);
            let side = layout.side(layout.has_keys).unwrap().area;
            let place = format!("after {key} at {width}x{height}:\n{}", pair.screen());
            follows(layout.area, side, &place, |theme, list| split(&layout, theme, list));
        }
    }
}

#[test]
fn it_follows_a_visitor_of_a_kiosk() {
    for (width, height) in [(40, 12), (80, 24), (200, 60)] {
        let mut guest = Guest::at(width, height);
        let look = |keys: &str, guest: &mut Guest| {
            for key in keys.split_whitespace() {
                guest.press(key);
                let layout = guest.layout();
                let place = format!("after {key} at {width}x{height}:\n{}", guest.screen());
                follows(layout.area, layout.area, &place, |theme, list| view(&layout, theme, list));
            }
        };
        look("Down Right Down Down ? Esc", &mut guest);
        guest.answer_all();
        look("Down Down Up n Down n Down 3 Down 4 Down 5 n Down 1 Down", &mut guest);
    }
}

#[test]
fn it_follows_the_staff_of_a_kiosk() {
    for (width, height) in [(40, 12), (80, 24), (200, 60)] {
        for spoken in [either, in_spanish] {
            for mut staff in everything(spoken, Size { width, height }) {
                for key in [KeyCode::Down, KeyCode::Down, KeyCode::Up, KeyCode::End, KeyCode::Home] {
                    let layout = layout_for_staff(&staff);
                    let place = format!("before {key} at {width}x{height}: {:?}", layout.sheet);
                    follows(layout.area, layout.area, &place, |theme, list| view(&layout, theme, list));
                    handle(&mut staff, &Event::Key(KeyEvent::from(key)));
                }
            }
        }
    }
}
