//! The blank form for paper: each question once with a box for each answer, notes before what may be hard, somewhere to
//! turn to, and nothing that depends on an answer.

use crate::pages::{is_whole, spoken};
use crate::support::own::{self, own};
use crate::support::page_words::{say_the_same, words_of_html, words_of_markdown, words_of_text};
use crate::support::player::{flat, sentences, shipped};
use crate::topic::{printed, says_nothing_of_the_topic};
use std::fs;
use std::sync::Arc;
use stillpoint::domain::language::languages::Language;
use stillpoint::domain::questionnaire::definition::Questionnaire;
use stillpoint::domain::questionnaire::rules::Rule;
use stillpoint::files::export::form::{BlankForm, as_html, as_markdown, as_text};
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

/// The form as HTML, as plain text and as Markdown.
fn forms(questionnaire: &Questionnaire, tag: &str, region: &str, clinic: Option<&str>) -> [String; 3] {
    let reviewed_by = (tag != "en").then(Vec::new);
    let questionnaire = Arc::new(questionnaire.clone());
    let language = &Language { wording: sentences(tag), questionnaire, reviewed_by };
    let form = BlankForm { language, region, clinic };
    [as_html(&form), as_text(&form), as_markdown(&form)]
}

#[test]
fn it_says_the_same_in_each_form_and_fits_a_page() {
    for (questionnaire, tag) in [(shipped(), "en"), (spoken(&shipped(), "es"), "es"), (own(), "en")] {
        for region in questionnaire.regions() {
            let [page, text, markdown] = forms(&questionnaire, tag, region, Some("Río <Clinic>"));
            say_the_same(&words_of_html(&page), &words_of_text(&text));
            say_the_same(&words_of_html(&page), &words_of_markdown(&markdown));
            is_whole(&page, tag, questionnaire.parts().title.as_ref().unwrap());
            for row in text.lines() {
                assert!(row.width() <= 66 && !row.ends_with(' '), "{row:?}");
            }
            assert!(!text.contains(['{', '}']), "a place was left open: {text}");
        }
    }
}

#[test]
fn each_question_is_there_once_with_a_box_for_each_answer() {
    for (questionnaire, tag) in [(shipped(), "en"), (spoken(&shipped(), "es"), "es"), (own(), "en")] {
        let declined = sentences(tag).item.declined;
        let [page, text, markdown] = forms(&questionnaire, tag, "US", None);
        let asked: Vec<_> = questionnaire.items().collect();
        let mut rest = &*page;
        for (item, number) in asked.iter().zip(1..) {
            let (_, after) = rest.split_once(&format!("<h3>{number}. ")).unwrap();
            let (question, after) = after.split_once("</h3>").unwrap();
            assert_eq!(question, item.text);
            let (_, choices) = after.split_once("<ul class=\"choices\">\n").unwrap();
            let (choices, after) = choices.split_once("</ul>").unwrap();
            let options = questionnaire.choices(item).into_iter().map(|option| &option.text);
            let boxes = options.chain([&declined]);
            let boxes: String =
                boxes.map(|text| format!("<li><span class=\"box\"></span>{text}</li>\n")).collect();
            assert_eq!(choices, boxes, "{question}");
            rest = after;
        }
        let boxes: usize = asked.iter().map(|item| questionnaire.choices(item).len() + 1).sum();
        for (form, sign) in [(&page, "class=\"box\""), (&text, "\n  [ ] "), (&markdown, "\n- [ ] ")] {
            assert_eq!(form.matches(sign).count(), boxes, "{form}");
        }
    }
}

#[test]
fn sensitive_questions_are_announced_and_it_says_where_to_go_on_without_them() {
    let [_, text, _] = forms(&own(), "en", "US", None);
    let text = flat(&text);
    let order = [
        "4. Shrill sounds hurt my ears.",
        "The next question touches on something that scared you. You can skip it. If you would rather leave this part \
         out, go on with question 6.",
        "5. A sound brings back something that scared me.",
        "6. I look for quiet rooms.",
        "The next two questions are about an accident and about shouting at home. You can skip both. If you would \
         rather leave this part out, go on with \"In your own words\".",
        "12. ",
        "13. ",
        "In your own words",
    ];
    let mut rest = &*text;
    for said in order {
        rest = rest.split_once(said).unwrap_or_else(|| panic!("{said}\n{text}")).1;
    }
    // A note of a group without sensitive questions is about the whole group.
    let mut draft = own().parts().clone();
    draft.groups[1].note = Some("Two questions on quiet.".into());
    let [_, text, _] = forms(&Questionnaire::new(draft).unwrap(), "en", "US", None);
    assert!(flat(&text).contains("What quiet places do ==================== Before you go on Two questions on quiet. If you would rather leave this part out, go on with question 8."), "{text}");
}

#[test]
fn a_note_stands_under_its_first_question_and_later_ones_name_it() {
    let [page, text, _] = forms(&shipped(), "en", "US", None);
    let text = flat(&text);
    assert_eq!(text.matches("Being autistic is not the same as").count(), 1);
    assert_eq!(text.matches("For this question too: \"A note about autism\", under question 4.").count(), 3);
    assert!(
        text.contains("Prefer not to say Beside question 4: a note about autism Being autistic"),
        "{text}"
    );
    let caution = "<p class=\"label\">Do not stop or change it by yourself.</p>\n<ul class=\"choices\">";
    assert!(page.contains(caution), "{page}");
}

#[test]
fn it_says_what_it_is_who_can_be_reached_and_who_has_read_it_and_nothing_that_an_answer_brings() {
    for (questionnaire, tag) in [(shipped(), "en"), (spoken(&shipped(), "es"), "es"), (own(), "en")] {
        let wording = sentences(tag);
        for region in questionnaire.regions() {
            let [_, text, _] = forms(&questionnaire, tag, region, Some("The Clinic"));
            let text = flat(&text);
            let (form, copy) = (&wording.form, &wording.copy);
            for said in [
                &form.what,
                &form.safety,
                &form.how,
                &form.found,
                &form.last,
                &copy.safety,
                &copy.review_none,
            ] {
                assert!(text.contains(said), "{said}\n{text}");
            }
            assert!(text.contains("The Clinic") && text.contains(&questionnaire.parts().version), "{text}");
            assert_eq!(text.contains(&wording.welcome.not_native), tag == "es", "{text}");
            for way in questionnaire.support(region).lines().flat_map(|line| &line.ways) {
                assert!(text.contains(&flat(way)), "{region}: {way}\n{text}");
            }
            let guards: Vec<_> = questionnaire.items().filter_map(|item| item.guard.as_ref()).collect();
            let sections = questionnaire.sections().iter().filter(|section| !guards.contains(&&section.id));
            let texts = sections.map(|it| (it.show.as_ref(), &it.text));
            let texts = texts.chain(questionnaire.guidance().iter().map(|it| (Some(&it.show), &it.text)));
            for (rule, words) in texts {
                let first = flat(&words.split("\n\n").next().unwrap().replace('*', ""));
                assert_eq!(text.contains(&first), matches!(rule, Some(Rule::Always)), "{first}\n{text}");
            }
        }
    }
}

#[test]
fn nothing_in_a_questionnaire_is_markup() {
    let mut draft = own().parts().clone();
    for text in
        [&mut draft.items[0].text, &mut draft.groups[0].title, &mut draft.option_sets[0].options[0].text]
    {
        text.push_str("</h3><script>x</script> & [a](b) ");
    }
    let hostile = Questionnaire::new(draft).unwrap();
    let [page, text, markdown] = forms(&hostile, "en", "US", Some("<b> \"R\" & D"));
    say_the_same(&words_of_html(&page), &words_of_text(&text));
    say_the_same(&words_of_html(&page), &words_of_markdown(&markdown));
}

#[test]
fn a_clinic_prints_it_in_its_language_with_its_own_lines() {
    let folder = TempDir::new().unwrap();
    let settings = folder.path().join("settings.toml");
    let site = "clinic = { en = \"Riverside\", es = \"Ribera\" }\nregion = \"MX\"\nlanguages = [\"es\", \"en\"]\n\
                [[support]]\nregion = \"MX\"\nkind = \"local\"\nname = \"Walk-in hour\"\nways = [\"Room 4\"]\n\
                hours = \"Mondays\"\nchecked = 2026-11-20\n";
    fs::write(&settings, site).unwrap();
    let of = |more: &[&str]| {
        let form = ["questionnaire", "--settings", settings.to_str().unwrap(), "--format"];
        printed(&[&form[..], more].concat())
    };
    let page = of(&["html"]);
    is_whole(&page, "es", "Sentirse lejos de los demás");
    let text = of(&["text"]);
    for said in ["Ribera", "Room 4", "México", "[ ] Prefiero no decirlo"] {
        assert!(flat(&text).contains(said), "{said}\n{text}");
    }
    say_the_same(&words_of_html(&page), &words_of_text(&text));
    say_the_same(&words_of_html(&page), &words_of_markdown(&of(&["markdown"])));
    let english = flat(&of(&["text", "--lang", "en", "--region", "NZ"]));
    assert!(english.contains("Riverside") && english.contains("For New Zealand."), "{english}");
    for (format, tag) in
        ["html", "text", "markdown"].into_iter().flat_map(|form| ["en", "es"].map(|tag| (form, tag)))
    {
        let of =
            ["questionnaire", "--no-settings", "--questions", own::FILE, "--lang", tag, "--format", format];
        says_nothing_of_the_topic(&format!("{format} {tag}"), &printed(&of));
    }
}
