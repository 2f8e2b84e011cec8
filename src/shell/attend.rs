//! One process of the kiosk: a visitor's session, or what staff see. The supervisor starts it and outlives it.
//!
//! It uses the terminal that the supervisor has taken over, and gives nothing back: the end of the process is what
//! clears its memory, and the supervisor clears the screen. It writes no file. Standard error is its line to the
//! supervisor: what it starts with comes from there, and reports go there.

use super::cli_kiosk::{KioskArgs, Part};
use super::clock::{self, Alarm};
use super::confine;
use super::environment::Environment;
use super::error::Failure;
use super::handover::Handover;
use super::input::Input;
use super::looks;
use super::reports;
use super::signals::Signal;
use super::stage::{self, Stage, lost, unusable};
use crate::app::layout::Layout;
use crate::app::message::{Command, Effect, Message};
use crate::app::model::Model;
use crate::app::visitor::{Outcome, Report, Visitor};
use crate::domain::site::Site;
use crate::engine::vigil::Vigil;
use crate::view::frame::view;
use rustix::process::getppid;
use std::io;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

/// Plays a part in a kiosk.
///
/// # Errors
/// If it was not started by a supervisor, or something keeps it from going on: the supervisor clears then.
pub fn run(part: Part, args: &KioskArgs) -> Result<(), Failure> {
    let line = supervisor().ok_or_else(|| {
        Failure::failed("This is a part of the kiosk and runs in it alone.", "Run: stillpoint kiosk")
    })?;
    let confined = confine::keep_memory().and_then(|_| confine::bound(getppid().ok_or(io::ErrorKind::NotFound)?));
    confined.map_err(|error| unusable(&error))?;
    let handed = Handover::read(&line).map_err(|error| unusable(&error))?;
    let site = handed.site()?;
    std::panic::set_hook(Box::new(|_| {}));
    match part {
        Part::Visitor => Loop::start(handed, &site, args, line)?.run(),
        Part::Staff => Ok(()),
    }
}

/// Returns the line to the supervisor, if there is one.
fn supervisor() -> Option<UnixStream> {
    let line = UnixStream::from(rustix::stdio::stderr().try_clone_to_owned().ok()?);
    // Whatever else standard error may be, it has no address.
    line.local_addr().is_ok().then_some(line)
}

/// What the loop hears.
enum Heard {
    Input(Input),
    Signal(Signal),
    /// A deadline is reached.
    Alarm,
}

impl From<Input> for Heard {
    fn from(input: Input) -> Self {
        Self::Input(input)
    }
}

impl From<Signal> for Heard {
    fn from(signal: Signal) -> Self {
        Self::Signal(signal)
    }
}

/// A visitor's session, and what it hears and says.
struct Loop {
    visitor: Visitor,
    site: Site,
    line: UnixStream,
    alarm: Alarm,
    heard: Receiver<Heard>,
    sender: Sender<Heard>,
    stage: Stage,
}

/// Says that the session is over.
struct Over;

impl Loop {
    fn start(handed: Handover, site: &Site, args: &KioskArgs, line: UnixStream) -> Result<Self, Failure> {
        let environment = Environment::read();
        let theme = looks::theme((args.theme, args.glyphs), site.theme, &environment);
        let (sender, heard) = channel();
        let stage = Stage::lent(theme, sender.clone())?;
        let rings = sender.clone();
        let alarm = Alarm::spawn(move || rings.send(Heard::Alarm).is_ok()).map_err(|error| unusable(&error))?;
        // A supervisor that does not listen holds up nobody.
        line.set_nonblocking(true).map_err(|error| unusable(&error))?;
        let seconds = |seconds: u32| Duration::from_secs(seconds.into());
        let vigil = Vigil::new(seconds(site.kiosk.idle_seconds), seconds(site.kiosk.warning_seconds));
        let model = Model::new(Arc::new(handed.setup(site)?), stage::window());
        let (visitor, site) = (Visitor::new(model, vigil), site.clone());
        let mut running = Self { visitor, site, line, alarm, heard, sender, stage };
        running.afresh().map_err(|error| unusable(&error))?;
        Ok(running)
    }

    fn run(mut self) -> Result<(), Failure> {
        loop {
            self.draw().map_err(|error| unusable(&error))?;
            self.alarm.set(self.visitor.next(clock::now().up)).map_err(|error| unusable(&error))?;
            let all = stage::heard(&self.heard);
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
                reports::say(&mut self.line, Report::Touched(reading));
            }
        }
    }

    fn draw(&mut self) -> io::Result<()> {
        let layout = Layout::of(&self.visitor.client);
        self.stage.draw(self.visitor.client.size, layout.area, |theme, frame| view(&layout, theme, frame))
    }

    fn hear(&mut self, heard: Heard) -> Result<Outcome, Failure> {
        let now = clock::now().up;
        Ok(match heard {
            Heard::Input(Input::Event(event)) => self.visitor.hear(&event, now),
            Heard::Input(Input::Lost) => {
                reports::say(&mut self.line, Report::Lost);
                return Err(lost());
            }
            Heard::Signal(Signal::Terminate(number)) => return Err(Failure::signalled(number)),
            Heard::Signal(Signal::Resize) => self.visitor.take(Message::Resized(stage::window())),
            Heard::Signal(Signal::Continued) => self.visitor.take(Message::Command(Command::Redraw)),
            Heard::Signal(Signal::Suspend) => Outcome::default(),
            Heard::Alarm => {
                self.alarm.went_off();
                self.visitor.look(now)
            }
        })
    }

    /// Reports and carries out what follows. Of many touches that were heard together, the last is reported.
    fn follow(&mut self, outcome: Outcome, touched: &mut Option<Duration>) -> Result<(), Over> {
        for report in outcome.reports {
            match report {
                Report::Touched(reading) => *touched = Some(reading),
                other => reports::say(&mut self.line, other),
            }
        }
        for effect in outcome.effects {
            match effect {
                Effect::Quit => return Err(Over),
                Effect::Redraw => self.afresh().map_err(|_| Over)?,
                // What leaves a file behind, or the program, is not to be had here.
                Effect::Preview(_) | Effect::Save { .. } | Effect::Record { .. } | Effect::Suspend => {}
            }
        }
        Ok(())
    }

    fn afresh(&mut self) -> io::Result<()> {
        let area = Layout::of(&self.visitor.client).area;
        self.stage.afresh(self.visitor.client.size, area)
    }
}
