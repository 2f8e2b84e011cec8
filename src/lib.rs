//! stillpoint: a quiet, non-diagnostic checklist on emotional detachment for the terminal.
//!
//! This page is the map. A module here is a floor of the house; imports go down only, and two floors on one
//! level never see each other. `ARCHITECTURE.md` tells the ways through it.

/// What is true whatever the screen: questionnaire, answers, rules, results, the program's own sentences.
/// It may not do I/O, use a foreign crate, or fail other than by saying every problem.
pub mod domain {
    pub mod clean;
    pub mod copy;
    pub mod draft;
    pub mod id;
    pub mod phrase;
    pub mod problem;
    pub mod questionnaire;
    pub mod response;
    pub mod results;
    pub mod rule;
    mod soundness;
    pub mod wording;
}

/// File formats: from bytes to what can be relied on, and from results to what a person keeps. It may not see
/// the app, the view or the shell, and asks nobody anything.
pub mod files {
    /// What leaves the program as text; pure functions, for which a copy is already chosen.
    pub mod export {
        pub mod json;
        pub mod markdown;
        mod prose;
        pub mod text;
    }
    pub mod save;
}
