//! The form in which searches read a rule.
//!
//! A rule has at most two levels of `any` and `all`. So it can always be written as *any of* parts, each *all of*
//! clauses, each *any of* leaves, and that form is no longer than the rule:
//!
//! ```text
//! { all = [A, { any = [B, C] }] }   one part with two clauses: [A] and [B, C]
//! { any = [A, { all = [B, C] }] }   two parts: the clause [A], and the clauses [B] and [C]
//! ```
//!
//! Items and options are positions here, because a search compares them many times. This module says whether a rule
//! holds, as [`Rule::holds`] does, and a test compares the two. It must not search.

use crate::domain::id::{GroupId, LinkId, OptionCode};
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::draft::Item;
use crate::domain::questionnaire::rules::Rule;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// Which item has which answer: from the position of an item to the position of an option in its set, both from 0.
pub(super) type Assignment = BTreeMap<usize, usize>;

/// The condition that an item was answered with an option; with this option or a stronger one, if the options have an order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Literal {
    /// The item's position.
    pub(super) item: usize,
    /// The option's place in its set.
    pub(super) option: usize,
    /// Whether the options have an order, so that a stronger one fulfills the condition too.
    pub(super) ordered: bool,
}

impl Literal {
    /// Says whether the answers fulfill the condition.
    pub(super) fn holds(self, answers: &Assignment) -> bool {
        let given = answers.get(&self.item);
        given.is_some_and(|given| if self.ordered { *given >= self.option } else { *given == self.option })
    }
}

/// A leaf with its names looked up.
#[derive(Clone, Debug)]
pub(super) enum Leaf {
    /// True for all answers.
    Always,
    /// About one item.
    Item(Literal),
    /// About so many items of a group.
    Group {
        /// The group's items.
        items: Rc<[usize]>,
        /// The weakest option that counts.
        option: usize,
        /// How many it takes.
        count: usize,
    },
}

impl Leaf {
    /// Returns the conditions of the leaf, and how many of them make it true.
    pub(super) fn literals(&self) -> (Box<dyn Iterator<Item = Literal> + '_>, usize) {
        match self {
            Self::Always => (Box::new(std::iter::empty()), 0),
            Self::Item(literal) => (Box::new(std::iter::once(*literal)), 1),
            Self::Group { items, option, count } => {
                let literal = |item: &usize| Literal { item: *item, option: *option, ordered: true };
                (Box::new(items.iter().map(literal)), *count)
            }
        }
    }

    /// Says whether the leaf is true.
    pub(super) fn holds(&self, answers: &Assignment) -> bool {
        let (literals, count) = self.literals();
        count == 0 || literals.filter(|literal| literal.holds(answers)).take(count).count() == count
    }

    /// Says whether the leaf can become true whatever other leaves need.
    ///
    /// Only `is` on an item without an order can be in the way of another leaf: the item has one answer. With an order,
    /// the strongest answer fulfills every leaf.
    pub(super) fn is_free(&self) -> bool {
        !matches!(self, Self::Item(Literal { ordered: false, .. }))
    }

    /// Returns how many conditions have to be looked at, at most, to see whether the leaf is true.
    pub(super) fn len(&self) -> usize {
        if let Self::Group { items, .. } = self { items.len() } else { 1 }
    }
}

/// Leaves of which one is enough.
pub(super) type Clause = Vec<Leaf>;

/// A rule with its names looked up: any of the parts, each all of its clauses, each any of its leaves.
#[derive(Clone, Debug)]
pub(super) struct NormalForm {
    /// The parts, of which one is enough.
    pub(super) parts: Vec<Vec<Clause>>,
}

impl NormalForm {
    /// Says whether the rule holds for these answers.
    pub(super) fn holds(&self, answers: &Assignment) -> bool {
        let holds = |clause: &Clause| clause.iter().any(|leaf| leaf.holds(answers));
        self.parts.iter().any(|part| part.iter().all(holds))
    }

    /// Returns how many conditions have to be looked at, at most, to see whether the rule holds.
    pub(super) fn len(&self) -> usize {
        self.leaves().map(Leaf::len).sum()
    }

    /// Returns every leaf.
    pub(super) fn leaves(&self) -> impl Iterator<Item = &Leaf> {
        self.parts.iter().flatten().flatten()
    }

    /// Returns the items that leaves name one by one.
    pub(super) fn named(&self) -> impl Iterator<Item = usize> {
        self.leaves()
            .filter_map(|leaf| if let Leaf::Item(literal) = leaf { Some(literal.item) } else { None })
    }

    /// Returns the items that leaves name with `is`.
    pub(super) fn unordered(&self) -> impl Iterator<Item = usize> {
        self.leaves().filter_map(|leaf| match leaf {
            Leaf::Item(literal) if !literal.ordered => Some(literal.item),
            _ => None,
        })
    }

    /// Splits the rule into rules that all hold exactly where it holds.
    ///
    /// One part is all of its clauses, so each clause is a rule of its own, and each is shorter to search for. Several
    /// parts are alternatives and cannot be split.
    pub(super) fn conditions(&self) -> Vec<Self> {
        match self.parts.as_slice() {
            [only] => only.iter().map(|clause| Self { parts: vec![vec![clause.clone()]] }).collect(),
            _ => vec![self.clone()],
        }
    }
}

/// The names of a questionnaire with their positions, looked up once for all rules.
pub(super) struct Ground<'q> {
    questionnaire: &'q Questionnaire,
    options: HashMap<(&'q str, &'q OptionCode), usize>,
    sets: HashMap<&'q LinkId, (usize, &'q str, bool)>,
    groups: HashMap<&'q GroupId, Rc<[usize]>>,
}

impl<'q> Ground<'q> {
    /// Looks the names of a questionnaire up.
    pub(super) fn new(questionnaire: &'q Questionnaire) -> Self {
        let parts = questionnaire.parts();
        let ordered: HashMap<_, _> =
            parts.option_sets.iter().map(|set| (set.id.as_str(), set.ordered)).collect();
        let mut options = HashMap::new();
        for set in &parts.option_sets {
            let places = set.options.iter().enumerate();
            options.extend(places.map(|(place, option)| ((set.id.as_str(), &option.id), place)));
        }
        let set = |(position, item): (usize, &'q Item)| {
            let set = item.options.as_str();
            (&item.id, (position, set, ordered.get(set).copied().unwrap_or(false)))
        };
        let items = |ids: &[LinkId]| ids.iter().filter_map(|id| questionnaire.position(id)).collect();
        Self {
            questionnaire,
            options,
            sets: questionnaire.items().enumerate().map(set).collect(),
            groups: parts.groups.iter().map(|group| (&group.id, items(&group.items))).collect(),
        }
    }

    /// Looks the names of a rule up. Every name exists in a checked questionnaire; a leaf with another name would never be
    /// true.
    pub(super) fn form(&self, rule: &Rule) -> NormalForm {
        let parts = match rule {
            Rule::Any(rules) => rules.iter().map(|rule| self.clauses(rule)).collect(),
            rule => vec![self.clauses(rule)],
        };
        NormalForm { parts }
    }

    fn clauses(&self, rule: &Rule) -> Vec<Clause> {
        match rule {
            Rule::All(rules) => rules.iter().flat_map(|rule| self.clauses(rule)).collect(),
            rule => vec![rule.leaves().into_iter().filter_map(|leaf| self.leaf(leaf)).collect()],
        }
    }

    fn leaf(&self, leaf: &Rule) -> Option<Leaf> {
        match leaf {
            Rule::AtLeast(item, option) | Rule::Is(item, option) => {
                let (item, set, ordered) = *self.sets.get(item)?;
                Some(Leaf::Item(Literal { item, option: *self.options.get(&(set, option))?, ordered }))
            }
            Rule::Group { group, at_least, count } => {
                let items = self.groups.get(group)?;
                let first = self.questionnaire.item_at(*items.first()?)?;
                let option = *self.options.get(&(first.options.as_str(), at_least))?;
                Some(Leaf::Group { items: Rc::clone(items), option, count: *count })
            }
            Rule::Always => Some(Leaf::Always),
            Rule::Any(_) | Rule::All(_) => None,
        }
    }

    /// Returns answers under their own names, in the order the items are asked.
    pub(super) fn spelled(&self, answers: &Assignment) -> Vec<(LinkId, OptionCode)> {
        let spelled = |(item, option): (&usize, &usize)| {
            let item = self.questionnaire.item_at(*item)?;
            let option = self.questionnaire.option_set(item)?.options.get(*option)?;
            Some((item.id.clone(), option.id.clone()))
        };
        answers.iter().filter_map(spelled).collect()
    }
}
