//! The parts of a questionnaire that was checked when the program was built.
//!
//! The build writes them down with serde, and a start reads them back without the checks of
//! [`validate`](super::validate). The only other way to make a [`Prechecked`] is from a questionnaire that has passed them.
//! It must not be read from anything but what the build wrote: a file of a site is a draft.

use super::definition::Questionnaire;
use super::draft::Draft;
use serde::{Deserialize, Serialize};

/// The parts of a questionnaire that has passed every check.
#[derive(Serialize, Deserialize)]
pub(crate) struct Prechecked(Draft);

impl From<&Questionnaire> for Prechecked {
    fn from(questionnaire: &Questionnaire) -> Self {
        Self(questionnaire.parts().clone())
    }
}

impl From<Prechecked> for Questionnaire {
    fn from(Prechecked(draft): Prechecked) -> Self {
        Self::sound(draft)
    }
}
