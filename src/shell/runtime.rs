//! The loop of the full-screen checklist: waits, hears, updates, carries effects out, draws once.
//!
//! It decides nothing about the checklist. It sleeps until something is heard, then takes all that is queued
//! before it draws, so that a burst of keys costs one frame.

use super::cli::{self, RunOptions};
use super::clock::{self, Alarm};
use super::environment::Environment;
use super::error::Failure;
use super::input::{self, Input};
use super::signals::{self, Signal};
use super::surface::{self, Output, Screen};
use super::take_away;
use super::terminal::{self, Terminal};
use super::walkthrough::{Companions, Walkthrough};
use crate::app::desk_update::{flush, update};
use crate::app::input::heard;
use crate::app::message::{Command, Effect, Message, PrivateText};
use crate::app::model::{Model, Setup};
use crate::app::sides::Sides;
use crate::app::spread::Spread;
use crate::domain::copy::support_region;
use crate::domain::save_fault::SaveFault;
use crate::domain::site::Look;
use crate::view::frame::spread;
use crate::view::theme::{Depth, GlyphSet, Theme, ThemeName};
use ratatui::layout::Size;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

/// How much is heard at the most before a frame is drawn, so that endless input cannot keep the screen still.
const MOST_AT_ONCE: usize = 4096;

/// What the loop hears.
enum Heard {
    Input(Input),
    Signal(Signal),
    /// A deadline is reached.
    Alarm,
    /// How writing the record went.
    Recorded(u64, Result<(), SaveFault>),
}

/// How the loop goes on.
enum Then {
    Go,
    End(Result<(), Failure>),
}

/// Runs the full-screen checklist until the person leaves, or somebody ends it.
///
/// # Errors
/// If the terminal cannot be used or is lost, if a signal ends the program, or after a fault.
pub fn run(options: RunOptions, environment: &Environment) -> Result<(), Failure> {
    if !environment.can_place_text() {
        return Err(Failure::failed(
            "This terminal cannot place text on the screen (TERM is empty or \"dumb\").",
            "Use another terminal, or run: stillpoint report ANSWERS",
        ));
    }
    guarded(|| Loop::start(options, environment)?.run())
}

/// Runs something on the terminal so that a fault in it leaves the terminal as it was found and says no more than
/// that there was one.
///
/// # Errors
/// What it returns, or the failure that stands for its panic.
pub fn guarded(run: impl FnOnce() -> Result<(), Failure>) -> Result<(), Failure> {
    std::panic::set_hook(Box::new(|_| terminal::emergency_restore()));
    let ended = catch_unwind(AssertUnwindSafe(run));
    drop(std::panic::take_hook());
    ended.unwrap_or_else(|_| {
        Err(Failure::failed(
            "stillpoint had a fault and ended. Nothing is kept but what you saved.",
            "Starting it again is safe. If it happens again, please report what you did, not what you answered.",
        ))
    })
}

/// Everything that lives while the screen is up.
struct Loop {
    sides: Sides,
    /// What runs beside a walkthrough: the alarm, the record, the second screen.
    companions: Option<Companions>,
    theme: Theme,
    environment: Environment,
    screen: Screen,
    heard: Receiver<Heard>,
    /// Last, so that it is dropped last: it gives the terminal back.
    terminal: Terminal,
}

impl Loop {
    fn start(mut options: RunOptions, environment: &Environment) -> Result<Self, Failure> {
        let (sender, heard) = channel();
        let signals = Line(sender.clone());
        signals::spawn(move |signal| signals.say(Heard::Signal(signal))).map_err(|error| unusable(&error))?;
        let terminal = Terminal::enter().map_err(|error| Failure::failed(error.to_string(), ""))?;
        listen(Line(sender.clone())).map_err(|error| unusable(&error))?;
        let theme = theme(&options, environment);
        let (width, height) = terminal::size();
        let walkthrough = options.walkthrough.take();
        let model = Model::new(Arc::new(setup(options, environment)), Size { width, height });
        let (sides, companions) = match walkthrough {
            None => (Sides::alone(model), None),
            Some(walkthrough) => accompanied(model, walkthrough, sender).map_err(|error| unusable(&error))?,
        };
        let output = Output::stdout().map_err(|error| unusable(&error))?;
        // As large as what is drawn, not as the window.
        let area = Spread::of(&sides).area;
        let screen =
            surface::ratatui_terminal(output, area.width, area.height).map_err(|error| unusable(&error))?;
        let environment = environment.clone();
        let mut running = Self { sides, companions, theme, environment, screen, heard, terminal };
        running.afresh().map_err(|error| unusable(&error))?;
        Ok(running)
    }

    fn run(mut self) -> Result<(), Failure> {
        let ended = self.go_on();
        // Whatever ended it: what was typed last is written, if the disk lets it.
        for effect in flush(&mut self.sides) {
            let _ = self.perform(effect);
        }
        if let Some(companions) = self.companions.take() {
            companions.finish();
        }
        ended
    }

    fn go_on(&mut self) -> Result<(), Failure> {
        loop {
            if let Err(lost) = self.draw() {
                return Err(unusable(&lost));
            }
            if let Some(companions) = self.companions.as_mut() {
                companions.follow(&self.sides).map_err(|error| unusable(&error))?;
            }
            let Ok(first) = self.heard.recv() else { return Err(lost()) };
            if self.companions.is_some()
                && let Then::End(how) = self.take(Message::Clock(clock::now()))
            {
                return how;
            }
            let mut next = Some(first);
            let mut left = MOST_AT_ONCE;
            while let Some(heard) = next {
                if let Then::End(how) = self.hear(heard) {
                    return how;
                }
                left = left.saturating_sub(1);
                next = if left > 0 { self.heard.try_recv().ok() } else { None };
            }
        }
    }

    fn draw(&mut self) -> io::Result<()> {
        if !self.terminal.is_ours() {
            return Ok(());
        }
        let layout = Spread::of(&self.sides);
        // Between the neutral screen and the one for a small window the area changes without a new size.
        if self.screen.get_frame().area() != layout.area {
            surface::afresh(&mut self.screen, self.sides.window, layout.area, self.theme.ground())?;
        }
        self.screen.draw(|frame| spread(&layout, &self.theme, frame)).map(drop)
    }

    fn hear(&mut self, heard: Heard) -> Then {
        match heard {
            // What was typed while another had the terminal, or before it was given away, was not meant for what
            // is hidden here.
            Heard::Input(Input::Event(_)) if !self.terminal.is_ours() => Then::Go,
            Heard::Input(Input::Event(event)) => match self::heard(&self.sides, &event) {
                Some(message) => self.take(message),
                None => Then::Go,
            },
            Heard::Input(Input::Lost) => Then::End(Err(lost())),
            Heard::Signal(Signal::Terminate(number)) => Then::End(Err(Failure::signalled(number))),
            Heard::Signal(Signal::Resize) => self.resized(),
            Heard::Signal(Signal::Suspend) => self.take(Message::Command(Command::Suspend)),
            Heard::Signal(Signal::Continued) => match self.terminal.resume() {
                Ok(true) => {
                    // Whatever stopped it, somebody else may look by now.
                    self.sides.client.hidden = true;
                    self.resized()
                }
                Ok(false) => Then::Go,
                Err(_) => Then::End(Err(lost())),
            },
            Heard::Alarm => {
                if let Some(companions) = self.companions.as_mut() {
                    companions.alarm.went_off();
                }
                Then::Go
            }
            Heard::Recorded(generation, outcome) => self.take(Message::Recorded { generation, outcome }),
        }
    }

    fn resized(&mut self) -> Then {
        let (width, height) = terminal::size();
        self.take(Message::Resized(Size { width, height }))
    }

    /// Changes the state by a message and carries out what it asks for; what comes back is a message again.
    fn take(&mut self, message: Message) -> Then {
        let mut messages = vec![message];
        while let Some(message) = messages.pop() {
            for effect in update(&mut self.sides, message) {
                match self.perform(effect) {
                    Ok(answer) => messages.extend(answer),
                    Err(then) => return then,
                }
            }
        }
        Then::Go
    }

    fn perform(&mut self, effect: Effect) -> Result<Option<Message>, Then> {
        match effect {
            Effect::Preview(format) => {
                let copy = take_away::render(&self.sides.client, format);
                Ok(Some(Message::Previewed(PrivateText(copy))))
            }
            Effect::Save { path, format, replace } => {
                let home = self.environment.home.as_deref();
                Ok(Some(Message::Saved(take_away::save(&self.sides.client, &path, format, replace, home))))
            }
            Effect::Record { generation } => {
                let record = self.sides.desk.as_ref().and_then(|desk| desk.keeping.record());
                if let (Some(companions), Some(record)) = (&self.companions, record) {
                    companions.record(generation, record);
                }
                Ok(None)
            }
            Effect::Suspend => {
                self.draw().map_err(|_| Then::End(Err(lost())))?;
                // Where there is nobody to continue us, the screen is hidden and that is all.
                let _ = self.terminal.suspend();
                Ok(None)
            }
            Effect::Redraw => {
                self.afresh().map_err(|_| Then::End(Err(lost())))?;
                Ok(None)
            }
            Effect::Quit => Err(Then::End(Ok(()))),
        }
    }

    /// Makes the next frame a whole one, on a cleared screen, as large as the layout needs.
    fn afresh(&mut self) -> io::Result<()> {
        let area = Spread::of(&self.sides).area;
        surface::afresh(&mut self.screen, self.sides.window, area, self.theme.ground())
    }
}

/// Puts the counselor's side beside the client's, and starts what runs along.
fn accompanied(
    client: Model,
    walkthrough: Walkthrough,
    sender: Sender<Heard>,
) -> io::Result<(Sides, Option<Companions>)> {
    let (rings, outcomes) = (sender.clone(), sender);
    let alarm = Alarm::spawn(move || rings.send(Heard::Alarm).is_ok())?;
    let written = move |generation, outcome| drop(outcomes.send(Heard::Recorded(generation, outcome)));
    let (desk, companions) = walkthrough.start(alarm, &client, written);
    Ok((Sides::walkthrough(client, desk), Some(companions)))
}

/// A thread's line to the loop. If the thread ends for any reason, a fault too, the loop hears that the terminal is
/// lost and does not wait for what nobody will say.
struct Line(Sender<Heard>);

impl Line {
    fn say(&self, heard: Heard) -> bool {
        self.0.send(heard).is_ok()
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        let _ = self.0.send(Heard::Input(Input::Lost));
    }
}

fn listen(line: Line) -> io::Result<()> {
    let terminal = rustix::stdio::stdin().try_clone_to_owned()?;
    input::spawn(terminal, move |input| line.say(Heard::Input(input))).map(drop)
}

fn setup(options: RunOptions, environment: &Environment) -> Setup {
    let questionnaire = &options.languages.at(0).questionnaire;
    let region = match options.region.as_ref().or(options.site.region.as_ref()) {
        Some(region) => support_region(questionnaire, region),
        None => environment.region(&questionnaire.regions()),
    };
    Setup {
        region,
        clinic: options.site.clinic,
        languages: options.languages,
        language: options.language,
        policy: options.policy,
        folder: take_away::suggested_folder(environment.home.as_deref()),
        remote_host: environment.remote.then(take_away::host),
    }
}

fn theme(options: &RunOptions, environment: &Environment) -> Theme {
    // What a site likes goes before what the terminal is like, but never before what a person needs.
    let of_site = options.site.theme.filter(|_| !environment.no_color).map(ThemeName::from);
    let named = options.theme.map(ThemeName::from).or(of_site);
    let name = named.unwrap_or_else(|| environment.theme());
    let depth: Depth = environment.depth();
    let glyphs = options.glyphs.map_or_else(|| environment.glyphs(), GlyphSet::from);
    Theme::new(name, depth, glyphs)
}

impl From<cli::ThemeName> for ThemeName {
    fn from(name: cli::ThemeName) -> Self {
        match name {
            cli::ThemeName::Dark => Self::Dark,
            cli::ThemeName::Light => Self::Light,
            cli::ThemeName::HighContrast => Self::HighContrast,
            cli::ThemeName::Monochrome => Self::Monochrome,
        }
    }
}

impl From<Look> for ThemeName {
    fn from(look: Look) -> Self {
        match look {
            Look::Dark => Self::Dark,
            Look::Light => Self::Light,
            Look::HighContrast => Self::HighContrast,
            Look::Monochrome => Self::Monochrome,
        }
    }
}

impl From<cli::GlyphSet> for GlyphSet {
    fn from(set: cli::GlyphSet) -> Self {
        match set {
            cli::GlyphSet::Unicode => Self::Unicode,
            cli::GlyphSet::Ascii => Self::Ascii,
        }
    }
}

fn unusable(error: &io::Error) -> Failure {
    Failure::failed(
        format!("The terminal cannot be used: {error}."),
        "Nothing is kept but what you saved. Try another terminal window, or run: stillpoint report ANSWERS",
    )
}

fn lost() -> Failure {
    Failure::failed("The terminal was closed.", "Nothing is kept but what you saved.")
}
