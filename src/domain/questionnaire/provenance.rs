//! Where a text comes from: the article, a mended sentence of it, or our own addition.
//!
//! Told from the facts that a text cites, and from nothing else; what the facts say is not judged here.

use super::definition::Questionnaire;
use super::draft::{Fact, FactStatus};
use crate::domain::id::FactId;

/// Where a text comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// From sentences that were whole in our copy of the article.
    Article,
    /// From the article too, but at least one sentence was damaged and had to be read with care.
    Mended,
    /// From us: it cites nothing.
    Ours,
}

impl Origin {
    /// Returns the word for it in a report.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Mended => "mended",
            Self::Ours => "ours",
        }
    }
}

/// The facts that a text stands on, and where that makes it come from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source<'q> {
    /// Where the text comes from.
    pub origin: Origin,
    /// The facts it cites, in its own order.
    pub facts: Vec<&'q Fact>,
}

/// Returns where a text comes from that cites these facts.
#[must_use]
pub fn source<'q>(questionnaire: &'q Questionnaire, cited: &[FactId]) -> Source<'q> {
    let facts: Vec<&Fact> = cited.iter().filter_map(|id| questionnaire.fact(id)).collect();
    let origin = match facts.as_slice() {
        [] => Origin::Ours,
        facts if facts.iter().all(|fact| fact.status == FactStatus::Clear) => Origin::Article,
        _ => Origin::Mended,
    };
    Source { origin, facts }
}
