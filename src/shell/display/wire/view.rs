//! The client's view as JSON and back.
//!
//! What is written here is all that ever goes out about a session; it is made from [`ClientView`] alone, which has no
//! place for a note, a time, or an answer that was given privately.

use super::fields::{Fields, WireError, word_for};
use super::screen::{overlay, read_overlay, read_screen, screen};
use crate::app::state::client_view::{ClientView, FieldView};
use crate::app::state::message::{CopyFormat, PrivateText};
use crate::app::state::model::Seat;
use crate::domain::answers::response::{Answer, QuestionnaireResponse};
use crate::domain::faults::save::SaveFault;
use crate::domain::id::LinkId;
use crate::engine::policy::Keeps;
use serde_json::{Map, Value, json};

/// Who sits at the keyboard, by a word.
const SEATS: [(&str, Seat); 3] =
    [("client", Seat::Client), ("private", Seat::Private), ("counselor", Seat::Counselor)];

/// What stays of a session, by a word.
const KEEPS: [(&str, Keeps); 2] = [("nothing", Keeps::Nothing), ("record", Keeps::Record)];

/// The kinds of copies by their words.
const FORMATS: [(&str, CopyFormat); 2] = [("text", CopyFormat::Text), ("markdown", CopyFormat::Markdown)];

/// Returns a view as the entries of a frame.
pub(super) fn view(view: &ClientView) -> Value {
    json!({
        "language": view.language,
        "region": view.region,
        "screen": screen(&view.screen),
        "overlay": view.overlay.as_ref().map(overlay),
        "hidden": view.hidden,
        "seat": word_for(&SEATS, &view.seat),
        "keeps": word_for(&KEEPS, &view.keeps),
        "response": response(&view.response),
        "turned": view.turned.iter().map(LinkId::as_str).collect::<Vec<_>>(),
        "dropped": view.dropped,
        "words": field(&view.words),
        "next_step": field(&view.next_step),
        "format": word_for(&FORMATS, &view.format),
        "path": field(&view.path),
        "outcome": view.outcome.as_ref().map(outcome),
        "kept": view.kept,
    })
}

/// Reads a view.
pub(super) fn read_view(fields: Fields<'_>) -> Result<ClientView, WireError> {
    Ok(ClientView {
        language: fields.count("language")?,
        region: fields.text("region")?,
        screen: read_screen(fields.get("screen")?)?,
        overlay: fields.maybe("overlay").map(read_overlay).transpose()?,
        hidden: fields.flag("hidden")?,
        seat: fields.word("seat", &SEATS)?,
        keeps: fields.word("keeps", &KEEPS)?,
        response: read_response(fields.fields("response")?)?,
        turned: fields.ids("turned")?,
        dropped: fields.texts("dropped")?,
        words: read_field(fields.fields("words")?)?,
        next_step: read_field(fields.fields("next_step")?)?,
        format: fields.word("format", &FORMATS)?,
        path: read_field(fields.fields("path")?)?,
        outcome: fields.maybe("outcome").map(read_outcome).transpose()?,
        kept: fields.texts("kept")?,
    })
}

/// Returns the shared answers; `null` stands for "prefer not to say".
fn response(response: &QuestionnaireResponse) -> Value {
    let answer = |answer: &Answer| match answer {
        Answer::Chosen(option) => Value::from(option.as_str()),
        Answer::Declined => Value::Null,
    };
    let answers: Map<String, Value> =
        response.answers().map(|(item, given)| (item.as_str().to_owned(), answer(given))).collect();
    json!({
        "answers": answers,
        "withheld": response.withheld().map(LinkId::as_str).collect::<Vec<_>>(),
        "not_asked": response.not_asked().map(LinkId::as_str).collect::<Vec<_>>(),
    })
}

fn read_response(fields: Fields<'_>) -> Result<QuestionnaireResponse, WireError> {
    let mut response = QuestionnaireResponse::without(fields.ids::<LinkId, Vec<_>>("not_asked")?);
    let answers = fields.get("answers")?.as_object().ok_or(WireError::Malformed("answers"))?;
    for (item, given) in answers {
        let answer = match given {
            Value::Null => Answer::Declined,
            Value::String(option) => Answer::Chosen(option.as_str().into()),
            _ => return Err(WireError::Malformed("answers")),
        };
        response.set(&item.as_str().into(), Some(answer));
    }
    for item in fields.ids::<LinkId, Vec<_>>("withheld")? {
        response.withhold(&item);
    }
    Ok(response)
}

fn field(field: &FieldView) -> Value {
    json!({ "before": field.before.0, "after": field.after.0 })
}

fn read_field(fields: Fields<'_>) -> Result<FieldView, WireError> {
    let text = |key| fields.text(key).map(PrivateText);
    Ok(FieldView { before: text("before")?, after: text("after")? })
}

fn outcome(outcome: &Result<String, SaveFault>) -> Value {
    let fault = match outcome {
        Ok(path) => return json!({ "saved": path }),
        Err(SaveFault::Other(detail)) => return json!({ "other": detail }),
        Err(SaveFault::Exists) => "exists",
        Err(SaveFault::NoPermission) => "no permission",
        Err(SaveFault::DiskFull) => "disk full",
        Err(SaveFault::IsFolder) => "is folder",
        Err(SaveFault::ReadOnly) => "read only",
        Err(SaveFault::NoFolder) => "no folder",
        Err(SaveFault::BadName) => "bad name",
        Err(SaveFault::Unconfirmed) => "unconfirmed",
    };
    json!({ "fault": fault })
}

fn read_outcome(value: &Value) -> Result<Result<String, SaveFault>, WireError> {
    let fields = Fields::of(value, "outcome")?;
    if let Some(path) = fields.maybe_text("saved")? {
        return Ok(Ok(path));
    }
    if let Some(detail) = fields.maybe_text("other")? {
        return Ok(Err(SaveFault::Other(detail)));
    }
    Ok(Err(match fields.raw("fault")? {
        "exists" => SaveFault::Exists,
        "no permission" => SaveFault::NoPermission,
        "disk full" => SaveFault::DiskFull,
        "is folder" => SaveFault::IsFolder,
        "read only" => SaveFault::ReadOnly,
        "no folder" => SaveFault::NoFolder,
        "bad name" => SaveFault::BadName,
        "unconfirmed" => SaveFault::Unconfirmed,
        _ => return Err(WireError::Malformed("fault")),
    }))
}
