//! The one integration binary: a module for each kind of promise.

// Clippy knows functions with #[test] only; here the helpers between them are tests as well.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

mod cli;
mod exports;
mod policy_rules;
