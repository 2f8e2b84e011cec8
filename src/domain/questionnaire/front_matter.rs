//! What a questionnaire says besides its items and texts: what it is drawn from, what a counselor says, and which
//! phrases no text may use.

use serde::{Deserialize, Serialize};

/// What the texts of a questionnaire are drawn from. What is left out, the program says in neutral words.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct TextSource {
    /// Its title, as it would be cited.
    pub name: Option<String>,
    /// What it is: an article, a guideline, what a clinic has learned.
    pub kind: Option<String>,
    /// How a sentence calls it: "the article".
    pub called: Option<String>,
    /// What a reader has to know about the copy that was used, such as that parts of it are missing.
    pub note: Option<String>,
}

/// What a counselor says to the client in a walkthrough. Where a text is left out, the program has words of its own.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct SpokenWords {
    /// What the two are going to do.
    pub opening: Option<String>,
    /// What the client is asked to agree to.
    pub consent: Option<String>,
    /// What the client is asked at the end.
    pub closing: Option<String>,
}

/// Phrases that stand in no text of a questionnaire, its translations included.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AvoidedPhrases {
    /// The phrases, as the author has written them.
    pub phrases: Vec<String>,
    /// What to write instead.
    pub advice: String,
}
