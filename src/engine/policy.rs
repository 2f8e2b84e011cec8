//! What a mode of use allows. The modes are values of one type, not programs of their own.
//!
//! A policy is asked, never matched on by name: code says `policy.suspend`, not "is this the kiosk".

use crate::domain::draft::Item;

/// What is allowed and asked in a session.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Policy {
    /// Whether sensitive items are put to the person.
    pub sensitive_items: SensitiveItems,
    /// What Ctrl-Z does.
    pub suspend: Suspend,
    /// Who is there besides the person who answers.
    pub beside: Beside,
    /// What stays when the session ends, besides copies that were saved.
    pub keeps: Keeps,
}

/// Whether sensitive items are put to the person.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SensitiveItems {
    /// Asked, after a content note; they can be skipped as a block.
    Asked,
    /// Not asked at all; they count as "not asked", not as left open.
    NotAsked,
}

/// What Ctrl-Z does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Suspend {
    /// Suspends the program, with the answers hidden first.
    Allowed,
    /// Nothing.
    Refused,
}

/// Who is there besides the person who answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Beside {
    /// Nobody.
    Nobody,
    /// A counselor, who sits at the keyboard.
    Counselor,
    /// A counselor, who has turned the screen to the person.
    Waiting,
}

/// What stays when the session ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Keeps {
    /// Nothing.
    Nothing,
    /// A record, as it was last saved.
    Record,
}

impl Policy {
    /// Returns the policy for one person at their own keyboard.
    #[must_use]
    pub fn personal() -> Self {
        Self {
            sensitive_items: SensitiveItems::Asked,
            suspend: Suspend::Allowed,
            beside: Beside::Nobody,
            keeps: Keeps::Nothing,
        }
    }

    /// Returns the policy for a counselor with a client beside them.
    #[must_use]
    pub fn counselor() -> Self {
        Self { beside: Beside::Counselor, ..Self::personal() }
    }

    /// Says whether this item is put to the person.
    #[must_use]
    pub fn asks(&self, item: &Item) -> bool {
        !item.sensitive || self.sensitive_items == SensitiveItems::Asked
    }
}
