//! What a visitor of a kiosk can take along: a code for a phone, a printed page, both, or neither.
//!
//! It must not make a code, and it must not know what would be in it.

use super::model::Model;
use ratatui::layout::Size;

/// The smallest window of a kiosk that has buttons. A smaller one shows no code either.
pub(crate) const TOUCH: Size = Size { width: 76, height: 22 };
/// The columns beside a code: enough for words, and for two buttons side by side.
pub(crate) const BESIDE_CODE: u16 = 35;
/// The fewest modules on a side with which a code has room for a support line, quiet zone included.
const LEAST: u16 = 41;

/// What can be taken along.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum TakeAlong {
    /// A code or a printed page.
    CodeOrPage,
    /// A code alone: there is no printer.
    Code,
    /// A printed page alone: the screen has no room for a code.
    Page,
    /// Neither. The visitor can read the text and write it down.
    Neither,
}

impl TakeAlong {
    /// Returns whether a code can be shown.
    pub(crate) fn has_code(self) -> bool {
        matches!(self, Self::CodeOrPage | Self::Code)
    }

    /// Returns whether there is a printer.
    pub(crate) fn has_printer(self) -> bool {
        matches!(self, Self::CodeOrPage | Self::Page)
    }
}

impl Model {
    /// Returns what can be taken along from this kiosk, in a window of this size.
    #[must_use]
    pub(crate) fn take_along(&self) -> TakeAlong {
        let prints = self.setup.public.as_ref().is_some_and(|public| public.prints);
        match (self.code_modules() > 0, prints) {
            (true, true) => TakeAlong::CodeOrPage,
            (true, false) => TakeAlong::Code,
            (false, true) => TakeAlong::Page,
            (false, false) => TakeAlong::Neither,
        }
    }

    /// Returns how many modules on a side a code can have here, quiet zone included; 0 if there is no room for one.
    #[must_use]
    pub fn code_modules(&self) -> u16 {
        let Some(public) = &self.setup.public else { return 0 };
        if self.size.width < TOUCH.width || self.size.height < TOUCH.height {
            return 0;
        }
        let modules = public.form.room(self.size.width.saturating_sub(BESIDE_CODE), self.size.height);
        if modules < LEAST { 0 } else { modules }
    }
}
