//! Reads the answers that a report is made of: a file of answers, or a record that was exported as JSON.
//!
//! This module must not report answers under other words than those they were given to.

use crate::domain::answers::response::SavedAnswers;
use crate::domain::language::tag::LanguageTag;
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::record::contents::Record;
use crate::domain::sanitize::sanitize;
use crate::files::fhir::reading;
use crate::files::json::Json;
use crate::files::made_with::use_built_in;
use crate::files::records::format;
use crate::files::{answers, text_file};
use crate::shell::records::sentences::no_record;
use crate::shell::world::clock;
use crate::shell::world::error::Failure;
use crate::shell::world::library::Library;
use std::path::Path;

/// Answers that were read, and a remark about the file, if there is one to make.
pub(super) type ReadAnswers = (SavedAnswers, Option<String>);

/// Reads the answers of a file.
///
/// # Errors
/// The file cannot be read, is neither of the two, or belongs to other questions.
pub(super) fn read(path: &Path, library: &Library, base: Option<&str>) -> Result<ReadAnswers, Failure> {
    let (name, text) = (text_file::name_of(path), text_file::read_named(path)?);
    let (file, questionnaire) = ((&*name, &*text), &library.questionnaire);
    let json = answers::json_of(&name, &text)?;
    if format::is_record(&json) {
        let record = format::of_json(json).map_err(|fault| no_record(fault, path))?;
        return of_record(record, path, library);
    }
    let saved = if reading::is_resource(&json) {
        reading::of_json(file, &json, questionnaire, base)?
    } else {
        answers::of_json(file, &json, questionnaire)?
    };
    Ok((saved, None))
}

/// Reads a file of answers that the checklist goes on with.
///
/// # Errors
/// The file cannot be read, or does not belong to this questionnaire.
pub(super) fn to_go_on(path: &Path, questionnaire: &Questionnaire) -> Result<SavedAnswers, Failure> {
    let text = text_file::read_named(path)?;
    let name = text_file::name_of(path);
    let json = answers::json_of(&name, &text)?;
    if let Some(kind) = only_reported(&json) {
        let message = format!(
            "{name}: This is {kind}. The checklist goes on with answers that were saved as JSON. Nothing was changed."
        );
        return Err(Failure::new(message).hint("To read the answers in it: stillpoint report FILE"));
    }
    let saved = answers::of_json((&name, &text), &json, questionnaire)?;
    let stays = !text_file::is_stdin(path) && path.is_file();
    Ok(SavedAnswers { path: stays.then(|| sanitize(&name).into_owned()), ..saved })
}

/// Returns what a file is whose answers can be reported, but not gone on with.
fn only_reported(json: &Json) -> Option<&'static str> {
    let resource = reading::is_resource(json).then_some("a FHIR resource");
    resource.or_else(|| format::is_record(json).then_some("a record of a counselor"))
}

/// Returns the answers of a record's last round.
fn of_record(record: Record, path: &Path, library: &Library) -> Result<ReadAnswers, Failure> {
    let round = &record.round;
    let spoken = LanguageTag::parse(&round.state.language);
    let questionnaire = library.spoken(&[spoken.as_ref()])?.questionnaire;
    fits(&record, &questionnaire, &text_file::name_of(path))?;
    let remark = (!record.earlier.is_empty()).then(|| {
        format!(
            "This record holds {} rounds. The report is of the last one, begun {}. To see all of them: stillpoint records show NAME",
            record.earlier.len() + 1,
            round.begun.shown(&clock::zone())
        )
    });
    Ok((SavedAnswers { response: record.round.state.answers, ..SavedAnswers::default() }, remark))
}

/// Says whether the last round of a record was held with these questions, in these words. `name` is what the record is
/// called in the message.
///
/// # Errors
/// It was held with others.
pub(super) fn fits(record: &Record, questionnaire: &Questionnaire, name: &str) -> Result<(), Failure> {
    let (round, parts) = (&record.round, questionnaire.parts());
    if round.fits(questionnaire) {
        return Ok(());
    }
    let of = |id: &str, version: &str| format!("{} {}", sanitize(id), sanitize(version));
    let (then, now) = (of(&round.questionnaire, &round.version), of(&parts.id, &parts.version));
    let same = "the same questionnaire in other words";
    let now = if then == now { same.to_owned() } else { now };
    Err(Failure::new(format!(
        "{name}: This record was made with {then}; the questions in use are {now}. No answer is reported under other words. Nothing was changed."
    ))
    .hint(format!(
        "{} Or read the record in its own words: stillpoint records show NAME",
        use_built_in(|built_in| round.fits(built_in))
            .unwrap_or("Name the questionnaire that it was made with: --questions FILE.")
    )))
}
