//! Pages for a browser and for paper: they say what the other forms say, nothing in them is markup but what the program
//! makes, and they load nothing.

use crate::support::answering::written;
use crate::support::own::own;
use crate::support::page_words::{leave_page, say_the_same, words_of_html, words_of_markdown, words_of_text};
use crate::support::player::{sentences, shipped};
use proptest::prelude::*;
use ratatui::style::Color;
use std::collections::BTreeSet;
use stillpoint::domain::answers::copy::{ClientCopy, CopyPart};
use stillpoint::domain::answers::response::{Answer, QuestionnaireResponse};
use stillpoint::domain::questionnaire::definition::Questionnaire;
use stillpoint::domain::questionnaire::draft::Date;
use stillpoint::domain::site::ThemeName;
use stillpoint::files::content::{builtin, translation};
use stillpoint::files::export::{html, markdown, text};
use stillpoint::view::theme::{Depth, GlyphSet, Theme};

/// A questionnaire in a language that is built in.
pub(crate) fn spoken(questionnaire: &Questionnaire, tag: &str) -> Questionnaire {
    match builtin::TRANSLATIONS.iter().find(|(known, _)| *known == tag) {
        Some((name, text)) => {
            translation::parse(name, text).unwrap().translation.apply(questionnaire).questionnaire
        }
        None => questionnaire.clone(),
    }
}

/// Answers item after item with the row of its options that a number points at. Rows behind the last one are declined,
/// skipped, or not reached.
fn answered(questionnaire: &Questionnaire, rows: &[usize]) -> QuestionnaireResponse {
    let mut response = QuestionnaireResponse::default();
    for (item, row) in questionnaire.items().zip(rows) {
        let choices = questionnaire.choices(item);
        let answer = match choices.get(*row) {
            Some(option) => Answer::Chosen(option.id.clone()),
            None if *row == choices.len() => Answer::Declined,
            None if *row == choices.len() + 1 => {
                response.skip(&item.id);
                continue;
            }
            None => continue,
        };
        response.set(&item.id, Some(answer));
    }
    response
}

/// Asserts that a copy says the same as a page, as text and as Markdown; returns the page.
fn says_the_same(questionnaire: &Questionnaire, tag: &str, copy: &ClientCopy<'_>) -> String {
    let wording = sentences(tag);
    let page = html::render(questionnaire, &wording, copy);
    let said = words_of_html(&page);
    say_the_same(&said, &words_of_text(&text::render(questionnaire, &wording, copy)));
    say_the_same(&said, &words_of_markdown(&markdown::render(questionnaire, &wording, copy)));
    page
}

const DAY: Date = Date { year: 2026, month: 11, day: 28 };

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_page_says_what_text_and_markdown_say_whatever_is_answered(
        rows in prop::collection::vec(0usize..8, 24),
        words in "[a-zé&<>\"'/;*_ ]{0,40}(\n[a-z<]{1,9}){0,3}",
        is_picked in any::<bool>(),
        is_long in any::<bool>(),
    ) {
        for tag in ["en", "es"] {
            let questionnaire = spoken(&shipped(), tag);
            let response = answered(&questionnaire, &rows);
            let mut copy = if is_picked {
                let picks = questionnaire.items().map(|item| item.id.clone()).collect::<BTreeSet<_>>();
                ClientCopy::picked(&questionnaire, &response, &picks, "GB")
            } else {
                ClientCopy::whole(&questionnaire, &response, "GB")
            };
            if is_long {
                copy = copy.with_parts(&CopyPart::ALL.into());
            }
            says_the_same(&questionnaire, tag, &copy.with_own(&written(&words, &words)).on(Some(DAY)));
        }
    }
}

#[test]
fn what_a_person_wrote_stays_text_and_keeps_its_lines() {
    let questionnaire = own();
    let words = "</script></main><script>alert(1)</script>\n<img src=x onerror=y> & &amp; \"q\" 'r'\n\n\
                 \u{202e}\u{200f}\u{2067}שלום\u{2069} <!-- -->\u{0}\u{1b}[31m\njavascript:x url(y) @import";
    let copy = ClientCopy::picked(&questionnaire, &answered(&questionnaire, &[0]), &BTreeSet::new(), "US");
    let page = says_the_same(&questionnaire, "en", &copy.with_own(&written(words, "</style>")));
    let quoted = "<blockquote dir=\"auto\">\n\
        <p>&lt;/script&gt;&lt;/main&gt;&lt;script&gt;alert(1)&lt;/script&gt;<br>\n\
        &lt;img src=x onerror=y&gt; &amp; &amp;amp; &quot;q&quot; &#39;r&#39;</p>\n\
        <p>שלום &lt;!-- --&gt;[31m<br>\njavascript:x url(y) @import</p>\n</blockquote>";
    assert!(page.contains(quoted), "{page}");
}

/// Asserts what holds for each page: its language and title are told, its headings come in order, and nothing is loaded.
pub(crate) fn is_whole(page: &str, language: &str, title: &str) {
    assert!(page.starts_with(&format!("<!doctype html>\n<html lang=\"{language}\">\n")), "{page}");
    let (head, body) = page.split_once("</head>").unwrap();
    assert!(
        head.contains(&format!("<title>{title}</title>")) && head.contains("name=\"viewport\""),
        "{head}"
    );
    assert!(head.contains("content=\"default-src 'none'; style-src 'unsafe-inline'"), "{head}");
    for loads in ["<link", "<script", "<base", "src=", "href=", "url(", "@import", "@font-face", "//"] {
        assert!(!head.contains(loads), "{loads}\n{head}");
    }
    let levels: Vec<u32> =
        body.split("<h").skip(1).filter_map(|piece| piece.chars().next()?.to_digit(10)).collect();
    assert_eq!(levels.first(), Some(&1));
    assert!(levels.windows(2).all(|pair| pair[1] > 1 && pair[1] <= pair[0] + 1), "{levels:?}");
    for landmark in ["main", "footer"] {
        let ends = [format!("<{landmark}>"), format!("</{landmark}>")].map(|tag| body.matches(&tag).count());
        assert!(ends[0] == ends[1] && ends[0] <= 1, "{landmark}\n{body}");
    }
    assert!(body.contains("<main>"), "{body}");
}

#[test]
fn a_page_says_its_language_and_loads_nothing() {
    for (tag, title) in [("en", "What I noticed"), ("es", "Lo que noté")] {
        let questionnaire = spoken(&shipped(), tag);
        let copy = ClientCopy::whole(&questionnaire, &answered(&questionnaire, &[0; 24]), "US");
        is_whole(&html::render(&questionnaire, &sentences(tag), &copy), tag, title);
        let page = copy.with_parts(&CopyPart::of_a_page());
        let page = html::render(&questionnaire, &sentences(tag), &page);
        is_whole(&page, tag, title);
        leave_page(&format!("copy-{tag}"), &page);
    }
}

/// Returns a color of the terminal's fixed 256 as a style sheet writes it.
fn css(color: Color) -> String {
    let Color::Indexed(index) = color else { panic!("{color:?} is not fixed") };
    let step = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
    let [r, g, b] = match index {
        232.. => [8 + 10 * (index - 232); 3],
        _ => [36, 6, 1].map(|place| step((index - 16) / place % 6)),
    };
    format!("#{r:02x}{g:02x}{b:02x}")
}

#[test]
fn a_page_has_the_colors_of_the_screen() {
    let questionnaire = own();
    let copy = ClientCopy::whole(&questionnaire, &QuestionnaireResponse::default(), "US");
    let page = html::render(&questionnaire, &sentences("en"), &copy);
    for name in [ThemeName::Light, ThemeName::Dark, ThemeName::HighContrast] {
        let palette = Theme::new(name, Depth::Indexed, GlyphSet::Unicode).palette.unwrap();
        let [ground, text, muted, accent] =
            [palette.ground, palette.text, palette.muted, palette.accent].map(css);
        let colors = format!("--ground: {ground}; --text: {text}; --muted: {muted}; --accent: {accent};");
        assert!(page.contains(&colors), "{name:?}: {colors}\n{page}");
    }
}
