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
use super::faults::{TerminalError, lost, unusable};
use crate::app::keys::bindings::resolve;
use crate::app::state::context::Context;
use crate::app::state::message::Command;
use crate::engine::policy::Policy;
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

    /// Is called when what there was to draw is on its way to the terminal.
    fn shown(&mut self) {}

    /// Is called before the program is stopped, when whatever it shows elsewhere is to be out of sight.
    fn stopping(&mut self) {}

    /// Says whether an event asks for everything to be out of sight, and so must not wait for what was read before it.
    fn hides(&self, event: &Event) -> bool {
        is_hide(event)
    }

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

    /// Makes the end wait for a terminal that takes no output no longer than a signal allows.
    fn hurry(&mut self);

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
            events = source.next(Wait::No, None).map_err(unusable)?;
        }
        if events.is_empty() {
            program.settle();
            show(program, front).map_err(unusable)?;
            source.set_deadline(program.deadline()).map_err(unusable)?;
            events = source.next(Wait::AsLongAsItTakes, front.pending()).map_err(unusable)?;
            handled = 0;
        }
        handled += events.len();
        hide_at_once(program, front, &events).map_err(unusable)?;
        for event in events {
            if let Some(how) = handle(program, front, event) {
                return how;
            }
        }
    }
}

/// Draws the program, unless the frame before is still on its way.
fn show<P: Program>(program: &mut P, front: &mut impl Draw<P>) -> io::Result<()> {
    front.write_pending()?;
    if front.pending().is_none() {
        front.draw(program)?;
        program.shown();
    }
    Ok(())
}

/// Hides everything before what was read along with Ctrl-C, or with what a program [takes for such](Program::hides), is
/// handled: that may take a moment, and then it is handled as it would have been. What the system has not handed over yet
/// nobody can look into.
fn hide_at_once<P: Program>(program: &mut P, front: &mut impl Draw<P>, events: &[Event]) -> io::Result<()> {
    let waits = events.iter().skip(1).any(|event| program.hides(event));
    if waits && front.pending().is_none() && program.cover() {
        let drawn = front.draw(program);
        program.uncover();
        drawn?;
    }
    Ok(())
}

/// Says whether an event is Ctrl-C, which hides everything in every program.
///
/// The table of bindings is asked, so that whatever hides overtakes as well: also with Shift, or as a capital letter.
pub(in crate::shell) fn is_hide(event: &Event) -> bool {
    let Event::Input(Act::Key(key)) = event else { return false };
    // A burst of letters is not looked up one by one.
    (key.modifiers.contains(KeyModifiers::CONTROL) || !matches!(key.code, KeyCode::Char(_)))
        && resolve(Context::Small, &Policy::personal(), key) == Some(Command::Hide)
}

/// Lets the program handle an event and does what follows; returns how it ended, if it did.
fn handle<P: Program>(
    program: &mut P,
    front: &mut impl Draw<P>,
    event: Event,
) -> Option<Result<(), Failure>> {
    let flow = match event {
        Event::Terminate(number) => {
            front.hurry();
            Flow::End(Err(Failure::signalled(number)))
        }
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
        Flow::Suspend => return suspend(program, front).err().map(Err),
        Flow::End(how) => return Some(how),
    }
    None
}

/// Lets the program settle and be seen as it is, then stops it.
fn suspend<P: Program>(program: &mut P, front: &mut impl Draw<P>) -> Result<(), Failure> {
    program.settle();
    // If the terminal takes no output, whoever has it next clears it.
    show(program, front).map_err(|_| lost())?;
    program.stopping();
    front.suspend();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::input;
    use super::super::signals::Watched;
    use super::*;
    use crossterm::event::{KeyCode, KeyEvent};
    use std::io::Write;
    use std::os::fd::AsFd;

    /// Counts letters; `q` ends it, Ctrl-C hides it, Ctrl-L asks for a whole frame, Ctrl-Z stops it.
    #[derive(Default)]
    struct Counter {
        letters: usize,
        is_hidden: bool,
        settled: usize,
        stopped: usize,
    }

    impl Program for Counter {
        fn handle(&mut self, event: Event) -> Flow {
            let Event::Input(Act::Key(key)) = event else { return Flow::Continue };
            match (key.code, key.modifiers) {
                (KeyCode::Char('q'), _) => return Flow::End(Ok(())),
                (KeyCode::Char('c'), KeyModifiers::CONTROL) => self.is_hidden = true,
                (KeyCode::Char('l'), KeyModifiers::CONTROL) => return Flow::Redraw,
                (KeyCode::Char('z'), KeyModifiers::CONTROL) => return Flow::Suspend,
                _ => self.letters += 1,
            }
            Flow::Continue
        }

        fn settle(&mut self) {
            self.settled += 1;
        }

        fn stopping(&mut self) {
            self.stopped += 1;
        }

        fn cover(&mut self) -> bool {
            !std::mem::replace(&mut self.is_hidden, true)
        }

        fn uncover(&mut self) {
            self.is_hidden = false;
        }
    }

    /// Remembers what was drawn: how many letters, or that everything was hidden.
    struct Paper {
        drawn: Vec<Option<usize>>,
        redraws: usize,
        is_ours: bool,
        /// What is pending, once something is drawn, and how often it is tried before there is room.
        pending: Option<(io::PipeReader, usize)>,
        is_pending: bool,
    }

    impl Paper {
        fn new() -> Self {
            Self { drawn: Vec::new(), redraws: 0, is_ours: true, pending: None, is_pending: false }
        }
    }

    impl Front for Paper {
        fn redraw(&mut self) {
            self.redraws += 1;
        }

        fn pending(&self) -> Option<BorrowedFd<'_>> {
            self.pending.as_ref().filter(|_| self.is_pending).map(|(fd, _)| fd.as_fd())
        }

        fn write_pending(&mut self) -> io::Result<()> {
            if let Some((_, tries)) = &mut self.pending {
                *tries = tries.saturating_sub(1);
                self.is_pending &= *tries > 0;
            }
            Ok(())
        }

        fn is_ours(&self) -> bool {
            self.is_ours
        }

        fn hurry(&mut self) {}

        fn suspend(&mut self) {
            self.is_ours = false;
        }

        fn resume(&mut self) -> Result<bool, TerminalError> {
            Ok(true)
        }
    }

    impl Draw<Counter> for Paper {
        fn draw(&mut self, program: &Counter) -> io::Result<()> {
            self.drawn.push((!program.is_hidden).then_some(program.letters));
            self.is_pending = self.pending.is_some();
            Ok(())
        }
    }

    /// Runs a counter on what is typed, all of which is there at the start, to the end of the terminal at the latest.
    fn typed(bytes: &[u8], paper: &mut Paper) -> (Counter, Result<(), Failure>) {
        let (reader, mut writer) = io::pipe().unwrap();
        let bytes = bytes.to_vec();
        // A pipe may hold less than is typed.
        let typing = std::thread::spawn(move || writer.write_all(&bytes));
        let input = input::InputSource::read(reader.into());
        let mut source = EventSource::new(Watched::none().unwrap(), input).unwrap();
        let mut counter = Counter::default();
        let ended = run(&mut counter, paper, &mut source);
        drop(source);
        let _ = typing.join();
        (counter, ended)
    }

    #[test]
    fn a_burst_costs_one_frame_and_an_endless_one_a_frame_now_and_then() {
        let mut paper = Paper::new();
        let (counter, ended) = typed(&[&[b'x'; 4000][..], b"q"].concat(), &mut paper);
        assert!(ended.is_ok());
        assert_eq!((counter.letters, paper.drawn), (4000, vec![Some(0)]), "it ended before the second frame");
        let mut paper = Paper::new();
        let (counter, ended) = typed(&[b'x'; 50_000], &mut paper);
        assert!(ended.is_err(), "the terminal is gone");
        assert_eq!(counter.letters, 50_000);
        assert!(paper.drawn.len() >= 50_000 / (2 * MOST_AT_ONCE), "{:?}", paper.drawn);
        assert_eq!(counter.settled, paper.drawn.len());
    }

    #[test]
    fn control_c_hides_before_what_was_read_with_it_is_handled_and_loses_none_of_it() {
        let mut paper = Paper::new();
        let (counter, _) = typed(b"xxx\x03xxq", &mut paper);
        assert_eq!((counter.letters, counter.is_hidden), (5, true));
        assert_eq!(paper.drawn, [Some(0), None]);
    }

    #[test]
    fn control_c_overtakes_also_with_shift_and_no_other_key_does() {
        let hides =
            |c, modifiers| is_hide(&Event::Input(Act::Key(KeyEvent::new(KeyCode::Char(c), modifiers))));
        let control = KeyModifiers::CONTROL;
        for (c, modifiers) in [
            ('c', control),
            ('C', control),
            ('c', control | KeyModifiers::SHIFT),
            ('C', control | KeyModifiers::SHIFT),
        ] {
            assert!(hides(c, modifiers), "{c} {modifiers:?}");
        }
        for (c, modifiers) in
            [('c', KeyModifiers::NONE), ('c', control | KeyModifiers::ALT), ('l', control), ('z', control)]
        {
            assert!(!hides(c, modifiers), "{c} {modifiers:?}");
        }
    }

    #[test]
    fn while_the_last_frame_is_on_its_way_input_is_handled_and_no_other_is_drawn() {
        let (reader, _writer) = io::pipe().unwrap();
        let mut paper = Paper { pending: Some((reader, usize::MAX)), ..Paper::new() };
        let (counter, ended) = typed(&[&[b'x'; 50_000][..], b"q"].concat(), &mut paper);
        assert!(ended.is_ok());
        assert_eq!((counter.letters, paper.drawn), (50_000, vec![Some(0)]));
    }

    #[test]
    fn a_program_that_stops_is_drawn_and_told_before_and_hears_nothing_that_was_meant_for_another() {
        let mut paper = Paper::new();
        let (counter, ended) = typed(b"xx\x0c\x1axxxq", &mut paper);
        assert!(ended.is_err(), "`q` was not meant for it either");
        assert_eq!((counter.letters, counter.stopped, paper.redraws), (2, 1, 1));
        assert_eq!(paper.drawn[..2], [Some(0), Some(2)]);
    }

    #[test]
    fn of_what_is_asked_for_together_the_strongest_is_done() {
        let end = || Flow::End(Ok(()));
        assert!(matches!(Flow::Redraw.and(Flow::Continue), Flow::Redraw));
        assert!(matches!(Flow::Redraw.and(Flow::Suspend).and(Flow::Redraw), Flow::Suspend));
        assert!(matches!(Flow::Suspend.and(end()), Flow::End(Ok(()))));
        assert!(matches!(end().and(Flow::Suspend), Flow::End(Ok(()))));
    }
}
