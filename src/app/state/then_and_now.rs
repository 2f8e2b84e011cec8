//! What the client's copy may tell of the round before this one.
//!
//! It must not give the client's side anything but what differs and can be in the copy: no note, no flag, no answer that
//! was given privately, and none that is left out of the copy.

use super::app::AppState;
use crate::domain::answers::copy::CopyPart;
use crate::domain::answers::response::{ItemState, QuestionnaireResponse};
use crate::domain::answers::then_and_now::{Difference, DiffersIn, ThenAndNow};
use crate::domain::id::LinkId;
use crate::domain::record::comparison::{Compared, SideBySide};
use crate::domain::record::contents::Round;
use crate::domain::record::round_words::RoundWords;
use crate::engine::policy::Keeps;
use std::collections::BTreeSet;

impl AppState {
    /// Returns the round before this one and this one, if the record that is kept has both.
    fn last_rounds(&self) -> Option<(&Round, &Round)> {
        let kept = self.client.keeps == Keeps::Record;
        let record = self.counselor.as_ref().filter(|_| kept)?.autosave.record()?;
        Some((record.earlier.last()?, &record.round))
    }

    /// Offers the client what differs from the round before, if there is one; makes it ready if a copy is to be made.
    pub(crate) fn offer_then_and_now(&mut self, is_copied: bool) {
        self.client.copy.has_earlier_round = self.last_rounds().is_some();
        let is_picked = self.client.copy.parts.contains(&CopyPart::ThenAndNow);
        if is_copied {
            self.client.then_and_now = if is_picked { self.then_and_now() } else { None };
        }
    }

    fn then_and_now(&self) -> Option<ThenAndNow> {
        let (then, now) = self.last_rounds()?;
        let (wording, in_use) = (self.client.wording(), self.client.questionnaire());
        let (before, after) = (RoundWords::of(then, in_use), RoundWords::of(now, in_use));
        let state = self.record_state();
        let found = SideBySide::of(
            Compared { words: &before, state: &then.state },
            Compared { words: &after, state: &state },
            wording,
        );
        let picks = self.client.picks();
        let told = |difference: &Difference| match &difference.of {
            DiffersIn::Answer(item) => self.may_tell(item, &then.state.answers, &picks),
            DiffersIn::Own(_) => self.client.copy.parts.contains(&CopyPart::Words),
        };
        let different = found.different.into_iter().filter(told).collect();
        Some(ThenAndNow { then: then.begun.day(), now: now.begun.day(), different })
    }

    /// Says whether a copy with these picks may tell how an item stood then and stands now. Where there is an answer to
    /// tick, its tick decides; elsewhere what would have to be ticked is left out.
    fn may_tell(&self, item: &LinkId, then: &QuestionnaireResponse, picks: &BTreeSet<LinkId>) -> bool {
        let states = [then.state(item), self.client.session.state(item)];
        if states.contains(&ItemState::Withheld) {
            return false;
        }
        let is_answer = |state: &ItemState<'_>| matches!(state, ItemState::Answered(_) | ItemState::Declined);
        if !states.iter().any(is_answer) {
            return false;
        }
        let can_be_ticked = self.client.session.response().answer(item).is_some();
        let is_open = || self.client.questionnaire().item(item).is_some_and(|item| !item.sensitive);
        picks.contains(item) || (!can_be_ticked && is_open() && !states.contains(&ItemState::Declined))
    }
}
