//! The copy that a person puts together to save, print or scan, before it is written.
//!
//! It contains choices and texts only. It must not contain answers: the copy is made from the session when it is
//! needed.

use super::message::Printing;
use crate::app::text::area::TextArea;
use crate::domain::answers::copy::CopyPart;
use crate::domain::answers::copy_format::CopyFormat;
use crate::domain::answers::handout::Selection;
use crate::domain::answers::own_words::OwnWords;
use crate::domain::faults::save::SaveFault;
use crate::domain::id::LinkId;
use crate::domain::language::wording::Wording;
use crate::domain::questionnaire::draft::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The choices of a person about their copy.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CopyDraft {
    /// Items that the person ticked, or left out. The others are as they are at first.
    pub picked: BTreeMap<LinkId, bool>,
    /// Talking points that the person left out.
    pub dropped: BTreeSet<String>,
    /// The parts that the copy has.
    pub parts: BTreeSet<CopyPart>,
    /// Whether there is a round before this one that the copy can tell of.
    pub has_earlier_round: bool,
    /// What the person writes.
    #[serde(with = "own")]
    pub own: OwnWords<TextArea>,
    /// The format of the file.
    pub format: CopyFormat,
    /// The path of the file.
    #[serde(with = "one_line")]
    pub path: TextArea,
    /// The outcome of the last attempt to save; `None` if anything has changed since.
    pub outcome: Option<Result<String, SaveFault>>,
    /// The paths of all copies that were saved in this session.
    pub kept: Vec<String>,
    /// The file whose answers were opened. It is not sent to a second screen, because a walkthrough opens none.
    #[serde(skip)]
    pub opened: Option<String>,
    /// What the visitor of a kiosk takes along. It is not sent to a second screen, because a walkthrough has no
    /// visitors.
    #[serde(skip)]
    pub handout: Selection,
    /// How many names were found taken, each with the next number. It is not sent to a second screen, which sees the path.
    #[serde(skip)]
    pub taken: u8,
    /// The state of printing it.
    #[serde(skip)]
    pub printing: Option<Printing>,
    /// How often it was printed in this session.
    #[serde(skip)]
    pub prints: u8,
}

impl CopyDraft {
    /// Makes a draft in which nothing was chosen yet. The suggested path is in this folder.
    #[must_use]
    pub fn new(folder: &str, wording: &Wording) -> Self {
        Self {
            picked: BTreeMap::new(),
            dropped: BTreeSet::new(),
            parts: CopyPart::of_a_page(),
            has_earlier_round: false,
            own: OwnWords::default(),
            format: CopyFormat::default(),
            path: TextArea::one_line(&suggested_path(folder, wording, CopyFormat::default(), (None, 0)), ""),
            outcome: None,
            kept: Vec::new(),
            opened: None,
            handout: Selection::default(),
            taken: 0,
            printing: None,
            prints: 0,
        }
    }

    /// Returns what the person wrote.
    #[must_use]
    pub fn own_words(&self) -> OwnWords {
        self.own.map(|field| field.text().to_owned())
    }
}

/// Returns the path that is suggested for a copy. The day is in it, so that copies of several days lie side by side, and
/// after so many taken names a number: the second copy of a day is that of another person, as a rule.
pub(super) fn suggested_path(
    folder: &str,
    wording: &Wording,
    format: CopyFormat,
    (day, taken): (Option<Date>, u8),
) -> String {
    let day = day.map(|day| format!("-{day}")).unwrap_or_default();
    let number = if taken > 0 { format!("-{}", u16::from(taken) + 1) } else { String::new() };
    format!("{folder}{}{day}{number}.{}", wording.save.file_name, format.ending())
}

/// How serde writes a field of one line: the text before the cursor and the text after it. Deleted text is never sent.
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

/// The same for the texts of several lines that a person writes.
mod own {
    use crate::app::text::area::TextArea;
    use crate::domain::answers::own_words::OwnWords;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(fields: &OwnWords<TextArea>, out: S) -> Result<S::Ok, S::Error> {
        fields.map(TextArea::parts).serialize(out)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(value: D) -> Result<OwnWords<TextArea>, D::Error> {
        let parts = OwnWords::<(String, String)>::deserialize(value)?;
        Ok(parts.map(|(before, after)| TextArea::several_lines(before, after)))
    }
}
