//! Every text of a questionnaire with its place, and which kind of text it is.
//!
//! Which lints look at which kind stands here as well, so that it can be read in one place: a word that would label the
//! reader may stand in a fact, which only says what the source says. Nothing is looked for.

use super::readability::Readability;
use crate::domain::questionnaire::draft::Draft;
use crate::domain::questionnaire::problem::KeyPath;
use crate::domain::questionnaire::texts::{TextKey, visit};
use std::borrow::Cow;
use std::collections::HashSet;

/// What a text is for, as far as lints tell texts apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum TextKind {
    /// What an item asks or states.
    Item,
    /// What else stands at an item, in options, or in titles and questions of guidance: it speaks about the reader.
    Reader,
    /// Guidance and next steps.
    Guidance,
    /// A section that answers may bring.
    Brought,
    /// A section that is only under "more to read".
    Reading,
    /// What a fact says, in our words.
    Gist,
    /// Anything else that is shown.
    Other,
}

impl TextKind {
    /// Says whether it speaks about the person who reads it.
    pub(super) fn is_about_the_reader(self) -> bool {
        matches!(self, Self::Item | Self::Reader | Self::Guidance | Self::Brought)
    }

    /// Says whether it is said to a person, and does not only describe what the source says.
    pub(super) fn is_said(self) -> bool {
        self != Self::Gist
    }

    /// Returns the highest grade of school that it may take to read it.
    pub(super) fn highest_grade(self, limits: &Readability) -> Option<usize> {
        match self {
            Self::Item => Some(limits.item),
            Self::Guidance => Some(limits.guidance),
            Self::Brought | Self::Reading => Some(limits.section),
            Self::Reader | Self::Gist | Self::Other => None,
        }
    }
}

/// A text with its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct LintedText<'d> {
    /// Where it stands.
    pub(super) at: KeyPath,
    /// What it says.
    pub(super) text: Cow<'d, str>,
    /// What it is for.
    pub(super) kind: TextKind,
}

/// Returns every text that lints look at, in the order of the tables.
pub(super) fn texts_of(draft: &Draft) -> Vec<LintedText<'static>> {
    let brought = draft.sections.iter().filter(|section| section.show.is_some());
    let brought: HashSet<&str> = brought.map(|section| section.id.as_str()).collect();
    let mut texts = Vec::new();
    visit(&mut draft.clone(), |key, at, text| {
        if let Some(kind) = kind_of(&key, brought.contains(key.id.as_str())) {
            texts.push(LintedText { at, text: Cow::Owned(std::mem::take(text)), kind });
        }
    });
    texts
}

/// Returns what a text is for; `None` for the notes of facts, which only describe.
fn kind_of(key: &TextKey, brought: bool) -> Option<TextKind> {
    Some(match (key.table, key.key) {
        ("items", "text") => TextKind::Item,
        ("guidance", "text" | "next_step") => TextKind::Guidance,
        ("sections", "text") => {
            if brought {
                TextKind::Brought
            } else {
                TextKind::Reading
            }
        }
        ("sections", _) if !brought => TextKind::Other,
        ("option_sets" | "items" | "guidance" | "sections", _) => TextKind::Reader,
        ("facts", "gist") => TextKind::Gist,
        ("facts", _) => return None,
        _ => TextKind::Other,
    })
}
