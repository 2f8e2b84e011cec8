//! A counselor leads a client through the checklist: two people, one program, and nothing crosses over.

mod autosave;
mod consent;
pub(crate) mod hints;
mod kills;
pub(crate) mod languages;
pub(crate) mod later;
mod private;
mod skipping;
mod story;
mod then_and_now;
mod words;
