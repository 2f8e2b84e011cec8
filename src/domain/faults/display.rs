//! Why no second screen can follow a walkthrough.
//!
//! The shell finds the reason, and screens and commands say it in their own words. It must not hold anything of a
//! session.

/// Why no second screen can follow.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DisplayFault {
    /// `XDG_RUNTIME_DIR` is not set, so there is no folder for the socket.
    NoRuntimeFolder,
    /// This path is not a folder.
    NoFolder(String),
    /// This folder belongs to another user.
    OfAnotherUser(String),
    /// Others can enter this folder or change what is in it, and it is not the program's own, so it has to stay as it is.
    Shared(String),
    /// Others can enter the program's own folder or change what is in it.
    OpenToOthers {
        /// The folder, as one word for a shell.
        folder: String,
        /// The bits of its mode, as in `0o755`.
        mode: u32,
    },
    /// This many walkthroughs have a socket already, and no more can have one.
    TooMany(usize),
    /// The questionnaire and its translations are longer than what can be sent.
    TooLong,
    /// The system refuses something.
    System {
        /// The folder or the socket.
        path: String,
        /// What the system says of it.
        detail: String,
    },
}
