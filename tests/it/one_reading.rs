//! One reading, many forms: text, Markdown, HTML, JSON, FHIR, codes and print say the same of the same answers.
//!
//! What a form says is looked for by the words of the questionnaire, and told by its ids. White space does not count,
//! because narrow paper breaks lines and long addresses.

use crate::fhir::codes;
use crate::pages::spoken;
use crate::policy_rules::{Dice, made_up_answers, rolls};
use crate::qr::{read, with};
use crate::support::own::{SPANISH, own};
use crate::support::page_words::{say_the_same, words_of_html, words_of_markdown, words_of_text};
use crate::support::player::{sentences, shipped};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use stillpoint::app::state::qr_form::QrForm;
use stillpoint::domain::answers::copy::ClientCopy;
use stillpoint::domain::answers::handout::{HandoutPart, fit};
use stillpoint::domain::answers::own_words::OwnWords;
use stillpoint::domain::answers::response::QuestionnaireResponse;
use stillpoint::domain::answers::sentences::answered;
use stillpoint::domain::language::languages::Language;
use stillpoint::domain::language::wording::fill;
use stillpoint::domain::questionnaire::definition::Questionnaire;
use stillpoint::domain::questionnaire::draft::Item;
use stillpoint::domain::questionnaire::markup::{Block, blocks};
use stillpoint::files::content::translation;
use stillpoint::files::export::{handout, html, json_report, markdown, printed, text};
use stillpoint::files::fhir::response;
use unicode_width::UnicodeWidthStr;

/// What somebody wrote: no row of receipt paper holds the address.
const WORDS: &str =
    "Since spring, see https://example.org/notes/of-a-long-year?page=2 and call 0000 123 456.";
/// The step that they wrote.
const SINCE: &str = "Since the move -- two *winters* ago";
const STEP: &str = "Ask Ana: «¿cuándo?»";

type Said = BTreeMap<String, String>;
type Brought = BTreeMap<String, BTreeSet<String>>;

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The states without an answer: the key of the report, and the word of a page.
fn states(language: &Language) -> [(&str, &str); 4] {
    let words = &language.wording.state;
    [
        ("skipped", &words.skipped),
        ("not_reached", &words.not_reached),
        ("part_skipped", &words.part_skipped),
        ("not_asked", &words.not_asked),
    ]
}

/// Everything that can stand behind a question: its code and its words.
fn possible<'l>(language: &'l Language, item: &Item) -> Vec<(&'l str, &'l str)> {
    let options = language.questionnaire.option_set(item).unwrap().options.iter();
    let options = options.map(|option| (option.id.as_str(), &*option.text));
    let declined = ("declined", &*language.wording.state.declined);
    options.chain([declined]).chain(states(language)).collect()
}

/// How each question stands in a squeezed text that has it with its answer, or its name in a list of those without one.
fn answers_in(language: &Language, said: &str) -> Said {
    let mut found = Said::new();
    for item in language.questionnaire.items() {
        let stands = |(_, word): &(&str, &str)| said.contains(&squeezed(&answered(&item.text, word)));
        let longest = possible(language, item).into_iter().filter(stands).max_by_key(|(_, word)| word.len());
        found.extend(longest.map(|(code, _)| (item.id.to_string(), code.to_owned())));
    }
    for (code, word) in states(language) {
        for mut list in said.split(&squeezed(&format!("{word}:"))).skip(1) {
            let label = |list: &str| {
                let starts = |item: &&Item| list.starts_with(&squeezed(&item.label));
                language.questionnaire.items().filter(starts).max_by_key(|item| item.label.len())
            };
            while let Some(item) = label(list) {
                found.insert(item.id.to_string(), code.to_owned());
                list = list[squeezed(&item.label).len()..].trim_start_matches(';');
            }
        }
    }
    found
}

/// The titles that stand above a reason, each with the questions that it names with their answers.
fn brought_in<'q>(
    language: &Language,
    page: &str,
    answers: &Said,
    titles: impl Iterator<Item = (&'q str, &'q str)>,
) -> Brought {
    let results = &language.wording.results;
    let why = squeezed(results.why.split("{parts}").next().unwrap());
    let reason = |item: &&Item, told: &str| {
        let question = item.text.strip_suffix('.').unwrap_or(&item.text);
        let quoted = squeezed(&fill(&results.why_item, &[("question", question)]));
        let code = answers.get(item.id.as_str());
        let word = possible(language, item).into_iter().find(|(known, _)| Some(*known) == code.map(|c| &**c));
        let word =
            word.map(|(_, word)| squeezed(&fill(&results.why_part, &[("answer", word), ("items", "")])));
        told.contains(&quoted) && word.is_some_and(|word| told.contains(&word))
    };
    let of = |(id, title): (&str, &str)| {
        let (_, rest) = page.split_once(&format!("{}{why}", squeezed(title)))?;
        let told = rest.split(&why).next().unwrap();
        let because = language.questionnaire.items().filter(|item| reason(item, told));
        Some((id.to_owned(), because.map(|item| item.id.to_string()).collect()))
    };
    titles.filter_map(of).collect()
}

/// What the report in JSON says of each question, and its texts with their reasons.
fn report(report: &Value) -> (Said, Brought, Brought) {
    let string = |value: &Value| value.as_str().unwrap().to_owned();
    let listed = |value: &Value| value.as_array().map_or(Vec::new(), |all| all.iter().map(string).collect());
    let mut said: Said =
        report["answers"].as_object().unwrap().iter().map(|(k, v)| (k.clone(), string(v))).collect();
    // A skipped part is listed as not asked as well.
    for state in ["skipped", "not_reached", "not_asked", "part_skipped"] {
        said.extend(listed(&report[state]).into_iter().map(|id| (id, state.to_owned())));
    }
    let brought = |kind: &str| {
        let texts = report[kind].as_array().unwrap().iter();
        texts.map(|text| (string(&text["id"]), listed(&text["because"]).into_iter().collect())).collect()
    };
    (said, brought("sections"), brought("guidance"))
}

/// Asserts that the counts of a report are those of its answers, and that a page says them.
fn counts_agree(language: &Language, report: &Value, said: &Said, page: &str) {
    let wording = &language.wording;
    for tally in report["tally"].as_array().unwrap() {
        let group =
            language.questionnaire.groups().iter().find(|group| tally["group"] == group.id.as_str()).unwrap();
        let (_, part) = page.split_once(&squeezed(&group.title)).unwrap();
        let of =
            |codes: &[&str]| group.items.iter().filter(|id| codes.contains(&&*said[id.as_str()])).count();
        let first = language.questionnaire.item(&group.items[0]).unwrap();
        for (code, count) in tally["counts"].as_object().unwrap() {
            assert_eq!(*count, of(&[code]), "{code}");
            let option = language.questionnaire.option(first, &code.as_str().into());
            if let Some(option) = option.filter(|_| of(&[code]) > 0) {
                let word = wording.about.lower_first(&option.text);
                let told = wording.counted(&wording.count.answers, of(&[code]), &[("word", &word)]);
                assert!(part.contains(&squeezed(&told)), "{told}");
            }
        }
        assert_eq!(tally["unanswered"], of(&["skipped", "not_reached"]));
        assert_eq!(tally["not_asked"], of(&["not_asked", "part_skipped"]));
    }
}

/// The steps, the questions for a doctor and the ways to reach support that a squeezed text has.
fn help_in(language: &Language, said: &str, step: &str, ask: &str) -> BTreeSet<String> {
    let questionnaire = &language.questionnaire;
    let guidance = || questionnaire.guidance().iter();
    let steps = guidance().map(|text| fill(step, &[("step", &text.next_step)]));
    let questions =
        guidance().flat_map(|text| &text.ask).map(|question| fill(ask, &[("question", question)]));
    let support = questionnaire
        .parts()
        .support
        .iter()
        .flat_map(|line| line.ways.iter().chain([&line.name, &line.hours]));
    let is_said = |sentence: &String| said.contains(&squeezed(sentence));
    let told =
        steps.zip(guidance()).filter(|(said, _)| is_said(said)).map(|(_, text)| text.next_step.clone());
    let asked = guidance().flat_map(|text| &text.ask).zip(questions).filter(|(_, said)| is_said(said));
    told.chain(asked.map(|(question, _)| question.clone()))
        .chain(support.filter(|it| is_said(it)).cloned())
        .collect()
}

/// Asserts that what is printed, and what a phone reads, says what the text says.
fn handout_agrees(language: &Language, copy: &ClientCopy<'_>, said: &Said, page: &str) {
    let wording = &language.wording;
    let all = with(&[HandoutPart::NextSteps, HandoutPart::Words, HandoutPart::Answers, HandoutPart::Visit]);
    let whole = fit(&handout::pieces(wording, copy, &all), |_, _| true, |_| true).text;
    let mut forms: Vec<String> = [32, 42, 48, 66].map(|width| printed::page(&whole, width)).into();
    for (form, width) in forms.iter().zip([32, 42, 48, 66]) {
        // Rows are broken, and nothing else is done: a word is parted only if no row could hold it.
        assert_eq!(squeezed(form), squeezed(&whole), "{width} columns");
        if whole.split_whitespace().all(|word| word.width() <= width) {
            assert!(form.split_whitespace().eq(whole.split_whitespace()), "{width} columns:\n{form}");
        }
    }
    for (modules, parts) in [(112, 9), (61, 6), (45, 6)] {
        let coded = handout::render(wording, copy, &all, modules, parts);
        let read = read(&coded.codes, QrForm::HalfBlocks);
        assert_eq!(read, coded.text, "{parts} codes of {modules} modules");
        assert_eq!(coded.text == whole, coded.left_out.is_empty() && coded.text.len() == whole.len());
        if coded.text == whole {
            forms.push(read);
        }
    }
    let own = [
        (&wording.leaflet.own_step, "step", STEP),
        (&wording.leaflet.words, "words", WORDS),
        (&wording.leaflet.since, "since", SINCE),
    ];
    let own = own.map(|(sentence, place, words)| squeezed(&fill(sentence, &[(place, words)])));
    let step = format!("{}: {{step}}", wording.results.next_step);
    let help = help_in(language, page, &step, "{question}");
    for form in forms.iter().map(|form| squeezed(form)) {
        assert_eq!(answers_in(language, &form), *said, "{form}");
        assert!(own.iter().all(|words| form.contains(words)), "{form}");
        assert_eq!(
            help_in(language, &form, &wording.leaflet.step, &wording.leaflet.question),
            help,
            "{form}"
        );
    }
}

/// Asserts that a page has every word of the texts and support lines that the report in JSON names, and what was written.
fn texts_are_there(questionnaire: &Questionnaire, report: &Value, page: &str) {
    let named = |kind: &str, id: &str| report[kind].as_array().unwrap().iter().any(|text| text["id"] == id);
    let sections = questionnaire.sections().iter().filter(|text| named("sections", text.id.as_str()));
    let guidance = questionnaire.guidance().iter().filter(|text| named("guidance", text.id.as_str()));
    let texts = sections.map(|text| &text.text).chain(guidance.map(|text| &text.text));
    let texts = texts.flat_map(|text| blocks(text)).map(|block| match block {
        Block::Paragraph(words) | Block::Entry(words) => words.replace('*', ""),
    });
    let lines = report["support"].as_array().unwrap().iter();
    let ways =
        lines.flat_map(|line| line["ways"].as_array().unwrap().iter().chain([&line["name"], &line["hours"]]));
    let ways = ways.map(|way| way.as_str().unwrap().to_owned());
    let points = report["visit"].as_object().unwrap().iter().filter(|(kind, _)| *kind != "could_talk_about");
    let points = points.flat_map(|(_, texts)| texts.as_array().unwrap());
    let points = points.map(|text| text.as_str().unwrap().to_owned());
    let own = ["words", "since", "next_step"].map(|key| report[key].as_str().unwrap().to_owned());
    for said in texts.chain(ways).chain(points).chain(own) {
        assert!(page.contains(&squeezed(&said)), "{said}\n{page}");
    }
}

fn all_agree(language: &Language, given: &QuestionnaireResponse) {
    let (questionnaire, wording) = (&*language.questionnaire, &language.wording);
    let own = OwnWords { words: WORDS.into(), since: SINCE.into(), next_step: STEP.into() };
    let copy = ClientCopy::whole(questionnaire, given, "GB").with_own(&own);
    let json: Value = serde_json::from_str(&json_report::report(questionnaire, given, &own, "GB")).unwrap();
    let (said, sections, guidance) = report(&json);
    assert_eq!(said.len(), questionnaire.items().count(), "each question stands in one way");
    let pages = [
        words_of_text(&text::render(questionnaire, wording, &copy)),
        words_of_markdown(&markdown::render(questionnaire, wording, &copy)),
        words_of_html(&html::render(questionnaire, wording, &copy)),
    ];
    say_the_same(&pages[0], &pages[1]);
    say_the_same(&pages[0], &pages[2]);
    let pages = pages.map(|words| words.concat());
    for page in &pages {
        texts_are_there(questionnaire, &json, page);
        let limits = squeezed(&wording.results.count_limits);
        let (answers, brought) = page.split_once(&limits).unwrap();
        assert_eq!(answers_in(language, answers), said, "{answers}");
        let titles = questionnaire.sections().iter().map(|text| (text.id.as_str(), &*text.title));
        assert_eq!(brought_in(language, brought, &said, titles), sections, "{brought}");
        let titles = questionnaire.guidance().iter().map(|text| (text.id.as_str(), &*text.title));
        assert_eq!(brought_in(language, brought, &said, titles), guidance, "{brought}");
        counts_agree(language, &json, &said, answers);
    }
    let fhir: Value =
        serde_json::from_str(&response::render(language, (given, &OwnWords::default()), None, None)).unwrap();
    let given: Said = codes(&fhir);
    let answers = json["answers"].as_object().unwrap().iter();
    assert_eq!(given, answers.map(|(id, code)| (id.clone(), code.as_str().unwrap().to_owned())).collect());
    handout_agrees(language, &copy, &said, &pages[0]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2))]

    #[test]
    fn every_form_says_the_same_of_the_same_answers(rolls in rolls(), skipped in prop::collection::vec(0usize..9, 24)) {
        let own_spanish = translation::parse("es.toml", SPANISH).unwrap().translation.apply(&own()).questionnaire;
        for (tag, questionnaire) in
            [("en", own()), ("es", own_spanish), ("en", shipped()), ("es", spoken(&shipped(), "es"))]
        {
            let mut given = made_up_answers(&questionnaire, &mut Dice::new(&rolls));
            for (item, skipped) in questionnaire.items().zip(&skipped) {
                match skipped {
                    0 => drop(given.skip(&item.id)),
                    1 => drop(given.skip_with_part(&item.id)),
                    _ => {}
                }
            }
            let (wording, questionnaire) = (sentences(tag), Arc::new(questionnaire));
            all_agree(&Language { wording, questionnaire, reviewed_by: None }, &given);
        }
    }
}
