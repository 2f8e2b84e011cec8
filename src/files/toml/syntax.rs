//! Words the syntax errors of a TOML file in full sentences, with advice for people who do not know TOML.
//!
//! It takes from the parser only the places of errors, because the words of the parser change with its versions. It
//! finds the fault in the text instead: by the characters at the place and by the brackets and strings that are open
//! there. It uses the parser's words only if it recognizes nothing.

use super::consequences::{Consequences, TABLE_THERE_ALREADY, THERE_ALREADY};
use super::faults::Faults;
use super::nesting::{Nesting, OpenBracket};
use super::other_notation::{self, MessageAndAdvice, not_closed};
use super::unquoted::{self, NO_VALUE};
use std::ops::Range;

/// The place of an error of the parser, and its words.
type Stumble<'e> = (Option<Range<usize>>, &'e str);

const NO_KEY: MessageAndAdvice = ("The key is missing.", "Write key = value.");
const BAD_KEY: MessageAndAdvice =
    ("A key cannot be written like this.", "Use letters, figures, - and _, or put it in quotation marks.");
const ONLY_A_KEY: MessageAndAdvice =
    ("A key without a value stands here.", "Write key = value, or put # before a remark.");
const ONLY_A_KEY_IN_A_TABLE: MessageAndAdvice =
    ("A key without a value stands here.", "Write { key = value }.");
const NOTHING_MORE: MessageAndAdvice =
    ("Nothing more can stand on this line.", "Begin a new line, or put # before a remark.");
const COMMA_MISSING: MessageAndAdvice = ("A comma is missing here.", "Put a comma between two entries.");
const COMMA_TOO_MANY: MessageAndAdvice = ("There is one comma too many.", "Remove it.");

/// From how many open brackets on lists and tables count as too deep, and from how many parts a key does. No file of ours
/// needs a tenth of it, and the parser gives up a little later.
const DEEP: usize = 64;

/// The most characters of a value that are looked at.
const LONGEST_VALUE: usize = 100;

/// The most errors that are worded. Repeated errors are reported once, so a file could have any number of them before
/// its list of faults is full.
const MOST_WORDED: usize = 10_000;

/// Reports the parser's errors, but not those that only follow from a bracket or a text left open.
pub(super) fn report(errors: &[toml::de::Error], text: &str, faults: &mut Faults) {
    if let Some(at) = text.find('\r').filter(|_| !text.contains('\n')) {
        let advice = "Save the file with the line ends of Unix or of Windows.";
        faults.report(
            Some(at..at + 1),
            "Each line of this file ends with a carriage return (U+000D) alone.",
            advice,
        );
        return;
    }
    let mut errors: Vec<Stumble<'_>> = errors.iter().map(|error| (error.span(), error.message())).collect();
    errors.sort_by_key(|(span, _)| span.as_ref().map(|span| (span.start, span.end)));
    let kept = report_open(&errors, text, faults);
    let mut nesting = Nesting::new(text);
    let mut said = None;
    let mut consequences = Consequences::default();
    let deep_key = errors.first().is_some_and(|(span, _)| span.is_none()) && has_deep_key(text);
    let follows = |span: &Option<Range<usize>>| span.as_ref().is_some_and(|span| span.start >= kept);
    for (number, (span, words)) in errors.iter().filter(|(span, _)| !follows(span)).enumerate() {
        if faults.overflows() || number >= MOST_WORDED {
            continue;
        }
        let (about, message, advice) = match span {
            Some(span) => placed(span, words, text, &mut nesting),
            None if deep_key => (0, "This key has too many parts.".into(), "Nest tables less deeply.".into()),
            None => (0, format!("This is not TOML: {words}."), UNKNOWN.into()),
        };
        // The parser may stumble more than once over one thing.
        if !consequences.include(&message, about) && said.as_ref() != Some(&(about, message.clone())) {
            consequences.add(&message, about, text);
            faults.report(span.clone(), message.clone(), advice);
            said = Some((about, message));
        }
    }
}

/// Reports a bracket or string that is open at the end of the file, if the parser stumbled over it. Returns the place
/// from which errors only follow from that.
fn report_open(errors: &[Stumble<'_>], text: &str, faults: &mut Faults) -> usize {
    let mut starts = errors.iter().filter_map(|(span, _)| span.as_ref()).map(|span| span.start);
    let (open, unclosed) = Nesting::left_open(text);
    match open {
        Some(OpenBracket { at, with: "\"\"\"" | "'''", .. }) => {
            // The quotation mark that opens the next string closes an open one, so the first error is close to the fault.
            let first = starts.next().unwrap_or(at).min(at);
            let advice = "Close each text that begins with three quotation marks with three more; \
                          the one left open may stand further up.";
            faults.report(Some(first..first + 1), "A text of several lines is not closed.", advice);
            first
        }
        Some(OpenBracket { at, with, .. }) if starts.next_back().is_some_and(|last| last >= at) => {
            let (what, closing) = if with == "[" { ("list", "]") } else { ("table", "}") };
            let written = |span: &Range<usize>| text.get(span.clone()).unwrap_or_default();
            // The closing bracket may be there, but in a text that lacks its quotation mark.
            if let Some(span) = unclosed.filter(|span| span.start > at && written(span).contains([']', '}']))
            {
                let (message, advice) = not_closed(written(&span));
                faults.report(Some(span), message, advice);
                return at;
            }
            let advice = format!("Add {closing} at its end; what follows is only read after that.");
            faults.report(Some(at..at + 1), format!("This {what} is not closed."), advice);
            at
        }
        _ => usize::MAX,
    }
}

/// Words an error at a place; returns where what is wrong begins, too.
fn placed(
    span: &Range<usize>,
    words: &str,
    text: &str,
    nesting: &mut Nesting<'_>,
) -> (usize, String, String) {
    let next = text.get(span.start..).and_then(|rest| rest.chars().next()).unwrap_or('\n');
    nesting.go_to(span.start);
    if let Some((message, advice)) = other_notation::stray(next, nesting.inside_text().is_some()) {
        return (span.start, message, advice.into());
    }
    let place = SyntaxPlace { text, at: span.start, found: text.get(span.clone()).unwrap_or_default(), next };
    match place.sentence(nesting) {
        Some((about, (message, advice))) => (about, message.into(), advice.into()),
        None => (span.start, format!("This is not TOML: {words}."), UNKNOWN.into()),
    }
}

const UNKNOWN: &str = "See https://toml.io for how it is written.";

/// Says whether a key has more parts than any file needs: the parser gives up on one without saying where.
fn has_deep_key(text: &str) -> bool {
    let parts = |line: &str| line.split(['=', '#']).next().unwrap_or_default().split('.').count();
    text.lines().any(|line| parts(line) > DEEP)
}

/// A place at which the parser stumbled.
struct SyntaxPlace<'t> {
    text: &'t str,
    at: usize,
    /// What the parser points at; nothing, where something is missing.
    found: &'t str,
    next: char,
}

impl SyntaxPlace<'_> {
    /// Says what is wrong, and where that begins.
    fn sentence(&self, nesting: &Nesting<'_>) -> Option<(usize, MessageAndAdvice)> {
        let here = |sentence| Some((self.at, sentence));
        if self.is_beside_bare_return() {
            return here(("A carriage return (U+000D) stands alone here.", "End the line with a newline."));
        }
        if let Some(notation) = self.of_other_notation(nesting) {
            return Some(notation);
        }
        if let Some((begun, mark)) = nesting.inside_text() {
            return Some((begun, self.in_text(self.between(begun + mark.len()), mark)));
        }
        match nesting.innermost() {
            _ if nesting.depth() >= DEEP => {
                here(("Lists and tables are nested too deeply here.", "Nest them less deeply."))
            }
            Some(open) if open.header => here(self.in_header(open)),
            Some(OpenBracket { with: "[", since, .. }) => self.in_list(*since),
            Some(OpenBracket { since, equals, .. }) => self.in_table(*since, *equals),
            None => self.on_line(nesting),
        }
    }

    /// Says what is written as another notation has it, and where that begins.
    fn of_other_notation(&self, nesting: &Nesting<'_>) -> Option<(usize, MessageAndAdvice)> {
        if nesting.inside_text().is_some() {
            return None;
        }
        if let Some(inside) = other_notation::quotation_inside(self.between(0), self.next) {
            return Some((self.at, inside));
        }
        let (since, equals) = match nesting.innermost() {
            Some(open) if open.header || open.with == "[" => return None,
            Some(open) => (open.since, open.equals),
            None => (nesting.statement(), nesting.equals()),
        };
        match equals {
            Some(equals) => {
                let is_over = nesting.depth() == 0 && !self.between(equals + 1).trim().is_empty();
                other_notation::behind_a_value(self.from(self.at), is_over).map(|meant| (self.at, meant))
            }
            None => other_notation::key_or_remark(self.from(since)).map(|meant| (since, meant)),
        }
    }

    fn from(&self, start: usize) -> &str {
        self.text.get(start..).unwrap_or_default()
    }

    fn between(&self, start: usize) -> &str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// Says whether a carriage return without a newline stands here, or right before.
    fn is_beside_bare_return(&self) -> bool {
        let behind = self.text.get(..self.at).is_some_and(|before| before.ends_with('\r'));
        (self.next == '\r' && !self.from(self.at).starts_with("\r\n")) || (behind && self.next != '\n')
    }

    /// Within quotation marks, after this much of the text.
    fn in_text(&self, before: &str, mark: &str) -> MessageAndAdvice {
        let escape = before.rsplit_once('\\').map(|(_, escape)| escape).filter(|_| mark.starts_with('"'));
        match escape {
            Some("") => {
                ("The sign after this backslash has no meaning.", "Write a backslash itself as \\\\.")
            }
            Some(escape) if escape.starts_with(['u', 'U', 'x']) && is_hexadecimal(escape) => {
                if self.next.is_ascii_hexdigit() {
                    (
                        "There is no character with this number.",
                        "Write \\u with the number of a Unicode character.",
                    )
                } else {
                    (
                        "The character's number is too short.",
                        "Write \\u with 4 or \\U with 8 hexadecimal digits.",
                    )
                }
            }
            _ if self.next == '\n' => not_closed(before),
            _ => (
                "This text has a fault or is not closed.",
                "Close it with the quotation mark that it begins with.",
            ),
        }
    }

    /// Between the brackets of a table's header.
    fn in_header(&self, open: &OpenBracket) -> MessageAndAdvice {
        let two = self.from(open.at).starts_with("[[")
            || self.text.get(..open.at).is_some_and(|it| it.ends_with('['));
        match (self.next, two) {
            _ if is_key(self.found) => TABLE_THERE_ALREADY,
            _ if !self.found.is_empty() => BAD_KEY,
            ('\n' | '\r' | '#', true) => {
                ("The brackets of this table's header are not closed.", "Write [[name]].")
            }
            ('\n' | '\r' | '#', false) => {
                ("The bracket of this table's header is not closed.", "Write [name].")
            }
            _ => (
                "The name in this header is missing or cannot be written like this.",
                "Write [name] or [[name]].",
            ),
        }
    }

    /// In a list, whose current entry begins there.
    fn in_list(&self, since: usize) -> Option<(usize, MessageAndAdvice)> {
        let entry = self.between(since).trim();
        match self.next {
            ',' => Some((self.at, COMMA_TOO_MANY)),
            '=' => {
                Some((self.at, ("An equals sign cannot stand in a list.", "Put { … } around key = value.")))
            }
            _ if entry.is_empty() || self.is_amid() => self.value(since),
            _ => Some((self.at, COMMA_MISSING)),
        }
    }

    /// In an inline table, whose current entry begins there and has its equals sign there.
    fn in_table(&self, since: usize, equals: Option<usize>) -> Option<(usize, MessageAndAdvice)> {
        let here = |sentence| Some((self.at, sentence));
        let entry = self.between(since).trim();
        match (equals.map(|equals| (equals, self.between(equals + 1).trim())), self.next) {
            (Some((_, "")), '}' | ',') => here(NO_VALUE),
            (Some((equals, "")), _) => self.value(equals + 1),
            (Some(_), '=') => {
                here(("There is one equals sign too many.", "Put a comma between two entries."))
            }
            (Some((equals, _)), _) if self.is_amid() => self.value(equals + 1),
            (Some(_), _) => Some((since, COMMA_MISSING)),
            (None, ',') if entry.is_empty() => here(COMMA_TOO_MANY),
            (None, '}' | ',') => here(ONLY_A_KEY_IN_A_TABLE),
            (None, '=' | '.') => here(NO_KEY),
            (None, _) if self.is_followed_by_equals() => here(THERE_ALREADY),
            (None, _) if !self.found.is_empty() && !is_key(self.found) => here(BAD_KEY),
            (None, _) => here(("The equals sign is missing.", "Write { key = value }.")),
        }
    }

    /// On a line of its own: a key with its value, or what is left of one; or behind a header.
    fn on_line(&self, nesting: &Nesting<'_>) -> Option<(usize, MessageAndAdvice)> {
        let here = |sentence| Some((self.at, sentence));
        let before = self.between(nesting.statement());
        match nesting.equals() {
            Some(equals) => match (self.between(equals + 1).trim_start(), self.next) {
                ("", '=') => here(("There is one equals sign too many.", "Remove it.")),
                ("", ']') => here(("The bracket that opens this list is missing.", "Write [ … ].")),
                ("", '}') => here(("The brace that opens this table is missing.", "Write { key = value }.")),
                ("", _) => self.value(equals + 1),
                (_, ',' | '=' | ']' | '}') => here(NOTHING_MORE),
                _ if self.is_amid() => self.value(equals + 1),
                _ => here(NOTHING_MORE),
            },
            None if before.trim_start().starts_with('[') => here(NOTHING_MORE),
            None if !self.found.is_empty() && !is_key(self.found) => here(BAD_KEY),
            None if !self.found.is_empty() => here(THERE_ALREADY),
            None if matches!(self.next, '=' | '.') || before.trim_end().ends_with('.') => here(NO_KEY),
            None if before.trim().is_empty() => here(("This is no key with a value.", "Write key = value.")),
            None => here(ONLY_A_KEY),
        }
    }

    /// Says whether the place is in the middle of a word or a number.
    fn is_amid(&self) -> bool {
        let before = self.text.get(..self.at).and_then(|before| before.chars().next_back());
        before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '+' | '-'))
    }

    fn is_followed_by_equals(&self) -> bool {
        is_key(self.found) && self.from(self.at + self.found.len()).trim_start().starts_with(['=', '.'])
    }

    /// What is wrong with a value without quotation marks that begins here, behind blanks.
    fn value(&self, start: usize) -> Option<(usize, MessageAndAdvice)> {
        let rest = self.from(start);
        let start = start + rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
        // What is longer than this is no number and no day; a file may be one long word.
        let end =
            self.from(start).char_indices().nth(LONGEST_VALUE).map_or(usize::MAX, |(end, _)| start + end);
        let value = self.text.get(start..end.min(self.text.len())).unwrap_or_default();
        let value = value.split([',', ']', '}', '#', '\n', '\r']).next().unwrap_or_default().trim_end();
        // On a line of its own a value begins on that line.
        let missing = self.between(start).is_empty() && self.next == '\n';
        Some((start, if missing { NO_VALUE } else { unquoted::fault(value) }))
    }
}

/// Says whether something can be a part of a key as it stands.
fn is_key(found: &str) -> bool {
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let quoted = |mark| found.len() > 1 && found.starts_with(mark) && found.ends_with(mark);
    !found.is_empty() && (found.chars().all(bare) || quoted('"') || quoted('\''))
}

/// Says whether only hexadecimal digits follow the letter of an escape.
fn is_hexadecimal(escape: &str) -> bool {
    escape.chars().skip(1).all(|c| c.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use crate::files::toml::document::parse;

    /// Broken lines, and what is said of each.
    const BROKEN: &[(&str, &[&str])] = &[
        ("a = 1\na = 2", &["2:1 This key or table is there already."]),
        ("[a]\n[a]", &["2:2 This table is there already."]),
        ("[[a]]\n[a]", &["2:2 This table is there already."]),
        ("a = 1\n[a]", &["2:2 This table is there already."]),
        ("a = 1\na.b = 2", &["2:1 This key or table is there already."]),
        ("a = { b = 1, b = 2 }", &["1:14 This key or table is there already."]),
        ("a = [{ b = 1, b = 2 }]", &["1:15 This key or table is there already."]),
        ("a.b = 1\n[a]", &["2:2 This table is there already."]),
        (
            "[a]\nb = 1\nc = 2\n[a]\nb = 1\nc = 2\n[d]\ne = 1\ne = 2",
            &["4:2 This table is there already.", "9:1 This key or table is there already."],
        ),
        ("[a.b]\n[a]\nb = 1", &["3:1 This key or table is there already."]),
        ("a", &["1:2 A key without a value stands here."]),
        ("a b", &["1:3 A key without a value stands here."]),
        ("a \"b\"", &["1:3 A key without a value stands here."]),
        ("a = ", &["1:5 The value is missing."]),
        ("a = # remark", &["1:5 The value is missing."]),
        ("a =", &["1:4 The value is missing."]),
        ("= 3", &["1:1 The key is missing."]),
        ("\"\" = 1\n\"\" = 2", &["2:1 This key or table is there already."]),
        ("a = = 3", &["1:5 There is one equals sign too many.", "1:7 Nothing more can stand on this line."]),
        ("a == 3", &["1:4 There is one equals sign too many.", "1:6 Nothing more can stand on this line."]),
        ("a = b", &["1:5 This text has no quotation marks."]),
        ("a = b c", &["1:5 This text has no quotation marks."]),
        ("a = 'b", &["1:7 This text is not closed."]),
        ("a = \"b", &["1:7 This text is not closed."]),
        ("a = \"b\nc = 1", &["1:7 This text is not closed."]),
        ("a = \"b\" c", &["1:9 Nothing more can stand on this line."]),
        ("a = \"b\"\" ", &["1:8 Nothing more can stand on this line."]),
        ("a = \"b\" \"c\"", &["1:9 Nothing more can stand on this line."]),
        ("a = b\"", &["1:5 The quotation mark that opens this text is missing."]),
        ("a = \"\"\"b", &["1:5 A text of several lines is not closed."]),
        ("a = '''b", &["1:5 A text of several lines is not closed."]),
        ("a = \"b\\q\"", &["1:8 The sign after this backslash has no meaning."]),
        ("a = \"\\u12\"", &["1:10 The character's number is too short."]),
        ("a = \"\\uD800\"", &["1:8 There is no character with this number."]),
        ("a = \"\\U00110000\"", &["1:8 There is no character with this number."]),
        ("a = \"\"\"b\\q\"\"\"", &["1:10 The sign after this backslash has no meaning."]),
        ("a = True", &["1:5 This is neither true nor false."]),
        ("a = tru", &["1:5 This is neither true nor false."]),
        ("a = 012", &["1:5 A number cannot begin with 0."]),
        ("a = -012", &["1:6 A number cannot begin with 0."]),
        ("a = ++1", &["1:6 There is one sign too many."]),
        ("a = 1_", &["1:6 This is not a number."]),
        ("a = _1", &["1:5 This is not a number."]),
        ("a = 0X1F", &["1:5 This is not a number."]),
        ("a = 0b2", &["1:7 This is not a number."]),
        ("a = -0x1", &["1:5 This is not a number."]),
        ("a = 1.", &["1:7 This is not a number."]),
        ("a = .5", &["1:5 This is not a number."]),
        ("a = 1e", &["1:7 This is not a number."]),
        ("a = 1,5", &["1:6 Nothing more can stand on this line."]),
        ("a = nan5", &["1:5 This text has no quotation marks."]),
        ("a = 2026-02-30", &["1:5 There is no such date."]),
        ("a = 2026-1-1", &["1:5 There is no such date."]),
        ("a = 26-01-01", &["1:5 There is no such date."]),
        ("a = 01.02.2026", &["1:5 There is no such date."]),
        ("a = 2026-01-01T25:00:00", &["1:5 There is no such date or time."]),
        ("a = 2026-01-01T10:00:00+99:00", &["1:5 There is no such date or time."]),
        ("a = 12:60", &["1:5 There is no such time."]),
        ("a = 12:61:00", &["1:5 There is no such time."]),
        ("a = 2026-11-23 10:00 Uhr", &["1:5 There is no such date or time."]),
        ("a = [1, 2", &["1:5 This list is not closed."]),
        ("a = [\"b]\nc = 1\n[d]\ne = 2", &["1:6 This text is not closed."]),
        ("a = [\"b”]\nc = 1", &["1:6 This text is not closed."]),
        ("a = [\n{ b = \"c },\n{ b = \"d\" }\n]\n[[e]]", &["2:7 This text is not closed."]),
        ("a = [1,\nb = \"c\nd = 2", &["1:5 This list is not closed."]),
        ("a = [1 2]", &["1:6 This text has no quotation marks."]),
        ("a = [1,, 2]", &["1:8 There is one comma too many."]),
        ("a = [, 1]", &["1:6 There is one comma too many."]),
        ("a = [b]", &["1:6 This text has no quotation marks."]),
        ("a = [b, c]", &["1:6 This text has no quotation marks.", "1:9 This text has no quotation marks."]),
        (
            "a = [b = 1]",
            &[
                "1:6 This text has no quotation marks.",
                "1:8 An equals sign cannot stand in a list.",
                "1:10 A comma is missing here.",
            ],
        ),
        ("a = [1 = 2]", &["1:8 An equals sign cannot stand in a list.", "1:10 A comma is missing here."]),
        ("a = ,", &["1:5 The value is missing."]),
        ("a = \"b\",", &["1:8 This sign at the end of the line is one too many."]),
        ("a = \"b\"; # remark", &["1:8 This sign at the end of the line is one too many."]),
        ("a = [1];", &["1:8 This sign at the end of the line is one too many."]),
        ("a = { b = \"c\"; }", &["1:14 A comma is missing here."]),
        ("a\u{a0}= 1", &["1:2 A blank that is no space stands here (U+00A0)."]),
        ("a =\u{a0}\"b\"", &["1:4 A blank that is no space stands here (U+00A0)."]),
        ("a = ＂b＂", &["1:5 This text stands between curly quotation marks."]),
        ("a = 1, 2]", &["1:6 Nothing more can stand on this line."]),
        ("a = 1]", &["1:6 Nothing more can stand on this line."]),
        ("a = [1, 2}", &["1:5 This list is not closed."]),
        ("a = { b = 1", &["1:5 This table is not closed."]),
        ("a = { b = 1, c }", &["1:16 A key without a value stands here."]),
        ("a = { b }", &["1:9 A key without a value stands here."]),
        ("a = { b = }", &["1:11 The value is missing."]),
        ("a = { b = 1,, c = 2 }", &["1:13 There is one comma too many."]),
        (
            "a = { b = 1 c = 2 }",
            &[
                "1:11 This text has no quotation marks.",
                "1:15 There is one equals sign too many.",
                "1:17 A comma is missing here.",
            ],
        ),
        ("a = { , }", &["1:7 There is one comma too many."]),
        ("a = { = 1 }", &["1:7 The key is missing."]),
        ("a = { 1, 2 }", &["1:8 A key without a value stands here.", "1:10 The equals sign is missing."]),
        ("a = { \"x\" }", &["1:11 A key without a value stands here."]),
        ("a = { b : 1 }", &["1:9 A colon cannot stand between a key and its value."]),
        ("a = { b = 1 ]", &["1:5 This table is not closed."]),
        (
            "a = b = 1 }",
            &["1:5 This text has no quotation marks.", "1:7 Nothing more can stand on this line."],
        ),
        ("a = { b = 1 = 2 }", &["1:13 There is one equals sign too many.", "1:15 A comma is missing here."]),
        ("a = { b = x }", &["1:11 This text has no quotation marks."]),
        (
            "a = [\"x\" = 1]",
            &["1:10 An equals sign cannot stand in a list.", "1:12 A comma is missing here."],
        ),
        ("[a", &["1:3 The bracket of this table's header is not closed."]),
        ("[[a]", &["1:5 The brackets of this table's header are not closed."]),
        ("[a]]", &["1:4 Nothing more can stand on this line."]),
        ("[]", &["1:2 The name in this header is missing or cannot be written like this."]),
        ("[a.]", &["1:4 The name in this header is missing or cannot be written like this."]),
        ("[a..b]", &["1:4 The name in this header is missing or cannot be written like this."]),
        ("[.a]", &["1:2 The name in this header is missing or cannot be written like this."]),
        ("[a b]", &["1:3 The name in this header is missing or cannot be written like this."]),
        ("[a] b", &["1:5 Nothing more can stand on this line."]),
        ("[a] b = 1", &["1:5 Nothing more can stand on this line."]),
        ("a]", &["1:2 A key without a value stands here."]),
        ("[ [a] ]", &["1:3 The name in this header is missing or cannot be written like this."]),
        ("[a!]", &["1:3 A key cannot be written like this."]),
        ("ä = 1", &["1:1 A key cannot be written like this."]),
        ("a! = 1", &["1:2 A key cannot be written like this."]),
        ("a: 1", &["1:2 A colon cannot stand between a key and its value."]),
        ("a: b", &["1:2 A colon cannot stand between a key and its value."]),
        ("\"a\" : \"b\"", &["1:5 A colon cannot stand between a key and its value."]),
        ("a.b. = 1", &["1:6 The key is missing."]),
        ("a..b = 1", &["1:3 The key is missing."]),
        (".a = 1", &["1:1 The key is missing."]),
        ("a b = 1", &["1:3 A key without a value stands here."]),
        (
            "a = 1 b = 2",
            &["1:5 This text has no quotation marks.", "1:9 Nothing more can stand on this line."],
        ),
        ("a = 1 2", &["1:5 This text has no quotation marks."]),
        ("a = 1;", &["1:5 This is not a number."]),
        ("a = 1 // remark", &["1:5 A remark cannot begin like this."]),
        ("a = \"b\" // remark", &["1:9 A remark cannot begin like this."]),
        ("a = \"b://c\" d", &["1:13 Nothing more can stand on this line."]),
        ("// remark", &["1:1 A remark cannot begin like this."]),
        ("\"a\" \"b\" = 1", &["1:5 A key without a value stands here."]),
        ("\"a = 1", &["1:7 This text is not closed."]),
        ("'a = 1", &["1:7 This text is not closed."]),
        ("a = 1\rb = 2", &["1:7 A carriage return (U+000D) stands alone here."]),
        ("a = \"b\rc\"", &["1:7 A carriage return (U+000D) stands alone here."]),
        ("# x\u{1}", &["1:4 The control character U+0001 stands here."]),
        ("a = \"\u{1}\"", &["1:6 The control character U+0001 stands here."]),
        ("a = \u{1}", &["1:5 The control character U+0001 stands here."]),
        (
            "\u{1}",
            &["1:1 The control character U+0001 stands here.", "1:2 A key without a value stands here."],
        ),
        ("a = [\n1,\n2\n3\n]", &["4:1 A comma is missing here."]),
        ("a = [\n\"x\"\n\"y\"\n]", &["3:1 A comma is missing here."]),
        ("a = [\n\"x,\n\"y\"\n]", &["2:4 This text is not closed.", "3:1 A comma is missing here."]),
        ("a = {\nb = 1,\nc = 2", &["1:5 This table is not closed."]),
        ("a = [\n[1, 2],\n[3\n]\nb = 1", &["1:5 This list is not closed."]),
        ("a = $x", &["1:5 This text has no quotation marks."]),
        ("a = (1)", &["1:5 This text has no quotation marks."]),
        ("a = |", &["1:5 This text has no quotation marks."]),
        (
            "a = |\n  some text\n  more",
            &[
                "1:5 This text has no quotation marks.",
                "2:8 A key without a value stands here.",
                "3:7 A key without a value stands here.",
            ],
        ),
        ("- a", &["1:3 A key without a value stands here."]),
        ("a = yes", &["1:5 This text has no quotation marks."]),
        ("{\"a\": 1}", &["1:1 This is no key with a value."]),
        ("{ a = 1 }", &["1:1 This is no key with a value."]),
        ("a = “b”", &["1:5 This text stands between curly quotation marks."]),
        ("a = \"b”", &["1:8 This text is not closed."]),
        ("a = „b“", &["1:5 This text stands between curly quotation marks."]),
        ("a = { b = “c, d”, e = \"f\" }", &["1:11 This text stands between curly quotation marks."]),
        ("“a” = 1", &["1:1 A key cannot be written like this.", "1:3 A key cannot be written like this."]),
        ("a = 'it's'", &["1:9 The quotation mark before this ends the text."]),
        ("a = \"say \"hi\" now\"", &["1:11 The quotation mark before this ends the text."]),
        ("a = [\"say \"hi\" now\"]", &["1:12 The quotation mark before this ends the text."]),
        ("a = { b = \"say \"hi\" now\" }", &["1:17 The quotation mark before this ends the text."]),
        ("a = \"c:\\dir\"", &["1:9 The sign after this backslash has no meaning."]),
    ];

    /// What is said of a text, each with its line and column.
    fn said(text: &str) -> Vec<String> {
        let faults = parse(text).err().unwrap_or_default();
        let told = faults.into_diagnostics("f", text).0.into_iter();
        told.map(|one| match one.place {
            Some(place) => format!("{}:{} {}", place.line, place.column, one.message),
            None => one.message,
        })
        .collect()
    }

    #[test]
    fn what_is_no_toml_is_told_where_it_stands() {
        for (text, sentences) in BROKEN {
            assert_eq!(said(&format!("{text}\n")), *sentences, "{text}");
        }
    }

    #[test]
    fn a_file_with_old_line_ends_is_told_once() {
        let sentence = "1:6 Each line of this file ends with a carriage return (U+000D) alone.";
        assert_eq!(said("a = 1\rb = 2\rc = 3\r"), [sentence]);
    }

    #[test]
    fn the_end_of_a_file_is_an_end_like_that_of_a_line() {
        for (text, sentence) in [
            ("a =", "1:4 The value is missing."),
            ("a = \"b", "1:7 This text is not closed."),
            ("a", "1:2 A key without a value stands here."),
            ("[a", "1:3 The bracket of this table's header is not closed."),
            ("a = [", "1:5 This list is not closed."),
        ] {
            assert_eq!(said(text), [sentence], "{text}");
        }
    }
}
