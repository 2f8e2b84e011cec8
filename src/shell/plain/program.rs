//! A session in plain mode: it makes lines of keys, gives their meaning to the session, and collects what is said.
//!
//! It is the same session as on the full screen, with the same state and the same update. It must not know a terminal.

use super::abilities::{Abilities, Typing};
use super::line::{LineKey, TypedLine};
use crate::app::plain::narrator::{Narrator, confirmation, is_behind, prompt};
use crate::app::plain::typed::{Understood, choices, understand};
use crate::app::screens::overlay::leave::what_stays;
use crate::app::screens::registry::context_of_keys;
use crate::app::state::app::AppState;
use crate::app::state::context::Activity;
use crate::app::state::message::{Command, Message};
use crate::app::state::model::Seat;
use crate::app::update::input::message_of;
use crate::domain::language::wording::{PlainWords, fill};
use crate::domain::site::PlainMode;
use crate::shell::session::event_loop::SessionProgram;
use crate::shell::terminal::event::Event;
use crate::shell::terminal::program::{Flow, Program, is_hide};
use crossterm::event::{Event as Act, KeyCode, KeyEvent};
use std::collections::VecDeque;
use std::time::Duration;

/// A session in plain mode.
pub(super) struct PlainProgram {
    session: SessionProgram,
    narrator: Narrator,
    abilities: Abilities,
    style: PlainMode,
    line: TypedLine,
    /// Lines that wait until something that they may be about is done.
    waiting: VecDeque<String>,
    /// What is said and not shown yet, paragraph by paragraph.
    said: Vec<String>,
    /// The words before what is typed next, if they have to be said.
    prompt: Option<String>,
    /// Whether something is said that no typed line brought, so that it begins a line of its own.
    interrupts: bool,
    /// Whether it is asked, at the end, whether the window is cleared.
    is_parting: bool,
    /// Whether the window has to be cleared at the end.
    clears_at_end: bool,
}

impl PlainProgram {
    /// Begins: says what a newcomer has to know, and the first page.
    pub(super) fn new(session: SessionProgram, abilities: Abilities, style: PlainMode) -> Self {
        let mut program = Self {
            session,
            narrator: Narrator::default(),
            abilities,
            style,
            line: TypedLine::default(),
            waiting: VecDeque::new(),
            said: Vec::new(),
            prompt: None,
            interrupts: false,
            is_parting: false,
            clears_at_end: false,
        };
        let words = program.words();
        let stays = if abilities.is_typed { &words.stays } else { &words.stays_written };
        let greeting = if style == PlainMode::Keys { &words.greeting_keys } else { &words.greeting };
        program.said = vec![greeting.clone(), stays.clone()];
        program.tell();
        program.ask();
        program
    }

    fn app(&self) -> &AppState {
        self.session.app()
    }

    fn words(&self) -> &PlainWords {
        &self.app().client.wording().plain
    }

    /// Returns what is said and not shown yet, and the words before what is typed.
    pub(super) fn said(&self) -> (&[String], Option<&str>) {
        (&self.said, self.prompt.as_deref())
    }

    /// Says whether what is said comes while a line is typed.
    pub(super) fn interrupts(&self) -> bool {
        self.interrupts
    }

    /// Says whether the window has to be cleared at the end.
    pub(super) fn clears_at_end(&self) -> bool {
        self.clears_at_end && self.abilities.clears
    }

    /// Returns how the terminal hands over what is typed now.
    pub(super) fn typing(&self) -> Typing {
        let activity = context_of_keys(self.app()).activity();
        match activity {
            Activity::Writes | Activity::Seeks => Typing::Lines,
            _ if self.style == PlainMode::Keys => Typing::Keys,
            _ if self.app().client.seat == Seat::Private => Typing::Unseen,
            _ => Typing::Lines,
        }
    }

    /// Ends the session: saves what has to be saved.
    pub(super) fn into_session(self) -> SessionProgram {
        self.session
    }

    /// Adds what is new to what is said.
    fn tell(&mut self) -> bool {
        let mut said = self.narrator.tell(self.session.app());
        let is_new = !said.is_empty();
        // A confirmation that stands on the page as well is said once.
        let is_page = said.first().is_some_and(|line| line.starts_with('\n'));
        said.retain(|line| is_page || self.said.last() != Some(line));
        self.said.extend(said);
        is_new
    }

    /// Makes the words before what is typed next.
    fn ask(&mut self) {
        let words = if self.is_parting { String::new() } else { prompt(self.app()) };
        self.prompt = Some(words);
    }

    fn key(&mut self, key: KeyEvent) -> Flow {
        match self.line.typed(key) {
            LineKey::Character(c) if self.acts_at_once(c) => {
                self.waiting.push_back(c.to_string());
                self.take_lines()
            }
            LineKey::Character(c) => {
                self.line.push(c);
                Flow::Continue
            }
            LineKey::End => self.end_line(),
            LineKey::Nothing => Flow::Continue,
            LineKey::Key => self.other_key(key),
        }
    }

    /// Says whether a character is an answer without Enter. A digit that may be the first of a longer number is not.
    fn acts_at_once(&self, c: char) -> bool {
        let is_number = !self.line.is_empty() || (c.is_ascii_digit() && choices(self.app()) > 9);
        self.typing() == Typing::Keys && !self.is_parting && !is_number
    }

    fn end_line(&mut self) -> Flow {
        let (line, is_cut) = self.line.take();
        if is_cut {
            self.said.push(self.words().too_long.clone());
        }
        self.waiting.push_back(line);
        self.take_lines()
    }

    /// Takes the lines that wait, until one has to wait for something that is being done.
    fn take_lines(&mut self) -> Flow {
        let mut flow = Flow::Continue;
        while !self.session.is_busy() && !matches!(flow, Flow::End(_) | Flow::Suspend) {
            let Some(line) = self.waiting.pop_front() else { break };
            flow = flow.and(self.take_line(&line));
        }
        flow
    }

    fn take_line(&mut self, line: &str) -> Flow {
        if self.is_parting {
            let keeps = line.trim().to_lowercase() == self.words().keep;
            self.clears_at_end = !keeps;
            return Flow::End(Ok(()));
        }
        let words = self.words();
        let said = match understand(self.app(), line) {
            Understood::Messages(messages) => return self.carry_out(messages),
            Understood::Nothing => return Flow::Continue,
            Understood::Several(choices) => {
                let names = self.app().client.wording().about.list(&choices);
                fill(&words.several, &[("choices", &names)])
            }
            Understood::Unknown if line.trim().is_empty() => words.nothing_typed.clone(),
            Understood::Unknown => words.unknown.clone(),
        };
        self.said.push(said);
        self.ask();
        Flow::Continue
    }

    /// A key that is no character means what it means on the full screen.
    fn other_key(&mut self, key: KeyEvent) -> Flow {
        let event = Act::Key(key);
        if self.is_parting && is_hide(&Event::Input(event.clone())) {
            self.clears_at_end = true;
            return Flow::End(Ok(()));
        }
        if key.code == KeyCode::Esc && self.typing() != Typing::Keys {
            return Flow::Continue;
        }
        match message_of(self.app(), &event) {
            // What is typed and not sent yet is forgotten, as the terminal forgets it.
            Some(message @ Message::Command(_)) => {
                self.interrupts = true;
                self.line.clear();
                self.carry_out(vec![message])
            }
            _ => Flow::Continue,
        }
    }

    /// Carries messages out, and says what they changed.
    fn carry_out(&mut self, messages: Vec<Message>) -> Flow {
        let (mut flow, mut is_told) = (Flow::Continue, false);
        for message in messages {
            let before = self.app().clone();
            let command = match &message {
                Message::Command(command) => Some(*command),
                _ => None,
            };
            // What comes from a pipe has nobody who could continue the program.
            if command == Some(Command::Suspend) && !self.abilities.is_typed {
                continue;
            }
            flow = flow.and(match self.session.handle_message(message) {
                // What is said again is added, and nothing is cleared for it.
                Flow::Redraw => Flow::Continue,
                other => other,
            });
            let confirmed = command.and_then(|command| confirmation(&before, self.app(), command));
            is_told |= confirmed.is_some();
            self.said.extend(confirmed);
            if command == Some(Command::Redraw) {
                self.narrator.forget();
            }
            if is_behind(&before, self.app()) {
                is_told = true;
                flow = self.cover().and(flow);
            }
        }
        self.after(flow, is_told)
    }

    /// Forgets what was said, and has the window cleared if that can be done.
    fn cover(&mut self) -> Flow {
        self.narrator.forget();
        // What is written into a file or a pipe cannot be taken back, and is whole.
        if self.abilities.is_typed {
            self.said.clear();
        }
        if self.abilities.is_typed && !self.abilities.clears {
            self.said.push(self.words().not_cleared.clone());
        }
        Flow::Redraw
    }

    /// Says what is new, and asks for the next line, or whether to clear the window if this is the end.
    fn after(&mut self, flow: Flow, is_told: bool) -> Flow {
        match flow {
            Flow::End(Ok(())) if self.app().client.hidden => {
                self.clears_at_end = true;
                Flow::End(Ok(()))
            }
            Flow::End(Ok(())) if self.abilities.clears => {
                self.is_parting = true;
                self.said.push(self.words().at_end.clone());
                self.ask();
                Flow::Continue
            }
            Flow::End(how) => Flow::End(how),
            flow => {
                let is_new = self.tell() || is_told;
                let activity = context_of_keys(self.app()).activity();
                if !is_new
                    && !self.session.is_busy()
                    && !matches!(activity, Activity::Writes | Activity::Hides)
                {
                    self.said.push(self.words().idle.clone());
                }
                self.ask();
                flow
            }
        }
    }

    /// Handles what was not typed. It is said if something new is in sight.
    fn other(&mut self, event: Event) -> Flow {
        let before = self.app().clone();
        self.interrupts = true;
        let flow = self.session.handle(event);
        let flow = if is_behind(&before, self.app()) { self.cover().and(flow) } else { flow };
        let flow = flow.and(self.take_lines());
        if !matches!(flow, Flow::End(_)) && !self.is_parting && self.tell() {
            self.ask();
        }
        flow
    }

    /// Takes what was typed before the input ended, and ends.
    fn end_of_input(&mut self) -> Flow {
        if !self.line.is_empty() {
            self.waiting.push_back(self.line.take().0);
        }
        let mut flow = self.take_lines();
        while !matches!(flow, Flow::End(_)) && self.session.wait() {
            flow = flow.and(self.other(Event::Woken));
        }
        if !matches!(flow, Flow::End(_)) && !self.is_parting {
            self.said.extend([self.words().no_more_input.clone(), what_stays(&self.app().client)]);
        }
        self.prompt = None;
        match flow {
            Flow::End(how) => Flow::End(how),
            _ => Flow::End(Ok(())),
        }
    }
}

impl Program for PlainProgram {
    fn handle(&mut self, event: Event) -> Flow {
        match event {
            Event::Input(Act::Key(key)) => self.key(key),
            Event::Input(Act::Paste(text)) => {
                let keys = text.chars().map(|c| if c == '\n' { KeyCode::Enter } else { KeyCode::Char(c) });
                keys.fold(Flow::Continue, |flow, code| flow.and(self.key(KeyEvent::from(code))))
            }
            Event::Lost => self.end_of_input(),
            // Lines are broken to the window as they are shown; the state knows no window.
            Event::Resize(_) => Flow::Continue,
            other => self.other(other),
        }
    }

    fn deadline(&self) -> Option<Duration> {
        self.session.deadline()
    }

    fn settle(&mut self) {
        self.session.settle();
    }

    fn shown(&mut self) {
        self.said.clear();
        self.prompt = None;
        self.interrupts = false;
    }

    fn stopping(&mut self) {
        self.session.stopping();
    }
}
