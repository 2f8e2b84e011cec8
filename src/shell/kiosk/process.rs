//! A process of the kiosk as its supervisor holds it: started, listened to, ended.
//!
//! It never waits for what the process does, and hears no answer of anybody.

use super::child_events;
use crate::app::kiosk::visitor::ChildEvent;
use crate::shell::cli::kiosk::{KioskArgs, Part};
use crate::shell::world::environment::handed_on;
use std::io::{self, Write};
use std::net::Shutdown;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::Duration;

/// Bytes of the stack of a thread that only passes bytes on. The kiosk's memory is locked, and so all of it would be held.
const STACK: usize = 128 * 1024;

/// The environment variables that a process is given: what they say of the terminal and the language, and no more.
const HANDED_ON: [&str; 8] =
    ["TERM", "COLORTERM", "COLORFGBG", "NO_COLOR", "LANG", "LC_ALL", "LC_CTYPE", "LC_MESSAGES"];

/// Those that staff's process is given besides: where wrong tries are kept, and where settings lie.
const FOR_STAFF: [&str; 4] = ["STATE_DIRECTORY", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "HOME"];

/// A running process.
pub(super) struct Attendant {
    child: Child,
    /// The part that it plays.
    pub(super) part: Part,
    /// When it was started, since the machine was.
    pub(super) began: Duration,
}

impl Attendant {
    /// Starts a process for a part, hands it `handed`, and tells `hear` what it reports; at the end `None`.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn start(
        part: Part,
        args: &KioskArgs,
        handed: Vec<u8>,
        began: Duration,
        mut hear: impl FnMut(Option<ChildEvent>) -> bool + Send + 'static,
    ) -> io::Result<Self> {
        let (ours, theirs) = UnixStream::pair()?;
        let writer = ours.try_clone()?;
        let child = command(part, args).stderr(OwnedFd::from(theirs)).spawn()?;
        let attendant = Self { child, part, began };
        // A process that does not read must not hold up its supervisor.
        thread::Builder::new().name("handover".into()).stack_size(STACK).spawn(move || {
            let mut writer = writer;
            let _ = writer.write_all(&handed);
            let _ = writer.shutdown(Shutdown::Write);
        })?;
        thread::Builder::new().name("reports".into()).stack_size(STACK).spawn(move || {
            child_events::listen(ours, |report| hear(Some(report)));
            hear(None);
        })?;
        Ok(attendant)
    }

    /// Ends the process, whatever it is doing, and waits until it is gone.
    pub(super) fn end(mut self) -> Option<ExitStatus> {
        let _ = self.child.kill();
        self.child.wait().ok()
    }
}

/// The kernel's name for the program that runs: it stays the same program if a package replaces its file.
const OURSELVES: &str = "/proc/self/exe";

fn command(part: Part, args: &KioskArgs) -> Command {
    let mut command = Command::new(OURSELVES);
    command.args(["kiosk", "--attend", word(part)]);
    if let Some(theme) = args.theme.and_then(|theme| value_of(&theme)) {
        command.args(["--theme", &theme]);
    }
    if let Some(glyphs) = args.glyphs.and_then(|glyphs| value_of(&glyphs)) {
        command.args(["--glyphs", &glyphs]);
    }
    command.env_clear();
    command.envs(handed_on(&HANDED_ON));
    command.arg0("stillpoint");
    if part == Part::Staff {
        for_staff(&mut command, args);
    }
    command.stdin(Stdio::inherit()).stdout(Stdio::inherit());
    command
}

/// Adds what staff's process needs to read the settings again, and to keep wrong tries.
fn for_staff(command: &mut Command, args: &KioskArgs) {
    command.envs(handed_on(&FOR_STAFF));
    if let Some(path) = &args.settings.settings {
        command.arg("--settings").arg(path);
    }
    if args.settings.no_settings {
        command.arg("--no-settings");
    }
    if let Some(lang) = &args.lang {
        command.args(["--lang", lang.as_str()]);
    }
}

fn word(part: Part) -> &'static str {
    match part {
        Part::Visitor => "visitor",
        Part::Staff => "staff",
    }
}

fn value_of(value: &impl clap::ValueEnum) -> Option<String> {
    value.to_possible_value().map(|value| value.get_name().to_owned())
}
