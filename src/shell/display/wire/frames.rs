//! What goes over the socket between a walkthrough and a second screen: frames of four bytes of length, the largest
//! first, and as many bytes of JSON.
//!
//! A second screen is sent a greeting, then views, then the end; it sends nothing. Both sides take the other for
//! anything: a frame is read as it comes, never past the length of its kind, and what it says is checked. It knows no
//! socket.

use super::content::Hello;
use super::fields::{WireError, read as read_json};
use super::view::{Seen, ViewForm};
use crate::app::state::client_view::ClientView;
use crate::domain::sanitize::clean;
use crate::files::json::{Json, tree};
use serde::{Deserialize, Serialize, Serializer};
use std::io::{ErrorKind, Read};

/// The number of this protocol. It changes whenever a frame of one does not say to the other what it says here.
pub const PROTOCOL: u64 = 1;

/// The longest greeting, in bytes.
pub const LONGEST_HELLO: usize = 8 * 1024 * 1024;

/// The longest of all other frames, in bytes.
pub const LONGEST_VIEW: usize = 1024 * 1024;

/// How much room is made at once for what is announced.
const STEP: usize = 64 * 1024;

/// The longest version of a program that is repeated, in characters.
const LONGEST_VERSION: usize = 40;

/// What is sent to a second screen.
#[derive(Clone, PartialEq, Eq)]
pub enum Frame {
    /// The greeting; it comes first.
    Hello(Box<Hello>),
    /// What the client sees now.
    View(Box<ClientView>),
    /// What the client sees now is too long to be sent.
    Beyond,
    /// There are as many second screens as there may be; the connection ends.
    Full,
    /// The walkthrough has ended; the connection ends.
    Ended,
}

impl Frame {
    /// Returns the bytes of the frame, its length before them.
    ///
    /// # Errors
    /// If it is longer than its kind may be.
    pub fn encode(&self) -> Result<Vec<u8>, WireError> {
        match self {
            Self::Hello(hello) => encode_hello(hello),
            Self::View(shown) => encode_view(shown),
            Self::Beyond => framed(&Bare { is: "beyond" }, LONGEST_VIEW),
            Self::Full => framed(&Bare { is: "full" }, LONGEST_VIEW),
            Self::Ended => framed(&Bare { is: "ended" }, LONGEST_VIEW),
        }
    }

    /// Reads a frame from its bytes, without its length.
    ///
    /// # Errors
    /// Why it cannot be used.
    pub fn decode(bytes: &[u8]) -> Result<Self, WireError> {
        let text = str::from_utf8(bytes).map_err(|_| WireError::NotJson)?;
        let json = tree(text).map_err(|_| WireError::NotJson)?;
        let FrameKind { is } = read_json(&json, "frame")?;
        Ok(match is.as_str() {
            "hello" => {
                same_protocol(&json)?;
                Self::Hello(Box::new(Hello::read(&json)?))
            }
            "view" => {
                let Seen(view) = read_json(&json, "view")?;
                Self::View(Box::new(view))
            }
            "beyond" => Self::Beyond,
            "full" => Self::Full,
            "ended" => Self::Ended,
            _ => return Err(WireError::malformed("is")),
        })
    }
}

/// What kind of frame it is.
#[derive(Deserialize)]
struct FrameKind {
    is: String,
}

/// A frame that says nothing but its kind.
#[derive(Serialize)]
struct Bare {
    is: &'static str,
}

/// A greeting as it is written.
#[derive(Serialize)]
struct Greeting<'f> {
    #[serde(flatten)]
    hello: &'f Hello,
    protocol: u64,
    is: &'static str,
}

/// A view as it is written.
#[derive(Serialize)]
struct Sight<'f> {
    #[serde(flatten, serialize_with = "write_view")]
    view: &'f ClientView,
    is: &'static str,
}

fn write_view<S: Serializer>(view: &&ClientView, out: S) -> Result<S::Ok, S::Error> {
    ViewForm::serialize(view, out)
}

/// Returns the bytes of a greeting.
///
/// # Errors
/// If it is longer than [`LONGEST_HELLO`].
pub fn encode_hello(hello: &Hello) -> Result<Vec<u8>, WireError> {
    framed(&Greeting { hello, protocol: PROTOCOL, is: "hello" }, LONGEST_HELLO)
}

/// Returns the bytes of a view.
///
/// # Errors
/// If it is longer than [`LONGEST_VIEW`].
pub fn encode_view(shown: &ClientView) -> Result<Vec<u8>, WireError> {
    framed(&Sight { view: shown, is: "view" }, LONGEST_VIEW)
}

/// Reads one frame, without its length; `None` when nothing whole comes any more.
///
/// Room is made only for what has come, whatever length is announced.
///
/// # Errors
/// If it is announced to be longer than `longest`, or the connection fails.
pub fn read(from: &mut impl Read, longest: usize) -> Result<Option<Vec<u8>>, WireError> {
    let mut length = [0; 4];
    if !fill(from, &mut length)? {
        return Ok(None);
    }
    let length = usize::try_from(u32::from_be_bytes(length)).unwrap_or(usize::MAX);
    if length > longest {
        return Err(WireError::TooLong);
    }
    let mut bytes = Vec::new();
    while bytes.len() < length {
        let begun = bytes.len();
        bytes.resize(length.min(begun + STEP), 0);
        if !fill(from, bytes.get_mut(begun..).unwrap_or_default())? {
            return Ok(None);
        }
    }
    Ok(Some(bytes))
}

/// Fills the room; `false` if the other side ends before that.
fn fill(from: &mut impl Read, room: &mut [u8]) -> Result<bool, WireError> {
    match from.read_exact(room) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(WireError::Io(error.kind())),
    }
}

/// What a greeting says of its protocol.
#[derive(Deserialize)]
struct Spoken {
    protocol: u64,
    #[serde(default)]
    version: Option<String>,
}

/// Says in an error if the greeting is of another protocol, whatever else is in it.
fn same_protocol(json: &Json) -> Result<(), WireError> {
    let Spoken { protocol: number, version } = read_json(json, "hello")?;
    if number == PROTOCOL {
        return Ok(());
    }
    let version = version.ok_or_else(|| WireError::malformed("version"))?;
    Err(WireError::Protocol { number, version: clean(&version).chars().take(LONGEST_VERSION).collect() })
}

fn framed(frame: &impl Serialize, longest: usize) -> Result<Vec<u8>, WireError> {
    let mut bytes = vec![0; 4];
    serde_json::to_writer(&mut bytes, frame).map_err(|_| WireError::NotJson)?;
    let length = bytes.len() - 4;
    let announced = u32::try_from(length).ok().filter(|_| length <= longest).ok_or(WireError::TooLong)?;
    bytes.splice(..4, announced.to_be_bytes());
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::state::client_view::FieldView;
    use crate::app::state::message::{CopyFormat, Destination, PrivateText};
    use crate::app::state::model::Seat;
    use crate::app::state::screen::{Overlay, Page, Pointer, Screen};
    use crate::domain::answers::response::{Answer, QuestionnaireResponse};
    use crate::domain::faults::save::SaveFault;
    use crate::domain::id::LinkId;
    use crate::domain::language::tag::LanguageTag;
    use crate::domain::questionnaire::draft::{Date, SupportKind, SupportLine};
    use crate::engine::policy::Keeps;
    use crate::shell::display::wire::content::Content;
    use crate::shell::world::library::File;

    const CURSOR: Pointer = Pointer { row: 3, beyond: -2 };

    fn field(before: &str, after: &str) -> FieldView {
        FieldView { before: PrivateText(before.into()), after: PrivateText(after.into()) }
    }

    /// A view with something in every field.
    fn shown(
        screen: Screen,
        overlay: Option<Overlay>,
        outcome: Option<Result<String, SaveFault>>,
    ) -> ClientView {
        let item = LinkId::from;
        let mut response = QuestionnaireResponse::without([item("later")]);
        response.set(&item("sleep"), Some(Answer::Chosen("often".into())));
        response.set(&item("rest"), Some(Answer::Declined));
        response.withhold(&item("home"));
        ClientView {
            language: 1,
            region: "US".into(),
            screen,
            overlay,
            hidden: false,
            seat: Seat::Private,
            keeps: Keeps::Record,
            response,
            turned: [item("sleep")].into(),
            dropped: ["Why?".to_owned()].into(),
            words: field("before", " after"),
            next_step: field("a walk", ""),
            format: CopyFormat::Markdown,
            path: field("a.md", ""),
            outcome,
            kept: vec!["/home/ada/a.txt".into()],
        }
    }

    fn json(frame: &Frame) -> String {
        String::from_utf8(frame.encode().unwrap().split_off(4)).unwrap()
    }

    fn greeting() -> Hello {
        let tag = |tag: &str| LanguageTag::parse(tag).unwrap();
        let file = |name: &str, text: &str| File { name: name.into(), text: text.to_owned().into() };
        Hello {
            version: "0.1.0".into(),
            content: Content {
                built_in: true,
                questionnaire: Some(file("q.toml", "id = \"small\"")),
                translations: vec![(tag("es"), file("es.toml", "a"))],
                sentences: Vec::new(),
                support: vec![SupportLine {
                    id: Some("desk".into()),
                    region: "001".into(),
                    kind: SupportKind::Local,
                    name: "The desk".into(),
                    ways: vec!["ring".into()],
                    hours: "always".into(),
                    checked: Date { year: 2026, month: 11, day: 3 },
                    checked_at: "by hand".into(),
                }],
                offered: vec![tag("en"), tag("es")],
            },
            clinic: None,
            region: "US".into(),
            remote_host: Some("far".into()),
        }
    }

    fn screens() -> Vec<Screen> {
        let from = Box::new(Screen::Results { page: Page::Guidance, part: 2, scroll: 7 });
        vec![
            Screen::Attract,
            Screen::Welcome { scroll: 4 },
            Screen::Item { position: 5, cursor: CURSOR, to_review: true },
            Screen::Review { cursor: CURSOR },
            Screen::Index { page: Page::Sections, cursor: CURSOR },
            Screen::Results { page: Page::Tally, part: 0, scroll: 1 },
            Screen::TalkingPoints { cursor: CURSOR, editing: true },
            Screen::ReadingList { cursor: CURSOR, from: from.clone() },
            Screen::Article { index: 1, scroll: 2, from },
            Screen::Save { cursor: CURSOR, editing: false },
            Screen::End { cursor: CURSOR },
        ]
    }

    fn overlays() -> Vec<Overlay> {
        vec![
            Overlay::Help { scroll: 1 },
            Overlay::Support { scroll: 2 },
            Overlay::Guard { section: "work".into(), scroll: 3 },
            Overlay::Source { facts: vec!["f1".into(), "f2".into()], scroll: 4 },
            Overlay::Preview { text: PrivateText("a\nb".into()), scroll: 5 },
            Overlay::Leave { cursor: CURSOR },
            Overlay::Restart { cursor: CURSOR },
            Overlay::Replace { cursor: CURSOR },
            Overlay::GiveBack { cursor: CURSOR, to: Destination::Counselor },
            Overlay::ShowAnswer { cursor: CURSOR },
        ]
    }

    /// The screens of [`screens`], byte for byte.
    const SCREENS: [&str; 11] = [
        r#"{"at":"welcome","scroll":0}"#,
        r#"{"at":"welcome","scroll":4}"#,
        r#"{"at":"stop","position":5,"cursor":{"row":3,"beyond":-2},"to_review":true}"#,
        r#"{"at":"review","cursor":{"row":3,"beyond":-2}}"#,
        r#"{"at":"index","page":"sections","cursor":{"row":3,"beyond":-2}}"#,
        r#"{"at":"results","page":"tally","part":0,"scroll":1}"#,
        r#"{"at":"bring","cursor":{"row":3,"beyond":-2},"editing":true}"#,
        r#"{"at":"more","cursor":{"row":3,"beyond":-2},"from":{"at":"results","page":"guidance","part":2,"scroll":7}}"#,
        r#"{"at":"article","index":1,"scroll":2,"from":{"at":"results","page":"guidance","part":2,"scroll":7}}"#,
        r#"{"at":"save","cursor":{"row":3,"beyond":-2},"editing":false}"#,
        r#"{"at":"end","cursor":{"row":3,"beyond":-2}}"#,
    ];

    /// What lies on top in [`overlays`], byte for byte.
    const OVERLAYS: [&str; 10] = [
        r#"{"on":"help","scroll":1}"#,
        r#"{"on":"support","scroll":2}"#,
        r#"{"on":"guard","section":"work","scroll":3}"#,
        r#"{"on":"source","facts":["f1","f2"],"scroll":4}"#,
        r#"{"on":"preview","text":"a\nb","scroll":5}"#,
        r#"{"on":"leave","cursor":{"row":3,"beyond":-2}}"#,
        r#"{"on":"restart","cursor":{"row":3,"beyond":-2}}"#,
        r#"{"on":"replace","cursor":{"row":3,"beyond":-2}}"#,
        r#"{"on":"give back","cursor":{"row":3,"beyond":-2},"to":"desk"}"#,
        r#"{"on":"show answer","cursor":{"row":3,"beyond":-2}}"#,
    ];

    /// How saving went, byte for byte.
    const OUTCOMES: [&str; 3] = [r#"{"saved":"a.md"}"#, r#"{"other":"no idea"}"#, r#"{"fault":"disk full"}"#];

    /// The greeting of [`greeting`], byte for byte.
    const GREETING: &str = r#"{"version":"0.1.0","built_in":true,"questionnaire":{"name":"q.toml","text":"id = \"small\""},"translations":[{"tag":"es","name":"es.toml","text":"a"}],"sentences":[],"support":[{"id":"desk","region":"001","kind":"local","name":"The desk","ways":["ring"],"hours":"always","checked":[2026,11,3],"checked_at":"by hand"}],"offered":["en","es"],"clinic":null,"region":"US","remote_host":"far","protocol":1,"is":"hello"}"#;

    /// The view of [`shown`], byte for byte.
    fn view_with(screen: &str, overlay: &str, outcome: &str) -> String {
        format!(
            r#"{{"language":1,"region":"US","screen":{screen},"overlay":{overlay},"hidden":false,"seat":"private","keeps":"record","response":{{"answers":{{"rest":null,"sleep":"often"}},"withheld":["home"],"not_asked":["later"]}},"turned":["sleep"],"dropped":["Why?"],"words":{{"before":"before","after":" after"}},"next_step":{{"before":"a walk","after":""}},"format":"markdown","path":{{"before":"a.md","after":""}},"outcome":{outcome},"kept":["/home/ada/a.txt"],"is":"view"}}"#
        )
    }

    #[test]
    fn frames_are_written_as_protocol_1_has_them() {
        let bare = [Frame::Beyond, Frame::Full, Frame::Ended];
        assert_eq!(
            bare.map(|frame| json(&frame)),
            [r#"{"is":"beyond"}"#, r#"{"is":"full"}"#, r#"{"is":"ended"}"#]
        );
        assert_eq!(json(&Frame::Hello(Box::new(greeting()))), GREETING);
        let view = |screen, overlay, outcome| json(&Frame::View(Box::new(shown(screen, overlay, outcome))));
        for (screen, written) in screens().into_iter().zip(SCREENS) {
            assert_eq!(view(screen, None, None), view_with(written, "null", "null"));
        }
        for (overlay, written) in overlays().into_iter().zip(OVERLAYS) {
            assert_eq!(view(Screen::Attract, Some(overlay), None), view_with(SCREENS[0], written, "null"));
        }
        let outcomes =
            [Ok("a.md".to_owned()), Err(SaveFault::Other("no idea".into())), Err(SaveFault::DiskFull)];
        for (outcome, written) in outcomes.into_iter().zip(OUTCOMES) {
            assert_eq!(view(Screen::Attract, None, Some(outcome)), view_with(SCREENS[0], "null", written));
        }
    }

    #[test]
    fn what_cannot_be_used_is_named_by_its_key() {
        let good = view_with(SCREENS[8], OVERLAYS[8], OUTCOMES[2]);
        assert!(Frame::decode(good.as_bytes()).is_ok());
        for (from, to, named) in [
            ("\"language\":1,", "", "language"),
            ("\"language\":1", "\"language\":16777217", "language"),
            ("\"language\":1", "\"language\":-1", "language"),
            ("\"article\"", "\"nowhere\"", "screen"),
            ("\"index\":1,", "", "index"),
            ("\"scroll\":7", "\"scroll\":65536", "screen"),
            ("\"give back\"", "\"give\"", "overlay"),
            ("\"to\":\"desk\"", "\"to\":\"home\"", "overlay"),
            ("\"private\"", "\"nobody\"", "seat"),
            ("\"often\"", "3", "response"),
            ("[\"Why?\"]", "[null]", "dropped"),
            ("\"after\":\" after\"", "\"after\":null", "words"),
            ("\"disk full\"", "\"disk\"", "outcome"),
        ] {
            assert!(good.contains(from), "{from}");
            let broken = good.replacen(from, to, 1);
            assert_eq!(
                Frame::decode(broken.as_bytes()).err(),
                Some(WireError::malformed(named)),
                "{from} -> {to}"
            );
        }
    }

    #[test]
    fn what_cannot_be_used_in_a_greeting_is_named_by_its_key() {
        for (from, to, named) in [
            ("[\"en\",\"es\"]", "[]", "offered"),
            ("[\"en\",\"es\"]", "[\"not a tag\"]", "offered"),
            ("\"local\"", "\"far\"", "support"),
            ("[2026,11,3]", "[2026,11]", "support"),
            ("[2026,11,3]", "[2026,11,3,1]", "support"),
            ("\"text\":\"a\"", "\"text\":1", "translations"),
        ] {
            let broken = GREETING.replacen(from, to, 1);
            assert_eq!(
                Frame::decode(broken.as_bytes()).err(),
                Some(WireError::malformed(named)),
                "{from} -> {to}"
            );
        }
        let many = GREETING.replacen("[\"en\",", &format!("[{}", "\"en\",".repeat(100)), 1);
        assert_eq!(Frame::decode(many.as_bytes()).err(), Some(WireError::malformed("offered")));
    }

    #[test]
    fn screens_in_one_another_without_end_do_not_end_the_reader() {
        let deep = |times: usize| {
            let from = r#"{"at":"more","cursor":{"row":0,"beyond":0},"from":"#.repeat(times);
            view_with(&format!("{from}{}{}", SCREENS[1], "}".repeat(times)), "null", "null")
        };
        let decoded = std::thread::Builder::new().stack_size(1 << 20).spawn(move || {
            (Frame::decode(deep(100).as_bytes()).is_ok(), Frame::decode(deep(100_000).as_bytes()).err())
        });
        assert_eq!(decoded.unwrap().join().unwrap(), (true, Some(WireError::NotJson)));
    }
}
