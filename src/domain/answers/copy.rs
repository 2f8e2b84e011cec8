//! The copy that a person takes away: picked answers, their own words, and the texts that those answers bring.
//!
//! By default a copy is one page: what it is, the answers, own words, questions to ask, support lines. The texts are in it
//! only if the person wants the long form.
//!
//! A copy is made from the picked answers alone. It leaves out texts that only another answer brings, because such a text
//! would tell that answer. These types have no place for a note, so a counselor's notes cannot get into a copy. No type
//! here has `Debug`, because no answer may reach a log.

use super::own_words::OwnWords;
use super::response::{ItemState, QuestionnaireResponse};
use super::results::{Results, results};
use super::talking_points::TalkingPoint;
use super::then_and_now::ThenAndNow;
use crate::domain::id::LinkId;
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::draft::{AnswerOption, Date, Group, Item};
use crate::domain::questionnaire::region::page;
use crate::domain::questionnaire::support_page::SupportPage;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

pub use crate::domain::questionnaire::region::WORLD;

/// A part of a copy that can be left out as a whole. Answers and questions are picked one by one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum CopyPart {
    /// What the person wrote.
    Words,
    /// The answers, one by one.
    Answers,
    /// The support lines of the region.
    Support,
    /// Where more can be read.
    More,
    /// The texts that the answers bring. With them a copy is several pages long.
    Texts,
    /// What was answered differently in the round before.
    ThenAndNow,
}

impl CopyPart {
    /// Every part, in the order in which they are offered.
    pub const ALL: [Self; 6] =
        [Self::Words, Self::Answers, Self::Support, Self::More, Self::Texts, Self::ThenAndNow];

    /// Returns the parts of a copy that is one page.
    #[must_use]
    pub fn of_a_page() -> BTreeSet<Self> {
        [Self::Words, Self::Answers, Self::Support, Self::More].into()
    }
}

/// A copy for the person, or the whole of a response for a report.
#[derive(Clone, PartialEq, Eq)]
pub struct ClientCopy<'q> {
    /// The day on which it is made; `None` if that is not known.
    pub day: Option<Date>,
    /// The parts that are in it.
    pub parts: BTreeSet<CopyPart>,
    /// The groups that have rows, in the order they are asked.
    pub groups: Vec<CopyGroup<'q>>,
    /// What the person wrote, cleaned and trimmed.
    pub own: OwnWords,
    /// What was answered differently in the round before; `None` if the person did not pick that.
    pub then_and_now: Option<ThenAndNow>,
    /// The answers in this copy, and no others.
    pub response: QuestionnaireResponse,
    /// Whether this is a whole response. Counts of picked answers would mean nothing, so they are written for a whole one
    /// alone.
    pub whole: bool,
    /// What the answers in this copy bring.
    pub results: Results<'q>,
    /// What the person can bring up at a visit.
    pub points: Vec<TalkingPoint<'q>>,
    /// The region of the support lines; [`WORLD`] if the wanted one has none.
    pub region: String,
    /// The support lines of that region.
    pub support: SupportPage<'q>,
}

/// The answers of one group.
#[derive(Clone, PartialEq, Eq)]
pub struct CopyGroup<'q> {
    /// The group.
    pub group: &'q Group,
    /// Its rows: answers first, the strongest word first; then withheld, skipped, declined, not reached, part skipped, not asked.
    pub rows: Vec<CopyRow<'q>>,
}

/// One item and how it stands.
#[derive(Clone, PartialEq, Eq)]
pub struct CopyRow<'q> {
    /// The item.
    pub item: &'q Item,
    /// How it stands.
    pub standing: Standing<'q>,
}

impl CopyRow<'_> {
    /// Says whether the item has no answer. That somebody prefers not to say is one.
    #[must_use]
    pub fn is_without_answer(&self) -> bool {
        match self.standing {
            Standing::Answered(_) | Standing::Declined | Standing::Withheld => false,
            Standing::Skipped | Standing::NotReached | Standing::PartSkipped | Standing::NotAsked => true,
        }
    }
}

/// The state of an item in a copy, with the text of its answer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Standing<'q> {
    /// This option was chosen.
    Answered(&'q AnswerOption),
    /// The person preferred not to say.
    Declined,
    /// It was answered privately; the answer is not in this type.
    Withheld,
    /// The person went past it without an answer.
    Skipped,
    /// The person did not come to it.
    NotReached,
    /// The person skipped its part.
    PartSkipped,
    /// It was never put to the person.
    NotAsked,
}

impl<'q> ClientCopy<'q> {
    /// Makes a copy of the picked answers and no others.
    ///
    /// An item that was picked but has no answer is not in it.
    #[must_use]
    pub fn picked(
        questionnaire: &'q Questionnaire,
        response: &QuestionnaireResponse,
        picks: &BTreeSet<LinkId>,
        region: &str,
    ) -> Self {
        let kept = response.only(|item| picks.contains(item));
        let mut copy = Self::whole(questionnaire, &kept, region);
        for group in &mut copy.groups {
            group.rows.retain(|row| matches!(row.standing, Standing::Answered(_) | Standing::Declined));
        }
        copy.groups.retain(|group| !group.rows.is_empty());
        let parts = CopyPart::of_a_page();
        Self { whole: false, parts, ..copy }
    }

    /// Makes a copy of the whole response, with what was skipped, not reached and not asked.
    #[must_use]
    pub fn whole(questionnaire: &'q Questionnaire, response: &QuestionnaireResponse, region: &str) -> Self {
        let copied = |group| CopyGroup { group, rows: rows(questionnaire, response, group) };
        let region = support_region(questionnaire, region);
        let found = results(questionnaire, response);
        Self {
            day: None,
            parts: CopyPart::ALL.into(),
            groups: questionnaire.groups().iter().map(copied).collect(),
            own: OwnWords::default(),
            then_and_now: None,
            response: response.clone(),
            whole: true,
            points: found.talking_points(),
            results: found,
            support: questionnaire.support(&region),
            region,
        }
    }

    /// Returns the copy with what the person wrote.
    #[must_use]
    pub fn with_own(self, own: &OwnWords) -> Self {
        Self { own: own.cleaned(), ..self }
    }

    /// Returns the copy with the day on which it is made.
    #[must_use]
    pub fn on(self, day: Option<Date>) -> Self {
        Self { day, ..self }
    }

    /// Returns the copy with what was answered differently in the round before.
    #[must_use]
    pub fn beside_earlier(self, then_and_now: Option<ThenAndNow>) -> Self {
        Self { then_and_now, ..self }
    }

    /// Returns the copy with these parts and no others.
    #[must_use]
    pub fn with_parts(mut self, parts: &BTreeSet<CopyPart>) -> Self {
        if !parts.contains(&CopyPart::Words) {
            self.own = OwnWords::default();
        }
        if !parts.contains(&CopyPart::ThenAndNow) {
            self.then_and_now = None;
        }
        Self { parts: parts.clone(), ..self }
    }

    /// Returns the half page of it that is for a visit.
    #[must_use]
    pub fn talking_points(self) -> Self {
        self.with_parts(&[CopyPart::Words].into())
    }

    /// Says whether the copy has a part.
    #[must_use]
    pub fn has(&self, part: CopyPart) -> bool {
        self.parts.contains(&part)
    }

    /// Returns the copy without these talking points.
    #[must_use]
    pub(crate) fn without_points(mut self, dropped: &BTreeSet<String>) -> Self {
        self.points.retain(|point| !dropped.contains(point.text));
        self
    }
}

/// Returns the picks that a person begins with: every answered item that is not sensitive.
#[must_use]
pub fn default_picks(questionnaire: &Questionnaire, response: &QuestionnaireResponse) -> BTreeSet<LinkId> {
    let answered = |item: &&Item| matches!(response.state(&item.id), ItemState::Answered(_));
    let open = questionnaire.items().filter(|item| !item.sensitive);
    open.filter(answered).map(|item| item.id.clone()).collect()
}

/// Returns the region whose support lines are shown for the wanted one; [`WORLD`] if there are none for it.
#[must_use]
pub(crate) fn support_region(questionnaire: &Questionnaire, wanted: &str) -> String {
    page(&questionnaire.regions(), wanted).unwrap_or(WORLD).to_owned()
}

/// Returns the rows of a group in the order of the tally.
fn rows<'q>(
    questionnaire: &'q Questionnaire,
    response: &QuestionnaireResponse,
    group: &'q Group,
) -> Vec<CopyRow<'q>> {
    let items = || group.items.iter().filter_map(|id| questionnaire.item(id));
    // Ranks of different option sets cannot be compared. A group with several keeps the order in which it is asked.
    let comparable = items().zip(items().skip(1)).all(|(one, next)| one.options == next.options);
    let mut rows: Vec<CopyRow<'q>> =
        items().map(|item| CopyRow { item, standing: standing(questionnaire, response, item) }).collect();
    rows.sort_by_key(|row| match row.standing {
        Standing::Answered(option) if comparable => (0, reading_rank(questionnaire, row.item, option)),
        Standing::Answered(_) => (0, None),
        Standing::Withheld => (1, None),
        Standing::Skipped => (2, None),
        Standing::Declined => (3, None),
        Standing::NotReached => (4, None),
        Standing::PartSkipped => (5, None),
        Standing::NotAsked => (6, None),
    });
    rows
}

fn standing<'q>(
    questionnaire: &'q Questionnaire,
    response: &QuestionnaireResponse,
    item: &'q Item,
) -> Standing<'q> {
    match response.state(&item.id) {
        // Only a response that was never checked against this questionnaire has an option that the set does not have.
        ItemState::Answered(code) => {
            questionnaire.option(item, code).map_or(Standing::NotReached, Standing::Answered)
        }
        ItemState::Declined => Standing::Declined,
        ItemState::Withheld => Standing::Withheld,
        ItemState::Skipped => Standing::Skipped,
        ItemState::NotReached => Standing::NotReached,
        ItemState::PartSkipped => Standing::PartSkipped,
        ItemState::NotAsked => Standing::NotAsked,
    }
}

/// Returns the position of an option among those of its item, in the order in which a person reads them.
fn reading_rank(questionnaire: &Questionnaire, item: &Item, option: &AnswerOption) -> Option<usize> {
    questionnaire.choices(item).iter().position(|choice| choice.id == option.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answers::response::Answer;
    use crate::domain::questionnaire::draft::{Draft, Guidance, OptionSet, Section};
    use crate::domain::questionnaire::rules::Rule;

    fn option(id: &str) -> AnswerOption {
        AnswerOption { id: id.into(), text: id.to_uppercase() }
    }

    fn item(id: &str, sensitive: bool) -> Item {
        Item {
            id: id.into(),
            label: id.to_uppercase(),
            text: format!("I notice {id}."),
            help: None,
            caution: None,
            options: "frequency".into(),
            facts: Vec::new(),
            sensitive,
            prompt: None,
            listen_for: None,
            follow_ups: Vec::new(),
            guard: None,
        }
    }

    fn section(id: &str, on: &str) -> Section {
        let show = Some(Rule::AtLeast(on.into(), "often".into()));
        Section {
            id: id.into(),
            title: id.into(),
            text: id.into(),
            facts: Vec::new(),
            show,
            names_condition: false,
        }
    }

    fn guidance(id: &str, show: Rule, ask: &[&str]) -> Guidance {
        Guidance {
            id: id.into(),
            title: id.into(),
            text: id.into(),
            next_step: id.into(),
            ask: ask.iter().map(|question| (*question).to_owned()).collect(),
            ask_first: None,
            not_alone: None,
            facts: Vec::new(),
            show,
        }
    }

    fn questionnaire() -> Questionnaire {
        let on_b = Rule::AtLeast("b".into(), "often".into());
        Questionnaire::new(Draft {
            id: "small".into(),
            version: "1.0.0".into(),
            language: "en".into(),
            option_sets: vec![OptionSet {
                id: "frequency".into(),
                ordered: true,
                options: vec![option("rarely"), option("often")],
            }],
            groups: vec![Group {
                id: "signs".into(),
                title: "Signs".into(),
                tallied: true,
                items: ["a", "b", "c", "d", "e"].map(LinkId::from).to_vec(),
                note: Some("Sensitive.".into()),
            }],
            items: ["a", "b", "c", "d", "e"].map(|id| item(id, id == "b")).to_vec(),
            sections: vec![section("from-a", "a"), section("from-b", "b")],
            guidance: vec![
                guidance("hard", on_b, &["first", "second"]),
                guidance("always", Rule::Always, &["second", "third"]),
            ],
            ..Draft::default()
        })
        .unwrap()
    }

    fn response() -> QuestionnaireResponse {
        let mut response = QuestionnaireResponse::without(["e".into()]);
        response.set(&"a".into(), Some(Answer::Chosen("rarely".into())));
        response.set(&"b".into(), Some(Answer::Chosen("often".into())));
        response.set(&"c".into(), Some(Answer::Declined));
        response
    }

    fn asked<'q>(copy: &ClientCopy<'q>) -> Vec<&'q str> {
        copy.points.iter().map(|point| point.text).collect()
    }

    fn listed(copy: &ClientCopy<'_>) -> Vec<String> {
        copy.groups.iter().flat_map(|group| &group.rows).map(|row| row.item.id.to_string()).collect()
    }

    #[test]
    fn rows_stand_from_the_strongest_word_to_what_was_not_asked() {
        let questionnaire = questionnaire();
        let copy = ClientCopy::whole(&questionnaire, &response(), "US");
        assert_eq!(listed(&copy), ["b", "a", "c", "d", "e"]);
    }

    #[test]
    fn sensitive_and_declined_items_are_left_out_unless_picked() {
        let (questionnaire, response) = (questionnaire(), response());
        let picks = default_picks(&questionnaire, &response);
        assert!(picks == BTreeSet::from(["a".into()]));
        let copy = ClientCopy::picked(&questionnaire, &response, &picks, "US");
        assert_eq!(listed(&copy), ["a"]);
        let picks = ["a", "b", "c", "d", "e"].map(LinkId::from).into();
        let copy = ClientCopy::picked(&questionnaire, &response, &picks, "US");
        assert_eq!(listed(&copy), ["b", "a", "c"], "nothing that has no answer");
    }

    #[test]
    fn what_only_an_unpicked_answer_brings_is_not_in_the_copy() {
        let (questionnaire, response) = (questionnaire(), response());
        let picks = default_picks(&questionnaire, &response);
        let copy = ClientCopy::picked(&questionnaire, &response, &picks, "US");
        assert!(copy.results.sections.is_empty());
        assert_eq!(asked(&copy), ["second", "third"]);
        let whole = ClientCopy::whole(&questionnaire, &response, "US");
        assert_eq!(asked(&whole), ["first", "second", "third"], "each question once");
        assert_eq!(whole.results.sections.len(), 1);
    }

    #[test]
    fn own_words_are_cleaned_and_a_region_without_lines_falls_back() {
        let questionnaire = questionnaire();
        let words = " \u{1b}[31mit began\u{202e}\nin spring ";
        let copy = ClientCopy::picked(&questionnaire, &response(), &BTreeSet::new(), "XX");
        let copy = copy.with_own(&OwnWords { words: words.into(), ..OwnWords::default() });
        assert_eq!(copy.own.words, "[31mit began\nin spring");
        assert_eq!(copy.region, WORLD);
    }
}
