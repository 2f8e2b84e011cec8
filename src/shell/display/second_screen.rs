//! The second screen: shows what the client sees in a running walkthrough, and waits when none runs.
//!
//! It changes nothing and holds nothing of its own: what it shows came over the socket, and goes with it.

use super::client::{self, News, Post};
use crate::app::layout::second_screen::{Notice, Shown, layout};
use crate::app::layout::single::Layout;
use crate::domain::language::wording::Wording;
use crate::domain::sanitize::clean;
use crate::shell::cli::args::DisplayArgs;
use crate::shell::terminal::input::Input;
use crate::shell::terminal::signals::Signal;
use crate::shell::terminal::stage::{self, Stage, Then, guarded, lost, unusable};
use crate::shell::terminal::theme_choice;
use crate::shell::world::environment::Environment;
use crate::shell::world::error::Failure;
use crate::shell::world::library::Library;
use crate::shell::world::ownership::usual_socket;
use crate::view::frame::view;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Size;
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};

/// What the loop hears.
enum Heard {
    Input(Input),
    Signal(Signal),
    /// There are news of the walkthrough.
    News,
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

/// What a person can ask of a second screen.
#[derive(Clone, Copy)]
enum Asked {
    Leave,
    Redraw,
    Suspend,
}

impl Asked {
    /// Returns what an event asks for. There are few keys, and no clicks: this screen stands in front of the client,
    /// and is not theirs to use.
    fn by(event: &Event) -> Option<Self> {
        let Event::Key(KeyEvent { code: KeyCode::Char(key), modifiers, .. }) = event else { return None };
        match (modifiers.contains(KeyModifiers::CONTROL), key.to_ascii_lowercase()) {
            (false, 'q') | (true, 'c') => Some(Self::Leave),
            (true, 'l') => Some(Self::Redraw),
            (true, 'z') => Some(Self::Suspend),
            _ => None,
        }
    }
}

/// Runs a second screen until somebody closes it.
///
/// # Errors
/// If there is no terminal, it cannot be used or is lost; if the socket is not this user's; if a signal ends the
/// program, or after a fault.
pub fn run(args: &DisplayArgs) -> Result<(), Failure> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(Failure::failed(
            "A second screen needs a terminal for its input and its output, and there is none here.",
            "Run stillpoint display in a terminal window of its own.",
        ));
    }
    let environment = Environment::read();
    stage::places_text(&environment, "Use another terminal.")?;
    let socket = match args.socket.clone() {
        Some(socket) => socket,
        None => usual_socket(&environment.runtime_folder()?),
    };
    let locale = environment.language();
    let own = Library::open(None)?.spoken(&[args.lang.as_ref(), locale.as_ref()])?.wording;
    guarded(|| Loop::start(args, &environment, socket, own)?.run())
}

/// Everything that lives while the screen is up.
struct Loop {
    shown: Shown,
    size: Size,
    /// What is said when there is nothing to follow.
    own: Wording,
    socket: String,
    post: Post,
    heard: Receiver<Heard>,
    /// Last, so that it is dropped last: it gives the terminal back.
    stage: Stage,
}

impl Loop {
    fn start(
        args: &DisplayArgs,
        environment: &Environment,
        socket: PathBuf,
        own: Wording,
    ) -> Result<Self, Failure> {
        let (sender, heard) = channel();
        let theme = theme_choice::theme((args.theme, args.glyphs), None, environment);
        let stage = Stage::enter(theme, sender.clone())?;
        let (post, named) = (Post::default(), clean(&socket.display().to_string()).into_owned());
        client::spawn(socket, post.clone(), move || sender.send(Heard::News).is_ok())
            .map_err(|error| unusable(&error))?;
        let shown = Shown::Notice(Notice::Waiting);
        let mut running = Self { shown, size: stage::window(), own, socket: named, post, heard, stage };
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

    fn layout(&self) -> Layout {
        layout(&self.shown, self.size, &self.own, &self.socket)
    }

    fn draw(&mut self) -> io::Result<()> {
        let layout = self.layout();
        self.stage.draw(self.size, layout.area, |theme, frame| view(&layout, theme, frame))
    }

    fn hear(&mut self, heard: Heard) -> Then {
        match heard {
            Heard::News => self.post.take().map_or(Then::Go, |news| self.learn(news)),
            // What was typed while another had the terminal was not meant for this screen.
            Heard::Input(Input::Event(_)) if !self.stage.terminal.is_ours() => Then::Go,
            Heard::Input(Input::Event(event)) => {
                Asked::by(&event).map_or(Then::Go, |asked| self.perform(asked))
            }
            Heard::Input(Input::Lost) => Then::End(Err(lost())),
            Heard::Signal(Signal::Terminate(number)) => Then::End(Err(Failure::signalled(number))),
            Heard::Signal(Signal::Resize) => self.resized(),
            Heard::Signal(Signal::Suspend) => self.perform(Asked::Suspend),
            Heard::Signal(Signal::Continued) => match self.stage.terminal.resume() {
                Ok(true) => self.resized(),
                Ok(false) => Then::Go,
                Err(_) => Then::End(Err(lost())),
            },
        }
    }

    fn learn(&mut self, news: News) -> Then {
        self.shown = match news {
            News::Notice(notice) => Shown::Notice(notice),
            News::View(setup, view) => Shown::View(Box::new(view.shown(setup, self.size))),
            News::Refused(failure) => return Then::End(Err(failure)),
        };
        Then::Go
    }

    fn perform(&mut self, asked: Asked) -> Then {
        match asked {
            Asked::Leave => Then::End(Ok(())),
            Asked::Redraw => self.afresh().map_or_else(|_| Then::End(Err(lost())), |()| Then::Go),
            Asked::Suspend => {
                // Where there is nobody to continue us, nothing happens.
                let _ = self.stage.terminal.suspend();
                Then::Go
            }
        }
    }

    fn resized(&mut self) -> Then {
        self.size = stage::window();
        if let Shown::View(model) = &mut self.shown {
            model.size = self.size;
        }
        self.perform(Asked::Redraw)
    }

    /// Makes the next frame a whole one, on a cleared screen.
    fn afresh(&mut self) -> io::Result<()> {
        let area = self.layout().area;
        self.stage.afresh(self.size, area)
    }
}
