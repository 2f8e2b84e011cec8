//! What is said when something could not be saved before the session ended.

use crate::shell::world::error::Failure;

/// Returns how it ended, and what could not be saved at the end.
pub(super) fn both(ended: Result<(), Failure>, saved: Result<(), Failure>) -> Result<(), Failure> {
    match (ended, saved) {
        (Err(ended), Err(failure)) => Err(ended.and(failure)),
        (ended, saved) => ended.and(saved),
    }
}

/// Says that nobody knows whether the copy was saved.
pub(super) fn copy_unconfirmed() -> Failure {
    Failure::new("The copy was still being saved when the program ended. It may not be there.")
        .hint("Look for it where you wanted it to be.")
}

/// Says that the record is not as it was at the end.
pub(super) fn not_saved() -> Failure {
    Failure::new("The last changes of the record could not be saved. Its file is as it was.")
        .hint("Make room for it, let its folder be written to, or move away what is in its place.")
}
