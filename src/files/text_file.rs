//! Reads a text file that a person named, or says why it cannot be read.
//!
//! It reads regular files of at most 1 MiB, so that a pipe without a writer, an endless device or a growing file can
//! neither hang the program nor fill its memory. It must not show anything of the text, which may be a file of answers.

use super::toml::diagnostic::{Diagnostic, Diagnostics};
use super::toml::locator::Locator;
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use std::fs::{File, FileType};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// The largest file that is read, in bytes.
pub const LARGEST: usize = 1024 * 1024;

/// Reads a regular file as text, without its byte order mark.
///
/// # Errors
/// One diagnostic: missing, not readable, not a regular file, over [`LARGEST`], not UTF-8, or with a NUL in it.
pub fn read(path: &Path) -> Result<String, Diagnostics> {
    text_of(&path.display().to_string(), read_bytes(path)?)
}

/// Reads a regular file, whatever is in it.
///
/// # Errors
/// One diagnostic: missing, not readable, not a regular file, over [`LARGEST`].
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>, Diagnostics> {
    let name = path.display().to_string();
    let refuse = |error: io::Error| Diagnostics::from(unreadable(&name, &error));
    // The kind of file is checked before opening, because opening a device may have an effect, and again after opening,
    // because the file may have been exchanged in between.
    regular(&name, std::fs::metadata(path).map_err(refuse)?.file_type())?;
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY;
    let file = rustix::fs::open(path, flags, Mode::empty()).map_err(|errno| refuse(errno.into()))?;
    let file = File::from(file);
    let metadata = file.metadata().map_err(refuse)?;
    regular(&name, metadata.file_type())?;
    if metadata.len() > LARGEST as u64 {
        return Err(too_large(&name));
    }
    bytes_of(&name, file)
}

/// Reads text to its end, and no further than the limit; for standard input.
///
/// # Errors
/// One diagnostic, as for [`read`].
pub fn read_limited(name: &str, reader: impl Read) -> Result<String, Diagnostics> {
    text_of(name, bytes_of(name, reader)?)
}

fn bytes_of(name: &str, reader: impl Read) -> Result<Vec<u8>, Diagnostics> {
    let mut bytes = Vec::new();
    reader
        .take(LARGEST as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Diagnostics::from(unreadable(name, &error)))?;
    if bytes.len() > LARGEST { Err(too_large(name)) } else { Ok(bytes) }
}

/// Takes bytes as text: UTF-8, with or without a byte order mark, no NUL, within the limit.
///
/// # Errors
/// One diagnostic, with line and column of the first byte that does not belong.
pub fn text_of(name: &str, bytes: Vec<u8>) -> Result<String, Diagnostics> {
    if bytes.len() > LARGEST {
        return Err(too_large(name));
    }
    let text = String::from_utf8(bytes).map_err(|error| not_utf8(name, &error))?;
    if let Some(at) = text.find('\0') {
        return Err(fault(
            name,
            &text,
            at,
            "There is a NUL character (U+0000) here; a text file has none.".into(),
            "Save the file as plain text in UTF-8, or remove the character.",
        ));
    }
    Ok(match text.strip_prefix('\u{FEFF}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

fn fault(name: &str, text: &str, at: usize, message: String, advice: &str) -> Diagnostics {
    let place = Some(Locator::new(text).bare_place(at));
    Diagnostic::placed(name, place, message, advice).into()
}

fn not_utf8(name: &str, error: &std::string::FromUtf8Error) -> Diagnostics {
    let at = error.utf8_error().valid_up_to();
    let bytes = error.as_bytes();
    let read = bytes.get(..at).and_then(|valid| str::from_utf8(valid).ok()).unwrap_or_default();
    let byte = bytes.get(at).copied().unwrap_or_default();
    let message = if matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) {
        "The file is in UTF-16, not in UTF-8.".to_owned()
    } else {
        format!("The byte 0x{byte:02X} here is not UTF-8.")
    };
    fault(name, read, at, message, "Save the file as plain text in UTF-8.")
}

fn too_large(name: &str) -> Diagnostics {
    Diagnostic::of_file(
        name,
        "The file is larger than 1 MiB (1,048,576 bytes).",
        "Check that this is the file you mean; no file of this program comes near that size.",
    )
    .into()
}

/// Accepts a regular file; for anything else, says what it is.
fn regular(name: &str, kind: FileType) -> Result<(), Diagnostics> {
    use std::os::unix::fs::FileTypeExt;
    let what = match () {
        () if kind.is_file() => return Ok(()),
        () if kind.is_dir() => "a folder",
        () if kind.is_fifo() => "a pipe",
        () if kind.is_socket() => "a socket",
        () if kind.is_char_device() || kind.is_block_device() => "a device",
        () => "something else",
    };
    let message = format!("This is {what}, not a file.");
    Err(Diagnostic::of_file(name, message, "Name a regular file.").into())
}

fn unreadable(name: &str, error: &io::Error) -> Diagnostic {
    let (message, advice) = match error.kind() {
        ErrorKind::NotFound => ("There is no such file.", "Check the name and the folder."),
        ErrorKind::NotADirectory => {
            ("A part of this path is a file, not a folder.", "Check the name and the folder.")
        }
        ErrorKind::PermissionDenied => {
            ("You may not read this file.", "Ask for the permission to read it, or name another file.")
        }
        ErrorKind::InvalidFilename | ErrorKind::InvalidInput => {
            ("This cannot be the name of a file.", "Check the name.")
        }
        _ if error.raw_os_error() == Some(Errno::LOOP.raw_os_error()) => {
            ("This is a link that leads round in a circle.", "Name the file itself.")
        }
        _ => {
            let message = format!("The file cannot be read: {error}.");
            return Diagnostic::of_file(name, message, "Try again, or name another file.");
        }
    };
    Diagnostic::of_file(name, message, advice)
}
