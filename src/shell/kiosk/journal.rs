//! Writes the kiosk's journal to standard error: one line for each event, for the administrator.
//!
//! A line must not hold anything that a visitor entered. If standard error is the visitors' screen, nothing is written
//! once the screen is taken over.

use std::io::{self, IsTerminal, Write};
use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;

/// The journal.
pub(super) struct Journal {
    to_screen: bool,
}

impl Journal {
    /// Finds out whether standard error is the visitors' screen.
    pub(super) fn open() -> Self {
        Self { to_screen: io::stderr().is_terminal() }
    }

    /// Writes the content and the settings with which the kiosk begins, before the screen is taken over.
    pub(super) fn begins(&self, has_pin: bool, locked: bool) {
        if !has_pin {
            print("No PIN is set: only the system can end this kiosk (SIGTERM, as from systemctl stop).");
        }
        if !locked {
            print(
                "The memory of this kiosk may be written to swap, because the system does not let it lock its memory. Turn swap off.",
            );
        }
    }

    /// Writes a line.
    pub(super) fn says(&self, line: &str) {
        if !self.to_screen {
            print(line);
        }
    }

    /// Writes that a session ended by a fault. It does not write the message of the fault, because that could hold an
    /// answer.
    pub(super) fn fault(&self, status: Option<ExitStatus>) {
        let how = status.map_or_else(
            || "in an unknown way".to_owned(),
            |status| match (status.code(), status.signal()) {
                (Some(code), _) => format!("with status {code}"),
                (None, Some(signal)) => format!("by signal {signal}"),
                (None, None) => "in an unknown way".to_owned(),
            },
        );
        self.says(&format!("A session ended {how}. It was cleared."));
    }

    /// Writes that the kiosk ends.
    pub(super) fn ends(&self) {
        self.says("The kiosk ends.");
    }
}

fn print(line: &str) {
    // If nobody reads the journal, the line is lost; the kiosk goes on.
    let _ = writeln!(io::stderr(), "stillpoint kiosk: {line}");
}
