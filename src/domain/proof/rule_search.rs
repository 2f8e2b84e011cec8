//! Searches for answers that make a rule true, and for answers that make one rule true and another one false.
//!
//! The first says whether a text can be reached. The second says whether two texts are shown for the same answers. The
//! form of a rule stands in [`super::normal_form`]. This module must not guess: beyond its bounds it says that it does
//! not know.
//!
//! # Method
//!
//! Rules have no `not`. So a rule that holds for some answers also holds when an answer is added or becomes stronger. The
//! search uses this: it begins without any answer, adds only answers that it has to, and keeps them as weak as it can.
//!
//! 1. If the wanted rule holds for these answers, they are the result. If the avoided rule holds for them, it will hold
//!    for everything that can be added, so this branch ends.
//! 2. Otherwise some clause is not true yet. A clause with one leaf left that can become true forces that leaf. If no clause
//!    forces one, the search takes the clause with the fewest such leaves, and before all others a clause of nothing
//!    but `is` leaves, because those exclude one another. It tries the first leaf as true, and later as false. A clause
//!    without such a leaf ends the branch.
//! 3. A leaf that counts over a group asks for the first item that can still count. Items that no leaf names alone
//!    are interchangeable, so the search takes them in their order: when one stays below the word, those after it do
//!    so too. A count of 100 over 200 items is then one case instead of the 10^58 choices of 100 items.
//!
//! # Bounds
//!
//! Without an avoided rule, only `is` leaves can end a branch, because ordered answers never exclude one another. A rule
//! needs one try for each part, unless it has an `all` of several `any` of nothing but `is` leaves. Such a rule is
//! a satisfiability problem, and comparing two rules can be one as well. No method is known that solves these quickly in
//! every case. So one search may take [`SEARCH_LIMIT`] looks at answers and leaves, and all
//! searches together share a [`Budget`]. Rules of 200 items need less, as tests show. Beyond that the result is
//! [`SearchResult::Undecided`].

use super::normal_form::{Assignment, Leaf, Literal, NormalForm};
use std::collections::BTreeSet;

/// How many looks at answers and leaves one search may take.
pub const SEARCH_LIMIT: u64 = 1_000_000;

/// The result of a search.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum SearchResult {
    /// These answers are as they were wanted.
    Answers(Assignment),
    /// There are no such answers.
    Nothing,
    /// The bound was reached before either was certain.
    Undecided,
}

/// How many looks all searches together may still take, and how many they took.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Budget {
    /// Looks that may still be taken.
    pub(super) left: u64,
    /// Looks that were taken.
    pub(super) spent: u64,
}

impl Budget {
    /// Takes this many looks from the budget; says whether there were enough.
    pub(super) fn pay(&mut self, looks: usize) -> bool {
        let looks = u64::try_from(looks).unwrap_or(u64::MAX);
        self.spent = self.spent.saturating_add(looks);
        let enough = looks <= self.left;
        self.left = self.left.saturating_sub(looks);
        enough
    }
}

/// Searches for answers that make the rule true. None of them can be left out, and none can be weaker.
pub(super) fn witness(rule: &NormalForm, budget: &mut Budget) -> SearchResult {
    let nothing = NormalForm { parts: Vec::new() };
    match without(rule, &nothing, budget) {
        SearchResult::Answers(answers) => reduced(rule, answers, budget),
        other => other,
    }
}

/// Says whether the other rule holds wherever this one does; `None` if the bound was reached.
///
/// It searches for answers that disprove it: this rule holds for them, and some condition of the other does not. If there
/// are none, it is true.
pub(super) fn implies(rule: &NormalForm, other: &NormalForm, budget: &mut Budget) -> Option<bool> {
    let mut known = Some(true);
    for condition in other.conditions() {
        match without(rule, &condition, budget) {
            SearchResult::Answers(_) => return Some(false),
            SearchResult::Nothing => {}
            SearchResult::Undecided => known = None,
        }
    }
    known
}

/// Searches for answers for which a rule holds and the avoided one does not.
fn without(rule: &NormalForm, avoided: &NormalForm, budget: &mut Budget) -> SearchResult {
    let mut undecided = false;
    let named: BTreeSet<usize> = rule.named().chain(avoided.named()).collect();
    for part in &rule.parts {
        match (Search { part, avoided, named: &named }).run(budget) {
            SearchResult::Nothing => {}
            SearchResult::Undecided => undecided = true,
            found @ SearchResult::Answers(_) => return found,
        }
    }
    if undecided { SearchResult::Undecided } else { SearchResult::Nothing }
}

/// Leaves out or weakens each answer as far as the rule still holds, the last item first.
///
/// One pass is enough. An answer that was needed when there were more answers is needed when there are fewer, because
/// fewer answers make nothing true. An answer without an order is kept as it is or left out: another option is not a
/// weaker one.
fn reduced(rule: &NormalForm, mut answers: Assignment, budget: &mut Budget) -> SearchResult {
    let kept: BTreeSet<usize> = rule.unordered().collect();
    let items: Vec<usize> = answers.keys().rev().copied().collect();
    for item in items {
        let Some(given) = answers.remove(&item) else { continue };
        let mut option = if kept.contains(&item) { given } else { 0 };
        while !rule.holds(&answers) && option <= given {
            if !budget.pay(rule.len()) {
                return SearchResult::Undecided;
            }
            answers.insert(item, option);
            option += 1;
        }
    }
    SearchResult::Answers(answers)
}

/// One search: for answers that make all clauses of one part true, and the avoided rule false.
struct Search<'a> {
    part: &'a [Vec<Leaf>],
    avoided: &'a NormalForm,
    named: &'a BTreeSet<usize>,
}

/// What one branch of a search has decided so far.
#[derive(Clone, Default)]
struct SearchState {
    /// The answers it needs, each as weak as it can be.
    answers: Assignment,
    /// Ordered items that must stay below an option, each with the lowest such option.
    below: Assignment,
    /// Items and options without an order that are ruled out.
    never: BTreeSet<(usize, usize)>,
}

impl SearchState {
    fn may(&self, literal: Literal) -> bool {
        if literal.ordered {
            return self.below.get(&literal.item).is_none_or(|below| literal.option < *below);
        }
        let free = || !self.never.contains(&(literal.item, literal.option));
        self.answers.get(&literal.item).map_or_else(free, |given| *given == literal.option)
    }

    fn forbid(&mut self, literal: Literal) {
        if literal.ordered {
            let below = self.below.entry(literal.item).or_insert(literal.option);
            *below = literal.option.min(*below);
        } else {
            self.never.insert((literal.item, literal.option));
        }
    }

    fn force(&mut self, literal: Literal) {
        let given = self.answers.entry(literal.item).or_insert(literal.option);
        *given = literal.option.max(*given);
    }

    fn len(&self) -> usize {
        self.answers.len() + self.below.len() + self.never.len()
    }
}

impl Search<'_> {
    fn run(&self, budget: &mut Budget) -> SearchResult {
        let mut left = SEARCH_LIMIT;
        let looks = self.avoided.len() + self.part.iter().flatten().map(Leaf::len).sum::<usize>();
        let mut open = vec![self.start()];
        while let Some(state) = open.pop() {
            let cost = 1 + looks + state.len();
            left = left.saturating_sub(u64::try_from(cost).unwrap_or(u64::MAX));
            if left == 0 || !budget.pay(cost) {
                return SearchResult::Undecided;
            }
            if self.avoided.holds(&state.answers) {
                continue;
            }
            match self.next(&state) {
                Next::Done => return SearchResult::Answers(state.answers),
                Next::Dead => {}
                Next::Force(literals) => open.extend(forced(state, &literals)),
                Next::Try(leaf, literal) => open.extend(self.branches(state, leaf, literal)),
            }
        }
        SearchResult::Nothing
    }

    /// Returns the first state. It rules out every condition that alone would make the avoided rule true, so that the
    /// search never tries one.
    fn start(&self) -> SearchState {
        let mut state = SearchState::default();
        let alone = self.avoided.parts.iter().filter(|part| part.len() == 1);
        for leaf in alone.flatten().flatten() {
            let (literals, count) = leaf.literals();
            if count == 1 {
                literals.for_each(|literal| state.forbid(literal));
            }
        }
        state
    }

    /// Returns the next step: what is forced, or else a try in the clause with the fewest leaves that can become true.
    fn next(&self, state: &SearchState) -> Next<'_> {
        let open = self.part.iter().filter(|clause| !clause.iter().any(|leaf| leaf.holds(&state.answers)));
        let ways: Vec<Vec<(&Leaf, Literal)>> =
            open.map(|clause| clause.iter().filter_map(|leaf| way(state, leaf)).collect()).collect();
        // A clause that is not true and has no leaf that can become true.
        if ways.iter().any(Vec::is_empty) {
            return Next::Dead;
        }
        let forced = ways.iter().filter_map(|ways| match ways.as_slice() {
            [(Leaf::Item(_), literal)] => Some(*literal),
            _ => None,
        });
        let forced: Vec<Literal> = forced.collect();
        if !forced.is_empty() {
            return Next::Force(forced);
        }
        // `false` sorts before `true`: clauses of nothing but `is` leaves are tried first.
        let free = |ways: &[(&Leaf, Literal)]| ways.iter().any(|(leaf, _)| leaf.is_free());
        match ways.iter().min_by_key(|ways| (free(ways), ways.len())).and_then(|ways| ways.first()) {
            None => Next::Done,
            // Without an avoided rule any items of the group will do, so no choice has to be tried.
            Some((leaf @ Leaf::Group { .. }, _)) if self.avoided.parts.is_empty() => {
                let (literals, count) = leaf.literals();
                Next::Force(literals.take(count).collect())
            }
            Some((leaf, literal)) => Next::Try(leaf, *literal),
        }
    }

    /// Returns the two states in which a condition is false and is true. The caller takes the last one first.
    fn branches(&self, state: SearchState, leaf: &Leaf, literal: Literal) -> [SearchState; 2] {
        let (mut without, mut with) = (state.clone(), state);
        with.force(literal);
        without.forbid(literal);
        // The items after it that no leaf names are interchangeable with this one: what is tried without this one need
        // not be tried with them.
        if !self.named.contains(&literal.item) {
            let later = leaf.literals().0.skip_while(|other| other.item != literal.item);
            later.filter(|other| !self.named.contains(&other.item)).for_each(|other| without.forbid(other));
        }
        [without, with]
    }
}

/// The next step of a search.
enum Next<'a> {
    /// Every clause is true; these answers are the result.
    Done,
    /// A clause can no longer become true; this branch ends.
    Dead,
    /// Make these conditions true, because nothing else is possible.
    Force(Vec<Literal>),
    /// Try a condition of a leaf, first as true and then as false.
    Try(&'a Leaf, Literal),
}

/// Returns the first condition that would bring a leaf nearer to being true; `None` if the leaf can no longer become true.
fn way<'l>(state: &SearchState, leaf: &'l Leaf) -> Option<(&'l Leaf, Literal)> {
    let (literals, count) = leaf.literals();
    let may: Vec<Literal> = literals.filter(|literal| state.may(*literal)).collect();
    let first = may.iter().find(|literal| !literal.holds(&state.answers)).copied()?;
    (may.len() >= count).then_some((leaf, first))
}

/// Returns the state in which all these conditions are true; `None` if two of them exclude each other.
fn forced(mut state: SearchState, literals: &[Literal]) -> Option<SearchState> {
    for literal in literals {
        if !state.may(*literal) {
            return None;
        }
        state.force(*literal);
    }
    Some(state)
}
