//! Writes text to where a command was told to.
//!
//! It cleans nothing; what is written was made safe where it was made.

use super::error::Failure;
use std::io::{ErrorKind, Write};

/// Writes all of a text; a reader that has had enough (`| head`) is no failure.
///
/// # Errors
/// A failure that says why it could not be written.
pub(in crate::shell) fn write(out: &mut impl Write, text: &str) -> Result<(), Failure> {
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::failed(
            format!("The output could not be written: {error}."),
            "Make room or send the output elsewhere, and try again.",
        )),
        _ => Ok(()),
    }
}
