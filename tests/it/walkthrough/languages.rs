//! A walkthrough in another language: nothing stands in the code, nothing is cut, and no English word is left.

use crate::languages::{unspoken, vocabulary, words};
use crate::support::pair::{BEGUN, Pair};
use crate::support::player::{setup, shipped};
use stillpoint::app::layout::split::SplitLayout;
use stillpoint::app::state::counselor::{CounselorSetup, Side};
use stillpoint::app::state::model::Setup;
use stillpoint::domain::faults::display::DisplayFault;
use stillpoint::domain::faults::save::{RecordFault, SaveFault};
use stillpoint::domain::record::contents::Record;
use stillpoint::files::content::builtin;
use stillpoint::view::theme::{Depth, GlyphSet, Theme, ThemeName};

const SIZES: [(u16, u16); 4] = [(40, 12), (80, 24), (100, 30), (200, 60)];

/// Ways to each pane of the counselor's side, and to what the client is shown besides.
pub(crate) const WAYS: [&str; 16] = [
    "",
    "2",
    "Enter",
    "Enter 1",
    "Enter 1 Tab",
    "Enter 1 f Tab Enter 1 2",
    "Enter 1 t Tab",
    "Enter 1 e 1 2",
    "Enter 1 a",
    "Enter 1 c",
    "Enter 1 1 f y",
    "Enter 1 F3",
    "Enter 1 Tab F1",
    "Enter 1 p",
    "Enter 1 p 1 r",
    "Enter 1 v C-t",
];

fn pair(setup: Setup, size: (u16, u16)) -> Pair {
    let counselor = CounselorSetup {
        folder: Some("/1/2".into()),
        old_records: vec!["3".into()],
        retention_days: Some(30),
        display: Some(Ok("4".into())),
        ..CounselorSetup::default()
    };
    Pair::speaking(setup, counselor, Some(Record::new("7", &shipped(), "en", BEGUN)), size)
}

#[test]
fn nothing_on_the_counselors_side_stands_in_the_code_or_is_cut() {
    for way in WAYS {
        for size in SIZES {
            for fails in [false, true] {
                let mut pair = pair(unspoken(), size);
                if fails {
                    pair.disk = Err(RecordFault::Disk(SaveFault::DiskFull));
                }
                pair.press(way);
                let screen = pair.screen();
                let known = words("ctrl alt tab f1 f2 f3 esc enter stillpoint records remove name");
                let plain = |word: &String| word.is_ascii() && !known.contains(word);
                let strange: Vec<String> = words(&screen).into_iter().filter(plain).collect();
                assert_eq!(strange, [""; 0], "{way} at {size:?}:\n{screen}");
                let split = SplitLayout::of(&pair.app);
                for line in split.side(Side::Counselor).iter().flat_map(|layout| &layout.sheet.body) {
                    let right = line.right.as_ref().map_or(0, |right| right.columns() + 1);
                    let room = split.side(Side::Counselor).unwrap().text.width;
                    assert!(line.columns() + right <= room, "{way} at {size:?}: {line:?}");
                }
            }
        }
    }
}

#[test]
fn every_sign_of_a_walkthrough_has_a_twin_in_ascii() {
    let theme = Theme::new(ThemeName::Dark, Depth::Indexed, GlyphSet::Ascii);
    for way in WAYS {
        let mut pair = pair(setup(shipped()), (120, 40));
        let screen = pair.press(way).screen();
        // The signs of options are drawn from the set itself.
        let strange = |c: &char| !c.is_ascii() && !c.is_alphabetic() && !"○●".contains(*c);
        let left: Vec<char> = theme.text(&screen).chars().filter(strange).collect();
        assert_eq!(left, [' '; 0], "{way}:\n{screen}");
    }
}

#[test]
fn why_there_is_no_second_screen_is_said_in_the_language_that_is_spoken() {
    let english = vocabulary("en", builtin::QUESTIONS);
    let spanish = vocabulary("es", builtin::TRANSLATIONS[0].1);
    let place = || "/1/2".to_owned();
    for fault in [
        DisplayFault::NoRuntimeFolder,
        DisplayFault::NoFolder(place()),
        DisplayFault::OfAnotherUser(place()),
        DisplayFault::Shared(place()),
        DisplayFault::OpenToOthers { folder: place(), mode: 0o777 },
        DisplayFault::TooMany(9),
        DisplayFault::TooLong,
        DisplayFault::System { path: place(), detail: "3".into() },
    ] {
        let counselor = CounselorSetup { display: Some(Err(fault.clone())), ..CounselorSetup::default() };
        let setup = Setup { language: 1, ..setup(shipped()) };
        let mut pair = Pair::speaking(setup, counselor, None, (80, 40));
        let foreign = |word: &String| english.contains(word) && !spanish.contains(word);
        let screen = pair.sees("sigue sin ella").screen();
        assert_eq!(
            words(&screen).into_iter().filter(foreign).collect::<Vec<_>>(),
            [""; 0],
            "{fault:?}:\n{screen}"
        );
    }
}

#[test]
fn a_walkthrough_in_spanish_has_not_one_english_word() {
    let english = vocabulary("en", builtin::QUESTIONS);
    let spanish = vocabulary("es", builtin::TRANSLATIONS[0].1);
    let command = words("stillpoint records remove english");
    let foreign =
        |word: &String| english.contains(word) && !spanish.contains(word) && !command.contains(word);
    for way in WAYS {
        for size in SIZES {
            let mut pair = pair(Setup { language: 1, ..setup(shipped()) }, size);
            pair.press(way);
            let strange: Vec<String> = words(&pair.screen()).into_iter().filter(foreign).collect();
            assert_eq!(strange, [""; 0], "{way} at {size:?}:\n{}", pair.screen());
        }
    }
}
