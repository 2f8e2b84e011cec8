//! Asks for a passphrase or a PIN at the terminal, without showing it.
//!
//! Whatever ends the asking (an answer, a signal, the end of the terminal), the terminal is as it was found. It is asked
//! at the terminal itself, so that output can go elsewhere. Trying a passphrase takes seconds, and a signal ends that at
//! once too. Whether it is the right one is not known here.

use super::guard::is_background;
use crate::domain::sanitize::sanitize;
use crate::files::records::identity::Passphrase;
use crate::files::text_file;
use crate::shell::world::error::Failure;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::process::{Signal, getpid, kill_process};
use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
use signal_hook::SigId;
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

/// The signals that end the asking.
const WATCHED: [i32; 5] = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP];

/// The longest line that can be typed, in bytes. A terminal hands over one more and its newline, and drops the rest.
const LONGEST: usize = 4094;

/// Something that is asked for unseen, and what is said when it cannot be.
pub struct Question {
    /// What stands before the place where it is typed.
    pub prompt: String,
    /// The sentence that is said without a terminal.
    pub no_terminal: String,
    /// What could not be done, without the full stop: the reason follows.
    pub unread: String,
}

/// Asks once for the passphrase of a file of keys, and hands it to `work`, which takes as long as it takes.
///
/// # Errors
/// There is no terminal, or nothing was typed, or a signal ended it or the work: then with the status of that signal.
pub fn ask<T: Send + 'static>(
    keys: &Path,
    work: impl FnOnce(Passphrase) -> T + Send + 'static,
) -> Result<T, Failure> {
    let name = sanitize(&text_file::name_of(keys)).into_owned();
    let asking = Asking::begin(Question {
        prompt: format!("Passphrase of {name}: "),
        no_terminal: format!(
            "{name}: This file is locked with a passphrase, and there is no terminal to ask for it."
        ),
        unread: format!("{name}: The passphrase could not be asked for"),
    })?;
    let typed = asking.hear()?;
    if typed.expose().is_empty() {
        return Err(Failure::new(format!("{name}: No passphrase was typed."))
            .hint("Nothing was opened. Run the command again."));
    }
    let worked = asking.signals.during(move || work(typed));
    worked.map_err(|error| asking.failed(error))?.map_err(Failure::signalled)
}

/// Asks for a line of which nothing is shown, not even how long it is. It may be empty.
///
/// # Errors
/// There is no terminal, or a signal ended it: then with the status of that signal.
pub fn unseen(question: Question) -> Result<Passphrase, Failure> {
    Asking::begin(question)?.hear()
}

/// Lets signals do what they do by default, after [`ask`] or [`unseen`] has been heard.
///
/// Nothing else may handle them: a program that takes the terminal does so itself.
pub(crate) fn as_usual() {
    for number in WATCHED {
        let always = Arc::new(AtomicBool::new(true));
        // Where it cannot be done, the signal is without effect for the moment that the command takes.
        let _ = signal_hook::flag::register_conditional_default(number, always);
    }
}

/// What came of asking.
enum Typed {
    Line(String),
    /// A line of which the terminal may have dropped a part.
    TooLong,
    Signal(i32),
}

/// One question at the terminal, and the signals that end it.
struct Asking {
    tty: File,
    signals: Signals,
    question: Question,
}

impl Asking {
    fn begin(question: Question) -> Result<Self, Failure> {
        let tty = match File::options().read(true).write(true).open("/dev/tty") {
            Ok(tty) => tty,
            Err(error) => {
                return Err(Failure::new(question.no_terminal).hint(way_to_a_terminal(error.kind())));
            }
        };
        match Signals::watch() {
            Ok(signals) => Ok(Self { tty, signals, question }),
            Err(error) => Err(unheard(&question, error)),
        }
    }

    fn failed(&self, error: io::Error) -> Failure {
        unheard(&self.question, error)
    }

    fn hear(&self) -> Result<Passphrase, Failure> {
        match self.run().map_err(|error| self.failed(error))? {
            Typed::Line(line) => Ok(Passphrase::from(line)),
            Typed::TooLong => Err(Failure::new(format!(
                "What was typed is longer than {LONGEST} bytes, and a terminal drops the end of so long a line."
            ))
            .hint("Nothing was tried with it. Run the command again.")),
            Typed::Signal(number) => Err(Failure::signalled(number)),
        }
    }

    fn run(&self) -> io::Result<Typed> {
        if is_background(self.tty.as_fd()) {
            return Err(io::Error::other("the program is in the background"));
        }
        loop {
            let quiet = Quiet::from(&self.tty)?;
            let mut tty = &self.tty;
            tty.write_all(self.question.prompt.as_bytes())?;
            let typed = self.read();
            // The newline that was typed was not shown either.
            let _ = tty.write_all(b"\n");
            drop(quiet);
            match typed? {
                Typed::Signal(SIGTSTP) => self.signals.stop()?,
                typed => return Ok(typed),
            }
        }
    }

    /// Reads a line, or the signal that comes before its end.
    fn read(&self) -> io::Result<Typed> {
        let mut line = Vec::with_capacity(LONGEST + 1);
        loop {
            let mut both =
                [PollFd::new(&self.tty, PollFlags::IN), PollFd::new(&self.signals.woken, PollFlags::IN)];
            match poll(&mut both, None) {
                Ok(_) | Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
            if let Some(number) = self.signals.number() {
                drop(overwritten(line));
                return Ok(Typed::Signal(number));
            }
            if both.first().is_none_or(|tty| tty.revents().is_empty()) {
                continue;
            }
            let mut byte = [0];
            let mut tty = &self.tty;
            let end = tty.read(&mut byte)? == 0 || byte == *b"\n";
            if end && line.len() > LONGEST {
                drop(overwritten(line));
                return Ok(Typed::TooLong);
            }
            if end {
                return Ok(Typed::Line(text(line)));
            }
            // Of what is too long only so much is kept that its length can be told.
            if line.len() <= LONGEST {
                line.extend(byte);
            }
        }
    }
}

/// Says what to do where there is no terminal to ask at.
fn way_to_a_terminal(missing: io::ErrorKind) -> &'static str {
    match missing {
        io::ErrorKind::NotFound => {
            "There is no file /dev/tty here. A root folder that a program runs in needs it."
        }
        _ => "Run this in a terminal window.",
    }
}

fn unheard(question: &Question, error: io::Error) -> Failure {
    Failure::new(question.unread.clone()).caused_by(error).hint("Try another terminal window.")
}

/// Takes what was typed as text; what is no text is no passphrase that anybody typed.
fn text(line: Vec<u8>) -> String {
    String::from_utf8(line).unwrap_or_else(|error| {
        drop(overwritten(error.into_bytes()));
        String::new()
    })
}

/// Overwrites what was typed, so that it does not stay in memory. Zeros are text whatever stood there before, so they can
/// be handed to the type that wipes itself, whose writes the compiler keeps.
fn overwritten(mut line: Vec<u8>) -> Passphrase {
    line.fill(0);
    Passphrase::from(String::from_utf8(line).unwrap_or_default())
}

/// A terminal that shows nothing of what is typed, until this is dropped.
struct Quiet<'t> {
    tty: &'t File,
    found: Termios,
}

impl<'t> Quiet<'t> {
    fn from(tty: &'t File) -> io::Result<Self> {
        let found = tcgetattr(tty)?;
        let mut quiet = found.clone();
        quiet.local_modes.remove(LocalModes::ECHO | LocalModes::ECHONL);
        quiet.local_modes.insert(LocalModes::ICANON | LocalModes::ISIG);
        tcsetattr(tty, OptionalActions::Flush, &quiet)?;
        Ok(Self { tty, found })
    }
}

impl Drop for Quiet<'_> {
    fn drop(&mut self) {
        let _ = tcsetattr(self.tty, OptionalActions::Now, &self.found);
    }
}

/// The signals that end the asking and the work, for as long as this is kept.
pub(crate) struct Signals {
    ids: Vec<SigId>,
    came: Arc<AtomicUsize>,
    woken: UnixStream,
}

impl Signals {
    /// Listens for them.
    ///
    /// # Errors
    /// What the system says.
    pub(crate) fn watch() -> io::Result<Self> {
        let (woken, wake) = UnixStream::pair()?;
        woken.set_nonblocking(true)?;
        let mut signals = Self { ids: Vec::new(), came: Arc::default(), woken };
        for number in WATCHED {
            let told = usize::try_from(number).unwrap_or_default();
            signals.ids.push(signal_hook::flag::register_usize(number, Arc::clone(&signals.came), told)?);
            signals.ids.push(signal_hook::low_level::pipe::register(number, wake.try_clone()?)?);
        }
        Ok(signals)
    }

    /// Does some work that takes long, in a thread of its own; returns the signal that came before its end, if one did.
    /// Then the work is left to itself: the program is about to end.
    fn during<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> io::Result<Result<T, i32>> {
        let (ended, at_work) = UnixStream::pair()?;
        let working = thread::Builder::new().name("passphrase".into()).spawn(move || {
            // Dropped at the end, which the other one of the pair hears, also if the work panics.
            let _at_work = at_work;
            work()
        })?;
        loop {
            let mut both = [PollFd::new(&ended, PollFlags::IN), PollFd::new(&self.woken, PollFlags::IN)];
            match poll(&mut both, None) {
                Ok(_) | Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
            match self.number() {
                Some(SIGTSTP) => self.stop()?,
                Some(number) => return Ok(Err(number)),
                None if both.first().is_some_and(|ended| !ended.revents().is_empty()) => {
                    let worked = working.join();
                    return worked.map(Ok).map_err(|_| io::Error::other("it ended early"));
                }
                None => {}
            }
        }
    }

    /// Returns the signal that ends a work, if one came. Ctrl-Z ends nothing: the program stops, after `before`, and goes on
    /// when it is called back.
    pub(crate) fn ending(&self, before: impl FnOnce()) -> Option<i32> {
        match self.number() {
            Some(SIGTSTP) => {
                before();
                // If it cannot be stopped, it goes on.
                let _ = self.stop();
                None
            }
            other => other,
        }
    }

    /// Stops the program, as Ctrl-Z asks, and goes on when it is called back.
    fn stop(&self) -> io::Result<()> {
        kill_process(getpid(), Signal::STOP)?;
        self.forget();
        Ok(())
    }

    /// Returns the signal that came, if one did.
    pub(crate) fn number(&self) -> Option<i32> {
        i32::try_from(self.came.load(Ordering::SeqCst)).ok().filter(|number| *number != 0)
    }

    /// Goes on as if no signal had come.
    fn forget(&self) {
        let mut woken = &self.woken;
        let _ = woken.read(&mut [0; 64]);
        self.came.store(0, Ordering::SeqCst);
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        for id in self.ids.drain(..) {
            signal_hook::low_level::unregister(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_no_passphrase_and_every_byte_of_it_is_overwritten() {
        assert_eq!(text(b"a secret \xff".to_vec()), "");
        for typed in [&b"a secret \xff"[..], b"a secret", b"\xf0\x9f\x99", b""] {
            assert_eq!(overwritten(typed.to_vec()).expose(), "\0".repeat(typed.len()), "{typed:?}");
        }
    }
}
