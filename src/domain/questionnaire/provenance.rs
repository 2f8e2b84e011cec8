//! Says where a text comes from: the source, a sentence that is not clear there, or the authors of the questionnaire.
//!
//! It follows from the facts that the text cites. This module must not judge what the facts say.

use super::definition::Questionnaire;
use super::draft::{Fact, FactStatus};
use crate::domain::id::FactId;

/// Where a text comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Origin {
    /// From sentences that are clear in the source.
    Clear,
    /// From the source, but at least one sentence is not clear there and had to be read with care.
    Mended,
    /// From the authors of the questionnaire: the text cites no fact.
    Ours,
}

impl Origin {
    /// Returns the word for it in a JSON report.
    #[must_use]
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Clear => "source",
            Self::Mended => "mended",
            Self::Ours => "ours",
        }
    }
}

/// The facts that a text cites, and where it comes from according to them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Provenance<'q> {
    /// Where the text comes from.
    pub origin: Origin,
    /// The facts it cites, in the order in which it cites them.
    pub facts: Vec<&'q Fact>,
}

/// Returns where a text comes from that cites these facts. Ids that no fact has are passed over.
#[must_use]
pub(crate) fn source<'q>(questionnaire: &'q Questionnaire, cited: &[FactId]) -> Provenance<'q> {
    let facts: Vec<&Fact> = cited.iter().filter_map(|id| questionnaire.fact(id)).collect();
    let origin = match facts.as_slice() {
        [] => Origin::Ours,
        facts if facts.iter().all(|fact| fact.status == FactStatus::Clear) => Origin::Clear,
        _ => Origin::Mended,
    };
    Provenance { origin, facts }
}
