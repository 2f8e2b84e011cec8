//! The page of a FHIR questionnaire on which a person writes in their own words what they want to bring up.

use crate::domain::answers::own_words::{OwnText, OwnWords};

/// The `linkId` of the page.
pub(super) const PAGE: &str = "bring.page";

/// Returns the `linkId` of a text.
pub(super) fn link(text: OwnText) -> String {
    format!("bring.{}", OwnWords::KEYS.get(text))
}

/// Returns the text that has a `linkId`.
pub(super) fn text(link_id: &str) -> Option<OwnText> {
    OwnText::ALL.into_iter().find(|text| link(*text) == link_id)
}
