//! The rescue process: gives the terminal back for a program that was killed, and says that it was.
//!
//! A full screen starts it once the first frame is drawn. It waits for the end of the line (`rescue_line.rs`) and does
//! nothing else. It is in a session of its own: no key and no job control reaches it, and it may set modes from wherever it
//! is. It reads no content and no settings, so that it takes little memory.

use super::faults::unusable;
use super::guard::{farewell, give_back_for};
use super::output::{Output, write_all};
use super::rescue_line::TerminalHolder;
use crate::shell::world::error::Failure;
use rustix::fs::{FileType, fstat};
use rustix::process::setsid;
use rustix::stdio::{stderr, stdin, stdout};
use rustix::termios::isatty;
use std::io;
use std::os::fd::AsFd;
use std::time::Duration;

pub use super::rescue_line::ARGUMENT;

/// How long somebody who takes no output may delay what is said.
const PATIENCE: Duration = Duration::from_millis(200);

/// What is said of a program that was killed. The modes of the terminal may still be ours: it has both ends of a line.
const SAID: &[u8] = b"stillpoint ended unexpectedly, and nothing is kept but what was saved.\r\n";

/// Waits for the end of the program that started this process, and gives the terminal back if that did not.
///
/// # Errors
/// If no program started it, or the terminal is gone.
pub fn run() -> Result<(), Failure> {
    let has_line = fstat(stdin()).is_ok_and(|file| FileType::from_raw_mode(file.st_mode) == FileType::Fifo);
    if !has_line {
        return Err(Failure::new("This is a part of the full screen, which starts it by itself.")
            .hint("Run: stillpoint"));
    }
    // The leader of a group may not; such a process has a group of its own already.
    let _ = setsid();
    let terminal = Output::stdout().map_err(unusable)?;
    let (here, elsewhere) = if is_same_terminal() { (SAID, &[][..]) } else { (&[][..], SAID) };
    // Made before it is needed: then every moment counts, for what a shell writes before it is lost with our screen.
    let bytes = farewell(here);
    if let TerminalHolder::Program(found) = TerminalHolder::last_told(io::stdin().lock()) {
        give_back_for(terminal.as_fd(), &bytes, found);
        // If nobody takes it, there is nobody to tell.
        let _ = write_all(stderr(), elsewhere, Some(PATIENCE));
    }
    Ok(())
}

/// Says whether what is written to standard error stands on the terminal that is given back.
fn is_same_terminal() -> bool {
    match (fstat(stdout()), fstat(stderr())) {
        (Ok(one), Ok(other)) => isatty(stderr()) && one.st_rdev == other.st_rdev,
        _ => false,
    }
}
