//! The state of the screens for staff: the pad for the PIN, then the menu, then messages.
//!
//! It must not contain anything of a visitor. It does not check the PIN: it returns a [`Wish::Try`], and
//! [`tried`](Staff::tried) receives the outcome.

use crate::app::state::message::PrivateText;
use crate::app::state::screen::Open;
use crate::domain::language::wording::{StaffWords, Wording, fill};
use ratatui::layout::Size;

/// Something that the shell has to do for staff.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Wish {
    /// Check this PIN.
    Try(PrivateText),
    /// Go back to the waiting screen.
    Back,
    /// End the kiosk.
    Leave,
    /// Read the settings and the content again.
    Reload,
    /// Print a test page.
    TestPrint,
    /// Draw the whole screen again.
    Redraw,
}

/// The outcome of an attempt to enter the PIN.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tried {
    /// The PIN is right.
    Right,
    /// The PIN is wrong. The next attempt is allowed after so many seconds.
    Wrong(u64),
    /// The PIN was not checked, because staff have to wait for so many seconds more.
    TooSoon(u64),
}

/// A screen for staff.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum StaffScreen {
    /// The pad for the PIN.
    Pin,
    /// The menu.
    Menu,
    /// The question whether to end the kiosk.
    Leave,
    /// The outcome of something in the menu.
    Message(MessageScreen),
}

/// A message to staff.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MessageScreen {
    /// The paragraphs.
    pub lines: Vec<String>,
}

/// The state of the screens for staff.
pub struct Staff {
    /// The screen that is shown.
    pub screen: Open<StaffScreen>,
    /// The digits that were entered.
    pub(super) digits: String,
    /// A sentence about the last attempt to enter the PIN.
    pub(super) told: Option<String>,
    /// The totals of the day, as paragraphs.
    pub(super) totals: Vec<String>,
    /// Whether the site has set a PIN.
    pub has_pin: bool,
    /// The sentences of the program.
    pub wording: Wording,
    /// The size of the window.
    pub window: Size,
}

impl Staff {
    /// Begins with the pad. If there is no PIN, the same screen says so.
    #[must_use]
    pub fn new(wording: Wording, totals: Vec<String>, has_pin: bool, window: Size) -> Self {
        let screen = Open::new(StaffScreen::Pin);
        Self { screen, digits: String::new(), told: None, totals, has_pin, wording, window }
    }

    /// Receives the outcome of an attempt: opens the menu, or says how long to wait.
    pub fn tried(&mut self, tried: Tried) {
        let words = &self.wording.staff;
        let waits = |sentence: &str, seconds: u64| Some(fill(sentence, &[("seconds", &seconds.to_string())]));
        match tried {
            Tried::Right => {
                self.screen = Open::new(StaffScreen::Menu);
                self.told = None;
            }
            Tried::Wrong(seconds) => self.told = waits(&words.wrong, seconds),
            Tried::TooSoon(seconds) => self.told = waits(&words.too_soon, seconds),
        }
    }

    /// Shows a message of several paragraphs.
    pub fn say(&mut self, lines: Vec<String>) {
        self.screen = Open::new(StaffScreen::Message(MessageScreen { lines }));
    }

    /// Returns the sentences for staff.
    #[must_use]
    pub fn words(&self) -> &StaffWords {
        &self.wording.staff
    }
}
