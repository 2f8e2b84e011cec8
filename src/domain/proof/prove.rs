//! Proves that the rules of a questionnaire do what they have to do, whatever a person answers.
//!
//! | what is proved | how |
//! | --- | --- |
//! | every section and every situation can be reached | a search finds answers that make its rule true, and leaves out what is not needed |
//! | a first or a stronger answer removes nothing | rules have no `not`, and an item has either `is` or `at_least`; as a check, the rule is also evaluated for the answers that were found, without each one of them, and with every item that it asks about answered as strongly as possible |
//! | every set of answers gets some guidance | some guidance holds without any answer, and more answers take nothing away |
//! | a rule that holds without any answer is `always` | every rule is evaluated without answers; `always` inside of another rule is reported, because it or the rest of the rule has no effect |
//! | no two situations of guidance have the same rule | two rules are the same if each implies the other |
//!
//! Two more things hold in every `Questionnaire` and are not proved again: no text that depends on answers names a
//! condition, and none cites a fact that is only for reading.
//!
//! No proof goes through all sets of answers. The module `rule_search` says how answers are found and what a search may
//! cost; all searches together may cost [`LIMIT`] looks. What is not decided within that is reported as a problem,
//! because it is not proved. The result depends on the questionnaire alone. This module must not change a questionnaire,
//! and a session must not wait for it.

use super::normal_form::{Assignment, Ground, NormalForm};
use super::rule_search::{Budget, SearchResult, implies, witness};
use crate::domain::answers::response::{Answer, QuestionnaireResponse};
use crate::domain::answers::results::holds;
use crate::domain::id::{LinkId, OptionCode};
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::draft::Item;
use crate::domain::questionnaire::problem::{KeyPath, Problem, ProblemKind};
use crate::domain::questionnaire::rules::Rule;
use std::collections::{BTreeMap, BTreeSet};

pub use super::rule_search::SEARCH_LIMIT;

/// How many looks at answers and leaves all searches of one questionnaire may take together.
pub const LIMIT: u64 = 20_000_000;

/// What was proved of a questionnaire, and what could not be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proof {
    /// Every section, then every situation of guidance, in the order of the file.
    pub texts: Vec<Reached>,
    /// What was disproved or not decided, each with its place.
    pub problems: Vec<Problem>,
    /// How many looks the searches took.
    pub looks: u64,
}

/// How one text is reached.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reached {
    /// The table it stands in: "sections" or "guidance".
    pub table: &'static str,
    /// Its id.
    pub id: String,
    /// What brings it.
    pub way: Way,
}

/// What brings a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Way {
    /// It has no rule and is there for everybody to read.
    Reading,
    /// These answers, of which none can be left out; without any, it is shown whatever is answered.
    Answers(Vec<(LinkId, OptionCode)>),
    /// No answers can.
    Never,
    /// The bound was reached before it was certain.
    Undecided,
}

/// Proves what can be proved of a questionnaire within [`LIMIT`] looks.
#[must_use]
pub fn prove(questionnaire: &Questionnaire) -> Proof {
    prove_within(questionnaire, LIMIT)
}

/// Proves what can be proved within this many looks.
#[must_use]
pub fn prove_within(questionnaire: &Questionnaire, looks: u64) -> Proof {
    let mut prover = Prover {
        questionnaire,
        ground: Ground::new(questionnaire),
        budget: Budget { left: looks, spent: 0 },
        texts: Vec::new(),
        problems: Vec::new(),
    };
    for (index, section) in questionnaire.sections().iter().enumerate() {
        prover.text(("sections", index), section.id.as_str(), section.show.as_ref());
    }
    let mut situations = Vec::new();
    for (index, guidance) in questionnaire.guidance().iter().enumerate() {
        let found = prover.text(("guidance", index), guidance.id.as_str(), Some(&guidance.show));
        situations.extend(found.map(|(form, answers)| Situation {
            index,
            rule: &guidance.show,
            form,
            answers,
        }));
    }
    prover.guidance_for_everybody(&situations);
    prover.no_two_alike(&situations);
    Proof { texts: prover.texts, problems: prover.problems, looks: prover.budget.spent }
}

/// A situation of guidance that can be reached.
struct Situation<'q> {
    index: usize,
    rule: &'q Rule,
    form: NormalForm,
    answers: Assignment,
}

/// A proof under way.
struct Prover<'q> {
    questionnaire: &'q Questionnaire,
    ground: Ground<'q>,
    budget: Budget,
    texts: Vec<Reached>,
    problems: Vec<Problem>,
}

impl Prover<'_> {
    /// Proves one text; returns its rule and the answers that bring it, if there are any.
    fn text(
        &mut self,
        (table, index): (&'static str, usize),
        id: &str,
        rule: Option<&Rule>,
    ) -> Option<(NormalForm, Assignment)> {
        let at = KeyPath::entry(table, index).key("show");
        let form = rule.map(|rule| self.ground.form(rule));
        let found = form.as_ref().map(|form| witness(form, &mut self.budget));
        let way = match &found {
            None => Way::Reading,
            Some(SearchResult::Answers(answers)) => Way::Answers(self.ground.spelled(answers)),
            Some(SearchResult::Nothing) => Way::Never,
            Some(SearchResult::Undecided) => Way::Undecided,
        };
        // A text without a rule is there for everybody, so nothing about it can be wrong.
        if let Some(rule) = rule {
            self.judge(&at, rule, &way);
        }
        self.texts.push(Reached { table, id: id.to_owned(), way });
        match (form, found) {
            (Some(form), Some(SearchResult::Answers(answers))) => Some((form, answers)),
            _ => None,
        }
    }

    /// Reports what is wrong with the rule of a text, judging by how the text is reached.
    fn judge(&mut self, at: &KeyPath, rule: &Rule, way: &Way) {
        match way {
            Way::Never => self.report(at.clone(), ProblemKind::Unreachable(torn(rule))),
            Way::Undecided => {
                self.report(at.clone(), ProblemKind::Undecided("whether answers bring this text".into()));
            }
            Way::Answers(answers) if !self.is_steady(rule, answers) => {
                self.report(at.clone(), ProblemKind::Unsteady);
            }
            Way::Answers(_) | Way::Reading => {}
        }
        if *rule != Rule::Always {
            let unasked = holds(self.questionnaire, &QuestionnaireResponse::default(), rule);
            let always = place_of_always(rule, at.clone());
            if unasked {
                self.report(always.unwrap_or_else(|| at.clone()), ProblemKind::HoldsUnasked);
            } else if let Some(always) = always {
                self.report(always, ProblemKind::IdleAlways);
            }
        }
    }

    /// Says whether the rule holds for the answers and for stronger ones, and not without any one of them.
    ///
    /// It evaluates the rule as a session does, and not in the form that was searched, so that a fault in the search is
    /// found.
    fn is_steady(&self, rule: &Rule, answers: &[(LinkId, OptionCode)]) -> bool {
        let fits = |response: &QuestionnaireResponse| holds(self.questionnaire, response, rule);
        let given = response(answers);
        let left_out = answers.iter().map(|(out, _)| given.only(|item| item != out));
        fits(&given) && fits(&self.stronger(&given, rule)) && !left_out.into_iter().any(|fewer| fits(&fewer))
    }

    /// Returns the response with every ordered item that a rule asks about answered with its strongest word. An item
    /// without an order keeps its answer, or gets one if it has none. No other item can change what comes of the rule.
    fn stronger(&self, response: &QuestionnaireResponse, rule: &Rule) -> QuestionnaireResponse {
        let mut stronger = response.clone();
        for item in self.asked_by(rule) {
            let Some(set) = self.questionnaire.option_set(item) else { continue };
            if set.ordered || stronger.answer(&item.id).is_none() {
                let strongest = set.options.last().map(|option| Answer::Chosen(option.id.clone()));
                stronger.set(&item.id, strongest);
            }
        }
        stronger
    }

    fn guidance_for_everybody(&mut self, situations: &[Situation<'_>]) {
        if !situations.iter().any(|situation| situation.answers.is_empty()) {
            self.report(KeyPath::default(), ProblemKind::NoGuidance);
        }
    }

    /// Reports each situation whose rule is the same as that of an earlier one.
    fn no_two_alike(&mut self, situations: &[Situation<'_>]) {
        for (place, later) in situations.iter().enumerate() {
            for earlier in situations.iter().take(place) {
                let name = self.questionnaire.guidance().get(earlier.index).map(|it| it.id.to_string());
                let name = name.unwrap_or_default();
                let kind = match self.are_alike(earlier, later) {
                    Some(false) => continue,
                    Some(true) => ProblemKind::SameRule(name),
                    None => ProblemKind::Undecided(format!("whether \"{name}\" has the same rule")),
                };
                self.report(KeyPath::entry("guidance", later.index).key("show"), kind);
                break;
            }
        }
    }

    /// Says whether two rules hold for the same answers; `None` if the bound was reached.
    ///
    /// The first look is cheap and decides most pairs: the answers that bring one situation do not bring the other.
    fn are_alike(&mut self, one: &Situation<'_>, other: &Situation<'_>) -> Option<bool> {
        if !one.form.holds(&other.answers) || !other.form.holds(&one.answers) {
            return Some(false);
        }
        if one.rule == other.rule {
            return Some(true);
        }
        match implies(&one.form, &other.form, &mut self.budget) {
            Some(false) => Some(false),
            forth => match implies(&other.form, &one.form, &mut self.budget) {
                Some(false) => Some(false),
                back => forth.and(back),
            },
        }
    }

    /// Returns the items that a rule asks about.
    fn asked_by(&self, rule: &Rule) -> Vec<&Item> {
        let mut items = Vec::new();
        for leaf in rule.leaves() {
            match leaf {
                Rule::AtLeast(item, _) | Rule::Is(item, _) => items.push(item),
                Rule::Group { group, .. } => {
                    items.extend(self.questionnaire.group(group).into_iter().flat_map(|group| &group.items));
                }
                Rule::Always | Rule::Any(_) | Rule::All(_) => {}
            }
        }
        items.into_iter().filter_map(|id| self.questionnaire.item(id)).collect()
    }

    fn report(&mut self, at: KeyPath, kind: ProblemKind) {
        self.problems.push(Problem { at, kind });
    }
}

/// Makes a response of these answers alone.
fn response(answers: &[(LinkId, OptionCode)]) -> QuestionnaireResponse {
    let mut response = QuestionnaireResponse::default();
    for (item, option) in answers {
        response.set(item, Some(Answer::Chosen(option.clone())));
    }
    response
}

/// Returns the items of which a rule names two options with `is`.
///
/// A rule that no answers make true needs two options of one item at once, so the cause is among these items.
fn torn(rule: &Rule) -> Vec<String> {
    let mut named: BTreeMap<&LinkId, BTreeSet<&OptionCode>> = BTreeMap::new();
    for leaf in rule.leaves() {
        if let Rule::Is(item, option) = leaf {
            named.entry(item).or_default().insert(option);
        }
    }
    named.into_iter().filter(|(_, options)| options.len() > 1).map(|(item, _)| item.to_string()).collect()
}

/// Returns the place of the first `always` within a rule.
fn place_of_always(rule: &Rule, at: KeyPath) -> Option<KeyPath> {
    let (key, rules) = match rule {
        Rule::Always => return Some(at),
        Rule::Any(rules) => ("any", rules),
        Rule::All(rules) => ("all", rules),
        _ => return None,
    };
    let list = at.key(key);
    rules.iter().enumerate().find_map(|(index, rule)| place_of_always(rule, list.at(index)))
}
