//! What the kiosk says to whoever keeps its journal, on standard error: one line each, and never of an answer.
//!
//! Where standard error is the visitors' screen, nothing is said once that is taken over.

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

    /// Says with what the kiosk begins, before the screen is taken over.
    pub(super) fn begins(&self, has_pin: bool, locked: bool) {
        if !has_pin {
            print("No PIN is set: only the system can end this kiosk (SIGTERM, as from systemctl stop).");
        }
        if !locked {
            print(
                "Its memory may be written to swap: the system does not permit to lock it. Turn swap off for it.",
            );
        }
    }

    /// Says something.
    pub(super) fn says(&self, line: &str) {
        if !self.to_screen {
            print(line);
        }
    }

    /// Says that a session ended by a fault; what the fault was is not told, for it could tell what was entered.
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

    /// Says that the kiosk ends.
    pub(super) fn ends(&self) {
        self.says("The kiosk ends.");
    }
}

fn print(line: &str) {
    // Nobody may be there to take it.
    let _ = writeln!(io::stderr(), "stillpoint kiosk: {line}");
}
