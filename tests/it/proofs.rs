//! What `check` proves: small questionnaires with one trap each, large ones with a count of looks, the shipped one,
//! and made-up ones whose answers are all gone through.

use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use stillpoint::domain::proof::prove::{LIMIT, Proof, SEARCH_LIMIT, Way, prove, prove_within};
use stillpoint::domain::questionnaire::definition::Questionnaire;
use stillpoint::domain::questionnaire::problem::ProblemKind;
use stillpoint::files::content::{builtin, proofs, questions};

/// Writes a questionnaire: ordered items `a0`, `a1`, … of the group `a`, and unordered ones `b0`, … of the group
/// `b` with so many options, and a situation of guidance for each rule.
fn file(ordered: usize, unordered: usize, options: usize, rules: &[String]) -> String {
    let mut text = "id = \"q\"\nversion = \"1\"\nlanguage = \"en\"\n".to_owned();
    let words = |n: usize| {
        let word = |n: usize| format!("{{ id = \"o{n}\", text = \"Word {n}\" }}");
        (0..n).map(word).collect::<Vec<_>>().join(", ")
    };
    for (group, count, ordered, options) in [("a", ordered, true, 3), ("b", unordered, false, options)] {
        if count == 0 {
            continue;
        }
        let words = words(options);
        write!(text, "[[option_sets]]\nid = \"{group}\"\nordered = {ordered}\noptions = [{words}]\n")
            .unwrap();
        let items: Vec<String> = (0..count).map(|n| format!("\"{group}{n}\"")).collect();
        let items = items.join(", ");
        let head =
            format!("[[groups]]\nid = \"{group}\"\ntitle = \"G\"\ntallied = false\nitems = [{items}]\n");
        text += &head;
        for n in 0..count {
            let id = format!("{group}{n}");
            let head = format!("[[items]]\nid = \"{id}\"\nlabel = \"{id}\"\ntext = \"{id}\"\n");
            text += &format!("{head}options = \"{group}\"\n");
        }
    }
    for (n, rule) in rules.iter().enumerate() {
        let head = format!("[[guidance]]\nid = \"g{n}\"\ntitle = \"T\"\ntext = \"T\"\nnext_step = \"N\"\n");
        text += &format!("{head}show = {rule}\n");
    }
    text
}

fn read(text: &str) -> Questionnaire {
    questions::parse("q.toml", text).unwrap_or_else(|problems| panic!("{problems}\n{text}"))
}

/// Reads a short way to write rules: `a0>1`, `b0=1`, `a>1*2`, `always`, `any(…; …)`, `all(…; …)`.
fn rule(short: &str) -> String {
    let short = short.trim();
    for key in ["any", "all"] {
        if let Some(inner) = short.strip_prefix(key).and_then(|rest| rest.strip_prefix('(')) {
            let mut parts = vec![String::new()];
            let mut depth = 0;
            for c in inner.strip_suffix(')').unwrap().chars() {
                depth += i32::from(c == '(') - i32::from(c == ')');
                if c == ';' && depth == 0 {
                    parts.push(String::new())
                } else {
                    parts.last_mut().unwrap().push(c)
                }
            }
            let parts: Vec<String> = parts.iter().map(|part| rule(part)).collect();
            return format!("{{ {key} = [{}] }}", parts.join(", "));
        }
    }
    if short == "always" {
        return "{ always = true }".into();
    }
    if let Some((item, option)) = short.split_once('=') {
        return format!("{{ item = \"{item}\", is = \"o{option}\" }}");
    }
    let (name, option) = short.split_once('>').unwrap();
    match option.split_once('*') {
        Some((o, count)) => format!("{{ group = \"{name}\", at_least = \"o{o}\", count = {count} }}"),
        None => format!("{{ item = \"{name}\", at_least = \"o{option}\" }}"),
    }
}

/// Proves a questionnaire of 4 ordered and 3 unordered items with these rules.
fn proof_of(rules: &[&str]) -> Proof {
    prove(&read(&file(4, 3, 3, &rules.iter().map(|short| rule(short)).collect::<Vec<_>>())))
}

fn ways(proof: &Proof) -> Vec<String> {
    let way = |way: &Way| match way {
        Way::Answers(answers) => {
            answers.iter().map(|(item, option)| format!("{item}={option}")).collect::<Vec<_>>().join(" ")
        }
        other => format!("{other:?}"),
    };
    proof.texts.iter().map(|text| way(&text.way)).collect()
}

fn kinds(proof: &Proof) -> Vec<ProblemKind> {
    proof.problems.iter().map(|problem| problem.kind.clone()).collect()
}

#[test]
fn every_text_of_the_shipped_file_can_be_reached() {
    let questionnaire = read(builtin::QUESTIONS);
    let proof = prove(&questionnaire);
    assert_eq!(proof.problems, []);
    assert_eq!(proof.texts.len(), questionnaire.sections().len() + questionnaire.guidance().len());
    // Not a measure of time, which would depend on the machine: a look takes some ten nanoseconds.
    assert!(proof.looks < 5_000, "{}", proof.looks);
}

#[test]
fn witnesses_are_irreducible_and_share_answers() {
    for (short, expected) in [
        ("a1>1", "a1=o1"),
        ("any(a1>2; a0>1)", "a1=o2"),
        ("all(a1>1; a1>2; a>0*1)", "a1=o2"),
        ("all(a2>1; a>1*3)", "a0=o1 a1=o1 a2=o1"),
        ("all(a>2*1; a>1*2)", "a0=o2 a1=o1"),
        ("all(any(b0=0; b1=1); b0=2)", "b0=o2 b1=o1"),
        ("all(any(b0=0; b1=0); any(b0=0; b1=1); any(b0=1; b1=0); any(b0=1; b1=1))", ""),
        ("any(all(b0=0; b0=1); a3>0)", "a3=o0"),
        ("any(all(a0>1; a1>1); a2>1)", "a0=o1 a1=o1"),
        ("all(any(b0=0; a0>1); any(b0=1; a1>1))", "b0=o0 a1=o1"),
    ] {
        let proof = proof_of(&["always", short]);
        let way = ways(&proof)[1].clone();
        if expected.is_empty() {
            assert_eq!(way, "Never", "{short}");
        } else {
            let sorted = |text: &str| {
                let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
                words.sort();
                words
            };
            assert_eq!(sorted(&way), sorted(expected), "{short}");
            assert_eq!(proof.problems, [], "{short}");
        }
    }
}

#[test]
fn two_options_of_one_item_at_once_are_out_of_reach() {
    for short in
        ["all(b0=0; b0=1)", "all(b1=0; any(b0=0; b0=2); b0=1)", "any(all(b0=0; b0=1); all(b0=1; b0=2))"]
    {
        let proof = proof_of(&["always", short]);
        assert_eq!(kinds(&proof), [ProblemKind::Unreachable(vec!["b0".into()])], "{short}");
    }
}

#[test]
fn somebody_who_answers_nothing_gets_guidance_too() {
    assert_eq!(kinds(&proof_of(&["a0>0", "any(b0=0; b0=1; b0=2)"])), [ProblemKind::NoGuidance]);
}

#[test]
fn what_holds_without_any_answer_says_so_plainly() {
    for (short, kind) in [
        ("any(a0>1; always)", ProblemKind::HoldsUnasked),
        ("all(always; always)", ProblemKind::HoldsUnasked),
        ("any(a0>1; all(always))", ProblemKind::HoldsUnasked),
        ("all(always; a0>1)", ProblemKind::IdleAlways),
        ("any(all(always; a1>1); a0>1)", ProblemKind::IdleAlways),
    ] {
        let proof = proof_of(&[short, "a3>2"]);
        assert!(kinds(&proof).contains(&kind), "{short}: {:?}", kinds(&proof));
    }
}

#[test]
fn rules_that_say_the_same_in_other_words_are_found_and_others_are_not() {
    for (one, other, alike) in [
        ("any(a0>1; a1>1)", "any(a1>1; a0>1)", true),
        ("any(a0>1; all(a0>1; b0=1))", "a0>1", true),
        ("any(a0>1; a0>2)", "a0>1", true),
        ("all(a0>1; a0>2)", "a0>2", true),
        ("a>1*1", "any(a0>1; a1>1; a2>1; a3>1)", true),
        ("a>1*4", "all(a0>1; a1>1; a2>1; a3>1)", true),
        ("any(a>1*2; a>1*3)", "a>1*2", true),
        ("any(a>1*2; all(a0>1; a1>2))", "a>1*2", true),
        ("any(a3>0; all(b0=0; b0=1))", "a3>0", true),
        ("all(any(a0>1; b0=0); any(a0>1; b0=1))", "a0>1", true),
        ("all(any(a0>1; a1>1); any(a0>1; a2>1))", "any(a0>1; all(a1>1; a2>1))", true),
        ("all(any(a0>1; a1>1); any(a2>1; a3>1))", "any(all(a0>1; a2>1); all(a1>1; a3>1))", false),
        ("a>1*2", "a>1*3", false),
        ("a>1*2", "a>2*2", false),
        ("a>1*1", "any(a0>1; a1>1; a2>1)", false),
        ("any(b0=0; b0=1; b0=2)", "any(b0=0; b0=1)", false),
        ("all(any(b0=0; a0>1); any(b0=1; a0>1))", "any(b0=0; a0>1)", false),
    ] {
        for rules in [["always", one, other], ["always", other, one]] {
            let expected = if alike { vec![ProblemKind::SameRule("g1".into())] } else { vec![] };
            assert_eq!(kinds(&proof_of(&rules)), expected, "{rules:?}");
        }
    }
    let often: Vec<String> = (0..150).map(|_| rule("a>1*100")).collect();
    let proof = prove(&read(&file(200, 0, 0, &[vec![rule("always")], often].concat())));
    assert_eq!(kinds(&proof), vec![ProblemKind::SameRule("g1".into()); 149]);
    assert_eq!(kinds(&proof_of(&["always", "a0>1", "always"])), [ProblemKind::SameRule("g0".into())]);
}

#[test]
fn a_failed_proof_has_its_line_and_what_to_do() {
    let rules: Vec<String> =
        ["always", "all(b0=0; b0=1)", "any(a0>1; always)"].iter().map(|short| rule(short)).collect();
    let text = file(1, 1, 3, &rules);
    let (_, failed) = proofs::parse("q.toml", &text).unwrap();
    let said = failed.unwrap().to_string();
    let line = |needle: &str| text.lines().position(|line| line.contains(needle)).unwrap() + 1;
    for expected in [
        format!("q.toml:{}:8: No answers can bring this text", line("show = { all")),
        "An item has one answer: join options of one item with any".into(),
        format!("q.toml:{}:51: This rule holds without any answer", line("show = { any")),
        "| show = { all = [".into(),
    ] {
        assert!(said.contains(&expected), "{expected}\n{said}");
    }
    let (_, failed) = proofs::parse("q.toml", &file(1, 0, 0, &[rule("a0>1")])).unwrap();
    assert!(
        failed
            .unwrap()
            .to_string()
            .starts_with("q.toml: Somebody who answers nothing would get no guidance.")
    );
}

/// `holes + 1` pigeons, each in one of the holes: nothing makes it true, and searches take long to see it.
fn pigeons(holes: usize) -> String {
    let clause = |pigeon: usize| {
        let ways: Vec<String> = (0..holes).map(|hole| format!("b{hole}={pigeon}")).collect();
        format!("any({})", ways.join("; "))
    };
    rule(&format!("all({})", (0..=holes).map(clause).collect::<Vec<_>>().join("; ")))
}

#[test]
fn what_cannot_be_decided_is_said_and_never_guessed() {
    let decided = prove(&read(&file(1, 4, 5, &[rule("always"), pigeons(4)])));
    assert!(matches!(kinds(&decided)[..], [ProblemKind::Unreachable(_)]), "{:?}", decided.problems);
    let hard = prove(&read(&file(1, 14, 15, &[rule("always"), pigeons(14)])));
    assert!(matches!(kinds(&hard)[..], [ProblemKind::Undecided(_)]), "{:?}", hard.problems);
    assert!(hard.looks < SEARCH_LIMIT + 10_000, "{}", hard.looks);
    let poor = prove_within(&read(&file(3, 1, 3, &[rule("always"), rule("a>1*2")])), 3);
    assert!(
        kinds(&poor).iter().all(|kind| matches!(kind, ProblemKind::Undecided(_) | ProblemKind::NoGuidance))
    );
    assert!(!poor.problems.is_empty());
}

/// A rule of one of the allowed shapes over 150 ordered and 50 unordered items.
fn large_rule(n: usize) -> String {
    let list = |key: &str, parts: Vec<String>| format!("{key}({})", parts.join("; "));
    let a = |k: usize| format!("a{}>{}", k * 7 % 150, k % 3);
    let b = |k: usize| format!("b{}={}", k * 11 % 50, k % 3);
    let short = match n % 6 {
        0 => list("any", (n..n + 30).map(a).collect()),
        1 => format!("a>{}*{}", n % 3, 1 + n % 150),
        2 => list("all", (n..n + 50).map(|k| list("any", vec![b(k), b(k + 17), a(k)])).collect()),
        3 => list("any", (n..n + 20).map(|k| list("all", vec![a(k), a(k + 1), b(k)])).collect()),
        4 => list("all", (n..n + 40).map(|k| list("any", vec![b(k), b(k + 23), b(k + 31)])).collect()),
        _ => list("all", (n..n + 100).map(a).chain([format!("a>1*{}", 1 + n % 150)]).collect()),
    };
    rule(&short)
}

#[test]
fn two_hundred_items_and_rules_of_every_shape_are_decided_within_the_bound() {
    let mut rules: Vec<String> = vec![rule("always")];
    rules.extend((0..198).map(large_rule));
    let proof = prove(&read(&file(150, 50, 3, &rules)));
    let wrong = |kind: &ProblemKind| matches!(kind, ProblemKind::Undecided(_) | ProblemKind::Unsteady);
    assert!(!kinds(&proof).iter().any(wrong), "{:?}", kinds(&proof));
    assert!(proof.looks < LIMIT / 4, "{}", proof.looks);
}

#[test]
fn counts_over_two_hundred_items_are_compared_without_going_through_their_choices() {
    let rules = ["always", "a>1*100", "any(a>1*100; a>2*100)", "any(a>1*100; all(a>1*99; a7>2))", "a>1*101"];
    let proof = prove(&read(&file(200, 0, 0, &rules.map(rule))));
    assert_eq!(kinds(&proof), [ProblemKind::SameRule("g1".into())]);
    assert!(proof.looks < LIMIT / 5, "{}", proof.looks);
}

/// A rule as the test reads it, which shares nothing with the program.
#[derive(Clone, Debug)]
enum Tiny {
    Always,
    Ordered(usize, usize),
    Unordered(usize, usize),
    Count(usize, usize),
    Any(Vec<Tiny>),
    All(Vec<Tiny>),
}

const ORDERED: usize = 3;
const UNORDERED: usize = 2;

/// The answer of each item: none, or one of three options.
type Given = [Option<usize>; ORDERED + UNORDERED];

impl Tiny {
    fn short(&self) -> String {
        let list = |rules: &[Self]| rules.iter().map(Self::short).collect::<Vec<_>>().join(";");
        match self {
            Self::Always => "always".into(),
            Self::Ordered(item, option) => format!("a{item}>{option}"),
            Self::Unordered(item, option) => format!("b{item}={option}"),
            Self::Count(option, count) => format!("a>{option}*{count}"),
            Self::Any(rules) => format!("any({})", list(rules)),
            Self::All(rules) => format!("all({})", list(rules)),
        }
    }

    fn holds(&self, given: &Given) -> bool {
        match self {
            Self::Always => true,
            Self::Ordered(item, option) => given[*item].is_some_and(|given| given >= *option),
            Self::Unordered(item, option) => given[ORDERED + item] == Some(*option),
            Self::Count(option, count) => {
                given[..ORDERED].iter().filter(|given| given.is_some_and(|it| it >= *option)).count()
                    >= *count
            }
            Self::Any(rules) => rules.iter().any(|rule| rule.holds(given)),
            Self::All(rules) => rules.iter().all(|rule| rule.holds(given)),
        }
    }
}

/// Every set of answers there is: 4 to the power of 5.
fn everything() -> Vec<Given> {
    let digit = |n: usize, place: u32| (n / 4_usize.pow(place) % 4).checked_sub(1);
    (0..1024).map(|n| [digit(n, 0), digit(n, 1), digit(n, 2), digit(n, 3), digit(n, 4)]).collect()
}

fn tiny() -> impl Strategy<Value = Tiny> {
    let leaf = prop_oneof![
        1 => Just(Tiny::Always),
        6 => (0..ORDERED, 0..3_usize).prop_map(|(item, option)| Tiny::Ordered(item, option)),
        9 => (0..UNORDERED, 0..3_usize).prop_map(|(item, option)| Tiny::Unordered(item, option)),
        3 => (0..3_usize, 1..=ORDERED).prop_map(|(option, count)| Tiny::Count(option, count)),
    ];
    leaf.prop_recursive(2, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..5).prop_map(Tiny::Any),
            prop::collection::vec(inner, 1..5).prop_map(Tiny::All),
        ]
    })
}

fn given(answers: &BTreeMap<String, usize>) -> Given {
    ["a0", "a1", "a2", "b0", "b1"].map(|item| answers.get(item).copied())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn proofs_agree_with_going_through_every_set_of_answers(rules in prop::collection::vec(tiny(), 1..5)) {
        let everything = everything();
        let shorts: Vec<String> = rules.iter().map(|tiny| rule(&tiny.short())).collect();
        let proof = prove(&read(&file(ORDERED, UNORDERED, 3, &shorts)));
        let truths: Vec<Vec<bool>> =
            rules.iter().map(|rule| everything.iter().map(|given| rule.holds(given)).collect()).collect();
        for (index, tiny) in rules.iter().enumerate() {
            let reachable = truths[index].contains(&true);
            let Way::Answers(answers) = &proof.texts[index].way else {
                prop_assert!(!reachable && proof.texts[index].way == Way::Never);
                continue;
            };
            prop_assert!(reachable);
            let number = |option: &str| option[1..].parse::<usize>().unwrap();
            let answers: BTreeMap<String, usize> =
                answers.iter().map(|(item, option)| (item.to_string(), number(option.as_str()))).collect();
            prop_assert!(tiny.holds(&given(&answers)));
            for item in answers.keys() {
                let mut fewer = answers.clone();
                fewer.remove(item);
                prop_assert!(!tiny.holds(&given(&fewer)), "{item} can be left out of {answers:?}");
                if let (true, Some(weaker)) = (item.starts_with('a'), answers[item].checked_sub(1)) {
                    fewer.insert(item.clone(), weaker);
                    prop_assert!(!tiny.holds(&given(&fewer)), "{item} can be weaker in {answers:?}");
                }
            }
        }
        let same = (0..rules.len()).filter_map(|later| {
            let earlier = (0..later).find(|earlier| truths[*earlier] == truths[later])?;
            truths[later].contains(&true).then(|| ProblemKind::SameRule(format!("g{earlier}")))
        });
        let found = kinds(&proof);
        let found_same: Vec<_> =
            found.iter().filter(|kind| matches!(kind, ProblemKind::SameRule(_))).cloned().collect();
        prop_assert_eq!(found_same, same.collect::<Vec<_>>());
        prop_assert_eq!(found.contains(&ProblemKind::NoGuidance), !truths.iter().any(|truth| truth[0]));
        let unasked = rules.iter().zip(&truths).filter(|(rule, truth)| truth[0] && !matches!(rule, Tiny::Always));
        prop_assert_eq!(found.iter().filter(|kind| **kind == ProblemKind::HoldsUnasked).count(), unasked.count());
        let wrong = |kind: &ProblemKind| matches!(kind, ProblemKind::Undecided(_) | ProblemKind::Unsteady);
        prop_assert!(!found.iter().any(wrong));
    }
}
