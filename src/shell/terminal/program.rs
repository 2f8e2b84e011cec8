//! The one loop of the full screen: waits, lets the program handle what it hears, draws once.
//!
//! It is generic over the program and over what draws. A [`Program`] knows no terminal: it handles events, carries
//! effects out, and says how it goes on. A [`Front`] knows no event: it shows a program, and lets go of the terminal
//! and takes it again. The loop decides nothing about the checklist.
//!
//! Nothing in it waits for the terminal. While that takes no output, events are handled all the same, and what is
//! drawn once there is room is the state of that moment: at most one frame is ever on its way.

use super::event::Event;
use super::event_source::{EventSource, Wait};
use super::guard::TerminalError;
use super::stage::{lost, unusable};
use crate::shell::world::error::Failure;
use crossterm::event::{Event as Act, KeyCode, KeyModifiers};
use std::io;
use std::os::fd::BorrowedFd;
use std::time::Duration;

/// How much is handled at the most before a frame is drawn, so that endless input cannot keep the screen still.
const MOST_AT_ONCE: usize = 4096;

/// How a program goes on.
#[derive(Debug)]
pub(in crate::shell) enum Flow {
    /// With what comes next.
    Continue,
    /// With a whole frame on a cleared screen.
    Redraw,
    /// Stopped, until somebody continues it.
    Suspend,
    /// Not at all.
    End(Result<(), Failure>),
}

impl Flow {
    /// Returns what remains to be done of this and what came after it: the end, a stop, or a whole frame.
    #[must_use]
    pub(in crate::shell) fn and(self, next: Self) -> Self {
        match (self, next) {
            (end @ Self::End(_), _) | (_, end @ Self::End(_)) => end,
            (Self::Suspend, _) | (_, Self::Suspend) => Self::Suspend,
            (Self::Redraw, _) | (_, Self::Redraw) => Self::Redraw,
            (Self::Continue, Self::Continue) => Self::Continue,
        }
    }
}

/// What runs on the full screen.
pub(in crate::shell) trait Program {
    /// Handles one event. [`Event::Terminate`] does not come here, and what follows [`Event::Lost`] makes no difference.
    fn handle(&mut self, event: Event) -> Flow;

    /// Returns when, since the machine was started, it wants to hear [`Event::Deadline`].
    fn deadline(&self) -> Option<Duration> {
        None
    }

    /// Is called when all that was heard together is handled, before it is drawn.
    fn settle(&mut self) {}

    /// Is called before the program is stopped, when whatever it shows elsewhere is to be out of sight.
    fn stopping(&mut self) {}

    /// Puts everything out of sight, if something is in sight that could be hidden; says whether it did.
    fn cover(&mut self) -> bool {
        false
    }

    /// Undoes [`cover`](Self::cover).
    fn uncover(&mut self) {}
}

/// What programs are shown on.
pub(in crate::shell) trait Front {
    /// Makes the next frame a whole one, on a cleared screen.
    fn redraw(&mut self);

    /// Returns what is waited for until the rest of the last frame can be written; `None` if all of it is.
    fn pending(&self) -> Option<BorrowedFd<'_>>;

    /// Writes of the rest of the last frame what there is room for.
    fn write_pending(&mut self) -> io::Result<()>;

    /// Says whether the terminal is ours.
    fn is_ours(&self) -> bool;

    /// Gives the terminal back and stops the program, if there is somebody who could continue it.
    fn suspend(&mut self);

    /// Takes the terminal again; says whether it is ours.
    fn resume(&mut self) -> Result<bool, TerminalError>;
}

/// A front that can show a program of one kind.
pub(in crate::shell) trait Draw<P>: Front {
    /// Draws the program, as far as there is room for it; nothing while somebody else has the terminal.
    fn draw(&mut self, program: &P) -> io::Result<()>;
}

/// Runs a program until it ends, is told to end, or the terminal is lost.
///
/// # Errors
/// What the program ends with, the signal that ended it, or that the terminal cannot be used.
pub(in crate::shell) fn run<P: Program>(
    program: &mut P,
    front: &mut impl Draw<P>,
    source: &mut EventSource,
) -> Result<(), Failure> {
    let mut handled = MOST_AT_ONCE;
    loop {
        let mut events = Vec::new();
        if handled < MOST_AT_ONCE {
            // What has come meanwhile is handled first, so that a burst costs one frame.
            events = source.next(Wait::No, None).map_err(|error| unusable(&error))?;
        }
        if events.is_empty() {
            program.settle();
            show(program, front).map_err(|error| unusable(&error))?;
            source.set_deadline(program.deadline()).map_err(|error| unusable(&error))?;
            events = source.next(Wait::AsLongAsItTakes, front.pending()).map_err(|error| unusable(&error))?;
            handled = 0;
        }
        handled += events.len();
        hide_at_once(program, front, &events).map_err(|error| unusable(&error))?;
        for event in events {
            if let Some(how) = handle(program, front, event) {
                return how;
            }
        }
    }
}

/// Draws the program, unless the frame before is still on its way.
fn show<P>(program: &P, front: &mut impl Draw<P>) -> io::Result<()> {
    front.write_pending()?;
    if front.pending().is_none() { front.draw(program) } else { Ok(()) }
}

/// Hides everything before what was read along with Ctrl-C is handled: that may take a moment, and then it is handled
/// as it would have been. What the system has not handed over yet nobody can look into.
fn hide_at_once<P: Program>(program: &mut P, front: &mut impl Draw<P>, events: &[Event]) -> io::Result<()> {
    let waits = events.iter().skip(1).any(is_hide);
    if waits && front.pending().is_none() && program.cover() {
        let drawn = front.draw(program);
        program.uncover();
        drawn?;
    }
    Ok(())
}

fn is_hide(event: &Event) -> bool {
    let Event::Input(Act::Key(key)) = event else { return false };
    key.code == KeyCode::Char('c') && key.modifiers == KeyModifiers::CONTROL
}

/// Lets the program handle an event and does what follows; returns how it ended, if it did.
fn handle<P: Program>(
    program: &mut P,
    front: &mut impl Draw<P>,
    event: Event,
) -> Option<Result<(), Failure>> {
    let flow = match event {
        Event::Terminate(number) => Flow::End(Err(Failure::signalled(number))),
        // What was typed while another had the terminal, or before it was given away, was not meant for what is here.
        Event::Input(_) if !front.is_ours() => Flow::Continue,
        Event::Lost => program.handle(event).and(Flow::End(Err(lost()))),
        Event::Continued(_) => match front.resume() {
            Ok(true) => program.handle(event),
            Ok(false) => Flow::Continue,
            Err(_) => Flow::End(Err(lost())),
        },
        event => program.handle(event),
    };
    match flow {
        Flow::Continue => {}
        Flow::Redraw => front.redraw(),
        Flow::Suspend => {
            program.settle();
            // If the terminal takes no output, whoever has it next clears it.
            if show(program, front).is_err() {
                return Some(Err(lost()));
            }
            program.stopping();
            front.suspend();
        }
        Flow::End(how) => return Some(how),
    }
    None
}
