//! Writes the answers of a copy as JSON that the program reads again: to go on with, or to report.
//!
//! It must hold no answer that is not in the copy, and nothing that follows from the answers.

use super::json::{Object, answers, list, printed, some};
use crate::domain::answers::copy::ClientCopy;
use crate::domain::answers::then_and_now::{Difference, ThenAndNow};
use crate::domain::id::LinkId;
use crate::domain::questionnaire::definition::Questionnaire;
use serde_json::Value;
use std::collections::BTreeSet;

/// Renders the answers of a copy as a file of answers.
#[must_use]
pub fn render(questionnaire: &Questionnaire, copy: &ClientCopy<'_>) -> String {
    let parts = questionnaire.parts();
    let ids = |items: BTreeSet<&LinkId>| some(list(items, |id| id.as_str().into()));
    // What was skipped with its part is in both lists: it was not asked either.
    let (part_skipped, not_asked) = (copy.response.part_skipped(), copy.response.not_asked());
    let object = Object::default()
        .with("questionnaire", &*parts.id)
        .with("version", &*parts.version)
        .with_some("day", copy.day.map(|day| day.to_string()))
        .with("answers", answers(questionnaire, &copy.response))
        .with_some("not_asked", ids(not_asked.chain(copy.response.part_skipped()).collect()))
        .with_some("part_skipped", ids(part_skipped.collect()))
        .with_own(&copy.own)
        .with_some("then_and_now", copy.then_and_now.as_ref().map(then_and_now));
    printed(object)
}

/// Returns what was answered then and what is answered now. It is not read again: the answers of today are above.
fn then_and_now(found: &ThenAndNow) -> Value {
    let different = |difference: &Difference| {
        Object::default()
            .with("question", &*difference.heading)
            .with("then", &*difference.then)
            .with("now", &*difference.now)
            .into()
    };
    Object::default()
        .with("then", found.then.to_string())
        .with("now", found.now.to_string())
        .with("different", list(&found.different, different))
        .into()
}
