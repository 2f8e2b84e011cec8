//! Writes the result of `check` as JSON for other programs.
//!
//! Programs depend on the keys, so a key must not change or go. This module must not check or judge anything itself.

use super::json::{Object, list, printed};
use crate::domain::proof::prove::{Proof, Reached, Way};
use crate::domain::questionnaire::draft::Date;
use crate::files::check::{Checked, FileKind};
use crate::files::toml::diagnostic::{Diagnostic, show_unsafe};
use crate::files::toml::lint::Level;
use serde_json::Value;

/// Renders what was found of some files as one JSON object.
#[must_use]
pub fn findings(files: &[Checked], today: Option<Date>, strict: bool) -> String {
    let all = |level| files.iter().map(|file| file.found.count(level)).sum();
    printed(
        Object::default()
            .with("passed", !files.iter().any(|file| file.fails(strict)))
            .with("strict", strict)
            .with("today", today.map(|today| today.to_string()))
            .with("counts", counts(all))
            .with("files", list(files, file)),
    )
}

fn counts(of: impl Fn(Level) -> usize) -> Object {
    let levels = [Level::Error, Level::Warning, Level::Note];
    levels.into_iter().fold(Object::default(), |object, level| object.with(level.as_str(), of(level)))
}

fn file(file: &Checked) -> Value {
    Object::default()
        .with("file", show_unsafe(&file.name))
        .with("kind", file.kind.map(FileKind::as_str))
        .with("counts", counts(|level| file.found.count(level)))
        .with("findings", list(&file.found.0, finding))
        .with("proved", file.proof.as_ref().map(proved))
        .with_some("set", file.set.as_deref())
        .into()
}

fn finding(diagnostic: &Diagnostic) -> Value {
    let place = diagnostic.place.as_ref();
    Object::default()
        .with("level", diagnostic.level.as_str())
        .with("lint", diagnostic.lint.map(|lint| lint.name()))
        .with("line", place.map(|place| place.line))
        .with("column", place.map(|place| place.column))
        .with("message", &*diagnostic.message)
        .with("advice", &*diagnostic.advice)
        .into()
}

/// Writes a proof: whether it holds, and for each text the answers that show it.
fn proved(proof: &Proof) -> Value {
    Object::default()
        .with("holds", proof.problems.is_empty())
        .with("texts", list(&proof.texts, reached))
        .into()
}

fn reached(text: &Reached) -> Value {
    let object = Object::default().with("table", text.table).with("id", &*text.id);
    match &text.way {
        Way::Reading => object.with("reached", "reading"),
        Way::Never => object.with("reached", "never"),
        Way::Undecided => object.with("reached", "undecided"),
        Way::Answers(answers) => {
            let answers = answers.iter().fold(Object::default(), |object, (item, option)| {
                object.with(item.as_str(), option.as_str())
            });
            object.with("reached", "answers").with("answers", answers)
        }
    }
    .into()
}
