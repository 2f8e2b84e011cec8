//! Reads a text file that a person named, or says why it cannot be read.
//!
//! It reads regular files and pipes of at most 1 MiB, and no pipe that stays silent, so that a pipe without a writer, an
//! endless device or a growing file can neither hang the program nor fill its memory. It must not show anything of the
//! text, which may be a file of answers.

use super::toml::diagnostic::{Diagnostic, Diagnostics};
use super::toml::locator::Locator;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use std::fs::{File, FileType};
use std::io::{self, ErrorKind, Read};
use std::os::fd::OwnedFd;
use std::os::unix::fs::FileTypeExt;
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// The largest file that is read, in bytes.
pub const LARGEST: usize = 1024 * 1024;

/// How much room there is for a file at first, in bytes.
const USUAL: usize = 4096;

/// What stands for standard input where a file is named.
const STDIN: &str = "-";

/// How standard input is called in messages.
const STDIN_NAME: &str = "standard input";

/// How long a pipe may be silent.
#[derive(Clone, Copy)]
struct PipePatience {
    /// While nobody has it open to write.
    unopened: Duration,
    /// While somebody has; they may be typing a passphrase.
    opened: Duration,
}

const PATIENCE: PipePatience =
    PipePatience { unopened: Duration::from_secs(5), opened: Duration::from_secs(60) };

/// Returns what a file that somebody named is called in messages.
#[must_use]
pub fn name_of(path: &Path) -> String {
    if is_stdin(path) { STDIN_NAME.to_owned() } else { path.display().to_string() }
}

/// Says whether standard input was named, and not a file.
#[must_use]
pub fn is_stdin(path: &Path) -> bool {
    [STDIN, "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"].iter().any(|named| path == Path::new(named))
}

/// Says whether a folder was named, and not a file.
#[must_use]
pub(crate) fn is_folder(path: &Path) -> bool {
    !is_stdin(path) && path.is_dir()
}

/// Returns the folder of a file that somebody named; standard input and what is named by its descriptor, such as the
/// `<(…)` of a shell, have none.
#[must_use]
pub(crate) fn folder_of(path: &Path) -> Option<&Path> {
    let folder = path.parent().filter(|_| !is_stdin(path))?;
    let is_file = !["/dev", "/dev/fd", "/proc/self/fd"].iter().any(|place| folder == Path::new(place));
    is_file.then_some(folder)
}

/// What standard input was before something else took its place.
static KEPT: OnceLock<File> = OnceLock::new();

/// Keeps what standard input is now: it is still what `-` reads when something else has taken its place.
pub(crate) fn keep_stdin(input: OwnedFd) {
    // If it was kept before, that is what was named.
    let _ = KEPT.set(input.into());
}

/// Reads the file that somebody named in the arguments; `-` is standard input, which can be read once.
///
/// # Errors
/// As for [`read`]; or if standard input was read before.
pub fn read_named(path: &Path) -> Result<String, Diagnostics> {
    text_of(&name_of(path), read_named_bytes(path)?)
}

/// Reads the file that somebody named in the arguments, whatever is in it.
///
/// # Errors
/// As for [`read_bytes`]; or if standard input was read before.
pub(crate) fn read_named_bytes(path: &Path) -> Result<Vec<u8>, Diagnostics> {
    static IS_READ: AtomicBool = AtomicBool::new(false);
    if !is_stdin(path) {
        return read_bytes(path);
    }
    if IS_READ.swap(true, Ordering::Relaxed) {
        let (message, advice) = ("It can be read only once.", "Name a file in one of the places.");
        return Err(Diagnostic::of_file(STDIN_NAME, message, advice).into());
    }
    match KEPT.get() {
        Some(kept) => bytes_of(STDIN_NAME, kept),
        None => bytes_of(STDIN_NAME, io::stdin().lock()),
    }
}

/// Reads a regular file or a pipe as text, without its byte order mark.
///
/// # Errors
/// One diagnostic: missing, not readable, a folder or a device, over [`LARGEST`], not UTF-8, or with a NUL in it.
pub fn read(path: &Path) -> Result<String, Diagnostics> {
    text_of(&path.display().to_string(), read_bytes(path)?)
}

/// Reads a regular file or a pipe, whatever is in it.
///
/// # Errors
/// One diagnostic: missing, not readable, a folder or a device, a silent pipe, over [`LARGEST`].
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>, Diagnostics> {
    let name = path.display().to_string();
    let refuse = |error: io::Error| Diagnostics::from(unreadable(&name, &error));
    // The kind of file is checked before opening, because opening a device may have an effect, and again after opening,
    // because the file may have been exchanged in between.
    readable(&name, std::fs::metadata(path).map_err(refuse)?.file_type())?;
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY;
    let file = rustix::fs::open(path, flags, Mode::empty()).map_err(|errno| refuse(errno.into()))?;
    let file = File::from(file);
    let metadata = file.metadata().map_err(refuse)?;
    readable(&name, metadata.file_type())?;
    if metadata.file_type().is_fifo() {
        return bytes_of(&name, Pipe { file, is_opened: false, patience: PATIENCE });
    }
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
    // Most files of this program are read in one piece.
    let mut bytes = Vec::with_capacity(USUAL);
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

/// The end of a pipe from which is read, opened so that it never waits by itself.
struct Pipe {
    file: File,
    /// Whether somebody has had it open to write.
    is_opened: bool,
    patience: PipePatience,
}

impl Read for Pipe {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.file.read(buffer) {
                // Nobody has it open: they have written all, or they have not come yet.
                Ok(0) if !self.is_opened => {
                    self.wait(self.patience.unopened)?;
                    // Whoever came and went without a word has written all.
                    self.is_opened = true;
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => {
                    self.is_opened = true;
                    self.wait(self.patience.opened)?;
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                read => {
                    self.is_opened = true;
                    return read;
                }
            }
        }
    }
}

impl Pipe {
    /// Waits until something is there to be read or nobody writes any more.
    fn wait(&self, patience: Duration) -> io::Result<()> {
        let patience = Timespec::try_from(patience).map_err(io::Error::other)?;
        match poll(&mut [PollFd::new(&self.file, PollFlags::IN)], Some(&patience)) {
            Ok(0) => Err(ErrorKind::TimedOut.into()),
            Ok(_) | Err(Errno::INTR) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

/// Accepts a regular file and a pipe; for anything else, says what it is.
fn readable(name: &str, kind: FileType) -> Result<(), Diagnostics> {
    let what = match () {
        () if kind.is_file() || kind.is_fifo() => return Ok(()),
        () if kind.is_dir() => "a folder",
        () if kind.is_socket() => "a socket",
        () if kind.is_char_device() || kind.is_block_device() => "a device",
        () => "something else",
    };
    let message = format!("This is {what}, not a file.");
    Err(Diagnostic::of_file(name, message, "Name a regular file, or - for standard input.").into())
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
        ErrorKind::TimedOut => {
            ("Nothing is written into this pipe.", "Start the program that writes into it, or name a file.")
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

#[cfg(test)]
mod tests {
    use super::*;
    use rustix::fs::{CWD, FileType as Kind, mknodat};

    const SHORT: PipePatience =
        PipePatience { unopened: Duration::from_millis(1), opened: Duration::from_millis(1) };

    #[test]
    fn what_comes_from_a_pipe_of_a_shell_has_no_folder() {
        let folder = |path: &str| folder_of(Path::new(path)).map(Path::to_owned);
        for named in ["-", "/dev/stdin", "/dev/fd/63", "/proc/self/fd/3"] {
            assert_eq!(folder(named), None, "{named}");
        }
        assert_eq!(folder("a.toml").as_deref(), Some(Path::new("")));
        assert_eq!(folder("./-").as_deref(), Some(Path::new(".")));
        assert_eq!(folder("/etc/stillpoint/settings.toml").as_deref(), Some(Path::new("/etc/stillpoint")));
    }

    #[test]
    fn a_pipe_is_read_to_its_end_and_one_that_is_silent_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pipe");
        mknodat(CWD, &path, Kind::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
        let pipe = || {
            let file =
                rustix::fs::open(&path, OFlags::RDONLY | OFlags::NONBLOCK, Mode::empty()).unwrap().into();
            Pipe { file, is_opened: false, patience: SHORT }
        };
        let silent = |pipe: Pipe| bytes_of("pipe", pipe).unwrap_err().to_string();
        assert!(silent(pipe()).contains("Nothing is written into this pipe."), "nobody has it open");
        let reader = pipe();
        let mut writer = File::options().write(true).open(&path).unwrap();
        std::io::Write::write_all(&mut writer, b"half").unwrap();
        assert!(
            silent(reader).contains("Nothing is written into this pipe."),
            "somebody has it open for ever"
        );
        let reader = pipe();
        std::io::Write::write_all(&mut writer, b"whole").unwrap();
        drop(writer);
        assert_eq!(bytes_of("pipe", reader).unwrap(), b"whole");
    }
}
