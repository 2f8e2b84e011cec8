//! Frames: what is read is what was written, and nothing that comes over a socket ends a program or fills it.

use super::{library, usual_hello};
use crate::support::own::own;
use crate::support::player::{Player, only, setup, shipped};
use proptest::prelude::*;
use ratatui::layout::Size;
use std::io::Read;
use std::sync::{Arc, LazyLock};
use stillpoint::app::layout::second_screen::{Shown, layout};
use stillpoint::app::screens::notice::NoticeWords;
use stillpoint::app::state::client_view::ClientView;
use stillpoint::app::state::message::{Effect, Message, PrivateText};
use stillpoint::app::state::model::{Seat, Setup};
use stillpoint::domain::answers::response::Answer;
use stillpoint::domain::faults::save::SaveFault;
use stillpoint::domain::language::languages::Language;
use stillpoint::domain::language::site_text::SiteText;
use stillpoint::domain::language::tag::LanguageTag;
use stillpoint::domain::questionnaire::draft::{Date, SupportKind};
use stillpoint::domain::site::SiteLine;
use stillpoint::shell::display::wire::content::{Content, Hello};
use stillpoint::shell::display::wire::fields::WireError;
use stillpoint::shell::display::wire::frames::{Frame, LONGEST_HELLO, LONGEST_VIEW, read};
use stillpoint::shell::world::library::Library;

/// Keys that lead everywhere, the likely ones more often.
const KEYS: [&str; 40] = [
    "Enter",
    "Enter",
    "Enter",
    "1",
    "2",
    "3",
    "4",
    "5",
    "Down",
    "Down",
    "Up",
    "Left",
    "Right",
    "n",
    "n",
    "s",
    "h",
    "l",
    "u",
    "i",
    "w",
    "m",
    "?",
    "!",
    "r",
    "q",
    "g",
    "G",
    "Esc",
    "Esc",
    "Home",
    "End",
    "PageDown",
    "PageUp",
    "Space",
    "Backspace",
    "C-c",
    "a",
    "F1",
    "F2",
];

/// How saving can go.
fn outcomes() -> Vec<Result<String, SaveFault>> {
    let faults = [
        SaveFault::Exists,
        SaveFault::NoPermission,
        SaveFault::DiskFull,
        SaveFault::IsFolder,
        SaveFault::ReadOnly,
        SaveFault::NoFolder,
        SaveFault::BadName,
        SaveFault::Unconfirmed,
        SaveFault::Other("no idea".into()),
    ];
    std::iter::once(Ok("/home/ada/notes.txt".into())).chain(faults.map(Err)).collect()
}

/// Presses random keys, with the world answering what it is asked; returns every view on the way.
fn wander(keys: &[usize], answered: bool, private: usize) -> Vec<ClientView> {
    let mut ada = Player::at(80, 24);
    // Right at the end of the questions the screens behind them are met as well.
    ada.press(if answered { "Enter Answers" } else { "" });
    let items: Vec<_> = ada.model.questionnaire().items().map(|item| item.id.clone()).collect();
    ada.model.session.answer_privately(&items[private % items.len()], Answer::Declined);
    let mut views = Vec::new();
    for (step, key) in keys.iter().enumerate() {
        ada.press(KEYS[key % KEYS.len()]);
        for effect in std::mem::take(&mut ada.asked) {
            match effect {
                Effect::Preview(_) => drop(ada.apply(Message::Previewed(PrivateText("a\n  b\n".into())))),
                Effect::Save { .. } => {
                    let outcomes = outcomes();
                    ada.apply(Message::Saved(outcomes[step % outcomes.len()].clone()));
                }
                _ => {}
            }
        }
        ada.model.seat = [Seat::Client, Seat::Private, Seat::Counselor][key % 3];
        views.push(ClientView::of(&ada.model));
    }
    views
}

fn frame(view: &ClientView) -> Frame {
    Frame::View(Box::new(view.clone()))
}

/// Lays out whatever a frame shows, as a second screen would.
fn survived(bytes: &[u8]) {
    static SETUP: LazyLock<Arc<Setup>> = LazyLock::new(|| Arc::new(usual_hello().setup().unwrap()));
    match Frame::decode(bytes) {
        Ok(Frame::View(view)) => {
            for (width, height) in [(40, 12), (80, 24), (200, 60), (3, 1)] {
                let size = Size { width, height };
                let model = view.clone().shown(Arc::clone(&SETUP), size);
                let words = NoticeWords { own: only(model.wording().clone()), socket: String::new() };
                let _ = layout(&Shown::View(Box::new(model)), size, &words).beyond();
            }
        }
        Ok(Frame::Hello(hello)) => drop(hello.setup()),
        Ok(_) => {}
        Err(error) => assert!(error.to_string().ends_with('.'), "{error}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_view_is_read_as_it_was_written(
        keys in prop::collection::vec(0_usize..1000, 1..60),
        answered in any::<bool>(),
        private in 0_usize..30,
    ) {
        for view in wander(&keys, answered, private) {
            let bytes = frame(&view).encode().unwrap();
            let body = read(&mut bytes.as_slice(), LONGEST_VIEW).unwrap().unwrap();
            prop_assert_eq!(body.len() + 4, bytes.len());
            prop_assert!(Frame::decode(&body).unwrap() == frame(&view), "{:?}", view);
        }
    }

    #[test]
    fn no_bytes_end_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        survived(&bytes);
        let _ = read(&mut bytes.as_slice(), LONGEST_VIEW);
    }

    #[test]
    fn no_change_to_a_frame_ends_the_reader(
        keys in prop::collection::vec(0_usize..1000, 1..30),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_u8..5), 1..8),
    ) {
        const PIECES: [&str; 5] = ["-1", "16777216", "99999999999999999999", "null", "{\"at\":\"end\"}"];
        let view = wander(&keys, true, 0).pop().unwrap();
        let mut bytes = frame(&view).encode().unwrap().split_off(4);
        for (place, byte, kind) in changes {
            let at = place.index(bytes.len());
            match kind {
                0 => bytes[at] = byte,
                1 => drop(bytes.remove(at)),
                2 => bytes.insert(at, byte),
                // A number or a text of the frame becomes something else that is JSON.
                _ => {
                    let piece = PIECES[usize::from(byte) % PIECES.len()];
                    if let Some(digit) = bytes.iter().skip(at).position(u8::is_ascii_digit) {
                        bytes.splice(at + digit..=at + digit, piece.bytes());
                    }
                }
            }
            survived(&bytes);
            if bytes.is_empty() {
                break;
            }
        }
    }
}

fn in_two(english: &str, spanish: &str) -> SiteText {
    let [en, es] = ["en", "es"].map(|tag| LanguageTag::parse(tag).unwrap());
    SiteText::new(Some(en), english.into(), vec![(es, spanish.into())])
}

/// A line that a site has written in two languages.
fn desk() -> SiteLine {
    SiteLine {
        region: "001".into(),
        kind: SupportKind::Local,
        name: in_two("The desk", "La mesa"),
        for_whom: Some(in_two("guests", "visitas")),
        ways: vec!["ring twice".into()],
        hours: "always".into(),
        checked: Date { year: 2026, month: 11, day: 3 },
    }
}

fn first_line(language: &Language) -> [String; 3] {
    let page = language.questionnaire.support("US");
    let line = page.lines().next().unwrap();
    [line.name.clone(), line.for_whom.clone().unwrap(), line.ways[0].clone()]
}

#[test]
fn a_greeting_brings_the_same_content_to_the_other_side() {
    let ours = setup(own());
    let library = library();
    let offered = library.offered(&[], LanguageTag::parse("es-MX").as_ref()).unwrap();
    let setup =
        Setup { clinic: Some(in_two("Riverside", "Ribera")), remote_host: Some("far".into()), ..ours };
    let hello = Hello::new(Content::of(&library, &[desk()], offered), &setup);
    let bytes = Frame::Hello(Box::new(hello.clone())).encode().unwrap();
    let Ok(Frame::Hello(read)) = Frame::decode(&bytes[4..]) else { panic!("it cannot be read") };
    assert!(*read == hello);
    let theirs = read.setup().unwrap();
    assert_eq!(
        (theirs.clinic, theirs.region.as_str(), theirs.remote_host.as_deref()),
        (setup.clinic, "US", Some("far"))
    );
    for position in 0..2 {
        let (ours, theirs) = (setup.languages.at(position), theirs.languages.at(position));
        assert!(ours.wording == theirs.wording);
        assert!(ours.questionnaire.sections() == theirs.questionnaire.sections());
        assert!(ours.questionnaire.groups() == theirs.questionnaire.groups());
    }
    let positions = (0..2).map(|at| theirs.languages.at(at));
    let named: Vec<_> = positions.map(|it| (&*it.wording.about.language, first_line(it))).collect();
    let line = |name: &str, for_whom: &str, way: &str| [name, for_whom, way].map(str::to_owned);
    let told =
        [("en", line("The desk", "guests", "ring twice")), ("es", line("La mesa", "visitas", "ring twice"))];
    assert_eq!(named, told);
}

#[test]
fn a_process_of_the_same_program_has_what_is_built_in_without_being_sent_it() {
    let library = Library::open(None).unwrap();
    let own = desk();
    let offered = library.offered(&[], None).unwrap();
    let content = Content::within(&library, std::slice::from_ref(&own), offered);
    let bytes = Frame::Hello(Box::new(Hello { content, ..usual_hello() })).encode().unwrap();
    assert!(bytes.len() < 1000, "{} bytes", bytes.len());
    let Ok(Frame::Hello(read)) = Frame::decode(&bytes[4..]) else { panic!("it cannot be read") };
    let theirs = read.setup().unwrap().languages;
    let (ours, _) = library.with_own_support(vec![own]).languages(&[], None, None).unwrap();
    for position in 0..2 {
        assert_eq!(theirs.at(position), ours.at(position));
    }
}

#[test]
fn languages_keep_their_order_and_the_made_one_comes_along() {
    let library = library();
    let tag = |tag: &str| LanguageTag::parse(tag).unwrap();
    for (offered, asked, names) in [
        (vec![], None, vec!["English", "Español"]),
        (vec![tag("es"), tag("en")], None, vec!["Español", "English"]),
        (vec![tag("es")], Some(tag("en-GB")), vec!["English", "Español"]),
        (vec![], Some(tag("en-XA")), vec!["⟦Énglïsh", "English", "Español"]),
    ] {
        let (ours, _) = library.languages(&offered, asked.as_ref(), None).unwrap();
        let tags = library.offered(&offered, asked.as_ref()).unwrap();
        let theirs = Hello::new(Content::of(&library, &[], tags), &setup(own())).setup().unwrap().languages;
        let named = |languages: &stillpoint::domain::language::languages::Languages| {
            languages.iter().map(|offer| offer.name().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(named(&ours), named(&theirs));
        assert_eq!(named(&theirs).len(), names.len());
        assert_eq!(named(&theirs).last().map(String::as_str), names.last().copied());
    }
}

#[test]
fn a_greeting_of_another_protocol_is_told_from_nonsense() {
    let decoded = |text: &str| Frame::decode(text.as_bytes()).err();
    let future = r#"{"is":"hello","protocol":99,"version":"9.9\u001b[2J","new":[1]}"#;
    assert_eq!(decoded(future), Some(WireError::Protocol { number: 99, version: "9.9[2J".into() }));
    assert_eq!(
        decoded(r#"{"is":"hello","protocol":13,"version":"0.1.0"}"#),
        Some(WireError::Malformed("offered".into()))
    );
    assert_eq!(decoded("{"), Some(WireError::NotJson));
    assert_eq!(decoded("[]"), Some(WireError::Malformed("frame".into())));
    assert_eq!(decoded(r#"{"is":"more"}"#), Some(WireError::Malformed("is".into())));
}

#[test]
fn a_language_that_is_not_there_is_refused() {
    let mut hello = usual_hello();
    hello.content.offered.push(LanguageTag::parse("de").unwrap());
    assert!(hello.setup().is_err());
    let mut hello = usual_hello();
    hello.content.questionnaire.as_mut().unwrap().text = "nothing".into();
    assert!(hello.setup().is_err());
}

/// A connection that announces much, brings little, and notes how much room is made for it.
struct Announcing {
    bytes: Vec<u8>,
    room: usize,
}

impl Read for Announcing {
    fn read(&mut self, room: &mut [u8]) -> std::io::Result<usize> {
        self.room = self.room.max(room.len());
        let length = room.len().min(self.bytes.len()).min(1000);
        room[..length].copy_from_slice(&self.bytes[..length]);
        self.bytes.drain(..length);
        Ok(length)
    }
}

#[test]
fn room_is_made_for_what_comes_and_never_for_what_is_announced() {
    let announcing = |length: u32, bytes: usize| Announcing {
        bytes: [&length.to_be_bytes()[..], &vec![b' '; bytes]].concat(),
        room: 0,
    };
    let most = u32::try_from(LONGEST_HELLO).unwrap();
    let mut short = announcing(most, 10);
    assert_eq!(read(&mut short, LONGEST_HELLO), Ok(None), "it is not whole");
    assert!(short.room <= 64 * 1024, "{} bytes for 10", short.room);
    for length in [most + 1, u32::MAX] {
        let mut long = announcing(length, 10);
        assert_eq!(read(&mut long, LONGEST_HELLO), Err(WireError::TooLong));
        assert_eq!(long.room, 4, "nothing is read of it");
    }
    let mut whole = announcing(100_000, 100_000);
    assert_eq!(read(&mut whole, LONGEST_VIEW).unwrap().unwrap().len(), 100_000);
    assert_eq!(read(&mut whole, LONGEST_VIEW), Ok(None), "the end");
}

#[test]
fn what_is_too_long_is_not_sent() {
    let mut hello = usual_hello();
    hello.content.questionnaire.as_mut().unwrap().text = "#".repeat(LONGEST_HELLO).into();
    assert_eq!(Frame::Hello(Box::new(hello)).encode().err(), Some(WireError::TooLong));
    let mut ada = Player::at(80, 24);
    ada.apply(Message::Previewed(PrivateText("a".repeat(LONGEST_VIEW))));
    assert_eq!(frame(&ClientView::of(&ada.model)).encode().err(), Some(WireError::TooLong));
    let library = Library::open(None).unwrap();
    let offered = library.offered(&[], None).unwrap();
    let hello = Hello::new(Content::of(&library, &[], offered), &setup(shipped()));
    let shipped = Frame::Hello(Box::new(hello)).encode().unwrap().len();
    assert!(shipped < LONGEST_HELLO / 4, "the shipped content is far from the limit: {shipped}");
}
