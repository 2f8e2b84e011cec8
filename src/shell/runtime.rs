//! The loop of the full-screen checklist: waits, hears, updates, carries effects out, draws once.
//!
//! It decides nothing about the checklist. It sleeps until something is heard, then takes all that is queued
//! before it draws, so that a burst of keys costs one frame.

use super::cli::RunOptions;
use super::environment::Environment;
use super::error::Failure;
use super::input::Input;
use super::looks;
use super::signals::Signal;
use super::stage::{self, Stage, Then, guarded, lost, unusable};
use super::take_away;
use crate::app::input::message;
use crate::app::layout::Layout;
use crate::app::message::{Command, Effect, Message, PrivateText};
use crate::app::model::{Model, Setup};
use crate::app::update::update;
use crate::domain::copy::support_region;
use crate::engine::policy::Policy;
use crate::view::frame::view;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

/// What the loop hears.
enum Heard {
    Input(Input),
    Signal(Signal),
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
    model: Model,
    environment: Environment,
    heard: Receiver<Heard>,
    /// Last, so that it is dropped last: it gives the terminal back.
    stage: Stage,
}

impl Loop {
    fn start(options: RunOptions, environment: &Environment) -> Result<Self, Failure> {
        let (sender, heard) = channel();
        let theme = looks::theme((options.theme, options.glyphs), options.site.theme, environment);
        let stage = Stage::enter(theme, sender)?;
        let model = Model::new(Arc::new(setup(options, environment)), stage::window());
        let mut running = Self { model, environment: environment.clone(), heard, stage };
        running.afresh().map_err(|error| unusable(&error))?;
        Ok(running)
    }

    fn run(mut self) -> Result<(), Failure> {
        loop {
            if let Err(lost) = self.draw() {
                return Err(unusable(&lost));
            }
            let all = stage::heard(&self.heard);
            if all.is_empty() {
                return Err(lost());
            }
            for heard in all {
                if let Then::End(how) = self.hear(heard) {
                    return how;
                }
            }
        }
    }

    fn draw(&mut self) -> io::Result<()> {
        let layout = Layout::of(&self.model);
        self.stage.draw(self.model.size, layout.area, |theme, frame| view(&layout, theme, frame))
    }

    fn hear(&mut self, heard: Heard) -> Then {
        match heard {
            // What was typed while another had the terminal, or before it was given away, was not meant for what
            // is hidden here.
            Heard::Input(Input::Event(_)) if !self.stage.terminal.is_ours() => Then::Go,
            Heard::Input(Input::Event(event)) => match message(&self.model, &event) {
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
                    self.model.hidden = true;
                    self.resized()
                }
                Ok(false) => Then::Go,
                Err(_) => Then::End(Err(lost())),
            },
        }
    }

    fn resized(&mut self) -> Then {
        self.take(Message::Resized(stage::window()))
    }

    /// Changes the state by a message and carries out what it asks for; what comes back is a message again.
    fn take(&mut self, message: Message) -> Then {
        let mut messages = vec![message];
        while let Some(message) = messages.pop() {
            for effect in update(&mut self.model, message) {
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
                Ok(Some(Message::Previewed(PrivateText(take_away::render(&self.model, format)))))
            }
            Effect::Save { path, format, replace } => {
                let home = self.environment.home.as_deref();
                Ok(Some(Message::Saved(take_away::save(&self.model, &path, format, replace, home))))
            }
            Effect::Suspend => {
                self.draw().map_err(|_| Then::End(Err(lost())))?;
                // Where there is nobody to continue us, the screen is hidden and that is all.
                let _ = self.stage.terminal.suspend();
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
        self.stage.afresh(self.model.size, Layout::of(&self.model).area)
    }
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
        policy: Policy::personal(),
        folder: take_away::suggested_folder(environment.home.as_deref()),
        remote_host: environment.remote.then(take_away::host),
    }
}
