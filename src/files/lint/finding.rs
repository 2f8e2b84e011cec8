//! What a lint found in a file, and how findings get their lines.
//!
//! A lint knows the values of a file by their paths (`items`, third entry, `text`) and knows no lines; only here is the
//! path, or a part of the text that stands there, turned into a line with a caret. Nothing is looked for or waived here.

use crate::domain::questionnaire::problem::KeyPath;
use crate::files::toml::diagnostic::Diagnostics;
use crate::files::toml::faults::Faults;
use crate::files::toml::lint::Lint;
use crate::files::toml::raw_position::Written;
use crate::files::toml::values::span_at;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;
use toml::de::DeTable;

/// Something that a lint found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// Which lint.
    pub lint: Lint,
    /// Which value it is about.
    pub at: FindingPlace,
    /// Which part of that value's text, and the text; `None` is the whole value.
    pub part: Option<(Range<usize>, Arc<str>)>,
    /// What was found, in a full sentence.
    pub message: String,
    /// Why it matters and what to write instead, in full sentences.
    pub advice: String,
}

/// Which value of a file a finding is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FindingPlace {
    /// The file as a whole.
    File,
    /// The value at a path; one that does not exist is the nearest one around it.
    At(KeyPath),
}

impl Finding {
    /// Makes a finding about the whole value at a path; why it matters is said by the lint, before the advice.
    #[must_use]
    pub fn at(lint: Lint, at: KeyPath, message: impl Into<String>, advice: impl fmt::Display) -> Self {
        let advice = format!("{} {advice}", lint.why());
        Self { lint, at: FindingPlace::At(at), part: None, message: message.into(), advice }
    }
}

/// Returns findings as diagnostics with their lines, in the order of the file.
#[must_use]
pub fn placed(name: &str, text: &str, findings: Vec<Finding>) -> Diagnostics {
    let mut faults = Faults::default();
    if !findings.is_empty() {
        let (root, _) = DeTable::parse_recoverable(text);
        // Findings of one text follow one another, and there may be thousands.
        let mut last: Option<(Range<usize>, Option<Written>)> = None;
        for Finding { lint, at, part, message, advice } in findings {
            let whole = match at {
                FindingPlace::File => None,
                FindingPlace::At(path) => span_at(root.get_ref(), &path),
            };
            let narrowed = part.zip(whole.clone()).and_then(|((part, of), whole)| {
                if last.as_ref().is_none_or(|(span, _)| *span != whole) {
                    let written = Written::of(text, &whole, &of);
                    last = Some((whole, written));
                }
                last.as_ref()?.1.as_ref()?.part(&part)
            });
            faults.find(lint, narrowed.or(whole), message, advice);
        }
    }
    faults.into_diagnostics(name, text)
}

#[cfg(test)]
mod tests {
    use super::{Finding, placed};
    use crate::domain::questionnaire::problem::KeyPath;
    use crate::files::toml::lint::Lint;

    #[test]
    fn a_finding_in_a_long_text_has_the_line_and_column_of_the_words() {
        let file = "[[items]]\nid = \"a\"\ntext = \"\"\"\nOne line,\nand a bad word.\"\"\"\n";
        let text = "One line,\nand a bad word.";
        let at = text.find("bad").unwrap();
        let finding = Finding::at(
            Lint::Blame,
            KeyPath::entry("items", 0).key("text"),
            "\"bad\" blames.",
            "Say what happens instead.",
        );
        let said = placed("q.toml", file, vec![Finding { part: Some((at..at + 3, text.into())), ..finding }])
            .to_string();
        let expected = format!(
            "q.toml:5:7: warning [blame]: \"bad\" blames.\n    5 | and a bad word.\"\"\"\n      |       ^^^\n   {} Say what happens instead.",
            Lint::Blame.why()
        );
        assert_eq!(said, expected);
    }
}
