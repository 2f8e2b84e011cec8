//! What a screen says, as lines with roles: the one value that is both drawn and clicked.
//!
//! A sheet knows words, roles and what a click means; it knows no colour, no glyph set and no position on the
//! terminal. `update` and the view read the same sheet, so that they cannot disagree.

use super::width::columns;
use crate::app::state::message::Command;

/// What a piece of text is for; a theme decides how that looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Role {
    /// Ordinary reading.
    Text,
    /// What stands first: a question, a heading, an emphasis.
    Strong,
    /// What may be overlooked.
    Muted,
    /// The one calm colour: keys, progress, the chosen mark.
    Accent,
    /// A failure to save; nothing else in this mode.
    Attention,
    /// The row where the person is.
    Focus,
}

/// A sign that has a twin in the ASCII set; it takes [`SIGN_COLUMNS`] columns in a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Glyph {
    /// What I answered.
    Chosen,
    /// What I could answer.
    Open,
}

/// Columns that a sign takes in either set.
pub const SIGN_COLUMNS: u16 = 3;

/// A run of text in one role.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Span {
    /// Words.
    Words(String, Role),
    /// A sign.
    Sign(Glyph, Role),
}

impl Span {
    /// Makes a run of words.
    #[must_use]
    pub fn new(words: impl Into<String>, role: Role) -> Self {
        Self::Words(words.into(), role)
    }

    /// Returns how many columns the run takes, saturating.
    #[must_use]
    pub fn columns(&self) -> u16 {
        match self {
            Self::Words(words, _) => columns(words),
            Self::Sign(..) => SIGN_COLUMNS,
        }
    }
}

/// One row of the body.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Line {
    /// Columns left free before the text, counted from the text column.
    pub indent: u16,
    /// The text.
    pub spans: Vec<Span>,
    /// Text at the right end of the column.
    pub right: Option<Span>,
    /// What a click on the row does.
    pub click: Option<Command>,
    /// Whether the person is here; drawn as a pointer in the margin and as a role.
    pub focused: bool,
    /// Column, counted from the text column, where the text cursor stands.
    pub caret: Option<u16>,
}

impl Line {
    /// Makes an empty row.
    #[must_use]
    pub fn blank() -> Self {
        Self::default()
    }

    /// Makes a row of one run of words.
    #[must_use]
    pub fn words(words: impl Into<String>, role: Role) -> Self {
        Self::of(vec![Span::new(words, role)])
    }

    /// Makes a row of several runs.
    #[must_use]
    pub fn of(spans: Vec<Span>) -> Self {
        Self { spans, ..Self::default() }
    }

    /// Returns how many columns the row takes without what stands at its right end.
    #[must_use]
    pub fn columns(&self) -> u16 {
        self.spans.iter().fold(self.indent, |sum, span| sum.saturating_add(span.columns()))
    }

    /// Returns the row moved to the right by so many columns.
    #[must_use]
    pub(crate) fn indented(self, indent: u16) -> Self {
        Self { indent, ..self }
    }

    /// Returns the row with what a click on it does.
    #[must_use]
    pub fn clicked(self, command: Command) -> Self {
        Self { click: Some(command), ..self }
    }

    /// Returns the row, focused or not.
    #[must_use]
    pub fn focused(self, focused: bool) -> Self {
        Self { focused, ..self }
    }
}

/// How the body moves when it is longer than the room.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scroll {
    /// By so many lines, as the person scrolled.
    By(u16),
    /// So that the focused line is in sight, and moved from there by so many lines, as the person moved past the
    /// first (negative) or the last row.
    ToFocus(i32),
}

/// How far along a person is: `done` of `of`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Progress {
    /// How many steps lie behind, this one included.
    pub done: usize,
    /// How many there are.
    pub of: usize,
}

/// Everything one screen says at one width.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sheet {
    /// Where I am, in words.
    pub title: String,
    /// How the title looks.
    pub title_role: Role,
    /// What stands at the right of the title.
    pub aside: Option<Span>,
    /// How far along, drawn as the rule under the title.
    pub progress: Option<Progress>,
    /// The rows.
    pub body: Vec<Line>,
    /// How the body moves.
    pub scroll: Scroll,
}

impl Sheet {
    /// Makes a sheet.
    #[must_use]
    pub fn new(title: String, progress: Option<Progress>, body: Vec<Line>, scroll: Scroll) -> Self {
        Self { title, title_role: Role::Muted, aside: None, progress, body, scroll }
    }

    /// Makes the sheet of a screen after the last question, when nothing is left to be done.
    #[must_use]
    pub(crate) fn after_all(title: String, body: Vec<Line>, scroll: Scroll) -> Self {
        Self::new(title, Some(Progress { done: 1, of: 1 }), body, scroll)
    }

    /// Makes a sheet without a title, whose text stands still.
    #[must_use]
    pub fn bare(body: Vec<Line>) -> Self {
        Self::new(String::new(), None, body, Scroll::By(0))
    }
}

/// The room that a screen is composed for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Room {
    /// Columns of the text column, at least 1.
    pub width: u16,
    /// Rows of the body, at least 1.
    pub height: u16,
    /// Whether there are rows to leave empty.
    pub roomy: bool,
    /// Whether what can be chosen is made to be touched.
    pub touch: bool,
}
