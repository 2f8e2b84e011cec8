//! Says what a command would do where the person is, so that no hint, button or help names a key that does nothing.
//!
//! It must not know a key, and it need not know of a command that always does something.

use super::message::{Command, CounselorCommand};
use super::model::{Model, Seat};
use super::screen::{ItemScreen, Overlay, Page, ResultsScreen, Screen};
use crate::engine::policy::Keeps;

/// The first question.
const FIRST: Screen = Screen::Item(ItemScreen { position: 0, to_review: false });

impl Model {
    /// Returns whether a command does something in this state. It is asked only for commands that the place has.
    #[must_use]
    pub fn can(&self, command: Command) -> bool {
        match command {
            Command::Language => self.setup.languages.after(self.language).is_some(),
            Command::Region => self.shows_support() && self.questionnaire().regions().len() > 1,
            Command::Guard => self.guard().is_some(),
            Command::Source => self.has_source(),
            // At a kiosk the screen before the first question is the one for the next visitor.
            Command::Back => {
                let leads_out = self.overlay.is_none() && self.is_public() && self.screen.what == FIRST;
                !leads_out && self.has_question_beyond(-1)
            }
            // Before a visitor begins there is nothing to clear or to hide.
            Command::Done | Command::StartOver | Command::More | Command::Hide => {
                self.screen.what != Screen::Attract
            }
            Command::Undo => self.session.can_undo(),
            Command::Counselor(CounselorCommand::BeginRecord) => self.keeps != Keeps::Record,
            Command::ShowAnswer => self.is_withheld(),
            // The counselor cannot change an answer that was given privately.
            Command::Activate => self.overlay.is_some() || !self.is_withheld(),
            // Nothing comes after the end.
            Command::Next => {
                !matches!(self.screen.what, Screen::End | Screen::Save) && self.has_question_beyond(1)
            }
            Command::Skip => self.is_withheld() || self.has_question_beyond(1),
            _ => true,
        }
    }

    /// Returns whether there is a question in this direction, for whoever answers privately and is shown nothing else.
    fn has_question_beyond(&self, step: isize) -> bool {
        match self.screen.what {
            Screen::Item(ItemScreen { position, .. })
                if self.seat == Seat::Private && self.overlay.is_none() =>
            {
                self.question_beyond(position, step).is_some()
            }
            _ => true,
        }
    }

    /// Returns whether the support lines are shown, alone or as the last page of the results.
    fn shows_support(&self) -> bool {
        let page = matches!(self.screen.what, Screen::Results(ResultsScreen { page: Page::Support, .. }));
        page || self.overlay.as_ref().is_some_and(|open| open.what == Overlay::Support)
    }

    /// Returns whether the text in front, or the one below an overlay without sources, says where it comes from.
    fn has_source(&self) -> bool {
        if matches!(self.overlay.as_ref().map(|open| &open.what), Some(Overlay::Guard(_))) {
            return true;
        }
        match &self.screen.what {
            Screen::Item(_) => self.item().is_some(),
            Screen::Results(ResultsScreen { page, part, .. }) => *part < self.titles(*page).len(),
            // The last of the readings is the glossary.
            Screen::Article(article) => article.index < self.questionnaire().sections().len(),
            _ => false,
        }
    }
}
