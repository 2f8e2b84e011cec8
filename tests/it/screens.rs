//! Snapshots of the main screens at three sizes, and what must be true of every screen at every size.

use crate::support::forbidden::forbidden;
use crate::support::player::Player;
use ratatui::layout::Size;
use ratatui::style::Color;
use stillpoint::app::keys::bindings::bindings;
use stillpoint::app::layout::single::Layout;
use stillpoint::app::screens::registry::{context, context_below};
use stillpoint::app::state::context::Context;
use stillpoint::app::state::message::Command;
use stillpoint::view::display_list::DisplayList;
use stillpoint::view::frame::view;
use stillpoint::view::theme::{Depth, GlyphSet, Theme, ThemeName};

pub(crate) const SIZES: [(u16, u16); 3] = [(40, 12), (80, 24), (120, 40)];

/// A way to each screen from the start, as keys; the first one is the start itself.
pub(crate) const WAYS: [(&str, &str); 22] = [
    ("welcome", ""),
    ("item", "Enter"),
    ("item_chosen", "Enter 2 Left"),
    ("item_guarded", "Enter @showing-emotion"),
    ("note", "Enter @painful-reminders Left"),
    ("guard", "Enter @showing-emotion i"),
    ("source", "Enter @paying-attention w"),
    ("review", "Enter Answers"),
    ("tally", "Enter Answers n"),
    ("sections", "Enter Answers n n 2"),
    ("section", "Enter Answers n n 2 Down Enter"),
    ("guidance", "Enter Answers n n 3"),
    ("door", "Enter Answers n n 3 Enter"),
    ("bring", "Enter Answers n n 4"),
    ("words", "Enter Answers n 4 Down Enter a b c"),
    ("support", "Enter Answers n n 5"),
    ("regions", "Enter ! r"),
    ("more", "Enter Answers n n m"),
    ("end", "Enter Answers n n 5 n"),
    ("save", "Enter Answers n n 5 n 1"),
    ("help", "Enter ?"),
    ("leave", "Enter q"),
];

fn player(way: &str, width: u16, height: u16) -> Player {
    let mut player = Player::shipped(width, height);
    player.press(way);
    player
}

#[test]
fn the_screens_look_as_they_were_approved() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_snapshot_path("screens");
    settings.bind(|| {
        for (name, way) in WAYS {
            for (width, height) in SIZES {
                let screen = player(way, width, height).screen();
                insta::assert_snapshot!(format!("{name}_{width}x{height}"), screen);
            }
        }
    });
}

#[test]
fn every_screen_has_a_way_on_or_back_hides_and_reaches_support() {
    for (name, way) in WAYS {
        for (width, height) in SIZES {
            let player = player(way, width, height);
            let layout = Layout::of(&player.model);
            let hinted: Vec<Command> = layout.hints.iter().map(|hint| hint.command).collect();
            assert!(hinted.contains(&Command::Hide), "{name} at {width}x{height}: no way to hide");
            assert!(hinted.contains(&Command::Support), "{name} at {width}x{height}: no way to support");
            assert!(hinted.contains(&Command::Help), "{name} at {width}x{height}: no way to help");
            if name != "welcome" {
                assert!(
                    hinted.contains(&Command::Back),
                    "{name} at {width}x{height}: no way back\n{}",
                    player.screen()
                );
            }
            let on = [Command::Next, Command::ReadOn, Command::Activate, Command::Back];
            assert!(
                hinted.iter().any(|command| on.contains(command)),
                "{name} at {width}x{height}: no way on"
            );
        }
    }
}

#[test]
fn the_hints_never_overlap_and_stay_in_the_window() {
    for (name, way) in WAYS {
        for (width, height) in [(40, 12), (41, 13), (59, 18), (60, 18), (80, 24), (200, 60), (500, 200)] {
            let player = player(way, width, height);
            let layout = Layout::of(&player.model);
            for (n, hint) in layout.hints.iter().enumerate() {
                assert!(hint.area.right() <= width && hint.area.bottom() <= height, "{name} {hint:?}");
                for other in &layout.hints[n + 1..] {
                    assert!(
                        !hint.area.intersects(other.area),
                        "{name} at {width}x{height}: {hint:?} {other:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn no_sign_breaks_the_frame_around_a_text_in_a_window_of_any_width() {
    let mut framed = 0;
    for (_, way) in WAYS {
        let mut ada = player(way, 80, 24);
        for width in 56..=90 {
            ada.resize(width, 20);
            let Some(frame) = Layout::of(&ada.model).frame else { continue };
            let cells = ada.buffer();
            for y in frame.y + 1..frame.bottom() - 1 {
                let signs = [frame.x, frame.right() - 1].map(|x| cells[(x, y)].symbol().to_owned());
                assert_eq!(signs, ["│", "│"], "at {width} after {way:?}\n{}", ada.screen());
            }
            framed += 1;
        }
    }
    assert!(framed > 100, "{framed}");
}

#[test]
fn an_item_with_its_options_never_scrolls() {
    for (width, height) in SIZES {
        let mut player = Player::shipped(width, height);
        player.press("Enter");
        while context_below(&player.model) != Context::Review {
            let layout = Layout::of(&player.model);
            assert_eq!(layout.max_scroll(), 0, "at {width}x{height}:\n{}", player.screen());
            player.press("n");
            if context_below(&player.model) == Context::ContentNote {
                player.press("1");
            }
        }
    }
}

#[test]
fn the_warning_about_medicines_stands_on_both_questions_about_them_at_every_size() {
    for (width, height) in SIZES {
        for item in ["medicine", "medicine-change"] {
            let mut player = Player::shipped(width, height);
            player.press(&format!("Enter @{item}")).sees("Do not stop or change it by yourself.");
        }
    }
}

#[test]
fn no_line_of_text_is_longer_than_it_can_be_read() {
    for (_, way) in WAYS {
        let layout = Layout::of(&player(way, 200, 60).model);
        assert!(layout.text.width <= 66);
        assert!(layout.text.x.abs_diff(200 - layout.text.right()) <= 12, "it is centred");
    }
}

#[test]
fn a_window_that_cannot_be_takes_no_more_rows_and_texts_than_a_large_one() {
    for (name, way) in WAYS {
        let drawn = |width, height| {
            // The way there needs a window in which keys do something.
            let mut player = player(way, 400, 200);
            player.model.size = Size::new(width, height);
            let layout = Layout::of(&player.model);
            let mut list = DisplayList::new(layout.area);
            view(&layout, &player.theme, &mut list);
            (layout.sheet, list.rows().map(|row| row.pieces().count()).collect::<Vec<_>>())
        };
        assert_eq!(drawn(u16::MAX, u16::MAX), drawn(400, 200), "{name}");
        for (width, height) in [(39, u16::MAX), (u16::MAX, 11)] {
            assert!(
                drawn(width, height).1.len() < 5,
                "{name} in a window that is too small at {width}x{height}"
            );
        }
    }
}

#[test]
fn without_color_nothing_is_colored_and_every_mark_is_there() {
    let mut player = player("Enter 2 Left", 80, 24);
    player.theme = Theme::new(ThemeName::Monochrome, Depth::Indexed, GlyphSet::Ascii);
    let buffer = player.buffer();
    assert!(buffer.content().iter().all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset));
    player.sees("> 2 (*) Sometimes").sees("1 ( ) Often");
    assert!(player.screen().is_ascii(), "{}", player.screen());
}

#[test]
fn an_answer_has_no_color_of_its_own() {
    let styles = |key: &str| {
        let mut player = player(&format!("Enter {key} Left"), 80, 24);
        let mark = player.screen().lines().position(|line| line.contains('●')).unwrap();
        player.press("Home");
        let buffer = player.buffer();
        let y = u16::try_from(mark).unwrap();
        let cells = (0..80).filter_map(|x| buffer.cell((x, y)).cloned());
        cells.filter(|cell| cell.symbol() == "●").map(|cell| (cell.fg, cell.bg)).collect::<Vec<_>>()
    };
    let each: Vec<_> = ["1", "2", "3", "4"].iter().map(|key| styles(key)).collect();
    assert!(each.iter().all(|found| *found == each[0] && !found.is_empty()), "{each:?}");
}

#[test]
fn no_screen_shows_a_damaged_phrase_or_an_unfilled_place() {
    for (name, way) in WAYS {
        let mut player = Player::shipped(80, 24);
        player.press(way);
        let screen = player.screen();
        assert_eq!(forbidden(&screen), None, "{name}:\n{screen}");
        assert!(!screen.contains(['{', '}']), "{name}:\n{screen}");
    }
}

#[test]
fn no_screen_grades_the_reader() {
    let grading = [
        "score:",
        "total",
        "percent",
        "%",
        "severe",
        "moderate",
        "mild",
        "you have a ",
        "diagnosed",
        "normal",
    ];
    for (name, way) in WAYS {
        let screen = player(way, 80, 24).screen().to_lowercase();
        for word in grading {
            assert!(!screen.contains(word), "{name} says {word:?}:\n{screen}");
        }
    }
}

#[test]
fn a_text_field_names_the_way_out_of_it_at_the_smallest_size_too() {
    let (_, bring) = WAYS.into_iter().find(|(name, _)| *name == "bring").unwrap();
    let player = player(&format!("{bring} Down Enter"), 40, 12);
    assert_eq!(context(&player.model), Context::Text);
    let hinted: Vec<Command> = Layout::of(&player.model).hints.iter().map(|hint| hint.command).collect();
    for command in [Command::Back, Command::Support, Command::Help, Command::Hide] {
        assert!(hinted.contains(&command), "{command:?}");
    }
}

#[test]
fn the_hints_line_names_only_keys_that_work() {
    for (name, way) in WAYS {
        let player = player(way, 80, 24);
        let valid: Vec<Command> = bindings(context(&player.model), &player.model.setup.policy)
            .flat_map(|binding| binding.keys.iter().map(|(_, command)| *command))
            .collect();
        for hint in Layout::of(&player.model).hints {
            assert!(valid.contains(&hint.command), "{name}: {hint:?}");
        }
    }
}
