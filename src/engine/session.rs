//! One person's way through a questionnaire: what is asked in which order, what was answered, and what can be undone.
//!
//! It holds private answers apart from the response, so that whatever reads the response cannot see them. It must not know
//! a screen or a key, and it keeps no results, because they are recomputed from the response.

use super::policy::Policy;
use super::way::items_asked;
use crate::domain::answers::response::{Answer, ItemState, QuestionnaireResponse};
use crate::domain::answers::results::{Results, results};
use crate::domain::id::LinkId;
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::draft::{Group, Item};
use crate::domain::silent::silent;
use std::collections::BTreeMap;
use std::sync::Arc;

pub use super::way::{ItemPlace, SessionItem};

/// How many changes can be undone. More would only cost memory: there are some 24 items.
const MAX_UNDO: usize = 1000;

/// A questionnaire, the answers so far, and the way back through their changes.
#[derive(Clone, PartialEq, Eq)]
pub struct Session {
    questionnaire: Arc<Questionnaire>,
    policy: Policy,
    entries: Vec<SessionItem>,
    /// For each item, where it stands in its group.
    places: Vec<ItemPlace>,
    response: QuestionnaireResponse,
    /// Answers that the person has not agreed to show. Only [`Session::release`] takes one out of this struct.
    private: BTreeMap<LinkId, Answer>,
    /// Each change with the answer before it, the latest last.
    undo: Vec<(LinkId, Option<Answer>)>,
    /// How often anything changed that is not private.
    revision: u64,
}

silent!(Session);

impl Session {
    /// Starts a session in which nothing is answered.
    #[must_use]
    pub fn new(questionnaire: Arc<Questionnaire>, policy: &Policy) -> Self {
        let not_asked = questionnaire.items().filter(|item| !policy.asks(item));
        let response = QuestionnaireResponse::without(not_asked.map(|item| item.id.clone()));
        let (entries, places) = items_asked(&questionnaire, policy).into_iter().unzip();
        Self {
            questionnaire,
            policy: *policy,
            entries,
            places,
            response,
            private: BTreeMap::new(),
            undo: Vec::new(),
            revision: 0,
        }
    }

    /// Returns the questionnaire.
    #[must_use]
    pub fn questionnaire(&self) -> &Questionnaire {
        &self.questionnaire
    }

    /// Continues with the same questionnaire in another language.
    ///
    /// One of the two must have been made of the other by [`Questionnaire::in_other_words`], so that all ids are the same.
    pub(crate) fn retell(&mut self, questionnaire: Arc<Questionnaire>) {
        self.questionnaire = questionnaire;
    }

    /// Returns the questionnaire, shared.
    #[must_use]
    pub(crate) fn shared_questionnaire(&self) -> Arc<Questionnaire> {
        Arc::clone(&self.questionnaire)
    }

    /// Returns the answers so far. An item that was answered privately is withheld in it.
    #[must_use]
    pub fn response(&self) -> &QuestionnaireResponse {
        &self.response
    }

    /// Returns what the answers so far bring.
    #[must_use]
    pub fn results(&self) -> Results<'_> {
        results(&self.questionnaire, &self.response)
    }

    /// Returns every item on the way, in order.
    #[must_use]
    pub fn items(&self) -> &[SessionItem] {
        &self.entries
    }

    /// Returns the item at this position, from 0.
    #[must_use]
    pub(crate) fn item_at(&self, position: usize) -> Option<&SessionItem> {
        self.entries.get(position)
    }

    /// Returns where the item at this position stands in its group.
    #[must_use]
    pub fn place(&self, position: usize) -> Option<ItemPlace> {
        self.places.get(position).copied()
    }

    /// Returns the items of a group that are asked, in order.
    #[must_use]
    pub fn asked<'s>(&'s self, group: &'s Group) -> Vec<&'s Item> {
        let items = group.items.iter().filter_map(|id| self.questionnaire.item(id));
        items.filter(|item| self.policy.asks(item)).collect()
    }

    /// Returns how many items are asked.
    #[must_use]
    pub(crate) fn asked_count(&self) -> usize {
        self.entries.iter().filter(|entry| matches!(entry, SessionItem::Question(_))).count()
    }

    /// Returns how many items are asked before a position.
    #[must_use]
    pub(crate) fn questions_before(&self, position: usize) -> usize {
        self.items().iter().take(position).filter(|item| matches!(item, SessionItem::Question(_))).count()
    }

    /// Returns the position of the n-th item that is asked, from 0.
    #[must_use]
    pub(crate) fn nth_question(&self, n: usize) -> Option<usize> {
        let questions = self.items().iter().enumerate();
        questions.filter(|(_, item)| matches!(item, SessionItem::Question(_))).map(|(at, _)| at).nth(n)
    }

    /// Returns the position of a question.
    #[must_use]
    pub fn position_of(&self, item: &LinkId) -> Option<usize> {
        self.entries.iter().position(|entry| matches!(entry, SessionItem::Question(id) if id == item))
    }

    /// Returns the items that the note at `position` announces, a part that can be skipped as a whole.
    ///
    /// These are the sensitive items that follow in a row; if the next item is not sensitive, the rest of the group.
    #[must_use]
    pub(crate) fn part(&self, position: usize) -> Vec<LinkId> {
        let Some(SessionItem::Note(group)) = self.item_at(position) else { return Vec::new() };
        let first = position + 1;
        let sensitive = |id: &LinkId| self.questionnaire.item(id).is_some_and(|item| item.sensitive);
        let announced = matches!(self.item_at(first), Some(SessionItem::Question(id)) if sensitive(id));
        let members = self.questionnaire.group(group).map_or(&[][..], |group| &group.items);
        let belongs = |entry: &&SessionItem| match entry {
            SessionItem::Question(id) => members.contains(id) && (sensitive(id) || !announced),
            SessionItem::Note(_) => false,
        };
        let part = self.entries.iter().skip(first).take_while(belongs);
        part.filter_map(|entry| if let SessionItem::Question(id) = entry { Some(id.clone()) } else { None })
            .collect()
    }

    /// Says whether part of what the note at `position` announces was answered or declined, for everybody to see.
    #[must_use]
    pub(crate) fn is_part_answered(&self, position: usize) -> bool {
        self.part(position).iter().any(|item| self.response.answer(item).is_some())
    }

    /// Skips what the note at `position` announces; returns the position after it.
    ///
    /// What has no answer is skipped with its part. With `forget` that is so for what was answered as well, and no undo brings it
    /// back. What was answered privately stays so: that is for the client alone to change.
    pub(crate) fn skip_part(&mut self, position: usize, forget: bool) -> usize {
        let part = self.part(position);
        for item in &part {
            match self.state(item) {
                ItemState::Withheld | ItemState::NotAsked | ItemState::PartSkipped => continue,
                ItemState::Answered(_) | ItemState::Declined if !forget => continue,
                _ => {}
            }
            self.response.skip_with_part(item);
            self.undo.retain(|(changed, _)| changed != item);
            self.revision += 1;
        }
        position + 1 + part.len()
    }

    /// Returns the position before this one, on the way back. What is not asked is left out, so that the way back from
    /// behind a part that was skipped leads to its note.
    #[must_use]
    pub(crate) fn before(&self, position: usize) -> Option<usize> {
        let is_asked = |entry: &SessionItem| match entry {
            SessionItem::Question(item) => !self.state(item).is_left_out(),
            SessionItem::Note(_) => true,
        };
        self.entries.iter().take(position).rposition(is_asked)
    }

    /// Returns the position of the last item that was put to the person, where they go on after they have looked at all
    /// answers.
    #[must_use]
    pub(crate) fn last_reached(&self) -> Option<usize> {
        let is_reached = |entry: &SessionItem| match entry {
            SessionItem::Question(item) => {
                let state = self.state(item);
                state != ItemState::NotReached && !state.is_left_out()
            }
            SessionItem::Note(_) => false,
        };
        self.entries.iter().rposition(is_reached)
    }

    /// Notes that the person leaves an item that was shown to them. Without an answer it was skipped.
    pub(crate) fn pass(&mut self, item: &LinkId) {
        let state = self.state(item);
        if self.asks(item) && (state == ItemState::NotReached || state.is_left_out()) {
            self.response.skip(item);
            self.revision += 1;
        }
    }

    /// Returns the state of an item.
    #[must_use]
    pub fn state(&self, item: &LinkId) -> ItemState<'_> {
        self.response.state(item)
    }

    /// Answers an item; an option that is not in its set changes nothing.
    pub fn answer(&mut self, item: &LinkId, answer: Answer) {
        if self.accepts(item, &answer) {
            self.change(item, Some(answer));
        }
    }

    /// Skips an item, taking an answer away if there was one.
    pub fn skip(&mut self, item: &LinkId) {
        self.change(item, None);
        self.pass(item);
    }

    /// Answers an item privately: the response says only that there is an answer. An earlier answer is removed and cannot
    /// come back by undo, because it would show what the person wants to hide.
    pub fn answer_privately(&mut self, item: &LinkId, answer: Answer) {
        if self.accepts(item, &answer) {
            self.response.withhold(item);
            self.revision += 1;
            // Undo would bring an earlier answer back, for everybody to see.
            self.undo.retain(|(changed, _)| changed != item);
            self.private.insert(item.clone(), answer);
        }
    }

    /// Makes a private answer an answer like any other. Call this only when the person has agreed.
    pub fn release(&mut self, item: &LinkId) {
        if let Some(answer) = self.private.remove(item) {
            self.response.set(item, Some(answer));
            self.revision += 1;
        }
    }

    /// Continues with answers from a record or a file, and with what was skipped and not asked there. Items that were withheld are
    /// open again, because a record does not hold their answers. Answers that do not fit the questionnaire are passed over.
    pub fn resume(&mut self, kept: &QuestionnaireResponse) {
        let asked = self.questionnaire.items().filter(|item| self.policy.asks(item));
        let ids: Vec<LinkId> = asked.map(|item| item.id.clone()).collect();
        for id in ids {
            match kept.state(&id) {
                ItemState::Skipped => drop(self.response.skip(&id)),
                ItemState::PartSkipped => drop(self.response.skip_with_part(&id)),
                ItemState::NotAsked => drop(self.response.leave_out(&id)),
                _ => {
                    let answer = kept.answer(&id).filter(|answer| self.accepts(&id, answer));
                    self.response.set(&id, answer.cloned());
                }
            }
        }
    }

    /// Takes a response as it is, with the items that are withheld in it. This is for a second screen, on which nobody
    /// answers.
    pub fn show(&mut self, response: QuestionnaireResponse) {
        self.response = response;
    }

    /// Says whether the policy puts the item to the person.
    fn asks(&self, item: &LinkId) -> bool {
        self.questionnaire.item(item).is_some_and(|found| self.policy.asks(found))
    }

    /// Says whether the item is asked in this session, and the answer is one of its answers.
    fn accepts(&self, item: &LinkId, answer: &Answer) -> bool {
        let Some(found) = self.questionnaire.item(item).filter(|_| self.asks(item)) else {
            return false;
        };
        match answer {
            Answer::Chosen(option) => self.questionnaire.option(found, option).is_some(),
            Answer::Declined => true,
        }
    }

    /// Says whether there is a change that can be undone.
    #[must_use]
    pub(crate) fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Undoes the latest change; returns the item it was made to, `None` if there is nothing to undo.
    pub fn undo(&mut self) -> Option<LinkId> {
        let (item, before) = self.undo.pop()?;
        self.response.set(&item, before);
        self.revision += 1;
        Some(item)
    }

    /// Returns a number that changes whenever something changes that is not private, so that a copy knows when to be written
    /// again.
    #[must_use]
    pub(crate) fn revision(&self) -> u64 {
        self.revision
    }

    /// Says whether no item was answered. A withheld answer counts as one, declining does not.
    #[must_use]
    pub(crate) fn is_unanswered(&self) -> bool {
        let given = |state| matches!(state, ItemState::Answered(_) | ItemState::Withheld);
        !self.questionnaire.items().any(|item| given(self.state(&item.id)))
    }

    fn change(&mut self, item: &LinkId, answer: Option<Answer>) {
        if !self.asks(item) {
            return;
        }
        let after = answer.clone();
        // The response loses its mark for the private answer, which counts as a change even if the item stays open.
        if self.private.remove(item).is_some() {
            self.revision += 1;
        }
        let before = self.response.set(item, answer);
        if before != after {
            // The oldest change can no longer be undone.
            if self.undo.len() >= MAX_UNDO {
                self.undo.remove(0);
            }
            self.undo.push((item.clone(), before));
            self.revision += 1;
        }
    }
}
