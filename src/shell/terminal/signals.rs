//! Watches for signals: handlers note them, and whoever waits takes them.
//!
//! It must not touch the terminal or decide anything, with one exception: a program that was told to end and
//! has not by the time [`GRACE`] is over is ended from here, by a thread that does nothing else.
//!
//! SIGPIPE is ignored by Rust's runtime; a lost terminal is an error of the write. SIGTTIN and SIGTTOU get a
//! handler that does nothing: from outside they stop the program no more, and unlike an ignored signal they are
//! not inherited by programs we start. The price is that a read or a change of modes in the background would be
//! restarted for ever, which is why [`terminal`](super::guard) and [`input`](super::input) look first. SIGXFSZ
//! gets the same handler: a copy over the limit on the size of files is an error of the write, not the end.

use super::guard::emergency_restore;
use signal_hook::consts::{
    SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGIO, SIGPROF, SIGQUIT, SIGTERM, SIGTSTP, SIGTTIN, SIGTTOU, SIGUSR1,
    SIGUSR2, SIGVTALRM, SIGWINCH, SIGXCPU, SIGXFSZ,
};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;
use std::io::{self, Read};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// The signals that end a program and leave it time to give the terminal back.
const ENDING: [i32; 11] =
    [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGALRM, SIGUSR1, SIGUSR2, SIGXCPU, SIGVTALRM, SIGPROF, SIGIO];

/// The signals that end a public screen.
const PUBLIC: [i32; 2] = [SIGTERM, SIGHUP];

/// How long the program may take to end after it was told to.
pub const GRACE: Duration = Duration::from_millis(1500);

/// Bytes of the stack of the thread that ends a program: a kiosk locks its memory, and all of it would be held.
const STACK: usize = 64 * 1024;

/// What the system tells the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// End now, in good order: one of the signals that end a program, by its number. End with status 128 and that.
    Terminate(i32),
    /// The terminal has another size.
    Resize,
    /// The program was stopped and goes on: call [`Terminal::resume`](super::guard::Terminal::resume).
    Continued,
    /// Somebody asks, by a key, for everything to be hidden.
    Interrupt,
    /// Somebody asks the program to stop: call [`Terminal::suspend`](super::guard::Terminal::suspend), or do not.
    Suspend,
}

/// The signals that a program watches for. It is readable, for `poll`, once there are some.
pub struct Watched {
    delivery: SignalDelivery<UnixStream, SignalOnly>,
    /// Whether the program was told to end.
    ending: bool,
    /// Whether SIGINT comes from a key that hides everything, and ends nothing.
    hides_by_key: bool,
}

impl Watched {
    /// Watches for every signal that ends a program, and for those that a terminal sends.
    ///
    /// The handlers are in place when this returns; call it before the terminal is taken over. Keys send no signals
    /// then: a SIGINT comes from outside. Also starts the thread that ends a program which was told to end and does not.
    ///
    /// # Errors
    /// When a handler or the thread cannot be made.
    pub fn all() -> io::Result<Self> {
        Self::of(&[], &ENDING, &[SIGWINCH, SIGCONT, SIGTSTP])
    }

    /// Watches for the same where the terminal makes a signal of a key: SIGINT is Ctrl-C then, which hides everything.
    ///
    /// # Errors
    /// When a handler or the thread cannot be made.
    pub(in crate::shell) fn by_keys() -> io::Result<Self> {
        let ending: Vec<i32> = ENDING.into_iter().filter(|number| *number != SIGINT).collect();
        let watched = Self::of(&[], &ending, &[SIGWINCH, SIGCONT, SIGTSTP, SIGINT])?;
        Ok(Self { hides_by_key: true, ..watched })
    }

    /// Watches for the signals of a public screen: only the system ends it, with SIGTERM, or a lost terminal. Whatever a
    /// keyboard could send, and what else would end a program, does nothing.
    ///
    /// # Errors
    /// When a handler or the thread cannot be made.
    pub fn public() -> io::Result<Self> {
        let nothing: Vec<i32> =
            ENDING.into_iter().filter(|number| !PUBLIC.contains(number)).chain([SIGTSTP]).collect();
        Self::of(&nothing, &PUBLIC, &[SIGWINCH, SIGCONT])
    }

    /// Watches for none, for the tests of what hears them.
    #[cfg(test)]
    pub(super) fn none() -> io::Result<Self> {
        Self::of(&[], &[], &[])
    }

    fn of(nothing: &[i32], ending: &[i32], told: &[i32]) -> io::Result<Self> {
        for number in [SIGTTIN, SIGTTOU, SIGXFSZ].iter().chain(nothing) {
            signal_hook::flag::register(*number, Arc::new(AtomicBool::new(false)))?;
        }
        watch_over_the_end(ending)?;
        let (read, write) = UnixStream::pair()?;
        let delivery = SignalDelivery::with_pipe(read, write, SignalOnly, ending.iter().chain(told))?;
        Ok(Self { delivery, ending: false, hides_by_key: false })
    }

    /// Takes the signals that have come. After a request to end there are none but further ones.
    pub fn take(&mut self) -> Vec<Signal> {
        let hides_by_key = self.hides_by_key;
        let meant =
            |number| if hides_by_key && number == SIGINT { Signal::Interrupt } else { meaning(number) };
        let mut come: Vec<Signal> = self.delivery.pending().map(meant).collect();
        self.ending |= come.iter().any(|signal| matches!(signal, Signal::Terminate(_)));
        // A hang-up comes with a SIGCONT: nobody shall take a lost terminal again.
        if self.ending {
            come.retain(|signal| matches!(signal, Signal::Terminate(_)));
        }
        // Of two that came together nobody knows which was first, and nobody is to stay stopped.
        if come.contains(&Signal::Continued) {
            come.retain(|signal| *signal != Signal::Suspend);
        }
        come
    }
}

impl AsFd for Watched {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.delivery.get_read().as_fd()
    }
}

/// Starts the thread `last-resort`. It sleeps until the program is told to end, and ends it if it has not ended by
/// itself when [`GRACE`] is over: whatever the program waits for then, a disk above all, it does not hear a signal.
fn watch_over_the_end(ending: &[i32]) -> io::Result<()> {
    let (mut told, teller) = UnixStream::pair()?;
    let number = Arc::new(AtomicUsize::new(0));
    for signal in ending {
        let value = usize::try_from(*signal).unwrap_or_default();
        // Handlers run in this order: the number is there when the thread wakes up.
        signal_hook::flag::register_usize(*signal, Arc::clone(&number), value)?;
        signal_hook::low_level::pipe::register(*signal, teller.try_clone()?)?;
    }
    let wait = move || {
        // `read_exact` goes on after an interruption; nothing else ends it, for the other end is never closed.
        if told.read_exact(&mut [0]).is_ok() {
            thread::sleep(GRACE);
            emergency_restore();
            let number = i32::try_from(number.load(Ordering::SeqCst)).unwrap_or_default();
            signal_hook::low_level::exit(128_i32.saturating_add(number));
        }
    };
    thread::Builder::new().name("last-resort".into()).stack_size(STACK).spawn(wait).map(drop)
}

fn meaning(number: i32) -> Signal {
    match number {
        SIGWINCH => Signal::Resize,
        SIGCONT => Signal::Continued,
        SIGTSTP => Signal::Suspend,
        number => Signal::Terminate(number),
    }
}

/// Lets the tests that raise signals run one after the other: each would hear those of the others.
#[cfg(test)]
pub(super) fn alone() -> std::sync::MutexGuard<'static, ()> {
    static ALONE: std::sync::Mutex<()> = std::sync::Mutex::new(());
    ALONE.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_signal_has_its_meaning() {
        for number in ENDING {
            assert_eq!(meaning(number), Signal::Terminate(number));
        }
        assert_eq!(meaning(SIGWINCH), Signal::Resize);
        assert_eq!(meaning(SIGCONT), Signal::Continued);
        assert_eq!(meaning(SIGTSTP), Signal::Suspend);
    }

    #[test]
    fn signals_are_taken_once_and_those_that_stop_a_program_do_nothing() {
        let _alone = alone();
        let mut watched = Watched::all().unwrap();
        for number in [SIGTTOU, SIGTTIN, SIGXFSZ, SIGTSTP] {
            signal_hook::low_level::raise(number).unwrap();
        }
        assert_eq!(watched.take(), [Signal::Suspend]);
        assert_eq!(watched.take(), []);
        for number in [SIGTSTP, SIGCONT, SIGWINCH] {
            signal_hook::low_level::raise(number).unwrap();
        }
        assert_eq!(watched.take(), [Signal::Continued, Signal::Resize], "nobody stays stopped");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn sigpipe_is_ignored_by_the_runtime() {
        let status = std::fs::read_to_string("/proc/self/status").unwrap();
        let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:")).unwrap();
        let mask = u64::from_str_radix(ignored.trim(), 16).unwrap();
        assert_ne!(mask & (1 << (signal_hook::consts::SIGPIPE - 1)), 0);
    }
}
