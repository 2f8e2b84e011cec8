//! What was answered then beside what is answered now, as it is told to counselor and client.
//!
//! Both are told in their own words. This module must not count, rank or judge.

use super::own_words::OwnText;
use crate::domain::id::LinkId;
use crate::domain::questionnaire::draft::Date;
use crate::domain::silent::silent;

/// What a difference is in.
#[derive(Clone, PartialEq, Eq)]
pub enum DiffersIn {
    /// The answer to an item.
    Answer(LinkId),
    /// A text that the person wrote.
    Own(OwnText),
}

/// Something that is not the same in both rounds.
#[derive(Clone, PartialEq, Eq)]
pub struct Difference {
    /// What it is in.
    pub of: DiffersIn,
    /// The question, or what the text is.
    pub heading: String,
    /// How it stood in the earlier round.
    pub then: String,
    /// How it stands in the later one.
    pub now: String,
}

/// What differs between two rounds, as far as a copy tells it.
#[derive(Clone, PartialEq, Eq)]
pub struct ThenAndNow {
    /// The day on which the earlier round was begun.
    pub then: Date,
    /// The day on which the later one was begun.
    pub now: Date,
    /// What differs, in the order in which it is told.
    pub different: Vec<Difference>,
}

silent!(DiffersIn, Difference, ThenAndNow);
