//! Writes to the terminal: everything that was collected at once, and no longer than the terminal has room for it.
//!
//! It knows neither what it writes nor any mode of the terminal.

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::termios::{isatty, tcgetsid};
use std::fmt;
use std::io::{self, Write};
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::time::Duration;

/// A writer that keeps everything until it is flushed, and then writes it at once.
///
/// Wanted on the terminal itself: no line buffering, no lock, no second copy of what was drawn.
pub struct Output {
    fd: OwnedFd,
    /// What is collected, and what was flushed and had no room.
    pub(super) pending: Vec<u8>,
    patience: Patience,
}

/// How long an output waits for room on a terminal that takes no output.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Patience {
    AsLongAsItTakes,
    AtMost(Duration),
    None,
}

impl Output {
    /// Makes an output on a file descriptor, which it will own; it waits for room as long as it takes.
    #[must_use]
    pub fn new(fd: OwnedFd) -> Self {
        Self { fd, pending: Vec::new(), patience: Patience::AsLongAsItTakes }
    }

    /// Makes it wait no longer than this for room.
    #[must_use]
    pub fn within(self, patience: Duration) -> Self {
        Self { patience: Patience::AtMost(patience), ..self }
    }

    /// Makes it wait for no room: what has none stays [pending](Self::is_pending), and is written by later flushes.
    #[must_use]
    pub fn at_once(self) -> Self {
        Self { patience: Patience::None, ..self }
    }

    /// Makes an output on the terminal that standard output is.
    ///
    /// # Errors
    ///
    /// When standard output is closed or no more files may be opened.
    pub fn stdout() -> io::Result<Self> {
        let stdout = rustix::stdio::stdout();
        let fd = match opened_anew(stdout, OFlags::WRONLY | OFlags::NONBLOCK) {
            Some(fd) => fd,
            None => stdout.try_clone_to_owned()?,
        };
        Ok(Self::new(fd))
    }

    /// Collects a text; that cannot fail.
    pub(super) fn collect(&mut self, text: impl fmt::Display) {
        let _ = write!(self.pending, "{text}");
    }

    /// Says whether something was flushed that had no room.
    #[must_use]
    pub fn is_pending(&self) -> bool {
        !self.pending.is_empty()
    }

    /// Takes out what had no room.
    #[must_use]
    pub(in crate::shell) fn taken(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.pending)
    }

    /// Forgets what had no room.
    pub fn forget(&mut self) {
        self.pending.clear();
    }
}

/// Opens a terminal another time: to read from it, or so that to write to it can be made not to wait.
///
/// Not to wait is a flag of what was opened and not of the descriptor: set on standard output itself, it would be set for every
/// program that was started on the same terminal, the shell above all, and stay set after us. Where neither way is
/// open, after `su` or in a narrow sandbox, a terminal is written to byte by byte ([`write_some`]).
pub(super) fn opened_anew(terminal: BorrowedFd<'_>, access: OFlags) -> Option<OwnedFd> {
    let flags = access | OFlags::NOCTTY | OFlags::CLOEXEC;
    let open = |path: &str| rustix::fs::open(path, flags, Mode::empty()).ok();
    // Only our controlling terminal has a session for us; everybody may open that one.
    let controlling = tcgetsid(terminal).ok().and_then(|_| open("/dev/tty"));
    let number = terminal.as_raw_fd();
    controlling.or_else(|| if isatty(terminal) { open(&format!("/proc/self/fd/{number}")) } else { None })
}

impl AsFd for Output {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.pending.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// Writes everything collected, or what there is room for; after an error it is forgotten, not tried again.
    fn flush(&mut self) -> io::Result<()> {
        let written = match self.patience {
            Patience::AsLongAsItTakes => write_all(self.fd.as_fd(), &self.pending, None),
            Patience::AtMost(patience) => write_all(self.fd.as_fd(), &self.pending, Some(patience)),
            Patience::None => match write_some(self.fd.as_fd(), &self.pending) {
                Ok(written) => {
                    self.pending.drain(..written);
                    return Ok(());
                }
                Err(error) => Err(error),
            },
        };
        self.pending.clear();
        written
    }
}

/// Writes what there is room for, and returns how much that was.
///
/// A write that may wait is made byte by byte, each only if there is room: how much there is nobody tells, and one that
/// is longer waits for the rest.
fn write_some(fd: BorrowedFd<'_>, bytes: &[u8]) -> io::Result<usize> {
    let most = most_at_once(fd);
    let mut written = 0;
    while let Some(rest) = bytes.get(written..).filter(|rest| !rest.is_empty()) {
        if most == 1 && !has_room(fd, Some(Duration::ZERO))? {
            break;
        }
        match rustix::io::write(fd, rest.get(..most).unwrap_or(rest)) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(length) => written += length,
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => break,
            Err(error) => return Err(error.into()),
        }
    }
    Ok(written)
}

/// Returns how many bytes may be written at once without waiting: all of them, or one.
fn most_at_once(fd: BorrowedFd<'_>) -> usize {
    let waits = rustix::fs::fcntl_getfl(fd).is_ok_and(|flags| !flags.contains(OFlags::NONBLOCK));
    if waits { 1 } else { usize::MAX }
}

/// Writes all of the bytes: again after a signal or a partial write, and waiting when the terminal has no room.
///
/// With `patience`, it waits no longer than that for room each time; without, as long as it takes. A terminal that is
/// gone is an error.
pub(crate) fn write_all(fd: BorrowedFd<'_>, bytes: &[u8], patience: Option<Duration>) -> io::Result<()> {
    let most = if patience.is_some() { most_at_once(fd) } else { usize::MAX };
    let mut rest = bytes;
    while !rest.is_empty() {
        if patience.is_some() && !has_room(fd, patience)? {
            return Err(io::ErrorKind::TimedOut.into());
        }
        match rustix::io::write(fd, rest.get(..most).unwrap_or(rest)) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => rest = rest.get(written..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) if patience.is_none() => {
                has_room(fd, None)?;
            }
            Err(Errno::AGAIN) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Waits until there is room, at most so long; says whether there is.
fn has_room(fd: BorrowedFd<'_>, patience: Option<Duration>) -> io::Result<bool> {
    let patience = patience.and_then(|patience| Timespec::try_from(patience).ok());
    let mut wanted = [PollFd::from_borrowed_fd(fd, PollFlags::OUT)];
    match poll(&mut wanted, patience.as_ref()) {
        Ok(0) => return Ok(false),
        // A signal is no reason to give up: the write says whether there is room.
        Ok(_) | Err(Errno::INTR) => {}
        Err(error) => return Err(error.into()),
    }
    let gone = PollFlags::ERR | PollFlags::HUP | PollFlags::NVAL;
    if wanted.iter().any(|entry| entry.revents().intersects(gone)) { Err(Errno::IO.into()) } else { Ok(true) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn a_terminal_that_is_gone_is_an_error_and_is_not_tried_again() {
        let (reader, writer) = io::pipe().unwrap();
        let mut output = Output::new(writer.into());
        drop(reader);
        output.write_all(b"abc").unwrap();
        assert_eq!(output.flush().unwrap_err().kind(), io::ErrorKind::BrokenPipe);
        output.flush().unwrap();
    }

    #[test]
    fn a_full_terminal_is_waited_for() {
        let (mut reader, writer) = io::pipe().unwrap();
        rustix::io::ioctl_fionbio(&writer, true).unwrap();
        let frame = vec![b'x'; 300_000];
        let mut output = Output::new(writer.into());
        output.write_all(&frame).unwrap();
        let listener = std::thread::spawn(move || {
            let mut all = Vec::new();
            reader.read_to_end(&mut all).unwrap();
            all
        });
        output.flush().unwrap();
        drop(output);
        assert_eq!(listener.join().unwrap(), frame);
    }

    #[test]
    fn patience_ends() {
        let (_reader, writer) = io::pipe().unwrap();
        rustix::io::ioctl_fionbio(&writer, true).unwrap();
        let error = write_all(writer.as_fd(), &[b'x'; 300_000], Some(Duration::from_millis(5))).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    }

    #[test]
    fn what_has_no_room_is_not_waited_for_and_comes_later_in_order() {
        let (mut reader, writer) = io::pipe().unwrap();
        rustix::io::ioctl_fionbio(&writer, true).unwrap();
        let frame: Vec<u8> = (0..300_000_u32).flat_map(u32::to_be_bytes).collect();
        let mut output = Output::new(writer.into()).at_once();
        output.write_all(&frame).unwrap();
        output.flush().unwrap();
        let (mut all, mut piece) = (Vec::new(), [0; 5000]);
        while output.is_pending() {
            let length = reader.read(&mut piece).unwrap();
            all.extend_from_slice(&piece[..length]);
            output.flush().unwrap();
        }
        drop(output);
        reader.read_to_end(&mut all).unwrap();
        assert!(all == frame);
    }

    #[test]
    fn a_terminal_that_would_be_waited_for_is_written_to_as_far_as_it_has_room() {
        let (mut reader, writer) = io::pipe().unwrap();
        let mut output = Output::new(writer.try_clone().unwrap().into()).at_once();
        let frame = vec![b'x'; 70_000];
        output.write_all(&frame).unwrap();
        output.flush().unwrap();
        assert!(output.is_pending());
        let (mut read, mut piece) = (0, [0; 5000]);
        while output.is_pending() {
            read += reader.read(&mut piece).unwrap();
            output.flush().unwrap();
        }
        assert!(read >= 70_000 - 65_536);
        let error = write_all(writer.as_fd(), &[b'y'; 70_000], Some(Duration::from_millis(5))).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    }

    #[test]
    fn a_terminal_that_is_opened_anew_waits_for_nothing_and_the_one_before_still_does() {
        let (_pty, pts) = pty_process::blocking::open().unwrap();
        let anew = opened_anew(pts.as_fd(), OFlags::WRONLY | OFlags::NONBLOCK).unwrap();
        let waits = |fd: BorrowedFd<'_>| !rustix::fs::fcntl_getfl(fd).unwrap().contains(OFlags::NONBLOCK);
        assert!(isatty(&anew) && !waits(anew.as_fd()) && waits(pts.as_fd()));
        let (_reader, writer) = io::pipe().unwrap();
        assert!(opened_anew(writer.as_fd(), OFlags::WRONLY).is_none(), "what is no terminal stays as it is");
    }
}
