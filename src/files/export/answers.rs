//! Writes the answers of a copy as JSON that the program reads again: to go on with, or to report.
//!
//! It must hold no answer that is not in the copy, and nothing that follows from the answers.

use super::json::{Object, answers, list, printed, some};
use crate::domain::answers::copy::ClientCopy;
use crate::domain::questionnaire::definition::Questionnaire;

/// Renders the answers of a copy as a file of answers.
#[must_use]
pub fn render(questionnaire: &Questionnaire, copy: &ClientCopy<'_>) -> String {
    let parts = questionnaire.parts();
    let written = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let not_asked = list(copy.response.not_asked(), |id| id.as_str().into());
    let object = Object::default()
        .with("questionnaire", &*parts.id)
        .with("version", &*parts.version)
        .with_some("day", copy.day.map(|day| day.to_string()))
        .with("answers", answers(questionnaire, &copy.response))
        .with_some("not_asked", some(not_asked))
        .with_some("words", written(&copy.words))
        .with_some("next_step", written(&copy.next_step));
    printed(object)
}
