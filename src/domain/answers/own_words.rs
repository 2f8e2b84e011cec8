//! What a person writes for a visit, in their own words.
//!
//! Every text stands as it was written. This module must not show one: what a person writes is as private as an answer.

use crate::domain::language::wording::{BringWords, CopyWords, DeskWords, RecordWords};
use crate::domain::sanitize::sanitize;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A text that a person writes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum OwnText {
    /// What they want to raise.
    Words,
    /// Since when they notice it.
    Since,
    /// The next step that they chose.
    NextStep,
}

impl OwnText {
    /// Every text, in the order in which they are written.
    pub const ALL: [Self; 3] = [Self::Words, Self::Since, Self::NextStep];
}

/// Something for each text that a person writes: the texts themselves, their fields or their headings.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct OwnWords<T = String> {
    /// What they want to raise.
    pub words: T,
    /// Since when they notice it.
    pub since: T,
    /// The next step that they chose.
    pub next_step: T,
}

/// Prints nothing that a person wrote, whatever holds it.
impl<T> fmt::Debug for OwnWords<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OwnWords(..)")
    }
}

impl<T> OwnWords<T> {
    /// Returns what belongs to a text.
    #[must_use]
    pub fn get(&self, text: OwnText) -> &T {
        match text {
            OwnText::Words => &self.words,
            OwnText::Since => &self.since,
            OwnText::NextStep => &self.next_step,
        }
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, text: OwnText) -> &mut T {
        match text {
            OwnText::Words => &mut self.words,
            OwnText::Since => &mut self.since,
            OwnText::NextStep => &mut self.next_step,
        }
    }

    /// Returns what a function makes of each.
    #[must_use]
    pub fn map<'t, U>(&'t self, mut make: impl FnMut(&'t T) -> U) -> OwnWords<U> {
        OwnWords { words: make(&self.words), since: make(&self.since), next_step: make(&self.next_step) }
    }
}

impl OwnWords<&'static str> {
    /// The keys of the texts in every file of this program.
    pub(crate) const KEYS: Self = Self { words: "words", since: "since", next_step: "next_step" };
}

/// Gives tables of sentences a function that returns the headings of the texts.
macro_rules! headings {
    ($($table:ident),+) => {$(
        impl $table {
            /// Returns the headings of what a person wrote.
            pub(crate) fn own(&self) -> OwnWords<&str> {
                OwnWords { words: &self.words, since: &self.since, next_step: &self.next_step }
            }
        }
    )+};
}

impl BringWords {
    /// Returns the headings over the fields in which a person writes.
    pub(crate) fn own(&self) -> OwnWords<&str> {
        OwnWords { words: &self.words_heading, since: &self.since_heading, next_step: &self.step_heading }
    }
}

headings!(CopyWords, DeskWords, RecordWords);

impl OwnWords {
    /// Returns the texts cleaned and trimmed.
    #[must_use]
    pub fn cleaned(&self) -> Self {
        self.map(|text| sanitize(text).trim().to_owned())
    }

    /// Says whether nothing is written.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        OwnText::ALL.into_iter().all(|text| self.get(text).trim().is_empty())
    }
}
