//! What a response brings: a tally for each group, and the texts whose rules hold, each with the answers that brought it.
//!
//! These are pure functions of a questionnaire and a response. They must not add groups up, weigh an answer or compare a
//! count with a bound: a questionnaire has no threshold, and neither has the program.
//!
//! ```
//! # use stillpoint::files::content::questions;
//! # let file = r#"
//! # id = "small"
//! # version = "1"
//! # language = "en"
//! # reviewed_by = []
//! # option_sets = [{ id = "f", ordered = true, options = [{ id = "no", text = "No" }, { id = "often", text = "Often" }] }]
//! # groups = [{ id = "nights", title = "Nights", tallied = true, items = ["sleep"] }]
//! # items = [{ id = "sleep", label = "Sleep", text = "I lie awake.", options = "f" }]
//! # guidance = [
//! #   { id = "awake", title = "A", text = "A", next_step = "A", show = { item = "sleep", at_least = "often" } },
//! #   { id = "begin", title = "B", text = "B", next_step = "B", show = { always = true } },
//! # ]
//! # "#;
//! # let questionnaire = questions::parse("small.toml", file).unwrap();
//! use stillpoint::domain::answers::response::{Answer, QuestionnaireResponse};
//! use stillpoint::domain::answers::results::results;
//!
//! let mut response = QuestionnaireResponse::default();
//! response.set(&"sleep".into(), Some(Answer::Chosen("often".into())));
//! let brought = results(&questionnaire, &response);
//! // The situation "awake" has the rule { item = "sleep", at_least = "often" }.
//! assert_eq!(brought.guidance[0].text.id.as_str(), "awake");
//! assert_eq!(brought.guidance[0].because, ["sleep".into()]);
//! ```

use super::response::{Answer, ItemState, QuestionnaireResponse, ResponseStatus};
use crate::domain::id::{GroupId, LinkId, OptionCode};
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::draft::{Group, Guidance, OptionSet, Section};
use crate::domain::questionnaire::rules::{Rule, RuleContext};
use std::collections::BTreeMap;

/// Everything that a response brings. It is recomputed whenever it is needed, and never stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Results<'q> {
    /// One tally for each tallied group, in the order of the groups.
    pub tallies: Vec<Tally<'q>>,
    /// The sections whose rules hold, in the order of the questionnaire.
    pub sections: Vec<Matched<'q, Section>>,
    /// The situations of guidance whose rules hold, most pressing first.
    pub guidance: Vec<Matched<'q, Guidance>>,
    /// Whether something that was asked is still open.
    pub status: ResponseStatus,
}

/// A text that a response brought.
#[derive(Clone, PartialEq, Eq)]
pub struct Matched<'q, T> {
    /// The text.
    pub text: &'q T,
    /// Every item that makes a leaf of its rule true, in the order the items are asked.
    pub because: Vec<LinkId>,
}

/// The items of one group, sorted by how they were answered.
#[derive(Clone, PartialEq, Eq)]
pub struct Tally<'q> {
    /// The group.
    pub group: &'q Group,
    /// For each option, the strongest word first, the items that were answered with it.
    pub options: Vec<(&'q OptionCode, Vec<LinkId>)>,
    /// Items for which the person preferred not to say.
    pub declined: Vec<LinkId>,
    /// Items answered privately, which count as none of the options.
    pub withheld: Vec<LinkId>,
    /// Items that the person went past without an answer.
    pub skipped: Vec<LinkId>,
    /// Items to which the person did not come.
    pub not_reached: Vec<LinkId>,
    /// Items whose part the person skipped.
    pub part_skipped: Vec<LinkId>,
    /// Items that were not put to the person, who had no say in it.
    pub not_asked: Vec<LinkId>,
}

/// Returns what a response brings.
#[must_use]
pub fn results<'q>(questionnaire: &'q Questionnaire, response: &QuestionnaireResponse) -> Results<'q> {
    let answers = Answers::of(questionnaire, response);
    let tallied = questionnaire.groups().iter().filter(|group| group.tallied);
    Results {
        tallies: tallied.map(|group| tally(questionnaire, response, group)).collect(),
        sections: questionnaire
            .sections()
            .iter()
            .filter_map(|section| answers.matched(section, section.show.as_ref()?))
            .collect(),
        guidance: questionnaire
            .guidance()
            .iter()
            .filter_map(|guidance| answers.matched(guidance, &guidance.show))
            .collect(),
        status: status(questionnaire, response),
    }
}

/// Says whether a rule of the questionnaire holds for a response.
#[must_use]
pub fn holds(questionnaire: &Questionnaire, response: &QuestionnaireResponse, rule: &Rule) -> bool {
    rule.holds(&Answers::of(questionnaire, response))
}

fn status(questionnaire: &Questionnaire, response: &QuestionnaireResponse) -> ResponseStatus {
    if questionnaire.items().any(|item| response.state(&item.id).is_open()) {
        ResponseStatus::InProgress
    } else {
        ResponseStatus::Completed
    }
}

fn tally<'q>(
    questionnaire: &'q Questionnaire,
    response: &QuestionnaireResponse,
    group: &'q Group,
) -> Tally<'q> {
    // All items of a tallied group share one option set.
    let first = group.items.first().and_then(|id| questionnaire.item(id));
    let set = first.and_then(|item| questionnaire.option_set(item));
    let states: Vec<(&LinkId, ItemState<'_>)> =
        group.items.iter().map(|id| (id, response.state(id))).collect();
    let in_state = |state: ItemState<'_>| -> Vec<LinkId> {
        states.iter().filter(|(_, found)| *found == state).map(|(id, _)| (*id).clone()).collect()
    };
    Tally {
        group,
        options: set
            .map(|set| {
                set.in_reading_order().map(|o| (&o.id, in_state(ItemState::Answered(&o.id)))).collect()
            })
            .unwrap_or_default(),
        declined: in_state(ItemState::Declined),
        withheld: in_state(ItemState::Withheld),
        skipped: in_state(ItemState::Skipped),
        not_reached: in_state(ItemState::NotReached),
        part_skipped: in_state(ItemState::PartSkipped),
        not_asked: in_state(ItemState::NotAsked),
    }
}

/// A response with its questionnaire, so that rules can ask about it.
struct Answers<'a> {
    questionnaire: &'a Questionnaire,
    /// The options that were chosen, each with its set. Rules ask for the same few many times.
    given: BTreeMap<&'a LinkId, (&'a OptionSet, &'a OptionCode)>,
}

impl<'a> Answers<'a> {
    fn of(questionnaire: &'a Questionnaire, response: &'a QuestionnaireResponse) -> Self {
        let given = |(id, answer): (&'a LinkId, &'a Answer)| {
            let Answer::Chosen(option) = answer else { return None };
            Some((id, (questionnaire.option_set(questionnaire.item(id)?)?, option)))
        };
        Self { questionnaire, given: response.answers().filter_map(given).collect() }
    }

    fn matched<'q, T>(&self, text: &'q T, rule: &Rule) -> Option<Matched<'q, T>> {
        rule.holds(self).then(|| Matched { text, because: self.in_order(rule.because(self)) })
    }

    fn in_order(&self, mut items: Vec<LinkId>) -> Vec<LinkId> {
        items.sort_by_key(|item| self.questionnaire.position(item));
        items.dedup();
        items
    }
}

impl RuleContext for Answers<'_> {
    fn reaches(&self, item: &LinkId, option: &OptionCode) -> bool {
        self.given.get(item).is_some_and(|(set, given)| match (set.rank(given), set.rank(option)) {
            (Some(given), Some(asked)) => given >= asked,
            _ => false,
        })
    }

    fn is(&self, item: &LinkId, option: &OptionCode) -> bool {
        self.given.get(item).is_some_and(|(_, given)| *given == option)
    }

    fn reaching(&self, group: &GroupId, option: &OptionCode) -> Vec<LinkId> {
        let items = self.questionnaire.group(group).map_or(&[][..], |group| &group.items);
        items.iter().filter(|item| self.reaches(item, option)).cloned().collect()
    }
}
