//! Stands in for the loop of the full-screen checklist until it is there.

use super::cli::RunOptions;
use super::error::Failure;

/// Runs the full-screen checklist.
///
/// # Errors
/// Always, for now.
pub fn run(_options: &RunOptions) -> Result<(), Failure> {
    Err(Failure::failed("The checklist on the screen is not there yet.", "Use stillpoint report ANSWERS."))
}
