//! A process of the kiosk as its supervisor holds it: started, listened to, ended.
//!
//! It never waits for what the process does, and hears no answer of anybody.

use super::child_events::ChildEventReader;
use crate::app::kiosk::visitor::ChildEvent;
use crate::shell::cli::kiosk::{KioskArgs, Part};
use crate::shell::world::environment::handed_on;
use crate::shell::world::own_program;
use rustix::io::Errno;
use rustix::net::RecvFlags;
use std::io::{self, Write};
use std::net::Shutdown;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
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
pub(super) struct ChildProcess {
    child: Child,
    /// The part that it plays.
    pub(super) part: Part,
    /// When it was started, since the machine was.
    pub(super) began: Duration,
    line: UnixStream,
    reader: ChildEventReader,
}

/// What a process has reported since that was asked last.
pub(super) struct ChildEvents {
    /// The events, in order.
    pub(super) events: Vec<ChildEvent>,
    /// Whether nothing more will come: the process has ended, or closed its line.
    pub(super) has_ended: bool,
}

impl ChildProcess {
    /// Starts a process for a part and hands it `handed`.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn start(part: Part, args: &KioskArgs, handed: Vec<u8>, began: Duration) -> io::Result<Self> {
        let (line, theirs) = UnixStream::pair()?;
        let mut writer = line.try_clone()?;
        let child = command(part, args).stderr(OwnedFd::from(theirs)).spawn()?;
        let started = Self { child, part, began, line, reader: ChildEventReader::default() };
        // A process that does not read must not hold up its supervisor.
        thread::Builder::new().name("handover".into()).stack_size(STACK).spawn(move || {
            let _ = writer.write_all(&handed);
            let _ = writer.shutdown(Shutdown::Write);
        })?;
        Ok(started)
    }

    /// Returns the line on which it reports, to be waited for.
    ///
    /// # Errors
    /// When no more files may be opened.
    pub(super) fn line(&self) -> io::Result<OwnedFd> {
        Ok(self.line.try_clone()?.into())
    }

    /// Reads once what it reports, and does not wait for it.
    pub(super) fn events(&mut self) -> ChildEvents {
        let mut bytes = [0; 4096];
        match rustix::net::recv(&self.line, bytes.as_mut_slice(), RecvFlags::DONTWAIT) {
            Ok((_, 0)) => ChildEvents { events: Vec::new(), has_ended: true },
            Ok((_, length)) => {
                let events = self.reader.feed(bytes.get(..length).unwrap_or_default());
                ChildEvents { events, has_ended: false }
            }
            Err(Errno::AGAIN | Errno::INTR) => ChildEvents { events: Vec::new(), has_ended: false },
            Err(_) => ChildEvents { events: Vec::new(), has_ended: true },
        }
    }

    /// Ends the process, whatever it is doing, and waits until it is gone.
    pub(super) fn end(mut self) -> Option<ExitStatus> {
        let _ = self.child.kill();
        self.child.wait().ok()
    }
}

fn command(part: Part, args: &KioskArgs) -> Command {
    let mut command = own_program::again();
    command.args(["kiosk", "--child", word(part)]);
    if let Some(theme) = args.theme.theme.and_then(|theme| value_of(&theme)) {
        command.args(["--theme", &theme]);
    }
    if let Some(glyphs) = args.theme.glyphs.and_then(|glyphs| value_of(&glyphs)) {
        command.args(["--glyphs", &glyphs]);
    }
    command.envs(handed_on(&HANDED_ON));
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
        Part::Printer => "printer",
    }
}

fn value_of(value: &impl clap::ValueEnum) -> Option<String> {
    value.to_possible_value().map(|value| value.get_name().to_owned())
}
