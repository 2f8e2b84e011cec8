//! What can be wrong between the parts of a questionnaire, where it is, and what the author can do about it.
//!
//! The place is a path into the tree of the file, such as `items[2].guard`. It is not a line: only the reader of the file
//! knows lines. This module must not look for problems.

use std::collections::BTreeSet;
use std::fmt;

/// One step down the tree of a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum PathStep {
    /// The value under this key.
    Key(&'static str),
    /// The entry at this position, from 0.
    At(usize),
}

/// The way from the top of a file's tree to a value; empty for the whole file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct KeyPath(pub Vec<PathStep>);

impl KeyPath {
    /// Returns the path to `items[2]` for `("items", 2)`.
    #[must_use]
    pub fn entry(table: &'static str, index: usize) -> Self {
        Self(vec![PathStep::Key(table), PathStep::At(index)])
    }

    /// Returns the path one key further down.
    #[must_use]
    pub fn key(&self, key: &'static str) -> Self {
        self.step(PathStep::Key(key))
    }

    /// Returns the path one position further down.
    #[must_use]
    pub fn at(&self, index: usize) -> Self {
        self.step(PathStep::At(index))
    }

    fn step(&self, step: PathStep) -> Self {
        Self(self.0.iter().copied().chain([step]).collect())
    }
}

/// Something that keeps a draft from becoming a questionnaire.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// Where it is.
    pub at: KeyPath,
    /// What it is.
    pub kind: ProblemKind,
}

/// What is wrong; `Display` says it in a full sentence, [`advice`](Self::advice) says what to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ProblemKind {
    /// Two entries of one kind have the same id.
    DuplicateId {
        /// What the entries are: "item", "section", …
        what: &'static str,
        /// The id they share.
        id: String,
    },
    /// An id has characters that ids cannot have.
    BadId(String),
    /// A reference points at nothing.
    Dangling {
        /// What it should point at: "item", "section", …
        what: &'static str,
        /// The id that nobody has.
        id: String,
        /// The ids that would be possible.
        known: Vec<String>,
    },
    /// A list that needs entries has none.
    Empty(&'static str),
    /// An option uses the word that is kept for "prefer not to say".
    ReservedOption,
    /// A set offers less than two options.
    TooFewOptions,
    /// An item is in no group, so that it would never be asked.
    ItemInNoGroup(String),
    /// An item is in two groups, or twice in one.
    ItemTwice(String),
    /// The items of a group that is counted over do not share one option set.
    MixedOptionSets(String),
    /// A group with sensitive items has no content note.
    NoteMissing(String),
    /// `at_least` is used with options that have no order.
    AtLeastOnUnordered(String),
    /// `is` is used with options that have an order.
    IsOnOrdered(String),
    /// `count` is 0 or more than the group has items.
    CountOutOfRange {
        /// What the file says.
        count: usize,
        /// How many items the group has.
        items: usize,
    },
    /// `any` and `all` stand in one another more often than twice.
    TooDeep,
    /// A section that names a condition depends on answers.
    ConditionBehindAnswer,
    /// A text that depends on answers cites this fact, which is only for reading.
    ReadingBehindAnswer(String),
    /// No answers can make a rule true; the items of which it needs two answers at once.
    Unreachable(Vec<String>),
    /// Without any answer there is no guidance.
    NoGuidance,
    /// A rule holds without any answer, and is not simply `always`.
    HoldsUnasked,
    /// An `always` within an `all` changes nothing.
    IdleAlways,
    /// A situation of guidance is shown for the same answers as the one with this id.
    SameRule(String),
    /// A stronger answer takes a text away, which would be a fault of the program.
    Unsteady,
    /// The bound was reached before this was decided.
    Undecided(String),
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DuplicateId { what, id } => write!(f, "Another {what} has the id \"{id}\" already."),
            Self::BadId(id) => write!(f, "\"{id}\" cannot be an id."),
            Self::Dangling { what, id, .. } => write!(f, "There is no {what} with the id \"{id}\"."),
            Self::Empty(what) => write!(f, "There is no {what} here."),
            Self::ReservedOption => f.write_str("\"declined\" is kept for \"prefer not to say\"."),
            Self::TooFewOptions => f.write_str("A choice needs at least two options."),
            Self::ItemInNoGroup(id) => {
                write!(f, "The item \"{id}\" is in no group and would never be asked.")
            }
            Self::ItemTwice(id) => write!(f, "The item \"{id}\" is in a group already."),
            Self::MixedOptionSets(group) => {
                write!(f, "The items of the group \"{group}\" do not share one option set.")
            }
            Self::NoteMissing(group) => {
                write!(f, "The group \"{group}\" has sensitive items but no content note.")
            }
            Self::AtLeastOnUnordered(set) => {
                write!(f, "The options of \"{set}\" have no order, so \"at_least\" means nothing here.")
            }
            Self::IsOnOrdered(set) => write!(
                f,
                "The options of \"{set}\" have an order; with \"is\", a stronger answer would take the text away."
            ),
            Self::CountOutOfRange { count, .. } => write!(f, "\"count\" cannot be {count} in this group."),
            Self::TooDeep => f.write_str("\"any\" and \"all\" may be nested only once."),
            proof => proof.say_proof(f),
        }
    }
}

impl ProblemKind {
    /// Says what the proofs found, in a full sentence.
    fn say_proof(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ConditionBehindAnswer => {
                f.write_str("A section that names a condition cannot be shown because of an answer.")
            }
            Self::ReadingBehindAnswer(fact) => {
                write!(
                    f,
                    "The fact \"{fact}\" is only for reading, but this text is shown because of an answer."
                )
            }
            Self::Unreachable(items) => {
                let items = items.join("\", \"");
                write!(
                    f,
                    "No answers can bring this text: its rule needs two answers to one item (\"{items}\")."
                )
            }
            Self::NoGuidance => f.write_str("Somebody who answers nothing would get no guidance."),
            Self::HoldsUnasked => {
                f.write_str("This rule holds without any answer, whatever else it asks for.")
            }
            Self::IdleAlways => f.write_str("\"always\" within \"all\" changes nothing."),
            Self::SameRule(id) => write!(f, "The situation \"{id}\" is shown for exactly the same answers."),
            Self::Unsteady => f.write_str("A first or a stronger answer would take this text away."),
            Self::Undecided(what) => write!(f, "It could not be decided {what}; that would take too long."),
            _ => Ok(()),
        }
    }

    /// Says what the author may do about it, in a full sentence.
    #[must_use]
    pub fn advice(&self) -> String {
        match self {
            Self::DuplicateId { .. } => "Give one of the two another id.".into(),
            Self::BadId(_) => "Use 1 to 64 of the characters a-z, A-Z, 0-9, '-', '_' and '.'.".into(),
            Self::Dangling { what, known, .. } if known.is_empty() => format!("Write the {what} first."),
            Self::Dangling { known, .. } => known_here(known),
            Self::Empty(what) => format!("Add at least one {what}."),
            Self::ReservedOption => {
                "Choose another id; the program offers \"prefer not to say\" on every item by itself.".into()
            }
            Self::TooFewOptions => "Add an option.".into(),
            Self::ItemInNoGroup(_) => "Add its id to the items of a group, or remove the item.".into(),
            Self::ItemTwice(_) => "Remove one of the two.".into(),
            Self::MixedOptionSets(_) => {
                "Give all its items the same options, or split the group; counts need one set of words."
                    .into()
            }
            Self::NoteMissing(_) => "Add note = \"…\", which is shown before the first of them.".into(),
            Self::AtLeastOnUnordered(_) => "Write is = \"…\" instead.".into(),
            Self::IsOnOrdered(_) => "Write at_least = \"…\" instead.".into(),
            Self::CountOutOfRange { items, .. } => format!("Write a number from 1 to {items}."),
            Self::TooDeep => "Split the rule, or write its inner part as one list.".into(),
            proof => proof.proof_advice().into(),
        }
    }

    /// Says what to do about what the proofs found.
    fn proof_advice(&self) -> &'static str {
        match self {
            Self::ConditionBehindAnswer => {
                "Remove \"show\"; the section is then under \"more to read\" for everybody."
            }
            Self::ReadingBehindAnswer(_) => {
                "Move what it says to a section without \"show\", and remove it from \"facts\" here."
            }
            Self::Unreachable(_) => {
                "An item has one answer: join options of one item with any = [ … ], not with all = [ … ]."
            }
            Self::NoGuidance => "Give one situation the rule show = { always = true }.",
            Self::HoldsUnasked => "Write show = { always = true }, or take the always = true out of it.",
            Self::IdleAlways => "Remove it.",
            Self::SameRule(_) => "Join the two texts, or change one of the rules.",
            Self::Unsteady => "The file cannot do this: please report it as a fault of stillpoint.",
            Self::Undecided(_) => "Write the rule with fewer lists in one another, or split the text.",
            _ => "",
        }
    }
}

/// Lists the names that are known, each once.
pub(crate) fn known_here<T: AsRef<str>>(names: &[T]) -> String {
    let mut seen = BTreeSet::new();
    let each: Vec<&str> = names.iter().map(AsRef::as_ref).filter(|name| seen.insert(*name)).collect();
    format!("Known here: {}.", each.join(", "))
}

#[cfg(test)]
mod tests {
    use super::known_here;

    #[test]
    fn each_known_name_is_listed_once_in_the_order_it_is_known_in() {
        assert_eq!(known_here(&["often", "never", "often", "never"]), "Known here: often, never.");
    }
}
