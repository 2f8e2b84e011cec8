//! Proves of a questionnaire that its rules do what rules have to do, whatever is answered.
//!
//! | it is proved that | how |
//! | --- | --- |
//! | every section and every situation can be reached | answers are found that make its rule true, and reduced until none can be left out or be weaker |
//! | a first or a stronger answer removes nothing | rules have no `not`, and `is` and `at_least` never meet on one item; besides, the rule is evaluated on the answers found, on those without each one, and on all items answered as strongly as can be on top of them |
//! | every set of answers gets some guidance | no answers at all is the smallest set, and what holds there holds everywhere: some guidance must hold without any answer, and that is enough |
//! | what is shown without any answer says so | every rule is evaluated without answers; one that holds has to be `always` itself, and no `always` may stand in another rule, where it makes the rest superfluous or is so itself |
//! | no two situations of guidance say the same | two rules are the same if each implies the other, and one implies the other if no answers make it true and the other not |
//!
//! That no text behind an answer names a condition, or cites a fact that is only for reading, is asked before: there
//! is no `Questionnaire` in which one does.
//!
//! Nothing here enumerates answers. How answers are found and what a search may cost stands in the module `reach`;
//! all searches together may cost [`LIMIT`] looks. What is not decided within that is a problem as well, for then
//! it is not proved. The answers found depend on nothing but the questionnaire.

use super::normal_form::{Answers, Ground, NormalForm};
use super::rule_search::{Budget, Found, implies, witness};
use crate::domain::answers::response::{Answer, QuestionnaireResponse};
use crate::domain::answers::results::holds;
use crate::domain::id::{LinkId, OptionCode};
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::problem::{Path, Problem, ProblemKind};
use crate::domain::questionnaire::rules::Rule;
use std::collections::{BTreeMap, BTreeSet};

pub use super::rule_search::SEARCH_LIMIT;

/// How many looks at answers and leaves all searches together may cost.
pub const LIMIT: u64 = 20_000_000;

/// What was proved of a questionnaire, and what could not be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proof {
    /// Every section, then every situation of guidance, in the order of the file.
    pub texts: Vec<Reached>,
    /// What is not as it has to be.
    pub problems: Vec<Problem>,
    /// What the searches cost, in looks.
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
    /// It was not found out within the bounds.
    Undecided,
}

/// Proves what can be proved of a questionnaire.
#[must_use]
pub fn prove(questionnaire: &Questionnaire) -> Proof {
    prove_within(questionnaire, LIMIT)
}

/// Proves what can be proved within so many looks.
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
    answers: Answers,
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
    /// Proves what is to be proved of one text; returns its rule and the answers that bring it, if there are any.
    fn text(
        &mut self,
        (table, index): (&'static str, usize),
        id: &str,
        rule: Option<&Rule>,
    ) -> Option<(NormalForm, Answers)> {
        let at = Path::entry(table, index).key("show");
        let form = rule.map(|rule| self.ground.form(rule));
        let found = form.as_ref().map(|form| witness(form, &mut self.budget));
        let way = match &found {
            None => Way::Reading,
            Some(Found::Answers(answers)) => Way::Answers(self.ground.spelled(answers)),
            Some(Found::Nothing) => Way::Never,
            Some(Found::Undecided) => Way::Undecided,
        };
        if let Some(rule) = rule {
            self.judge(&at, rule, &way);
        }
        self.texts.push(Reached { table, id: id.to_owned(), way });
        match (form, found) {
            (Some(form), Some(Found::Answers(answers))) => Some((form, answers)),
            _ => None,
        }
    }

    /// Reports what the way to a text shows to be wrong with its rule.
    fn judge(&mut self, at: &Path, rule: &Rule, way: &Way) {
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
    /// This asks the rule as a session does, and not in the form that was searched.
    fn is_steady(&self, rule: &Rule, answers: &[(LinkId, OptionCode)]) -> bool {
        let holds = |response: &QuestionnaireResponse| holds(self.questionnaire, response, rule);
        let given = response(answers);
        let left_out = answers.iter().map(|(out, _)| given.only(|item| item != out));
        holds(&given) && holds(&self.stronger(&given)) && !left_out.into_iter().any(|fewer| holds(&fewer))
    }

    /// Returns the response with every item that has an order answered with its strongest word, and others with
    /// something, if they were not answered.
    fn stronger(&self, response: &QuestionnaireResponse) -> QuestionnaireResponse {
        let mut stronger = response.clone();
        for item in self.questionnaire.items() {
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
            self.report(Path::default(), ProblemKind::NoGuidance);
        }
    }

    /// Reports each situation that is the same as one before it.
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
                self.report(Path::entry("guidance", later.index).key("show"), kind);
                break;
            }
        }
    }

    /// Says whether two rules hold for the same answers. Mostly, what brings one does not bring the other.
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

    fn report(&mut self, at: Path, kind: ProblemKind) {
        self.problems.push(Problem { at, kind });
    }
}

/// Makes a response of nothing but these answers.
fn response(answers: &[(LinkId, OptionCode)]) -> QuestionnaireResponse {
    let mut response = QuestionnaireResponse::default();
    for (item, option) in answers {
        response.set(item, Some(Answer::Chosen(option.clone())));
    }
    response
}

/// Returns the items of which a rule names two options with `is`: one of them is why nothing makes it true.
fn torn(rule: &Rule) -> Vec<String> {
    let mut named: BTreeMap<&LinkId, BTreeSet<&OptionCode>> = BTreeMap::new();
    for leaf in rule.leaves() {
        if let Rule::Is(item, option) = leaf {
            named.entry(item).or_default().insert(option);
        }
    }
    named.into_iter().filter(|(_, options)| options.len() > 1).map(|(item, _)| item.to_string()).collect()
}

/// Returns where the first `always` within a rule stands.
fn place_of_always(rule: &Rule, at: Path) -> Option<Path> {
    let (key, rules) = match rule {
        Rule::Always => return Some(at),
        Rule::Any(rules) => ("any", rules),
        Rule::All(rules) => ("all", rules),
        _ => return None,
    };
    let list = at.key(key);
    rules.iter().enumerate().find_map(|(index, rule)| place_of_always(rule, list.at(index)))
}
