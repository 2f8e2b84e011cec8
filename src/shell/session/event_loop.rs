//! A session of one person, or of a counselor with a client: it passes events to the update and carries out its effects.
//!
//! The loop itself is `program::run`. This module must not decide anything about the checklist, and must not know a
//! terminal.

use super::walkthrough::{Companions, Walkthrough};
use crate::app::state::app::AppState;
use crate::app::state::message::{Command, Effect, Message, PrivateText};
use crate::app::state::model::{Model, Setup};
use crate::app::update::composed::Composed;
use crate::app::update::counselor::flush;
use crate::app::update::input::message_of;
use crate::domain::answers::copy::support_region;
use crate::domain::faults::save::RecordFault;
use crate::domain::language::languages::Languages;
use crate::domain::site::Site;
use crate::engine::policy::Policy;
use crate::shell::cli::values::ThemeArgs;
use crate::shell::terminal::event::Event;
use crate::shell::terminal::mailbox::{Mailbox, Waker};
use crate::shell::terminal::program::{self, Draw, Flow, Program};
use crate::shell::terminal::stage::{self, Stage, guarded};
use crate::shell::terminal::theme_choice;
use crate::shell::world::clock;
use crate::shell::world::copy_file;
use crate::shell::world::environment::Environment;
use crate::shell::world::error::Failure;
use crate::view::frame::split;
use std::io;
use std::sync::Arc;
use std::time::Duration;

/// The arguments of the full-screen checklist.
pub(crate) struct RunOptions {
    /// The languages that can be chosen.
    pub languages: Languages,
    /// The position of the one to begin in.
    pub language: usize,
    /// The theme and the signs that were asked for.
    pub look: ThemeArgs,
    /// The region that was asked for, in capitals.
    pub region: Option<String>,
    /// What the site has set.
    pub site: Site,
    /// The policy of the mode.
    pub policy: Policy,
    /// The walkthrough, for a counselor.
    pub walkthrough: Option<Walkthrough>,
}

/// Runs the full-screen checklist until the person leaves, or somebody ends it.
///
/// # Errors
/// If the terminal cannot be used or is lost, if a signal ends the program, or after a fault.
pub(crate) fn run(options: RunOptions, environment: &Environment) -> Result<(), Failure> {
    stage::places_text(environment, "Use another terminal, or run: stillpoint report ANSWERS")?;
    guarded(|| {
        let theme = theme_choice::theme(options.look, options.site.theme, environment);
        let (mut stage, mut source) = Stage::take(theme)?;
        let mut session = SessionProgram::new(options, environment, source.waker())?;
        let ended = program::run(&mut session, &mut stage, &mut source);
        session.finish(ended)
    })
}

/// A session and the means to carry out its effects. It knows no terminal.
struct SessionProgram {
    app: Composed<AppState>,
    /// What runs beside a walkthrough: the record, the second screen.
    companions: Option<Companions>,
    environment: Environment,
    /// How writing the record went, with the number of the state that was written.
    recorded: Mailbox<(u64, Result<(), RecordFault>)>,
    /// Whether the state has the time of this frame. One reading is enough for all events that arrive together.
    is_told_the_time: bool,
}

impl SessionProgram {
    fn new(mut options: RunOptions, environment: &Environment, waker: Waker) -> Result<Self, Failure> {
        let walkthrough = options.walkthrough.take();
        let client = Model::new(Arc::new(setup(options, environment)), stage::window());
        let recorded = Mailbox::new(waker);
        let outcomes = recorded.clone();
        let (app, companions) = match walkthrough {
            None => (AppState::alone(client), None),
            Some(walkthrough) => {
                let written = move |generation, outcome| outcomes.put((generation, outcome));
                let (counselor, companions) = walkthrough.start(&client, written)?;
                (AppState::walkthrough(client, counselor), Some(companions))
            }
        };
        let environment = environment.clone();
        let app = Composed::new(app);
        Ok(Self { app, companions, environment, recorded, is_told_the_time: false })
    }

    /// Saves the last changes, however the session ended. It waits only a little for the disk.
    fn finish(mut self, ended: Result<(), Failure>) -> Result<(), Failure> {
        for effect in flush(&mut self.app) {
            let _ = self.perform(effect);
        }
        match self.companions.take().map(Companions::finish) {
            Some(false) => Err(ended.err().map_or_else(not_saved, |failure| failure.and(not_saved()))),
            _ => ended,
        }
    }

    /// Changes the state by a message and carries out the effects. The result of an effect is a message again.
    fn apply(&mut self, message: Message) -> Flow {
        let (mut messages, mut flow) = (vec![message], Flow::Continue);
        while let Some(message) = messages.pop() {
            for effect in self.app.update(message) {
                let (answer, then) = self.perform(effect);
                messages.extend(answer);
                flow = flow.and(then);
                if matches!(flow, Flow::End(_)) {
                    return flow;
                }
            }
        }
        flow
    }

    fn perform(&mut self, effect: Effect) -> (Option<Message>, Flow) {
        let answer = match effect {
            Effect::Preview(format) => {
                Some(Message::Previewed(PrivateText(copy_file::render(&self.app.client, format))))
            }
            Effect::Save { path, format, replace } => {
                let home = self.environment.home.as_deref();
                Some(Message::Saved(copy_file::save(&self.app.client, &path, format, replace, home)))
            }
            Effect::Record { generation } => {
                let record = self.app.counselor.as_ref().and_then(|counselor| counselor.autosave.record());
                if let (Some(companions), Some(record)) = (&self.companions, record) {
                    companions.record(generation, record);
                }
                None
            }
            // Only a public screen asks for these effects.
            Effect::Code | Effect::Print => None,
            Effect::Suspend => return (None, Flow::Suspend),
            Effect::Redraw => return (None, Flow::Redraw),
            Effect::Quit => return (None, Flow::End(Ok(()))),
        };
        (answer, Flow::Continue)
    }

    fn handle_now(&mut self, event: Event) -> Flow {
        match event {
            Event::Input(event) => match message_of(&self.app, &event) {
                Some(message) => self.apply(message),
                None => Flow::Continue,
            },
            Event::Resize(window) => self.apply(Message::Resized(window)),
            Event::Continued(window) => {
                // While the program was stopped, another person may have come to the screen.
                self.app.client.hidden = true;
                self.apply(Message::Resized(window))
            }
            Event::Suspend => self.apply(Message::Command(Command::Suspend)),
            Event::Woken => match self.recorded.take() {
                Some((generation, outcome)) => self.apply(Message::Recorded { generation, outcome }),
                None => Flow::Continue,
            },
            // A deadline only means that the time has to be passed, which happened above. A session ignores the rest.
            Event::Deadline | Event::Typed | Event::Line | Event::Lost | Event::Terminate(_) => {
                Flow::Continue
            }
        }
    }
}

impl Program for SessionProgram {
    fn handle(&mut self, event: Event) -> Flow {
        let mut flow = Flow::Continue;
        if self.companions.is_some() && !std::mem::replace(&mut self.is_told_the_time, true) {
            flow = self.apply(Message::Clock(clock::now()));
        }
        if matches!(flow, Flow::End(_)) { flow } else { flow.and(self.handle_now(event)) }
    }

    fn deadline(&self) -> Option<Duration> {
        self.companions.as_ref().and_then(|_| self.app.next_deadline())
    }

    fn settle(&mut self) {
        self.is_told_the_time = false;
        if let Some(companions) = self.companions.as_mut() {
            companions.show(&self.app);
        }
    }

    fn stopping(&mut self) {
        if let Some(companions) = self.companions.as_mut() {
            companions.settle(&self.app);
        }
    }

    fn cover(&mut self) -> bool {
        !std::mem::replace(&mut self.app.client.hidden, true)
    }

    fn uncover(&mut self) {
        self.app.client.hidden = false;
    }
}

impl Draw<SessionProgram> for Stage {
    fn draw(&mut self, session: &SessionProgram) -> io::Result<()> {
        let layout = session.app.layout();
        self.show(session.app.window, layout.area, |theme, list| split(layout, theme, list))
    }
}

fn not_saved() -> Failure {
    Failure::new("The last changes of the record could not be saved. Its file is as it was.")
        .hint("Make room for it, let its folder be written to, or move away what is in its place.")
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
