//! What a counselor says to the client in words of the questionnaire.
//!
//! It must not decide what is said where there are none; each screen knows the program's own words.

use crate::app::state::app::AppState;
use crate::domain::questionnaire::draft::SpokenWords;
use crate::domain::questionnaire::markup::{Block, blocks, without_marks};

/// Returns a text that a counselor says, paragraph by paragraph; none if the program's own words are said.
pub(super) fn own_words(app: &AppState, of: impl Fn(&SpokenWords) -> Option<&str>) -> Vec<String> {
    let text = of(&app.client.questionnaire().parts().walkthrough);
    text.map(paragraphs).unwrap_or_default()
}

/// Returns the blocks of a text without markup, because a record keeps them as they were shown.
fn paragraphs(text: &str) -> Vec<String> {
    let plain = |block| match block {
        Block::Paragraph(words) => without_marks(&words),
        Block::Entry(words) => format!("- {}", without_marks(&words)),
    };
    blocks(text).into_iter().map(plain).collect()
}
