//! All that a loop can hear, from one place and without a thread: the terminal, signals, an alarm, whatever woke it up.
//!
//! It waits in `poll` and nowhere else. It reads at most 4096 bytes and hands out all that they mean before it reads
//! more: what nobody has handled yet stays in the system's own buffers, which are bounded, and whoever types faster is
//! held up there. Signals come first each time, so they overtake everything that is still unread.

use super::event::Event;
use super::guard;
use super::input;
use super::mailbox::Waker;
use super::signals::{Signal, Watched};
use crate::shell::world::clock::Alarm;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::time::Duration;

/// How long a loop waits for something.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// Until there is something.
    AsLongAsItTakes,
    /// Not at all: only what is there already is heard.
    No,
}

/// Everything that a loop can hear.
pub struct EventSource {
    signals: Watched,
    alarm: Alarm,
    waker: Waker,
    line: Option<OwnedFd>,
    input: input::InputSource,
}

/// What `poll` has found.
struct Readiness {
    signals: bool,
    alarm: bool,
    woken: bool,
    line: bool,
    input: PollFlags,
}

impl EventSource {
    /// Hears these signals and this terminal.
    ///
    /// # Errors
    /// When no more files may be opened.
    pub fn new(signals: Watched, input: input::InputSource) -> io::Result<Self> {
        Ok(Self { signals, alarm: Alarm::new()?, waker: Waker::new()?, line: None, input })
    }

    /// Returns what wakes the loop up from another thread.
    #[must_use]
    pub fn waker(&self) -> Waker {
        self.waker.clone()
    }

    /// Listens to a line of another process besides, in place of the one before, or to none.
    pub fn listen_to(&mut self, line: Option<OwnedFd>) {
        self.line = line;
    }

    /// Sets the moment, since the machine was started, at which [`Event::Deadline`] comes; or that it does not.
    ///
    /// # Errors
    /// What the system says.
    pub fn set_deadline(&mut self, at: Option<Duration>) -> io::Result<()> {
        self.alarm.set(at)
    }

    /// Waits until there is something, or there is room on `output`, and returns what there is. It may be nothing.
    ///
    /// # Errors
    /// What the system says, if it cannot be waited.
    pub fn next(&mut self, wait: Wait, output: Option<BorrowedFd<'_>>) -> io::Result<Vec<Event>> {
        let found = self.poll(wait, output)?;
        let mut events = Vec::new();
        if found.signals {
            events.extend(self.signals.take().into_iter().map(Event::from));
        }
        if found.alarm && self.alarm.has_gone_off() {
            events.push(Event::Deadline);
        }
        if found.woken && self.waker.has_rung() {
            events.push(Event::Woken);
        }
        if found.line {
            events.push(Event::Line);
        }
        self.input.take(found.input, &mut |event| events.push(event));
        Ok(events)
    }

    fn poll(&self, wait: Wait, output: Option<BorrowedFd<'_>>) -> io::Result<Readiness> {
        let (flags, expires) = self.input.wanted();
        let limit = if wait == Wait::No { Some(Duration::ZERO) } else { expires };
        let limit = limit.and_then(|limit| Timespec::try_from(limit).ok());
        let wanted = |fd, flags| PollFd::from_borrowed_fd(fd, flags);
        // In this order they are taken out again below; what may be missing is at the end.
        let mut all = vec![
            wanted(self.signals.as_fd(), PollFlags::IN),
            wanted(self.alarm.as_fd(), PollFlags::IN),
            wanted(self.waker.as_fd(), PollFlags::IN),
            wanted(self.input.as_fd(), flags),
        ];
        let line = self.line.as_ref().map(|line| wanted(line.as_fd(), PollFlags::IN));
        let has_line = line.is_some();
        all.extend(line);
        all.extend(output.map(|output| wanted(output, PollFlags::OUT)));
        match poll(&mut all, limit.as_ref()) {
            Ok(_) => {}
            // What interrupted it has woken it up as well; it is found the next time.
            Err(Errno::INTR) => all.iter_mut().for_each(PollFd::clear_revents),
            Err(error) => return Err(error.into()),
        }
        let mut found = all.iter().map(PollFd::revents);
        let mut next = || found.next().unwrap_or(PollFlags::empty());
        Ok(Readiness {
            signals: !next().is_empty(),
            alarm: !next().is_empty(),
            woken: !next().is_empty(),
            input: next(),
            line: has_line && !next().is_empty(),
        })
    }
}

impl From<Signal> for Event {
    fn from(signal: Signal) -> Self {
        match signal {
            Signal::Terminate(number) => Self::Terminate(number),
            Signal::Resize => Self::Resize(guard::size()),
            Signal::Suspend => Self::Suspend,
            Signal::Interrupt => {
                let hide = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
                Self::Input(crossterm::event::Event::Key(hide))
            }
            Signal::Continued => Self::Continued(guard::size()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::Event as Act;
    use signal_hook::consts::{SIGCONT, SIGWINCH};
    use signal_hook::low_level::raise;
    use std::io::Write;

    fn source() -> (EventSource, io::PipeWriter) {
        let (reader, writer) = io::pipe().unwrap();
        let signals = Watched::none().unwrap();
        (EventSource::new(signals, input::InputSource::read(reader.into())).unwrap(), writer)
    }

    /// Waits until something comes.
    fn some(source: &mut EventSource) -> Vec<Event> {
        loop {
            let events = source.next(Wait::AsLongAsItTakes, None).unwrap();
            if !events.is_empty() {
                return events;
            }
        }
    }

    fn key(character: char) -> Event {
        Event::Input(Act::Key(KeyEvent::new(KeyCode::Char(character), KeyModifiers::NONE)))
    }

    #[test]
    fn half_a_sequence_and_an_open_paste_are_let_go_of_and_hold_back_no_key() {
        let (mut source, mut writer) = source();
        writer.write_all(b"a\x1b").unwrap();
        assert!(some(&mut source) == [key('a')]);
        assert!(some(&mut source) == [Event::Input(Act::Key(KeyCode::Esc.into()))]);
        writer.write_all(b"\x1b[200~x").unwrap();
        assert!(some(&mut source) == [Event::Input(Act::Paste("x".into()))]);
        writer.write_all(b"q").unwrap();
        assert!(some(&mut source) == [key('q')]);
    }

    #[test]
    fn a_flood_is_read_piece_by_piece_to_the_last_byte_and_then_the_end_is_told() {
        let (mut source, mut writer) = source();
        let mut taken = 0;
        let flood = std::thread::spawn(move || writer.write_all(&[b'j'; 300_000]).unwrap());
        loop {
            let events = some(&mut source);
            if events == [Event::Lost] {
                break;
            }
            assert!(events.len() <= 4096 && events.iter().all(|event| *event == key('j')));
            taken += events.len();
        }
        flood.join().unwrap();
        assert_eq!(taken, 300_000);
    }

    #[test]
    fn nothing_is_read_before_what_was_read_is_handled() {
        let (mut source, writer) = source();
        rustix::io::ioctl_fionbio(&writer, true).unwrap();
        let fill = || std::iter::from_fn(|| rustix::io::write(&writer, &[b'j'; 4096]).ok()).sum::<usize>();
        let full = fill();
        assert_eq!(fill(), 0, "whoever types on is held up");
        assert_eq!(some(&mut source).len(), 4096);
        assert!(fill() <= 4096, "by what was handled, and no more, of {full} bytes");
    }

    #[test]
    fn deadlines_wakers_and_lines_are_heard_together_before_what_was_typed() {
        let (mut source, mut writer) = source();
        let (line, mut theirs) = io::pipe().unwrap();
        source.listen_to(Some(line.into()));
        source.set_deadline(Some(Duration::from_nanos(1))).unwrap();
        source.waker().wake();
        theirs.write_all(b"done\n").unwrap();
        writer.write_all(b"j").unwrap();
        // The alarm takes a moment, and comes alone if the rest was there before it.
        let mut events = some(&mut source);
        if !events.contains(&Event::Deadline) {
            events.retain(|event| *event != Event::Line);
            events.splice(0..0, some(&mut source));
        }
        assert!(events == [Event::Deadline, Event::Woken, Event::Line, key('j')]);
        source.listen_to(None);
        assert!(source.next(Wait::No, None).unwrap().is_empty());
    }

    #[test]
    fn a_terminal_that_is_only_watched_is_never_read() {
        let (reader, mut writer) = io::pipe().unwrap();
        let terminal = reader.try_clone().unwrap();
        let mut source =
            EventSource::new(Watched::none().unwrap(), input::InputSource::watch(terminal.into())).unwrap();
        writer.write_all(b"secret").unwrap();
        assert!(some(&mut source) == [Event::Typed]);
        assert!(source.next(Wait::No, None).unwrap().is_empty(), "told once in a second");
        let mut bytes = [0; 9];
        assert_eq!(rustix::io::read(&reader, &mut bytes), Ok(6));
        drop(writer);
        assert!(some(&mut source) == [Event::Lost], "the end is told at once");
    }

    #[test]
    fn signals_come_before_all_that_is_unread() {
        let _alone = crate::shell::terminal::signals::alone();
        let (reader, mut writer) = io::pipe().unwrap();
        let signals = Watched::all().unwrap();
        let mut source = EventSource::new(signals, input::InputSource::read(reader.into())).unwrap();
        writer.write_all(&[b'j'; 9000]).unwrap();
        assert!(some(&mut source)[0] == key('j'));
        raise(SIGCONT).unwrap();
        raise(SIGWINCH).unwrap();
        let events = some(&mut source);
        assert!(
            events[..2] == [Event::Continued(guard::size()), Event::Resize(guard::size())]
                && events[2] == key('j')
        );
    }
}
