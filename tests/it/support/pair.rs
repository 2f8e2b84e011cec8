//! Two people at one keyboard, without a terminal: keys through the true bindings, update and view of both sides.

use crate::support::answering::Answering;
use crate::support::own::own;
use crate::support::player::{TODAY, flat, must_not_show, named, painted, row, setup};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::Size;
use std::sync::Arc;
use std::time::Duration;
use stillpoint::app::layout::split::SplitLayout;
use stillpoint::app::state::app::AppState;
use stillpoint::app::state::counselor::{CounselorSetup, CounselorState};
use stillpoint::app::state::message::{ClockReading, Effect, Message};
use stillpoint::app::state::model::{Model, Setup};
use stillpoint::app::update::counselor::update;
use stillpoint::app::update::input::message_of;
use stillpoint::domain::faults::begin::BeginFault;
use stillpoint::domain::faults::save::RecordFault;
use stillpoint::domain::record::contents::Record;
use stillpoint::domain::timestamp::Timestamp;
use stillpoint::engine::policy::Policy;
use stillpoint::view::frame::split;
use stillpoint::view::theme::{Depth, GlyphSet, Theme, ThemeName};

/// When a walkthrough of the tests begins: 25 November 2026.
pub(crate) const BEGUN: Timestamp = Timestamp(1_795_600_000);

/// A counselor and a client.
#[derive(Clone)]
pub(crate) struct Pair {
    pub(crate) app: AppState,
    now: ClockReading,
    /// What the program asked of the world, in order.
    pub(crate) asked: Vec<Effect>,
    /// The records that were asked to be written, in order.
    pub(crate) written: Vec<Record>,
    /// What the disk says of the next record.
    pub(crate) disk: Result<(), RecordFault>,
    /// Whether a name for a new record can be taken.
    pub(crate) begins: Result<(), BeginFault>,
    /// Whether the disk hangs, and says nothing.
    pub(crate) hangs: bool,
}

impl Pair {
    /// Two people at the start of a walkthrough whose record is kept, with a risk protocol.
    pub(crate) fn at(width: u16, height: u16) -> Self {
        let protocol = Some("Stay with the person.".into());
        let counselor =
            CounselorSetup { protocol, folder: Some("/srv/records".into()), ..CounselorSetup::default() };
        Self::with(counselor, Some(Record::new("Maple 7", &own(), "en", BEGUN)), (width, height))
    }

    pub(crate) fn with(
        counselor: CounselorSetup,
        record: Option<Record>,
        (width, height): (u16, u16),
    ) -> Self {
        Self::speaking(setup(own()), counselor, record, (width, height))
    }

    pub(crate) fn speaking(
        setup: Setup,
        counselor: CounselorSetup,
        record: Option<Record>,
        (width, height): (u16, u16),
    ) -> Self {
        let setup = Setup { policy: Policy::counselor(), ..setup };
        let questionnaire = &setup.languages.at(setup.language).questionnaire;
        let compatibility = record
            .as_ref()
            .map(|record| record.compatibility_with(questionnaire))
            .filter(|compatibility| !compatibility.is_whole());
        let now = ClockReading { up: Duration::from_secs(1000), wall: BEGUN, local: (14, 2) };
        let client = Model::new(Arc::new(setup), Size { width, height });
        let counselor = CounselorState::new(Arc::new(counselor), record, compatibility, now);
        let app = AppState::walkthrough(client, counselor);
        Self { app, now, asked: Vec::new(), written: Vec::new(), disk: Ok(()), begins: Ok(()), hangs: false }
    }

    /// The same, after the words to begin with: the client has agreed, and the first item is asked.
    pub(crate) fn begun(width: u16, height: u16) -> Self {
        let mut pair = Self::at(width, height);
        pair.press("Enter 1");
        pair
    }

    /// Presses keys by name, separated by blanks.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            self.handle(&Event::Key(named(key)));
        }
        self
    }

    /// Types a text letter by letter.
    pub(crate) fn write(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            self.handle(&Event::Key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE)));
        }
        self
    }

    /// Hears an event as the program would.
    pub(crate) fn handle(&mut self, event: &Event) -> &mut Self {
        self.apply(Message::Clock(self.now));
        if let Some(message) = message_of(&self.app, event) {
            self.apply(message);
        }
        self
    }

    /// Lets time pass; whenever a deadline is reached, the program hears of it.
    pub(crate) fn wait(&mut self, time: Duration) -> &mut Self {
        let end = self.now.up + time;
        while let Some(deadline) = self.app.next_deadline().filter(|deadline| *deadline <= end) {
            self.now.up = deadline.max(self.now.up);
            self.apply(Message::Clock(self.now));
            // A deadline that is not dealt with would be waited for without end.
            assert!(self.app.next_deadline() != Some(deadline), "the deadline stays at {deadline:?}");
        }
        self.now.up = end;
        self.apply(Message::Clock(self.now))
    }

    /// Takes a message, and does to the disk what is asked.
    pub(crate) fn apply(&mut self, message: Message) -> &mut Self {
        let mut messages = vec![message];
        let before = self.written.len();
        while let Some(message) = messages.pop() {
            for effect in update(&mut self.app, message) {
                if let Effect::Record { generation } = effect {
                    let counselor = self.app.counselor.as_ref().unwrap();
                    self.written.push(counselor.autosave.record().unwrap().clone());
                    if !self.hangs {
                        messages.push(Message::Recorded { generation, outcome: self.disk.clone() });
                    }
                }
                if let Effect::BeginRecord(name) = &effect {
                    messages.push(Message::RecordBegun(self.begins.clone().map(|()| name.clone())));
                }
                match effect {
                    Effect::Day => messages.push(Message::Day(TODAY)),
                    asked => self.asked.push(asked),
                }
            }
            assert!(self.written.len() < before + 9, "it is written again and again at one moment");
        }
        self
    }

    /// Gives the window another size.
    pub(crate) fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.handle(&Event::Resize(width, height))
    }

    /// Draws what is in sight.
    pub(crate) fn buffer(&self) -> Buffer {
        let layout = SplitLayout::of(&self.app);
        let theme = Theme::new(ThemeName::Dark, Depth::Indexed, GlyphSet::Unicode);
        painted(self.app.window, layout.area, &theme, |list| split(&layout, &theme, list))
    }

    /// Draws what is in sight and returns it as text, a line a row.
    pub(crate) fn screen(&self) -> String {
        let buffer = self.buffer();
        (0..buffer.area.height).map(|y| row(&buffer, y)).collect::<Vec<_>>().join("\n")
    }

    /// Asserts that a text can be read on the screen, wherever its lines are broken.
    pub(crate) fn sees(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        let halves = |take: fn((&str, &str)) -> String| {
            screen
                .lines()
                .map(|line| line.split_once('│').map_or_else(|| line.to_owned(), take))
                .collect::<Vec<_>>()
                .join(" ")
        };
        let left = halves(|(left, _)| left.to_owned());
        let right = halves(|(_, right)| right.to_owned());
        let there = [screen.as_str(), &left, &right].into_iter().any(|part| flat(part).contains(&flat(text)));
        assert!(there, "{text:?} is not on\n{screen}");
        self
    }

    /// Asserts that a text cannot be read on the screen.
    pub(crate) fn sees_no(&mut self, text: &str) -> &mut Self {
        must_not_show(&self.screen(), text);
        self
    }
}

impl Answering for Pair {
    fn client(&self) -> &Model {
        &self.app.client
    }

    fn strike(&mut self, key: &str) {
        self.press(key);
    }
}
