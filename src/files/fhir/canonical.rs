//! The names under which a questionnaire is known in FHIR: its canonical address, those of its code systems, and the
//! `linkId`s of its parts. It must not make any content.

use crate::domain::id::OptionSetId;
use crate::domain::questionnaire::draft::{DECLINED, Draft};

/// Where addresses begin if the settings name no other place. Nobody can own this domain (RFC 2606).
pub(super) const NEUTRAL_BASE: &str = "https://stillpoint.example/fhir";

/// The names of one questionnaire.
#[derive(Clone, Copy)]
pub(super) struct Canonical<'a> {
    /// Where its addresses begin, without a slash at the end.
    base: &'a str,
    parts: &'a Draft,
}

impl<'a> Canonical<'a> {
    pub(super) fn new(base: Option<&'a str>, parts: &'a Draft) -> Self {
        Self { base: base.unwrap_or(NEUTRAL_BASE).trim_end_matches('/'), parts }
    }

    /// Returns the address of the questionnaire (`Questionnaire.url`).
    pub(super) fn url(self) -> String {
        format!("{}/Questionnaire/{}", self.base, self.parts.id)
    }

    /// Returns its id.
    pub(super) fn id(self) -> &'a str {
        &self.parts.id
    }

    /// Returns its version as it can stand in an address: what cannot is written as its number (`%20` for a space).
    pub(super) fn version(self) -> String {
        in_address(&self.parts.version)
    }

    /// Returns the address with its version (`QuestionnaireResponse.questionnaire`).
    pub(super) fn versioned(self) -> String {
        format!("{}|{}", self.url(), self.version())
    }

    /// Returns the code system of a set of options.
    pub(super) fn options(self, set: &OptionSetId) -> String {
        format!("{}/CodeSystem/{}/{}", self.base, self.parts.id, set.as_str())
    }

    /// Returns the code system that holds "prefer not to say" and nothing else; it is the same for every questionnaire.
    pub(super) fn declined(self) -> String {
        format!("{}/CodeSystem/{DECLINED}", self.base)
    }
}

/// Writes what an address cannot hold after its `|` as the numbers of its bytes; so two versions are never written alike.
fn in_address(version: &str) -> String {
    let written = |c: char| {
        let stays = !c.is_whitespace() && !matches!(c, '|' | '#' | '%');
        let mut bytes = [0; 4];
        let bytes = c.encode_utf8(&mut bytes);
        if stays { bytes.to_owned() } else { bytes.bytes().map(|byte| format!("%{byte:02X}")).collect() }
    };
    version.chars().map(written).collect()
}

/// Returns a name for programs (`Questionnaire.name`): letters, figures and low lines, the first a capital.
pub(super) fn computable_name(id: &str) -> String {
    let words = id.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let name: String = words
        .flat_map(|word| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters)
        })
        .collect();
    if name.starts_with(|c: char| c.is_ascii_uppercase()) { name } else { format!("Q{name}") }
}

/// Says whether a name can be the id of a FHIR resource.
pub(super) fn fhir_id(id: &str) -> bool {
    (1..=64).contains(&id.len()) && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'))
}
