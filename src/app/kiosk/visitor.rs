//! A visitor at a public screen: the session, whether anybody is still there, and whether it is staff.
//!
//! What is heard is a touch or none; a touch ends the question whether anybody is there, and does nothing else then.
//! It is told the time and never reads a clock. It ends; clearing is what comes after it.

use super::chord::{Chord, ChordStep};
use super::held_key::HeldKey;
use crate::app::screens::registry::context;
use crate::app::sheet::lines::Span;
use crate::app::state::context::Activity;
use crate::app::state::message::{Command, Effect, Effects, Message, Printing};
use crate::app::state::model::Model;
use crate::app::state::screen::{ItemScreen, Screen};
use crate::app::update::composed::Composed;
use crate::app::update::input::message;
use crate::engine::idle_watch::{IdleWatch, Watch};
use crossterm::event::{Event, MouseEventKind};
use std::time::Duration;

/// How many words a slow reader reads in a second.
const WORDS_A_SECOND: u64 = 2;

/// How long it takes to find one's phone and let it read a code.
const TO_SCAN: Duration = Duration::from_secs(90);

/// A visitor's session, and the watch over it.
pub struct Visitor {
    /// What the visitor sees.
    pub client: Composed<Model>,
    idle_watch: IdleWatch,
    held_key: HeldKey<Event>,
    chord: Chord,
    told: Told,
    /// When somebody touched the screen, if that was not settled yet.
    touched: Option<Duration>,
}

/// What was reported already, for it is reported once.
#[derive(Clone, Copy, Default)]
struct Told {
    begun: bool,
    finished: bool,
}

/// What whoever watches over visitors is told: never what anybody answered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChildEvent {
    /// Somebody touched the screen, and sees a page that takes so long to read.
    Touched(Duration),
    /// A visitor has begun.
    Begun,
    /// A visitor has come to the results.
    Finished,
    /// A visitor has taken something along.
    TookAlong,
    /// Nobody was there any more.
    Idle,
    /// Staff want to be let in.
    Staff,
    /// The visitor has ended the session.
    Done,
    /// Staff want the kiosk to end.
    Leave,
    /// Staff want settings and content to be read again.
    Reload,
    /// The terminal is gone.
    Lost,
}

/// What follows from something that was heard.
#[derive(Default)]
pub struct Outcome {
    /// What is to be reported, in order.
    pub events: Vec<ChildEvent>,
    /// What is to be done, in order.
    pub effects: Effects,
}

impl Outcome {
    fn end(event: ChildEvent) -> Self {
        Self { events: vec![event], effects: vec![Effect::Quit] }
    }
}

impl Visitor {
    /// Waits for a visitor.
    #[must_use]
    pub fn new(client: Model, idle_watch: IdleWatch) -> Self {
        let (held_key, chord, told) = (HeldKey::default(), Chord::default(), Told::default());
        let client = Composed::new(client);
        Self { client, idle_watch, held_key, chord, told, touched: None }
    }

    /// Hears an event at a moment since the machine was started. A touch is noted by [`settle`](Self::settle).
    pub fn handle(&mut self, event: &Event, now: Duration) -> Outcome {
        if !is_touch(event) {
            return Outcome::default();
        }
        let somebody = self.held_key.is_somebody(event, now);
        let step = self.chord.handle(event, self.client.size, now);
        if step == ChordStep::Complete {
            return Outcome::end(ChildEvent::Staff);
        }
        let asked = self.client.warning.is_some();
        if asked && !somebody {
            return Outcome::default();
        }
        self.warn(None);
        // Their chord begins a session like any touch, and must not answer its first question.
        let first = Screen::Item(ItemScreen { position: 0, to_review: false });
        let is_start = self.client.screen.what == first && self.client.overlay.is_none();
        // Who cannot read the question whether anybody is there may change its language.
        let speaks = message(&self.client, event) == Some(Message::Command(Command::Language));
        let swallowed = (asked && !speaks) || (step == ChordStep::Further && is_start);
        if somebody {
            self.touched = Some(now);
        }
        if swallowed { Outcome::default() } else { self.act(event) }
    }

    /// Notes the last touch, if there was one, and returns what is to be reported of it: once for all that was heard
    /// together, since how long a page takes to read is only known when it is laid out.
    pub fn settle(&mut self) -> Option<ChildEvent> {
        let now = self.touched.take()?;
        let reading = self.reading();
        self.idle_watch.touched(now, reading);
        Some(ChildEvent::Touched(reading))
    }

    fn act(&mut self, event: &Event) -> Outcome {
        let is_first = self.client.screen.what == Screen::Attract;
        let meant = message(&self.client, event);
        let meant = if is_first { self.on_first_screen(meant) } else { meant };
        let outcome = meant.map(|message| self.apply(message)).unwrap_or_default();
        // Which region's lines somebody looked at concerns nobody who comes after them.
        if is_first && self.client.overlay.is_none() && self.client.region != self.client.setup.region {
            self.client.region = self.client.setup.region.clone();
        }
        outcome
    }

    /// Returns what is done on the first screen. The support lines open on top of it, and no session begins; what would
    /// clear or hide one leads back from them.
    fn on_first_screen(&mut self, meant: Option<Message>) -> Option<Message> {
        match meant {
            Some(Message::Command(command)) if self.client.overlay.is_some() => {
                let command = if self.client.can(command) { command } else { Command::Back };
                Some(Message::Command(command))
            }
            meant if self.client.overlay.is_some() => meant,
            Some(Message::Command(Command::Choose(row))) => {
                // The language, and on with it.
                self.client.update(Message::Command(Command::Choose(row)));
                Some(Message::Command(Command::Next))
            }
            kept @ Some(Message::Command(Command::Language | Command::Support)) => kept,
            _ => Some(Message::Command(Command::Next)),
        }
    }

    /// Changes the state by a message.
    pub fn apply(&mut self, message: Message) -> Outcome {
        let took_along = match &message {
            Message::Coded(handout) => {
                !handout.codes.is_empty() && !matches!(self.client.screen.what, Screen::Code(_))
            }
            Message::Printed(printing) => *printing == Printing::Done,
            _ => false,
        };
        let effects = self.client.update(message);
        let mut events = Vec::new();
        let (begun, finished) = (self.client.screen.what != Screen::Attract, self.is_at_results());
        if begun && !std::mem::replace(&mut self.told.begun, begun) {
            events.push(ChildEvent::Begun);
        }
        if finished && !std::mem::replace(&mut self.told.finished, true) {
            events.push(ChildEvent::Finished);
        }
        if took_along {
            events.push(ChildEvent::TookAlong);
        }
        if effects.contains(&Effect::Quit) {
            events.push(ChildEvent::Done);
        }
        Outcome { events, effects }
    }

    /// Asks whether anybody is there, or no longer asks. Without a change the layout stays as it is.
    fn warn(&mut self, left: Option<u32>) {
        if self.client.warning != left {
            self.client.warning = left;
        }
    }

    fn is_at_results(&self) -> bool {
        matches!(self.client.screen.what, Screen::Results(_) | Screen::Index(_) | Screen::End)
    }

    /// Looks at the clock: asks whether anybody is there, counts down, or ends.
    pub fn look(&mut self, now: Duration) -> Outcome {
        let events = self.settle().into_iter().collect();
        match self.idle_watch.at(now) {
            Watch::Quiet => self.warn(None),
            Watch::Warning(left) => self.warn(Some(left)),
            Watch::Over => return Outcome::end(ChildEvent::Idle),
        }
        Outcome { events, ..Outcome::default() }
    }

    /// Returns the moment at which [`look`](Self::look) has something to do.
    #[must_use]
    pub fn next(&self, now: Duration) -> Option<Duration> {
        self.idle_watch.next(now)
    }

    /// Returns how long what is in sight takes to read, on a page that is there to be read.
    fn reading(&self) -> Duration {
        match context(&self.client).activity() {
            Activity::Reads => {}
            Activity::Scans => return TO_SCAN,
            Activity::Waits
            | Activity::Chooses
            | Activity::Seeks
            | Activity::Writes
            | Activity::Hides
            | Activity::Enlarges => {
                return Duration::ZERO;
            }
        }
        let words =
            self.client.layout().visible().flat_map(|(_, line)| &line.spans).map(words).sum::<usize>();
        Duration::from_secs(u64::try_from(words).unwrap_or_default() / WORDS_A_SECOND)
    }
}

fn words(span: &Span) -> usize {
    match span {
        Span::Words(words, _) => words.split_whitespace().count(),
        Span::Sign(..) => 0,
    }
}

/// Says whether an event is the act of a person: a key, a press, a turn of the wheel, a paste.
#[must_use]
pub(crate) fn is_touch(event: &Event) -> bool {
    match event {
        Event::Key(_) | Event::Paste(_) => true,
        Event::Mouse(mouse) => {
            matches!(
                mouse.kind,
                MouseEventKind::Down(_) | MouseEventKind::ScrollUp | MouseEventKind::ScrollDown
            )
        }
        Event::Resize(..) | Event::FocusGained | Event::FocusLost => false,
    }
}
