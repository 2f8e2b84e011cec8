//! The loop of the full-screen checklist: waits, hears, updates, carries effects out, draws once.
//!
//! It decides nothing about the checklist. It sleeps until something is heard, then takes all that is queued
//! before it draws, so that a burst of keys costs one frame.

use super::walkthrough::{Companions, Walkthrough};
use crate::app::layout::split::SplitLayout;
use crate::app::state::app::AppState;
use crate::app::state::message::{Command, Effect, Message, PrivateText};
use crate::app::state::model::{Model, Setup};
use crate::app::update::counselor::{flush, update};
use crate::app::update::input::heard;
use crate::domain::answers::copy::support_region;
use crate::domain::faults::save::RecordFault;
use crate::domain::language::languages::Languages;
use crate::domain::site::Site;
use crate::engine::policy::Policy;
use crate::shell::cli::args::{GlyphSet, ThemeName};
use crate::shell::terminal::input::Input;
use crate::shell::terminal::signals::Signal;
use crate::shell::terminal::stage::{self, Stage, Then, guarded, lost, unusable};
use crate::shell::terminal::theme_choice;
use crate::shell::world::clock::{self, Alarm};
use crate::shell::world::copy_file;
use crate::shell::world::environment::Environment;
use crate::shell::world::error::Failure;
use crate::view::frame::split;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

/// What the full-screen checklist is started with.
pub struct RunOptions {
    /// The languages that can be chosen.
    pub languages: Languages,
    /// The position of the one to begin in.
    pub language: usize,
    /// The theme that was asked for; `None` leaves the choice to the program.
    pub theme: Option<ThemeName>,
    /// The signs that were asked for; `None` leaves the choice to the program.
    pub glyphs: Option<GlyphSet>,
    /// The region that was asked for, in capitals.
    pub region: Option<String>,
    /// What the site has set.
    pub site: Site,
    /// What the mode allows.
    pub policy: Policy,
    /// What a counselor has beside the client, if there is one.
    pub walkthrough: Option<Walkthrough>,
}

/// What the loop hears.
enum Heard {
    Input(Input),
    Signal(Signal),
    /// A deadline is reached.
    Alarm,
    /// How writing the record went.
    Recorded(u64, Result<(), RecordFault>),
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

/// Runs the full-screen checklist until the person leaves, or somebody ends it.
///
/// # Errors
/// If the terminal cannot be used or is lost, if a signal ends the program, or after a fault.
pub fn run(options: RunOptions, environment: &Environment) -> Result<(), Failure> {
    stage::places_text(environment, "Use another terminal, or run: stillpoint report ANSWERS")?;
    guarded(|| Loop::start(options, environment)?.run())
}

/// Everything that lives while the screen is up.
struct Loop {
    app: AppState,
    /// What runs beside a walkthrough: the alarm, the record, the second screen.
    companions: Option<Companions>,
    environment: Environment,
    heard: Receiver<Heard>,
    /// Last, so that it is dropped last: it gives the terminal back.
    stage: Stage,
}

impl Loop {
    fn start(mut options: RunOptions, environment: &Environment) -> Result<Self, Failure> {
        let (sender, heard) = channel();
        let theme = theme_choice::theme((options.theme, options.glyphs), options.site.theme, environment);
        let stage = Stage::enter(theme, sender.clone())?;
        let walkthrough = options.walkthrough.take();
        let model = Model::new(Arc::new(setup(options, environment)), stage::window());
        let (app, companions) = match walkthrough {
            None => (AppState::alone(model), None),
            Some(walkthrough) => accompanied(model, walkthrough, sender)?,
        };
        let mut running = Self { app, companions, environment: environment.clone(), heard, stage };
        running.afresh().map_err(|error| unusable(&error))?;
        Ok(running)
    }

    fn run(mut self) -> Result<(), Failure> {
        let ended = self.go_on();
        // Whatever ended it: what was typed last is written, if the disk lets it.
        for effect in flush(&mut self.app) {
            let _ = self.perform(effect);
        }
        match self.companions.take().map(Companions::finish) {
            Some(false) => Err(ended.err().map_or_else(not_saved, |failure| failure.and(&not_saved()))),
            _ => ended,
        }
    }

    fn go_on(&mut self) -> Result<(), Failure> {
        loop {
            self.draw().map_err(|lost| unusable(&lost))?;
            if let Some(companions) = self.companions.as_mut() {
                companions.follow(&self.app).map_err(|error| unusable(&error))?;
            }
            let all = stage::heard(&self.heard);
            if all.is_empty() {
                return Err(lost());
            }
            if self.companions.is_some()
                && let Then::End(how) = self.take(Message::Clock(clock::now()))
            {
                return how;
            }
            for heard in all {
                if let Then::End(how) = self.hear(heard) {
                    return how;
                }
            }
        }
    }

    fn draw(&mut self) -> io::Result<()> {
        let layout = SplitLayout::of(&self.app);
        self.stage.draw(self.app.window, layout.area, |theme, frame| split(&layout, theme, frame))
    }

    fn hear(&mut self, heard: Heard) -> Then {
        match heard {
            // What was typed while another had the terminal, or before it was given away, was not meant for what
            // is hidden here.
            Heard::Input(Input::Event(_)) if !self.stage.terminal.is_ours() => Then::Go,
            Heard::Input(Input::Event(event)) => match self::heard(&self.app, &event) {
                Some(message) => self.take(message),
                None => Then::Go,
            },
            Heard::Input(Input::Lost) => Then::End(Err(lost())),
            Heard::Signal(Signal::Terminate(number)) => Then::End(Err(Failure::signalled(number))),
            Heard::Signal(Signal::Resize) => self.resized(),
            Heard::Signal(Signal::Suspend) => self.take(Message::Command(Command::Suspend)),
            Heard::Signal(Signal::Continued) => match self.stage.terminal.resume() {
                Ok(true) => {
                    // Whatever stopped it, somebody else may look by now.
                    self.app.client.hidden = true;
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
        self.take(Message::Resized(stage::window()))
    }

    /// Changes the state by a message and carries out what it asks for; what comes back is a message again.
    fn take(&mut self, message: Message) -> Then {
        let mut messages = vec![message];
        while let Some(message) = messages.pop() {
            for effect in update(&mut self.app, message) {
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
                Ok(Some(Message::Previewed(PrivateText(copy_file::render(&self.app.client, format)))))
            }
            Effect::Save { path, format, replace } => {
                let home = self.environment.home.as_deref();
                Ok(Some(Message::Saved(copy_file::save(&self.app.client, &path, format, replace, home))))
            }
            Effect::Record { generation } => {
                let record = self.app.counselor.as_ref().and_then(|counselor| counselor.autosave.record());
                if let (Some(companions), Some(record)) = (&self.companions, record) {
                    companions.record(generation, record);
                }
                Ok(None)
            }
            Effect::Suspend => {
                self.draw().map_err(|_| Then::End(Err(lost())))?;
                if let Some(companions) = self.companions.as_mut() {
                    companions.settle(&self.app);
                }
                // Where there is nobody to continue us, the screen is hidden and that is all.
                let _ = self.stage.terminal.suspend();
                Ok(None)
            }
            Effect::Redraw => {
                self.afresh().map_err(|_| Then::End(Err(lost())))?;
                Ok(None)
            }
            // They are asked for on a public screen alone.
            Effect::Code | Effect::Print => Ok(None),
            Effect::Quit => Err(Then::End(Ok(()))),
        }
    }

    /// Makes the next frame a whole one, on a cleared screen, as large as the layout needs.
    fn afresh(&mut self) -> io::Result<()> {
        self.stage.afresh(self.app.window, SplitLayout::of(&self.app).area)
    }
}

/// Puts the counselor's side beside the client's, and starts what runs along.
fn accompanied(
    client: Model,
    walkthrough: Walkthrough,
    sender: Sender<Heard>,
) -> Result<(AppState, Option<Companions>), Failure> {
    let (rings, outcomes) = (sender.clone(), sender);
    let alarm = Alarm::spawn(move || rings.send(Heard::Alarm).is_ok()).map_err(|error| unusable(&error))?;
    let written = move |generation, outcome| drop(outcomes.send(Heard::Recorded(generation, outcome)));
    let (counselor, companions) = walkthrough.start(alarm, &client, written)?;
    Ok((AppState::walkthrough(client, counselor), Some(companions)))
}

fn not_saved() -> Failure {
    Failure::failed(
        "The last changes of the record could not be saved. Its file is as it was.",
        "Make room for it, let its folder be written to, or move away what is in its place.",
    )
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
        folder: copy_file::suggested_folder(environment.home.as_deref()),
        remote_host: environment.remote.then(copy_file::host),
        public: None,
    }
}
