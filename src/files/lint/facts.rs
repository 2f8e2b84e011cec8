//! Facts that nothing cites and nobody waived, and facts that are waived though a text cites them.
//!
//! A fact of the source that no text stands on may have been lost on the way. Whether a text says what its facts say is
//! not looked at; only a reader can tell.

use super::finding::Finding;
use crate::domain::id::FactId;
use crate::domain::questionnaire::draft::Draft;
use crate::domain::questionnaire::problem::KeyPath;
use crate::files::toml::lint::Lint;
use std::collections::HashSet;

/// Looks at every fact.
pub(super) fn find(draft: &Draft) -> Vec<Finding> {
    let items = draft.items.iter().flat_map(|item| &item.facts);
    let sections = draft.sections.iter().flat_map(|section| &section.facts);
    let guidance = draft.guidance.iter().flat_map(|guidance| &guidance.facts);
    let cited: HashSet<&FactId> = items.chain(sections).chain(guidance).collect();
    let facts = draft.facts.iter().enumerate();
    let look = |(index, fact): (usize, &crate::domain::questionnaire::draft::Fact)| {
        let at = KeyPath::entry("facts", index);
        match (cited.contains(&fact.id), fact.waived.is_some()) {
            (false, false) => Some(Finding::at(
                Lint::UncitedFact,
                at.key("id"),
                format!("No item, section or guidance cites the fact \"{}\".", fact.id),
                "Add its id to \"facts\" of the text that says it, or write waived = \"why nothing cites it\" here.",
            )),
            (true, true) => Some(Finding::at(
                Lint::UnusedWaiver,
                at.key("waived"),
                format!("The fact \"{}\" is waived, but a text cites it.", fact.id),
                "Remove \"waived\".",
            )),
            _ => None,
        }
    };
    facts.filter_map(look).collect()
}
