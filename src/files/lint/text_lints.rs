//! Runs the lints that read a text by itself over every text of a file, each over the texts it is meant for.
//!
//! Which those are stands at [`Kind`](super::texts::Kind). Texts are not judged here.

use super::finding::{Finding, Spot};
use super::text_finding::TextFinding;
use super::texts::{Kind, Text};
use super::{damaged_phrases, double_barreled, readability, words};
use crate::files::toml::lint::Lint;
use std::sync::Arc;

/// Looks at all texts of a questionnaire.
pub(super) fn find(texts: &[Text<'_>], language: &str) -> Vec<Finding> {
    let look = |text: &Text<'_>| {
        let found = lint(&text.text, text.kind, language);
        let shared: Option<Arc<str>> = (!found.is_empty()).then(|| (*text.text).into());
        let placed = |(lint, TextFinding { range, message, advice }): (Lint, TextFinding)| {
            let (at, part) = (Spot::At(text.at.clone()), shared.clone().map(|text| (range, text)));
            Finding { lint, at, part, message, advice }
        };
        found.into_iter().map(placed).collect::<Vec<_>>()
    };
    texts.iter().flat_map(look).collect()
}

/// Looks at one text.
fn lint(text: &str, kind: Kind, language: &str) -> Vec<(Lint, TextFinding)> {
    let mut found = Vec::new();
    let mut add =
        |lint, more: Vec<TextFinding>| found.extend(more.into_iter().map(|finding| (lint, finding)));
    add(Lint::DamagedPhrase, damaged_phrases::find(text, language));
    if kind.is_said() {
        add(Lint::Blame, words::blame(text, language));
        add(Lint::SelfHarmWording, words::self_harm(text, language));
    }
    if kind.is_about_the_reader() {
        add(Lint::Labelling, words::labelling(text, language));
    }
    if let Some(limit) = kind.highest_grade() {
        add(Lint::ReadingGrade, readability::above(text, language, limit).into_iter().collect());
    }
    if kind == Kind::Item {
        add(Lint::AsksTwoThings, double_barreled::find(text, language));
    }
    found
}
