//! Renders a person's copy and saves it to the file that they chose.
//!
//! This module must not choose what is in the copy; the person did that in the model.

use crate::app::state::model::Model;
use crate::domain::answers::copy_format::CopyFormat;
use crate::domain::faults::save::SaveFault;
use crate::domain::sanitize::sanitize;
use crate::files::export::copy;
use crate::files::save::{self, Existing};
use crate::shell::world::paths::shown;
use std::path::Path;

/// Renders the copy.
#[must_use]
pub(crate) fn render(model: &Model, format: CopyFormat) -> String {
    copy::render(model.questionnaire(), model.wording(), &model.client_copy(), format)
}

/// Renders what is shown of the copy before it is saved.
#[must_use]
pub(crate) fn preview(model: &Model, format: CopyFormat) -> String {
    copy::preview(model.questionnaire(), model.wording(), &model.client_copy(), format)
}

/// Saves a rendered copy and returns its path. This waits for the disk.
///
/// # Errors
/// Why it was not saved; nothing was changed then, but for [`SaveFault::Unconfirmed`].
pub(crate) fn save(text: &str, path: &str, replace: bool, home: Option<&Path>) -> Result<String, SaveFault> {
    let existing = if replace { Existing::Replace } else { Existing::Keep };
    let target = save::expand(path, home);
    let saved = save::save(&target, text, existing)?;
    Ok(sanitize(&saved.path.display().to_string()).replace('\n', " "))
}

/// Returns the folder in which a copy is offered to be saved, ready for a name to follow: the person's own, else the
/// current one. One with a name that cannot be shown and typed as it is, is called `~`.
#[must_use]
pub(crate) fn suggested_folder(home: Option<&Path>) -> String {
    home.map(|home| shown(&home.join("")).unwrap_or("~/").to_owned()).unwrap_or_default()
}

/// Returns the name of this machine.
#[must_use]
pub(crate) fn host() -> String {
    sanitize(&rustix::system::uname().nodename().to_string_lossy()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    #[test]
    fn a_folder_is_offered_that_can_be_typed_and_leads_home() {
        let offered = |home: &[u8]| suggested_folder(Some(Path::new(OsStr::from_bytes(home))));
        assert_eq!(offered(b"/home/zo\xc3\xab"), "/home/zoë/");
        assert_eq!(suggested_folder(None), "");
        let folder = tempfile::tempdir().unwrap();
        for name in [&b"a\xff"[..], b"a\x1b[31m", b"a\nb", "a\u{202e}b".as_bytes()] {
            let home = folder.path().join(OsStr::from_bytes(name));
            std::fs::create_dir(&home).unwrap();
            assert_eq!(offered(home.as_os_str().as_bytes()), "~/", "{name:?}");
            let saved = save("text", "~/copy.txt", false, Some(&home)).unwrap();
            assert!(home.join("copy.txt").exists() && !saved.contains(char::is_control), "{saved:?}");
        }
    }
}
