//! What goes over the socket between a walkthrough and a second screen: frames of four bytes of length, the largest
//! first, and as many bytes of JSON.
//!
//! A second screen is sent a greeting, then views, then the end; it sends nothing. Both sides take the other for
//! anything: a frame is read as it comes, never past the length of its kind, and what it says is checked. It knows no
//! socket.

use super::content::Hello;
use super::fields::{WireError, believable, read as read_json};
use crate::app::state::client_view::ClientView;
use crate::domain::sanitize::sanitize;
use crate::files::json::{Json, tree};
use serde::{Deserialize, Serialize};
use std::io::{ErrorKind, Read};

/// The number of this protocol. It changes whenever a frame of one does not say to the other what it says here.
pub(crate) const PROTOCOL: u64 = 13;

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
            "view" => Self::View(Box::new(read_json(&believable(json), "view")?)),
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
struct ViewFrame<'f> {
    #[serde(flatten)]
    view: &'f ClientView,
    is: &'static str,
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
    framed(&ViewFrame { view: shown, is: "view" }, LONGEST_VIEW)
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
    Err(WireError::Protocol { number, version: sanitize(&version).chars().take(LONGEST_VERSION).collect() })
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
    use crate::app::state::context::Context;
    use crate::app::state::copy_draft::CopyDraft;
    use crate::app::state::message::{Command, Destination, PrivateText};
    use crate::app::state::model::Seat;
    use crate::app::state::screen::{
        ArticleScreen, GiveBackOverlay, GuardOverlay, HelpOverlay, IndexScreen, ItemScreen, Open, Overlay,
        Page, Pointer, PreviewOverlay, ReadingListScreen, RegionsOverlay, ResultsScreen, Screen,
        SourceOverlay, Spot,
    };
    use crate::app::text::area::TextArea;
    use crate::domain::answers::copy::CopyPart;
    use crate::domain::answers::copy_format::CopyFormat;
    use crate::domain::answers::own_words::OwnWords;
    use crate::domain::answers::response::{Answer, QuestionnaireResponse};
    use crate::domain::faults::save::SaveFault;
    use crate::domain::id::LinkId;
    use crate::domain::language::site_text::SiteText;
    use crate::domain::language::tag::LanguageTag;
    use crate::domain::questionnaire::draft::{Date, SupportKind};
    use crate::domain::site::SiteLine;
    use crate::engine::policy::Keeps;
    use crate::shell::display::wire::content::Content;
    use crate::shell::world::beside::ContentFile;

    const AT: Spot = Spot {
        pointer: Pointer { row: Some(3), beyond: -2, left: Some(1) },
        scroll: 7,
        editing: true,
        is_unclear: false,
    };

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
            screen: Open { what: screen, at: AT },
            overlay: overlay.map(Open::new),
            hidden: false,
            seat: Seat::Private,
            keeps: Keeps::Record,
            copy: CopyDraft {
                picked: [(item("sleep"), true)].into(),
                dropped: ["Why?".to_owned()].into(),
                parts: [CopyPart::Support].into(),
                has_earlier_round: true,
                own: OwnWords {
                    words: TextArea::one_line("before", " after"),
                    since: TextArea::one_line("", "spring"),
                    next_step: TextArea::one_line("a walk", ""),
                },
                format: CopyFormat::Markdown,
                path: TextArea::one_line("a.md", ""),
                outcome,
                opened: None,
                kept: vec!["/home/ada/a.txt".into()],
                handout: Default::default(),
                taken: 0,
                printing: None,
                prints: 0,
            },
            response,
        }
    }

    fn json(frame: &Frame) -> String {
        String::from_utf8(frame.encode().unwrap().split_off(4)).unwrap()
    }

    fn greeting() -> Hello {
        let tag = |tag: &str| LanguageTag::parse(tag).unwrap();
        let file = |name: &str, text: &str| ContentFile { name: name.into(), text: text.to_owned().into() };
        Hello {
            version: "0.1.0".into(),
            content: Content {
                built_in: true,
                questionnaire: Some(file("q.toml", "id = \"small\"")),
                translations: vec![(tag("es"), file("es.toml", "a"))],
                sentences: Vec::new(),
                support: vec![SiteLine {
                    region: "001".into(),
                    kind: SupportKind::Local,
                    name: "The desk".into(),
                    for_whom: Some("guests".into()),
                    ways: vec!["ring".into()],
                    hours: "always".into(),
                    checked: Date { year: 2026, month: 11, day: 3 },
                }],
                offered: vec![tag("en"), tag("es")],
            },
            clinic: Some(SiteText::new(
                Some(tag("en")),
                "Riverside".into(),
                vec![(tag("es"), "Ribera".into())],
            )),
            region: "US".into(),
            remote_host: Some("far".into()),
        }
    }

    fn screens() -> Vec<Screen> {
        let read = Screen::Results(ResultsScreen { page: Page::Guidance, part: 2, whole: false });
        let from = Box::new(Open { what: read.clone(), at: AT });
        vec![
            Screen::Welcome,
            Screen::Item(ItemScreen { position: 5, to_review: true }),
            Screen::Review,
            Screen::Index(IndexScreen { page: Page::Sections, whole: true }),
            read,
            Screen::TalkingPoints,
            Screen::ReadingList(ReadingListScreen { from: from.clone() }),
            Screen::Article(ArticleScreen { index: 1, from }),
            Screen::Save,
            Screen::End,
        ]
    }

    fn overlays() -> Vec<Overlay> {
        vec![
            Overlay::Help(HelpOverlay {
                context: Context::Item,
                idle: vec![Command::Undo, Command::Choose(4)],
            }),
            Overlay::Support,
            Overlay::Guard(GuardOverlay { section: "work".into() }),
            Overlay::Source(SourceOverlay { facts: vec!["f1".into(), "f2".into()] }),
            Overlay::Preview(PreviewOverlay { text: PrivateText("a\nb".into()) }),
            Overlay::Leave,
            Overlay::Restart,
            Overlay::Replace,
            Overlay::GiveBack(GiveBackOverlay { to: Destination::Counselor }),
            Overlay::ShowAnswer,
            Overlay::Regions(RegionsOverlay { below: None, typed: String::new() }),
            Overlay::Regions(RegionsOverlay { below: Some(Spot::row(3)), typed: String::new() }),
        ]
    }

    /// An article that was opened from the results, byte for byte.
    const ARTICLE: &str = r#"{"what":{"Article":{"index":1,"from":{"what":{"Results":{"page":"Guidance","part":2,"whole":false}},"at":{"pointer":{"row":3,"beyond":-2,"left":1},"scroll":7,"editing":true,"is_unclear":false}}}},"at":{"pointer":{"row":3,"beyond":-2,"left":1},"scroll":7,"editing":true,"is_unclear":false}}"#;

    /// The question whether to give the screen back, byte for byte.
    const GIVE_BACK: &str = r#"{"what":{"GiveBack":{"to":"Counselor"}},"at":{"pointer":{"row":0,"beyond":0,"left":null},"scroll":0,"editing":false,"is_unclear":false}}"#;

    /// The greeting of [`greeting`], byte for byte.
    const GREETING: &str = r#"{"version":"0.1.0","built_in":true,"questionnaire":{"name":"q.toml","text":"id = \"small\""},"translations":[{"tag":"es","name":"es.toml","text":"a"}],"sentences":[],"support":[{"region":"001","kind":"local","name":[{"text":"The desk"}],"for_whom":[{"text":"guests"}],"ways":[[{"text":"ring"}]],"hours":[{"text":"always"}],"checked":[2026,11,3]}],"offered":["en","es"],"clinic":[{"tag":"en","text":"Riverside"},{"tag":"es","text":"Ribera"}],"region":"US","remote_host":"far","protocol":13,"is":"hello"}"#;

    /// The view of [`shown`], byte for byte.
    fn view_with(screen: &str, overlay: &str, outcome: &str) -> String {
        format!(
            r#"{{"language":1,"region":"US","screen":{screen},"overlay":{overlay},"hidden":false,"seat":"Private","keeps":"Record","copy":{{"picked":{{"sleep":true}},"dropped":["Why?"],"parts":["Support"],"has_earlier_round":true,"own":{{"words":["before"," after"],"since":["","spring"],"next_step":["a walk",""]}},"format":"Markdown","path":["a.md",""],"outcome":{outcome},"kept":["/home/ada/a.txt"]}},"response":{{"answers":{{"rest":null,"sleep":"often"}},"withheld":["home"],"skipped":[],"part_skipped":[],"not_asked":["later"]}},"is":"view"}}"#
        )
    }

    #[test]
    fn frames_are_written_as_the_protocol_has_them() {
        let bare = [Frame::Beyond, Frame::Full, Frame::Ended];
        assert_eq!(
            bare.map(|frame| json(&frame)),
            [r#"{"is":"beyond"}"#, r#"{"is":"full"}"#, r#"{"is":"ended"}"#]
        );
        assert_eq!(json(&Frame::Hello(Box::new(greeting()))), GREETING);
        let (article, give_back) = (screens()[7].clone(), overlays()[8].clone());
        let view = shown(article, Some(give_back), Some(Err(SaveFault::DiskFull)));
        let written = view_with(ARTICLE, GIVE_BACK, r#"{"Err":"DiskFull"}"#);
        assert_eq!(json(&Frame::View(Box::new(view))), written);
    }

    #[test]
    fn every_screen_and_overlay_comes_back_as_it_was_sent() {
        let outcomes = [
            None,
            Some(Ok("a.md".to_owned())),
            Some(Err(SaveFault::Other("no idea".into()))),
            Some(Err(SaveFault::DiskFull)),
        ];
        let screens = screens().into_iter().map(|screen| (screen, None, None));
        let overlays = overlays().into_iter().map(|overlay| (Screen::Welcome, Some(overlay), None));
        let outcomes = outcomes.into_iter().map(|outcome| (Screen::Save, None, outcome));
        for (screen, overlay, outcome) in screens.chain(overlays).chain(outcomes) {
            let view = Frame::View(Box::new(shown(screen, overlay, outcome)));
            assert!(Frame::decode(json(&view).as_bytes()) == Ok(view.clone()), "{}", json(&view));
        }
    }

    #[test]
    fn what_cannot_be_used_is_named_by_its_key() {
        let good = view_with(ARTICLE, GIVE_BACK, r#"{"Err":"DiskFull"}"#);
        assert!(Frame::decode(good.as_bytes()).is_ok());
        for (from, to, named) in [
            ("\"language\":1,", "", "language"),
            ("\"language\":1", "\"language\":16777217", "language"),
            ("\"language\":1", "\"language\":-1", "language"),
            ("\"Article\"", "\"Nowhere\"", "screen"),
            ("\"Article\"", "\"Code\"", "screen"),
            ("\"index\":1,", "", "index"),
            ("\"index\":1", "\"index\":16777217", "screen"),
            ("\"scroll\":7", "\"scroll\":65536", "screen"),
            ("\"GiveBack\"", "\"Give\"", "overlay"),
            ("\"to\":\"Counselor\"", "\"to\":\"home\"", "overlay"),
            ("\"Private\"", "\"nobody\"", "seat"),
            ("\"often\"", "3", "response"),
            ("[\"Why?\"]", "[null]", "copy"),
            ("\" after\"", "null", "copy"),
            ("\"DiskFull\"", "\"disk\"", "copy"),
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
            ("\"tag\":\"es\",\"text\"", "\"tag\":\"not a tag\",\"text\"", "clinic"),
            ("{\"tag\":\"es\",\"text\"", "{\"text\"", "clinic"),
            ("[{\"text\":\"guests\"}]", "[]", "support"),
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
            let at = r#""at":{"pointer":{"row":0,"beyond":0,"left":null},"scroll":0,"editing":false,"is_unclear":false}}"#;
            let from = r#"{"what":{"ReadingList":{"from":"#.repeat(times);
            let screen = format!("{from}{ARTICLE}{}", format!("}}}},{at}").repeat(times));
            view_with(&screen, "null", "null")
        };
        let decoded = std::thread::Builder::new().stack_size(1 << 20).spawn(move || {
            (Frame::decode(deep(30).as_bytes()).is_ok(), Frame::decode(deep(100_000).as_bytes()).err())
        });
        assert_eq!(decoded.unwrap().join().unwrap(), (true, Some(WireError::NotJson)));
    }
}
