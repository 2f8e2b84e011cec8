//! What a counselor says to the client in words of the site or of the questionnaire.
//!
//! It must not decide what is said where there are none; each screen knows the program's own words.

use crate::app::state::app::AppState;
use crate::domain::questionnaire::markup::{Block, blocks, without_marks};

/// When something is said.
#[derive(Clone, Copy)]
pub(super) enum Moment {
    /// At the beginning: what the two are going to do.
    Opening,
    /// When the client is asked whether they agree.
    Consent,
    /// At the end.
    Closing,
}

/// Returns what a counselor says at a moment, paragraph by paragraph: in the site's words, else in those of the
/// questionnaire; none if the program's own words are said.
pub(super) fn own_words(app: &AppState, moment: Moment) -> Vec<String> {
    let of_site = app.counselor.as_ref().map(|counselor| &counselor.setup.words);
    let of_site = of_site.and_then(|words| match moment {
        Moment::Opening => words.opening.as_ref(),
        Moment::Consent => words.consent.as_ref(),
        Moment::Closing => words.closing.as_ref(),
    });
    let of_questionnaire = &app.client.questionnaire().parts().walkthrough;
    let of_questionnaire = match moment {
        Moment::Opening => of_questionnaire.opening.as_deref(),
        Moment::Consent => of_questionnaire.consent.as_deref(),
        Moment::Closing => of_questionnaire.closing.as_deref(),
    };
    let text = of_site.map(|text| app.client.in_words(text)).or(of_questionnaire);
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
