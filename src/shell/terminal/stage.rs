//! The front on the full screen: the terminal, and what is drawn on it.
//!
//! It knows no state and decides nothing: what is drawn is handed in.

use super::event_source::EventSource;
use super::faults::{TerminalError, no_placing, no_terminal, own_fault, unusable};
use super::guard::{self, Terminal};
use super::input;
use super::output::{Output, opened_anew};
use super::program::Front;
use super::signals::Watched;
use super::surface::Surface;
use crate::files::text_file;
use crate::shell::world::environment::Environment;
use crate::shell::world::error::Failure;
use crate::view::display_list::DisplayList;
use crate::view::theme::Theme;
use ratatui::layout::{Rect, Size};
use rustix::fs::OFlags;
use std::io::{self, IsTerminal};
use std::os::fd::BorrowedFd;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// The terminal and what is drawn on it.
pub(in crate::shell) struct Stage {
    surface: Surface,
    /// How it looks.
    pub(super) theme: Theme,
    /// Whether a frame was drawn.
    is_shown: bool,
    /// Whether clicks and the wheel come here.
    takes_mouse: bool,
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
        let signals = signals.map_err(unusable)?;
        let terminal = take()?;
        let input = rustix::stdio::stdin().try_clone_to_owned().map_err(unusable)?;
        let source = EventSource::new(signals, input::InputSource::read(input)).map_err(unusable)?;
        let output = Output::stdout().map_err(unusable)?.at_once();
        let surface = Surface::new(output, theme.ground());
        Ok((Self { surface, theme, is_shown: false, takes_mouse: true, terminal }, source))
    }

    /// Has clicks and the wheel come here from the next frame on, or leaves them to the terminal.
    pub(in crate::shell) fn take_mouse(&mut self, takes: bool) {
        if self.terminal.is_ours() && std::mem::replace(&mut self.takes_mouse, takes) != takes {
            self.surface.take_mouse(takes);
        }
    }

    /// Draws a frame in a window, of which `area` is all that anything is drawn on; nothing while somebody else has the
    /// terminal.
    ///
    /// # Errors
    /// If the terminal takes no output.
    pub(in crate::shell) fn show(
        &mut self,
        window: Size,
        area: Rect,
        render: impl FnOnce(&Theme, &mut DisplayList),
    ) -> io::Result<()> {
        if !self.terminal.is_ours() {
            return Ok(());
        }
        self.surface.draw(window, area, |list| render(&self.theme, list))?;
        if !std::mem::replace(&mut self.is_shown, true) {
            // Only now, so that the first frame does not wait for it.
            self.terminal.prepare_rescue();
        }
        Ok(())
    }
}

impl Front for Stage {
    fn redraw(&mut self) {
        self.surface.redraw();
    }

    fn pending(&self) -> Option<BorrowedFd<'_>> {
        // Whoever has the terminal instead is not written over.
        if self.is_ours() { self.surface.pending() } else { None }
    }

    fn write_pending(&mut self) -> io::Result<()> {
        if self.pending().is_some() { self.surface.write_pending() } else { Ok(()) }
    }

    fn is_ours(&self) -> bool {
        self.terminal.is_ours()
    }

    fn hurry(&mut self) {
        self.terminal.hurry();
    }

    fn suspend(&mut self) {
        // Where there is nobody to continue us, the program goes on as it is.
        if matches!(self.terminal.suspend(), Ok(true)) {
            self.surface.forget_pending();
        }
    }

    fn resume(&mut self) -> Result<bool, TerminalError> {
        let is_ours = self.terminal.resume()?;
        // Whoever takes the terminal takes the mouse with it.
        self.takes_mouse |= is_ours;
        Ok(is_ours)
    }
}

/// Returns the size of the window.
pub(in crate::shell) fn window() -> Size {
    guard::size()
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
    ended.unwrap_or_else(|_| Err(own_fault()))
}

/// Lets the terminal take the place of standard input if that is one of the files to be read: the keys come from the
/// terminal then. If there is none, [`is_on_terminal`] says so.
///
/// # Errors
/// If standard input is the keyboard.
pub(in crate::shell) fn hears_beside(files: &[Option<&Path>]) -> Result<(), Failure> {
    let stdin = rustix::stdio::stdin();
    if !files.iter().flatten().any(|path| text_file::is_stdin(path)) {
        return Ok(());
    }
    if stdin.is_terminal() {
        return Err(Failure::new("Standard input is the keyboard, and no file: the keys are needed here.")
            .hint("Name a file in place of the -, or send one to standard input: - < FILE"));
    }
    if let (Ok(given), Some(terminal)) =
        (stdin.try_clone_to_owned(), opened_anew(rustix::stdio::stdout(), OFlags::RDWR))
    {
        rustix::stdio::dup2_stdin(terminal).map_err(|error| unusable(error.into()))?;
        text_file::keep_stdin(given);
    }
    Ok(())
}

/// Verifies that input and output are a terminal.
///
/// # Errors
/// That `what` needs one, and `instead`, what to do.
pub(in crate::shell) fn is_on_terminal(what: &str, instead: &str) -> Result<(), Failure> {
    let is_one = io::stdin().is_terminal() && io::stdout().is_terminal();
    if is_one { Ok(()) } else { Err(no_terminal(what, instead)) }
}

/// Says that text cannot be placed on this terminal, if so.
///
/// # Errors
/// That it cannot, and `instead`, what to do.
pub(in crate::shell) fn places_text(environment: &Environment, instead: &str) -> Result<(), Failure> {
    if environment.can_place_text() { Ok(()) } else { Err(no_placing(instead)) }
}
