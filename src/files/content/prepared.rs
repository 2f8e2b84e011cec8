//! Decodes the built-in content, which the build of the program has read and checked.
//!
//! It decodes only the part that is asked for. The texts of the files themselves are in [`builtin`](super::builtin).

use super::compact::{PreparedContent, PreparedTranslation, decode};
use crate::domain::language::wording::Wording;
use crate::domain::questionnaire::definition::Questionnaire;
use crate::domain::questionnaire::prechecked::Prechecked;
use crate::files::toml::diagnostic::{Diagnostic, Diagnostics};
use serde::Deserialize;

/// The content in its compact form, as `build.rs` has written it.
const CONTENT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/content.bin"));

/// Returns the built-in questionnaire in its own language.
///
/// # Errors
/// If the program is damaged.
pub(crate) fn questionnaire() -> Result<Questionnaire, Diagnostics> {
    part::<Prechecked>(content()?.questionnaire).map(Questionnaire::from)
}

/// Returns the built-in questionnaire in the language of a built-in translation, and who has read that translation.
///
/// # Errors
/// If there is no such translation, or the program is damaged.
pub(crate) fn translated(tag: &str) -> Result<(Questionnaire, Vec<String>), Diagnostics> {
    let PreparedTranslation { questionnaire, reviewed_by } = part(of(&content()?.translations, tag)?)?;
    Ok((questionnaire.into(), reviewed_by))
}

/// Returns the program's sentences in a built-in language.
///
/// # Errors
/// If there is no such language, or the program is damaged.
pub(crate) fn wording(tag: &str) -> Result<Wording, Diagnostics> {
    part(of(&content()?.wordings, tag)?)
}

fn content() -> Result<PreparedContent<'static>, Diagnostics> {
    part(CONTENT)
}

fn of(parts: &[(&str, &'static [u8])], tag: &str) -> Result<&'static [u8], Diagnostics> {
    parts.iter().find(|(known, _)| *known == tag).map(|(_, bytes)| *bytes).ok_or_else(damaged)
}

fn part<T: Deserialize<'static>>(bytes: &'static [u8]) -> Result<T, Diagnostics> {
    decode(bytes).map_err(|_| damaged())
}

fn damaged() -> Diagnostics {
    let message = "The content that is built into the program is damaged.";
    Diagnostic::of_file("stillpoint", message, "Install it again, or build it anew.").into()
}

#[cfg(test)]
mod tests {
    use super::{questionnaire, translated, wording};
    use crate::files::content::{builtin, language, questions, translation};

    #[test]
    fn what_was_prepared_is_what_the_files_say() {
        let read = questions::parse("questions.toml", builtin::QUESTIONS).unwrap();
        assert_eq!(questionnaire().unwrap(), read);
        for (tag, text) in builtin::TRANSLATIONS {
            let file = translation::parse(tag, text).unwrap();
            let expected = (file.translation.apply(&read).questionnaire, file.translation.reviewed_by);
            assert_eq!(translated(tag).unwrap(), expected, "{tag}");
        }
        for (tag, text) in builtin::LANGUAGES {
            assert_eq!(wording(tag).unwrap(), language::parse(tag, text).unwrap(), "{tag}");
        }
    }

    #[test]
    fn a_language_that_is_not_built_in_is_refused() {
        assert!(translated("gl").is_err() && wording("gl").is_err());
    }
}
