//! A session of one person, or of a counselor with a client: it passes events to the update and carries out its effects.
//!
//! The loop itself is `program::run`. This module must not decide anything about the checklist, and must not know a
//! terminal.

use super::ending::{both, copy_unconfirmed, not_saved};
use super::one_task::OneTask;
use super::options::{RunOptions, setup};
use super::walkthrough::{Companions, RecordOutcome};
use crate::app::state::app::AppState;
use crate::app::state::message::{Command, Effect, Message, PrivateText};
use crate::app::state::model::Model;
use crate::app::state::screen::Screen;
use crate::app::update::composed::Composed;
use crate::app::update::input::message_of;
use crate::app::update::keeping::flush;
use crate::domain::answers::copy_format::CopyFormat;
use crate::domain::faults::save::SaveFault;
use crate::shell::terminal::event::Event;
use crate::shell::terminal::mailbox::{Mailbox, Waker};
use crate::shell::terminal::program::{self, Draw, Flow, Program};
use crate::shell::terminal::stage::{self, Stage, guarded};
use crate::shell::terminal::theme_choice;
use crate::shell::world::environment::Environment;
use crate::shell::world::error::Failure;
use crate::shell::world::{clock, copy_file, midnight};
use crate::view::frame::split;
use ratatui::layout::Size;
use std::io;
use std::sync::Arc;
use std::time::Duration;

/// How long the end of the program waits for the disk. A signal leaves the program a little more time than this.
const PATIENCE: Duration = Duration::from_millis(1200);

/// How long it waits for a copy that is being saved when the person leaves, and no signal has come.
const UNHURRIED: Duration = Duration::from_secs(10);

/// Runs the full-screen checklist until the person leaves, or somebody ends it.
///
/// # Errors
/// If the terminal cannot be used or is lost, if a signal ends the program, or after a fault.
pub(crate) fn run(options: RunOptions, environment: &Environment) -> Result<(), Failure> {
    stage::places_text(environment, "Use another terminal, or run: stillpoint report ANSWERS")?;
    guarded(|| {
        let theme = theme_choice::theme(options.theme, options.site.theme, environment);
        let (mut stage, mut source) = Stage::take(theme)?;
        let mut session = SessionProgram::new(options, environment, source.waker(), stage::window())?;
        let ended = program::run(&mut session, &mut stage, &mut source);
        session.finish(ended)
    })
}

/// Where a copy was saved, or why it was not.
type CopyOutcome = Result<String, SaveFault>;

/// A session and the means to carry out its effects. It knows no terminal.
pub(in crate::shell) struct SessionProgram {
    app: Composed<AppState>,
    /// What runs beside a walkthrough: the record, the second screen.
    companions: Option<Companions>,
    environment: Environment,
    /// How writing the record went, with the number of the state that was written.
    recorded: Mailbox<RecordOutcome>,
    copy_saver: OneTask<CopyOutcome>,
    /// Where the copy is being saved, as the person typed it.
    copy_path: String,
    /// Where a file exists already, until the person is where they can be asked about it.
    existing: Option<String>,
    /// Whether the state has the time of this frame. One reading is enough for all events that arrive together.
    is_told_the_time: bool,
}

impl SessionProgram {
    /// Begins a session in a window of this size. The loop of the waker is woken up by what threads have done.
    ///
    /// # Errors
    /// If a thread that it needs cannot be made.
    pub(in crate::shell) fn new(
        mut options: RunOptions,
        environment: &Environment,
        waker: Waker,
        window: Size,
    ) -> Result<Self, Failure> {
        let (walkthrough, saved) = (options.walkthrough.take(), options.saved.take());
        let leaves_mouse = options.site.leaves_mouse;
        let new = Model::new(Arc::new(setup(options, environment)), window);
        let mut client = Model { leaves_mouse, ..new };
        saved.iter().for_each(|saved| client.take_up(saved));
        let recorded = Mailbox::new(waker.clone());
        let (app, companions) = match walkthrough {
            None => (AppState::alone(client), None),
            Some(walkthrough) => {
                let (counselor, companions) = walkthrough.start(&client, &recorded, waker.clone())?;
                (AppState::walkthrough(client, counselor), Some(companions))
            }
        };
        let environment = environment.clone();
        let app = Composed::new(app);
        Ok(Self {
            app,
            companions,
            environment,
            recorded,
            copy_saver: OneTask::new(waker),
            copy_path: String::new(),
            existing: None,
            is_told_the_time: false,
        })
    }

    /// Saves the last changes, however the session ended, and what is being saved. It waits only a little for the disk.
    pub(in crate::shell) fn finish(mut self, ended: Result<(), Failure>) -> Result<(), Failure> {
        for effect in flush(&mut self.app) {
            let _ = self.perform(effect);
        }
        let until = clock::up().saturating_add(PATIENCE);
        // The record is written meanwhile.
        let patience = if ended.is_ok() { UNHURRIED } else { PATIENCE };
        let copy = self.copy_saver.finish(patience).then_some(()).ok_or_else(copy_unconfirmed);
        let wait = until.saturating_sub(clock::up());
        let record = self.companions.take().is_none_or(|companions| companions.finish(wait));
        let record = record.then_some(()).ok_or_else(not_saved);
        [copy, record].into_iter().fold(ended, both)
    }

    /// Returns the state.
    pub(in crate::shell) fn app(&self) -> &AppState {
        &self.app
    }

    /// Says whether something is being done that the next command may be about: a copy that is saved, a record that is begun.
    pub(in crate::shell) fn is_busy(&self) -> bool {
        self.copy_saver.is_busy() || self.companions.as_ref().is_some_and(Companions::is_busy)
    }

    /// Waits for what is being done, if anything is; says whether something was.
    pub(in crate::shell) fn wait(&mut self) -> bool {
        let copy = self.copy_saver.wait(UNHURRIED);
        self.companions.as_mut().is_some_and(|companions| companions.wait(UNHURRIED)) || copy
    }

    /// Handles a message of a person, as one that a key has made.
    pub(in crate::shell) fn handle_message(&mut self, message: Message) -> Flow {
        let told = self.tell_time();
        if matches!(told, Flow::End(_)) { told } else { told.and(self.apply(message)) }
    }

    /// Tells the state the time, once for each frame.
    fn tell_time(&mut self) -> Flow {
        if self.companions.is_some() && !std::mem::replace(&mut self.is_told_the_time, true) {
            self.apply(Message::Clock(clock::now()))
        } else {
            Flow::Continue
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
                Some(Message::Previewed(PrivateText(copy_file::preview(&self.app.client, format))))
            }
            Effect::Save { path, format, replace } => {
                self.save_copy(path, format, replace);
                None
            }
            Effect::BeginRecord(name) => {
                self.companions.iter_mut().for_each(|companions| companions.begin_record(name.0.clone()));
                None
            }
            Effect::Record { generation } => {
                let record = self.app.counselor.as_ref().and_then(|counselor| counselor.autosave.record());
                if let (Some(companions), Some(record)) = (&self.companions, record) {
                    companions.record(generation, record);
                }
                None
            }
            Effect::Day => Some(Message::Day(midnight::today())),
            // Only a public screen asks for these effects.
            Effect::Code | Effect::Print => None,
            Effect::Suspend => return (None, Flow::Suspend),
            Effect::Redraw => return (None, Flow::Redraw),
            Effect::Quit => return (None, Flow::End(Ok(()))),
        };
        (answer, Flow::Continue)
    }

    /// Begins to save the copy, unless one is being saved.
    fn save_copy(&mut self, path: String, format: CopyFormat, replace: bool) {
        if self.copy_saver.is_busy() {
            return;
        }
        let (text, home) = (copy_file::render(&self.app.client, format), self.environment.home.clone());
        // What came of the last time says nothing of this one.
        self.app.client.copy.outcome = None;
        self.copy_path = path.clone();
        let save = move || copy_file::save(&text, &path, replace, home.as_deref());
        self.copy_saver.start("copy", save, |error| Err(SaveFault::Other(error.to_string())));
    }

    /// Handles what threads have said.
    fn woken(&mut self) -> Flow {
        let mut flow = Flow::Continue;
        if let Some((generation, outcome)) = self.recorded.take() {
            flow = flow.and(self.apply(Message::Recorded { generation, outcome }));
        }
        if let Some(begun) = self.companions.as_mut().and_then(Companions::begun_record) {
            flow = flow.and(self.apply(Message::RecordBegun(begun)));
        }
        match self.copy_saver.take() {
            Some(outcome) => flow.and(self.saved(outcome)),
            None => flow,
        }
    }

    /// Tells what came of saving the copy. Who has gone on meanwhile stays where they are.
    fn saved(&mut self, outcome: CopyOutcome) -> Flow {
        if outcome == Err(SaveFault::Exists) {
            self.existing = Some(std::mem::take(&mut self.copy_path));
            return self.ask();
        }
        if is_at_save(&self.app.client) {
            return self.apply(Message::Saved(outcome));
        }
        let client = &self.app.client;
        let (at, above) = (client.screen.at, client.overlay.as_ref().map(|overlay| overlay.at));
        let flow = self.apply(Message::Saved(outcome));
        let client = &mut self.app.client;
        client.screen.at = at;
        if let (Some(overlay), Some(at)) = (client.overlay.as_mut(), above) {
            overlay.at = at;
        }
        flow
    }

    /// Asks whether the file that exists may be replaced, once the person is where copies are saved; not if they want
    /// another one by then.
    fn ask(&mut self) -> Flow {
        let client = &self.app.client;
        match self.existing.take_if(|_| is_at_save(client)) {
            Some(path) if path == client.copy.path.text() => {
                self.apply(Message::Saved(Err(SaveFault::Exists)))
            }
            _ => Flow::Continue,
        }
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
            Event::Woken => self.woken(),
            // A deadline only means that the time has to be passed, which happened above. A session ignores the rest.
            Event::Deadline | Event::Typed | Event::Line | Event::Lost | Event::Terminate(_) => {
                Flow::Continue
            }
        }
    }
}

impl Program for SessionProgram {
    fn handle(&mut self, event: Event) -> Flow {
        let flow = self.tell_time();
        if matches!(flow, Flow::End(_)) {
            return flow;
        }
        let flow = flow.and(self.handle_now(event));
        if matches!(flow, Flow::End(_)) { flow } else { flow.and(self.ask()) }
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
        self.take_mouse(!session.app.client.leaves_mouse);
        self.show(session.app.window, layout.area, |theme, list| split(layout, theme, list))
    }
}

/// Says whether the person is on the screen where copies are saved, and nothing lies on it or is written there.
fn is_at_save(client: &Model) -> bool {
    client.screen.what == Screen::Save && !client.screen.at.editing && client.overlay.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::text::area::TextArea;
    use crate::domain::language::languages::Language;
    use crate::domain::language::languages::Languages;
    use crate::domain::site::Site;
    use crate::engine::policy::Policy;
    use crate::files::content::{builtin, language, questions};
    use crate::shell::cli::values::ThemeArgs;
    use rustix::event::{PollFd, PollFlags, poll};
    use tempfile::TempDir;

    /// A person who saves a copy in a folder that is theirs, on a disk that answers when the test looks.
    struct Person {
        session: SessionProgram,
        waker: Waker,
        folder: TempDir,
    }

    impl Person {
        fn new() -> Self {
            let language = Language {
                wording: language::parse("en.toml", builtin::ENGLISH).unwrap(),
                questionnaire: Arc::new(questions::parse("questions.toml", builtin::QUESTIONS).unwrap()),
                reviewed_by: None,
            };
            let options = RunOptions {
                languages: Languages::new(language, Vec::new()),
                language: 0,
                asked: None,
                theme: ThemeArgs { theme: None, glyphs: None },
                region: None,
                site: Site::default(),
                policy: Policy::personal(),
                walkthrough: None,
                saved: None,
            };
            let folder = tempfile::tempdir().unwrap();
            let environment = Environment { home: Some(folder.path().to_owned()), ..Environment::default() };
            let waker = Waker::new().unwrap();
            let mut session =
                SessionProgram::new(options, &environment, waker.clone(), stage::window()).unwrap();
            session.app.client.go(Screen::Save);
            Self { session, waker, folder }
        }

        /// Asks for the copy to be saved; the answer is not heard yet.
        fn save(&mut self) {
            let effect = self.session.app.client.saving(false);
            let (answer, _) = self.session.perform(effect);
            assert_eq!(answer, None);
        }

        /// Waits for the disk, and lets the loop hear it.
        fn hear(&mut self) {
            poll(&mut [PollFd::new(&self.waker, PollFlags::IN)], None).unwrap();
            assert!(self.waker.has_rung());
            let _ = self.session.handle(Event::Woken);
        }

        fn files(&self) -> usize {
            std::fs::read_dir(self.folder.path()).unwrap().count()
        }
    }

    #[test]
    fn who_has_gone_on_while_a_copy_is_saved_stays_where_they_are() {
        let mut person = Person::new();
        person.save();
        person.session.app.client.go(Screen::Review);
        person.session.app.client.screen.at.pointer.row = Some(3);
        person.hear();
        let client = &person.session.app.client;
        assert_eq!((&client.screen.what, client.screen.at.pointer.row), (&Screen::Review, Some(3)));
        assert_eq!((client.copy.kept.len(), person.files()), (1, 1));
        assert!(matches!(client.copy.outcome, Some(Ok(_))));
    }

    #[test]
    fn whether_a_file_is_replaced_is_asked_where_copies_are_saved_and_only_of_the_same_one() {
        for wants_another in [false, true] {
            let mut person = Person::new();
            person.save();
            person.hear();
            person.save();
            person.session.app.client.go(Screen::Review);
            person.hear();
            assert!(person.session.app.client.overlay.is_none());
            person.session.app.client.go(Screen::Save);
            if wants_another {
                person.session.app.client.copy.path = TextArea::one_line("~/another.txt", "");
            }
            let _ = person.session.handle(Event::Deadline);
            assert_eq!(person.session.app.client.overlay.is_some(), !wants_another);
        }
    }

    #[test]
    fn a_copy_that_is_being_saved_is_there_when_the_session_has_ended() {
        let mut person = Person::new();
        person.save();
        let Person { session, folder, .. } = person;
        session.finish(Ok(())).unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
