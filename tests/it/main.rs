//! The one integration binary: a module for each kind of promise.

// Clippy knows functions with #[test] only; here the helpers between them are tests as well.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on has failed, and says where"
)]

mod blank_form;
mod chaos;
mod cli;
mod completions;
mod content;
mod crate_files;
mod cursor;
mod display;
mod doors;
mod exports;
mod fhir;
mod floors;
mod fuzzed;
mod help;
mod journeys;
mod keys;
mod kiosk;
mod kiosk_process;
mod kiosk_staff;
mod languages;
mod lints;
mod manual;
mod many_reports;
mod new_folder;
mod off_screen;
mod one_reading;
mod pages;
mod papers;
mod pictures;
mod plain;
mod policy_rules;
mod proofs;
mod qr;
mod records;
mod regions;
mod screens;
mod settings;
mod support_page;
mod talking_points;
mod terminal;
mod topic;
mod translations;
mod walkthrough;
mod watching;
/// What several modules of tests use.
pub(crate) mod support {
    pub(crate) mod answering;
    pub(crate) mod cast;
    pub(crate) mod events;
    pub(crate) mod examples;
    pub(crate) mod forbidden;
    pub(crate) mod guest;
    pub(crate) mod own;
    pub(crate) mod page_words;
    pub(crate) mod pair;
    pub(crate) mod patch;
    pub(crate) mod player;
    pub(crate) mod pty;
    pub(crate) mod random;
    pub(crate) mod run_in;
    pub(crate) mod sim_disk;
    pub(crate) mod svg;
}
