//! Says how a path is written in a message: as it is, or as a word of a command that somebody copies into a shell.
//!
//! A command with a cleaned path would act on another file. So a path that cannot be shown as it is stands in no command.

use crate::domain::sanitize::sanitize;
use std::path::Path;

/// Returns a path as a text, if it can be shown as it is.
#[must_use]
pub(in crate::shell) fn shown(path: &Path) -> Option<&str> {
    // The sign for a byte that is no letter can have been put in by somebody else, for another path.
    path.to_str().filter(|text| sanitize(text) == *text && !text.contains(['\n', '\u{fffd}']))
}

/// Returns a path as one word for a shell, if it can be shown as it is.
#[must_use]
pub(in crate::shell) fn typed(path: &Path) -> Option<String> {
    shown(path).map(quoted)
}

/// Quotes a text for a shell.
#[must_use]
pub(in crate::shell) fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '+' | ',' | '@');
    if text.chars().all(plain) { text.to_owned() } else { format!("'{}'", text.replace('\'', "'\\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    #[test]
    fn a_path_is_one_word_for_a_shell_or_stands_in_no_command() {
        let word = |path: &[u8]| typed(Path::new(OsStr::from_bytes(path)));
        assert_eq!(word(b"/home/me/key.txt").as_deref(), Some("/home/me/key.txt"));
        assert_eq!(word(b"/home/a b/o'k").as_deref(), Some("'/home/a b/o'\\''k'"));
        for path in [&b"a\xffb"[..], b"a\x1b[2J", b"a\nb", "a\u{202e}b".as_bytes(), "a\u{fffd}b".as_bytes()] {
            assert_eq!(word(path), None, "{path:?}");
        }
    }
}
