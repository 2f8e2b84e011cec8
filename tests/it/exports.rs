//! What leaves the program as text: what a copy holds, what it cannot hold, and that it cannot act.

use crate::support::forbidden::assert_clean;
use crate::support::own::own;
use crate::support::player::flat;
use proptest::prelude::*;
use std::collections::BTreeSet;
use stillpoint::domain::answers::copy::{ClientCopy, default_picks};
use stillpoint::domain::answers::response::{Answer, QuestionnaireResponse};
use stillpoint::domain::id::LinkId;
use stillpoint::domain::language::wording::Wording;
use stillpoint::domain::questionnaire::definition::Questionnaire;
use stillpoint::domain::sanitize::acts;
use stillpoint::files::content::{builtin, language, questions};
use stillpoint::files::export::{json, markdown, text};
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
    let copy = ClientCopy::picked(&questionnaire, &response, &picks, words, "US");
    [text::render(&questionnaire, &wording, &copy), markdown::render(&questionnaire, &wording, &copy)]
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
        assert_clean("json", &json::report(&questionnaire, &response, "US"));
    }
    assert_clean("questionnaire", &json::questionnaire(&questionnaire).replace("\\n", "\n"));
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
    let copy = ClientCopy::whole(&questionnaire, &response, "nowhere");
    for report in
        [text::render(&questionnaire, &wording, &copy), markdown::render(&questionnaire, &wording, &copy)]
    {
        assert!(
            report.contains("I answered \"often\" to one. Skipped: one, not reached: three."),
            "{report}"
        );
        assert!(flat(&report).contains("Not asked: these questions were not put to me."), "{report}");
        assert!(flat(&report).contains("Someone I live with shouts at me: Not asked"), "{report}");
        assert!(report.contains(&wording.support.world), "a region without lines: {report}");
    }
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
    let printed: serde_json::Value =
        serde_json::from_str(&json::questionnaire(&shipped())).expect("what is printed is JSON");
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
