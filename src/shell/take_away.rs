//! The copy that a person takes away: written out, and saved where they say.
//!
//! It chooses nothing: what is in the copy was chosen in the model.

use crate::app::message::CopyFormat;
use crate::app::model::Model;
use crate::domain::clean::clean;
use crate::domain::save_fault::SaveFault;
use crate::files::export::{markdown, text};
use crate::files::save::{self, Existing};
use std::path::Path;

/// The name under which a copy is offered to be saved; it tells nothing of what is in it.
const SUGGESTED_NAME: &str = "notes-for-a-visit.txt";

/// Returns the copy as it would be saved.
#[must_use]
pub fn render(model: &Model, format: CopyFormat) -> String {
    let copy = model.client_copy();
    match format {
        CopyFormat::Text => text::render(model.questionnaire(), model.wording(), &copy),
        CopyFormat::Markdown => markdown::render(model.questionnaire(), model.wording(), &copy),
    }
}

/// Saves the copy and returns where it lies.
///
/// # Errors
/// Why it was not saved; nothing was changed then, but for [`SaveFault::Unconfirmed`].
pub fn save(
    model: &Model,
    path: &str,
    format: CopyFormat,
    replace: bool,
    home: Option<&Path>,
) -> Result<String, SaveFault> {
    let existing = if replace { Existing::Replace } else { Existing::Keep };
    let target = save::expand(path, home);
    let saved = save::save(&target, &render(model, format), existing)?;
    Ok(clean(&saved.path.display().to_string()).into_owned())
}

/// Returns where a copy is offered to be saved: in the person's own folder, else in the current one.
#[must_use]
pub fn suggested_path(home: Option<&Path>) -> String {
    let path = home.map_or_else(|| Path::new(SUGGESTED_NAME).to_owned(), |home| home.join(SUGGESTED_NAME));
    path.display().to_string()
}

/// Returns the name of this machine.
#[must_use]
pub fn host() -> String {
    clean(&rustix::system::uname().nodename().to_string_lossy()).into_owned()
}
