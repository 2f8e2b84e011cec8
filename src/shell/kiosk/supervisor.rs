//! The kiosk's supervisor: it owns the terminal, the signals and the clock, starts a process for each visitor, and ends
//! it.
//!
//! It must not see an answer: it reads no input, and processes report only that somebody is there. The end of a process
//! clears its memory, and then the supervisor clears the screen. It must not wait for a process, because that may be
//! stopped or stuck.

use super::child_context::idle_watch_of;
use super::child_events;
use super::config::KioskConfig;
use super::counts::Counts;
use super::journal::Journal;
use super::process::ChildProcess;
use super::sandbox;
use super::watchdog::Watchdog;
use crate::app::kiosk::visitor::ChildEvent;
use crate::domain::totals::LastDay;
use crate::engine::backoff::Backoff;
use crate::engine::idle_watch::{IdleWatch, Watch};
use crate::shell::cli::kiosk::{KioskArgs, Part};
use crate::shell::terminal::event::Event;
use crate::shell::terminal::event_source::{EventSource, Wait};
use crate::shell::terminal::faults::unusable;
use crate::shell::terminal::guard::Terminal;
use crate::shell::terminal::input;
use crate::shell::terminal::signals::Watched;
use crate::shell::terminal::stage::{self, guarded};
use crate::shell::world::clock;
use crate::shell::world::environment::Environment;
use crate::shell::world::error::Failure;
use crate::shell::world::own_program;
use std::time::Duration;

/// How soon it tries again if a process could not be started.
const SOON: Duration = Duration::from_millis(200);

/// Runs the kiosk until staff or the system end it.
///
/// # Errors
/// If there is no terminal, it cannot be used or is lost; every problem of settings and content; or the signal that
/// ended it.
pub fn run(args: &KioskArgs) -> Result<(), Failure> {
    let instead = "Run stillpoint kiosk in a terminal, or set it up as docs/kiosk.md says.";
    stage::hears_beside(&[args.settings.settings.as_deref()])?;
    stage::is_on_terminal("The kiosk", instead)?;
    own_program::is_within_reach("The kiosk")?;
    let environment = Environment::read();
    stage::places_text(&environment, "Use another terminal.")?;
    let config = KioskConfig::read(args, &environment)?;
    let journal = Journal::open();
    let locked = sandbox::keep_memory().map_err(unusable)?;
    journal.begins(config.site.kiosk.pin_hash.is_some(), locked);
    guarded(|| Supervisor::start(args, environment, config, journal)?.run())
}

/// Everything that lives as long as the kiosk.
struct Supervisor {
    args: KioskArgs,
    environment: Environment,
    config: KioskConfig,
    journal: Journal,
    child: Option<ChildProcess>,
    /// Whether the visitor has begun.
    begun: bool,
    idle_watch: IdleWatch,
    backoff: Backoff,
    /// When the next process may be started, if that has to wait.
    again: Option<Duration>,
    next: Part,
    watchdog: Watchdog,
    counts: Counts,
    source: EventSource,
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
        let (terminal, source) = take_terminal()?;
        let watchdog = Watchdog::new(&environment, clock::up());
        watchdog.ready();
        let counts = Counts::new(config.site.kiosk.counters_file.clone(), clock::up());
        if let Some(notice) = counts.notice() {
            journal.says(&notice);
        }
        Ok(Self {
            args: args.clone(),
            environment,
            idle_watch: idle_watch_of(&config.site),
            config,
            journal,
            child: None,
            begun: false,
            backoff: Backoff::default(),
            again: None,
            next: Part::Visitor,
            watchdog,
            counts,
            source,
            terminal,
        })
    }

    fn run(mut self) -> Result<(), Failure> {
        let ended = self.go_on();
        if let Some(child) = self.child.take() {
            child.end();
        }
        // The next person at the terminal must not see the screen of the last visitor.
        let _ = self.terminal.wipe();
        self.watchdog.stopping();
        self.journal.ends();
        ended
    }

    fn go_on(&mut self) -> Result<(), Failure> {
        loop {
            let now = clock::up();
            self.ensure_child(now)?;
            self.watchdog.feed(now);
            self.source.set_deadline(self.deadline()).map_err(unusable)?;
            let events = self.source.next(Wait::AsLongAsItTakes, None).map_err(unusable)?;
            for event in events {
                if let Some(how) = self.handle(&event) {
                    return how;
                }
            }
            self.look(clock::up())?;
        }
    }

    /// Returns the earliest of all deadlines.
    fn deadline(&self) -> Option<Duration> {
        let idle_watch = self.child.as_ref().and_then(|_| self.idle_watch.clears());
        [idle_watch, self.again, self.watchdog.next(), self.counts.next()].into_iter().flatten().min()
    }

    /// Starts a process if there is none and one may be started.
    fn ensure_child(&mut self, now: Duration) -> Result<(), Failure> {
        if self.child.is_some() || self.again.is_some_and(|again| now < again) {
            return Ok(());
        }
        self.begun = false;
        if self.again.take().is_some() {
            // Keys that were typed while the kiosk was out of order must not reach the next visitor's session.
            self.terminal.wipe()?;
        }
        let part = self.next;
        self.idle_watch = idle_watch_of(&self.config.site);
        if part == Part::Staff {
            self.idle_watch.touched(now, Duration::ZERO);
        }
        self.next = Part::Visitor;
        self.start_process(part, now)
    }

    /// Starts a process, or waits if the system does not let it.
    fn start_process(&mut self, part: Part, now: Duration) -> Result<(), Failure> {
        let last_day = if part == Part::Staff { self.counts.last_day() } else { LastDay::NotCounted };
        let handed = self.config.handed(last_day);
        let started = ChildProcess::start(part, &self.args, handed, now);
        match started.and_then(|child| Ok((child.line()?, child))) {
            Ok((line, child)) => {
                self.source.listen_to(Some(line));
                self.child = Some(child);
                Ok(())
            }
            Err(error) => self.not_started(&error, now),
        }
    }

    /// Waits before it tries once more to start a process.
    fn not_started(&mut self, error: &std::io::Error, now: Duration) -> Result<(), Failure> {
        let wait = self.backoff.ended(false, Duration::ZERO);
        self.again = Some(now.saturating_add(SOON));
        self.journal.says(&format!("A process could not be started: {error}."));
        self.wait_for(wait, now)
    }

    fn handle(&mut self, event: &Event) -> Option<Result<(), Failure>> {
        match event {
            Event::Terminate(number) => Some(Err(Failure::signalled(*number))),
            Event::Continued(_) => {
                let _ = self.terminal.hold();
                None
            }
            Event::Resize(_) => self.say_again().err().map(Err),
            // A process reports a first touch. One that is stopped or stuck cannot, so its screen would never be cleared.
            Event::Typed => {
                if self.idle_watch.clears().is_none() {
                    self.idle_watch.touched(clock::up(), Duration::ZERO);
                }
                None
            }
            Event::Lost => Some(Err(closed())),
            Event::Line => self.listen(),
            // After a deadline `look` checks the time. The other events do not reach the supervisor.
            Event::Deadline | Event::Suspend | Event::Woken | Event::Input(_) => None,
        }
    }

    /// Reads the events of the process, and handles those that this part may make.
    fn listen(&mut self) -> Option<Result<(), Failure>> {
        let child = self.child.as_mut()?;
        let (part, heard) = (child.part, child.events());
        for event in heard.events.into_iter().filter(|event| child_events::is_believed(*event, part)) {
            let ends = self.told(event);
            // Events behind the one that ended the process do not count.
            if ends.is_some() || self.child.is_none() {
                return ends;
            }
        }
        if heard.has_ended { self.ended(Ending::Fault) } else { None }
    }

    fn told(&mut self, event: ChildEvent) -> Option<Result<(), Failure>> {
        match event {
            ChildEvent::Touched(reading) => self.idle_watch.touched(clock::up(), reading),
            // The supervisor sees for itself whether the terminal is gone; whatever else keeps a session from reading
            // is a fault of that session.
            ChildEvent::Lost => return self.ended(Ending::Fault),
            ChildEvent::Staff => {
                self.next = Part::Staff;
                return self.ended(Ending::InOrder);
            }
            ChildEvent::Done => return self.ended(Ending::InOrder),
            ChildEvent::Idle => {
                self.counts.count(ChildEvent::Idle);
                return self.ended(Ending::Idle);
            }
            ChildEvent::Leave => return Some(Ok(())),
            ChildEvent::Reload => self.reload(),
            ChildEvent::Begun | ChildEvent::Finished | ChildEvent::TookAlong => {
                self.begun |= event == ChildEvent::Begun;
                self.counts.count(event);
            }
        }
        None
    }

    /// Ends the process that runs; says how the kiosk ends, if that fails.
    fn ended(&mut self, ending: Ending) -> Option<Result<(), Failure>> {
        self.end(ending).err().map(Err)
    }

    /// Reads settings and content again. If they have a fault, the old ones stay in use.
    fn reload(&mut self) {
        match KioskConfig::read(&self.args, &self.environment) {
            Ok(config) => {
                self.counts.write_to(config.site.kiosk.counters_file.clone());
                self.config = config;
            }
            Err(failure) => {
                self.journal.says(&format!("The settings were not read again. {}", failure.told()))
            }
        }
    }

    /// Ends a session that nobody has touched for too long.
    fn look(&mut self, now: Duration) -> Result<(), Failure> {
        self.counts.look(now, &self.journal);
        if self.child.is_none() || self.idle_watch.at(now) != Watch::Over {
            return Ok(());
        }
        // The process has the same watch and should have ended by itself: it is stopped, stuck, or slow.
        if self.begun {
            self.counts.count(ChildEvent::Idle);
        }
        self.end(Ending::Idle)
    }

    /// Ends the process that runs, and clears the screen.
    fn end(&mut self, ending: Ending) -> Result<(), Failure> {
        let Some(child) = self.child.take() else { return Ok(()) };
        self.source.listen_to(None);
        let now = clock::up();
        let lived = now.saturating_sub(child.began);
        let status = child.end();
        self.terminal.wipe()?;
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

    /// Draws the page that the kiosk is out of order, if it is; also after the window got another size.
    fn say_again(&self) -> Result<(), Failure> {
        match self.again {
            Some(_) => self.config.out_of_order(&self.args, &self.environment).map_err(unusable),
            None => Ok(()),
        }
    }
}

/// Takes the terminal over. The sessions read the input; the supervisor only watches whether the terminal is still there.
fn take_terminal() -> Result<(Terminal, EventSource), Failure> {
    // The signals are heard before the terminal is taken: whatever ends the program gives it back.
    let signals = Watched::public().map_err(unusable)?;
    let terminal = Terminal::enter_public()?;
    let input = rustix::stdio::stdin().try_clone_to_owned().map_err(unusable)?;
    let source = EventSource::new(signals, input::InputSource::watch(input)).map_err(unusable)?;
    Ok((terminal, source))
}

/// Makes the failure for a terminal that is gone.
fn closed() -> Failure {
    Failure::new("The terminal was closed.").hint("Nothing of any visitor is kept.")
}
