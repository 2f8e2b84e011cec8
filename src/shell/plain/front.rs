//! Lines on a terminal, or in a pipe: written one after the other, and nothing written is changed.
//!
//! The terminal keeps its own way to edit a line and to show it. Only while somebody answers privately is it told not to
//! show what is typed, and only where single keys answer is it told to hand over each of them. It must not know what is said.

use super::abilities::Typing;
use super::program::PlainProgram;
use crate::app::sheet::lines::{Role, Span};
use crate::app::sheet::wrap::wrap;
use crate::shell::terminal::faults::{TerminalError, unusable};
use crate::shell::terminal::guard;
use crate::shell::terminal::output::Output;
use crate::shell::terminal::program::{Draw, Front};
use crate::shell::world::error::Failure;
use rustix::process::{Signal, kill_current_process_group};
use rustix::termios::{
    LocalModes, OptionalActions, QueueSelector, SpecialCodeIndex, Termios, tcflush, tcgetattr, tcsetattr,
};
use std::io::{self, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::time::Duration;

/// The widest line, however wide the window is: longer ones are hard to read.
const WIDEST: u16 = 80;

/// The narrowest line.
const NARROWEST: u16 = 12;

/// Clears the window and what has left it above.
const CLEAR: &str = "\x1b[H\x1b[2J\x1b[3J";

/// How long the end waits for a terminal that takes no output.
const LEAVING: Duration = Duration::from_secs(2);

/// The lines, and how the terminal was found.
pub(super) struct LineFront {
    output: Output,
    /// The modes of the terminal as they were found, if the lines are typed on one.
    found: Option<Termios>,
    typing: Typing,
    clears: bool,
    /// Whether the window has to be cleared before the next line.
    is_to_clear: bool,
    /// Whether the last thing written was the words before what is typed.
    is_asking: bool,
    patience: Duration,
}

impl LineFront {
    /// Writes to standard output.
    ///
    /// # Errors
    /// If it is closed.
    pub(super) fn new(clears: bool) -> Result<Self, Failure> {
        Ok(Self {
            output: Output::stdout().map_err(unusable)?.at_once(),
            found: tcgetattr(rustix::stdio::stdin()).ok(),
            typing: Typing::Lines,
            clears,
            is_to_clear: false,
            is_asking: false,
            patience: LEAVING,
        })
    }

    /// Writes what is left, and clears the window if the program wants that. A signal shortens how long it waits.
    pub(super) fn finish(mut self, program: &PlainProgram) -> io::Result<()> {
        if program.clears_at_end() {
            self.redraw();
        }
        self.draw(program)?;
        if self.is_asking {
            self.output.write_all(b"\n")?;
        }
        let rest = self.output.taken();
        self.type_as(Typing::Lines);
        crate::shell::terminal::output::write_all(rustix::stdio::stdout(), &rest, Some(self.patience))
    }

    /// Breaks paragraphs to the window.
    fn write(&mut self, said: &[String]) -> io::Result<()> {
        let width = guard::size().width.clamp(NARROWEST, WIDEST).saturating_sub(1);
        for paragraph in said {
            if paragraph.starts_with('\n') {
                self.output.write_all(b"\n")?;
            }
            for line in wrap(paragraph, width, Role::Text) {
                for span in line.spans {
                    if let Span::Words(words, _) = span {
                        self.output.write_all(words.as_bytes())?;
                    }
                }
                self.output.write_all(b"\n")?;
            }
        }
        Ok(())
    }

    /// Sets how the terminal hands over what is typed.
    fn type_as(&mut self, typing: Typing) {
        let Some(found) = &self.found else { return };
        if std::mem::replace(&mut self.typing, typing) == typing {
            return;
        }
        let mut modes = found.clone();
        match typing {
            Typing::Lines => {}
            Typing::Unseen => modes.local_modes.remove(LocalModes::ECHO),
            Typing::Keys => {
                modes.local_modes.remove(LocalModes::ECHO | LocalModes::ICANON);
                modes.special_codes[SpecialCodeIndex::VMIN] = 1;
                modes.special_codes[SpecialCodeIndex::VTIME] = 0;
            }
        }
        if typing == Typing::Unseen {
            modes.local_modes.insert(LocalModes::ECHONL | LocalModes::ICANON);
        }
        let _ = tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, &modes);
    }
}

impl Drop for LineFront {
    fn drop(&mut self) {
        self.type_as(Typing::Lines);
    }
}

impl Front for LineFront {
    /// Forgets what the terminal has not taken yet, and clears the window before the next line.
    fn redraw(&mut self) {
        self.output.forget();
        let _ = tcflush(rustix::stdio::stdout(), QueueSelector::OFlush);
        self.is_to_clear = true;
    }

    fn pending(&self) -> Option<BorrowedFd<'_>> {
        self.output.is_pending().then(|| self.output.as_fd())
    }

    fn write_pending(&mut self) -> io::Result<()> {
        if self.output.is_pending() { self.output.flush() } else { Ok(()) }
    }

    fn is_ours(&self) -> bool {
        true
    }

    fn hurry(&mut self) {
        self.patience = guard::PATIENCE;
    }

    fn suspend(&mut self) {
        let typing = self.typing;
        self.type_as(Typing::Lines);
        if guard::has_job_control() {
            let _ = kill_current_process_group(Signal::STOP);
        }
        self.type_as(typing);
    }

    fn resume(&mut self) -> Result<bool, TerminalError> {
        self.is_to_clear = true;
        Ok(true)
    }
}

impl Draw<PlainProgram> for LineFront {
    fn draw(&mut self, program: &PlainProgram) -> io::Result<()> {
        let (said, prompt) = program.said();
        if std::mem::take(&mut self.is_to_clear) && self.clears {
            self.output.write_all(CLEAR.as_bytes())?;
            self.is_asking = false;
        }
        if !said.is_empty() {
            if self.is_asking && program.interrupts() {
                self.output.write_all(b"\n")?;
            }
            self.write(said)?;
            self.is_asking = false;
        }
        self.type_as(program.typing());
        if let Some(prompt) = prompt.filter(|prompt| !prompt.is_empty()) {
            self.output.write_all(prompt.as_bytes())?;
            self.output.write_all(if self.found.is_some() && program.typing() != Typing::Keys {
                b" "
            } else {
                b"\n"
            })?;
            self.is_asking = self.found.is_some() && program.typing() != Typing::Keys;
        }
        self.output.flush()
    }
}
