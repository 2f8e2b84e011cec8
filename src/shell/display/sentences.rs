//! What is said when a command finds that a second screen cannot follow.
//!
//! On the screen of a walkthrough the same is said in the language that is spoken there.

use crate::domain::faults::display::DisplayFault;
use crate::shell::world::error::Failure;

impl From<DisplayFault> for Failure {
    fn from(fault: DisplayFault) -> Self {
        match fault {
            DisplayFault::NoRuntimeFolder => Self::new(
                "There is no folder for the socket of a second screen: XDG_RUNTIME_DIR is not set.",
            )
            .hint("Set XDG_RUNTIME_DIR to a folder that only you can enter, the same for both programs."),
            DisplayFault::NoFolder(path) => Self::new(format!("{path} is not a folder.")).hint(MOVE),
            DisplayFault::OfAnotherUser(folder) => {
                Self::new(format!("The folder {folder} belongs to another user.")).hint(MOVE)
            }
            DisplayFault::Shared(folder) => {
                Self::new(format!("Others can use the folder {folder} too.")).hint(MOVE)
            }
            DisplayFault::OpenToOthers { folder, mode } => {
                Self::new(format!("The folder {folder} is open to others (mode {mode:o})."))
                    .hint(format!("Close it with: chmod 700 {folder}"))
            }
            DisplayFault::TooMany(most) => {
                Self::new(format!("{most} walkthroughs have a second screen already."))
                    .hint("End one of them, or go on without a second screen.")
            }
            DisplayFault::TooLong => Self::new(
                "The questionnaire and its translations are too long to be sent to a second screen.",
            )
            .hint("Offer fewer languages, or go on without a second screen."),
            DisplayFault::System { path, detail } => {
                Self::new(format!("{path} cannot be used")).caused_by(detail).hint(MOVE)
            }
        }
    }
}

const MOVE: &str =
    "Set XDG_RUNTIME_DIR to a folder of your own. What a client sees is sent through no other folder.";
