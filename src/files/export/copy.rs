//! Writes a copy in any of its formats. It must not choose what is in the copy.

use super::{answers, html, markdown, text};
use crate::domain::answers::copy::ClientCopy;
use crate::domain::answers::copy_format::CopyFormat;
use crate::domain::language::wording::Wording;
use crate::domain::questionnaire::definition::Questionnaire;

/// Renders a copy in a format.
#[must_use]
pub(crate) fn render(
    questionnaire: &Questionnaire,
    wording: &Wording,
    copy: &ClientCopy<'_>,
    format: CopyFormat,
) -> String {
    match format {
        CopyFormat::Text => text::render(questionnaire, wording, copy),
        CopyFormat::Html => html::render(questionnaire, wording, copy),
        CopyFormat::Markdown => markdown::render(questionnaire, wording, copy),
        CopyFormat::Answers => answers::render(questionnaire, copy),
    }
}

/// Renders what a person is shown of a copy before it is saved: the copy as it is written, or the words of a page.
#[must_use]
pub(crate) fn preview(
    questionnaire: &Questionnaire,
    wording: &Wording,
    copy: &ClientCopy<'_>,
    format: CopyFormat,
) -> String {
    // The same outline as the page, without its tags.
    let format = if format.is_page() { CopyFormat::Text } else { format };
    render(questionnaire, wording, copy, format)
}
