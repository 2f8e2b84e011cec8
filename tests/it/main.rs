//! The one integration binary: a module for each kind of promise.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on has failed, and says where"
)]

mod content;
/// What several modules of tests use.
pub(crate) mod support {
    pub(crate) mod forbidden;
}
