//! One person's way through a questionnaire: what is asked in which order, what was answered, and what can be undone.
//!
//! It holds private answers apart from the response, so that whatever reads the response cannot see them. It must not know
//! a screen or a key, and it keeps no results, because they are recomputed from the response.

use super::policy::Policy;
use crate::domain::answers::response::{Answer, ItemState, QuestionnaireResponse};
use crate::domain::answers::results::{Results, results};
use crate::domain::id::{GroupId, LinkId};
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::draft::{Group, Item};
use crate::domain::silent::silent;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How many changes can be undone. More would only cost memory: there are some 24 items.
const MAX_UNDO: usize = 1000;

/// What is shown at one position on the way through the questionnaire.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SessionItem {
    /// The content note of a group, before its first sensitive item.
    Note(GroupId),
    /// An item.
    Question(LinkId),
}

/// Where a item stands in its group, among the items that are asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ItemPlace {
    /// The group's position in the questionnaire, from 0.
    pub group: usize,
    /// Which of the asked items of the group it is, from 1; a note stands at the item that follows it.
    pub number: usize,
    /// How many items of the group are asked.
    pub of: usize,
}

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

    /// Returns the position after the items that the note at `position` announces.
    ///
    /// These are the sensitive items that follow in a row; if the next item is not sensitive, the rest of the group.
    #[must_use]
    pub(crate) fn after_block(&self, position: usize) -> usize {
        let Some(SessionItem::Note(group)) = self.item_at(position) else { return position };
        let first = position + 1;
        let sensitive = |id: &LinkId| self.questionnaire.item(id).is_some_and(|item| item.sensitive);
        let announced = matches!(self.item_at(first), Some(SessionItem::Question(id)) if sensitive(id));
        let members = self.questionnaire.group(group).map_or(&[][..], |group| &group.items);
        let belongs = |entry: &&SessionItem| match entry {
            SessionItem::Question(id) => members.contains(id) && (sensitive(id) || !announced),
            SessionItem::Note(_) => false,
        };
        first + self.entries.iter().skip(first).take_while(belongs).count()
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

    /// Leaves an item open, taking an answer away if there was one.
    pub fn clear(&mut self, item: &LinkId) {
        self.change(item, None);
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

    /// Continues with answers from a record. Items that were withheld are open again, because a record does not hold their
    /// answers. Answers that do not fit the questionnaire are passed over.
    pub fn resume(&mut self, kept: &QuestionnaireResponse) {
        let ids: Vec<LinkId> = self.questionnaire.items().map(|item| item.id.clone()).collect();
        for id in ids {
            if let Some(answer) = kept.answer(&id).filter(|answer| self.accepts(&id, answer)) {
                self.response.set(&id, Some(answer.clone()));
            }
        }
    }

    /// Takes a response as it is, with the items that are withheld in it. This is for a second screen, on which nobody
    /// answers.
    pub fn show(&mut self, response: QuestionnaireResponse) {
        self.response = response;
    }

    /// Says whether the item is asked in this session, and the answer is one of its answers.
    fn accepts(&self, item: &LinkId, answer: &Answer) -> bool {
        let Some(found) = self.questionnaire.item(item).filter(|found| self.policy.asks(found)) else {
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
        if self.questionnaire.item(item).is_none() || self.state(item) == ItemState::NotAsked {
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

/// Lists the items of all groups.
///
/// A content note comes before the first sensitive item of its group that is asked. In a group without sensitive items it
/// comes before the first item. If all sensitive items of a group are left out by the policy, so is the note.
fn items_asked(questionnaire: &Questionnaire, policy: &Policy) -> Vec<(SessionItem, ItemPlace)> {
    let mut entries = Vec::with_capacity(questionnaire.len() + 1);
    for (index, group) in questionnaire.groups().iter().enumerate() {
        let items = || group.items.iter().filter_map(|id| questionnaire.item(id));
        let asked: Vec<&Item> = items().filter(|item| policy.asks(item)).collect();
        let first_sensitive = asked.iter().position(|item| item.sensitive);
        // Without a sensitive item that is asked there is nothing to announce, unless the group never had one: then the
        // note is about the group.
        let note_at = match (&group.note, first_sensitive) {
            (None, _) => None,
            (Some(_), Some(first)) => Some(first),
            (Some(_), None) => (!items().any(|item| item.sensitive)).then_some(0),
        };
        for (before, item) in asked.iter().enumerate() {
            let place = ItemPlace { group: index, number: before + 1, of: asked.len() };
            if note_at == Some(before) {
                entries.push((SessionItem::Note(group.id.clone()), place));
            }
            entries.push((SessionItem::Question(item.id.clone()), place));
        }
    }
    entries
}
