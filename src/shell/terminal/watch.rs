//! Says when somebody types and when the terminal is gone. It reads nothing, so it never knows what was typed.

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use std::io;
use std::thread;
use std::time::Duration;

/// How often it is looked whether somebody types, at the most.
const LOOK: Duration = Duration::from_secs(1);

/// What there is to say of the terminal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::shell) enum News {
    /// Something was typed or touched that nobody has read yet.
    Typed,
    /// The terminal is gone.
    Lost,
}

/// Starts the thread `terminal`, which tells `hear` the news until that returns `false`.
///
/// # Errors
/// When the thread cannot be made.
pub(in crate::shell) fn spawn(mut hear: impl FnMut(News) -> bool + Send + 'static) -> io::Result<()> {
    let terminal = rustix::stdio::stdin().try_clone_to_owned()?;
    thread::Builder::new().name("terminal".into()).spawn(move || {
        loop {
            let mut wanted = [PollFd::new(&terminal, PollFlags::IN)];
            let polled = poll(&mut wanted, None);
            let found = wanted.iter().fold(PollFlags::empty(), |all, entry| all | entry.revents());
            match polled {
                Err(Errno::INTR) => continue,
                Ok(_) if found == PollFlags::IN => {}
                _ => break,
            }
            if !hear(News::Typed) {
                return;
            }
            thread::sleep(LOOK);
        }
        hear(News::Lost);
    })?;
    Ok(())
}
