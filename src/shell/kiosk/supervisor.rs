//! The kiosk's supervisor: it owns the terminal, the signals and the clock, starts a process for each visitor, and ends it.
//!
//! It never sees an answer: it reads no input and is told only that somebody is there. The end of a process is what
//! clears its memory; the supervisor clears the screen. It waits for nothing but its own clock.

use super::child_context::idle_watch;
use super::child_events;
use super::config::KioskConfig;
use super::counts::Counts;
use super::journal::Journal;
use super::process::Attendant;
use super::sandbox;
use super::watchdog::Watchdog;
use crate::app::kiosk::visitor::ChildEvent;
use crate::engine::backoff::Backoff;
use crate::engine::idle_watch::{IdleWatch, Watch};
use crate::shell::cli::kiosk::{KioskArgs, Part};
use crate::shell::terminal::guard::Terminal;
use crate::shell::terminal::signals::{self, Signal};
use crate::shell::terminal::stage::{self, guarded, unusable};
use crate::shell::terminal::watch::{self, News};
use crate::shell::world::clock::{self, Alarm};
use crate::shell::world::environment::Environment;
use crate::shell::world::error::Failure;
use std::io::{self, IsTerminal};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

/// How soon a process is started again that could not be started.
const SOON: Duration = Duration::from_millis(200);

/// What the supervisor hears.
#[derive(Clone, Copy)]
enum Heard {
    Signal(Signal),
    /// A deadline is reached.
    Alarm,
    /// The process of this number reports something; `None` at its end.
    Report(u64, Option<ChildEvent>),
    /// Something was typed that nobody has read yet, or the terminal is gone.
    Terminal(News),
}

impl From<News> for Heard {
    fn from(news: News) -> Self {
        Self::Terminal(news)
    }
}

/// Runs the kiosk until staff or the system end it.
///
/// # Errors
/// If there is no terminal, it cannot be used or is lost; every problem of settings and content; or the signal that
/// ended it.
pub fn run(args: &KioskArgs) -> Result<(), Failure> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(Failure::failed(
            "The kiosk needs a terminal for its input and its output, and there is none here.",
            "Run stillpoint kiosk in a terminal, or set it up as docs/kiosk.md says.",
        ));
    }
    let environment = Environment::read();
    stage::places_text(&environment, "Use another terminal.")?;
    let config = KioskConfig::read(args, &environment)?;
    let journal = Journal::open();
    let locked = sandbox::keep_memory().map_err(|error| unusable(&error))?;
    journal.begins(config.site.kiosk.pin_hash.is_some(), locked);
    guarded(|| Supervisor::start(args, environment, config, journal)?.run())
}

/// Everything that lives as long as the kiosk.
struct Supervisor {
    args: KioskArgs,
    environment: Environment,
    config: KioskConfig,
    journal: Journal,
    attendant: Option<Attendant>,
    /// How many processes were started.
    number: u64,
    /// Whether the visitor has begun.
    begun: bool,
    idle_watch: IdleWatch,
    backoff: Backoff,
    /// When the next process may be started, if that has to wait.
    again: Option<Duration>,
    next: Part,
    watchdog: Watchdog,
    counts: Counts,
    alarm: Alarm,
    heard: Receiver<Heard>,
    sender: Sender<Heard>,
    /// Last, so that it is dropped last: it gives the terminal back.
    terminal: Terminal,
}

/// Why a process is ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    InOrder,
    Idle,
    Fault,
}

impl Supervisor {
    fn start(
        args: &KioskArgs,
        environment: Environment,
        config: KioskConfig,
        journal: Journal,
    ) -> Result<Self, Failure> {
        let (sender, heard) = channel();
        let (signals, rings, losses) = (sender.clone(), sender.clone(), sender.clone());
        signals::spawn_public(move |signal| signals.send(Heard::Signal(signal)).is_ok())
            .map_err(|error| unusable(&error))?;
        let terminal = Terminal::enter_public().map_err(|error| Failure::failed(error.to_string(), ""))?;
        let alarm =
            Alarm::spawn(move || rings.send(Heard::Alarm).is_ok()).map_err(|error| unusable(&error))?;
        watch::spawn(move |news| losses.send(news.into()).is_ok()).map_err(|error| unusable(&error))?;
        let watchdog = Watchdog::new(&environment, clock::now().up);
        watchdog.ready();
        let counts = Counts::new(config.site.kiosk.counters_file.clone(), clock::now().up);
        Ok(Self {
            args: args.clone(),
            environment,
            idle_watch: idle_watch(&config.site),
            config,
            journal,
            attendant: None,
            number: 0,
            begun: false,
            backoff: Backoff::default(),
            again: None,
            next: Part::Visitor,
            watchdog,
            counts,
            alarm,
            heard,
            sender,
            terminal,
        })
    }

    fn run(mut self) -> Result<(), Failure> {
        let ended = self.go_on();
        if let Some(attendant) = self.attendant.take() {
            attendant.end();
        }
        // What the last visitor had on the screen must not be there for whoever comes.
        let _ = self.terminal.wipe();
        self.watchdog.stopping();
        self.journal.ends();
        ended
    }

    fn go_on(&mut self) -> Result<(), Failure> {
        loop {
            let now = clock::now().up;
            self.attend(now)?;
            self.watchdog.feed(now);
            self.alarm.set(self.deadline()).map_err(|error| unusable(&error))?;
            let all = stage::heard(&self.heard);
            if all.is_empty() {
                return Err(closed());
            }
            for heard in all {
                if let Some(how) = self.hear(heard) {
                    return how;
                }
            }
            self.look(clock::now().up)?;
        }
    }

    /// Returns the earliest of all deadlines.
    fn deadline(&self) -> Option<Duration> {
        let idle_watch = self.attendant.as_ref().and_then(|_| self.idle_watch.clears());
        [idle_watch, self.again, self.watchdog.next(), self.counts.next()].into_iter().flatten().min()
    }

    /// Starts a process if there is none and one may be started.
    fn attend(&mut self, now: Duration) -> Result<(), Failure> {
        if self.attendant.is_some() || self.again.is_some_and(|again| now < again) {
            return Ok(());
        }
        self.begun = false;
        if self.again.take().is_some() {
            // What was typed while it was out of order was meant for nobody.
            self.terminal.wipe().map_err(|error| Failure::failed(error.to_string(), ""))?;
        }
        self.number += 1;
        let (number, sender, part) = (self.number, self.sender.clone(), self.next);
        let hear = move |report| sender.send(Heard::Report(number, report)).is_ok();
        self.idle_watch = idle_watch(&self.config.site);
        if part == Part::Staff {
            self.idle_watch.touched(now, Duration::ZERO);
        }
        self.next = Part::Visitor;
        let totals = if part == Part::Staff { self.counts.told(self.config.words()) } else { Vec::new() };
        let handed = self.config.handed(totals);
        match Attendant::start(part, &self.args, handed, now, hear) {
            Ok(attendant) => self.attendant = Some(attendant),
            Err(error) => {
                let wait = self.backoff.ended(false, Duration::ZERO);
                self.again = Some(now.saturating_add(SOON));
                self.journal.says(&format!("A process could not be started: {error}."));
                self.wait_for(wait, now)?;
            }
        }
        Ok(())
    }

    fn hear(&mut self, heard: Heard) -> Option<Result<(), Failure>> {
        match heard {
            Heard::Signal(Signal::Terminate(number)) => Some(Err(Failure::signalled(number))),
            Heard::Signal(Signal::Continued) => {
                let _ = self.terminal.hold();
                None
            }
            Heard::Signal(Signal::Resize) => self.say_again().err().map(Err),
            Heard::Signal(Signal::Suspend) => None,
            Heard::Alarm => {
                self.alarm.went_off();
                None
            }
            // A process that waits for a first touch and is stopped or stuck would never report one.
            Heard::Terminal(News::Typed) => {
                if self.idle_watch.clears().is_none() {
                    self.idle_watch.touched(clock::now().up, Duration::ZERO);
                }
                None
            }
            Heard::Terminal(News::Lost) => Some(Err(closed())),
            Heard::Report(number, report) if number == self.number && self.believes(report) => {
                self.told(report)
            }
            Heard::Report(..) => None,
        }
    }

    /// Says whether whoever reports may say so.
    fn believes(&self, report: Option<ChildEvent>) -> bool {
        let part = self.attendant.as_ref().map(|attendant| attendant.part);
        report.is_none_or(|report| part.is_some_and(|part| child_events::is_believed(report, part)))
    }

    fn told(&mut self, report: Option<ChildEvent>) -> Option<Result<(), Failure>> {
        let now = clock::now().up;
        match report {
            Some(ChildEvent::Touched(reading)) => {
                self.idle_watch.touched(now, reading);
                None
            }
            // The supervisor sees for itself whether the terminal is gone; whatever else keeps a session from reading
            // is a fault of that session.
            Some(ChildEvent::Lost) => self.end(Ending::Fault).err().map(Err),
            Some(ChildEvent::Staff) => {
                self.next = Part::Staff;
                self.end(Ending::InOrder).err().map(Err)
            }
            Some(ChildEvent::Done) => self.end(Ending::InOrder).err().map(Err),
            Some(ChildEvent::Idle) => {
                self.counts.count(ChildEvent::Idle);
                self.end(Ending::Idle).err().map(Err)
            }
            Some(ChildEvent::Leave) => Some(Ok(())),
            Some(ChildEvent::Reload) => {
                self.reload();
                None
            }
            Some(report @ (ChildEvent::Begun | ChildEvent::Finished | ChildEvent::TookAlong)) => {
                self.begun |= report == ChildEvent::Begun;
                self.counts.count(report);
                None
            }
            None => self.end(Ending::Fault).err().map(Err),
        }
    }

    /// Reads settings and content again; with a fault, the old ones stay.
    fn reload(&mut self) {
        match KioskConfig::read(&self.args, &self.environment) {
            Ok(config) => {
                self.counts.write_to(config.site.kiosk.counters_file.clone());
                self.config = config;
            }
            Err(failure) => self.journal.says(&format!("The settings were not read again. {failure}")),
        }
    }

    /// Ends a session that nobody has touched for too long.
    fn look(&mut self, now: Duration) -> Result<(), Failure> {
        self.counts.look(now, &self.journal);
        if self.attendant.is_none() || self.idle_watch.at(now) != Watch::Over {
            return Ok(());
        }
        // It has not ended by itself: it is stopped, stuck, or slow.
        if self.begun {
            self.counts.count(ChildEvent::Idle);
        }
        self.end(Ending::Idle)
    }

    /// Ends the process that runs, and clears the screen.
    fn end(&mut self, ending: Ending) -> Result<(), Failure> {
        let Some(attendant) = self.attendant.take() else { return Ok(()) };
        let now = clock::now().up;
        let lived = now.saturating_sub(attendant.began);
        let status = attendant.end();
        self.terminal.wipe().map_err(|error| Failure::failed(error.to_string(), ""))?;
        if ending == Ending::Fault {
            self.journal.fault(status);
        }
        let wait = self.backoff.ended(ending != Ending::Fault, lived);
        self.wait_for(wait, now)
    }

    /// Waits before the next process is started, and says so on the screen.
    fn wait_for(&mut self, wait: Option<Duration>, now: Duration) -> Result<(), Failure> {
        if let Some(wait) = wait {
            self.again = Some(now.saturating_add(wait));
        }
        self.say_again()
    }

    /// Says that the screen is out of order, if it is: anew in a window of another size.
    fn say_again(&self) -> Result<(), Failure> {
        match self.again {
            Some(_) => {
                self.config.out_of_order(&self.args, &self.environment).map_err(|error| unusable(&error))
            }
            None => Ok(()),
        }
    }
}

/// Says that the terminal is gone.
fn closed() -> Failure {
    Failure::failed("The terminal was closed.", "Nothing of any visitor is kept.")
}
