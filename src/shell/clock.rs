//! The one clock that tells the time of day.
//!
//! It says what the machine says; nothing is measured with it.

use crate::domain::record::Timestamp;
use std::time::{SystemTime, UNIX_EPOCH};

/// Returns the moment now; of a clock that stands before 1970, its beginning.
#[must_use]
pub(super) fn now() -> Timestamp {
    #[expect(clippy::disallowed_methods, reason = "the shell has the clock")]
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    Timestamp(since.map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX)))
}
