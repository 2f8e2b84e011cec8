//! A kiosk with settings of its own, the ways through it, and what must be true after each wipe.

use crate::support::guest::Guest;
use crate::support::own;
use crate::support::pty::Pty;
use crate::terminal::session::PROGRAM;
pub(super) use crate::terminal::session::{
    ESC, HIDE, USUAL, assert_modes_given_back, find, go, same, settled,
};
use argon2::password_hash::PasswordHasher;
use argon2::{Algorithm, Argon2, Params, Version};
use rustix::process::{Pid, Signal, kill_process};
use std::fs;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;

/// Settings by which nobody is ever asked whether they are there.
pub(super) const PATIENT: &str = "[kiosk]\nidle_seconds = 3600\nwarning_seconds = 600\n";
/// Settings by which a visitor is asked soon, and has time to answer.
pub(super) const ASKING: &str = "[kiosk]\nidle_seconds = 2\nwarning_seconds = 600\n";
/// Settings by which everything is cleared as soon as may be.
pub(super) const HASTY: &str = "[kiosk]\nidle_seconds = 1\nwarning_seconds = 1\n";

/// "I am done": clears everything at once.
pub(super) const DONE: &str = "\x1b[20~";
/// "Start over": asks first.
pub(super) const OVER: &str = "\x1b[19~";
/// Opens what is rarely needed.
pub(super) const MORE: &str = "\x1b[21~";
/// The keys by which staff say that they are there: Ctrl-K Ctrl-T, twice.
pub(super) const CHORD: &str = "\x0b\x14\x0b\x14";
/// A word that no screen has, and that a visitor writes.
pub(super) const PLANTED: &str = "zebrafinch";
/// The staff's PIN.
pub(super) const PIN: &str = "839147";

/// What breaks off whatever a terminal is in the middle of: CAN, then the end of a string.
pub(super) const BREAK_OFF: &[u8] = b"\x18\x1b\\";
/// What clears the screen, and then what could be scrolled back to.
pub(super) const PURGE: &[u8] = b"\x1b[2J\x1b[3J";
/// The same as the kiosk's supervisor does it, after it has set every mode.
pub(super) const WIPE: &[u8] = b"\x1b[?25l\x1b[?7l\x1b[0m\x1b[2J\x1b[H\x1b[2J\x1b[3J";
/// What stands on the screen that waits for a visitor.
const WAITING: &str = "Touch here to begin";

/// How long a look that may be in vain takes.
const MOMENT: Duration = Duration::from_millis(20);

/// A running kiosk.
pub(super) struct Kiosk {
    pty: Pty,
    folder: TempDir,
}

impl Deref for Kiosk {
    type Target = Pty;

    fn deref(&self) -> &Pty {
        &self.pty
    }
}

impl Kiosk {
    /// Starts a kiosk with these settings in a usual window, and waits until it waits for a visitor.
    pub(super) fn start(settings: &str) -> Self {
        let kiosk = Self::begin(settings, USUAL);
        kiosk.wait_waiting();
        kiosk
    }

    /// Starts a kiosk in a window of this size.
    pub(super) fn begin(settings: &str, size: (u16, u16)) -> Self {
        Self::within(folder(settings), size, "xterm-256color", None)
    }

    /// Starts a kiosk on a Linux console, of which technicians say which signs its font has, or say nothing.
    pub(super) fn on_console(glyphs: Option<&str>) -> Self {
        let kiosk = Self::within(folder(PATIENT), USUAL, "linux", glyphs);
        kiosk.wait_waiting();
        kiosk
    }

    fn within(folder: TempDir, size: (u16, u16), term: &str, glyphs: Option<&str>) -> Self {
        let path = |name: &str| folder.path().join(name).display().to_string();
        let script = "settings=$1; journal=$2; shift 2; exec \"$0\" kiosk --settings \"$settings\" \"$@\" 2>>\"$journal\"";
        let (settings, journal, state) = (path("settings.toml"), path("journal"), path("state"));
        let mut args = vec!["-c", script, PROGRAM, &settings, &journal];
        args.extend(glyphs.iter().flat_map(|glyphs| ["--glyphs", glyphs]));
        let env = [("XDG_STATE_HOME", &*state), ("TERM", term)];
        Self { pty: Pty::spawn(Path::new("/bin/sh"), &args, &env, size), folder }
    }

    /// Ends the kiosk by SIGTERM and starts it again, with the settings and the state that it has.
    pub(super) fn again(self) -> Self {
        self.terminate();
        let Self { pty, folder } = self;
        drop(pty);
        let kiosk = Self::within(folder, USUAL, "xterm-256color", None);
        kiosk.wait_waiting();
        kiosk
    }

    /// Tells the kiosk to end as the system does, and waits until it has ended in order.
    pub(super) fn terminate(&self) {
        self.signal(Signal::TERM);
        assert_eq!(self.wait_exit().code(), Some(143));
        assert_modes_given_back(self);
    }

    /// Closes the terminal's window.
    pub(super) fn close_window(&mut self) {
        self.pty.hang_up();
    }

    /// Writes other settings.
    pub(super) fn set(&self, settings: &str) {
        set(&self.folder, settings);
    }

    /// Returns the file in which wrong tries at the PIN are kept.
    pub(super) fn attempts(&self) -> PathBuf {
        self.folder.path().join("state/stillpoint/kiosk-attempts")
    }

    /// Returns what was written to standard error.
    pub(super) fn journal(&self) -> String {
        fs::read_to_string(self.folder.path().join("journal")).unwrap()
    }

    /// Returns the lines of the journal that tell of a session that ended by a fault.
    pub(super) fn faults(&self) -> Vec<String> {
        self.journal().lines().filter(|line| line.contains("session ended")).map(str::to_owned).collect()
    }

    /// Returns the processes that the kiosk has started and that are there, dead ones included.
    pub(super) fn children(&self) -> Vec<Pid> {
        let tasks = fs::read_dir(format!("/proc/{}/task", self.pid())).unwrap();
        let children = tasks.filter_map(|task| fs::read_to_string(task.ok()?.path().join("children")).ok());
        let all: String = children.collect();
        all.split_whitespace().map(|pid| Pid::from_raw(pid.parse().unwrap()).unwrap()).collect()
    }

    /// Returns the process that a visitor, or the staff, have now.
    pub(super) fn child(&self) -> Pid {
        self.until("the one process that a visitor has", || match self.children()[..] {
            [one] => Some(one),
            _ => None,
        })
    }

    /// Sends a signal to the process that a visitor has.
    pub(super) fn signal_child(&self, signal: Signal) {
        kill_process(self.child(), signal).unwrap();
    }

    /// Looks again and again until something is found that no screen shows.
    pub(super) fn until<T>(&self, what: &str, found: impl Fn() -> Option<T>) -> T {
        for _ in 0..1000 {
            if let Some(found) = found() {
                return found;
            }
            self.comes(MOMENT, |_| false);
        }
        panic!("waited in vain for {what}; the screen:\n{}", self.text());
    }

    /// Waits until the kiosk waits for a visitor.
    pub(super) fn wait_waiting(&self) {
        self.wait_for(is_waiting, "the screen that waits for a visitor");
    }

    /// Waits until a wipe has come after the first `mark` bytes, and the kiosk waits for the next visitor.
    pub(super) fn wait_wiped(&self, mark: usize) {
        self.wait_for_both(
            |screen, raw| is_waiting(screen) && contains(&raw[mark..], WIPE),
            "a wipe and the screen that waits",
        );
    }

    /// Does something, and waits until it has wiped everything.
    pub(super) fn wiped_by(&self, act: impl FnOnce(&Self)) {
        let mark = self.raw_len();
        act(self);
        self.wait_wiped(mark);
    }

    /// Begins, as a visitor does, and comes to the first item: there is nothing to read there that would give more time.
    pub(super) fn to_item(&self) {
        go(self, "x", "1 of 4");
    }

    /// Goes from the screen that waits to the first item, and away: it may be cleared before anybody looks at it.
    pub(super) fn leave_at_item(&self) {
        self.send("x");
    }

    /// Goes from the screen that waits to the page of what to bring up, with an answer given.
    pub(super) fn to_bring(&self) {
        self.to_item();
        go(self, "1", "2 of 4");
        leave_open_after(self, 1);
        go(self, "l4", "What to bring up");
    }

    /// Goes from the screen that waits into the field for own words, and writes the planted word.
    pub(super) fn to_words(&self) {
        self.to_bring();
        go(self, "g\r", "Esc OK");
        go(self, PLANTED, PLANTED);
    }

    /// Goes from the screen that waits to the question whether anybody is there.
    pub(super) fn to_question(&self) {
        self.leave_at_item();
        self.wait_for_text("Are you still there?");
    }

    /// Goes from the screen that waits to the pad for the PIN.
    pub(super) fn to_pad(&self) {
        go(self, CHORD, "Enter the PIN");
    }

    /// Goes from the screen that waits to the list of the staff.
    pub(super) fn to_list(&self) {
        self.to_pad();
        go(self, &format!("{PIN}\r"), "End the kiosk");
    }

    /// Kills the processes of visitors, one after another, until the screen is out of order for a while.
    pub(super) fn to_out_of_order(&self, kills: usize) {
        for kill in 1..=kills {
            let mark = self.raw_len();
            self.signal_child(Signal::KILL);
            if kill < kills {
                self.wait_wiped(mark);
            } else {
                self.wait_for_raw(|raw| contains(&raw[mark..], b"order."), "that it is out of order");
            }
        }
    }
}

/// Makes a folder with these settings.
fn folder(settings: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    set(&folder, settings);
    folder
}

/// Writes settings by which the questionnaire of the tests is used.
fn set(folder: &TempDir, settings: &str) {
    let settings = format!("questions = \"{}\"\n{settings}", own::FILE);
    fs::write(folder.path().join("settings.toml"), settings).unwrap();
}

/// Leaves every question open that is left after so many, and comes to the review.
pub(super) fn leave_open_after(kiosk: &Kiosk, passed: usize) {
    let stops = Guest::at(80, 24).visitor.client.session.items().len();
    go(kiosk, &"l".repeat(stops - passed), "Your answers");
}

/// Says whether the screen waits for a visitor.
pub(super) fn is_waiting(screen: &vt100::Screen) -> bool {
    screen.contents().contains(WAITING) && screen.contents().contains("Español")
}

/// Says whether bytes are among others.
pub(super) fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// Returns what a terminal sends for a touch, at a column and a row from 0.
pub(super) fn touch((column, row): (u16, u16)) -> String {
    let (column, row) = (column + 1, row + 1);
    format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m")
}

/// Touches a text on the screen.
pub(super) fn touch_text(kiosk: &Kiosk, text: &str) {
    kiosk.send(touch(find(&settled(kiosk), text)));
}

/// Returns settings with the staff's PIN; its hash costs as little as settings accept.
pub(super) fn with_pin(settings: &str) -> String {
    let cheap = Params::new(8, 1, 1, None).unwrap();
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, cheap);
    let hash = argon2.hash_password_with_salt(PIN.as_bytes(), b"salt of 16 bytes").unwrap();
    format!("{settings}pin_hash = \"{hash}\"\n")
}

/// A state in which a kiosk can be: its name, its settings, and the way to it.
pub(super) type State = (&'static str, &'static str, fn(&Kiosk));

/// States of every kind.
pub(super) const STATES: [State; 9] = [
    ("waiting", PATIENT, |_| {}),
    ("item", PATIENT, Kiosk::to_item),
    ("own words", PATIENT, Kiosk::to_words),
    ("asked whether anybody is there", ASKING, Kiosk::to_question),
    ("hidden", PATIENT, |kiosk| {
        kiosk.to_item();
        go(kiosk, HIDE, "come back");
    }),
    ("the question before starting over", PATIENT, |kiosk| {
        kiosk.to_item();
        go(kiosk, OVER, "Clear everything");
    }),
    ("a code", PATIENT, |kiosk| {
        kiosk.to_bring();
        go(kiosk, "ll\r", "Show the code");
        go(kiosk, "\r", "Code 1 of");
    }),
    ("pad", PATIENT, Kiosk::to_pad),
    ("list", PATIENT, Kiosk::to_list),
];

/// Starts a kiosk and brings it into a state.
pub(super) fn in_state((_, settings, way): State) -> Kiosk {
    let kiosk = Kiosk::start(&with_pin(settings));
    way(&kiosk);
    kiosk
}
