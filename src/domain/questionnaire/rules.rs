//! The grammar of the rules that say which text is shown for which answers.
//!
//! As authored in a questionnaire file, one of:
//!
//! ```toml
//! { always = true }
//! { item = "ID", at_least = "OPTION" }              # an ordered option set
//! { item = "ID", is = "OPTION" }                    # an unordered one
//! { group = "ID", at_least = "OPTION", count = 1 }  # so many items of the group
//! { any = [RULE, …] }    { all = [RULE, …] }        # of the above, or of one more such level
//! ```
//!
//! A leaf is true only for an answer that was given: declined, skipped, not reached and not asked make no leaf true. There is no
//! `not`, so a first answer, or a stronger one in an ordered set, never takes a text away. This module evaluates rules.
//! It must not check them: whether their names exist is checked when a `Questionnaire` is made.
//!
//! ```
//! use stillpoint::domain::id::{GroupId, LinkId, OptionCode};
//! use stillpoint::domain::questionnaire::rules::{RuleContext, Rule};
//!
//! /// Somebody who answered "often" on sleep, which is also at least "sometimes", and nothing else.
//! struct Often;
//!
//! impl RuleContext for Often {
//!     fn reaches(&self, item: &LinkId, option: &OptionCode) -> bool {
//!         item.as_str() == "sleep" && ["sometimes", "often"].contains(&option.as_str())
//!     }
//!     fn is(&self, _: &LinkId, _: &OptionCode) -> bool {
//!         false
//!     }
//!     fn reaching(&self, _: &GroupId, _: &OptionCode) -> Vec<LinkId> {
//!         Vec::new()
//!     }
//! }
//!
//! let sleep = Rule::AtLeast("sleep".into(), "sometimes".into());
//! let dreams = Rule::AtLeast("dreams".into(), "often".into());
//! let either = Rule::Any(vec![dreams.clone(), sleep.clone()]);
//! assert!(either.holds(&Often));
//! assert_eq!(either.because(&Often), ["sleep".into()]);
//! assert!(!Rule::All(vec![dreams, sleep]).holds(&Often));
//! ```

use crate::domain::id::{GroupId, LinkId, OptionCode};
use serde::{Deserialize, Serialize};

/// How many levels of `any` and `all` a rule may have. Two can say everything that authors needed so far, and every such rule
/// is short in the form that proofs search.
pub(crate) const MAX_DEPTH: usize = 2;

/// One rule, as authored.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Rule {
    /// Holds for every response, the empty one too.
    Always,
    /// Holds if the item was answered with this option or a stronger one of its ordered set.
    AtLeast(LinkId, OptionCode),
    /// Holds if the item was answered with exactly this option of its unordered set.
    Is(LinkId, OptionCode),
    /// Holds if at least `count` items of the group were answered with this option or a stronger one.
    Group {
        /// The group whose items are counted.
        group: GroupId,
        /// The weakest option that counts.
        at_least: OptionCode,
        /// How many items it takes, 1 or more.
        count: usize,
    },
    /// Holds if one of the rules holds.
    Any(Vec<Rule>),
    /// Holds if all of the rules hold.
    All(Vec<Rule>),
}

/// What a rule asks about a response: how items were answered.
pub trait RuleContext {
    /// Says whether the item was answered with this option or a stronger one.
    fn reaches(&self, item: &LinkId, option: &OptionCode) -> bool;
    /// Says whether the item was answered with exactly this option.
    fn is(&self, item: &LinkId, option: &OptionCode) -> bool;
    /// Returns the group's items that were answered with this option or a stronger one.
    fn reaching(&self, group: &GroupId, option: &OptionCode) -> Vec<LinkId>;
}

impl Rule {
    /// Says whether the rule holds.
    pub fn holds(&self, context: &impl RuleContext) -> bool {
        match self {
            Self::Any(rules) => rules.iter().any(|rule| rule.holds(context)),
            Self::All(rules) => rules.iter().all(|rule| rule.holds(context)),
            leaf => leaf.leaf(context).is_some(),
        }
    }

    /// Returns every item that makes a leaf of the rule true, leaf by leaf; an item may be there twice.
    pub fn because(&self, context: &impl RuleContext) -> Vec<LinkId> {
        self.leaves().into_iter().filter_map(|leaf| leaf.leaf(context)).flatten().collect()
    }

    /// Returns the leaves of the rule, in the order they are written.
    #[must_use]
    pub fn leaves(&self) -> Vec<&Self> {
        match self {
            Self::Any(rules) | Self::All(rules) => rules.iter().flat_map(Self::leaves).collect(),
            leaf => vec![leaf],
        }
    }

    /// Returns the items that make this leaf true; `None` if it is not true, or is `any` or `all`.
    fn leaf(&self, context: &impl RuleContext) -> Option<Vec<LinkId>> {
        match self {
            Self::Always => Some(Vec::new()),
            Self::AtLeast(item, option) => context.reaches(item, option).then(|| vec![item.clone()]),
            Self::Is(item, option) => context.is(item, option).then(|| vec![item.clone()]),
            Self::Group { group, at_least, count } => {
                Some(context.reaching(group, at_least)).filter(|items| items.len() >= *count)
            }
            Self::Any(_) | Self::All(_) => None,
        }
    }
}
