//! A counselor leads a client through the checklist: two people, one program, and nothing crosses over.

mod consent;
mod keeping;
mod kills;
mod languages;
mod private;
mod story;
mod words;
