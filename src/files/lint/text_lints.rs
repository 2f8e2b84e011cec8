//! Runs the lints that read a text by itself over every text of a file, each over the texts it is meant for.
//!
//! Which those are stands at [`Kind`](super::texts::Kind). Texts are not judged here.

use super::finding::{Finding, Spot};
use super::hit::Hit;
use super::texts::{Kind, Text};
use super::{grade, phrases, questions_in_one, words};
use crate::files::toml::lint::Lint;
use std::sync::Arc;

/// Looks at all texts of a questionnaire.
pub(super) fn find(texts: &[Text<'_>], language: &str) -> Vec<Finding> {
    let look = |text: &Text<'_>| {
        let hits = hits(&text.text, text.kind, language);
        let shared: Option<Arc<str>> = (!hits.is_empty()).then(|| (*text.text).into());
        let finding = |(lint, hit): (Lint, Hit)| {
            let (at, part) = (Spot::At(text.at.clone()), shared.clone().map(|text| (hit.range, text)));
            Finding { lint, at, part, message: hit.said, advice: hit.advice }
        };
        hits.into_iter().map(finding).collect::<Vec<_>>()
    };
    texts.iter().flat_map(look).collect()
}

/// Looks at one text.
fn hits(text: &str, kind: Kind, language: &str) -> Vec<(Lint, Hit)> {
    let mut found = Vec::new();
    let mut add = |lint, hits: Vec<Hit>| found.extend(hits.into_iter().map(|hit| (lint, hit)));
    add(Lint::DamagedPhrase, phrases::find(text, language));
    if kind.is_said() {
        add(Lint::Blame, words::blame(text, language));
        add(Lint::SelfHarmWording, words::self_harm(text, language));
    }
    if kind.is_about_the_reader() {
        add(Lint::Labelling, words::labelling(text, language));
    }
    if let Some(limit) = kind.highest_grade() {
        add(Lint::ReadingGrade, grade::above(text, language, limit).into_iter().collect());
    }
    if kind == Kind::Item {
        add(Lint::AsksTwoThings, questions_in_one::find(text, language));
    }
    found
}
