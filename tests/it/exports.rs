//! What leaves the program as text: what a copy holds, what it cannot hold, and that it cannot act.

use crate::support::answering::written;
use crate::support::forbidden::assert_clean;
use crate::support::own::own;
use crate::support::player::flat;
use proptest::prelude::*;
use std::collections::BTreeSet;
use stillpoint::domain::answers::copy::{ClientCopy, CopyPart, default_picks};
use stillpoint::domain::answers::handout::{HandoutPart, Selection};
use stillpoint::domain::answers::own_words::OwnWords;
use stillpoint::domain::answers::response::{Answer, QuestionnaireResponse};
use stillpoint::domain::answers::talking_points::PointKind;
use stillpoint::domain::id::LinkId;
use stillpoint::domain::language::wording::Wording;
use stillpoint::domain::questionnaire::definition::Questionnaire;
use stillpoint::domain::questionnaire::draft::Date;
use stillpoint::domain::sanitize::acts;
use stillpoint::files::answers;
use stillpoint::files::content::{builtin, language, questions, translation};
use stillpoint::files::export::{self, handout, json_report, markdown, questionnaire_json, text};
use unicode_width::UnicodeWidthStr;

fn shipped() -> Questionnaire {
    questions::parse("questions.toml", builtin::QUESTIONS).expect("the shipped questionnaire is sound")
}

fn english() -> Wording {
    language::parse("languages/en.toml", builtin::ENGLISH).expect("the shipped language is complete")
}

fn response(answers: &[(&str, &str)]) -> QuestionnaireResponse {
    let mut response = QuestionnaireResponse::default();
    for (item, word) in answers {
        let answer = if *word == "declined" { Answer::Declined } else { Answer::Chosen((*word).into()) };
        response.set(&(*item).into(), Some(answer));
    }
    response
}

/// Renders a copy in both forms: what was picked, and the words beside it.
fn copies(answers: &[(&str, &str)], picks: Option<&[&str]>, words: &str) -> [String; 2] {
    let (questionnaire, wording, response) = (own(), english(), response(answers));
    let picks: BTreeSet<LinkId> = match picks {
        Some(picks) => picks.iter().map(|id| LinkId::from(*id)).collect(),
        None => default_picks(&questionnaire, &response),
    };
    let copy = ClientCopy::picked(&questionnaire, &response, &picks, "US").with_own(&written(words, ""));
    let copy = copy.with_parts(&CopyPart::ALL.into());
    [text::render(&questionnaire, &wording, &copy), markdown::render(&questionnaire, &wording, &copy)]
}

const TODAY: Date = Date { year: 2026, month: 11, day: 27 };

/// Answers every item of the shipped questionnaire with the same row of its options.
fn answered_alike(questionnaire: &Questionnaire, row: usize) -> QuestionnaireResponse {
    let mut response = QuestionnaireResponse::default();
    for item in questionnaire.items() {
        let option = questionnaire.choices(item).get(row).map(|option| Answer::Chosen(option.id.clone()));
        response.set(&item.id, option);
    }
    response
}

#[test]
fn what_is_ticked_at_first_is_one_page_in_every_region_and_language() {
    let spanish = translation::parse("es.toml", builtin::TRANSLATIONS[0].1).expect("it is valid");
    let spoken = language::parse("languages/es.toml", builtin::LANGUAGES[1].1).expect("it is complete");
    let original = shipped();
    let translated = spanish.translation.apply(&original).questionnaire;
    for (questionnaire, wording) in [(original, english()), (translated, spoken)] {
        for (row, region) in (0..3).flat_map(|row| questionnaire.regions().into_iter().map(move |r| (row, r)))
        {
            let response = answered_alike(&questionnaire, row);
            let picks = default_picks(&questionnaire, &response);
            let copy = ClientCopy::picked(&questionnaire, &response, &picks, region);
            let copy = copy.with_own(&written("It began in spring.", "Ask my sister.")).on(Some(TODAY));
            let page = text::render(&questionnaire, &wording, &copy);
            let rows = |parts| {
                text::render(&questionnaire, &wording, &copy.clone().with_parts(&parts)).lines().count()
            };
            let alone = rows([CopyPart::Words, CopyPart::More].into());
            assert!(alone <= 54, "{region}: {alone} lines without the support lines\n{page}");
            let questions = copy.points.iter().filter(|point| point.kind == PointKind::Question);
            assert!(questions.count() <= 4);
            for line in copy.support.lines() {
                assert!(line.ways.iter().all(|way| flat(&page).contains(way)), "{}\n{page}", line.name);
            }
        }
    }
}

#[test]
fn a_typical_copy_has_some_sixty_lines() {
    let (questionnaire, wording) = (shipped(), english());
    let mut response = answered_alike(&questionnaire, 0);
    for open in ["feeling-with-others", "sympathy", "bad-news", "childhood-rules"] {
        response.set(&open.into(), None);
    }
    let picks = default_picks(&questionnaire, &response);
    let copy = ClientCopy::picked(&questionnaire, &response, &picks, "US")
        .with_own(&written("It began in spring.", ""))
        .on(Some(TODAY));
    let page = text::render(&questionnaire, &wording, &copy);
    assert!((40..=66).contains(&page.lines().count()), "{} lines\n{page}", page.lines().count());
}

#[test]
fn a_page_has_no_text_and_a_long_form_has_each_paragraph_once() {
    let (questionnaire, wording) = (shipped(), english());
    let response = answered_alike(&questionnaire, 0);
    let picks = questionnaire.items().map(|item| item.id.clone()).collect();
    let page = ClientCopy::picked(&questionnaire, &response, &picks, "US");
    let long = page.clone().with_parts(&CopyPart::ALL.into());
    let [page, long] = [page, long].map(|copy| markdown::render(&questionnaire, &wording, &copy));
    assert!(
        !page.contains(&wording.copy.guidance)
            && flat(&page).contains("More to read: in the program stillpoint")
    );
    assert!(long.contains(&wording.copy.guidance));
    let mut seen = BTreeSet::new();
    for paragraph in long.split("\n\n").filter(|paragraph| paragraph.len() > 60) {
        let is_why = paragraph.starts_with("Why you see this");
        assert!(is_why || seen.insert(paragraph), "it is there twice: {paragraph}");
    }
}

#[test]
fn each_part_of_a_page_can_be_left_out() {
    let (questionnaire, wording) = (own(), english());
    let response = response(&[("losing-the-thread", "often")]);
    let picks = default_picks(&questionnaire, &response);
    let copy =
        ClientCopy::picked(&questionnaire, &response, &picks, "US").with_own(&written("my words", "a walk"));
    for (part, said) in [
        (CopyPart::Words, "my words"),
        (CopyPart::Words, "a walk"),
        (CopyPart::Support, "200 Quiet Line"),
        (CopyPart::Support, "here is who you can turn to"),
        (CopyPart::More, "More to read"),
    ] {
        let with = flat(&text::render(&questionnaire, &wording, &copy));
        let mut parts = CopyPart::of_a_page();
        parts.remove(&part);
        let without = flat(&text::render(&questionnaire, &wording, &copy.clone().with_parts(&parts)));
        assert!(with.contains(said) && !without.contains(said), "{said}\n{with}\n{without}");
    }
    let nothing = ClientCopy::picked(&questionnaire, &response, &BTreeSet::new(), "US");
    let dropped = nothing.with_parts(&BTreeSet::new());
    let page = text::render(&questionnaire, &wording, &dropped);
    assert!(flat(&page).contains(&flat(&wording.copy.disclaimer)), "what it is stays: {page}");
}

#[test]
fn a_copy_says_its_day() {
    let (questionnaire, wording) = (own(), english());
    let copy = ClientCopy::picked(&questionnaire, &response(&[]), &BTreeSet::new(), "US").on(Some(TODAY));
    assert!(text::render(&questionnaire, &wording, &copy).contains("\n27 Nov 2026. From a checklist"));
    assert!(export::answers::render(&questionnaire, &copy).contains("\"day\": \"2026-11-27\""));
}

#[test]
fn answers_that_were_saved_are_read_again_and_hold_nothing_that_was_not_picked() {
    let (questionnaire, wording) = (own(), english());
    let mut given =
        response(&[("losing-the-thread", "often"), ("loud-event", "often"), ("own-choice", "declined")]);
    given.set(&"crowded-rooms".into(), Some(Answer::Chosen("sometimes".into())));
    let picks = BTreeSet::from(["losing-the-thread".into(), "own-choice".into()]);
    let words = "It began in \u{1b}[31mspring.\n\"Since\" the move";
    let copy = ClientCopy::picked(&questionnaire, &given, &picks, "US");
    let copy = copy.with_own(&written(words, "a walk")).on(Some(TODAY));
    let file = export::answers::render(&questionnaire, &copy);
    assert!(!file.contains("loud-event") && !file.contains("crowded-rooms"), "{file}");
    let read = answers::parse("a.json", &file, &questionnaire).unwrap_or_else(|faults| panic!("{faults}"));
    assert!(read.response == response(&[("losing-the-thread", "often"), ("own-choice", "declined")]));
    assert_eq!(
        (&*read.own.words, &*read.own.next_step),
        ("It began in [31mspring.\n\"Since\" the move", "a walk")
    );
    assert_eq!(read.day, Some(TODAY));
    let whole = ClientCopy::whole(&questionnaire, &read.response, "US").with_own(&read.own).on(read.day);
    let report = text::render(&questionnaire, &wording, &whole);
    assert!(report.contains("27 Nov 2026.") && report.contains("\"Since\" the move"), "{report}");
}

#[test]
fn a_report_names_what_more_there_is_to_read() {
    let (questionnaire, wording) = (own(), english());
    let copy = ClientCopy::whole(&questionnaire, &response(&[("losing-the-thread", "often")]), "US");
    let report = text::render(&questionnaire, &wording, &copy);
    let (_, more) = report.split_once("More to read\n").expect("it has that part");
    assert!(more.contains("- Sounds that nobody else hears\n"), "{more}");
    assert!(!more.contains("- Crowds and voices\n"), "what is in the report is not named again: {more}");
}

#[test]
fn whoever_takes_support_lines_along_is_told_that_a_phone_may_be_checked() {
    let (questionnaire, wording) = (shipped(), english());
    let said = &wording.support.watched;
    let copy = ClientCopy::whole(&questionnaire, &response(&[]), "US");
    let page = copy.clone().with_parts(&CopyPart::of_a_page());
    for copy in [&copy, &page] {
        let written =
            [text::render(&questionnaire, &wording, copy), markdown::render(&questionnaire, &wording, copy)];
        assert!(written.iter().all(|written| flat(written).matches(&**said).count() == 1), "{written:?}");
    }
    let mut selection = Selection::default();
    let has_said = |selection: &Selection| {
        handout::pieces(&wording, &page, selection).iter().any(|piece| piece.long == *said)
    };
    assert!(has_said(&selection));
    selection.toggle(HandoutPart::Support);
    assert!(!has_said(&selection), "without lines nobody is told whom to call");
    let without = page.clone().with_parts(&[CopyPart::More].into());
    assert!(!flat(&text::render(&questionnaire, &wording, &without)).contains(&**said));
}

#[test]
fn nothing_on_paper_speaks_of_keys() {
    let spanish = translation::parse("es.toml", builtin::TRANSLATIONS[0].1).expect("it is valid");
    let spoken = language::parse("languages/es.toml", builtin::LANGUAGES[1].1).expect("it is complete");
    let original = shipped();
    let translated = spanish.translation.apply(&original).questionnaire;
    for (questionnaire, wording) in [(original, english()), (translated, spoken)] {
        for row in 0..3 {
            let copy = ClientCopy::whole(&questionnaire, &answered_alike(&questionnaire, row), "US");
            let page = copy.clone().with_parts(&CopyPart::of_a_page());
            let mut selection = Selection::default();
            HandoutPart::ALL.into_iter().filter(|part| part.tells()).for_each(|part| selection.toggle(part));
            let pieces = handout::pieces(&wording, &copy, &selection);
            let pieces: Vec<String> = pieces.into_iter().map(|piece| piece.long).collect();
            let written = [copy, page].map(|copy| text::render(&questionnaire, &wording, &copy));
            for paper in written.into_iter().chain(pieces) {
                // Some support lines have a menu in which one presses a number.
                let paper = flat(&paper).to_lowercase();
                for key in
                    ["press !", "pulse !", "press m", "pulse m", "press f", "pulse f", "ctrl", "f2", " !"]
                {
                    assert!(!paper.contains(key), "{key}\n{paper}");
                }
            }
        }
    }
}

#[test]
fn no_output_holds_a_damaged_phrase_or_an_unfilled_place() {
    let (questionnaire, wording) = (shipped(), english());
    // Each item answered with each of its options in turn brings every text that an answer can bring.
    for turn in 0..3 {
        let mut response = QuestionnaireResponse::default();
        for item in questionnaire.items() {
            let choices = questionnaire.choices(item);
            response.set(&item.id, choices.get(turn).map(|option| Answer::Chosen(option.id.clone())));
        }
        let copy = ClientCopy::whole(&questionnaire, &response, "US");
        let written = [
            ("text", text::render(&questionnaire, &wording, &copy)),
            ("markdown", markdown::render(&questionnaire, &wording, &copy)),
        ];
        for (form, output) in &written {
            assert_clean(form, output);
            assert!(!output.contains(['{', '}']), "{form} has an unfilled place:\n{output}");
        }
        assert_clean("json", &json_report::report(&questionnaire, &response, &OwnWords::default(), "US"));
    }
    // The list of what no text says is the only place for it.
    let printed = questionnaire_json::questionnaire(&questionnaire).replace("\\n", "\n");
    let (said, _) = printed.split_once("\"avoided\": ").unwrap();
    assert_clean("questionnaire", said);
}

const SENSITIVE: [&str; 3] =
    ["brings back something that scared me", "Sounds that scare", "If a sound scares you"];

#[test]
fn a_sensitive_answer_that_is_not_picked_leaves_no_trace() {
    let answers = [("loud-event", "often"), ("losing-the-thread", "sometimes")];
    for copy in copies(&answers, None, "").map(|copy| flat(&copy)) {
        for trace in SENSITIVE {
            assert!(!copy.contains(trace), "{trace}\n{copy}");
        }
        assert!(
            copy.contains("you answered \"Sometimes\" to \"I lose the thread when many people talk\""),
            "{copy}"
        );
    }
}

#[test]
fn a_sensitive_answer_that_is_picked_is_there_with_all_it_brings() {
    let answers = [("loud-event", "often"), ("losing-the-thread", "sometimes")];
    for copy in copies(&answers, Some(&["loud-event"]), "").map(|copy| flat(&copy)) {
        for trace in SENSITIVE {
            assert!(copy.contains(trace), "{trace}\n{copy}");
        }
        assert!(!copy.contains("Losing the thread"), "{copy}");
    }
}

#[test]
fn a_why_never_names_an_answer_that_was_not_picked() {
    // Both bring the same section; only one of them was picked.
    let answers = [("losing-the-thread", "often"), ("raised-voices", "often")];
    for copy in copies(&answers, Some(&["losing-the-thread"]), "").map(|copy| flat(&copy)) {
        assert!(copy.contains("Crowds and voices"), "{copy}");
        assert!(!copy.contains("Raised voices"), "{copy}");
    }
}

#[test]
fn what_was_declined_or_left_open_is_not_in_a_copy_unless_picked() {
    let answers = [("crowded-rooms", "declined"), ("shrill-sounds", "often")];
    for copy in copies(&answers, None, "").map(|copy| flat(&copy)) {
        assert!(!copy.contains("Crowded rooms") && !copy.contains("Losing the thread"), "{copy}");
        assert!(copy.contains("Shrill sounds"), "{copy}");
    }
    for copy in copies(&answers, Some(&["crowded-rooms", "seeking-quiet"]), "") {
        assert!(copy.contains("Crowded rooms") && !copy.contains("Looking for quiet"), "{copy}");
    }
}

#[test]
fn a_copy_says_what_it_is_who_can_be_reached_and_what_it_was_made_from() {
    let wording = english();
    for copy in copies(&[], None, "").map(|copy| flat(&copy)) {
        let disclaimer = flat(&wording.copy.disclaimer);
        for said in [&*disclaimer, "200 Quiet Line", "living-with-noise", "3.2"] {
            assert!(copy.replace('\\', "").contains(said), "{said}\n{copy}");
        }
        assert!(copy.contains(&wording.copy.review_none), "{copy}");
        assert!(!copy.contains('{'), "a place was left open: {copy}");
    }
}

#[test]
fn a_report_has_the_counts_and_everything_that_was_not_said() {
    let (questionnaire, wording) = (own(), english());
    let mut response = QuestionnaireResponse::without(["shouting-at-home".into()]);
    response.set(&"crowded-rooms".into(), Some(Answer::Chosen("often".into())));
    response.skip(&"losing-the-thread".into());
    response.skip_with_part(&"loud-accident".into());
    let copy = ClientCopy::whole(&questionnaire, &response, "nowhere");
    let not_reached = "Not reached: Raised voices tire me; Shrill sounds hurt; A sound that scares me.";
    for report in
        [text::render(&questionnaire, &wording, &copy), markdown::render(&questionnaire, &wording, &copy)]
    {
        assert!(
            report.contains("I answered \"often\" to one. Skipped: one. Not reached: three."),
            "{report}"
        );
        assert!(
            flat(&report).contains(
                "\"Not asked\" means that I skipped that part, or that the screen did not show it."
            ),
            "{report}"
        );
        assert!(flat(&report).contains("Someone I live with shouts at me: Not asked"), "{report}");
        let report = flat(&report);
        assert!(report.contains("I was in an accident that was very loud: In a skipped part"), "{report}");
        assert!(report.contains(&wording.copy.part_skipped_note), "{report}");
        assert!(report.contains(not_reached), "{report}");
        assert!(report.contains(&wording.support.elsewhere), "a region without lines: {report}");
    }
}

#[test]
fn names_that_are_questions_keep_their_marks_where_a_report_lists_them() {
    let questionnaire = shipped();
    let copy = ClientCopy::whole(&questionnaire, &QuestionnaireResponse::default(), "001");
    let report = flat(&text::render(&questionnaire, &english(), &copy));
    let listed =
        "Not reached: Is it my choice? Can I feel close again? Is it a problem for me? A medicine I take; ";
    assert!(report.contains(listed), "{report}");
}

#[test]
fn own_words_keep_their_lines() {
    let [text, markdown] = copies(&[], None, "It began in spring.\nAfter the move.\n\nMostly at night.");
    assert!(text.contains("\n\nIt began in spring.\nAfter the move.\n\nMostly at night.\n\n"), "{text}");
    let quoted = "\n\n> It began in spring.\\\n> After the move.\n>\n> Mostly at night.\n\n";
    assert!(markdown.contains(quoted), "{markdown}");
}

#[test]
fn emphasis_is_kept_in_markdown_and_leaves_no_mark_in_text() {
    let [text, markdown] = copies(&[("losing-the-thread", "often")], None, "");
    assert!(markdown.contains("*the party effect*"), "{markdown}");
    assert!(flat(&text).contains("call this the party effect."), "{text}");
}

#[test]
fn words_cannot_make_headings_links_lists_or_html() {
    let words = "# Diagnosis\n[click](https://evil.example)\n<img src=x>\n---\n1. done\n    code\n```\n\
                 > out\n===\n&lt;\n![x](y)\n\\\n\u{2028}# sly\n\u{0}- sly";
    let [_, markdown] = copies(&[], None, words);
    let quoted: Vec<&str> = markdown.lines().filter(|line| line.starts_with('>')).collect();
    assert_eq!(
        quoted,
        [
            "> \\# Diagnosis\\",
            "> \\[click\\](https\\://evil.example)\\",
            "> \\<img src=x\\>\\",
            "> \\---\\",
            "> 1\\. done\\",
            "> code\\",
            "> \\`\\`\\`\\",
            "> \\> out\\",
            "> \\===\\",
            "> \\&lt;\\",
            "> !\\[x\\](y)\\",
            "> \\\\\\",
            "> \\# sly\\",
            "> \\- sly",
        ]
    );
}

#[test]
fn the_questionnaire_in_json_is_the_file_one_to_one() {
    let file: toml::Table = builtin::QUESTIONS.parse().expect("the shipped file is TOML");
    let printed: serde_json::Value = serde_json::from_str(&questionnaire_json::questionnaire(&shipped()))
        .expect("what is printed is JSON");
    assert_eq!(printed, as_json(&toml::Value::Table(file)));
}

fn as_json(value: &toml::Value) -> serde_json::Value {
    match value {
        toml::Value::String(text) => text.as_str().into(),
        toml::Value::Integer(number) => (*number).into(),
        toml::Value::Float(number) => (*number).into(),
        toml::Value::Boolean(yes) => (*yes).into(),
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::Array(values) => values.iter().map(as_json).collect(),
        toml::Value::Table(table) => table.iter().map(|(key, value)| (key.clone(), as_json(value))).collect(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_words_act_on_a_terminal_or_leave_the_column(words in "(\\PC|[\\x00-\\x1f\\x7f-\\x{9f}\\x{202a}-\\x{202e}\n ]){0,200}") {
        let [text, markdown] = copies(&[("losing-the-thread", "often")], None, &words);
        for copy in [&text, &markdown] {
            prop_assert!(!copy.chars().any(acts), "{copy:?}");
            prop_assert!(copy.ends_with('\n') && !copy.ends_with("\n\n"));
        }
        for row in text.lines() {
            prop_assert!(row.width() <= 66 || !row.trim_start_matches("- ").contains(' '), "{row:?}");
            prop_assert!(!row.ends_with(' '), "{row:?}");
        }
    }

    #[test]
    fn no_words_make_a_heading_of_their_own(words in "[-#>=+*_`<\\[\\]()!1. a\n\\\\]{0,60}") {
        let headings = |markdown: &str| -> Vec<String> {
            markdown.lines().filter(|line| line.starts_with('#')).map(str::to_owned).collect()
        };
        let [_, with] = copies(&[], None, &format!("x{words}"));
        let [_, plain] = copies(&[], None, "x");
        prop_assert_eq!(headings(&with), headings(&plain));
        let others = |markdown: &str| markdown.lines().filter(|line| !line.starts_with('>')).count();
        prop_assert_eq!(others(&with), others(&plain));
    }
}
