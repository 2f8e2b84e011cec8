//! What every loop on the full screen has: the terminal, what is drawn on it, and the lines on which it hears.
//!
//! It knows no state and decides nothing: what is drawn is handed in, and what is heard is handed on.

use super::event_source::EventSource;
use super::guard::{self, Terminal, TerminalError};
use super::input::{self, Input};
use super::program::Front;
use super::signals::{self, Signal, Watched};
use super::surface::{self, Output, Screen};
use crate::shell::world::environment::Environment;
use crate::shell::world::error::Failure;
use crate::view::theme::Theme;
use ratatui::Frame;
use ratatui::layout::{Rect, Size};
use std::io;
use std::os::fd::BorrowedFd;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender};

/// How much is heard at the most before a frame is drawn, so that endless input cannot keep the screen still.
const MOST_AT_ONCE: usize = 4096;

/// How a loop goes on.
pub(in crate::shell) enum Then {
    /// With what comes next.
    Go,
    /// Not at all.
    End(Result<(), Failure>),
}

/// The terminal and what is drawn on it.
pub(in crate::shell) struct Stage {
    screen: Screen,
    /// How it looks.
    pub(super) theme: Theme,
    /// Whether what is on the screen is to be cleared before the next frame.
    is_stale: bool,
    /// Last, so that it is dropped last: it gives the terminal back.
    pub(in crate::shell) terminal: Terminal,
}

impl Stage {
    /// Takes the terminal over; returns also what hears signals and input from now on.
    ///
    /// # Errors
    /// If the terminal cannot be used.
    pub(in crate::shell) fn take(theme: Theme) -> Result<(Self, EventSource), Failure> {
        Self::on(theme, Watched::all(), Terminal::enter)
    }

    /// Uses the terminal that another process has taken over; returns also what hears signals and input from now on.
    ///
    /// # Errors
    /// If the terminal cannot be used.
    pub(in crate::shell) fn borrow(theme: Theme) -> Result<(Self, EventSource), Failure> {
        Self::on(theme, Watched::public(), Terminal::lent)
    }

    /// The signals are heard before the terminal is taken: whatever ends the program gives it back.
    fn on(
        theme: Theme,
        signals: io::Result<Watched>,
        take: impl FnOnce() -> Result<Terminal, TerminalError>,
    ) -> Result<(Self, EventSource), Failure> {
        let signals = signals.map_err(|error| unusable(&error))?;
        let terminal = take().map_err(|error| Failure::failed(error.to_string(), ""))?;
        let input = rustix::stdio::stdin().try_clone_to_owned().map_err(|error| unusable(&error.into()))?;
        let source =
            EventSource::new(signals, input::Source::read(input)).map_err(|error| unusable(&error))?;
        let output = Output::stdout().map_err(|error| unusable(&error))?;
        // What is drawn first makes it as large as it needs.
        let screen = surface::ratatui_terminal(output, 0, 0).map_err(|error| unusable(&error))?;
        Ok((Self { screen, theme, is_stale: true, terminal }, source))
    }

    /// Takes the terminal over; from now on `sender` hears signals and input.
    ///
    /// # Errors
    /// If the terminal cannot be used.
    pub(in crate::shell) fn enter<H>(theme: Theme, sender: Sender<H>) -> Result<Self, Failure>
    where
        H: From<Input> + From<Signal> + Send + 'static,
    {
        let line = Line(sender.clone());
        signals::spawn(move |signal| line.say(signal.into())).map_err(|error| unusable(&error))?;
        let terminal = Terminal::enter().map_err(|error| Failure::failed(error.to_string(), ""))?;
        listen(Line(sender)).map_err(|error| unusable(&error))?;
        let output = Output::stdout().map_err(|error| unusable(&error))?;
        // What is drawn first makes it as large as it needs.
        let screen = surface::ratatui_terminal(output, 0, 0).map_err(|error| unusable(&error))?;
        Ok(Self { screen, theme, is_stale: true, terminal })
    }

    /// Uses the terminal that another process has taken over; from now on `sender` hears signals and input.
    ///
    /// # Errors
    /// If the terminal cannot be used.
    pub(in crate::shell) fn lent<H>(theme: Theme, sender: Sender<H>) -> Result<Self, Failure>
    where
        H: From<Input> + From<Signal> + Send + 'static,
    {
        let line = Line(sender.clone());
        signals::spawn_public(move |signal| line.say(signal.into())).map_err(|error| unusable(&error))?;
        let terminal = Terminal::lent().map_err(|error| Failure::failed(error.to_string(), ""))?;
        listen(Line(sender)).map_err(|error| unusable(&error))?;
        let output = Output::stdout().map_err(|error| unusable(&error))?;
        let screen = surface::ratatui_terminal(output, 0, 0).map_err(|error| unusable(&error))?;
        Ok(Self { screen, theme, is_stale: true, terminal })
    }

    /// Draws a frame, on a cleared screen if one was asked for.
    ///
    /// # Errors
    /// If the terminal takes no output.
    pub(in crate::shell) fn show(
        &mut self,
        window: Size,
        area: Rect,
        render: impl FnOnce(&Theme, &mut Frame<'_>),
    ) -> io::Result<()> {
        if self.terminal.is_ours() && std::mem::take(&mut self.is_stale) {
            self.afresh(window, area)?;
        }
        self.draw(window, area, render)
    }

    /// Draws a frame of which `area` is all that is ever drawn on; nothing while somebody else has the terminal.
    ///
    /// # Errors
    /// If the terminal takes no output.
    pub(in crate::shell) fn draw(
        &mut self,
        window: Size,
        area: Rect,
        render: impl FnOnce(&Theme, &mut Frame<'_>),
    ) -> io::Result<()> {
        if !self.terminal.is_ours() {
            return Ok(());
        }
        // Between the neutral screen and the one for a small window the area changes without a new size.
        if self.screen.get_frame().area() != area {
            self.afresh(window, area)?;
        }
        self.screen.draw(|frame| render(&self.theme, frame)).map(drop)
    }

    /// Makes the next frame a whole one, on a cleared screen, as large as `area` is.
    ///
    /// # Errors
    /// If the terminal cannot be used.
    pub(in crate::shell) fn afresh(&mut self, window: Size, area: Rect) -> io::Result<()> {
        surface::afresh(&mut self.screen, window, area, self.theme.ground())
    }
}

impl Front for Stage {
    fn redraw(&mut self) {
        self.is_stale = true;
    }

    fn pending(&self) -> Option<BorrowedFd<'_>> {
        None
    }

    fn write_pending(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn is_ours(&self) -> bool {
        self.terminal.is_ours()
    }

    fn suspend(&mut self) {
        // Where there is nobody to continue us, the program goes on as it is.
        let _ = self.terminal.suspend();
    }

    fn resume(&mut self) -> Result<bool, TerminalError> {
        self.terminal.resume()
    }
}

/// Returns the size of the window.
pub(in crate::shell) fn window() -> Size {
    let (width, height) = guard::size();
    Size { width, height }
}

/// Waits until something is heard, and returns it with all else that is there already; nothing if nobody is left who
/// could say anything.
pub(in crate::shell) fn heard<H>(line: &Receiver<H>) -> Vec<H> {
    line.recv().into_iter().chain(line.try_iter().take(MOST_AT_ONCE - 1)).collect()
}

/// Runs something on the terminal so that a fault in it leaves the terminal as it was found and says no more than
/// that there was one.
///
/// # Errors
/// What it returns, or the failure that stands for its panic.
pub fn guarded(run: impl FnOnce() -> Result<(), Failure>) -> Result<(), Failure> {
    std::panic::set_hook(Box::new(|_| guard::emergency_restore()));
    let ended = catch_unwind(AssertUnwindSafe(run));
    drop(std::panic::take_hook());
    ended.unwrap_or_else(|_| {
        Err(Failure::failed(
            "stillpoint had a fault and ended. Nothing is kept but what you saved.",
            "Starting it again is safe. If it happens again, please report what you did, not what you answered.",
        ))
    })
}

/// Says that text cannot be placed on this terminal, if so.
///
/// # Errors
/// That it cannot, and `instead`, what to do.
pub(in crate::shell) fn places_text(environment: &Environment, instead: &str) -> Result<(), Failure> {
    let what = "This terminal cannot place text on the screen (TERM is empty or \"dumb\").";
    if environment.can_place_text() { Ok(()) } else { Err(Failure::failed(what, instead)) }
}

/// A thread's line to a loop. If the thread ends for any reason, a fault too, the loop hears that the terminal is
/// lost and does not wait for what nobody will say.
struct Line<H: From<Input>>(Sender<H>);

impl<H: From<Input>> Line<H> {
    fn say(&self, heard: H) -> bool {
        self.0.send(heard).is_ok()
    }
}

impl<H: From<Input>> Drop for Line<H> {
    fn drop(&mut self) {
        let _ = self.0.send(Input::Lost.into());
    }
}

fn listen<H: From<Input> + Send + 'static>(line: Line<H>) -> io::Result<()> {
    let terminal = rustix::stdio::stdin().try_clone_to_owned()?;
    input::spawn(terminal, move |input| line.say(input.into())).map(drop)
}

/// Says that the terminal cannot be used.
pub(in crate::shell) fn unusable(error: &io::Error) -> Failure {
    Failure::failed(
        format!("The terminal cannot be used: {error}."),
        "Nothing is kept but what you saved. Try another terminal window, or run: stillpoint report ANSWERS",
    )
}

/// Says that the terminal is gone.
pub(in crate::shell) fn lost() -> Failure {
    Failure::failed("The terminal was closed.", "Nothing is kept but what you saved.")
}
