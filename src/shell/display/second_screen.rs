//! The second screen: shows what the client sees in a running walkthrough, and waits when none runs.
//!
//! It changes nothing and holds nothing of its own: what it shows came over the socket, and goes with it.

use super::client::{self, News};
use crate::app::keys::bindings::resolve;
use crate::app::layout::second_screen::{self, Shown};
use crate::app::screens::notice::{Notice, NoticeWords};
use crate::app::state::context::Context;
use crate::app::state::message::{Command, Motion};
use crate::domain::language::languages::SpokenLanguage;
use crate::domain::sanitize::sanitize;
use crate::engine::policy::Policy;
use crate::shell::cli::args::DisplayArgs;
use crate::shell::terminal::event::Event;
use crate::shell::terminal::faults::unusable;
use crate::shell::terminal::mailbox::Mailbox;
use crate::shell::terminal::program::{self, Draw, Flow, Program};
use crate::shell::terminal::stage::{self, Stage, guarded};
use crate::shell::terminal::theme_choice;
use crate::shell::world::environment::Environment;
use crate::shell::world::error::Failure;
use crate::shell::world::library::Library;
use crate::shell::world::ownership::usual_socket;
use crate::view::frame::view;
use crossterm::event::Event as Act;
use ratatui::layout::Size;
use std::io;

/// Runs a second screen until somebody closes it.
///
/// # Errors
/// If there is no terminal, it cannot be used or is lost; if the socket is not this user's; if a signal ends the
/// program, or after a fault.
pub fn run(args: &DisplayArgs) -> Result<(), Failure> {
    stage::is_on_terminal("A second screen", "Run stillpoint display in a terminal window of its own.")?;
    let environment = Environment::read();
    stage::places_text(&environment, "Use another terminal.")?;
    let socket = match args.socket.clone() {
        Some(socket) => {
            client::verify_named(&socket)?;
            socket
        }
        None => usual_socket(&environment.runtime_folder()?),
    };
    let locale = environment.language();
    let library = Library::open(None)?;
    library.verify_named(args.lang.as_ref())?;
    let (languages, language) = library.languages(&[], args.lang.as_ref(), locale.as_ref())?;
    let own = SpokenLanguage::new(languages, language);
    guarded(|| {
        let theme = theme_choice::theme(args.theme, None, &environment);
        let (mut stage, mut source) = Stage::take(theme)?;
        let mut screen = SecondScreen {
            shown: Shown::Notice(Notice::Waiting),
            size: stage::window(),
            rows: 0,
            words: NoticeWords { own, socket: sanitize(&socket.display().to_string()).into_owned() },
            news: Mailbox::new(source.waker()),
        };
        client::spawn(socket, screen.news.clone()).map_err(unusable)?;
        program::run(&mut screen, &mut stage, &mut source)
    })
}

/// What a second screen shows. It knows no terminal.
struct SecondScreen {
    shown: Shown,
    size: Size,
    /// By how many rows it was moved here from where the client is; the next view goes back there.
    rows: i32,
    /// What is said when there is nothing to follow.
    words: NoticeWords,
    news: Mailbox<News>,
}

impl Program for SecondScreen {
    fn handle(&mut self, event: Event) -> Flow {
        match event {
            Event::Woken => self.news.take().map_or(Flow::Continue, |news| self.learn(news)),
            Event::Input(event) => self.asked(&event),
            Event::Resize(window) | Event::Continued(window) => self.resized(window),
            Event::Suspend => Flow::Suspend,
            Event::Deadline | Event::Typed | Event::Line | Event::Lost | Event::Terminate(_) => {
                Flow::Continue
            }
        }
    }
}

impl Draw<SecondScreen> for Stage {
    fn draw(&mut self, screen: &SecondScreen) -> io::Result<()> {
        let (layout, _) = second_screen::layout_at(&screen.shown, screen.size, &screen.words, screen.rows);
        // No click does anything here, so the terminal can mark and copy with the mouse.
        self.take_mouse(false);
        self.show(screen.size, layout.area, |theme, list| view(&layout, theme, list))
    }
}

impl SecondScreen {
    /// Does what an event asks for. No click does anything: this screen stands in front of the client, and is not theirs
    /// to use.
    fn asked(&mut self, event: &Act) -> Flow {
        let Act::Key(key) = event else { return Flow::Continue };
        match resolve(Context::SecondScreen, &Policy::counselor(), key) {
            Some(Command::Leave) => Flow::End(Ok(())),
            Some(Command::Redraw) => Flow::Redraw,
            Some(Command::Suspend) => Flow::Suspend,
            Some(Command::Move(motion)) => {
                self.moved(motion);
                Flow::Continue
            }
            // What is followed is in the language of the walkthrough.
            Some(Command::Language) if matches!(self.shown, Shown::Notice(_)) => {
                self.words.own.speak_next();
                Flow::Continue
            }
            // No other command is bound here.
            _ => Flow::Continue,
        }
    }

    /// Moves what is visible in a window that is lower than the client's. It changes nothing in the walkthrough.
    fn moved(&mut self, motion: Motion) {
        let page = i32::from(second_screen::layout(&self.shown, self.size, &self.words).text.height);
        let by = match motion {
            Motion::Up => -1,
            Motion::Down => 1,
            Motion::PageUp => -page,
            Motion::PageDown => page,
            // No other motion is bound here.
            _ => 0,
        };
        let wanted = self.rows.saturating_add(by);
        (_, self.rows) = second_screen::layout_at(&self.shown, self.size, &self.words, wanted);
    }

    fn learn(&mut self, news: News) -> Flow {
        self.rows = 0;
        self.shown = match news {
            News::Notice(notice) => Shown::Notice(notice),
            News::View(setup, view) => Shown::View(Box::new(view.shown(setup, self.size))),
            News::Refused(failure) => return Flow::End(Err(failure)),
        };
        Flow::Continue
    }

    fn resized(&mut self, window: Size) -> Flow {
        (self.size, self.rows) = (window, 0);
        if let Shown::View(model) = &mut self.shown {
            model.size = window;
        }
        Flow::Redraw
    }
}
