//! The way through a questionnaire under a policy: which items and content notes are shown, in which order.
//!
//! It must not know an answer.

use super::policy::Policy;
use crate::domain::id::{GroupId, LinkId};
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::draft::Item;

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

/// Lists the items of all groups.
///
/// A content note comes before the first sensitive item of its group that is asked. In a group without sensitive items it
/// comes before the first item. If all sensitive items of a group are left out by the policy, so is the note.
pub(super) fn items_asked(questionnaire: &Questionnaire, policy: &Policy) -> Vec<(SessionItem, ItemPlace)> {
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
