//! Knows which errors of the parser only follow from one that was reported: they would be no help to an author.

use super::other_notation::{ENDS_THE_TEXT, MessageAndAdvice};
use super::unquoted::CURLY_QUOTES;

pub(super) const THERE_ALREADY: MessageAndAdvice =
    ("This key or table is there already.", "Remove one of the two, or give it another name.");
pub(super) const TABLE_THERE_ALREADY: MessageAndAdvice = (
    "This table is there already.",
    "Put both into one. If each is an entry of a list, write each header with two brackets: [[…]].",
);

/// The errors that follow from one that was reported.
#[derive(Default)]
pub(super) struct Consequences {
    /// Up to where they may stand.
    end: usize,
    /// Their message; `None` if it may be any.
    message: Option<&'static str>,
}

impl Consequences {
    /// Takes in those of an error that begins there.
    pub(super) fn add(&mut self, message: &str, about: usize, text: &str) {
        let before = |sign: &str| {
            let end = text.get(about..).and_then(|rest| rest.find(sign));
            end.map_or(text.len(), |end| about + end)
        };
        if message == TABLE_THERE_ALREADY.0 {
            // The parser adds the keys below such a header to the first table.
            *self = Self { end: before("\n["), message: Some(THERE_ALREADY.0) };
        } else if message == CURLY_QUOTES.0 || message == ENDS_THE_TEXT {
            // The words of the text are no text to the parser.
            *self = Self { end: before("\n"), message: None };
        }
    }

    /// Says whether an error is among them.
    pub(super) fn include(&self, message: &str, about: usize) -> bool {
        about < self.end && self.message.is_none_or(|one| one == message)
    }
}
