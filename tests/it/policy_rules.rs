//! What answers bring, predicted by a second and simpler reading of the printed questionnaire.
//!
//! The evaluator here knows nothing but the JSON that `questionnaire --format json` prints and the words of the
//! specification. It shares no code with the program.

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use stillpoint::domain::answers::own_words::OwnWords;
use stillpoint::domain::answers::response::{Answer, ItemState, QuestionnaireResponse};
use stillpoint::domain::answers::results::results;
use stillpoint::domain::id::LinkId;
use stillpoint::domain::questionnaire::definition::Questionnaire;
use stillpoint::domain::questionnaire::draft::{
    AnswerOption, Draft, Group, Guidance, Item, OptionSet, Section,
};
use stillpoint::domain::questionnaire::rules::Rule;
use stillpoint::files::answers;
use stillpoint::files::content::{builtin, questions};
use stillpoint::files::export::{json_report as export, questionnaire_json};

/// Choices for whatever a test makes up; where they run out, always the first possibility.
pub(crate) struct Dice<'a>(std::slice::Iter<'a, u32>);

impl<'a> Dice<'a> {
    pub(crate) fn new(rolls: &'a [u32]) -> Self {
        Self(rolls.iter())
    }

    /// Returns a number from 0 to `sides - 1`.
    fn roll(&mut self, app: usize) -> usize {
        self.0.next().map_or(0, |roll| *roll as usize % app)
    }

    fn pick<'t, T>(&mut self, from: &'t [T]) -> &'t T {
        &from[self.roll(from.len())]
    }
}

pub(crate) fn rolls() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(any::<u32>(), 200)
}

fn shipped() -> Questionnaire {
    questions::parse("questions.toml", builtin::QUESTIONS).unwrap()
}

/// Makes up a questionnaire: one to three option sets and groups, rules of every form.
pub(crate) fn made_up(dice: &mut Dice<'_>) -> Questionnaire {
    let option =
        |id: usize| AnswerOption { id: format!("o{id}").as_str().into(), text: format!("Word {id}") };
    let mut draft =
        Draft { id: "made-up".into(), version: "0.1".into(), language: "en".into(), ..Draft::default() };
    for set in 0..1 + dice.roll(3) {
        let (ordered, options) = (dice.roll(3) > 0, (0..2 + dice.roll(3)).map(option).collect());
        draft.option_sets.push(OptionSet { id: format!("s{set}").as_str().into(), ordered, options });
    }
    for group in 0..1 + dice.roll(3) {
        let tallied = dice.roll(2) == 0;
        let mut set = dice.pick(&draft.option_sets).id.clone();
        let mut items = Vec::new();
        for place in 0..1 + dice.roll(4) {
            if !tallied && dice.roll(3) == 0 {
                set = dice.pick(&draft.option_sets).id.clone();
            }
            items.push(LinkId::from(format!("i{group}-{place}").as_str()));
            draft.items.push(item(items.last().unwrap(), &set));
        }
        let id = format!("g{group}").as_str().into();
        draft.groups.push(Group { id, title: "A group".into(), tallied, items, note: None });
    }
    for text in 0..dice.roll(6) {
        let show = (dice.roll(5) > 0).then(|| rule(&draft, dice, 0));
        draft.sections.push(section(&format!("x{text}"), show));
    }
    for text in 0..1 + dice.roll(4) {
        let show = rule(&draft, dice, 0);
        draft.guidance.push(guidance(&format!("d{text}"), show));
    }
    draft.items.reverse();
    Questionnaire::new(draft).unwrap()
}

fn rule(draft: &Draft, dice: &mut Dice<'_>, depth: usize) -> Rule {
    let form = dice.roll(if depth < 2 { 6 } else { 4 });
    let several = |dice: &mut Dice<'_>| (0..1 + dice.roll(3)).map(|_| rule(draft, dice, depth + 1)).collect();
    match form {
        0 => Rule::Always,
        4 => Rule::Any(several(dice)),
        5 => Rule::All(several(dice)),
        3 => group_rule(draft, dice).unwrap_or_else(|| item_rule(draft, dice)),
        _ => item_rule(draft, dice),
    }
}

fn item_rule(draft: &Draft, dice: &mut Dice<'_>) -> Rule {
    let item = dice.pick(&draft.items);
    let set = draft.option_sets.iter().find(|set| set.id == item.options).unwrap();
    let option = dice.pick(&set.options).id.clone();
    if set.ordered { Rule::AtLeast(item.id.clone(), option) } else { Rule::Is(item.id.clone(), option) }
}

fn group_rule(draft: &Draft, dice: &mut Dice<'_>) -> Option<Rule> {
    let group = dice.pick(&draft.groups);
    let sets: BTreeSet<_> = draft
        .items
        .iter()
        .filter(|item| group.items.contains(&item.id))
        .map(|item| item.options.clone())
        .collect();
    let set = draft.option_sets.iter().find(|set| sets.contains(&set.id) && set.ordered)?;
    let at_least = dice.pick(&set.options).id.clone();
    let count = 1 + dice.roll(group.items.len());
    (sets.len() == 1).then(|| Rule::Group { group: group.id.clone(), at_least, count })
}

fn item(id: &LinkId, set: &stillpoint::domain::id::OptionSetId) -> Item {
    Item {
        id: id.clone(),
        label: id.to_string(),
        text: id.to_string(),
        help: None,
        caution: None,
        options: set.clone(),
        facts: vec![],
        sensitive: false,
        prompt: None,
        listen_for: None,
        follow_ups: vec![],
        guard: None,
    }
}

fn section(id: &str, show: Option<Rule>) -> Section {
    let (id, title, text) = (id.into(), id.to_owned(), id.to_owned());
    Section { id, title, text, facts: vec![], show, names_condition: false }
}

fn guidance(id: &str, show: Rule) -> Guidance {
    let (id, title, text, next_step) = (id.into(), id.to_owned(), id.to_owned(), id.to_owned());
    Guidance {
        id,
        title,
        text,
        next_step,
        ask: vec![],
        ask_first: None,
        not_alone: None,
        facts: vec![],
        show,
    }
}

/// Makes up answers: for each item one of its options, declined, left open, or not asked.
pub(crate) fn made_up_answers(questionnaire: &Questionnaire, dice: &mut Dice<'_>) -> QuestionnaireResponse {
    let mut given = Vec::new();
    let mut not_asked = Vec::new();
    for item in questionnaire.items() {
        let options = &questionnaire.option_set(item).unwrap().options;
        match dice.roll(options.len() + 3) {
            0 => {}
            1 => not_asked.push(item.id.clone()),
            2 => given.push((item.id.clone(), Answer::Declined)),
            n => given.push((item.id.clone(), Answer::Chosen(options[n - 3].id.clone()))),
        }
    }
    let mut response = QuestionnaireResponse::without(not_asked);
    given.into_iter().for_each(|(item, answer)| drop(response.set(&item, Some(answer))));
    response
}

/// The printed questionnaire and the printed answers, and nothing else.
struct Reading<'a> {
    questionnaire: &'a Value,
    answers: &'a Map<String, Value>,
    not_asked: Vec<&'a str>,
}

impl<'a> Reading<'a> {
    fn list(&self, key: &str) -> Vec<&'a Value> {
        self.questionnaire.get(key).map_or(vec![], |list| list.as_array().unwrap().iter().collect())
    }

    fn named(&self, key: &str, id: &Value) -> &'a Value {
        self.list(key).into_iter().find(|entry| entry["id"] == *id).unwrap()
    }

    fn options(&self, item: &Value) -> Vec<&'a Value> {
        let set = self.named("option_sets", &self.named("items", item)["options"]);
        set["options"].as_array().unwrap().iter().map(|option| &option["id"]).collect()
    }

    fn reaches(&self, item: &Value, asked: &Value) -> bool {
        let place = |word| self.options(item).iter().position(|option| *option == word);
        self.answers
            .get(item.as_str().unwrap())
            .is_some_and(|given| place(given) >= place(asked) && place(given).is_some())
    }

    /// Says whether a rule holds, and adds the items that make its leaves true.
    fn holds(&self, rule: &Value, because: &mut BTreeSet<String>) -> bool {
        let object = rule.as_object().unwrap();
        let mut each = |rules: &Value| -> Vec<bool> {
            rules.as_array().unwrap().iter().map(|rule| self.holds(rule, because)).collect()
        };
        if let Some(rules) = object.get("any") {
            return each(rules).contains(&true);
        }
        if let Some(rules) = object.get("all") {
            return !each(rules).contains(&false);
        }
        let found: Vec<&Value> = if let Some(group) = object.get("group") {
            let items = self.named("groups", group)["items"].as_array().unwrap().iter();
            items.filter(|item| self.reaches(item, &object["at_least"])).collect()
        } else if let Some(option) = object.get("is") {
            let item = &object["item"];
            if self.answers.get(item.as_str().unwrap()) == Some(option) { vec![item] } else { vec![] }
        } else if let Some(option) = object.get("at_least") {
            if self.reaches(&object["item"], option) { vec![&object["item"]] } else { vec![] }
        } else {
            return object["always"] == true;
        };
        let needed = object.get("count").map_or(1, |count| count.as_u64().unwrap());
        let holds = found.len() as u64 >= needed;
        if holds {
            because.extend(found.iter().map(|item| item.as_str().unwrap().to_owned()));
        }
        holds
    }

    fn brought(&self, key: &str) -> Value {
        let order: Vec<&Value> =
            self.list("groups").iter().flat_map(|group| group["items"].as_array().unwrap()).collect();
        let mut brought = vec![];
        for text in self.list(key) {
            let mut because = BTreeSet::new();
            if text.get("show").is_some_and(|rule| self.holds(rule, &mut because)) {
                let sorted: Vec<&&Value> =
                    order.iter().filter(|item| because.contains(item.as_str().unwrap())).collect();
                brought.push(json!({ "id": text["id"], "because": sorted }));
            }
        }
        brought.into()
    }

    fn tally(&self) -> Value {
        let mut tallies = vec![];
        for group in self.list("groups").into_iter().filter(|group| group["tallied"] == true) {
            let items: Vec<&str> =
                group["items"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
            let count = |word: &str| {
                items
                    .iter()
                    .filter(|item| self.answers.get(**item).is_some_and(|given| given == word))
                    .count()
            };
            let mut counts = Map::new();
            for option in self.options(&group["items"][0]) {
                counts.insert(option.as_str().unwrap().to_owned(), count(option.as_str().unwrap()).into());
            }
            counts.insert("declined".to_owned(), count("declined").into());
            let not_asked = items.iter().filter(|item| self.not_asked.contains(item)).count();
            let answered = items.iter().filter(|item| self.answers.contains_key(**item)).count();
            tallies.push(json!({
                "group": group["id"], "of": items.len(), "counts": counts,
                "unanswered": items.len() - answered - not_asked, "not_asked": not_asked,
            }));
        }
        tallies.into()
    }
}

/// Compares the printed report with what the printed questionnaire predicts, key order and all.
fn predicted(questionnaire: &Questionnaire, response: &QuestionnaireResponse) {
    let printed: Value = serde_json::from_str(&questionnaire_json::questionnaire(questionnaire)).unwrap();
    let text = export::report(questionnaire, response, &OwnWords::default(), "US");
    let report: Value = serde_json::from_str(&text).unwrap();
    let not_asked = report
        .get("not_asked")
        .map_or(vec![], |list| list.as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect());
    let answers = report["answers"].as_object().unwrap();
    let reading = Reading { questionnaire: &printed, answers, not_asked };
    for (key, expected) in [
        ("tally", reading.tally()),
        ("sections", reading.brought("sections")),
        ("guidance", reading.brought("guidance")),
    ] {
        assert_eq!(report[key].to_string(), expected.to_string(), "{key}\n{text}");
    }
    let again = answers::parse("report.json", &text, questionnaire).unwrap().response;
    assert!(again == *response, "a report is a file of the same answers: {text}");
}

/// Returns the ids of what a response brings.
fn brings(questionnaire: &Questionnaire, response: &QuestionnaireResponse) -> BTreeSet<String> {
    let results = results(questionnaire, response);
    let sections = results.sections.iter().map(|on| format!("section {}", on.text.id));
    sections.chain(results.guidance.iter().map(|on| format!("guidance {}", on.text.id))).collect()
}

/// Answers one item for the first time or, in an ordered set, with a stronger word: nothing may go.
fn takes_nothing_away(questionnaire: &Questionnaire, dice: &mut Dice<'_>) {
    let before = made_up_answers(questionnaire, dice);
    for item in questionnaire.items() {
        let set = questionnaire.option_set(item).unwrap();
        let weakest = match before.answer(&item.id) {
            Some(Answer::Chosen(given)) if set.ordered => set.rank(given).unwrap() + 1,
            Some(Answer::Chosen(_)) => continue,
            _ => 0,
        };
        for option in set.options.iter().skip(weakest) {
            let mut after = before.clone();
            after.set(&item.id, Some(Answer::Chosen(option.id.clone())));
            let (less, more) = (brings(questionnaire, &before), brings(questionnaire, &after));
            assert!(less.is_subset(&more), "{} {}: {less:?} {more:?}", item.id, option.id);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn the_printed_questionnaire_predicts_the_report(rolls in rolls()) {
        predicted(&shipped(), &made_up_answers(&shipped(), &mut Dice::new(&rolls)));
    }

    #[test]
    fn any_questionnaire_predicts_its_report(rolls in rolls()) {
        let mut dice = Dice::new(&rolls);
        let questionnaire = made_up(&mut dice);
        predicted(&questionnaire, &made_up_answers(&questionnaire, &mut dice));
    }

    #[test]
    fn a_first_or_stronger_answer_takes_nothing_away(rolls in rolls()) {
        takes_nothing_away(&shipped(), &mut Dice::new(&rolls));
        let mut dice = Dice::new(&rolls);
        takes_nothing_away(&made_up(&mut dice), &mut dice);
    }

    #[test]
    fn every_set_of_answers_gets_some_guidance(rolls in rolls()) {
        let questionnaire = shipped();
        let response = made_up_answers(&questionnaire, &mut Dice::new(&rolls));
        prop_assert!(!results(&questionnaire, &response).guidance.is_empty());
    }

    #[test]
    fn the_order_of_answering_is_immaterial(rolls in rolls(), seed in any::<u64>()) {
        let questionnaire = shipped();
        let straight = made_up_answers(&questionnaire, &mut Dice::new(&rolls));
        let ids = questionnaire.items().map(|item| &item.id);
        let mut items: Vec<&LinkId> = ids.filter(|id| straight.state(id) != ItemState::NotAsked).collect();
        let turn = usize::try_from(seed % items.len() as u64).unwrap();
        items.rotate_left(turn);
        items.reverse();
        let mut crooked = QuestionnaireResponse::without(straight.not_asked().cloned());
        // Every item is declined first, and then answered anew or taken back.
        for item in items.iter().chain(&items) {
            let answer = crooked.answer(item).map_or(Some(Answer::Declined), |_| straight.answer(item).cloned());
            crooked.set(item, answer);
        }
        prop_assert!(crooked == straight);
        prop_assert!(results(&questionnaire, &crooked) == results(&questionnaire, &straight));
    }
}

#[test]
fn nothing_answered_still_brings_guidance() {
    assert!(!results(&shipped(), &QuestionnaireResponse::default()).guidance.is_empty());
}

/// The second reading of "only as reading": which facts are meant, and that no text behind an answer cites one.
#[test]
fn what_is_only_for_reading_is_behind_no_answer() {
    let printed: Value = serde_json::from_str(&questionnaire_json::questionnaire(&shipped())).unwrap();
    let facts = printed["facts"].as_array().unwrap().iter();
    let marked: Vec<&str> = facts
        .filter(|fact| fact.get("reading_only") == Some(&json!(true)))
        .map(|fact| fact["id"].as_str().unwrap())
        .collect();
    assert_eq!(marked, ["O4", "O5", "O6", "O7", "O8", "O9", "O10", "O11"]);
    for table in ["sections", "guidance"] {
        for text in printed[table].as_array().unwrap() {
            let behind = text.get("show").is_some_and(|rule| *rule != json!({"always": true}));
            let mut cited = text["facts"].as_array().unwrap().iter();
            assert!(!behind || cited.all(|id| !marked.contains(&id.as_str().unwrap())), "{}", text["id"]);
            assert!(!behind || text.get("names_condition") != Some(&json!(true)), "{}", text["id"]);
        }
    }
}
