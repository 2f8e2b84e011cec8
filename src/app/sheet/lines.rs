//! A sheet: the content of one screen, as lines of text with roles.
//!
//! A sheet knows words, roles and what a click means; it knows no color, no glyph set and no position on the
//! terminal. `update` and the view read the same sheet, so that they cannot disagree.

use super::width::columns;
use crate::app::state::message::Command;

/// What a piece of text is for. A theme decides how each role looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Role {
    /// Ordinary reading.
    Text,
    /// The most important text: a question, a heading, an emphasis.
    Strong,
    /// Text of less importance.
    Muted,
    /// The one calm color: keys, progress, the chosen mark.
    Accent,
    /// A warning, such as a failure to save.
    Attention,
    /// The row of the pointer.
    Focus,
}

/// A mark that the view draws differently in Unicode and in ASCII. It takes [`SIGN_COLUMNS`] columns in both.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Glyph {
    /// The option that was chosen.
    Chosen,
    /// An option that was not chosen.
    Open,
    /// A row that is ticked.
    Ticked,
    /// A row that can be ticked.
    Unticked,
}

/// The columns of a mark, in Unicode and in ASCII.
pub const SIGN_COLUMNS: u16 = 3;

/// A run of text in one role.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Span {
    /// Words.
    Words(String, Role),
    /// A mark.
    Sign(Glyph, Role),
}

impl Span {
    /// Makes a run of words.
    #[must_use]
    pub fn new(words: impl Into<String>, role: Role) -> Self {
        Self::Words(words.into(), role)
    }

    /// Returns how many columns the run takes, at most `u16::MAX`.
    #[must_use]
    pub fn columns(&self) -> u16 {
        match self {
            Self::Words(words, _) => columns(words),
            Self::Sign(..) => SIGN_COLUMNS,
        }
    }
}

/// The least columns between the text of a row and what stands at its right end.
const BEFORE_RIGHT: u16 = 2;

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
    /// Whether the pointer is on this row. The view draws it in the margin.
    pub focused: bool,
    /// Whether it belongs to a field that was left. It stays in sight while nothing is pointed at.
    pub was_left: bool,
    /// The column of the text cursor, counted from the text column, if it is in this row.
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

    /// Returns how many columns the row takes, without the text at its right end.
    #[must_use]
    pub fn columns(&self) -> u16 {
        self.spans.iter().fold(self.indent, |sum, span| sum.saturating_add(span.columns()))
    }

    /// Says whether a text has room at the right end of a column of this width, apart from the row's own.
    #[must_use]
    pub(crate) fn has_room_for(&self, right: &Span, width: u16) -> bool {
        self.columns().saturating_add(BEFORE_RIGHT).saturating_add(right.columns()) <= width
    }

    /// Returns the row with an indent.
    #[must_use]
    pub(crate) fn indented(self, indent: u16) -> Self {
        Self { indent, ..self }
    }

    /// Returns the row with a command for a click on it.
    #[must_use]
    pub fn clicked(self, command: Command) -> Self {
        Self { click: Some(command), ..self }
    }

    /// Returns the row with or without the pointer.
    #[must_use]
    pub fn focused(self, focused: bool) -> Self {
        Self { focused, ..self }
    }
}

/// Which part of the body is visible when it is longer than the room.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scroll {
    /// A text that is scrolled: the number of lines above the visible part.
    By(u16),
    /// A list that follows its pointer. The number is how many lines the person moved past the first row (negative) or
    /// past the last row, to read the text there.
    ToFocus(i32),
}

/// How far along a person is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Progress {
    /// How many steps are done, this one included.
    pub done: usize,
    /// How many steps there are.
    pub of: usize,
}

/// Everything one screen says at one width.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sheet {
    /// The title: where the person is.
    pub title: String,
    /// How the title looks.
    pub title_role: Role,
    /// Text at the right of the title.
    pub aside: Option<Span>,
    /// How far along the person is. The view draws it as the rule under the title.
    pub progress: Option<Progress>,
    /// The rows.
    pub body: Vec<Line>,
    /// Which of the rows are visible.
    pub scroll: Scroll,
}

impl Sheet {
    /// Makes a sheet.
    #[must_use]
    pub fn new(title: String, progress: Option<Progress>, body: Vec<Line>, scroll: Scroll) -> Self {
        Self { title, title_role: Role::Muted, aside: None, progress, body, scroll }
    }

    /// Makes the sheet of a screen after the last question. Its progress is complete.
    #[must_use]
    pub(crate) fn after_all(title: String, body: Vec<Line>, scroll: Scroll) -> Self {
        Self::new(title, Some(Progress { done: 1, of: 1 }), body, scroll)
    }

    /// Makes a sheet without a title that does not scroll.
    #[must_use]
    pub fn bare(body: Vec<Line>) -> Self {
        Self::new(String::new(), None, body, Scroll::By(0))
    }
}

/// The space that a screen is composed for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Room {
    /// Columns of the text column, at least 1.
    pub width: u16,
    /// Rows of the body, at least 1.
    pub height: u16,
    /// Whether there is enough height for empty rows between the parts.
    pub roomy: bool,
    /// Whether the screen is touched, so that rows and buttons have to be large.
    pub touch: bool,
}
