//! Why no second screen can follow a walkthrough, as the program finds out and a person is told.
//!
//! It knows no socket, and holds nothing of a session.

/// Why no second screen can follow.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DisplayFault {
    /// Nobody has said in which folder the socket would lie.
    NoRuntimeFolder,
    /// This is no folder.
    NoFolder(String),
    /// This folder belongs to another user.
    OfAnotherUser(String),
    /// Others can enter this folder or change what is in it.
    OpenToOthers {
        /// The folder.
        folder: String,
        /// The bits of its mode.
        mode: u32,
    },
    /// So many walkthroughs have a second screen already, which is as many as can.
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
