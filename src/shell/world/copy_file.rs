//! Renders a person's copy and saves it to the file that they chose.
//!
//! This module must not choose what is in the copy; the person did that in the model.

use crate::app::state::model::Model;
use crate::domain::answers::copy_format::CopyFormat;
use crate::domain::faults::save::SaveFault;
use crate::domain::sanitize::sanitize;
use crate::files::export::copy;
use crate::files::save::{self, Existing};
use std::path::Path;

/// Renders the copy.
#[must_use]
pub(crate) fn render(model: &Model, format: CopyFormat) -> String {
    copy::render(model.questionnaire(), model.wording(), &model.client_copy(), format)
}

/// Saves a rendered copy and returns its path. This waits for the disk.
///
/// # Errors
/// Why it was not saved; nothing was changed then, but for [`SaveFault::Unconfirmed`].
pub(crate) fn save(text: &str, path: &str, replace: bool, home: Option<&Path>) -> Result<String, SaveFault> {
    let existing = if replace { Existing::Replace } else { Existing::Keep };
    let target = save::expand(path, home);
    let saved = save::save(&target, text, existing)?;
    Ok(sanitize(&saved.path.display().to_string()).into_owned())
}

/// Returns the folder in which a copy is offered to be saved, ready for a name to follow: the person's own, else the
/// current one.
#[must_use]
pub(crate) fn suggested_folder(home: Option<&Path>) -> String {
    home.map(|home| home.join("").display().to_string()).unwrap_or_default()
}

/// Returns the name of this machine.
#[must_use]
pub(crate) fn host() -> String {
    sanitize(&rustix::system::uname().nodename().to_string_lossy()).into_owned()
}
