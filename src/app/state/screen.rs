//! What a person can be looking at, and where in it they are.
//!
//! Only the names of the screens are here, so that any of them can lead to any other. What a screen says and does is in
//! its own file in `screens`, and a screen that has none there is refused by the compiler.

use super::context::Context;
use super::message::{Destination, PrivateText};
use crate::domain::answers::handout::Handout;
use crate::domain::id::{FactId, SectionId};
use serde::{Deserialize, Serialize};

/// Where the pointer of a list stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
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
    pub const fn at(row: usize) -> Self {
        Self { row, beyond: 0 }
    }
}

/// Where on a screen a person is. A list has a pointer, a text is scrolled; a screen uses what it has.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Spot {
    /// Where the pointer of a list stands.
    pub pointer: Pointer,
    /// Lines that a text is scrolled.
    pub scroll: u16,
    /// Whether the text field in the row of the pointer is being written.
    pub editing: bool,
}

impl Spot {
    /// Points at a row.
    #[must_use]
    pub const fn row(row: usize) -> Self {
        Self { pointer: Pointer::at(row), scroll: 0, editing: false }
    }

    /// Points at the first row, with the text in sight from its top, for what is to be read before it is chosen from.
    #[must_use]
    pub(crate) const fn below_text() -> Self {
        Self { pointer: Pointer { row: 0, beyond: i32::MIN }, scroll: 0, editing: false }
    }
}

/// A screen, overlay or pane that is looked at, and where in it the person is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Open<S> {
    /// What is looked at.
    pub what: S,
    /// Where in it the person is.
    pub at: Spot,
}

impl<S> Open<S> {
    /// Opens something at its beginning.
    pub const fn new(what: S) -> Self {
        Self { what, at: Spot { pointer: Pointer::at(0), scroll: 0, editing: false } }
    }

    /// Opens something with the pointer at a row.
    pub(crate) const fn at_row(what: S, row: usize) -> Self {
        Self { what, at: Spot::row(row) }
    }
}

/// The five pages of results.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
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

/// A screen of the person who answers.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Screen {
    /// What waits for a visitor, on a public screen.
    Attract,
    /// What this is and is not.
    Welcome,
    /// An item, or a content note.
    Item(ItemScreen),
    /// All answers.
    Review,
    /// The titles of the sections or the situations that match.
    Index(IndexScreen),
    /// A page of results that is read.
    Results(ResultsScreen),
    /// What to bring up.
    TalkingPoints,
    /// The readings that are there for everybody.
    ReadingList(ReadingListScreen),
    /// One of these readings; after the last section, the glossary.
    Article(ArticleScreen),
    /// Saving a copy.
    Save,
    /// What goes along with a visitor, and how.
    Handout,
    /// A code to be read by a phone, or that none has room. It is not sent to a second screen: no walkthrough has one.
    #[serde(skip)]
    Code(CodeScreen),
    /// The end.
    End,
}

/// Which item or content note is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ItemScreen {
    /// Its position in the session, from 0.
    pub position: usize,
    /// Whether it was opened from the review, to return there.
    pub to_review: bool,
}

/// Which titles are listed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct IndexScreen {
    /// The page: that of the sections or that of the guidance.
    pub page: Page,
}

/// Which text of the results is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ResultsScreen {
    /// Which page.
    pub page: Page,
    /// Which text of the page, from 0.
    pub part: usize,
}

/// A list of readings.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReadingListScreen {
    /// Where it was opened from.
    pub from: Box<Open<Screen>>,
}

/// Which reading is read.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ArticleScreen {
    /// Which one, from 0.
    pub index: usize,
    /// Where the list was opened from.
    pub from: Box<Open<Screen>>,
}

/// Which code is shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CodeScreen {
    /// Which part, from 0.
    pub part: usize,
    /// What the codes say.
    pub handout: Handout,
}

/// What lies on top of the screen.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Overlay {
    /// The keys that are valid on the screen below.
    Help(HelpOverlay),
    /// The support lines.
    Support,
    /// The note that stands beside an item.
    Guard(GuardOverlay),
    /// Where a text comes from.
    Source(SourceOverlay),
    /// The copy, exactly as it would be written.
    Preview(PreviewOverlay),
    /// The question whether to end.
    Leave,
    /// The question whether to start again.
    Restart,
    /// The question whether to replace a file.
    Replace,
    /// The question whether to give the screen back to the counselor.
    GiveBack(GiveBackOverlay),
    /// The question whether to show the counselor what was answered privately.
    ShowAnswer,
}

/// Which keys are explained.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct HelpOverlay {
    /// Where they are valid.
    pub context: Context,
}

/// Which note is read.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct GuardOverlay {
    /// The section that stands beside the item.
    pub section: SectionId,
}

/// Of which text the origin is shown.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SourceOverlay {
    /// The facts that the text cites.
    pub facts: Vec<FactId>,
}

/// What is shown of a copy.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PreviewOverlay {
    /// The text of the copy.
    pub text: PrivateText,
}

/// Where the counselor goes when the screen is given back.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct GiveBackOverlay {
    /// Where to.
    pub to: Destination,
}
