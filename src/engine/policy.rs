//! What is allowed and asked in a session: for one person, beside a counselor, in a kiosk.
//!
//! The modes are values of one type. Code must ask what is allowed (`policy.suspend`) and never which mode it is, so that a
//! new mode is a new value and no search through the code.

use crate::domain::questionnaire::draft::Item;
use serde::{Deserialize, Serialize};

/// What is allowed and asked in a session.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Policy {
    /// Whether sensitive items are put to the person.
    pub sensitive_items: SensitiveItems,
    /// What follows an answer.
    pub after_answer: AfterAnswer,
    /// What Ctrl-Z does.
    pub suspend: Suspend,
    /// Who is there besides the person who answers.
    pub beside: Beside,
    /// What is kept after the session, besides copies that were saved.
    pub keeps: Keeps,
    /// Who uses the same screen.
    pub visitors: Visitors,
}

/// Whether sensitive items are put to the person.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SensitiveItems {
    /// Asked, after a content note; they can be skipped as a block.
    Asked,
    /// Not asked at all; they count as "not asked", not as skipped.
    NotAsked,
}

/// What follows an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AfterAnswer {
    /// The next question comes at once.
    GoesOn,
    /// The question stays until somebody goes on, so that it can be talked about, and notes made on it.
    Stays,
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

/// What is kept after the session.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Keeps {
    /// Nothing.
    Nothing,
    /// A record, as it was last saved.
    Record,
}

/// Who uses the same screen: one person, or anybody, one after another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Visitors {
    /// One person, at a screen of their own or beside a counselor.
    One,
    /// Anybody, in a public place. An answer is out of sight once it is given, everything can be touched, no file is left,
    /// and the end of a session clears everything for the next visitor.
    OneAfterAnother,
}

impl Policy {
    /// Returns the policy for one person at their own keyboard.
    #[must_use]
    pub fn personal() -> Self {
        Self {
            sensitive_items: SensitiveItems::Asked,
            after_answer: AfterAnswer::GoesOn,
            suspend: Suspend::Allowed,
            beside: Beside::Nobody,
            keeps: Keeps::Nothing,
            visitors: Visitors::One,
        }
    }

    /// Returns the policy for a counselor with a client beside them.
    #[must_use]
    pub fn counselor() -> Self {
        Self { beside: Beside::Counselor, after_answer: AfterAnswer::Stays, ..Self::personal() }
    }

    /// Returns the policy for a screen in a waiting room. The clinic decides whether sensitive items are asked there.
    #[must_use]
    pub fn kiosk(sensitive_items: SensitiveItems) -> Self {
        Self {
            sensitive_items,
            after_answer: AfterAnswer::GoesOn,
            suspend: Suspend::Refused,
            beside: Beside::Nobody,
            keeps: Keeps::Nothing,
            visitors: Visitors::OneAfterAnother,
        }
    }

    /// Says whether the screen is in a public place.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.visitors == Visitors::OneAfterAnother
    }

    /// Says whether this item is put to the person.
    #[must_use]
    pub fn asks(&self, item: &Item) -> bool {
        !item.sensitive || self.sensitive_items == SensitiveItems::Asked
    }
}
