//! The copy that a person can save, print or scan, made of the answers, their ticks and their words when it is needed.
//!
//! It must not keep a copy: answers change until it is written.

use super::copy_draft::{CopyDraft, suggested_path};
use super::message::Effect;
use super::model::Model;
use crate::app::text::area::TextArea;
use crate::domain::answers::copy::{ClientCopy, default_picks};
use crate::domain::answers::response::SavedAnswers;
use crate::domain::answers::talking_points::all_points;
use crate::domain::id::LinkId;
use crate::domain::questionnaire::draft::{Date, Item};
use std::collections::BTreeSet;
use std::path::Path;

/// How many taken names are passed over before the person is asked.
const MOST_TAKEN: u8 = 99;

impl Model {
    /// Takes note of the day. It is in the name under which a copy is offered, and in the copy.
    pub(crate) fn note_day(&mut self, day: Date) {
        let is_suggested = self.has_suggested_path();
        self.day = Some(day);
        if is_suggested {
            self.suggest_path();
        }
    }

    pub(super) fn has_suggested_path(&self) -> bool {
        self.copy.path.text() == self.suggested_path()
    }

    pub(super) fn suggest_path(&mut self) {
        self.copy.path = TextArea::one_line(&self.suggested_path(), "");
    }

    /// Suggests the next name, if the path is the suggested one and what lies there was not saved in this session: it is
    /// another person's. Returns whether there is such a name.
    pub(crate) fn suggest_next_path(&mut self) -> bool {
        let path = self.copy.path.text();
        let is_own = self.copy.kept.iter().any(|kept| Path::new(kept).ends_with(path));
        if is_own || self.copy.taken >= MOST_TAKEN || !self.has_suggested_path() {
            return false;
        }
        self.copy.taken += 1;
        self.suggest_path();
        true
    }

    fn suggested_path(&self) -> String {
        suggested_path(&self.setup.folder, self.wording(), self.copy.format, (self.day, self.copy.taken))
    }

    /// Continues with answers that were saved. Sensitive items that this session does not ask are passed over.
    pub fn take_up(&mut self, saved: &SavedAnswers) {
        self.session.resume(&saved.response);
        self.copy.opened.clone_from(&saved.path);
        self.copy.own = saved.own.map(|text| TextArea::holding(text));
    }

    /// Changes to the language that follows the current one in the setup, or to the first after the last one.
    pub(crate) fn speak_next(&mut self) {
        if let Some(next) = self.setup.languages.after(self.language) {
            self.speak(next);
        }
    }

    /// Returns the items that can be talking points: those that were answered or declined, in the order of the
    /// questions.
    #[must_use]
    pub(crate) fn raisable(&self) -> Vec<&Item> {
        let given = |item: &&Item| self.session.response().answer(&item.id).is_some();
        self.questionnaire().items().filter(given).collect()
    }

    /// Returns the items that are ticked.
    #[must_use]
    pub fn picks(&self) -> BTreeSet<LinkId> {
        let usual = default_picks(self.questionnaire(), self.session.response());
        let ids = self.raisable().into_iter().map(|item| item.id.clone());
        ids.filter(|id| self.copy.picked.get(id).copied().unwrap_or_else(|| usual.contains(id))).collect()
    }

    /// Leaves everything out of the copy if anything is ticked, else ticks again what is ticked at first.
    pub(crate) fn turn_all_ticks(&mut self) {
        let copy = self.copy_of_picks();
        let asked = copy.points.iter().any(|point| !self.copy.dropped.contains(point.text));
        let has_parts = !self.is_public() && !self.copy.parts.is_empty();
        let is_ticked = asked || has_parts || !self.picks().is_empty();
        let fresh = CopyDraft::new("", self.wording());
        let (mut picked, mut dropped, mut parts) = (fresh.picked, fresh.dropped, fresh.parts);
        if is_ticked {
            picked = self.questionnaire().items().map(|item| (item.id.clone(), false)).collect();
            dropped = self.questionnaire().guidance().iter().flat_map(all_points).cloned().collect();
            parts.clear();
        }
        (self.copy.picked, self.copy.dropped, self.copy.parts) = (picked, dropped, parts);
        self.copy_changed();
    }

    /// Returns the copy as the person chose it.
    #[must_use]
    pub fn client_copy(&self) -> ClientCopy<'_> {
        let copy = self.copy_of_picks().without_points(&self.copy.dropped);
        // A visitor chooses the parts where they take them along.
        if self.is_public() {
            return copy;
        }
        copy.beside_earlier(self.then_and_now.clone()).with_parts(&self.copy.parts)
    }

    /// Returns the copy with the ticked answers and all questions that follow from them, also those that were left out.
    #[must_use]
    pub fn copy_of_picks(&self) -> ClientCopy<'_> {
        let response = self.session.response();
        ClientCopy::picked(self.questionnaire(), response, &self.picks(), &self.region)
            .with_own(&self.copy.own_words())
            .on(self.day)
    }

    /// Returns the effect that saves the copy. `replace` allows it to replace a file of the same name.
    #[must_use]
    pub fn saving(&self, replace: bool) -> Effect {
        Effect::Save { path: self.copy.path.text().to_owned(), format: self.copy.format, replace }
    }
}
