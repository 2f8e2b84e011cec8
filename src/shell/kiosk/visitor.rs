//! A visitor's session in a process of its own: waits, hears, updates, reports, draws once.
//!
//! It decides nothing about the checklist. It leaves no file behind, and the program only by ending.

use super::child_context::{Heard, Place, idle_watch};
use super::handover::Handover;
use super::printer;
use crate::app::kiosk::visitor::{ChildEvent, Outcome, Visitor};
use crate::app::layout::single::{Layout, code_room};
use crate::app::state::message::{Command, Effect, Message, Printing, PrivateText};
use crate::app::state::model::Model;
use crate::app::state::qr_form::Form;
use crate::domain::answers::handout::{Handout, fit};
use crate::domain::site::Site;
use crate::files::export::handout;
use crate::shell::cli::kiosk::KioskArgs;
use crate::shell::terminal::input::Input;
use crate::shell::terminal::signals::Signal;
use crate::shell::terminal::stage::{self, lost, unusable};
use crate::shell::terminal::theme_choice;
use crate::shell::world::clock;
use crate::shell::world::environment::Environment;
use crate::shell::world::error::Failure;
use crate::view::frame::view;
use std::io;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// The most codes that one text is put into: nobody scans more.
const MOST_CODES: usize = 3;

/// Runs a visitor's session to its end.
///
/// # Errors
/// Whatever keeps it from going on.
pub(super) fn run(
    place: Place,
    handed: Handover,
    site: Site,
    args: &KioskArgs,
    environment: &Environment,
) -> Result<(), Failure> {
    let form = theme_choice::form(theme_choice::glyphs(args.glyphs, environment));
    let model = Model::new(Arc::new(handed.setup(&site, form)?), stage::window());
    let visitor = Visitor::new(model, idle_watch(&site));
    let mut running = Part { visitor, site, form, place, ending: None };
    running.afresh().map_err(|error| unusable(&error))?;
    running.go_on()
}

struct Part {
    visitor: Visitor,
    site: Site,
    form: Form,
    place: Place,
    /// What is reported once the printer has what it was given.
    ending: Option<ChildEvent>,
}

/// Says that the session is over.
struct Over;

impl Part {
    fn go_on(mut self) -> Result<(), Failure> {
        loop {
            self.draw().map_err(|error| unusable(&error))?;
            let next = self.visitor.next(clock::now().up);
            self.place.alarm.set(next).map_err(|error| unusable(&error))?;
            let all = stage::heard(&self.place.heard);
            if all.is_empty() {
                return Err(lost());
            }
            let mut touched = None;
            for heard in all {
                let outcome = self.hear(heard)?;
                if self.follow(outcome, &mut touched).is_err() {
                    return Ok(());
                }
            }
            if let Some(reading) = touched {
                self.place.report(ChildEvent::Touched(reading));
            }
        }
    }

    fn draw(&mut self) -> io::Result<()> {
        let layout = Layout::of(&self.visitor.client);
        let window = self.visitor.client.size;
        self.place.stage.draw(window, layout.area, |theme, frame| view(&layout, theme, frame))
    }

    fn hear(&mut self, heard: Heard) -> Result<Outcome, Failure> {
        let now = clock::now().up;
        Ok(match heard {
            // Whoever has ended the session is gone, and only the printer is waited for.
            Heard::Input(Input::Event(_)) if self.ending.is_some() => Outcome::default(),
            Heard::Input(Input::Event(event)) => self.visitor.hear(&event, now),
            Heard::Input(Input::Lost) => return Err(self.place.lost()),
            Heard::Signal(Signal::Terminate(number)) => return Err(Failure::signalled(number)),
            Heard::Signal(Signal::Resize) => self.visitor.take(Message::Resized(stage::window())),
            Heard::Signal(Signal::Continued) => self.visitor.take(Message::Command(Command::Redraw)),
            Heard::Signal(Signal::Suspend) => Outcome::default(),
            Heard::Alarm => {
                self.place.alarm.went_off();
                self.visitor.look(now)
            }
            Heard::Printed(well) => {
                let printing = if well { Printing::Done } else { Printing::Failed };
                self.visitor.take(Message::Printed(printing))
            }
        })
    }

    /// Reports and carries out what follows. Of many touches that were heard together, the last is reported.
    fn follow(&mut self, outcome: Outcome, touched: &mut Option<Duration>) -> Result<(), Over> {
        let ends = outcome.effects.contains(&Effect::Quit);
        for report in outcome.reports {
            match report {
                ChildEvent::Touched(reading) => *touched = Some(reading),
                ChildEvent::Done if self.is_printing() => self.ending = Some(report),
                other => self.place.report(other),
            }
        }
        if ends && self.ending.is_none() {
            return Err(Over);
        }
        for effect in outcome.effects {
            self.perform(&effect, touched)?;
        }
        match self.ending {
            Some(report) if !self.is_printing() => {
                self.place.report(report);
                Err(Over)
            }
            _ => Ok(()),
        }
    }

    fn is_printing(&self) -> bool {
        self.visitor.client.copy.printing == Some(Printing::Now)
    }

    fn perform(&mut self, effect: &Effect, touched: &mut Option<Duration>) -> Result<(), Over> {
        match effect {
            Effect::Redraw => self.afresh().map_err(|_| Over),
            Effect::Preview(_) => self.take(Message::Previewed(PrivateText(self.text())), touched),
            Effect::Code => self.take(Message::Coded(self.coded()), touched),
            Effect::Print => {
                self.print();
                Ok(())
            }
            // The visitor is gone; the printer is not.
            Effect::Quit => {
                self.visitor.client.hidden = true;
                Ok(())
            }
            // What leaves a file behind, or the program, is not to be had here.
            Effect::Save { .. } | Effect::Record { .. } | Effect::Suspend => Ok(()),
        }
    }

    fn take(&mut self, message: Message, touched: &mut Option<Duration>) -> Result<(), Over> {
        let outcome = self.visitor.take(message);
        self.follow(outcome, touched)
    }

    /// Returns what goes along as a text that has all the room it wants.
    fn text(&self) -> String {
        let client = &self.visitor.client;
        let pieces = handout::pieces(client.wording(), &client.client_copy(), &client.copy.handout);
        fit(&pieces, |_| true).text
    }

    /// Returns what goes along in codes that fit the window.
    fn coded(&self) -> Handout {
        let client = &self.visitor.client;
        let (columns, rows) = code_room(client.size);
        let modules = self.form.room(columns, rows);
        handout::render(client.wording(), &client.client_copy(), &client.copy.handout, modules, MOST_CODES)
    }

    /// Hands what goes along to the printer, in a thread: the session goes on meanwhile.
    fn print(&mut self) {
        let (command, text, sender) =
            (self.site.kiosk.print_command.clone(), self.text(), self.place.sender.clone());
        let printed = sender.clone();
        let started = thread::Builder::new().name("printer".into()).spawn(move || {
            let printed = printer::print(&command, &text, printer::LIMIT);
            drop(sender.send(Heard::Printed(printed.is_ok())));
        });
        if started.is_err() {
            drop(printed.send(Heard::Printed(false)));
        }
    }

    fn afresh(&mut self) -> io::Result<()> {
        let area = Layout::of(&self.visitor.client).area;
        self.place.stage.afresh(self.visitor.client.size, area)
    }
}
