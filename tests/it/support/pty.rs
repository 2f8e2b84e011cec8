//! A real pseudo-terminal around a real program: what it draws is read by a terminal emulator.
//!
//! A test sends bytes and waits for what it expects, with a deadline; nothing here sleeps. The program sees a
//! sealed environment and a home of its own. This must not know anything about stillpoint.
#![allow(clippy::expect_used, clippy::panic, reason = "a harness ends a test by a panic that says why")]
#![allow(dead_code, reason = "a harness offers more than each test uses")]

use pty_process::blocking::{Command, Pty as Master, open};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr, ttyname};
use std::ffi::CString;
use std::fmt::Write as _;
use std::io::{PipeReader, PipeWriter, Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::process::ExitStatus;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long a test waits for what it expects.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// Between opening a terminal and marking it close-on-exec, no other test may start a program: it would inherit
/// the terminal, and hanging up would not hang up.
static STARTING: Mutex<()> = Mutex::new(());

/// What the threads of one terminal learn.
struct Seen {
    parser: vt100::Parser,
    raw: Vec<u8>,
    closed: bool,
    /// Whether nobody reads what the program writes.
    stalled: bool,
    status: Option<ExitStatus>,
}

struct Shared {
    seen: Mutex<Seen>,
    changed: Condvar,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut Seen)) {
        change(&mut self.lock());
        self.changed.notify_all();
    }
}

/// A program on its own terminal; it is killed when this is dropped.
pub(crate) struct Pty {
    master: Option<Arc<Master>>,
    shared: Arc<Shared>,
    reader: Option<JoinHandle<()>>,
    stop_reader: Option<PipeWriter>,
    pid: Pid,
    modes_at_start: String,
    path: CString,
    home: TempDir,
}

impl Pty {
    /// Starts a program on a new terminal of that many columns and rows.
    ///
    /// The environment is PATH, TERM=xterm-256color, LANG=en_US.UTF-8, HOME in an empty folder, and `env`.
    pub(crate) fn spawn(
        program: &Path,
        args: &[&str],
        env: &[(&str, &str)],
        (cols, rows): (u16, u16),
    ) -> Self {
        let home = tempfile::tempdir().expect("a folder for HOME");
        let starting = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
        let (master, pts) = open().expect("a pseudo-terminal");
        master.resize(pty_process::Size::new(rows, cols)).expect("the first size");
        keep_output(&pts);
        let modes_at_start = modes(&pts);
        let path = ttyname(&pts, Vec::new()).expect("the terminal's name");
        let mut child = Command::new(program)
            .args(args)
            .env_clear()
            .env("PATH", "/usr/local/bin:/usr/bin:/bin")
            .env("TERM", "xterm-256color")
            .env("LANG", "en_US.UTF-8")
            .env("HOME", home.path())
            .envs(env.iter().copied())
            .current_dir(home.path())
            .spawn(pts)
            .unwrap_or_else(|error| panic!("{} does not start: {error}", program.display()));
        drop(starting);
        let pid = Pid::from_child(&child);
        let shared = Arc::new(Shared::new(cols, rows));
        let waiting = Arc::clone(&shared);
        // Ends with the program, which is killed at the latest when the terminal is dropped.
        std::thread::spawn(move || {
            let status = child.wait().expect("the program can be waited for");
            waiting.change(|seen| seen.status = Some(status));
        });
        let master = Arc::new(master);
        let (stopped, stop_reader) = std::io::pipe().expect("a pipe");
        let (reading, from) = (Arc::clone(&shared), Arc::clone(&master));
        let reader = std::thread::spawn(move || read_all(&from, &stopped, &reading));
        let (reader, stop_reader) = (Some(reader), Some(stop_reader));
        Self { master: Some(master), shared, reader, stop_reader, pid, modes_at_start, path, home }
    }

    /// Waits until the screen is as `expected` says, or panics with `what` and the screen's text.
    pub(crate) fn wait_for(&self, expected: impl Fn(&vt100::Screen) -> bool, what: &str) {
        self.wait_until(PATIENCE, |seen| expected(seen.parser.screen()), what);
    }

    /// Waits until the text stands somewhere on the screen, within one row.
    pub(crate) fn wait_for_text(&self, text: &str) {
        self.wait_for(|screen| screen.contents().contains(text), &format!("the text {text:?}"));
    }

    /// Waits until the bytes received are as `expected` says.
    pub(crate) fn wait_for_raw(&self, expected: impl Fn(&[u8]) -> bool, what: &str) {
        self.wait_until(PATIENCE, |seen| expected(&seen.raw), what);
    }

    /// Waits until the screen and the bytes received, of one moment, are as `expected` says.
    pub(crate) fn wait_for_both(&self, expected: impl Fn(&vt100::Screen, &[u8]) -> bool, what: &str) {
        self.wait_until(PATIENCE, |seen| expected(seen.parser.screen(), &seen.raw), what);
    }

    /// Waits until the program has nothing more to write: it sleeps with all its children, and the terminal has shown
    /// what they wrote.
    pub(crate) fn wait_for_rest(&self) {
        let end = now() + PATIENCE;
        loop {
            let before = rest(self.pid());
            let seen = self.lock();
            let mut output = [PollFd::new(self.master(), PollFlags::IN)];
            let is_shown = poll(&mut output, Some(&Timespec::default())) == Ok(0);
            if seen.closed || (is_shown && before.is_some() && before == rest(self.pid())) {
                return;
            }
            let looked = self.shared.changed.wait_timeout(seen, Duration::from_millis(2));
            let screen = framed(looked.unwrap_or_else(PoisonError::into_inner).0.parser.screen());
            assert!(now() < end, "waited in vain for the program to rest; the screen:\n{screen}");
        }
    }

    /// Says whether the program with all its children does nothing for that long, and writes nothing.
    pub(crate) fn rests(&self, within: Duration) -> bool {
        let before = (rest(self.pid()), self.raw_len());
        self.comes(within, |_| false);
        before.0.is_some() && before == (rest(self.pid()), self.raw_len())
    }

    /// Waits until the program has ended and all it wrote is on the screen.
    pub(crate) fn wait_exit(&self) -> ExitStatus {
        self.wait_until(PATIENCE, |seen| seen.status.is_some() && seen.closed, "the program's end");
        self.lock().status.expect("it has ended")
    }

    fn wait_until(&self, patience: Duration, expected: impl Fn(&Seen) -> bool, what: &str) {
        let (seen, result) = self
            .shared
            .changed
            .wait_timeout_while(self.lock(), patience, |seen| !expected(seen))
            .unwrap_or_else(PoisonError::into_inner);
        let screen = framed(seen.parser.screen());
        let status = seen.status;
        drop(seen);
        assert!(
            !result.timed_out(),
            "waited in vain for {what}; exit status {status:?}; the screen:\n{screen}"
        );
    }

    /// Types the bytes.
    pub(crate) fn send(&self, bytes: impl AsRef<[u8]>) {
        let mut master: &Master = self.master();
        master.write_all(bytes.as_ref()).expect("the terminal takes input");
    }

    /// Types the bytes, or returns `false` if the program has let go of the terminal.
    pub(crate) fn try_send(&self, bytes: impl AsRef<[u8]>) -> bool {
        let mut master: &Master = self.master();
        master.write_all(bytes.as_ref()).is_ok()
    }

    /// Says whether the screen becomes as `expected` says within that time.
    pub(crate) fn comes(&self, within: Duration, expected: impl Fn(&vt100::Screen) -> bool) -> bool {
        let waited = self
            .shared
            .changed
            .wait_timeout_while(self.lock(), within, |seen| !expected(seen.parser.screen()))
            .unwrap_or_else(PoisonError::into_inner);
        !waited.1.timed_out()
    }

    /// Waits until the screen is as `expected` says, or the program has ended: its status then.
    pub(crate) fn wait_for_or_exit(
        &self,
        expected: impl Fn(&vt100::Screen) -> bool,
        what: &str,
    ) -> Option<ExitStatus> {
        let ended = |seen: &Seen| seen.status.is_some() && seen.closed;
        self.wait_until(PATIENCE, |seen| ended(seen) || expected(seen.parser.screen()), what);
        let seen = self.lock();
        if ended(&seen) { seen.status } else { None }
    }

    /// Makes the terminal take no output: nobody reads what is written, and there is no room for one more byte.
    pub(crate) fn stall(&self) {
        self.shared.change(|seen| seen.stalled = true);
        let flags = OFlags::WRONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        let terminal = rustix::fs::open(&self.path, flags, Mode::empty()).expect("the program's terminal");
        // NUL does nothing on a terminal. The reader may be in the middle of one more read.
        let (mut written, mut full) = (0, 0);
        while full < 3 {
            match rustix::io::write(&terminal, &[0; 4096]) {
                Ok(length) => (written, full) = (written + length, 0),
                Err(_) => full += 1,
            }
            assert!(written < 1 << 24, "the terminal takes everything");
            std::thread::yield_now();
        }
    }

    /// Makes the terminal take output again.
    pub(crate) fn flow(&self) {
        self.shared.change(|seen| seen.stalled = false);
    }

    /// Waits until the program has ended, whatever of its output nobody has read.
    pub(crate) fn wait_end(&self) -> ExitStatus {
        self.wait_until(PATIENCE, |seen| seen.status.is_some(), "the program's end");
        self.lock().status.expect("it has ended")
    }

    /// Makes the terminal another size.
    pub(crate) fn resize(&self, cols: u16, rows: u16) {
        self.shared.change(|seen| seen.parser.set_size(positive(rows), positive(cols)));
        self.master().resize(pty_process::Size::new(rows, cols)).expect("the new size");
    }

    /// Sends a signal to the program that was started.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid, signal).expect("the program is there");
    }

    /// Closes the terminal's window: the master side is gone when this returns.
    pub(crate) fn hang_up(&mut self) {
        drop(self.stop_reader.take());
        if let Some(reader) = self.reader.take() {
            reader.join().expect("the reader ends");
        }
        drop(self.master.take());
    }

    /// Returns the text on the screen, one line per row without the blanks at its end.
    pub(crate) fn text(&self) -> String {
        self.lock().parser.screen().contents()
    }

    /// Returns a copy of the screen, for its colors, cursor and modes.
    pub(crate) fn screen(&self) -> vt100::Screen {
        self.lock().parser.screen().clone()
    }

    /// Returns how many bytes the program has written by now.
    pub(crate) fn raw_len(&self) -> usize {
        self.lock().raw.len()
    }

    /// Returns every byte the program has written by now.
    pub(crate) fn raw(&self) -> Vec<u8> {
        self.lock().raw.clone()
    }

    /// Returns the terminal's modes in words that can be compared.
    pub(crate) fn termios(&self) -> String {
        modes(self.master())
    }

    /// Returns the modes from before the program started.
    pub(crate) fn termios_at_start(&self) -> &str {
        &self.modes_at_start
    }

    /// Returns the folder that is the program's HOME and where it was started.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// Returns the number of the program's process.
    pub(crate) fn pid(&self) -> i32 {
        self.pid.as_raw_nonzero().get()
    }

    /// Returns the time the program has spent computing, all threads, in units of 10 ms (Linux only).
    pub(crate) fn cpu_time(&self) -> Duration {
        let path = format!("/proc/{}/stat", self.pid());
        let stat = std::fs::read_to_string(path).expect("the program runs");
        // The name, in parentheses, may hold anything; the fields are counted from its end: utime, stime.
        let (_, fields) = stat.rsplit_once(") ").expect("a name in parentheses");
        let ticks: u64 =
            fields.split(' ').skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
        Duration::from_millis(ticks * 10)
    }

    fn master(&self) -> &Master {
        self.master.as_ref().expect("the terminal has not been hung up")
    }

    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.shared.lock()
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        if self.lock().status.is_none() {
            let _ = kill_process(self.pid, Signal::KILL);
        }
        drop(self.stop_reader.take());
        self.flow();
    }
}

impl Shared {
    fn new(cols: u16, rows: u16) -> Self {
        let parser = vt100::Parser::new(positive(rows), positive(cols), 0);
        let seen = Seen { parser, raw: Vec::new(), closed: false, stalled: false, status: None };
        Self { seen: Mutex::new(seen), changed: Condvar::new() }
    }
}

/// Returns how often each thread of a process and its children has gone to sleep, or nothing while one of them runs.
fn rest(pid: i32) -> Option<Vec<(String, String)>> {
    let mut processes = vec![pid.to_string()];
    let mut found = Vec::new();
    while let Some(process) = processes.pop() {
        for task in std::fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten() {
            let read = |file| std::fs::read_to_string(task.path().join(file)).unwrap_or_default();
            let status = read("status");
            let field =
                |name: &str| status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
            if field("State:\t").starts_with(['R', 'D']) {
                return None;
            }
            found.push((field("Pid:\t").to_owned(), field("voluntary_ctxt_switches:\t").to_owned()));
            processes.extend(read("children").split_whitespace().map(str::to_owned));
        }
    }
    Some(found)
}

/// Returns the moment now, for tests that measure how long something took.
pub(crate) fn now() -> Instant {
    #[expect(clippy::disallowed_methods, reason = "a test measures the program from outside")]
    Instant::now()
}

/// Feeds the emulator until the terminal is closed or the test wants no more.
fn read_all(master: &Master, stopped: &PipeReader, shared: &Shared) {
    let mut chunk = [0; 4096];
    while is_readable(master, stopped) {
        let waited = shared.changed.wait_while(shared.lock(), |seen| seen.stalled);
        drop(waited.unwrap_or_else(PoisonError::into_inner));
        let mut from = master;
        // Read under the lock: whoever has it knows that nothing is read and not yet seen.
        let mut seen = shared.lock();
        let length = match from.read(&mut chunk) {
            Ok(0) | Err(_) => break,
            Ok(length) => length,
        };
        let bytes = chunk.get(..length).unwrap_or_default();
        seen.parser.process(bytes);
        seen.raw.extend_from_slice(bytes);
        drop(seen);
        shared.changed.notify_all();
    }
    shared.change(|seen| seen.closed = true);
}

/// Waits for output, or for the end, which a read then shows; `false` when the test wants no more.
fn is_readable(master: &Master, stopped: &PipeReader) -> bool {
    let mut both = [PollFd::new(master, PollFlags::IN), PollFd::new(stopped, PollFlags::IN)];
    let _ = poll(&mut both, None);
    both.last().is_some_and(|stopped| stopped.revents().is_empty())
}

/// Lets the kernel keep what was written and not read when Ctrl-C is typed at a terminal that nobody has in raw mode any
/// more: a busy test reads late, and would miss the end of what the program wrote.
fn keep_output(terminal: impl std::os::fd::AsFd) {
    let mut modes = tcgetattr(&terminal).expect("the terminal has modes");
    modes.local_modes |= LocalModes::NOFLSH;
    tcsetattr(terminal, OptionalActions::Now, &modes).expect("the terminal takes modes");
}

fn modes(fd: impl std::os::fd::AsFd) -> String {
    format!("{:?}", tcgetattr(fd).expect("the terminal has modes"))
}

fn positive(length: u16) -> NonZeroU16 {
    NonZeroU16::new(length).expect("a terminal has at least one cell")
}

fn framed(screen: &vt100::Screen) -> String {
    let mut text = String::new();
    for row in screen.contents().lines() {
        let _ = writeln!(text, "| {row}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Pty {
        Pty::spawn(Path::new("/bin/sh"), &["-c", script], &[("WORD", "kept")], (40, 6))
    }

    #[test]
    fn a_program_is_typed_to_read_and_waited_for() {
        let pty = Pty::spawn(Path::new("/bin/cat"), &[], &[], (40, 6));
        pty.send("hello\r");
        pty.wait_for(|screen| screen.contents().matches("hello").count() == 2, "the echo and cat's answer");
        assert_eq!(pty.text(), "hello\nhello");
        assert_eq!(pty.raw(), b"hello\r\nhello\r\n");
        assert_eq!(pty.raw_len(), 14);
        assert_eq!(pty.termios(), pty.termios_at_start());
        assert!(pty.cpu_time() < PATIENCE);
        pty.send("\x04");
        assert!(pty.wait_exit().success());
    }

    #[test]
    fn the_environment_is_sealed() {
        let pty = shell("env | sort; pwd; exit 3");
        assert_eq!(pty.wait_exit().code(), Some(3));
        let home = pty.home().to_str().unwrap();
        for line in ["LANG=en_US.UTF-8", "TERM=xterm-256color", "WORD=kept", &format!("HOME={home}")] {
            assert!(String::from_utf8(pty.raw()).unwrap().contains(line), "{line}: {}", pty.text());
        }
        assert!(!String::from_utf8(pty.raw()).unwrap().contains("CARGO"), "{}", pty.text());
    }

    #[test]
    fn a_new_size_and_a_signal_arrive() {
        let pty = shell(
            "trap 'stty size' WINCH; trap 'echo ended; exit 4' TERM; echo ready; while :; do read x; done",
        );
        pty.wait_for_text("ready");
        pty.resize(50, 7);
        pty.send("\r");
        pty.wait_for_text("7 50");
        pty.signal(Signal::TERM);
        pty.send("\r");
        pty.wait_for_text("ended");
        assert_eq!(pty.wait_exit().code(), Some(4));
    }

    #[test]
    fn hanging_up_ends_the_program() {
        let mut pty = shell("echo ready; cat");
        pty.wait_for_text("ready");
        pty.hang_up();
        // By SIGHUP; or, where whoever runs the tests ignores that (nohup), by the end of its input.
        pty.wait_exit();
    }

    #[test]
    fn dropping_kills_the_program() {
        let pty = shell("trap '' HUP TERM; echo ready; while :; do sleep 1; done");
        pty.wait_for_text("ready");
        let shared = Arc::clone(&pty.shared);
        drop(pty);
        let (seen, result) =
            shared.changed.wait_timeout_while(shared.lock(), PATIENCE, |seen| seen.status.is_none()).unwrap();
        drop(seen);
        assert!(!result.timed_out());
    }

    #[test]
    #[should_panic(expected = "waited in vain for nothing at all")]
    fn a_failure_says_what_was_expected() {
        let pty = shell("exit 0");
        pty.wait_exit();
        pty.wait_until(Duration::ZERO, |_| false, "nothing at all");
    }
}
