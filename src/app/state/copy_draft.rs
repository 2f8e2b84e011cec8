//! What a person wants to take along, while they choose it.

use super::message::{CopyFormat, Printing};
use crate::app::text::area::TextArea;
use crate::domain::answers::handout::Selection;
use crate::domain::faults::save::SaveFault;
use crate::domain::id::LinkId;
use crate::domain::language::wording::Wording;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What the person wants to take along.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CopyDraft {
    /// Items whose tick the person turned over.
    pub turned: BTreeSet<LinkId>,
    /// Questions that the person does not want to ask.
    pub dropped: BTreeSet<String>,
    /// Own words.
    #[serde(with = "one_line")]
    pub words: TextArea,
    /// A small next step that the person chose.
    #[serde(with = "one_line")]
    pub next_step: TextArea,
    /// How it is written.
    pub format: CopyFormat,
    /// Where it is written.
    #[serde(with = "one_line")]
    pub path: TextArea,
    /// How saving went the last time, if nothing has changed since.
    pub outcome: Option<Result<String, SaveFault>>,
    /// Where copies lie that were saved in this session.
    pub kept: Vec<String>,
    /// What a visitor wants to take along. It is not sent to a second screen: no walkthrough has visitors.
    #[serde(skip)]
    pub handout: Selection,
    /// How printing it stands.
    #[serde(skip)]
    pub printing: Option<Printing>,
}

impl CopyDraft {
    /// Begins with nothing changed; the copy is offered to be saved in this folder.
    #[must_use]
    pub fn new(folder: &str, wording: &Wording) -> Self {
        Self {
            turned: BTreeSet::new(),
            dropped: BTreeSet::new(),
            words: TextArea::one_line("", ""),
            next_step: TextArea::one_line("", ""),
            format: CopyFormat::Text,
            path: TextArea::one_line(&suggested_path(folder, wording, CopyFormat::Text), ""),
            outcome: None,
            kept: Vec::new(),
            handout: Selection::default(),
            printing: None,
        }
    }
}

/// Returns where a copy is offered to be saved.
pub(super) fn suggested_path(folder: &str, wording: &Wording, format: CopyFormat) -> String {
    let ending = match format {
        CopyFormat::Text => "txt",
        CopyFormat::Markdown => "md",
    };
    format!("{folder}{}.{ending}", wording.save.file_name)
}

/// A text field of one line as it is seen: what stands before the cursor and after it, and nothing of what was deleted.
mod one_line {
    use crate::app::text::area::TextArea;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(field: &TextArea, out: S) -> Result<S::Ok, S::Error> {
        field.parts().serialize(out)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(value: D) -> Result<TextArea, D::Error> {
        let (before, after) = <(String, String)>::deserialize(value)?;
        Ok(TextArea::one_line(&before, &after))
    }
}
