//! The second screen: shows what the client sees in a running walkthrough, and waits when none runs.
//!
//! It changes nothing and holds nothing of its own: what it shows came over the socket, and goes with it.

use super::client::{self, News};
use crate::app::keys::bindings::resolve;
use crate::app::layout::second_screen::{self, Shown};
use crate::app::screens::notice::{Notice, NoticeWords};
use crate::app::state::context::Context;
use crate::app::state::message::Command;
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

/// Returns what an event asks for. No click does: this screen stands in front of the client, and is not theirs to use.
fn asked(event: &Act) -> Option<Flow> {
    let Act::Key(key) = event else { return None };
    match resolve(Context::SecondScreen, &Policy::counselor(), key)? {
        Command::Leave => Some(Flow::End(Ok(()))),
        Command::Redraw => Some(Flow::Redraw),
        Command::Suspend => Some(Flow::Suspend),
        // No other command is bound here.
        _ => None,
    }
}

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
    let own = library.spoken(&[args.lang.as_ref(), locale.as_ref()])?.wording;
    guarded(|| {
        let theme = theme_choice::theme(args.theme, None, &environment);
        let (mut stage, mut source) = Stage::take(theme)?;
        let mut screen = SecondScreen {
            shown: Shown::Notice(Notice::Waiting),
            size: stage::window(),
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
    /// What is said when there is nothing to follow.
    words: NoticeWords,
    news: Mailbox<News>,
}

impl Program for SecondScreen {
    fn handle(&mut self, event: Event) -> Flow {
        match event {
            Event::Woken => self.news.take().map_or(Flow::Continue, |news| self.learn(news)),
            Event::Input(event) => asked(&event).unwrap_or(Flow::Continue),
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
        let layout = second_screen::layout(&screen.shown, screen.size, &screen.words);
        self.show(screen.size, layout.area, |theme, list| view(&layout, theme, list))
    }
}

impl SecondScreen {
    fn learn(&mut self, news: News) -> Flow {
        self.shown = match news {
            News::Notice(notice) => Shown::Notice(notice),
            News::View(setup, view) => Shown::View(Box::new(view.shown(setup, self.size))),
            News::Refused(failure) => return Flow::End(Err(failure)),
        };
        Flow::Continue
    }

    fn resized(&mut self, window: Size) -> Flow {
        self.size = window;
        if let Shown::View(model) = &mut self.shown {
            model.size = window;
        }
        Flow::Redraw
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::keys::bindings::bindings;
    use crossterm::event::KeyEvent;

    #[test]
    fn every_key_of_a_second_screen_does_something() {
        let policy = Policy::counselor();
        for ((code, modifiers), command) in
            bindings(Context::SecondScreen, &policy).flat_map(|binding| binding.keys)
        {
            let event = Act::Key(KeyEvent::new(*code, *modifiers));
            assert!(asked(&event).is_some(), "{code:?} is to do {command:?}");
        }
    }
}
