//! A fault of a file in words: the message, the place, and advice for the author.
//!
//! A diagnostic is printed in a terminal. Whatever the file holds, this module must not print a control character, or
//! one that changes the direction of text. It finds no faults itself.
//!
//! ```
//! use stillpoint::files::toml::diagnostic::{Diagnostic, Place, quote};
//!
//! let place = Place { line: 12, column: 11, excerpt: "options = \"x\"".into(), caret: 10, width: 3 };
//! let message = format!("There is no option set {}.", quote("x\u{1b}[2J"));
//! let shown = Diagnostic::placed("my.toml", Some(place), message, "Known here: a.").to_string();
//! assert_eq!(
//!     shown.lines().collect::<Vec<_>>(),
//!     [
//!         "my.toml:12:11: There is no option set \"x\u{fffd}[2J\".",
//!         "   12 | options = \"x\"",
//!         "      |           ^^^",
//!         "   Known here: a.",
//!     ]
//! );
//! ```

use super::lint::{Level, Lint};
use crate::domain::sanitize::acts;
use std::fmt;

/// The longest message or advice, in characters; an id out of a file may be of any length.
const LONGEST: usize = 500;

/// The longest piece of a file that a message quotes, in characters.
const QUOTED: usize = 40;

/// One fault of one file, or one finding of a lint.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// Whether it is an error, a warning or a note.
    pub level: Level,
    /// Which lint found it; an error has none.
    pub lint: Option<Lint>,
    /// The file, as the person named it.
    pub file: String,
    /// Where in the file; `None` if it is about the whole of it.
    pub place: Option<Place>,
    /// What is wrong, in a full sentence.
    pub message: String,
    /// What to do about it, in a full sentence; may be empty.
    pub advice: String,
}

/// A place in a text file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column, in characters from 1.
    pub column: usize,
    /// The line, cleaned and cut around the fault; empty if it is not to be shown.
    pub excerpt: String,
    /// Where the fault begins in the excerpt, in display columns from 0.
    pub caret: usize,
    /// How wide the fault is in the excerpt, in display columns, 1 or more.
    pub width: usize,
}

/// Everything that is wrong with a file, in the order of its lines; never empty when returned as an error.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostics(pub Vec<Diagnostic>);

impl Diagnostics {
    /// Adds diagnostics that were found in another way, and puts all in the order of the lines.
    #[must_use]
    pub(in crate::files) fn merged(mut self, others: impl IntoIterator<Item = Diagnostic>) -> Self {
        self.0.extend(others);
        self.0.sort_by_key(|one| one.place.as_ref().map(|place| (place.line, place.column)));
        self
    }
}

impl Diagnostic {
    /// Makes a diagnostic about a file as a whole.
    #[must_use]
    pub(crate) fn of_file(file: &str, message: impl Into<String>, advice: impl Into<String>) -> Self {
        Self::placed(file, None, message, advice)
    }

    /// Makes an error with its place.
    #[must_use]
    pub fn placed(
        file: &str,
        place: Option<Place>,
        message: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        let (message, advice) = (message.into(), advice.into());
        Self { level: Level::Error, lint: None, file: file.to_owned(), place, message, advice }
    }
}

impl Diagnostics {
    /// Returns how many there are of a level.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        self.0.iter().filter(|diagnostic| diagnostic.level == level).count()
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(only: Diagnostic) -> Self {
        Self(vec![only])
    }
}

impl std::error::Error for Diagnostics {}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.0.iter().enumerate() {
            let gap = if index == 0 { "" } else { "\n\n" };
            write!(f, "{gap}{diagnostic}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&show_unsafe(&self.file))?;
        if let Some(place) = &self.place {
            write!(f, ":{}:{}", place.line, place.column)?;
        }
        match (self.level, self.lint) {
            (Level::Error, _) => {}
            (level, Some(lint)) => write!(f, ": {} [{lint}]", level.as_str())?,
            (level, None) => write!(f, ": {}", level.as_str())?,
        }
        write!(f, ": {}", shown(&self.message, LONGEST))?;
        if let Some(place) = self.place.as_ref().filter(|place| !place.excerpt.is_empty()) {
            place.write_excerpt(f)?;
        }
        if self.advice.is_empty() { Ok(()) } else { write!(f, "\n   {}", shown(&self.advice, LONGEST)) }
    }
}

impl Place {
    fn write_excerpt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = format!("{:>5}", self.line);
        let gutter = " ".repeat(number.len());
        let (indent, carets) = (" ".repeat(self.caret), "^".repeat(self.width));
        write!(f, "\n{number} | {}\n{gutter} | {indent}{carets}", show_unsafe(&self.excerpt))
    }
}

/// Says whether a character cannot stand in a line that is shown: a line break, or one that
/// [acts].
#[must_use]
pub fn is_unsafe(c: char) -> bool {
    c == '\n' || acts(c)
}

/// Returns the text with U+FFFD in the place of every unsafe character, newlines and tabs too, so that it is seen where one was.
#[must_use]
pub fn show_unsafe(text: &str) -> String {
    text.chars().map(|c| if is_unsafe(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// Returns a piece of a file in quotation marks, cleaned and cut to 40 characters.
#[must_use]
pub fn quote(text: &str) -> String {
    format!("\"{}\"", shown(text, QUOTED))
}

/// Returns the text, cleaned and cut to so many characters.
pub(in crate::files) fn shown(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest).and_then(|(end, _)| text.get(..end)) {
        Some(start) => show_unsafe(start) + "…",
        None => show_unsafe(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diagnostic_shows_the_line_with_a_caret_and_the_advice() {
        let place = Place { line: 12, column: 11, excerpt: "options = \"x\"".into(), caret: 10, width: 3 };
        let diagnostic =
            Diagnostic::placed("questions.toml", Some(place), "There is no such set.", "Known here: a.");
        let expected = "questions.toml:12:11: There is no such set.\n   12 | options = \"x\"\n      \
                        |           ^^^\n   Known here: a.";
        assert_eq!(diagnostic.to_string(), expected);
    }

    #[test]
    fn what_is_no_error_says_its_level_and_its_lint() {
        let error = Diagnostic::of_file("q.toml", "It is so.", "");
        assert_eq!(error.to_string(), "q.toml: It is so.");
        let warning = Diagnostic { level: Level::Warning, lint: Some(Lint::UncitedFact), ..error.clone() };
        assert_eq!(warning.to_string(), "q.toml: warning [uncited-fact]: It is so.");
        let unnamed = Diagnostic { level: Level::Warning, ..error };
        assert_eq!(unnamed.to_string(), "q.toml: warning: It is so.");
        assert_eq!(Diagnostics(vec![warning, unnamed]).count(Level::Warning), 2);
    }

    #[test]
    fn nothing_unsafe_is_ever_printed() {
        let hostile = "a\u{1b}[2J\u{202e}b\nc\td\u{9b}e";
        let place = Place { line: 1, column: 1, excerpt: hostile.into(), caret: 0, width: 1 };
        let diagnostic = Diagnostic::placed(hostile, Some(place), quote(hostile), hostile);
        let printed = Diagnostics(vec![diagnostic.clone(), diagnostic]).to_string();
        assert!(!printed.chars().any(|c| c != '\n' && is_unsafe(c)), "{printed:?}");
        assert_eq!(printed.lines().count(), 4 * 2 + 1);
    }

    #[test]
    fn quotes_are_short() {
        assert_eq!(quote("short"), "\"short\"");
        assert_eq!(quote(&"é".repeat(100)).chars().count(), 40 + 3);
    }
}
