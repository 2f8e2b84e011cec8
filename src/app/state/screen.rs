//! What a person can be looking at, each with its own cursor and scroll.
//!
//! Only the places are here; what stands there is composed from the model.

use super::message::{Destination, PrivateText};
use crate::domain::answers::handout::Handout;
use crate::domain::id::{FactId, SectionId};

/// Where the pointer of a list stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Pointer {
    /// The row, from 0.
    pub row: usize,
    /// Lines that the person has moved the text past the first row (negative) or the last one, to read what stands
    /// there; 0 as long as the pointer moves.
    pub beyond: i32,
}

impl Pointer {
    /// Points at a row.
    #[must_use]
    pub fn at(row: usize) -> Self {
        Self { row, beyond: 0 }
    }

    /// Points at the first row, with the text in sight from its top, for what is to be read before it is chosen from.
    #[must_use]
    pub const fn below_text() -> Self {
        Self { row: 0, beyond: i32::MIN }
    }
}

/// The five pages of results.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Page {
    /// The answers, side by side.
    Tally,
    /// The sections that match.
    Sections,
    /// The guidance that matches.
    Guidance,
    /// What to bring up.
    TalkingPoints,
    /// Support lines.
    Support,
}

impl Page {
    /// The pages in their order.
    pub const ALL: [Self; 5] =
        [Self::Tally, Self::Sections, Self::Guidance, Self::TalkingPoints, Self::Support];

    /// Returns the place of the page, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        Self::ALL.iter().position(|page| *page == self).unwrap_or_default()
    }
}

/// What the person is looking at, with its own cursor and scroll.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Screen {
    /// What waits for a visitor, on a public screen.
    Attract,
    /// What this is and is not.
    Welcome {
        /// Lines scrolled.
        scroll: u16,
    },
    /// A stop on the way: an item, or a content note.
    Item {
        /// Which stop, from 0.
        position: usize,
        /// The row of the pointer.
        cursor: Pointer,
        /// Whether it was opened from the review, to return there.
        to_review: bool,
    },
    /// All answers.
    Review {
        /// The row of the pointer.
        cursor: Pointer,
    },
    /// The titles of the sections or the situations that match.
    Index {
        /// Which of the two pages.
        page: Page,
        /// The row of the pointer.
        cursor: Pointer,
    },
    /// A page of results that is read.
    Results {
        /// Which page.
        page: Page,
        /// Which text of the page, from 0.
        part: usize,
        /// Lines scrolled.
        scroll: u16,
    },
    /// What to bring up.
    TalkingPoints {
        /// The row of the pointer.
        cursor: Pointer,
        /// Whether the own words are being written.
        editing: bool,
    },
    /// The readings that are there for everybody.
    ReadingList {
        /// The row of the pointer.
        cursor: Pointer,
        /// Where it was opened from.
        from: Box<Screen>,
    },
    /// One of these readings; after the last section, the glossary.
    Article {
        /// Which one, from 0.
        index: usize,
        /// Lines scrolled.
        scroll: u16,
        /// Where the list was opened from.
        from: Box<Screen>,
    },
    /// Saving a copy.
    Save {
        /// The row of the pointer.
        cursor: Pointer,
        /// Whether the place is being written.
        editing: bool,
    },
    /// What goes along with a visitor, and how.
    Handout {
        /// The row of the pointer.
        cursor: Pointer,
    },
    /// A code to be read by a phone, or that none has room.
    Code {
        /// Which part, from 0.
        part: usize,
        /// What the codes say.
        handout: Handout,
    },
    /// The end.
    End {
        /// The row of the pointer.
        cursor: Pointer,
    },
}

/// What lies on top of the screen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Overlay {
    /// The keys that are valid on the screen below.
    Help {
        /// Lines scrolled.
        scroll: u16,
    },
    /// The support lines.
    Support {
        /// Lines scrolled.
        scroll: u16,
    },
    /// The note that stands beside an item.
    Guard {
        /// Which section.
        section: SectionId,
        /// Lines scrolled.
        scroll: u16,
    },
    /// Where a text comes from.
    Source {
        /// The facts that the text cites.
        facts: Vec<FactId>,
        /// Lines scrolled.
        scroll: u16,
    },
    /// The copy, exactly as it would be written.
    Preview {
        /// The text.
        text: PrivateText,
        /// Lines scrolled.
        scroll: u16,
    },
    /// The question whether to end.
    Leave {
        /// The row of the pointer.
        cursor: Pointer,
    },
    /// The question whether to start again.
    Restart {
        /// The row of the pointer.
        cursor: Pointer,
    },
    /// The question whether to replace a file.
    Replace {
        /// The row of the pointer.
        cursor: Pointer,
    },
    /// The question whether to give the screen back to the counselor.
    GiveBack {
        /// The row of the pointer.
        cursor: Pointer,
        /// Where the counselor goes then.
        to: Destination,
    },
    /// The question whether to show the counselor what was answered privately.
    ShowAnswer {
        /// The row of the pointer.
        cursor: Pointer,
    },
}

impl Screen {
    /// Returns the pointer, on a screen with a list.
    pub fn pointer_mut(&mut self) -> Option<&mut Pointer> {
        match self {
            Self::Item { cursor, .. }
            | Self::Review { cursor }
            | Self::Index { cursor, .. }
            | Self::TalkingPoints { cursor, .. }
            | Self::ReadingList { cursor, .. }
            | Self::Save { cursor, .. }
            | Self::Handout { cursor }
            | Self::End { cursor } => Some(cursor),
            Self::Attract
            | Self::Welcome { .. }
            | Self::Results { .. }
            | Self::Article { .. }
            | Self::Code { .. } => None,
        }
    }

    /// Returns the scroll, on a screen that is read.
    pub fn scroll_mut(&mut self) -> Option<&mut u16> {
        match self {
            Self::Welcome { scroll } | Self::Results { scroll, .. } | Self::Article { scroll, .. } => {
                Some(scroll)
            }
            _ => None,
        }
    }
}

impl Overlay {
    /// Says whether it is a question with answers to choose from.
    #[must_use]
    pub fn asks(&self) -> bool {
        matches!(
            self,
            Self::Leave { .. }
                | Self::Restart { .. }
                | Self::Replace { .. }
                | Self::GiveBack { .. }
                | Self::ShowAnswer { .. }
        )
    }

    /// Returns the pointer, if it is a question.
    pub fn pointer_mut(&mut self) -> Option<&mut Pointer> {
        match self {
            Self::Leave { cursor }
            | Self::Restart { cursor }
            | Self::Replace { cursor }
            | Self::GiveBack { cursor, .. }
            | Self::ShowAnswer { cursor } => Some(cursor),
            _ => None,
        }
    }

    /// Returns the scroll, if it is read.
    pub fn scroll_mut(&mut self) -> Option<&mut u16> {
        match self {
            Self::Help { scroll }
            | Self::Support { scroll }
            | Self::Guard { scroll, .. }
            | Self::Source { scroll, .. }
            | Self::Preview { scroll, .. } => Some(scroll),
            _ => None,
        }
    }
}
