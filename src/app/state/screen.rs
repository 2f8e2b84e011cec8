//! The names of all screens and overlays, and the position of a person in one of them.
//!
//! It must not contain what a screen says or does. That is in the file of the screen in `app/screens`, and the compiler
//! refuses a name that has no file there. Because the names are here, each screen can open any other.

use super::context::Context;
use super::message::{Command, Destination, PrivateText};
use crate::domain::answers::handout::Handout;
use crate::domain::id::{FactId, SectionId};
use serde::{Deserialize, Serialize};

/// The pointer of a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Pointer {
    /// The row, from 0; `None` as long as nothing is pointed at, as on a question that is open.
    pub row: Option<usize>,
    /// The lines by which the list is scrolled before its first row (negative) or after its last row. It is 0 while the
    /// pointer moves.
    pub beyond: i32,
    /// The row of a field that was left. Nothing is pointed at, so that Enter goes on, and an arrow goes on from here.
    pub left: Option<usize>,
}

impl Default for Pointer {
    fn default() -> Self {
        Self::at(0)
    }
}

impl Pointer {
    /// Points at nothing, so that no answer is proposed.
    pub const NOWHERE: Self = Self { row: None, beyond: 0, left: None };

    /// Points at a row.
    #[must_use]
    pub const fn at(row: usize) -> Self {
        Self { row: Some(row), beyond: 0, left: None }
    }
}

/// The position of a person in a screen. A list uses the pointer, a text uses the scroll.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Spot {
    /// The pointer of a list.
    pub pointer: Pointer,
    /// How many lines a text is scrolled.
    pub scroll: u16,
    /// Whether the person writes in the text field on the row of the pointer.
    pub editing: bool,
    /// Whether Enter was pressed while nothing was pointed at: the screen then says how to choose.
    pub is_unclear: bool,
}

impl Spot {
    /// Points at a row.
    #[must_use]
    pub const fn row(row: usize) -> Self {
        Self { pointer: Pointer::at(row), scroll: 0, editing: false, is_unclear: false }
    }

    /// Points at the first row, but shows the text above the list from its top, so that it is read before anything is
    /// chosen.
    #[must_use]
    pub(crate) const fn below_text() -> Self {
        // The layout limits `beyond` to the first line.
        Self {
            pointer: Pointer { beyond: i32::MIN, ..Pointer::at(0) },
            scroll: 0,
            editing: false,
            is_unclear: false,
        }
    }
}

/// A screen, overlay or pane that is open, and the position of the person in it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Open<S> {
    /// The screen, overlay or pane.
    pub what: S,
    /// The position in it.
    pub at: Spot,
}

impl<S> Open<S> {
    /// Opens something at its beginning.
    pub const fn new(what: S) -> Self {
        Self { what, at: Spot::row(0) }
    }

    /// Opens something with the pointer at a row.
    pub(crate) const fn at_row(what: S, row: usize) -> Self {
        Self { what, at: Spot::row(row) }
    }
}

/// The five pages of results.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Page {
    /// The answers, counted by answer.
    Tally,
    /// The sections that match.
    Sections,
    /// The guidance that matches.
    Guidance,
    /// The talking points.
    TalkingPoints,
    /// The support lines.
    Support,
}

impl Page {
    /// The pages in their order.
    pub const ALL: [Self; 5] =
        [Self::Tally, Self::Sections, Self::Guidance, Self::TalkingPoints, Self::Support];

    /// Returns the position of the page, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        Self::ALL.iter().position(|page| *page == self).unwrap_or_default()
    }
}

/// A screen of the person who answers.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Screen {
    /// The waiting screen of a kiosk.
    Attract,
    /// The first screen: what this program is and is not.
    Welcome,
    /// An item, or a content note.
    Item(ItemScreen),
    /// All answers.
    Review,
    /// The titles of the sections or of the guidance that match.
    Index(IndexScreen),
    /// A page of results that is read.
    Results(ResultsScreen),
    /// The talking points.
    TalkingPoints,
    /// The list of texts that everybody can read, whatever they answered.
    ReadingList(ReadingListScreen),
    /// A text of that list. The last one is the glossary.
    Article(ArticleScreen),
    /// Saving a copy.
    Save,
    /// The handout that a kiosk's visitor takes along.
    Handout,
    /// A code for a phone. It is not sent to a second screen, because a walkthrough has no codes.
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
    /// Whether it was opened from the review, and returns there.
    pub to_review: bool,
}

/// Which titles are listed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct IndexScreen {
    /// The page of results: the sections or the guidance.
    pub page: Page,
    /// Whether all titles are listed, not only the first.
    pub whole: bool,
}

/// Which text of the results is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ResultsScreen {
    /// Which page.
    pub page: Page,
    /// Which text of the page, from 0.
    pub part: usize,
    /// Whether the text was opened from the list of all titles.
    pub whole: bool,
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
    /// The handout, and its codes.
    pub handout: Handout,
}

/// An overlay: what lies on top of the screen.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Overlay {
    /// The keys that are valid on the screen below.
    Help(HelpOverlay),
    /// The support lines.
    Support,
    /// The regions whose support lines can be shown.
    Regions(RegionsOverlay),
    /// The note that belongs to an item.
    Guard(GuardOverlay),
    /// The sources of a text.
    Source(SourceOverlay),
    /// The copy, exactly as it would be saved.
    Preview(PreviewOverlay),
    /// The question whether to end.
    Leave,
    /// The question whether to start again.
    Restart,
    /// The question whether to replace a file.
    Replace,
    /// The question whether to give the screen back to the counselor.
    GiveBack(GiveBackOverlay),
    /// The question whether to show a private answer to the counselor.
    ShowAnswer,
    /// The question what becomes of answers in a part that is skipped.
    SkipPart(SkipPartOverlay),
    /// What is rarely needed at a kiosk. It is not sent to a second screen, because a walkthrough does not have it.
    #[serde(skip)]
    More(MoreOverlay),
    /// What the checklist of a kiosk is and is not. It is not sent to a second screen either.
    #[serde(skip)]
    About,
}

/// What is rarely needed on the screen below.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MoreOverlay {
    /// The rows from the top.
    pub rows: Vec<MoreRow>,
}

/// What a row of [`MoreOverlay`] does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MoreRow {
    /// What a key of the screen below does.
    Command(Command),
    /// Changes to one of the other languages, from 0.
    Language(usize),
    /// Tells what the checklist is.
    About,
}

/// The help.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct HelpOverlay {
    /// Where they are valid.
    pub context: Context,
    /// Those of its commands that did nothing when the help was opened; it does not name their keys.
    pub idle: Vec<Command>,
}

/// The list of the regions.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RegionsOverlay {
    /// Where the person was in the support lines, if they lay on top; else the list was opened from a page of results.
    pub below: Option<Spot>,
    /// The letters of a name that were typed one after another.
    pub typed: String,
}

/// The note of an item.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct GuardOverlay {
    /// The section that the note shows.
    pub section: SectionId,
}

/// The sources of a text.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SourceOverlay {
    /// The facts that the text cites.
    pub facts: Vec<FactId>,
}

/// The preview of a copy.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PreviewOverlay {
    /// The text of the copy.
    pub text: PrivateText,
}

/// The question what becomes of answers in a part that is skipped.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SkipPartOverlay {
    /// The position of the content note before the part.
    pub position: usize,
}

/// The question whether to give the screen back.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct GiveBackOverlay {
    /// What the counselor's side shows then.
    pub to: Destination,
}
