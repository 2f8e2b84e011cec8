//! The line to the rescue process, which gives the terminal back if this program is killed: it is told who has it.
//!
//! A program does not hear of `SIGKILL`, and can do nothing after an abort. So another process reads this line, and the
//! system closes the line when the program ends, however that ends. Nothing here touches the terminal.

use crate::shell::world::own_program;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, PidfdFlags, pidfd_open};
use rustix::termios::{ControlModes, InputModes, LocalModes, OutputModes, SpecialCodeIndex, Termios};
use std::io::{self, PipeWriter, Read};
use std::os::fd::BorrowedFd;
use std::process::Child;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// The argument that makes the program be the rescue process. Help does not tell of it.
pub const ARGUMENT: &str = "--rescue-terminal";

/// How long the end of the program waits for the rescue process to end.
const PATIENCE: Duration = Duration::from_millis(200);

/// Bytes of what is told at once.
const LENGTH: usize = 19;

/// The special codes that taking a terminal over changes.
const CODES: [SpecialCodeIndex; 2] = [SpecialCodeIndex::VMIN, SpecialCodeIndex::VTIME];

/// In one static place, for whatever gives the terminal back has to tell: a panic hook, too.
static LINE: Mutex<Option<RescueProcess>> = Mutex::new(None);

struct RescueProcess {
    writer: PipeWriter,
    process: Child,
}

/// The part of a terminal's modes that taking it over changes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct ChangedModes {
    words: [u32; 4],
    codes: [u8; 2],
}

impl ChangedModes {
    /// Takes this part out of all modes.
    pub(super) fn of(modes: &Termios) -> Self {
        let words = [
            modes.input_modes.bits(),
            modes.output_modes.bits(),
            modes.control_modes.bits(),
            modes.local_modes.bits(),
        ];
        Self { words, codes: CODES.map(|code| modes.special_codes[code]) }
    }

    /// Returns modes with this part in place of their own.
    pub(super) fn within(self, modes: &Termios) -> Termios {
        let (mut modes, [input, output, control, local]) = (modes.clone(), self.words);
        modes.input_modes = InputModes::from_bits_retain(input);
        modes.output_modes = OutputModes::from_bits_retain(output);
        modes.control_modes = ControlModes::from_bits_retain(control);
        modes.local_modes = LocalModes::from_bits_retain(local);
        for (code, value) in CODES.into_iter().zip(self.codes) {
            modes.special_codes[code] = value;
        }
        modes
    }
}

/// Who has the terminal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum TerminalHolder {
    /// The program; before, the terminal had these modes.
    Program(ChangedModes),
    /// Whoever started it.
    Others,
}

impl TerminalHolder {
    /// Reads to the end of a line what is told on it, and returns the last of it.
    pub(super) fn last_told(mut line: impl Read) -> Self {
        let (mut last, mut bytes) = (Self::Others, [0; LENGTH]);
        while line.read_exact(&mut bytes).is_ok() {
            last = Self::from_bytes(bytes);
        }
        last
    }

    fn to_bytes(self) -> [u8; LENGTH] {
        let Self::Program(ChangedModes { words, codes }) = self else { return [0; LENGTH] };
        let mut bytes = [1; LENGTH];
        let all = words.into_iter().flat_map(u32::to_le_bytes).chain(codes);
        for (to, byte) in bytes.iter_mut().zip(all) {
            *to = byte;
        }
        bytes
    }

    fn from_bytes(bytes: [u8; LENGTH]) -> Self {
        let (words, rest) = bytes.as_chunks();
        match (words, rest) {
            (&[input, output, control, local], &[least, time, 1]) => {
                let words = [input, output, control, local].map(u32::from_le_bytes);
                Self::Program(ChangedModes { words, codes: [least, time] })
            }
            _ => Self::Others,
        }
    }
}

/// Starts the rescue process for a terminal that the program has. Without one the program goes on as well.
pub(super) fn start(terminal: BorrowedFd<'_>, found: ChangedModes) {
    let mut line = LINE.lock().unwrap_or_else(PoisonError::into_inner);
    if line.is_none() {
        *line = started(terminal, found).ok();
    }
}

fn started(terminal: BorrowedFd<'_>, found: ChangedModes) -> io::Result<RescueProcess> {
    let (theirs, writer) = io::pipe()?;
    // A rescue process that was stopped holds up nobody.
    rustix::io::ioctl_fionbio(&writer, true)?;
    // From its first moment on the process has it to read.
    rustix::io::write(&writer, &TerminalHolder::Program(found).to_bytes())?;
    let mut command = own_program::again();
    command.arg(ARGUMENT).stdin(theirs).stdout(terminal.try_clone_to_owned()?);
    Ok(RescueProcess { writer, process: command.spawn()? })
}

/// Tells the rescue process, if there is one, who has the terminal from now on. It allocates nothing and waits for nothing.
pub(super) fn tell(holder: TerminalHolder) {
    if let Ok(line) = LINE.try_lock()
        && let Some(line) = line.as_ref()
    {
        // If it is gone, nobody can be told.
        let _ = rustix::io::write(&line.writer, &holder.to_bytes());
    }
}

/// Ends the rescue process and waits a little for its end, so that nothing of the program is left when it has ended.
pub(super) fn end() {
    let Some(RescueProcess { writer, mut process }) =
        LINE.lock().unwrap_or_else(PoisonError::into_inner).take()
    else {
        return;
    };
    drop(writer);
    let limit = Timespec::try_from(PATIENCE).ok();
    if let Ok(ended) = pidfd_open(Pid::from_child(&process), PidfdFlags::empty()) {
        let _ = poll(&mut [PollFd::new(&ended, PollFlags::IN)], limit.as_ref());
    }
    let _ = process.try_wait();
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustix::termios::tcgetattr;

    #[test]
    fn the_last_that_was_told_counts_and_half_of_it_does_not() {
        let found = ChangedModes { words: [0x500, 5, 0xbf, 0x8a3b], codes: [1, 0] };
        let [taken, given_back] =
            [TerminalHolder::Program(found), TerminalHolder::Others].map(TerminalHolder::to_bytes);
        let last = |told: &[&[u8]]| TerminalHolder::last_told(told.concat().as_slice());
        assert_eq!(last(&[]), TerminalHolder::Others);
        assert_eq!(last(&[&taken]), TerminalHolder::Program(found));
        assert_eq!(last(&[&taken, &given_back]), TerminalHolder::Others);
        assert_eq!(last(&[&taken, &given_back, &taken, &given_back[..7]]), TerminalHolder::Program(found));
        assert_eq!(last(&[b"\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r"]), TerminalHolder::Others);
    }

    #[test]
    fn what_taking_a_terminal_over_changes_is_all_that_is_put_back() {
        let (_pty, pts) = pty_process::blocking::open().unwrap();
        let mut found = tcgetattr(&pts).unwrap();
        (found.special_codes[SpecialCodeIndex::VMIN], found.special_codes[SpecialCodeIndex::VTIME]) = (3, 7);
        found.local_modes.remove(LocalModes::ECHO);
        let mut raw = found.clone();
        raw.make_raw();
        assert_ne!(format!("{raw:?}"), format!("{found:?}"));
        assert_eq!(format!("{:?}", ChangedModes::of(&found).within(&raw)), format!("{found:?}"));
    }
}
