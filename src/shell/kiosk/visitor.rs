//! A visitor's session in a process of its own: it passes events to the update, carries out effects, and reports to the
//! supervisor.
//!
//! The loop itself is [`program::run`]. This module must not decide anything about the checklist, know a terminal, or
//! leave a file behind.

use super::child_context::{ChildContext, Reporter, idle_watch_of};
use super::handover::Handover;
use super::made_codes::MadeCodes;
use super::printer;
use crate::app::keys::bindings::resolve;
use crate::app::kiosk::visitor::{ChildEvent, Outcome, Visitor};
use crate::app::state::context::Context;
use crate::app::state::message::{Command, Effect, Message, Printing, PrivateText};
use crate::app::state::model::Model;
use crate::app::state::screen::Screen;
use crate::domain::answers::handout::{Handout, HandoutPiece, fit};
use crate::domain::site::Site;
use crate::files::export::{handout, printed};
use crate::shell::cli::kiosk::KioskArgs;
use crate::shell::terminal::event::Event;
use crate::shell::terminal::mailbox::Mailbox;
use crate::shell::terminal::program::{self, Draw, Flow, Program};
use crate::shell::terminal::stage::{self, Stage};
use crate::shell::terminal::theme_choice;
use crate::shell::world::clock;
use crate::shell::world::environment::Environment;
use crate::shell::world::error::Failure;
use crate::shell::world::midnight;
use crate::view::frame::view;
use crossterm::event::{Event as Act, KeyCode};
use std::io;
use std::process::Child;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// The most codes for one text, because nobody scans more.
const MOST_CODES: usize = 6;

/// Runs a visitor's session to its end.
///
/// # Errors
/// Whatever keeps it from going on.
pub(super) fn run(
    place: ChildContext,
    handed: Handover,
    site: Site,
    args: &KioskArgs,
    environment: &Environment,
) -> Result<(), Failure> {
    let form = theme_choice::form(theme_choice::glyphs(args.theme.glyphs, environment));
    let model = Model::new(Arc::new(handed.setup(&site, form)?), stage::window());
    let visitor = Visitor::new(model, idle_watch_of(&site));
    let ChildContext { reporter, mut source, mut stage } = place;
    let printed = Mailbox::new(source.waker());
    let mut session = VisitorSession { visitor, site, codes: MadeCodes::default(), reporter, printed };
    program::run(&mut session, &mut stage, &mut source)
}

/// A visitor's session and the means to carry out its effects. It knows no terminal.
struct VisitorSession {
    visitor: Visitor,
    site: Site,
    codes: MadeCodes,
    reporter: Reporter,
    /// The result of a print job, once it has ended.
    printed: Mailbox<bool>,
}

impl Program for VisitorSession {
    fn handle(&mut self, event: Event) -> Flow {
        let now = clock::up();
        let outcome = match event {
            Event::Input(event) => self.visitor.handle(&event, now),
            Event::Resize(window) => self.visitor.apply(Message::Resized(window)),
            Event::Continued(_) => self.visitor.apply(Message::Command(Command::Redraw)),
            Event::Deadline => self.visitor.look(now),
            Event::Woken => match self.printed.take() {
                Some(true) => self.visitor.apply(Message::Printed(Printing::Done)),
                Some(false) => self.visitor.apply(Message::Printed(Printing::Failed)),
                None => return Flow::Continue,
            },
            Event::Lost => {
                self.reporter.report(ChildEvent::Lost);
                return Flow::Continue;
            }
            Event::Suspend | Event::Typed | Event::Line | Event::Terminate(_) => return Flow::Continue,
        };
        self.follow(outcome)
    }

    fn deadline(&self) -> Option<Duration> {
        self.visitor.next(clock::up())
    }

    fn settle(&mut self) {
        if let Some(report) = self.visitor.settle() {
            self.reporter.report(report);
        }
    }

    fn hides(&self, event: &Event) -> bool {
        match event {
            // Of the letters only Ctrl-C does; a burst of them is not looked up one by one.
            Event::Input(Act::Key(key)) if !matches!(key.code, KeyCode::Char(_)) => {
                // What ends a session from where nothing else is to be had ends it from everywhere.
                resolve(Context::Hidden, &self.visitor.client.policy(), key) == Some(Command::Done)
            }
            event => program::is_hide(event),
        }
    }

    fn cover(&mut self) -> bool {
        let client = &mut self.visitor.client;
        client.screen.what != Screen::Attract && !std::mem::replace(&mut client.hidden, true)
    }

    fn uncover(&mut self) {
        self.visitor.client.hidden = false;
    }
}

impl Draw<VisitorSession> for Stage {
    fn draw(&mut self, session: &VisitorSession) -> io::Result<()> {
        let client = &session.visitor.client;
        let layout = client.layout();
        self.show(client.size, layout.area, |theme, list| view(layout, theme, list))
    }
}

impl VisitorSession {
    /// Sends the events of an update and carries out its effects.
    fn follow(&mut self, outcome: Outcome) -> Flow {
        for event in outcome.events {
            self.reporter.report(event);
        }
        // Whatever is being printed is in other hands, so it holds up no end.
        if outcome.effects.contains(&Effect::Quit) {
            return Flow::End(Ok(()));
        }
        let mut flow = Flow::Continue;
        for effect in outcome.effects {
            flow = flow.and(self.perform(&effect));
            if matches!(flow, Flow::End(_)) {
                return flow;
            }
        }
        flow
    }

    fn perform(&mut self, effect: &Effect) -> Flow {
        match effect {
            Effect::Redraw => Flow::Redraw,
            Effect::Preview(_) => self.apply(Message::Previewed(PrivateText(self.text()))),
            Effect::Day => self.apply(Message::Day(midnight::today())),
            Effect::Code => {
                let coded = self.coded();
                self.apply(Message::Coded(coded))
            }
            Effect::Print => {
                self.print();
                Flow::Continue
            }
            Effect::Quit => Flow::End(Ok(())),
            // A visitor must not save a file or leave the program, so these effects do nothing.
            Effect::Save { .. } | Effect::BeginRecord(_) | Effect::Record { .. } | Effect::Suspend => {
                Flow::Continue
            }
        }
    }

    fn apply(&mut self, message: Message) -> Flow {
        let outcome = self.visitor.apply(message);
        self.follow(outcome)
    }

    /// Returns the whole handout as text.
    fn text(&self) -> String {
        let client = &self.visitor.client;
        let pieces = handout::pieces(client.wording(), &client.client_copy(), &client.copy.handout);
        fit(&pieces, |_, _| true, |_| true).text
    }

    /// Returns the handout as codes that fit the window.
    fn coded(&mut self) -> Handout {
        let client = &self.visitor.client;
        let modules = client.code_modules();
        let pieces = handout::pieces(client.wording(), &client.client_copy(), &client.copy.handout);
        let make = |pieces: &[HandoutPiece], modules| handout::handout(pieces, modules, MOST_CODES);
        self.codes.of(pieces, modules, make)
    }

    /// Prints the handout by a keeper: a process that outlives this one, for whoever prints may leave at once.
    fn print(&mut self) {
        let kiosk = &self.site.kiosk;
        let page = printed::page(&self.text(), kiosk.print_width());
        let keeper = printer::start_keeper(&kiosk.print_command, &page);
        let printed = self.printed.clone();
        let watch = move |mut keeper: Child| printed.put(keeper.wait().is_ok_and(|status| status.success()));
        let watched = keeper
            .and_then(|keeper| thread::Builder::new().name("printer".into()).spawn(move || watch(keeper)));
        if watched.is_err() {
            self.printed.put(false);
        }
    }
}
