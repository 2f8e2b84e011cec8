//! The client's view as JSON and back.
//!
//! What is written here is all that ever goes out about a session; it is made from [`ClientView`] alone, which has no
//! place for a note, a time, or an answer that was given privately.

use super::fields::{count, ids, text, texts};
use super::screen::{OverlayForm, read_screen, write_screen};
use crate::app::state::client_view::{ClientView, FieldView};
use crate::app::state::message::{CopyFormat, PrivateText};
use crate::app::state::model::Seat;
use crate::app::state::screen::{Overlay, Screen};
use crate::domain::answers::response::{Answer, QuestionnaireResponse};
use crate::domain::faults::save::SaveFault;
use crate::domain::id::LinkId;
use crate::engine::policy::Keeps;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};

/// The form of a view; its keys are written in this order.
#[derive(Serialize, Deserialize)]
#[serde(remote = "ClientView")]
pub(super) struct ViewForm {
    #[serde(deserialize_with = "count")]
    language: usize,
    #[serde(deserialize_with = "text")]
    region: String,
    #[serde(serialize_with = "write_screen", deserialize_with = "read_screen")]
    screen: Screen,
    #[serde(default, with = "overlay")]
    overlay: Option<Overlay>,
    hidden: bool,
    #[serde(with = "SeatForm")]
    seat: Seat,
    #[serde(with = "KeepsForm")]
    keeps: Keeps,
    #[serde(with = "response")]
    response: QuestionnaireResponse,
    #[serde(with = "ids")]
    turned: BTreeSet<LinkId>,
    #[serde(deserialize_with = "texts")]
    dropped: BTreeSet<String>,
    #[serde(with = "FieldForm")]
    words: FieldView,
    #[serde(with = "FieldForm")]
    next_step: FieldView,
    #[serde(with = "FormatForm")]
    format: CopyFormat,
    #[serde(with = "FieldForm")]
    path: FieldView,
    #[serde(default, with = "outcome")]
    outcome: Option<Result<String, SaveFault>>,
    #[serde(deserialize_with = "texts")]
    kept: Vec<String>,
}

/// A view that was read.
#[derive(Deserialize)]
pub(super) struct Seen(#[serde(deserialize_with = "ViewForm::deserialize")] pub(super) ClientView);

/// The form of who sits at the keyboard.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Seat", rename_all = "kebab-case")]
enum SeatForm {
    Client,
    Private,
    Counselor,
}

/// The form of what stays of a session.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Keeps", rename_all = "kebab-case")]
enum KeepsForm {
    Nothing,
    Record,
}

/// The form of a kind of copies.
#[derive(Serialize, Deserialize)]
#[serde(remote = "CopyFormat", rename_all = "kebab-case")]
enum FormatForm {
    Text,
    Markdown,
}

/// What lies on top, if anything does.
mod overlay {
    use super::{Deserialize, Deserializer, Overlay, OverlayForm, Serialize, Serializer};

    #[derive(Serialize)]
    struct Above<'o>(#[serde(serialize_with = "write")] &'o Overlay);

    #[derive(Deserialize)]
    struct Read(#[serde(deserialize_with = "OverlayForm::deserialize")] Overlay);

    fn write<S: Serializer>(overlay: &&Overlay, out: S) -> Result<S::Ok, S::Error> {
        OverlayForm::serialize(overlay, out)
    }

    pub(super) fn serialize<S: Serializer>(overlay: &Option<Overlay>, out: S) -> Result<S::Ok, S::Error> {
        overlay.as_ref().map(Above).serialize(out)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Overlay>, D::Error> {
        Option::<Read>::deserialize(value).map(|read| read.map(|Read(overlay)| overlay))
    }
}

/// The shared answers; `null` stands for "prefer not to say".
mod response {
    use super::{
        Answer, BTreeMap, Deserialize, Deserializer, LinkId, QuestionnaireResponse, Serialize, Serializer,
        ids,
    };

    #[derive(Serialize, Deserialize)]
    struct Form {
        answers: BTreeMap<String, Option<String>>,
        #[serde(with = "ids")]
        withheld: Vec<LinkId>,
        #[serde(with = "ids")]
        not_asked: Vec<LinkId>,
    }

    pub(super) fn serialize<S: Serializer>(
        response: &QuestionnaireResponse,
        out: S,
    ) -> Result<S::Ok, S::Error> {
        let answer = |answer: &Answer| match answer {
            Answer::Chosen(option) => Some(option.to_string()),
            Answer::Declined => None,
        };
        let answers = response.answers().map(|(item, given)| (item.to_string(), answer(given)));
        Form {
            answers: answers.collect(),
            withheld: response.withheld().cloned().collect(),
            not_asked: response.not_asked().cloned().collect(),
        }
        .serialize(out)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        value: D,
    ) -> Result<QuestionnaireResponse, D::Error> {
        let form = Form::deserialize(value)?;
        let mut response = QuestionnaireResponse::without(form.not_asked);
        for (item, option) in form.answers {
            let answer = option.map_or(Answer::Declined, |option| Answer::Chosen(option.as_str().into()));
            response.set(&item.as_str().into(), Some(answer));
        }
        for item in form.withheld {
            response.withhold(&item);
        }
        Ok(response)
    }
}

/// The form of a line under editing, parted where the cursor stands.
#[derive(Serialize, Deserialize)]
#[serde(remote = "FieldView")]
struct FieldForm {
    #[serde(with = "private")]
    before: PrivateText,
    #[serde(with = "private")]
    after: PrivateText,
}

/// What a person wrote; what comes is cleaned as what is typed.
mod private {
    use super::{Deserializer, PrivateText, Serialize, Serializer, text};

    pub(super) fn serialize<S: Serializer>(written: &PrivateText, out: S) -> Result<S::Ok, S::Error> {
        written.0.serialize(out)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(value: D) -> Result<PrivateText, D::Error> {
        text(value).map(PrivateText)
    }
}

/// How saving a copy went, if it was saved.
mod outcome {
    use super::{Deserialize, Deserializer, SaveFault, Serialize, Serializer};
    use crate::shell::display::wire::fields::text;

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Form {
        Saved(#[serde(deserialize_with = "text")] String),
        Other(#[serde(deserialize_with = "text")] String),
        Fault(#[serde(with = "FaultForm")] SaveFault),
    }

    #[derive(Serialize, Deserialize)]
    #[serde(remote = "SaveFault")]
    enum FaultForm {
        #[serde(rename = "exists")]
        Exists,
        #[serde(rename = "no permission")]
        NoPermission,
        #[serde(rename = "disk full")]
        DiskFull,
        #[serde(rename = "is folder")]
        IsFolder,
        #[serde(rename = "read only")]
        ReadOnly,
        #[serde(rename = "no folder")]
        NoFolder,
        #[serde(rename = "bad name")]
        BadName,
        #[serde(rename = "unconfirmed")]
        Unconfirmed,
        /// It has a form of its own.
        #[serde(skip)]
        Other(String),
    }

    pub(super) fn serialize<S: Serializer>(
        outcome: &Option<Result<String, SaveFault>>,
        out: S,
    ) -> Result<S::Ok, S::Error> {
        let form = outcome.clone().map(|outcome| match outcome {
            Ok(path) => Form::Saved(path),
            Err(SaveFault::Other(detail)) => Form::Other(detail),
            Err(fault) => Form::Fault(fault),
        });
        form.serialize(out)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        value: D,
    ) -> Result<Option<Result<String, SaveFault>>, D::Error> {
        let form = Option::<Form>::deserialize(value)?;
        Ok(form.map(|form| match form {
            Form::Saved(path) => Ok(path),
            Form::Other(detail) => Err(SaveFault::Other(detail)),
            Form::Fault(fault) => Err(fault),
        }))
    }
}
