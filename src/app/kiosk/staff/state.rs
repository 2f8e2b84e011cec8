//! The state of the screens for staff: the pad for the PIN, then the menu, then messages.
//!
//! It must not contain anything of a visitor. It does not check the PIN: it returns a [`Wish::Try`], and
//! [`tried`](Staff::tried) receives the outcome.

use crate::app::state::message::PrivateText;
use crate::app::state::screen::Open;
use crate::domain::faults::print::PrintFault;
use crate::domain::language::languages::SpokenLanguage;
use crate::domain::language::site_text::SiteText;
use crate::domain::language::wording::{StaffWords, Wording};
use crate::domain::totals::LastDay;
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

/// A message to staff. It is kept as what happened, so that it can be said in another language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum MessageScreen {
    /// The numbers of the last day.
    Totals(LastDay),
    /// The settings were read again.
    Reloaded,
    /// The settings have a fault, which these lines tell.
    NotReloaded(Vec<String>),
    /// The test page is being printed.
    Printing,
    /// What came of the test page.
    TestPage(Result<(), PrintFault>),
}

/// The state of the screens for staff.
pub struct Staff {
    /// The screen that is shown.
    pub screen: Open<StaffScreen>,
    /// The digits that were entered.
    pub(super) digits: String,
    /// The outcome of the last attempt to enter the PIN.
    pub(super) tried: Option<Tried>,
    /// The numbers of the last day.
    pub(super) last_day: LastDay,
    /// Whether the site has set a PIN.
    pub has_pin: bool,
    /// The language that is spoken.
    pub(super) spoken: SpokenLanguage,
    /// The size of the window.
    pub window: Size,
}

impl Staff {
    /// Begins with the pad. If there is no PIN, the same screen says so.
    #[must_use]
    pub fn new(spoken: SpokenLanguage, last_day: LastDay, has_pin: bool, window: Size) -> Self {
        let screen = Open::new(StaffScreen::Pin);
        Self { screen, digits: String::new(), tried: None, last_day, has_pin, spoken, window }
    }

    /// Receives the outcome of an attempt: opens the menu, or says how long to wait.
    pub fn tried(&mut self, tried: Tried) {
        if tried == Tried::Right {
            self.screen = Open::new(StaffScreen::Menu);
        }
        self.tried = Some(tried);
    }

    /// Shows a message.
    pub fn say(&mut self, message: MessageScreen) {
        self.screen = Open::new(StaffScreen::Message(message));
    }

    /// Returns the sentences of the program.
    #[must_use]
    pub fn wording(&self) -> &Wording {
        self.spoken.wording()
    }

    /// Returns a text of the site in the language of staff.
    #[must_use]
    pub(crate) fn in_words<'t>(&self, text: &'t SiteText) -> &'t str {
        text.of(&self.spoken.tag())
    }

    /// Returns the sentences for staff.
    #[must_use]
    pub fn words(&self) -> &StaffWords {
        &self.wording().staff
    }
}
