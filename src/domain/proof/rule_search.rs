//! Finds answers that make a rule true, and answers that make one rule true and another not.
//!
//! # Method
//!
//! A rule is read as *any of* parts, each *all of* clauses, each *any of* leaves; two levels of `any` and `all` are
//! never more than that, and the form is no longer than the rule. Rules are monotone: what a set of answers makes
//! true, more and stronger answers leave true. So a search looks only at the weakest answers that are forced so far:
//!
//! 1. Where the rule holds for them, they are what was looked for. Where the rule to be avoided holds for them,
//!    it holds for all that can follow, and nothing below is looked at.
//! 2. Else, where a clause has one way left, that is taken; if none has, the clause with the fewest, those of nothing but
//!    `is` leaves first. With no way, the search turns back. Its first leaf is tried as true, and then as false.
//! 3. A leaf that counts over a group asks for its first item that may still count. Items of a group that no leaf
//!    names are alike, so they are taken in their order: if one stays below a word, those after it do too. A count
//!    of 100 over 200 items is so one case and not 10^58.
//!
//! # Bounds
//!
//! Answers that have an order never exclude one another, so without a rule to avoid only `is` leaves can send the
//! search back: rules without an `all` of several `any` of nothing but `is` leaves take one try for each part. Such
//! an `all` is a question of satisfiability, and the comparison of two rules can be one too; for these no method is
//! known that is always short. Each search may therefore cost [`SEARCH_LIMIT`] looks at answers or leaves, and all
//! searches together what a [`Budget`] holds. Beyond that the answer is [`Found::Undecided`], and never a guess.

use super::normal_form::{Answers, Leaf, Literal, NormalForm};
use std::collections::BTreeSet;

/// How many looks one search may cost.
pub const SEARCH_LIMIT: u64 = 1_000_000;

/// What a search came to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Found {
    /// These answers are such.
    Answers(Answers),
    /// There are no such answers.
    Nothing,
    /// The bound was passed before either was certain.
    Undecided,
}

/// What may still be spent on searches, and what was.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Budget {
    /// Looks that may still be taken.
    pub(super) left: u64,
    /// Looks that were taken.
    pub(super) spent: u64,
}

impl Budget {
    /// Takes so many looks; says whether they were there.
    pub(super) fn pay(&mut self, looks: usize) -> bool {
        let looks = u64::try_from(looks).unwrap_or(u64::MAX);
        self.spent = self.spent.saturating_add(looks);
        let enough = looks <= self.left;
        self.left = self.left.saturating_sub(looks);
        enough
    }
}

/// Looks for answers that make the rule true, irreducible: none can be left out, and none be weaker.
pub(super) fn witness(rule: &NormalForm, budget: &mut Budget) -> Found {
    let nothing = NormalForm { parts: Vec::new() };
    match without(rule, &nothing, budget) {
        Found::Answers(answers) => reduced(rule, answers, budget),
        other => other,
    }
}

/// Says whether the other rule holds wherever this one does; `None` if that could not be decided.
///
/// Exact, because it is looked for answers for which this one holds and a condition of the other does not.
pub(super) fn implies(rule: &NormalForm, other: &NormalForm, budget: &mut Budget) -> Option<bool> {
    let mut known = Some(true);
    for condition in other.conditions() {
        match without(rule, &condition, budget) {
            Found::Answers(_) => return Some(false),
            Found::Nothing => {}
            Found::Undecided => known = None,
        }
    }
    known
}

/// Looks for answers for which a rule holds and another does not.
fn without(rule: &NormalForm, avoided: &NormalForm, budget: &mut Budget) -> Found {
    let mut undecided = false;
    let named: BTreeSet<usize> = rule.named().chain(avoided.named()).collect();
    for part in &rule.parts {
        match (Search { part, avoided, named: &named }).run(budget) {
            Found::Nothing => {}
            Found::Undecided => undecided = true,
            found @ Found::Answers(_) => return found,
        }
    }
    if undecided { Found::Undecided } else { Found::Nothing }
}

/// Leaves out and weakens answers, the last first, as long as the rule holds.
///
/// Once round is enough: what could not be left out of more answers cannot be left out of fewer. An answer without
/// an order is kept or goes; to change it would not be to weaken it.
fn reduced(rule: &NormalForm, mut answers: Answers, budget: &mut Budget) -> Found {
    let kept: BTreeSet<usize> = rule.unordered().collect();
    let items: Vec<usize> = answers.keys().rev().copied().collect();
    for item in items {
        let Some(given) = answers.remove(&item) else { continue };
        let mut option = if kept.contains(&item) { given } else { 0 };
        while !rule.holds(&answers) && option <= given {
            if !budget.pay(rule.len()) {
                return Found::Undecided;
            }
            answers.insert(item, option);
            option += 1;
        }
    }
    Found::Answers(answers)
}

/// One search: for answers that make all clauses of a part true, and the avoided rule not.
struct Search<'a> {
    part: &'a [Vec<Leaf>],
    avoided: &'a NormalForm,
    named: &'a BTreeSet<usize>,
}

/// What a search has fixed so far.
#[derive(Clone, Default)]
struct State {
    /// The weakest answers that are forced.
    answers: Answers,
    /// Items with an order that must stay below an option.
    below: Answers,
    /// Options of items without an order that are out.
    never: BTreeSet<(usize, usize)>,
}

impl State {
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
    fn run(&self, budget: &mut Budget) -> Found {
        let mut left = SEARCH_LIMIT;
        let looks = self.avoided.len() + self.part.iter().flatten().map(Leaf::len).sum::<usize>();
        let mut open = vec![self.start()];
        while let Some(state) = open.pop() {
            let cost = 1 + looks + state.len();
            left = left.saturating_sub(u64::try_from(cost).unwrap_or(u64::MAX));
            if left == 0 || !budget.pay(cost) {
                return Found::Undecided;
            }
            if self.avoided.holds(&state.answers) {
                continue;
            }
            match self.next(&state) {
                Next::Done => return Found::Answers(state.answers),
                Next::Dead => {}
                Next::Force(literals) => open.extend(forced(state, &literals)),
                Next::Try(leaf, literal) => open.extend(self.branches(state, leaf, literal)),
            }
        }
        Found::Nothing
    }

    /// Returns the state in which whatever alone would make the avoided rule true is out.
    fn start(&self) -> State {
        let mut state = State::default();
        let alone = self.avoided.parts.iter().filter(|part| part.len() == 1);
        for leaf in alone.flatten().flatten() {
            let (literals, count) = leaf.literals();
            if count == 1 {
                literals.for_each(|literal| state.forbid(literal));
            }
        }
        state
    }

    /// Returns what to do: what is forced first, then a try in the clause with the fewest ways.
    fn next(&self, state: &State) -> Next<'_> {
        let open = self.part.iter().filter(|clause| !clause.iter().any(|leaf| leaf.holds(&state.answers)));
        let ways: Vec<Vec<(&Leaf, Literal)>> =
            open.map(|clause| clause.iter().filter_map(|leaf| way(state, leaf)).collect()).collect();
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
        let free = |ways: &[(&Leaf, Literal)]| ways.iter().any(|(leaf, _)| leaf.is_free());
        match ways.iter().min_by_key(|ways| (free(ways), ways.len())).and_then(|ways| ways.first()) {
            None => Next::Done,
            Some((leaf @ Leaf::Group { .. }, _)) if self.avoided.parts.is_empty() => {
                let (literals, count) = leaf.literals();
                Next::Force(literals.take(count).collect())
            }
            Some((leaf, literal)) => Next::Try(leaf, *literal),
        }
    }

    /// Returns what follows if the mark is false, and if it is true; the last is looked at first.
    fn branches(&self, state: State, leaf: &Leaf, literal: Literal) -> [State; 2] {
        let (mut without, mut with) = (state.clone(), state);
        with.force(literal);
        without.forbid(literal);
        if !self.named.contains(&literal.item) {
            let later = leaf.literals().0.skip_while(|other| other.item != literal.item);
            later.filter(|other| !self.named.contains(&other.item)).for_each(|other| without.forbid(other));
        }
        [without, with]
    }
}

/// What a search does next.
enum Next<'a> {
    /// Nothing: every clause is true.
    Done,
    /// Nothing: a clause cannot become true.
    Dead,
    /// Makes true what has to be.
    Force(Vec<Literal>),
    /// Tries a mark of a leaf.
    Try(&'a Leaf, Literal),
}

/// Returns what would help a leaf that is not true, if it may become true.
fn way<'l>(state: &State, leaf: &'l Leaf) -> Option<(&'l Leaf, Literal)> {
    let (literals, count) = leaf.literals();
    let may: Vec<Literal> = literals.filter(|literal| state.may(*literal)).collect();
    let first = may.iter().find(|literal| !literal.holds(&state.answers)).copied()?;
    (may.len() >= count).then_some((leaf, first))
}

/// Returns the state in which the marks are true, if they can be so together.
fn forced(mut state: State, literals: &[Literal]) -> Option<State> {
    for literal in literals {
        if !state.may(*literal) {
            return None;
        }
        state.force(*literal);
    }
    Some(state)
}
