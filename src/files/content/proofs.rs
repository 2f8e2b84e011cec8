//! Reads a questionnaire, has it proved, and gives each failed proof a line of the file, as any other fault has one.
//!
//! The proofs themselves are in [`crate::domain::proof::prove`]. This module must not prove anything.

use super::questions;
use crate::domain::proof::prove::{Proof, Reached, Way, prove};
use crate::domain::questionnaire::definition::Questionnaire;
use crate::files::toml::diagnostic::Diagnostics;
use crate::files::toml::faults::Faults;
use crate::files::toml::values::span_at;
use toml::de::DeTable;

/// Reads a questionnaire and proves it. Returns the proof and, as diagnostics, its failures.
///
/// # Errors
/// What keeps the file from being a questionnaire at all, as [`questions::parse`] says it.
pub fn parse(name: &str, text: &str) -> Result<(Proof, Option<Diagnostics>), Diagnostics> {
    Ok(of(name, text, &questions::parse(name, text)?))
}

/// Proves a questionnaire that was read from this text. Returns the proof and, as diagnostics, its failures.
#[must_use]
pub fn of(name: &str, text: &str, questionnaire: &Questionnaire) -> (Proof, Option<Diagnostics>) {
    let proof = prove(questionnaire);
    let failed = (!proof.problems.is_empty()).then(|| placed(name, text, &proof));
    (proof, failed)
}

/// Returns the failures of a proof, with their places in the text.
fn placed(name: &str, text: &str, proof: &Proof) -> Diagnostics {
    let (root, _) = DeTable::parse_recoverable(text);
    let mut faults = Faults::default();
    for problem in &proof.problems {
        let span = span_at(root.get_ref(), &problem.at);
        faults.report(span, problem.kind.to_string(), problem.kind.advice());
    }
    faults.into_diagnostics(name, text)
}

/// Sums up a proof in one clause.
#[must_use]
pub fn summary(proof: &Proof) -> String {
    let count = |table: &str, one: &str, many: &str| {
        let n = proof.texts.iter().filter(|text| text.table == table).count();
        format!("{n} {}", if n == 1 { one } else { many })
    };
    let sections = count("sections", "section", "sections");
    format!("{sections} and {} can be reached", count("guidance", "situation", "situations"))
}

/// Lists for each text a set of answers that shows it, one line each.
#[must_use]
pub fn witnesses(proof: &Proof) -> String {
    let heads = [("sections", "  sections\n"), ("guidance", "  guidance\n")];
    let lines = |(table, head): (&str, &str)| {
        let texts = proof.texts.iter().filter(|text| text.table == table);
        let lines: String = texts.map(|text| format!("    {}: {}\n", text.id, way(text))).collect();
        if lines.is_empty() { lines } else { format!("{head}{lines}") }
    };
    heads.into_iter().map(lines).collect()
}

fn way(text: &Reached) -> String {
    match &text.way {
        Way::Reading => "under \"more to read\", for everybody".to_owned(),
        Way::Answers(answers) if answers.is_empty() => "reached by any answers or none".to_owned(),
        Way::Answers(answers) => {
            let answers: Vec<String> =
                answers.iter().map(|(item, option)| format!("{item} = {option}")).collect();
            format!("reached by {}", answers.join(", "))
        }
        Way::Never => "cannot be reached".to_owned(),
        Way::Undecided => "not decided".to_owned(),
    }
}
