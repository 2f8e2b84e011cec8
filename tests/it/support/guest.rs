//! A visitor at a public screen, as a test plays one: keys, touches and time, what is on the screen, and what is reported.
#![allow(dead_code, reason = "a harness offers more than each test uses")]

use super::answering::Answering;
use super::own::own;
use super::player::{Player, TODAY, must_not_show, must_show, named, setup};
use crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::Size;
use std::sync::Arc;
use std::time::Duration;
use stillpoint::app::kiosk::visitor::{ChildEvent, Outcome, Visitor};
use stillpoint::app::layout::single::Layout;
use stillpoint::app::state::message::{Effect, Message, PrivateText};
use stillpoint::app::state::model::{Model, Public, Setup};
use stillpoint::app::state::qr_form::QrForm;
use stillpoint::domain::answers::handout::fit;
use stillpoint::domain::questionnaire::definition::Questionnaire;
use stillpoint::engine::idle_watch::IdleWatch;
use stillpoint::engine::policy::{Policy, SensitiveItems};
use stillpoint::files::export::handout;
use stillpoint::view::theme::Theme;

/// A visitor.
pub(crate) struct Guest {
    pub(crate) visitor: Visitor,
    pub(crate) now: Duration,
    pub(crate) events: Vec<ChildEvent>,
    pub(crate) effects: Vec<Effect>,
    painter: Player,
}

/// What a kiosk with a printer starts its sessions with.
pub(crate) fn public() -> Setup {
    public_on(own())
}

/// The same on another questionnaire.
pub(crate) fn public_on(questionnaire: Questionnaire) -> Setup {
    let desk = Some("Rather on paper? Please ask at the desk.".into());
    let public = Public { desk, idle_seconds: 60, prints: true, form: QrForm::HalfBlocks };
    let policy = Policy::kiosk(SensitiveItems::NotAsked);
    Setup { policy, public: Some(public), clinic: Some("Riverside Clinic".into()), ..setup(questionnaire) }
}

impl Guest {
    /// Waits at a screen of this size.
    pub(crate) fn at(width: u16, height: u16) -> Self {
        Self::with(public(), width, height)
    }

    pub(crate) fn with(setup: Setup, width: u16, height: u16) -> Self {
        let client = Model::new(Arc::new(setup), Size { width, height });
        let idle_watch = IdleWatch::new(Duration::from_secs(60), Duration::from_secs(20));
        let visitor = Visitor::new(client, idle_watch);
        let painter = Player::at(width, height);
        Self { visitor, now: Duration::from_secs(1000), events: Vec::new(), effects: Vec::new(), painter }
    }

    /// Begins, and comes to the first question.
    pub(crate) fn begun(width: u16, height: u16) -> Self {
        let mut guest = Self::at(width, height);
        guest.press("x");
        guest
    }

    /// Presses keys by name, half a second apart. `Answers` stands for those that answer every question that is left,
    /// each in its own way.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            match key {
                "Answers" => self.answer_mixed(),
                _ => self.handle(&Event::Key(named(key))),
            };
        }
        self
    }

    /// Touches a place.
    pub(crate) fn touch(&mut self, column: u16, row: u16) -> &mut Self {
        let kind = MouseEventKind::Down(MouseButton::Left);
        self.handle(&Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }))
    }

    /// Touches the first place where a text stands.
    pub(crate) fn touch_on(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        let found = screen.lines().enumerate().find_map(|(y, line)| {
            line.find(text)
                .map(|x| (u16::try_from(line[..x].chars().count()).unwrap(), u16::try_from(y).unwrap()))
        });
        let (x, y) = found.unwrap_or_else(|| panic!("there is no {text:?} to touch on\n{screen}"));
        self.touch(x, y)
    }

    /// Hears an event half a second after the last one, and does what a kiosk does for it.
    pub(crate) fn handle(&mut self, event: &Event) -> &mut Self {
        self.now += Duration::from_millis(500);
        if let Event::Resize(width, height) = event {
            return self.apply(Message::Resized(Size { width: *width, height: *height }));
        }
        let outcome = self.visitor.handle(event, self.now);
        self.follow(outcome);
        self.events.extend(self.visitor.settle());
        self
    }

    /// Lets time pass in which nobody does anything; the alarm goes off as often as it has to.
    pub(crate) fn wait(&mut self, time: Duration) -> &mut Self {
        let end = self.now + time;
        let mut alarms = 0;
        while let Some(next) = self.visitor.next(self.now).filter(|next| *next <= end) {
            alarms += 1;
            assert!(alarms < 100_000, "the alarm goes off again and again, and nothing comes of it");
            self.now = next;
            let outcome = self.visitor.look(self.now);
            let over = outcome.effects.contains(&Effect::Quit);
            self.follow(outcome);
            if over {
                break;
            }
        }
        self.now = end;
        self
    }

    /// Takes a message.
    pub(crate) fn apply(&mut self, message: Message) -> &mut Self {
        let outcome = self.visitor.apply(message);
        self.follow(outcome)
    }

    fn follow(&mut self, outcome: Outcome) -> &mut Self {
        self.events.extend(outcome.events);
        for effect in outcome.effects {
            let client = &self.visitor.client;
            let answer = match effect {
                Effect::Code => {
                    let modules = client.code_modules();
                    let (copy, along) = (client.client_copy(), &client.copy.handout);
                    Some(Message::Coded(handout::render(client.wording(), &copy, along, modules, 6)))
                }
                Effect::Preview(_) => {
                    let pieces =
                        handout::pieces(client.wording(), &client.client_copy(), &client.copy.handout);
                    Some(Message::Previewed(PrivateText(fit(&pieces, |_, _| true, |_| true).text)))
                }
                Effect::Day => Some(Message::Day(TODAY)),
                _ => None,
            };
            if effect != Effect::Day {
                self.effects.push(effect);
            }
            if let Some(message) = answer {
                self.apply(message);
            }
        }
        self
    }

    /// Looks at the screen in a theme, cell by cell.
    pub(crate) fn painted(&mut self, theme: Theme) -> Buffer {
        self.painter.theme = theme;
        self.painter.model.size = self.visitor.client.size;
        self.painter.drawn(&Layout::of(&self.visitor.client))
    }

    pub(crate) fn layout(&self) -> Layout {
        Layout::of(&self.visitor.client)
    }

    /// Returns what is on the screen, a line a row.
    pub(crate) fn screen(&mut self) -> String {
        self.painter.model.size = self.visitor.client.size;
        self.painter.draw(&Layout::of(&self.visitor.client))
    }

    pub(crate) fn sees(&mut self, text: &str) -> &mut Self {
        must_show(&self.screen(), text);
        self
    }

    pub(crate) fn sees_no(&mut self, text: &str) -> &mut Self {
        must_not_show(&self.screen(), text);
        self
    }
}

impl Answering for Guest {
    fn client(&self) -> &Model {
        &self.visitor.client
    }

    fn strike(&mut self, key: &str) {
        self.press(key);
    }
}
