//! Takes the terminal over, gives it back as it was found, and lets go of it and takes it again for Ctrl-Z.
//!
//! It must not read input, draw, or handle a signal: it knows modes, and nothing of what is on the screen.
//!
//! What was found is kept in one static place, so that exactly one of [`Terminal::leave`], its `Drop` and
//! [`emergency_restore`] gives it back, whichever comes first. Giving back puts the screen in order before
//! the modes: as long as the alternate screen is up, the terminal sends no signal for a key. If the program is killed
//! before it could, the [rescue process](super::rescue) does it.
//!
//! A program in the background never touches a mode: the terminal is somebody else's then. Register the
//! signals ([`Watched`](super::signals::Watched)) first, then [`Terminal::enter`].

use super::faults::{Stream, TerminalError};
use super::output::write_all;
use super::rescue_line::{self, ChangedModes, TerminalHolder};
use super::surface::ERASE;
use ratatui::layout::Size;
use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
use rustix::termios::{
    LocalModes, OptionalActions, QueueSelector, Termios, isatty, tcflush, tcgetattr, tcgetpgrp, tcgetwinsize,
    tcsetattr,
};
use std::io;
use std::os::fd::BorrowedFd;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// Alternate screen; bracketed paste; clicks and wheel, no motion, in SGR form; no cursor; no new row after the last column;
/// plain style; clear.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h\x1b[?1000h\x1b[?1006h\x1b[?25l\x1b[?7l\x1b[0m\x1b[2J\x1b[H";
/// The same undone, input first and the alternate screen last. What was shown is [erased](super::surface::ERASE) before: not
/// every terminal has an alternate screen.
const LEAVE: &[u8] =
    b"\x1b[?1006l\x1b[?1000l\x1b[?2004l\x1b[0m\x1b[999;999H\x1b[1J\x1b[H\x1b[?7h\x1b[?25h\x1b[?1049l";
/// Ends a sequence, and a string, that somebody was in the middle of.
const BREAK_OFF: &[u8] = b"\x18\x1b\\";
/// Clears the screen, then what could be scrolled back to: some terminals push the one into the other.
const PURGE: &[u8] = b"\x1b[2J\x1b[3J\x1b[H";
/// How long a terminal that takes no output may delay what a kiosk does next, its end, or an end that is overdue.
pub(in crate::shell) const PATIENCE: Duration = Duration::from_millis(200);
/// How long such a terminal may delay the end that a person asked for. One that is only slow, behind a bad line, is given
/// back all the same.
const LEAVING: Duration = Duration::from_secs(5);
/// How long it may delay the end after a signal: the modes have to be given back before
/// [`GRACE`](super::signals::GRACE) is over.
const TOLD_TO_END: Duration = Duration::from_millis(700);
/// How long a shell may take from continuing a job to giving it the terminal.
const HANDOVER: Duration = Duration::from_millis(100);
/// The size, in columns and rows, of a terminal that does not know its own.
const USUAL_SIZE: (u16, u16) = (80, 24);

/// The most columns and rows that are drawn on: what a terminal says of itself can be far from what it has.
const MOST: u16 = 1000;

static FOUND: Mutex<Option<FoundModes>> = Mutex::new(None);

/// The terminal as it was before this program took it.
struct FoundModes {
    modes: Termios,
    input: BorrowedFd<'static>,
    output: BorrowedFd<'static>,
}

/// The session on the terminal: from [`enter`](Self::enter) to [`leave`](Self::leave), or to its drop.
pub struct Terminal {
    input: BorrowedFd<'static>,
    output: BorrowedFd<'static>,
    lent: bool,
    /// How long a terminal that takes no output may delay giving it back.
    patience: Duration,
}

impl Terminal {
    /// Takes over the terminal on standard input and output: raw mode, alternate screen, paste, mouse, no cursor.
    ///
    /// # Errors
    ///
    /// When a stream is no terminal, the program is in the background, or the terminal refuses; whatever was
    /// done by then is undone.
    pub fn enter() -> Result<Self, TerminalError> {
        Self::enter_on(rustix::stdio::stdin(), rustix::stdio::stdout(), LEAVING)
    }

    /// Does the same on a public screen, whose end waits for nothing.
    ///
    /// # Errors
    ///
    /// As [`enter`](Self::enter).
    pub(crate) fn enter_public() -> Result<Self, TerminalError> {
        Self::enter_on(rustix::stdio::stdin(), rustix::stdio::stdout(), PATIENCE)
    }

    fn enter_on(
        input: BorrowedFd<'static>,
        output: BorrowedFd<'static>,
        patience: Duration,
    ) -> Result<Self, TerminalError> {
        for (stream, fd) in [(Stream::Input, input), (Stream::Output, output)] {
            if !isatty(fd) {
                return Err(TerminalError::NotATerminal(stream));
            }
        }
        if is_background(input) {
            return Err(TerminalError::Background);
        }
        // From here on the guard's drop undoes what was done.
        let terminal = Self { input, output, lent: false, patience };
        terminal.take()?;
        Ok(terminal)
    }

    /// Uses the terminal on standard input and output as another process has taken it over, and gives nothing back.
    ///
    /// It clears the screen and what could be scrolled back to once more, and waits for that as long as it takes: if the
    /// terminal took no output when the other one cleared it ([`wipe`](Self::wipe)), that was lost.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(crate) fn lent() -> Result<Self, TerminalError> {
        let (input, output) = (rustix::stdio::stdin(), rustix::stdio::stdout());
        let terminal = Self { input, output, lent: true, patience: PATIENCE };
        for bytes in [BREAK_OFF, ERASE.as_bytes(), PURGE] {
            write_all(terminal.output, bytes, None).map_err(TerminalError::Output)?;
        }
        Ok(terminal)
    }

    /// Sets our modes again, should somebody have changed them; the screen stays as it is.
    ///
    /// # Errors
    /// When the terminal refuses, or is gone.
    pub fn hold(&self) -> Result<(), TerminalError> {
        let modes = tcgetattr(self.input).map_err(|error| TerminalError::Modes(error.into()))?;
        let mut raw = modes;
        raw.make_raw();
        tcsetattr(self.input, OptionalActions::Now, &raw).map_err(|error| TerminalError::Modes(error.into()))
    }

    /// Clears the screen and what could be scrolled back to, and forgets what was typed and not read, and what was
    /// written and not shown.
    ///
    /// Whatever another process was in the middle of writing is broken off first; every mode is set anew. A terminal
    /// that takes no output holds up nobody.
    ///
    /// # Errors
    /// When the terminal refuses, or is gone.
    pub fn wipe(&self) -> Result<(), TerminalError> {
        let _ = tcflush(self.input, QueueSelector::IOFlush);
        self.hold()?;
        for bytes in [BREAK_OFF, ERASE.as_bytes(), ENTER, PURGE] {
            match write_all(self.output, bytes, Some(PATIENCE)) {
                Err(error) if error.kind() == io::ErrorKind::TimedOut => return Ok(()),
                written => written.map_err(TerminalError::Output)?,
            }
        }
        Ok(())
    }

    /// Remembers the modes unless they are remembered already, and sets ours.
    fn take(&self) -> Result<(), TerminalError> {
        let modes = tcgetattr(self.input).map_err(|error| TerminalError::Modes(error.into()))?;
        let mut raw =
            found().get_or_insert(FoundModes { modes, input: self.input, output: self.output }).modes.clone();
        rescue_line::tell(TerminalHolder::Program(ChangedModes::of(&raw)));
        raw.make_raw();
        tcsetattr(self.input, OptionalActions::Now, &raw)
            .map_err(|error| TerminalError::Modes(error.into()))?;
        write_all(self.output, ENTER, None).map_err(TerminalError::Output)
    }

    /// Gives the terminal back as it was found; does nothing the second time.
    ///
    /// Input nobody has read is thrown away: the rest of a paste or a click must not become a shell's command.
    /// Errors are not reported, for there is nobody to report to and nothing else to do.
    pub fn leave(&mut self) {
        let taken = found().take();
        if let Some(found) = taken {
            restore(&found, self.patience);
        }
    }

    /// Starts the process that gives the terminal back if this one is killed.
    ///
    /// That takes a moment, so nobody should be waiting for what comes next.
    pub fn prepare_rescue(&self) {
        let modes = found().as_ref().map(|found| ChangedModes::of(&found.modes));
        if let Some(modes) = modes {
            rescue_line::start(self.output, modes);
        }
    }

    /// Makes a terminal that takes no output delay the end no longer than a signal allows.
    pub(crate) fn hurry(&mut self) {
        self.patience = self.patience.min(TOLD_TO_END);
    }

    /// Says whether the terminal is ours to draw on; it is not between [`suspend`](Self::suspend) and
    /// [`resume`](Self::resume).
    #[must_use]
    pub(crate) fn is_ours(&self) -> bool {
        self.lent || found().is_some()
    }

    /// Gives the terminal back and stops the program, with its whole process group, as Ctrl-Z does.
    ///
    /// Returns `false`, having done nothing, if there is no job control: nobody could ever continue it. With
    /// `true`, draw no more until the signal `Continued` has come and [`resume`](Self::resume) has returned `true`:
    /// this may return a moment before the stop. SIGSTOP is sent and not SIGTSTP, which we handle ourselves.
    ///
    /// # Errors
    ///
    /// When the system refuses; the terminal is taken again then.
    pub fn suspend(&mut self) -> Result<bool, TerminalError> {
        if !has_job_control() {
            return Ok(false);
        }
        self.leave();
        if let Err(error) = kill_current_process_group(Signal::STOP) {
            self.take()?;
            return Err(TerminalError::Suspend(error.into()));
        }
        Ok(true)
    }

    /// Takes the terminal again after the program was continued, from whatever stopped it.
    ///
    /// Every mode is set anew, for somebody else had the terminal. In the background (`bg`) it stops the program
    /// again, as any program that needs the terminal does, and returns `false`: wait for the next `Continued`. After
    /// `true`, draw everything ([`afresh`](super::surface::Surface::redraw)); the size may be another.
    ///
    /// # Errors
    ///
    /// When the terminal refuses, or is gone.
    pub fn resume(&mut self) -> Result<bool, TerminalError> {
        if self.lent {
            // Whoever lent it sees to its modes.
            return Ok(true);
        }
        if is_background(self.input) {
            // `fg` right after: give the shell time to hand the terminal over, or we would stop in the foreground.
            thread::sleep(HANDOVER);
        }
        if is_background(self.input) {
            if has_job_control() {
                kill_current_process_group(Signal::STOP)
                    .map_err(|error| TerminalError::Suspend(error.into()))?;
            }
            return Ok(false);
        }
        self.take()?;
        Ok(true)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.leave();
        rescue_line::end();
    }
}

/// Gives the terminal back from anywhere, a panic hook above all; does nothing if it is not taken.
///
/// It allocates nothing and never waits for a lock: if another thread is at this very moment taking or giving
/// back, that thread does it.
pub fn emergency_restore() {
    let taken = match FOUND.try_lock() {
        Ok(mut guard) => guard.take(),
        Err(std::sync::TryLockError::Poisoned(poisoned)) => poisoned.into_inner().take(),
        Err(std::sync::TryLockError::WouldBlock) => None,
    };
    if let Some(found) = taken {
        restore(&found, PATIENCE);
    }
}

/// Returns the size of the terminal on standard output in columns and rows; 80 by 24 if it does not know, and never
/// more than can be painted in a moment.
#[must_use]
pub fn size() -> Size {
    let (width, height) = size_of(rustix::stdio::stdout());
    Size { width, height }
}

fn size_of(fd: BorrowedFd<'_>) -> (u16, u16) {
    match tcgetwinsize(fd) {
        Ok(size) if size.ws_col > 0 && size.ws_row > 0 => (size.ws_col.min(MOST), size.ws_row.min(MOST)),
        _ => USUAL_SIZE,
    }
}

/// Says whether the terminal is our controlling terminal and another process group has it now.
///
/// Reading from it, or changing its modes, would then only bring SIGTTIN or SIGTTOU.
pub(crate) fn is_background(fd: BorrowedFd<'_>) -> bool {
    tcgetpgrp(fd).is_ok_and(|foreground| foreground != getpgrp())
}

/// Says whether somebody could continue us: a shell with job control gives each job a group of its own.
pub(in crate::shell) fn has_job_control() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}

fn found() -> MutexGuard<'static, Option<FoundModes>> {
    // A panic under this lock leaves a whole value behind: it is only ever replaced or taken.
    FOUND.lock().unwrap_or_else(PoisonError::into_inner)
}

fn restore(found: &FoundModes, patience: Duration) {
    let background = is_background(found.input);
    let silenced = background
        && tcgetattr(found.output).is_ok_and(|modes| modes.local_modes.contains(LocalModes::TOSTOP));
    if !silenced {
        let _ = write_all(found.output, LEAVE, Some(patience));
    }
    if !background {
        let _ = tcflush(found.input, QueueSelector::IFlush);
        let _ = tcsetattr(found.input, OptionalActions::Now, &found.modes);
    }
    rescue_line::tell(TerminalHolder::Others);
}

/// Returns what has to be written to give a terminal back for a process that may have been in the middle of writing, and
/// to say something after that.
pub(super) fn farewell(said: &[u8]) -> Vec<u8> {
    [BREAK_OFF, LEAVE, said].concat()
}

/// Gives a terminal back for another process, which was killed while it had it: writes a [farewell], and sets the modes
/// that the process has found.
///
/// A shell does the same at this moment. So it is one write, and if there are modes of somebody else by now, they stay.
pub(super) fn give_back_for(terminal: BorrowedFd<'_>, farewell: &[u8], found: ChangedModes) {
    let _ = write_all(terminal, farewell, Some(LEAVING));
    let Ok(modes) = tcgetattr(terminal) else { return };
    let found = found.within(&modes);
    let mut ours = found.clone();
    ours.make_raw();
    if ChangedModes::of(&ours) == ChangedModes::of(&modes) {
        let _ = tcflush(terminal, QueueSelector::IFlush);
        let _ = tcsetattr(terminal, OptionalActions::Now, &found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustix::termios::InputModes;
    use std::io::Read;
    use std::os::fd::{AsFd, OwnedFd};

    fn forever(fd: impl AsFd) -> BorrowedFd<'static> {
        let fd: OwnedFd = fd.as_fd().try_clone_to_owned().unwrap();
        let leaked: &'static OwnedFd = Box::leak(Box::new(fd));
        leaked.as_fd()
    }

    fn modes(fd: impl AsFd) -> String {
        format!("{:?}", tcgetattr(fd).unwrap())
    }

    /// Asserts that exactly these bytes come next; a pty may hand them over in several reads.
    fn expect(pty: &mut pty_process::blocking::Pty, wanted: &[u8]) {
        let mut bytes = vec![0; wanted.len()];
        pty.read_exact(&mut bytes).unwrap();
        assert_eq!(bytes, wanted);
    }

    /// One test for all that uses the one static place.
    #[test]
    fn the_terminal_is_given_back_once_and_as_it_was_found() {
        let (mut pty, pts) = pty_process::blocking::open().unwrap();
        let fd = forever(&pts);
        let before = modes(fd);
        let mut terminal = Terminal::enter_on(fd, fd, LEAVING).unwrap();
        assert!(terminal.is_ours());
        expect(&mut pty, ENTER);
        let raw = tcgetattr(fd).unwrap();
        assert!(!raw.local_modes.intersects(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG));
        assert!(!raw.input_modes.intersects(InputModes::IXON | InputModes::ICRNL));

        assert!(terminal.resume().unwrap(), "taken again, though never given back");
        expect(&mut pty, ENTER);

        terminal.leave();
        assert!(!terminal.is_ours());
        expect(&mut pty, LEAVE);
        assert_eq!(modes(fd), before);
        terminal.leave();
        emergency_restore();

        assert!(terminal.resume().unwrap());
        expect(&mut pty, ENTER);
        emergency_restore();
        expect(&mut pty, LEAVE);
        assert_eq!(modes(fd), before);
        drop(terminal);

        let terminal = Terminal::enter_on(fd, fd, LEAVING).unwrap();
        drop(terminal);
        expect(&mut pty, &[ENTER, LEAVE].concat());
        assert_eq!(modes(fd), before);

        // A terminal that cannot be written to is not left raw.
        let (_reader, writer) = std::io::pipe().unwrap();
        let unfit = Terminal { input: fd, output: forever(&writer), lent: false, patience: LEAVING };
        drop(_reader);
        assert!(matches!(unfit.take(), Err(TerminalError::Output(_))));
        drop(unfit);
        assert_eq!(modes(fd), before);
    }

    #[test]
    fn a_pipe_is_no_terminal() {
        let (reader, _writer) = std::io::pipe().unwrap();
        let (_pty, pts) = pty_process::blocking::open().unwrap();
        let (pipe, tty) = (forever(&reader), forever(&pts));
        let refused = |input, output| match Terminal::enter_on(input, output, LEAVING) {
            Err(TerminalError::NotATerminal(stream)) => stream,
            _ => panic!("it was not refused"),
        };
        assert_eq!(refused(pipe, tty), Stream::Input);
        assert_eq!(refused(tty, pipe), Stream::Output);
    }

    #[test]
    fn a_terminal_without_a_size_has_the_usual_one() {
        let (pty, pts) = pty_process::blocking::open().unwrap();
        assert_eq!(size_of(pts.as_fd()), USUAL_SIZE);
        pty.resize(pty_process::Size::new(30, 100)).unwrap();
        assert_eq!(size_of(pts.as_fd()), (100, 30));
    }

    #[test]
    fn a_size_that_cannot_be_is_not_believed() {
        let (pty, pts) = pty_process::blocking::open().unwrap();
        pty.resize(pty_process::Size::new(u16::MAX, u16::MAX)).unwrap();
        assert_eq!(size_of(pts.as_fd()), (MOST, MOST));
        pty.resize(pty_process::Size::new(12, u16::MAX)).unwrap();
        assert_eq!(size_of(pts.as_fd()), (MOST, 12));
    }
}
