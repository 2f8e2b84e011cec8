//! Writes the result of a command.
//!
//! This module must not clean the text: whoever made it did that.

use super::error::Failure;
use std::io::{ErrorKind, Write};

/// Writes a text. If the reader closes the pipe early (`| head`), that is no failure.
///
/// # Errors
/// A failure that says why it could not be written.
pub(in crate::shell) fn write(out: &mut impl Write, text: &str) -> Result<(), Failure> {
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::new("The output could not be written")
                .caused_by(error)
                .hint("Make room or send the output elsewhere, and try again."))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::write;
    use std::io;

    /// A place that refuses everything with an error of the system.
    struct Refuses(i32);

    impl io::Write for Refuses {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::Error::from_raw_os_error(self.0))
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_full_disk_is_told_of_and_a_reader_that_has_had_enough_is_not() {
        let told = write(&mut Refuses(28), "text").unwrap_err().told();
        let expected = "The output could not be written: No space left on device (os error 28).\n\
                        Make room or send the output elsewhere, and try again.";
        assert_eq!(told, expected);
        assert!(write(&mut Refuses(32), "text").is_ok());
    }
}
