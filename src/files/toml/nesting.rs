//! Follows brackets, quotation marks and remarks through a TOML text that may be broken.
//!
//! The module `syntax` asks it where a fault of the parser lies: in a string, a list, a table, a header. A string of
//! one line and a header end with their line at the latest, so that one missing bracket does not swallow the rest of
//! the file. It must not report anything.

use std::ops::Range;

/// A bracket or a text that is open.
pub(super) struct OpenBracket {
    /// Where it begins.
    pub(super) at: usize,
    /// What it begins with.
    pub(super) with: &'static str,
    /// Whether it begins a line, as the header of a table does.
    pub(super) header: bool,
    /// Where its current entry begins: behind the bracket, or behind the last comma.
    pub(super) since: usize,
    /// Where the first equals sign of that entry stands.
    pub(super) equals: Option<usize>,
}

impl OpenBracket {
    fn new(at: usize, with: &'static str, header: bool) -> Self {
        Self { at, with, header, since: at + with.len(), equals: None }
    }
}

/// A text in quotation marks.
#[derive(Clone, Copy)]
struct Quoted {
    at: usize,
    mark: &'static str,
    end: usize,
    closed: bool,
}

impl Quoted {
    fn has(self, place: usize) -> bool {
        place < self.end || (place == self.end && !self.closed)
    }
}

/// The brackets and strings that are open at a place of a text.
pub(super) struct Nesting<'t> {
    text: &'t str,
    at: usize,
    open: Vec<OpenBracket>,
    /// The text in quotation marks that the place is in.
    inside: Option<Quoted>,
    /// The first text of one line that is not closed.
    unclosed: Option<Range<usize>>,
    statement: usize,
    equals: Option<usize>,
}

impl<'t> Nesting<'t> {
    /// Begins before the first character.
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0, open: Vec::new(), inside: None, unclosed: None, statement: 0, equals: None }
    }

    /// Finds the outermost bracket, or the text of several lines, that is still open at the end of the file; and the first
    /// text of one line that is not closed.
    pub(super) fn left_open(text: &'t str) -> (Option<OpenBracket>, Option<Range<usize>>) {
        let mut nesting = Self::new(text);
        nesting.go_to(text.len());
        let unclosed = nesting.unclosed.take();
        let open = match nesting.inside {
            Some(Quoted { at, mark, .. }) if mark.len() == 3 => Some(OpenBracket::new(at, mark, false)),
            // An open header ends with its line, so it is not what is open at the end of the file.
            _ => nesting.open.into_iter().next().filter(|open| !open.header),
        };
        (open, unclosed)
    }

    /// Goes on to a place; one that lies behind changes nothing.
    ///
    /// Nothing is read twice, however many places lie in one text.
    pub(super) fn go_to(&mut self, place: usize) {
        if let Some(quoted) = self.inside.filter(|quoted| !quoted.has(place)) {
            (self.at, self.inside) = (quoted.end, None);
        }
        while let Some(c) = self.rest().chars().next().filter(|_| self.at < place && self.inside.is_none()) {
            self.at += match c {
                '"' | '\'' => {
                    let (mark, length, closed) = text_length(self.rest());
                    let quoted = Quoted { at: self.at, mark, end: self.at + length, closed };
                    if !closed && mark.len() == 1 {
                        self.unclosed.get_or_insert(self.at..self.at + length);
                    }
                    if quoted.has(place) {
                        self.inside = Some(quoted);
                        return;
                    }
                    length
                }
                '#' => self.rest().find('\n').unwrap_or(self.rest().len()),
                c => {
                    self.take(c);
                    c.len_utf8()
                }
            };
        }
    }

    fn take(&mut self, c: char) {
        let next = self.at + 1;
        match c {
            '[' => {
                let header = self.open.last().map_or(self.begins_statement(), |top| top.header);
                self.open.push(OpenBracket::new(self.at, "[", header));
            }
            '{' => self.open.push(OpenBracket::new(self.at, "{", false)),
            // A closing bracket of the wrong kind is ignored.
            ']' => drop(self.open.pop_if(|top| top.with == "[")),
            '}' => drop(self.open.pop_if(|top| top.with == "{")),
            ',' => {
                if let Some(top) = self.open.last_mut() {
                    (top.since, top.equals) = (next, None);
                }
            }
            '=' => {
                let equals = self.open.last_mut().map_or(&mut self.equals, |top| &mut top.equals);
                equals.get_or_insert(self.at);
            }
            '\n' => {
                // A header stands alone at the beginning of a line; left open, it ends with that line.
                if self.open.first().is_some_and(|first| first.header) {
                    self.open.clear();
                }
                if self.open.is_empty() {
                    (self.statement, self.equals) = (next, None);
                }
            }
            _ => {}
        }
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn begins_statement(&self) -> bool {
        self.text.get(self.statement..self.at).is_some_and(|before| before.trim().is_empty())
    }

    /// If the place is in a string, returns where that begins and its quotation mark.
    pub(super) fn inside_text(&self) -> Option<(usize, &'static str)> {
        self.inside.map(|quoted| (quoted.at, quoted.mark))
    }

    /// Returns the innermost bracket that is open.
    pub(super) fn innermost(&self) -> Option<&OpenBracket> {
        self.open.last()
    }

    /// Returns how many brackets are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Returns where the current statement begins: a header, or a key with its value.
    pub(super) fn statement(&self) -> usize {
        self.statement
    }

    /// Returns where the first equals sign of the statement stands, if it is before the place.
    pub(super) fn equals(&self) -> Option<usize> {
        self.equals
    }
}

/// Returns the quotation mark of the string that begins here, its length, and whether it is closed.
///
/// A text of one line that is not closed ends before the line does.
fn text_length(rest: &str) -> (&'static str, usize, bool) {
    let marks = ["\"\"\"", "'''", "\"", "'"];
    let mark = marks.into_iter().find(|mark| rest.starts_with(mark)).unwrap_or("\"");
    let (long, escapes) = (mark.len() == 3, mark.starts_with('"'));
    let mut escaped = false;
    let inside = rest.get(mark.len()..).unwrap_or_default();
    for (offset, c) in inside.char_indices() {
        let here = inside.get(offset..).unwrap_or_default();
        if c == '\n' && !long {
            return (mark, mark.len() + offset, false);
        }
        if !escaped && here.starts_with(mark) {
            // Up to two quotation marks may stand right before the three that close a text.
            let more = here.chars().skip(mark.len()).take(2).take_while(|c| long && mark.starts_with(*c));
            return (mark, mark.len() + offset + mark.len() + more.count(), true);
        }
        escaped = escapes && c == '\\' && !escaped;
    }
    (mark, rest.len(), false)
}
