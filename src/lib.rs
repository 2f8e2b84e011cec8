//! stillpoint: a quiet, non-diagnostic checklist on emotional detachment for the terminal.
//!
//! This page is the map. A module here is a floor of the house; imports go down only, and two floors on one
//! level never see each other. `ARCHITECTURE.md` tells the ways through it.

/// What is true whatever the screen: questionnaire, answers, rules, results, the program's own sentences.
/// It may not do I/O, use a foreign crate, or fail other than by saying every problem.
pub mod domain {
    pub mod draft;
    pub mod id;
    pub mod problem;
    pub mod questionnaire;
    pub mod response;
    pub mod results;
    pub mod rule;
    mod soundness;
    pub mod wording;
}

/// What files hold, on its way in and out: one format a file, every fault with its line.
/// It may not know a terminal, a clock or an environment, and it decides nothing about what is shown.
pub mod files {
    pub mod answers;
    pub mod builtin;
    pub mod diagnostic;
    mod faults;
    mod json;
    pub mod language;
    mod locator;
    pub mod questions;
    mod rules;
    pub mod source;
    mod syntax;
    mod tree;
    mod values;
}
