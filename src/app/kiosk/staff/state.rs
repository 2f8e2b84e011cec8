//! What staff see of a kiosk after their chord: the pad for the PIN, and then a short list of what can be done.
//!
//! What is typed of a PIN is neither shown nor counted on the screen. Whether it is right is decided elsewhere, and so is
//! whether it may be tried. It holds nothing of any visitor.

use crate::app::state::message::PrivateText;
use crate::app::state::screen::Open;
use crate::domain::language::wording::{StaffWords, Wording, fill};
use ratatui::layout::Size;

/// What is to be done for staff.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Wish {
    /// Try this PIN.
    Try(PrivateText),
    /// Go back to what waits for a visitor.
    Back,
    /// End the kiosk.
    Leave,
    /// Read the settings and the content again.
    Reload,
    /// Print a test page.
    TestPrint,
    /// Draw everything anew.
    Redraw,
}

/// What came of a try.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tried {
    /// It is the PIN.
    Right,
    /// It is not; the next try may be made after so many seconds.
    Wrong(u64),
    /// It was not looked at: so many seconds are still to be waited.
    TooSoon(u64),
}

/// A screen for staff.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum StaffScreen {
    /// The pad for the PIN.
    Pin,
    /// The list of what can be done.
    Menu,
    /// Something that was asked for in the list.
    Message(MessageScreen),
}

/// What staff are told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MessageScreen {
    /// The text, a paragraph each.
    pub lines: Vec<String>,
}

/// What staff see.
pub struct Staff {
    /// What they are looking at.
    pub screen: Open<StaffScreen>,
    /// What was typed of a PIN.
    pub(super) digits: String,
    /// What came of the last try at the PIN.
    pub(super) told: Option<String>,
    pub(super) totals: Vec<String>,
    /// Whether the site has set a PIN.
    pub has_pin: bool,
    /// The sentences of the program.
    pub wording: Wording,
    /// The window.
    pub window: Size,
}

impl Staff {
    /// Begins with the pad, or with the news that there is no PIN.
    #[must_use]
    pub fn new(wording: Wording, totals: Vec<String>, has_pin: bool, window: Size) -> Self {
        let screen = Open::new(StaffScreen::Pin);
        Self { screen, digits: String::new(), told: None, totals, has_pin, wording, window }
    }

    /// Goes on after a try at the PIN: to the list, or says how long to wait.
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

    /// Says what came of something in the list, a paragraph each.
    pub fn say(&mut self, lines: Vec<String>) {
        self.screen = Open::new(StaffScreen::Message(MessageScreen { lines }));
    }

    /// Returns the sentences for staff.
    #[must_use]
    pub fn words(&self) -> &StaffWords {
        &self.wording.staff
    }
}
